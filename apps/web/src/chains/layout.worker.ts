/** Lays a network out away from the page: ForceAtlas2 from where the rings put it, for so long and no longer. */
import iterate from 'graphology-layout-forceatlas2/iterate.js'

export type LayoutAsk = { at: Float32Array; from: Int32Array; to: Int32Array; milliseconds: number }

const [PER_NODE, PER_EDGE, MASS, CONVERGENCE, SIZE] = [10, 3, 6, 7, 8]
const settings = {
  linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 0, scalingRatio: 8, strongGravityMode: false, gravity: 0.5, slowDown: 4, barnesHutOptimize: true, barnesHutTheta: 1.2,
}

function matrices({ at, from, to }: LayoutAsk): [nodes: Float32Array, edges: Float32Array] {
  const [nodes, edges] = [new Float32Array((at.length / 2) * PER_NODE), new Float32Array(from.length * PER_EDGE)]
  for (let n = 0; n < at.length / 2; n++) {
    nodes[n * PER_NODE] = at[2 * n]!
    nodes[n * PER_NODE + 1] = at[2 * n + 1]!
    for (const column of [MASS, CONVERGENCE, SIZE]) nodes[n * PER_NODE + column] = 1
  }
  for (let link = 0; link < from.length; link++) {
    const [one, other] = [from[link]! * PER_NODE, to[link]! * PER_NODE]
    edges.set([one, other, 1], link * PER_EDGE)
    nodes[one + MASS]!++
    nodes[other + MASS]!++
  }
  return [nodes, edges]
}

function places(nodes: Float32Array): Float32Array {
  const at = new Float32Array((nodes.length / PER_NODE) * 2)
  for (let n = 0; n < at.length / 2; n++) {
    at[2 * n] = nodes[n * PER_NODE]!
    at[2 * n + 1] = nodes[n * PER_NODE + 1]!
  }
  return at
}

self.onmessage = ({ data }: MessageEvent<LayoutAsk>) => {
  const [nodes, edges] = matrices(data)
  const end = performance.now() + data.milliseconds
  // No more steps than a small network needs: it would only tremble.
  for (let step = 0; performance.now() < end && step < 600; step++) iterate(settings, nodes, edges)
  const at = places(nodes)
  self.postMessage(at, { transfer: [at.buffer] })
}
