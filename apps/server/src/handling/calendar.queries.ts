import { timingOf, type CalendarEntry } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

type Row = { id: string; day: string; doneOn: string | null; number: string | null; text: string | null; mine: boolean }

/** Documents in hand by the deadline of their bút phê; `mine`: the acting post, or the unit it sits in, has it. */
export async function handlingInCalendar(tx: Tx, seatId: number, from: string, to: string, today: string): Promise<CalendarEntry[]> {
  const rows = await tx.rows<Row>(`
    select h.id, h.deadline as day, (h.done_at at time zone 'Asia/Ho_Chi_Minh')::date as "doneOn", coalesce(d.number, e.printed) as number, coalesce(d.abstract, e.abstract) as text,
      exists (select 1 from handling_party p where p.direction_id = l.id and (p.post_id = app_post() or p.unit_id = $3)) as mine
    from handling h left join directive d on d.id = h.directive_id left join book_entry e on e.id = h.entry_id
      left join lateral (select id from handling_direction x where x.handling_id = h.id order by x.created_at desc, x.id desc limit 1) l on true
    where h.deadline between $1 and $2 and h.state in ('assigned', 'in_progress', 'done')
    order by h.deadline, h.id`, [from, to, seatId])
  return rows.map((row) => ({
    kind: 'handling', id: row.id, day: row.day, lastDay: row.day, startsAt: null, endsAt: null, code: null, number: row.number, text: row.text, who: null, mine: row.mine,
    timing: timingOf(row.day, row.doneOn, today), done: row.doneOn !== null, path: `/van-thu/${row.id}`,
  }))
}
