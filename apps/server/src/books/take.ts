import { makeId, searchKey } from '@phaodai/vocabulary'
import { randomBytes } from 'node:crypto'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'
import { issuerHeaderFor } from '#server/documents/index.ts'
import { findAfter, findTerm, loadRule } from './load.ts'
import { countUp, holdBook, insertEntry, noteNumber, openBook, type NewEntry, type SeriesKey } from './save.ts'
import { bareNumber, nextSuffix, printed, serialOf, seriesOf, withWord, yearOf, type BookRule, type Period, type System } from './series.ts'

/** What stands in a line beside its number. */
export type EntryWords = Partial<Pick<NewEntry, 'issuerText' | 'abstract' | 'urgency' | 'signer' | 'recipients' | 'keptBy' | 'copies' | 'pages' | 'note' | 'secret'>>

/** A document that is to have a number. */
export interface NumberWanted {
  bodyId: number
  system: System
  docType: string
  /** The document's own day, YYYY-MM-DD: decides about the book. */
  issuedOn: string
  /** Drafting unit in the number of a State letter: "123/UBND-VX". */
  unit?: string | undefined
  /** The number the official document system gave; needed where the body's numbering is external, refused where Pháo Đài counts. */
  given?: string | undefined
  /** Takes a sub-number after this one (12 gives 12a), where the body's rule allows. */
  after?: number | undefined
  /** Why it is entered late; a document older than the last one of its series is marked late with or without it. */
  lateReason?: string | undefined
  directiveId?: string | undefined
  entryId?: string | undefined
  line?: EntryWords | undefined
}

/** A number given: as it stands in the document, and with its word before it as it is printed. */
export interface TakenNumber { number: string; printed: string; serial: number | null; suffix: string; entryId: string; late: boolean }

const refuse = (field: string, why: string): never => {
  throw new Problem('invalid-input', { fields: { [field]: why } })
}

async function periodOf(tx: Tx, bodyId: number, system: System, direction: 'incoming' | 'outgoing', day: string): Promise<Period> {
  if (system === 'state' || direction === 'incoming') return yearOf(day)
  return await findTerm(tx, bodyId, day) ?? refuse('issuedOn', 'Chưa có nhiệm kỳ nào chứa ngày này.')
}

/** The body's code in its numbers: by its rule, else as bodies of its kind write it. */
export async function codeFor(tx: Tx, bodyId: number, rule: Pick<BookRule, 'code'>, day: string): Promise<string> {
  if (rule.code) return rule.code
  const header = await issuerHeaderFor(tx, bodyId, day)
  if (!header) throw new Problem('reference-missing')
  return header.code
}

/** Opens the book that a document of this day belongs to. */
export async function bookOf(tx: Tx, rule: BookRule, key: Pick<SeriesKey, 'bodyId' | 'direction' | 'system' | 'docType'>, day: string): Promise<string> {
  return openBook(tx, { ...key, keeperId: rule.keeperId, period: await periodOf(tx, key.bodyId, key.system, key.direction, day) })
}

async function subNumber(tx: Tx, rule: BookRule, bookId: string, after: number): Promise<{ serial: number; suffix: string }> {
  if (!rule.subNumbers) refuse('after', 'Cơ quan không dùng số phụ (12a).')
  await holdBook(tx, bookId)
  const found = await findAfter(tx, bookId, after) ?? refuse('after', 'Chưa cấp số này.')
  return { serial: after, suffix: nextSuffix(found.last) ?? refuse('after', 'Đã hết số phụ.') }
}

/** A number told by the official system goes in as it is; a series of our own begins behind one only while it is empty. */
async function toldNumber(tx: Tx, rule: BookRule, bookId: string, given: string): Promise<{ serial: number | null; suffix: string }> {
  const read = serialOf(given)
  const last = await holdBook(tx, bookId)
  if (rule.numbering === 'own' && (read === null || (last > 0 && read.serial !== last + 1))) refuse('number', 'Số do hệ thống này cấp, không nhập tay được.')
  if (read) await noteNumber(tx, bookId, read.serial)
  return read ?? { serial: null, suffix: '' }
}

/** Which number a line of a book gets; `told` null and numbering external: none yet. */
export async function decideNumber(tx: Tx, rule: BookRule, bookId: string, told: string | undefined, after: number | undefined): Promise<{ serial: number | null; suffix: string }> {
  if (after !== undefined) return subNumber(tx, rule, bookId, after)
  if (told !== undefined) return toldNumber(tx, rule, bookId, told)
  return rule.numbering === 'own' ? { serial: await countUp(tx, bookId), suffix: '' } : { serial: null, suffix: '' }
}

/** What a line is found by. */
export function entryKey(e: Pick<NewEntry, 'number' | 'printed' | 'abstract' | 'issuerText' | 'signer' | 'recipients'>): string {
  return searchKey([e.number, e.printed, e.abstract, e.issuerText, e.signer, e.recipients].filter(Boolean).join(' '))
}

/** Writes a line whose number is decided; `not-allowed` when the id is taken, `duplicate` when the number stands in the book. */
export async function writeEntry(tx: Tx, line: EntryWords & Pick<NewEntry, 'bookId' | 'keeperId' | 'number' | 'suffix' | 'printed' | 'day' | 'docType'> & Partial<NewEntry>): Promise<{ id: string; late: boolean }> {
  const id = line.id ?? makeId(Date.now(), randomBytes(10))
  const words = { issuedOn: null, issuerText: null, abstract: '', urgency: null, signer: null, recipients: '', keptBy: null, copies: null, pages: null, note: null, secret: false, lateReason: null, directiveId: null }
  const entry = { ...words, ...line, id }
  const written = await insertEntry(tx, { ...entry, searchKey: entryKey(entry) })
  if (!written) throw new Problem('not-allowed')
  return { id, late: written.late }
}

/**
 * Gives an outgoing document its number in the caller's transaction: no gap (what is rolled back is given again), no double
 * (the series is held until the end). Where the official system numbers, `given` is noted instead; without it
 * `invalid-input` names the field `number`.
 */
export async function takeNumber(tx: Tx, wanted: NumberWanted): Promise<TakenNumber> {
  const { bodyId, system, docType, issuedOn, given } = wanted
  const rule = await loadRule(tx, bodyId, system, issuedOn)
  if (rule.numbering === 'external' && given === undefined) refuse('number', 'Số do hệ thống quản lý văn bản cấp: hãy nhập số.')
  const bookId = await bookOf(tx, rule, { bodyId, direction: 'outgoing', system, docType: seriesOf(rule, docType) }, issuedOn)
  const { serial, suffix } = await decideNumber(tx, rule, bookId, given, wanted.after)
  const number = given === undefined ? printed(serial!, suffix, { system, docType, code: await codeFor(tx, bodyId, rule, issuedOn), unit: wanted.unit }) : bareNumber(given)
  const { id, late } = await writeEntry(tx, {
    ...wanted.line, ...(wanted.entryId && { id: wanted.entryId }), bookId, keeperId: rule.keeperId, number: serial, suffix, printed: number, day: issuedOn, issuedOn, docType,
    lateReason: wanted.lateReason ?? null, directiveId: wanted.directiveId ?? null,
  })
  return { number, printed: withWord(system, number), serial, suffix, entryId: id, late }
}
