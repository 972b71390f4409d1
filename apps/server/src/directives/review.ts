import { bodyKey, type HeaderPatch, type MergeInput, type OrderInput, type ResolveBody, type ResolveInput, type SplitInput } from '@phaodai/office'
import type * as z from 'zod'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadReach, remember } from '../bodies/index.ts'
import { knownBodies, type Moment } from '../tasks/index.ts'
import { directiveKey, numberKeyOf, obligedBy, type DraftOrder, type KeptName, type KeptRecipient } from './intake.ts'
import { findDirective, loadOrders, type DirectiveRow, type OrderRow } from './load.ts'
import { kept } from './names.ts'
import { insertOrders, updateDirective, updateOrders } from './save.ts'

/** One's own draft, or the reason why it can't be edited. */
export async function draftOf(tx: Tx, who: Who, id: string, today: string): Promise<DirectiveRow> {
  const row = await findDirective(tx, id, today)
  if (!row) throw new Problem('not-found')
  if (row.ownerId !== who.bodyId) throw new Problem('not-allowed')
  if (row.state !== 'draft') throw new Problem('illegal-state')
  return row
}

/**
 * Corrects the header under the version read; what the engine said stays in the reading. Another issuer speaks of other
 * bodies, so names that nobody has answered are resolved again around him.
 */
export async function patchHeader(tx: Tx, who: Who, moment: Moment, id: string, { version, ...patch }: HeaderPatch): Promise<void> {
  const row = await draftOf(tx, who, id, moment.today)
  if (row.version !== version) throw new Problem('stale', { versions: { theirs: row, yours: patch } })
  const number = patch.number === undefined ? row.number : patch.number
  const searched = { number, abstract: patch.abstract === undefined ? row.abstract : patch.abstract, issuerText: patch.issuerText === undefined ? row.issuerText : patch.issuerText }
  const changes = { ...patch, numberKey: numberKeyOf(number), searchKey: directiveKey(searched, row.text) }
  const heard = patch.issuerId === undefined || patch.issuerId === row.issuerId ? null : await heardFrom(tx, { ...row, issuerId: patch.issuerId }, moment)
  if (await updateDirective(tx, id, version, ['draft'], { ...changes, ...(heard && { recipients: heard.recipients }) }) === 0) refuseStale(await findDirective(tx, id, moment.today), { version, ...patch })
  if (heard) await updateOrders(tx, id, heard.orders)
}

/** Rules of names that are settled whoever speaks: a person's word, and the issuer's own file. */
const SETTLED = new Set(['by-hand', 'answered', 'file'])

async function heardFrom(tx: Tx, row: DirectiveRow, moment: Moment): Promise<{ recipients: KeptRecipient[]; orders: OrderRow[] }> {
  const resolve = await resolverFor(tx, row, moment)
  return changeNames(tx, row, (name, obliged) => (SETTLED.has(name.rule) ? name : kept(resolve(name.written, obliged))))
}

/** A name as the clerk gave it: the stored one when nothing changed, his bodies when he chose, else resolved afresh. */
function nameFor(given: { written: string; bodyIds: number[] | null }, before: readonly KeptName[], resolve: ResolveBody, recipients: readonly number[]): KeptName {
  const same = before.find(name => name.written === given.written && JSON.stringify(name.bodyIds) === JSON.stringify(given.bodyIds))
  if (same) return same
  if (given.bodyIds && given.bodyIds.length > 0) return { written: given.written, bodyIds: [...new Set(given.bodyIds)], candidates: [], rule: 'by-hand', confidence: 1 }
  return kept(resolve(given.written, recipients))
}

function checkDeadline(input: OrderInput): void {
  if (input.deadline !== null && input.deadlineKind !== 'date') throw new Problem('invalid-input', { fields: { deadlineKind: 'Có ngày thì loại hạn là ngày.' } })
  if (input.deadlineSource === 'office' && input.nature !== 'deliverable') throw new Problem('invalid-input', { fields: { deadline: 'Văn phòng chỉ đặt hạn cho việc có sản phẩm.' } })
}

async function resolverFor(tx: Tx, row: DirectiveRow, moment: Moment): Promise<ResolveBody> {
  return (await loadReach(tx, moment.today)).resolver(row.issuerId ?? row.ownerId, row.ownerId)
}

/** Adds an order by hand (version 0) or corrects one; answers with nothing, the detail shows it. */
export async function putOrder(tx: Tx, who: Who, moment: Moment, id: string, orderId: string, input: OrderInput): Promise<void> {
  const row = await draftOf(tx, who, id, moment.today)
  checkDeadline(input)
  const orders = await loadOrders(tx, id)
  const before = orders.find(order => order.id === orderId)
  const resolve = await resolverFor(tx, row, moment)
  const obliged = obligedBy(row.recipients)
  const names = (key: 'leads' | 'coordinates' | 'doers'): KeptName[] => input[key].map(given => nameFor(given, before?.[key] ?? [], resolve, obliged))
  const chosen = [...names('leads'), ...names('coordinates'), ...names('doers')]
  await refuseUnknown(tx, chosen, moment)
  const { version, ...fields } = input
  const order: DraftOrder = { ...fields, deadlineSpan: before?.deadlineSpan ?? null, confidence: before?.confidence ?? 1, leads: names('leads'), coordinates: names('coordinates'), doers: names('doers') }
  if (before === undefined) return addOrder(tx, id, orderId, order)
  if (version === 0 && before.text === input.text) return
  if (await updateOrders(tx, id, [{ ...order, id: orderId, version }]) === 0) throw new Problem('stale', { versions: { theirs: before, yours: input } })
}

async function addOrder(tx: Tx, directiveId: string, id: string, order: DraftOrder): Promise<void> {
  if (await insertOrders(tx, [{ ...order, id, directiveId, engine: null }]) === 0) throw new Problem('not-allowed')
}

async function refuseUnknown(tx: Tx, names: readonly KeptName[], moment: Moment): Promise<void> {
  const ids = [...new Set(names.flatMap(name => name.bodyIds ?? []))]
  const known = await knownBodies(tx, ids, moment.today)
  if (ids.some(id => !known.has(id))) throw new Problem('reference-missing')
}

async function editable(tx: Tx, who: Who, moment: Moment, id: string, orderId: string, version: number): Promise<{ order: OrderRow; orders: OrderRow[] }> {
  await draftOf(tx, who, id, moment.today)
  const orders = await loadOrders(tx, id)
  const order = orders.find(each => each.id === orderId)
  if (!order) throw new Problem('not-found')
  if (order.version !== version) throw new Problem('stale', { versions: { theirs: order, yours: { version } } })
  return { order, orders }
}

/** Cuts an order in two at an offset of its text; both keep bodies and deadline. A repeat changes nothing. */
export async function splitOrder(tx: Tx, who: Who, moment: Moment, id: string, orderId: string, input: z.infer<typeof SplitInput>): Promise<void> {
  if ((await loadOrders(tx, id)).some(order => order.id === input.newId)) return
  const { order, orders } = await editable(tx, who, moment, id, orderId, input.version)
  const [first, second] = [order.text.slice(0, input.at).trim(), order.text.slice(input.at).trim()]
  if (!first || !second) throw new Problem('invalid-input', { fields: { at: 'Chỗ tách phải nằm giữa nội dung.' } })
  const cut = order.span && Math.min(order.span.start + input.at, order.span.end)
  const next = orders.find(each => each.position > order.position)?.position ?? order.position + 2
  await updateOrders(tx, id, [{ ...order, text: first, span: order.span && { start: order.span.start, end: cut! } }])
  const { engine: _, version: __, ...rest } = order
  await addOrder(tx, id, input.newId, { ...rest, text: second, span: order.span && { start: cut!, end: order.span.end }, position: (order.position + next) / 2 })
}

function joined(a: readonly KeptName[], b: readonly KeptName[]): KeptName[] {
  return [...a, ...b.filter(name => !a.some(other => other.written === name.written))]
}

/** Takes another order into this one; the other is dropped, not deleted. A repeat changes nothing. */
export async function mergeOrders(tx: Tx, who: Who, moment: Moment, id: string, orderId: string, input: z.infer<typeof MergeInput>): Promise<void> {
  const other = (await loadOrders(tx, id)).find(order => order.id === input.with)
  if (!other || input.with === orderId) throw new Problem('not-found')
  if (other.dropped) return
  const { order } = await editable(tx, who, moment, id, orderId, input.version)
  const span = order.span && other.span ? { start: Math.min(order.span.start, other.span.start), end: Math.max(order.span.end, other.span.end) } : order.span ?? other.span
  const merged = {
    ...order, span, text: `${order.text} ${other.text}`, leads: joined(order.leads, other.leads), coordinates: joined(order.coordinates, other.coordinates),
    doers: joined(order.doers, other.doers), topics: [...new Set([...order.topics, ...other.topics])],
    ...(order.deadline === null && other.deadline !== null && { deadline: other.deadline, deadlineKind: other.deadlineKind, deadlinePrinted: other.deadlinePrinted, deadlineSource: other.deadlineSource }),
  }
  await updateOrders(tx, id, [merged, { ...other, dropped: true }])
}

type Change = (name: KeptName, recipients: readonly number[]) => KeptName

/** Changes names of recipients, then of orders: who was addressed decides whom "Như trên" and unnamed leads mean. */
async function changeNames(tx: Tx, row: DirectiveRow, change: Change): Promise<{ recipients: KeptRecipient[]; orders: OrderRow[] }> {
  const recipients = row.recipients.map(each => ({ ...each, named: change(each.named, []) }))
  const obliged = obligedBy(recipients)
  const all = (names: readonly KeptName[]): KeptName[] => names.map(name => change(name, obliged))
  const before = await loadOrders(tx, row.id)
  const after = before.map(order => ({ ...order, leads: all(order.leads), coordinates: all(order.coordinates), doers: all(order.doers) }))
  return { recipients, orders: after.filter((order, n) => JSON.stringify(order) !== JSON.stringify(before[n])) }
}

/** Applies an answer to a name wherever it stands, and what follows from it: who "Như trên" and unnamed leads are. */
function answered(name: KeptName, key: string, bodyIds: readonly number[], resolve: ResolveBody, recipients: readonly number[]): KeptName {
  if (bodyKey(name.written) === key) return { written: name.written, bodyIds: [...bodyIds], candidates: [], rule: 'answered', confidence: 1 }
  return name.rule === 'recipients' ? kept(resolve(name.written, recipients)) : name
}

/** Answers "who is this" once for the whole draft and, when wanted, for the office's later documents. */
export async function resolveName(tx: Tx, who: Who, moment: Moment, id: string, input: ResolveInput): Promise<void> {
  const row = await draftOf(tx, who, id, moment.today)
  await refuseUnknown(tx, [{ written: '', bodyIds: input.bodyIds, candidates: [], rule: '', confidence: 1 }], moment)
  if (input.remember && input.written !== '*recipients*') await remember(tx, input.written, input.bodyIds)
  const resolve = await resolverFor(tx, row, moment)
  const key = bodyKey(input.written)
  const { recipients, orders } = await changeNames(tx, row, (name, obliged) => answered(name, key, input.bodyIds, resolve, obliged))
  await updateDirective(tx, id, row.version, ['draft'], { recipients })
  await updateOrders(tx, id, orders)
}
