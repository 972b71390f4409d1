import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { callerOf, signIn, type Caller } from '#test/app.ts'
import { testHash } from '#test/people.ts'
import { leaksIn, told } from '#test/scope/asking.ts'
import type { Viewer } from '#test/scope/oracle.ts'
import { openScopeWorld, type World } from '#test/scope/world.ts'
import { requestsTo, type ApiText, type FuzzRequest } from './requests.ts'

/** PHAODAI_FUZZ=20000 for the long run; the seed is printed so that a finding can be sent again. */
const REQUESTS = Number(process.env.PHAODAI_FUZZ ?? 2000)
const SEED = Number(process.env.PHAODAI_FUZZ_SEED ?? 20211011)

let world: World
let api: ApiText
const callers = new Map<string, Caller>()
beforeAll(async () => {
  world = await openScopeWorld()
  for (const [viewer, caller] of world.callers) callers.set(viewer.member.username, caller)
  api = (await world.server.app.inject({ url: '/api/openapi.json' })).json()
})
afterAll(() => world?.stop())

test('the API text is OpenAPI 3.1 by an independent validator', async () => {
  expect(api.openapi).toMatch(/^3\.1\./)
  const { valid, errors } = await new Validator().validate(structuredClone(api))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

/** Rows that a write answered with success may have shown to others since: the oracle no longer speaks for them. */
class Stirred {
  #ids = new Set<string>()
  note({ url, payload = '' }: FuzzRequest): void {
    const said = new Set(`${decodeURIComponent(url)} ${payload}`.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g))
    for (const row of world.planted) if (said.has(row.id) || Object.values(row.facts ?? {}).some((fact) => this.#ids.has(String(fact)))) this.#ids.add(row.id)
  }
  has(leak: string): boolean {
    return world.planted.some(({ id, marker, facts }) => (leak.includes(marker) || leak.includes(id)) && (this.#ids.has(id) || Object.values(facts ?? {}).some((fact) => this.#ids.has(String(fact)))))
  }
}

type Tally = { statuses: Map<number, number>; routes: Set<string>; faults: string[] }

/** Some requests end a session, lock a name or set a new password; the account is put right and signs in again. */
async function comeBack({ member }: Viewer): Promise<void> {
  const hash = await testHash()
  const username = await withClient(world.server.adminUrl, { name: 'test' }, async (client) => {
    const { rows } = await client.query<{ username: string }>('update account set disabled_at = null, must_change_password = false where id = $1 returning username', [member.accountId])
    await client.query('update auth.account set password = $2 where "userId" = $1::text', [member.accountId, hash])
    await client.query('delete from sign_in_attempt where username_key = $1', [rows[0]!.username])
    return rows[0]!.username
  })
  const token = await signIn(world.server.app, username)
  if (token) callers.set(member.username, callerOf(world.server.app, token, member.postId))
}

async function ask(viewer: Viewer, request: FuzzRequest, stirred: Stirred, tally: Tally): Promise<void> {
  const { route, ...options } = request
  const { status, text } = await told(await callers.get(viewer.member.username)!.inject(options))
  if (status === 401) await comeBack(viewer)
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  tally.routes.add(route)
  const sent = `${route} as ${viewer.name}: ${JSON.stringify(options).slice(0, 600)}`
  if (status >= 500) tally.faults.push(`${status} ${sent} → ${text.slice(0, 300)}`)
  if (options.method !== 'GET' && status < 300) stirred.note(request)
  const leaks = leaksIn(world, viewer, text, { revealed: status === 200, wholeAudit: options.url.startsWith('/api/audit') })
  const said = `${options.url} ${options.payload ?? ''}`
  for (const leak of leaks.filter((each) => !stirred.has(each) && !said.includes(/\((.*)\)$/.exec(each)![1]!))) tally.faults.push(`tells the ${leak}: ${sent}`)
}

test(`${REQUESTS} requests to every route, wrong types, huge values, other people's ids: no fault of ours, no leak`, async () => {
  const known = [...new Set(world.planted.map(({ id }) => id))].filter((id) => id.includes('-'))
  const requests = fc.sample(requestsTo(api, known), { numRuns: REQUESTS, seed: SEED })
  const tally: Tally = { statuses: new Map(), routes: new Set(), faults: [] }
  const stirred = new Stirred()
  for (const [n, request] of requests.entries()) await ask(world.viewers[n % world.viewers.length]!, request, stirred, tally)
  console.log(`fuzz: ${REQUESTS} requests, seed ${SEED}, ${tally.routes.size} routes; answers by status ${JSON.stringify(Object.fromEntries([...tally.statuses].sort()))}`)
  expect(tally.faults).toEqual([])
  expect(tally.statuses.get(200) ?? 0, 'some requests must get through').toBeGreaterThan(REQUESTS / 20)
  expect(tally.statuses.get(401) ?? 0, 'the cast stays signed in').toBeLessThan(REQUESTS / 20)
}, 3_600_000)
