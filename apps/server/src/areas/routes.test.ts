import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { areas, asInstallation, cast } from '#test/people.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, (client) => client.query("update area set search_key = 'an thu' where id = $1", [areas.district]))
})
afterAll(() => server?.stop())

const village = (name: string, parentId = areas.communeA1) => ({ parentId, validFrom: '2022-01-01', kind: 'thôn', name, lat: null, lon: null })
const trail = (id: number) => asInstallation(server.adminUrl, async (client) =>
  (await client.query("select action, permission, after from audit_entry where subject = 'area' and row_id = $1 and permission is not null order by id", [String(id)])).rows)

describe('areas over the wire', () => {
  it('are found without marks, by level and within an area', async () => {
    const { get } = await server.as(cast.farClerk)
    const found = (await get('/api/areas?q=an%20thu&level=district')).json()
    expect(found.rows.map((row: { fullName: string }) => row.fullName)).toEqual(['Huyện An Thử'])
    expect(found.rows[0].above).toEqual(['Tỉnh Mẫu Sơn'])
    const communes = (await get(`/api/areas?level=commune&within=${areas.district}`)).json()
    expect(communes.rows.map((row: { id: number }) => row.id)).toEqual([areas.communeA1, areas.communeA2])
    expect((await get(`/api/areas?level=commune&within=${areas.province}&limit=2`)).json()).toMatchObject({ more: true })
    expect((await get('/api/areas?level=commune&day=2020-01-01')).json().rows).toEqual([])
  })

  it('tell what stands above and below them', async () => {
    const { get } = await server.as(cast.farClerk)
    const commune = (await get(`/api/areas/${areas.communeA1}`)).json()
    expect(commune.above.map((area: { id: number }) => area.id)).toEqual([areas.province, areas.district])
    expect(commune.children.map((area: { id: number }) => area.id)).toEqual([areas.villageA1])
    expect((await get(`/api/areas/${areas.district}/children`)).json()).toHaveLength(2)
    expect((await get('/api/areas/77')).statusCode).toBe(404)
  })

  it('tell what they were made from and became, on a day of their own', async () => {
    await asInstallation(server.adminUrl, async (client) => {
      await client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
        values (30000, null, 30999, '30000', 'commune', 'xã', 'Thử Gộp', 'xã Thử Gộp', 'thu gop', '2025-07-01')`)
      await client.query("update area set valid_to = '2025-06-30' where id = $1", [areas.communeB1])
      await client.query("insert into area_successor values ($1, 30000, 'test')", [areas.communeB1])
    })
    const { get } = await server.as(cast.farClerk)
    const past = (await get(`/api/areas/${areas.communeB1}?day=2026-01-01`)).json()
    expect([past.day, past.successors[0].fullName, past.predecessors]).toEqual(['2025-06-30', 'xã Thử Gộp', []])
    expect((await get('/api/areas/30000')).json().predecessors[0].id).toBe(areas.communeB1)
  })
})

describe('villages', () => {
  it('are entered by the commune and by those above it, once, and audited', async () => {
    const { put } = await server.as(cast.communeClerk)
    const made = await put('/api/areas/10112', village('Nà Hai'))
    expect([made.statusCode, made.json().fullName, made.json().code, made.json().lastId]).toEqual([200, 'Thôn Nà Hai', '10110002', 10_112])
    expect((await put('/api/areas/10112', village('Nà Hai'))).statusCode).toBe(200)
    expect((await put('/api/areas/10112', village('Nà Ba'))).json().code).toBe('duplicate')
    expect((await put('/api/areas/10113', village('Nà Hai'))).json().code).toBe('duplicate')
    expect((await (await server.as(cast.districtAdmin)).put('/api/areas/10114', village('Nà Bốn'))).statusCode).toBe(200)
    expect(await trail(10_112)).toMatchObject([{ action: 'insert', permission: 'area.manage', after: { full_name: 'Thôn Nà Hai' } }])
    const records = await (await server.as(cast.communeClerk)).get('/api/areas/10110/children')
    expect(records.json()).toHaveLength(3)
  })

  it('are refused to a neighbour, to the Party, to a role without the permission, and outside the numbers of the commune', async () => {
    for (const who of [cast.neighbour, cast.farClerk, cast.communePartyClerk, cast.healthStation, cast.auditor]) {
      const { put, patch } = await server.as(who)
      expect((await put('/api/areas/10118', village('Nà Cấm'))).json().code, who.username).toBe('not-allowed')
      expect((await patch(`/api/areas/${areas.villageA1}`, { version: 1, kind: 'thôn', name: 'Nà Cấm', validTo: null })).json().code, who.username).toBe('not-allowed')
    }
    const { put } = await server.as(cast.districtClerk)
    for (const id of [areas.communeA1, areas.communeA2, 10_121, 10_210, 99_999]) {
      expect((await put(`/api/areas/${id}`, village('Nà Lạc'))).json().code).toBe('invalid-value')
    }
    expect((await put('/api/areas/10101', village('Nà Lạc', areas.district))).json().code).toBe('reference-missing')
    expect((await put('/api/areas/10119', { ...village('Nà Lạc'), validFrom: '2019-01-01' })).json().code).toBe('invalid-value')
    expect((await put('/api/areas/10119', { ...village('Nà Lạc'), kind: 'tỉnh' })).json().code).toBe('invalid-input')
  })

  it('are refused by the database itself, whatever the server asks', async () => {
    const insert = `insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
      values ($1, $2, $3, $4, $5, 'thôn', 'x', 'x', 'x', '2022-01-01')`
    const settings = `set local role pd_area; set local app.permission = 'area.manage'; set local app.body = '2110'; set local app.area_ids = '{10110,10111}'`
    for (const row of [[10_121, 10_120, 10_121, '10120001', 'village'], [10_118, 10_110, 10_119, '10110008', 'village'], [10_118, 10_110, 10_118, '1', 'village'], [10_118, 10_110, 10_118, '10110008', 'commune']]) {
      await expect(asInstallation(server.adminUrl, async (client) => {
        await client.query(settings)
        await client.query(insert, row)
      })).rejects.toThrow(/row-level security/)
    }
    await asInstallation(server.adminUrl, async (client) => {
      await client.query(settings)
      expect((await client.query('update area set name = name where id = any($1)', [[areas.communeA1, areas.communeA2]])).rowCount).toBe(0)
      await client.query('rollback; begin')
    })
  })

  it('are renamed and closed under a version, and stay readable on their days', async () => {
    const { patch, get } = await server.as(cast.communeClerk)
    const change = { version: 1, kind: 'thôn', name: 'Nà Đổi', lat: 21.5, lon: 107.1, validTo: null }
    const renamed = (await patch(`/api/areas/${areas.villageA1}`, change)).json()
    expect([renamed.fullName, renamed.version, renamed.lat]).toEqual(['Thôn Nà Đổi', 2, 21.5])
    const stale = await patch(`/api/areas/${areas.villageA1}`, change)
    expect([stale.statusCode, stale.json().versions.theirs.name]).toEqual([409, 'Nà Đổi'])
    expect((await patch(`/api/areas/${areas.communeA1}`, change)).json().code).toBe('not-found')
    expect((await patch(`/api/areas/${areas.villageA1}`, { ...change, version: 2, validTo: '2020-01-01' })).json().code).toBe('invalid-value')
    expect((await patch(`/api/areas/${areas.villageA1}`, { ...change, version: 2, validTo: '2022-12-31' })).json().validTo).toBe('2022-12-31')
    const ids = async (day: string) => (await get(`/api/areas/${areas.communeA1}/children?day=${day}`)).json().map((area: { id: number }) => area.id)
    expect([(await ids('2022-12-31')).includes(areas.villageA1), (await ids('2023-01-01')).includes(areas.villageA1)]).toEqual([true, false])
    expect((await trail(areas.villageA1)).map((entry) => entry.action)).toEqual(['update', 'update'])
  })
})
