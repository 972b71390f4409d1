import { Statistics, StatisticsQuery, writtenOf } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { sendFile } from '#server/sheets/index.ts'
import { MEDIA, renderDocx, renderPdf } from '../documents/index.ts'
import { startWith } from '../drafts/index.ts'
import { isSample } from '../tasks/index.ts'
import { fileOfStatistics } from './paper.ts'
import type { Part } from './parts.ts'
import { resultReport } from './result-report.ts'
import { registerRunRoutes } from './runs/routes.ts'
import { statisticsOf } from './statistics.ts'

/** Late tasks that the screen lists; the files list more. */
const LATE_SHOWN = 50
const LATE_IN_FILES = 2000
const TableFormat = z.object({ format: z.enum(['xlsx', 'docx', 'pdf']) })
const PaperOf = z.object({ id: z.uuid(), format: z.enum(['docx', 'pdf']) })

function registerFile(app: FastifyInstance, deps: AppDeps, url: string, part: Part, summary: string): void {
  route(app, deps, {
    method: 'GET', url, permission: 'task.read', summary, params: TableFormat, query: StatisticsQuery, refuses: ['reference-missing'],
    run: async ({ tx, who, params, query }) => fileOfStatistics(tx, who.bodyId, query, await statisticsOf(tx, who, query, today(deps.clock), LATE_IN_FILES), part, params.format, await isSample(tx)),
    send: sendFile,
  })
}

function registerResultReport(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/results.:format', permission: 'task.read', summary: 'The report on what became of a document, drafted from its tasks, as a paper marked DỰ THẢO.', params: PaperOf, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const doc = writtenOf(await resultReport(tx, params.id, today(deps.clock)), { number: null, date: null, draft: true })
      return { name: `bao-cao-ket-qua.${params.format}`, mediaType: MEDIA[params.format], bytes: await (params.format === 'pdf' ? renderPdf(doc) : renderDocx(doc)) }
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'PUT', url: '/api/directives/:id/results/:draftId', permission: 'draft.write', summary: 'Begins a draft of that report; idempotent by the draft\'s id.', params: z.object({ id: z.uuid(), draftId: z.uuid() }),
    answer: z.object({ id: z.uuid() }), refuses: ['not-found'],
    run: async ({ tx, who, params }) => {
      await startWith(tx, who, params.draftId, await resultReport(tx, params.id, today(deps.clock)))
      return { id: params.draftId }
    },
  })
}

/** Statistics of tasks, their files, and the report of results on one document. */
export function registerStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/statistics', permission: 'task.read', summary: 'Tasks given or received in a period, by body, field or document, and how they stand today.',
    query: StatisticsQuery, answer: Statistics, refuses: ['reference-missing'], run: ({ tx, who, query }) => statisticsOf(tx, who, query, today(deps.clock), LATE_SHOWN),
  })
  registerFile(app, deps, '/api/statistics/export.:format', 'table', 'The statistics as a workbook (with the late tasks) or as a paper under the acting body\'s head.')
  registerFile(app, deps, '/api/statistics/late.:format', 'late', 'The list of late tasks with days and cause, as a paper under the acting body\'s head.')
  registerResultReport(app, deps)
  registerRunRoutes(app, deps)
}
