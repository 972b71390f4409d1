import { COVID19_2021, indexStays, Tracing } from '@phaodai/contact-tracing'
import type { ContactList, FoundPerson, TracingAnswer, VisitOpening } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { tellAll } from '#test/notices.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { keepVisits } from './index.ts'

const neighbourMember: Member = {
  username: 'tramyte.hai', fullName: 'Trạm Hai', role: 'health', bodyId: bodies.communeA2, actsForId: bodies.communeA2, title: 'Trạm trưởng',
  personId: '00000000-0000-7000-8000-000000098001', postId: '00000000-0000-7000-8000-000000098002', accountId: '00000000-0000-7000-8000-000000098003',
}
const AT = new Date('2021-08-10T15:10:00Z') // 22:10 in Vietnam
const REASON = 'Truy vết F1 của ca dương tính tối 10/8'
let now = AT
let server: TestApp
let station: Caller
let neighbour: Caller
let officer: Caller
let decision: string

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (who: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const person = (fullName: string, more: object = {}, who = station): Promise<string> => put(who, '/api/individuals', { areaId: areas.communeA1, fullName, sex: 'male', birthYear: 1985, phone: '0900000001', ...more })
const place = (name: string): Promise<string> => put(station, '/api/registers/place', { areaId: areas.communeA1, name, kind: 'market' })
const decide = (more: object = {}): Promise<string> => put(officer, '/api/registers/collection_decision', { areaId: areas.district, collects: 'visit', number: '12/QĐ-UBND', issuer: 'UBND huyện An Thử', diseaseCode: 'covid-19', fromOn: '2021-07-20', toOn: '2021-08-31', keepDays: 21, ...more })
const enterCase = (individualId: string, more: object = {}): Promise<string> =>
  put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z', onsetOn: '2021-08-08', individualId, ...more })

type Visit = { place: string; person: string; from: string; to?: string; masked?: boolean; decision?: string }
/** "09 08:10" is the ninth of August 2021, ten past eight in Vietnam; another month is written out. */
const instant = (written: string): string => (written.includes('T') ? written : `2021-08-${written.replace(' ', 'T')}:00+07:00`)

const visit = (visits: Visit[]): Promise<void> => asInstallation(server.adminUrl, async (client) => {
  for (const { place: at, person: who, from, to, masked, decision: under = decision } of visits) {
    await client.query(`insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source) values ($1, $2, $3, day_in_vietnam($2), $4, $5, $6, $7, 'qr')`,
      [at, instant(from), newId(), who, under, to === undefined ? null : instant(to), masked ?? null])
  }
})
const ask = (caseId: string, more: object = {}, who = station) => who.post(`/api/cases/${caseId}/tracing`, { reason: REASON, ...more })
const traced = async (caseId: string, more: object = {}): Promise<TracingAnswer> => {
  const answer = await ask(caseId, more)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const named = ({ people }: TracingAnswer, name: string): FoundPerson => people.find((each) => each.name === name)!

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  await asInstallation(server.adminUrl, async (client) => plantMember(client, neighbourMember, await testHash()))
  station = await server.as(cast.healthStation)
  neighbour = await server.as(neighbourMember)
  officer = await server.as(cast.districtOfficer)
  decision = await decide()
  await keepVisits(server.deps)
})
afterAll(() => server?.stop())

test('whoever was there at the same time stands in his tier with the sentence that says why; who lives elsewhere has no name', async () => {
  const [market, canteen] = [await place('Chợ Mẫu'), await place('Quán Mẫu')]
  const [patient, met, next, unseen] = [await person('Ca Bệnh Mẫu'), await person('Hoàng Thị Gặp'), await person('Lý Văn Sau'), await person('Vi Không Gặp')]
  const [child, far] = [await person('Ca Bé Mẫu'), await person('Chu Xa Mẫu', { areaId: areas.communeA2 }, neighbour)]
  const home = await put(station, '/api/registers/household', { areaId: areas.communeA1 })
  for (const individualId of [patient, child]) await put(station, `/api/households/${home}/members`, { individualId, relation: 'child', fromOn: '2021-01-01' })
  await visit([
    { place: market, person: patient, from: '09 08:00', to: '09 09:00', masked: true }, { place: market, person: met, from: '09 08:15', to: '09 10:00', masked: false },
    { place: market, person: far, from: '09 08:50' }, { place: market, person: unseen, from: '09 09:00', to: '09 10:00' }, // came as the case left
    { place: canteen, person: unseen, from: '08 12:00', to: '08 13:00' }, { place: canteen, person: met, from: '08 12:00', to: '08 13:00' }, // before the F1 had met the case
    { place: canteen, person: met, from: '10 12:00', to: '10 12:45', masked: true }, { place: canteen, person: next, from: '10 12:30', to: '10 13:00', masked: true },
  ])
  const caseId = await enterCase(patient)
  const answer = await traced(caseId)
  expect(answer.people.map(({ tier, name, residence }) => `${tier} ${name ?? residence}`)).toEqual(['f1 Ca Bé Mẫu', 'f1 Hoàng Thị Gặp', 'f1 Xã Thử Hai', 'f2 Vi Không Gặp', 'f2 Lý Văn Sau'])
  // Infectious from two days before onset (8 August) to the day of diagnosis (B3.1).
  expect([answer.from, answer.to]).toEqual(['2021-08-05T17:00:00.000Z', '2021-08-10T15:10:00.000Z'])
  expect(named(answer, 'Hoàng Thị Gặp')).toMatchObject({
    why: 'Cùng ở Chợ Mẫu với ca bệnh 45 phút, từ 08:15 đến 09:00 ngày 09/08/2021, có người không khẩu trang.', lastContactOn: '2021-08-09', urgency: 'due', dueAt: '2021-08-11T01:00:00.000Z', // twelve hours from the diagnosis
    exposures: [{ kind: 'visit', place: 'Chợ Mẫu', minutes: 45, masked: 'no', sourceTier: 0, assumedExit: false }],
  })
  expect(named(answer, 'Lý Văn Sau').why).toBe('Cùng ở Quán Mẫu với F1 Hoàng Thị Gặp (đã gặp ca bệnh trước đó) 15 phút, từ 12:30 đến 12:45 ngày 10/08/2021, cả hai có khẩu trang.')
  expect(named(answer, 'Vi Không Gặp').why).toContain('với F1 Hoàng Thị Gặp (đã gặp ca bệnh trước đó) 1 giờ, từ 09:00')
  expect(named(answer, 'Ca Bé Mẫu')).toMatchObject({ why: 'Sống cùng hộ với ca bệnh.', relation: 'household' })
  const [stranger] = answer.people.filter(({ elsewhere }) => elsewhere)
  expect(stranger).toMatchObject({ individualId: null, name: null, phone: null, residenceAreaId: areas.communeA2, why: 'Cùng ở Chợ Mẫu với ca bệnh 10 phút, từ 08:50 đến 09:00 ngày 09/08/2021, giờ ra không ghi nên tính theo quy tắc.' })
  expect(JSON.stringify(answer)).not.toContain(far)
  expect(answer).toMatchObject({ faults: [], limits: [], counts: { tiers: [3, 2, 0], opened: 6, leftOut: 0 } })

  // Listed: who is in scope by the register's route, who is not by his number, and then seen on either side, named on his own.
  const { individualId, tier, lastContactOn, why } = named(answer, 'Hoàng Thị Gặp')
  await put(station, `/api/cases/${caseId}/contacts`, { tier, individualId, lastContactOn, exposure: why, foundBy: 'app' })
  const referral = { n: stranger!.n }
  const contactId = newId()
  for (let sent = 0; sent < 2; sent++) expect((await station.put(`/api/tracing/${answer.openingId}/referrals/${contactId}`, referral)).statusCode).toBe(200) // a phone that got no answer
  expect((await station.put(`/api/tracing/${answer.openingId}/referrals/${newId()}`, referral)).json()).toMatchObject({ code: 'duplicate' })
  expect((await neighbour.put(`/api/tracing/${answer.openingId}/referrals/${newId()}`, referral)).statusCode).toBe(404) // not their opening
  expect((await station.put(`/api/tracing/${answer.openingId}/referrals/${newId()}`, { ...referral, exposure: 'Lời của máy khách' })).json()).toMatchObject({ code: 'invalid-input' }) // the words are the server's
  expect((await station.put(`/api/tracing/${answer.openingId}/referrals/${newId()}`, { n: named(answer, 'Lý Văn Sau').n })).statusCode).toBe(404) // lives here: nothing to refer
  const { contacts } = (await station.get(`/api/cases/${caseId}/contacts?reveal=1`)).json<ContactList>()
  expect(contacts.map(({ name, residence, exposure, watchUntil }) => [name, residence, exposure, watchUntil])).toEqual([['Hoàng Thị Gặp', null, why, '2021-08-23'], [null, 'Xã Thử Hai', stranger!.why, '2021-08-23']])
  expect((await neighbour.get(`/api/registers/case_contact/${contactId}?reveal=1`)).json().row).toMatchObject({ individualId: far, foundBy: 'app' })
  await tellAll(server)
  const told = async (who: Caller): Promise<unknown[]> => (await who.get('/api/notices?kind=contact-referred&limit=20')).json().rows.filter(({ thingId }: { thingId: string }) => thingId === contactId)
  expect(await told(neighbour)).toHaveLength(1)
  expect(JSON.stringify(await told(neighbour))).not.toMatch(/Chu Xa|Ca Bệnh|Hoàng/)
  expect(await told(station)).toEqual([])
  expect((await traced(caseId)).people.filter(({ listed }) => listed).map(({ n }) => n)).toHaveLength(2)

  // From a listed contact of the case, whom he met after it: one tier less.
  const listedId = contacts[0]!.id
  expect((await traced(caseId, { contactId: listedId })).people.map(({ tier: of, name }) => `${of} ${name}`)).toEqual(['f2 null', 'f2 Vi Không Gặp', 'f2 Lý Văn Sau']) // by the minutes they were together
  expect((await ask(caseId, { contactId: newId() })).statusCode).toBe(404)
})

describe('visits', () => {
  test('are read by no role, not even by the installation’s own', async () => {
    const faults: string[] = []
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>("select 'place_visit' as name union all select inhrelid::regclass::text from pg_inherits where inhparent = 'place_visit'::regclass")
      expect(tables.length).toBeGreaterThan(10)
      for (const role of ['pd_area', 'pd_area_clear', 'pd_whole', 'pd_whole_clear', 'phaodai_app', 'phaodai_auth', 'phaodai_jobs', 'phaodai_system']) {
        for (const { name } of tables) {
          const { rows: [may] } = await client.query<{ any: boolean }>('select has_any_column_privilege($1, $2::text::regclass, $3) as any', [role, name, 'select'])
          if (may!.any) faults.push(`${role} reads ${name}`)
        }
        await client.query(`begin; set local role ${role}`)
        await expect(client.query('select from place_visit')).rejects.toMatchObject({ code: '42501' })
        await client.query('rollback')
      }
    })
    expect(faults).toEqual([])
  })

  test('have no function that takes a person', async () => {
    const rows = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ name: string; takes: string }>(`
      select p.proname as name, pg_get_function_identity_arguments(p.oid) as takes from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosrc ~ 'place_visit|visits_met|reached_by_visits|trace_visits'
        and exists (select from unnest('{pd_area,pd_area_clear,pd_whole,pd_whole_clear,phaodai_app}'::name[]) r where has_function_privilege(r, p.oid, 'execute')) order by 1`)).rows)
    expect(rows.map(({ name }) => name)).toEqual(['claim_visitor', 'enter_visits', 'keep_meeting', 'move_individual_links', 'return_individual_links', 'take_back_visit', 'tell_visit', 'trace_visits'])
    expect(rows[0]!.takes).toBe('of_case uuid')
    expect(rows[2]!.takes).toMatch(/^contact uuid, opening uuid, n integer, met_n integer, by_kind text, at_place uuid, /) // people by their number in an opening of one's own
    expect(rows.at(-1)!.takes).toBe('opening uuid, of_case uuid, of_contact uuid, why text, from_at timestamp with time zone, to_at timestamp with time zone, tiers integer, most integer, assumed interval')
  })

  test('outside the decisions in force are refused: another day, another place, one that has ended, none', async () => {
    const [inside, who] = [await place('Chợ Trong'), await person('Người Ghé')]
    const outside = await put(await server.as(cast.districtOfficer), '/api/registers/place', { areaId: areas.communeA2, name: 'Chợ Ngoài', kind: 'market' })
    const small = await decide({ areaId: areas.communeA1 })
    await visit([{ place: inside, person: who, from: '09 08:00', decision: small }])
    for (const wrong of [{ place: outside, person: who, from: '09 08:00', decision: small }, { place: inside, person: who, from: '2021-07-19T08:00:00+07:00' }, { place: inside, person: who, from: '09 08:00', decision: newId() }]) {
      await expect(visit([wrong])).rejects.toMatchObject({ code: expect.stringMatching(/PD015|23514/) as string })
    }
    expect((await officer.post(`/api/registers/collection_decision/${small}/actions/end`, { version: 1, reason: 'hết dịch' })).statusCode).toBe(200)
    await expect(visit([{ place: inside, person: who, from: '09 09:00', decision: small }])).rejects.toMatchObject({ code: 'PD015' })
    await expect(visit([{ place: inside, person: newId(), from: '09 09:00' }])).rejects.toMatchObject({ code: '23503' })
  })

  test('of another disease’s decision stay shut', async () => {
    const [shop, patient, met] = [await place('Cửa hàng'), await person('Ca Khác'), await person('Người Khác')]
    const dengue = await decide({ diseaseCode: 'dengue' })
    await visit([patient, met].map((who) => ({ place: shop, person: who, from: '09 08:00', to: '09 09:00', decision: dengue })))
    expect((await traced(await enterCase(patient))).people).toEqual([])
  })

  test('are dropped by the day when their days have passed', async () => {
    const days = async (): Promise<string[]> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ day: string }>("select right(inhrelid::regclass::text, 8) as day from pg_inherits where inhparent = 'place_visit'::regclass order by 1")).rows.map(({ day }) => day))
    const before = await days()
    expect([before[0], before.at(-1)]).toEqual(['20210720', '20210813'])
    now = new Date('2021-08-13T03:00:00Z')
    expect(await keepVisits(server.deps)).toBe(3) // 21 days back is 23 July
    expect([(await days())[0], (await days()).at(-1)]).toEqual(['20210723', '20210816'])
    now = AT
  })
})

describe('visits open', () => {
  let patient: string
  let caseId: string
  beforeAll(async () => {
    const market = await place('Chợ Phiên')
    patient = await person('Ca Có Hạn')
    const people = await Promise.all(['Trước', 'Trong', 'Sau'].map((name) => person(`Người ${name}`)))
    const stays = (who: string, at: string): Visit => ({ place: market, person: who, from: `${at} 08:00`, to: `${at} 09:00` })
    await visit([...['05', '06', '11'].map((at) => stays(patient, at)), stays(people[0]!, '05'), stays(people[1]!, '06'), stays(people[2]!, '11')])
    caseId = await enterCase(patient)
  })

  test('for the days on which the case could infect, and for no others', async () => {
    now = new Date('2021-08-12T03:00:00Z')
    const answer = await traced(caseId)
    expect(answer.people.map(({ name }) => name)).toEqual(['Người Trong'])
    expect([answer.to, answer.counts.visits]).toEqual(['2021-08-10T17:00:00.000Z', 2]) // the day of diagnosis ends the window
    now = AT
  })

  test('from a live case in scope, with a reason, by a tracer', async () => {
    expect((await ask(caseId, {}, neighbour)).statusCode).toBe(404)
    expect((await ask(newId())).statusCode).toBe(404)
    expect((await ask(caseId, {}, officer)).statusCode).toBe(403)
    expect((await ask(caseId, { reason: ' ngắn ' })).json()).toMatchObject({ code: 'invalid-input' })
    expect((await ask(await put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z' }))).json()).toMatchObject({ code: 'illegal-state', detail: expect.stringContaining('chưa gắn với người dân') as string })
    const over = await enterCase(await person('Ca Đã Khỏi'))
    const version = async (): Promise<number> => (await station.get(`/api/registers/disease_case/${over}`)).json().row.version
    expect((await station.post(`/api/registers/disease_case/${over}/actions/rule-out`, { version: await version(), reason: 'âm tính hai lần' })).statusCode).toBe(200)
    expect((await ask(over)).json()).toMatchObject({ code: 'illegal-state', detail: 'Ca bệnh đã kết thúc nên không mở được lượt ghé. Lượt ghé chỉ mở từ ca đang theo dõi.' })
    await expect(byHand(over, { from: '08 00:00', to: '09 00:00' })).rejects.toMatchObject({ code: 'PD001' })
  })

  /** As a route would that had forgotten its checks. */
  const byHand = (of: string, { from, to, permission = 'contact.trace', area = areas.communeA1 }: { from: string; to: string; permission?: string; area?: number }): Promise<number> =>
    withClient(server.adminUrl, { name: 'test' }, async (client) => {
      await client.query('begin')
      try {
        await client.query(`select set_config('app.permission', $1, true), set_config('app.post', $2, true), set_config('app.person', $3, true), set_config('app.area_ids', $4, true), set_config('role', 'pd_area_clear', true)`,
          [permission, cast.healthStation.postId, cast.healthStation.personId, `{${area}}`])
        return (await client.query(`select * from trace_visits($1, $2, null, $3, $4, $5, 3, 100, interval '2 hours')`, [newId(), of, REASON, instant(from), instant(to)])).rowCount ?? 0
      } finally {
        await client.query('rollback')
      }
    })

  test('through one fence in the database, whoever asks it', async () => {
    expect(await byHand(caseId, { from: '06 00:00', to: '11 00:00' })).toBeGreaterThan(2)
    await expect(byHand(caseId, { from: '05 23:59', to: '09 00:00' })).rejects.toMatchObject({ code: 'PD001' })
    await expect(byHand(caseId, { from: '07 00:00', to: '11 00:01' })).rejects.toMatchObject({ code: 'PD001' })
    await expect(byHand(caseId, { from: '07 00:00', to: '08 00:00', permission: 'contact.step' })).rejects.toMatchObject({ code: '42501' })
    expect(await byHand(caseId, { from: '07 00:00', to: '08 00:00', area: areas.communeA2 })).toBe(0)
  })

  test('the fence lets through exactly the window of the investigation, whatever it is reckoned from', async () => {
    const cases: { onsetOn: string | null; sampledOn?: string }[] = [{ onsetOn: '2021-08-09' }, { onsetOn: null, sampledOn: '2021-08-07' }, { onsetOn: null }]
    for (const more of cases) {
      const { from, to } = await traced(await enterCase(await person('Ca Nữa'), more))
      expect([from, to]).toEqual([{ '2021-08-09': '2021-08-06T17:00:00.000Z', '2021-08-07': '2021-08-04T17:00:00.000Z', 'undefined': '2021-08-07T17:00:00.000Z' }[more.onsetOn ?? String(more.sampledOn)], '2021-08-10T15:10:00.000Z'])
    }
  })

  test('and each opening is written down, for an auditor', async () => {
    const auditor = await server.as(cast.auditor)
    await traced(caseId)
    const { openings } = (await auditor.get('/api/visit-openings')).json<{ openings: VisitOpening[] }>()
    expect(openings[0]).toMatchObject({ caseId, person: cast.healthStation.fullName, post: cast.healthStation.title, reason: REASON, people: 2, visits: 2, leftOut: 0, ofContact: false, area: 'Xã Thử Một' })
    expect((await station.get('/api/visit-openings')).statusCode).toBe(403)
    const before = openings.length
    await ask(caseId, {}, neighbour)
    expect((await auditor.get('/api/visit-openings')).json().openings).toHaveLength(before) // refused, so nothing was opened
  })
})

test('what cannot be is kept out of the answer and told beside it', async () => {
  const [market, stall] = [await place('Chợ Lỗi'), await place('Quầy Lỗi')]
  const [patient, before, weeks, twice, phone] = [await person('Ca Lỗi'), await person('Ra Trước'), await person('Ba Tuần'), await person('Hai Nơi'), await person('Một Máy')]
  const burst = Array.from({ length: 12 }, (_, n): Visit => ({ place: market, person: phone, from: `2021-08-09T08:10:${String(n).padStart(2, '0')}+07:00`, to: '09 08:30' }))
  await visit([
    { place: market, person: patient, from: '09 08:00', to: '09 09:00' }, { place: market, person: before, from: '09 08:30', to: '09 08:10' }, { place: market, person: weeks, from: '2021-07-24T08:00:00+07:00', to: '12 08:00' },
    { place: market, person: twice, from: '09 08:00', to: '09 09:00' }, { place: stall, person: twice, from: '09 08:20', to: '09 08:50' }, ...burst,
  ])
  const answer = await traced(await enterCase(patient))
  expect(answer.people).toEqual([])
  expect(answer.faults.map(({ who, reason, visits }) => [who, reason, visits]).toSorted()).toEqual([['Ba Tuần', 'stay-too-long', 1], ['Hai Nơi', 'two-places', 2], ['Một Máy', 'burst', 12], ['Ra Trước', 'exit-before-entry', 1]])
  expect(answer.faults.find(({ who }) => who === 'Ba Tuần')!.sentence).toBe('Ba Tuần: ở Chợ Lỗi liền hơn một ngày từ 24/07/2021 08:00 (1 lượt).')
})

test('who is beyond what is followed at once or told is counted and said', async () => {
  const [square, patient] = [await place('Quảng Trường'), await person('Ca Đông')]
  await visit([{ place: square, person: patient, from: '09 08:00', to: '09 09:00' }])
  await withClient(server.adminUrl, { name: 'test' }, async (client) => {
    await client.query('alter table individual disable trigger user; alter table place_visit disable trigger user')
    const crowd = "('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid"
    await client.query(`insert into individual (id, area_id, full_name, sex, created_by) select ${crowd}, $1, 'Người ' || n, 'unknown', $2 from generate_series(1, 5002) n`, [areas.communeA1, cast.healthStation.postId])
    await client.query(`insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, source) select $1, timestamptz '2021-08-09T08:00+07' + n * interval '0.5 second', ${crowd}, '2021-08-09', ${crowd}, $2, '2021-08-09T09:00+07', 'qr' from generate_series(1, 5002) n`, [square, decision])
    await client.query('alter table individual enable trigger user; alter table place_visit enable trigger user')
  })
  const answer = await traced(await enterCase(patient))
  expect(answer.people).toHaveLength(300)
  expect(answer.counts).toMatchObject({ tiers: [5000, 0, 0], leftOut: 2, opened: 5001 })
  expect(answer.limits).toEqual(['Ở mỗi lớp chỉ theo tiếp 5000 người gặp sớm nhất; 2 người gặp sau không được mở.', 'Chỉ hiện 300 người; còn 4700 người nữa đã đếm (F1: 4700).'])
})

test('another disease is traced as its dated rule says: how far, over which meetings, and not at all', async () => {
  const [shop, patient, met, next] = [await place('Hiệu Sách'), await person('Ca Sởi'), await person('Gặp Ca Sởi'), await person('Gặp Người Gặp')]
  const measles = await decide({ diseaseCode: 'measles' })
  await visit([
    { place: shop, person: patient, from: '09 08:00', to: '09 09:00', decision: measles }, { place: shop, person: met, from: '09 08:30', to: '09 10:00', decision: measles }, { place: shop, person: next, from: '09 09:30', to: '09 10:00', decision: measles },
  ])
  const answer = await traced(await enterCase(patient, { diseaseCode: 'measles' }))
  expect(answer.people.map(({ tier, name, dueAt }) => [tier, name, dueAt])).toEqual([['f1', 'Gặp Ca Sởi', null]]) // one tier, nothing due: low-confidence facts of 0440
  for (const diseaseCode of ['dengue', 'hand-foot-mouth']) {
    expect((await ask(await enterCase(await person(`Ca ${diseaseCode}`), { diseaseCode }))).json()).toMatchObject({ code: 'illegal-state', detail: 'Bệnh này không tính tiếp xúc theo lượt ghé nên không mở lượt ghé.' })
  }
})

test('visits go with whom a record is merged into, and come back', async () => {
  const [market, patient, kept, absorbed] = [await place('Chợ Gộp'), await person('Ca Gộp'), await person('Người Giữ'), await person('Người Gộp')]
  await visit([patient, absorbed].map((who) => ({ place: market, person: who, from: '09 08:00', to: '09 09:00' })))
  const caseId = await enterCase(patient)
  const found = async (): Promise<(string | null)[]> => (await traced(caseId)).people.map(({ name }) => name)
  const merge = await put(station, '/api/individuals/merges', { survivorId: kept, absorbedId: absorbed, reason: 'trùng' })
  expect(await found()).toEqual(['Người Giữ'])
  expect((await station.post(`/api/individuals/merges/${merge}/undo`, { reason: 'nhầm' })).statusCode).toBe(200)
  expect(await found()).toEqual(['Người Gộp'])
})

test('what made a contact is kept with his line, read from the visits themselves; where and when is for health, and nothing is kept that the opening does not bear out', async () => {
  const [market, canteen, patient, met, next, far] = [await place('Chợ Giữ'), await place('Quán Giữ'), await person('Ca Giữ'), await person('Người Gặp'), await person('Người Sau'), await person('Người Xa', { areaId: areas.communeA2 }, neighbour)]
  await visit([
    { place: market, person: patient, from: '09 08:00', to: '09 09:00', masked: true }, { place: market, person: met, from: '09 08:15', to: '09 10:00', masked: false }, { place: market, person: far, from: '09 08:50' },
    { place: canteen, person: met, from: '10 12:00', to: '10 12:45', masked: true }, { place: canteen, person: next, from: '10 12:30', to: '10 13:00', masked: true },
  ])
  const caseId = await enterCase(patient)
  const answer = await traced(caseId)
  const meetingOf = ({ exposures: [main] }: FoundPerson) => ({ source: main!.source, kind: main!.kind, placeId: main!.placeId, from: main!.from, to: main!.to })
  const list = (who: FoundPerson, more: object = {}) => {
    const id = newId()
    const found = { ...meetingOf(who), openingId: answer.openingId, n: who.n, ...more }
    return station.put(`/api/cases/${caseId}/contacts/${id}`, { tier: who.tier, individualId: who.individualId, lastContactOn: who.lastContactOn, exposure: who.why, foundBy: 'app', found }).then((sent) => ({ id, code: sent.json().code as string | undefined }))
  }
  const [f1, f2] = [named(answer, 'Người Gặp'), named(answer, 'Người Sau')]
  for (const wrong of [{ placeId: canteen }, { openingId: newId() }, { n: f2.n }, { from: '2021-08-08T01:00:00.000Z', to: '2021-08-08T02:00:00.000Z' }]) expect((await list(f1, wrong)).code).toBe('reference-missing')
  const [{ id: first }, { id: second }] = [await list(f1), await list(f2)]
  const reason = async (id: string, who = station, reveal = 1) => (await who.get(`/api/contacts/${id}/reason?reveal=${reveal}`)).json()
  expect(await reason(first)).toMatchObject({ kind: 'visit', source: 'qr', minutes: 45, masked: 'no', met: null, place: 'Chợ Giữ', from: '2021-08-09T01:15:00.000Z', to: '2021-08-09T02:00:00.000Z', opening: { reason: REASON }, sentence: f1.why, caseId })
  expect(await reason(second)).toMatchObject({ minutes: 15, masked: 'yes', place: 'Quán Giữ', met: { id: first, tier: 'f1', name: 'Người Gặp' } })
  expect(await reason(second, officer, 0)).toMatchObject({ kind: 'visit', minutes: 15, met: { tier: 'f1', name: null }, place: null, from: null, sentence: null, opening: null })
  expect((await officer.get(`/api/contacts/${first}/reason?reveal=1`)).statusCode).toBe(403)
  const [stranger] = answer.people.filter(({ elsewhere }) => elsewhere)
  const third = newId()
  expect((await station.put(`/api/tracing/${answer.openingId}/referrals/${third}`, { n: stranger!.n, meeting: meetingOf(stranger!) })).statusCode).toBe(200)
  expect(await reason(third, neighbour)).toMatchObject({ minutes: 10, masked: 'unknown', from: '2021-08-09T01:50:00.000Z', to: '2021-08-09T02:00:00.000Z', opening: null, caseId: null, disease: 'COVID-19' })
})

test('what is loaded level by level gives the tiers that all visits of the window would', async () => {
  const size = { people: 40, places: 6, visits: 260 }
  let state = 7
  const random = (most: number): number => (state = (state * 48_271) % 2_147_483_647) % most // Park and Miller
  const [from, to] = [Date.parse('2021-08-05T17:00:00Z'), AT.getTime()]
  const MINUTE = 60_000
  const ids: string[] = []
  for (let n = 0; n < size.people; n++) ids.push(await person(`Người ${n}`))
  const places: string[] = []
  for (let n = 0; n < size.places; n++) places.push(await place(`Nơi ${n}`))
  const visits = Array.from({ length: size.visits }, () => {
    const entered = from + random(Math.floor((to - from) / MINUTE)) * MINUTE
    return { person: random(size.people), place: random(size.places), from: entered, to: random(4) === 0 ? undefined : entered + (5 + random(90)) * MINUTE }
  })
  await visit(visits.map((each) => ({ place: places[each.place]!, person: ids[each.person]!, from: new Date(each.from).toISOString(), ...(each.to !== undefined && { to: new Date(each.to).toISOString() }) })))
  const columns = {
    people: size.people, places: size.places, person: Int32Array.from(visits, (each) => each.person), place: Int32Array.from(visits, (each) => each.place), from: Float64Array.from(visits, (each) => each.from),
    to: Float64Array.from(visits, (each) => each.to ?? Number.NaN), kind: new Uint8Array(size.visits),
  }
  const whole = new Tracing(indexStays(columns, COVID19_2021, to), COVID19_2021)
  let told = 0
  for (let n = 0; n < 8; n++) {
    whole.trace([{ person: n, from, to }])
    const expected = whole.contacts().filter(({ tier }) => tier > 0).map(({ person: who, tier }) => `${ids[who]} f${tier}`)
    const { people } = await traced(await enterCase(ids[n]!))
    expect(people.map(({ individualId, tier }) => `${individualId} ${tier}`).toSorted()).toEqual(expected.toSorted())
    told += people.length
  }
  expect(told).toBeGreaterThan(30)
})
