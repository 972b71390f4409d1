import type { Found, Span } from './reading.ts'

/**
 * A piece of cleaned text that remembers, for every character, which characters of the source it came
 * from: character i from source[from[at + i], to[at + i]). Joining, cutting and collapsing keep that
 * memory, so every value can point back; a cut shares the arrays, which only grow when strands are joined.
 */
export interface Strand { text: string; from: Int32Array; to: Int32Array; at: number }

export const EMPTY: Strand = { text: '', from: new Int32Array(0), to: new Int32Array(0), at: 0 }

const SPACE = 0x20

/** The part of a strand between two character positions, spaces at both ends cut off. */
export function cut(strand: Strand, start: number, end: number): Strand {
  let first = Math.max(0, start)
  let last = Math.min(strand.text.length, end)
  while (first < last && strand.text.charCodeAt(first) === SPACE) first++
  while (last > first && strand.text.charCodeAt(last - 1) === SPACE) last--
  if (first === 0 && last === strand.text.length) return strand
  return { text: strand.text.slice(first, last), from: strand.from, to: strand.to, at: strand.at + first }
}

/** Joined strands take their places out of one room, until it is full: a pair of arrays for each row of a table costs more than reading it. */
const ROOM = 65_536
let room = { from: new Int32Array(ROOM), to: new Int32Array(ROOM), used: 0 }

function roomFor(length: number): typeof room {
  if (length > ROOM / 4) return { from: new Int32Array(length), to: new Int32Array(length), used: 0 }
  if (room.used + length > ROOM) room = { from: new Int32Array(ROOM), to: new Int32Array(ROOM), used: 0 }
  return room
}

/** Strands one after another with a space between; a hyphen at a line's end keeps a number whole. */
export function join(strands: readonly Strand[]): Strand {
  if (strands.length === 1) return strands[0]!
  const parts = strands.filter(strand => strand.text !== '')
  if (parts.length < 2) return parts[0] ?? EMPTY
  const taken = roomFor(parts.reduce((sum, part) => sum + part.text.length + 1, 0))
  const { from, to, used: start } = taken
  let joined = ''
  let at = start
  for (let count = 0; count < parts.length; count++) {
    const part = parts[count]!
    if (count > 0 && !joinsWithoutSpace(parts[count - 1]!.text, part.text)) {
      joined += ' '
      from[at] = to[at] = to[at - 1]!
      at++
    }
    joined += part.text
    for (let index = part.at; index < part.at + part.text.length; index++) {
      from[at] = part.from[index]!
      to[at++] = part.to[index]!
    }
  }
  taken.used = at
  return { text: joined, from, to, at: start }
}

/** "1879-" + "CV/TU" and "Covid-" + "19" were one word before the line broke. */
function joinsWithoutSpace(before: string, after: string): boolean {
  if (!before.endsWith('-')) return false
  if (/\d-$/.test(before)) return /^\p{Lu}{2}/u.test(after)
  return /\p{L}-$/u.test(before) && /^\d/.test(after)
}

/** Where in the source a strand stands: its hull. */
export function spanOf(strand: Strand): Span {
  const { from, to, at } = strand
  const last = at + strand.text.length - 1
  if (last < at) return { start: from[at] ?? 0, end: from[at] ?? 0 }
  return { start: Math.min(from[at]!, from[last]!), end: Math.max(to[at]!, to[last]!) }
}

/** The runs of the source that a strand was joined from, a space or a line break apart at most. */
export function runsOf({ text, from, to, at }: Strand): Span[] {
  const runs: Span[] = []
  for (let index = at; index < at + text.length; index++) {
    const last = runs.at(-1)
    if (last && from[index]! >= last.start && from[index]! <= last.end + 1) last.end = Math.max(last.end, to[index]!)
    else runs.push({ start: from[index]!, end: to[index]! })
  }
  return runs
}

/** The character of a strand that came from a place of the source, or -1. */
export function indexFrom(strand: Strand, place: number): number {
  for (let index = 0; index < strand.text.length; index++) if (strand.from[strand.at + index] === place) return index
  return -1
}

/** A value read from a strand. */
export function found<T>(value: T, strand: Strand, confidence: number, rule: string): Found<T> {
  return { value, span: spanOf(strand), confidence, rule }
}

/**
 * The strand's own words as a value; with `parts` where the source has more between them: a table in an item, a line of the
 * signature in the distribution list, the indent of a line.
 */
export function quoted(strand: Strand, confidence: number, rule: string): Found<string> {
  const value = found(strand.text, strand, confidence, rule)
  if (value.span.end - value.span.start <= strand.text.length) return value
  const parts = runsOf(strand)
  return parts.length > 1 ? { ...value, parts } : value
}

/** A strand without the given marks at its end (list separators, stops). */
export function trimEnd(strand: Strand, marks: string): Strand {
  let end = strand.text.length
  while (end > 0 && (marks.includes(strand.text[end - 1]!) || strand.text[end - 1] === ' ')) end--
  return cut(strand, 0, end)
}
