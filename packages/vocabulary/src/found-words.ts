/** Where what somebody searched for stands in a text, by the rules of the search index (migration 0160). */
import { searchKey } from './text.ts'

/** Half-open, in UTF-16 units. */
export type Mark = [start: number, end: number]

const WORD = /[\p{L}\p{N}\p{M}]+/gu
/** A last word shorter than this is taken as finished: one letter begins half of all words. */
const SHORTEST_BEGINNING = 2

/** The words asked for, without marks; `beginning`: the last one may be unfinished. */
export function askedWords(typed: string): { words: string[]; beginning: string | null } {
  const words = searchKey(typed).split(' ').filter(Boolean)
  const last = words.at(-1)
  const open = last !== undefined && last.length >= SHORTEST_BEGINNING && !/[\s"“”]$/.test(typed)
  return { words, beginning: open ? last : null }
}

/** Every word of a text that was asked for, in order. */
export function foundWords(text: string, typed: string): Mark[] {
  const { words, beginning } = askedWords(typed)
  const asked = new Set(words)
  const isAsked = (key: string): boolean => asked.has(key) || (beginning !== null && key.startsWith(beginning))
  return [...text.matchAll(WORD)].flatMap((match): Mark[] => (isAsked(searchKey(match[0])) ? [[match.index, match.index + match[0].length]] : []))
}

/** How many different words asked for stand in a stretch beginning at a mark. */
function held(text: string, marks: readonly Mark[], first: number, room: number): number {
  const [start] = marks[first]!
  const within = marks.slice(first, first + 40).filter(([, end]) => end <= start + room)
  return new Set(within.map(mark => searchKey(text.slice(...mark)))).size
}

/** The stretch of a text, at most `room` units and two dots, that holds most of what was asked for; marks count from its beginning. */
export function foundStretch(text: string, typed: string, room = 240): { words: string; marks: Mark[]; held: number } {
  const marks = foundWords(text, typed)
  const counts = marks.slice(0, 400).map((_, n) => held(text, marks, n, room * 0.75))
  const most = Math.max(0, ...counts)
  const best = marks[counts.indexOf(most)]?.[0] ?? 0
  const from = text.length <= room || best < room / 4 ? 0 : text.indexOf(' ', best - Math.floor(room / 5)) + 1
  const to = text.length - from <= room ? text.length : Math.max(text.lastIndexOf(' ', from + room), Math.min(from + room, best + 1))
  const lead = from > 0 ? '…' : ''
  const words = lead + text.slice(from, to).replace(/\s/g, ' ') + (to < text.length ? '…' : '')
  const inside = marks.filter(([start, end]) => start >= from && end <= to)
  return { words, marks: inside.map(([start, end]) => [start - from + lead.length, end - from + lead.length]), held: most }
}
