import type { Assignment, Problem } from './assign.ts'
import { FORBIDDEN } from './exchange.ts'
import { kilometres, type Facility, type PersonToPlace } from './points.ts'

/** Why somebody is where he is; stable codes that screens put into words. */
export type PlacementReason =
  /** No other place is cheaper for him. */
  | 'cheapest'
  /** Cheaper places are full of people to whom they are worth more. */
  | 'cheaper-is-full'
  /** Left out: nobody has a facility of the kind or tier he needs. */
  | 'no-facility'
  /** Left out: there are such facilities, all without beds. */
  | 'no-beds'
  /** Left out: every bed of them is taken by people for whom more depends on it. */
  | 'full'
  /** Left out though a bed is free: it is so far that leaving out costs less by the rules. */
  | 'dearer-than-left-out'

/** A place somebody is not in; null is being left out. `price` is what a bed there is worth to those in it. */
export interface Choice { facility: string | null; cost: number; price: number }

export interface Explanation {
  id: string
  /** Null where he is left out. */
  facility: string | null
  cost: number
  km: number | null
  reason: PlacementReason
  /** The best of the other choices, its price counted, and at least how much more everybody together would cost; null where there is none. */
  next: (Choice & { extra: number }) | null
  /** What would be cheapest for him alone, where that is another place. */
  ownCheapest: Choice | null
}

interface Question { problem: Problem; assignment: Assignment; row: number; person: PersonToPlace; places: readonly Facility[] }

/** Why this person has this place: its cost beside the next best, at the prices that prove the whole. */
export function explain(question: Question): Explanation {
  const { problem, assignment, row, person, places } = question
  const mine = assignment.place[row]!
  const width = places.length + 1
  const own = costAt(question, mine)
  const allowed = Array.from({ length: width }, (_, place) => place).filter((place) => place !== mine && costAt(question, place) !== FORBIDDEN)
  const others = allowed.filter((place) => problem.capacities[place] !== 0)
  const next = least(others, (place) => costAt(question, place) + priceAt(question, place))
  const cheaper = least(others, (place) => costAt(question, place))
  const facility = places[mine]
  return {
    id: person.id, facility: facility?.id ?? null, cost: own,
    km: facility ? kilometres(person, facility) : null,
    reason: facility ? (cheaper !== undefined && costAt(question, cheaper) < own ? 'cheaper-is-full' : 'cheapest') : reasonLeftOut(problem, assignment, allowed),
    next: next === undefined ? null : { ...choiceOf(question, next), extra: costAt(question, next) + priceAt(question, next) - own - priceAt(question, mine) },
    ownCheapest: cheaper !== undefined && costAt(question, cheaper) < own ? choiceOf(question, cheaper) : null,
  }
}

function reasonLeftOut({ capacities }: Problem, { prices }: Assignment, places: readonly number[]): PlacementReason {
  if (places.length === 0) return 'no-facility'
  if (places.every((place) => capacities[place] === 0)) return 'no-beds'
  return places.every((place) => capacities[place] === 0 || prices[place]! > 0) ? 'full' : 'dearer-than-left-out'
}

const costAt = ({ problem, row, places }: Question, place: number): number => problem.costs[row * (places.length + 1) + place]!
const priceAt = ({ assignment, places }: Question, place: number): number => (place === places.length ? 0 : assignment.prices[place]!)

function choiceOf(question: Question, place: number): Choice {
  return { facility: question.places[place]?.id ?? null, cost: costAt(question, place), price: priceAt(question, place) }
}

function least(places: readonly number[], value: (place: number) => number): number | undefined {
  let best: number | undefined
  for (const place of places) if (best === undefined || value(place) < value(best)) best = place
  return best
}
