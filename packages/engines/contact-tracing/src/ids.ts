/** Whole numbers compare as numbers, everything else by its characters; numbers stand before words. */
export function compareIds(a: string, b: string): number {
  const [x, y] = [wholeNumber(a), wholeNumber(b)]
  if (x !== undefined && y !== undefined && x !== y) return x - y
  if (x !== undefined && y === undefined) return -1
  if (x === undefined && y !== undefined) return 1
  return a < b ? -1 : a > b ? 1 : 0
}

function wholeNumber(text: string): number | undefined {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Ids as numbers from 0. */
export class Ids {
  readonly names: string[] = []
  #of = new Map<string, number>()

  /** The number of an id, given on first sight. */
  take(name: string): number {
    const known = this.#of.get(name)
    if (known !== undefined) return known
    const next = this.names.push(name) - 1
    this.#of.set(name, next)
    return next
  }

  find(name: string): number | undefined {
    return this.#of.get(name)
  }

  get size(): number {
    return this.names.length
  }
}

/** Ids numbered in their own order, so that nothing downstream depends on the order of the input. */
export function orderedIds(names: Iterable<string>): Ids {
  const ids = new Ids()
  for (const name of [...new Set(names)].sort(compareIds)) ids.take(name)
  return ids
}
