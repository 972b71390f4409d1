const DIGIT = 65_536
const WORD = 4_294_967_296

/** Rows by time; equal times keep their order. Whole times go by their digits, which costs a few passes; others are compared. */
export function orderByTime(time: Float64Array): Uint32Array {
  let [least, most] = [Infinity, -Infinity]
  let [areWhole, areSorted] = [true, true]
  for (let row = 0; row < time.length; row++) {
    const each = time[row]!
    if (each < most) areSorted = false
    if (each < least) least = each
    if (each > most) most = each
    if (!Number.isInteger(each)) areWhole = false
  }
  const order = new Uint32Array(time.length)
  for (let row = 0; row < order.length; row++) order[row] = row
  if (areSorted) return order
  if (!areWhole) return order.sort((one, other) => time[one]! - time[other]! || one - other)
  return byDigits(order, time, least, most - least)
}

/** Sorts by 16 binary digits at a time, the last first: after each pass those of equal digits stand as before it. */
function byDigits(order: Uint32Array, time: Float64Array, least: number, range: number): Uint32Array {
  const [low, high] = [new Uint32Array(time.length), new Uint32Array(range >= WORD ? time.length : 0)]
  for (let row = 0; row < time.length; row++) {
    const value = time[row]! - least
    low[row] = value
    if (range >= WORD) high[row] = Math.floor(value / WORD)
  }
  const passes: [Uint32Array, number][] = [[low, 0], [low, 16], [high, 0], [high, 16]]
  return passes.filter((_, passed) => passed === 0 || range >= DIGIT ** passed).reduce((sorted, [digits, shift]) => passByDigit(sorted, digits, shift), order)
}

function passByDigit(order: Uint32Array, digits: Uint32Array, shift: number): Uint32Array {
  const next = new Uint32Array(DIGIT + 1)
  for (let row = 0; row < digits.length; row++) next[((digits[row]! >>> shift) & 0xffff) + 1]!++
  for (let digit = 0; digit < DIGIT; digit++) next[digit + 1]! += next[digit]!
  const sorted = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!
    sorted[next[(digits[row]! >>> shift) & 0xffff]!++] = row
  }
  return sorted
}

export type Grouped = { order: Uint32Array; start: Int32Array }

/** Rows by group, those of one group in the order given; and where each group begins. */
export function groupBy(order: Uint32Array, group: Int32Array, groups: number): Grouped {
  const start = new Int32Array(groups + 1)
  for (let at = 0; at < order.length; at++) start[group[order[at]!]! + 1]!++
  for (let at = 0; at < groups; at++) start[at + 1]! += start[at]!
  const [next, sorted] = [start.slice(0, groups), new Uint32Array(order.length)]
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!
    sorted[next[group[row]!]!++] = row
  }
  return { order: sorted, start }
}

/** Groups without the rows that are marked. */
export function unmarkedGroups({ order, start }: Grouped, marks: Uint8Array): Grouped {
  const [kept, starts] = [new Uint32Array(order.length), new Int32Array(start.length)]
  let count = 0
  for (let group = 0; group + 1 < start.length; group++) {
    for (let at = start[group]!; at < start[group + 1]!; at++) if (marks[order[at]!] === 0) kept[count++] = order[at]!
    starts[group + 1] = count
  }
  return { order: kept.subarray(0, count), start: starts }
}

/** The rows whose mark is 0, in the same order. */
export function unmarked(order: Uint32Array, marks: Uint8Array): Uint32Array {
  const kept = new Uint32Array(order.length)
  let count = 0
  for (let at = 0; at < order.length; at++) if (marks[order[at]!] === 0) kept[count++] = order[at]!
  return kept.subarray(0, count)
}
