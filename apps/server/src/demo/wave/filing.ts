import { grouped } from '#server/areas/index.ts'
import { caseIdOf, diagnosedAt, storyOf, type CaseStory } from './cases.ts'
import { clustersOf, type Cluster } from './clusters.ts'
import { knownLinks } from './links.ts'
import { homeOf, type Home } from './residents.ts'
import { centreOf, centresOf, type Staff } from './staff.ts'
import { foundIn, type Wave } from './wave.ts'
import type { DayRule } from './rows.ts'

/** Where somebody found at the border or in the hospital was found: codes that both trees have. */
const FOUND_AT: Record<string, string> = { entry: '06184', hospital: '05977' }
const HOURS: Record<string, number> = { '24h': 24, '48h': 48, 'weekly': 168 }

/** All that the wave left on file. */
export interface Filed { homes: Home[]; stories: CaseStory[]; clusters: Cluster[] }

/** The records of a wave: households of whoever was found, cases, and outbreaks by the rules of their days. */
export function fileOf(wave: Wave, staff: Staff, rules: ReadonlyMap<string, DayRule>): Filed {
  const homes = homesOf(wave)
  const stories = storiesOf(wave, staff, rules, homes)
  const clusters = [...grouped(stories, ({ commune }) => commune)].flatMap(([commune, own]) => clustersOf(wave, commune, own.map(countedOf), rules))
  return { homes: [...homes.values()], stories, clusters }
}

/** Households by number; each is put on file with the first of its cases. */
function homesOf(wave: Wave): Map<number, Home> {
  const homes = new Map<number, Home>()
  const taken = new Set<string>()
  for (const { n, infection } of foundIn(wave)) {
    const number = wave.population.household.of[infection.person]!
    if (!homes.has(number)) homes.set(number, homeOf(wave, number, homes.size, diagnosedAt(wave, n), taken))
  }
  return homes
}

function storiesOf(wave: Wave, staff: Staff, rules: ReadonlyMap<string, DayRule>, homes: ReadonlyMap<number, Home>): CaseStory[] {
  const { ground: { bodies }, communes, population } = wave
  const links = knownLinks(wave)
  const centres = centresOf(bodies)
  const places = new Map(communes.map((commune) => [commune.code, commune]))
  const individuals = new Map([...homes.values()].flatMap(({ people }) => people.map(({ person, record }) => [person, record.id])))
  return foundIn(wave).map(({ n, infection }) => {
    const commune = communes[population.commune[infection.person]!]!
    const place = places.get(FOUND_AT[infection.detection!] ?? '')
    const earlier = links.get(n)
    return storyOf(wave, n, {
      individualId: individuals.get(infection.person)!, earlier: earlier === undefined ? undefined : { id: caseIdOf(wave, earlier) }, reporter: staff.nameOf(commune), place: place === commune ? undefined : place,
      clockHours: HOURS[rules.get(diagnosedAt(wave, n).slice(0, 10))?.clock ?? ''] ?? 24, centre: centreOf(centres, commune).shortName,
    })
  })
}

function countedOf({ n, record, treat }: CaseStory): { n: number; id: string; day: string; foundOn: string } {
  const foundOn = String(record.values.diagnosedAt).slice(0, 10)
  return { n, id: record.id, day: (record.values.onsetOn as string | undefined) ?? treat?.onsetOn ?? foundOn, foundOn }
}
