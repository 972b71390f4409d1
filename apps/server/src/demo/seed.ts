import { addDays, AREA_TREES } from '@phaodai/vocabulary'
import type { Clock } from '#kernel/clock.ts'
import { today as todayOf } from '#kernel/clock.ts'
import type { Pools } from '#kernel/deps.ts'
import { asSystem, type Tx } from '#kernel/transaction.ts'
import { hashPassword } from '#server/accounts/index.ts'
import { rollUp } from '#server/indicators/index.ts'
import { tellSince } from '#server/notices/index.ts'
import { buildBodies, linkBodies, loadAreaLinks, loadLand, saveBodies, saveBodyLinks, type BodyRow, type LandUnit, type Profile } from '#server/bodies/by-rule/index.ts'
import { keepBooks } from './books.ts'
import { DEMO_PASSWORD } from './cast.ts'
import { keepCommittees } from './committees.ts'
import { keepLevels } from './line/index.ts'
import { keepMeetings } from './meetings.ts'
import { keepPopulations } from './populations.ts'
import { keepQuickReports } from './quick-reports.ts'
import type { Ground } from './ground.ts'
import { DEMO_PROVINCE, demoVillages, WITH_TEAMS } from './land.ts'
import { peopleOf } from './people.ts'
import { saveAccounts, saveInstallation, savePeople, saveVillages, stayInThreeLevels } from './save.ts'
import { keepWave, watchedIn } from './wave/index.ts'
import { issueDirectives, keepRegisters, liveThrough } from './weeks.ts'

export interface SeedOptions {
  pools: Pools
  profile: Profile
  /** The same seed on the same day gives the same demo; 1 unless told. */
  seed?: number
  /** Day that the eight weeks of the demo end on; the clock's day unless told. */
  today?: string
  clock?: Clock
  /** Whether a wave of COVID-19 runs over the province, with the truth of it kept. */
  outbreak?: boolean
  onProgress: (message: string) => void
}

/** What is older stands in the lists, but nobody is told of it when the demo opens. */
const DAYS_OF_NEWS = 2
/** How long the demo has been at work. */
const WEEKS = 8

/**
 * Fills an empty installation (areas and calendar must be there) with the demo province: all or nothing, in one
 * transaction, with audit entries as for any other change.
 */
export async function seedDemo(options: SeedOptions): Promise<Ground> {
  const { pools, profile, onProgress, seed = 1, outbreak = false, clock = { now: () => new Date() } } = options
  const today = options.today ?? todayOf(clock)
  if (profile === '2025' && addDays(today, -WEEKS * 7) < AREA_TREES['2025'].validFrom) throw new RangeError('Mô hình hai cấp có từ 01/7/2025: chọn --today muộn hơn, hoặc --profile 2021')
  const hash = await hashPassword(DEMO_PASSWORD)
  const { ground, count } = await asSystem(pools.jobs, async (tx) => {
    onProgress('Dựng tỉnh Lạng Sơn MẪU: thôn, tổ chức, con người')
    const ground = await settleDemo(tx, { profile, seed, today }, hash)
    const count = await workEightWeeks(tx, ground, onProgress)
    const wave = outbreak ? await keepWave(tx, ground, onProgress) : undefined
    await keepQuickReports(tx, ground, wave && watchedIn(wave))
    await keepBooks(tx, ground)
    return { ground, count }
  })
  if (outbreak) {
    onProgress('Tổng hợp chỉ số')
    await rollUp({ pools, clock })
    onProgress('Công bố cấp độ dịch')
    await asSystem(pools.jobs, (tx) => keepLevels(tx, ground))
  }
  onProgress(`Xong: ${ground.bodies.length} tổ chức, ${count} nhiệm vụ`)
  return ground
}

/** The province with its bodies and the cast, marked as a demo; nothing has been done in it yet. */
export async function settleDemo(tx: Tx, { profile, seed, today }: Pick<Ground, 'profile' | 'seed' | 'today'>, hash: string): Promise<Ground> {
  await saveInstallation(tx, profile, seed, DEMO_PASSWORD)
  await tellSince(tx, `${addDays(today, -DAYS_OF_NEWS)}T00:00:00+07:00`)
  const { land, bodies } = await settle(tx, profile, seed)
  const people = peopleOf(profile, bodies, seed)
  await savePeople(tx, people.persons, people.rows)
  await saveAccounts(tx, people.persons, hash)
  return { profile, seed, today, land, bodies, people }
}

/** Directives with their tasks, registers, committees and meetings; returns how many tasks. */
async function workEightWeeks(tx: Tx, ground: Ground, onProgress: SeedOptions['onProgress']): Promise<number> {
  onProgress('Đọc và phát hành sáu văn bản MẪU')
  const tasks = await issueDirectives(tx, ground)
  onProgress('Dựng tám tuần thực hiện nhiệm vụ')
  const count = await liveThrough(tx, ground, tasks)
  await keepRegisters(tx, ground)
  await keepCommittees(tx, ground)
  await keepMeetings(tx, ground)
  await keepPopulations(tx, ground)
  return count
}

/** Villages and bodies; the two-level tree also keeps the bodies that it replaced. */
async function settle(tx: Tx, profile: Profile, seed: number): Promise<{ land: LandUnit[]; bodies: BodyRow[] }> {
  const official = await loadLand(tx, profile, DEMO_PROVINCE)
  const villages = demoVillages(official, profile, seed)
  await saveVillages(tx, villages)
  const land = [...official, ...villages].sort((a, b) => a.id - b.id)
  const bodies = buildBodies(land, profile, DEMO_PROVINCE, { teamsIn: WITH_TEAMS[profile] })
  if (profile === '2021') {
    await stayInThreeLevels(tx, DEMO_PROVINCE)
    await saveBodies(tx, bodies)
    return { land, bodies }
  }
  const former = buildBodies(await loadLand(tx, '2021', DEMO_PROVINCE), '2021', DEMO_PROVINCE, { validTo: AREA_TREES['2021'].validTo })
  await saveBodies(tx, [...former, ...bodies])
  await saveBodyLinks(tx, linkBodies(former, bodies, await loadAreaLinks(tx, DEMO_PROVINCE)))
  return { land, bodies }
}
