import type { AnswerInput, AskInput, CommentInput, DecideInput, DraftContent, NumberInput, SubmitInput } from '@phaodai/office'
import type * as z from 'zod'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { takeNumber } from '../books/index.ts'
import { knownBodies, freshId, type Moment } from '../tasks/index.ts'
import { findComment, findDraft, loadPosts, loadSteps, type DraftRow } from './load.ts'
import { answerClearance, decideStep, insertClearance, insertComment, insertEvent, insertStep, keepVersion, moveDraft, resolveComment, saveContent, type DraftPatch } from './save.ts'
import { draftKey } from './start.ts'
import { findingsFor } from './view.ts'

/** A draft of the acting body in one of these states, under the version read. */
export async function ownDraft(tx: Tx, who: Who, id: string, version: number | null, states: readonly string[]): Promise<DraftRow> {
  const row = await findDraft(tx, id)
  if (!row) throw new Problem('not-found')
  if (row.ownerId !== who.bodyId) throw new Problem('not-allowed')
  if (!states.includes(row.state)) throw new Problem('illegal-state')
  if (version !== null && row.version !== version) throw new Problem('stale', { versions: { theirs: row, yours: { version } } })
  return row
}

/** Moves a draft and writes the line of its history. */
export async function move(tx: Tx, who: Who, row: DraftRow, kind: string, patch: DraftPatch & { state: string }, note: string | null = null): Promise<void> {
  if (await moveDraft(tx, row.id, row.version, [row.state], patch) === 0) refuseStale(await findDraft(tx, row.id), { version: row.version })
  await insertEvent(tx, { draftId: row.id, kind, by: who.title, note, from: row.state, to: patch.state })
}

const snapshot = (tx: Tx, moment: Moment, row: DraftRow, content: DraftContent, by: string): Promise<number> =>
  keepVersion(tx, { id: freshId(moment), draftId: row.id, round: row.round, content, by })

/** Saves the text; what another post had written last is kept as a version before it is written over. */
export async function save(tx: Tx, who: Who, moment: Moment, id: string, { version, content, keep }: { version: number; content: DraftContent; keep: boolean }): Promise<void> {
  const row = await ownDraft(tx, who, id, version, ['drafting'])
  if (row.savedPost !== who.postId) await snapshot(tx, moment, row, row.content, row.savedBy)
  if (await saveContent(tx, id, version, content, who.title, draftKey(content, row.number)) === 0) refuseStale(await findDraft(tx, id), { version })
  if (keep) await snapshot(tx, moment, row, content, who.title)
}

/** A remark of the acting post; a repeat changes nothing. */
export async function comment(tx: Tx, who: Who, id: string, commentId: string, input: z.infer<typeof CommentInput>): Promise<void> {
  if (!await findDraft(tx, id)) throw new Problem('not-found')
  if (await insertComment(tx, { id: commentId, draftId: id, by: who.title, ...input }) > 0) return
  const found = await findComment(tx, commentId)
  if (!found || found.draftId !== id) throw new Problem('not-allowed')
  if (found.text !== input.text) throw new Problem('duplicate')
}

/** Settles a remark on one's own draft. */
export async function settle(tx: Tx, who: Who, id: string, commentId: string, resolution: string): Promise<void> {
  const found = await findComment(tx, commentId)
  if (!found || found.draftId !== id) throw new Problem('not-found')
  await ownDraft(tx, who, id, null, ['drafting', 'clearance', 'signing', 'signed'])
  if (found.resolvedAt === null) await resolveComment(tx, commentId, who.title, resolution)
}

/** Sends this round's text to other bodies for their opinion. */
export async function ask(tx: Tx, who: Who, moment: Moment, id: string, input: z.infer<typeof AskInput>): Promise<void> {
  const row = await ownDraft(tx, who, id, input.version, ['drafting'])
  const bodyIds = [...new Set(input.bodyIds)]
  const known = await knownBodies(tx, bodyIds, moment.today)
  if (bodyIds.some(bodyId => !known.has(bodyId) || bodyId === who.bodyId)) throw new Problem('reference-missing')
  if (input.dueOn < moment.today) throw new Problem('invalid-input', { fields: { dueOn: 'Ngày trả lời đã qua.' } })
  await snapshot(tx, moment, row, row.content, row.savedBy)
  for (const bodyId of bodyIds) await insertClearance(tx, { id: freshId(moment), draftId: id, round: row.round, bodyId, question: input.question, dueOn: input.dueOn })
  await move(tx, who, row, 'asked', { state: 'clearance' })
}

/** The acting body's opinion on a text it was asked about. */
export async function answer(tx: Tx, who: Who, id: string, { verdict, answer: words }: z.infer<typeof AnswerInput>): Promise<void> {
  if (verdict !== 'agree' && words.trim() === '') throw new Problem('invalid-input', { fields: { answer: 'Nêu rõ ý kiến.' } })
  if (!await findDraft(tx, id)) throw new Problem('not-found')
  if (await answerClearance(tx, id, verdict, words, who.title) === 0) throw new Problem('illegal-state')
}

/** Takes the text back to the desk: the next round begins. */
export async function resume(tx: Tx, who: Who, id: string, version: number): Promise<void> {
  const row = await ownDraft(tx, who, id, version, ['clearance'])
  await move(tx, who, row, 'resumed', { state: 'drafting', round: row.round + 1 })
}

/** Puts a draft away for good; it stays in the history. */
export async function drop(tx: Tx, who: Who, id: string, version: number): Promise<void> {
  await move(tx, who, await ownDraft(tx, who, id, version, ['drafting']), 'dropped', { state: 'dropped' })
}

/** Sends a text on its way to the signature; whatever stops it is told with the places. */
export async function submit(tx: Tx, who: Who, moment: Moment, id: string, { version, steps }: z.infer<typeof SubmitInput>): Promise<void> {
  const row = await ownDraft(tx, who, id, version, ['drafting', 'clearance'])
  if (steps.at(-1)!.kind !== 'sign' || steps.filter(({ kind }) => kind === 'sign').length !== 1) throw new Problem('invalid-input', { fields: { steps: 'Bước cuối cùng, và chỉ bước cuối cùng, là ký.' } })
  const posts = new Map((await loadPosts(tx, moment.today)).map(post => [post.postId, post]))
  if (steps.some(({ postId }) => !posts.has(postId))) throw new Problem('reference-missing')
  const stops = (await findingsFor(tx, who, row, moment.today)).filter(finding => finding.stops)
  if (stops.length > 0) throw new Problem('draft-unready', { fields: Object.fromEntries(stops.map(({ code, values }, n) => [`${n + 1}`, [code, ...Object.values(values)].join(' ')])) })
  await snapshot(tx, moment, row, row.content, row.savedBy)
  for (const [position, { kind, postId }] of steps.entries()) await insertStep(tx, { id: freshId(moment), draftId: id, round: row.round, position, kind, postId, title: posts.get(postId)!.title })
  await move(tx, who, row, 'submitted', { state: 'signing' })
}

/** Passes or returns the step that waits for the acting post; the last one is the signature. */
export async function decide(tx: Tx, who: Who, id: string, { version, kind, decision, reason }: z.infer<typeof DecideInput>): Promise<void> {
  const row = await ownDraft(tx, who, id, version, ['signing'])
  if (decision === 'returned' && reason.trim() === '') throw new Problem('invalid-input', { fields: { reason: 'Nêu lý do trả lại.' } })
  const open = (await loadSteps(tx, id)).filter(step => step.round === row.round && step.decision === null)
  const step = open[0]
  if (!step || step.kind !== kind || !step.mine) throw new Problem('not-allowed')
  if (await decideStep(tx, step.id, decision, reason) === 0) throw new Problem('not-allowed')
  if (decision === 'returned') return move(tx, who, row, 'returned', { state: 'drafting', round: row.round + 1 }, reason)
  if (kind === 'sign') return move(tx, who, row, 'signed', { state: 'signed' })
  await insertEvent(tx, { draftId: id, kind: `passed-${kind}`, by: who.title, note: reason })
}

const PARTY = /^\d+[a-z]?-\p{L}{1,5}\/\p{L}[\p{L}\d]*$/u
const STATE = /^\d+[a-z]?\/(?:\d{4}\/)?\p{L}+(?:-\p{L}[\p{L}\d]*)*$/u

/** Gives the signed text its number and day: from the body's book, or as the official system gave it. */
export async function number(tx: Tx, who: Who, id: string, { version, issuedOn, number: given }: z.infer<typeof NumberInput>): Promise<void> {
  const row = await ownDraft(tx, who, id, version, ['signed'])
  const { content } = row
  const form = content.system === 'party' ? PARTY : STATE
  if (given !== null && !form.test(given.replace(/^số\s*:?\s*/iu, ''))) throw new Problem('invalid-input', { fields: { number: content.system === 'party' ? 'Số của Đảng viết như 07-CV/HU.' : 'Số viết như 07/UBND-VP hoặc 15/QĐ-UBND.' } })
  const line = { issuerText: content.issuer, abstract: content.abstract, urgency: content.urgency, signer: content.signature?.name ?? null, recipients: content.addressees.map(({ written }) => written).join('; '), keptBy: content.file }
  const taken = await takeNumber(tx, { bodyId: who.bodyId, system: content.system, docType: content.docType, issuedOn, unit: content.unit ?? undefined, given: given ?? undefined, line })
  await move(tx, who, row, 'numbered', { state: 'numbered', number: taken.number, issuedOn, entryId: taken.entryId }, taken.printed)
}
