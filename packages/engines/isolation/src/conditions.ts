import { addDays, dayOf, lengthOfMonth, type Day } from '@phaodai/vocabulary'
import type { IsolationFacts, IsolationRule } from './rule.ts'

/** What a row asks of a person beside his kind. */
export const conditions = ['age', 'cover', 'origin', 'home', 'province'] as const
export type Condition = (typeof conditions)[number]

/** The same day some months later; the last of the month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, Number(day.slice(8))]
  const [y, m] = [year + Math.floor(month / 12), ((month % 12) + 12) % 12 + 1]
  return dayOf(y, m, Math.min(date, lengthOfMonth(y, m))) ?? day
}

/** Which conditions a row sets at all: the more, the narrower it is. */
export function conditionsOf(rule: IsolationRule): Condition[] {
  const set: Record<Condition, boolean> = {
    age: rule.ageFrom !== null || rule.ageTo !== null,
    cover: rule.dosesFrom !== null || rule.dosesTo !== null || rule.recoveredMonths !== null,
    origin: rule.origins !== null,
    home: rule.needsFitHome,
    province: rule.provinceCode !== null,
  }
  return conditions.filter((each) => set[each])
}

function dosesCover({ dosesFrom, dosesTo, doseDaysFrom, doseMonthsTo }: IsolationRule, { doses, lastDoseOn, on }: IsolationFacts): boolean {
  if (dosesFrom === null && dosesTo === null) return false
  if (doses === null || doses < (dosesFrom ?? 0) || doses > (dosesTo ?? Infinity)) return false
  if (doseDaysFrom === null && doseMonthsTo === null) return true
  return lastDoseOn !== null && addDays(lastDoseOn, doseDaysFrom ?? 0) <= on && (doseMonthsTo === null || addMonths(lastDoseOn, doseMonthsTo) >= on)
}

const recovered = ({ recoveredMonths }: IsolationRule, { recoveredOn, on }: IsolationFacts): boolean =>
  recoveredMonths !== null && recoveredOn !== null && recoveredOn <= on && addMonths(recoveredOn, recoveredMonths) >= on

const holds: Record<Condition, (rule: IsolationRule, facts: IsolationFacts) => boolean> = {
  age: ({ ageFrom, ageTo }, { age }) => age !== null && age >= (ageFrom ?? 0) && age <= (ageTo ?? Infinity),
  cover: (rule, facts) => dosesCover(rule, facts) || recovered(rule, facts),
  origin: ({ origins }, { origin }) => origin !== null && origins!.includes(origin),
  home: (_, { homeFit }) => homeFit === true,
  province: ({ provinceCode }, facts) => facts.provinceCode === provinceCode,
}

/** The conditions of a row that this person does not meet; what is not known is not met. */
export function unmet(rule: IsolationRule, facts: IsolationFacts): Condition[] {
  return conditionsOf(rule).filter((each) => !holds[each](rule, facts))
}
