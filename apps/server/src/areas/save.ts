import type { Area, CalendarDay, Day } from '@phaodai/vocabulary'
import type { ClientBase } from 'pg'
import type { AreaGeometry } from './load.ts'

/** One area as the seed writes it. */
export type AreaRow = Area & { searchKey: string }

/** A link between units of two trees, with the rule or document it rests on. */
export type SuccessorRow = { predecessorId: number; successorId: number; source: string }

/** A checked polygon of one area, valid from a day on. Degrees, WGS 84. */
export type BoundaryRow = {
  areaId: number
  validFrom: Day
  geometry: AreaGeometry
  west: number
  south: number
  east: number
  north: number
  source: string
}

const CHUNK = 4_000

type Writer = Pick<ClientBase, 'query'>

async function inChunks<Row extends object>(client: Writer, sql: string, rows: readonly Row[], columns: readonly (keyof Row)[]): Promise<number> {
  let changed = 0
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK)
    const { rowCount } = await client.query(sql, columns.map((column) => chunk.map((row) => row[column])))
    changed += rowCount ?? 0
  }
  return changed
}

/** Writes areas, parents before children; touches only rows that differ and returns how many. */
export function saveAreas(client: Writer, rows: readonly AreaRow[]): Promise<number> {
  const sql = `
    insert into area as old (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, valid_to,
      lat, lon, area_km2, centroid_source)
    select * from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::date[], $11::date[], $12::float8[], $13::float8[], $14::float8[], $15::text[])
    on conflict (id) do update set parent_id = excluded.parent_id, last_id = excluded.last_id, code = excluded.code,
      level = excluded.level, kind = excluded.kind, name = excluded.name, full_name = excluded.full_name,
      search_key = excluded.search_key, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      lat = excluded.lat, lon = excluded.lon, area_km2 = excluded.area_km2, centroid_source = excluded.centroid_source
    where old is distinct from excluded`
  return inChunks(client, sql, rows, ['id', 'parentId', 'lastId', 'code', 'level', 'kind', 'name', 'fullName', 'searchKey',
    'validFrom', 'validTo', 'lat', 'lon', 'km2', 'centroidSource'])
}

/** Writes links between units; links already there stay as they are. */
export function saveSuccessors(client: Writer, rows: readonly SuccessorRow[]): Promise<number> {
  const sql = `
    insert into area_successor (predecessor_id, successor_id, source)
    select * from unnest($1::int[], $2::int[], $3::text[])
    on conflict do nothing`
  return inChunks(client, sql, rows, ['predecessorId', 'successorId', 'source'])
}

/** Writes days that differ from their weekday; a day an administrator has changed stays as it is. */
export function saveCalendar(client: Writer, rows: readonly CalendarDay[]): Promise<number> {
  const sql = `
    insert into calendar_day (day, kind, name, source)
    select * from unnest($1::date[], $2::text[], $3::text[], $4::text[])
    on conflict (day) do nothing`
  return inChunks(client, sql, rows, ['day', 'kind', 'name', 'source'])
}

/** Writes polygons; one already known for the same area and day is replaced. */
export function saveBoundaries(client: Writer, rows: readonly BoundaryRow[]): Promise<number> {
  const sql = `
    insert into area_boundary (area_id, valid_from, geometry, bbox_west, bbox_south, bbox_east, bbox_north, source)
    select * from unnest($1::int[], $2::date[], $3::jsonb[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::text[])
    on conflict (area_id, valid_from) do update set geometry = excluded.geometry, bbox_west = excluded.bbox_west,
      bbox_south = excluded.bbox_south, bbox_east = excluded.bbox_east, bbox_north = excluded.bbox_north,
      source = excluded.source, imported_at = now()`
  const columns = ['areaId', 'validFrom', 'geometry', 'west', 'south', 'east', 'north', 'source'] as const
  return inChunks(client, sql, rows.map((row) => ({ ...row, geometry: JSON.stringify(row.geometry) })), columns)
}
