import type { DirectiveTree } from '@phaodai/office'

type Node = DirectiveTree['nodes'][number]
/** A document in the indented list; one that stands above already comes again without its branches. */
export interface Branch { path: string; node: Node; relation: DirectiveTree['edges'][number]['relation'] | null; again: boolean; branches: Branch[] }

/** The graph as a list of trees: from what rests on nothing down to what rests on it, circles cut where they close. */
export function branchesOf({ nodes, edges }: DirectiveTree): Branch[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const below = new Map(nodes.map(({ key }) => [key, edges.filter((edge) => edge.to === key)]))
  const shown = new Set<string>()
  const grow = (node: Node, relation: Branch['relation'], path: string): Branch => {
    const again = shown.has(node.key)
    shown.add(node.key)
    const branches = again ? [] : (below.get(node.key) ?? []).map((edge) => grow(byKey.get(edge.from)!, edge.relation, `${path}/${edge.from}`))
    return { path, node, relation, again, branches }
  }
  const tops = nodes.filter(({ key }) => !edges.some((edge) => edge.from === key))
  const trees = tops.map((node) => grow(node, null, node.key))
  const left = nodes.filter(({ key }) => !shown.has(key))
  return [...trees, ...left.flatMap((node) => (shown.has(node.key) ? [] : [grow(node, null, node.key)]))]
}

/** A box of the picture: column by steps from the top, row by turn. */
export interface Placed { node: Node; column: number; row: number }

/** Where each document stands in the picture: below the deepest of those it rests on. */
export function placesOf(tree: DirectiveTree): Placed[] {
  const depth = new Map<string, number>()
  const walk = (branch: Branch, at: number): void => {
    depth.set(branch.node.key, Math.max(depth.get(branch.node.key) ?? 0, at))
    branch.branches.forEach((each) => walk(each, at + 1))
  }
  branchesOf(tree).forEach((branch) => walk(branch, 0))
  const used = new Map<number, number>()
  return tree.nodes.map((node) => {
    const column = depth.get(node.key) ?? 0
    const row = used.get(column) ?? 0
    used.set(column, row + 1)
    return { node, column, row }
  })
}
