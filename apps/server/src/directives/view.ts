import type { DirectiveDetail, DirectiveOrder, NamedBody } from '@phaodai/office'
import { addDays, nextWorkingDay, workingCalendar, type WorkingCalendar } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadBodyNames } from '../bodies/index.ts'
import { findingsOf } from './findings.ts'
import { headerSpans, numberKeyOf, type DraftOrder, type KeptName } from './intake.ts'
import { findDirective, loadByNumber, loadCalendar, loadDeliveries, loadItems, loadOrders, loadSetting, type DirectiveRow, type OrderRow } from './load.ts'

type Show = (name: KeptName) => NamedBody

const COMPARED = ['itemLabel', 'text', 'nature', 'deadlineKind', 'deadline', 'recurring', 'reportTo', 'topics', 'monitorId', 'authorityId', 'areaId', 'dropped'] as const

/** Fields in which a person changed what the engine said. */
export function correctedIn(order: DraftOrder, engine: DraftOrder | null): string[] {
  if (engine === null) return []
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
  const names = (list: readonly KeptName[]): unknown => list.map(name => [name.written, name.bodyIds])
  return [
    ...COMPARED.filter(key => differs(order[key], engine[key])),
    ...(['leads', 'coordinates', 'doers'] as const).filter(key => differs(names(order[key]), names(engine[key]))),
  ]
}

/**
 * A date the office may take for a deliverable without one: so many days after the document (after today where that has
 * passed), moved to a working day. It is offered and never set.
 */
export function offeredDeadline(order: Pick<DraftOrder, 'nature' | 'deadlineKind' | 'deadline'>, issuedOn: string | null, today: string, days: number, calendar: WorkingCalendar): string | null {
  if (order.nature !== 'deliverable' || order.deadline !== null || order.deadlineKind !== 'none') return null
  const wanted = addDays(issuedOn ?? today, days)
  return nextWorkingDay(calendar, wanted > today ? wanted : addDays(today, days))
}

/** Every body number in the names, for one look-up. */
function idsIn(row: DirectiveRow, orders: readonly OrderRow[]): number[] {
  const names = [...row.recipients.map(each => each.named), ...orders.flatMap(order => [...order.leads, ...order.coordinates, ...order.doers])]
  return [...new Set(names.flatMap(name => (name.bodyIds ?? []).slice(0, 3)))]
}

function shower(names: ReadonlyMap<number, string>): Show {
  return name => ({ ...name, bodies: (name.bodyIds ?? []).slice(0, 3).flatMap(id => (names.has(id) ? [{ id, name: names.get(id)! }] : [])) })
}

/** Shows one stored order. */
export function orderView(order: OrderRow, show: Show, offered: string | null): DirectiveOrder {
  const { engine, leads, coordinates, doers, ...rest } = order
  return {
    ...rest, leads: leads.map(show), coordinates: coordinates.map(show), doers: doers.map(show),
    offeredDeadline: offered, addedByHand: engine === null, corrected: correctedIn(order, engine),
  }
}

async function ordersView(tx: Tx, row: DirectiveRow, orders: readonly OrderRow[], show: Show, today: string): Promise<DirectiveOrder[]> {
  const days = await loadSetting(tx, 'offered-deadline-days', today)
  const calendar = workingCalendar([...await loadCalendar(tx, row.issuedOn ?? today), ...await loadCalendar(tx, today)])
  return orders.map(order => orderView(order, show, offeredDeadline(order, row.issuedOn, today, days, calendar)))
}

function actionsOf(row: DirectiveRow, who: Who, delivery: { acknowledgedAt: string | null } | null): DirectiveDetail['actions'] {
  const own = row.ownerId === who.bodyId
  const possible: Record<DirectiveDetail['actions'][number], boolean> = {
    review: own && row.state === 'draft', issue: own && row.state === 'draft', withdraw: own && row.state === 'issued', supersede: own && row.state === 'issued',
    acknowledge: delivery !== null && delivery.acknowledgedAt === null,
  }
  return (Object.keys(possible) as DirectiveDetail['actions']).filter(action => possible[action] && who.held.includes(`directive.${action}`))
}

/** Everything of a directive that the viewer may see; orders, recipients as resolved and findings for its owner alone. */
export async function detailOf(tx: Tx, who: Who, id: string, today: string): Promise<DirectiveDetail> {
  const row = await findDirective(tx, id, today)
  if (!row) throw new Problem('not-found')
  const own = row.ownerId === who.bodyId
  const orders = own ? await loadOrders(tx, id) : []
  const show = shower(await loadBodyNames(tx, idsIn(row, orders)))
  const deliveries = await loadDeliveries(tx, id)
  const myDelivery = deliveries.find(delivery => delivery.body.id === who.bodyId) ?? null
  const known = await loadByNumber(tx, row.reading.references.flatMap(reference => numberKeyOf(reference.number.value) ?? []))
  const findings = own && row.state === 'draft'
    ? findingsOf({ ...row, orders, recipients: row.recipients.filter(each => each.purpose === 'execute').length }, { citedEventDays: await loadSetting(tx, 'cited-event-days', today) }, today) : []
  return {
    ...row, items: await loadItems(tx, id), headerSpans: headerSpans(row.reading),
    references: row.reading.references.map(({ type, number, date, issuer, span }) => ({
      type: type.value, number: number.value, date: date.value, issuer: issuer.value, span, directiveId: known.get(numberKeyOf(number.value) ?? '') ?? null })),
    recipients: row.recipients.map(each => ({ ...each, named: own ? show(each.named) : { ...show(each.named), candidates: [] } })),
    orders: own ? await ordersView(tx, row, orders, show, today) : null,
    deliveries, myDelivery, findings, actions: actionsOf(row, who, myDelivery),
  }
}
