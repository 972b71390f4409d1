import { timingOf, type CalendarEntry } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

type Row = { id: string; draftId: string; day: string; answeredOn: string | null; text: string; body: string; asked: boolean }

/** Days by which opinions are due: those the acting body is asked for, and those it asked others for. Rounds that are over are left out. */
export async function clearancesInCalendar(tx: Tx, from: string, to: string, today: string): Promise<CalendarEntry[]> {
  const rows = await tx.rows<Row>(`
    select c.id, c.draft_id as "draftId", c.due_on as day, (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date as "answeredOn", d.abstract as text, b.short_name as body, c.body_id = app_body() as asked
    from draft_clearance c join draft d on d.id = c.draft_id and d.round = c.round join body b on b.id = case when c.body_id = app_body() then d.owner_id else c.body_id end
    where c.due_on between $1 and $2 and d.state = 'clearance' order by c.due_on, c.id`, [from, to])
  return rows.map((row) => ({
    kind: 'clearance', id: row.id, day: row.day, lastDay: row.day, startsAt: null, endsAt: null, code: row.asked ? 'to-answer' : 'asked', number: null, text: row.text, who: row.body, mine: false,
    timing: timingOf(row.day, row.answeredOn, today), done: row.answeredOn !== null, path: `/soan-thao/${row.draftId}`,
  }))
}
