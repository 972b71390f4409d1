import { FORBIDDEN } from './exchange.ts'
import { costOf, type Assignment, type Problem } from './assign.ts'

/** What anybody can check of an assignment without knowing how it was found. */
export interface Proof {
  /** People in a place they may not be in, and beds given twice. */
  violations: number
  /** No assignment whatever costs less than this; equal to the cost it proves the optimum. */
  lowerBound: number
  optimal: boolean
}

/**
 * Checks an assignment by its prices (linear programming duality). For any prices ≥ 0 every assignment costs at least
 * the sum over people of their cheapest place, its price added, less the price of all beds.
 */
export function prove(problem: Problem, { place, prices, cost }: Assignment): Proof {
  const violations = violationsOf(problem, place)
  const lowerBound = prices.every((price) => price >= 0) ? boundBy(problem, prices) : -Infinity
  return { violations, lowerBound, optimal: violations === 0 && lowerBound === cost && costOf(problem, place) === cost }
}

function boundBy({ people, capacities, costs }: Problem, prices: Float64Array): number {
  const width = capacities.length + 1
  let bound = 0
  for (let person = 0; person < people; person++) {
    let least = Infinity
    for (let place = 0; place < width; place++) {
      const cost = costs[person * width + place]!
      const price = place === width - 1 ? 0 : prices[place]!
      if (cost !== FORBIDDEN && cost + price < least) least = cost + price
    }
    bound += least
  }
  return capacities.reduce((sum, capacity, place) => sum - capacity * prices[place]!, bound)
}

function violationsOf({ people, capacities, costs }: Problem, place: Int32Array): number {
  const width = capacities.length + 1
  const taken = new Int32Array(width)
  let violations = 0
  for (let person = 0; person < people; person++) {
    const where = place[person]!
    if (costs[person * width + where] === FORBIDDEN) violations += 1
    taken[where]! += 1
  }
  return capacities.reduce((sum, capacity, index) => sum + Math.max(0, taken[index]! - capacity), violations)
}
