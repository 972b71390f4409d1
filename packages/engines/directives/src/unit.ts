import type { MarkKind } from './markers.ts'
import type { Strand } from './strand.ts'

/** A unit of the body with its paragraphs; `label` is its path. */
export interface Unit {
  label: string
  parent: string | null
  mark: string
  kind: MarkKind | 'row'
  paragraphs: Strand[]
  children: Unit[]
  /** Cells by meaning, when the unit is a table row. */
  cells: Strand[] | null
  /** An unmarked heading that stands over this unit inside its parent ("Sở Y tế:"). */
  under: Strand | null
}

/** The tree of units, in printing order; paragraphs before the first and after the last stand apart. */
export interface Tree { before: Strand[]; units: Unit[]; after: Strand[] }
