import { readDirective, type DirectiveReading } from '@phaodai/directives'
import { bodyKey, type IntakeInput } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadReach, type Reach } from '../bodies/index.ts'
import { attachFiles } from '../files/index.ts'
import { readReferences } from '../references/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { directiveKey, headerOf, obligedBy, ordersOf, recipientsOf, type Header } from './intake.ts'
import { findDirective, findOffice, loadSameNumber } from './load.ts'
import { insertDirective, insertItems, insertOrders, itemsOf } from './save.ts'
import { isSecret } from './secrecy.ts'

/** A text that may be stored: read, not secret, and a directive unless forced. */
export interface AdmittedText { text: string; reading: DirectiveReading }

/**
 * Reads a text and refuses what must not come in, before anything of it is stored or logged: `secret-document` first,
 * then `unreadable-document` for an empty text and `not-a-directive`.
 */
export function admit(text: string, force: boolean): AdmittedText {
  const clean = text.normalize('NFC').replaceAll('\u0000', '')
  const reading = readDirective(clean)
  if (isSecret(clean, reading)) throw new Problem('secret-document')
  if (clean.trim() === '') throw new Problem('unreadable-document', { detail: 'Văn bản không có nội dung.' })
  if (!reading.looksLikeDirective && !force) throw new Problem('not-a-directive')
  return { text: clean, reading }
}

/** What the clerk declares; `told` is a header that came beside the text (an exchange file) and goes before what was read. */
type Declared = Pick<IntakeInput, 'direction' | 'declaredNotSecret' | 'allowDuplicate' | 'fileId'> & { told?: Partial<Header> }

async function refuseDuplicate(tx: Tx, id: string, header: Header, issuerId: number | null): Promise<void> {
  if (header.numberKey === null) return
  const sameIssuer = (other: { issuerText: string | null; issuerId: number | null }): boolean =>
    (issuerId !== null && other.issuerId === issuerId) || !other.issuerText || !header.issuerText || bodyKey(other.issuerText) === bodyKey(header.issuerText)
  const sameYear = (day: string | null): boolean => !day || !header.issuedOn || day.slice(0, 4) === header.issuedOn.slice(0, 4)
  const existing = (await loadSameNumber(tx, id, header.numberKey)).find(other => sameIssuer(other) && sameYear(other.issuedOn))
  if (existing) throw new Problem('duplicate-directive', { fields: { existingId: existing.id } })
}

/** Who speaks: the office itself for its own documents, else the issuer when it is known here. */
export function issuerIn(reach: Reach, officeId: number, direction: IntakeInput['direction'], issuerText: string | null): number | null {
  if (direction === 'own') return officeId
  const ids = issuerText === null ? null : reach.resolver(officeId, officeId)(issuerText).bodyIds
  return ids?.length === 1 ? ids[0]! : null
}

/** Registers a draft with its items, orders and recipients; a repeat of the same text under the same id changes nothing. */
export async function register(tx: Tx, who: Who, moment: Moment, id: string, { text, reading }: AdmittedText, declared: Declared): Promise<void> {
  const found = await findDirective(tx, id, moment.today)
  if (found) {
    if (found.text !== text || found.ownerId !== who.bodyId) throw new Problem('duplicate')
    return
  }
  const office = await findOffice(tx)
  const reach = await loadReach(tx, moment.today)
  const { told, ...given } = declared
  const header = { ...headerOf(reading, office.chain === 'party' ? 'party' : 'state'), ...told }
  const issuerId = issuerIn(reach, who.bodyId, declared.direction, header.issuerText)
  if (!declared.allowDuplicate) await refuseDuplicate(tx, id, header, issuerId)
  const resolve = reach.resolver(issuerId ?? who.bodyId, who.bodyId)
  const recipients = recipientsOf(reading, resolve)
  const draft = { ...header, ...given, id, issuerId, text, reading, recipients, searchKey: directiveKey(header, text) }
  if (await insertDirective(tx, draft) === 0) throw new Problem('not-allowed')
  const newId = (): string => freshId(moment)
  await insertItems(tx, itemsOf(reading, id, newId))
  await readReferences(tx, id, text, reading, newId)
  await insertOrders(tx, ordersOf(text, reading, resolve, obligedBy(recipients)).map(order => ({ ...order, id: newId(), directiveId: id, engine: order })))
  if (declared.fileId) await attachFiles(tx, 'directive', id, [declared.fileId])
}
