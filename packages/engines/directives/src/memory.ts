const memories: { forget: () => void }[] = []
const SLOTS = 512

/**
 * What was worked out for some keys of late, since several rules look at one sentence. Each key has one of
 * a few hundred slots, and a new key takes the slot of an old one: nothing grows, and nothing outlives its
 * use (a map that is emptied again and again keeps its dead entries alive for the collector). It holds only
 * while one document is read: `forgetAll` leaves nothing of it behind.
 */
export class Memory<K, V> {
  private keys: (K | undefined)[] = Array.from({ length: SLOTS }, () => undefined)
  private values: (V | undefined)[] = Array.from({ length: SLOTS }, () => undefined)
  private numberOf: (key: K) => number

  /** Needs a number for a key, best a different one for each. */
  constructor(numberOf: (key: K) => number) {
    this.numberOf = numberOf
    memories.push(this)
  }

  /** What was worked out for a key before, else now. */
  recall(key: K, workOut: (key: K) => V): V {
    const slot = this.numberOf(key) & (SLOTS - 1)
    if (this.keys[slot] === key) return this.values[slot] as V
    const value = workOut(key)
    this.keys[slot] = key
    this.values[slot] = value
    return value
  }

  forget(): void {
    this.keys.fill(undefined)
    this.values.fill(undefined)
  }
}

/** A number for a text, by its length and a few of its characters. */
export function numberOfText(text: string): number {
  const step = 1 + (text.length >> 3)
  let number = text.length
  for (let at = text.length - 1; at >= 0; at -= step) number = Math.imul(number, 31) + text.charCodeAt(at) | 0
  return number ^ (number >>> 9)
}

/** Forgets all that was worked out while one document was read. */
export function forgetAll(): void {
  for (const memory of memories) memory.forget()
}
