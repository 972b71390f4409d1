import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf, signIn, testApp, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, PASSWORD } from '#test/people.ts'
import { totp } from '#test/totp.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.stop())

const asGuest = (url: string, payload: object, headers = {}) =>
  server.app.inject({ method: 'POST', url, headers: { 'x-phaodai': '1', ...headers }, payload })

describe('sign-in', () => {
  test('gives a cookie that scripts and other sites cannot use, and /api/me', async () => {
    const answer = await asGuest('/api/sign-in', { username: cast.communeClerk.username, password: PASSWORD })
    expect(answer.statusCode).toBe(200)
    expect(answer.cookies[0]).toMatchObject({ name: 'phaodai_session', httpOnly: true, sameSite: 'Lax', path: '/' })
    const me = (await callerOf(server.app, answer.cookies[0]!.value).get('/api/me')).json()
    expect(me.person).toEqual({ id: cast.communeClerk.personId, fullName: cast.communeClerk.fullName })
    expect(me.posts).toHaveLength(1)
    expect(me.posts[0]).toMatchObject({ id: cast.communeClerk.postId, body: { id: bodies.communeA1, shortName: 'UBND xã Thử Một', level: 'commune' } })
    expect(me.postId).toBe(cast.communeClerk.postId)
    expect(me.permissions).toContain('directive.read')
    expect(me.permissions).not.toContain('account.manage')
  })

  test('an unknown name and a wrong password answer alike', async () => {
    const unknown = await asGuest('/api/sign-in', { username: 'khong.co.ai', password: PASSWORD })
    const wrong = await asGuest('/api/sign-in', { username: cast.neighbour.username, password: 'sai-mat-khau' })
    expect(unknown.statusCode).toBe(401)
    expect(unknown.json()).toEqual(wrong.json())
    expect(unknown.json().code).toBe('sign-in-failed')
  })

  test('five wrong passwords lock the name for 15 minutes, the right one included; so for names that do not exist', async () => {
    for (const username of [cast.farClerk.username, 'ten.khong.co']) {
      for (let attempt = 0; attempt < 5; attempt++) {
        expect((await asGuest('/api/sign-in', { username, password: 'sai-mat-khau' })).json().code).toBe('sign-in-failed')
      }
      const locked = await asGuest('/api/sign-in', { username, password: PASSWORD })
      expect(locked.statusCode).toBe(429)
      expect(locked.json()).toMatchObject({ code: 'sign-in-locked', detail: expect.stringMatching(/^Hãy thử lại sau \d\d:\d\d\.$/) })
    }
    await asInstallation(server.adminUrl, (client) => client.query("update sign_in_attempt set locked_until = now() - interval '1 second'"))
    expect(await signIn(server.app, cast.farClerk.username)).toBeTypeOf('string')
  })

  test('parallel guesses do not slip by the lock', async () => {
    const guess = () => asGuest('/api/sign-in', { username: cast.inspector.username, password: 'sai-mat-khau' })
    const codes = (await Promise.all(Array.from({ length: 20 }, guess))).map((answer) => answer.json().code)
    expect(codes.filter((code) => code === 'sign-in-failed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'sign-in-locked')).toHaveLength(15)
  })

  test('signing out ends the session at once', async () => {
    const caller = callerOf(server.app, (await signIn(server.app, cast.healthStation.username))!)
    expect((await caller.get('/api/me')).statusCode).toBe(200)
    await caller.post('/api/sign-out')
    expect((await caller.get('/api/me')).json().code).toBe('not-signed-in')
  })

  test('an expired session is none', async () => {
    const token = (await signIn(server.app, cast.villageMember.username))!
    const shorten = `update auth.session set "expiresAt" = now() - interval '1 second' where token = '${token}'`
    const { withClient } = await import('#kernel/database/pool.ts')
    await withClient(server.adminUrl, { name: 'test' }, (client) => client.query(shorten))
    expect((await callerOf(server.app, token).get('/api/me')).statusCode).toBe(401)
  })
})

describe('writes from other sites', () => {
  const payload = { username: cast.communeClerk.username, password: PASSWORD }
  const send = (headers: Record<string, string>) => server.app.inject({ method: 'POST', url: '/api/sign-in', headers, payload })

  test('are refused without our header or origin', async () => {
    expect((await send({})).json().code).toBe('cross-site')
    expect((await send({ origin: 'https://evil.example', host: 'phaodai.local' })).json().code).toBe('cross-site')
    expect((await send({ origin: 'null', host: 'phaodai.local' })).json().code).toBe('cross-site')
  })

  test('pass from our own origin', async () => {
    expect((await send({ origin: 'https://phaodai.local', host: 'phaodai.local' })).statusCode).toBe(200)
  })
})

describe('password', () => {
  test('changing it asks for the present one, refuses weak ones and ends all other sessions', async () => {
    const username = cast.districtLeader.username
    const here = callerOf(server.app, (await signIn(server.app, username))!)
    const elsewhere = callerOf(server.app, (await signIn(server.app, username))!)
    expect((await here.post('/api/password', { current: 'khong-phai', next: 'mat-khau-moi-2021' })).json().code).toBe('sign-in-failed')
    expect((await here.post('/api/password', { current: PASSWORD, next: 'ngan' })).json().code).toBe('password-weak')
    expect((await here.post('/api/password', { current: PASSWORD, next: `${username}-2021` })).json().code).toBe('password-weak')
    expect((await here.post('/api/password', { current: PASSWORD, next: 'mat-khau-moi-2021' })).statusCode).toBe(200)
    expect((await here.get('/api/me')).statusCode).toBe(200)
    expect((await elsewhere.get('/api/me')).statusCode).toBe(401)
    expect(await signIn(server.app, username)).toBeUndefined()
    expect(await signIn(server.app, username, 'mat-khau-moi-2021')).toBeTypeOf('string')
  })
})

describe('second factor', () => {
  test('is set up with a code and asked for from then on', async () => {
    const username = cast.provinceStateClerk.username
    const caller = callerOf(server.app, (await signIn(server.app, username))!)
    const begun = (await caller.post('/api/second-factor', { current: PASSWORD })).json()
    expect(begun.totpUri).toMatch(/^otpauth:\/\/totp\//)
    const confirmed = await caller.post('/api/second-factor/confirm', { code: totp(begun.totpUri) })
    expect(confirmed.json()).toEqual({ done: true })
    const first = await asGuest('/api/sign-in', { username, password: PASSWORD })
    expect(first.json().code).toBe('second-factor-needed')
    expect(first.cookies.find((cookie) => cookie.name === 'phaodai_session')).toBeUndefined()
    const challenge = first.cookies.find((cookie) => cookie.name === 'phaodai_challenge')!.value
    const headers = { cookie: `phaodai_challenge=${challenge}` }
    expect((await asGuest('/api/sign-in/second-factor', { code: '000000' }, headers)).json().code).toBe('second-factor-wrong')
    const second = await asGuest('/api/sign-in/second-factor', { code: totp(begun.totpUri) }, headers)
    const token = second.cookies.find((cookie) => cookie.name === 'phaodai_session')!.value
    expect((await callerOf(server.app, token).get('/api/me')).statusCode).toBe(200)
  })
})
