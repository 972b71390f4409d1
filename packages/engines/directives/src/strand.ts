import type { Found, Span } from './reading.ts'

/**
 * A piece of cleaned text that remembers, for every character, which characters of the source it came
 * from. Joining, cutting and collapsing keep that memory, so every value can point back.
 */
export interface Strand { text: string; from: readonly number[]; to: readonly number[] }

export const EMPTY: Strand = { text: '', from: [], to: [] }

/** The part of a strand between two character positions, spaces at both ends cut off. */
export function cut(strand: Strand, start: number, end: number): Strand {
  let [first, last] = [Math.max(0, start), Math.min(strand.text.length, end)]
  while (first < last && strand.text[first] === ' ') first++
  while (last > first && strand.text[last - 1] === ' ') last--
  return { text: strand.text.slice(first, last), from: strand.from.slice(first, last), to: strand.to.slice(first, last) }
}

/** Strands one after another with a space between; a hyphen at a line's end keeps a number whole. */
export function join(strands: readonly Strand[]): Strand {
  const parts = strands.filter(strand => strand.text !== '')
  if (parts.length < 2) return parts[0] ?? EMPTY
  const text: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (const part of parts) {
    const before = text.at(-1)
    if (before !== undefined && !joinsWithoutSpace(before, part.text)) pushSpace(text, from, to)
    text.push(part.text)
    for (const at of part.from) from.push(at)
    for (const at of part.to) to.push(at)
  }
  return { text: text.join(''), from, to }
}

function pushSpace(text: string[], from: number[], to: number[]): void {
  const at = to.at(-1) ?? 0
  text.push(' ')
  from.push(at)
  to.push(at)
}

/** "1879-" + "CV/TU" and "Covid-" + "19" were one word before the line broke. */
function joinsWithoutSpace(before: string, after: string): boolean {
  if (/\d-$/.test(before)) return /^\p{Lu}{2}/u.test(after)
  return /\p{L}-$/u.test(before) && /^\d/.test(after)
}

/** Where in the source a strand stands: its hull. */
export function spanOf(strand: Strand): Span {
  return { start: strand.from[0] ?? 0, end: strand.to.at(-1) ?? strand.from[0] ?? 0 }
}

/** A value read from a strand. */
export function found<T>(value: T, strand: Strand, confidence: number, rule: string): Found<T> {
  return { value, span: spanOf(strand), confidence, rule }
}

/** The strand's own words as a value. */
export function quoted(strand: Strand, confidence: number, rule: string): Found<string> {
  return found(strand.text, strand, confidence, rule)
}

/** A strand without the given marks at its end (list separators, stops). */
export function trimEnd(strand: Strand, marks: string): Strand {
  let end = strand.text.length
  while (end > 0 && (marks.includes(strand.text[end - 1]!) || strand.text[end - 1] === ' ')) end--
  return cut(strand, 0, end)
}
