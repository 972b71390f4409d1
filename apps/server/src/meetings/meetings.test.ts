import type { DirectiveDetail, DraftDetail, NoticePage, TaskPage } from '@phaodai/office'
import { countAttendance, type Meeting, type MeetingDetail, type MeetingInput } from '@phaodai/office/meeting.ts'
import { addDays, formatDay } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { readFileText } from '#server/directives/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { acting } from '#test/acting.ts'
import { tellAll } from '#test/notices.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'
import { loadMeetingTimes } from './load.ts'

let server: TestApp
let clerk: Caller
let leader: Caller
let commune: Caller
let neighbour: Caller
let station: Caller
let day: string

beforeAll(async () => {
  server = await testApp()
  day = today(server.deps.clock)
  ;[clerk, leader, commune, neighbour, station] = await Promise.all([cast.districtClerk, cast.districtLeader, cast.communeClerk, cast.neighbour, cast.healthStation].map((who) => server.as(who))) as [Caller, Caller, Caller, Caller, Caller]
  await asInstallation(server.adminUrl, (client) => client.query(
    "insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'state', 'own', 'by-type', '2020-01-01', 'thử')", [bodies.districtState]))
})
afterAll(() => server.stop())

async function done<T = MeetingDetail>(answer: Promise<{ statusCode: number; body: string; json: () => unknown }>, status = 200): Promise<T> {
  const got = await answer
  expect(got.statusCode, got.body).toBe(status)
  return got.json() as T
}

const guest = (bodyId: number, words: string) => ({ id: randomUUID(), bodyId, words })
/** The district's own room, commune A1 with its health station, and commune A2. */
const planOf = (title = 'Họp giao ban phòng, chống dịch'): MeetingInput => ({
  version: 0, title, kind: 'briefing', form: 'mixed', urgent: false, chairPostId: cast.districtLeader.postId, secretaryPostId: cast.districtClerk.postId,
  startsAt: `${addDays(day, 2)}T08:00:00+07:00`, endsAt: `${addDays(day, 2)}T11:00:00+07:00`, place: 'Phòng họp UBND huyện', link: null, agenda: ['Tình hình dịch bệnh', 'Phân công nhiệm vụ'],
  bridges: [
    { id: randomUUID(), bodyId: bodies.districtState, place: 'Phòng họp UBND huyện', invitees: [guest(bodies.healthDepartment, 'Trưởng phòng')] },
    { id: randomUUID(), bodyId: bodies.communeA1, place: 'Hội trường xã Thử Một', invitees: [guest(bodies.communeA1, 'Chủ tịch UBND xã'), guest(bodies.healthStationA1, 'Trạm trưởng')] },
    { id: randomUUID(), bodyId: bodies.communeA2, place: 'Hội trường xã Thử Hai', invitees: [guest(bodies.communeA2, 'Chủ tịch UBND xã')] },
  ],
})

async function planned(plan = planOf()): Promise<MeetingDetail> {
  return done(clerk.put(`/api/meetings/${randomUUID()}`, plan))
}
const at = (meeting: { id: string }, rest = ''): string => `/api/meetings/${meeting.id}${rest}`
const invited = async (plan?: MeetingInput): Promise<MeetingDetail> => {
  const meeting = await planned(plan)
  return done(clerk.post(at(meeting, '/invite'), { version: meeting.version }))
}
const personOf = (meeting: MeetingDetail, bodyId: number) => meeting.bridges.flatMap(({ invitees }) => invitees).find(({ body }) => body.id === bodyId)!

describe('an invitation', () => {
  it('is the host\'s alone while it is planned, then of those told; everybody else finds nothing', async () => {
    const meeting = await planned()
    expect(meeting).toMatchObject({ state: 'planned', hosted: true, version: 1, chairTitle: cast.districtLeader.title })
    await done(commune.get(at(meeting)), 404)
    await done(clerk.post(at(meeting, '/invite'), { version: 1 }))
    const seen = await done(commune.get(at(meeting)))
    expect(seen).toMatchObject({ state: 'invited', hosted: false, owes: 1, chairPostId: null, events: [], actions: ['attend'] })
    // its own bridge with both who are expected there; of the others the place alone
    expect(seen.bridges.map(({ invitees }) => invitees.length)).toEqual([0, 2, 0])
    expect((await done(station.get(at(meeting)))).bridges.map(({ invitees }) => invitees.length)).toEqual([0, 1, 0])
    for (const who of [cast.communePartyClerk, cast.farClerk, cast.provinceStateClerk]) await done((await server.as(who)).get(at(meeting)), 404)
    const after = await done(clerk.get(at(meeting)))
    expect(after.calls.map(({ body, seenAt }) => [body.id, seenAt !== null])).toEqual([[bodies.healthDepartment, false], [bodies.communeA1, true], [bodies.healthStationA1, true], [bodies.communeA2, false]])
  })

  it('sent twice is one meeting; a stale plan is refused with both versions', async () => {
    const [id, plan] = [randomUUID(), planOf()]
    await done(clerk.put(`/api/meetings/${id}`, plan))
    expect((await done(clerk.put(`/api/meetings/${id}`, plan))).version).toBe(1)
    await done(clerk.put(`/api/meetings/${id}`, { ...plan, version: 1, title: 'Họp đột xuất' }))
    const stale = await done<{ code: string; versions: { theirs: { title: string } } }>(clerk.put(`/api/meetings/${id}`, { ...plan, version: 1, title: 'Họp khác' }), 409)
    expect([stale.code, stale.versions.theirs.title]).toEqual(['stale', 'Họp đột xuất'])
  })

  it('planned anew tells the new guests, those left out and the others of the other hour', async () => {
    const plan = planOf()
    const meeting = await invited(plan)
    const [own, first] = plan.bridges
    const later = { ...plan, version: meeting.version, startsAt: `${addDays(day, 3)}T08:00:00+07:00`, endsAt: `${addDays(day, 3)}T09:00:00+07:00`, bridges: [own!, { ...first!, invitees: [first!.invitees[0]!, guest(bodies.villageTeamA1, 'Tổ trưởng')] }] }
    const after = await done(clerk.put(at(meeting), later))
    expect(Object.fromEntries(after.calls.map(({ body, kind }) => [body.id, kind]))).toEqual({
      [bodies.healthDepartment]: 'changed', [bodies.communeA1]: 'changed', [bodies.healthStationA1]: 'withdrawn', [bodies.villageTeamA1]: 'invited', [bodies.communeA2]: 'withdrawn' })
    await done(neighbour.get(at(meeting)), 404)
    await done((await server.as(cast.villageMember)).get(at(meeting)))
  })

  it('is put off and called off with a reason, which the guests read', async () => {
    const meeting = await invited()
    await done(clerk.post(at(meeting, '/postpone'), { version: meeting.version, reason: '' }), 400)
    const off = await done(clerk.post(at(meeting, '/postpone'), { version: meeting.version, reason: 'Bão số 5' }))
    expect(await done(commune.get(at(meeting)))).toMatchObject({ state: 'postponed', reason: 'Bão số 5' })
    await done(clerk.post(at(meeting, '/cancel'), { version: off.version, reason: 'Đã có chỉ đạo bằng văn bản' }))
    await done(clerk.post(at(meeting, '/open'), { version: off.version + 1 }), 409)
    await done(commune.post(at(meeting, '/cancel'), { version: off.version + 1, reason: 'x' }), 403)
  })
})

describe('answers and attendance', () => {
  it('are given by the invited body and marked at its bridge, also by a commune; the host sees all', async () => {
    const meeting = await invited()
    const seen = await done(commune.get(at(meeting)))
    const [chairman, chief] = [personOf(seen, bodies.communeA1), personOf(seen, bodies.healthStationA1)]
    await done(commune.post(at(meeting, `/invitees/${chairman.id}/answer`), { version: chairman.version, answer: 'absent' }), 400)
    await done(commune.post(at(meeting, `/invitees/${chairman.id}/answer`), { version: chairman.version, answer: 'substitute', substituteName: 'Lý Văn Mẫu', substitutePost: 'Phó Chủ tịch' }))
    // nobody answers for another body, and a body marks nobody at another's bridge
    await done(commune.post(at(meeting, `/invitees/${chief.id}/answer`), { version: chief.version, answer: 'attends' }), 403)
    await done(station.post(at(meeting, `/invitees/${chief.id}/answer`), { version: chief.version, answer: 'absent', reason: 'Đang điều tra ổ dịch' }))
    const elsewhere = personOf(await done(clerk.get(at(meeting))), bodies.communeA2)
    await done(commune.post(at(meeting, `/invitees/${elsewhere.id}/attendance`), { version: elsewhere.version, attendance: 'present' }), 404)
    const now = await done(commune.get(at(meeting)))
    await done(commune.post(at(meeting, `/invitees/${chairman.id}/attendance`), { version: personOf(now, bodies.communeA1).version, attendance: 'substitute' }))
    await done(commune.post(at(meeting, `/invitees/${chief.id}/attendance`), { version: personOf(now, bodies.healthStationA1).version, attendance: 'absent' }))
    const host = await done(clerk.get(at(meeting)))
    expect(host.bridges.map(({ invitees }) => countAttendance(invitees))).toEqual([
      { present: 0, substitute: 0, absent: 0, unmarked: 1, unanswered: 1 }, { present: 0, substitute: 1, absent: 1, unmarked: 0, unanswered: 0 }, { present: 0, substitute: 0, absent: 0, unmarked: 1, unanswered: 1 }])
    expect(personOf(host, bodies.communeA1)).toMatchObject({ substituteName: 'Lý Văn Mẫu', markedBy: cast.communeClerk.title })
    const stale = await done<{ code: string }>(commune.post(at(meeting, `/invitees/${chief.id}/attendance`), { version: 1, attendance: 'present' }), 409)
    expect(stale.code).toBe('stale')
  })
})

describe('notices', () => {
  const toldOf = async (who: Caller, kind: string, id: string): Promise<NoticePage['rows']> =>
    (await done<NoticePage>(who.get(`/api/notices?kind=${kind}&limit=100`))).rows.filter((row) => row.thingId === id)

  it('tell those invited, what changes, and the secretary who does not come; an urgent one is marked', async () => {
    const meeting = await invited({ ...planOf('Họp khẩn'), urgent: true })
    const chief = personOf(await done(station.get(at(meeting))), bodies.healthStationA1)
    await done(station.post(at(meeting, `/invitees/${chief.id}/answer`), { version: chief.version, answer: 'absent', reason: 'Đang điều tra ổ dịch' }))
    await done(clerk.post(at(meeting, '/cancel'), { version: meeting.version, reason: 'Đã có công điện' }))
    await tellAll(server)
    expect(await toldOf(commune, 'meeting-invited', meeting.id)).toMatchObject([{ words: 'Họp khẩn', path: `/hop/${meeting.id}`, day: meeting.day, body: 'UBND huyện An Thử', urgent: true }])
    expect(await toldOf(commune, 'meeting-changed', meeting.id)).toHaveLength(1)
    expect(await toldOf(clerk, 'meeting-answered', meeting.id)).toHaveLength(1)
    for (const who of [clerk, await server.as(cast.farClerk), await server.as(cast.communePartyClerk)]) expect(await toldOf(who, 'meeting-invited', meeting.id)).toEqual([])
  })
})

const CONCLUSIONS = (due: string): string => `1. Phòng Y tế huyện An Thử chủ trì rà soát năng lực xét nghiệm, báo cáo UBND huyện trước ngày ${formatDay(due)}.
2. Ủy ban nhân dân các xã:
- Kiện toàn Tổ COVID cộng đồng, hoàn thành trước ngày ${formatDay(due)}.
- Tổ chức trực 24/24 giờ.`

describe('from conclusions to tasks', () => {
  it('minutes are drafted, signed by secretary and chair; the notice is issued as a directive and its tasks stand', async () => {
    let meeting = await invited()
    meeting = await done(clerk.post(at(meeting, '/open'), { version: meeting.version }))
    for (const { version, id } of meeting.bridges[0]!.invitees) await done(clerk.post(at(meeting, `/invitees/${id}/attendance`), { version, attendance: 'present' }))
    const due = addDays(day, 10)
    meeting = await done(clerk.put(at(meeting, '/texts/conclusions'), { version: 0, text: CONCLUSIONS(due) }))
    meeting = await done(clerk.post(at(meeting, '/minutes/begin')))
    expect(meeting.minutes!.text).toContain('1. Điểm cầu UBND huyện An Thử (Phòng họp UBND huyện): có mặt 1/1.\n- Có mặt: Phòng Y tế huyện An Thử (Trưởng phòng).')
    expect(meeting.minutes!.text).toContain('II. NỘI DUNG\n1. Tình hình dịch bệnh\n…')
    const blank = await done<{ detail: string }>(clerk.post(at(meeting, '/minutes/sign'), { version: meeting.minutes!.version, as: 'secretary' }), 400)
    expect(blank.detail).toContain('chỗ bỏ trống')
    const text = meeting.minutes!.text.replaceAll('…', 'Các đại biểu thảo luận.')
    meeting = await done(clerk.put(at(meeting, '/texts/minutes'), { version: meeting.minutes!.version, text }))
    await done(leader.post(at(meeting, '/minutes/sign'), { version: meeting.minutes!.version, as: 'chair' }), 409)
    await done(leader.post(at(meeting, '/minutes/sign'), { version: meeting.minutes!.version, as: 'secretary' }), 403)
    expect((await done(commune.get(at(meeting)))).minutes).toBeNull()
    meeting = await done(clerk.post(at(meeting, '/minutes/sign'), { version: meeting.minutes!.version, as: 'secretary' }))
    await done(clerk.put(at(meeting, '/texts/minutes'), { version: meeting.minutes!.version, text: 'khác' }), 409)
    meeting = await done(leader.post(at(meeting, '/minutes/sign'), { version: meeting.minutes!.version, as: 'chair' }))
    expect(meeting.state).toBe('minuted')
    const guests = await done(commune.get(at(meeting)))
    expect([guests.minutes?.text, guests.conclusions]).toEqual([text, null])
    const paper = await commune.get(at(meeting, '/paper/bien-ban.docx'))
    const printed = (await readFileText(paper.rawPayload)).text
    expect(printed).toContain('BIÊN BẢN')
    for (const words of ['THƯ KÝ', 'CHỦ TRÌ', cast.districtClerk.fullName, cast.districtLeader.fullName]) expect(printed).toContain(words)
    expect(printed).not.toContain('DỰ THẢO')

    const draftId = randomUUID()
    meeting = await done(clerk.put(at(meeting, `/conclusion-draft/${draftId}`)))
    expect(meeting.conclusionDraft).toMatchObject({ id: draftId, state: 'drafting' })
    let draft = await done<DraftDetail>(clerk.get(`/api/drafts/${draftId}`))
    expect(draft.content.preamble[0]).toContain(`đồng chí ${cast.districtLeader.fullName}, ${cast.districtLeader.title} chủ trì cuộc họp giao ban phòng, chống dịch`)
    expect(draft.findings.filter(({ stops }) => stops)).toEqual([])
    draft = await done(clerk.post(`/api/drafts/${draftId}/submit`, { version: draft.version, steps: [{ kind: 'sign', postId: cast.districtLeader.postId }] }))
    draft = await done(leader.post(`/api/drafts/${draftId}/decide`, { version: draft.version, kind: 'sign', decision: 'passed' }))
    draft = await done(clerk.post(`/api/drafts/${draftId}/number`, { version: draft.version, issuedOn: day }))
    draft = await done(clerk.post(`/api/drafts/${draftId}/issue`, { version: draft.version }))
    expect(draft.number).toMatch(/^\d+\/TB-UBND$/)

    meeting = await done(clerk.get(at(meeting)))
    expect(meeting).toMatchObject({ state: 'tasked', notice: { id: draft.directiveId, number: draft.number } })
    expect(meeting.events.map(({ kind }) => kind).slice(-2)).toEqual(['concluded', 'tasked'])
    const directive = await done<DirectiveDetail>(clerk.get(`/api/directives/${draft.directiveId}`))
    expect(directive.items.map(({ label }) => label)).toEqual(['1', '2', '2.-1', '2.-2'])
    const tasks = meeting.tasks.map(({ body, itemLabel, deadline }) => [itemLabel, body.id, deadline]).toSorted()
    expect(tasks).toEqual([['1', bodies.healthDepartment, due], ['2.-1', bodies.communeA1, due], ['2.-1', bodies.communeA2, due], ['2.-2', bodies.communeA1, null], ['2.-2', bodies.communeA2, null]].toSorted())
    const mine = await done<TaskPage>(commune.get(`/api/tasks?box=mine&directiveId=${draft.directiveId}`))
    expect(mine.rows.map(({ itemLabel }) => itemLabel).toSorted()).toEqual(['2.-1', '2.-2'])
    // both ways: from the document to its meeting, for whoever sees it
    expect(await done(commune.get(`/api/directives/${draft.directiveId}/meeting`))).toEqual({ meeting: { id: meeting.id, title: meeting.title, day: meeting.day } })
    await done((await server.as(cast.farClerk)).get(`/api/directives/${draft.directiveId}/meeting`), 404)
  })

  it('a draft that is put away frees its place, and the official invitation moves the meeting when it is issued', async () => {
    let meeting = await planned(planOf('Hội nghị trực tuyến toàn huyện'))
    const first = randomUUID()
    await done(clerk.put(at(meeting, `/invitation-draft/${first}`)))
    await done(clerk.put(at(meeting, `/invitation-draft/${randomUUID()}`)), 409)
    await done(clerk.post(`/api/drafts/${first}/drop`, { version: 1 }))
    const draftId = randomUUID()
    meeting = await done(clerk.put(at(meeting, `/invitation-draft/${draftId}`)))
    let draft = await done<DraftDetail>(clerk.get(`/api/drafts/${draftId}`))
    expect(draft.content.addressees.map(({ written }) => written)).toEqual(['Phòng Y tế huyện An Thử', 'Trạm Y tế xã Thử Một', 'Ủy ban nhân dân các xã'])
    expect(draft.findings.filter(({ stops }) => stops)).toEqual([])
    draft = await done(clerk.post(`/api/drafts/${draftId}/submit`, { version: draft.version, steps: [{ kind: 'sign', postId: cast.districtLeader.postId }] }))
    draft = await done(leader.post(`/api/drafts/${draftId}/decide`, { version: draft.version, kind: 'sign', decision: 'passed' }))
    draft = await done(clerk.post(`/api/drafts/${draftId}/number`, { version: draft.version, issuedOn: day }))
    draft = await done(clerk.post(`/api/drafts/${draftId}/issue`, { version: draft.version }))
    expect((await done<TaskPage>(clerk.get(`/api/tasks?directiveId=${draft.directiveId}`))).rows).toEqual([])
    expect(await done(station.get(at(meeting)))).toMatchObject({ state: 'invited', owes: 1 })
  })
})

describe('lists', () => {
  it('show what is to come, what is owed, and find without marks; a calendar gets the same by body and days', async () => {
    const meeting = await invited(planOf('Họp khẩn truy vết ổ dịch chợ Mẫu'))
    const rows = async (who: Caller, query: string): Promise<string[]> => (await done<{ rows: Meeting[] }>(who.get(`/api/meetings?${query}`))).rows.map(({ id }) => id)
    expect(await rows(commune, 'q=truy vet o dich')).toEqual([meeting.id])
    const all = await rows(clerk, 'box=coming&limit=200')
    const pages: string[] = []
    for (let after = ''; ;) {
      const page = await done<{ rows: Meeting[]; next: string | null }>(clerk.get(`/api/meetings?box=coming&limit=3${after}`))
      pages.push(...page.rows.map(({ id }) => id))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect([pages.length > 3, pages]).toEqual([true, all])
    expect(await rows(station, 'box=owed')).toContain(meeting.id)
    expect(await rows(clerk, 'box=owed')).toEqual([])
    expect(await rows(await server.as(cast.farClerk), 'box=coming')).toEqual([])
    const times = await acting(server, cast.communeClerk, 'meeting.read', (tx) => loadMeetingTimes(tx, bodies.communeA1, meeting.day, meeting.day))
    expect(times.map(({ id }) => id)).toContain(meeting.id)
    expect(await acting(server, cast.communeClerk, 'meeting.read', (tx) => loadMeetingTimes(tx, bodies.communeA1, addDays(meeting.day, 30), addDays(meeting.day, 31)))).toEqual([])
  })
})
