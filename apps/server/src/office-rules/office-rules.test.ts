import type { OfficeRules } from '@phaodai/office'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, cast } from '#test/people.ts'

let server: TestApp
let top: Caller
beforeAll(async () => {
  server = await testApp()
  top = await server.as(cast.admin)
})
afterAll(() => server?.stop())

const rules = async (by: Caller): Promise<OfficeRules> => {
  const answer = await by.get('/api/office-rules')
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const audited = async (key: string): Promise<object[]> => asInstallation(server.adminUrl, async (client) =>
  (await client.query("select person_id as by, permission, before, after from audit_entry where subject = 'office_setting' and row_id = $1 order by id", [key])).rows)

it('titles leave the house from the day an administrator at the top says so, with its basis, and the audit tells', async () => {
  const before = await rules(top)
  expect(before).toMatchObject({ mayChange: true, feedTitles: { now: { value: false, validFrom: '2020-01-01', setBy: null } } })
  expect((await top.put('/api/office-rules/feed-titles', { version: before.feedTitles.version, value: true, source: '  ' })).statusCode).toBe(400)
  const source = 'Quy chế an toàn thông tin, mục 4'
  const after = (await top.put('/api/office-rules/feed-titles', { version: before.feedTitles.version, value: true, source })).json<OfficeRules>()
  expect(after.feedTitles).toMatchObject({ now: { value: true, source, setBy: `${cast.admin.title}, UBND tỉnh Mẫu Sơn` }, lines: [{ value: true }, { value: false, validFrom: '2020-01-01' }] })
  expect((await (await server.as(cast.communeClerk)).get('/api/calendar/feeds')).json()).toMatchObject({ titles: true })
  expect(await audited('feed-titles')).toEqual([{ by: cast.admin.personId, permission: 'office.set', before: { value: 0 }, after: { value: 1, source } }])

  const stale = await top.put('/api/office-rules/feed-titles', { version: before.feedTitles.version, value: false, source: 'khác' })
  expect(stale.statusCode).toBe(409)
  expect(stale.json().versions).toMatchObject({ theirs: { now: { value: true } }, yours: { value: false } })
  const back = (await top.put('/api/office-rules/feed-titles', { version: after.feedTitles.version, value: false, source: 'Thu hồi' })).json<OfficeRules>()
  expect(back.feedTitles.lines).toHaveLength(2) // set twice on one day: the last holds, the audit has both
  expect((await audited('feed-titles')).at(-1)).toMatchObject({ before: { value: 1 }, after: { value: 0 } })
})

it('a role that must have a second factor may not work without; who has none is counted beforehand', async () => {
  const before = await rules(top)
  expect(before.roles.find(({ role }) => role === 'inspector')).toEqual({ role: 'inspector', accounts: 1, without: 1 })
  expect((await top.put('/api/office-rules/factor-roles', { version: before.factorRoles.version, value: ['khong-co'], source: 'thử' })).statusCode).toBe(422)
  const inspector = await server.as(cast.inspector)
  expect((await inspector.get('/api/tasks')).statusCode).toBe(200)
  const after = (await top.put('/api/office-rules/factor-roles', { version: before.factorRoles.version, value: ['inspector'], source: 'Quy chế' })).json<OfficeRules>()
  expect(after.factorRoles.now.value).toEqual(['inspector'])
  expect((await inspector.get('/api/tasks')).json().code).toBe('second-factor-missing')
  await top.put('/api/office-rules/factor-roles', { version: after.factorRoles.version, value: [], source: 'Hoãn' })
  expect((await inspector.get('/api/tasks')).statusCode).toBe(200)
})

it('only the top of the tree sets them, those who do not answer for the installation do not read them', async () => {
  const district = await server.as(cast.districtAdmin)
  const { mayChange, feedTitles, roles } = await rules(district)
  expect([mayChange, roles.find(({ role }) => role === 'inspector')]).toEqual([false, { role: 'inspector', accounts: 0, without: 0 }])
  for (const [path, value] of [['feed-titles', true], ['factor-roles', ['admin']]] as const) {
    expect((await district.put(`/api/office-rules/${path}`, { version: feedTitles.version, value, source: 'thử' })).statusCode).toBe(403)
  }
  expect((await (await server.as(cast.districtClerk)).get('/api/office-rules')).statusCode).toBe(403)
  expect(await rules(await server.as(cast.auditor))).toMatchObject({ mayChange: false, roles: expect.arrayContaining([{ role: 'admin', accounts: null, without: null }]) })
})
