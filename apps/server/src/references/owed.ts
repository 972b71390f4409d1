import { asksForDocument, restingRelations, type Concretisation, type ConcretisationPage } from '@phaodai/office'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findRule, loadDocuments, loadEdgesTo, loadLeadTasks, loadReceipts, type AskedTask, type DocumentRow, type Receipt } from './load.ts'
import { cites } from './match.ts'
import { putOwed } from './save.ts'
import { documentOf, refOf } from './view.ts'

interface Asking { today: string; withinDays: number }

/**
 * Whether a body owes a document of its own, has issued one, and by how many days it is late. Owed when a task asks for
 * one, unless the office says otherwise; due by that task's deadline, else so many days after receipt.
 */
export function concretisationOf(receipt: Receipt, tasks: readonly AskedTask[], document: DocumentRow | null, { today, withinDays }: Asking): Concretisation {
  const asked = tasks.filter(task => asksForDocument(task.text))
  const owed = receipt.owed ?? asked.length > 0
  const deadline = asked.flatMap(task => task.deadline ?? []).sort()[0] ?? null
  const dueOn = deadline ?? addDays(receipt.receivedOn, withinDays)
  const ended = document?.issuedOn ?? today
  const lateDays = daysBetween(dueOn, ended)
  return {
    body: { id: receipt.bodyId, name: receipt.bodyName }, receivedOn: receipt.receivedOn, dueOn, dueBy: deadline === null ? 'rule' : 'task', owed,
    owedBy: receipt.owed !== null ? 'office' : asked.length > 0 ? 'task' : 'none', document: document && refOf(document),
    afterDays: document?.issuedOn ? Math.max(0, daysBetween(receipt.receivedOn, document.issuedOn)) : null, lateDays,
    standing: document ? (owed && lateDays > 0 ? 'issued-late' : 'issued') : owed ? (lateDays > 0 ? 'late' : 'waiting') : 'not-owed',
    taskId: (asked.find(task => !task.closed) ?? tasks.find(task => !task.closed))?.id ?? null,
  }
}

/** The first document that each body issued out of this one. */
async function ownDocuments(tx: Tx, document: DocumentRow): Promise<Map<number, DocumentRow>> {
  const edges = (await loadEdgesTo(tx, [document.id], document.numberKey === null ? [] : [document.numberKey])).filter(edge => restingRelations.includes(edge.relation) && cites(edge, document))
  const issued = (await loadDocuments(tx, edges.map(edge => edge.directiveId))).filter(each => each.direction === 'own' && each.state !== 'draft' && each.state !== 'withdrawn' && each.id !== document.id)
  const byDay = issued.sort((a, b) => ((a.issuedOn ?? '9') < (b.issuedOn ?? '9') ? -1 : 1))
  return new Map(byDay.reverse().map(each => [each.owner.id, each]))
}

const RANK: Record<Concretisation['standing'], number> = { 'late': 0, 'waiting': 1, 'issued-late': 2, 'issued': 3, 'not-owed': 4 }

/** Every body that a document was sent to for carrying out: its own document or how late it is, the latest first. */
export async function concretisationsOf(tx: Tx, who: Who, id: string, today: string): Promise<ConcretisationPage> {
  const document = await documentOf(tx, id)
  const { days, source } = await findRule(tx, today)
  const tasks = await loadLeadTasks(tx, id)
  const issued = await ownDocuments(tx, document)
  const rows = (await loadReceipts(tx, id))
    .map(receipt => concretisationOf(receipt, tasks.filter(task => task.bodyId === receipt.bodyId), issued.get(receipt.bodyId) ?? null, { today, withinDays: days }))
    .sort((a, b) => RANK[a.standing] - RANK[b.standing] || b.lateDays - a.lateDays || a.body.id - b.body.id)
  const owed = rows.filter(row => row.owed)
  return {
    directive: refOf(document), mayMark: document.owner.id === who.bodyId && who.held.includes('reference.write'), withinDays: days, source, rows,
    totals: { owed: owed.length, issued: owed.filter(row => row.document !== null).length, late: owed.filter(row => row.standing === 'late').length },
  }
}

/** Says for recipients of one's own document whether they owe one of theirs. */
export async function markOwed(tx: Tx, who: Who, id: string, bodyIds: readonly number[], owed: boolean): Promise<void> {
  const document = await documentOf(tx, id)
  if (document.owner.id !== who.bodyId) throw new Problem('not-allowed')
  const received = new Set((await loadReceipts(tx, id)).map(receipt => receipt.bodyId))
  if (bodyIds.some(body => !received.has(body))) throw new Problem('reference-missing')
  await putOwed(tx, id, bodyIds, owed)
}
