import { allocate, type Facility, type PersonToPlace } from '@phaodai/allocation'
import type { Bench, Row } from './bench.ts'
import { choose, random, type Random } from './random.ts'

const PEOPLE = 20_000
const CONTACTS = 0.6
/** Places, and people a bed. */
const CASES = [[31, 1.02], [100, 0.97], [300, 0.97], [300, 1.3]] as const

function pointOf(r: Random): { lat: number; lng: number } {
  return { lat: 21 + r() * 0.6, lng: 105.9 + r() }
}

/** Places of all tiers, and people who live near them, more or less than there are beds. */
function province(places: number, peopleABed: number, seed: number): { people: PersonToPlace[]; facilities: Facility[] } {
  const r = random(seed)
  const tiers = Array.from({ length: places }, (_, index) => (['Q', 1, 1, 2, 'Q', 1, 2, 3] as const)[index % 8]!)
  const share = (tier: Facility['tier']) => (tier === 'Q' ? CONTACTS / tiers.filter((each) => each === 'Q').length : (1 - CONTACTS) / tiers.filter((each) => each !== 'Q').length)
  const facilities = tiers.map((tier, index) => ({ id: String(index), tier, ...pointOf(r), capacity: Math.round((PEOPLE / peopleABed) * share(tier) * (0.5 + r())) }))
  const people = Array.from({ length: PEOPLE }, (_, index): PersonToPlace => {
    const { lat, lng } = choose(r, facilities)
    const near = { id: String(index), lat: lat + (r() - 0.5) * 0.2, lng: lng + (r() - 0.5) * 0.2 }
    return r() < CONTACTS ? { ...near, kind: 'F1', severity: 0 } : { ...near, kind: 'F0', severity: choose(r, [1, 1, 1, 1, 1, 1, 1, 2, 2, 3]) }
  })
  return { people, facilities }
}

function rowsOf([places, peopleABed]: (typeof CASES)[number], seed: number): Row[] {
  const { people, facilities } = province(places, peopleABed, seed)
  const started = process.cpuUsage()
  const found = allocate(people, facilities)
  const { user, system } = process.cpuUsage(started)
  const what = `${PEOPLE} people, ${places} places, ${peopleABed} people a bed`
  return [
    { what, value: (user + system) / 1e6, unit: 's', goal: { atMost: 5 } },
    { what: '  proved optimal and without violation', value: found.optimal && found.violations === 0 ? 1 : 0, unit: 'yes = 1', goal: { atLeast: 1 } },
  ]
}

function run(): Promise<Row[]> {
  const rows = CASES.flatMap((each, index) => rowsOf(each, 20_260_701 + index))
  return Promise.resolve([...rows, { what: 'memory of the process afterwards', value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB', goal: { atMost: 1024 } }])
}

/** Beds and quarantine places for 20,000 people, each answer explained and proved, in processor time of all threads. */
export const bench: Bench = { name: 'allocation', run }
