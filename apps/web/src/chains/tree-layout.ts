import type { ChainModel } from './model.ts'

/**
 * Where the cases of a tree stand: the row of each (leaves take one each, a source stands in the middle of those it infected; -1: not
 * shown), how many cases are not shown behind it, and how many rows there are.
 */
export type TreeLayout = { row: Float32Array; hidden: Int32Array; rows: number; firstDay: number; lastDay: number }

/** Rows that each case takes, and the cases behind it that are not shown. */
function roomOf({ count, parent, childStart, order, depth }: ChainModel, deepest: number): { leaves: Float64Array; hidden: Int32Array } {
  const [leaves, hidden] = [new Float64Array(count), new Int32Array(count)]
  for (let at = count - 1; at >= 0; at--) {
    const n = order[at]!
    if (depth[n]! > deepest) {
      hidden[parent[n]!]! += hidden[n]! + 1
      hidden[n] = 0
      continue
    }
    if (depth[n] === deepest || childStart[n] === childStart[n + 1]) leaves[n] = 1
    if (parent[n]! >= 0) leaves[parent[n]!]! += leaves[n]!
  }
  return { leaves, hidden }
}

/** Lays a tree out over time: days go to the right, cases of one chain stand together. What lies behind generation `deepest` is left out. Steps grow with the cases alone. */
export function treeLayout(model: ChainModel, deepest = Number.POSITIVE_INFINITY): TreeLayout {
  const { chain, count, parent, childStart, children, order, depth } = model
  const { leaves, hidden } = roomOf(model, deepest)
  const [start, row] = [new Float64Array(count), new Float32Array(count).fill(-1)]
  let rows = 0
  for (const n of order) {
    if (depth[n]! > deepest) continue
    if (parent[n] === -1) {
      start[n] = rows
      rows += leaves[n]!
    }
    row[n] = start[n]! + (leaves[n]! - 1) / 2
    let next = start[n]!
    for (let at = childStart[n]!; at < childStart[n + 1]!; at++) {
      start[children[at]!] = next
      next += leaves[children[at]!]!
    }
  }
  const days = chain.cases.day
  let last = count - 1
  while (last > 0 && row[last] === -1) last--
  return { row, hidden, rows, firstDay: days[0] ?? 0, lastDay: days[last] ?? 0 }
}

/** The same tree as rings: generations outwards, chains side by side; where a network's layout sets out from. x and y by turns. */
export function ringLayout(model: ChainModel, { row, rows }: Pick<TreeLayout, 'row' | 'rows'>): Float32Array {
  const at = new Float32Array(model.count * 2)
  const ring = Math.max(10, Math.sqrt(model.count) * 4)
  for (let n = 0; n < model.count; n++) {
    const [angle, radius] = [(row[n]! / Math.max(1, rows)) * 2 * Math.PI, (model.depth[n]! + 1) * ring]
    at[2 * n] = Math.cos(angle) * radius
    at[2 * n + 1] = Math.sin(angle) * radius
  }
  return at
}
