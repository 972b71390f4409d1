import { addDays, type Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { carryVillages, withVillages } from './planning/ground.ts'
import type { Ground, LivingBody } from './planning/types.ts'

const LAND = `a.id, a.last_id as "lastId", a.parent_id as "parentId", a.level, a.code, a.kind, a.name, a.full_name as "fullName",
  a.search_key as "searchKey", a.valid_from as "validFrom", a.valid_to as "validTo", a.lat, a.lon`

/** Units below (and with) a unit that end on the eve of a day, because they or a unit above them have successors of that day on. */
const ENDING = `
  ending as (
    select distinct u.id, u.last_id from area r join area u on u.id between r.id and r.last_id
    join area_successor s on s.predecessor_id = u.id join area n on n.id = s.successor_id
    where r.id = $1 and u.valid_from <= $2 and coalesce(u.valid_to, $2) >= $2 and n.valid_from > $2)`

/** The units that end with a rearrangement, top first. */
function loadBefore(tx: Tx, rootId: number, eve: Day): Promise<LandUnit[]> {
  return tx.rows<LandUnit>(`
    with ${ENDING}
    select ${LAND} from area a where a.valid_from <= $2 and coalesce(a.valid_to, $2) >= $2
      and exists (select 1 from ending e where a.id between e.id and e.last_id) order by a.id`, [rootId, eve])
}

/** The units that begin with it; communes know the district most of them was in. */
function loadAfter(tx: Tx, rootId: number, eve: Day): Promise<LandUnit[]> {
  return tx.rows<LandUnit>(`
    with ${ENDING}, beginning as (
      select distinct n.id, n.last_id from ending e join area_successor s on s.predecessor_id = e.id join area n on n.id = s.successor_id where n.valid_from > $2)
    select ${LAND}, former.name as "formerDistrict" from area a
    left join lateral (
      select d.name from area_successor s join area c on c.id = s.predecessor_id join area d on d.id = c.parent_id
      where s.successor_id = a.id and a.level = 'commune' and d.level = 'district' group by d.id, d.name order by count(*) desc, d.id limit 1) former on true
    where a.valid_from > $2 and exists (select 1 from beginning b where a.id between b.id and b.last_id) order by a.id`, [rootId, eve])
}

/** The rearranged place before and after a day, with what became of what. Problem `not-found` for an unknown unit. */
export async function loadGround(tx: Tx, rootId: number, effectiveOn: Day): Promise<Ground> {
  const eve = addDays(effectiveOn, -1)
  const root = await tx.get<LandUnit>(`select ${LAND} from area a where a.id = $1`, [rootId])
  const [before, after] = [await loadBefore(tx, rootId, eve), await loadAfter(tx, rootId, eve)]
  if (before.length === 0) throw new Problem('invalid-value', { detail: 'Không có đơn vị nào của địa bàn này được thay từ ngày đã chọn. Kiểm tra ngày hiệu lực và danh mục đơn vị kế thừa.' })
  const ids = new Set(after.map(({ id }) => id))
  const links = await tx.rows<{ old: number; next: number }>(
    // of a divided unit the successor that carries its code comes before those that got a part
    `select predecessor_id as old, successor_id as next from area_successor where predecessor_id = any($1::int[]) order by 1, source like '%part of the unit%', 2`, [before.map(({ id }) => id)])
  const heirs = new Map<number, number[]>()
  for (const { old, next } of links) if (ids.has(next)) heirs.set(old, [...(heirs.get(old) ?? []), next])
  const made = carryVillages(before, after, heirs)
  return { root, before, after, made, heirs: withVillages(heirs, made) }
}

/** Bodies in force on the eve below the top bodies of a place, with the numbers they have left; a root may grow up to the next. */
export function loadLiving(tx: Tx, eve: Day): Promise<LivingBody[]> {
  return tx.rows<LivingBody>(`
    select b.id, b.parent_id as "parentId", b.last_id as "lastId", b.kind, b.chain, b.level, b.sector, b.name, b.short_name as "shortName", b.seat_area_id as "seatAreaId",
      coalesce((select array_agg(t.area_id order by t.area_id) from body_territory t where t.body_id = b.id and t.valid_from <= $1 and coalesce(t.valid_to, $1) >= $1), '{}') as territory,
      coalesce((select max(c.last_id) from body c where c.parent_id = b.id), b.id) + 1 as free,
      case when b.parent_id is null then coalesce((select min(n.id) from body n where n.id > b.last_id) - 1, b.last_id + 1000000) else b.last_id end as room
    from body b where b.valid_from <= $1 and coalesce(b.valid_to, $1) >= $1 order by b.id`, [eve])
}
