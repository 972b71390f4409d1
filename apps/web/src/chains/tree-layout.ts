import type { ChainModel } from './model.ts'

/** Where the cases of a tree stand: the row of each (leaves take one each, a source stands in the middle of those it infected), and how many rows there are. */
export type TreeLayout = { row: Float32Array; rows: number; firstDay: number; lastDay: number }

/** Lays a tree out over time: days go to the right, cases of one chain stand together. Steps grow with the cases alone. */
export function treeLayout({ chain, count, parent, childStart, children, order }: ChainModel): TreeLayout {
  const leaves = new Float64Array(count)
  for (let at = count - 1; at >= 0; at--) {
    const n = order[at]!
    if (childStart[n] === childStart[n + 1]) leaves[n] = 1
    if (parent[n]! >= 0) leaves[parent[n]!]! += leaves[n]!
  }
  const [start, row] = [new Float64Array(count), new Float32Array(count)]
  let rows = 0
  for (const n of order) {
    if (parent[n] === -1) {
      start[n] = rows
      rows += leaves[n]!
    }
    let next = start[n]!
    for (let at = childStart[n]!; at < childStart[n + 1]!; at++) {
      start[children[at]!] = next
      next += leaves[children[at]!]!
    }
    row[n] = start[n]! + (leaves[n]! - 1) / 2
  }
  const days = chain.cases.day
  return { row, rows, firstDay: days[0] ?? 0, lastDay: days.at(-1) ?? 0 }
}

/** The same tree as rings: generations outwards, chains side by side; where a network's layout sets out from. x and y by turns. */
export function ringLayout(model: ChainModel, { row, rows }: TreeLayout): Float32Array {
  const depth = new Float32Array(model.count)
  for (const n of model.order) depth[n] = model.parent[n] === -1 ? 1 : depth[model.parent[n]!]! + 1
  const at = new Float32Array(model.count * 2)
  const ring = Math.max(10, Math.sqrt(model.count) * 4)
  for (let n = 0; n < model.count; n++) {
    const angle = (row[n]! / Math.max(1, rows)) * 2 * Math.PI
    at[2 * n] = Math.cos(angle) * depth[n]! * ring
    at[2 * n + 1] = Math.sin(angle) * depth[n]! * ring
  }
  return at
}
