import type { BodyRef, BookRuleView, BookShelf, RuleInput, TermInput } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findRuled, findTerm, loadBooks, loadKept, loadRule } from './load.ts'
import { insertRule, insertTerm } from './save.ts'
import type { System } from './series.ts'
import { codeFor } from './take.ts'

async function ruleView(tx: Tx, { id, name }: BodyRef, system: System, today: string): Promise<BookRuleView> {
  const { numbering, series, subNumbers, organCode, validFrom, ...rule } = await loadRule(tx, id, system, today)
  const code = await codeFor(tx, id, rule, today)
  const term = system === 'party' ? await findTerm(tx, id, today) ?? null : null
  return { body: { id, name }, system, numbering, series, subNumbers, code, organCode, validFrom, term }
}

/** Books of the acting office and its rules today: of its own system, and of both where a committee keeps both. */
export async function shelfOf(tx: Tx, today: string): Promise<BookShelf> {
  const books = await loadBooks(tx)
  const rules: BookRuleView[] = []
  for (const body of await loadKept(tx)) {
    const own: System = body.chain === 'party' ? 'party' : 'state'
    const other: System = own === 'party' ? 'state' : 'party'
    rules.push(await ruleView(tx, body, own, today))
    if (books.some(book => book.body.id === body.id && book.system === other) || (await loadRule(tx, body.id, other, today)).own) rules.push(await ruleView(tx, body, other, today))
  }
  return { books, rules }
}

/** Sets how a body numbers from a day on. */
export async function putRule(tx: Tx, id: string, input: RuleInput, today: string): Promise<BookRuleView> {
  const body = await findRuled(tx, input.bodyId)
  if (!body) throw new Problem('reference-missing')
  if (await insertRule(tx, id, input) === 0) throw new Problem('not-allowed')
  return ruleView(tx, body, input.system, input.validFrom > today ? input.validFrom : today)
}

/** Enters a term: it begins on the day after the congress ended (HD 36-HD/VPTW, 1.3). */
export async function putTerm(tx: Tx, id: string, input: TermInput): Promise<void> {
  if (await insertTerm(tx, id, addDays(input.congressEndedOn, 1), input) === 0) throw new Problem('not-allowed')
}
