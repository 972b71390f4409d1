import type { ChainModel } from './model.ts'
import type { TreeLayout } from './tree-layout.ts'

/** The next case of the same generation in the order of the rows, one way or the other; the same where there is none. */
function beside({ order, depth }: ChainModel, { row }: TreeLayout, from: number, step: 1 | -1): number {
  for (let at = order.indexOf(from) + step; at >= 0 && at < order.length; at += step) if (depth[order[at]!] === depth[from] && row[order[at]!] !== -1) return order[at]!
  return from
}

/** Where a key leads from a case of the tree: left to its source, right to the first it infected, up and down within its generation; undefined for other keys. */
export function caseByKey(model: ChainModel, layout: TreeLayout, from: number, key: string): number | undefined {
  const { parent, childStart, children, order, chain } = model
  const isArrow = key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'
  if (key === 'Home') return order[0]
  if (!isArrow) return undefined
  if (from === -1) return Math.max(0, chain.start)
  if (key === 'ArrowLeft') return parent[from] === -1 ? from : parent[from]
  if (key === 'ArrowRight') return childStart[from] === childStart[from + 1] ? from : children[childStart[from]!]
  return beside(model, layout, from, key === 'ArrowDown' ? 1 : -1)
}
