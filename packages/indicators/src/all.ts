import { bedsFree, bedsTaken, homeCalled, staysDue, teamsReady } from './care.ts'
import { casesByDisease, casesConfirmed, casesInTime, casesReported, covidConfirmed, covidDied, covidMoved, covidRecovered } from './case.ts'
import { contactsIsolated, contactsListed, contactsListedInTime, contactsSampled } from './contact.ts'
import { inspectionsDone, inspectionsMade, inspectionsMissed } from './inspection.ts'
import { isolatedNow, isolationEnds } from './isolation.ts'
import type { Indicator } from './kit/index.ts'
import { covidHomeBegun, covidHomeDone, covidIsolationBegun, covidIsolationDone, covidLockdowns, covidQuarantineBegun, covidQuarantineDied, covidQuarantineDone, covidQuarantineMoved, violationsHandled } from './quick.ts'
import { rumoursHeard, rumoursOpen, rumoursVerified } from './rumour.ts'
import { covidSpecimens, covidSpecimensNegative, covidSpecimensPositive, specimensInTime, specimensPositive, specimensTaken } from './specimen.ts'
import { staysAdmitted, staysDischarged } from './stay.ts'
import { suppliesReceived, suppliesUsed } from './stock.ts'
import { gatheringsRefused, zonesInForce } from './zone.ts'

/** Every indicator, in the order of the screen. */
export const indicators: readonly Indicator[] = [
  casesConfirmed, casesByDisease, casesReported, casesInTime, covidConfirmed, covidRecovered, covidDied, covidMoved, contactsListed, contactsListedInTime, contactsSampled, contactsIsolated, specimensTaken, specimensPositive, specimensInTime, covidSpecimens, covidSpecimensNegative, covidSpecimensPositive, isolatedNow, isolationEnds, rumoursHeard, rumoursVerified, rumoursOpen, inspectionsDone, inspectionsMade, inspectionsMissed, suppliesUsed, suppliesReceived, staysAdmitted, staysDischarged, staysDue, bedsTaken, bedsFree, homeCalled, teamsReady,
  covidIsolationBegun, covidIsolationDone, covidQuarantineBegun, covidQuarantineDone, covidQuarantineMoved, covidQuarantineDied, covidHomeBegun, covidHomeDone, covidLockdowns, violationsHandled, zonesInForce, gatheringsRefused,
]

/** The indicator of a name, or undefined. */
export function findIndicator(name: string): Indicator | undefined {
  return indicators.find((indicator) => indicator.name === name)
}
