import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { AreaRecord, AreaRecordInput, ChargeInput, Matrix } from '@phaodai/office/committee.ts'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { attachFiles } from '#server/files/index.ts'
import { endings, sendFile } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { findHead } from './load.ts'
import { exportMatrix } from './export.ts'
import { findRecord, insertRecord, isChargeVisible, loadMatrix, loadRecords, silentAfter } from './matrix.queries.ts'
import { putRow } from '#kernel/kept-row.queries.ts'
import { CHARGE } from './save.ts'

const bodyId = z.coerce.number().int().min(1).max(2_147_483_647)
const ByBody = z.object({ id: bodyId })
const OnDay = z.object({ day: z.iso.date().optional() })
const ById = z.object({ id: z.uuid().toLowerCase() })

async function matrixOf(tx: Tx, id: number, day: string, act: 'view' | 'export' = 'view'): Promise<Matrix> {
  const after = await silentAfter(tx, day)
  const rows = await loadMatrix(tx, id, day, after)
  await viewing(tx, 'committee_member', [...new Set(rows.map((row) => row.memberId))], act)
  return { day, silentAfter: after, rows }
}

function registerMatrix(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/committees/:id/matrix', permission: 'committee.read', summary: 'Members and the areas they answer for, longest silence first.',
    params: ByBody, query: OnDay, answer: Matrix, run: ({ tx, params, query }) => matrixOf(tx, params.id, query.day ?? today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/committees/:id/matrix.:format', permission: 'committee.read', summary: 'The same as a spreadsheet.',
    params: ByBody.extend({ format: z.enum(endings) }), query: OnDay, refuses: ['not-found'],
    run: async ({ tx, params, query }) => {
      const head = await findHead(tx, params.id)
      if (!head) throw new Problem('not-found')
      const matrix = await matrixOf(tx, params.id, query.day ?? today(deps.clock), 'export')
      return exportMatrix(head.body.fullName, matrix, params.format, await isSample(tx))
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'PUT', url: '/api/committees/:id/charges/:rowId', permission: 'committee.manage', summary: 'Gives a member an area to answer for, or corrects its days.',
    params: ByBody.extend({ rowId: z.uuid().toLowerCase() }), body: ChargeInput, answer: Matrix, refuses: ['not-found', 'duplicate', 'stale'],
    run: async ({ tx, params, body }) => {
      await putRow(tx, CHARGE, params.id, params.rowId, body, ['memberId', 'areaId'])
      return matrixOf(tx, params.id, today(deps.clock))
    },
  })
}

async function enter(tx: Tx, id: string, given: z.output<typeof AreaRecordInput>, day: string): Promise<AreaRecord> {
  if (given.day > day) throw new Problem('invalid-input', { fields: { day: 'Ngày này chưa đến.' } })
  if (await findRecord(tx, id) === undefined) await insertRecord(tx, id, given)
  const found = await findRecord(tx, id)
  sameOrRefuse(found, (row) => row.chargeId === given.chargeId && row.kind === given.kind && row.day === given.day && row.finding === given.finding)
  await attachFiles(tx, 'area_record', id, given.fileIds)
  return (await findRecord(tx, id)) ?? found!
}

/** Visits and reports: entered in the committee's name, never changed. */
export function registerMatrixRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerMatrix(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/charges/:id/records', permission: 'committee.read', summary: 'Visits and reports of one member in one area, newest first.',
    params: ById, answer: z.object({ records: z.array(AreaRecord) }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (!await isChargeVisible(tx, params.id)) throw new Problem('not-found')
      return { records: await loadRecords(tx, params.id) }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/area-records/:id', permission: 'area_record.enter', summary: 'Enters a visit to an area, or a report on it.',
    params: ById, body: AreaRecordInput, answer: AreaRecord, refuses: ['duplicate', 'invalid-input', 'reference-missing'],
    run: ({ tx, params, body }) => enter(tx, params.id, body, today(deps.clock)),
  })
}
