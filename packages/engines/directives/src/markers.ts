import { cut, type Strand } from './strand.ts'

export type MarkKind = 'part' | 'article' | 'capital' | 'roman' | 'arabic' | 'dotted' | 'letter' | 'bullet' | 'sub-bullet' | 'plus' | 'paren'

/** The mark a unit opens with. `order` is its place in its row (3 for "3.", "c)", "III."). */
export interface Marker {
  kind: MarkKind
  /** Part of the path it gives: "2", "2.1", "a", "II", "Điều 1"; empty for bullets, which are counted. */
  label: string
  order: number
  mark: string
  /** Characters it takes, with the spaces after it. */
  length: number
}

const LETTERS = 'abcdđeghiklmnopqrstuvxy'
const ROMAN = /^(X{0,2}(?:IX|IV|V?I{0,3}))\s?([./)]|[-–—:](?=\s|\p{Lu}{2}))\s*(?=\S)/u
const PART = /^(Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(thứ\s+\p{L}+|THỨ\s+\p{L}+|[IVX]{1,5}|\d{1,2}|[A-Z])(?:\s*[.:\-–]\s*|\s*$|\s+(?=\p{Lu}))/u
const ARTICLE = /^(?:Điều|ĐIỀU)\s+(\d{1,3})\s*[.:]?\s*/u
const DOTTED = /^(\d{1,2}(?:\.\d{1,2}){1,3})\s?[.)/:–-]?\s+(?=\S)/u
const DOTTED_TIGHT = /^(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\p{Lu}\p{Ll})/u
const ARABIC = /^(\d{1,2})\s?([.)/])\s*(?=[^\d\s])|^(\d{1,2})\s?[-–:]\s+(?=\p{Lu})/u
const LETTER = /^([a-zđ])\s?([.)/])\s*(?=[^\s.)])/u
const CAPITAL = /^([A-H])\s?[.)/]\s+(?=\p{Lu})/u
const PAREN = /^\((\d{1,2}|[a-zđ]|i{1,3}|iv|vi{0,3}|ix|x)\)\s*(?=\S)/u
const BULLET = /^([-–—•●▪■·◦○♦➢✓]|o(?= \p{Lu}))\s*(?=[^\s\-–—])/u
const PLUS = /^\+\s*(?=\S)/u

/** A kind of mark, and the characters it can begin with: most lines begin with none of them. */
interface Rule { first: string; read: (text: string) => Marker | null }

/** The mark at the start of a text, if any, and the text without it. */
export function markerOf(strand: Strand): { marker: Marker; rest: Strand } | null {
  const { text } = strand
  for (const rule of RULES_BY_FIRST.get(text.charAt(0)) ?? NO_RULES) {
    const marker = rule.read(text)
    if (marker) return { marker, rest: cut(strand, marker.length, text.length) }
  }
  return null
}

function hit(match: RegExpExecArray | null, kind: MarkKind, label: string | undefined, order: number): Marker | null {
  return match && label !== undefined && order > 0 ? { kind, label, order, mark: match[0].trim(), length: match[0].length } : null
}

const DIGITS = '0123456789'

const RULES: readonly Rule[] = [
  { first: 'PCM', read: text => { const match = PART.exec(text); return hit(match, 'part', match ? `${match[1]} ${match[2]}` : undefined, orderOf(match?.[2])) } },
  { first: 'Đ', read: text => { const match = ARTICLE.exec(text); return hit(match, 'article', match ? `Điều ${match[1]}` : undefined, Number(match?.[1])) } },
  { first: DIGITS, read: text => { const match = DOTTED.exec(text) ?? DOTTED_TIGHT.exec(text); return hit(match, 'dotted', match?.[1], Number(match?.[1]?.split('.').at(-1))) } },
  { first: DIGITS, read: text => { const match = ARABIC.exec(text); const label = match?.[1] ?? match?.[3]; return hit(match, 'arabic', label && String(Number(label)), Number(label)) } },
  { first: 'IVX', read: text => { const match = ROMAN.exec(text); return hit(match, 'roman', match?.[1] || undefined, romanValue(match?.[1])) } },
  { first: 'ABCDEFGH', read: text => { const match = CAPITAL.exec(text); return hit(match, 'capital', match?.[1], (match?.[1]?.charCodeAt(0) ?? 0) - 64) } },
  { first: 'abcdefghijklmnopqrstuvwxyzđ', read: text => { const match = LETTER.exec(text); return hit(match, 'letter', match?.[1], LETTERS.indexOf(match?.[1] ?? ' ') + 1) } },
  { first: '(', read: text => { const match = PAREN.exec(text); return hit(match, 'paren', match ? `(${match[1]})` : undefined, orderOf(match?.[1])) } },
  { first: '+', read: text => hit(PLUS.exec(text), 'plus', '', 1) },
  { first: '-–—•●▪■·◦○♦➢✓o', read: text => hit(BULLET.exec(text), /^[-–—]/.test(text) ? 'bullet' : 'sub-bullet', '', 1) },
]

const NO_RULES: readonly Rule[] = []
const RULES_BY_FIRST: ReadonlyMap<string, readonly Rule[]> = new Map(
  [...new Set(RULES.flatMap(rule => [...rule.first]))].map(char => [char, RULES.filter(rule => rule.first.includes(char))]),
)

function orderOf(printed: string | undefined): number {
  if (printed === undefined) return 0
  if (/^\d+$/.test(printed)) return Number(printed)
  if (/^[a-zđ]$/u.test(printed) && printed !== 'i' && printed !== 'v' && printed !== 'x') return LETTERS.indexOf(printed) + 1
  return romanValue(printed.toUpperCase()) || 1
}

function romanValue(printed: string | undefined): number {
  const values: Record<string, number> = { I: 1, V: 5, X: 10 }
  let total = 0
  for (let at = 0; at < (printed ?? '').length; at++) {
    const value = values[printed![at]!] ?? 0
    total += value < (values[printed![at + 1] ?? ''] ?? 0) ? -value : value
  }
  return total
}
