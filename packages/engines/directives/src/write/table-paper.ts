import type { TablePaper } from './document.ts'
import type { Composition } from './layout.ts'
import type { RuleSet } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

/** Lays out a table under an official head (statistics, a list, a register book), upright or landscape. */
export function composeTable(paper: TablePaper, rules: RuleSet = rulesFor(paper.header.system, paper.header.date)): Composition {
  throw new Error(`${rules.id}: no layout`)
}
