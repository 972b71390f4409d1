import { makeId } from '@phaodai/vocabulary'
import type { FacilityView, OccupancyBoard, Proposal, StayAnswer, StayView } from '@phaodai/office'
import { readSheet } from 'read-excel-file/node'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const at = (day: string, hour = '08:00'): string => new Date(`2021-08-${day}T${hour}:00+07:00`).toISOString()
const member = (n: number, role: string, bodyId: number): Member => ({
  username: `coso.${n}`, fullName: `Người ${n}`, role, bodyId, actsForId: bodyId, title: `Chức ${n}`,
  personId: `00000000-0000-7000-8000-00000006${n}001`, postId: `00000000-0000-7000-8000-00000006${n}002`, accountId: `00000000-0000-7000-8000-00000006${n}003`,
})
const DISTRICT = member(1, 'health', bodies.healthDepartment)
const FAR = member(2, 'health', bodies.communeB1)

let now = new Date(at('02'))
let server: TestApp
let keeper: Caller
let station: Caller
let far: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  const hash = await testHash()
  await asInstallation(server.adminUrl, async (client) => {
    for (const who of [DISTRICT, FAR]) await plantMember(client, who, hash)
  })
  ;[keeper, station, far] = [await server.as(DISTRICT), await server.as(cast.healthStation), await server.as(FAR)]
})
afterAll(() => server?.stop())

/** A facility of the district with rooms of so many beds, active. */
async function place(rooms: Record<string, number>, more: object = {}, by = keeper): Promise<{ id: string; rooms: Record<string, string> }> {
  const id = newId()
  const made = await by.put(`/api/registers/facility/${id}`, { areaId: areas.district, name: `Cơ sở ${id.slice(-6)}`, kind: 'quarantine', bodyId: bodies.healthDepartment, ...more })
  expect(made.statusCode, made.body).toBe(200)
  const ids: Record<string, string> = {}
  for (const [name, beds] of Object.entries(rooms)) {
    ids[name] = newId()
    expect((await by.put(`/api/facilities/${id}/rooms/${ids[name]}`, { name, beds, oxygenBeds: 0 })).statusCode).toBe(200)
  }
  for (const [version, action] of [[1, 'make-ready'], [2, 'activate']] as const) expect((await by.post(`/api/registers/facility/${id}/actions/${action}`, { version })).statusCode).toBe(200)
  return { id, rooms: ids }
}

async function person(sex = 'female', by = station, areaId = areas.communeA1): Promise<string> {
  const id = newId()
  const made = await by.put(`/api/individuals/${id}`, { areaId, fullName: `Người ${id.slice(-6)}`, sex, birthYear: 1980 })
  expect(made.statusCode, made.body).toBe(200)
  return id
}

async function waits(individualId: string, more: object = {}, by = station, areaId = areas.communeA1): Promise<string> {
  const id = newId()
  const made = await by.put(`/api/stays/${id}`, { areaId, diseaseCode: 'covid-19', purpose: 'quarantine', riskClass: 'medium', individualId, ...more })
  expect(made.statusCode, made.body).toBe(200)
  return id
}
const someone = async (more: object = {}, sex = 'female'): Promise<string> => waits(await person(sex), more)
const admit = async (stayId: string, facilityId: string, roomId: string | null = null, by = keeper): Promise<StayAnswer> => (await by.post('/api/stays/admit', { places: [{ stayId, facilityId, roomId }] })).json().answers[0]
const one = async (id: string, by = keeper): Promise<StayView> => (await by.get(`/api/stays/${id}`)).json()

/** Runs one call in each of so many transactions at once, every one on a connection of its own, as the district's post. */
async function atOnce(calls: readonly (readonly [sql: string, values: readonly unknown[]])[]): Promise<string[]> {
  const settings = { 'role': 'pd_area_clear', 'app.person': DISTRICT.personId, 'app.post': DISTRICT.postId, 'app.permission': 'stay.admit', 'app.body': bodies.healthDepartment, 'app.reads': '{stay,facility,individual}',
    'app.area_lo': areas.province, 'app.area_hi': 19_999, 'app.area_ids': `{${Object.values(areas).join(',')}}` }
  const clients = calls.map(() => new pg.Client({ connectionString: server.adminUrl }))
  await Promise.all(clients.map((client) => client.connect()))
  try {
    for (const client of clients) {
      await client.query('begin')
      for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [name, String(value)])
    }
    return await Promise.all(calls.map(async ([sql, values], n) => {
      const { rows } = await clients[n]!.query<{ answer: string }>(`select ${sql} as answer`, [...values])
      await clients[n]!.query('commit')
      return rows[0]!.answer.split(' ')[0]!
    }))
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** Fifty who wait, planted at once. */
async function fifty(): Promise<string[]> {
  const ids = Array.from({ length: 50 }, () => [newId(), newId()] as const)
  await asInstallation(server.adminUrl, async (client) => {
    for (const [stay, who] of ids) {
      await client.query("insert into individual (id, area_id, full_name, sex, created_by) values ($1, $2, 'Ai đó', 'female', $3)", [who, areas.communeA1, DISTRICT.postId])
      await client.query("insert into stay (id, area_id, disease_code, purpose, individual_id, risk_class, asked_on, created_by) values ($1, $2, 'covid-19', 'quarantine', $3, 'low', '2021-08-02', $4)", [stay, areas.communeA1, who, DISTRICT.postId])
    }
  })
  return ids.map(([stay]) => stay)
}

test('a proposal keeps a family together, follows the rules, and stands when it is confirmed', async () => {
  const { id } = await place({ P1: 4, P2: 2, P3: 2 }, { name: 'Khu đề xuất' })
  const household = newId()
  await station.put(`/api/registers/household/${household}`, { areaId: areas.communeA1, size: 4 })
  const ids = [await someone({ householdId: household }), await someone({ householdId: household }, 'male'), await someone({ householdId: household }, 'male'), await someone({ householdId: household }), await someone({}, 'male')]
  const proposal: Proposal = (await keeper.post('/api/stays/propose', { ids })).json()
  const family = proposal.places.filter(({ stayId }) => stayId !== ids[4])
  expect(new Set(family.map(({ roomId }) => roomId)).size).toBe(1)
  expect(family[0]!.reasons).toEqual(['family-together', 'with-family'])
  expect(proposal.places.every(({ roomId }) => roomId !== null)).toBe(true)
  const answers: StayAnswer[] = (await keeper.post('/api/stays/admit', { places: proposal.places.map(({ stayId, facilityId, roomId }) => ({ stayId, facilityId, roomId })) })).json().answers
  expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['done']))
  expect(id).toBeTruthy()
})

test('fifty admissions at once never fill a place above its beds, and one person sent to ten beds at once lies in one', async () => {
  const small = await place({ A: 8, B: 8, C: 4 })
  const waiting = await fifty()
  const answers = await atOnce(waiting.map((stay) => ['admit_stay($1, $2, null, $3)', [stay, small.id, at('02')]] as const))
  expect([answers.filter((each) => each === 'done').length, answers.filter((each) => each === 'full').length]).toEqual([20, 30])
  const board: OccupancyBoard = (await keeper.get('/api/facilities/board')).json()
  expect(board.facilities.find(({ id }) => id === small.id)).toMatchObject({ beds: 20, taken: 20, arrives: 20 })

  const who = await person()
  const places: Awaited<ReturnType<typeof place>>[] = []
  for (let n = 0; n < 5; n++) places.push(await place({ A: 4 }))
  const stays: string[] = []
  for (let n = 0; n < 10; n++) stays.push(await waits(who))
  const tries = stays.map((stay, n) => ['admit_stay($1, $2, null, $3)', [stay, places[n % 5]!.id, at('02')]] as const)
  const told = await atOnce(tries)
  expect(told.filter((each) => each === 'in-other-bed').length).toBe(9)
  await asInstallation(server.adminUrl, async (client) => {
    expect((await client.query('select from bed_stay where individual_id = $1 and to_at is null', [who])).rowCount).toBe(1)
    await expect(client.query("update facility_load set taken = beds + 1 where facility_id = $1", [small.id])).rejects.toThrow('domain_within_capacity') // not even past the functions
  })
})

test('each rule of a room is named: risk, day of entry, sex; a household shares', async () => {
  const { id, rooms } = await place({ A: 6, B: 2 })
  const household = newId()
  expect((await station.put(`/api/registers/household/${household}`, { areaId: areas.communeA1, size: 2 })).statusCode).toBe(200)
  expect((await admit(await someone({ householdId: household }), id, rooms.A)).answer).toBe('done')
  expect((await admit(await someone({ householdId: household }, 'male'), id, rooms.A)).answer).toBe('done')
  const refused = async (stayId: string): Promise<StayAnswer> => admit(stayId, id, rooms.A)
  expect(await refused(await someone({ riskClass: 'high' }))).toMatchObject({ answer: 'other-risk', sentence: 'Không ở chung: trong phòng có người khác mức nguy cơ hoặc khác bệnh.' })
  expect((await refused(await someone())).answer).toBe('other-sex')
  now = new Date(at('03'))
  expect((await refused(await someone({ householdId: household }))).answer).toBe('other-day')
  expect((await admit(await someone(), id)).answer).toBe('done') // room B
  expect((await admit(await someone({}, 'male'), id)).answer).toBe('only-rooms-of-others')
  expect((await admit(await someone({ purpose: 'treatment', tier: '1' }), id)).answer).toBe('other-purpose')
  now = new Date(at('02'))
})

test('a warning sign pages those who run the place; the transfer is one act that both places see, and has its paper', async () => {
  const [quarantine, hospital] = [await place({ A: 4 }), await place({ ICU: 2 }, { kind: 'field-hospital', tier: '2', areaId: areas.communeA2 })]
  const stayId = await someone({ exposedOn: '2021-08-01' })
  await admit(stayId, quarantine.id)
  const line = newId()
  const chart = (spo2: number, id = newId()) => keeper.put(`/api/stay-charts/${id}`, { stayId, spo2, breaths: 18, temperature: 37 })
  expect((await chart(97)).json()).toEqual({ warnings: [] })
  expect((await chart(92, line)).json()).toEqual({ warnings: ['spo2'] }) // below 94 %
  expect((await chart(92, line)).json()).toEqual({ warnings: ['spo2'] }) // the same sending once more
  await asInstallation(server.adminUrl, async (client) => {
    expect((await client.query('select body_id from stay_call where stay_id = $1', [stayId])).rows).toEqual([{ body_id: bodies.healthDepartment }])
  })
  const { targets } = (await keeper.get(`/api/stays/${stayId}/targets?tier=2`)).json()
  expect(targets).toMatchObject([{ facilityId: hospital.id, tier: '2', free: 2 }])
  const [transferId, onwardId] = [newId(), newId()]
  const body = { transferId, onwardId, facilityId: hospital.id, tier: '2', riskClass: 'high', reason: 'SpO2 92 %' }
  const first = await keeper.post(`/api/stays/${stayId}/transfer`, body)
  expect(first.statusCode, first.body).toBe(200)
  expect((await keeper.post(`/api/stays/${stayId}/transfer`, body)).statusCode).toBe(200)
  expect((await one(stayId)).stay.state).toBe('transferred')
  expect(await one(onwardId)).toMatchObject({ stay: { state: 'staying', purpose: 'treatment', facilityId: hospital.id, riskClass: 'high' }, transfers: [{ toStayId: onwardId, reason: 'SpO2 92 %' }] })
  const seen: FacilityView = (await keeper.get(`/api/facilities/${hospital.id}`)).json()
  expect(seen.rooms[0]!.stays.map(({ id }) => id)).toEqual([onwardId])
  for (const [paper, id] of [['admission', stayId], ['transfer', stayId]] as const) {
    const answer = await keeper.get(`/api/stays/${id}/papers/${paper}.pdf`)
    expect(answer.rawPayload.subarray(0, 5).toString(), answer.body.slice(0, 300)).toBe('%PDF-')
  }
  expect((await keeper.get(`/api/stays/${onwardId}/papers/discharge.pdf`)).json().detail).toContain('chưa đến bước')
})

test('nobody goes before the days and negatives of the rule; who may is handed over to his commune', async () => {
  now = new Date(at('02'))
  const { id } = await place({ A: 4 })
  const who = await person()
  const stayId = await waits(who, { exposedOn: '2021-08-01' })
  await admit(stayId, id)
  const leave = () => keeper.post(`/api/stays/${stayId}/discharge`)
  now = new Date(at('10'))
  expect((await leave()).json()).toMatchObject({ code: 'illegal-state', detail: 'Chưa đủ số ngày theo quy định đang áp dụng: sớm nhất ngày 15/08/2021.' }) // CV 5599: 14 days
  now = new Date(at('15', '20:00'))
  expect((await leave()).json().detail).toContain('cần 2, mới có 0')
  const negative = (day: string) => asInstallation(server.adminUrl, (client) => client.query(`insert into specimen (id, area_id, barcode, form, disease_code, individual_id, purpose, method, taken_at, outcome, resulted_at, state, search_key, created_by)
    values ($1, $2, $3, 'single', 'covid-19', $4, 'isolation', 'rt-pcr', $5, 'negative', $5, 'resulted', '', $6)`, [newId(), areas.communeA1, `AT${day}${who.slice(-6)}`, who, at(day), DISTRICT.postId]))
  await negative('08')
  expect((await one(stayId)).against).toContain('mới có 1')
  await negative('14')
  expect((await one(stayId)).against).toBeNull()
  expect((await leave()).statusCode).toBe(200)
  expect((await far.post(`/api/stays/${stayId}/receive`)).statusCode).toBe(404)
  expect((await station.post(`/api/stays/${stayId}/receive`)).statusCode).toBe(200)
  expect(await one(stayId, station)).toMatchObject({ home: true, stay: { state: 'handed_over', receivedAt: now.toISOString() } })
  for (const paper of ['discharge', 'handover']) expect((await keeper.get(`/api/stays/${stayId}/papers/${paper}.docx`)).rawPayload.subarray(0, 2).toString()).toBe('PK')
})

test('a place closes empty, keeps the beds somebody lies in, and is entered by its own district alone', async () => {
  const { id, rooms } = await place({ A: 2 })
  const stayId = await someone()
  expect((await admit(stayId, id, null, far)).answer).toBe('unknown-facility')
  await admit(stayId, id)
  expect((await keeper.put(`/api/facilities/${id}/rooms/${rooms.A}`, { name: 'A', beds: 3, oxygenBeds: 1 })).statusCode).toBe(200)
  await keeper.post(`/api/registers/facility/${id}/actions/wind-down`, { version: 3, reason: 'hết đợt' })
  expect((await keeper.post(`/api/registers/facility/${id}/actions/close`, { version: 4, reason: 'hết đợt' })).json().code).toBe('facility-not-empty')
  const dead = await keeper.post(`/api/registers/stay/${stayId}/actions/die`, { version: (await one(stayId)).stay.version, reason: 'MẪU' })
  expect(dead.statusCode, dead.body).toBe(200)
  expect((await keeper.post(`/api/registers/facility/${id}/actions/close`, { version: 4, reason: 'hết đợt' })).statusCode).toBe(200)
})

test('somebody moves to another room of the place under the rules of separation; he never lies in two beds', async () => {
  now = new Date(at('02'))
  const { id, rooms } = await place({ A: 1, B: 2, C: 1 })
  const [her, him] = [await someone(), await someone({}, 'male')]
  for (const [stay, room] of [[her, rooms.A], [him, rooms.B]] as const) expect((await admit(stay, id, room)).answer).toBe('done')
  const move = (stay: string, roomId: string, by = keeper) => by.post(`/api/stays/${stay}/move`, { roomId })
  now = new Date(at('04'))
  expect((await move(her, rooms.B!)).json().detail).toBe('Không ở chung: nam nữ ở phòng riêng, trừ người cùng hộ gia đình.')
  expect((await far.post(`/api/stays/${her}/move`, { roomId: rooms.C })).statusCode).toBe(404)
  expect((await move(her, newId())).json().code).toBe('reference-missing')
  for (let sent = 0; sent < 2; sent++) expect((await move(her, rooms.C!)).statusCode).toBe(200) // the same sending once more
  expect((await one(her)).stay).toMatchObject({ room: 'C', bed: 1 })
  expect((await move(him, rooms.C!)).json().detail).toContain('nam nữ ở phòng riêng')
  expect((await move(him, rooms.A!)).statusCode).toBe(200) // who left it is no neighbour any more
  expect((await keeper.get('/api/facilities/board')).json().facilities.find((each: { id: string }) => each.id === id)).toMatchObject({ beds: 4, taken: 2 })
  await asInstallation(server.adminUrl, async (client) => {
    expect((await client.query("select r.name, b.to_at is null as now from bed_stay b join facility_room r on r.id = b.room_id where b.stay_id = $1 order by b.from_at", [her])).rows).toEqual([{ name: 'A', now: false }, { name: 'C', now: true }])
  })
})

test('meals and costs of a day are sheets, wristbands a PDF; a name is shown to who may see it', async () => {
  now = new Date(at('02', '06:00'))
  const { id } = await place({ A: 2 })
  const [paying, exempt] = [await someone(), await someone({ exempt: true })]
  const sheet = async (list: string) => readSheet((await keeper.get(`/api/facilities/${id}/lists/${list}.xlsx?day=2021-08-02`)).rawPayload)
  expect((await sheet('meals')).at(-1)!.slice(-3), 'an empty place has a list too').toEqual([0, 0, 0])
  for (const each of [paying, exempt]) await admit(each, id)
  expect((await sheet('meals')).at(-1)!.slice(-3)).toEqual([2, 2, 2])
  expect((await sheet('costs')).at(-1)!.slice(-2)).toEqual([80_000, 160_000]) // NQ 16: 80,000 by the person, 40,000 by the State; all by the State for the poor
  expect((await keeper.post('/api/wristbands', { ids: [paying, exempt] })).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const { stay } = await one(paying)
  expect((await keeper.get(`/api/wristbands/${stay.code}`)).json()).toEqual({ id: paying })
  expect((await far.get(`/api/wristbands/${stay.code}`)).statusCode).toBe(404)
  expect(stay.name).toBeNull()
  expect((await keeper.get(`/api/stays/${paying}?reveal=1`)).json().stay.name).toMatch(/^Người/)
})

test('from the page of a case its person is put on the list of those who wait, once', async () => {
  now = new Date(at('02'))
  const [individualId, caseId] = [await person(), newId()]
  const made = await station.put(`/api/cases/${caseId}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at('01'), individualId })
  expect(made.statusCode, made.body).toBe(200)
  const [first, second] = [newId(), newId()]
  for (const id of [first, first]) expect((await station.put(`/api/stays/${id}/of/case/${caseId}`)).statusCode).toBe(200)
  expect((await one(first, station)).stay).toMatchObject({ state: 'waiting', purpose: 'treatment', tier: '1', individualId, exposedOn: '2021-08-01' })
  expect((await station.put(`/api/stays/${second}/of/case/${caseId}`)).json().detail).toContain('danh sách chờ')
  expect((await far.put(`/api/stays/${second}/of/case/${caseId}`)).statusCode).toBe(404)
})
