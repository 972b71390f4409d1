import { encounterColumns, indexStays, likelyInfectors, stayColumns, Tracing, type DatedCase, type Encounter, type LikelyInfector, type Stay, type TracingProfile } from '@phaodai/contact-tracing'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { InfectorLine } from '@phaodai/office'
import { countsAs } from '#server/diseases/index.ts'
import type { Meeting, SubjectRow } from './load.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** A contact whose minutes nobody told counts as an hour, around noon. */
const ASSUMED_MINUTES = 60
const SELF = 'self'

/** Midnight in Vietnam of a day since 1970. */
const midnight = (day: number): number => day * DAY - 7 * HOUR

function encounterOf({ caseId, from, minutes, masked }: Meeting): Encounter {
  const begins = midnight(from) + 12 * HOUR
  return { one: SELF, other: caseId, from: begins, to: begins + (minutes ?? ASSUMED_MINUTES) * 60_000, ...(minutes !== null && { minutes }), ...(masked !== null && { masked }) }
}

/** Both ends of a stay under one roof, from day to day; people who stay on have no end. */
function staysOf({ caseId, place, from, to }: Meeting): Stay[] {
  return [SELF, caseId].map((person): Stay => ({ person, place, kind: 'household', from: midnight(from), to: to === null ? undefined : midnight(to + 1) }))
}

function lineOf(found: LikelyInfector, meeting: Meeting): InfectorLine {
  const households = found.exposures.filter(({ kind }) => kind === 'household').length
  return {
    caseId: meeting.caseId, code: meeting.code, share: found.share, hours: Math.round(found.hours * 10) / 10, days: Math.round(found.serialInterval), meetings: found.exposures.length,
    kind: households > 0 ? 'household' : 'encounter', lastOn: dayInVietnam(new Date(Math.max(...found.exposures.map(({ to }) => to - 1))).toISOString()),
  }
}

/** Who of the cases a case met may have infected it, likeliest first, with what speaks for it. */
export function infectorsOf({ onsetOn }: Pick<SubjectRow, 'onsetOn'>, all: readonly Meeting[], profile: TracingProfile, asOf: number): InfectorLine[] {
  const meetings = all.filter(({ kind }) => countsAs(profile, kind)) // of those alone that the rule of the disease counts
  const stays = meetings.filter(({ kind }) => kind === 'household').flatMap(staysOf)
  const columns = stayColumns(stays, [SELF, ...meetings.map(({ caseId }) => caseId)])
  const numberOf = (person: string): number => columns.peopleIds.find(person)!
  const encounters = encounterColumns(meetings.filter(({ kind }) => kind === 'encounter').map(encounterOf), numberOf)
  const tracing = new Tracing(indexStays(columns, profile, asOf, encounters), profile)
  const dated = (person: number, day: number): [number, DatedCase] => {
    const onset = midnight(day) + 12 * HOUR
    return [person, { person, onset, from: onset - profile.infectious.before, to: onset + profile.infectious.after }]
  }
  const self = numberOf(SELF)
  const cases = new Map([...meetings.map(({ caseId, onset }) => dated(numberOf(caseId), onset)), dated(self, Date.parse(onsetOn) / DAY)])
  tracing.trace([...cases.values()])
  const byNumber = new Map(meetings.map((meeting) => [numberOf(meeting.caseId), meeting]))
  return likelyInfectors(tracing, cases, self, profile).map((found) => lineOf(found, byNumber.get(found.infector)!)).slice(0, 20)
}
