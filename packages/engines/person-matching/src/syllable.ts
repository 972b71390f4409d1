/**
 * One written syllable of a name, read so that Vietnamese spelling and typing habits can be told apart: the letters
 * without marks, the marks of its vowels, its tone. What Telex and VNI leave in the text when the keyboard's Vietnamese
 * mode was off ("Nguyeenx", "Nguye6n4", "ddinh") is read as the letter it stands for: no Vietnamese syllable has s, f, r,
 * x, j after its vowel, a w, a doubled a, e, o, d or a digit of its own.
 */
export interface Syllable {
  /** Lower case without marks; a final y after consonants as i ("my" = "mi"). */
  base: string
  /** Marks of vowels and đ in reading order, '' when there are none: "^" circumflex, "+" horn, "u" breve, "-" stroke. */
  shape: string
  /** '' level, or one of "/" sắc, "\\" huyền, "?" hỏi, "~" ngã, "." nặng. */
  tone: string
  /** Only one letter was written ("N."). */
  initial: boolean
}

const SHAPES: Record<string, string> = { '\u0302': '^', '\u031b': '+', '\u0306': 'u' }
const TONES: Record<string, string> = { '\u0301': '/', '\u0300': '\\', '\u0309': '?', '\u0303': '~', '\u0323': '.' }
const TELEX_TONES: Record<string, string> = { s: '/', f: '\\', r: '?', x: '~', j: '.' }
const VNI: Record<string, string> = { 1: '/', 2: '\\', 3: '?', 4: '~', 5: '.' }
const VNI_SHAPES: Record<string, string> = { 6: '^', 7: '+', 8: 'u', 9: '-' }
const VOWEL = /[aeiouy]/

/** Words read before: names of a people are few hundred words over and over. */
const known = new Map<string, Syllable>()
const MOST_KNOWN = 5_000

/** Reads one word of a name; total. Speed matters here: a table of a million people is read by it. */
export function readSyllable(word: string): Syllable {
  const before = known.get(word)
  if (before) return before
  const syllable = spelled(word)
  if (known.size < MOST_KNOWN) known.set(word, syllable)
  return syllable
}

function spelled(word: string): Syllable {
  const reading = { base: '', shape: '', tone: '' }
  for (const letter of word.toLowerCase().normalize('NFD')) take(reading, letter)
  return { base: oneSpelling(reading.base), shape: oneHorn(reading), tone: reading.tone, initial: reading.base.length === 1 }
}

function take(reading: { base: string; shape: string; tone: string }, letter: string): void {
  const shape = SHAPES[letter] ?? VNI_SHAPES[letter]
  const tone = TONES[letter] ?? VNI[letter]
  if (shape) reading.shape += shape
  else if (tone) reading.tone = tone
  else if (letter === 'đ') { reading.base += 'd'; reading.shape += '-' }
  else if (!takeTelex(reading, letter) && letter >= 'a' && letter <= 'z') reading.base += letter
}

/** What the letter means when it was typed for Telex; false when it is a letter of the syllable itself. */
function takeTelex(reading: { base: string; shape: string; tone: string }, letter: string): boolean {
  const last = reading.base.at(-1) ?? ''
  const afterVowel = VOWEL.test(reading.base)
  if (afterVowel && TELEX_TONES[letter]) { reading.tone = TELEX_TONES[letter]; return true }
  if (letter === 'w') { takeW(reading, last); return true }
  if (letter === last && 'aeo'.includes(letter)) { reading.shape += '^'; return true }
  if (letter === 'd' && (reading.base === 'd' || afterVowel)) { reading.shape += '-'; return true }
  return false
}

function takeW(reading: { base: string; shape: string }, last: string): void {
  if (!VOWEL.test(last)) reading.base += 'u'
  reading.shape += last === 'a' && !/u.?a$/.test(reading.base) ? 'u' : '+'
}

/** "ươ" carries one horn to the ear: "uow" of Telex and a half-marked "uơ" read the same. */
function oneHorn({ base, shape }: { base: string; shape: string }): string {
  const marks = base.includes('uo') ? shape.replace('++', '+') : shape
  return [...marks].sort().join('')
}

function oneSpelling(base: string): string {
  return base.length > 1 && /^[bcdghklmnpqrstvx]+y$/.test(base) ? `${base.slice(0, -1)}i` : base
}

/** How two syllables relate, best first. */
export type Likeness = 'same' | 'unmarked' | 'marks' | 'near' | 'initial' | 'different'

/** Compares two syllables: equal, equal but for marks that one side never wrote, for marks both wrote, for one letter. */
export function likeness(a: Syllable, b: Syllable): Likeness {
  if (a.base === b.base) {
    if (a.shape === b.shape && a.tone === b.tone) return 'same'
    return isPlain(a) || isPlain(b) ? 'unmarked' : 'marks'
  }
  if ((a.initial || b.initial) && a.base[0] === b.base[0]) return 'initial'
  return a.base.length > 2 && b.base.length > 2 && oneSlip(a.base, b.base) ? 'near' : 'different'
}

function isPlain({ shape, tone }: Syllable): boolean {
  return shape === '' && tone === ''
}

/** True when one letter added, left out, replaced, or two neighbours swapped turn one text into the other. */
export function oneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}
