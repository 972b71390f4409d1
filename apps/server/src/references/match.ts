import { agreement, type Named } from '@phaodai/office'
import type { DocumentRow, EdgeRow } from './load.ts'

type Cited = Pick<EdgeRow, 'directiveId' | 'ownerId' | 'numberKey' | 'issuedOn' | 'issuerText' | 'targetId'>

/** What was found for a citation: one document surely, or those it may mean. */
export interface Match { target: DocumentRow | null; found: 'chosen' | 'matched' | 'offered' | 'none'; candidates: DocumentRow[] }

const namesOf = (document: DocumentRow): Named => ({ numberKey: document.numberKey, issuedOn: document.issuedOn, issuers: [document.issuerName, document.issuerText] })

/** Of several copies of one document the citing office's own, else the issuer's original; null when that leaves several. */
function oneOf(sure: readonly DocumentRow[], ownerId: number): DocumentRow | null {
  const own = sure.filter(document => document.owner.id === ownerId)
  const among = own.length > 0 ? own : sure.length > 1 ? sure.filter(document => document.direction === 'own') : sure
  return among.length === 1 ? among[0]! : null
}

/**
 * Which of the documents in the viewer's sight a citation means. A chosen one holds; else number and day must agree and the
 * issuer not differ, and only one may be left; all others are offered. A document does not cite itself.
 */
export function matchReference(edge: Cited, documents: readonly DocumentRow[]): Match {
  const chosen = edge.targetId === null ? undefined : documents.find(({ id }) => id === edge.targetId)
  if (chosen) return { target: chosen, found: 'chosen', candidates: [] }
  if (edge.targetId !== null && edge.numberKey === null) return { target: null, found: 'none', candidates: [] }
  const cited: Named = { numberKey: edge.numberKey, issuedOn: edge.issuedOn, issuers: [edge.issuerText] }
  const others = documents.filter(({ id }) => id !== edge.directiveId)
  const sure = others.filter(document => agreement(cited, namesOf(document)) === 'sure')
  const target = oneOf(sure, edge.ownerId)
  if (target) return { target, found: 'matched', candidates: [] }
  const candidates = others.filter(document => agreement(cited, namesOf(document)) !== 'no').slice(0, 20)
  return { target: null, found: candidates.length > 0 ? 'offered' : 'none', candidates }
}

/** Whether a citation means this document: chosen, or by its words, which also name a copy in another office. */
export function cites(edge: Cited, document: DocumentRow): boolean {
  if (edge.targetId === document.id) return true
  return edge.directiveId !== document.id && agreement({ numberKey: edge.numberKey, issuedOn: edge.issuedOn, issuers: [edge.issuerText] }, namesOf(document)) === 'sure'
}
