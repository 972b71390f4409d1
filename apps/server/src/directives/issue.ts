import type { IssueInput, SupersedeInput, WithdrawInput } from '@phaodai/office'
import type * as z from 'zod'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { freshId, insertEvents, insertTasks, knownBodies, searchKeyOf, type Moment } from '../tasks/index.ts'
import { expand, type ReadyOrder } from './expand.ts'
import type { KeptName } from './intake.ts'
import { findDirective, loadOrders, type DirectiveRow, type OrderRow } from './load.ts'
import { flagForReview, insertDeliveries, updateDirective } from './save.ts'

async function ownOf(tx: Tx, who: Who, id: string, today: string): Promise<DirectiveRow> {
  const row = await findDirective(tx, id, today)
  if (!row) throw new Problem('not-found')
  if (row.ownerId !== who.bodyId) throw new Problem('not-allowed')
  return row
}

const idsOf = (names: readonly KeptName[]): number[] => [...new Set(names.flatMap(name => name.bodyIds ?? []))]

/** Orders in force with their bodies; a lead that nobody has named stops the issue, a helper as written does not. */
function ready(orders: readonly OrderRow[]): ReadyOrder[] {
  const open = orders.filter(order => !order.dropped)
  const unknown = open.filter(order => order.leads.length === 0 || order.leads.some(name => !name.bodyIds?.length))
  if (unknown.length > 0) throw new Problem('unresolved-bodies', { fields: Object.fromEntries(unknown.map(order => [order.id, order.leads.filter(name => !name.bodyIds?.length).map(name => name.written).join('; ')])) })
  return open.map(({ id, itemLabel, text, monitorId, authorityId, areaId, nature, deadlineKind, deadline, deadlinePrinted, deadlineSource, recurring, reportTo, topics, leads, coordinates, doers }) => ({
    id, itemLabel, text, monitorId, authorityId, areaId, nature, deadlineKind, deadline, deadlinePrinted, deadlineSource, recurring, reportTo, topics,
    leads: idsOf(leads), coordinates: idsOf(coordinates), doers: idsOf(doers),
  }))
}

/** Recipients as the office listed them; whoever got a task carries out, whatever the list says. */
function deliveriesOf(input: IssueInput, obliged: ReadonlySet<number>, ownerId: number): Map<number, string> {
  const purposes = new Map<number, string>(input.deliveries.map(({ bodyId, purpose }) => [bodyId, purpose]))
  for (const bodyId of obliged) purposes.set(bodyId, 'execute')
  purposes.delete(ownerId)
  return purposes
}

/**
 * Issues a draft in one transaction: orders become one task per obligated body, recipients get their delivery. Issuing
 * an issued directive again changes nothing. `parents`: tasks of the body that items carry out, by the items' labels.
 */
export async function issue(tx: Tx, who: Who, moment: Moment, id: string, input: IssueInput, parents: ReadonlyMap<string, string> = new Map()): Promise<void> {
  const row = await ownOf(tx, who, id, moment.today)
  if (row.state === 'issued') return
  if (row.state !== 'draft') throw new Problem('illegal-state')
  if (row.version !== input.version) throw new Problem('stale', { versions: { theirs: row, yours: input } })
  const orders = ready(await loadOrders(tx, id))
  const newId = (): string => freshId(moment)
  const { authorityId, monitorId } = input
  const tasks = expand(orders, { directiveId: id, ownerId: who.bodyId, authorityId, monitorId, newId, parents, keyOf: text => searchKeyOf(text, row.number) })
  const deliveries = deliveriesOf(input, new Set(tasks.map(task => task.bodyId)), who.bodyId)
  await refuseUnknown(tx, [...deliveries.keys(), ...tasks.map(task => task.assignerId)], moment.today)
  await insertTasks(tx, tasks)
  await insertEvents(tx, who.title, tasks.map(task => ({ id: newId(), taskId: task.id, kind: 'assigned' })))
  await insertDeliveries(tx, [...deliveries].map(([bodyId, purpose]) => ({ id: newId(), directiveId: id, ownerId: who.bodyId, bodyId, purpose })))
  const changed = await updateDirective(tx, id, row.version, ['draft'], { state: 'issued', issuedAt: moment.at, authorityId, monitorId })
  if (changed === 0) refuseStale(await findDirective(tx, id, moment.today), input)
}

async function refuseUnknown(tx: Tx, ids: readonly number[], today: string): Promise<void> {
  const known = await knownBodies(tx, ids, today)
  if (ids.some(id => !known.has(id))) throw new Problem('reference-missing')
}

type Ending = 'withdrawn' | 'superseded'
/** The line of history each leaves at a task that is still open. */
const EVENT: Record<Ending, string> = { withdrawn: 'review_asked', superseded: 'superseded' }

async function end(tx: Tx, who: Who, moment: Moment, row: DirectiveRow, version: number, why: Ending, note: string | null, more: { withdrawnReason: string } | { supersededById: string }): Promise<void> {
  if (row.state === why) return
  if (row.state !== 'issued') throw new Problem('illegal-state')
  const flagged = await flagForReview(tx, row.id, why)
  await insertEvents(tx, who.title, flagged.map(taskId => ({ id: freshId(moment), taskId, kind: EVENT[why], note })))
  const changed = await updateDirective(tx, row.id, version, ['issued'], { state: why, ...more })
  if (changed === 0) refuseStale(await findDirective(tx, row.id, moment.today), { version })
}

/** Takes an issued directive back; its open tasks are flagged for review, none is closed. */
export async function withdraw(tx: Tx, who: Who, moment: Moment, id: string, input: z.infer<typeof WithdrawInput>): Promise<void> {
  await end(tx, who, moment, await ownOf(tx, who, id, moment.today), input.version, 'withdrawn', input.reason, { withdrawnReason: input.reason })
}

/**
 * Replaces an issued directive by another of the same office; its open tasks are flagged for review, none is closed. Their
 * bodies are told the number of a successor only once that is issued: a draft is its office's alone.
 */
export async function supersede(tx: Tx, who: Who, moment: Moment, id: string, input: z.infer<typeof SupersedeInput>): Promise<void> {
  const row = await ownOf(tx, who, id, moment.today)
  const successor = await ownOf(tx, who, input.byId, moment.today)
  if (successor.id === row.id) throw new Problem('invalid-input', { fields: { byId: 'Chọn văn bản khác.' } })
  await end(tx, who, moment, row, input.version, 'superseded', successor.state === 'draft' ? null : successor.number, { supersededById: successor.id })
}
