import { RULE_SETS, type ConditionRules, type MatrixRules, type Measure, type RuleSet } from '@phaodai/epidemic-level'
import type { RuleSetLine } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import { filled, word } from '#server/words/index.ts'
import { formatDay, type Day } from '@phaodai/vocabulary'

const matrixMeasures = ({ columns, row, raises, watched }: MatrixRules): Measure[] => [...columns, row, ...raises, ...watched].map(({ measure }) => measure)
const conditionMeasures = ({ conditions }: ConditionRules): Measure[] => conditions.flatMap((each) => ('measure' in each ? [each.measure] : []))

/** The measures that a rule set asks for, once each. */
export function measuresIn(rules: RuleSet): Measure[] {
  if (rules.method === 'decided') return []
  return [...new Set(rules.method === 'matrix' ? matrixMeasures(rules) : conditionMeasures(rules))]
}

/** What somebody has to tell because nothing counts it: holds of a matrix, flags among conditions. */
export function flagsIn(rules: RuleSet): { id: string; name: string }[] {
  if (rules.method === 'matrix') return rules.holds.map(({ id, name }) => ({ id, name }))
  return rules.method === 'conditions' ? rules.conditions.filter(({ kind }) => kind === 'flag').map(({ id, name }) => ({ id, name })) : []
}

/** Measures that a unit without its own takes from what it lies in. */
export function inheritedIn(rules: RuleSet): Measure[] {
  return rules.method === 'matrix' ? [...rules.columns, rules.row].filter(({ inherited }) => inherited).map(({ measure }) => measure) : []
}

/** Whether levels of two rule sets mean the same, so that one may be held against the other. */
export function sameScale(id: string, rules: RuleSet): boolean {
  const other = RULE_SETS.find((each) => each.id === id)
  return other !== undefined && other.levels.map(({ level }) => level).join() === rules.levels.map(({ level }) => level).join()
}

/** A rule set by its id that is in force on a day; Problem `invalid-input` for any other. */
export function ruleSetFor(id: string, day: Day): RuleSet {
  const rules = RULE_SETS.find((each) => each.id === id)
  if (!rules) throw new Problem('invalid-input', { fields: { ruleSet: word('levels.fault.no-rules') } })
  if (day < rules.validFrom || (rules.validTo !== null && day > rules.validTo)) {
    throw new Problem('invalid-input', { fields: { ruleSet: filled(word('levels.fault.rules-not-in-force'), { name: rules.name, day: formatDay(day) }) } })
  }
  return rules
}

/** A rule set as it is told on the wire. */
export function toldRules(rules: RuleSet): RuleSetLine {
  const { id, name, validFrom, validTo, method, source, confidence, note, levels } = rules
  return { id, name, validFrom, validTo, method, source, confidence, note, levels: levels.map((each) => ({ ...each })), measures: measuresIn(rules), flags: flagsIn(rules) }
}
