import type { RuleInput, TermInput } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { Period, System } from './series.ts'

/** What tells one series from every other. */
export interface SeriesKey { bodyId: number; keeperId: number; direction: 'incoming' | 'outgoing'; system: System; docType: string; period: Period }

/** The book of a series, opened when this is its first number. */
export async function openBook(tx: Tx, { bodyId, keeperId, direction, system, docType, period }: SeriesKey): Promise<string> {
  await tx.run(`
    insert into register_book (body_id, keeper_id, direction, system, doc_type, period, first_day) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (body_id, direction, system, doc_type, first_day) do nothing`, [bodyId, keeperId, direction, system, docType, period.name, period.firstDay])
  const { id } = await tx.get<{ id: string }>(
    'select id from register_book where body_id = $1 and direction = $2 and system = $3 and doc_type = $4 and first_day = $5',
    [bodyId, direction, system, docType, period.firstDay])
  return id
}

/** The next number of a series; whoever asks next waits until this transaction has ended. */
export async function countUp(tx: Tx, bookId: string): Promise<number> {
  const { n } = await tx.get<{ n: number }>('update register_book set last_number = last_number + 1 where id = $1 returning last_number as n', [bookId])
  return n
}

/** Holds a series until the transaction ends and tells its last number. */
export async function holdBook(tx: Tx, bookId: string): Promise<number> {
  const { n } = await tx.get<{ n: number }>('select last_number as n from register_book where id = $1 for update', [bookId])
  return n
}

/** Notes a number given elsewhere, so that counting would go on behind it. */
export function noteNumber(tx: Tx, bookId: string, serial: number): Promise<number> {
  return tx.run('update register_book set last_number = $2 where id = $1 and last_number < $2', [bookId, serial])
}

/** A line to be written. */
export interface NewEntry {
  id: string; bookId: string; keeperId: number; number: number | null; suffix: string; printed: string | null; day: string; issuedOn: string | null
  issuerText: string | null; docType: string; abstract: string; urgency: string | null; signer: string | null; recipients: string
  keptBy: string | null; copies: number | null; pages: number | null; note: string | null; secret: boolean; lateReason: string | null; directiveId: string | null; searchKey: string
}

/** Writes a line; it is late when a later day stands in the series already. Null when the id is taken. */
export async function insertEntry(tx: Tx, e: NewEntry): Promise<{ late: boolean } | undefined> {
  return tx.find<{ late: boolean }>(`
    insert into book_entry (id, book_id, keeper_id, number, suffix, printed, day, issued_on, issuer_text, doc_type, abstract, urgency, signer, recipients,
      kept_by, copies, pages, note, secret, late_reason, directive_id, search_key, late)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
      $20::text is not null or exists (select 1 from book_entry where book_id = $2 and day > $7::date))
    on conflict (id) do nothing returning late`,
  [e.id, e.bookId, e.keeperId, e.number, e.suffix, e.printed, e.day, e.issuedOn, e.issuerText, e.docType, e.abstract, e.urgency, e.signer, e.recipients,
    e.keptBy, e.copies, e.pages, e.note, e.secret, e.lateReason, e.directiveId, e.searchKey])
}

/** Ties a line to the document it is the line of; 0 = out of sight or cancelled. */
export function linkEntry(tx: Tx, entryId: string, directiveId: string): Promise<number> {
  return tx.run('update book_entry set directive_id = $2 where id = $1', [entryId, directiveId])
}

/** Cancels a number: it stays in the book and is never given again. Signed with the post's title. */
export function cancelEntry(tx: Tx, entryId: string, title: string, reason: string): Promise<number> {
  return tx.run('update book_entry set cancelled_at = now(), cancelled_by = $2, cancel_reason = $3 where id = $1 and cancelled_at is null', [entryId, title, reason])
}

/** Holds the series of a line until the transaction ends. */
export function holdBookOf(tx: Tx, entryId: string): Promise<{ bookId: string }> {
  return tx.get('select b.id as "bookId" from register_book b where b.id = (select book_id from book_entry where id = $1) for update', [entryId])
}

const WORDS = {
  number: 'number', printed: 'printed', docType: 'doc_type', issuedOn: 'issued_on', passedOn: 'passed_on', issuerText: 'issuer_text', abstract: 'abstract', urgency: 'urgency',
  signer: 'signer', recipients: 'recipients', keptBy: 'kept_by', copies: 'copies', pages: 'pages', note: 'note', searchKey: 'search_key',
} as const

/** Changes words of a line under the version read; 0 = stale or out of sight. */
export function updateEntry(tx: Tx, id: string, version: number, words: Partial<Record<keyof typeof WORDS, unknown>>): Promise<number> {
  const keys = (Object.keys(words) as (keyof typeof WORDS)[]).filter(key => words[key] !== undefined)
  return tx.run(`update book_entry set ${keys.map((key, n) => `${WORDS[key]} = $${n + 3}`).join(', ')} where id = $1 and version = $2`, [id, version, ...keys.map(key => words[key])])
}

/** A rule of a body from a day on; 0 when the id is taken. */
export function insertRule(tx: Tx, id: string, rule: RuleInput): Promise<number> {
  return tx.run(`
    insert into book_rule (id, body_id, keeper_id, system, numbering, series, sub_numbers, code, organ_code, valid_from, source)
    values ($1, $2, app_body(), $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
  [id, rule.bodyId, rule.system, rule.numbering, rule.series, rule.subNumbers, rule.code, rule.organCode, rule.validFrom, rule.source])
}

/** A term of the acting committee; 0 when the id is taken. */
export function insertTerm(tx: Tx, id: string, firstDay: string, { name, source }: TermInput): Promise<number> {
  return tx.run(`insert into book_term (id, body_id, name, first_day, source) values ($1, app_body(), $2, $3, $4) on conflict (id) do nothing`,
    [id, name, firstDay, source])
}
