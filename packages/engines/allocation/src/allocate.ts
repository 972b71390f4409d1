import { assign, type Problem } from './assign.ts'
import { FORBIDDEN } from './exchange.ts'
import { explain, type Explanation } from './explain.ts'
import { DEFAULT_RULES, problemOf, type AllocationRules, type Facility, type PersonToPlace } from './points.ts'
import { prove } from './proof.ts'

export interface Allocation {
  /** One a person, in their order. */
  placements: Explanation[]
  /** One a facility, in their order: how many are in it, and what one more bed would save in points. */
  facilities: { id: string; capacity: number; taken: number; price: number }[]
  cost: number
  violations: number
  /** Whether the prices prove that nothing cheaper exists. */
  optimal: boolean
  /** How many pairs of person and facility are allowed. */
  allowedPairs: number
}

/**
 * Puts patients into beds and contacts into quarantine places at the least cost, which is proved: a patient only where the
 * tier is at least his severity, a contact only in quarantine, nobody above capacity; whoever has no place is told why.
 * Distances are great circles. Deterministic: the same lists give the same places.
 * @throws RangeError for a patient whose severity the rules know no cost of leaving out for
 */
export function allocate(people: readonly PersonToPlace[], facilities: readonly Facility[], rules: AllocationRules = DEFAULT_RULES): Allocation {
  const result: Allocation = { placements: [], facilities: facilities.map(({ id, capacity }) => ({ id, capacity, taken: 0, price: 0 })), cost: 0, violations: 0, optimal: true, allowedPairs: 0 }
  for (const kind of ['F0', 'F1'] as const) {
    const who = indexesWhere(people, (person) => person.kind === kind)
    const where = indexesWhere(facilities, ({ tier }) => (tier === 'Q') === (kind === 'F1'))
    const part: Part = { who, where, problem: problemOf(who.map((index) => people[index]!), where.map((index) => facilities[index]!), rules) }
    addPart(result, part, { people, facilities })
  }
  return result
}

/** Contacts and patients share no place, so they are two problems. `who`, `where`: which of the lists it is about. */
interface Part { who: number[]; where: number[]; problem: Problem }

function addPart(result: Allocation, { who, where, problem }: Part, lists: { people: readonly PersonToPlace[]; facilities: readonly Facility[] }): void {
  const assignment = assign(problem)
  const proof = prove(problem, assignment)
  result.cost += assignment.cost
  result.violations += proof.violations
  result.optimal &&= proof.optimal
  result.allowedPairs += problem.costs.reduce((count, cost) => (cost === FORBIDDEN ? count : count + 1), -problem.people)
  where.forEach((facility, place) => { result.facilities[facility]!.price = assignment.prices[place]! })
  who.forEach((person, row) => {
    const explanation = explain({ problem, assignment, row, person: lists.people[person]!, places: where.map((index) => lists.facilities[index]!) })
    result.placements[person] = explanation
    const place = assignment.place[row]!
    if (place < where.length) result.facilities[where[place]!]!.taken += 1
  })
}

function indexesWhere<T>(list: readonly T[], holds: (each: T) => boolean): number[] {
  return list.flatMap((each, index) => (holds(each) ? [index] : []))
}
