import { gunzipSync } from 'node:zlib'
import type { MapCells, TaskMap } from '@phaodai/office'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast } from '#test/people.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, async (client) => {
    await client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, lat, lon)
      select id, null, id + 9, code, 'district', 'huyện', name, 'Huyện ' || name, lower(name), '2021-01-01', lat, lon
      from (values (900000, '498', 'Hoàng Sa', 16.5, 112.0), (900010, '576', 'Trường Sa', 9.0, 113.0)) as island (id, code, name, lat, lon)`)
    await client.query('update area set lat = 21.5 + id % 100 * 0.003, lon = 106.5 + (id / 100) % 10 * 0.2 + id % 7 * 0.02 where id between 10000 and 19999')
    let made = 0
    const give = (assigner: number, body: number, state: string, deadline: string | null, role = 'lead') => client.query(
      `insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, deadline, state, search_key, created_by)
       values ($1, $2, $2, $3, $4, 'Việc thử', 'deliverable', $5, $6, $7, 'viec thu', $8)`,
      [`00000000-0000-7000-9000-${String(++made).padStart(12, '0')}`, assigner, body, role, deadline ? 'date' : 'none', deadline, state, cast.districtClerk.postId])
    await give(bodies.districtState, bodies.communeA1, 'not_started', '2021-08-01')
    await give(bodies.districtState, bodies.communeA1, 'in_progress', '2021-08-01')
    await give(bodies.districtState, bodies.communeA1, 'awaiting_confirmation', '2021-08-01')
    await give(bodies.districtState, bodies.communeA1, 'done', '2021-08-01')
    await give(bodies.districtState, bodies.communeA1, 'not_started', '2021-08-01', 'coordinate')
    await give(bodies.communeA1, bodies.villageTeamA1, 'sent_back', '2099-01-01')
    await give(bodies.districtState, bodies.communeA2, 'not_started', null)
    await give(bodies.provinceState, bodies.districtState, 'not_started', '2021-08-01')
    await give(bodies.districtParty, bodies.communeA1Party, 'not_started', '2021-08-01')
    await give(bodies.otherDistrictState, bodies.communeB1, 'suspended', '2021-08-01')
    await give(bodies.otherDistrictState, bodies.communeB1, 'not_started', '2021-08-01')
  })
})
afterAll(() => server?.stop())

const counts = (open: number, overdue: number, notAccepted: number, inView = true, inherited = false) => ({ open, overdue, notAccepted, inView, inherited })
async function tasksFor(who: keyof typeof cast, query = `level=commune&within=${areas.province}&day=2022-01-01`) {
  const answer = await (await server.as(cast[who])).get(`/api/map/tasks?${query}`)
  const map = answer.json() as TaskMap
  return { above: map.above, of: (id: number) => map.areas.flatMap(({ areaId, ...rest }) => (areaId === id ? [rest] : []))[0], length: map.areas.length }
}

describe('tasks on the map', () => {
  it('count what the bodies seated in an area answer for, and apart what sits above', async () => {
    const map = await tasksFor('districtOfficer')
    expect(map.of(areas.communeA1)).toEqual(counts(4, 2, 1))
    expect(map.of(areas.communeA2)).toEqual(counts(1, 0, 1))
    expect(map.above).toEqual({ open: 1, overdue: 1, notAccepted: 1 })
    const districts = await tasksFor('districtOfficer', `level=district&within=${areas.province}&day=2022-01-01`)
    expect([districts.of(areas.district), districts.above.open]).toEqual([counts(6, 3, 3), 0])
  })

  it('hide the tasks of bodies out of scope: other districts, and the Party beside the State', async () => {
    expect((await tasksFor('districtOfficer')).of(areas.communeB1)).toEqual(counts(0, 0, 0, false))
    expect((await tasksFor('districtPartyClerk')).of(areas.communeA1)).toEqual(counts(1, 1, 1))
    const commune = await tasksFor('communeClerk')
    expect([commune.of(areas.communeA1), commune.of(areas.communeA2)]).toEqual([counts(4, 2, 1), counts(0, 0, 0, false)])
    expect((await tasksFor('provinceLeader')).of(areas.communeA1)).toEqual(counts(5, 3, 2))
    expect((await tasksFor('provinceLeader')).of(areas.communeB1)).toEqual(counts(1, 1, 1))
  })

  it('open to exactly so many rows of the list', async () => {
    for (const who of ['districtOfficer', 'communeClerk', 'provinceLeader', 'districtPartyClerk'] as const) {
      const { get } = await server.as(cast[who])
      const map = await tasksFor(who)
      for (const id of [areas.communeA1, areas.communeA2, areas.communeB1]) {
        const rows = async (pile: string) => (await get(`/api/tasks?areaId=${id}&pile=${pile}`)).json().rows.length
        expect([await rows('open'), await rows('late'), await rows('new')], `${who} ${id}`).toEqual([map.of(id)!.open, map.of(id)!.overdue, map.of(id)!.notAccepted])
      }
    }
  })

  it('follow a merged area on the tree of the asked day', async () => {
    await asInstallation(server.adminUrl, async (client) => {
      await client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
        values (15000, $1, 15999, '15000', 'commune', 'xã', 'Gộp', 'xã Gộp', 'gop', '2025-07-01')`, [areas.province])
      await client.query('update area set valid_to = $2 where id = any($1)', [[areas.communeA1, areas.communeA2], '2025-06-30'])
      await client.query("insert into area_successor select id, 15000, 'test' from unnest($1::int[]) id", [[areas.communeA1, areas.communeA2]])
    })
    const map = await tasksFor('districtOfficer', `level=commune&within=${areas.province}&day=2025-07-01`)
    expect([map.of(15_000), map.of(areas.communeA1)]).toEqual([counts(5, 2, 2, true, true), undefined])
  })

  it('need an area for villages, and one that exists', async () => {
    const { get } = await server.as(cast.provinceLeader)
    expect((await get('/api/map/tasks?level=village')).json().code).toBe('invalid-input')
    expect((await get('/api/map/tasks?level=commune&within=99')).json().code).toBe('not-found')
    expect((await (await server.as(cast.admin)).get(`/api/map/tasks?level=province`)).json().code).toBe('not-allowed')
  })
})

describe('shapes', () => {
  it('come packed, are asked for again only when something moved, and hold both archipelagos', async () => {
    const { inject } = await server.as(cast.farClerk)
    const url = `/api/map/cells?level=commune&within=${areas.province}&day=2022-01-01`
    const first = await inject({ method: 'GET', url, headers: { 'accept-encoding': 'gzip' } })
    const cells = JSON.parse(gunzipSync(first.rawPayload).toString()) as MapCells
    expect(cells.features.filter((each) => each.properties.archipelago).map((each) => each.properties.fullName).toSorted()).toEqual(['Huyện Hoàng Sa', 'Huyện Trường Sa'])
    expect([cells.schematic, cells.unplaced, cells.features.length]).toEqual([true, [], 5])
    const tag = String(first.headers.etag)
    expect((await inject({ method: 'GET', url, headers: { 'if-none-match': tag } })).statusCode).toBe(304)
    await asInstallation(server.adminUrl, (client) => client.query(
      `insert into area_boundary (area_id, valid_from, geometry, bbox_west, bbox_south, bbox_east, bbox_north, source)
       values ($1, '2021-01-01', $2, 106, 21, 107, 22, 'test')`,
      [areas.communeB1, { type: 'Polygon', coordinates: [[[106, 21], [107, 21], [107, 22], [106, 22], [106, 21]]] }]))
    const moved = await inject({ method: 'GET', url, headers: { 'if-none-match': tag } })
    const one = (moved.json() as MapCells).features.find((each) => each.id === areas.communeB1)!
    expect([moved.statusCode, one.properties.schematic, one.geometry.coordinates[0]!.length]).toEqual([200, false, 5])
  })

  it('open at the area around the seat of the acting body', async () => {
    const home = async (who: keyof typeof cast) => (await (await server.as(cast[who])).get('/api/map/home')).json()
    expect(await home('provinceLeader')).toMatchObject({ within: areas.province, level: 'district', own: areas.province })
    expect(await home('districtOfficer')).toMatchObject({ within: areas.district, level: 'commune' })
    expect(await home('communeClerk')).toMatchObject({ within: areas.district, level: 'commune', own: areas.communeA1, day: '2025-06-30' })
  })
})
