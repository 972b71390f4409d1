import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import Fastify, { type FastifyInstance } from 'fastify'
import type pg from 'pg'
import { makeId, searchKey } from '@phaodai/vocabulary'
import { readConfig } from '#kernel/config.ts'
import { systemClock } from '#kernel/clock.ts'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool } from '#kernel/database/pool.ts'
import { createFileStore } from '#kernel/file-store.ts'
import { registerHttp } from '#kernel/http.ts'
import { createJobs } from '#kernel/jobs.ts'
import { registerOpenApi } from '#kernel/openapi.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { mountImports } from '#server/imports/index.ts'
import { mountRegisters } from '#server/registers/index.ts'
import { mountStock } from '#server/stock/index.ts'
import { testDatabase } from '#test/database.ts'

/** One person in one post, signed in. */
export type Persona = { token: string; postId: string; bodyId: number; role: string }
export type Answer = { status: number; body: Record<string, unknown>; text: string; bytes: Buffer }
type Sent = { body?: unknown; type?: string }

/** Routes of all registers on a database of their own, with an administrator's pool beside for arranging and looking. */
export type World = {
  admin: pg.Pool
  app: FastifyInstance
  area: (id: number, lastId: number, parentId: number | null, name: string) => Promise<void>
  body: (id: number, lastId: number, parentId: number | null, territory: readonly number[]) => Promise<void>
  persona: (bodyId: number, role: string) => Promise<Persona>
  call: (who: Persona | null, method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', url: string, sent?: Sent) => Promise<Answer>
  stop: () => Promise<void>
}

/** A new id as a client makes it. */
export function newId(): string {
  return makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

const LEVELS = ['country', 'province', 'district', 'commune', 'village']

async function addArea(admin: pg.Pool, id: number, lastId: number, parentId: number | null, name: string): Promise<void> {
  const { rows } = await admin.query<{ level: string }>('select level from area where id = $1', [parentId])
  const level = LEVELS[Math.min(LEVELS.indexOf(rows[0]?.level ?? 'country') + 1, 4)]
  await admin.query(
    `insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
     values ($1::int, $2, $3, $1::int::text, $4, 'xã', $5::text, 'Xã ' || $5::text, $6, '2000-01-01')`, [id, parentId, lastId, level, name, searchKey(name)])
}

async function addBody(admin: pg.Pool, id: number, lastId: number, parentId: number | null, territory: readonly number[]): Promise<void> {
  await admin.query(
    `insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
     values ($1::int, $2, $3, 'people-committee', 'state', 'commune', 'Cơ quan ' || $1::int, 'CQ ' || $1::int, 'cq ' || $1::int, $4, '2000-01-01')`,
    [id, parentId, lastId, territory[0]])
  for (const area of territory) await admin.query("insert into body_territory (body_id, area_id, valid_from) values ($1, $2, '2000-01-01')", [id, area])
}

async function addPersona(admin: pg.Pool, bodyId: number, role: string): Promise<Persona> {
  const [personId, postId, accountId, token] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const name = `u-${accountId.slice(0, 8)}`
  await admin.query("insert into person (id, full_name, search_key) values ($1, $2, $3)", [personId, `Người ${name}`, `nguoi ${name}`])
  await admin.query(
    "insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $3, $4, 'Chuyên viên', '2000-01-01')",
    [postId, personId, bodyId, role])
  await admin.query(`insert into auth."user" (id, name, email, "emailVerified", username) values ($1, $2, $3, true, $2)`, [accountId, name, `${name}@local.invalid`])
  await admin.query('insert into account (id, person_id, username, auth_user_id, must_change_password) values ($1, $2, $3, $4, false)', [accountId, personId, name, accountId])
  await admin.query(`insert into auth.session (id, "expiresAt", token, "updatedAt", "userId") values ($1, now() + interval '1 hour', $1, now(), $2)`, [token, accountId])
  return { token, postId, bodyId, role }
}

async function callApp(app: FastifyInstance, who: Persona | null, method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', url: string, sent: Sent): Promise<Answer> {
  const reply = await app.inject({
    method, url, headers: { 'x-phaodai': '1', ...(sent.type && { 'content-type': sent.type }) },
    ...(who && { cookies: { phaodai_session: who.token } }),
    ...(sent.body !== undefined && { payload: sent.body as object }),
  })
  const isJson = String(reply.headers['content-type'] ?? '').includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : {}, text: reply.body, bytes: reply.rawPayload }
}

/** Opens a world; `stop` removes it. */
export async function openWorld(): Promise<World> {
  const database = await testDatabase()
  const pools = openPools(database.adminUrl, () => {})
  const admin = createPool(database.adminUrl, { name: 'arranging', max: 4 })
  const config = readConfig({ PHAODAI_LOG: 'silent', PHAODAI_DATA: tmpdir() })
  const app = Fastify()
  await registerHttp(app)
  await registerOpenApi(app, 'test')
  const jobs = createJobs(loginUrl(database.adminUrl, 'phaodai_jobs'), () => {})
  const deps = { pools, files: createFileStore(config.dataFolder), jobs, clock: systemClock, config }
  mountRegisters(app, deps)
  await mountImports(app, deps)
  mountStock(app, deps)
  await app.ready()
  return {
    admin, app,
    area: (id, lastId, parentId, name) => addArea(admin, id, lastId, parentId, name),
    body: (id, lastId, parentId, territory) => addBody(admin, id, lastId, parentId, territory),
    persona: (bodyId, role) => addPersona(admin, bodyId, role),
    call: (who, method, url, sent = {}) => callApp(app, who, method, url, sent),
    stop: async () => {
      await app.close()
      await closePools(pools)
      await admin.end()
      await database.drop()
    },
  }
}
