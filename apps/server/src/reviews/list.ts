import { changingRelations, restingRelations, type ReviewPage } from '@phaodai/office'
import type { Tx, Who } from '#kernel/session.ts'
import { cites, documentsFor, loadDocuments, loadEdgesFrom, loadEdgesTo, matchReference, refOf, type DocumentRow } from '../references/index.ts'
import { groundsOfZones, type ZoneGround } from '../zones/index.ts'
import { groundsOf, type Change, type Ground } from './grounds.ts'
import { loadChangers, loadDecided, loadEnded, loadGivenTasks, type TaskRow } from './load.ts'

/** A task or document to be reviewed for one reason. */
export interface TaskReview { task: TaskRow; ground: Ground }
export interface DocumentReview { document: DocumentRow; ground: Ground }
export interface ZoneReview { zone: ZoneGround; ground: Ground }
export interface Reviews { tasks: TaskReview[]; documents: DocumentReview[]; zones: ZoneReview[]; known: ReadonlyMap<string, DocumentRow> }

/** Which documents in sight replace, amend or repeal which. */
async function loadChanges(tx: Tx): Promise<Change[]> {
  const ids = await loadChangers(tx, changingRelations)
  const edges = (await loadEdgesFrom(tx, ids, false)).filter(edge => changingRelations.includes(edge.relation))
  const documents = await documentsFor(tx, edges)
  return edges.flatMap(edge => {
    const { target } = matchReference(edge, documents)
    return target && target.state !== 'draft' ? [{ from: edge.directiveId, to: target.id, relation: edge.relation as Change['relation'] }] : []
  })
}

/** The acting body's own documents in force that rest on a ground, once for each ground. */
async function restingOn(tx: Tx, who: Who, grounds: readonly Ground[], known: ReadonlyMap<string, DocumentRow>): Promise<DocumentReview[]> {
  const rows = grounds.flatMap(ground => known.get(ground.id) ?? [])
  const edges = (await loadEdgesTo(tx, rows.map(({ id }) => id), rows.flatMap(({ numberKey }) => numberKey ?? []))).filter(edge => restingRelations.includes(edge.relation) && edge.ownerId === who.bodyId)
  const mine = new Map((await loadDocuments(tx, edges.map(edge => edge.directiveId))).filter(({ direction, state }) => direction === 'own' && state === 'issued').map(each => [each.id, each]))
  const found = grounds.flatMap(ground => edges.flatMap(edge => {
    const document = mine.get(edge.directiveId)
    return document && document.id !== ground.becauseId && cites(edge, known.get(ground.id)!) ? [{ document, ground }] : []
  }))
  return [...new Map(found.map(each => [keyOf(each.document.id, each.ground), each])).values()]
}

function keyOf(subjectId: string, { id, cause, becauseId }: Pick<Ground, 'id' | 'cause' | 'becauseId'>): string {
  return [subjectId, id, cause, becauseId].join(' ')
}

/** Tasks out of a ground (of an ended one those still marked), and out of the documents that rest on it; each once. */
async function tasksUnder(tx: Tx, grounds: readonly Ground[], documents: readonly DocumentReview[]): Promise<TaskReview[]> {
  const tasks = await loadGivenTasks(tx, [...grounds.map(({ id }) => id), ...documents.map(({ document }) => document.id)])
  const direct = grounds.flatMap(ground => tasks.filter(task => task.directiveId === ground.id && (!ground.flagged || task.needsReview !== null)).map(task => ({ task, ground })))
  const through = documents.flatMap(({ document, ground }) => tasks.filter(task => task.directiveId === document.id).map(task => ({ task, ground })))
  return [...new Map([...direct, ...through].map(each => [keyOf(each.task.id, each.ground), each])).values()]
}

/** Zones in scope that rest on a ground. */
async function zonesUnder(tx: Tx, grounds: readonly Ground[]): Promise<ZoneReview[]> {
  const zones = await groundsOfZones(tx, grounds.map(({ id }) => id))
  return grounds.flatMap(ground => zones.filter(({ documentId }) => documentId === ground.id).map(zone => ({ zone, ground })))
}

/** All that awaits a decision of the acting body because its ground ended or changed. */
export async function reviewsFor(tx: Tx, who: Who, today: string): Promise<Reviews> {
  const grounds = groundsOf(await loadEnded(tx, today), await loadChanges(tx))
  if (grounds.length === 0) return { tasks: [], documents: [], zones: [], known: new Map() }
  const ids = [...new Set(grounds.flatMap(({ id, becauseId }) => [id, ...(becauseId ? [becauseId] : [])]))]
  const known = new Map((await loadDocuments(tx, ids)).map(row => [row.id, row]))
  const seen = grounds.filter(({ id }) => known.has(id))
  const documents = await restingOn(tx, who, seen, known)
  const tasks = await tasksUnder(tx, seen, documents)
  const decided = new Set((await loadDecided(tx, seen.map(({ id }) => id))).map(({ subjectId, causeId, cause, becauseId }) => [subjectId, causeId, cause, becauseId].join(' ')))
  const zones = await zonesUnder(tx, seen)
  return {
    known, zones: zones.filter(({ zone, ground }) => !decided.has(keyOf(zone.id, ground))), documents: documents.filter(({ document, ground }) => !decided.has(keyOf(document.id, ground))),
    tasks: tasks.filter(({ task, ground }) => task.needsReview !== null && ground.flagged && task.directiveId === ground.id || !decided.has(keyOf(task.id, ground))),
  }
}

/** The list as the screen shows it. */
export function pageOf({ tasks, documents, zones, known }: Reviews): ReviewPage {
  const why = ({ id, cause, becauseId }: Ground) => {
    const [ground, because] = [known.get(id)!, becauseId === null ? undefined : known.get(becauseId)]
    return { cause, ground: refOf(ground), because: because ? refOf(because) : null, since: cause === 'expired' ? ground.expiresOn : because?.issuedOn ?? null }
  }
  const openTasks = (documentId: string): number => new Set(tasks.filter(({ task }) => task.directiveId === documentId).map(({ task }) => task.id)).size
  return {
    documents: documents.map(({ document, ground }) => ({ ...why(ground), document: refOf(document), openTasks: openTasks(document.id) })),
    zones: zones.map(({ zone: { id, name, area, state, measures }, ground }) => ({ ...why(ground), zone: { id, name, area, state }, measures })),
    tasks: tasks.map(({ task: { id, text, body, deadline, state, version, directiveNumber }, ground }) => ({ ...why(ground), task: { id, text, body, deadline, state, version, directiveNumber } })),
  }
}
