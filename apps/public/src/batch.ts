import type { Pool } from 'pg'
import type { Clock } from '#kernel/clock.ts'
import { enterCheckIns, type GateVisit } from './gate.queries.ts'
import { Refusal } from './problem.ts'

/** Why visits were refused, by their id; all others stand, committed. */
export type Refused = ReadonlyMap<string, string>

type Waiting = { visits: readonly GateVisit[]; done: (refused: Refused) => void; failed: (error: unknown) => void }

const MOST_IN_STATEMENT = 500
const STATEMENTS_AT_ONCE = 2
/** Beyond it nobody is kept waiting in vain: phones keep what is not acknowledged and send it again. */
const MOST_WAITING = 20_000

/** The same visit twice in one statement: the one with an exit goes in, both get its answer. */
function onceEach(visits: readonly GateVisit[]): GateVisit[] {
  const byId = new Map<string, GateVisit>()
  for (const visit of visits) {
    const key = `${visit.id} ${visit.in}`
    if (byId.get(key)?.out === undefined || byId.get(key)?.out === null) byId.set(key, visit)
  }
  return [...byId.values()]
}

/** Enters the visits of whoever asks at the same time in one statement, and answers each after its commit. */
export class CheckIns {
  readonly #pool: Pool
  readonly #clock: Clock
  #queue: Waiting[] = []
  #waiting = 0
  #running = 0

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool
    this.#clock = clock
  }

  /** Resolves when the visits are committed or refused one by one; throws `busy` when they are neither. */
  submit(visits: readonly GateVisit[]): Promise<Refused> {
    if (this.#waiting + visits.length > MOST_WAITING) throw new Refusal(503, 'busy')
    return new Promise((done, failed) => {
      this.#queue.push({ visits, done, failed })
      this.#waiting += visits.length
      this.#next()
    })
  }

  #next(): void {
    if (this.#running === STATEMENTS_AT_ONCE || this.#queue.length === 0) return
    const taken: Waiting[] = []
    for (let size = 0; this.#queue.length > 0 && (size === 0 || size + this.#queue[0]!.visits.length <= MOST_IN_STATEMENT);) {
      size += this.#queue[0]!.visits.length
      taken.push(this.#queue.shift()!)
    }
    this.#running++
    void this.#enter(taken).finally(() => {
      this.#running--
      for (const { visits } of taken) this.#waiting -= visits.length
      this.#next()
    })
  }

  async #enter(taken: readonly Waiting[]): Promise<void> {
    const visits = onceEach(taken.flatMap((each) => each.visits))
    try {
      const refused = await enterCheckIns(this.#pool, visits, this.#clock.now())
      const reasons = new Map(refused.map(({ n, refused: reason }) => [visits[n - 1]!.id, reason]))
      for (const { done } of taken) done(reasons)
    } catch (error) {
      if (taken.length === 1) return taken[0]!.failed(error)
      for (const each of taken) await this.#enter([each]) // one that breaks the statement breaks only its own
    }
  }
}
