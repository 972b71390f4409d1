import type { StayKind } from './kinds.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** When stays are doubted and what a missing exit means. Lengths in milliseconds. */
export type StayRules = {
  /** A stay without an exit ends at the person's next entry anywhere, after this at the latest. */
  assumedStay: number
  /** A visit or a ride that lasts longer is kept out. */
  longestStay: number
  /** More entries of one person than this within the time are kept out, all of them. */
  burst: { entries: number; within: number }
  /** A person may overlap with himself at two places for so long before both stays are kept out. */
  overlapAllowed: number
}

/** What is to be done about a contact, and by when. */
export type DutyRule = {
  code: string
  tiers: readonly number[]
  since: 'requested' | 'last-exposure'
  /** Due so long after it … */
  within?: number
  /** … or at the end of these days of it, day 0 being its own. */
  days?: readonly number[]
}

/** How a disease is traced, as data of its day. Lengths in milliseconds; times of a curve in days. */
export type TracingProfile = {
  disease: string
  tiers: number
  /** Shorter stays together do not count. */
  leastOverlap: number
  /** From exposure to being able to pass on. */
  lag: number
  close: { metres: number; maskedMinutes: number; unmaskedMinutes: number }
  /** A case is infectious from so long before onset (or the sample) to so long after it, or until isolated. */
  infectious: { before: number; after: number }
  incubation: { least: number; most: number; mean: number; sd: number }
  /** Infectiousness against the day of onset: mean and standard deviation in days. */
  infectiousness: { mean: number; sd: number }
  /** How much an hour together weighs when infectors are ranked. */
  weights: Record<StayKind | 'encounter', number>
  stays: StayRules
  duties: readonly DutyRule[]
  /** Of local time, ahead of UTC. */
  zone: number
}

/** What holds for whatever disease is traced: how stays are doubted and weighed, and the local time. Assumptions to be edited. */
export const ANY_DISEASE: Pick<TracingProfile, 'lag' | 'weights' | 'stays' | 'zone'> = {
  lag: 0,
  weights: { household: 1, encounter: 0.8, ward: 0.6, class: 0.5, team: 0.5, vehicle: 0.5, visit: 0.25 },
  stays: { assumedStay: 2 * HOUR, longestStay: DAY, burst: { entries: 10, within: MINUTE }, overlapAllowed: MINUTE },
  zone: 7 * HOUR,
}

/**
 * COVID-19 in Vietnam, summer of 2021. Contacts: QĐ 3638/QĐ-BYT (30/7/2021), CV 11042/BYT-DP; 14 days, tests on days 1, 7, 14:
 * CV 5599/BYT-MT (14/7/2021); F1 listed within 12 h, sampled and isolated within 24 h: targets of provinces. Incubation:
 * Kang et al. 2022 (Delta, Guangdong).
 */
export const COVID19_2021: TracingProfile = {
  ...ANY_DISEASE, disease: 'covid-19', tiers: 3, leastOverlap: 1,
  close: { metres: 2, maskedMinutes: 15, unmaskedMinutes: 0 },
  infectious: { before: 2 * DAY, after: 10 * DAY },
  incubation: { least: DAY, most: 14 * DAY, mean: 5.8, sd: 2.6 },
  infectiousness: { mean: 0.3, sd: 2.5 },
  duties: [
    { code: 'list', tiers: [1], since: 'requested', within: 12 * HOUR },
    { code: 'isolate', tiers: [1], since: 'requested', within: DAY },
    { code: 'sample', tiers: [1], since: 'requested', within: DAY },
    { code: 'list', tiers: [2], since: 'requested', within: DAY },
    { code: 'test', tiers: [1], since: 'last-exposure', days: [1, 7, 14] },
    { code: 'release', tiers: [1], since: 'last-exposure', days: [14] },
  ],
}
