import { actsFrom, type ByHandInput, type FinishInput, type HandlingAction, type ReasonInput, type RecallInput, type RegisterInput } from '@phaodai/office'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { enter } from '../books/index.ts'
import type { Moment } from '../tasks/index.ts'
import { findHandling, loadMay, type HandlingRow } from './load.ts'
import { insertEvent, insertHandling, updateHandling, type HandlingPatch } from './save.ts'
import { asHandling, mayWork } from './view.ts'

/** The document an action is asked of, in a state the action starts from and under the version read. */
export async function taken(tx: Tx, who: Who, moment: Moment, id: string, action: HandlingAction, version: number): Promise<HandlingRow> {
  const row = await findHandling(tx, id, who.seatId)
  if (!row) throw new Problem('not-found')
  if (row.version !== version) throw new Problem('stale', { versions: { theirs: asHandling(row, moment.today), yours: { version } } })
  if (!actsFrom[action].includes(row.state)) throw new Problem('illegal-state')
  return row
}

/** Moves a document and writes the line of history. */
export async function move(tx: Tx, who: Who, row: HandlingRow, patch: HandlingPatch & { state: string }, event: { kind: string; note?: string | null }): Promise<void> {
  if (await updateHandling(tx, row.id, row.version, patch) === 0) refuseStale(await findHandling(tx, row.id, who.seatId), { version: row.version })
  await insertEvent(tx, row.id, who.title, { ...event, from: row.state, to: patch.state })
}

/** Vào sổ: enters an arrived document in the book of arrivals. */
export async function register(tx: Tx, who: Who, moment: Moment, id: string, input: RegisterInput): Promise<void> {
  const row = await taken(tx, who, moment, id, 'register', input.version)
  const { entryId } = await enter(tx, {
    bodyId: input.bodyId ?? who.bodyId, system: input.system ?? row.system, docType: row.docType, day: input.day, issuedOn: row.issuedOn, printed: row.number, number: input.number,
    issuerText: row.issuerText, abstract: row.abstract, urgency: row.urgency, signer: row.signer, lateReason: input.lateReason, directiveId: row.directiveId ?? undefined,
  })
  await move(tx, who, row, { state: 'registered', entryId, arrivedOn: input.day }, { kind: 'registered' })
}

/** An incoming document without a text: its line in the book and its way begin together. */
export async function registerByHand(tx: Tx, who: Who, id: string, input: ByHandInput): Promise<void> {
  if (await findHandling(tx, id, who.seatId)) return
  const hidden = input.secret ? { abstract: '', recipients: '', signer: null, note: null } : {}
  const { entryId } = await enter(tx, { ...input, ...hidden })
  if (await insertHandling(tx, id, entryId, input.day) === 0) throw new Problem('not-allowed')
  await insertEvent(tx, id, who.title, { kind: 'registered', to: 'registered' })
}

/** Từ chối tiếp nhận, with the reason that goes back to the sender (Quyết định 28/2018/QĐ-TTg). */
export async function refuse(tx: Tx, who: Who, moment: Moment, id: string, { version, reason }: ReasonInput): Promise<void> {
  const row = await taken(tx, who, moment, id, 'refuse', version)
  await move(tx, who, row, { state: 'refused', reason }, { kind: 'refused', note: reason })
}

async function worker(tx: Tx, who: Who, row: HandlingRow): Promise<void> {
  if (!mayWork(row, await loadMay(tx, who.role))) throw new Problem('not-allowed')
}

/** The officer takes it up. */
export async function start(tx: Tx, who: Who, moment: Moment, id: string, version: number): Promise<void> {
  const row = await taken(tx, who, moment, id, 'start', version)
  await worker(tx, who, row)
  await move(tx, who, row, { state: 'in_progress' }, { kind: 'started' })
}

/** Done, with what came of it: an answer sent, or kept on file. */
export async function finish(tx: Tx, who: Who, moment: Moment, id: string, input: FinishInput): Promise<void> {
  const row = await taken(tx, who, moment, id, 'finish', input.version)
  await worker(tx, who, row)
  await move(tx, who, row, { state: 'done', doneAt: moment.at, result: input.result, resultDirectiveId: input.resultDirectiveId }, { kind: 'finished', note: input.result })
}

/** Yêu cầu lấy lại: the sender asks for the document back. */
export async function askBack(tx: Tx, who: Who, moment: Moment, id: string, { version, reason }: ReasonInput): Promise<void> {
  const row = await taken(tx, who, moment, id, 'ask-back', version)
  await move(tx, who, row, { state: 'recall_asked', stateBefore: row.state, reason }, { kind: 'recall_asked', note: reason })
}

/** Agreed (status 15): it is given back. Refused (16): it stands where it stood. */
export async function answerRecall(tx: Tx, who: Who, moment: Moment, id: string, { version, agree, note }: RecallInput): Promise<void> {
  const row = await taken(tx, who, moment, id, 'answer-recall', version)
  await move(tx, who, row, { state: agree ? 'recalled' : row.stateBefore ?? 'registered', stateBefore: null }, { kind: agree ? 'recalled' : 'recall_refused', note })
}
