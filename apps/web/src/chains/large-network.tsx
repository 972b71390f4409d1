import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../text/t.ts'
import { layOut } from './lay-out.ts'
import { caseNear, drawNetwork, wholeNetwork, zoomedNetwork, type NetworkScene, type NetworkView } from './network-paint.ts'
import { useSize } from './size.ts'
import { useDrag, useDrawing, useWheel } from './stage.ts'
import { ringLayout, treeLayout } from './tree-layout.ts'
import type { ViewProps } from './tree.tsx'

/** Near enough to tell a case and its links from those beside it. */
const NEAR = 6

/** A network of thousands of cases, drawn by ourselves: rings at once, then as it was laid out beside the page. */
export default function LargeNetwork({ model, painted, selected, onSelect }: ViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(frame)
  const { at, settled } = usePlaces(model)
  const whole = useMemo(() => wholeNetwork(at, width, height), [at, width, height])
  const [view, setView] = useState<NetworkView | null>(null)
  const scene: NetworkScene = { model, at, painted, selected, width, height, view: view ?? whole }
  useEffect(() => { if (selected !== -1) setView((before) => ({ x: at[2 * selected]!, y: at[2 * selected + 1]!, scale: Math.max(before?.scale ?? 0, whole.scale * NEAR) })) }, [selected, at, whole])
  useDrawing(canvas, scene, (pen, ratio) => drawNetwork(pen, scene, ratio))
  const zoom = (factor: number, x = width / 2, y = height / 2): void => setView(zoomedNetwork(view ?? whole, scene, factor, x, y))
  useWheel(frame, zoom)
  const drag = useDrag((x, y) => setView((before) => { const from = before ?? whole; return { ...from, x: from.x - x / from.scale, y: from.y - y / from.scale } }),
    (x, y) => { const found = caseNear(scene, x, y); if (found !== -1) onSelect(found) })
  return (
    <div className="chain-stage chain-free" ref={frame} {...drag} data-drawn={width > 0 ? 'network' : undefined} data-settled={settled}>
      <canvas ref={canvas} role="img" aria-label={t('chains.networkLabel', { cases: model.count, links: model.chain.links.from.length })} />
      {!settled && <p className="chain-note quiet" role="status">{t('chains.layingOut')}</p>}
      <p className="chain-zoom no-print">
        <Button size="small" aria-label={t('chains.zoomIn')} onClick={() => zoom(1.8)}>+</Button>
        <Button size="small" aria-label={t('chains.zoomOut')} onClick={() => zoom(1 / 1.8)}>−</Button>
        <Button size="small" onClick={() => setView(null)}>{t('chains.wholeNetwork')}</Button>
      </p>
    </div>
  )
}

/** Where the cases stand: on the rings of the tree, until the layout is done. */
function usePlaces(model: ViewProps['model']): { at: Float32Array; settled: boolean } {
  const rings = useMemo(() => ringLayout(model, treeLayout(model)), [model])
  const [laid, setLaid] = useState<{ of: Float32Array; at: Float32Array } | null>(null)
  useEffect(() => layOut(model, rings.slice(), (at) => setLaid({ of: rings, at })), [model, rings])
  const settled = laid?.of === rings
  return { at: settled ? laid.at : rings, settled }
}
