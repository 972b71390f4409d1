import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { formatDay } from '@phaodai/vocabulary'
import { t } from '../text/t.ts'
import type { Painted } from './colours.ts'
import { dayText, type ChainModel } from './model.ts'
import { PrintTree } from './print-tree.tsx'
import { caseByKey } from './tree-keys.ts'
import { treeLayout } from './tree-layout.ts'
import { caseAt, drawTree, moved, viewAt, wholeView, zoomed, type TreeScene, type TreeView } from './tree-paint.ts'
import { useSize } from './size.ts'
import { useDrag, useDrawing, useWheel } from './stage.ts'

export type ViewProps = { model: ChainModel; painted: Painted; selected: number; onSelect: (at: number) => void }
type TreeProps = ViewProps & { deepest: number; onOpen: (at: number) => void }

/** The chain as a tree over time, down to a generation. Dragging and the wheel move it, the buttons too; arrows go from case to case; the table beside it says the same. */
export function ChainTree({ model, painted, selected, onSelect, deepest, onOpen }: TreeProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(frame)
  const layout = useMemo(() => treeLayout(model, deepest), [model, deepest])
  const [view, setView] = useState<TreeView | null>(null)
  const shown = view ?? wholeView(layout, height)
  const scene: TreeScene = { model, layout, painted, selected, width, height, view: shown }
  useEffect(() => setView(null), [layout])
  useEffect(() => {
    if (selected !== -1 && height > 0) setView((before) => (before === null && wholeView(layout, height).scale >= 13 ? null : viewAt(layout.row[selected]!, before ?? wholeView(layout, height), layout, height)))
  }, [selected, layout, height])
  useDrawing(canvas, scene, (pen, ratio) => { pen.setTransform(ratio, 0, 0, ratio, 0, 0); drawTree(pen, scene) })
  useWheel(frame, (factor, _, at) => setView((before) => zoomed(before ?? wholeView(layout, height), layout, height, factor, at)))
  const drag = useDrag((_, by) => setView((before) => { const from = before ?? wholeView(layout, height); return moved({ ...from, top: from.top - by / from.scale }, layout, height) }),
    (x, y) => { const found = caseAt(scene, x, y); if (found !== -1) onSelect(found) })
  const zoom = (factor: number) => setView(zoomed(shown, layout, height, factor, height / 2))
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && selected !== -1) onOpen(selected)
    const next = caseByKey(model, layout, selected, event.key)
    if (next === undefined) return
    event.preventDefault()
    onSelect(next)
  }
  return (
    <div className="chain-stage" ref={frame} {...drag} data-drawn={width > 0 ? 'tree' : undefined}>
      <canvas ref={canvas} tabIndex={0} onKeyDown={press} aria-describedby="chain-keys" aria-label={t('chains.treeLabel', { cases: model.count, from: formatDay(dayText(layout.firstDay)), to: formatDay(dayText(layout.lastDay)) })} />
      <p id="chain-keys" className="unseen">{t('chains.keys')}</p>
      <div className="chain-zoom">
        <PrintTree {...{ model, layout, painted, selected }} />
        <Button size="small" className="no-print" aria-label={t('chains.zoomIn')} onClick={() => zoom(1.8)}>+</Button>
        <Button size="small" className="no-print" aria-label={t('chains.zoomOut')} onClick={() => zoom(1 / 1.8)}>−</Button>
        <Button size="small" className="no-print" onClick={() => setView(null)}>{t('chains.whole')}</Button>
      </div>
    </div>
  )
}
