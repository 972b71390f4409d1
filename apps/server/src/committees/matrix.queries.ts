import type { AreaRecord, MatrixRow } from '@phaodai/office/committee.ts'
import type { Tx } from '#kernel/session.ts'
import { settingOn } from '#kernel/setting.queries.ts'

/** Where no rule is set: a member reports on his area every week. */
const WEEK = 7

/** After how many days without a visit or report a member counts as silent on a day. */
export async function silentAfter(tx: Tx, day: string): Promise<number> {
  return (await tx.get<{ days: number | null }>(`select ${settingOn('silent-after-days', '$1')} as days`, [day])).days ?? WEEK
}

/** Members and the areas they answer for on a day, longest silence first; visits and reports after the day are not known yet. */
export function loadMatrix(tx: Tx, bodyId: number, day: string, after: number): Promise<MatrixRow[]> {
  return tx.rows<MatrixRow>(`
    select *, "silentDays" > $3 as silent from (
      select c.id as "chargeId", c.version, m.id as "memberId", m.full_name as "memberName", m.role as "memberRole", m.concurrent_post as "concurrentPost",
        coalesce(m.post_id = app_post(), false) as mine, jsonb_build_object('id', a.id, 'name', a.full_name) as area, c.valid_from as "validFrom", c.valid_to as "validTo",
        v.day as "lastVisit", v.finding as "lastFinding", r.day as "lastReport", $2::date - greatest(v.day, r.day, c.valid_from) as "silentDays"
      from area_charge c join committee_member m on m.id = c.member_id join area a on a.id = c.area_id
        left join lateral (select day, finding from area_record r where r.charge_id = c.id and r.kind = 'visit' and r.day <= $2 order by r.day desc, r.id desc limit 1) v on true
        left join lateral (select day from area_record r where r.charge_id = c.id and r.kind = 'report' and r.day <= $2 order by r.day desc limit 1) r on true
      where c.body_id = $1 and c.valid_from <= $2 and coalesce(c.valid_to, $2) >= $2) matrix
    order by "silentDays" desc, "memberName" collate "vi-x-icu", area ->> 'name', "chargeId" limit 2000`, [bodyId, day, after])
}

const RECORDS = `
  select v.id, v.charge_id as "chargeId", v.kind, v.day, v.place, v.finding,
    coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) order by f.at, f.id)
      from file f where f.attached_subject = 'area_record' and f.attached_id = v.id), '[]') as files
  from area_record v`

/** Visits and reports of one member in one area, newest first. */
export function loadRecords(tx: Tx, chargeId: string): Promise<AreaRecord[]> {
  return tx.rows<AreaRecord>(`${RECORDS} where v.charge_id = $1 order by v.day desc, v.id desc limit 200`, [chargeId])
}

export function findRecord(tx: Tx, id: string): Promise<AreaRecord | undefined> {
  return tx.find<AreaRecord>(`${RECORDS} where v.id = $1`, [id])
}

export function isChargeVisible(tx: Tx, id: string): Promise<{ id: string } | undefined> {
  return tx.find<{ id: string }>('select id from area_charge where id = $1', [id])
}

export async function insertRecord(tx: Tx, id: string, given: Pick<AreaRecord, 'chargeId' | 'kind' | 'day' | 'place' | 'finding'>): Promise<void> {
  await tx.run('insert into area_record (id, body_id, charge_id, kind, day, place, finding) values ($1, app_body(), $2, $3, $4, $5, $6) on conflict (id) do nothing',
    [id, given.chargeId, given.kind, given.day, given.place, given.finding])
}
