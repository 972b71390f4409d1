import type { Calendar, CalendarEntry } from '@phaodai/office'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'

/** A Friday before the long days off of 2 September 2021. */
const DAY = '2021-08-27'
let server: TestApp
let district: Caller
let commune: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date(`${DAY}T05:00:00Z`)
  ;[district, commune] = [await server.as(cast.districtClerk), await server.as(cast.communeClerk)]
  await asInstallation(server.adminUrl, async (client) => {
    await client.query("insert into calendar_day (day, kind, name, source) values ('2021-09-02', 'holiday', 'Quốc khánh', 'thử'), ('2021-09-11', 'working', 'Làm bù', 'thử') on conflict do nothing")
    const members = [cast.districtClerk, cast.districtOfficer].map((each) => ({ ...each, id: randomUUID() }))
    for (const each of members) {
      await client.query("insert into committee_member (id, body_id, post_id, full_name, role, valid_from) values ($1, $2, $3, $4, 'member', '2021-01-01')", [each.id, bodies.districtState, each.postId, each.fullName])
    }
    await client.query("insert into duty_shift (body_id, day, shift, role, member_id) values ($1, '2021-08-31', 'night', 'duty', $2), ($1, '2021-09-01', 'full', 'leader', $3)", [bodies.districtState, members[0]!.id, members[1]!.id])
    await client.query("insert into post_leave (id, post_id, body_id, kind, valid_from, valid_to) values ($1, $2, $3, 'mission', '2021-08-30', '2021-09-01')", [randomUUID(), cast.districtOfficer.postId, bodies.districtState])
  })
})
afterAll(() => server?.stop())

async function calendar(caller: Caller, from = '2021-08-26', to = '2021-09-12'): Promise<Calendar> {
  const answer = await caller.get(`/api/calendar?from=${from}&to=${to}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const give = async (text: string, deadline: string): Promise<string> => {
  const id = randomUUID()
  expect((await district.put(`/api/tasks/${id}`, { text, bodyId: bodies.communeA1, deadline })).statusCode).toBe(200)
  return id
}
const of = (found: Calendar, kind: string): CalendarEntry[] => found.entries.filter((entry) => entry.kind === kind)

describe('the calendar', () => {
  it('shows a deadline to who gave it and to who has it, by its day, with its timing; to nobody else', async () => {
    const [past, near, far] = [await give('Báo cáo ca bệnh', '2021-08-26'), await give('Lập chốt', '2021-08-30'), await give('Tổng kết', '2021-09-10')]
    expect(of(await calendar(commune), 'task').map(({ id, day, timing, who, path }) => ({ id, day, timing, who, path }))).toEqual([
      { id: past, day: '2021-08-26', timing: 'overdue', who: 'UBND huyện An Thử', path: `/nhiem-vu/${past}` },
      { id: near, day: '2021-08-30', timing: 'nearly_due', who: 'UBND huyện An Thử', path: `/nhiem-vu/${near}` },
      { id: far, day: '2021-09-10', timing: 'in_time', who: 'UBND huyện An Thử', path: `/nhiem-vu/${far}` },
    ])
    expect(of(await calendar(district), 'given').map((entry) => [entry.id, entry.who])).toEqual([past, near, far].map((id) => [id, 'UBND xã Thử Một']))
    expect((await calendar(await server.as(cast.neighbour))).entries).toEqual([])
  })

  it('shows duty with its hours of Vietnam, leave over its days, and days off', async () => {
    const found = await calendar(district)
    expect(of(found, 'duty').map(({ day, startsAt, endsAt, code, mine, who }) => ({ day, startsAt, endsAt, code, mine, who }))).toEqual([
      { day: '2021-08-31', startsAt: '2021-08-31T12:00:00Z', endsAt: '2021-09-01T00:00:00Z', code: 'night-duty', mine: true, who: cast.districtClerk.fullName }, // 19:00 to 07:00
      { day: '2021-09-01', startsAt: '2021-09-01T00:00:00Z', endsAt: '2021-09-02T00:00:00Z', code: 'full-leader', mine: false, who: cast.districtOfficer.fullName },
    ].map((shift) => ({ ...shift, startsAt: new Date(shift.startsAt).toISOString(), endsAt: new Date(shift.endsAt).toISOString() })))
    expect(of(found, 'leave').map(({ day, lastDay, code, who }) => [day, lastDay, code, who])).toEqual([['2021-08-30', '2021-09-01', 'mission', cast.districtOfficer.title]])
    expect(found.days).toEqual([{ day: '2021-09-02', kind: 'holiday', name: 'Quốc khánh' }, { day: '2021-09-11', kind: 'working', name: 'Làm bù' }])
    expect((await calendar(commune)).entries.filter((entry) => entry.kind === 'duty' || entry.kind === 'leave')).toEqual([])
  })

  it('shows a meeting of the body by its hours, and one that was called off as over', async () => {
    const [held, off] = [randomUUID(), randomUUID()]
    await asInstallation(server.adminUrl, async (client) => {
      for (const [id, state] of [[held, 'planned'], [off, 'cancelled']]) {
        await client.query(`insert into meeting (id, host_id, title, kind, form, chair_post_id, chair_title, secretary_post_id, secretary_title, starts_at, ends_at, place, agenda, state, reason, search_key, created_by)
          values ($1, $2, 'Giao ban tuần', 'briefing', 'mixed', $3, 'x', $3, 'x', '2021-09-06T01:00:00Z', '2021-09-06T03:30:00Z', 'Phòng họp số 1', '{}', $4, case $4 when 'cancelled' then 'Trùng lịch' end, 'x', $3)`, [id, bodies.districtState, cast.districtClerk.postId, state])
      }
    })
    expect(of(await calendar(district), 'meeting').map(({ id, day, text, startsAt, done, path }) => ({ id, day, text, startsAt, done, path })).toSorted((a, b) => Number(a.done) - Number(b.done))).toEqual([
      { id: held, day: '2021-09-06', text: 'Giao ban tuần, Phòng họp số 1', startsAt: '2021-09-06T01:00:00.000Z', done: false, path: `/hop/${held}` },
      { id: off, day: '2021-09-06', text: 'Giao ban tuần, Phòng họp số 1', startsAt: '2021-09-06T01:00:00.000Z', done: true, path: `/hop/${off}` },
    ])
    expect(of(await calendar(await server.as(cast.farClerk)), 'meeting')).toEqual([])
  })

  it('of a crowded day shows the first and counts all, as the list does', async () => {
    for (let n = 0; n < 15; n += 1) await give(`Việc ${n}`, '2021-09-08')
    const found = await calendar(commune)
    expect(of(found, 'task').filter((entry) => entry.day === '2021-09-08')).toHaveLength(12)
    const count = found.counts.find((each) => each.kind === 'task')!
    expect(count).toMatchObject({ day: '2021-09-08', n: 15 })
    const listed = await commune.get(`/api/tasks?limit=200&${count.path.split('?')[1]}`)
    expect(listed.json().rows).toHaveLength(15)
  })

  it('refuses a stretch longer than a sheet, and one that ends before it begins', async () => {
    for (const days of ['from=2021-08-01&to=2021-09-12', 'from=2021-09-01&to=2021-08-01']) expect((await district.get(`/api/calendar?${days}`)).json().code).toBe('invalid-input')
  })
})
