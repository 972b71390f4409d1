import type { CheckpointDay, CheckpointPoint } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

type Head = Pick<CheckpointDay, 'name' | 'stands' | 'state' | 'decision'> & { open: boolean }

/** A checkpoint, and whether a decision collects its crossings today. */
export function findCheckpoint(tx: Tx, id: string, today: string): Promise<Head> {
  return tx.get<Head>(`select c.name, c.stands, c.state, d.number as decision, c.state = 'active' and d.id is not null as open from checkpoint c
    left join lateral (select k.id, k.number from collection_decision k join area a on a.id = k.area_id where k.collects = 'crossing' and k.state = 'in_force' and k.voided_at is null and $2::date between k.from_on and k.to_on and c.area_id between a.id and a.last_id order by k.from_on desc, k.id limit 1) d on true
    where c.id = $1 and c.voided_at is null`, [id, today])
}

/** Counts by the hour of a day in Vietnam; hours without any are left out. */
export function loadHours(tx: Tx, id: string, day: string): Promise<CheckpointDay['hours']> {
  return tx.rows<CheckpointDay['hours'][number]>(`select extract(hour from crossed_at at time zone 'Asia/Ho_Chi_Minh')::int as hour, coalesce(sum(people) filter (where direction = 'in' and outcome = 'passed'), 0)::int as in,
      coalesce(sum(people) filter (where direction = 'out' and outcome = 'passed'), 0)::int as out, coalesce(sum(people) filter (where outcome = 'refused'), 0)::int as refused
    from crossing where checkpoint_id = $1 and crossed_at >= start_in_vietnam($2) and crossed_at < start_in_vietnam($2::date + 1) group by 1 order by 1`, [id, day])
}

export function loadLatest(tx: Tx, id: string, limit: number): Promise<CheckpointDay['latest']> {
  return tx.rows<CheckpointDay['latest'][number]>(`select id, crossed_at as "crossedAt", direction, via, identity, receipt_number as "receiptNumber", plate, people, outcome, reason, verdict, flags from crossing where checkpoint_id = $1 order by crossed_at desc, id desc limit $2`, [id, limit])
}

export function loadShifts(tx: Tx, id: string, day: string): Promise<CheckpointDay['shifts']> {
  return tx.rows<CheckpointDay['shifts'][number]>(`select id, from_at as "fromAt", to_at as "toAt", crew, handed_over_at as "handedOverAt", hand_over as "handOver" from checkpoint_shift
    where checkpoint_id = $1 and from_at < start_in_vietnam($2::date + 7) and to_at > start_in_vietnam($2::date - 1) order by from_at limit 40`, [id, day])
}

/** Checkpoints in sight that are not closed, by the unit they belong to, at its middle. Those of the border are left out: where forces stand is on no map. */
export function loadCheckpointPoints(tx: Tx, within: number | null): Promise<CheckpointPoint[]> {
  return tx.rows<CheckpointPoint>(`
    select a.id as "areaId", a.full_name as area, count(*)::int as count, case when count(*) = 1 then min(c.id::text) end as id, string_agg(c.name, ', ' order by c.name) as name, a.lat, a.lon
    from checkpoint c join area a on a.id = c.area_id left join area w on w.id = $1
    where c.voided_at is null and c.state <> 'closed' and c.kind <> 'border' and ($1::int is null or c.area_id between w.id and w.last_id) group by a.id order by a.id`, [within])
}

/** Where a checkpoint belongs, what it is called and how it stands; Problem `not-found`. */
export function findPost(tx: Tx, id: string): Promise<{ areaId: number; name: string; state: string }> {
  return tx.get('select area_id as "areaId", name, state from checkpoint where id = $1 and voided_at is null', [id])
}

/** `voided`: the movement that gave it no longer counts; `backVoided`: nor does the one that brought it back. */
export type EquipmentLine = { id: string; checkpointId: string; itemId: string; quantity: number; voided: boolean; backId: string | null; back: number | null; backVoided: boolean }
/** One line of a checkpoint's equipment in sight. */
export function findEquipment(tx: Tx, id: string): Promise<EquipmentLine | undefined> {
  return tx.find<EquipmentLine>('select e.id, e.checkpoint_id as "checkpointId", m.item_id as "itemId", m.quantity::float8 as quantity, m.voided_at is not null as voided, e.back_id as "backId", b.quantity::float8 as back, b.voided_at is not null as "backVoided" from checkpoint_equipment e join stock_movement m on m.id = e.id left join stock_movement b on b.id = e.back_id where e.id = $1', [id])
}

/** What a checkpoint was given, and what of it came back, by the movements that count; what is owed stands first. */
export function loadEquipment(tx: Tx, id: string): Promise<CheckpointDay['equipment']> {
  return tx.rows(`select e.id, i.name as item, i.unit, m.quantity::float8 as quantity, m.moved_on::text as "givenOn", b.quantity::float8 as back, case when b.id is not null then e.lost end as lost
    from checkpoint_equipment e join stock_movement m on m.id = e.id and m.voided_at is null join supply_item i on i.id = m.item_id left join stock_movement b on b.id = e.back_id and b.voided_at is null
    where e.checkpoint_id = $1 order by (b.id is not null), m.moved_on, m.created_at, e.id`, [id])
}
