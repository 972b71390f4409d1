import { QuickAdjust, QuickBegin, QuickChange, QuickDay, QuickQuery, QuickReport, QuickReturn, QuickSend, QuickStep } from '@phaodai/office/quick-report.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { sendFile } from '#server/sheets/index.ts'
import { isSample } from '../tasks/index.ts'
import { adjust, begin, change, send, step } from './enter.ts'
import { dayFile, reportFile } from './files.ts'
import { markApproved, markLocked, markReturned } from './save.ts'
import { viewDay, viewReport } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const changes = ['not-found', 'stale', 'illegal-state'] as const

function registerReading(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  route(app, deps, {
    method: 'GET', url: '/api/quick-reports', permission: 'quick_report.read', summary: 'A day of a unit: its quick report and those of the units that send to it, with sums and who is late.',
    query: QuickQuery, answer: QuickDay, refuses: ['not-found', 'illegal-state'], run: ({ tx, who, query }) => viewDay(tx, who, query.day ?? today(deps.clock), query.unit, now()),
  })
  route(app, deps, {
    method: 'GET', url: '/api/quick-reports/day.xlsx', permission: 'quick_report.read', summary: 'All columns of a day by unit with their sums, as a workbook under the unit\'s head.', query: QuickQuery, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, who, query }) => dayFile(tx, await viewDay(tx, who, query.day ?? today(deps.clock), query.unit, now()), await isSample(tx)), send: sendFile,
  })
  route(app, deps, {
    method: 'GET', url: '/api/quick-reports/:id', permission: 'quick_report.read', summary: 'One quick report: figures beside what records, the day before and the units below say.',
    params: ById, answer: QuickReport, refuses: ['not-found'], run: ({ tx, who, params }) => viewReport(tx, who, params.id, now()),
  })
  route(app, deps, {
    method: 'GET', url: '/api/quick-reports/:id/paper.:format', permission: 'quick_report.read', summary: 'One quick report as a workbook or as a paper under its unit\'s head, DỰ THẢO until it is signed.',
    params: z.object({ id: Id, format: z.enum(['xlsx', 'docx', 'pdf']) }), refuses: ['not-found'],
    run: async ({ tx, who, params }) => reportFile(tx, await viewReport(tx, who, params.id, now()), params.format, await isSample(tx)), send: sendFile,
  })
}

function registerWriting(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  route(app, deps, {
    method: 'PUT', url: '/api/quick-reports/:id', permission: 'quick_report.enter', summary: 'Begins the report of the acting post\'s unit for a day, drafted from what is counted; idempotent by id.',
    params: ById, body: QuickBegin, answer: QuickReport, refuses: ['duplicate', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await begin(tx, who, params.id, body.day, today(deps.clock), now())
      return viewReport(tx, who, params.id, now())
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/quick-reports/:id', permission: 'quick_report.enter', summary: 'Saves figures and words of a report that has not gone, or was sent back.',
    params: ById, body: QuickChange, answer: QuickReport, refuses: [...changes],
    run: async ({ tx, who, params, body }) => {
      await change(tx, who, params.id, body, now())
      return viewReport(tx, who, params.id, now())
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/quick-reports/:id/send', permission: 'quick_report.send', summary: 'Sends a report to the level above, with a reason for every figure that does not fit.',
    params: ById, body: QuickSend, answer: QuickReport, refuses: [...changes, 'figures-unexplained'],
    run: async ({ tx, who, params, body }) => {
      await send(tx, who, params.id, body, now())
      return viewReport(tx, who, params.id, now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/quick-reports/:id/adjustments/:adjustmentId', permission: 'quick_report.adjust', summary: 'Puts a figure of a locked report right by a difference, with who and why; idempotent by id.',
    params: z.object({ id: Id, adjustmentId: Id }), body: QuickAdjust, answer: QuickReport, refuses: ['not-found', 'duplicate', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await adjust(tx, who, params.id, params.adjustmentId, body, now())
      return viewReport(tx, who, params.id, now())
    },
  })
}

function registerJudging(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  route(app, deps, {
    method: 'POST', url: '/api/quick-reports/:id/return', permission: 'quick_report.return', summary: 'Sends a report back to its unit with a reason.', params: ById, body: QuickReturn, answer: QuickReport, refuses: [...changes],
    run: async ({ tx, who, params: { id }, body }) => {
      await step(tx, id, body.version, () => markReturned(tx, id, body.version, who.title, now(), body.reason))
      return viewReport(tx, who, id, now())
    },
  })
  for (const [verb, mark, summary] of [['approve', markApproved, 'Signs a report that was sent.'], ['lock', markLocked, 'Locks a signed report: later changes are adjustments.']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/quick-reports/:id/${verb}`, permission: `quick_report.${verb}`, summary, params: ById, body: QuickStep, answer: QuickReport, refuses: [...changes],
      run: async ({ tx, who, params: { id }, body }) => {
        await step(tx, id, body.version, () => mark(tx, id, body.version, who.title, now()))
        return viewReport(tx, who, id, now())
      },
    })
  }
}

/** The daily quick report: a day by unit, one report, its life and its files. */
export function registerQuickReportRoutes(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  registerReading(app, deps, now)
  registerWriting(app, deps, now)
  registerJudging(app, deps, now)
}
