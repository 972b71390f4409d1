import { calibrated, COVID19_DELTA, layersOf, makePopulation, RESPONSE_2021, simulate, type Layer, type Population, type ResponseRules } from '@phaodai/scenario'
import type { Bench, Row } from './bench.ts'

/** Lạng Sơn by the census of 2019: 781,655 people; here in 200 communes of one size. */
const COMMUNES = Array.from({ length: 200 }, (_, id) => ({ id, people: 3908 }))
const DAYS = 56
const RUNS = 3
const IMPORTS = Array.from({ length: 20 }, (_, day) => ({ day, commune: (day * 37) % 200, people: 1 }))

/** Processor time of a call, in seconds: the collector's threads included. */
function secondsOf<T>(call: () => T): { value: T; seconds: number } {
  const before = process.cpuUsage()
  const value = call()
  const { user, system } = process.cpuUsage(before)
  return { value, seconds: (user + system) / 1e6 }
}

/** The median of some runs: agent-days in a second, and how many were infected. */
function speed(population: Population, layers: Layer[], response?: ResponseRules): { agentDays: number; infected: number } {
  const runs = Array.from({ length: RUNS }, (_, seed) => {
    const { value, seconds } = secondsOf(() => simulate({ population, course: COVID19_DELTA, layers, days: DAYS, imports: IMPORTS, seed, response }))
    return { agentDays: (population.size * DAYS) / seconds, infected: value.infections.length }
  })
  return runs.toSorted((a, b) => a.agentDays - b.agentDays)[Math.floor(RUNS / 2)]!
}

async function run(): Promise<Row[]> {
  const { value: population, seconds } = secondsOf(() => makePopulation(COMMUNES, 7))
  const layers = calibrated({ population, course: COVID19_DELTA, layers: layersOf(population) }, 5, 11)
  const [left, held] = [speed(population, layers), speed(population, layers, RESPONSE_2021)]
  return [
    { what: 'people made', value: population.size / seconds, unit: 'people/s' },
    { what: 'outbreak left alone, a province of 781,600, 56 days', value: left.agentDays, unit: 'agent-days/s', goal: { atLeast: 1_000_000 } },
    { what: 'infected in it', value: left.infected, unit: 'people' },
    { what: 'the same tested, traced and zoned', value: held.agentDays, unit: 'agent-days/s', goal: { atLeast: 1_000_000 } },
    { what: 'infected in it', value: held.infected, unit: 'people' },
  ]
}

/** How fast the outbreak simulator runs, in processor time of one core. */
export const bench: Bench = { name: 'scenario', run }
