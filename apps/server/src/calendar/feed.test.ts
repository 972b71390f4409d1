import type { CalendarFeedMade, CalendarFeeds } from '@phaodai/office'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, PASSWORD } from '#test/people.ts'

const DAY = '2021-08-27'
let server: TestApp
let district: Caller
let commune: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date(`${DAY}T05:00:00Z`)
  ;[district, commune] = [await server.as(cast.districtClerk), await server.as(cast.communeClerk)]
  const member = randomUUID()
  await asInstallation(server.adminUrl, async (client) => {
    await client.query("insert into committee_member (id, body_id, post_id, full_name, role, valid_from) values ($1, $2, $3, $4, 'member', '2021-01-01')", [member, bodies.communeA1, cast.communeClerk.postId, cast.communeClerk.fullName])
    await client.query("insert into duty_shift (body_id, day, shift, role, member_id) values ($1, '2021-08-31', 'night', 'duty', $2)", [bodies.communeA1, member])
  })
})
afterAll(() => server?.stop())

/** A reader of iCalendar by RFC 5545's own lines: unfolded (3.1), parted into name, parameters and value, components nested (3.4, 3.6). */
interface Component { name: string; lines: { name: string; params: string; value: string }[]; parts: Component[] }
function parse(text: string): Component {
  expect(text.endsWith('\r\n')).toBe(true)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
  const open: Component[] = [{ name: '', lines: [], parts: [] }]
  for (const line of text.replace(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean)) {
    const [, name, params, value] = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*))*):(.*)$/.exec(line) ?? []
    expect(name, line).toBeDefined()
    if (name === 'BEGIN') open.push({ name: value!, lines: [], parts: [] })
    else if (name === 'END') {
      const done = open.pop()!
      expect(done.name).toBe(value)
      open.at(-1)!.parts.push(done)
    } else open.at(-1)!.lines.push({ name: name!, params: params!, value: value!.replace(/\\([\\;,nN])/g, (_, each: string) => (each.toLowerCase() === 'n' ? '\n' : each)) })
  }
  expect(open).toHaveLength(1)
  return open[0]!.parts[0]!
}
const valueOf = (part: Component, name: string): string | undefined => part.lines.find((line) => line.name === name)?.value
const eventsOf = (calendar: Component): Component[] => calendar.parts.filter((part) => part.name === 'VEVENT')

async function make(caller: Caller, label = 'Điện thoại'): Promise<{ id: string; url: string }> {
  const id = randomUUID()
  const answer = await caller.put(`/api/calendar/feeds/${id}`, { label })
  expect(answer.statusCode, answer.body).toBe(200)
  const { address } = answer.json() as CalendarFeedMade
  return { id, url: address!.replace(/^https?:\/\/[^/]+/, '') }
}
const read = (url: string) => server.app.inject({ url })
const give = async (text: string, deadline: string): Promise<string> => {
  const id = randomUUID()
  expect((await district.put(`/api/tasks/${id}`, { text, bodyId: bodies.communeA1, deadline })).statusCode).toBe(200)
  return id
}
const rule = (value: string): Promise<unknown> => asInstallation(server.adminUrl, (client) => client.query(`insert into office_setting (key, value, valid_from, source) values ('feed-titles', '${value}', '2021-08-01', 'thử')
  on conflict (key, valid_from) do update set value = excluded.value`))

describe('a feed', () => {
  beforeEach(() => rule('0'))

  it('carries counts and links only: deadlines as dates, own duty by the clock of Vietnam', async () => {
    await give('Lập chốt kiểm soát tại thôn Nà Mẫu', '2021-08-30')
    await give('Rà soát người về', '2021-08-30')
    const { url } = await make(commune)
    const answer = await read(url)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const calendar = parse(answer.body)
    expect([calendar.name, valueOf(calendar, 'VERSION'), valueOf(calendar, 'X-WR-CALNAME')]).toEqual(['VCALENDAR', '2.0', 'Lịch công việc UBND xã Thử Một'])
    const zone = calendar.parts.find((part) => part.name === 'VTIMEZONE')!
    expect([valueOf(zone, 'TZID'), valueOf(zone.parts[0]!, 'TZOFFSETTO')]).toEqual(['Asia/Ho_Chi_Minh', '+0700'])
    const [due, duty] = [eventsOf(calendar).find((event) => valueOf(event, 'DTSTART') === '20210830')!, eventsOf(calendar).find((event) => valueOf(event, 'SUMMARY') === 'Lịch trực')!]
    expect(due.lines.filter(({ name }) => name.startsWith('DT') && name !== 'DTSTAMP')).toEqual([
      { name: 'DTSTART', params: ';VALUE=DATE', value: '20210830' }, { name: 'DTEND', params: ';VALUE=DATE', value: '20210831' }, // the end is not part of it
    ])
    expect(valueOf(due, 'SUMMARY')).toBe('Nhiệm vụ của cơ quan: 2 việc đến hạn')
    expect(valueOf(due, 'URL')).toMatch(/^http:\/\/.*\/lich\?view=list&day=2021-08-30$/)
    expect(duty.lines.filter(({ name }) => name === 'DTSTART' || name === 'DTEND')).toEqual([
      { name: 'DTSTART', params: ';TZID=Asia/Ho_Chi_Minh', value: '20210831T190000' }, { name: 'DTEND', params: ';TZID=Asia/Ho_Chi_Minh', value: '20210901T070000' },
    ])
    for (const word of ['Nà Mẫu', 'Rà soát', cast.communeClerk.fullName]) expect(answer.body).not.toContain(word)
  })

  it('carries kind, number and a short text once the office lets them leave, from its day on', async () => {
    await rule('1')
    const id = await give(`Tổ chức tiêm; báo cáo, tổng hợp ${'rất dài '.repeat(30)}`, '2021-09-07')
    const { url } = await make(commune)
    const event = eventsOf(parse((await read(url)).body)).find((each) => valueOf(each, 'DTSTART') === '20210907')!
    expect(valueOf(event, 'SUMMARY')).toMatch(/^Nhiệm vụ của cơ quan: Tổ chức tiêm; báo cáo, tổng hợp rất dài/)
    expect(valueOf(event, 'SUMMARY')!.length).toBeLessThanOrEqual(80)
    expect(valueOf(event, 'URL')).toMatch(new RegExp(`/nhiem-vu/${id}$`))
    server.deps.clock.now = () => new Date('2021-07-31T05:00:00Z') // the rule holds from 1 August
    expect((await read(url)).body).not.toContain('Tổ chức tiêm')
    server.deps.clock.now = () => new Date(`${DAY}T05:00:00Z`)
  })

  it('tells its address once, keeps only a digest, and is its person\'s alone', async () => {
    const { id, url } = await make(commune)
    const again = await commune.put(`/api/calendar/feeds/${id}`, { label: 'Điện thoại' })
    expect((again.json() as CalendarFeedMade).address).toBeNull()
    const secret = new URL(url, 'http://x').searchParams.get('key')!
    const kept = await asInstallation(server.adminUrl, (client) => client.query('select f::text as row from calendar_feed f union all select before::text || after::text from audit_entry where after is not null'))
    expect(kept.rows.map(({ row }) => row).join()).not.toContain(secret)
    expect(((await district.get('/api/calendar/feeds')).json() as CalendarFeeds).feeds).toEqual([])
    expect((await district.post(`/api/calendar/feeds/${id}/revoke`)).statusCode).toBe(404)
    expect((await district.put(`/api/calendar/feeds/${id}`, { label: 'x' })).json().code).toBe('not-allowed')
  })

  it('ends when revoked, when the post ends, when the account is disabled, when a password is set, and for nobody else', async () => {
    const others = await make(district)
    const revoked = await make(commune)
    await commune.post(`/api/calendar/feeds/${revoked.id}/revoke`)
    expect((await read(revoked.url)).statusCode).toBe(404)
    expect((await read('/api/calendar/feed.ics?key=nothing')).json()).toEqual((await read(revoked.url)).json())
    const health = await server.as(cast.healthStation)
    const feed = await make(health)
    const as = (sql: string): Promise<unknown> => asInstallation(server.adminUrl, (client) => client.query(sql))
    await as(`update post set valid_to = app_today() - 1 where id = '${cast.healthStation.postId}'`)
    expect((await read(feed.url)).statusCode).toBe(404)
    await as(`update post set valid_to = null where id = '${cast.healthStation.postId}'`)
    expect((await read(feed.url)).statusCode).toBe(200)
    expect((await health.post('/api/password', { current: PASSWORD, next: 'mot-mat-khau-khac-1' })).statusCode).toBe(200)
    expect((await read(feed.url)).statusCode).toBe(404)
    const next = await make(health)
    await as(`update account set disabled_at = now() where person_id = '${cast.healthStation.personId}'`)
    expect((await read(next.url)).statusCode).toBe(404)
    await as(`update account set disabled_at = null where person_id = '${cast.healthStation.personId}'`)
    expect((await read(next.url)).statusCode).toBe(404) // what was ended is not revived
    expect((await read(others.url)).statusCode).toBe(200)
  })
})
