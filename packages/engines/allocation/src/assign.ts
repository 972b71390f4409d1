import { Exchange, FORBIDDEN, type Standing } from './exchange.ts'

/** People to be put into places, at whole costs. */
export interface Problem {
  people: number
  /** How many each place takes. */
  capacities: readonly number[]
  /** Cost of person i in place j at `i × (places + 1) + j`, FORBIDDEN where he may not be; in the last column what leaving him out costs. */
  costs: Int32Array
}

export interface Assignment {
  /** Place of each person; `capacities.length` where he is left out. */
  place: Int32Array
  /** What one more bed of a place would save, as of now; 0 where a bed is free. The last is of being left out, always 0. */
  prices: Float64Array
  cost: number
}

/**
 * The cheapest way to put people into places, exactly. People come one after the other; each takes the shortest way
 * through a graph of the places alone, along which others make room (successive shortest paths with prices; Dijkstra's
 * search on reduced costs). With P people and F places a way costs at most F², so the whole P·F² and P·F log P for the
 * heaps; memory is in proportion to P·F.
 * @throws RangeError when a table has the wrong size or costs are too large to be exact
 */
export function assign(problem: Problem): Assignment {
  check(problem)
  const search = new Search(problem)
  for (let person = 0; person < problem.people; person++) search.insert(person)
  return { place: search.standing.place, prices: search.prices, cost: costOf(problem, search.standing.place) }
}

/** Sum of the costs of where everybody is. */
export function costOf({ people, capacities, costs }: Problem, place: Int32Array): number {
  let sum = 0
  for (let person = 0; person < people; person++) sum += costs[person * (capacities.length + 1) + place[person]!]!
  return sum
}

function check({ people, capacities, costs }: Problem): void {
  const width = capacities.length + 1
  if (costs.length !== people * width) throw new RangeError(`${costs.length} costs for ${people} people and ${width} columns`)
  if (people >= 2 ** 20) throw new RangeError(`${people} people`)
  if (!capacities.every((capacity) => Number.isInteger(capacity) && capacity >= 0)) throw new RangeError('a capacity is no count')
  for (let person = 0; person < people; person++) if (costs[person * width + width - 1] === FORBIDDEN) throw new RangeError(`person ${person} may not be left out`)
}

class Search {
  readonly standing: Standing
  readonly prices: Float64Array
  private readonly room: Float64Array
  private readonly exchanges: (Exchange | undefined)[]
  /** Of the search under way: reduced distance of each place, whence it was reached and by whose move (-1: the newcomer's own). */
  private readonly distance: Float64Array
  private readonly before: Int32Array
  private readonly mover: Int32Array
  private readonly settled: Uint8Array

  constructor({ people, capacities, costs }: Problem) {
    const width = capacities.length + 1
    this.standing = { people, width, costs, place: new Int32Array(people).fill(-1) }
    this.prices = new Float64Array(width)
    this.room = Float64Array.from([...capacities, Infinity])
    this.exchanges = Array.from({ length: width })
    this.distance = new Float64Array(width)
    this.before = new Int32Array(width)
    this.mover = new Int32Array(width)
    this.settled = new Uint8Array(width)
  }

  /** Finds room for one more person and lets everybody on the way move up. */
  insert(person: number): void {
    let place = this.begin(person)
    while (this.room[place] === 0) {
      this.settled[place] = 1
      place = this.relax(place)
    }
    this.raisePrices(this.distance[place]!)
    this.moveUp(person, place)
  }

  /** Distances of the newcomer's own; returns the nearest place. There is always one, since anybody may be left out. */
  private begin(person: number): number {
    const { standing: { costs, width }, prices, distance } = this
    let [nearest, least] = [width - 1, Infinity]
    for (let place = 0; place < width; place++) {
      const cost = costs[person * width + place]!
      distance[place] = cost === FORBIDDEN ? Infinity : cost + prices[place]!
      this.before[place] = -1
      this.mover[place] = person
      this.settled[place] = 0
      if (distance[place]! >= least) continue
      least = distance[place]!
      nearest = place
    }
    return nearest
  }

  /** Sees which places are reached for less when somebody of a full place moves there; returns the nearest not settled. */
  private relax(from: number): number {
    const exchange = (this.exchanges[from] ??= new Exchange(this.standing, from, this.membersOf(from)))
    const { distance, prices, settled } = this
    const start = distance[from]! - prices[from]!
    let [nearest, least] = [-1, Infinity]
    for (let to = 0; to < settled.length; to++) {
      if (settled[to] === 1) continue
      const reached = start + exchange.added[to]! + prices[to]!
      if (reached < distance[to]!) {
        distance[to] = reached
        this.before[to] = from
        this.mover[to] = exchange.mover[to]!
      }
      if (distance[to]! < least) {
        least = distance[to]!
        nearest = to
      }
    }
    return nearest
  }

  private membersOf(place: number): number[] {
    const members: number[] = []
    this.standing.place.forEach((where, person) => { if (where === place) members.push(person) })
    return members
  }

  /** What was nearer than the room found has become dearer by the difference; so no move saves anything afterwards. */
  private raisePrices(reached: number): void {
    for (let place = 0; place < this.standing.width; place++) {
      if (this.settled[place] === 1) this.prices[place]! += reached - this.distance[place]!
    }
  }

  private moveUp(person: number, last: number): void {
    this.room[last]! -= 1
    for (let place = last; place !== -1; place = this.before[place]!) {
      const who = this.mover[place]!
      this.standing.place[who] = place
      this.exchanges[place]?.add(who)
      if (who !== person) this.exchanges[this.before[place]!]!.left(who)
    }
  }
}
