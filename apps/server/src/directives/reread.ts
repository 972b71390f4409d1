import type { DirectiveReading } from '@phaodai/directives'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadReach } from '../bodies/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { rereadReferences } from '../references/index.ts'
import { applyEdits, inOrder, shifted, type Edit } from './edits.ts'
import { directiveKey, headerOf, numberKeyOf, obligedBy, ordersOf, recipientsOf, type DraftOrder, type Header, type KeptName, type KeptRecipient } from './intake.ts'
import { findDirective, loadOrders, type DirectiveRow, type OrderRow } from './load.ts'
import { admit, issuerIn } from './register.ts'
import { draftOf } from './review.ts'
import { insertOrders, itemsOf, rereadItems, updateDirective, updateReadOrders } from './save.ts'
import { correctedIn } from './view.ts'

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What a person changed stays; all else is as now read. */
function merged<T extends object>(now: T, before: T, read: T): T {
  return Object.fromEntries(Object.keys(read).map(key => [key, equal(now[key as keyof T], before[key as keyof T]) ? read[key as keyof T] : now[key as keyof T]])) as T
}

/** Answers that people gave to names hold on, by the words they were given for. */
function answersIn(row: DirectiveRow, orders: readonly OrderRow[]): Map<string, KeptName> {
  const names = [...row.recipients.map(each => each.named), ...orders.flatMap(order => [...order.leads, ...order.coordinates, ...order.doers])]
  return new Map(names.filter(name => name.rule === 'answered').map(name => [name.written, name]))
}

function withAnswers(order: DraftOrder, answers: ReadonlyMap<string, KeptName>): DraftOrder {
  const known = (names: readonly KeptName[]): KeptName[] => names.map(name => answers.get(name.written) ?? name)
  return { ...order, leads: known(order.leads), coordinates: known(order.coordinates), doers: known(order.doers) }
}

/** An order read again is the one that began at the same place of the text; a letter or two may have moved it. */
const NEAR = 4

interface Pairs { kept: { old: OrderRow; read: DraftOrder }[]; fresh: DraftOrder[]; gone: OrderRow[] }

function pair(orders: readonly OrderRow[], read: readonly DraftOrder[], edits: readonly Edit[]): Pairs {
  const free = new Set(orders.filter(order => order.engine?.span))
  const kept: Pairs['kept'] = []
  const fresh: DraftOrder[] = []
  for (const order of read) {
    const old = [...free].find(each => each.engine!.text === order.text || Math.abs(shifted(each.engine!.span!.start, edits) - (order.span?.start ?? -NEAR * 2)) <= NEAR)
    if (old) free.delete(old)
    if (old) kept.push({ old, read: order })
    else fresh.push(order)
  }
  return { kept, fresh, gone: [...free] }
}

function moved(order: OrderRow, edits: readonly Edit[]): OrderRow {
  return { ...order, span: order.span && { start: shifted(order.span.start, edits), end: shifted(order.span.end, edits) } }
}

/** Orders of the draft after a new reading: kept ones with what people changed, new ones, and vanished ones dropped. */
async function rereadOrders(tx: Tx, moment: Moment, row: DirectiveRow, read: readonly DraftOrder[], edits: readonly Edit[]): Promise<void> {
  const orders = await loadOrders(tx, row.id)
  const answers = answersIn(row, orders)
  const { kept, fresh, gone } = pair(orders, read, edits)
  const again = kept.map(({ old, read: engine }) => ({ ...merged<DraftOrder>(old, withAnswers(old.engine!, answers), withAnswers(engine, answers)), id: old.id, version: old.version, engine, position: old.position }))
  const byHand = orders.filter(order => order.engine === null).map(order => moved(order, edits))
  const dropped = gone.map(order => ({ ...moved(order, edits), dropped: order.dropped || correctedIn(order, order.engine).length === 0 }))
  await updateReadOrders(tx, row.id, [...again, ...byHand, ...dropped])
  await insertOrders(tx, fresh.map(order => ({ ...withAnswers(order, answers), id: freshId(moment), directiveId: row.id, engine: order })))
}

function recipientsAgain(row: DirectiveRow, read: readonly KeptRecipient[]): KeptRecipient[] {
  const answers = answersIn(row, [])
  return read.map(each => ({ ...each, named: answers.get(each.named.written) ?? each.named }))
}

type Lines = Omit<Header, 'numberKey'>

/** The header after a new reading: what a person corrected stays. */
function headerAgain(row: DirectiveRow, reading: DirectiveReading): Header {
  const lines = (of: DirectiveReading): Lines => {
    const { numberKey: _, ...rest } = headerOf(of, row.system)
    return rest
  }
  const header = merged<Lines>(row, lines(row.reading), lines(reading))
  return { ...header, numberKey: numberKeyOf(header.number) }
}

/**
 * Corrects words of a draft's text and reads it again: what a person changed in header and orders stays, the rest follows
 * the text. Refuses `stale`, `invalid-input` for places that don't fit, `secret-document` when a grade comes to light.
 */
export async function correctText(tx: Tx, who: Who, moment: Moment, id: string, version: number, given: readonly Edit[]): Promise<Edit[]> {
  const row = await draftOf(tx, who, id, moment.today)
  const edits = inOrder(given, row.text.length)
  if (edits === null) throw new Problem('invalid-input', { fields: { corrections: 'Chỗ sửa không khớp với văn bản.' } })
  const { text, reading } = admit(applyEdits(row.text, edits), true)
  const header = headerAgain(row, reading)
  const reach = await loadReach(tx, moment.today)
  const issuerId = header.issuerText === row.issuerText ? row.issuerId : issuerIn(reach, row.ownerId, row.direction, header.issuerText)
  const resolve = reach.resolver(issuerId ?? row.ownerId, row.ownerId)
  const recipients = recipientsAgain(row, recipientsOf(reading, resolve))
  const changes = { ...header, issuerId, text, reading, recipients, searchKey: directiveKey(header, text) }
  if (await updateDirective(tx, id, version, ['draft'], changes) === 0) refuseStale(await findDirective(tx, id, moment.today), { version })
  await rereadItems(tx, id, itemsOf(reading, id, () => freshId(moment)))
  await rereadReferences(tx, id, text, reading, () => freshId(moment))
  await rereadOrders(tx, moment, row, ordersOf(text, reading, resolve, obligedBy(recipients)), edits)
  return edits
}
