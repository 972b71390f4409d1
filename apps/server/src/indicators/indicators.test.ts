import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaFigures, Board, BoardRow, IndicatorDetail } from '@phaodai/indicators'
import type { TaskMeasure } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { testApp, type TestApp } from '#test/app.ts'
import { countAll } from '#test/stream.ts'
import { areas, asInstallation, bodies, cast, type Member } from '#test/people.ts'

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const DAY = '2021-08-05'
const SPAN = 'from=2021-08-01&to=2021-08-07'

let server: TestApp
/** Rumours in four places: 2 + 1 in the first commune (one of them in its village), 1 in the second, 4 in another district. */
beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, async (client) => {
    const heard = (area: number, day: string, channel: string, state = 'new'): Promise<unknown> => client.query(
      "insert into rumour (id, area_id, claim, channel, heard_on, state, created_by, created_at) values ($1, $2, 'Tin', $3, $4, $5, $6, $4::date + time '08:00')",
      [newId(), area, channel, day, state, cast.communeClerk.postId])
    await heard(areas.communeA1, '2021-08-04', 'hotline', 'refuted')
    await heard(areas.communeA1, DAY, 'press')
    await heard(areas.villageA1, DAY, 'hotline')
    await heard(areas.communeA2, DAY, 'hotline', 'confirmed')
    for (let n = 0; n < 4; n++) await heard(areas.communeB1, DAY, 'press')
  })
  await countAll(server)
})
afterAll(() => server?.stop())

async function detail(who: Member, name: string, query: string): Promise<IndicatorDetail> {
  return (await (await server.as(who)).get(`/api/indicators/${name}?${query}`)).json() as IndicatorDetail
}
async function parts(who: Member, name: string, query: string): Promise<AreaFigures> {
  return (await (await server.as(who)).get(`/api/indicators/${name}/areas?${query}`)).json() as AreaFigures
}
const rowIn = (found: AreaFigures, id: number) => found.rows.find((row) => row.area.id === id)

describe('a figure', () => {
  it('adds up what lies in the area, by day and by class', async () => {
    const found = await detail(cast.districtOfficer, 'rumours-heard', SPAN)
    expect(found).toMatchObject({ area: { id: areas.district }, hidden: false, figure: { value: 4 } })
    expect(found.series.map(({ value }) => value)).toEqual([0, 0, 0, 1, 3, 0, 0])
    expect(Object.fromEntries(found.classes.map((each) => [each.class, each.value]))).toEqual({ hotline: 3, press: 1 })
    const commune = await detail(cast.communeClerk, 'rumours-heard', SPAN)
    expect([commune.area.id, commune.figure?.value]).toEqual([areas.communeA1, 3])
    expect((await detail(cast.districtOfficer, 'rumours-heard', `${SPAN}&class=press`)).figure?.value).toBe(1)
  })

  it('is a share of what has fallen due', async () => {
    // in the district: four rumours whose 24 hours are long over, two of them answered when they were entered
    expect((await detail(cast.districtOfficer, 'rumours-verified', SPAN)).figure).toMatchObject({ value: 50, numerator: 2, denominator: 4 })
    expect((await detail(cast.farClerk, 'rumours-verified', 'from=2021-07-01&to=2021-07-05')).figure).toMatchObject({ value: null, denominator: 0 })
  })

  it('counts an F1 as listed in time within twelve hours of the case it met, and anew when the hour of that case is put right', async () => {
    const caseId = newId()
    const write = (sql: string, values: unknown[]): Promise<unknown> => asInstallation(server.adminUrl, (client) => client.query(sql, values))
    const listed = (of: string | null, tier: string, at: string): Promise<unknown> => write("insert into case_contact (id, area_id, case_id, tier, full_name, last_contact_on, listed_at, created_by) values ($1, $2, $3, $4, 'Người Mẫu', '2021-08-03', $5, $6)", [newId(), areas.communeA1, of, tier, at, cast.healthStation.postId])
    await write("insert into disease_case (id, area_id, code, disease_code, classification, diagnosed_at, created_by) values ($1, $2, 'MẪU', 'covid-19', 'confirmed', '2021-08-04 22:10+07', $3)", [caseId, areas.communeA1, cast.healthStation.postId])
    // known at 22:10: in time until 10:10 of the next day, an F1 of the suspicion before it as well; an F2 and one whose case is elsewhere do not count
    for (const at of ['2021-08-04 21:00+07', '2021-08-05 10:10+07', '2021-08-05 10:11+07']) await listed(caseId, 'f1', at)
    await listed(caseId, 'f2', '2021-08-05 09:00+07')
    await listed(null, 'f1', '2021-08-05 09:00+07')
    const share = async () => (await detail(cast.communeClerk, 'contacts-listed-in-time', SPAN)).figure
    await countAll(server)
    expect(await share()).toMatchObject({ numerator: 2, denominator: 3 })
    await write("update disease_case set diagnosed_at = '2021-08-04 20:00+07' where id = $1", [caseId])
    await countAll(server)
    expect(await share()).toMatchObject({ numerator: 1, denominator: 3 })
  })

  it('is compared with as much time before', async () => {
    const board = (await (await server.as(cast.districtOfficer)).get(`/api/indicators?day=${DAY}&step=day`)).json() as Board
    const row = board.rows.find(({ name }) => name === 'rumours-heard') as BoardRow
    expect(row.comparisons).toEqual([{ with: 'yesterday', from: '2021-08-04', to: '2021-08-04', value: 1 }, { with: 'last-week', from: '2021-07-29', to: '2021-07-29', value: 0 }])
    expect([row.figure?.value, row.spark.length, row.spark.at(-2)]).toEqual([3, 14, 1])
  })

  it('is not shown where it holds records out of scope, unless the role may see totals', async () => {
    expect(await detail(cast.communeClerk, 'rumours-heard', `${SPAN}&area=${areas.district}`)).toMatchObject({ hidden: true, figure: null, series: [], classes: [] })
    const places = await parts(cast.districtOfficer, 'rumours-heard', `${SPAN}&area=${areas.province}`)
    expect(rowIn(places, areas.district)).toMatchObject({ hidden: false, figure: { value: 4 } })
    expect(rowIn(places, areas.otherDistrict)).toMatchObject({ hidden: true, figure: null })
    const [board] = [(await (await server.as(cast.communeClerk)).get(`/api/indicators?day=${DAY}&area=${areas.province}`)).json() as Board]
    expect(board.rows.every((row) => row.hidden && row.figure === null)).toBe(true)
    await asInstallation(server.adminUrl, (client) => client.query("insert into role_permission values ('clerk', 'total-rumours-heard.read')"))
    expect((await detail(cast.communeClerk, 'rumours-heard', `${SPAN}&area=${areas.province}`)).figure?.value).toBe(8)
    expect((await detail(cast.communeClerk, 'rumours-open', `${SPAN}&area=${areas.province}`)).hidden).toBe(true)
    await asInstallation(server.adminUrl, (client) => client.query("delete from role_permission where permission = 'total-rumours-heard.read'"))
  })

  it('is as if missing for roles that may not see it', async () => {
    expect((await (await server.as(cast.villageMember)).get(`/api/indicators/inspections-done?${SPAN}`)).statusCode).toBe(404)
    expect((await (await server.as(cast.villageMember)).get(`/api/indicators/no-such?${SPAN}`)).statusCode).toBe(404)
    expect((await (await server.as(cast.admin)).get('/api/indicators')).statusCode).toBe(403)
  })

  it('opens to exactly the rows behind it', async () => {
    const { get } = await server.as(cast.districtOfficer)
    const rows = async (counted: string): Promise<number> => (await get(`/api/registers/rumour?counted=${encodeURIComponent(counted)}`)).json().total
    expect(await rows(`rumours-heard/numerator/${areas.district}/2021-08-01/2021-08-07`)).toBe(4)
    expect(await rows(`rumours-heard/numerator/${areas.communeA1}/${DAY}/${DAY}/hotline`)).toBe(1)
    expect(await rows(`rumours-verified/numerator/${areas.district}/2021-08-01/2021-08-07`)).toBe(2)
    expect(await rows(`rumours-verified/denominator/${areas.district}/2021-08-01/2021-08-07`)).toBe(4)
    expect(await rows(`rumours-heard/numerator/${areas.province}/2021-08-01/2021-08-07`)).toBe(4) // under his own policy
    expect((await get('/api/registers/rumour?counted=inspections-done/numerator/1/2021-08-01/2021-08-07')).statusCode).toBe(400)
  })

  it('follows a merged area on the tree of the asked day', async () => {
    await asInstallation(server.adminUrl, async (client) => {
      await client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
        values (15000, $1, 15999, '15000', 'commune', 'xã', 'Gộp', 'xã Gộp', 'gop', '2025-07-01')`, [areas.province])
      await client.query("insert into area_successor select id, 15000, 'test' from unnest($1::int[]) id", [[areas.communeA1, areas.communeA2]])
    })
    expect((await detail(cast.provinceLeader, 'rumours-heard', `${SPAN}&area=15000`)).figure?.value).toBe(4)
    const later = await parts(cast.provinceLeader, 'rumours-heard', `from=2021-08-01&to=2022-08-01&area=${areas.province}`)
    expect(rowIn(later, 15000)).toBeUndefined() // not in force yet on that day
  })
})

describe('counted and declared', () => {
  const told = (value: number, more: object = {}) => ({ areaId: areas.communeA1, day: DAY, value, toldBy: 'Trạm trưởng', toldAt: '2021-08-05T15:00:00+07:00', ...more })
  it('stand side by side; what a larger unit told stands for what lies in it', async () => {
    const clerk = await server.as(cast.communeClerk)
    const put = (id: string, body: object) => clerk.put(`/api/indicators/rumours-heard/declared/${id}`, body)
    const id = newId()
    expect((await put(id, told(2, { areaId: areas.villageA1 }))).statusCode).toBe(200)
    expect((await put(id, told(2, { areaId: areas.villageA1 }))).statusCode).toBe(200)
    expect((await put(id, told(3, { areaId: areas.villageA1 }))).json().code).toBe('duplicate')
    expect((await detail(cast.communeClerk, 'rumours-heard', SPAN)).figure).toMatchObject({ value: 3, declared: 2, declaredBy: 1 })
    expect((await put(newId(), told(5))).statusCode).toBe(200)
    expect((await detail(cast.districtOfficer, 'rumours-heard', SPAN)).figure).toMatchObject({ value: 4, declared: 5, declaredBy: 1 })
    expect((await put(newId(), told(5, { areaId: areas.communeA2 }))).json().code).toBe('not-allowed')
    expect((await put(newId(), told(5, { day: '2999-01-01' }))).json().code).toBe('invalid-input')
    expect((await clerk.put(`/api/indicators/rumours-verified/declared/${newId()}`, told(50))).json().code).toBe('invalid-input')
  })

  it('is taken back with a reason and stays readable', async () => {
    const clerk = await server.as(cast.communeClerk)
    const [first] = (await detail(cast.communeClerk, 'rumours-heard', SPAN)).declared.filter((each) => each.areaId === areas.communeA1)
    const url = `/api/indicators/rumours-heard/declared/${first!.id}/retract`
    expect((await (await server.as(cast.farClerk)).post(url, { version: 1, reason: 'nhầm' })).statusCode).toBe(404)
    expect((await clerk.post(url, { version: 9, reason: 'nhầm' })).json().code).toBe('stale')
    expect((await clerk.post(url, { version: 1, reason: 'nghe nhầm số' })).statusCode).toBe(200)
    const after = await detail(cast.communeClerk, 'rumours-heard', SPAN)
    expect(after.figure).toMatchObject({ declared: 2 })
    expect(after.declared.find((each) => each.id === first!.id)?.voidReason).toBe('nghe nhầm số')
  })
})

describe('sign-off', () => {
  it('keeps the signed figure; later changes are adjustments with who and why', async () => {
    const leader = await server.as(cast.districtLeader)
    const id = newId()
    const period = { areaId: areas.district, from: '2021-08-01', to: '2021-08-07', basis: 'counted' }
    expect((await leader.put(`/api/indicators/rumours-heard/signed/${id}`, period)).statusCode).toBe(200)
    expect((await leader.put(`/api/indicators/rumours-heard/signed/${id}`, period)).statusCode).toBe(200)
    expect((await leader.put(`/api/indicators/rumours-heard/signed/${newId()}`, period)).json().code).toBe('duplicate')
    expect((await leader.put(`/api/indicators/rumours-heard/signed/${newId()}`, { ...period, areaId: areas.province })).json().code).toBe('not-allowed')
    expect((await leader.put(`/api/indicators/rumours-heard/signed/${newId()}`, { ...period, to: '2999-01-01', from: '2998-12-31' })).json().code).toBe('illegal-state')
    const clerk = await server.as(cast.communeClerk)
    const [row] = (await clerk.get('/api/registers/rumour?channel=press')).json().rows
    await clerk.post(`/api/registers/rumour/${row.id}/void`, { version: row.version, reason: 'ghi trùng' })
    await countAll(server)
    const [signed] = (await detail(cast.districtLeader, 'rumours-heard', SPAN)).signed
    expect(signed).toMatchObject({ value: 4, now: { value: 3 } })
    expect(signed?.adjustments).toMatchObject([{ numerator: -1, day: DAY, causes: [{ action: 'void', reason: 'ghi trùng', by: expect.stringContaining('UBND xã Thử Một') }] }])
    expect((await (await server.as(cast.communeClerk)).put(`/api/indicators/rumours-heard/declared/${newId()}`, { areaId: areas.communeA1, day: DAY, value: 1, toldBy: 'Thôn', toldAt: '2021-08-05T15:00:00+07:00' })).statusCode).toBe(200) // the commune itself has not signed
  })
})

describe('a task measured by an indicator', () => {
  const measures = async (who: Member, ids: string[]): Promise<TaskMeasure[]> => (await (await server.as(who)).get(`/api/measures?tasks=${ids.join(',')}`)).json().measures
  const task = newId()
  it('shows its number to both sides and the contradiction with the body\'s word', async () => {
    const giver = await server.as(cast.districtClerk)
    const doer = await server.as(cast.communeClerk)
    await giver.put(`/api/tasks/${task}`, { text: 'Kiểm chứng tin đồn trong 24 giờ', bodyId: bodies.communeA1, deadline: null })
    const measure = { indicator: 'rumours-verified', areaId: areas.communeA1, target: 95, direction: 'at-least' }
    expect((await doer.put(`/api/tasks/${task}/measure`, { version: 0, measure })).json().code).toBe('not-allowed')
    expect((await giver.put(`/api/tasks/${task}/measure`, { version: 0, measure })).json().measures).toMatchObject([{ target: 95, hidden: false, value: null, reached: null, contradicted: false }])
    expect((await giver.put(`/api/tasks/${task}/measure`, { version: 0, measure })).json().code).toBe('stale')
    await asInstallation(server.adminUrl, (client) => client.query("update task_measure set from_day = '2021-08-01', by_day = '2021-08-31' where id = $1", [task]))
    const version = async (): Promise<number> => (await doer.get(`/api/tasks/${task}`)).json().version
    await doer.put(`/api/tasks/${task}/actions/${newId()}`, { action: 'accept', version: await version() })
    await doer.put(`/api/tasks/${task}/actions/${newId()}`, { action: 'complete', version: await version(), note: 'Đã xong' })
    for (const who of [cast.districtClerk, cast.communeClerk]) {
      // 2 of the commune's 3 rumours are left after the void; one of them was answered
      expect(await measures(who, [task])).toMatchObject([{ value: 50, numerator: 1, denominator: 2, reached: false, contradicted: true, from: '2021-08-01', to: '2021-08-31' }])
    }
    expect(await measures(cast.neighbour, [task])).toEqual([])
    expect((await measures(cast.districtClerk, [task]))[0]?.spark.at(-1)).toBe(50)
  })

  it('passes the measure down on the area of each body below', async () => {
    const top = newId()
    await (await server.as(cast.provinceStateClerk)).put(`/api/tasks/${top}`, { text: 'Kiểm chứng tin đồn', bodyId: bodies.districtState, deadline: null })
    await (await server.as(cast.provinceStateClerk)).put(`/api/tasks/${top}/measure`, { version: 0, measure: { indicator: 'rumours-verified', areaId: areas.district, target: 90, direction: 'at-least' } })
    const [one, two] = [newId(), newId()]
    const officer = await server.as(cast.districtOfficer)
    await officer.put(`/api/tasks/${top}/cascade`, { children: [{ id: one, bodyId: bodies.communeA1, text: 'Như trên', deadline: null }, { id: two, bodyId: bodies.communeA2, text: 'Như trên', deadline: null }] })
    const found = await measures(cast.districtOfficer, [top, one, two])
    expect(Object.fromEntries(found.map((each) => [each.taskId, [each.area.id, each.target]]))).toEqual({ [top]: [areas.district, 90], [one]: [areas.communeA1, 90], [two]: [areas.communeA2, 90] })
  })
})
