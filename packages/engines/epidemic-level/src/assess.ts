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
  /** Null where nobody asked for them. */
  reasons: Reason[] | null
  /** The least sure of the facts that counted. */
  confidence: Confidence
}

/** How the parts of an area stand, where it has any. */
export type PartLevels = readonly (number | null)[]

/** What is found on the way to a level. `least`: the least sure fact so far, as a place in ORDER. */
interface Notes { missing: Measure[]; reasons: Reason[] | null; least: number }

const ORDER: readonly Confidence[] = ['high', 'medium', 'low']

/**
 * The level of one area by a rule set, line by line; `explained` false leaves the lines out, which is several times
 * faster. Measures are those of the area itself, inherited ones filled in by the caller.
 * @throws RangeError for a negative count or a base that is not above 0
 */
export function assess(rules: RuleSet, area: AreaFigures, parts: PartLevels = [], explained = true): Assessment {
  refuseNonsense(area)
  const notes: Notes = { missing: [], reasons: explained ? [] : null, least: rules.method === 'decided' ? ORDER.indexOf(rules.confidence) : 0 }
  const level = rules.method === 'matrix' ? byMatrix(rules, area, notes) : rules.method === 'conditions' ? byConditions(rules, area, parts, notes) : null
  return { area: area.id, level: notes.missing.length > 0 ? null : level, missing: notes.missing, reasons: notes.reasons, confidence: ORDER[notes.least]! }
}

type Fact = Sourced & { id: string; name: string }

/** Positions instead of an object of findings: this runs for every line of ten thousand communes. */
function note(notes: Notes, fact: Fact, step: Reason['step'], value: number | null, outcome: number | null, counts: boolean): void {
  if (counts) notes.least = Math.max(notes.least, ORDER.indexOf(fact.confidence))
  if (notes.reasons) notes.reasons.push({ id: fact.id, name: fact.name, step, value, outcome, counts, source: fact.source, confidence: fact.confidence })
}

function noteRate(notes: Notes, rate: Rate, ratio: Ratio | undefined, step: Reason['step'], outcome: number | null, counts: boolean): void {
  note(notes, rate, step, ratio ? rateOf(ratio, rate) : null, outcome, counts)
  if (notes.reasons && ratio?.summed !== undefined) notes.reasons.at(-1)!.summed = ratio.summed
}

function refuseNonsense({ id, measures }: AreaFigures): void {
  for (const measure in measures) {
    const { count, base } = measures[measure as Measure]!
    if (!(count >= 0 && base > 0)) throw new RangeError(`${id}: ${measure} ${count} of ${base}`)
  }
}

function byMatrix(rules: MatrixRules, area: AreaFigures, notes: Notes): number | null {
  const worst = worstDegree(rules, area, notes)
  const row = degreeOf(rules.row, area)
  noteRate(notes, rules.row, area.measures[rules.row.measure], 'row', row, row !== null)
  const said = worst === 0 ? null : levelInTable(rules, row, worst)
  if (said === undefined) notes.missing.push(rules.row.measure)
  const level = notes.missing.length > 0 || said == null ? null : changedLevel(rules, area, said, notes)
  for (const rate of rules.watched) noteWatched(rate, area, notes)
  return level
}

/** The worst of all columns, which is what counts; 0 where none is known. */
function worstDegree({ columns }: MatrixRules, area: AreaFigures, notes: Notes): number {
  let worst = 0
  for (const column of columns) {
    const degree = degreeOf(column, area)
    if (degree === null && !column.optional) notes.missing.push(column.measure)
    worst = Math.max(worst, degree ?? 0)
  }
  for (const column of columns) {
    const degree = degreeOf(column, area)
    noteRate(notes, column, area.measures[column.measure], 'column', degree, degree !== null && degree === worst)
  }
  return worst
}

/** What raises and holds make of the level that the table says. */
function changedLevel(rules: MatrixRules, area: AreaFigures, fromTable: number, notes: Notes): number {
  note(notes, rules.tableSource, 'table', null, fromTable, true)
  let level = fromTable
  for (const raise of rules.raises) level = raised(raise, rules, area, { level, notes })
  return holdLevel(rules, area, { level, notes })
}

/** What the table says; in a row not known only what all rows say alike, else undefined. */
function levelInTable({ table }: MatrixRules, row: number | null, column: number): number | undefined {
  const level = table[(row ?? 1) - 1]![column - 1]!
  return row !== null || table.every((levels) => levels[column - 1] === level) ? level : undefined
}

function degreeOf(degrees: Degrees, { measures }: AreaFigures): number | null {
  const ratio = measures[degrees.measure]
  if (!ratio) return null
  let degree = 1
  for (const edge of degrees.edges) if (reaches(ratio, degrees, edge)) degree += 1
  return degree
}

/** Whether a raise cannot apply whatever its rate: at the highest level, or where there are no cases. */
function isSpared(raise: Raise, { levels, columns }: MatrixRules, { measures }: AreaFigures, level: number): boolean {
  return level >= levels.at(-1)!.level || (raise.unlessNoCases && measures[columns[0]!.measure]?.count === 0)
}

/** A level on its way through raises and holds. */
interface Standing { level: number; notes: Notes }

function raised(raise: Raise, rules: MatrixRules, area: AreaFigures, { level, notes }: Standing): number {
  const ratio = area.measures[raise.measure]
  const spared = isSpared(raise, rules, area, level)
  if (!ratio && !spared) notes.missing.push(raise.measure)
  const applies = ratio !== undefined && !spared && !reaches(ratio, raise, raise.least)
  const outcome = applies ? level + 1 : level
  noteRate(notes, raise, ratio, 'raise', outcome, applies)
  return outcome
}

/** Without what a hold asks for the level stays at least where it was. */
function holdLevel({ holds }: MatrixRules, { flags = [], levelBefore = null }: AreaFigures, { level, notes }: Standing): number {
  let held = level
  for (const hold of holds) {
    const met = flags.includes(hold.id)
    const applies = levelBefore !== null && levelBefore > held && !met
    if (applies) held = levelBefore
    note(notes, hold, 'hold', met ? 1 : 0, held, applies)
  }
  return held
}

function noteWatched(rate: Raise, { measures }: AreaFigures, notes: Notes): void {
  const ratio = measures[rate.measure]
  noteRate(notes, rate, ratio, 'watched', ratio === undefined ? null : Number(reaches(ratio, rate, rate.least)), false)
}

function byConditions(rules: ConditionRules, area: AreaFigures, parts: PartLevels, notes: Notes): number {
  const asked = rules.conditions.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === area.disease)
  const answers = asked.map((condition) => answerTo(condition, area, parts))
  const level = asked.reduce((highest, condition, index) => (answers[index]!.met ? Math.max(highest, condition.level) : highest), rules.levels[0]!.level)
  asked.forEach((condition, index) => {
    const { value, met } = answers[index]!
    note(notes, condition, 'condition', value, condition.level, met)
    // What is not known matters only where it could call for more.
    if (value === null && 'measure' in condition && condition.level > level) notes.missing.push(condition.measure)
  })
  return level
}

interface Answer { value: number | null; met: boolean }

function answerTo(condition: Condition, area: AreaFigures, parts: PartLevels): Answer {
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
function shareOfParts(parts: PartLevels, level: number, share: number): Answer {
  const count = parts.filter((part) => part !== null && part >= level).length
  return { value: parts.length === 0 ? null : (count / parts.length) * 100, met: count > 0 && count * 100 >= share * parts.length }
}

function aboveUsual({ measures, usual }: AreaFigures, measure: Measure, deviations: number): Answer {
  const [ratio, before] = [measures[measure], usual?.[measure]]
  if (!ratio || !before) return { value: null, met: false }
  return { value: ratio.count, met: ratio.count > before.mean + deviations * before.deviation }
}
