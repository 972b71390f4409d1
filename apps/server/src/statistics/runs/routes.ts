import { figureChanges, noCounts, RunQuery, Schedule, ScheduleInput, StatisticsRun, StatisticsRunDetail, type StatisticsQuery } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { sendFile } from '#server/sheets/index.ts'
import { isSample, knownBodies } from '#server/tasks/index.ts'
import { fileOfStatistics } from '../paper.ts'
import { countedFor, statisticsOf } from '../statistics.ts'
import { findRun, findSchedule, loadReaders, loadRuns, loadSchedules, loadSeen, type RunRow } from './load.ts'
import { endSchedule, insertSchedule, markRunRead, updateSchedule } from './save.ts'

const ById = z.object({ id: z.uuid() })
/** Runs of one list. */
const SHOWN = 60

async function putSchedule(tx: Tx, id: string, input: ScheduleInput, day: string): Promise<Schedule> {
  const known = await knownBodies(tx, input.recipientIds, day)
  if (input.recipientIds.some(bodyId => !known.has(bodyId))) throw new Problem('reference-missing')
  const changed = input.version === 0 ? await insertSchedule(tx, id, input, day) : await updateSchedule(tx, id, input)
  const found = await findSchedule(tx, id)
  if (found === undefined) throw new Problem(input.version === 0 ? 'not-allowed' : 'not-found')
  if (changed === 0 && !(input.version === 0 && found.name === input.name)) refuseStale(found, input)
  return found
}

function registerSchedules(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/statistics/schedules', permission: 'task.read', summary: 'When and to whom the acting body\'s statistics go out.', answer: z.object({ rows: z.array(Schedule) }),
    run: async ({ tx }) => ({ rows: await loadSchedules(tx) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/statistics/schedules/:id', permission: 'statistics.send', summary: 'Sets or changes such a schedule; it works in the post that set it, from today on.', params: ById, body: ScheduleInput, answer: Schedule,
    refuses: ['not-found', 'stale', 'reference-missing'], run: ({ tx, params, body }) => putSchedule(tx, params.id, body, today(deps.clock)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/statistics/schedules/:id/end', permission: 'statistics.send', summary: 'Ends a schedule; what went out stays.', params: ById, body: z.object({ version: z.int() }), answer: Schedule, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      const changed = await endSchedule(tx, params.id, body.version, deps.clock.now().toISOString())
      const found = await findSchedule(tx, params.id)
      if (found === undefined) throw new Problem('not-found')
      if (changed === 0 && found.endedAt === null) refuseStale(found, body)
      return found
    },
  })
}

/** What a count of the same period says now, for the body that sent it; the period's end stays the day it is counted for. */
async function changesSince(tx: Tx, who: Who, { owner, query, found }: RunRow, day: string): Promise<StatisticsRunDetail['changes']> {
  if (owner.id !== who.bodyId) return null
  return found === null ? [] : figureChanges(found.groups, (await statisticsOf(tx, who, query as StatisticsQuery, day, 0)).groups)
}

/** What of the figures received opens for the acting body: its own count of the same, and the late tasks it sees. */
async function visibleTo(tx: Tx, who: Who, { owner, query, found }: RunRow, day: string): Promise<StatisticsRunDetail['visible']> {
  if (owner.id === who.bodyId || found === null) return null
  const { total, groups } = await countedFor(tx, query as StatisticsQuery, found.body.id, day)
  return { total, groups: found.groups.map(({ key }) => ({ key, counts: groups.get(key) ?? noCounts() })), late: await loadSeen(tx, found.late.map(({ id }) => id)) }
}

async function runOf(tx: Tx, id: string): Promise<RunRow> {
  const run = await findRun(tx, id)
  if (run === undefined) throw new Problem('not-found')
  return run
}

function registerRuns(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/statistics/runs', permission: 'task.read', summary: 'Statistics that the acting body sent, or received.', query: RunQuery, answer: z.object({ rows: z.array(StatisticsRun) }),
    run: async ({ tx, query }) => ({ rows: await loadRuns(tx, query.box, SHOWN) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/statistics/runs/:id', permission: 'task.read', summary: 'One period\'s statistics as they went out; opening what was received marks it as read.', params: ById, answer: StatisticsRunDetail, refuses: ['not-found'],
    run: async ({ tx, who, params }) => {
      await markRunRead(tx, params.id, deps.clock.now().toISOString())
      const run = await runOf(tx, params.id)
      return { ...run, readers: await loadReaders(tx, params.id), changes: await changesSince(tx, who, run, today(deps.clock)), visible: await visibleTo(tx, who, run, today(deps.clock)) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/statistics/runs/:id/export.:format', permission: 'task.read', summary: 'The same as a file: the figures kept, so that a reprint is the same paper.',
    params: z.object({ id: z.uuid(), format: z.enum(['xlsx', 'docx', 'pdf']) }), refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params }) => {
      const { owner, query, found } = await runOf(tx, params.id)
      if (found === null) throw new Problem('illegal-state')
      return fileOfStatistics(tx, owner.id, query as StatisticsQuery, found, 'table', params.format, await isSample(tx))
    },
    send: sendFile,
  })
}

/** Statistics that go out by themselves: their schedules, and what went out. */
export function registerRunRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerSchedules(app, deps)
  registerRuns(app, deps)
}
