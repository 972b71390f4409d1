const DIGIT = 65_536
const WORD = 4_294_967_296

/** Rows by time; equal times keep their order. Whole times go by their digits, which costs a few passes; others are compared. */
export function orderByTime(time: Float64Array): Uint32Array {
  let [least, most] = [Infinity, -Infinity]
  let areWhole = true
  for (const each of time) {
    if (each < least) least = each
    if (each > most) most = each
    areWhole &&= Number.isInteger(each)
  }
  const order = Uint32Array.from(time.keys())
  if (!areWhole) return order.sort((one, other) => time[one]! - time[other]! || one - other)
  return byDigits(order, time, least, most - least)
}

function byDigits(order: Uint32Array, time: Float64Array, least: number, range: number): Uint32Array {
  const [low, high] = [new Uint32Array(time.length), new Uint32Array(range >= WORD ? time.length : 0)]
  for (let row = 0; row < time.length; row++) {
    const value = time[row]! - least
    low[row] = value % WORD
    if (range >= WORD) high[row] = Math.floor(value / WORD)
  }
  const passes: [Uint32Array, number][] = [[low, 0], [low, 16], [high, 0], [high, 16]]
  return passes.filter((_, passed) => passed === 0 || range >= DIGIT ** passed).reduce((sorted, [digits, shift]) => passByDigit(sorted, digits, shift), order)
}

function passByDigit(order: Uint32Array, digits: Uint32Array, shift: number): Uint32Array {
  const next = new Uint32Array(DIGIT + 1)
  for (const row of order) next[((digits[row]! >>> shift) & 0xffff) + 1]!++
  for (let digit = 0; digit < DIGIT; digit++) next[digit + 1]! += next[digit]!
  const sorted = new Uint32Array(order.length)
  for (const row of order) sorted[next[(digits[row]! >>> shift) & 0xffff]!++] = row
  return sorted
}

/** Rows by group, those of one group in the order given; and where each group begins. */
export function groupBy(order: Uint32Array, group: Int32Array, groups: number): { order: Uint32Array; start: Int32Array } {
  const start = new Int32Array(groups + 1)
  for (const row of order) start[group[row]! + 1]!++
  for (let at = 0; at < groups; at++) start[at + 1]! += start[at]!
  const [next, sorted] = [start.slice(0, groups), new Uint32Array(order.length)]
  for (const row of order) sorted[next[group[row]!]!++] = row
  return { order: sorted, start }
}
