import type { ReviewInput, ReviewResult } from '@phaodai/office'
import type * as z from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { word } from '#server/words/index.ts'
import { withdraw } from '../directives/index.ts'
import { act, freshId, insertEvents, type Moment } from '../tasks/index.ts'
import { reviewsFor, type TaskReview } from './list.ts'
import { insertDecision } from './save.ts'

type Result = z.infer<typeof ReviewResult>

/** Each id in turn; one that nothing asks about any more is told, the others go on. */
async function each(ids: readonly string[], known: (id: string) => boolean, work: (id: string) => Promise<void>): Promise<Result> {
  const result: Result = { decided: [], refused: [] }
  for (const id of new Set(ids)) {
    if (!known(id)) {
      result.refused.push({ id, code: 'not-found' })
      continue
    }
    try {
      await work(id)
      result.decided.push(id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      result.refused.push({ id, code: error.code })
    }
  }
  return result
}

async function settle(tx: Tx, who: Who, moment: Moment, { id, version, needsReview }: TaskReview['task'], { decision, reason }: ReviewInput): Promise<void> {
  if (decision === 'end') return act(tx, who, moment, id, freshId(moment), { action: 'cancel', version, note: reason, fileIds: [] })
  if (needsReview !== null) return act(tx, who, moment, id, freshId(moment), { action: 'keep', version, note: reason, fileIds: [] })
  await insertEvents(tx, who.title, [{ id: freshId(moment), taskId: id, kind: 'kept', note: reason }])
}

/** Decides tasks under review: kept, to be adjusted, or ended (cancelled) with the reason; for every cause they stand under. */
export async function decideTasks(tx: Tx, who: Who, moment: Moment, input: ReviewInput): Promise<Result> {
  const { tasks } = await reviewsFor(tx, who, moment.today)
  return each(input.ids, id => tasks.some(({ task }) => task.id === id), async id => {
    const under = tasks.filter(({ task }) => task.id === id)
    await settle(tx, who, moment, under[0]!.task, input)
    for (const { ground } of under) await insertDecision(tx, { taskId: id, causeId: ground.id, cause: ground.cause, becauseId: ground.becauseId, decision: input.decision, reason: input.reason, by: who.title })
  })
}

/** Decides own documents under review: kept, to be adjusted, or ended (withdrawn), whose tasks then come under review themselves. */
export async function decideDocuments(tx: Tx, who: Who, moment: Moment, input: ReviewInput): Promise<Result> {
  const { documents } = await reviewsFor(tx, who, moment.today)
  return each(input.ids, id => documents.some(({ document }) => document.id === id), async id => {
    const under = documents.filter(({ document }) => document.id === id)
    if (input.decision === 'end') await withdraw(tx, who, moment, id, { version: under[0]!.document.version, reason: input.reason })
    for (const { ground } of under) await insertDecision(tx, { documentId: id, causeId: ground.id, cause: ground.cause, becauseId: ground.becauseId, decision: input.decision, reason: input.reason, by: who.title })
  })
}

/** Decides zones under review: kept, or to be adjusted; a zone is ended by lifting it with a decision, nowhere else. */
export async function decideZones(tx: Tx, who: Who, moment: Moment, input: ReviewInput): Promise<Result> {
  if (input.decision === 'end') throw new Problem('illegal-state', { detail: word('zone.fault.review-end') })
  const { zones } = await reviewsFor(tx, who, moment.today)
  return each(input.ids, id => zones.some(({ zone }) => zone.id === id), async id => {
    for (const { ground } of zones.filter(({ zone }) => zone.id === id)) await insertDecision(tx, { zoneId: id, causeId: ground.id, cause: ground.cause, becauseId: ground.becauseId, decision: input.decision, reason: input.reason, by: who.title })
  })
}
