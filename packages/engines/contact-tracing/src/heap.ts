/** A binary heap of nodes, the least key first; equal times go by hops, then by node, so that the answer has one form. */
export class Heap {
  #times: number[] = []
  #hops: number[] = []
  #nodes: number[] = []

  get size(): number {
    return this.#nodes.length
  }

  push(time: number, hops: number, node: number): void {
    let at = this.#nodes.length
    this.#set(at, time, hops, node)
    while (at > 0) {
      const up = (at - 1) >> 1
      if (!this.#isBefore(at, up)) return
      this.#swap(at, up)
      at = up
    }
  }

  /** Takes the first out. */
  pop(): { time: number; hops: number; node: number } {
    const first = { time: this.#times[0]!, hops: this.#hops[0]!, node: this.#nodes[0]! }
    const last = this.#nodes.length - 1
    this.#set(0, this.#times[last]!, this.#hops[last]!, this.#nodes[last]!)
    this.#times.pop()
    this.#hops.pop()
    this.#nodes.pop()
    if (last > 0) this.#sink(last)
    return first
  }

  #sink(size: number): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      if (left >= size) return
      const least = left + 1 < size && this.#isBefore(left + 1, left) ? left + 1 : left
      if (!this.#isBefore(least, at)) return
      this.#swap(at, least)
      at = least
    }
  }

  #isBefore(a: number, b: number): boolean {
    const byTime = this.#times[a]! - this.#times[b]! || this.#hops[a]! - this.#hops[b]!
    return byTime < 0 || (byTime === 0 && this.#nodes[a]! < this.#nodes[b]!)
  }

  #set(at: number, time: number, hops: number, node: number): void {
    this.#times[at] = time
    this.#hops[at] = hops
    this.#nodes[at] = node
  }

  #swap(a: number, b: number): void {
    const [time, hops, node] = [this.#times[a]!, this.#hops[a]!, this.#nodes[a]!]
    this.#set(a, this.#times[b]!, this.#hops[b]!, this.#nodes[b]!)
    this.#set(b, time, hops, node)
  }
}
