import type { Tx } from '#kernel/transaction.ts'

/** What calls at this moment: places where an outbreak is to be opened, and outbreaks that may be ended. */
export type Calls = { due: { areaId: number; diseaseCode: string }[]; endable: string[] }

const DUE = 'unnest($1::int[], $2::text[]) d (area_id, disease_code)'
const values = ({ due, endable }: Calls): unknown[] => [due.map(({ areaId }) => areaId), due.map(({ diseaseCode }) => diseaseCode), endable]

/** Settles what calls no more, and with it the notices that nobody has read yet. Runs as the system, as all here. */
export async function settleCalls(tx: Tx, calls: Calls, now: string): Promise<void> {
  await tx.run(`
    with settled as (
      update outbreak_call k set settled_at = $4::timestamptz where k.settled_at is null and case k.kind
        when 'due' then not exists (select from ${DUE} where d.area_id = k.area_id and d.disease_code = k.disease_code) else k.outbreak_id <> all ($3::uuid[]) end
      returning k.id)
    update notice n set read_at = $4::timestamptz from settled where n.thing = 'outbreak_called' and n.thing_id = settled.id and n.read_at is null`, [...values(calls), now])
}

/** Notes what calls and was not noted yet; told is the body that entered the latest of the cases, or that opened the outbreak. Returns how many. */
export function noteCalls(tx: Tx, calls: Calls, now: string): Promise<number> {
  return tx.run(`
    insert into outbreak_call (area_id, disease_code, kind, outbreak_id, body_id, called_at)
    select d.area_id, d.disease_code, 'due', null::uuid, p.acts_for_id, $4::timestamptz from ${DUE}
      join area u on u.id = d.area_id cross join lateral (
        select c.created_by from disease_case c where c.area_id between u.id and u.last_id and c.disease_code = d.disease_code and c.outbreak_id is null and c.voided_at is null
        order by c.diagnosed_at desc limit 1) latest
      join post p on p.id = latest.created_by
    union all
    select o.area_id, o.disease_code, 'endable', o.id, p.acts_for_id, $4::timestamptz from outbreak o join post p on p.id = o.created_by where o.id = any ($3::uuid[])
    on conflict do nothing`, [...values(calls), now])
}
