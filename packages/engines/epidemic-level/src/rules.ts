import type { Day } from '@phaodai/vocabulary'

/** How sure the project is of a fact; what is not `high` is to be checked against the original before it is relied on. */
export type Confidence = 'high' | 'medium' | 'low'
export interface Sourced { source: string; confidence: Confidence }

/** What is counted of an area. A measure has a base (people, people of an age) unless it is a bare count. */
export type Measure =
  | 'community-cases-14-days' | 'first-dose-18' | 'full-dose-65' | 'full-dose-50'
  | 'oxygen-patients' | 'deaths-14-days' | 'icu-beds' | 'full-dose-eligible' | 'full-dose-at-risk'
  | 'cases-this-month' | 'cases-this-week' | 'linked-cases'

/** A measure as a rate: count ÷ weeks ÷ base × per. */
export interface Rate extends Sourced { id: string; name: string; measure: Measure; per: number; weeks: number }

/** A rate that falls into degrees: degree 1 below the first edge, one more for each edge reached. */
export interface Degrees extends Rate {
  edges: readonly number[]
  /** A rate that need not be known; left out of the worst, and said so. */
  optional?: boolean
  /** Taken from the nearest area above that has it, where the area has none of its own. */
  inherited?: boolean
}

/** One level more where a rate does not reach `least`. */
export interface Raise extends Rate { least: number; unlessNoCases: boolean }

/** A flag, by its id, without which the level may not fall below the one in force. */
export interface Hold extends Sourced { id: string; name: string }

/** One way to reach a level. */
export type Condition = Sourced & { id: string; name: string; level: number; onlyFor?: DiseaseKind } & (
  | { kind: 'flag' }
  | { kind: 'above' | 'at-least'; measure: Measure; per: number; weeks: number; edge: number }
  /** At least `share` per cent of the parts of the area stand at `partLevel` or above; a worse part counts as well. */
  | { kind: 'parts'; partLevel: number; share: number }
  | { kind: 'any-part'; partLevel: number }
  /** Above the mean of earlier years by so many standard deviations. */
  | { kind: 'above-usual'; measure: Measure; deviations: number }
)

/** How a disease counts in the rules of 2026. */
export type DiseaseKind = 'group-a' | 'endemic' | 'not-endemic'

export interface Level { level: number; name: string; colour: 'green' | 'yellow' | 'orange' | 'red' | null }

interface Dated extends Sourced {
  id: string
  /** Number and title of the decision. */
  name: string
  validFrom: Day
  /** Last day in force; null: still so, or end not known. */
  validTo: Day | null
  levels: readonly Level[]
  /** What is not known of it, for people to read. */
  note: string | null
}

/** The worst degree picks the column, another rate the row. `table[row − 1][column − 1]` is the level. */
export interface MatrixRules extends Dated {
  method: 'matrix'
  columns: readonly Degrees[]
  row: Degrees
  table: readonly (readonly number[])[]
  tableSource: Sourced & { id: string; name: string }
  raises: readonly Raise[]
  holds: readonly Hold[]
  /** Rates the decision asks for whose effect on the level is not known: shown, without effect. */
  watched: readonly Raise[]
}

/** The highest level one of whose conditions is met, else the lowest. */
export interface ConditionRules extends Dated { method: 'conditions'; conditions: readonly Condition[] }

/** Levels that somebody decides; nothing computes them. */
export interface DecidedRules extends Dated { method: 'decided' }

export type RuleSet = MatrixRules | ConditionRules | DecidedRules
