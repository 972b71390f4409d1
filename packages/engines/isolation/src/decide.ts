import { conditionsOf, unmet, type Condition } from './conditions.ts'
import { planOf, type IsolationPlan } from './plan.ts'
import type { IsolationFacts, IsolationRule } from './rule.ts'

/** One row that was in force for such a person: taken, met but given way to a narrower or later one, or not his. */
export interface ReasonLine { rule: IsolationRule; verdict: 'taken' | 'outranked' | 'unmet'; unmet: Condition[] }

export interface IsolationDecision {
  rule: IsolationRule | null
  /** Null: no row, or the row isolates nobody, or no day to count from. */
  plan: IsolationPlan | null
  lines: ReasonLine[]
}

const narrowerFirst = (a: IsolationRule, b: IsolationRule): number =>
  conditionsOf(b).length - conditionsOf(a).length || b.from.localeCompare(a.from) || a.code.localeCompare(b.code)

/** The row that holds for somebody on a day: of those in force whose conditions he meets the one with the most conditions, of these the latest. */
export function decideIsolation(rules: readonly IsolationRule[], facts: IsolationFacts): IsolationDecision {
  const inForce = rules.filter(({ subject, from, to }) => subject === facts.subject && from <= facts.on && (to === null || to >= facts.on)).toSorted(narrowerFirst)
  const tried = inForce.map((rule) => ({ rule, unmet: unmet(rule, facts) }))
  const taken = tried.find((each) => each.unmet.length === 0)?.rule ?? null
  const verdict = (each: (typeof tried)[number]): ReasonLine['verdict'] => (each.rule === taken ? 'taken' : each.unmet.length === 0 ? 'outranked' : 'unmet')
  return { rule: taken, plan: taken === null ? null : planOf(taken, facts), lines: tried.map((each) => ({ ...each, verdict: verdict(each) })) }
}
