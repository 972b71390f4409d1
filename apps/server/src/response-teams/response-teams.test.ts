import { makeId } from '@phaodai/vocabulary'
import type { HomeCareList, HomeCareView, ResponseTeamView, StayView } from '@phaodai/office'
import mammoth from 'mammoth'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellAll } from '#test/notices.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { countCareDay } from '#server/home-care/index.ts'

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const at = (day: string, hour = '08:00'): Date => new Date(`2022-02-${day}T${hour}:00+07:00`)
const KEEPER: Member = {
  username: 'ttyt.mau', fullName: 'Giám Đốc Mẫu', role: 'health', bodyId: bodies.healthDepartment, actsForId: bodies.healthDepartment, title: 'Giám đốc',
  personId: '00000000-0000-7000-8000-000000520001', postId: '00000000-0000-7000-8000-000000520002', accountId: '00000000-0000-7000-8000-000000520003',
}

let now = at('10')
let server: TestApp
let keeper: Caller
let station: Caller
let leader: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  await asInstallation(server.adminUrl, async (client) => plantMember(client, KEEPER, await testHash()))
  ;[keeper, station, leader] = [await server.as(KEEPER), await server.as(cast.healthStation), await server.as(cast.districtLeader)]
})
afterAll(() => server?.stop())

type Answer = { statusCode: number; body: string; json: () => { detail?: string; code?: string } }
const ok = async <T>(asked: Promise<Answer>): Promise<T> => {
  const answer = await asked
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as T
}
const put = async (by: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  await ok(by.put(`${url}/${id}`, body))
  return id
}
const team = (kind = 'mobile-station'): Promise<string> => put(keeper, '/api/registers/response_team', { areaId: areas.district, name: `Trạm lưu động ${newId().slice(-5)}`, kind, bodyId: bodies.healthDepartment })
const joins = (id: string, fullName: string, role: string, more: object = {}): Promise<string> => put(keeper, `/api/response-teams/${id}/members`, { fullName, role, fromOn: '2022-02-01', ...more })
async function readyTeam(): Promise<string> {
  const id = await team()
  for (const [name, role] of [['Bác Sĩ Mẫu', 'head'], ['Điều Dưỡng Một', 'nurse'], ['Điều Dưỡng Hai', 'nurse'], ['Bộ Đội Mẫu', 'military'], ['Tình Nguyện Mẫu', 'volunteer']] as const) await joins(id, name, role)
  await ok(keeper.post(`/api/response-teams/${id}/ready`))
  return id
}
const order = (teamId: string, more: object = {}): object => ({ teamId, areaId: areas.communeA1, purpose: 'care-at-home', words: 'Quản lý 60 F0 tại nhà', fromAt: now.toISOString(), untilOn: '2022-02-20', ...more })
const one = (id: string, by = keeper): Promise<ResponseTeamView> => ok(by.get(`/api/response-teams/${id}?reveal=1`))

const DEPUTY: Member = { ...KEEPER, username: 'ttyt.phutrach', fullName: 'Phụ Trách Mẫu', role: 'leader', title: 'Phụ trách Trung tâm Y tế', personId: '00000000-0000-7000-8000-000000520011', postId: '00000000-0000-7000-8000-000000520012', accountId: '00000000-0000-7000-8000-000000520013' }

/** Sends one team to the commune in each of so many transactions at once, as the district's post. */
async function sentAtOnce(teamId: string, n: number): Promise<string[]> {
  const settings = { 'role': 'pd_area', 'app.person': KEEPER.personId, 'app.post': KEEPER.postId, 'app.permission': 'response_team.dispatch', 'app.body': bodies.healthDepartment, 'app.reads': '{response_team}', 'app.area_lo': areas.district, 'app.area_hi': 10_199, 'app.area_ids': `{${areas.district},${areas.communeA1}}` }
  const clients = Array.from({ length: n }, () => new pg.Client({ connectionString: server.adminUrl }))
  await Promise.all(clients.map((client) => client.connect()))
  try {
    return await Promise.all(clients.map(async (client) => {
      await client.query('begin')
      for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [name, String(value)])
      const { rows } = await client.query<{ answer: string }>("select dispatch_team($1, $2, $3, 'sampling', 'lấy mẫu', null, $4, '2022-02-12') as answer", [newId(), teamId, areas.communeA1, now])
      await client.query('commit')
      return rows[0]!.answer
    }))
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

test('a station stands ready with the people its rule asks for, is sent once by whoever covers both places, and rests', async () => {
  const id = await team()
  expect((await keeper.post(`/api/response-teams/${id}/ready`)).json().detail).toContain('cần ít nhất 5, mới có 0') // QĐ 4042: five people at least
  expect((await one(id)).rule).toMatchObject({ leastPeople: 5, needsHead: true })
  const sent = await readyTeam()
  expect((await station.put(`/api/team-dispatches/${newId()}`, order(sent))).json().code, 'a commune sends no team of the district').toBe('not-found')
  expect((await leader.put(`/api/team-dispatches/${newId()}`, order(sent, { areaId: areas.communeB1 }))).json().detail).toContain('không thuộc địa bàn')
  expect((await leader.put(`/api/team-dispatches/${newId()}`, order(sent, { untilOn: '2022-02-09' }))).json().detail).toContain('trước ngày xuất phát')
  const out = await put(leader, '/api/team-dispatches', order(sent, { number: '15/QĐ-UBND' }))
  expect((await keeper.put(`/api/team-dispatches/${newId()}`, order(sent))).json().detail).toContain('không nhận hai lệnh cùng lúc')
  const unnamed = (await mammoth.extractRawText({ buffer: (await leader.get(`/api/team-dispatches/${out}/paper.docx`)).rawPayload })).value
  expect([unnamed.includes('Trưởng trạm'), unnamed.includes('Bác Sĩ Mẫu')], 'a leader gets the list without names').toEqual([true, false])
  const paper = await keeper.get(`/api/team-dispatches/${out}/paper.docx`)
  const text = (await mammoth.extractRawText({ buffer: paper.rawPayload })).value
  for (const part of ['Số: 15/QĐ-UBND', 'điều động', 'Thử Một', 'Quản lý 60 F0 tại nhà', '4042/QĐ-BYT', 'Bác Sĩ Mẫu', 'Trưởng trạm', cast.districtLeader.title.toUpperCase()]) expect(text).toContain(part)
  await tellAll(server)
  const coming = await ok<{ rows: object[] }>(station.get('/api/notices?kind=team-coming&limit=20'))
  expect(coming.rows, 'where it is sent to hears of it').toMatchObject([{ path: `/co-so/doi/${sent}` }])
  now = at('10', '10:00')
  await ok(station.post(`/api/team-dispatches/${out}/arrive`, {}))
  expect((await one(sent, station)).members.map(({ name }) => name), 'where the team is, its people are known').toContain('Bác Sĩ Mẫu')
  now = at('18', '17:00')
  await ok(keeper.post(`/api/team-dispatches/${out}/return`, {}))
  expect((await keeper.post(`/api/response-teams/${sent}/rested`)).json().detail).toContain('17:00 ngày 19/02/2022')
  expect((await leader.put(`/api/team-dispatches/${newId()}`, order(sent))).json().detail).toContain('nghỉ bắt buộc')
  now = at('19', '17:00')
  await ok(keeper.post(`/api/response-teams/${sent}/rested`))
  expect((await one(sent)).team.state).toBe('ready')
  now = at('10')
})

test('ten orders at once send a team once, and nobody stands in two teams', async () => {
  const id = await readyTeam()
  const answers = await sentAtOnce(id, 10)
  expect(answers.filter((each) => each === 'done').length).toBe(1)
  expect(new Set(answers)).toEqual(new Set(['done', 'already-sent']))
  const out = (await one(id)).dispatches[0]!.id
  await asInstallation(server.adminUrl, async (client) => {
    await expect(client.query(`insert into team_dispatch (id, team_id, area_id, from_area_id, body_id, purpose, words, by_title, from_at, until_on, created_by) select gen_random_uuid(), team_id, area_id, from_area_id, body_id, purpose, words, by_title, from_at, until_on, created_by from team_dispatch where id = $1`, [out])).rejects.toThrow('team_dispatch_once') // not even past the function
  })
  await ok(keeper.post(`/api/team-dispatches/${out}/recall`, { reason: 'dịch đã ổn' }))
  expect((await one(id)).team.state).toBe('ready')
  const other = await team('mobile-team')
  await joins(other, KEEPER.fullName, 'head', { personId: KEEPER.personId })
  const twice = await keeper.put(`/api/response-teams/${id}/members/${newId()}`, { fullName: KEEPER.fullName, role: 'doctor', personId: KEEPER.personId, fromOn: '2022-02-05' })
  expect(twice.json()).toMatchObject({ code: 'duplicate', detail: expect.stringContaining('một đội khác') })
})

async function caseAtHome(birthYear: number): Promise<{ orderId: string; individualId: string }> {
  const individualId = await put(station, '/api/individuals', { areaId: areas.communeA1, fullName: `Người ${newId().slice(-5)}`, sex: 'female', birthYear })
  const orderId = await put(station, '/api/isolation-orders', { diseaseCode: 'covid-19', subject: 'f0', areaId: areas.communeA1, countedFrom: '2022-02-09', birthYear, doses: 2, individualId, fullName: 'Người F0 Mẫu', phone: '0900000000' })
  await asInstallation(server.adminUrl, async (client) => {
    for (const [permission, state] of [['decide', 'decided'], ['begin', 'running']]) await client.query("with set as (select set_config('app.permission', 'isolation_order.' || $3, true)) update isolation_order set state = $2, started_at = $4 from set where id = $1", [orderId, state, permission, now])
  })
  return { orderId, individualId }
}
const careOf = (orderId: string): Promise<HomeCareView> => ok(station.get(`/api/isolation-orders/${orderId}/home-care?reveal=1`))
const box = (name: string): Promise<HomeCareList> => ok(station.get(`/api/home-cares?box=${name}&reveal=1`))

test('a case at home gets its class of risk, a kit out of the store and calls; a warning pages the station and ends in a referral', async () => {
  const teamId = await readyTeam()
  const { orderId } = await caseAtHome(1950)
  const id = await put(station, '/api/home-cares', { orderId, teamId, comorbid: true, doses: 1 })
  expect((await careOf(orderId)).care).toMatchObject({ riskClass: 'very-high', state: 'in_care', riskRule: expect.stringContaining('3646/QĐ-BYT') })
  expect((await station.put(`/api/home-cares/${newId()}`, { orderId, teamId })).json().code, 'one care an order').toBe('duplicate')
  const itemId = await put(station, '/api/registers/supply_item', { areaId: areas.communeA1, name: 'Túi thuốc A', category: 'medicine', unit: 'túi', homeKit: true })
  const give = () => station.put(`/api/home-kits/${newId()}`, { careId: id, itemId, quantity: 1 })
  expect((await give()).json().code).toBe('stock-short')
  await put(station, '/api/registers/stock_movement', { areaId: areas.communeA1, voucher: 'PN-1', direction: 'in', itemId, quantity: 2, movedOn: '2022-02-09' })
  await ok(give())
  expect(await careOf(orderId)).toMatchObject({ kits: [{ item: 'Túi thuốc A', quantity: 1 }], given: [{ item: 'Túi thuốc A', quantity: 1 }] })
  expect((await box('to-call')).cares.map((care) => care.id)).toEqual([id])
  await put(station, '/api/home-calls', { careId: id, answer: 'not-reached' })
  expect((await box('to-call')).counts['to-call'], 'not reached is not called').toBe(1)
  await put(station, '/api/home-calls', { careId: id, answer: 'unwell', note: 'mệt' })
  expect((await box('to-call')).counts['to-call']).toBe(0)
  await ok(station.put(`/api/isolation-orders/${orderId}/days/2022-02-10/morning`, { spo2: 92 }))
  await asInstallation(server.adminUrl, async (client) => {
    const { rows } = await client.query<{ body_id: number }>('select body_id from isolation_call where order_id = $1', [orderId])
    expect(rows.map(({ body_id }) => body_id).toSorted()).toEqual([bodies.healthDepartment, bodies.healthStationA1]) // the station in charge, and who entered it
  })
  const warned = await careOf(orderId)
  expect(warned).toMatchObject({ isWarned: true, needsOxygen: true })
  const stayId = newId()
  await ok(station.post(`/api/home-cares/${id}/refer`, { stayId, version: warned.care!.version, tier: '2', oxygen: true, reason: 'SpO2 92 %' }))
  expect((await ok<StayView>(station.get(`/api/stays/${stayId}`))).stay).toMatchObject({ state: 'waiting', tier: '2', oxygen: true, purpose: 'treatment', riskClass: 'very-high' })
  expect(await careOf(orderId)).toMatchObject({ care: { state: 'referred' }, referral: { stayId, state: 'waiting' } })
})

test('care ends with the order; beds, cases at home and teams are counted by day, and a day that is over stays', async () => {
  const { orderId } = await caseAtHome(1990)
  const id = await put(station, '/api/home-cares', { orderId, doses: 2, comorbid: false })
  expect((await careOf(orderId)).care).toMatchObject({ riskClass: 'low' })
  expect(await countCareDay(server.deps)).toBeGreaterThan(0)
  expect(await countCareDay(server.deps), 'nothing has changed').toBe(0)
  await put(station, '/api/home-calls', { careId: id, answer: 'well' })
  expect(await countCareDay(server.deps)).toBe(1)
  now = at('11')
  await countCareDay(server.deps)
  const days = (await ok<{ rows: { countedOn: string; total: number; done: number }[] }>(station.get('/api/registers/care_day?what=home'))).rows
  expect(days.map(({ countedOn, total, done }) => [countedOn, total, done])).toEqual([['2022-02-11', 1, 0], ['2022-02-10', 1, 1]])
  await asInstallation(server.adminUrl, (client) => client.query("with set as (select set_config('app.permission', 'isolation_order.complete', true)) update isolation_order set state = 'completed', ended_at = $2 from set where id = $1", [orderId, now]))
  expect((await careOf(orderId)).care).toMatchObject({ state: 'completed' })
  expect((await station.put(`/api/home-calls/${newId()}`, { careId: id, answer: 'well' })).statusCode).toBe(403)
})

test('a dated rule is corrected by whoever keeps diseases: the row it replaces stays set aside, and what holds today changes', async () => {
  const keeper2 = await server.as(cast.admin)
  const rows = async (): Promise<{ values: Record<string, unknown>; confidence: string; changeReason: string | null }[]> => (await ok<{ rows: [] }>(keeper2.get('/api/dated-rules/team'))).rows
  const row = { values: { kind: 'mobile-team', validFrom: '2020-01-01', leastPeople: 1, needsHead: true, restHours: 48, basis: null }, source: 'Văn bản MẪU', confidence: 'medium', reason: 'Đã đọc được văn bản' }
  expect((await keeper.post('/api/dated-rules/team', row)).statusCode).toBe(403)
  expect((await keeper2.post('/api/dated-rules/team', { ...row, values: { ...row.values, restHours: 48.5 } })).json()).toMatchObject({ code: 'invalid-input', fields: { restHours: expect.anything() } })
  const before = (await rows()).length
  await ok(keeper2.post('/api/dated-rules/team', row))
  const now2 = await rows()
  expect(now2.length).toBe(before)
  expect(now2.find(({ values }) => values.kind === 'mobile-team')).toMatchObject({ values: { restHours: 48, leastPeople: 1 }, confidence: 'medium', changeReason: 'Đã đọc được văn bản' })
  await asInstallation(server.adminUrl, async (client) => {
    expect((await client.query("select rest_hours, superseded_at is not null as aside from team_rule where kind = 'mobile-team' order by superseded_at")).rows).toEqual([{ rest_hours: 24, aside: true }, { rest_hours: 48, aside: false }])
  })
  const id = await team('mobile-team')
  await joins(id, 'Một Người', 'head')
  await ok(keeper.post(`/api/response-teams/${id}/ready`))
})

test('an order is for him to sign whose post leads its body, whatever the title of its giver says', async () => {
  const signed = async (by: Caller, out: string): Promise<string> => (await mammoth.extractRawText({ buffer: (await by.get(`/api/team-dispatches/${out}/paper.docx`)).rawPayload })).value.split('Nơi nhận').at(-1)!.toLowerCase()
  await asInstallation(server.adminUrl, async (client) => plantMember(client, DEPUTY, await testHash()))
  const out = await put(keeper, '/api/team-dispatches', order(await readyTeam())) // of a health officer who is called director
  expect(await signed(keeper, out)).toMatch(/phụ trách trung tâm y tế/)
  expect(await signed(keeper, out)).not.toMatch(/giám đốc/)
  const own = await put(await server.as(DEPUTY), '/api/team-dispatches', order(await readyTeam()))
  await asInstallation(server.adminUrl, (client) => client.query("update post set title = 'Người khác' where id = $1", [DEPUTY.postId]))
  expect(await signed(keeper, own), 'kept with the order').toMatch(/phụ trách trung tâm y tế/)
})
