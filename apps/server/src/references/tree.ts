import { restingRelations, type DirectiveTree } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'
import { loadDocuments, loadEdgesFrom, loadEdgesTo, type DocumentRow, type EdgeRow } from './load.ts'
import { cites, matchReference } from './match.ts'
import { documentOf, documentsFor, refOf } from './view.ts'

/** A tree stops here; what lies beyond is a click away on the outermost document. */
const MOST_NODES = 400
const MOST_STEPS = 6

type Node = DirectiveTree['nodes'][number]
interface Growing { nodes: Map<string, Node>; edges: Map<string, DirectiveTree['edges'][number]>; truncated: boolean }

const CENTRAL = /[-/](?:[A-ZĐ]+-)*(?:TW|CP|TTG|BYT|BCĐQG|BCDQG|BTTTT|BNV|QH\d*|UBTVQH\d*)\b|-TW$/u

/** Level of the issuing body; documents of the central level show it in their number. */
function levelOf({ numberKey, issuerLevel }: { numberKey: string | null; issuerLevel: string | null }): Node['level'] {
  if (issuerLevel !== null) return issuerLevel as Node['level']
  if (numberKey === null) return null
  if (CENTRAL.test(numberKey)) return 'central'
  if (/\/TU$/u.test(numberKey)) return 'province'
  return /\/HU$/u.test(numberKey) ? 'district' : null
}

function put(tree: Growing, document: DocumentRow): boolean {
  if (tree.nodes.has(document.id)) return false
  if (tree.nodes.size >= MOST_NODES) {
    tree.truncated = true
    return false
  }
  tree.nodes.set(document.id, { key: document.id, level: levelOf(document), document: refOf(document), cited: null })
  return true
}

function join(tree: Growing, from: string, to: string, relation: EdgeRow['relation']): void {
  const key = `${from} ${to}`
  const before = tree.edges.get(key)
  if (from !== to && tree.nodes.has(from) && tree.nodes.has(to) && (!before || !restingRelations.includes(before.relation))) tree.edges.set(key, { from, to, relation })
}

/** A citation of a document not held here stands in the tree by its words alone. */
function putCited(tree: Growing, edge: EdgeRow): string {
  const words = [edge.docType, edge.number, edge.issuedOn && `ngày ${edge.issuedOn.split('-').reverse().join('/')}`, edge.issuerText].filter(Boolean).join(' ')
  const key = `cited:${edge.numberKey ?? ''}|${edge.issuedOn ?? ''}|${edge.issuerText ?? ''}`
  if (!tree.nodes.has(key)) tree.nodes.set(key, { key, level: levelOf({ numberKey: edge.numberKey, issuerLevel: null }), document: null, cited: words })
  return key
}

async function stepUp(tx: Tx, tree: Growing, from: readonly DocumentRow[]): Promise<DocumentRow[]> {
  const edges = (await loadEdgesFrom(tx, from.map(({ id }) => id), false)).filter(edge => edge.relation !== 'recall')
  const documents = await documentsFor(tx, edges)
  return edges.flatMap(edge => {
    const { target } = matchReference(edge, documents)
    if (target === null) {
      join(tree, edge.directiveId, putCited(tree, edge), edge.relation)
      return []
    }
    const fresh = put(tree, target)
    join(tree, edge.directiveId, target.id, edge.relation)
    return fresh ? [target] : []
  })
}

async function stepDown(tx: Tx, tree: Growing, to: readonly DocumentRow[]): Promise<DocumentRow[]> {
  const edges = (await loadEdgesTo(tx, to.map(({ id }) => id), to.flatMap(({ numberKey }) => numberKey ?? []))).filter(edge => edge.relation !== 'recall')
  const citing = new Map((await loadDocuments(tx, edges.map(edge => edge.directiveId))).map(each => [each.id, each]))
  return edges.flatMap(edge => {
    const from = citing.get(edge.directiveId)
    const target = to.find(document => cites(edge, document))
    if (!from || !target) return []
    const fresh = put(tree, from)
    join(tree, from.id, target.id, edge.relation)
    return fresh ? [from] : []
  })
}

/** Documents that one rests on and those that rest on it, each once; citations in a circle end where they began. */
export async function treeOf(tx: Tx, id: string): Promise<DirectiveTree> {
  const root = await documentOf(tx, id)
  const tree: Growing = { nodes: new Map(), edges: new Map(), truncated: false }
  put(tree, root)
  for (const step of [stepUp, stepDown]) {
    let rim: DocumentRow[] = [root]
    for (let n = 0; n < MOST_STEPS && rim.length > 0; n += 1) rim = await step(tx, tree, rim)
    if (rim.length > 0) tree.truncated = true
  }
  return { rootId: id, truncated: tree.truncated, nodes: [...tree.nodes.values()], edges: [...tree.edges.values()] }
}
