import { memo, useEffect, useMemo, useRef, type CSSProperties, type MouseEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DirectiveDetail } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { bringIntoView } from '#web/ui/into-view.ts'
import { marksOf, piecesOf, type Mark, type Piece } from './marks.ts'

export type Selected = { start: number; end: number; top: number }
type Props = {
  directive: DirectiveDetail
  /** False after issue: the text stands by itself. */
  linked: boolean
  lit?: string | null
  scrollTo?: { id: string; at: number } | null
  onHover?: (id: string | null) => void
  onChoose?: (id: string) => void
  onSelect?: (selected: Selected | null) => void
  /** Recognised words to be looked at, the one looked at now, and choosing another. */
  doubts?: { marks: Mark[]; now: number | null; look: (start: number) => void }
}

/** The document exactly as it was read; orders tinted, deadlines underlined, bodies boxed, references linked. */
export function SourceText({ directive, linked, lit = null, scrollTo = null, onHover, onChoose, onSelect, doubts }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const label = useSearchParams()[0].get('muc')
  const pieces = useMemo(() => piecesOf(directive.text, [...marksOf(directive), ...soughtIn(directive, label), ...(doubts?.marks ?? [])]), [directive, label, doubts?.marks])
  useEffect(() => bringIntoView(box.current?.querySelector('.m-sought'), 'center'), [label, directive.id])
  useEffect(() => {
    if (scrollTo !== null) box.current?.querySelector(`[data-order="${scrollTo.id}"]`)?.scrollIntoView({ block: 'center', behavior: 'auto' })
  }, [scrollTo])
  useEffect(() => markLit(box.current, lit), [lit, pieces])
  useEffect(() => markNow(box.current, doubts?.now ?? null), [doubts?.now, pieces])
  const orderAt = (event: MouseEvent) => (event.target instanceof Element ? event.target.closest<HTMLElement>('[data-order]')?.dataset.order : undefined)
  const onMouseUp = () => onSelect?.(selectionIn(box.current))
  const onClick = (event: MouseEvent) => {
    const doubt = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-doubt]')?.dataset.doubt : undefined
    if (doubt !== undefined && window.getSelection()?.isCollapsed !== false) return doubts?.look(Number(doubt))
    const id = orderAt(event)
    if (id !== undefined && window.getSelection()?.isCollapsed !== false) onChoose?.(id)
  }
  const listeners = linked ? { onMouseUp, onClick, onKeyUp: onMouseUp, onMouseOver: (event: MouseEvent) => onHover?.(orderAt(event) ?? null), onMouseLeave: () => onHover?.(null) } : {}
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
  return <div ref={box} className="source" tabIndex={0} role="region" aria-label={t('directive.text')} {...listeners}><Pieces pieces={pieces} /></div>
}

/** The item that the address names (?muc=2.1): a search opens there. */
function soughtIn({ items }: DirectiveDetail, label: string | null): Mark[] {
  return items.filter((item) => item.label === label).map(({ span }) => ({ ...span, kind: 'sought', id: 'sought' }))
}

/** Lit by class, not by drawing again: hovering stays fast in a document of thousands of pieces. */
function markLit(box: HTMLElement | null, lit: string | null): void {
  box?.querySelectorAll('.lit').forEach((element) => element.classList.remove('lit'))
  if (lit !== null) box?.querySelectorAll(`[data-order="${lit}"], [data-header="${lit}"]`).forEach((element) => element.classList.add('lit'))
}

/** The word looked at now, brought into sight. */
function markNow(box: HTMLElement | null, start: number | null): void {
  box?.querySelectorAll('.m-doubt.now').forEach((element) => element.classList.remove('now'))
  if (start === null) return
  box?.querySelectorAll(`[data-doubt="${start}"]`).forEach((element, at) => {
    element.classList.add('now')
    if (at === 0) element.scrollIntoView({ block: 'nearest', behavior: 'auto' })
  })
}

const Pieces = memo(function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece) => <PieceText key={piece.start} piece={piece} />)
})

function PieceText({ piece }: { piece: Piece }) {
  if (piece.marks.length === 0) return <span data-start={piece.start}>{piece.text}</span>
  const order = piece.marks.find(({ kind }) => kind === 'order')
  const header = piece.marks.find(({ kind }) => kind === 'header')
  const link = piece.marks.find(({ to }) => to !== undefined)
  const doubt = piece.marks.find(({ kind }) => kind === 'doubt')
  const className = [...new Set(piece.marks.map(({ kind }) => `m-${kind}`))].join(' ')
  const style = order === undefined ? {} : { style: { '--hue': order.hue } as CSSProperties }
  return (
    <span className={className} data-start={piece.start} data-order={order?.id} data-header={header?.id.replace('header-', '')} data-doubt={doubt?.id} {...style}>
      {link?.to === undefined ? piece.text : <Link to={link.to}>{piece.text}</Link>}
    </span>
  )
}

function offsetOf(node: Node, within: number): number | null {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  return piece?.dataset.start === undefined ? null : Number(piece.dataset.start) + within
}

function selectionIn(box: HTMLElement | null): Selected | null {
  const selection = window.getSelection()
  if (box === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!box.contains(range.commonAncestorContainer)) return null
  const start = offsetOf(range.startContainer, range.startOffset)
  const end = offsetOf(range.endContainer, range.endOffset)
  if (start === null || end === null || end <= start) return null
  return { start, end, top: range.getBoundingClientRect().top - (box.closest('.review-source') ?? box).getBoundingClientRect().top }
}
