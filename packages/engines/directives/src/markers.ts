import { cut, type Strand } from './strand.ts'

export type MarkKind = 'part' | 'article' | 'capital' | 'roman' | 'arabic' | 'dotted' | 'letter' | 'bullet' | 'sub-bullet' | 'plus' | 'paren'

/** The mark a unit opens with. `order` is its place in its row (3 for "3.", "c)", "III."). */
export interface Marker {
  kind: MarkKind
  /** Part of the path it gives: "2", "2.1", "a", "II", "Điều 1"; empty for bullets, which are counted. */
  label: string
  order: number
  mark: string
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

type Rule = (text: string) => { marker: Marker; length: number } | null

/** The mark at the start of a text, if any, and the text without it. */
export function markerOf(strand: Strand): { marker: Marker; rest: Strand } | null {
  const text = strand.text
  for (const rule of RULES) {
    const hit = rule(text)
    if (hit) return { marker: { ...hit.marker, mark: text.slice(0, hit.length).trim() }, rest: cut(strand, hit.length, text.length) }
  }
  return null
}

function hit(match: RegExpExecArray | null, kind: MarkKind, label: string | undefined, order: number): ReturnType<Rule> {
  return match && label !== undefined && order > 0 ? { marker: { kind, label, order, mark: '' }, length: match[0].length } : null
}

const RULES: readonly Rule[] = [
  text => { const match = PART.exec(text); return hit(match, 'part', match ? `${match[1]} ${match[2]}` : undefined, orderOf(match?.[2])) },
  text => { const match = ARTICLE.exec(text); return hit(match, 'article', match ? `Điều ${match[1]}` : undefined, Number(match?.[1])) },
  text => { const match = DOTTED.exec(text) ?? DOTTED_TIGHT.exec(text); return hit(match, 'dotted', match?.[1], Number(match?.[1]?.split('.').at(-1))) },
  text => { const match = ARABIC.exec(text); const label = match?.[1] ?? match?.[3]; return hit(match, 'arabic', label && String(Number(label)), Number(label)) },
  text => { const match = ROMAN.exec(text); return hit(match, 'roman', match?.[1] || undefined, romanValue(match?.[1])) },
  text => { const match = CAPITAL.exec(text); return hit(match, 'capital', match?.[1], (match?.[1]?.charCodeAt(0) ?? 0) - 64) },
  text => { const match = LETTER.exec(text); return hit(match, 'letter', match?.[1], LETTERS.indexOf(match?.[1] ?? ' ') + 1) },
  text => { const match = PAREN.exec(text); return hit(match, 'paren', match ? `(${match[1]})` : undefined, orderOf(match?.[1])) },
  text => { const match = PLUS.exec(text); return hit(match, 'plus', match ? '' : undefined, 1) },
  text => { const match = BULLET.exec(text); return hit(match, /^[-–—]/.test(text) ? 'bullet' : 'sub-bullet', match ? '' : undefined, 1) },
]

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
