import type { DocumentRef, ReferenceInput, References, ReferenceView } from '@phaodai/office'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { numberKeyOf } from '@phaodai/office'
import { findEdge, loadByNumbers, loadDocuments, loadEdgesFrom, loadEdgesTo, type DocumentRow, type EdgeRow } from './load.ts'
import { cites, matchReference } from './match.ts'
import { insertReferences, updateExpiry, updateReference } from './save.ts'

/** A document as lists name it. */
export function refOf({ id, owner, direction, docType, number, issuedOn, issuer, abstract, state, expiresOn }: DocumentRow): DocumentRef {
  return { id, owner, direction, docType, number, issuedOn, issuer, abstract, state, expiresOn }
}

/** One document in sight, or `not-found`. */
export async function documentOf(tx: Tx, id: string): Promise<DocumentRow> {
  const [document] = await loadDocuments(tx, [id])
  if (!document) throw new Problem('not-found')
  return document
}

/** Documents that citations may mean: chosen ones and those of the numbers, as the viewer sees them. */
export async function documentsFor(tx: Tx, edges: readonly EdgeRow[]): Promise<DocumentRow[]> {
  const ids = edges.flatMap(edge => edge.targetId ?? [])
  const keys = [...new Set(edges.flatMap(edge => edge.numberKey ?? []))]
  const found = [...(ids.length > 0 ? await loadDocuments(tx, ids) : []), ...(keys.length > 0 ? await loadByNumbers(tx, keys) : [])]
  return [...new Map(found.map(document => [document.id, document])).values()]
}

function viewOf(edge: EdgeRow, documents: readonly DocumentRow[], own: boolean): ReferenceView {
  const { target, found, candidates } = matchReference(edge, documents)
  const { id, relation, docType, number, issuedOn, issuerText, itemLabel, targetLabel, source, removed, version, spanStart, spanEnd } = edge
  return {
    id, relation, docType, number, issuedOn, issuerText, itemLabel, targetLabel: target ? targetLabel : null, source, removed, version: own ? version : 0,
    span: spanStart === null || spanEnd === null ? null : { start: spanStart, end: spanEnd }, target: target && refOf(target), found, candidates: candidates.map(refOf),
  }
}

/** What a document cites and what in sight cites it; an office sees what it took out of its own list too. */
export async function referencesFor(tx: Tx, who: Who, id: string): Promise<References> {
  const document = await documentOf(tx, id)
  const own = document.owner.id === who.bodyId
  const edges = await loadEdgesFrom(tx, [id], own)
  const documents = await documentsFor(tx, edges)
  const toMe = (await loadEdgesTo(tx, [id], document.numberKey === null ? [] : [document.numberKey])).filter(edge => edge.directiveId !== id && cites(edge, document))
  const citing = new Map((await loadDocuments(tx, toMe.map(edge => edge.directiveId))).map(each => [each.id, each]))
  return {
    directiveId: id, version: document.version, expiresOn: document.expiresOn, mayCorrect: own && who.held.includes('reference.write'),
    up: edges.map(edge => viewOf(edge, documents, own)),
    down: toMe.flatMap(edge => {
      const from = citing.get(edge.directiveId)
      return from ? [{ id: edge.id, relation: edge.relation, document: refOf(from) }] : []
    }),
  }
}

/** Adds a citation by hand, corrects one, takes one out or puts it back. Refuses `stale`, `not-found`, `reference-missing`. */
export async function putReference(tx: Tx, who: Who, directiveId: string, id: string, input: ReferenceInput): Promise<void> {
  const document = await documentOf(tx, directiveId)
  if (document.owner.id !== who.bodyId) throw new Problem('not-allowed')
  if (input.targetId === directiveId) throw new Problem('invalid-input', { fields: { targetId: 'Chọn văn bản khác.' } })
  if (input.targetId !== null && (await loadDocuments(tx, [input.targetId])).length === 0) throw new Problem('reference-missing')
  if (input.targetId === null && !input.number && !input.issuedOn) throw new Problem('invalid-input', { fields: { number: 'Ghi số hoặc ngày của văn bản.' } })
  const before = await findEdge(tx, directiveId, id)
  if (before && input.version === 0) return
  if (before) return changed(tx, directiveId, id, input)
  if (input.version !== 0) throw new Problem('not-found')
  const { version: _, removed: __, ...fields } = input
  const made = await insertReferences(tx, [{ ...fields, id, directiveId, numberKey: numberKeyOf(input.number), itemLabel: null, spanStart: null, spanEnd: null, targetLabel: null, source: 'added' }])
  if (made === 0) throw new Problem('not-allowed')
}

async function changed(tx: Tx, directiveId: string, id: string, input: ReferenceInput): Promise<void> {
  if (await updateReference(tx, id, input) === 0) refuseStale(await findEdge(tx, directiveId, id), input)
}

/** Sets the last day in force of one's own document. */
export async function setExpiry(tx: Tx, who: Who, id: string, version: number, expiresOn: string | null): Promise<void> {
  const document = await documentOf(tx, id)
  if (document.owner.id !== who.bodyId) throw new Problem('not-allowed')
  if (await updateExpiry(tx, id, version, expiresOn) === 0) refuseStale(await documentOf(tx, id), { version })
}
