import { DirectiveDetail, DirectiveFiles, Scan, ScanList, ScanPages, TakeInInput, WordCorrections } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { detailOf, findDirective } from '../directives/index.ts'
import { loadFilesOf } from '../files/index.ts'
import { registerFileIntake } from './intake-file.ts'
import { callOff } from './job.ts'
import { findPicture, findScan, loadOpenScans, loadPages } from './load.ts'
import { endScan } from './save.ts'
import { correctWords, takeInScan } from './take-in.ts'
import { trialOf } from './trial.ts'

const ById = z.object({ id: z.uuid() })
const ByPage = z.object({ id: z.uuid(), n: z.coerce.number().int().min(1).max(10_000) })

const momentOf = ({ clock }: AppDeps): { at: string; today: string } => ({ at: clock.now().toISOString(), today: today(clock) })

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/scans', permission: 'directive.intake', summary: 'Scans of the acting body that are being read or wait to be taken in.', answer: ScanList,
    run: async ({ tx }) => ({ rows: await loadOpenScans(tx) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/scans/:id', permission: 'directive.intake', summary: 'How far the reading of a scan has come.', params: ById, answer: Scan, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const scan = await findScan(tx, params.id)
      if (!scan) throw new Problem('not-found')
      return scan
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/scans/:id/cancel', permission: 'directive.intake', summary: 'Calls the reading of a scan off and removes what was read.', params: ById, answer: Scan,
    refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params: { id } }) => {
      const ended = await endScan(tx, id, 'cancelled', ['queued', 'reading', 'read'])
      const scan = await findScan(tx, id)
      if (!scan) throw new Problem('not-found')
      if (ended === 0 && scan.state !== 'cancelled') throw new Problem('illegal-state')
      callOff(id)
      await trialOf(deps.config.dataFolder, id).remove()
      return scan
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/scans/:id/take-in', permission: 'directive.intake', summary: 'Makes the draft of a scan that was read; idempotent.', params: ById, body: TakeInInput, answer: DirectiveDetail,
    refuses: ['not-found', 'illegal-state', 'secret-document', 'not-a-directive', 'unreadable-document', 'duplicate-directive', 'duplicate'],
    run: async ({ tx, who, params, body }) => {
      const moment = momentOf(deps)
      await takeInScan(deps, tx, who, moment, params.id, body)
      return detailOf(tx, who, params.id, moment.today)
    },
    send: (reply, directive) => {
      void trialOf(deps.config.dataFolder, directive.id).remove() // committed: what was moved is in the store, the rest in the rows
      return reply.send(directive)
    },
  })
}

function registerPages(app: FastifyInstance, deps: AppDeps): void {
  const seen = async (tx: Parameters<typeof findDirective>[0], id: string): Promise<void> => {
    if (!await findDirective(tx, id, today(deps.clock))) throw new Problem('not-found')
  }
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/pages', permission: 'directive.read', summary: 'Pages of a directive that came as a scan, with the place and confidence of each word; empty for any other.',
    params: ById, answer: ScanPages, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      await seen(tx, params.id)
      return { pages: await loadPages(tx, params.id) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/pages/:n', permission: 'directive.read', summary: 'The picture of a page (JPEG).', params: ByPage, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const picture = await findPicture(tx, params.id, params.n)
      if (!picture) throw new Problem('not-found')
      return picture
    },
    send: (reply, { sha256 }) => reply.headers({ 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=86400', etag: `"${sha256}"` }).send(deps.files.read(sha256)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/files', permission: 'directive.read', summary: 'The original of a directive and what came with it.', params: ById, answer: DirectiveFiles, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      await seen(tx, params.id)
      return { rows: await loadFilesOf(tx, 'directive', params.id) }
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/directives/:id/words', permission: 'directive.review', summary: 'Puts other words in the place of recognised ones; the draft is read again.', params: ById, body: WordCorrections,
    answer: DirectiveDetail, refuses: ['not-found', 'illegal-state', 'stale', 'secret-document', 'invalid-input'],
    run: async ({ tx, who, params, body }) => {
      const moment = momentOf(deps)
      await correctWords(tx, who, moment, params.id, body.version, body.corrections)
      return detailOf(tx, who, params.id, moment.today)
    },
  })
}

/** Intake of files, and everything about scans: reading, taking in, pages, corrected words. */
export async function registerScanRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  await registerFileIntake(app, deps)
  registerReading(app, deps)
  registerPages(app, deps)
}
