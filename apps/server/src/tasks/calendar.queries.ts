import type { CalendarCount, CalendarEntry, TaskQuery } from '@phaodai/office'
import { timingOf } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import { conditionsOf } from './conditions.queries.ts'

/** Of one day, how many tasks are shown by themselves; the rest are counted and listed under their day. */
const SHOWN_OF_A_DAY = 12

type Row = { id: string; due: string; text: string; body: string; assigner: string; number: string | null; doneOn: string | null; done: boolean; n: number; rank: number }
type Box = 'mine' | 'given'

const asked = (box: Box, from: string, to: string) => ({ box, basis: 'due', from, to, standing: 'counted' }) as unknown as TaskQuery

function loadDue(tx: Tx, box: Box, from: string, to: string, today: string): Promise<Row[]> {
  const { where, values } = conditionsOf(asked(box, from, to), today)
  return tx.rows<Row>(`
    select d.id, d.due, d.text, b.short_name as body, a.short_name as assigner, v.number, d.state = 'done' as done, d."doneOn", d.n, d.rank
    from (select t.id, t.due, t.text, t.body_id, t.assigner_id, t.directive_id, t.state, (t.done_at at time zone 'Asia/Ho_Chi_Minh')::date as "doneOn",
        (count(*) over (partition by t.due))::int as n, (row_number() over (partition by t.due order by t.closed, t.id))::int as rank
      from task t where ${where}) d
      join body b on b.id = d.body_id join body a on a.id = d.assigner_id left join directive v on v.id = d.directive_id
    where d.rank <= ${SHOWN_OF_A_DAY} order by d.due, d.rank`, values)
}

function entryOf(box: Box, today: string, row: Row): CalendarEntry {
  return {
    kind: box === 'mine' ? 'task' : 'given', id: row.id, day: row.due, lastDay: row.due, startsAt: null, endsAt: null, code: null, number: row.number, text: row.text,
    who: box === 'mine' ? row.assigner : row.body, mine: false, timing: timingOf(row.due, row.done ? row.doneOn : null, today), done: row.done, path: `/nhiem-vu/${row.id}`,
  }
}

/** Where the list has all tasks of a day that the calendar counts. */
function listOf(box: Box, day: string): string {
  return `/nhiem-vu?${new URLSearchParams({ box, basis: 'due', from: day, to: day, standing: 'counted' })}`
}

/** Deadlines of the acting body's tasks, or of those it gave to others, with a count of each day that has more than are shown. */
export async function dueInCalendar(tx: Tx, box: Box, from: string, to: string, today: string): Promise<{ entries: CalendarEntry[]; counts: CalendarCount[] }> {
  const rows = await loadDue(tx, box, from, to, today)
  const full = rows.filter((row) => row.rank === 1 && row.n > SHOWN_OF_A_DAY)
  return {
    entries: rows.map((row) => entryOf(box, today, row)),
    counts: full.map(({ due, n }) => ({ kind: box === 'mine' ? 'task' : 'given', day: due, n, path: listOf(box, due) })),
  }
}
