import type { BookEntry, EntryQuery } from '@phaodai/office'
import { searchKey } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'

/** Most lines of a printed book. */
export const MOST_PRINTED = 20_000

const COLUMNS = `e.id, jsonb_build_object('id', o.id, 'name', o.short_name) as body, b.direction, b.system, b.period, e.number, e.suffix, e.printed, e.day,
  e.issued_on as "issuedOn", e.issuer_text as "issuerText", e.doc_type as "docType", e.abstract, e.urgency, e.signer, e.recipients, e.passed_on as "passedOn",
  e.kept_by as "keptBy", e.copies, e.pages, e.note, e.secret, e.late, e.late_reason as "lateReason", e.cancelled_at as "cancelledAt", e.cancelled_by as "cancelledBy",
  e.cancel_reason as "cancelReason", (select d.id from directive d where d.id = e.directive_id) as "directiveId",
  (select h.id from handling h where h.entry_id = e.id limit 1) as "handlingId", e.version`
const FROM = 'from book_entry e join register_book b on b.id = e.book_id join body o on o.id = b.body_id'

const MARKS: Record<NonNullable<EntryQuery['mark']>, string> = { 'late': 'e.late', 'cancelled': 'e.cancelled_at is not null', 'without-number': 'e.number is null' }
const ORDERS = { newest: 'e.day desc, e.id desc', number: 'b.doc_type, e.number nulls last, e.suffix, e.day, e.id' } as const

function conditions(query: Omit<EntryQuery, 'limit'>, bind: (value: unknown) => string): string[] {
  const { bodyId, direction, system, firstDay, docType, mark, q, after } = query
  const parts = [
    bodyId !== undefined && `b.body_id = ${bind(bodyId)}`, direction !== undefined && `b.direction = ${bind(direction)}`, system !== undefined && `b.system = ${bind(system)}`,
    firstDay !== undefined && `b.first_day = ${bind(firstDay)}`, docType !== undefined && `e.doc_type = ${bind(docType)}`, mark !== undefined && MARKS[mark],
    q ? `not exists (select from unnest(${bind(searchKey(q).split(' ').filter(Boolean))}::text[]) w where position(w in e.search_key) = 0)` : undefined,
  ].filter((part): part is string => typeof part === 'string' && part !== '')
  if (!after) return parts
  const [day, id, ...rest] = Buffer.from(after, 'base64url').toString().split('|')
  if (id === undefined || rest.length > 0) throw new Problem('invalid-input', { fields: { after: 'cursor' } })
  return [...parts, `(e.day, e.id) < (${bind(day)}::date, ${bind(id)}::uuid)`]
}

/** Lines of the books the acting office keeps: latest first, or in the order of a printed book. */
export function loadEntries(tx: Tx, query: Omit<EntryQuery, 'limit'>, limit: number, order: keyof typeof ORDERS = 'newest'): Promise<BookEntry[]> {
  const values: unknown[] = []
  const parts = conditions(query, value => `$${values.push(value)}`)
  return tx.rows<BookEntry>(`select ${COLUMNS} ${FROM} where ${['true', ...parts].join(' and ')} order by ${ORDERS[order]} limit ${limit}`, values)
}

/** The cursor that begins after this line. */
export function cursorAfter({ day, id }: BookEntry): string {
  return Buffer.from(`${day}|${id}`).toString('base64url')
}

/** One line under the viewer's policy. */
export function findEntry(tx: Tx, id: string): Promise<BookEntry | undefined> {
  return tx.find<BookEntry>(`select ${COLUMNS} ${FROM} where e.id = $1`, [id])
}
