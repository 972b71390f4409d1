import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'

/** What a person may say of a village. */
export type VillageRow = { kind: string; name: string; fullName: string; searchKey: string; validTo: Day | null; lat: number | null; lon: number | null; pointSource: string | null }
export type NewVillage = VillageRow & { id: number; parentId: number; code: string; validFrom: Day }

/** Enters a village; 0 = the id is taken. The policy refuses communes outside the acting body's territory. */
export function insertVillage(tx: Tx, row: NewVillage): Promise<number> {
  return tx.run(`
    insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, valid_to, lat, lon, centroid_source)
    values ($1, $2, $1, $3, 'village', $4, $5, $6, $7, $8, $9, $10, $11, $12)
    on conflict (id) do nothing`,
  [row.id, row.parentId, row.code, row.kind, row.name, row.fullName, row.searchKey, row.validFrom, row.validTo, row.lat, row.lon, row.pointSource])
}

/** Changes a village under the version read; 0 = stale, no village, or out of the acting body's territory. */
export function updateVillage(tx: Tx, id: number, version: number, row: VillageRow): Promise<number> {
  return tx.run(`
    update area set kind = $3, name = $4, full_name = $5, search_key = $6, valid_to = $7, lat = $8, lon = $9, centroid_source = $10
    where id = $1 and version = $2 and level = 'village'`,
  [id, version, row.kind, row.name, row.fullName, row.searchKey, row.validTo, row.lat, row.lon, row.pointSource])
}

/** Whether the acting post may write villages of this commune. */
export async function mayManageVillages(tx: Tx, communeId: number): Promise<boolean> {
  return (await tx.get<{ may: boolean }>('select coalesce(manages_villages($1), false) as may', [communeId])).may
}
