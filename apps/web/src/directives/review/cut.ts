/** Splitting, merging and adding orders as pure changes: orders in, changed orders out. */
import type { DirectiveDetail, DirectiveOrder, OrderInput } from '@phaodai/office'
import { findInPlace } from '#web/tasks/sentence.tsx'

type Span = { start: number; end: number }

/** The words of a stretch of the source, its line breaks and runs of blanks made one blank. */
export function wordsAt(text: string, span: Span): string {
  return text.slice(span.start, span.end).replace(/\s+/g, ' ').trim()
}

/** What goes over the wire for an order. */
export function inputOf(order: DirectiveOrder): OrderInput {
  const names = (list: DirectiveOrder['leads']) => list.map(({ written, bodyIds }) => ({ written, bodyIds }))
  const { version, itemLabel, position, text, span, monitorId, authorityId, areaId, nature, deadlineKind, deadline, deadlinePrinted, deadlineSource, recurring, reportTo, topics, dropped } = order
  return {
    version, itemLabel, position, text, span, leads: names(order.leads), coordinates: names(order.coordinates), doers: names(order.doers), monitorId, authorityId, areaId,
    nature, deadlineKind, deadline, deadlinePrinted, deadlineSource, recurring, reportTo, topics, dropped,
  }
}

/** Position for an order that stands right after this one. */
export function positionAfter(orders: DirectiveOrder[], order: DirectiveOrder): number {
  const later = orders.map(({ position }) => position).filter((position) => position > order.position)
  return later.length === 0 ? order.position + 1 : (order.position + Math.min(...later)) / 2
}

/** Cuts an order's words in two at an offset of its text; spans follow where the words are found in the source. */
export function splitAt(source: string, orders: DirectiveOrder[], order: DirectiveOrder, offset: number, newId: string): [DirectiveOrder, DirectiveOrder] | null {
  const left = order.text.slice(0, offset).trim()
  const right = order.text.slice(offset).trim()
  if (left === '' || right === '') return null
  const cut = cutOf(source, order.span, right)
  const first = { ...order, text: left, span: cut === null || order.span === null ? order.span : { start: order.span.start, end: cut } }
  const second = { ...fresh(order, newId), text: right, position: positionAfter(orders, order), span: cut === null || order.span === null ? null : { start: cut, end: order.span.end } }
  return [first, second]
}

function cutOf(source: string, span: Span | null, right: string): number | null {
  if (span === null) return null
  const place = findInPlace(source.slice(span.start, span.end), right)
  return place === null || place.start === 0 ? null : span.start + place.start
}

function fresh(order: DirectiveOrder, id: string): DirectiveOrder {
  return { ...order, id, version: 0, addedByHand: true, corrected: [], confidence: 1, deadlineSpan: null, offeredDeadline: null }
}

/** The stretch without the blanks and punctuation at its beginning and the blanks at its end. */
function trimmed(source: string, { start, end }: Span): Span {
  const words = source.slice(start, end)
  return { start: start + (/^[\s,;:.–-]*/u.exec(words)?.[0].length ?? 0), end: start + words.trimEnd().length }
}

/** Takes a selected stretch out of an order into one of its own; what stood after it becomes a third. */
export function splitOut(source: string, orders: DirectiveOrder[], order: DirectiveOrder, chosen: Span, makeId: () => string): DirectiveOrder[] | null {
  if (order.span === null) return null
  const pieces = [{ start: order.span.start, end: chosen.start }, chosen, { start: chosen.end, end: order.span.end }].map((piece) => trimmed(source, piece)).filter((piece) => /[\p{L}\p{N}]/u.test(source.slice(piece.start, piece.end)))
  if (pieces.length < 2) return null
  const after = positionAfter(orders, order)
  const step = (after - order.position) / pieces.length
  return pieces.map((span, index) => ({
    ...(index === 0 ? order : fresh(order, makeId())), text: wordsAt(source, span), span, position: index === 0 ? order.position : after - step * (pieces.length - 1 - index),
  }))
}

/** Two orders made one: words joined, bodies of both, the second dropped. */
export function merge(first: DirectiveOrder, second: DirectiveOrder): [DirectiveOrder, DirectiveOrder] {
  const both = (a: DirectiveOrder['leads'], b: DirectiveOrder['leads']) => [...a, ...b.filter((each) => !a.some(({ written }) => written === each.written))]
  const span = first.span === null || second.span === null ? (first.span ?? second.span) : { start: Math.min(first.span.start, second.span.start), end: Math.max(first.span.end, second.span.end) }
  const one = {
    ...first, span, text: `${first.text.replace(/[\s;,]+$/, '')} ${second.text}`.trim(), leads: both(first.leads, second.leads), coordinates: both(first.coordinates, second.coordinates), doers: both(first.doers, second.doers),
    ...(first.deadline === null && second.deadline !== null ? { deadline: second.deadline, deadlineKind: second.deadlineKind, deadlinePrinted: second.deadlinePrinted, deadlineSource: second.deadlineSource } : {}),
  }
  return [one, { ...second, dropped: true }]
}

/** A new order from a stretch of the source: it stands in the innermost item around it. */
export function orderFrom(directive: DirectiveDetail, span: Span, id: string): DirectiveOrder {
  const orders = directive.orders ?? []
  const around = directive.items.filter((item) => item.span.start <= span.start && item.span.end >= span.end).sort((a, b) => (a.span.end - a.span.start) - (b.span.end - b.span.start))
  const before = orders.filter((order) => order.span !== null && order.span.start < span.start)
  const last = before.reduce<DirectiveOrder | null>((latest, order) => (latest === null || order.position > latest.position ? order : latest), null)
  const position = last === null ? Math.min(0, ...orders.map((order) => order.position)) - 1 : positionAfter(orders, last)
  return {
    id, itemLabel: around[0]?.label ?? null, position, text: wordsAt(directive.text, span), span, leads: [], coordinates: [], doers: [], monitorId: null, authorityId: null, areaId: null,
    nature: 'standing', deadlineKind: 'none', deadline: null, deadlinePrinted: null, deadlineSpan: null, deadlineSource: null, offeredDeadline: null, recurring: null, reportTo: null,
    topics: [], confidence: 1, addedByHand: true, corrected: [], dropped: false, version: 0,
  }
}
