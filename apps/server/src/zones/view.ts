import type { ZoneAsk, ZoneInsiders, ZoneList, ZoneView } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type * as z from 'zod'
import { viewing, type Tx } from '#kernel/session.ts'
import { unheldDuties } from './duties.ts'
import { countZones, loadDecisions, loadExtents, loadInsiders, loadMeasures, loadTasks, loadZones, zoneOf } from './load.ts'

/** As many as a page shows; above it the page says that there are more. */
const MOST = 200

/** One box of zones with how many stand in each. */
export async function viewZones(tx: Tx, { box, q }: z.output<typeof ZoneAsk>, today: Day): Promise<ZoneList> {
  const zones = await loadZones(tx, box, q || null, MOST + 1, today)
  return { today, zones: zones.slice(0, MOST), more: zones.length > MOST, counts: await countZones(tx, today) }
}

/** One zone with everything that stands beside it. */
export async function viewZone(tx: Tx, id: string, today: Day): Promise<ZoneView> {
  const [zone, measures] = [await zoneOf(tx, id, today), await loadMeasures(tx, id)]
  return { today, zone, extents: await loadExtents(tx, id), measures, decisions: await loadDecisions(tx, id), tasks: await loadTasks(tx, id, today), unheld: await unheldDuties(tx, zone, measures, today), unplaced: zone.unplaced }
}

/** Households inside, with names; each showing is noted. */
export async function viewInsiders(tx: Tx, id: string, today: Day): Promise<ZoneInsiders> {
  const zone = await zoneOf(tx, id, today)
  const households = await loadInsiders(tx, id, today < zone.fromOn ? zone.fromOn : today, MOST + 1)
  await viewing(tx, 'household', households.slice(0, MOST).map(({ id: household }) => household))
  return { households: households.slice(0, MOST), more: households.length > MOST, unplaced: zone.unplaced ?? 0 }
}
