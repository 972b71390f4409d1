import { LabDesk, LabRow, RejectInput, ResultFileAnswer, ResultFileInput, ResultInput, TubeAnswer, TubeInput, WithdrawalInput } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/session.ts'
import { tubeAnswer } from './answers.ts'
import { viewDesk, viewLaboratories } from './laboratories.ts'
import { takeResultFile } from './result-file.ts'
import { receiveTube, rejectTube, reportResult, withdrawResult } from './save.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
/** Thrown to undo what a trial has written. */
class Tried extends Error {}

/** Runs a trial whose writes are undone, inside the transaction at hand. */
async function trying<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  let answer: T | undefined
  await tx.run('savepoint trial')
  try {
    answer = await work()
    throw new Tried()
  } catch (error) {
    await tx.run('rollback to savepoint trial')
    if (!(error instanceof Tried)) throw error
  }
  return answer as T
}

/** Laboratories and the work on their desk: receiving, sending back, results typed and read from files. */
export function registerLabRoutes(app: FastifyInstance, deps: AppDeps): void {
  const now = (): Date => deps.clock.now()
  route(app, deps, {
    method: 'GET', url: '/api/laboratories', permission: 'laboratory.read', summary: 'Laboratories that take specimens with their capacity today, the acting body\'s own first.',
    answer: z.object({ laboratories: z.array(LabRow) }), run: async ({ tx }) => ({ laboratories: await viewLaboratories(tx, dayInVietnam(now().toISOString())) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/laboratories/:id/desk', permission: 'lab_desk.read', summary: 'The desk of a laboratory: tubes sent to it without anybody\'s name, capacity, what is late; a health post sees those of its own areas.',
    params: ById, answer: LabDesk, refuses: ['not-found'], run: ({ tx, params }) => viewDesk(tx, params.id, now()),
  })
  route(app, deps, {
    method: 'POST', url: '/api/laboratories/:id/receive', permission: 'specimen.receive', summary: 'The laboratory has a tube in hand.', params: ById, body: TubeInput, answer: TubeAnswer,
    run: async ({ tx, params, body }) => tubeAnswer(body.barcode, await receiveTube(tx, params.id, body.barcode, now().toISOString())),
  })
  route(app, deps, {
    method: 'POST', url: '/api/laboratories/:id/reject', permission: 'specimen.reject', summary: 'The laboratory sends a tube back, with the reason.', params: ById, body: RejectInput, answer: TubeAnswer,
    run: async ({ tx, params, body }) => tubeAnswer(body.barcode, await rejectTube(tx, params.id, body.barcode, body.reason, now().toISOString())),
  })
  route(app, deps, {
    method: 'POST', url: '/api/laboratories/:id/results', permission: 'specimen.result', summary: 'One result of a laboratory, kept beside every other of the same tube.', params: ById, body: ResultInput, answer: TubeAnswer, refuses: ['invalid-input'],
    run: async ({ tx, params, body }) => {
      if (Date.parse(body.testedAt) > now().getTime()) return tubeAnswer(body.barcode, 'in-future')
      return tubeAnswer(body.barcode, await reportResult(tx, params.id, body, 'entered', now().toISOString()))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/laboratories/:id/withdraw', permission: 'specimen.withdraw', summary: 'The laboratory withdraws its last result of a tube, with the reason; the result stays and stands no more.', params: ById, body: TubeInput.extend(WithdrawalInput.shape), answer: TubeAnswer,
    run: async ({ tx, params, body }) => tubeAnswer(body.barcode, await withdrawResult(tx, params.id, body.barcode, null, body.reason, now().toISOString())),
  })
  route(app, deps, {
    method: 'POST', url: '/api/laboratories/:id/result-file', permission: 'specimen.result', summary: 'Lines of a laboratory\'s result file: tried (nothing is kept) or taken, each with the rule that refused it; the columns are remembered.',
    params: ById, body: ResultFileInput, answer: ResultFileAnswer, refuses: ['not-found', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      if ((await viewLaboratories(tx, dayInVietnam(now().toISOString()))).every(({ id }) => id !== params.id)) throw new Problem('not-found')
      return body.dry ? trying(tx, () => takeResultFile(tx, params.id, body, now())) : takeResultFile(tx, params.id, body, now())
    },
  })
}
