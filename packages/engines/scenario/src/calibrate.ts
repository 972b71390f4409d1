import { factorsOn, scaled, type Layer } from './layers.ts'
import { Random } from './random.ts'
import { infect, spreadOn } from './spread.ts'
import { begin, type Scenario, type State } from './state.ts'

type Setting = Pick<Scenario, 'population' | 'course' | 'layers'>

const SAMPLES = 2000
/** Doublings or halvings of all intensities within which the wanted mean is sought, and steps of the search between two. */
const WIDEST = 14
const STEPS = 12

/**
 * Mean number that one person drawn by chance infects where everybody else is susceptible and nothing is done: R0 where all
 * mix alike; in a population with households close below the growth rate's R, because who is infected first meets more.
 */
export function meanOffspring(setting: Setting, seed: number, samples = SAMPLES): number {
  const random = new Random(seed, 3)
  const state = begin({ ...setting, days: 0, imports: [], seed })
  const open = factorsOn(0, setting.layers, [], setting.population.communeIds.length)
  let sum = 0
  for (let sample = 0; sample < samples; sample++) {
    infect(state, 0, random.below(setting.population.size), -1, 'import')
    sum += firstGeneration(state, open)
  }
  return sum / samples
}

/** Follows the first infection alone, counts whom it infected, and leaves the state as if nothing had been. */
function firstGeneration(state: State, open: Float64Array): number {
  const { infections, infectionOf } = state
  for (let day = 1; day < infections[0]!.infectiousTo; day++) {
    state.active = [0]
    spreadOn(state, day, open)
  }
  for (const { person } of infections) infectionOf[person] = -1
  const count = infections.length - 1
  infections.length = state.active.length = state.children.length = 0
  return count
}

/**
 * The layers with all intensities multiplied so that `meanOffspring` is `wanted`, to within the chance of the samples.
 * Throws a RangeError when no multiplier reaches it (too few people to meet).
 */
export function calibrated(setting: Setting, wanted: number, seed: number): Layer[] {
  const isEnough = (power: number): boolean => meanOffspring({ ...setting, layers: scaled(setting.layers, 2 ** power) }, seed) >= wanted
  let [low, high] = bracket(isEnough, wanted)
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return scaled(setting.layers, 2 ** ((low + high) / 2))
}

/** Two neighbouring powers of two between which the answer turns. */
function bracket(isEnough: (power: number) => boolean, wanted: number): [number, number] {
  let power = 0
  const step = isEnough(0) ? -1 : 1
  while (isEnough(power + step) === step < 0) {
    power += step
    if (Math.abs(power) > WIDEST) throw new RangeError(`these layers do not reach a mean of ${wanted} infected by one`)
  }
  return step < 0 ? [power + step, power] : [power, power + step]
}
