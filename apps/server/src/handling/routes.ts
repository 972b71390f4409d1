import {
  ByHandInput, DeliveryStatus, DirectInput, FinishInput, HandlingChoices, HandlingCounts, HandlingDetail, HandlingPage, HandlingQuery, ReasonInput, RecallInput, RecordInput, RegisterInput, StartInput, statusCodes,
} from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import type { Moment } from '../tasks/index.ts'
import { direct, record } from './direct.ts'
import { loadChoices, loadCounts, loadHandlings, loadStatus } from './load.ts'
import { answerRecall, askBack, finish, refuse, register, registerByHand, start } from './move.ts'
import { asHandling, detailOf } from './view.ts'

const ById = z.object({ id: z.uuid() })

interface Step<B> { action: string; summary: string; refuses?: ProblemCode[]; method?: 'POST' | 'PUT'; run: (tx: Tx, who: Who, moment: Moment, id: string, body: B) => Promise<void> }

/** A named action on one document; answers with the whole of it. */
function step<B extends z.ZodType>(app: FastifyInstance, deps: AppDeps, body: B, { action, summary, refuses = [], method = 'POST', run }: Step<z.output<B>>): void {
  route(app, deps, {
    method, url: method === 'PUT' ? '/api/handling/:id' : `/api/handling/:id/${action}`, permission: `handling.${action}`, summary, params: ById, body: body as z.ZodType, answer: HandlingDetail,
    refuses: ['not-found', 'illegal-state', 'stale', ...refuses],
    run: async (call) => {
      const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
      await run(call.tx, call.who, moment, call.params.id, call.body as z.output<B>)
      return detailOf(call.tx, call.who, call.params.id, moment.today)
    },
  })
}

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  const permission = 'handling.read'
  route(app, deps, {
    method: 'GET', url: '/api/handling', permission, summary: 'Incoming documents of the acting body by box, newest first.', query: HandlingQuery, answer: HandlingPage,
    run: async ({ tx, who, query }) => {
      const found = await loadHandlings(tx, query, who.seatId, today(deps.clock))
      const rows = found.slice(0, query.limit)
      const last = rows.at(-1)
      return { rows: rows.map(row => asHandling(row, today(deps.clock))), next: found.length > query.limit && last ? Buffer.from(`${last.createdAt}|${last.id}`).toString('base64url') : null }
    },
  })
  route(app, deps, { method: 'GET', url: '/api/handling/counts', permission, summary: 'How many wait in each box.', answer: HandlingCounts, run: ({ tx, who }) => loadCounts(tx, who.seatId, today(deps.clock)) })
  route(app, deps, { method: 'GET', url: '/api/handling/choices', permission, summary: 'Posts and units of the own office that a bút phê may name.', answer: HandlingChoices, run: ({ tx }) => loadChoices(tx, today(deps.clock)) })
  route(app, deps, {
    method: 'GET', url: '/api/handling/:id', permission, summary: 'An incoming document with its bút phê and history.', params: ById, answer: HandlingDetail, refuses: ['not-found'],
    run: ({ tx, who, params }) => detailOf(tx, who, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/handling/status/:directiveId', permission, summary: 'How far each recipient of an own document has come.', params: z.object({ directiveId: z.uuid() }), answer: DeliveryStatus,
    run: async ({ tx, params }) => ({ rows: (await loadStatus(tx, params.directiveId)).map(row => ({ ...row, statusCode: statusCodes[row.state] })) }),
  })
}

/** Incoming documents: book, bút phê, work, end. */
export function registerHandlingRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReads(app, deps)
  step(app, deps, ByHandInput, { method: 'PUT', action: 'register', summary: 'Enters an incoming document by hand, without a text; idempotent by id.', refuses: ['invalid-input', 'duplicate'], run: (tx, who, _moment, id, body) => registerByHand(tx, who, id, body) })
  step(app, deps, RegisterInput, { action: 'register', summary: 'Enters an arrived document in the book of arrivals.', refuses: ['invalid-input', 'duplicate'], run: register })
  step(app, deps, ReasonInput, { action: 'refuse', summary: 'Refuses a document with a reason.', run: refuse })
  step(app, deps, DirectInput, { action: 'direct', summary: 'A leader\'s bút phê: who handles it, by when, one sentence.', refuses: ['reference-missing'], run: direct })
  step(app, deps, RecordInput, { action: 'record', summary: 'A bút phê written down by an assistant for the leader who said it.', refuses: ['reference-missing'], run: record })
  step(app, deps, StartInput, { action: 'start', summary: 'The officer takes it up.', run: (tx, who, moment, id, body) => start(tx, who, moment, id, body.version) })
  step(app, deps, FinishInput, { action: 'finish', summary: 'Done, with what came of it.', refuses: ['reference-missing'], run: finish })
  step(app, deps, ReasonInput, { action: 'ask-back', summary: 'Notes that the sender asks for the document back.', run: askBack })
  step(app, deps, RecallInput, { action: 'answer-recall', summary: 'Gives it back, or refuses to.', run: answerRecall })
}
