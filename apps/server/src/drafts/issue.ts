import { composeText } from '@phaodai/directives'
import { printedDay, printedText, writtenOf, type DraftContent, type PrintedBody } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { linkEntry } from '../books/index.ts'
import { admit, findDirective, insertOrders, issue, loadOrders, register, updateOrders, type KeptName, type OrderRow } from '../directives/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { differencesIn } from './equal.ts'
import { move, ownDraft } from './flow.ts'
import type { DraftRow } from './load.ts'
import { labelled, type Labelled } from './reading.ts'
import { insertLink } from './save.ts'

const known = ({ written, bodyIds }: PrintedBody): KeptName => ({ written, bodyIds: [...bodyIds], candidates: [], rule: 'by-hand', confidence: 1 })

type Given = Pick<OrderRow, 'leads' | 'coordinates' | 'deadline' | 'deadlineKind' | 'deadlinePrinted' | 'deadlineSource'>

/** Who and when, as the draft says; the engine's reading where it says nothing. */
function givenBy({ task, own }: Labelled, order: Given): Given {
  if (task === null) return order
  const due = own ? task.deadline : order.deadline ?? task.deadline
  const dated = due === null ? {} : { deadline: due, deadlineKind: 'date' as const, deadlinePrinted: order.deadlinePrinted ?? `trước ngày ${printedDay(due)}`, deadlineSource: 'document' as const }
  return { ...order, leads: task.leads.map(known), coordinates: own ? task.coordinates.map(known) : order.coordinates, ...dated }
}

/** One order an item that names its lead; an item that passes its lead on to those below it gives none of its own. */
function settled(orders: readonly OrderRow[], items: ReadonlyMap<string, Labelled>, addressed: KeptName): OrderRow[] {
  const seen = new Set<string>()
  return orders.map(order => {
    const item = items.get(order.itemLabel ?? '')
    if (!item) return { ...order, dropped: order.dropped || order.leads.some(({ bodyIds }) => !bodyIds?.length) } // closing words that speak to everybody
    const again = item.own && seen.has(item.label)
    seen.add(item.label)
    const leads = order.leads.some(({ rule }) => rule === 'recipients') ? [addressed] : order.leads
    const dropped = item.noTask || again || (item.own && item.item.children.length > 0)
    const text = item.own ? printedText(item.item) : order.text
    return { ...order, ...givenBy(item, { ...order, leads }), text, dropped } // what is dropped stays so, whatever the order says of itself
  })
}

/** Orders of items that name a lead and in which the engine saw nothing to do. */
function unread(items: readonly Labelled[], orders: readonly OrderRow[]): (Given & { itemLabel: string; text: string })[] {
  const none: Given = { leads: [], coordinates: [], deadline: null, deadlineKind: 'none', deadlinePrinted: null, deadlineSource: null }
  return items.filter(({ own, noTask, item, label }) => own && !noTask && item.children.length === 0 && !orders.some(order => order.itemLabel === label))
    .map(each => ({ itemLabel: each.label, text: printedText(each.item), ...givenBy(each, none) }))
}

/** Brings the orders read out of the text to what the draft says of them. */
async function giveOrders(tx: Tx, moment: Moment, directiveId: string, content: DraftContent, items: readonly Labelled[]): Promise<void> {
  const orders = await loadOrders(tx, directiveId)
  const addressed = known({ written: content.addressees.map(({ written }) => written).join('; '), bodyIds: [...new Set(content.addressees.flatMap(({ bodyIds }) => bodyIds))] })
  const after = settled(orders, new Map(items.map(item => [item.label, item])), addressed)
  await updateOrders(tx, directiveId, after.filter((order, n) => JSON.stringify(order) !== JSON.stringify(orders[n])))
  const rest = { span: null, doers: [], monitorId: null, authorityId: null, areaId: null, nature: 'deliverable' as const, deadlineSpan: null, recurring: null, reportTo: null, topics: [], dropped: false, confidence: 1, engine: null }
  await insertOrders(tx, unread(items, orders).map((order, n) => ({ ...rest, ...order, position: orders.length + n + 1, id: freshId(moment), directiveId })))
}

/** Recipients by what they get it for; who stands under Kính gửi carries out. */
function deliveriesOf({ addressees, recipients }: DraftContent): { bodyId: number; purpose: 'execute' | 'report' | 'inform' }[] {
  const purposes = new Map<number, 'execute' | 'report' | 'inform'>()
  for (const { bodyIds, purpose } of recipients) for (const id of bodyIds) purposes.set(id, purpose === 'report' ? 'report' : purpose === 'execute' ? 'execute' : 'inform')
  for (const { bodyIds } of addressees) for (const id of bodyIds) purposes.set(id, 'execute')
  return [...purposes].map(([bodyId, purpose]) => ({ bodyId, purpose }))
}

async function linkSources(tx: Tx, row: DraftRow, directiveId: string, items: readonly Labelled[]): Promise<void> {
  if (row.sourceId === null) return
  for (const { label, item } of items) {
    if (item.source) await insertLink(tx, { draftId: row.id, directiveId, itemLabel: label, sourceId: row.sourceId, sourceLabel: item.source.label, taskId: item.source.taskId })
  }
}

/**
 * Issues a numbered draft: its text is read as any other document, must read as the tree that was written, and becomes a
 * directive of the body, with tasks, deliveries and links to what it carries out. Refuses `draft-differs` with the places.
 */
export async function issueDraft(tx: Tx, who: Who, moment: Moment, id: string, version: number): Promise<void> {
  const row = await ownDraft(tx, who, id, version, ['numbered'])
  const doc = writtenOf(row.content, { number: row.number, date: row.issuedOn, draft: false })
  const admitted = admit(composeText(doc), true)
  const differs = differencesIn(doc, admitted.reading)
  if (differs.length > 0) throw new Problem('draft-differs', { fields: Object.fromEntries(differs.map((label, n) => [`${n + 1}`, label])) })
  const directiveId = freshId(moment)
  await register(tx, who, moment, directiveId, admitted, { direction: 'own', declaredNotSecret: true, allowDuplicate: false, fileId: null })
  const items = labelled(row.content, doc)
  await giveOrders(tx, moment, directiveId, row.content, items)
  const parents = new Map(items.flatMap(({ label, source }) => (source?.taskId ? [[label, source.taskId] as const] : [])))
  const registered = await findDirective(tx, directiveId, moment.today)
  await issue(tx, who, moment, directiveId, { version: registered!.version, authorityId: null, monitorId: null, deliveries: deliveriesOf(row.content) }, parents)
  await linkSources(tx, row, directiveId, items)
  if (row.entryId) await linkEntry(tx, row.entryId, directiveId)
  await move(tx, who, row, 'issued', { state: 'issued', directiveId })
}
