import { CaseAsk, CaseCounts, CaseLine, clockState, DiseaseRule, type CaseLine as Line } from '@phaodai/office'
import { creationSchema, currentCaseStates, diseaseCase } from '@phaodai/registers'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { findRule } from '#server/diseases/index.ts'
import { readRecord } from '#server/registers/index.ts'
import { sendFile } from '#server/sheets/index.ts'
import { countCases } from './counts.queries.ts'
import { enterCase } from './enter.ts'
import { caseFormFile } from './form.ts'
import { findCase, loadCases, loadHouseholdCases, loadInfected, loadTwins, type LineRow } from './load.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
const Any = z.looseObject({})
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const CaseDetail = z.object({ line: CaseLine, row: Any, names: z.record(z.string(), z.record(z.string(), z.string())), rule: DiseaseRule.nullable(), household: z.array(CaseLine), infected: z.array(CaseLine), twins: z.array(CaseLine) })

/** Names are shown when asked for, to posts that may see them. */
function revealed(who: Who, asked: boolean): boolean {
  if (asked) needsReveal(who)
  return asked
}

function told(row: LineRow, now: Date): Line {
  return { ...row, clockState: clockState(row.clock, now) }
}

/** Lines with their clocks; whose name was shown is noted. */
async function shown(tx: Tx, rows: readonly LineRow[], now: Date): Promise<Line[]> {
  await viewing(tx, 'individual', [...new Set(rows.filter(({ name }) => name !== null).map(({ individualId }) => individualId!))])
  return rows.map((row) => told(row, now))
}

function registerLists(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/cases', permission: 'disease_case.read', summary: 'Cases in scope with their legal clock; names only for posts that may see them.',
    query: CaseAsk, answer: z.object({ cases: z.array(CaseLine), more: z.boolean() }),
    run: async ({ tx, who, query }) => {
      const now = deps.clock.now()
      const rows = await loadCases(tx, who, query, now.toISOString(), revealed(who, query.reveal))
      return { cases: await shown(tx, rows.slice(0, query.limit), now), more: rows.length > query.limit }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/cases/counts', permission: 'disease_case.read', summary: 'Counts of cases in scope: by commune, place of detection and clock.', query: CaseAsk, answer: CaseCounts,
    run: ({ tx, who, query }) => countCases(tx, query, deps.clock.now().toISOString(), revealed(who, query.reveal)),
  })
}

/** Cases: the list with the clock, counts, one case with what surrounds it, and entry with its checks. */
export function registerCaseRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerLists(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id', permission: 'disease_case.read', summary: 'One case: its form, clock, the row of its disease in force, household and those it infected.', params: Id, query: Reveal, answer: CaseDetail, refuses: ['not-found'],
    run: async ({ tx, who, params: { id }, query }) => {
      const now = deps.clock.now()
      const clear = revealed(who, query.reveal)
      const line = await findCase(tx, id, clear)
      if (!line) throw new Problem('not-found')
      const around = [line.individualId === null ? [] : await loadHouseholdCases(tx, id, line.individualId, clear), await loadInfected(tx, id, clear), currentCaseStates.includes(line.state) ? await loadTwins(tx, line, clear) : []] as const
      const [first, ...rest] = await shown(tx, [line, ...around.flat()], now)
      const [household, infected, twins] = around.map((rows) => rest.splice(0, rows.length)) as [Line[], Line[], Line[]]
      const { row, names } = await readRecord(tx, who, diseaseCase, id, clear)
      const rule = await findRule(tx, line.diseaseCode, dayInVietnam(line.diagnosedAt))
      return { line: first!, row, names, rule: rule ?? null, household, infected, twins }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id/form.:format', permission: 'disease_case.export', summary: 'The official form of one case under the head of the acting body; who went out is noted.',
    params: Id.extend({ format: z.enum(['docx', 'pdf']) }), refuses: ['not-found', 'reference-missing'],
    run: async ({ tx, who, params: { id, format } }) => {
      needsReveal(who)
      const line = await findCase(tx, id, true)
      if (!line) throw new Problem('not-found')
      return caseFormFile(tx, who, deps, line, format)
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'PUT', url: '/api/cases/:id', permission: 'disease_case.create', summary: 'Enters a case; impossible dates and a second open case of one person are refused.',
    params: Id, body: creationSchema(diseaseCase), answer: z.object({ row: Any }), refuses: ['duplicate', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      return { row: await enterCase(tx, params.id, body, deps.clock.now()) }
    },
  })
}
