import type { DiseaseCourse } from './course.ts'
import type { Layer, Measure } from './layers.ts'
import type { Detection, Infection, Quarantine, Zone } from './outbreak.ts'
import type { Population } from './population.ts'
import { Random } from './random.ts'
import type { ResponseRules } from './rules.ts'

const NEVER = -1

/** Infected people brought into a commune (place in the population's list) on a day. */
export type Import = { day: number; commune: number; people: number }

export type Scenario = {
  population: Population
  course: DiseaseCourse
  layers: readonly Layer[]
  /** Length in days; day 0 is the first. */
  days: number
  imports: readonly Import[]
  measures?: readonly Measure[]
  /** Absent: nobody is tested and nothing is done. */
  response?: ResponseRules
  seed: number
}

/** A running scenario. */
export type State = {
  population: Population
  course: DiseaseCourse
  layers: readonly Layer[]
  rules: ResponseRules | undefined
  random: Random
  days: number
  susceptibility: Float64Array
  /** Of each person: place in `infections`, or -1. Nobody is infected twice. */
  infectionOf: Int32Array
  infections: Infection[]
  /** Places of infections that are or will be infectious. */
  active: number[]
  /** Infections that each one made. */
  children: number[][]
  /** Last day in quarantine; in hospital or isolation as a case. */
  quarantinedUntil: Int16Array
  awayUntil: Int16Array
  /** People in quarantine who were not infected when sent there, with their first day. */
  watched: Map<number, number>
  /** By village: last day of the zone, days of its cases, its infections. */
  zoneUntil: Int16Array
  found: number[][]
  infectedIn: number[][]
  samples: { at: number; detection: Detection }[][]
  quarantines: Quarantine[]
  zones: Zone[]
  tests: number
}

/** The state before the first day. */
export function begin({ population, course, layers, response, days, seed }: Scenario): State {
  const villages = population.village.count
  return {
    population, course, layers, rules: response, days, random: new Random(seed, 2),
    susceptibility: Float64Array.from(population.age, (age) => course.susceptibility(age)),
    infectionOf: new Int32Array(population.size).fill(-1), infections: [], active: [], children: [],
    quarantinedUntil: new Int16Array(population.size).fill(NEVER), awayUntil: new Int16Array(population.size).fill(NEVER), watched: new Map(),
    zoneUntil: new Int16Array(villages).fill(NEVER), found: [], infectedIn: [], samples: [], quarantines: [], zones: [], tests: 0,
  }
}
