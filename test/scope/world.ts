import { registers } from '@phaodai/registers'
import { Readable } from 'node:stream'
import pg from 'pg'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { plantStatistics } from './statistics.ts'
import { plantQuickReports } from './quick-reports.ts'
import { plantUnread } from './deliveries.ts'
import { plantCommittee } from './committees.ts'
import { plantPlans, plantSteps } from './inspections.ts'
import { plantHandling } from './books.ts'
import { plantDrafts } from './drafts.ts'
import { plantMeeting } from './meetings.ts'
import { plantFigures } from './indicators.ts'
import { plantViews } from './search.ts'
import { plantPeople } from './individuals.ts'
import { plantLinks } from './chains.ts'
import { plantIsolations } from './isolation.ts'
import { plantOrders } from './orders.ts'
import { plantTubes } from './testing.ts'
import { plantStays } from './facilities.ts'
import { plantTeams } from './response-teams.ts'
import { plantLevels } from './levels.ts'
import { plantGate } from './gate.ts'
import { plantReform } from './reforms.ts'
import { plantScan } from './scans.ts'
import { readGround, type Ground, type Viewer } from './oracle.ts'
import {
  COMMON, CONTENT, linkRecords, markPeople, markSessions, plantDirective, plantFile, plantHabits, plantRecord, plantRecords, plantStub, plantTask, type Planted, type Secret, type Soil,
} from './rows.ts'

/** The whole cast signed in, and rows of every kind in every corner of the small province. */
export type World = {
  server: TestApp
  ground: Ground
  viewers: Viewer[]
  callers: ReadonlyMap<Viewer, Caller>
  planted: Planted[]
  secrets: Secret[]
  /** A connection of the administrator, to look at all tables. */
  watcher: pg.Client
  /** Writes more rows. */
  sow: (work: (soil: Soil) => Promise<void>) => Promise<void>
  stop: () => Promise<void>
}

/** Beyond the cast: roles that some places lack. */
const extra = (n: number, username: string, role: string, bodyId: number): Member => ({
  username, fullName: username, role, bodyId, actsForId: bodyId, title: username,
  personId: `00000000-0000-7000-8000-00000008${n}001`, postId: `00000000-0000-7000-8000-00000008${n}002`, accountId: `00000000-0000-7000-8000-00000008${n}003`,
})
const extras = { farOfficer: extra(1, 'canbo.xaba', 'officer', bodies.communeB1), partyOfficer: extra(2, 'canbo.danguymot', 'officer', bodies.communeA1Party), farHealth: extra(4, 'tramyte.xaba', 'health', bodies.communeB1), labWorker: extra(5, 'labo.anthu', 'laboratory', bodies.healthDepartment), farAdmin: extra(3, 'quantri.binhthu', 'admin', bodies.otherDistrictState) }

/** Everybody who looks. */
export const people: Record<string, Member> = { ...cast, ...extras }

async function plantLetters(soil: Soil): Promise<Record<'district' | 'party', Planted>> {
  const { districtClerk, districtPartyClerk, farClerk, communeClerk, communePartyClerk, provinceClerk } = cast
  const write = (owner: number, author: Member, state: 'draft' | 'issued' | 'superseded', to?: number[], successor?: Planted): Promise<Planted> =>
    plantDirective(soil, { owner, author, state, ...(to && { to }), ...(successor && { successor }) })
  const draft = await write(bodies.districtState, districtClerk, 'draft')
  const district = await write(bodies.districtState, districtClerk, 'issued', [bodies.communeA1, bodies.communeA2])
  await write(bodies.districtState, districtClerk, 'superseded', [bodies.communeA1], draft)
  const party = await write(bodies.districtParty, districtPartyClerk, 'issued', [bodies.communeA1Party, bodies.districtState])
  await write(bodies.districtParty, districtPartyClerk, 'draft')
  await plantUnread(soil, district, bodies.districtState, bodies.healthDepartment, districtClerk.postId)
  await plantUnread(soil, party, bodies.districtParty, bodies.communeA2Party, districtPartyClerk.postId)
  await write(bodies.otherDistrictState, farClerk, 'issued', [bodies.communeB1])
  await write(bodies.communeB1, farClerk, 'draft')
  await write(bodies.communeA1, communeClerk, 'issued', [bodies.healthStationA1])
  await write(bodies.communeA1, communeClerk, 'draft')
  await write(bodies.communeA1Party, communePartyClerk, 'issued')
  await write(bodies.communeA1Party, communePartyClerk, 'draft')
  await write(bodies.communeA2, cast.neighbour, 'issued', [bodies.communeA2Party])
  await write(bodies.provinceParty, provinceClerk, 'issued', [bodies.districtParty])
  await write(bodies.provinceParty, provinceClerk, 'draft')
  for (const author of [districtClerk, communePartyClerk, farClerk]) await plantStub(soil, author)
  for (const author of [districtClerk, farClerk]) await plantScan(soil, author)
  return { district, party }
}

async function plantTasks(soil: Soil, letters: Record<'district' | 'party', Planted>): Promise<void> {
  const { districtClerk, districtPartyClerk, communeClerk, communePartyClerk, neighbour, farClerk, provinceClerk, provinceStateClerk } = cast
  const first = await plantTask(soil, { from: bodies.districtState, to: bodies.communeA1, by: districtClerk, letter: letters.district, deadline: '2021-08-01' })
  const child = await plantTask(soil, { from: bodies.communeA1, to: bodies.healthStationA1, by: communeClerk, origin: bodies.districtState, letter: letters.district, parent: first, state: 'in_progress', deadline: '2021-08-02' })
  await plantTask(soil, { from: bodies.healthStationA1, to: bodies.villageTeamA1, by: cast.healthStation, origin: bodies.districtState, letter: letters.district, parent: child })
  await plantTask(soil, { from: bodies.districtState, to: bodies.communeA2, by: neighbour, letter: letters.district, state: 'awaiting_confirmation', deadline: '2021-08-01' })
  await plantTask(soil, { from: bodies.districtParty, to: bodies.communeA1Party, by: districtPartyClerk, letter: letters.party, deadline: '2021-08-01' })
  await plantTask(soil, { from: bodies.communeA1Party, to: bodies.communeA1Party, by: communePartyClerk, state: 'done' })
  await plantTask(soil, { from: bodies.districtParty, to: bodies.districtState, by: districtPartyClerk, letter: letters.party })
  await plantTask(soil, { from: bodies.otherDistrictState, to: bodies.communeB1, by: farClerk, deadline: '2021-08-01' })
  await plantTask(soil, { from: bodies.communeB1, to: bodies.communeB1, by: farClerk, state: 'in_progress' })
  await plantTask(soil, { from: bodies.provinceParty, to: bodies.districtParty, by: provinceClerk, monitor: bodies.provincePartyOffice })
  await plantTask(soil, { from: bodies.provinceState, to: bodies.otherDistrictState, by: provinceStateClerk, monitor: bodies.inspectorate, state: 'suspended' })
  await plantTask(soil, { from: bodies.communeA1, to: bodies.villageTeamA1, by: communeClerk })
}

async function plantAll(soil: Soil): Promise<void> {
  await markPeople(soil, Object.values(people))
  await plantTasks(soil, await plantLetters(soil))
  for (const author of [cast.communeClerk, cast.communePartyClerk, cast.neighbour, cast.farClerk]) await plantFile(soil, author)
  for (const [author, leader] of [[cast.districtClerk, cast.districtLeader], [cast.provinceClerk, cast.provinceLeader], [cast.communePartyClerk, cast.communePartyClerk], [cast.farClerk, cast.farClerk]] as const) {
    await plantHandling(soil, author.actsForId, author, leader)
  }
  await plantRecords(soil, [
    [areas.communeA1, cast.communeClerk], [areas.villageA1, cast.healthStation], [areas.communeA2, cast.neighbour],
    [areas.communeB1, cast.farClerk], [areas.district, cast.districtOfficer], [areas.province, cast.provinceStateClerk],
  ])
  for (const [area, by] of [[areas.communeA1, cast.communeClerk], [areas.communeA2, cast.neighbour], [areas.communeB1, cast.farClerk], [areas.district, cast.districtOfficer]] as const) await plantFigures(soil, area, by)
  for (const { name } of registers.filter((register) => !register.open)) {
    const [here, , neighbour] = soil.planted.filter((row) => row.kind === name)
    await linkRecords(soil, here!, neighbour!, cast.districtOfficer)
  }
  for (const member of [cast.communeClerk, cast.communePartyClerk, cast.districtClerk, cast.farClerk]) await plantHabits(soil, member)
  const { districtClerk, districtLeader, communeClerk, healthStation, communePartyClerk, farClerk, provinceClerk, provinceLeader } = cast
  for (const [keeper, other] of [[districtClerk, districtLeader], [communeClerk, healthStation], [communePartyClerk, people.partyOfficer!], [farClerk, people.farOfficer!], [provinceClerk, provinceLeader]] as const) {
    await plantCommittee(soil, keeper, other)
  }
  for (const [keeper, inspected, area] of [[districtClerk, bodies.communeA1, areas.communeA1], [communeClerk, bodies.healthStationA1, areas.communeA1], [communePartyClerk, bodies.communeA1Party, areas.communeA1], [farClerk, bodies.communeB1, areas.communeB1]] as const) {
    await plantPlans(soil, keeper, inspected, area)
  }
  await plantSteps(soil, cast.districtOfficer)
  for (const author of [districtClerk, communeClerk, communePartyClerk, farClerk]) await plantDrafts(soil, author)
  for (const keeper of [districtClerk, communePartyClerk, farClerk, provinceClerk]) await plantViews(soil, keeper)
  for (const [keeper, guest] of [[districtClerk, bodies.communeA1], [communePartyClerk, bodies.districtParty], [farClerk, bodies.otherDistrictState], [provinceClerk, bodies.districtState]] as const) await plantMeeting(soil, keeper, guest)
  for (const [area, by] of [[areas.communeA1, healthStation], [areas.communeB1, people.farHealth!]] as const) await plantPeople(soil, area, by)
  await plantLinks(soil, [[areas.communeA1, healthStation], [areas.communeB1, people.farHealth!]])
  for (const [body, area, by] of [[bodies.communeA1, areas.communeA1, healthStation], [bodies.communeB1, areas.communeB1, people.farHealth!]] as const) {
    await plantOrders(soil, body, area, by)
    await plantIsolations(soil, body, area, by)
  }
  for (const [area, by] of [[areas.communeA1, healthStation], [areas.communeB1, people.farHealth!]] as const) await plantTubes(soil, area, by)
  for (const [area, by] of [[areas.communeA1, healthStation], [areas.communeB1, people.farHealth!]] as const) await plantStays(soil, area, by)
  for (const [area, by] of [[areas.communeA1, healthStation], [areas.communeB1, people.farHealth!]] as const) await plantTeams(soil, area, by)
  await plantLevels(soil, areas.district, [areas.communeA1, areas.communeA2], bodies.districtState, healthStation)
  await plantLevels(soil, areas.otherDistrict, [areas.communeB1], bodies.otherDistrictState, people.farHealth!)
  for (const [area, by] of [[areas.communeA1, healthStation], [areas.communeB1, people.farHealth!]] as const) await plantGate(soil, area, by)
  for (const [unit, area, by] of [[bodies.communeA1, areas.communeA1, healthStation], [bodies.communeB1, areas.communeB1, farClerk]] as const) await plantQuickReports(soil, unit, area, by)
  await plantReform(soil, cast.admin)
  for (const [author, to] of [[districtClerk, bodies.communeA1], [communePartyClerk, bodies.districtParty], [farClerk, bodies.otherDistrictState]] as const) await plantStatistics(soil, author, to)
  await markSessions(soil, Object.values(people))
}

/** More rows in the other district, and inside the Party committee of commune A1. */
export async function plantElsewhere(soil: Soil, where: 'other district' | 'party'): Promise<void> {
  const [owner, below, by] = where === 'party'
    ? [bodies.communeA1Party, bodies.communeA1Party, cast.communePartyClerk] as const : [bodies.otherDistrictState, bodies.communeB1, cast.farClerk] as const
  const letter = await plantDirective(soil, { owner, author: by, state: 'issued', to: [below] })
  await plantDirective(soil, { owner, author: by, state: 'draft' })
  const parent = await plantTask(soil, { from: owner, to: below, by, letter, deadline: '2021-07-01' })
  for (const state of ['in_progress', 'done', 'awaiting_confirmation']) await plantTask(soil, { from: below, to: below, by, parent, letter, state, deadline: '2021-07-01' })
  await plantFile(soil, by)
  await plantMeeting(soil, by, below)
  await plantCommittee(soil, ...where === 'party' ? [people.partyOfficer!, by] as const : [people.farAdmin!, cast.farClerk] as const)
  await plantHabits(soil, where === 'party' ? people.partyOfficer! : people.farOfficer!)
  const item = soil.planted.find((row) => row.kind === 'supply_item')!.id
  if (where === 'other district') for (const register of registers.filter((each) => !each.open)) await plantRecord(soil, register, areas.communeB1, by, item)
  if (where === 'other district') await plantFigures(soil, areas.communeB1, by)
}

/** Opens the world; `stop` removes it. */
export async function openScopeWorld(settings: Parameters<typeof testApp>[0] = {}): Promise<World> {
  const server = await testApp(settings)
  const hash = await testHash()
  await asInstallation(server.adminUrl, async (client) => {
    for (const member of Object.values(extras)) await plantMember(client, member, hash)
  })
  const ground = await readGround(server.adminUrl)
  const viewers = Object.entries(people).map(([name, member]) => ground.viewer(name, member))
  const callers = new Map<Viewer, Caller>()
  for (const viewer of viewers) callers.set(viewer, await server.as(viewer.member))
  const [planted, secrets]: [Planted[], Secret[]] = [[], []]
  let marked = 0
  const marker = (): string => `${COMMON}${String(++marked).padStart(4, '0')}z`
  const sow: World['sow'] = (work) => withClient(server.adminUrl, { name: 'test' }, (client) => work({ client, ground, planted, secrets, marker }))
  await server.deps.files.keep(await server.deps.files.receive(Readable.from([Buffer.from(CONTENT)]), 1000))
  await sow(plantAll)
  const watcher = new pg.Client({ connectionString: server.adminUrl, options: '-c jit=off' })
  await watcher.connect()
  const stop = async () => {
    await watcher.end()
    await server.stop()
  }
  return { server, ground, viewers, callers, planted, secrets, watcher, sow, stop }
}
