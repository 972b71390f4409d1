import {
  AreaFigures, AreasQuery, Board, BoardQuery, DeclareInput, ExportQuery, FigureQuery, IndicatorDetail, RetractInput, SignInput, type SignInput as Signing,
} from '@phaodai/indicators'
import { MeasuredTasks, MeasuresQuery, TaskMeasure, TaskMeasureInput } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { endings, fileOf, sendFile } from '#server/sheets/index.ts'
import { timeOfDay } from '../notices/index.ts'
import { isSample } from '../tasks/index.ts'
import { declare, retract, sign, type Moment } from './enter.ts'
import { areasTable, seriesTable } from './export.ts'
import { areasOf, boardOf, detailOf } from './figures.ts'
import { measuredTasks, measuresOf, setMeasure } from './measures.ts'

const Name = z.object({ name: z.string().max(80) })
const NameAndId = z.object({ name: z.string().max(80), id: z.uuid() })
const TaskId = z.object({ id: z.uuid() })
const Done = z.object({ id: z.uuid() })

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/indicators', permission: 'indicator.read', summary: 'Every indicator the post may see, for an area up to a day, with what it is compared with.',
    query: BoardQuery, answer: Board, refuses: ['not-found'], run: ({ tx, who, query }) => boardOf(tx, who, query, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/indicators/:name', permission: 'indicator.read', summary: 'One indicator in a stretch of days: series, classes, declared and signed figures.',
    params: Name, query: FigureQuery, answer: IndicatorDetail, refuses: ['not-found'], run: ({ tx, who, params, query }) => detailOf(tx, who, params.name, query),
  })
  route(app, deps, {
    method: 'GET', url: '/api/indicators/:name/areas', permission: 'indicator.read', summary: 'One indicator by what lies in an area: table and layer of the map.',
    params: Name, query: AreasQuery, answer: AreaFigures, refuses: ['not-found'], run: ({ tx, who, params, query }) => areasOf(tx, who, params.name, query),
  })
  for (const ending of endings) {
    route(app, deps, {
      method: 'GET', url: `/api/indicators/:name/export.${ending}`, permission: 'indicator.read', summary: 'What the page of an indicator shows, in one file.', params: Name, query: ExportQuery, refuses: ['not-found'],
      run: async ({ tx, who, params: { name }, query }) => {
        const sample = await isSample(tx)
        const table = query.show === 'areas' ? areasTable(name, await areasOf(tx, who, name, query), sample) : seriesTable(await detailOf(tx, who, name, query), sample)
        return fileOf(`chi-so-${name}`, ending, table)
      },
      send: sendFile,
    })
  }
}

function registerEntries(app: FastifyInstance, deps: AppDeps): void {
  const moment = (): Moment => ({ today: today(deps.clock), time: timeOfDay(deps.clock.now()) })
  route(app, deps, {
    method: 'PUT', url: '/api/indicators/:name/declared/:id', permission: 'indicator.declare', summary: 'Notes a figure told before its records are there; idempotent by id.',
    params: NameAndId, body: DeclareInput, answer: Done, refuses: ['not-found', 'duplicate', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await declare(tx, who, params.name, params.id, body, moment())
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/indicators/:name/declared/:id/retract', permission: 'indicator.retract', summary: 'Takes a declared figure back with a reason.',
    params: NameAndId, body: RetractInput, answer: Done, refuses: ['not-found', 'stale'],
    run: async ({ tx, who, params, body }) => {
      await retract(tx, who, params.name, params.id, body)
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/indicators/:name/signed/:id', permission: 'indicator.sign', summary: 'Signs the figure of an area and a stretch of days off; later changes become adjustments.',
    params: NameAndId, body: SignInput as z.ZodType<Signing>, answer: Done, refuses: ['not-found', 'duplicate', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await sign(tx, who, params.name, params.id, body, moment())
      return { id: params.id }
    },
  })
}

function registerMeasures(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/measures', permission: 'task.read', summary: 'The numbers of tasks that have a measure, as far as the viewer may see task and figure.',
    query: MeasuresQuery, answer: z.object({ measures: z.array(TaskMeasure) }),
    run: async ({ tx, who, query }) => ({ measures: await measuresOf(tx, who, query.tasks, today(deps.clock)) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/measures/open', permission: 'task.read', summary: 'Open tasks that the acting body gave or answers for and that have a measure, those that fall short first.', answer: MeasuredTasks,
    run: ({ tx, who }) => measuredTasks(tx, who, today(deps.clock)),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/tasks/:id/measure', permission: 'task.measure', summary: 'Sets, changes or takes away what a task is measured by.', params: TaskId, body: TaskMeasureInput,
    answer: z.object({ measures: z.array(TaskMeasure) }), refuses: ['not-found', 'stale'],
    run: async ({ tx, who, params, body }) => {
      await setMeasure(tx, who, params.id, body)
      return { measures: await measuresOf(tx, who, [params.id], today(deps.clock)) }
    },
  })
}

/** Figures, what is declared and signed of them, and measures of tasks. */
export function registerIndicatorRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReads(app, deps)
  registerEntries(app, deps)
  registerMeasures(app, deps)
}
