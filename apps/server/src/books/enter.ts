import type { BookEntry, CancelInput, EntryInput, EntryPatch } from '@phaodai/office'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findEntry } from './entries.queries.ts'
import { loadRule } from './load.ts'
import { cancelEntry, holdBookOf, noteNumber, updateEntry } from './save.ts'
import { bareNumber } from './series.ts'
import { bookOf, decideNumber, entryKey, takeNumber, writeEntry, type EntryWords } from './take.ts'

/** A line of the book of arrivals. */
export type Arrival = EntryWords & {
  bodyId: number; system: 'party' | 'state'; docType: string; day: string; issuedOn: string | null; printed: string | null
  /** Arrival number of the official system; where it numbers, null = not told yet. */
  number: number | null; lateReason: string | null; directiveId?: string | undefined; id?: string | undefined
}

/** Enters an incoming document in the year's book of arrivals; the number is counted, noted as told, or left open. */
export async function enter(tx: Tx, arrival: Arrival): Promise<{ entryId: string; number: number | null; late: boolean }> {
  const { bodyId, system, day, number, printed, ...words } = arrival
  const rule = await loadRule(tx, bodyId, system, day)
  const bookId = await bookOf(tx, rule, { bodyId, direction: 'incoming', system, docType: '' }, day)
  const { serial, suffix } = await decideNumber(tx, rule, bookId, number === null ? undefined : String(number), undefined)
  const { id, late } = await writeEntry(tx, {
    ...words, directiveId: words.directiveId ?? null, ...(words.id && { id: words.id }), bookId, keeperId: rule.keeperId, number: serial, suffix, printed: printed === null ? null : bareNumber(printed), day,
  } as Parameters<typeof writeEntry>[1])
  return { entryId: id, number: serial, late }
}

const HIDDEN = { abstract: '', recipients: '', signer: null, note: null } as const

/** A line by hand. Of a document of a secrecy grade only number, day and issuer are kept, whatever was sent. */
export async function enterByHand(tx: Tx, id: string, input: EntryInput): Promise<BookEntry> {
  const standing = await findEntry(tx, id)
  if (standing) return sameOrRefuse(standing, found => found.day === input.day && found.docType === input.docType && (input.secret || found.abstract === input.abstract))
  const { bodyId, system, docType, day, direction, printed, after, unit, lateReason, number, issuedOn, ...rest } = input
  const words = input.secret ? { ...rest, ...HIDDEN } : rest
  if (direction === 'incoming') await enter(tx, { ...words, id, bodyId, system, docType, day, issuedOn, printed, number, lateReason })
  else await takeNumber(tx, { bodyId, system, docType, issuedOn: day, unit, after, given: printed ?? undefined, lateReason: lateReason ?? undefined, entryId: id, line: words })
  const written = await findEntry(tx, id)
  if (!written) throw new Problem('not-allowed')
  return written
}

async function numbered(tx: Tx, found: BookEntry, number: number | undefined): Promise<void> {
  if (number === undefined || number === found.number) return
  if (found.number !== null) throw new Problem('invalid-input', { fields: { number: 'Số đã cấp thì không sửa được; hãy hủy và vào sổ lại.' } })
  const { bookId } = await holdBookOf(tx, found.id)
  await noteNumber(tx, bookId, number)
}

/** Corrects the words of a line under the version read. */
export async function patch(tx: Tx, id: string, { version, ...input }: EntryPatch): Promise<BookEntry> {
  const found = await findEntry(tx, id)
  if (!found) throw new Problem('not-found')
  if (found.version !== version) throw new Problem('stale', { versions: { theirs: found, yours: input } })
  if (found.direction === 'outgoing' && input.printed !== undefined && input.printed !== found.printed) throw new Problem('invalid-input', { fields: { printed: 'Số đã cấp thì không sửa được.' } })
  if (found.secret && (input.abstract || input.recipients || input.signer || input.note)) throw new Problem('secret-document')
  await numbered(tx, found, input.number)
  if (await updateEntry(tx, id, version, { ...input, searchKey: entryKey({ ...found, ...input }) }) === 0) refuseStale(await findEntry(tx, id), { version })
  return (await findEntry(tx, id))!
}

/** Cancels a number with a reason; a repeat changes nothing. */
export async function cancel(tx: Tx, who: Who, id: string, { version, reason }: CancelInput): Promise<BookEntry> {
  const found = await findEntry(tx, id)
  if (!found) throw new Problem('not-found')
  if (found.cancelledAt !== null) return found
  if (found.version !== version) throw new Problem('stale', { versions: { theirs: found, yours: { version, reason } } })
  if (await cancelEntry(tx, id, who.title, reason) === 0) throw new Problem('not-allowed')
  return (await findEntry(tx, id))!
}

