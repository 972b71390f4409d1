import { exceeds, rateOf, reaches, type Measures, type Ratio } from './rate.ts'
import type { Condition, ConditionRules, Confidence, Degrees, DiseaseKind, MatrixRules, Measure, Raise, Rate, RuleSet, Sourced } from './rules.ts'

/** What is known of an area on a day. */
export interface AreaFigures {
  id: string
  /** Id of the area it is part of, null where none of those assessed. */
  parent: string | null
  measures: Measures
  /** What was found and cannot be counted, by the names the rule set has for it. */
  flags?: readonly string[]
  /** The level in force until now; null: none. */
  levelBefore?: number | null
  disease?: DiseaseKind
  /** Mean and standard deviation of the same weeks or months of earlier years. */
  usual?: Partial<Record<Measure, { mean: number; deviation: number }>>
}

/** One line of the explanation. */
export interface Reason extends Sourced {
  /** Id of the criterion or condition. */
  id: string
  name: string
  /** Which part of the rules speaks: `column` and `row` pick from the `table`; a raise or hold changes what it says. */
  step: 'column' | 'row' | 'table' | 'raise' | 'hold' | 'watched' | 'condition'
  /** The rate, share or count found; null where it is not known. */
  value: number | null
  /** Degree of a column or row, level of the table, a raise or a hold; of a condition the level it calls for. */
  outcome: number | null
  /** Whether it decided or changed anything, or the condition is met. */
  counts: boolean
  /** Number of parts whose counts were added up. */
  summed?: number
}

export interface Assessment {
  area: string
  /** Null where something needed is not known, or the rules leave it to a decision. */
  level: number | null
  /** Measures without which there is no level. */
  missing: Measure[]
  reasons: Reason[]
  /** The least sure of the facts that counted. */
  confidence: Confidence
}

/** How the parts of an area stand, where it has any. */
export type PartLevels = readonly (number | null)[]

/**
 * The level of one area by a rule set, line by line. Measures are those of the area itself, inherited ones filled in by the caller.
 * @throws RangeError for a negative count or a base that is not above 0
 */
export function assess(rules: RuleSet, area: AreaFigures, parts: PartLevels = []): Assessment {
  refuseNonsense(area)
  if (rules.method === 'matrix') return byMatrix(rules, area)
  if (rules.method === 'conditions') return byConditions(rules, area, parts)
  return { area: area.id, level: null, missing: [], reasons: [], confidence: rules.confidence }
}

function refuseNonsense({ id, measures }: AreaFigures): void {
  for (const measure in measures) {
    const { count, base } = measures[measure as Measure]!
    if (!(count >= 0 && base > 0)) throw new RangeError(`${id}: ${measure} ${count} of ${base}`)
  }
}

function byMatrix(rules: MatrixRules, area: AreaFigures): Assessment {
  const missing: Measure[] = []
  const reasons: Reason[] = []
  const worst = pushColumns(rules, area, reasons, missing)
  const row = degreeOf(rules.row, area, 'row')
  reasons.push(row)
  const said = worst === 0 ? null : levelInTable(rules, row.outcome, worst)
  if (said === undefined) missing.push(rules.row.measure)
  const level = missing.length > 0 || said == null ? null : changedLevel(rules, area, said, reasons, missing)
  for (const rate of rules.watched) reasons.push(watched(rate, area))
  return finished(area, missing.length > 0 ? null : level, missing, reasons)
}

/** Degrees of all columns, the worst marked as what counts; returns it, 0 where none is known. */
function pushColumns(rules: MatrixRules, area: AreaFigures, reasons: Reason[], missing: Measure[]): number {
  let worst = 0
  for (const column of rules.columns) {
    const reason = degreeOf(column, area, 'column')
    if (reason.outcome === null && !column.optional) missing.push(column.measure)
    worst = Math.max(worst, reason.outcome ?? 0)
    reasons.push(reason)
  }
  for (const reason of reasons) reason.counts = reason.outcome !== null && reason.outcome === worst
  return worst
}

/** What raises and holds make of the level that the table says. */
function changedLevel(rules: MatrixRules, area: AreaFigures, fromTable: number, reasons: Reason[], missing: Measure[]): number {
  const { source, confidence } = rules.tableSource
  reasons.push({ id: 'table', name: 'bảng phối hợp', step: 'table', value: null, outcome: fromTable, counts: true, source, confidence })
  let level = fromTable
  for (const raise of rules.raises) {
    const reason = raised(raise, rules, area, level)
    if (reason.value === null && !isSpared(raise, rules, area, level)) missing.push(raise.measure)
    reasons.push(reason)
    level = reason.outcome!
  }
  return holdLevel(rules, area, level, reasons)
}

/** What the table says; in a row not known only what all rows say alike, else undefined. */
function levelInTable({ table }: MatrixRules, row: number | null, column: number): number | undefined {
  const level = table[(row ?? 1) - 1]![column - 1]!
  return row !== null || table.every((levels) => levels[column - 1] === level) ? level : undefined
}

function degreeOf(degrees: Degrees, { measures }: AreaFigures, step: 'column' | 'row'): Reason {
  const ratio = measures[degrees.measure]
  let outcome: number | null = null
  if (ratio) {
    outcome = 1
    for (const edge of degrees.edges) if (reaches(ratio, degrees, edge)) outcome += 1
  }
  return reasonOf(degrees, step, ratio, outcome, step === 'row' && outcome !== null)
}

/** Whether a raise cannot apply whatever its rate: at the highest level, or where there are no cases. */
function isSpared(raise: Raise, { levels, columns }: MatrixRules, { measures }: AreaFigures, level: number): boolean {
  return level >= levels.at(-1)!.level || (raise.unlessNoCases && measures[columns[0]!.measure]?.count === 0)
}

function raised(raise: Raise, rules: MatrixRules, area: AreaFigures, level: number): Reason {
  const ratio = area.measures[raise.measure]
  const applies = ratio !== undefined && !reaches(ratio, raise, raise.least) && !isSpared(raise, rules, area, level)
  return reasonOf(raise, 'raise', ratio, applies ? level + 1 : level, applies)
}

/** Without what a hold asks for the level stays at least where it was. */
function holdLevel({ holds }: MatrixRules, { flags = [], levelBefore = null }: AreaFigures, level: number, reasons: Reason[]): number {
  let held = level
  for (const { flag, name, source, confidence } of holds) {
    const applies = levelBefore !== null && levelBefore > held && !flags.includes(flag)
    if (applies) held = levelBefore
    reasons.push({ id: flag, name, step: 'hold', value: flags.includes(flag) ? 1 : 0, outcome: held, counts: applies, source, confidence })
  }
  return held
}

function watched(rate: Raise, { measures }: AreaFigures): Reason {
  const ratio = measures[rate.measure]
  return reasonOf(rate, 'watched', ratio, ratio === undefined ? null : Number(reaches(ratio, rate, rate.least)), false)
}

function byConditions(rules: ConditionRules, area: AreaFigures, parts: PartLevels): Assessment {
  const lowest = rules.levels[0]!.level
  const unknown: Condition[] = []
  const reasons = rules.conditions.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === area.disease).map((condition) => {
    const { value, met } = findingOf(condition, area, parts)
    if (value === null && 'measure' in condition) unknown.push(condition)
    return { id: condition.id, name: condition.name, step: 'condition' as const, value, outcome: condition.level, counts: met, source: condition.source, confidence: condition.confidence }
  })
  const level = Math.max(lowest, ...reasons.filter(({ counts }) => counts).map(({ outcome }) => outcome))
  // What is not known matters only where it could call for more.
  const missing = unknown.flatMap((condition) => (condition.level > level && 'measure' in condition ? [condition.measure] : []))
  return finished(area, missing.length > 0 ? null : level, missing, reasons)
}

interface Finding { value: number | null; met: boolean }

function findingOf(condition: Condition, area: AreaFigures, parts: PartLevels): Finding {
  switch (condition.kind) {
    case 'flag': return { value: null, met: (area.flags ?? []).includes(condition.id) }
    case 'any-part': return shareOfParts(parts, condition.partLevel, 0)
    case 'parts': return shareOfParts(parts, condition.partLevel, condition.share)
    case 'above-usual': return aboveUsual(area, condition.measure, condition.deviations)
    default: {
      const ratio = area.measures[condition.measure]
      if (!ratio) return { value: null, met: false }
      const met = condition.kind === 'above' ? exceeds(ratio, condition, condition.edge) : reaches(ratio, condition, condition.edge)
      return { value: rateOf(ratio, condition), met }
    }
  }
}

/** Share in per cent of the parts at a level or above, of all parts; a part without a level counts among all. */
function shareOfParts(parts: PartLevels, level: number, share: number): Finding {
  const count = parts.filter((part) => part !== null && part >= level).length
  return { value: parts.length === 0 ? null : (count / parts.length) * 100, met: count > 0 && count * 100 >= share * parts.length }
}

function aboveUsual({ measures, usual }: AreaFigures, measure: Measure, deviations: number): Finding {
  const [ratio, before] = [measures[measure], usual?.[measure]]
  if (!ratio || !before) return { value: null, met: false }
  return { value: ratio.count, met: ratio.count > before.mean + deviations * before.deviation }
}

function reasonOf({ id, name, source, confidence, per, weeks }: Rate, step: Reason['step'], ratio: Ratio | undefined, outcome: number | null, counts: boolean): Reason {
  const reason: Reason = { id, name, step, value: ratio ? rateOf(ratio, { per, weeks }) : null, outcome, counts, source, confidence }
  if (ratio?.summed !== undefined) reason.summed = ratio.summed
  return reason
}

const ORDER: readonly Confidence[] = ['high', 'medium', 'low']

function finished(area: AreaFigures, level: number | null, missing: Measure[], reasons: Reason[]): Assessment {
  let least = 0
  for (const { counts, confidence } of reasons) if (counts) least = Math.max(least, ORDER.indexOf(confidence))
  return { area: area.id, level, missing, reasons, confidence: ORDER[least]! }
}
