import { changeSchema, creationSchema, ownActions, placedFields, registers, type Register } from '@phaodai/registers'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing } from '#kernel/session.ts'
import { listQuery } from './filter.ts'
import { canChoose, findChoices } from './names.queries.ts'
import { readHistory, readPage, readRecord, readTableOf } from './read.ts'
import { endings, fileOf, sendFile } from '#server/sheets/index.ts'
import { markSample } from '#server/tasks/index.ts'
import { actOnRecord, changeRecord, createRecord, voidWithReason } from './write.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Any = z.looseObject({})
const Names = z.record(z.string(), z.record(z.string(), z.string()))
const WithNames = z.object({ row: Any, names: Names })
const Reason = z.string().trim().min(1).max(2000)

type Server = { app: FastifyInstance; deps: AppDeps }

/** Every route of every register, under its own permission; and what the acting post may do with each. */
export function mountRegisters(app: FastifyInstance, deps: AppDeps): void {
  const server = { app, deps }
  mountOverview(server)
  for (const register of registers) {
    mountReading(server, register)
    mountExports(server, register)
    mountWriting(server, register)
  }
}

function mountOverview({ app, deps }: Server): void {
  route(app, deps, {
    method: 'GET', url: '/api/registers', permission: 'area.read', summary: 'The registers the acting post may read, and what it may do with each.',
    answer: z.object({ registers: z.array(z.object({ name: z.string(), may: z.array(z.string()) })) }),
    run: async ({ who }) => {
      const may = (name: string): string[] => who.held.filter((each) => each.startsWith(`${name}.`)).map((each) => each.slice(name.length + 1))
      return { registers: registers.map(({ name }) => ({ name, may: may(name) })).filter(({ may: deeds }) => deeds.includes('read')) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/registers/choices/:target', permission: 'area.read',
    summary: 'What can be picked for a field: areas, bodies, people or records, nearest to what was typed.',
    params: z.object({ target: z.string().max(60) }),
    query: z.object({ q: z.string().max(200).default(''), anywhere: z.enum(['0', '1']).default('0') }),
    answer: z.object({ choices: z.array(z.object({ id: z.union([z.string(), z.int()]), name: z.string() })) }),
    run: async ({ tx, params, query }) => {
      if (!canChoose(params.target)) throw new Problem('not-found')
      const choices = await findChoices(tx, params.target, query.q, query.anywhere === '1')
      if (params.target === 'person') await viewing(tx, 'person', choices.map(({ id }) => String(id)))
      return { choices }
    },
  })
}

function mountReading({ app, deps }: Server, register: Register): void {
  const url = `/api/registers/${register.name}`
  const permission = `${register.name}.read`
  route(app, deps, {
    method: 'GET', url, permission, summary: `Records of ${register.name}: filtered, searched without marks, one page after the other.`,
    query: listQuery(register, deps.clock),
    answer: z.object({ rows: z.array(Any), names: Names, next: z.string().nullable(), total: z.int().nullable(), reached: z.iso.date().nullable() }),
    run: ({ tx, who, query }) => readPage(tx, who, register, query),
  })
  route(app, deps, {
    method: 'GET', url: `${url}/:id`, permission, summary: `One record of ${register.name}.`, params: Id, query: Reveal, answer: WithNames,
    refuses: ['not-found'], run: ({ tx, who, params, query }) => readRecord(tx, who, register, params.id, query.reveal),
  })
  route(app, deps, {
    method: 'GET', url: `${url}/:id/history`, permission, summary: `Every change of one record of ${register.name}.`, params: Id, query: Reveal,
    answer: z.object({ steps: z.array(Any), names: Names }), refuses: ['not-found'],
    run: ({ tx, who, params, query }) => readHistory(tx, who, register, params.id, query.reveal),
  })
}

function mountExports({ app, deps }: Server, register: Register): void {
  const columns = [...Object.keys(placedFields(register)), 'state']
  const Ask = z.looseObject({ columns: z.string().max(2000).optional() }).transform(({ columns: chosen, ...rest }, context) => {
    const listed = listQuery(register, deps.clock).safeParse(rest)
    if (!listed.success) {
      context.addIssue({ code: 'custom', message: listed.error.message })
      return z.NEVER
    }
    const names = chosen === undefined ? columns : chosen.split(',').filter((name) => columns.includes(name))
    return { ask: listed.data, columns: names }
  })
  for (const ending of endings) {
    route(app, deps, {
      method: 'GET', url: `/api/registers/${register.name}/export.${ending}`, permission: `${register.name}.export`,
      summary: `The list of ${register.name} as shown, in one file.`, query: Ask,
      run: async ({ tx, who, query }) => fileOf(register.name, ending, await markSample(tx, await readTableOf(tx, who, register, query.ask, query.columns))),
      send: sendFile,
    })
  }
}

function mountWriting({ app, deps }: Server, register: Register): void {
  const { name } = register
  const url = `/api/registers/${name}/:id`
  route(app, deps, {
    method: 'PUT', url, permission: `${name}.create`, summary: `Makes a record of ${name} with the caller's id; sending it again changes nothing.`,
    params: Id, body: creationSchema(register), answer: z.object({ row: Any }), refuses: ['duplicate'],
    run: async ({ tx, params, body }) => ({ row: await createRecord(tx, register, params.id, body) }),
  })
  route(app, deps, {
    method: 'PATCH', url, permission: `${name}.update`, summary: `Corrects fields of a record of ${name}.`,
    params: Id, body: changeSchema(register), answer: z.object({ row: Any }), refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => ({ row: await changeRecord(tx, register, params.id, body) }),
  })
  route(app, deps, {
    method: 'POST', url: `${url}/void`, permission: `${name}.void`, summary: `Marks a mistaken record of ${name} as void.`,
    params: Id, body: z.strictObject({ version: z.int(), reason: Reason }), answer: z.object({ row: Any }), refuses: ['not-found', 'stale', 'illegal-state'],
    run: async ({ tx, params, body }) => ({ row: await voidWithReason(tx, register, params.id, body) }),
  })
  for (const [action, { reason }] of ownActions(register)) {
    route(app, deps, {
      method: 'POST', url: `${url}/actions/${action}`, permission: `${name}.${action}`, summary: `Action ${action} on a record of ${name}.`,
      params: Id, body: z.strictObject({ version: z.int(), reason: reason ? Reason : Reason.optional() }), answer: z.object({ row: Any }),
      refuses: ['not-found', 'stale', 'illegal-state'],
      run: async ({ tx, params, body }) => ({ row: await actOnRecord(tx, register, action, params.id, body) }),
    })
  }
}
