import { addDays, type Day, type IsolationForm } from '@phaodai/vocabulary'
import type { IsolationFacts, IsolationRule } from './rule.ts'

/** The days of one order. */
export interface IsolationPlan {
  form: IsolationForm
  /** The day counted from: the last contact, or the day he came. */
  countedFrom: Day
  fromOn: Day
  /** Last day of isolation, the second part included. */
  untilOn: Day
  thenForm: IsolationForm | null
  /** First day of the second part. */
  thenFrom: Day | null
  watchUntil: Day | null
  tests: Day[]
  watchTests: Day[]
  /** Last day for somebody who is still positive. */
  longestUntil: Day | null
}

/** Day n of a count in which the first day is day 0 or day 1. */
export function dayNumbered(countedFrom: Day, n: number, firstDay: 0 | 1): Day {
  return addDays(countedFrom, n - firstDay)
}

/** The days a row asks for; null where it isolates nobody, or where no day is known to count from. */
export function planOf(rule: IsolationRule, { on, lastContactOn, enteredOn }: IsolationFacts): IsolationPlan | null {
  const countedFrom = rule.countsFrom === 'entry' ? enteredOn ?? lastContactOn : lastContactOn ?? enteredOn
  if (rule.form === null || countedFrom === null) return null
  const at = (n: number): Day => dayNumbered(countedFrom, n, rule.firstDay)
  const until = at(rule.days + (rule.thenDays ?? 0))
  return {
    form: rule.form, countedFrom, fromOn: on < countedFrom ? countedFrom : on, untilOn: until,
    thenForm: rule.thenForm, thenFrom: rule.thenForm === null ? null : addDays(at(rule.days), 1),
    watchUntil: rule.watchDays > 0 ? addDays(until, rule.watchDays) : null,
    tests: (rule.testDays ?? []).map(at), watchTests: (rule.watchTestDays ?? []).map((n) => addDays(until, n)),
    longestUntil: rule.longestDays === null ? null : at(rule.longestDays),
  }
}
