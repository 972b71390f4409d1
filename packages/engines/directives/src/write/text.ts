import type { WrittenDocument } from './document.ts'
import type { RuleSet } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

/** Plain text of a document, as `readDirective` reads it: header column by column, a paragraph a line. */
export function composeText(doc: WrittenDocument, rules: RuleSet = rulesFor(doc.system, doc.date, doc.rules)): string {
  throw new Error(`${rules.id}: no text`)
}
