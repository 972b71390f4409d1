import { isolationPapers, PaperRun, PaperRunInput } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal } from '#kernel/session.ts'
import { MEDIA, renderComposed } from '#server/documents/index.ts'
import { sendFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { isSample } from '../tasks/index.ts'
import { PAPERS_QUEUE } from './jobs.ts'
import { findRun, findRunFile } from './load.ts'
import { papersOf } from './papers.ts'
import { insertRun, stopRun } from './save.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const RUN_MEDIA = { pdf: MEDIA.pdf, zip: 'application/zip' } as const

/** Papers of one order at once, of many as a run that draws them. */
export function registerIsolationPapers(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  route(app, deps, {
    method: 'GET', url: '/api/isolation-orders/:id/papers/:paper.:format', permission: 'isolation_order.export', summary: 'The decision, the certificate of completion or the handover record of one order in its official form.',
    params: z.object({ id: Id, paper: z.enum(isolationPapers), format: z.enum(['docx', 'pdf']) }), refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, who, params: { id, paper, format } }) => {
      needsReveal(who)
      const [made] = await papersOf(tx, who, [id], paper, await isSample(tx), now())
      return { name: `${made!.name.replace(/^\d+-/, '')}.${format}`, mediaType: MEDIA[format], bytes: await renderComposed(made!.composition, format) }
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-paper-runs/:id', permission: 'isolation_order.export', summary: 'Begins papers for up to 500 orders as one PDF or as Word files in a .zip; whose went out is noted at once. Idempotent by id.', params: ById, body: PaperRunInput, answer: PaperRun, refuses: ['not-found', 'illegal-state', 'duplicate'],
    run: async ({ tx, who, params: { id }, body: { orderIds, paper, format } }) => {
      needsReveal(who)
      const ids = [...new Set(orderIds.map((each) => each.toLowerCase()))]
      const made = await papersOf(tx, who, ids, paper, await isSample(tx), now())
      if (await insertRun(tx, id, paper, format, made, now()) === 0) sameOrRefuse(await findRun(tx, id), (run) => run.paper === paper && run.format === format && run.total === ids.length)
      await deps.jobs.enqueue(PAPERS_QUEUE, { id }, { key: id, afterSeconds: 1 }) // the job looks for a row that stands only after the commit
      return (await findRun(tx, id))!
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/isolation-paper-runs/:id', permission: 'isolation_order.export', summary: 'How far a run of papers is.', params: ById, answer: PaperRun, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const run = await findRun(tx, params.id)
      if (!run) throw new Problem('not-found')
      return run
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/isolation-paper-runs/:id/stop', permission: 'isolation_order.export', summary: 'Stops a run of papers that is not ready; nothing of it is kept.', params: ById, answer: PaperRun, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params }) => {
      const stopped = await stopRun(tx, params.id)
      const run = await findRun(tx, params.id)
      if (!run) throw new Problem('not-found')
      if (stopped === 0) throw new Problem('illegal-state')
      return run
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/isolation-paper-runs/:id/file', permission: 'isolation_order.export', summary: 'The file of a run that is ready; it is kept for a day.', params: ById, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const found = await findRunFile(tx, params.id)
      if (!found) throw new Problem('not-found')
      return { name: `${word(`isolation.paper.${found.paper}.file`)}.${found.format}`, mediaType: RUN_MEDIA[found.format], bytes: found.file }
    },
    send: sendFile,
  })
}
