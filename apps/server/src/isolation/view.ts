import type { IsolationAsk, IsolationList, IsolationView, ShortenedOrder } from '@phaodai/office'
import { completionFaults, type CompletionFault } from '@phaodai/isolation'
import { dayInVietnam, type Day } from '@phaodai/vocabulary'
import type * as z from 'zod'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { askTable, toldAdvice } from './decide.ts'
import { countBoxes, findSurroundings, loadByIds, loadDays, loadHomeChecks, loadOrders, loadRunning, loadSignRule, loadSpecimens, loadViolations, type OrderRow } from './load.ts'

/** As many as one run of papers prints; above it the page says that there are more. */
const MOST = 500

/** Notes that these people were shown by name. */
export async function showing(tx: Tx, rows: readonly { id: string; name: string | null }[], act: 'view' | 'export' = 'view'): Promise<void> {
  await viewing(tx, 'isolation_order', rows.filter(({ name }) => name !== null).map(({ id }) => id), act)
}

/** One box of orders with how many stand in each. */
export async function viewOrders(tx: Tx, { box, q, reveal }: z.output<typeof IsolationAsk>, now: string): Promise<IsolationList> {
  const today = dayInVietnam(now)
  const rows = await loadOrders(tx, box, q || null, MOST + 1, today, reveal)
  await showing(tx, rows.slice(0, MOST))
  return { today, orders: rows.slice(0, MOST), more: rows.length > MOST, counts: await countBoxes(tx, today) }
}

/** One order in scope; Problem `not-found`. */
export async function orderOf(tx: Tx, id: string, today: Day, clear = false): Promise<OrderRow> {
  const [row] = await loadByIds(tx, [id], today, clear)
  if (!row) throw new Problem('not-found')
  return row
}

/** What stands against completing it today. */
export async function faultsOf(tx: Tx, row: OrderRow, today: Day): Promise<CompletionFault[]> {
  const specimens = row.contactId === null && row.individualId === null ? [] : await loadSpecimens(tx, row)
  return completionFaults({ ...row, tests: row.tests.map(({ day }) => day) }, specimens, today)
}

/** What the table says of somebody on the day his order was asked for. */
async function reasonsOf(tx: Tx, row: OrderRow, on: Day): Promise<IsolationView['reasons']> {
  const { decide } = await askTable(tx, row.diseaseCode, row.areaId, on)
  return toldAdvice(decide(row)).reasons
}

/** One order with everything around it; that it was seen is noted. */
export async function viewOrder(tx: Tx, id: string, clear: boolean, now: string): Promise<IsolationView> {
  const today = dayInVietnam(now)
  const [row, around] = [await orderOf(tx, id, today, clear), await findSurroundings(tx, id)]
  if (!around) throw new Problem('not-found')
  await showing(tx, [row])
  const { deciderName: _, bodyId: __, ...told } = around
  return {
    order: { ...row, ...told }, today, faults: row.state === 'running' ? await faultsOf(tx, row, today) : [], reasons: await reasonsOf(tx, row, dayInVietnam(row.requestedAt)),
    specimens: row.contactId === null && row.individualId === null ? [] : await loadSpecimens(tx, row), signRule: await loadSignRule(tx, today),
    days: await loadDays(tx, id, clear), homeChecks: await loadHomeChecks(tx, id, clear), violations: await loadViolations(tx, id, clear),
  }
}

export type Shorter = { row: OrderRow; plan: NonNullable<ReturnType<Awaited<ReturnType<typeof askTable>>['decide']>['plan']>; rule: { code: string; source: string } }

/** Running orders that the table as of today would end earlier than they were decided to. */
export async function shorterOrders(tx: Tx, now: string, clear: boolean): Promise<Shorter[]> {
  const today = dayInVietnam(now)
  const tables = new Map<string, Awaited<ReturnType<typeof askTable>>>()
  const found: Shorter[] = []
  for (const row of await loadRunning(tx, today, clear)) {
    const key = `${row.diseaseCode} ${row.areaId}`
    const table = tables.get(key) ?? await askTable(tx, row.diseaseCode, row.areaId, today)
    tables.set(key, table)
    const { plan, rule } = table.decide(row)
    if (plan !== null && rule !== null && rule.code !== row.rule && plan.untilOn < row.untilOn) found.push({ row, plan, rule })
  }
  return found
}

/** The same as a list that is told. */
export async function viewShortened(tx: Tx, now: string, clear: boolean): Promise<{ orders: ShortenedOrder[] }> {
  const found = await shorterOrders(tx, now, clear)
  await showing(tx, found.map(({ row }) => row))
  return { orders: found.map(({ row: { id, name, area, untilOn, rule: before }, plan, rule }) => ({ id, name, area, untilOn, rule: before, newUntil: plan.untilOn, newRule: rule.code, newSource: rule.source })) }
}

