import fc from 'fast-check'
import { makeId } from '@phaodai/vocabulary'
import type { TaskDetail } from '@phaodai/office'
import type { Delegation, DelegationPage } from '@phaodai/office/delegation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { callerOf, testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

let server: TestApp
let leader: Caller
let officer: Caller
beforeAll(async () => {
  server = await testApp()
  leader = await server.as(cast.districtLeader)
  officer = await server.as(cast.districtOfficer)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const day = (offset: number): string => new Date(Date.now() + 7 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)
const given = (permissions: string[], more: object = {}): object => ({
  toPostId: cast.districtOfficer.postId, permissions, directiveId: null, number: '12/GUQ-UBND', issuedOn: day(-1), validFrom: day(0), validTo: day(5), ...more,
})
/** Lends from the leader to the officer; the officer as who stands in. */
async function lend(permissions: string[], more: object = {}): Promise<{ id: string; standIn: Caller }> {
  const id = newId()
  const answer = await leader.put(`/api/delegations/${id}`, given(permissions, more))
  expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)])
  return { id, standIn: callerOf(server.app, officer.token, id) }
}
const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<T>(text, values)).rows)
const permissionsOf = async (role: string): Promise<string[]> => (await sql<{ permission: string }>('select permission from role_permission where role = $1', [role])).map(({ permission }) => permission)

describe('a delegation', () => {
  test('is refused for more than one holds, to oneself, outside one’s sight, by another, and for what cannot be lent', async () => {
    const ask = async (body: object, by = leader): Promise<number> => (await by.put(`/api/delegations/${newId()}`, body)).statusCode
    expect(await ask(given(['directive.issue']))).toBe(403) // a clerk's
    expect(await ask(given(['task.confirm', 'directive.issue']))).toBe(403)
    expect(await ask(given(['task.confirm'], { toPostId: cast.districtLeader.postId }))).toBe(403)
    expect(await ask(given(['task.confirm'], { toPostId: cast.farClerk.postId }))).toBe(403)
    expect(await ask(given(['task.confirm'], { toPostId: newId() }))).toBe(403)
    for (const never of ['delegation.give', 'session.read', 'post_leave.enter']) expect(await ask(given([never])), never).toBe(422)
    expect(await ask(given(['task.confirm'], { validTo: day(-1) }))).toBe(400)
    expect(await ask(given(['task.confirm'], { number: null }))).toBe(400)
    expect(await ask(given(['person.manage']), await server.as(cast.districtAdmin))).toBe(403)
  })

  test('shows in the other’s posts, acts as the lender’s post, and every act is marked', async () => {
    const { id, standIn } = await lend(['task.read', 'task.assign'])
    const me = (await standIn.get('/api/me')).json()
    expect(me).toMatchObject({ postId: id, permissions: ['task.assign', 'task.read'], person: { id: cast.districtOfficer.personId } })
    expect((await officer.get('/api/me')).json().posts).toMatchObject([{ standsIn: null }, { id, role: 'leader', standsIn: { ownTitle: cast.districtOfficer.title, number: '12/GUQ-UBND' } }])
    const taskId = newId()
    expect((await standIn.put(`/api/tasks/${taskId}`, { text: 'Kiểm tra chợ Nà Mẫu', bodyId: bodies.communeA1, deadline: null })).statusCode).toBe(200)
    const offered = async (by: Caller): Promise<string[]> => (await by.get(`/api/tasks/${taskId}`)).json<TaskDetail>().actions
    expect(await offered(leader)).toContain('suspend')
    expect(await offered(standIn), 'what was not lent is not offered').toEqual([])
    expect(await sql('select person_id, post_id, delegation_id from audit_entry where subject = $1 and row_id = $2', ['task', taskId]))
      .toEqual([{ person_id: cast.districtOfficer.personId, post_id: cast.districtLeader.postId, delegation_id: id }])
    const [event] = await sql<{ by_title: string }>('select by_title from task_event where task_id = $1', [taskId])
    expect(event?.by_title).toContain(`thay ${cast.districtLeader.title}`)
    expect((await leader.get(`/api/delegations/${id}/acts`)).json().acts).toMatchObject([{ permission: 'task.assign', subject: 'task_event' }, { permission: 'task.assign', subject: 'task', rowId: taskId }])
    expect((await officer.get(`/api/delegations/${id}/acts`)).json().acts).toHaveLength(2)
    expect((await (await server.as(cast.districtClerk)).get(`/api/delegations/${id}/acts`)).json().acts).toEqual([])
    expect((await (await server.as(cast.auditor)).get('/api/audit?subject=task')).json().entries).toContainEqual(expect.objectContaining({ rowId: taskId, delegationId: id }))
  })

  test('cannot be used by anybody else, nor lent onwards, nor revoked by who stands in', async () => {
    const { id, standIn } = await lend(['task.read'])
    for (const other of [cast.districtClerk, cast.farClerk, cast.districtLeader]) expect((await callerOf(server.app, (await server.as(other)).token, id).get('/api/tasks')).statusCode).toBe(403)
    expect((await standIn.put(`/api/delegations/${newId()}`, given(['task.read'], { toPostId: cast.districtClerk.postId }))).statusCode).toBe(403)
    expect((await officer.put(`/api/delegations/${newId()}`, given(['task.suspend'], { toPostId: cast.districtClerk.postId }))).statusCode).toBe(403)
    expect((await officer.post(`/api/delegations/${id}/revoke`, { version: 1 })).statusCode).toBe(403)
    expect((await standIn.get('/api/delegations')).statusCode).toBe(403)
  })

  test('holds on its days only, and ends when revoked or when a post ends', async () => {
    const status = async ({ standIn }: { standIn: Caller }): Promise<number> => (await standIn.get('/api/tasks')).statusCode
    expect(await status(await lend(['task.read'], { validFrom: day(1) }))).toBe(403)
    expect(await status(await lend(['task.read'], { validFrom: day(-3), validTo: day(-1) }))).toBe(403)
    expect(await status(await lend(['task.read'], { validFrom: day(-3), validTo: day(0) }))).toBe(200)
    const lent = await lend(['task.read'])
    expect(await status(lent)).toBe(200)
    expect((await leader.post(`/api/delegations/${lent.id}/revoke`, { version: 1 })).json<Delegation>().state).toBe('revoked')
    expect(await status(lent)).toBe(403)
    const second = await lend(['task.read'])
    const until = async (to: string | null, post: string): Promise<void> => void await sql('update post set valid_to = $1 where id = $2', [to, post])
    for (const post of [cast.districtLeader.postId, cast.districtOfficer.postId]) {
      await until(day(-1), post)
      expect(await status(second), post).toBe(403)
      await until(null, post)
    }
    expect(await status(second)).toBe(200)
    expect((await leader.get('/api/delegations')).json<DelegationPage>().delegations.map((each) => each.state)).toEqual(expect.arrayContaining(['coming', 'ended', 'revoked', 'holding']))
  })

  test('lends no longer what the lender’s role has lost', async () => {
    const { standIn } = await lend(['task.read', 'task.chase'])
    await sql("delete from role_permission where role = 'leader' and permission = 'task.read'")
    expect((await standIn.get('/api/tasks')).statusCode).toBe(403)
    await sql("insert into role_permission (role, permission) values ('leader', 'task.read')")
    expect((await standIn.get('/api/tasks')).statusCode).toBe(200)
  })
})

/** Routes that tell by their status alone whether a permission was granted; nothing is written by asking. */
const PROBES: [permission: string, url: string][] = [
  ['task.read', '/api/tasks'], ['directive.read', '/api/directives'], ['rumour.read', '/api/registers/rumour'], ['inspection.read', '/api/registers/inspection'],
  ['person.read', '/api/people'], ['body.read', '/api/bodies'], ['area.read', '/api/areas'], ['session.read', '/api/sessions'], ['account.read', '/api/accounts'],
  ['audit.read', '/api/audit'], ['committee.read', '/api/committees'], ['delegation.read', '/api/delegations'], ['supply_item.read', '/api/registers/supply_item'],
]

describe('access under a delegation', () => {
  test('is what was named and the lender’s role holds, never more, and shows the lender’s rows', async () => {
    const roles = ['leader', 'clerk', 'officer', 'inspector', 'province-leader']
    const hash = await testHash()
    const held = new Map<string, string[]>()
    for (const role of roles) held.set(role, await permissionsOf(role))
    const lenders: Member[] = roles.map((role, n) => ({
      username: `cho.muon.${n}`, fullName: role, role, title: role, bodyId: role === 'province-leader' ? bodies.provinceState : bodies.districtState,
      actsForId: role === 'province-leader' ? bodies.provinceState : bodies.districtState,
      personId: `00000000-0000-7000-8000-00000009${n}001`, postId: `00000000-0000-7000-8000-00000009${n}002`, accountId: `00000000-0000-7000-8000-00000009${n}003`,
    }))
    await asInstallation(server.adminUrl, async (client) => {
      for (const each of lenders) await plantMember(client, each, hash)
    })
    const every = [...new Set([...held.values()].flat())].sort()
    await fc.assert(fc.asyncProperty(fc.constantFrom(...lenders), fc.subarray(every, { minLength: 1 }), async (lender, wanted) => {
      const id = newId()
      const lends = await server.as(lender)
      const refused = wanted.some((each) => !held.get(lender.role)!.includes(each) || /^(delegation|post_leave|session|account|audit)\.|^person\.manage$/.test(each))
      const status = (await lends.put(`/api/delegations/${id}`, given(wanted))).statusCode
      expect(status === 200).toBe(!refused)
      const standIn = callerOf(server.app, officer.token, id)
      for (const [permission, url] of PROBES) {
        const answer = await standIn.get(url)
        const may = !refused && wanted.includes(permission)
        expect([lender.role, permission, answer.statusCode]).toEqual([lender.role, permission, may ? 200 : 403])
        if (may && permission !== 'person.read') expect(answer.body, url).toBe((await lends.get(url)).body)
      }
      if (!refused) await lends.post(`/api/delegations/${id}/revoke`, { version: 1 })
      expect((await standIn.get('/api/tasks')).statusCode).toBe(403)
    }), { numRuns: 60, endOnFailure: true })
    // Subsets of what a role holds, so that the property also meets many that are granted.
    await fc.assert(fc.asyncProperty(fc.constantFrom(...lenders).chain((lender) => fc.tuple(fc.constant(lender), fc.subarray(held.get(lender.role)!, { minLength: 1 }))), async ([lender, wanted]) => {
      const lendable = wanted.filter((each) => !/^(delegation|post_leave|session|account|audit)\.|^person\.manage$/.test(each))
      if (lendable.length === 0) return
      const id = newId()
      expect((await (await server.as(lender)).put(`/api/delegations/${id}`, given(lendable))).statusCode).toBe(200)
      const standIn = callerOf(server.app, officer.token, id)
      expect((await standIn.get('/api/me')).json().permissions).toEqual([...lendable].sort())
      for (const [permission, url] of PROBES) expect([permission, (await standIn.get(url)).statusCode]).toEqual([permission, lendable.includes(permission) ? 200 : 403])
    }), { numRuns: 60, endOnFailure: true })
  })
})
