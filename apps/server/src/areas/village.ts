import type { VillageChange, VillageInput } from '@phaodai/office'
import { fullAreaName, searchKey, type Area } from '@phaodai/vocabulary'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'
import { findArea, loadChildren } from './load.ts'
import { VILLAGE_IDS } from './seed.ts'
import { insertVillage, mayManageVillages, updateVillage, type VillageRow } from './village.queries.ts'

const POINT_SOURCE = 'Đơn vị quản lý thôn, bản chấm trên bản đồ'

function rowOf({ kind, name, lat, lon }: Pick<VillageInput, 'kind' | 'name' | 'lat' | 'lon'>, validTo: string | null): VillageRow {
  const pointSource = lat === null || lon === null ? null : POINT_SOURCE
  return { kind, name, fullName: fullAreaName(kind, name), searchKey: searchKey(name), validTo, lat, lon, pointSource }
}

async function communeOf(tx: Tx, id: number, parentId: number): Promise<Area> {
  const commune = await findArea(tx, parentId)
  if (commune?.level !== 'commune') throw new Problem('reference-missing', { fields: { parentId: 'Không phải xã, phường, thị trấn.' } })
  if (!(await mayManageVillages(tx, parentId))) throw new Problem('not-allowed')
  if (id <= commune.id || id > Math.min(commune.lastId, commune.id + VILLAGE_IDS)) throw new Problem('invalid-value', { fields: { id: 'Ngoài dãy số của xã.' } })
  return commune
}

async function refuseSameName(tx: Tx, id: number, commune: number, row: VillageRow, day: string): Promise<void> {
  const taken = (await loadChildren(tx, commune, day)).some((other) => other.id !== id && other.fullName === row.fullName)
  if (taken) throw new Problem('duplicate', { detail: `${row.fullName} đã có trong đơn vị này.` })
}

/**
 * Enters a village under a commune of the acting body's territory. Safe to repeat; a taken id answers `duplicate`, so the
 * next one can be tried. The village ends with its commune.
 */
export async function createVillage(tx: Tx, id: number, input: VillageInput): Promise<void> {
  const commune = await communeOf(tx, id, input.parentId)
  if (input.validFrom < commune.validFrom || (commune.validTo && input.validFrom > commune.validTo)) {
    throw new Problem('invalid-value', { fields: { validFrom: 'Ngoài thời gian tồn tại của xã.' } })
  }
  const row = rowOf(input, commune.validTo)
  await refuseSameName(tx, id, commune.id, row, input.validFrom)
  const code = commune.code + String(id - commune.id).padStart(3, '0')
  await insertVillage(tx, { id, parentId: commune.id, code, validFrom: input.validFrom, ...row })
  sameOrRefuse(await findArea(tx, id), (found) => found.fullName === row.fullName && found.validFrom === input.validFrom)
}

/** Renames a village, moves its point or closes it; refuses with not-found, not-allowed, invalid-value or stale. */
export async function changeVillage(tx: Tx, id: number, change: VillageChange): Promise<void> {
  const before = await findArea(tx, id)
  if (before?.level !== 'village' || before.parentId === null) throw new Problem('not-found')
  const commune = await communeOf(tx, id, before.parentId)
  const validTo = change.validTo ?? commune.validTo
  if (validTo !== null && (validTo < before.validFrom || (commune.validTo !== null && validTo > commune.validTo))) {
    throw new Problem('invalid-value', { fields: { validTo: 'Trước ngày thành lập hoặc sau ngày kết thúc của xã.' } })
  }
  const row = rowOf(change, validTo)
  await refuseSameName(tx, id, commune.id, row, before.validFrom)
  const touched = await updateVillage(tx, id, change.version, row)
  if (touched === 0) refuseStale(await findArea(tx, id), change)
}
