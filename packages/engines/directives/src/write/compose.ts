import type { WrittenDocument } from './document.ts'
import type { Composition } from './layout.ts'
import type { RuleSet } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

/** Lays a document out: page, header, body, foot and annexes as blocks that any renderer can draw. */
export function compose(doc: WrittenDocument, rules: RuleSet = rulesFor(doc.system, doc.date, doc.rules)): Composition {
  throw new Error(`${rules.id}: no layout`)
}
