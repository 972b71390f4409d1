/** Numbers drawn from a seed (mulberry32), 0 ≤ n < 1. */
export type Random = () => number

/** A source of numbers; the same seed gives the same numbers on every machine. */
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of a list, each as likely as any other. */
export function choose<T>(r: Random, list: readonly T[]): T {
  return list[Math.floor(r() * list.length)]!
}

/** Draws words by weight from a text "word weight word weight …". */
export function weighted(text: string): (r: Random) => string {
  const parts = text.split(' ')
  const words = parts.filter((_, index) => index % 2 === 0)
  const bag = words.flatMap((word, index) => Array.from({ length: Number(parts[index * 2 + 1]) }, () => word))
  return (r) => choose(r, bag)
}
