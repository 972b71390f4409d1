import type { LevelHistory, LevelsInForce, LevelView, RoundList, RoundView, WhatIfAnswer } from '@phaodai/office'
import { RULE_SETS } from '@phaodai/epidemic-level'
import { makeId } from '@phaodai/vocabulary'
import mammoth from 'mammoth'
import type { ClientBase } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { rollUp } from '#server/indicators/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const member = (n: number, role: string, bodyId: number): Member => ({
  username: `capdo.${n}`, fullName: `Người ${n}`, role, bodyId, actsForId: bodyId, title: `Chức ${n}`,
  personId: `00000000-0000-7000-8000-00000058${n}001`, postId: `00000000-0000-7000-8000-00000058${n}002`, accountId: `00000000-0000-7000-8000-00000058${n}003`,
})
const PROPOSER = member(1, 'health', bodies.healthDepartment)
const REVIEWER = member(2, 'health', bodies.healthDepartment)
const FAR = member(3, 'health', bodies.communeB1)

let now = new Date('2021-11-10T03:00:00Z')
let server: TestApp
let proposer: Caller
let reviewer: Caller
let station: Caller
let leader: Caller
let far: Caller
let roundId: string

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  const hash = await testHash()
  await asInstallation(server.adminUrl, async (client) => {
    for (const who of [PROPOSER, REVIEWER, FAR]) await plantMember(client, who, hash)
  })
  ;[proposer, reviewer, station, leader, far] = [await server.as(PROPOSER), await server.as(REVIEWER), await server.as(cast.healthStation), await server.as(cast.districtLeader), await server.as(FAR)]
  for (const day of ['2021-10-27', '2021-10-28', '2021-11-01', '2021-11-05', '2021-11-10']) await newCase(day, 'community') // the first lies before the 14 days
  await newCase('2021-11-06', 'quarantine')
  await rollUp(server.deps)
})
afterAll(() => server?.stop())

async function newCase(day: string, detectedAs: string): Promise<void> {
  const made = await station.put(`/api/cases/${newId()}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: `${day}T05:00:00+07:00`, detectedAs })
  expect(made.statusCode, made.body).toBe(200)
}
const tell = (who: Caller, areaId: number, measure: string, count: number, more: object = {}) => who.put(`/api/level-inputs/${newId()}`, { areaId, measure, day: '2021-11-09', count, toldBy: 'Phòng Y tế', source: 'Báo cáo MẪU', ...more })
const round = async (who = proposer, id = roundId) => (await who.get(`/api/level-rounds/${id}`)).json() as RoundView
const line = async (areaId: number, who = proposer) => (await round(who)).lines.find((each) => each.areaId === areaId)!
const stepTo = async (who: Caller, step: string, more: object = {}) => who.post(`/api/level-rounds/${roundId}/${step}`, { version: (await round(who)).version, ...more })
/** Rows of every table that levels are kept in: what-if and refusals leave them as they are. */
const stored = (): Promise<unknown> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query(`
  select (select jsonb_agg(r order by id) from level_round r) as rounds, (select jsonb_agg(l order by id) from area_level l) as levels, (select jsonb_agg(k order by id) from level_remark k) as remarks, (select count(*) from level_input) as inputs`)).rows[0])

test('what is not known is told and gives no level; figures that cannot be are refused', async () => {
  roundId = newId()
  const asked = { day: '2021-11-10', ruleSet: '4800-11' }
  expect((await proposer.put(`/api/level-rounds/${roundId}`, { ...asked, ruleSet: '218' })).json().fields.ruleSet).toMatch(/không có hiệu lực vào ngày 10\/11\/2021/u)
  expect((await proposer.put(`/api/level-rounds/${roundId}`, { ...asked, day: '2021-11-11' })).json().code).toBe('invalid-input')
  const made = await proposer.put(`/api/level-rounds/${roundId}`, asked)
  expect(made.statusCode, made.body).toBe(200)
  expect((await proposer.put(`/api/level-rounds/${roundId}`, asked)).statusCode).toBe(200) // sent twice, made once
  expect((await proposer.put(`/api/level-rounds/${roundId}`, { ...asked, cases: 'all' })).json().code).toBe('duplicate')
  expect(await line(areas.communeA1)).toMatchObject({ level: null, missing: ['community-cases-14-days'] })
  for (const [measure, count, more] of [['full-dose-50', 101, {}], ['population', 0, {}], ['first-dose-18', 11, { base: 10 }], ['flag-response-ready', 2, {}], ['population', 9, { day: '2021-11-11' }]] as const) expect((await tell(proposer, areas.communeA1, measure, count, more)).json().code).toBe('invalid-input')
  expect((await tell(far, areas.communeA1, 'population', 9)).json().code).toBe('not-allowed')
})

test('figures are told by a body, cases are counted, a whole adds up its people; each row says why', async () => {
  // 8,246 people: level 2 of the incidence from 20 × 2 × 8,246 / 100,000 = 3.3 cases; 4 community cases lie in the 14 days to 10/11.
  for (const [areaId, measure, count, more] of [
    [areas.communeA1, 'population', 8246, {}], [areas.communeA2, 'population', 10_000, {}], [areas.communeA1, 'first-dose-18', 3000, { base: 5000 }], [areas.communeA2, 'first-dose-18', 80, {}], [areas.district, 'first-dose-18', 75, {}],
    [areas.communeA1, 'full-dose-50', 90, {}], [areas.communeA2, 'full-dose-50', 79.9, {}], [areas.district, 'full-dose-50', 85, {}],
  ] as const) expect((await tell(proposer, areaId, measure, count, more)).statusCode).toBe(200)
  expect((await proposer.post(`/api/level-rounds/${roundId}/refresh`)).statusCode).toBe(200)
  const { lines } = await round()
  expect(lines.map(({ areaId, cases, people, level, missing }) => [areaId, cases, people, level, missing])).toEqual([
    [areas.district, 4, 18_246, 1, []], [areas.communeA1, 4, 8246, 2, []], [areas.communeA2, 0, 10_000, 1, []], // below 80 % of the elderly, but without cases
  ])
  const view = (await proposer.get(`/api/level-rounds/${roundId}/areas/${areas.communeA1}`)).json() as LevelView
  expect(view.reasons.map(({ id, outcome, counts }) => [id, outcome, counts])).toEqual([['incidence', 2, true], ['first-dose', 1, true], ['table', 2, true], ['elderly', 2, false], ['response-ready', 2, false]])
  expect(view.origins['first-dose-18']).toMatchObject({ kind: 'told', by: 'Phòng Y tế', day: '2021-11-09' })
  expect(view.origins['community-cases-14-days']).toMatchObject({ kind: 'counted', day: '2021-11-10' })
  expect(view.turns).toEqual([{ count: 0, level: 1 }, { count: 4, level: 2 }, { count: 9, level: 3 }, { count: 25, level: 4 }]) // 50 and 150 a week: 8.2 and 24.7
})

test('what if tells the level, the row and who moves with it, and stores nothing', async () => {
  const before = await stored()
  const tried = await station.post(`/api/level-rounds/${roundId}/what-if`, { areaId: areas.communeA1, measures: { 'first-dose-18': { count: 71, base: 100, percentage: true } } })
  expect(tried.json() as WhatIfAnswer).toMatchObject({ before: { level: 2 }, after: { level: 1 }, others: [] })
  // 200 cases more in A1 are 200 more in its district: 204 of 18,246 are 559 a week, degree 4; three quarters have a dose, so level 3.
  const wide = (await proposer.post(`/api/level-rounds/${roundId}/what-if`, { areaId: areas.communeA1, measures: { 'community-cases-14-days': { count: 204, base: 8246 } } })).json() as WhatIfAnswer
  expect([wide.after.level, wide.others]).toEqual([4, [{ areaId: areas.district, area: 'Huyện An Thử', before: 1, after: 3 }]])
  expect((await station.post(`/api/level-rounds/${roundId}/what-if`, { areaId: areas.communeA2 })).json().code).toBe('not-found') // the commune next door
  expect(await stored()).toEqual(before)
})

test('a commune argues with its figures, and who settles puts them in, or keeps the level with the reason', async () => {
  const says = { roundId, areaId: areas.communeA1, says: 'Đã tiêm thêm 600 người từ ngày 5/11', counterLevel: 1, measures: { 'first-dose-18': { count: 3600, base: 5000 } } }
  const [id, other] = [newId(), newId()]
  expect((await station.put(`/api/level-remarks/${id}`, says)).statusCode).toBe(200)
  now = new Date('2021-11-10T03:01:00Z')
  expect((await station.put(`/api/level-remarks/${other}`, { ...says, measures: {}, counterLevel: null, says: 'Đề nghị xem lại' })).statusCode).toBe(200)
  expect((await far.put(`/api/level-remarks/${newId()}`, says)).json().code).toBe('not-found')
  expect((await stepTo(reviewer, 'review')).json().detail).toMatch(/2 ý kiến chưa trả lời/u)
  expect((await station.post(`/api/level-remarks/${id}/answer`, { version: 1, take: 'figures', reason: 'tự nhận' })).json().code).toBe('not-allowed')
  expect((await proposer.post(`/api/level-remarks/${id}/answer`, { version: 1, take: 'figures', reason: 'Đã đối chiếu danh sách tiêm' })).statusCode).toBe(200)
  expect((await proposer.post(`/api/level-remarks/${other}/answer`, { version: 1, take: 'nothing', reason: 'Số liệu không đổi' })).statusCode).toBe(200)
  const view = (await station.get(`/api/level-rounds/${roundId}/areas/${areas.communeA1}`)).json() as LevelView
  expect([view.level, view.computed, view.origins['first-dose-18']!.kind, view.remarkList.map(({ computed, answer }) => [computed, answer])]).toEqual([1, 1, 'argued', [[1, 'accepted'], [2, 'kept']]])
  expect((await proposer.post(`/api/level-rounds/${roundId}/refresh`)).statusCode).toBe(200) // what was argued and put in stays
  expect((await line(areas.communeA1)).level).toBe(1)
  const set = await proposer.post(`/api/level-rounds/${roundId}/settle`, { areaId: areas.communeA2, version: (await line(areas.communeA2)).version, set: 'level', level: 2, reason: 'Giáp vùng có dịch' })
  expect([set.statusCode, (await line(areas.communeA2)).level, (await line(areas.communeA2)).computed]).toEqual([200, 2, 1])
})

test('reviewed by another, published by the committee with its decision, in force from the day and no day before', async () => {
  expect((await stepTo(proposer, 'review')).json().code).toBe('same-person')
  expect((await stepTo(reviewer, 'review')).statusCode).toBe(200)
  for (const who of [station, far]) expect((await who.get(`/api/level-rounds/${roundId}/decision.docx`)).json().code).toBe('not-found') // in part, or not at all
  expect((await station.put(`/api/level-remarks/${newId()}`, { roundId, areaId: areas.communeA1, says: 'muộn' })).json().code).toBe('illegal-state')
  const decision = { number: '12/QĐ-UBND', decidedOn: '2021-11-10', inForceFrom: '2021-11-12', signerName: 'Ngô Thị Đầu' }
  expect((await stepTo(leader, 'publish', { ...decision, inForceFrom: '2021-11-09' })).json().fields.inForceFrom).toMatch(/trước ngày công bố \(10\/11\/2021\)/u)
  expect((await stepTo(reviewer, 'publish', decision)).json().code).toBe('not-allowed')
  expect((await stepTo(leader, 'publish', decision)).statusCode).toBe(200)
  expect((await far.get(`/api/level-rounds/${newId()}/decision.docx`)).json().code).toBe('not-found')
  const paper = await leader.get(`/api/level-rounds/${roundId}/decision.docx`)
  const { value } = await mammoth.extractRawText({ buffer: paper.rawPayload })
  for (const words of ['12/QĐ-UBND', 'có hiệu lực từ ngày 12/11/2021', 'Cấp 2 – nguy cơ trung bình: 1 xã', 'trên địa bàn huyện An Thử', 'Xã Thử Hai', 'Ngô Thị Đầu']) expect(value).toContain(words)
})

test('published levels are read by everybody, on the day and not before, with their history', async () => {
  const levels = async (day: string, who = far) => ((await who.get(`/api/levels?day=${day}&within=${areas.district}&level=commune`)).json() as LevelsInForce).areas.map(({ level }) => level)
  expect([await levels('2021-11-11'), await levels('2021-11-12'), await levels('2022-03-01')]).toEqual([[null, null], [1, 2], [1, 2]])
  const history = (await far.get(`/api/levels/${areas.communeA1}/history`)).json() as LevelHistory
  expect(history.rows).toMatchObject([{ level: 1, from: '2021-11-12', until: null, decision: '12/QĐ-UBND' }])
  expect(((await far.get('/api/level-rounds')).json() as RoundList).rounds.map(({ id, counts }) => [id, counts])).toEqual([[roundId, { 1: 1, 2: 1 }]])
})

test('a published level is told to the committee and the health service of its unit, and the signed copy hangs on the round once', async () => {
  const told = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ body: number; words: string }>('select body_id as body, words from level_notice where round_id = $1', [roundId])).rows)
  expect(told).toEqual(expect.arrayContaining([bodies.communeA1, bodies.healthStationA1].map((body) => ({ body, words: 'Xã Thử Một · Cấp 1 – nguy cơ thấp · 12/QĐ-UBND' }))))
  expect(told.map(({ body }) => body)).not.toContain(bodies.communeB1)
  const fileId = newId()
  expect((await leader.inject({ method: 'PUT', url: `/api/files/${fileId}?name=12-qd.txt`, headers: { 'content-type': 'text/plain' }, payload: 'Quyết định đã ký' })).statusCode).toBe(200)
  expect((await stepTo(reviewer, 'signed-copy', { fileId })).json().code).toBe('not-allowed')
  expect((await round(leader)).may).toContain('attach')
  expect((await stepTo(leader, 'signed-copy', { fileId })).statusCode).toBe(200)
  expect((await stepTo(leader, 'signed-copy', { fileId })).json().code).toBe('illegal-state')
  expect((await round(far)).signedCopy).toEqual({ id: fileId, name: '12-qd.txt' })
})

test('nothing changes a published level; a newer decision replaces it from its day on', async () => {
  const before = await stored()
  for (const work of [
    () => proposer.post(`/api/level-rounds/${roundId}/refresh`), () => proposer.post(`/api/level-rounds/${roundId}/settle`, { areaId: areas.communeA1, version: 1, set: 'level', level: 4, reason: 'khác' }),
    () => stepTo(leader, 'reopen'), () => stepTo(leader, 'withdraw', { reason: 'khác' }), () => stepTo(leader, 'publish', { number: '13', decidedOn: '2021-11-10', inForceFrom: '2021-11-13' }),
  ]) expect((await work()).json().code).toBe('illegal-state')
  expect(await stored()).toEqual(before)
  await expect(asInstallation(server.adminUrl, (client) => client.query("update area_level set level = 4, decided_reason = 'khác'"))).rejects.toMatchObject({ code: 'PD001' })
  const old = roundId
  now = new Date('2021-11-20T03:00:00Z')
  expect((await tell(proposer, areas.communeA2, 'flag-response-ready', 1)).statusCode).toBe(200) // without it a level does not fall
  roundId = newId()
  await proposer.put(`/api/level-rounds/${roundId}`, { day: '2021-11-19', ruleSet: '4800-11' })
  expect((await stepTo(reviewer, 'review')).statusCode).toBe(200)
  expect((await stepTo(leader, 'publish', { number: '20/QĐ-UBND', decidedOn: '2021-11-20', inForceFrom: '2021-11-21' })).statusCode).toBe(200)
  const ofA2 = async (day: string) => ((await far.get(`/api/levels?day=${day}&within=${areas.communeA2}`)).json() as LevelsInForce).own?.level
  expect([await ofA2('2021-11-20'), await ofA2('2021-11-21'), (await round(far, old)).replacedOn]).toEqual([2, 1, '2021-11-21'])
})

test('levels that others published of themselves are noted with their document, of their own places alone', async () => {
  const noted = { areaId: areas.otherDistrict, ruleSet: '4800-11', inForceFrom: '2021-11-15', source: 'Thông báo 99/TB-UBND MẪU', levels: [{ areaId: areas.otherDistrict, level: 4 }] }
  const put = async (body: object, id = newId()) => proposer.put(`/api/noted-levels/${id}`, body)
  expect((await put({ ...noted, levels: [{ areaId: areas.communeA1, level: 4 }] })).json().code).toBe('invalid-input')
  expect((await put({ ...noted, areaId: areas.district, levels: [{ areaId: areas.communeA1, level: 4 }] })).json().code).toBe('not-allowed')
  expect((await put(noted)).statusCode).toBe(200)
  expect(((await station.get(`/api/levels?day=2021-11-16&within=${areas.communeB1}`)).json() as LevelsInForce).own).toMatchObject({ level: 4, saidOf: areas.otherDistrict, colour: 'red' })
})

const COUNTRY_2025 = 20_000_000
const PROVINCE_2025 = 20_001_000
const MERGED = 20_002_000
const VILLAGE_2025 = 20_002_001
const SPLIT = 20_003_000
const OTHER_TREE = 20_004_000

const rounds: string[] = []
/** A round as it was published: level of each unit, null for one that was left out. */
async function published(client: ClientBase, from: string, levels: Record<number, number | null>, rules = '4800-11'): Promise<string> {
  const id = `00000000-0000-7000-8000-00000059${String(rounds.length).padStart(4, '0')}`
  rounds.push(id)
  const set = RULE_SETS.find((each) => each.id === rules)!
  await client.query(`insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, created_by, created_at, state, reviewed_by, reviewed_at, published_by, published_at, decision_number, decided_on, in_force_from)
    values ($1, $2, $3, 'measles', $4, $5, $6, 'community', $7, $8, 'published', $7, $8, $7, $8, '1/QĐ', $4, $4)`, [id, Number(Object.keys(levels)[0]), bodies.provinceState, from, rules, JSON.stringify(set), cast.healthStation.postId, `${from}T08:00+07`])
  for (const [area, level] of Object.entries(levels)) {
    await client.query("insert into area_level (round_id, area_id, computed, level, follows, confidence, disease_code) values ($1, $2, $3, $3, $4, 'medium', 'measles')", [id, area, level, level === null])
  }
  return id
}

type Said = { level: number; said_of: number; several: boolean; rule_set: string; colour: string }
const inForce = (area: number, day: string): Promise<Said | undefined> => withClient(server.adminUrl, { name: 'test' }, async (client) =>
  (await client.query<Said>("select level, said_of, several, rule_set, colour from level_in_force($1, $2, 'measles')", [area, day])).rows[0])
const level = async (area: number, day: string) => (await inForce(area, day))?.level

/** The units of 2025 beside those of the cast, and three decisions about another disease. */
async function plantTrees(): Promise<void> {
  await asInstallation(server.adminUrl, async (client) => {
    const add = (id: number, parent: number | null, last: number, kind: string) => client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
      values ($1::int, $2, $3, $1::text, $4, $4, $1::text, $1::text, $1::text, '2025-07-01')`, [id, parent, last, kind])
    await add(COUNTRY_2025, null, 20_999_999, 'country')
    await add(PROVINCE_2025, COUNTRY_2025, 20_001_999, 'province')
    await add(MERGED, PROVINCE_2025, 20_002_999, 'commune')
    await add(VILLAGE_2025, MERGED, VILLAGE_2025, 'village')
    await add(SPLIT, PROVINCE_2025, 20_003_999, 'commune')
    await add(OTHER_TREE, PROVINCE_2025, 20_004_999, 'commune')
    await client.query("update area set valid_to = '2025-06-30' where id < 20000000 and valid_from = '2021-01-01'")
    for (const [old, young] of [[areas.province, PROVINCE_2025], [areas.communeA1, MERGED], [areas.communeA2, MERGED], [areas.communeB1, SPLIT], [areas.communeB1, OTHER_TREE]]) await client.query("insert into area_successor values ($1, $2, 'test')", [old, young])
    await published(client, '2021-11-05', { [areas.province]: 1, [areas.district]: 2, [areas.communeA1]: 3, [areas.communeA2]: 1, [areas.otherDistrict]: 4, [areas.communeB1]: null })
    await published(client, '2021-11-12', { [areas.district]: 1, [areas.communeA1]: 2, [areas.communeA2]: null })
    await published(client, '2026-03-01', { [PROVINCE_2025]: 1, [MERGED]: 4, [SPLIT]: null, [OTHER_TREE]: 2 }, '218')
  })
}


test('a day reads what was in force on it, however much was published since', async () => {
  await plantTrees()
  expect(await level(areas.communeA1, '2021-11-04')).toBeUndefined()
  expect([await level(areas.communeA1, '2021-11-05'), await level(areas.communeA1, '2021-11-11'), await level(areas.communeA1, '2021-11-12'), await level(areas.communeA1, '2025-06-30')]).toEqual([3, 3, 2, 2])
  expect(await inForce(areas.communeA1, '2021-11-05')).toEqual({ level: 3, said_of: areas.communeA1, several: false, rule_set: '4800-11', colour: 'orange' })
})

test('a village, and a unit left out of a round, have the level of the nearest above', async () => {
  expect(await inForce(areas.villageA1, '2021-11-05')).toMatchObject({ level: 3, said_of: areas.communeA1 })
  expect(await inForce(areas.communeB1, '2021-11-20')).toMatchObject({ level: 4, said_of: areas.otherDistrict })
  // Left out of the newer round: its own older row is over, it follows its district's newest.
  expect([await level(areas.communeA2, '2021-11-11'), await level(areas.communeA2, '2021-11-12')]).toEqual([1, 1])
  expect(await inForce(areas.communeA2, '2021-11-12')).toMatchObject({ said_of: areas.district })
})

test('the other tree is read through what a unit was made from or became', async () => {
  // Asked for a unit of 2025 on a day of 2021: of two forerunners at 3 and 1 the higher, and it says that they differ.
  expect(await inForce(MERGED, '2021-11-05')).toMatchObject({ level: 3, said_of: areas.communeA1, several: true })
  expect(await inForce(VILLAGE_2025, '2021-11-05')).toMatchObject({ level: 3, said_of: areas.communeA1, several: true }) // by those of its commune
  expect(await inForce(SPLIT, '2021-11-20')).toMatchObject({ level: 4, said_of: areas.otherDistrict, several: false })
  // After the reform and before a level of its own: what its forerunners had is still in force.
  expect(await inForce(MERGED, '2025-12-01')).toMatchObject({ level: 2, said_of: areas.communeA1, several: true })
  expect(await inForce(VILLAGE_2025, '2025-12-01')).toMatchObject({ level: 2, said_of: areas.communeA1 })
  // A unit of 2021 on a day of 2026: what it became; divided, the higher of its parts.
  expect(await inForce(areas.communeA1, '2026-03-01')).toMatchObject({ level: 4, said_of: MERGED })
  expect(await inForce(areas.communeB1, '2026-03-01')).toMatchObject({ level: 2, said_of: OTHER_TREE, several: true })
  expect(await inForce(areas.communeB1, '2026-02-28')).toMatchObject({ level: 4, said_of: areas.otherDistrict })
})

test('what is published stands: not even the installation changes, adds or re-dates a row of it', async () => {
  const refused = (text: string, values: unknown[] = [rounds[0]]) => expect(asInstallation(server.adminUrl, (client) => client.query(text, values)), text).rejects.toMatchObject({ code: 'PD001' })
  await refused("update area_level set level = 1, decided_reason = 'khác' where round_id = $1")
  await refused("update area_level set in_force_from = '2021-01-01' where round_id = $1")
  await refused("update area_level set in_force_from = null, published_at = null where round_id = $1")
})
