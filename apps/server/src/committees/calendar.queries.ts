import type { CalendarEntry } from '@phaodai/office'
import { viewing, type Tx } from '#kernel/session.ts'

type Shift = { id: string; day: string; shift: string; role: string; startsAt: string; endsAt: string; memberId: string; name: string; mine: boolean; bodyId: number }
type Leave = { id: string; kind: string; from: string; to: string; title: string | null; mine: boolean }

/** Shifts of the acting body's roster that begin between two days, all or the acting post's alone; other people's names shown are noted in the audit. */
export async function dutyInCalendar(tx: Tx, from: string, to: string, onlyOwn = false): Promise<CalendarEntry[]> {
  const rows = await tx.rows<Shift>(`
    select s.id, s.day, s.shift, s.role, s.starts_at as "startsAt", s.ends_at as "endsAt", m.id as "memberId", m.full_name as name, coalesce(m.post_id = app_post(), false) as mine, s.body_id as "bodyId"
    from duty_shift s join committee_member m on m.id = s.member_id
    where s.body_id = app_body() and s.day between $1 and $2 and (m.post_id = app_post() or not $3) order by s.starts_at, s.role <> 'leader', s.id`, [from, to, onlyOwn])
  await viewing(tx, 'committee_member', [...new Set(rows.filter((row) => !row.mine).map((row) => row.memberId))])
  return rows.map((row) => ({
    kind: 'duty', id: row.id, day: row.day, lastDay: row.day, startsAt: row.startsAt, endsAt: row.endsAt, code: `${row.shift}-${row.role}`, number: null, text: null,
    who: row.name, mine: row.mine, timing: null, done: false, path: `/to-chuc/ban-chi-dao/${row.bodyId}/lich-truc`,
  }))
}

/** Leave of the acting body's posts that touches the days, by the post's title. */
export async function leaveInCalendar(tx: Tx, from: string, to: string): Promise<CalendarEntry[]> {
  const rows = await tx.rows<Leave>(`
    select l.id, l.kind, l.valid_from as from, l.valid_to as to, o.title, l.post_id = app_post() as mine
    from post_leave l left join post o on o.id = l.post_id
    where l.body_id = app_body() and l.cancelled_at is null and l.valid_from <= $2 and l.valid_to >= $1 order by l.valid_from, l.id`, [from, to])
  return rows.map((row) => ({
    kind: 'leave', id: row.id, day: row.from, lastDay: row.to, startsAt: null, endsAt: null, code: row.kind, number: null, text: null,
    who: row.title, mine: row.mine, timing: null, done: false, path: '/to-chuc/uy-quyen',
  }))
}
