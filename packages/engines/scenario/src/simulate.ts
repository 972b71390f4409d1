import { factorsOn } from './layers.ts'
import type { Outbreak } from './outbreak.ts'
import type { Population } from './population.ts'
import { sampleOn, sampleZones } from './response.ts'
import { bringIn, spreadOn } from './spread.ts'
import { begin, type Import, type Scenario, type State } from './state.ts'

/** Where each commune's people begin; they stand one commune after the other. */
function firstOf({ commune, communeIds, size }: Population): Int32Array {
  const first = new Int32Array(communeIds.length + 1).fill(size)
  for (let person = size - 1; person >= 0; person--) first[commune[person]!] = person
  for (let index = communeIds.length - 1; index >= 0; index--) first[index] = Math.min(first[index]!, first[index + 1]!)
  return first
}

function importOn(state: State, day: number, imports: readonly Import[], first: Int32Array): void {
  for (const { commune, people } of imports.filter((each) => each.day === day)) {
    const size = first[commune + 1]! - first[commune]!
    for (let left = size > 0 ? people : 0; left > 0; left--) bringIn(state, day, first[commune]! + state.random.below(size))
  }
}

/**
 * Lets an outbreak run, day by day, and keeps the truth of it. The same scenario with the same seed gives the same outbreak
 * on every machine; an infection caught on a day is passed on from the next at the earliest.
 */
export function simulate(scenario: Scenario): Outbreak {
  const { population, layers, days, imports, measures = [] } = scenario
  const [state, first] = [begin(scenario), firstOf(population)]
  for (let day = 0; day < days; day++) {
    importOn(state, day, imports, first)
    spreadOn(state, day, factorsOn(day, layers, measures, population.communeIds.length))
    if (state.rules) {
      sampleOn(state, day)
      sampleZones(state, day)
    }
  }
  const { infections, quarantines, zones, tests } = state
  return { days, infections, quarantines, zones, tests }
}
