import { groupsOf, type Groups } from './groups.ts'
import { Random, totalsOf } from './random.ts'

/** What a population is made of; shares are from 0 to 1. Defaults: `VIETNAM_2019`. */
export type PopulationRules = {
  /** Share of households of 1, 2, 3 … people. */
  householdSizes: readonly number[]
  /** Share of households of three and more in which grandparents live. */
  withGrandparents: number
  schoolAttendance: number
  classSize: number
  /** Share of people of 18 to 64 who work with others away from home; the rest farm, keep house or shop. */
  outsideWork: number
  /** Share of those who work in another commune, drawn by its population. */
  commuting: number
  /** Median size of a workplace and the spread of its logarithm. */
  workplace: { median: number; spread: number }
  teamSize: number
  householdsAVillage: number
}

/**
 * Household sizes so that the mean is 3.6 (Population and Housing Census 2019: 3.6 people); ages come out near its three
 * age groups (0–14 24.3 %, 15–64 68.0 %, 65 and over 7.7 %). What the census does not give is an assumption to be edited.
 */
export const VIETNAM_2019: PopulationRules = {
  householdSizes: [0.1, 0.17, 0.21, 0.27, 0.14, 0.07, 0.04],
  withGrandparents: 0.22,
  schoolAttendance: 0.92,
  classSize: 32,
  outsideWork: 0.45,
  commuting: 0.25,
  workplace: { median: 9, spread: 1.1 },
  teamSize: 12,
  householdsAVillage: 110,
}

export type CommuneSize = { id: number; people: number }

/** A population; people are numbered from 0, communes by their place in the list. */
export type Population = {
  size: number
  communeIds: number[]
  commune: Int32Array
  age: Uint8Array
  /** Age of joining school 3 to leaving it 17; the class is a group of one age in one commune. */
  household: Groups
  village: Groups
  /** Class or work team. */
  team: Groups
  /** School or workplace. */
  site: Groups
  /** One adult a household goes to the market of the commune. */
  market: Groups
}

type Making = { random: Random; rules: PopulationRules; communes: readonly CommuneSize[]; commune: Int32Array; age: Uint8Array; household: Int32Array }

/** A couple with children, and grandparents in some; smaller households are couples and people alone. */
function agesOf(random: Random, rules: PopulationRules, size: number): number[] {
  if (size === 1) return [random.chance(0.4) ? random.between(60, 88) : random.between(20, 59)]
  if (size === 2) return coupleOf(random, random.chance(0.42) ? random.between(58, 80) : random.between(22, 57))
  const parent = random.between(24, 58)
  const couple = coupleOf(random, parent)
  const grandparents = size > 3 && random.chance(rules.withGrandparents) ? coupleOf(random, Math.min(88, parent + random.between(21, 32))).slice(0, size > 4 ? 2 : 1) : []
  const children = Array.from({ length: size - 2 - grandparents.length }, () => Math.max(0, parent - random.between(21, 38)))
  return [...couple, ...grandparents, ...children]
}

function coupleOf(random: Random, age: number): number[] {
  return [age, Math.min(95, Math.max(18, age + random.between(-5, 4)))]
}

/** Households of one commune, filled until its number of people is reached exactly. */
function settle(making: Making, index: number, first: { person: number; household: number }): { person: number; household: number } {
  const { random, rules, communes, commune, age, household } = making
  const sizes = totalsOf(rules.householdSizes)
  const end = first.person + communes[index]!.people
  let { person, household: home } = first
  for (; person < end; home++) {
    for (const years of agesOf(random, rules, Math.min(random.drawn(sizes) + 1, end - person))) {
      commune[person] = index
      age[person] = years
      household[person++] = home
    }
  }
  return { person, household: home }
}

/** Hands out group numbers: each key fills one group after the other up to its size. */
class Filling {
  count = 0
  #open = new Map<number, { group: number; left: number }>()

  put(key: number, size: () => number): number {
    const open = this.#open.get(key)
    if (open && open.left > 0) {
      open.left--
      return open.group
    }
    const group = this.count++
    this.#open.set(key, { group, left: Math.max(1, size()) - 1 })
    return group
  }
}

const isPupil = (age: number): boolean => age >= 3 && age <= 17
const isWorker = (age: number): boolean => age >= 18 && age <= 64
/** Kindergarten, primary, lower and upper secondary school. */
const schoolOf = (age: number): number => [6, 11, 15].filter((from) => age >= from).length
const KEYS_A_COMMUNE = 32

/** Schools and classes by commune and age; workplaces and teams by the commune one works in. */
function occupy({ random, rules, communes, commune, age }: Making): { site: Groups; team: Groups } {
  const [site, team] = [new Int32Array(age.length).fill(-1), new Int32Array(age.length).fill(-1)]
  const [sites, teams, elsewhere] = [new Filling(), new Filling(), totalsOf(communes.map(({ people }) => people))]
  const { median, spread } = rules.workplace
  const workplace = (): number => Math.round(median * Math.exp(spread * random.normal()))
  for (let person = 0; person < age.length; person++) {
    const [years, home] = [age[person]!, commune[person]!]
    if (isPupil(years) && random.chance(rules.schoolAttendance)) {
      site[person] = sites.put(home * KEYS_A_COMMUNE + schoolOf(years), () => Infinity)
      team[person] = teams.put(home * KEYS_A_COMMUNE + years, () => rules.classSize)
    } else if (isWorker(years) && random.chance(rules.outsideWork)) {
      const there = random.chance(rules.commuting) ? random.drawn(elsewhere) : home
      site[person] = sites.put(there * KEYS_A_COMMUNE + KEYS_A_COMMUNE - 1, workplace)
      team[person] = teams.put(-1 - site[person]!, () => rules.teamSize)
    }
  }
  return { site: groupsOf(site, sites.count), team: groupsOf(team, teams.count) }
}

function villagesOf(making: Making, households: number): Groups {
  const homes = new Int32Array(households).fill(-1)
  const villages = new Filling()
  const of = making.household.map((home, person) => {
    if (homes[home] === -1) homes[home] = villages.put(making.commune[person]!, () => making.rules.householdsAVillage)
    return homes[home]!
  })
  return groupsOf(of, villages.count)
}

/** The first adult of each household does its shopping at the commune's market. */
function marketsOf({ household, commune, age, communes }: Making): Groups {
  let last = -1
  const of = household.map((home, person) => {
    if (home === last || age[person]! < 18) return -1
    last = home
    return commune[person]!
  })
  return groupsOf(of, communes.length)
}

/**
 * Makes people with ages, households, villages, classes, work teams and markets; exactly as many in each commune as asked.
 * The same seed gives the same people.
 */
export function makePopulation(communes: readonly CommuneSize[], seed: number, rules: PopulationRules = VIETNAM_2019): Population {
  const size = communes.reduce((sum, { people }) => sum + people, 0)
  const making: Making = { random: new Random(seed, 1), rules, communes, commune: new Int32Array(size), age: new Uint8Array(size), household: new Int32Array(size) }
  let next = { person: 0, household: 0 }
  communes.forEach((_, index) => (next = settle(making, index, next)))
  return {
    size, communeIds: communes.map(({ id }) => id), commune: making.commune, age: making.age,
    household: groupsOf(making.household, next.household),
    village: villagesOf(making, next.household),
    ...occupy(making),
    market: marketsOf(making),
  }
}
