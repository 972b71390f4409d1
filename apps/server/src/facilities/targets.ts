import { kilometres } from '@phaodai/allocation'
import type { TransferTarget } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { loadTargets } from './board.queries.ts'
import { findPlace } from './load.ts'

/** Where somebody in sight could go, the lowest tier and the nearest first. */
export async function viewTargets(tx: Tx, stayId: string, tier: string, oxygen: boolean): Promise<TransferTarget[]> {
  const here = await findPlace(tx, stayId)
  if (!here) throw new Problem('not-found')
  const targets = await loadTargets(tx, tier, oxygen, here.facilityId)
  const told = targets.map(({ lat, lng, ...target }): TransferTarget => ({ ...target, km: lat === null || lng === null || here.lat === null || here.lng === null ? null : kilometres({ lat, lng }, { lat: here.lat, lng: here.lng }) }))
  return told.toSorted((a, b) => a.tier.localeCompare(b.tier) || (a.km ?? Infinity) - (b.km ?? Infinity) || a.facility.localeCompare(b.facility, 'vi')).slice(0, 50)
}
