import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantMember, asInstallation, bodies, testHash, type Member } from '#test/people.ts'
import { testApp, type TestApp } from '#test/app.ts'

type Operation = { summary?: string; description?: string }
type Route = { method: Uppercase<'get' | 'post' | 'put' | 'patch' | 'delete'>; url: string; permission: string | undefined }

/** Holds a post whose role may do nothing at all. */
const nobody: Member = {
  fullName: 'Người Không Quyền', username: 'khong.quyen', role: 'nothing', title: 'Không quyền',
  personId: '00000000-0000-7000-8000-000000009001', postId: '00000000-0000-7000-8000-000000009002', accountId: '00000000-0000-7000-8000-000000009003',
  bodyId: bodies.communeA1, actsForId: bodies.communeA1,
}
/** Routes in front of the gate: they tell a person about himself, or nothing. */
const OPEN = new Set(['/api/sign-in', '/api/sign-in/second-factor', '/api/sign-out', '/api/me', '/api/password', '/api/second-factor', '/api/second-factor/confirm', '/api/second-factor/codes', '/api/second-factor/end', '/api/demo', '/api/notices/stop-mail', '/ngung-thu', '/api/calendar/feed.ics'])
/** Asked by mail programs, from anywhere by their nature. */
const FROM_ANYWHERE = new Set(['/ngung-thu'])

let server: TestApp
let routes: Route[]
beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, async (client) => {
    await client.query("insert into role (name) values ('nothing')")
    await plantMember(client, nobody, await testHash())
  })
  const { paths } = (await server.app.inject({ url: '/api/openapi.json' })).json() as { paths: Record<string, Record<string, Operation>> }
  routes = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => ({
    method: method.toUpperCase() as Route['method'],
    url: path.replace(/\{[^}]+\}/g, '00000000-0000-7000-8000-00000000ffff'),
    permission: /Permission: `[^`]+`|permission follows from the request/.exec(operation.description ?? '')?.[0],
  })))
})
afterAll(() => server.stop())

describe('every route', () => {
  test('names the permission it needs, unless it stands in front of the gate', () => {
    expect(routes.length).toBeGreaterThan(20)
    const unguarded = routes.filter((route) => route.permission === undefined).map((route) => route.url)
    expect(unguarded.filter((url) => !OPEN.has(url))).toEqual([])
  })

  test('answers 401 without a session, whatever is sent', async () => {
    for (const { method, url, permission } of routes) {
      if (!permission) continue
      for (const cookie of ['', 'phaodai_session=guessed']) {
        const options: InjectOptions = { method, url, headers: { 'x-phaodai': '1', cookie } }
        const answer = await server.app.inject(options)
        const expected = cookie === '' ? [401] : [400, 401, 415] // who brings a cookie may be told of a malformed body
        expect(expected, `${method} ${url} ${answer.body}`).toContain(answer.statusCode)
      }
    }
  })

  test('answers 403 or a fault of the input to a post without permissions, never data', async () => {
    const caller = await server.as(nobody)
    for (const { method, url, permission } of routes) {
      if (!permission) continue
      const answer = await caller.inject({ method, url, ...(method !== 'GET' && method !== 'DELETE' && { payload: {} }) })
      expect([400, 403, 415], `${method} ${url} ${answer.body}`).toContain(answer.statusCode)
    }
  })

  test('writes are refused when they come from another site', async () => {
    for (const { method, url } of routes.filter((route) => route.method !== 'GET' && !FROM_ANYWHERE.has(route.url))) {
      const answer = await server.app.inject({ method, url, headers: { origin: 'https://evil.example' } })
      expect(answer.json().code, `${method} ${url}`).toBe('cross-site')
    }
  })
})

test('an unknown path of the API is a Problem, not a page', async () => {
  const answer = await server.app.inject({ url: '/api/khong-co' })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found'])
})

test('security headers stand on every answer', async () => {
  const { headers } = await server.app.inject({ url: '/api/me' })
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-store' })
})
