import { MultiDirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../text/t.ts'
import type { Painted } from './colours.ts'
import { codeOf, type ChainModel } from './model.ts'
import { layOut } from './lay-out.ts'
import { ringLayout, treeLayout } from './tree-layout.ts'
import type { ViewProps } from './tree.tsx'

type Props = ViewProps & { onFailure: () => void }

/** So many nodes or links are put into the graph between two frames. */
const SLICE = 2500
/** A network of so many is seen whole. */
const SMALL = 100
const [LINK_COLOURS, CHOSEN] = [['#5d696d', '#a7b4b7', '#d3dbdd'], '#1b2326']

const pause = (): Promise<void> => new Promise((done) => setTimeout(done))
const sizeOf = (infected: number): number => 5 + Math.min(9, Math.sqrt(infected) * 2)

/** Builds the graph a slice at a time, so that the page goes on answering; null when it is no longer wanted. */
async function build({ chain, count, childStart }: ChainModel, at: Float32Array, isWanted: () => boolean): Promise<MultiDirectedGraph | null> {
  const graph = new MultiDirectedGraph()
  for (let n = 0; n < count; n++) {
    graph.addNode(n, { x: at[2 * n], y: at[2 * n + 1], size: sizeOf(childStart[n + 1]! - childStart[n]!), label: codeOf(chain, n) })
    if (n % SLICE === SLICE - 1) await pause()
    if (!isWanted()) return null
  }
  const { from, to, kind } = chain.links
  for (let link = 0; link < from.length; link++) {
    graph.addDirectedEdgeWithKey(`${link}`, from[link], to[link], { size: 1.5, color: LINK_COLOURS[kind[link]!], type: 'arrow' })
    if (link % SLICE === SLICE - 1) await pause()
    if (!isWanted()) return null
  }
  return graph
}

function paint(graph: MultiDirectedGraph, { of, shades }: Painted): void {
  graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, color: shades[of[Number(node)]!]!.colour }), { attributes: ['color'] })
}

type Drawing = { sigma: Sigma; graph: MultiDirectedGraph }

function open(container: HTMLElement, graph: MultiDirectedGraph): Sigma {
  return new Sigma(graph, container, {
    allowInvalidContainer: true, renderEdgeLabels: false, labelRenderedSizeThreshold: 4, labelDensity: 0.4, labelFont: '"Be Vietnam Pro", sans-serif', labelSize: 11.5,
    labelColor: { color: '#1b2326' }, minEdgeThickness: 0.4, zIndex: false, stagePadding: 90,
  })
}

/** The chain as a network: drawn where the tree's rings put it at once, then laid out beside the page and moved there when done. */
export default function ChainNetwork({ model, painted, selected, onSelect, onFailure }: Props) {
  const container = useRef<HTMLDivElement>(null)
  const [settled, setSettled] = useState(false)
  const drawing = useDrawing(container, model, painted, { onSelect, onFailure, onSettled: setSettled })
  useEffect(() => {
    if (drawing === null) return undefined
    paint(drawing.graph, painted)
    return undefined
  }, [drawing, painted])
  useEffect(() => (drawing === null || selected === -1 ? undefined : choose(drawing, selected)), [drawing, selected, settled])
  return (
    <div className="chain-stage" data-drawn={drawing === null ? undefined : 'network'} data-settled={settled}>
      <div ref={container} className="chain-network" role="img" aria-label={t('chains.networkLabel', { cases: model.count, links: model.chain.links.from.length })} />
      {!settled && <p className="chain-note quiet" role="status">{t('chains.layingOut')}</p>}
    </div>
  )
}

type Told = { onSelect: (at: number) => void; onFailure: () => void; onSettled: (settled: boolean) => void }

function useDrawing(container: React.RefObject<HTMLDivElement | null>, model: ChainModel, painted: Painted, told: Told): Drawing | null {
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const latest = useRef({ ...told, painted })
  useEffect(() => { latest.current = { ...told, painted } })
  const rings = useMemo(() => ringLayout(model, treeLayout(model)), [model])
  useEffect(() => {
    let [wanted, sigma, stop]: [boolean, Sigma | null, () => void] = [true, null, () => {}]
    latest.current.onSettled(false)
    const start = async (): Promise<void> => {
      const graph = await build(model, rings, () => wanted)
      if (graph === null || container.current === null) return
      paint(graph, latest.current.painted)
      await pause()
      if (!wanted) return
      const opened = open(container.current, graph)
      sigma = opened
      opened.on('clickNode', ({ node }) => latest.current.onSelect(Number(node)))
      setDrawing({ sigma: opened, graph })
      stop = layOut(model, rings.slice(), (at) => {
        graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, x: at[2 * Number(node)], y: at[2 * Number(node) + 1] }), { attributes: ['x', 'y'] })
        latest.current.onSettled(true)
      })
    }
    start().catch(() => latest.current.onFailure()) // no WebGL here: the tree and the table say the same
    return () => {
      wanted = false
      stop()
      setDrawing(null)
      sigma?.kill()
    }
  }, [container, model, rings])
  return drawing
}

/** Marks the chosen case and its links, and brings it into sight. */
function choose({ sigma, graph }: Drawing, selected: number): () => void {
  const [node, before] = [String(selected), graph.getNodeAttributes(selected)]
  const edges = graph.edges(node).map((edge) => [edge, graph.getEdgeAttribute(edge, 'color') as string, graph.getEdgeAttribute(edge, 'size') as number] as const)
  graph.mergeNodeAttributes(node, { highlighted: true, size: Math.max(7, before.size as number) })
  for (const [edge, , size] of edges) graph.mergeEdgeAttributes(edge, { color: CHOSEN, size: size * 2 })
  const place = sigma.getNodeDisplayData(node)
  if (place && graph.order > SMALL) void sigma.getCamera().animate({ x: place.x, y: place.y, ratio: Math.min(sigma.getCamera().ratio, 0.7) }, { duration: 200 })
  return () => {
    if (graph.order === 0) return
    graph.mergeNodeAttributes(node, { highlighted: false, size: before.size as number })
    for (const [edge, colour, size] of edges) graph.mergeEdgeAttributes(edge, { color: colour, size })
  }
}
