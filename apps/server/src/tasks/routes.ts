import {
  AssignInput, BulkInput, BulkResult, CascadeInput, CascadeProposal, ChaseInput, ChaseResult, permissionOf, TaskActionInput, TaskCounts, TaskDetail, TaskPage, TaskQuery,
} from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today, type Clock } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { sendFile } from '#server/sheets/index.ts'
import { act, chaseAll, type Moment } from './act.ts'
import { actOnMany } from './bulk.ts'
import { exportTasks } from './export.ts'
import { assign, cascade } from './give.ts'
import { findTask, isSample, loadBelow, loadTasks } from './load.ts'
import { asTask } from './row.ts'
import { countsFor, detailOf, pageOf } from './view.ts'

const ById = z.object({ id: z.uuid() })
const ByEvent = z.object({ id: z.uuid(), eventId: z.uuid() })
const ExportFormat = z.object({ format: z.enum(['xlsx', 'csv']) })
/** Rows of one export: what a person can still read, and a query can still page. */
const MOST_EXPORTED = 5000

function momentOf(clock: Clock): Moment {
  return { at: clock.now().toISOString(), today: today(clock) }
}

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/tasks', permission: 'task.read', summary: 'One page of the tasks in the viewer\'s scope.', query: TaskQuery, answer: TaskPage,
    run: ({ tx, query }) => pageOf(tx, query, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/tasks/counts', permission: 'task.read', summary: 'Tasks by pile, for the three boxes.', answer: TaskCounts,
    run: ({ tx, who }) => countsFor(tx, who, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/tasks/:id', permission: 'task.read', summary: 'A task with its history, children and possible actions.', params: ById, answer: TaskDetail,
    refuses: ['not-found'], run: ({ tx, who, params }) => detailOf(tx, who, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/tasks/:id/cascade-proposal', permission: 'task.cascade', summary: 'Bodies directly below, to pass a task on to.', params: ById, answer: CascadeProposal,
    refuses: ['not-found'],
    run: async ({ tx, who, params }) => {
      const task = await findTask(tx, params.id)
      if (!task || task.body.id !== who.bodyId) throw new Problem('not-found')
      return { text: task.text, deadline: task.deadline, children: await loadBelow(tx, today(deps.clock)) }
    },
  })
}

function registerWrites(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/tasks/:id', permission: 'task.assign', summary: 'Gives a task without a document; idempotent by id.', params: ById, body: AssignInput, answer: TaskDetail,
    refuses: ['duplicate', 'reference-missing'],
    run: ({ tx, who, params, body }) => assign(tx, who, momentOf(deps.clock), params.id, body),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/tasks/:id/actions/:eventId', permission: ({ body }) => permissionOf[body.action], summary: 'Does one action; idempotent by the event\'s id.',
    params: ByEvent, body: TaskActionInput, answer: TaskDetail, refuses: ['not-found', 'stale', 'illegal-state', 'open-children', 'no-superior'],
    run: async ({ tx, who, params, body }) => {
      await act(tx, who, momentOf(deps.clock), params.id, params.eventId, body)
      return detailOf(tx, who, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/tasks/:id/cascade', permission: 'task.cascade', summary: 'Passes a task on to bodies below; idempotent by the children\'s ids.', params: ById, body: CascadeInput,
    answer: TaskDetail, refuses: ['not-found', 'illegal-state', 'duplicate', 'reference-missing'],
    run: async ({ tx, who, params, body }) => {
      await cascade(tx, who, momentOf(deps.clock), params.id, body)
      return detailOf(tx, who, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/tasks/chase', permission: 'task.chase', summary: 'Chases several tasks; says for each what happened.', body: ChaseInput, answer: ChaseResult,
    run: ({ tx, who, body }) => chaseAll(tx, who, momentOf(deps.clock), body),
  })
  route(app, deps, {
    method: 'POST', url: '/api/tasks/bulk', permission: ({ body }) => permissionOf[body.action], summary: 'Does one action to many tasks; says for each whether it was done or why not. Idempotent by the events\' ids.',
    body: BulkInput, answer: BulkResult, run: ({ tx, who, body }) => actOnMany(tx, who, momentOf(deps.clock), body),
  })
}

/** Everything about tasks: lists, counts, one task, actions, cascade, chasing, export. */
export function registerTaskRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReads(app, deps)
  registerWrites(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/tasks/export.:format', permission: 'task.read', summary: 'The list as a spreadsheet, as it stands on screen.', params: ExportFormat, query: TaskQuery,
    run: async ({ tx, params, query }) => {
      const day = today(deps.clock)
      const rows = (await loadTasks(tx, { ...query, limit: MOST_EXPORTED }, day)).slice(0, MOST_EXPORTED)
      return exportTasks(rows.map(row => asTask(row, day)), params.format, await isSample(tx))
    },
    send: sendFile,
  })
}
