import type { BridgeInput, MeetingInput } from '@phaodai/office/meeting.ts'
import { searchKey } from '@phaodai/vocabulary'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { knownBodies, type Moment } from '../tasks/index.ts'
import { bodiesById, findMeeting, loadParties, titleOf, type MeetingRow } from './load.ts'
import { insertEvent, insertMeeting, saveBridges, saveInvitees, tellSome, updateMeeting, type Planned } from './save.ts'

async function planned(tx: Tx, given: MeetingInput): Promise<Planned> {
  const { bridges: _, version: __, ...plan } = given
  if (plan.endsAt <= plan.startsAt) throw new Problem('invalid-input', { fields: { endsAt: 'Giờ kết thúc phải sau giờ bắt đầu.' } })
  const [chairTitle, secretaryTitle] = [await titleOf(tx, plan.chairPostId), await titleOf(tx, plan.secretaryPostId)]
  if (chairTitle === undefined || secretaryTitle === undefined) throw new Problem('reference-missing', { fields: { chairPostId: 'Chọn người chủ trì và thư ký trong cơ quan chủ trì.' } })
  return { ...plan, startsAt: new Date(plan.startsAt).toISOString(), endsAt: new Date(plan.endsAt).toISOString(), chairTitle, secretaryTitle, searchKey: searchKey([plan.title, plan.place, ...plan.agenda].join(' ').slice(0, 2000)) }
}

/** A body sits at one bridge once; ids are each one's own. */
function refuseDoubles(bridges: readonly BridgeInput[]): void {
  const ids = bridges.flatMap(({ id, invitees }) => [id, ...invitees.map((invitee) => invitee.id)])
  if (new Set(ids).size < ids.length) throw new Problem('invalid-input', { fields: { bridges: 'Có thành phần bị ghi hai lần.' } })
  const seats = bridges.map(({ bodyId, place }) => `${bodyId} ${place}`)
  if (new Set(seats).size < seats.length) throw new Problem('invalid-input', { fields: { bridges: 'Có điểm cầu bị ghi hai lần.' } })
}

async function seat(tx: Tx, id: string, bridges: readonly BridgeInput[], day: string): Promise<void> {
  const bodies = [...new Set(bridges.flatMap(({ bodyId, invitees }) => [bodyId, ...invitees.map((invitee) => invitee.bodyId)]))]
  if ((await knownBodies(tx, bodies, day)).size < bodies.length) throw new Problem('reference-missing', { fields: { bridges: 'Có cơ quan không còn hoạt động.' } })
  await saveBridges(tx, id, bridges)
  const rooms = await bodiesById(tx, 'meeting_bridge', id)
  if (bridges.some((bridge) => rooms.get(bridge.id) !== bridge.bodyId)) throw new Problem('not-allowed')
  await saveInvitees(tx, id, bridges)
  const people = await bodiesById(tx, 'meeting_invitee', id)
  if (bridges.some(({ invitees }) => invitees.some((invitee) => people.get(invitee.id) !== invitee.bodyId))) throw new Problem('not-allowed')
}

/** Makes a meeting with its bridges (version 0; a repeat changes nothing) or plans one anew that has not begun. */
export async function planMeeting(tx: Tx, who: Who, moment: Moment, id: string, given: MeetingInput): Promise<void> {
  refuseDoubles(given.bridges)
  const plan = await planned(tx, given)
  if (given.version > 0) return replan(tx, who, moment, id, given, plan)
  const before = await findMeeting(tx, id)
  if (before === undefined) await insertMeeting(tx, id, plan)
  sameOrRefuse(before ?? await findMeeting(tx, id), (row) => before === undefined || (row.hosted && row.title === plan.title && new Date(row.startsAt).toISOString() === plan.startsAt))
  if (before !== undefined) return
  await seat(tx, id, given.bridges, moment.today)
  await insertEvent(tx, { meetingId: id, kind: 'planned', at: moment.at, by: who.title, to: 'planned' })
}

const moved = (row: MeetingRow, plan: Planned): boolean =>
  [row.startsAt, row.endsAt].some((instant, n) => new Date(instant).toISOString() !== [plan.startsAt, plan.endsAt][n]) || row.place !== plan.place || row.link !== plan.link || row.form !== plan.form

async function replan(tx: Tx, who: Who, moment: Moment, id: string, given: MeetingInput, plan: Planned): Promise<void> {
  const before = await findMeeting(tx, id)
  if (!before || !before.hosted) throw new Problem(before ? 'not-allowed' : 'not-found')
  const parties = await loadParties(tx, id)
  if (await updateMeeting(tx, id, given.version, plan) === 0) refuseMove(before, given.version)
  await seat(tx, id, given.bridges, moment.today)
  if (before.state === 'invited') await tellChanges(tx, who, moment, before, parties, moved(before, plan))
  await insertEvent(tx, { meetingId: id, kind: 'replanned', at: moment.at, by: who.title })
}

/** Those new are invited, those left out are told so, the others hear of another time or place. */
async function tellChanges(tx: Tx, who: Who, { at }: Moment, { id }: MeetingRow, before: readonly number[], elsewhere: boolean): Promise<void> {
  const others = (bodies: readonly number[]): number[] => bodies.filter((body) => body !== who.bodyId)
  const after = await loadParties(tx, id)
  await tellSome(tx, id, 'invited', at, others(after.filter((body) => !before.includes(body))))
  await tellSome(tx, id, 'withdrawn', at, others(before.filter((body) => !after.includes(body))))
  if (elsewhere) await tellSome(tx, id, 'changed', at, others(after.filter((body) => before.includes(body))))
}

/** Why a step touched no row: another version, or another state. */
export function refuseMove(row: MeetingRow, version: number): never {
  if (row.version === version) throw new Problem('illegal-state')
  const { title, startsAt, endsAt, place, state } = row
  return refuseStale({ title, startsAt, endsAt, place, state, version: row.version } as { version: number }, { version })
}
