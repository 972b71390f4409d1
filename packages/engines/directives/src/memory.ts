const memories: { forget: () => void }[] = []

/**
 * What was worked out for the last few hundred keys, since several rules look at one sentence. It holds
 * only while one document is read: `forgetAll` leaves nothing of it behind.
 */
export class Memory<K, V> {
  private known = new Map<K, V>()
  private limit: number

  constructor(limit = 400) {
    this.limit = limit
    memories.push(this)
  }

  /** What was worked out for a key before, else now. */
  recall(key: K, workOut: (key: K) => V): V {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const value = workOut(key)
    if (this.known.size >= this.limit) this.known.clear()
    this.known.set(key, value)
    return value
  }

  forget(): void {
    this.known.clear()
  }
}

/** Forgets all that was worked out while one document was read. */
export function forgetAll(): void {
  for (const memory of memories) memory.forget()
}
