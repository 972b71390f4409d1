import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf, signIn, testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, cast, PASSWORD, type Member } from '#test/people.ts'
import { totp } from '#test/totp.ts'

let server: TestApp
beforeAll(async () => { server = await testApp() })
afterAll(() => server?.stop())

const asGuest = (url: string, payload: object, headers = {}) => server.app.inject({ method: 'POST', url, headers: { 'x-phaodai': '1', ...headers }, payload })
type SetUp = { caller: Caller; uri: string; codes: string[] }

/** Sets up a second factor for somebody; the caller goes on in the session that follows. */
async function setUp(member: Member): Promise<SetUp> {
  const caller = callerOf(server.app, (await signIn(server.app, member.username))!)
  const { totpUri, backupCodes } = (await caller.post('/api/second-factor', { current: PASSWORD })).json()
  const confirmed = await caller.post('/api/second-factor/confirm', { code: totp(totpUri) })
  expect(confirmed.json()).toEqual({ done: true })
  const token = confirmed.cookies.find((cookie) => cookie.name === 'phaodai_session')!.value
  return { caller: callerOf(server.app, token, member.postId), uri: totpUri, codes: backupCodes }
}

/** The first half of a sign-in: the cookie that the second half needs. */
async function challenge(username: string): Promise<object> {
  const first = await asGuest('/api/sign-in', { username, password: PASSWORD })
  expect(first.json().code).toBe('second-factor-needed')
  return { cookie: `phaodai_challenge=${first.cookies.find((cookie) => cookie.name === 'phaodai_challenge')!.value}` }
}
const answer = (code: string, headers: object) => asGuest('/api/sign-in/second-factor', { code }, headers)

describe('a second factor', () => {
  test('is set up without losing the session, told by /api/me, and written into the audit', async () => {
    const { caller, codes } = await setUp(cast.districtClerk)
    expect((await caller.get('/api/me')).json().secondFactor).toEqual({ inForce: true, required: false })
    expect(codes).toHaveLength(10)
    const { rows } = await asInstallation(server.adminUrl, (client) => client.query("select after from audit_entry where row_id = $1 and after ? 'secondFactor'", [cast.districtClerk.accountId]))
    expect(rows).toEqual([{ after: { secondFactor: 'in-force' } }])
  })

  test('a recovery code signs in once; new codes end the old', async () => {
    const { caller, codes } = await setUp(cast.communeClerk)
    expect((await answer(codes[0]!, await challenge(cast.communeClerk.username))).statusCode).toBe(200)
    expect((await answer(codes[0]!, await challenge(cast.communeClerk.username))).json().code).toBe('second-factor-wrong')
    expect((await caller.post('/api/second-factor/codes', { current: 'khong-phai' })).json().code).toBe('sign-in-failed')
    const { backupCodes } = (await caller.post('/api/second-factor/codes', { current: PASSWORD })).json()
    expect((await answer(codes[1]!, await challenge(cast.communeClerk.username))).json().code).toBe('second-factor-wrong')
    expect((await answer(backupCodes[0], await challenge(cast.communeClerk.username))).statusCode).toBe(200)
  })

  test('is ended with the password, not with a wrong one', async () => {
    const { caller } = await setUp(cast.neighbour)
    expect((await caller.post('/api/second-factor/end', { current: 'khong-phai' })).json().code).toBe('sign-in-failed')
    expect(await signIn(server.app, cast.neighbour.username)).toBeUndefined()
    expect((await caller.post('/api/second-factor/end', { current: PASSWORD })).json()).toEqual({ done: true })
    expect(await signIn(server.app, cast.neighbour.username)).toBeTypeOf('string')
  })

  test('that is lost is reset by an administrator in reach, who sees that it is there; not by himself, not from outside', async () => {
    const { caller } = await setUp(cast.healthStation)
    const [near, top] = [await server.as(cast.districtAdmin), await server.as(cast.admin)]
    const reset = (by: Caller, who: Member) => by.post(`/api/accounts/${who.accountId}/second-factor/reset`)
    const factorOf = async (): Promise<boolean> => (await near.get('/api/accounts')).json().find((one: { id: string }) => one.id === cast.healthStation.accountId).secondFactor
    expect(await factorOf()).toBe(true)
    expect((await reset(near, cast.farClerk)).json().code).toBe('not-found')
    expect((await reset(near, cast.districtAdmin)).json().code).toBe('not-found')
    expect((await reset(top, cast.healthStation)).statusCode).toBe(200)
    expect(await factorOf()).toBe(false)
    expect((await caller.get('/api/me')).statusCode).toBe(401)
    expect(await signIn(server.app, cast.healthStation.username)).toBeTypeOf('string')
    const { rows } = await asInstallation(server.adminUrl, (client) => client.query(`select person_id as by from audit_entry where row_id = $1 and after ->> 'secondFactor' = 'reset'`, [cast.healthStation.accountId]))
    expect(rows).toEqual([{ by: cast.admin.personId }])
  })

  test('is required of a role from a day on: no work before it is set up, and none lost after', async () => {
    const rule = (day: string): Promise<unknown> => asInstallation(server.adminUrl, (client) => client.query(`insert into office_setting (key, value, valid_from, source) values ('second-factor-roles', '["inspector"]', ${day}, 'thử')`))
    await rule('app_today() + 1')
    const before = callerOf(server.app, (await signIn(server.app, cast.inspector.username))!)
    expect((await before.get('/api/tasks')).statusCode).toBe(200)
    await rule('app_today()')
    expect((await before.get('/api/tasks')).json().code).toBe('second-factor-missing')
    expect((await before.get('/api/me')).json().secondFactor).toEqual({ inForce: false, required: true })
    expect((await (await server.as(cast.districtOfficer)).get('/api/tasks')).statusCode).toBe(200)
    expect((await (await setUp(cast.inspector)).caller.get('/api/tasks')).statusCode).toBe(200)
  })
})
