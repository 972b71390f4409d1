import type { OnDuty } from '@phaodai/office/committee.ts'
import type { Absence, DutyShift, DutySwap, PlannedShift } from '@phaodai/office/duty.ts'
import type { Tx } from '#kernel/session.ts'

const SHIFTS = `
  select s.id, s.version, s.day, s.shift, s.role, s.member_id as "memberId", m.full_name as "memberName", s.starts_at as "startsAt", s.ends_at as "endsAt",
    coalesce(m.post_id = app_post(), false) as mine, s.starts_at > now() as ahead
  from duty_shift s join committee_member m on m.id = s.member_id`

/** The roster of a body from one day to another. */
export function loadShifts(tx: Tx, bodyId: number, from: string, to: string): Promise<DutyShift[]> {
  return tx.rows<DutyShift>(`${SHIFTS} where s.body_id = $1 and s.day between $2 and $3
    order by s.day, array_position('{full,day,night}', s.shift), s.role <> 'leader', s.id`, [bodyId, from, to])
}

export function findShift(tx: Tx, id: string): Promise<(DutyShift & { bodyId: number; postId: string | null }) | undefined> {
  return tx.find(`select found.*, s.body_id as "bodyId", m.post_id as "postId" from (${SHIFTS} where s.id = $1) found
    join duty_shift s on s.id = found.id join committee_member m on m.id = s.member_id`, [id])
}

/** Members who are on leave, as far as their posts are known, between two days. */
export function loadAbsences(tx: Tx, bodyId: number, from: string, to: string): Promise<Absence[]> {
  return tx.rows<Absence>(`
    select m.id as "memberId", l.valid_from as "validFrom", l.valid_to as "validTo" from committee_member m join post_leave l on l.post_id = m.post_id
    where m.body_id = $1 and l.cancelled_at is null and l.valid_from <= $3 and l.valid_to >= $2 order by l.valid_from, m.id`, [bodyId, from, to])
}

/** Writes planned shifts; a shift that somebody has already stays as it is. */
export async function insertShifts(tx: Tx, bodyId: number, role: string, planned: readonly PlannedShift[]): Promise<void> {
  await tx.run(`
    insert into duty_shift (body_id, day, shift, role, member_id) select $1, day, shift, $2, "memberId"
    from jsonb_to_recordset($3::jsonb) as given (day date, shift text, "memberId" uuid) on conflict (body_id, day, shift, role) do nothing`, [bodyId, role, JSON.stringify(planned)])
}

export function updateShift(tx: Tx, id: string, version: number, memberId: string): Promise<number> {
  return tx.run('update duty_shift set member_id = $3 where id = $1 and version = $2', [id, version, memberId])
}

const SWAPS = `
  select w.id, w.version, w.shift_id as "shiftId", w.with_shift_id as "withShiftId", f.full_name as "fromName", o.full_name as "toName", w.reason, w.state,
    w.to_post_id = app_post() as "forMe"
  from duty_swap w join committee_member f on f.id = w.from_member_id join committee_member o on o.id = w.to_member_id`

/** Swaps that wait for consent. */
export function loadOpenSwaps(tx: Tx, bodyId: number): Promise<DutySwap[]> {
  return tx.rows<DutySwap>(`${SWAPS} where w.body_id = $1 and w.state = 'asked' order by w.asked_at, w.id limit 200`, [bodyId])
}

export function findSwap(tx: Tx, id: string): Promise<DutySwap | undefined> {
  return tx.find<DutySwap>(`${SWAPS} where w.id = $1`, [id])
}

export type NewSwap = { shiftId: string; withShiftId: string; fromMemberId: string; toMemberId: string; toPostId: string; reason: string | null }

export async function insertSwap(tx: Tx, id: string, given: NewSwap): Promise<void> {
  await tx.run(`
    insert into duty_swap (id, body_id, shift_id, with_shift_id, from_member_id, to_member_id, to_post_id, reason)
    values ($1, app_body(), $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
  [id, given.shiftId, given.withShiftId, given.fromMemberId, given.toMemberId, given.toPostId, given.reason])
}

export function decideSwap(tx: Tx, id: string, version: number, state: 'agreed' | 'declined'): Promise<number> {
  return tx.run('update duty_swap set state = $3, decided_at = now() where id = $1 and version = $2', [id, version, state])
}

/** Who is on duty at an instant, as far as the caller may know; leaders first. */
export function loadOnDuty(tx: Tx, bodyId: number, now: string): Promise<(OnDuty & { memberId: string })[]> {
  return tx.rows(`
    select s.member_id as "memberId", m.full_name as "memberName", s.role, m.concurrent_post as title, s.ends_at as until
    from duty_shift s join committee_member m on m.id = s.member_id
    where s.body_id = $1 and s.starts_at <= $2 and s.ends_at > $2 order by s.role <> 'leader', s.id`, [bodyId, now])
}

/** The telephone of a body's office, and whether there is a body of this number at all. */
export function findPhone(tx: Tx, bodyId: number): Promise<{ officePhone: string | null } | undefined> {
  return tx.find('select c.office_phone as "officePhone" from body b left join committee c on c.id = b.id where b.id = $1', [bodyId])
}
