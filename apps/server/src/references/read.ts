import { relationAt, type DirectiveReading } from '@phaodai/directives'
import { numberKeyOf, type ReferenceRelation } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import { loadEdgesFrom } from './load.ts'
import { dropUnread, insertReferences, type NewReference } from './save.ts'

function itemAround(reading: DirectiveReading, at: number): string | null {
  return reading.items.filter(({ text }) => text.span.start <= at && at < text.span.end).at(-1)?.label ?? null
}

function oneLine(words: string | null): string | null {
  return words?.replace(/\s+/gu, ' ').trim() || null
}

/** The citations of a reading as rows; which document each means is found when somebody looks. */
function referencesOf(directiveId: string, text: string, reading: DirectiveReading, newId: () => string): NewReference[] {
  const firstItem = Math.min(text.length, ...reading.items.map(item => item.text.span.start))
  return reading.references.map(({ type, number, date, issuer, span }) => ({
    id: newId(), directiveId, itemLabel: itemAround(reading, span.start), relation: relationAt(text, span, firstItem), docType: oneLine(type.value), number: oneLine(number.value),
    numberKey: numberKeyOf(number.value), issuedOn: date.value, issuerText: oneLine(issuer.value), spanStart: span.start, spanEnd: span.end, targetId: null, targetLabel: null, source: 'read',
  }))
}

/** Keeps what a newly registered text cites. */
export async function readReferences(tx: Tx, directiveId: string, text: string, reading: DirectiveReading, newId: () => string): Promise<void> {
  const found = referencesOf(directiveId, text, reading, newId)
  if (found.length > 0) await insertReferences(tx, found)
}

const sameCitation = (a: { numberKey: string | null; issuedOn: string | null }, b: { numberKey: string | null; issuedOn: string | null }): boolean =>
  a.numberKey === b.numberKey && a.issuedOn === b.issuedOn

/** Brings a draft's citations to its corrected text; what people changed, added or took out stays as they left it. */
export async function rereadReferences(tx: Tx, directiveId: string, text: string, reading: DirectiveReading, newId: () => string): Promise<void> {
  const found = referencesOf(directiveId, text, reading, newId)
  const before = await loadEdgesFrom(tx, [directiveId], true)
  await dropUnread(tx, directiveId, before.filter(edge => found.some(each => sameCitation(each, edge))).map(edge => edge.id))
  const fresh = found.filter(each => !before.some(edge => sameCitation(each, edge)))
  if (fresh.length > 0) await insertReferences(tx, fresh)
}

/** An item of a written document that stands to an item of another; labels null: the whole documents. */
export interface WrittenLink { id: string; directiveId: string; itemLabel: string | null; targetId: string; targetLabel: string | null; relation: ReferenceRelation }

/** Links a written document to one it was written out of, chosen and not guessed; a repeat of an id changes nothing. */
export async function linkReference(tx: Tx, link: WrittenLink): Promise<void> {
  await insertReferences(tx, [{ ...link, docType: null, number: null, numberKey: null, issuedOn: null, issuerText: null, spanStart: null, spanEnd: null, source: 'written' }])
}
