import type { Register } from './kit/register.ts'
import { caseContact } from './case-contact.ts'
import { currentCaseStates, diseaseCase } from './disease-case.ts'
import { finding } from './finding.ts'
import { household } from './household.ts'
import { individual } from './individual.ts'
import { inspection } from './inspection.ts'
import { outbreak } from './outbreak.ts'
import { rumour } from './rumour.ts'
import { stockMovement } from './stock-movement.ts'
import { supplyItem } from './supply-item.ts'
import { violation } from './violation.ts'

export { caseContact, currentCaseStates, diseaseCase, finding, household, individual, inspection, outbreak, rumour, stockMovement, supplyItem, violation }

/** Every register, each after those it refers to: the order of their tables. */
export const registers: readonly Register[] = [rumour, inspection, finding, violation, supplyItem, stockMovement, household, individual, outbreak, diseaseCase, caseContact]

/** The register of a name, or undefined. */
export function findRegister(name: string): Register | undefined {
  return registers.find((register) => register.name === name)
}
