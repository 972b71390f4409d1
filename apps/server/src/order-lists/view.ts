import { signatureDueOn, type OrderListAsk, type OrderListRow, type OrderListView } from '@phaodai/office'
import { dayInVietnam, workingCalendar, type WorkingCalendar } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { findList, loadCalendarAround, loadLines, loadLists, loadSigners, type ListRow } from './load.ts'

function told({ areaId: _, bodyId: __, signerName: ___, ...row }: ListRow, calendar: WorkingCalendar, today: string): OrderListRow {
  const signBy = row.confirmedAt === null ? null : signatureDueOn(calendar, row.confirmedAt)
  return { ...row, signBy, owed: row.state === 'confirmed' && signBy !== null && signBy < today }
}

const calendarOf = async (tx: Tx, today: string): Promise<WorkingCalendar> => workingCalendar(await loadCalendarAround(tx, today))

/** Lists in scope; those the acting body signs come first. */
export async function viewLists(tx: Tx, { box, caseId }: OrderListAsk, now: string): Promise<{ lists: OrderListRow[] }> {
  const today = dayInVietnam(now)
  const calendar = await calendarOf(tx, today)
  const lists = (await loadLists(tx, box, caseId)).map((row) => told(row, calendar, today))
  return { lists: lists.toSorted((a, b) => Number(b.ours) - Number(a.ours)) }
}

/** One list in scope as the tables have it; Problem `not-found`. */
export async function listOf(tx: Tx, id: string): Promise<ListRow> {
  const row = await findList(tx, id)
  if (!row) throw new Problem('not-found')
  return row
}

/** One list with its lines; who was shown is noted. */
export async function viewList(tx: Tx, id: string, clear: boolean, now: string, act: 'view' | 'export' = 'view'): Promise<OrderListView> {
  const row = await listOf(tx, id)
  const today = dayInVietnam(now)
  const lines = await loadLines(tx, id, clear)
  const named = lines.filter(({ name }) => name !== null)
  await viewing(tx, 'case_contact', named.flatMap(({ contactId }) => contactId ?? []), act)
  await viewing(tx, 'isolation_order', named.flatMap(({ contactId, isolationId }) => (contactId === null ? isolationId ?? [] : [])), act)
  const signers = row.state === 'requested' ? await loadSigners(tx, id) : []
  return { ...told(row, await calendarOf(tx, today), today), lines, signers }
}
