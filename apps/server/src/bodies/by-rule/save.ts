import { searchKey } from '@phaodai/vocabulary'
import { columns } from '#kernel/columns.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { BodyLink } from './successors.ts'
import type { BodyRow } from './types.ts'

/** Writes bodies with their territory and the ways they are called. */
export async function saveBodies(tx: Tx, rows: readonly BodyRow[]): Promise<void> {
  await tx.run(
    `insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, sector, valid_from, valid_to)
     select * from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[],
       $11::text[], $12::date[], $13::date[])`,
    columns(rows, r => r.id, r => r.parentId, r => r.lastId, r => r.kind, r => r.chain, r => r.level, r => r.name, r => r.shortName,
      r => searchKey(`${r.name} ${r.shortName}`), r => r.seatAreaId, r => r.sector, r => r.validFrom, r => r.validTo))
  const lands = rows.flatMap(row => row.territory.map(area => ({ body: row.id, area, from: row.validFrom, to: row.validTo })))
  await tx.run(
    'insert into body_territory (body_id, area_id, valid_from, valid_to) select * from unnest($1::int[], $2::int[], $3::date[], $4::date[])',
    columns(lands, r => r.body, r => r.area, r => r.from, r => r.to))
  await saveAliases(tx, rows.filter(row => row.validTo === null))
}

function saveAliases(tx: Tx, rows: readonly BodyRow[]): Promise<number> {
  const names = rows.flatMap(row => row.aliases.map(alias => ({ alias, key: searchKey(alias), body: row.id })))
  const once = [...new Map(names.map(each => [each.key, each])).values()]
  return tx.run(
    `insert into body_alias (alias, alias_key, body_ids)
     select a, k, array[b] from unnest($1::text[], $2::text[], $3::int[]) u(a, k, b)`,
    columns(once, r => r.alias, r => r.key, r => r.body))
}

/** Writes which bodies went into which; links already there stay as they are. */
export function saveBodyLinks(tx: Tx, rows: readonly BodyLink[]): Promise<number> {
  return tx.run(
    `insert into body_successor (predecessor_id, successor_id, source) select * from unnest($1::int[], $2::int[], $3::text[]) on conflict do nothing`,
    columns(rows, r => r.predecessorId, r => r.successorId, r => r.source))
}
