import { likeness, readSyllable, type Likeness, type Syllable } from './syllable.ts'

/** A name read into syllables: family name first, given name last, as it was written. */
export type NameParts = readonly Syllable[]

/** Reads a full name; brackets, digits standing alone, titles and points are not part of it. */
export function readName(text: string): NameParts {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}][\p{L}\p{M}\d]*/gu) ?? []
  return words.map(readSyllable).filter(({ base }) => base !== '')
}

/** Where a syllable stands in a name; each place tells another amount. */
export type Place = 'family' | 'middle' | 'given'
export type PartMatch = { place: Place; likeness: Likeness | 'missing'; base: string }

/** How two names lie on each other, and what had to be done to lay them so. */
export type NameMatch = { parts: PartMatch[]; moved: boolean; joined: boolean }

/** The arrangement of one name that lies best on the other: as written, or with its parts in another order; symmetric. */
export function matchNames(a: NameParts, b: NameParts): NameMatch {
  return bases(a) <= bases(b) ? matchOrdered(a, b) : matchOrdered(b, a)
}

function bases(name: NameParts): string {
  return name.map(({ base }) => base).join(' ')
}

function matchOrdered(a: NameParts, b: NameParts): NameMatch {
  if (a.length === 0 || b.length === 0) return { parts: [], moved: false, joined: false }
  const [left, right, joined] = sameSpacing(a, b)
  const straight = { parts: lay(left, right), moved: false, joined }
  if (straight.parts.every(isGood) || !sameLetters(left, right)) return straight
  const turned = arrangements(right).map((order) => ({ parts: lay(left, order), moved: true, joined }))
  return turned.reduce((best, each) => (worth(each) > worth(best) ? each : best), straight)
}

function isGood({ likeness: how }: PartMatch): boolean {
  return how === 'same' || how === 'unmarked' || how === 'marks'
}

function worth({ parts, moved }: NameMatch): number {
  return parts.filter(isGood).length - (moved ? 0.5 : 0)
}

/** "Nguyễn Vănan" and "NguyễnVăn An" hold the same letters: the side with more words says where they part. */
function sameSpacing(a: NameParts, b: NameParts): [NameParts, NameParts, boolean] {
  if (a.length === b.length || bases(a).replaceAll(' ', '') !== bases(b).replaceAll(' ', '')) return [a, b, false]
  return a.length > b.length ? [a, a, true] : [b, b, true]
}

function sameLetters(a: NameParts, b: NameParts): boolean {
  const right = b.map(({ base }) => base)
  return a.length === b.length && a.length > 1 && a.every(({ base }) => right.some((other) => other === base))
}

/** Orders people write in: given name first, family name last, both turned round. */
function arrangements(name: NameParts): NameParts[] {
  const turns = name.slice(1).map((_, index) => [...name.slice(index + 1), ...name.slice(0, index + 1)])
  return [...turns, name.toReversed()]
}

function lay(a: NameParts, b: NameParts): PartMatch[] {
  if (a.length === 1 || b.length === 1) return [part('given', a.at(-1)!, b.at(-1)!)]
  const middle = layMiddle(a.slice(1, -1), b.slice(1, -1))
  return [part('family', a[0]!, b[0]!), ...middle, part('given', a.at(-1)!, b.at(-1)!)]
}

function part(place: Place, a: Syllable, b: Syllable): PartMatch {
  return { place, likeness: likeness(a, b), base: a.base }
}

/** Middle names are laid from the right, where the name that is used begins ("Thị Thu Hà", "Thu Hà"). */
function layMiddle(a: NameParts, b: NameParts): PartMatch[] {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  const gap = long.length - short.length
  return long.map((each, index) => (index < gap && !short.some(({ base }) => base === each.base)
    ? { place: 'middle', likeness: 'missing', base: each.base }
    : part('middle', each, nearest(each, short, index - gap))))
}

function nearest(wanted: Syllable, among: NameParts, index: number): Syllable {
  return among.find(({ base }) => base === wanted.base) ?? among[Math.max(0, index)] ?? wanted
}
