import { createHash } from 'node:crypto'
import { makeId, type Id } from '@phaodai/vocabulary'

/** Chance with a seed: the same seed gives the same demo, whatever the machine. */
export class Dice {
  #state: number

  constructor(seed: number, stream: string) {
    this.#state = createHash('sha256').update(`${seed}/${stream}`).digest().readUInt32LE(0)
  }

  /** A number from 0 to below 1 (mulberry32: 32 bits of state, ample for a demo). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of several things; throws when there is none. */
  pick<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.next() * things.length)]
    if (thing === undefined) throw new RangeError('nothing to pick from')
    return thing
  }

  /** One key of a table of weights. */
  weighted<K extends string>(weights: Partial<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    return entries[entries.length - 1]![0]
  }
}

/** An id that depends only on the seed, the instant of making (ISO) and what it is for; sorts by that instant. */
export function idFor(seed: number, at: string, purpose: string): Id {
  return makeId(Date.parse(at), createHash('sha256').update(`${seed}/${purpose}`).digest())
}
