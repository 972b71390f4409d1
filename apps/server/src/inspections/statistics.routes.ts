import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { InspectionStatistics } from '@phaodai/office/inspection.ts'
import { Day } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { endings, fileOf, sendFile, type Table } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { word } from '#server/words/index.ts'
import { loadStatistics } from './statistics.queries.ts'

const Period = z.object({ from: Day, to: Day })

function refuseBackwards({ from, to }: z.output<typeof Period>): void {
  if (from > to) throw new Problem('invalid-input', { fields: { to: 'Ngày kết thúc không được trước ngày bắt đầu.' } })
}

const COLUMNS = ['behaviour', 'noted', 'reminded', 'recorded', 'decided', 'fined', 'paid'] as const

/** Violations by behaviour with their sums, the last row adding up. */
function tableOf(found: InspectionStatistics, sample: boolean): Table {
  const sums = COLUMNS.slice(1).map((column) => found.violations.reduce((sum, row) => sum + (row[column] as number), 0))
  return {
    title: `${word('inspection.statistics.violations')} · ${formatDay(found.from)} – ${formatDay(found.to)}${sample ? ` · ${word('export.sample')}` : ''}`,
    headers: COLUMNS.map((column) => word(`inspection.statistics.column.${column}`)), widths: [60, 14, 14, 14, 14, 20, 20],
    rows: [...found.violations.map((row) => COLUMNS.map((column) => row[column])), [word('inspection.statistics.sum'), ...sums]],
  }
}

/** Figures on inspections, findings and violations; nothing of them compares bodies by what was found there. */
export function registerStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/inspection-statistics', permission: 'inspection.read', summary: 'Inspections, findings and violations of a period within the areas of the acting post; fixes that are late.', query: Period, answer: InspectionStatistics,
    refuses: ['invalid-input'],
    run: ({ tx, query }) => {
      refuseBackwards(query)
      return loadStatistics(tx, query.from, query.to, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/inspection-statistics.:format', permission: 'violation.export', summary: 'Violations by behaviour with their sums, as a spreadsheet.', params: z.object({ format: z.enum(endings) }), query: Period,
    run: async ({ tx, params, query }) => {
      refuseBackwards(query)
      const sample = await isSample(tx)
      return fileOf(`${word('inspection.statistics.file')}${sample ? '-MAU' : ''}`, params.format, tableOf(await loadStatistics(tx, query.from, query.to, today(deps.clock)), sample))
    },
    send: sendFile,
  })
}
