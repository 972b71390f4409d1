import { addDays } from '@phaodai/vocabulary'
import { grouped } from '#server/areas/index.ts'
import type { BodyRow, LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Tx } from '#kernel/transaction.ts'
import { Dice, idFor } from '../random.ts'
import { actAs } from '../save.ts'
import { saveCareDays, saveDispatches, saveHomeCare, saveResponseTeams, saveTeamMembers, type DispatchRow, type TeamRow } from './care.queries.ts'
import type { CaseStory } from './cases.ts'
import { centreOf, centresOf, type Staff } from './staff.ts'
import type { Wave } from './wave.ts'

/** Health centres with the most cases that have teams. */
const CENTRES = 3
const ROLES = ['head', 'doctor', 'nurse', 'nurse', 'volunteer'] as const

interface Busy { centre: BodyRow; communes: LandUnit[] }

/** Centres by how many of their cases the wave has, the communes of each likewise. */
function busiest({ ground: { bodies } }: Wave, stories: readonly CaseStory[]): Busy[] {
  const centres = centresOf(bodies)
  const most = <T>(groups: Map<T, CaseStory[]>): [T, CaseStory[]][] => [...groups].toSorted(([, a], [, b]) => b.length - a.length)
  return most(grouped(stories, ({ commune }) => centreOf(centres, commune))).slice(0, CENTRES).map(([centre, own]) => ({ centre, communes: most(grouped(own, ({ commune }) => commune)).map(([commune]) => commune) }))
}

/**
 * Mobile stations and teams of the centres with the most cases: one is out where most are, one came back yesterday and rests, others are ready.
 * Cases at home under their care, with kits and calls; and the counts of the last days.
 */
export async function keepCare(tx: Tx, wave: Wave, staff: Staff, stories: readonly CaseStory[]): Promise<void> {
  const busy = busiest(wave, stories)
  for (const [n, each] of busy.entries()) await keepTeamsOf(tx, wave, staff, each, n)
  const first = busy[0]
  if (!first) return
  await saveHomeCare(tx, wave.ground.today, (permission) => actAs(tx, staff.of(first.communes[0]!), permission))
  await saveCareDays(tx, wave.ground.today)
}

async function keepTeamsOf(tx: Tx, { ground: { seed, today } }: Wave, staff: Staff, { centre, communes }: Busy, n: number): Promise<void> {
  const post = staff.of(communes[0]!)
  const on = (days: number, hour: string): string => `${addDays(today, days)}T${hour}:00.000+07:00`
  const made = on(-20, '09:00')
  const team = (k: number, kind: string, name: string, state: string, restUntil: string | null): TeamRow => ({ id: idFor(seed, made, `response-team/${centre.id}/${k}`), areaId: centre.seatAreaId, name, kind, bodyId: centre.id, decision: `${40 + n * 2 + k}/QĐ-TTYT (MẪU)`, restUntil, state, createdBy: post.postId, createdAt: made })
  const rests = n === 0 ? on(0, '18:00') : null
  const teams = [team(0, 'mobile-station', `Trạm y tế lưu động số ${n + 1} (MẪU)`, 'dispatched', null), team(1, 'mobile-team', `Đội cơ động lấy mẫu số ${n + 1} (MẪU)`, rests === null ? 'ready' : 'resting', rests)]
  const order = (of: TeamRow, area: LandUnit, more: Pick<DispatchRow, 'purpose' | 'words' | 'fromAt' | 'untilOn' | 'arrivedAt' | 'returnedAt' | 'restUntil'>): DispatchRow => ({ id: idFor(seed, more.fromAt, `dispatch/${of.id}`), teamId: of.id, areaId: area.id, fromAreaId: centre.seatAreaId, bodyId: centre.id, number: `${60 + n * 2}/QĐ-TTYT (MẪU)`, byTitle: 'Giám đốc', createdBy: post.postId, ...more })
  await actAs(tx, post, 'response_team.create')
  await saveResponseTeams(tx, teams)
  await actAs(tx, post, 'team_duty.staff')
  await saveTeamMembers(tx, teams.flatMap(({ id }) => ROLES.map((role, k) => ({ id: idFor(seed, made, `member/${id}/${k}`), teamId: id, role, fromOn: addDays(today, -20), createdBy: post.postId, ...someone(new Dice(seed, `wave/member/${id}/${k}`)) }))))
  await actAs(tx, post, 'response_team.dispatch')
  await saveDispatches(tx, [
    order(teams[0]!, communes[0]!, { purpose: 'care-at-home', words: 'Quản lý, chăm sóc F0 tại nhà', fromAt: on(-6, '07:00'), untilOn: addDays(today, 8), arrivedAt: on(-6, '09:00'), returnedAt: null, restUntil: null }),
    order(teams[1]!, communes[1] ?? communes[0]!, { purpose: 'sampling', words: 'Lấy mẫu F1, khu phong tỏa', fromAt: on(-4, '07:00'), untilOn: addDays(today, -1), arrivedAt: on(-4, '08:30'), returnedAt: on(n === 0 ? -1 : -3, '18:00'), restUntil: on(n === 0 ? 0 : -2, '18:00') }),
  ])
}

const someone = (dice: Dice): { fullName: string; phone: string } => ({ fullName: `${dice.pick(['Nông', 'Vi', 'Lương', 'Hoàng', 'Lý'])} ${dice.pick(['Văn Thử', 'Thị Thử', 'Văn Ví Dụ', 'Thị Minh Họa'])} MẪU`, phone: `0000 ${dice.between(100, 999)} ${dice.between(100, 999)}` })
