import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { formatDay } from '@phaodai/vocabulary'
import { t } from '../text/t.ts'
import type { Painted } from './colours.ts'
import { dayText, type ChainModel } from './model.ts'
import { treeLayout } from './tree-layout.ts'
import { caseAt, drawTree, moved, viewAt, wholeView, zoomed, type TreeScene, type TreeView } from './tree-paint.ts'
import { useSize } from './size.ts'

export type ViewProps = { model: ChainModel; painted: Painted; selected: number; onSelect: (at: number) => void }

/** The chain as a tree over time. Dragging and the wheel move it, the buttons too; the table beside it says the same. */
export function ChainTree({ model, painted, selected, onSelect }: ViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(frame)
  const layout = useMemo(() => treeLayout(model), [model])
  const [view, setView] = useState<TreeView | null>(null)
  const shown = view ?? wholeView(layout, height)
  const scene: TreeScene = { model, layout, painted, selected, width, height, view: shown }
  useEffect(() => setView(null), [layout])
  useEffect(() => {
    if (selected !== -1 && height > 0) setView((before) => (before === null && wholeView(layout, height).scale >= 13 ? null : viewAt(layout.row[selected]!, before ?? wholeView(layout, height), layout, height)))
  }, [selected, layout, height])
  useDrawing(canvas, scene)
  useWheel(frame, (factor, at) => setView((before) => zoomed(before ?? wholeView(layout, height), layout, height, factor, at)))
  const drag = useDrag((by) => setView((before) => { const from = before ?? wholeView(layout, height); return moved({ ...from, top: from.top - by / from.scale }, layout, height) }),
    (x, y) => { const found = caseAt(scene, x, y); if (found !== -1) onSelect(found) })
  const zoom = (factor: number) => setView(zoomed(shown, layout, height, factor, height / 2))
  return (
    <div className="chain-stage" ref={frame} {...drag} data-drawn={width > 0 ? 'tree' : undefined}>
      <canvas ref={canvas} role="img" aria-label={t('chains.treeLabel', { cases: model.count, from: formatDay(dayText(layout.firstDay)), to: formatDay(dayText(layout.lastDay)) })} />
      <p className="chain-zoom no-print">
        <Button size="small" aria-label={t('chains.zoomIn')} onClick={() => zoom(1.8)}>+</Button>
        <Button size="small" aria-label={t('chains.zoomOut')} onClick={() => zoom(1 / 1.8)}>−</Button>
        <Button size="small" onClick={() => setView(null)}>{t('chains.whole')}</Button>
      </p>
    </div>
  )
}

/** Draws once a frame, however often what is to be drawn changes. */
function useDrawing(canvas: RefObject<HTMLCanvasElement | null>, scene: TreeScene): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const pen = canvas.current?.getContext('2d')
      if (!pen || scene.width === 0) return
      const ratio = window.devicePixelRatio || 1
      const [wide, high] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)]
      if (canvas.current!.width !== wide) canvas.current!.width = wide
      if (canvas.current!.height !== high) canvas.current!.height = high
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      drawTree(pen, scene)
    })
    return () => cancelAnimationFrame(frame)
  })
}

/** The wheel zooms with Ctrl, as everywhere, and moves the page otherwise. */
function useWheel(frame: RefObject<HTMLDivElement | null>, zoom: (factor: number, at: number) => void): void {
  const latest = useRef(zoom)
  useEffect(() => { latest.current = zoom })
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(event.deltaY < 0 ? 1.25 : 0.8, event.offsetY)
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [frame])
}

/** A drag moves, a press without one chooses. */
function useDrag(move: (by: number) => void, choose: (x: number, y: number) => void) {
  const from = useRef<{ y: number; moved: boolean } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => { from.current = { y: event.clientY, moved: false } },
    onPointerMove: (event: PointerEvent) => {
      if (from.current === null || event.buttons === 0) return
      const by = event.clientY - from.current.y
      if (!from.current.moved && Math.abs(by) < 4) return
      from.current = { y: event.clientY, moved: true }
      move(by)
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      const pressed = from.current
      from.current = null
      if (pressed === null || pressed.moved || (event.target as HTMLElement).tagName !== 'CANVAS') return
      const box = event.currentTarget.getBoundingClientRect()
      choose(event.clientX - box.left, event.clientY - box.top)
    },
  }
}
