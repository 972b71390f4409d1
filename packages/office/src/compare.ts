/** One step of a comparison: both have it, or one alone. */
export interface Change<T> { kind: 'same' | 'removed' | 'added'; value: T }

/** Longest number of differences that is followed; beyond it the rest is told as replaced. */
const MOST = 1500

function trail<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): Map<number, number>[] | null {
  const reach = new Map<number, number>([[1, 0]])
  const steps: Map<number, number>[] = []
  for (let d = 0; d <= Math.min(a.length + b.length, MOST); d++) {
    steps.push(new Map(reach))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
      let x = down ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1
      while (x < a.length && x - k < b.length && same(a[x]!, b[x - k]!)) x++
      reach.set(k, x)
      if (x >= a.length && x - k >= b.length) return steps
    }
  }
  return null
}

function walkBack<T>(a: readonly T[], b: readonly T[], steps: readonly Map<number, number>[]): Change<T>[] {
  const changes: Change<T>[] = []
  let [x, y] = [a.length, b.length]
  for (let d = steps.length - 1; d >= 0; d--) {
    const reach = steps[d]!
    const k = x - y
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
    const before = down ? k + 1 : k - 1
    const startX = d === 0 ? 0 : reach.get(before) ?? 0
    const startY = d === 0 ? 0 : startX - before
    for (; x > startX && y > startY && x > 0 && y > 0; y--) changes.push({ kind: 'same', value: a[--x]! })
    if (d > 0) changes.push(down ? { kind: 'added', value: b[--y]! } : { kind: 'removed', value: a[--x]! })
  }
  return changes.reverse()
}

/** The shortest way from one list to another (E. Myers, An O(ND) Difference Algorithm, 1986). */
export function compareLists<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean = (x, y) => x === y): Change<T>[] {
  const steps = trail(a, b, same)
  if (steps) return walkBack(a, b, steps)
  return [...a.map(value => ({ kind: 'removed' as const, value })), ...b.map(value => ({ kind: 'added' as const, value }))]
}
