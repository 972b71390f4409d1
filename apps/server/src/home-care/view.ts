import type { HomeCareAsk, HomeCareLine, HomeCareList, HomeCareView } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type * as z from 'zod'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { loadKits } from '#server/response-teams/index.ts'
import { countCares, findCareOf, findOrder, findReferral, lacksOxygen, loadCalls, loadCares, loadGiven, loadStations } from './load.ts'

/** More than a day's calls; above it the page says that there are more. */
const MOST = 300

const showing = (tx: Tx, rows: readonly HomeCareLine[]): Promise<void> => viewing(tx, 'home_care', rows.filter(({ name }) => name !== null).map(({ id }) => id))

/** Cases at home by what is to be done next, with how many stand in each box. */
export async function viewCares(tx: Tx, { box, teamId = null, reveal }: Omit<z.output<typeof HomeCareAsk>, 'teamId'> & { teamId?: string | null | undefined }, now: string): Promise<HomeCareList> {
  const today = dayInVietnam(now)
  const rows = await loadCares(tx, box, teamId, MOST + 1, today, reveal)
  await showing(tx, rows.slice(0, MOST))
  return { today, cares: rows.slice(0, MOST), more: rows.length > MOST, counts: await countCares(tx, teamId, today) }
}

/** Care at home beside its order of isolation: calls, kits, and whether a referral is proposed. */
export async function viewCare(tx: Tx, orderId: string, reveal: boolean, now: string): Promise<HomeCareView> {
  const order = await findOrder(tx, orderId)
  if (!order) throw new Problem('not-found')
  const care = (await findCareOf(tx, orderId, dayInVietnam(now), reveal)) ?? null
  if (care) await showing(tx, [care])
  return {
    care, isWarned: care !== null && care.warnedOn !== null, needsOxygen: reveal && await lacksOxygen(tx, orderId), teams: await loadStations(tx), kits: await loadKits(tx, order.areaId),
    given: care ? await loadGiven(tx, care.id) : [], calls: care ? await loadCalls(tx, care.id, reveal) : [], referral: await findReferral(tx, orderId),
  }
}
