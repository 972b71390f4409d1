import { grouped } from '#server/areas/index.ts'
import { BOARD_LINES, type FacilityLine, type FacilityView, type OccupancyBoard, type StayBox, type StayLine, type StayList, type StayView } from '@phaodai/office'
import { dayInVietnam, treatmentTiers } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx, type Who } from '#kernel/session.ts'
import { countCalls, findBoardRow, findGroupLevel, loadBoard, sumOf, type BoardRow } from './board.queries.ts'
import { sentenceOf } from './answers.ts'
import { countStays, findDetails, findDischargeRule, findFacility, findWarningRule, loadChart, loadLying, loadRooms, loadStays, loadStaysById, loadTests, loadTransfers } from './load.ts'

/** More than a screen of work; above it the page says that there are more. */
const MOST = 300

const lineOf = ({ groupId: _, group: __, ...line }: BoardRow): FacilityLine => line

function areasOf(rows: readonly BoardRow[]): OccupancyBoard['areas'] {
  const groups = grouped(rows, ({ groupId }) => groupId)
  return [...groups].map(([areaId, of]) => ({ areaId, area: of[0]!.group, ...sumOf(of) })).toSorted((a, b) => b.beds - a.beds || a.area.localeCompare(b.area, 'vi'))
}

function tiersOf(rows: readonly BoardRow[]): OccupancyBoard['tiers'] {
  return [null, ...treatmentTiers].map((tier) => ({ tier, ...sumOf(rows.filter((row) => row.tier === tier)) })).filter(({ facilities }) => facilities > 0)
}

/** The board of beds in the caller's areas: sums of all of them, and the fullest facilities. */
export async function viewBoard(tx: Tx, who: Who, ask: { tier?: string | undefined; areaId?: number | undefined }, now: Date): Promise<OccupancyBoard> {
  const day = dayInVietnam(now.toISOString())
  const rows = await loadBoard(tx, { day, tier: ask.tier ?? null, areaId: ask.areaId ?? null, level: await findGroupLevel(tx), whole: who.seesWhole })
  const calls = await countCalls(tx, now.toISOString())
  return { day, total: sumOf(rows), tiers: tiersOf(rows), areas: areasOf(rows), facilities: rows.slice(0, BOARD_LINES).map(lineOf), more: Math.max(0, rows.length - BOARD_LINES), ...calls }
}

const namedIn = (rows: readonly StayLine[]): string[] => rows.filter(({ name }) => name !== null).map(({ id }) => id)

/** One box of stays with how many stand in each. */
export async function viewStays(tx: Tx, ask: { box: StayBox; facilityId?: string | undefined; reveal: boolean }, now: Date): Promise<StayList> {
  const facilityId = ask.facilityId ?? null
  const rows = await loadStays(tx, { box: ask.box, facilityId, limit: MOST + 1 }, now.toISOString(), ask.reveal)
  const shown = rows.slice(0, MOST)
  await viewing(tx, 'stay', namedIn(shown))
  return { stays: shown, more: rows.length > MOST, counts: await countStays(tx, facilityId, now.toISOString()) }
}

/** A facility with its rooms and who in sight lies in them. */
export async function viewFacility(tx: Tx, id: string, reveal: boolean, now: Date): Promise<FacilityView> {
  const [details, row] = [await findFacility(tx, id), await findBoardRow(tx, id, dayInVietnam(now.toISOString()))]
  if (!details || !row) throw new Problem('not-found')
  const [rooms, lying] = [await loadRooms(tx, id), await loadLying(tx, [id])]
  const stays = await loadStaysById(tx, lying.map(({ stayId }) => stayId), reveal)
  await viewing(tx, 'stay', namedIn(stays))
  const inRoom = grouped(stays, (each) => lying.find(({ stayId }) => stayId === each.id)!.roomId)
  return { facility: lineOf(row), ...details, rooms: rooms.map((room) => ({ ...room, taken: inRoom.get(room.id)?.length ?? 0, stays: inRoom.get(room.id) ?? [] })) }
}

/** One stay with its chart, tests, transfers, and what the rule of today says against letting him go. */
export async function viewStay(tx: Tx, id: string, reveal: boolean, now: Date): Promise<StayView> {
  const [row] = await loadStaysById(tx, [id], reveal)
  const details = await findDetails(tx, id, now.toISOString(), reveal)
  if (!row || !details) throw new Problem('not-found')
  await viewing(tx, 'stay', namedIn([row]))
  const { facilityAddress: _, against, ...rest } = details
  const day = dayInVietnam(row.leftAt ?? now.toISOString())
  const [rule, warningRule] = [await findDischargeRule(tx, row.diseaseCode, row.purpose, day), await findWarningRule(tx, day)]
  return {
    ...rest, stay: row, against: against === null ? null : sentenceOf(against), rule: rule ?? null, warningRule: warningRule ?? null,
    chart: await loadChart(tx, id), transfers: await loadTransfers(tx, id), tests: await loadTests(tx, id),
  }
}
