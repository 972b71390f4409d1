import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf, signIn, testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, PASSWORD } from '#test/people.ts'

let server: TestApp
let admin: Caller
let districtAdmin: Caller
beforeAll(async () => {
  server = await testApp()
  admin = await server.as(cast.admin)
  districtAdmin = await server.as(cast.districtAdmin)
})
afterAll(() => server.stop())

const FIRST_PASSWORD = 'tam-thoi-12345'

function personInput(bodyId: number, more: object = {}) {
  const post = { id: newId(), bodyId, actsForId: bodyId, role: 'officer', title: 'Cán bộ mới', validFrom: '2021-01-01', ...more }
  return { fullName: 'Người Mới Mẫu', phone: '0900000000', email: null, post }
}

async function newPerson(caller: Caller, bodyId: number): Promise<string> {
  const id = newId()
  expect((await caller.put(`/api/people/${id}`, personInput(bodyId))).statusCode).toBe(200)
  return id
}

describe('the gate', () => {
  test('without a session: 401; without the permission: 403', async () => {
    expect((await server.app.inject({ url: '/api/accounts' })).statusCode).toBe(401)
    expect((await callerOf(server.app, 'no-such-token').get('/api/accounts')).json().code).toBe('not-signed-in')
    const clerk = await server.as(cast.communeClerk)
    expect((await clerk.get('/api/accounts')).json().code).toBe('not-allowed')
  })

  test("another person's post, a malformed one and one that has ended are refused", async () => {
    const token = (await signIn(server.app, cast.communeClerk.username))!
    expect((await callerOf(server.app, token, cast.admin.postId).get('/api/accounts')).json().code).toBe('not-allowed')
    expect((await callerOf(server.app, token, "'; drop table post; --").get('/api/accounts')).json().code).toBe('not-allowed')
    const end = (day: string) => asInstallation(server.adminUrl, (client) =>
      client.query(`update post set valid_to = ${day} where id = $1`, [cast.communeClerk.postId]))
    await end('app_today() - 1')
    expect((await callerOf(server.app, token).get('/api/people')).json().code).toBe('no-post')
    await end('app_today()') // the last day still counts, in Vietnam's calendar
    expect((await callerOf(server.app, token).get('/api/people')).statusCode).toBe(200)
    await end('null')
  })

  test('settings do not stay on the connection', async () => {
    await districtAdmin.get('/api/people')
    const { rows } = await server.deps.pools.app.query("select current_setting('app.person', true) as person, current_user as role")
    expect(rows[0]).toEqual({ person: '', role: 'phaodai_app' })
  })
})

describe('people and posts', () => {
  test('an administrator sees and enters people of his own subtree only', async () => {
    const people = (await districtAdmin.get('/api/people')).json()
    const ids = people.map((person: { id: string }) => person.id)
    expect(ids).toContain(cast.communeClerk.personId)
    for (const other of [cast.communePartyClerk, cast.farClerk, cast.provinceLeader, cast.admin]) expect(ids).not.toContain(other.personId)
    await newPerson(districtAdmin, bodies.communeA2)
    for (const outside of [bodies.communeB1, bodies.communeA1Party, bodies.provinceState]) {
      const refused = await districtAdmin.put(`/api/people/${newId()}`, personInput(outside))
      expect(refused.json().code).toBe('not-allowed')
    }
  })

  test('a person out of reach is as if missing, and PUT onto one answers as a refusal', async () => {
    const far = cast.farClerk.personId
    const missing = await districtAdmin.get(`/api/people/${newId()}`)
    const hidden = await districtAdmin.get(`/api/people/${far}`)
    expect([hidden.statusCode, hidden.json()]).toEqual([404, missing.json()])
    const change = { version: 1, fullName: 'Khác', phone: null, email: null }
    expect((await districtAdmin.patch(`/api/people/${far}`, change)).json()).toEqual(missing.json())
    const onto = await districtAdmin.put(`/api/people/${far}`, personInput(bodies.communeA1))
    const refused = await districtAdmin.put(`/api/people/${newId()}`, personInput(bodies.communeB1))
    expect(onto.json()).toEqual(refused.json())
    const post = { personId: far, ...personInput(bodies.communeA1).post }
    const nobody = { ...post, personId: newId() }
    expect((await districtAdmin.put(`/api/posts/${newId()}`, post)).json()).toEqual((await districtAdmin.put(`/api/posts/${newId()}`, nobody)).json())
  })

  test('PUT is idempotent; a stale PATCH answers with both versions', async () => {
    const id = newId()
    const input = personInput(bodies.communeA1)
    const first = (await districtAdmin.put(`/api/people/${id}`, input)).json()
    expect((await districtAdmin.put(`/api/people/${id}`, input)).json()).toEqual(first)
    const change = { version: 1, fullName: 'Người Đã Sửa', phone: '0911111111', email: null }
    expect((await districtAdmin.patch(`/api/people/${id}`, change)).json()).toMatchObject({ fullName: 'Người Đã Sửa', version: 2 })
    const stale = await districtAdmin.patch(`/api/people/${id}`, { ...change, fullName: 'Người Khác' })
    expect(stale.statusCode).toBe(409)
    expect(stale.json().versions).toMatchObject({ theirs: { fullName: 'Người Đã Sửa', version: 2 }, yours: { fullName: 'Người Khác', version: 1 } })
  })

  test('phone numbers go only to posts that may reveal people', async () => {
    const id = await newPerson(districtAdmin, bodies.communeA1)
    expect((await districtAdmin.get(`/api/people/${id}`)).json().phone).toBe('0900000000')
    const officer = await server.as(cast.districtOfficer)
    const seen = (await officer.get(`/api/people/${id}`)).json()
    expect(seen.fullName).toBe('Người Mới Mẫu')
    expect(seen).not.toHaveProperty('phone')
  })

  test('roles that see the whole installation are given only at the top', async () => {
    for (const role of ['auditor', 'province-leader']) {
      const low = await districtAdmin.put(`/api/people/${newId()}`, personInput(bodies.districtState, { role }))
      expect(low.json().code).toBe('not-allowed')
      const top = await admin.put(`/api/people/${newId()}`, personInput(bodies.districtState, { role }))
      expect(top.statusCode).toBe(200)
    }
  })

  test('the role of health is given in bodies of health only, and the refusal says so', async () => {
    const elsewhere = await districtAdmin.put(`/api/people/${newId()}`, personInput(bodies.districtState, { role: 'health' }))
    expect(elsewhere.json()).toMatchObject({ code: 'role-elsewhere', title: expect.stringContaining('cơ quan ngành y tế') })
    for (const bodyId of [bodies.healthDepartment, bodies.healthStationA1]) {
      expect((await districtAdmin.put(`/api/people/${newId()}`, personInput(bodyId, { role: 'health' }))).statusCode).toBe(200)
    }
  })

  test('who also holds a post elsewhere is managed by neither subtree alone', async () => {
    const id = await newPerson(districtAdmin, bodies.communeA1)
    const second = { ...personInput(bodies.provinceState).post, personId: id }
    expect((await admin.put(`/api/posts/${newId()}`, second)).statusCode).toBe(200)
    const change = { version: 1, fullName: 'Tên Khác', phone: null, email: null }
    expect((await districtAdmin.patch(`/api/people/${id}`, change)).json().code).toBe('not-allowed')
    const account = { personId: id, username: 'kiem.nhiem', password: FIRST_PASSWORD }
    expect((await districtAdmin.put(`/api/accounts/${newId()}`, account)).json().code).toBe('not-allowed')
    expect((await admin.put(`/api/accounts/${newId()}`, account)).statusCode).toBe(200)
  })
})

describe('accounts', () => {
  test('a new account must change its password first', async () => {
    const personId = await newPerson(districtAdmin, bodies.communeA1)
    const id = newId()
    const input = { personId, username: 'moi.tinh', password: FIRST_PASSWORD }
    const made = await districtAdmin.put(`/api/accounts/${id}`, input)
    expect(made.json()).toMatchObject({ username: 'moi.tinh', mustChangePassword: true, disabledAt: null })
    expect((await districtAdmin.put(`/api/accounts/${id}`, input)).json()).toEqual(made.json())
    const caller = callerOf(server.app, (await signIn(server.app, 'moi.tinh', FIRST_PASSWORD))!)
    expect((await caller.get('/api/me')).json().mustChangePassword).toBe(true)
    expect((await caller.get('/api/people')).json().code).toBe('password-must-change')
    await caller.post('/api/password', { current: FIRST_PASSWORD, next: 'lau-dai-98765' })
    expect((await caller.get('/api/people')).statusCode).toBe(200)
  })

  test('an account out of reach is as if missing, on every route', async () => {
    const far = cast.farClerk.accountId
    const nobody = newId()
    const password = { password: FIRST_PASSWORD }
    for (const id of [far, nobody]) {
      expect((await districtAdmin.post(`/api/accounts/${id}/password`, password)).json().code).toBe('not-found')
      expect((await districtAdmin.post(`/api/accounts/${id}/disable`, { version: 1 })).json().code).toBe('not-found')
      expect((await districtAdmin.put(`/api/accounts/${id}`, { personId: cast.farClerk.personId, username: 'ten.khac', ...password })).json().code).toBe('not-allowed')
    }
    expect((await districtAdmin.get('/api/accounts')).json().map((one: { id: string }) => one.id)).not.toContain(far)
    expect(await signIn(server.app, cast.farClerk.username)).toBeTypeOf('string')
  })

  test('disabling ends sessions at once, and enabling revives none', async () => {
    const token = (await signIn(server.app, cast.healthStation.username))!
    const caller = callerOf(server.app, token)
    const account = `/api/accounts/${cast.healthStation.accountId}`
    const { version } = (await districtAdmin.get('/api/accounts')).json().find((one: { id: string }) => one.id === cast.healthStation.accountId)
    const disabled = (await districtAdmin.post(`${account}/disable`, { version })).json()
    expect(disabled.disabledAt).not.toBeNull()
    expect((await caller.get('/api/me')).statusCode).toBe(401)
    expect(await signIn(server.app, cast.healthStation.username)).toBeUndefined()
    expect((await districtAdmin.post(`${account}/enable`, { version })).json().code).toBe('stale')
    await districtAdmin.post(`${account}/enable`, { version: disabled.version })
    expect((await caller.get('/api/me')).statusCode).toBe(401)
    expect(await signIn(server.app, cast.healthStation.username, PASSWORD)).toBeTypeOf('string')
  })
})

describe('sessions', () => {
  test('everybody sees his own; an administrator sees and ends those of his subtree', async () => {
    const token = (await signIn(server.app, cast.neighbour.username))!
    const neighbour = callerOf(server.app, token)
    const own = (await neighbour.get('/api/sessions')).json()
    expect(own.every((one: { personId: string }) => one.personId === cast.neighbour.personId)).toBe(true)
    const seen = (await districtAdmin.get('/api/sessions')).json()
    expect(seen.some((one: { personId: string }) => one.personId === cast.admin.personId)).toBe(false)
    const his = seen.filter((one: { personId: string }) => one.personId === cast.neighbour.personId)
    expect(JSON.stringify(seen)).not.toContain(token)
    for (const { id } of his) expect((await districtAdmin.delete(`/api/sessions/${id}`)).statusCode).toBe(200)
    expect((await neighbour.get('/api/me')).statusCode).toBe(401)
  })

  test('a session out of reach is as if missing', async () => {
    const clerk = await server.as(cast.communeClerk)
    const [adminSession] = (await admin.get('/api/sessions')).json().filter((one: { personId: string }) => one.personId === cast.admin.personId)
    const refused = await clerk.delete(`/api/sessions/${adminSession.id}`)
    expect(refused.json()).toEqual((await clerk.delete('/api/sessions/none')).json())
    expect(refused.statusCode).toBe(404)
    expect((await admin.get('/api/me')).statusCode).toBe(200)
  })
})
