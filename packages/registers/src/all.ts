import type { Register } from './kit/register.ts'
import { arrival, arrivalMeasures } from './arrival.ts'
import { careCounts, careDay } from './care-day.ts'
import { caseContact } from './case-contact.ts'
import { checkpoint } from './checkpoint.ts'
import { collectionDecision } from './collection-decision.ts'
import { currentCaseStates, diseaseCase } from './disease-case.ts'
import { facility } from './facility.ts'
import { finding } from './finding.ts'
import { gathering } from './gathering.ts'
import { homeCare } from './home-care.ts'
import { household } from './household.ts'
import { individual } from './individual.ts'
import { inspection } from './inspection.ts'
import { isolationOrder } from './isolation-order.ts'
import { laboratory } from './laboratory.ts'
import { outbreak } from './outbreak.ts'
import { visitedPlace } from './place.ts'
import { responseTeam } from './response-team.ts'
import { rumour } from './rumour.ts'
import { stay, stayedStates } from './stay.ts'
import { stockMovement } from './stock-movement.ts'
import { specimen } from './specimen.ts'
import { supplyItem } from './supply-item.ts'
import { testingRound } from './testing-round.ts'
import { violation } from './violation.ts'
import { zone } from './zone.ts'

export { arrival, arrivalMeasures, careCounts, careDay, caseContact, checkpoint, collectionDecision, currentCaseStates, diseaseCase, facility, finding, gathering, homeCare, household, individual, inspection, isolationOrder, laboratory, outbreak, responseTeam, rumour, specimen, stay, stayedStates, stockMovement, supplyItem, testingRound, violation, visitedPlace, zone }

/** Every register, each after those it refers to: the order of their tables. */
export const registers: readonly Register[] = [rumour, inspection, finding, violation, supplyItem, stockMovement, household, individual, outbreak, diseaseCase, caseContact, visitedPlace, collectionDecision, laboratory, testingRound, specimen, isolationOrder, facility, stay, responseTeam, homeCare, careDay, zone, gathering, checkpoint, arrival]

/** The register of a name, or undefined. */
export function findRegister(name: string): Register | undefined {
  return registers.find((register) => register.name === name)
}
