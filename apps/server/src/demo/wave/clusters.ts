import { addDays } from '@phaodai/vocabulary'
import { grouped } from '#server/areas/index.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { Dice, idFor } from '../random.ts'
import type { RecordRow } from '../records/index.ts'
import { officeHour } from '../working-hours.ts'
import { DISEASE } from './cases.ts'
import { dayOf, type Wave } from './wave.ts'
import type { DayRule, OutbreakStep } from './rows.ts'

/** A case as an outbreak counts it: by its onset, else its diagnosis, and known since its diagnosis. */
export interface Counted { n: number; id: string; day: string; foundOn: string }
export type Setting = 'market' | 'workplace' | 'school' | 'household' | 'village'
export interface Cluster { commune: LandUnit; setting: Setting; record: RecordRow; step: OutbreakStep; cases: Counted[] }

/** Where the rule of the day is silent a centre opens an outbreak of itself: five cases in fourteen days, over after 28 days. */
const BY_HAND = { cases: 5, withinDays: 14, endDays: 28 }
/** After so many days without a new case an outbreak is held to be under control. */
const CONTROLLED_AFTER = 14

interface Stretch { openedOn: string; rule: DayRule | undefined; cases: Counted[]; lastOn: string; endedOn: string | null }

/**
 * Outbreaks of one commune as its health centre opened and ended them, day after day up to yesterday evening: what was found
 * in the night still waits to be taken in.
 */
export function clustersOf(wave: Wave, commune: LandUnit, cases: readonly Counted[], rules: ReadonlyMap<string, DayRule>): Cluster[] {
  const stretches: Stretch[] = []
  for (let day = 0; day < wave.outbreak.days - 1; day++) live(stretches, dayOf(wave, day), cases, rules)
  return stretches.map((stretch, nth) => clusterOf(wave, commune, stretch, nth))
}

/** One day: a running outbreak takes in what was found, ends when it was quiet long enough; else one is opened where enough stand together. */
function live(stretches: Stretch[], today: string, cases: readonly Counted[], rules: ReadonlyMap<string, DayRule>): void {
  const rule = rules.get(today)
  const placed = new Set(stretches.flatMap((each) => each.cases))
  const loose = cases.filter((each) => each.foundOn <= today && !placed.has(each))
  const running = stretches.at(-1)?.endedOn === null ? stretches.at(-1) : undefined
  if (running === undefined) {
    const near = loose.filter(({ day }) => day > addDays(today, -(rule?.withinDays ?? BY_HAND.withinDays)))
    if (near.length > 0 && near.length >= (rule?.cases ?? BY_HAND.cases)) stretches.push({ openedOn: today, rule, cases: near, lastOn: lastOf(near), endedOn: null })
    return
  }
  running.cases.push(...loose.filter(({ day }) => day >= running.cases[0]!.day))
  running.lastOn = lastOf(running.cases)
  if (addDays(running.lastOn, rule?.endDays ?? BY_HAND.endDays) < today) running.endedOn = today
}

const lastOf = (cases: readonly Counted[]): string => cases.reduce((last, { day }) => (day > last ? day : last), '')

const NAMES: Record<Setting, string> = { market: 'chợ', workplace: 'nơi làm việc', school: 'trường học', household: 'hộ gia đình', village: 'khu dân cư' }
const RISKS: Record<Setting, string> = {
  market: 'Tiểu thương và người đi chợ phiên tiếp xúc gần, ít giữ khoảng cách.', workplace: 'Làm chung ca, ăn chung bếp tập thể.', school: 'Học chung lớp, ăn bán trú.',
  household: 'Sống chung nhà.', village: 'Ma chay, cưới hỏi, sinh hoạt chung trong thôn.',
}

function clusterOf(wave: Wave, commune: LandUnit, { openedOn, rule, cases, lastOn, endedOn }: Stretch, nth: number): Cluster {
  const { ground: { seed, today } } = wave
  const dice = new Dice(seed, `wave/outbreak/${commune.id}/${nth}`)
  const setting = settingOf(wave, cases)
  const createdAt = officeHour(dice, openedOn)
  const id = idFor(seed, createdAt, `outbreak/${commune.id}/${nth}`)
  const firstOn = cases.reduce((first, { day }) => (day < first ? day : first), cases[0]!.day)
  const record = {
    id, areaId: commune.id, state: 'active', stateReason: null, createdAt,
    values: {
      name: `Ổ dịch COVID-19 ${NAMES[setting]}, ${commune.fullName}${nth > 0 ? ` (lần ${nth + 1})` : ''}`, diseaseCode: DISEASE, reportedOn: openedOn, firstOnsetOn: firstOn, lastOnsetOn: lastOf(cases.filter(({ foundOn }) => foundOn <= openedOn)),
      enteredOn: openedOn, arrivedOn: openedOn, setting, riskFactors: RISKS[setting], ...(commune.lat !== null && commune.lon !== null && { location: { lat: commune.lat, lon: commune.lon } }),
    },
  }
  const quiet = addDays(lastOn, CONTROLLED_AFTER) < today
  const state = endedOn !== null ? 'ended' : quiet ? 'controlled' : 'active'
  const days = rule?.endDays ?? BY_HAND.endDays
  const stateReason = state === 'ended' ? `Đủ ${days} ngày không có ca mới` : state === 'controlled' ? `${CONTROLLED_AFTER} ngày không có ca mới, đã xử lý ổ dịch` : null
  return { commune, setting, record, step: { id, state, stateReason, lastOnsetOn: lastOn, endedOn }, cases }
}

/** Infected at one place from which on an outbreak is named after it, and their share among its cases. */
const PLACE = { cases: 3, share: 0.05 }
/** A commune's market is one place of many: against a single workplace or school its cases count for less. */
const MARKET = 2
/** A small outbreak most of whose cases were infected at home is one of a household. */
const HOME = { cases: 8, share: 0.5 }

/** What investigation named it after: the market, or the one workplace or school, where most were infected; else the village. */
export function settingOf({ outbreak, population }: Pick<Wave, 'outbreak' | 'population'>, cases: readonly Counted[]): Setting {
  const infections = cases.map(({ n }) => outbreak.infections[n]!)
  const together = infections.filter(({ layer }) => layer === 'team' || layer === 'site')
  const largest = (isPupil: boolean): number => Math.max(0, ...[...grouped(together.filter(({ person }) => population.age[person]! < 18 === isPupil), ({ person }) => population.site.of[person]!).values()].map(({ length }) => length))
  const places: [Setting, number][] = [['market', infections.filter(({ layer }) => layer === 'market').length], ['workplace', largest(false)], ['school', largest(true)]]
  const weight = ([setting, count]: [Setting, number]): number => (setting === 'market' ? count / MARKET : count)
  const [setting, most] = places.reduce((best, each) => (weight(each) > weight(best) ? each : best))
  if (most >= PLACE.cases && most >= cases.length * PLACE.share) return setting
  const atHome = infections.filter(({ layer }) => layer === 'household').length
  return cases.length <= HOME.cases && atHome >= cases.length * HOME.share ? 'household' : 'village'
}
