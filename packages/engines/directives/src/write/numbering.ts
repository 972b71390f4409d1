import type { DocSystem } from '../reading.ts'
import type { ItemKind, WrittenDocument, WrittenItem } from './document.ts'
import { typeRule, type Numbering } from './types.ts'

/** An item with the mark it is printed with and its path as `readDirective` labels it ("2.1", "II.1.a", "6.-1"). */
export interface NumberedItem { item: WrittenItem; kind: ItemKind; mark: string; label: string; parent: string | null; depth: number }

/** The marks of the levels below each other: the Party counts 1., 1.1., the State 1., a). */
const LEVELS: Record<DocSystem, Record<Numbering, readonly ItemKind[]>> = {
  party: {
    arabic: ['arabic', 'dotted', 'letter', 'dash', 'plus'], roman: ['roman', 'arabic', 'dotted', 'letter', 'dash', 'plus'],
    article: ['article', 'arabic', 'letter', 'dash', 'plus'],
  },
  state: {
    arabic: ['arabic', 'letter', 'dash', 'plus'], roman: ['roman', 'arabic', 'letter', 'dash', 'plus'],
    article: ['article', 'arabic', 'letter', 'dash', 'plus'],
  },
}

const LETTERS = [...'abcdđeghiklmnopqrstuvxy']
const ROMAN: readonly (readonly [number, string])[] = [[100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']]

/** A number in Roman capitals. */
export function roman(value: number): string {
  const [size, sign] = ROMAN.find(([limit]) => limit <= value) ?? [0, '']
  return size === 0 ? '' : sign + roman(value - size)
}

/** Letters of Vietnamese lists; past y they double (aa, bb). */
function letter(value: number): string {
  return LETTERS[(value - 1) % LETTERS.length]!.repeat(Math.ceil(value / LETTERS.length))
}

/** The items of a document in printing order with their numbers. */
export function numberedItems(doc: Pick<WrittenDocument, 'system' | 'docType' | 'numbering' | 'items'>): NumberedItem[] {
  const levels = LEVELS[doc.system][doc.numbering ?? typeRule(doc.docType).numbering[doc.system]]
  const articles = { count: 0 }
  return doc.items.length === 0 ? [] : numbered(doc.items, null, { levels, articles })
}

interface Scheme { levels: readonly ItemKind[]; articles: { count: number } }

function numbered(items: readonly WrittenItem[], parent: NumberedItem | null, scheme: Scheme): NumberedItem[] {
  const counts = new Map<ItemKind, number>()
  return items.flatMap(item => {
    const kind = item.kind ?? below(parent?.kind ?? null, scheme.levels)
    const order = kind === 'article' ? ++scheme.articles.count : (counts.get(kind) ?? 0) + 1
    counts.set(kind, order)
    const own: NumberedItem = { item, kind, ...signs(kind, order, parent), parent: parent?.label ?? null, depth: parent ? parent.depth + 1 : 0 }
    return [own, ...numbered(item.children, own, scheme)]
  })
}

/** The kind one level below another: the next of the scheme, for dashes always pluses. */
function below(kind: ItemKind | null, levels: readonly ItemKind[]): ItemKind {
  if (kind === 'dash' || kind === 'plus') return 'plus'
  if (kind === 'dotted' && !levels.includes(kind)) return 'letter'
  return levels[kind === null ? 0 : levels.indexOf(kind) + 1]!
}

function signs(kind: ItemKind, order: number, parent: NumberedItem | null): { mark: string; label: string } {
  const path = (own: string): string => parent ? `${parent.label}.${own}` : own
  switch (kind) {
    case 'part': return { mark: `Phần ${roman(order)}`, label: path(`Phần ${roman(order)}`) }
    case 'chapter': return { mark: `Chương ${roman(order)}`, label: path(`Chương ${roman(order)}`) }
    case 'roman': return { mark: `${roman(order)}.`, label: path(roman(order)) }
    case 'article': return { mark: `Điều ${order}.`, label: path(`Điều ${order}`) }
    case 'arabic': return { mark: `${order}.`, label: path(String(order)) }
    case 'dotted': return { mark: `${dotsOf(parent)}${order}.`, label: path(String(order)) }
    case 'letter': return { mark: `${letter(order)})`, label: path(letter(order)) }
    case 'dash': return { mark: '-', label: path(`-${order}`) }
    case 'plus': return { mark: '+', label: path(`+${order}`) }
  }
}

/** "2." before the "1." of "2.1.". */
function dotsOf(parent: NumberedItem | null): string {
  return parent && /^\d/.test(parent.mark) ? parent.mark : ''
}
