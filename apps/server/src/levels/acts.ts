import { AnswerRemark, AttachSignedCopy, PublishRound, RemarkInput, RoundVersion, SettleLevel, WithdrawRound } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { MEDIA, renderDocx, renderPdf } from '#server/documents/index.ts'
import { attachFiles } from '#server/files/index.ts'
import { sendFile } from '#server/sheets/index.ts'
import { filled, word } from '#server/words/index.ts'
import { decisionOf } from './decision.ts'
import { findRound, getRound, loadLines } from './load.ts'
import { markPublished, markReopened, markReviewed, markSignedCopy, markWithdrawn } from './save.ts'
import { answer, argue, refresh, settle } from './settle.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const Done = z.object({ id: z.string() })

/** A step of a round in sight; of another version it is stale, and what the database withholds is not allowed. */
async function step(tx: Tx, id: string, version: number, move: () => Promise<number>): Promise<{ id: string }> {
  await getRound(tx, id)
  if (await move() === 0) refuseStale(await findRound(tx, id), { version })
  return { id }
}

/** Publishes: every unit has a level or is left out, and it is in force from today on at the earliest, so that no day that is over is read anew. */
async function publish(tx: Tx, who: Who, id: string, input: PublishRound, now: string): Promise<{ id: string }> {
  const day = dayInVietnam(now)
  if (input.inForceFrom < day) throw new Problem('invalid-input', { fields: { inForceFrom: filled(word('levels.fault.in-force-before'), { day: formatDay(day) }) } })
  if (input.decidedOn > day) throw new Problem('invalid-input', { fields: { decidedOn: word('levels.fault.decided-after') } })
  const unknown = (await loadLines(tx, id)).filter(({ level, follows }) => level === null && !follows)
  if (unknown.length > 0) throw new Problem('illegal-state', { detail: filled(word('levels.fault.unknown'), { n: unknown.length, area: unknown[0]!.area }) })
  return step(tx, id, input.version, () => markPublished(tx, id, input, who.title, now))
}

function registerSteps(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/review', permission: 'level_round.review', summary: 'Closes the remarks: the round is as it is to be published. Not by who proposed it.', params: ById, body: RoundVersion, answer: Done, refuses: ['not-found', 'stale', 'illegal-state', 'same-person'],
    run: async ({ tx, who, params, body }) => {
      const { remarks } = await getRound(tx, params.id)
      if (remarks > 0) throw new Problem('illegal-state', { detail: filled(word('levels.fault.remarks'), { n: remarks }) })
      return step(tx, params.id, body.version, () => markReviewed(tx, params.id, body.version, who.title, now()))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/reopen', permission: 'level_round.reopen', summary: 'Opens a reviewed round for remarks again.', params: ById, body: RoundVersion, answer: Done, refuses: ['not-found', 'stale', 'illegal-state'],
    run: ({ tx, params, body }) => step(tx, params.id, body.version, () => markReopened(tx, params.id, body.version)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/withdraw', permission: 'level_round.withdraw', summary: 'Withdraws a round that is not published, with the reason.', params: ById, body: WithdrawRound, answer: Done, refuses: ['not-found', 'stale', 'illegal-state'],
    run: ({ tx, who, params, body }) => step(tx, params.id, body.version, () => markWithdrawn(tx, params.id, body.version, who.title, now(), body.reason)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/publish', permission: 'level_round.publish', summary: 'Publishes a reviewed round by a decision of the acting committee; it stands from then on and is in force from a day on.', params: ById, body: PublishRound, answer: Done, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input', 'same-person'],
    run: ({ tx, who, params, body }) => publish(tx, who, params.id, body, now()),
  })
}

function registerWork(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  route(app, deps, {
    method: 'PUT', url: '/api/level-remarks/:id', permission: 'level_round.argue', summary: 'Says what a unit holds against its proposed level, with the figures it holds to be true.', params: ById, body: RemarkInput, answer: Done, refuses: ['not-found', 'illegal-state', 'invalid-input'],
    run: async ({ tx, who, params, body }) => {
      await argue(tx, who, params.id, body, now())
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-remarks/:id/answer', permission: 'level_round.settle', summary: 'Answers a remark with the reason: its figures are put in and all levels found anew, its level is set, or nothing changes.', params: ById, body: AnswerRemark, answer: Done, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'],
    run: async ({ tx, who, params, body }) => ({ id: await answer(tx, who, params.id, body, now()) }),
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/settle', permission: 'level_round.settle', summary: 'Sets the level of a unit by hand with the reason, leaves it out, or goes back to what the rules say.', params: ById, body: SettleLevel, answer: Done, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      await settle(tx, params.id, body)
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/refresh', permission: 'level_round.settle', summary: 'Reads the figures of the day of a proposed round anew and finds all levels again; what was argued and put in stays.', params: ById, answer: Done, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params }) => {
      await refresh(tx, params.id)
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/level-rounds/:id/decision.:format', permission: 'level_round.export', summary: 'The decision that publishes a round, with each unit in its annex: a draft until it is published.', params: ById.extend({ format: z.enum(['docx', 'pdf']) }), refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params: { id, format } }) => {
      const paper = await decisionOf(tx, id, today(deps.clock))
      return { name: `${word('levels.paper.file')}.${format}`, mediaType: MEDIA[format], bytes: await (format === 'docx' ? renderDocx(paper) : renderPdf(paper)) }
    },
    send: sendFile,
  })
}

function registerSignedCopy(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/signed-copy', permission: 'level_round.attach', summary: 'Hangs the scan of the signed decision on a published round of the acting committee, once.', params: ById, body: AttachSignedCopy, answer: Done, refuses: ['not-found', 'stale', 'illegal-state', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      const { state, signedCopy } = await getRound(tx, params.id)
      if (state !== 'published' || signedCopy !== null) throw new Problem('illegal-state', { detail: word('levels.fault.signed-copy') })
      await attachFiles(tx, 'level_round', params.id, [body.fileId])
      return step(tx, params.id, body.version, () => markSignedCopy(tx, params.id, body.version, body.fileId))
    },
  })
}

/** What is done with a round: remarks, their answers, levels set by hand, its steps and its decision. */
export function registerLevelActs(app: FastifyInstance, deps: AppDeps): void {
  registerSteps(app, deps)
  registerWork(app, deps)
  registerSignedCopy(app, deps)
}
