import type { Register } from './kit/register.ts'
import { finding } from './finding.ts'
import { inspection } from './inspection.ts'
import { rumour } from './rumour.ts'
import { stockMovement } from './stock-movement.ts'
import { supplyItem } from './supply-item.ts'
import { violation } from './violation.ts'

export { finding, inspection, rumour, stockMovement, supplyItem, violation }

/** Every register, each after those it refers to: the order of their tables. */
export const registers: readonly Register[] = [rumour, inspection, finding, violation, supplyItem, stockMovement]

/** The register of a name, or undefined. */
export function findRegister(name: string): Register | undefined {
  return registers.find((register) => register.name === name)
}
