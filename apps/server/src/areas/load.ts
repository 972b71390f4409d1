import type { Area, AreaLevel, AreaTerm, Day } from '@phaodai/vocabulary'
import type { QueryResultRow } from 'pg'

/** What the loaders need of a transaction, or of a plain connection. */
export type Reader = { rows: <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]> }

const COLUMNS = `a.id, a.parent_id as "parentId", a.last_id as "lastId", a.code, a.level, a.kind, a.name,
  a.full_name as "fullName", a.valid_from as "validFrom", a.valid_to as "validTo", a.lat, a.lon,
  a.area_km2 as "km2", a.centroid_source as "centroidSource"`
const IN_FORCE = 'a.valid_from <= $1 and coalesce(a.valid_to, $1) >= $1'

/** Narrows a list of areas. */
export type AreaFilter = {
  levels?: readonly AreaLevel[] | undefined
  /** Only this area and what lies below it. */
  within?: number | undefined
}

/** Areas in force on a day, in tree order. */
export function loadAreasOn(tx: Reader, day: Day, filter: AreaFilter): Promise<Area[]> {
  const sql = `
    select ${COLUMNS}
    from area a
    where ${IN_FORCE}
      and ($2::text[] is null or a.level = any($2))
      and ($3::int is null or exists (select from area w where w.id = $3 and a.id between w.id and w.last_id))
    order by a.id`
  return tx.rows<Area>(sql, [day, filter.levels ?? null, filter.within ?? null])
}

/** The areas with these ids, in tree order; unknown ids are left out. */
export function loadAreas(tx: Reader, ids: readonly number[]): Promise<Area[]> {
  return tx.rows<Area>(`select ${COLUMNS} from area a where a.id = any($1::int[]) order by a.id`, [ids])
}

/** One area with the version its changes are checked against, or undefined. */
export async function findArea(tx: Reader, id: number): Promise<(Area & { version: number }) | undefined> {
  return (await tx.rows<Area & { version: number }>(`select ${COLUMNS}, a.version from area a where a.id = $1`, [id]))[0]
}

/** What lies directly below an area on a day, in tree order. */
export function loadChildren(tx: Reader, id: number, day: Day): Promise<Area[]> {
  return tx.rows<Area>(`select ${COLUMNS} from area a where ${IN_FORCE} and a.parent_id = $2 order by a.id`, [day, id])
}

/** What an area was directly made from ("predecessor") or directly became ("successor"). */
export function loadNextTo(tx: Reader, id: number, direction: 'successor' | 'predecessor'): Promise<Area[]> {
  const other = direction === 'successor' ? 'predecessor' : 'successor'
  return tx.rows<Area>(`
    select ${COLUMNS}
    from area_successor link join area a on a.id = link.${direction}_id
    where link.${other}_id = $1
    order by a.id`, [id])
}

/** The areas above each of these, from the country down, themselves not included. */
export function loadAncestors(tx: Reader, ids: readonly number[]): Promise<(Area & { belowId: number })[]> {
  const sql = `
    with recursive above as (
      select b.id as below_id, b.parent_id from area b where b.id = any($1::int[])
      union all
      select above.below_id, p.parent_id from above join area p on p.id = above.parent_id
    )
    select above.below_id as "belowId", ${COLUMNS}
    from above join area a on a.id = above.parent_id
    order by above.below_id, a.id`
  return tx.rows<Area & { belowId: number }>(sql, [ids])
}

/** A search hit: the area and how well it fits, 0 = exactly. */
export type AreaHit = Area & { rank: number }

/** Areas in force on a day whose folded name fits the sought one, best first. */
export function findAreas(tx: Reader, day: Day, term: AreaTerm, within: readonly AreaTerm[], filter: AreaFilter & { limit: number }): Promise<AreaHit[]> {
  const sql = `
    with fitting as (
      select a.*, least(
        case when a.search_key = $2 then 0 when starts_with(a.search_key, $2) then 2
          when position(' ' || $2 in a.search_key) > 0 then 4 when position($2 in a.search_key) > 0 then 6 end,
        case when not a.kind = any($4::text[]) then null when a.search_key = $3 then 0
          when starts_with(a.search_key, $3) then 1 when position(' ' || $3 in a.search_key) > 0 then 3
          when position($3 in a.search_key) > 0 then 5 end) as rank
      from area a
      where ${IN_FORCE} and (a.search_key like '%' || $2 || '%' or a.search_key like '%' || $3 || '%')
    )
    select ${COLUMNS}, a.rank
    from fitting a
    where a.rank is not null
      and ($5::text[] is null or a.level = any($5))
      and ($6::int is null or exists (select from area w where w.id = $6 and a.id between w.id and w.last_id))
      and not exists (
        select from unnest($7::text[], $8::text[]) as term (whole, name)
        where not exists (
          select from area above
          where above.id < a.id and above.last_id >= a.last_id
            and (starts_with(above.search_key, term.whole) or starts_with(above.search_key, term.name))))
    order by a.rank, array_position(array['country', 'province', 'district', 'commune', 'village'], a.level),
      a.name collate "vi-x-icu", a.id
    limit $9`
  const values = [day, term.key, term.name, term.kinds, filter.levels ?? null, filter.within ?? null,
    within.map((each) => each.key), within.map((each) => each.name), filter.limit]
  return tx.rows<AreaHit>(sql, values)
}

/** Ids of everything these areas became ("successor") or were made from ("predecessor"), through any number of links. */
export async function loadLinked(tx: Reader, ids: readonly number[], direction: 'successor' | 'predecessor'): Promise<number[]> {
  const [from, to] = direction === 'successor' ? ['predecessor_id', 'successor_id'] : ['successor_id', 'predecessor_id']
  const sql = `
    with recursive reached as (
      select ${to} as id from area_successor where ${from} = any($1::int[])
      union
      select link.${to} from reached join area_successor link on link.${from} = reached.id
    )
    select id from reached order by id`
  return (await tx.rows<{ id: number }>(sql, [ids])).map((row) => row.id)
}

/** Ids of these areas, all below them, and the same of every predecessor of any of those. */
export async function loadScope(tx: Reader, ids: readonly number[]): Promise<number[]> {
  const sql = `
    with recursive reached as (
      select id from area where id = any($1::int[])
      union
      select next.id
      from reached cross join lateral (
        select below.id from area below where below.parent_id = reached.id
        union all
        select link.predecessor_id from area_successor link where link.successor_id = reached.id
      ) next
    )
    select id from reached order by id`
  return (await tx.rows<{ id: number }>(sql, [ids])).map((row) => row.id)
}

/** GeoJSON geometry in degrees (WGS 84). */
export type Position = [lon: number, lat: number]
export type Polygon = { type: 'Polygon'; coordinates: Position[][] }
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: Position[][][] }
export type AreaGeometry = Polygon | MultiPolygon

/** The newest polygon of each of these areas that was valid on the day. */
export function loadBoundaries(tx: Reader, ids: readonly number[], day: Day): Promise<{ areaId: number; geometry: AreaGeometry; source: string }[]> {
  const sql = `
    select distinct on (b.area_id) b.area_id as "areaId", b.geometry, b.source
    from area_boundary b
    where b.area_id = any($1::int[]) and b.valid_from <= $2
    order by b.area_id, b.valid_from desc`
  return tx.rows<{ areaId: number; geometry: AreaGeometry; source: string }>(sql, [ids, day])
}

/** Areas by code among those in force on a day; a code may stand at two levels. */
export function loadByCode(tx: Reader, codes: readonly string[], day: Day): Promise<Area[]> {
  return tx.rows<Area>(`select ${COLUMNS} from area a where ${IN_FORCE} and a.code = any($2::text[]) order by a.id`, [day, codes])
}

/** Direct successors of these areas. */
export function loadSuccessorLinks(tx: Reader, ids: readonly number[]): Promise<{ id: number; successorId: number }[]> {
  const sql = `
    select predecessor_id as id, successor_id as "successorId"
    from area_successor
    where predecessor_id = any($1::int[])
    order by predecessor_id, successor_id`
  return tx.rows<{ id: number; successorId: number }>(sql, [ids])
}

/** Units that one unit became without a change: its only successor, whose only predecessor of that level it is. */
export function loadUnchanged(tx: Reader, ids: readonly number[]): Promise<{ id: number; sameId: number }[]> {
  const sql = `
    select link.predecessor_id as id, link.successor_id as "sameId"
    from area_successor link
    where link.predecessor_id = any($1::int[])
      and not exists (select from area_successor o where o.predecessor_id = link.predecessor_id and o.successor_id <> link.successor_id)
      and not exists (select from area_successor o where o.successor_id = link.successor_id and o.predecessor_id <> link.predecessor_id)`
  return tx.rows<{ id: number; sameId: number }>(sql, [ids])
}
