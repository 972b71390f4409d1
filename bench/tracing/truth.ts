import { COVID19_2021, indexStays, likelyInfectors, STAY_KINDS, Tracing, type CaseWindow, type EncounterColumns, type StayColumns, type StayKind } from '@phaodai/contact-tracing'
import { calibrated, COVID19_DELTA, layersOf, makePopulation, RESPONSE_2021, simulate, type Infection, type Layer, type Outbreak, type Population } from '@phaodai/scenario'
import type { Row } from '../bench.ts'
import { random, type Random } from '../random.ts'

/** How much of what happened is on record: check-ins made of those that could be, and meetings forgotten. */
export type Level = { qr: number; forgotten: number }
export type World = { population: Population; layers: Layer[]; outbreak: Outbreak }
export type Truth = { recall: number[]; precision: number[]; found: number[]; byLayer: Record<string, number>; ranked: number }

const DAY = 86_400_000
const HOUR = 3_600_000
const DAYS = 24
const LEVELS: Level[] = [{ qr: 0, forgotten: 0.5 }, { qr: 0.3, forgotten: 0.5 }, { qr: 0.6, forgotten: 0.3 }, { qr: 0.9, forgotten: 0.1 }]
const SAMPLE = 80
/** Meetings of a day outside household, team, site and market, as the simulator has them. */
const MEETINGS = { village: 3, province: 0.4 }

/** An outbreak left to itself: what can be traced is then not yet changed by tracing. */
export function makeWorld(people: number, seed: number): World {
  const population = makePopulation(Array.from({ length: 20 }, (_, id) => ({ id, people: people / 20 })), seed)
  const layers = calibrated({ population, course: COVID19_DELTA, layers: layersOf(population) }, 3.5, seed)
  const imports = Array.from({ length: 8 }, (_, day) => ({ day, commune: (day * 7) % 20, people: 1 }))
  return { population, layers, outbreak: simulate({ population, course: COVID19_DELTA, layers, days: DAYS, imports, seed }) }
}

/** Rows that grow. */
class Rows {
  person: number[] = []
  place: number[] = []
  from: number[] = []
  to: number[] = []
  kind: number[] = []

  add(person: number, place: number, from: number, to: number, kind: StayKind): void {
    this.person.push(person)
    this.place.push(place)
    this.from.push(from)
    this.to.push(to)
    this.kind.push(STAY_KINDS.indexOf(kind))
  }

  columns(people: number, places: number): StayColumns {
    return { people, places, person: Int32Array.from(this.person), place: Int32Array.from(this.place), from: Float64Array.from(this.from), to: Float64Array.from(this.to), kind: Uint8Array.from(this.kind) }
  }
}

/** Households and teams by their lists; sites every day and markets on their days by check-ins, of which some are made. */
function staysOf({ population, outbreak }: World, { qr }: Level, r: Random): StayColumns {
  const { household, team, site, market, size } = population
  const rows = new Rows()
  const [teams, sites, markets] = [household.count, household.count + team.count, household.count + team.count + site.count]
  const sameHour = new Map(outbreak.infections.filter(({ layer }) => layer === 'market').map(({ person, infector, day }) => [`${person} ${day}`, outbreak.infections[infector]!.person]))
  for (let person = 0; person < size; person++) {
    rows.add(person, household.of[person]!, 0, DAYS * DAY, 'household')
    if (team.of[person]! >= 0) rows.add(person, teams + team.of[person]!, 0, DAYS * DAY, 'team')
    for (let day = 0; day < DAYS; day++) {
      const morning = day * DAY + 7 * HOUR
      if (site.of[person]! >= 0 && r() < qr) rows.add(person, sites + site.of[person]!, morning + 1 + r() * HOUR, morning + (8 + r()) * HOUR, 'visit')
      if (market.of[person]! < 0 || (day + market.of[person]!) % 5 !== 0 || r() >= qr) continue
      const hour = day * DAY + 17 * HOUR + ((sameHour.get(`${person} ${day}`) ?? person) % 4) * HOUR
      rows.add(person, markets + market.of[person]!, hour, hour + HOUR, 'visit')
    }
  }
  return rows.columns(size, markets + market.count)
}

/** Meetings in the village and by chance: those that infected and those that did not, as far as they are remembered. */
function encountersOf({ population, outbreak }: World, { forgotten }: Level, r: Random): EncounterColumns {
  const [one, other, from]: [number[], number[], number[]] = [[], [], []]
  const meet = (a: number, b: number, day: number): void => {
    if (a === b || r() < forgotten) return
    one.push(a)
    other.push(b)
    from.push(day * DAY + 18 * HOUR)
  }
  for (const { person, infector, layer, day } of outbreak.infections) if (layer === 'village' || layer === 'province') meet(outbreak.infections[infector]!.person, person, day)
  const { village, size } = population
  for (let person = 0; person < size; person++) {
    const [first, last] = [village.start[village.of[person]!]!, village.start[village.of[person]! + 1]!]
    for (let day = 0; day < DAYS; day++) {
      // Each meeting has two ends and is drawn from one: half of the number each.
      for (let left = MEETINGS.village / 2 + r() - 0.5; left > 0.5; left--) meet(person, village.members[first + Math.floor(r() * (last - first))]!, day)
      if (r() < MEETINGS.province / 2) meet(person, Math.floor(r() * size), day)
    }
  }
  return { one: Int32Array.from(one), other: Int32Array.from(other), from: Float64Array.from(from), to: Float64Array.from(from, begun => begun + HOUR / 2) }
}

/** Whom an infection led to, generation by generation. */
function descendants(children: readonly number[][], at: number, generations: number): number[][] {
  const found = [[at]]
  for (let generation = 1; generation <= generations; generation++) found.push(found.at(-1)!.flatMap(each => children[each] ?? []))
  return found.slice(1)
}

function childrenOf(infections: readonly Infection[]): number[][] {
  const children: number[][] = []
  infections.forEach(({ infector }, at) => infector >= 0 && (children[infector] ??= []).push(at))
  return children
}

/** Cases spread over the outbreak, early enough that what they led to is seen. */
function sampleOf({ infections }: Outbreak): number[] {
  const usable = [...infections.keys()].filter(at => infections[at]!.infectiousTo < DAYS - 3)
  return usable.filter((_, place) => place % Math.ceil(usable.length / SAMPLE) === 0)
}

/** Traces a sample of the cases, each alone, and holds what is found against what was. */
export function measureTruth(world: World, level: Level, seed: number): Truth {
  const { infections } = world.outbreak
  const r = random(seed)
  const index = indexStays(staysOf(world, level, r), COVID19_2021, DAYS * DAY, encountersOf(world, level, r))
  const tracing = new Tracing(index, COVID19_2021)
  const counts = new Counts()
  const children = childrenOf(infections)
  for (const at of sampleOf(world.outbreak)) {
    tracing.trace([windowOf(infections[at]!)])
    counts.take(tracing, infections, descendants(children, at, 3))
  }
  return { ...counts.truth(), byLayer: foundByLayer(new Tracing(index, { ...COVID19_2021, tiers: 1 }), infections, children), ranked: rankedFirst(new Tracing(index, COVID19_2021), infections) }
}

const windowOf = ({ person, infectiousFrom, infectiousTo }: Infection): CaseWindow => ({ person, from: infectiousFrom * DAY, to: infectiousTo * DAY })

/** Of all infections of a kind, the share whose victim is an F1 of the infector. */
function foundByLayer(tracing: Tracing, infections: readonly Infection[], children: readonly number[][]): Record<string, number> {
  const layers = new Map<string, { hit: number; all: number }>()
  children.forEach((victims, at) => {
    tracing.trace([windowOf(infections[at]!)])
    for (const { layer, person } of victims.map(victim => infections[victim]!)) {
      const kind = layer === 'household' || layer === 'team' ? layer : 'other'
      const { hit, all } = layers.get(kind) ?? { hit: 0, all: 0 }
      layers.set(kind, { hit: hit + Number(tracing.tierOf(person) === 1), all: all + 1 })
    }
  })
  return Object.fromEntries([...layers].map(([layer, { hit, all }]) => [layer, hit / all]))
}

/** Of all infections here, the share whose true infector is ranked first, every infected person being a known case. */
function rankedFirst(tracing: Tracing, infections: readonly Infection[]): number {
  const onsetOf = ({ onset, infectiousFrom }: Infection): number => (onset >= 0 ? onset : infectiousFrom + COVID19_DELTA.presymptomatic) * DAY
  const cases = new Map(infections.map(each => [each.person, { ...windowOf(each), onset: onsetOf(each) }]))
  tracing.trace([...cases.values()])
  const here = infections.filter(({ infector }) => infector >= 0)
  const right = here.filter(({ person, infector }) => likelyInfectors(tracing, cases, person, COVID19_2021)[0]?.infector === infections[infector]!.person)
  return right.length / here.length
}

/** Sums over the cases traced. */
class Counts {
  #meant = [0, 0, 0]
  #hit = [0, 0, 0]
  #told = [0, 0, 0]
  #right = [0, 0, 0]
  #cases = 0

  take(tracing: Tracing, infections: readonly Infection[], generations: readonly number[][]): void {
    this.#cases++
    const offspring = new Set(generations.flat().map(at => infections[at]!.person))
    generations.forEach((generation, place) => {
      const found = generation.filter(at => isWithin(tracing.tierOf(infections[at]!.person), place + 1))
      this.#meant[place]! += generation.length
      this.#hit[place]! += found.length
    })
    for (const { tier, person } of tracing.contacts()) {
      if (tier === 0) continue
      this.#told[tier - 1]!++
      if (offspring.has(person)) this.#right[tier - 1]!++
    }
  }

  truth(): Omit<Truth, 'byLayer' | 'ranked'> {
    return {
      recall: this.#hit.map((hit, place) => hit / this.#meant[place]!), precision: this.#right.map((right, place) => right / this.#told[place]!), found: this.#told.map(told => told / this.#cases),
    }
  }
}

const isWithin = (tier: number, limit: number): boolean => tier > 0 && tier <= limit

/** Mean number infected over some seeds when contacts are found as measured; zones are left out so that tracing alone shows. */
function sizeWith({ population, layers }: World, byLayer: Record<string, number>): number {
  const traces = { household: byLayer.household ?? 0, team: byLayer.team ?? 0, other: byLayer.other ?? 0 }
  const response = { ...RESPONSE_2021, traces, zoneFrom: Infinity }
  const imports = Array.from({ length: 8 }, (_, day) => ({ day, commune: (day * 7) % 20, people: 1 }))
  const sizes = [1, 2, 3].map(seed => simulate({ population, course: COVID19_DELTA, layers, days: 56, imports, seed, response }).infections.length)
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Recall and precision by tier at several levels, and what tracing so well does to the outbreak's size. */
export function truthRows(): Row[] {
  const world = makeWorld(20_000, 7)
  const nothing: Row = { what: 'infected in 56 days of 20,000 people, cases isolated but no contact traced', value: sizeWith(world, {}), unit: 'people' }
  return [nothing, ...LEVELS.flatMap((level, at) => {
    const { recall, precision, found, byLayer, ranked } = measureTruth(world, level, at + 1)
    return [
      { what: `QR ${percent(level.qr)}, ${percent(level.forgotten)} forgotten: infected in 56 days`, value: sizeWith(world, byLayer), unit: 'people' },
      { what: '  infections outside household and team whose victim is an F1', value: byLayer.other ?? 0, unit: 'ratio' },
      { what: '  true infector ranked first', value: ranked, unit: 'ratio' },
      ...[0, 1, 2].flatMap(tier => [
        { what: `  F${tier + 1}: recall of those truly infected`, value: recall[tier]!, unit: 'ratio' },
        { what: `  F${tier + 1}: precision (infected through the case)`, value: precision[tier]!, unit: 'ratio' },
        { what: `  F${tier + 1}: people told for one case`, value: found[tier]!, unit: 'people' },
      ]),
    ]
  })]
}
