import type { DraftDetail, HandlingDetail, HandlingPage } from '@phaodai/office'
import { addDays, makeId } from '@phaodai/vocabulary'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { openMailServer, type MailServer } from '#test/mail-server.ts'
import { tellAll } from '#test/notices.ts'
import { areas, asInstallation, bodies, cast } from '#test/people.ts'
import { warnOfClocks } from '../cases/index.ts'
import { chaseClearances } from '../drafts/index.ts'
import { callForOutbreaks } from '../outbreaks/index.ts'
import { openWays, tick } from './index.ts'

let server: TestApp
let mail: MailServer
let clerk: Caller
let officer: Caller
let leader: Caller
let commune: Caller
let day: string
beforeAll(async () => {
  mail = await openMailServer()
  server = await testApp({ smtpUrl: mail.url, mailFrom: 'Pháo Đài <bao@mau.example>' })
  ;[clerk, officer, leader, commune] = await Promise.all([server.as(cast.districtClerk), server.as(cast.districtOfficer), server.as(cast.districtLeader), server.as(cast.communeClerk)])
  day = today(server.deps.clock)
  await asInstallation(server.adminUrl, async client => {
    await client.query("insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'state', 'own', 'by-type', '2015-01-01', 'thử')", [bodies.districtState])
    await client.query("insert into mail_address (id, address, verified_at) values ($1, 'van.thu@xa-mau.example', now())", [cast.communeClerk.personId])
  })
})
afterAll(async () => {
  await server?.stop()
  await mail?.stop()
})

/** Kinds told to a post about a thing, in order. */
async function told(postId: string, thingId: string): Promise<string[]> {
  await tellAll(server)
  return asInstallation(server.adminUrl, async client => (await client.query<{ kind: string }>('select kind from notice where post_id = $1 and thing_id = $2 order by kind', [postId, thingId])).rows.map(({ kind }) => kind))
}

async function done<T = DraftDetail>(answer: Promise<{ statusCode: number; body: string; json: () => unknown }>): Promise<T> {
  const got = await answer
  expect(got.statusCode, got.body).toBe(200)
  return got.json() as T
}

/** A short letter of the district to a commune. */
async function written(): Promise<DraftDetail> {
  const begun = await done(officer.put(`/api/drafts/${randomUUID()}`, { from: 'blank', system: 'state', docType: 'cong-van' }))
  const to = { written: 'Ủy ban nhân dân các xã', bodyIds: [bodies.communeA1, bodies.communeA2] }
  const item = { id: 'a', kind: null, text: 'Rà soát người về từ vùng dịch', paragraphs: [], heading: false, noTask: false, source: null, children: [], task: { leads: [to], coordinates: [], deadline: addDays(day, 9) } }
  const content = { ...begun.content, abstract: 'tăng cường phòng, chống dịch Covid-19', addressees: [to], preamble: ['Trước diễn biến phức tạp của dịch bệnh, Ủy ban nhân dân huyện An Thử yêu cầu:'], items: [item], closing: [] }
  return done(officer.patch(`/api/drafts/${begun.id}`, { version: begun.version, content, keep: false }))
}

describe('told by rule', () => {
  it('leaders that a document waits for their bút phê, and whom a bút phê names; nobody else', async () => {
    const directiveId = makeId(Date.now(), randomBytes(10))
    const text = 'TỈNH ỦY MẪU SƠN\n*\nSố 1879-CV/TU\nV/v tăng cường phòng, chống dịch COVID-19\n\nMẫu Sơn, ngày 20 tháng 8 năm 2021\n\nKính gửi: UBND các huyện.\n\n1. UBND các huyện rà soát người về từ vùng dịch, báo cáo trước ngày 30/8/2021.'
    await done(clerk.put(`/api/directives/${directiveId}`, { text, allowDuplicate: true, force: true }))
    const row = (await done<HandlingPage>(clerk.get('/api/handling?box=arrived&limit=200'))).rows.find(each => each.directiveId === directiveId)!
    const entered = await done<HandlingDetail>(clerk.post(`/api/handling/${row.id}/register`, { version: row.version, day }))
    expect(await told(cast.districtLeader.postId, row.id)).toEqual(['handling-waits'])
    const direction = { id: randomUUID(), version: entered.version, sentence: 'Đ/c Chuyên tham mưu', deadline: addDays(day, 5), lead: { postId: cast.districtOfficer.postId }, coordinates: [] }
    await done(leader.post(`/api/handling/${row.id}/direct`, direction))
    expect([await told(cast.districtOfficer.postId, row.id), await told(cast.districtLeader.postId, row.id)]).toEqual([['handling-given'], ['handling-waits']])
    for (const other of [cast.districtClerk, cast.communeClerk, cast.farClerk]) expect(await told(other.postId, row.id), other.username).toEqual([])
    const shown = (await done<{ rows: { words: string; path: string; thingId: string }[] }>(officer.get('/api/notices?kind=handling-given&limit=10'))).rows.find(({ thingId }) => thingId === row.id)
    expect(shown).toMatchObject({ path: `/van-thu/${row.id}`, words: expect.stringContaining('1879-CV/TU') as string })
  })

  it('whoever works in a unit that a bút phê names without giving it a task', async () => {
    const [office, head] = [await server.as(cast.provinceClerk), await server.as(cast.provinceLeader)]
    await asInstallation(server.adminUrl, client => client.query("insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'party', 'own', 'by-type', '2015-01-01', 'thử')", [bodies.provinceParty]))
    const directiveId = makeId(Date.now(), randomBytes(10))
    const text = 'BAN BÍ THƯ\n*\nSố 1880-CV/TW\nV/v phòng, chống dịch COVID-19\n\nHà Nội, ngày 20 tháng 8 năm 2021\n\nKính gửi: các tỉnh ủy.\n\n1. Các tỉnh ủy lãnh đạo công tác phòng, chống dịch, báo cáo trước ngày 30/8/2021.'
    await done(office.put(`/api/directives/${directiveId}`, { text, allowDuplicate: true, force: true }))
    const row = (await done<HandlingPage>(office.get('/api/handling?box=arrived&limit=200'))).rows.find(each => each.directiveId === directiveId)!
    const entered = await done<HandlingDetail>(office.post(`/api/handling/${row.id}/register`, { version: row.version, day }))
    const direction = { id: randomUUID(), version: entered.version, sentence: 'Văn phòng tham mưu', deadline: addDays(day, 5), lead: { bodyId: bodies.provincePartyOffice }, coordinates: [] }
    const directed = await done<HandlingDetail>(head.post(`/api/handling/${row.id}/direct`, direction))
    expect(directed.directions[0]!.parties).toMatchObject([{ unit: { id: bodies.provincePartyOffice }, task: null }])
    expect(await told(cast.provinceClerk.postId, row.id)).toEqual(['handling-given'])
    for (const other of [cast.districtPartyClerk, cast.districtLeader, cast.provinceStateClerk]) expect(await told(other.postId, row.id), other.username).toEqual([])
  })

  it('a line of the book without a text as well, and the stream goes on behind it', async () => {
    const id = randomUUID()
    await asInstallation(server.adminUrl, async client => {
      await client.query("insert into handling (id, body_id, directive_id, entry_id, source, state) select $1, $2, null, e.id, 'book', 'registered' from book_entry e limit 1", [id, bodies.districtState])
      await client.query("insert into handling_event (handling_id, body_id, kind, post_id, by_title, to_state) values ($1, $2, 'registered', $3, 'Văn thư', 'registered')", [id, bodies.districtState, cast.districtClerk.postId])
    })
    expect(await told(cast.districtLeader.postId, id)).toEqual(['handling-waits'])
  })

  it('an opinion asked, given, and late by the office\'s working days: chased once, the writer told, a mail with a count', async () => {
    const draft = await written()
    await done(officer.post(`/api/drafts/${draft.id}/ask`, { version: draft.version, bodyIds: [bodies.communeA1, bodies.communeA2], dueOn: addDays(day, 1), question: 'Cho ý kiến về hạn' }))
    expect(await told(cast.communeClerk.postId, draft.id)).toEqual(['draft-clearance'])
    const chase = (inDays: number) => asSystem(server.deps.pools.jobs, tx => chaseClearances(tx, { at: `${addDays(day, inDays)}T06:00:00+07:00`, today: addDays(day, inDays) }))
    expect(await chase(2)).toBe(0) // its own day has passed, the office's three working days have not
    await done(commune.post(`/api/drafts/${draft.id}/answer`, { verdict: 'agree', answer: 'Nhất trí' }))
    expect(await told(cast.districtOfficer.postId, draft.id)).toEqual(['draft-answered'])
    const second = await written()
    await done(officer.post(`/api/drafts/${second.id}/ask`, { version: second.version, bodyIds: [bodies.communeA1], dueOn: addDays(day, 1), question: '' }))
    expect([await chase(21), await chase(22)]).toEqual([2, 0]) // the commune beside and this one, each once, over any holidays
    expect(await told(cast.communeClerk.postId, second.id)).toEqual(['clearance-late', 'draft-clearance'])
    expect(await told(cast.communeClerk.postId, draft.id)).toEqual(['draft-clearance'])
    expect(await told(cast.districtOfficer.postId, second.id)).toEqual(['clearance-late'])
    const later = { ...server.deps, clock: { now: () => new Date(`${addDays(day, 21)}T12:30:00+07:00`) } }
    const ways = await openWays(later)
    await tick(later, ways)
    ways.mail?.close()
    expect(mail.delivered.map(({ to, mail: { subject } }) => [to, subject])).toEqual([[['van.thu@xa-mau.example'], 'Pháo Đài: 1 thông báo mới']])
  })

  it('whose turn it is before the signature, one after the other, and the writer when a text comes back', async () => {
    const draft = await written()
    const steps = [{ kind: 'form', postId: cast.districtClerk.postId }, { kind: 'sign', postId: cast.districtLeader.postId }]
    const sent = await done(officer.post(`/api/drafts/${draft.id}/submit`, { version: draft.version, steps }))
    expect([await told(cast.districtClerk.postId, draft.id), await told(cast.districtLeader.postId, draft.id)]).toEqual([['draft-signature'], []])
    const checked = await done(clerk.post(`/api/drafts/${draft.id}/decide`, { version: sent.version, kind: 'form', decision: 'passed' }))
    expect(await told(cast.districtLeader.postId, draft.id)).toEqual(['draft-signature'])
    await done(leader.post(`/api/drafts/${draft.id}/decide`, { version: checked.version, kind: 'sign', decision: 'returned', reason: 'Xem lại hạn' }))
    expect(await told(cast.districtOfficer.postId, draft.id)).toEqual(['draft-returned'])
  })

  it('whoever entered a case, when a quarter of its legal time is left and when it has run out; entered in time, it calls nobody', async () => {
    const station = await server.as(cast.healthStation)
    const at = (hours: number): Pick<TestApp['deps'], 'pools' | 'clock'> => ({ pools: server.deps.pools, clock: { now: () => new Date(begun + hours * 3_600_000) } })
    const begun = Date.parse('2021-08-05T02:00:00Z')
    const enter = async (systemEnteredAt: string | null): Promise<string> => {
      const id = makeId(Date.now(), randomBytes(10))
      await done(station.put(`/api/cases/${id}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: new Date(begun).toISOString(), systemEnteredAt }))
      return id
    }
    const [late, inTime] = [await enter(null), await enter('2021-08-05T10:00:00.000Z')]
    expect([await warnOfClocks(at(17)), await warnOfClocks(at(18)), await warnOfClocks(at(19))]).toEqual([0, 1, 0]) // 24 hours: the last quarter begins after 18
    expect([await told(cast.healthStation.postId, late), await told(cast.healthStation.postId, inTime)]).toEqual([['case-clock-soon'], []])
    expect(await warnOfClocks(at(24.1))).toBe(1)
    expect(await told(cast.healthStation.postId, late)).toEqual(['case-clock-late', 'case-clock-soon'])
    for (const other of [cast.neighbour, cast.communeClerk, cast.districtLeader]) expect(await told(other.postId, late), other.username).toEqual([])
    const shown = (await done<{ rows: { words: string; path: string; thingId: string }[] }>(station.get('/api/notices?kind=case-clock-late&limit=10'))).rows[0]
    expect(shown).toMatchObject({ path: `/ca-benh/${late}`, words: expect.stringMatching(/-21-\d{4}$/) as string })
    await done(station.patch(`/api/registers/disease_case/${late}`, { version: 1, systemEnteredAt: '2021-08-06T04:00:00.000Z' }))
    await warnOfClocks(at(30))
    const unread = await asInstallation(server.adminUrl, client => client.query('select kind from notice where post_id = $1 and thing_id = $2 and read_at is null', [cast.healthStation.postId, late]))
    expect(unread.rows).toEqual([])
  })

  it('whoever entered the cases that call for an outbreak, once, until somebody opens it; and when it may end', async () => {
    const station = await server.as(cast.healthStation)
    const on = (day: string): Pick<TestApp['deps'], 'pools' | 'clock'> => ({ pools: server.deps.pools, clock: { now: () => new Date(`${day}T05:00:00Z`) } })
    const enter = (day: string) => done(station.put(`/api/cases/${makeId(Date.now(), randomBytes(10))}`, { areaId: areas.communeA1, diseaseCode: 'dengue', classification: 'confirmed', diagnosedAt: `${day}T02:00:00.000Z`, systemEnteredAt: `${day}T03:00:00.000Z` }))
    const called = async (kind: string) => (await done<{ rows: { words: string; path: string; thingId: string; readAt: string | null }[] }>(station.get(`/api/notices?kind=${kind}&limit=10`))).rows
    await enter('2021-08-02')
    expect(await callForOutbreaks(on('2021-08-03')), 'two cases within seven days (QĐ 3711/QĐ-BYT)').toBe(0)
    await enter('2021-08-03')
    expect([await callForOutbreaks(on('2021-08-03')), await callForOutbreaks(on('2021-08-04'))]).toEqual([1, 0])
    await tellAll(server)
    expect(await called('outbreak-due')).toMatchObject([{ path: '/ca-benh/o-dich', words: expect.stringMatching(/^Sốt xuất huyết Dengue · Xã /) as string, readAt: null }])
    const readers = await asInstallation(server.adminUrl, async client => (await client.query<{ id: string }>("select distinct post_id as id from notice where kind = 'outbreak-due'")).rows.map(({ id }) => id))
    expect(readers).toEqual([cast.healthStation.postId])
    const outbreakId = makeId(Date.now(), randomBytes(10))
    await done(station.put(`/api/registers/outbreak/${outbreakId}`, { areaId: areas.communeA1, diseaseCode: 'dengue', name: 'Ổ dịch sốt xuất huyết', reportedOn: '2021-08-04', firstOnsetOn: '2021-08-02' }))
    await done(station.post(`/api/outbreaks/${outbreakId}/gather`, {}))
    expect(await callForOutbreaks(on('2021-08-04'))).toBe(0)
    expect((await called('outbreak-due'))[0]?.readAt, 'opened, it calls nobody any more').not.toBeNull()
    const endable = async (day: string): Promise<number> => {
      await callForOutbreaks(on(day))
      await tellAll(server)
      return (await called('outbreak-endable')).length
    }
    expect([await endable('2021-08-16'), await endable('2021-08-17'), await endable('2021-08-18')], 'fourteen days after the last case').toEqual([0, 1, 1])
  })
})
