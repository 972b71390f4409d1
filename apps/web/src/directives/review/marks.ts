/** What is marked in the source text, as plain data: pieces of text with the marks that cover them. */
import type { DirectiveDetail, DirectiveOrder, NamedBody } from '@phaodai/office'
import { findInPlace } from '#web/tasks/sentence.tsx'

export type Mark = { start: number; end: number; kind: 'order' | 'deadline' | 'body' | 'reference' | 'header' | 'recipient' | 'doubt' | 'sought'; id: string; hue?: number; to?: string }
export type Piece = { start: number; text: string; marks: Mark[] }

/** Cuts the text at every edge of a mark; together the pieces are the text, exactly. Marks outside the text are dropped. */
export function piecesOf(text: string, marks: Mark[]): Piece[] {
  const inside = marks.filter(({ start, end }) => start >= 0 && end <= text.length && start < end)
  const edges = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  const starting = [...inside].sort((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let open: Mark[] = []
  let next = 0
  edges.slice(0, -1).forEach((start, index) => {
    const before = next
    while (next < starting.length && starting[next]!.start <= start) next += 1
    open = [...open, ...starting.slice(before, next)].filter(({ end }) => end > start)
    pieces.push({ start, text: text.slice(start, edges[index + 1]), marks: open })
  })
  return pieces
}

/** Hues for items: blues, violets and rose, far from the green, yellow, orange and red that mean timing and level. */
const HUES = [205, 285, 232, 325, 188, 258]

/** The hue of each item that has orders: neighbours differ. */
export function huesOf(orders: DirectiveOrder[]): Map<string | null, number> {
  const labels = [...new Set(orders.map(({ itemLabel }) => itemLabel))]
  return new Map(labels.map((label, index) => [label, HUES[index % HUES.length]!]))
}

/** A header value printed in pieces has a hull that may cover half the document: not shown. */
const LONGEST_VALUE = 400

/** Every mark of a directive: orders in their item's hue, deadlines, bodies, references, header values, recipients. */
export function marksOf(directive: DirectiveDetail): Mark[] {
  const orders = (directive.orders ?? []).filter(({ dropped }) => !dropped)
  const hues = huesOf(orders)
  return [
    ...orders.flatMap((order) => orderMarks(directive.text, order, hues.get(order.itemLabel) ?? HUES[0]!)),
    ...directive.references.map(({ span, directiveId }, index): Mark => ({ ...span, kind: 'reference', id: `reference-${index}`, ...(directiveId === null ? {} : { to: `/van-ban/${directiveId}` }) })),
    ...Object.entries(directive.headerSpans).filter(([, span]) => span.end - span.start < LONGEST_VALUE).map(([name, span]): Mark => ({ ...span, kind: 'header', id: `header-${name}` })),
    ...directive.recipients.map(({ span }, index): Mark => ({ ...span, kind: 'recipient', id: `recipient-${index}` })),
  ]
}

function orderMarks(text: string, order: DirectiveOrder, hue: number): Mark[] {
  if (order.span === null) return []
  const { span, id } = order
  const bodies = [...order.leads, ...order.coordinates, ...order.doers].flatMap((named) => bodyMark(text, order, named))
  const deadline = order.deadlineSpan === null ? [] : [{ ...order.deadlineSpan, kind: 'deadline' as const, id, hue }]
  return [{ ...span, kind: 'order', id, hue }, ...bodies, ...deadline]
}

function bodyMark(text: string, order: DirectiveOrder, named: NamedBody): Mark[] {
  if (order.span === null) return []
  const place = findInPlace(text.slice(order.span.start, order.span.end), named.written)
  return place === null ? [] : [{ start: order.span.start + place.start, end: order.span.start + place.end, kind: 'body', id: order.id }]
}
