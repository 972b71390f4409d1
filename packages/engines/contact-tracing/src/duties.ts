import type { DutyRule, TracingProfile } from './profile.ts'

/** Something to be done about a contact, due at an instant. */
export type Duty = { code: string; due: number; day?: number }

/** What is known of a contact: when tracing was requested, the last exposure, and what was done already (code, or code and day: `test 7`). */
export type ContactFacts = { tier: number; requested: number; lastExposure: number; done?: ReadonlySet<string> }

const DAY = 86_400_000

/** End of the n-th local day after that of an instant: 0 is the end of its own day. */
function endOfDay(instant: number, days: number, zone: number): number {
  return (Math.floor((instant + zone) / DAY) + days + 1) * DAY - zone
}

function dueOf(rule: DutyRule, { requested, lastExposure }: ContactFacts, zone: number): Duty[] {
  const since = rule.since === 'requested' ? requested : lastExposure
  const within = rule.within === undefined ? [] : [{ code: rule.code, due: since + rule.within }]
  return [...within, ...(rule.days ?? []).map(day => ({ code: rule.code, day, due: endOfDay(since, day, zone) }))]
}

/** What is still to be done about a contact under the profile, the next first. Day 0 is that of the last exposure. */
export function dutiesOf(contact: ContactFacts, { duties, zone }: TracingProfile): Duty[] {
  const isDone = ({ code, day }: Duty): boolean => contact.done?.has(day === undefined ? code : `${code} ${day}`) === true
  return duties.filter(({ tiers }) => tiers.includes(contact.tier)).flatMap(rule => dueOf(rule, contact, zone)).filter(duty => !isDone(duty))
    .sort((one, other) => one.due - other.due || (one.code < other.code ? -1 : 1))
}
