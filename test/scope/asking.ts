import type { LightMyRequestResponse } from 'fastify'
import { extractRawText } from 'mammoth'
import type pg from 'pg'
import { readTable } from '#server/sheets/index.ts'
import type { Caller } from '#test/app.ts'
import { officeOf } from './books.ts'
import { committeeOf } from './committees.ts'
import { writingOf } from './drafts.ts'
import { planOf } from './inspections.ts'
import { meetingOf } from './meetings.ts'
import type { Viewer } from './oracle.ts'
import { COMMON, type Planted } from './rows.ts'
import type { Ask, Me } from './routes.ts'
import type { World } from './world.ts'

/** One route as the API text tells it. */
export type Route = { key: string; method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'; path: string; permission: string | null; ids: string[] }

type Schema = { format?: string; pattern?: string; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[] }
type Parameter = { in: string; name: string; schema: Schema }
type Operation = { description?: string; parameters?: Parameter[]; requestBody?: { content?: { 'application/json'?: { schema: Schema } } } }

/** Names of all values of a body that are ids. */
function idsIn(schema: Schema | undefined, at: string): string[] {
  if (!schema) return []
  const own = schema.format === 'uuid' || schema.pattern?.startsWith('^([0-9a-fA-F]{8}') ? [at] : []
  const parts = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => idsIn(part, at === '' ? name : `${at}.${name}`))
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((each) => idsIn(each, at))
  return [...new Set([...own, ...parts, ...forms, ...idsIn(schema.items, `${at}[]`)])]
}

function routeOf(path: string, method: string, { description = '', parameters = [], requestBody }: Operation): Route {
  const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!)
  const asked = parameters.filter((each) => each.in === 'query').flatMap((each) => idsIn(each.schema, `query.${each.name}`))
  return {
    key: `${method.toUpperCase()} ${path}`, method: method.toUpperCase() as Route['method'], path,
    permission: /Permission: `([^`]+)`/.exec(description)?.[1] ?? null,
    ids: [...named, ...asked, ...idsIn(requestBody?.content?.['application/json']?.schema, '')],
  }
}

/** Every route that the server describes. */
export async function routesOf({ server }: World): Promise<Route[]> {
  const { paths } = (await server.app.inject({ url: '/api/openapi.json' })).json() as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => routeOf(path, method, operation)))
}

/** Every path that the server answers under /api, from its own table: a route hidden from the API text would stand here alone. */
export function mountedPaths({ server }: World): string[] {
  const above: string[] = []
  return server.app.printRoutes({ commonPrefix: false }).split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods] = /^((?:[│ ] {3})*)[├└]── (\S*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    above.length = indent.length / 4
    above.push(segment)
    const path = above.join('').replace(/:(\w+)/g, '{$1}')
    return methods && path.startsWith('/api') ? methods.split(', ').filter((each) => each !== 'HEAD').map((method) => `${method} ${path}`) : []
  })
}

export type Answer = { status: number; text: string; code: string }

/** The text of an answer, spreadsheets read as tables, papers as their words; `code` is the Problem's, else the status. */
export async function told(answer: LightMyRequestResponse): Promise<Answer> {
  const type = String(answer.headers['content-type'] ?? '')
  const text = type.includes('spreadsheetml') ? JSON.stringify(await readTable(answer.rawPayload)) : type.includes('wordprocessingml') ? (await extractRawText({ buffer: answer.rawPayload })).value : answer.body
  const code = type.includes('problem+json') ? String(answer.json().code) : String(answer.statusCode)
  return { status: answer.statusCode, text: `${text}\n${JSON.stringify(answer.headers)}`.replace(/"(date|content-length|set-cookie)":("[^"]*"|\d+),?/g, ''), code }
}

/** Sends one request. */
export async function send(caller: Caller, route: Pick<Route, 'method'>, url: string, { body, headers }: Ask): Promise<Answer> {
  return told(await caller.inject({ method: route.method, url, ...(body !== undefined && { payload: body as object }), ...(headers && { headers }) }))
}

/** Those who hold a route's permission, and one who does not: the gate refuses him before it looks at anything. */
export function askersOf(route: Route, viewers: readonly Viewer[]): Viewer[] {
  const holds = (viewer: Viewer): boolean => route.permission === null || viewer.permissions.has(route.permission)
  return [...viewers.filter(holds), ...viewers.filter((viewer) => !holds(viewer)).slice(0, 1)]
}

/** The viewer's own rows, as far as there are any. */
export function meOf(viewer: Viewer, planted: readonly Planted[]): Me {
  const body = viewer.member.actsForId
  const own = (kind: string, facts: object): string | undefined =>
    planted.find((row) => row.kind === kind && Object.entries(facts).every(([name, value]) => row.facts?.[name] === value))?.id
  const draft = own('directive', { owner: body, state: 'draft' })
  return {
    viewer, draft, draftOrder: draft && own('order', { letter: draft }), issued: own('directive', { owner: body, state: 'issued' }),
    task: own('task', { to: body, state: 'not_started' }), given: own('task', { from: body, state: 'not_started' }), unread: own('delivery', { owner: body, unread: true }),
    person: planted.find((row) => row.kind === 'person' && row.facts?.body === body && row.id !== viewer.member.personId)?.id ?? viewer.member.personId,
    ...committeeOf(viewer, planted), ...officeOf(viewer, planted), ...writingOf(viewer, planted), ...meetingOf(viewer, planted), ...planOf(viewer, planted),
  }
}

/** Everything in a text that may be a marker or an id; sessions have ids of another form. */
const WORDS = new RegExp(`${COMMON}\\d+z|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`, 'g')

/**
 * Words and ids of rows out of the viewer's scope, and of sensitive values, that stand in a text. `clear`: read by a role
 * with sensitive columns, whatever the route would show of them.
 */
export function leaksIn(world: World, viewer: Viewer, text: string, { revealed = false, wholeAudit = false, clear = false } = {}): string[] {
  const said = new Set(text.match(WORDS)) // looked up before anybody asks the oracle, since nearly no row is in a text
  const tellsId = ({ kind, id }: Planted): boolean => (kind === 'session' ? text.includes(id) : said.has(id))
  const rows = wholeAudit ? [] : world.planted.filter((row) => (said.has(row.marker) || tellsId(row)) && !row.sees(viewer))
  const secrets = world.secrets.filter(({ marker }) => said.has(marker)).filter((secret) => !(clear && secret.inScope(viewer)) && !(secret.sees(viewer) && (revealed || !secret.asked)))
  return [
    ...rows.filter(({ marker }) => said.has(marker)).map(({ kind, marker }) => `word of ${kind} (${marker})`), ...rows.filter(tellsId).map(({ kind, id }) => `id of ${kind} (${id})`),
    ...secrets.map(({ register, marker }) => `sensitive value of ${register} (${marker})`),
  ]
}

/** Tables that are watched: all but what the gate notes of itself, and the text of the migrations, which is long and nobody's to write. */
const TABLES = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('body_scope', 'sign_in_attempt', 'migration') order by 1`

/**
 * A digest of every table, so that a refused request can be seen to leave nothing; notes of reading are left out. Asked
 * over one connection that stays open, since a new one first has to learn all tables, and as statements one after the
 * other, since one union of them all takes eight times as long.
 */
export async function fingerprint({ watcher }: World): Promise<Record<string, string>> {
  const { rows } = await watcher.query<{ name: string }>(TABLES)
  const digests = rows.map(({ name }) => `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as digest from ${name} t
    ${name === 'audit_entry' ? "where action not in ('view', 'export')" : ''}`)
  const answers = await watcher.query(digests.join(';')) as unknown as pg.QueryResult<{ digest: string }>[]
  return Object.fromEntries(rows.map(({ name }, n) => [name, answers[n]!.rows[0]!.digest]))
}
