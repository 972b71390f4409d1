import { calibrated, COVID19_DELTA, layersOf, makePopulation, RESPONSE_2021, scaled, simulate, type CommuneSize, type Import, type Infection, type Layer, type Measure, type Outbreak, type Population, type ResponseRules } from '@phaodai/scenario'
import { grouped } from '#server/areas/index.ts'
import type { LandUnit, Profile } from '#server/bodies/by-rule/index.ts'
import { Dice } from '../random.ts'
import { PROVINCE_PEOPLE, sizesOf } from './sizes.ts'

/** How large a wave is wanted; a test takes a province of fewer people. */
export interface WaveSize { people: number; least: number; most: number }
export const WHOLE: WaveSize = { people: PROVINCE_PEOPLE, least: 400, most: 1200 }

/** What was simulated, and from what: enough to run it again. */
export interface Simulated { communes: LandUnit[]; population: Population; outbreak: Outbreak; parameters: Parameters }
export interface Parameters { communes: CommuneSize[]; days: number; draw: number; meanOffspring: number; intensity: number; imports: Import[]; measures: Measure[]; response: ResponseRules }

/** Eight weeks and the night before the demo's day. */
export const WAVE_DAYS = 57
/** Mean number one infects among people who know of no case yet: Delta's R0 of 5 to 6, less what masks took of it. Assumption. */
const MEAN_OFFSPRING = 3.2
/** People met on a market day: the fairs of the mountains draw crowds, more than the engine's default. Assumption. */
const AT_MARKET = 60
/** The practice of 2021 by a service under load: tracing takes a day longer and finds fewer, zones come later. Assumption. */
const RESPONSE: ResponseRules = { ...RESPONSE_2021, tracingDelay: 2, traces: { household: 0.95, team: 0.7, other: 0.4 }, zoneFrom: 4, zoneParticipation: 0.8 }
/** People on whom the intensity of contacts is set; it is a matter of contacts, not of how many live in the province. */
const CALIBRATED_ON = 12_000
const TRIES = 16

/** Where it comes in, with the people of one arrival: border gates, towns, a district of factories. Codes of either tree. */
const GATES: readonly [code: string, people: number][] = [
  ['06184', 3], ['06166', 2], ['06622', 4], ['06625', 4], ['06124', 2], ['05977', 2], ['06385', 3], ['06613', 2], ['06463', 2], ['06529', 1], ['05980', 2], ['06184', 2],
]
/** Early arrivals in towns far from the border: most of them are found in time, and their outbreaks are over by the demo's day. */
const EARLY: readonly string[] = ['06253', '06325', '06112', '06040', '05995', '06463', '06529', '05986', '05974']
const EARLY_PEOPLE = 3

/**
 * Eight weeks of COVID-19 (Delta) under the response of 2021, over a whole province. Draws one scenario after the other, at
 * most sixteen, until the cases found are as many as wanted and some place has been quiet again for long; else the one that
 * comes nearest.
 */
export function simulateWave(land: readonly LandUnit[], profile: Profile, seed: number, size: WaveSize = WHOLE): Simulated {
  const communes = land.filter(({ level }) => level === 'commune')
  const sizes = sizesOf(communes, profile, size.people)
  const population = makePopulation(sizes, seed)
  const intensity = intensityFor(seed)
  const layers = scaled(layersFor(population), intensity)
  let best: Simulated | undefined
  for (let draw = 0; draw < TRIES && (best === undefined || offOf(best, size) > 0); draw++) {
    const next = drawn(communes, population, layers, { communes: sizes, days: WAVE_DAYS, draw, meanOffspring: MEAN_OFFSPRING, intensity, imports: importsOf(communes, seed, draw), measures: MEASURES, response: RESPONSE }, seed)
    if (best === undefined || offOf(next, size) < offOf(best, size)) best = next
  }
  return best!
}

function drawn(communes: LandUnit[], population: Population, layers: readonly Layer[], parameters: Parameters, seed: number): Simulated {
  const { days, imports, measures, response, draw } = parameters
  return { communes, population, parameters, outbreak: simulate({ population, course: COVID19_DELTA, layers, days, imports, measures, response, seed: seed * 1000 + draw }) }
}

/** So many cases found within so many days make an outbreak by any rule of COVID-19; days after the last of them it is over. */
const QUIET = { cases: 5, withinDays: 10, days: 32 }

/** How far a draw is from what is wanted: cases too few or too many, and a little for there being no place that is quiet again. */
function offOf({ outbreak, population }: Simulated, { least, most }: WaveSize): number {
  const found = outbreak.infections.filter(({ detectedOn }) => detectedOn >= 0)
  const places = grouped(found, ({ person }) => population.commune[person]!)
  const isQuiet = (cases: readonly Infection[]): boolean => {
    const days = cases.map(({ detectedOn, onset }) => Math.max(detectedOn, onset))
    return cases.length >= QUIET.cases && Math.max(...days) < WAVE_DAYS - QUIET.days && Math.max(...days) - Math.min(...days) < QUIET.withinDays
  }
  return Math.max(0, least - found.length, found.length - most) + ([...places.values()].some(isQuiet) ? 0 : 0.5)
}

function layersFor(population: Population): Layer[] {
  return layersOf(population).map((layer) => (layer.name === 'market' ? { ...layer, contacts: AT_MARKET } : layer))
}

/** From the fourth week on what directives ask for: fewer at markets, at work, in school, at feasts; crowds a little before. */
const MEASURES: Measure[] = [
  { layer: 'province', factor: 0.5, from: 17, to: WAVE_DAYS },
  ...(['market', 'team', 'site', 'village'] as const).map((layer) => ({ layer, factor: 0.45, from: 26, to: WAVE_DAYS })),
]

/** By what all contacts are multiplied so that one infects as many as assumed. */
function intensityFor(seed: number): number {
  const population = makePopulation([{ id: 1, people: CALIBRATED_ON }], seed)
  const layers = layersFor(population)
  return calibrated({ population, course: COVID19_DELTA, layers }, MEAN_OFFSPRING, seed)[0]!.intensity / layers[0]!.intensity
}

/** Arrivals of the first five weeks, the first at a border gate on the second day. */
function importsOf(communes: readonly LandUnit[], seed: number, draw: number): Import[] {
  const dice = new Dice(seed, `wave/imports/${draw}`)
  const places = new Map(communes.map(({ code }, index) => [code, index]))
  const gates = GATES.filter(([code]) => places.has(code))
  return [
    ...gates.map(([code, people], nth) => ({ day: nth === 0 ? 1 : Math.min(38, nth * 3 + dice.between(0, 3)), commune: places.get(code)!, people })),
    ...EARLY.filter((code) => places.has(code)).map((code) => ({ day: dice.between(0, 5), commune: places.get(code)!, people: EARLY_PEOPLE })),
  ]
}
