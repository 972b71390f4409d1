import { syllableKey } from '@phaodai/vocabulary'
import { Memory, numberOfText } from './memory.ts'

/** A word or a single mark of a text. `key` is equal for all spellings of the word. */
export interface Token {
  key: string
  start: number
  end: number
  /** Which of the common lexicons have a phrase that begins with this word (see `Lexicon`). */
  opens: number
  word: boolean
  /** First letter is a capital. */
  upper: boolean
}

const WORD = /[\p{L}\p{M}\p{N}]/u
const UPPER = /^\p{Lu}/u
/** Numbers are too many to be remembered. */
const NUMBER = /^\d+$/
const DASHES = '–—−‐‑'
const QUOTES = '“”„«»″'

/** Kinds of UTF-16 units: 1 blank, 2 part of a word, 3 a mark; filled as units are met. */
const KINDS = new Uint8Array(0x10000)
const [BLANK, PART, MARK] = [1, 2, 3]

function kindOf(unit: number): number {
  return KINDS[unit] || (KINDS[unit] = kindOfChar(String.fromCharCode(unit)))
}

function kindOfChar(char: string): number {
  if (/\s/.test(char)) return BLANK
  return WORD.test(char) ? PART : MARK
}

interface Facts { key: string; word: boolean; upper: boolean; opens: number }

const known = new Map<string, Facts>()
const KNOWN_LIMIT = 20_000
const recent = new Memory<string, readonly Token[]>(numberOfText)
const LONGEST_RECENT = 4000

/** Cuts a text into words and marks; all dashes read as "-", all double quotes as '"'. */
export function tokenise(text: string): readonly Token[] {
  return text.length <= LONGEST_RECENT ? recent.recall(text, cutIntoTokens) : cutIntoTokens(text)
}

function cutIntoTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at))
    const start = at++
    if (kind === BLANK) continue
    if (kind === PART) while (at < text.length && kindOf(text.charCodeAt(at)) === PART) at++
    const facts = factsOf(text.slice(start, at))
    tokens.push({ key: facts.key, start, end: at, opens: facts.opens, word: facts.word, upper: facts.upper })
  }
  return tokens
}

function factsOf(raw: string): Facts {
  const cached = known.get(raw)
  if (cached) return cached
  if (NUMBER.test(raw)) return { key: raw, word: true, upper: false, opens: firstWords.get(raw) ?? 0 }
  const key = keyOf(raw)
  const facts = { key, word: WORD.test(raw), upper: UPPER.test(raw), opens: firstWords.get(key) ?? 0 }
  if (raw.length <= 24) {
    if (known.size >= KNOWN_LIMIT) known.clear()
    known.set(raw, facts)
  }
  return facts
}

function keyOf(raw: string): string {
  if (DASHES.includes(raw)) return '-'
  if (QUOTES.includes(raw)) return '"'
  return syllableKey(raw)
}

interface Node<T> { next: Map<string, Node<T>>; value?: T }

/** Which lexicons have a phrase that begins with a word, as bits: most words open no phrase of most lexicons. */
const firstWords = new Map<string, number>()
/** Common lexicons have a bit of their own, all others share the last one. */
const SHARED_BIT = 1 << 30
const MOST_BITS = 30
let bits = 0

/** A set of phrases that finds the longest one at a place of a token row, in time of its length. */
export class Lexicon<T = true> {
  private root: Node<T> = { next: new Map() }
  private bit: number

  /** A common lexicon is asked at nearly every word: it gets a bit of its own, of which there are 30. */
  constructor(common = false) {
    this.bit = common && bits < MOST_BITS ? 1 << bits++ : SHARED_BIT
  }

  /** Adds phrases, all with one value; spelling, case and tone placement do not matter. */
  add(phrases: readonly string[], value: T): this {
    for (const phrase of phrases) {
      let node = this.root
      for (const token of cutIntoTokens(phrase)) {
        if (node === this.root) this.opensWith(token.key)
        const next: Node<T> = node.next.get(token.key) ?? { next: new Map() }
        node.next.set(token.key, next)
        node = next
      }
      node.value = value
    }
    return this
  }

  private opensWith(key: string): void {
    firstWords.set(key, (firstWords.get(key) ?? 0) | this.bit)
    known.clear()
  }

  /** The longest phrase that starts at a token, as the index after it, or null. */
  match(tokens: readonly Token[], at: number): { end: number; value: T } | null {
    if (((tokens[at]?.opens ?? 0) & this.bit) === 0) return null
    let node = this.root
    let best: { end: number; value: T } | null = null
    for (let index = at; index < tokens.length; index++) {
      const next = node.next.get(tokens[index]!.key)
      if (next === undefined) break
      node = next
      if (node.value !== undefined) best = { end: index + 1, value: node.value }
    }
    return best
  }

  /** Index after the longest phrase at a token, or the token itself when there is none. */
  skip(tokens: readonly Token[], at: number): number {
    return this.match(tokens, at)?.end ?? at
  }

  /** First token at or after `from` (and before `to`) where a phrase starts, with the phrase. */
  find(tokens: readonly Token[], from: number, to = tokens.length): { start: number; end: number; value: T } | null {
    for (let index = from; index < to; index++) {
      const hit = this.match(tokens, index)
      if (hit) return { start: index, end: hit.end, value: hit.value }
    }
    return null
  }

  /** Whether any phrase stands in the tokens. */
  in(tokens: readonly Token[], from = 0, to = tokens.length): boolean {
    return this.find(tokens, from, to) !== null
  }
}

/** A lexicon without further meaning that is asked at nearly every word. */
export function commonPhrases(...list: readonly string[]): Lexicon {
  return new Lexicon(true).add(list, true)
}

/** A lexicon of phrases without further meaning. */
export function phrases(...list: readonly string[]): Lexicon {
  return new Lexicon().add(list, true)
}

/** The keys of some words, to look tokens up in. */
export function keySet(...words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(keyOf))
}
