import { afterAll, beforeAll, expect, test } from 'vitest'
import { acting } from '#test/acting.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'
import { issuerHeaderFor, type IssuerHeader } from './index.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.stop())

const head = (bodyId: number, day = '2021-08-20'): Promise<IssuerHeader | undefined> => acting(server, cast.districtClerk, 'body.read', tx => issuerHeaderFor(tx, bodyId, day))

test.each([
  [bodies.provinceParty, { system: 'party', superior: null, issuer: 'Tỉnh ủy Mẫu Sơn', code: 'TU', place: 'Mẫu Sơn' }],
  [bodies.districtParty, { system: 'party', superior: 'Đảng bộ tỉnh Mẫu Sơn', issuer: 'Huyện ủy An Thử', code: 'HU', place: 'An Thử' }],
  [bodies.districtPartyOffice, { system: 'party', superior: 'Huyện ủy An Thử', issuer: 'Văn phòng', code: 'VPHU', place: 'An Thử' }],
  [bodies.communeA1Party, { system: 'party', superior: 'Đảng bộ huyện An Thử', issuer: 'Đảng ủy xã Thử Một', code: 'ĐU', place: 'Thử Một' }],
  [bodies.provinceState, { system: 'state', superior: null, issuer: 'Ủy ban nhân dân tỉnh Mẫu Sơn', code: 'UBND', place: 'Mẫu Sơn' }],
  [bodies.healthDepartment, { system: 'state', superior: 'Ủy ban nhân dân huyện An Thử', issuer: 'Phòng Y tế', code: 'PYT', place: 'An Thử' }],
  [bodies.healthStationA1, { system: 'state', superior: 'Ủy ban nhân dân xã Thử Một', issuer: 'Trạm Y tế xã Thử Một', code: 'TYT', place: 'Thử Một' }],
])('body %i heads its papers by its kind and place', async (body, expected) => {
  expect(await head(body)).toEqual(expected)
})

test('a body that ended gives way to its only successor, and one not there yet to its predecessor', async () => {
  await asInstallation(server.adminUrl, async client => {
    await client.query("update body set valid_to = '2025-06-30' where id = $1", [bodies.communeA1])
    await client.query(`insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
      values (2900, $1, 2900, 'people-committee', 'state', 'commune', 'Ủy ban nhân dân xã Thử Mới', 'UBND xã Thử Mới', 'x', $2, '2025-07-01')`, [bodies.provinceState, 10_110])
    await client.query("insert into body_successor (predecessor_id, successor_id, source) values ($1, 2900, 'thử')", [bodies.communeA1])
  })
  expect((await head(bodies.communeA1, '2025-07-02'))?.issuer).toBe('Ủy ban nhân dân xã Thử Mới')
  expect((await head(2900, '2025-06-01'))?.issuer).toBe('Ủy ban nhân dân xã Thử Một')
  expect(await head(999_999)).toBeUndefined()
})
