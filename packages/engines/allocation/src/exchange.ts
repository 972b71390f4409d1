/** Where people stand now: column of the cost table for each, -1 for nowhere yet. */
export interface Standing { people: number; width: number; costs: Int32Array; place: Int32Array }

/**
 * Who of a full place would move elsewhere for least, for each other place. When that person leaves, the next is found in
 * a heap, which learns of newcomers only then: most pairs of places never exchange anybody. Who left meanwhile is dropped
 * when he comes up. An entry is one number, `added × people + person`, so that comparing numbers compares what is added.
 */
export class Exchange {
  /** What the cheapest move to each place adds; infinite where nobody may. */
  readonly added: Float64Array
  /** Who makes it. */
  readonly mover: Int32Array
  private readonly standing: Standing
  private readonly from: number
  /** Everybody who came, in order; some have left. */
  private arrivals: number[] = []
  private readonly heaps: number[][]
  /** How many of the arrivals each heap has learnt of. */
  private readonly learnt: Int32Array
  private readonly most: number

  constructor(standing: Standing, from: number, members: readonly number[]) {
    this.standing = standing
    this.from = from
    this.most = 2 * members.length + 64
    this.added = new Float64Array(standing.width).fill(Infinity)
    this.mover = new Int32Array(standing.width).fill(-1)
    this.learnt = new Int32Array(standing.width)
    this.heaps = Array.from(this.added, () => [])
    members.forEach((person) => this.add(person))
  }

  /** Takes in somebody who has just come. */
  add(person: number): void {
    if (this.arrivals.length >= this.most) this.tidy()
    this.arrivals.push(person)
    const { costs, width } = this.standing
    const row = person * width
    const here = costs[row + this.from]!
    for (let to = 0; to < width; to++) {
      const cost = costs[row + to]!
      if (cost === FORBIDDEN || to === this.from || cost - here >= this.added[to]!) continue
      this.added[to] = cost - here
      this.mover[to] = person
    }
  }

  /** Sees who is cheapest now that this person has left. */
  left(person: number): void {
    for (let to = 0; to < this.mover.length; to++) if (this.mover[to] === person) this.refresh(to)
  }

  private refresh(to: number): void {
    const heap = this.heaps[to]!
    this.learn(heap, to)
    const { people } = this.standing
    while (heap.length > 0 && !this.isHere(personOf(heap[0]!, people))) pop(heap)
    const [entry] = heap
    this.added[to] = entry === undefined ? Infinity : Math.floor(entry / people)
    this.mover[to] = entry === undefined ? -1 : personOf(entry, people)
  }

  private learn(heap: number[], to: number): void {
    const { costs, width, people } = this.standing
    for (let index = this.learnt[to]!; index < this.arrivals.length; index++) {
      const person = this.arrivals[index]!
      const cost = costs[person * width + to]!
      if (cost !== FORBIDDEN && this.isHere(person)) push(heap, (cost - costs[person * width + this.from]!) * people + person)
    }
    this.learnt[to] = this.arrivals.length
  }

  private isHere(person: number): boolean {
    return this.standing.place[person] === this.from
  }

  /** Forgets who has left, so that memory stays in proportion to who is here. */
  private tidy(): void {
    this.arrivals = [...new Set(this.arrivals.filter((person) => this.isHere(person)))]
    for (const heap of this.heaps) heap.length = 0
    this.learnt.fill(0)
  }
}

/** In a table of costs: this person may not be in this place. */
export const FORBIDDEN = 2_147_483_647

const personOf = (entry: number, people: number): number => entry - Math.floor(entry / people) * people

function push(heap: number[], entry: number): void {
  let at = heap.length
  while (at > 0) {
    const above = (at - 1) >> 1
    if (heap[above]! <= entry) break
    heap[at] = heap[above]!
    at = above
  }
  heap[at] = entry
}

/** Takes the least out. */
function pop(heap: number[]): void {
  const last = heap.pop()!
  if (heap.length === 0) return
  let at = 0
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && heap[below + 1]! < heap[below]!) below += 1
    if (heap[below]! >= last) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = last
}
