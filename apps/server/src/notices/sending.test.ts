import type { FailedSending, NoticeSettings } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { createECDH, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { openMailServer, type MailServer } from '#test/mail-server.ts'
import { standAt, tellAll } from '#test/notices.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'
import { claimsOf, openPushServer, type PushServer } from '#test/push-server.ts'
import { deliver, type Ways } from './deliver.ts'
import { openWays, tick } from './index.ts'

let mail: MailServer
let push: PushServer
let server: TestApp
let ways: Ways
let district: Caller
let commune: Caller
/** Every test has a day of its own, so that none meets what another left. */
let day: string

const PUBLIC = 'https://phaodai.mau.example'
/** Words that must never leave by mail or push. */
const INSIDE = ['Bí mật điều tra', 'Lý Thị Một', 'Thử Một', 'vanthu.xamot', cast.communeClerk.personId]

beforeAll(async () => {
  ;[mail, push] = [await openMailServer(), await openPushServer()]
  server = await testApp({ smtpUrl: mail.url, mailFrom: 'Pháo Đài <bao@mau.example>', pushHosts: [push.host], publicUrl: PUBLIC })
  ways = await openWays(server.deps)
  ;[district, commune] = [await server.as(cast.districtClerk), await server.as(cast.communeClerk)]
  day = addDays(today(server.deps.clock), 1)
})
beforeEach(async () => {
  day = addDays(day, 7)
  at('12:30')
  await round()
  await commune.post('/api/notices/read', { until: server.deps.clock.now().toISOString() })
  mail.delivered.length = 0
  push.pushed.length = 0
})
afterAll(async () => {
  ways?.mail?.close()
  await server?.stop()
  await mail?.stop()
  await push?.stop()
})

function at(time: string, inDays = 0): void {
  standAt(server, `${addDays(day, inDays)}T${time}:00+07:00`)
}
async function round(): Promise<void> {
  await tellAll(server)
  await tick(server.deps, ways)
}
async function give(text = 'Bí mật điều tra ổ dịch'): Promise<string> {
  const id = randomUUID()
  expect((await district.put(`/api/tasks/${id}`, { text, bodyId: bodies.communeA1, deadline: addDays(day, 60) })).statusCode).toBe(200)
  return id
}
async function chase(id: string): Promise<void> {
  const answer = await district.post('/api/tasks/chase', { note: 'Bí mật điều tra', tasks: [{ id, eventId: randomUUID() }] })
  expect(answer.json().chased).toEqual([id])
}
const settings = async (): Promise<NoticeSettings> => (await commune.get('/api/notices/settings')).json()
const address = 'van.thu@xa-mau.example'

describe('mail', () => {
  it('goes to an address only after its code came back', async () => {
    expect((await commune.put('/api/notices/mail', { address })).json().mail).toMatchObject({ ready: true, address, verified: false })
    expect((await commune.put('/api/notices/mail', { address: 'khac@mau.example' })).json().code).toBe('too-many-requests')
    await chase(await give())
    await round()
    expect(mail.delivered.map(({ to, mail: { subject } }) => [to, subject])).toEqual([[[address], 'Pháo Đài: mã xác nhận địa chỉ thư']]) // and nothing of the chase
    const code = /\d{6}/.exec(mail.delivered[0]!.mail.text!)![0]
    expect((await commune.post('/api/notices/mail/confirm', { code: code === '000000' ? '111111' : '000000' })).json()).toEqual({ done: false })
    at('12:46')
    expect((await commune.post('/api/notices/mail/confirm', { code })).json()).toEqual({ done: false }) // a quarter of an hour is over
    at('12:40')
    expect((await commune.post('/api/notices/mail/confirm', { code })).json()).toEqual({ done: true })
    expect((await settings()).mail).toMatchObject({ address, verified: true })
  })

  it('is really delivered: headers, UTF-8, a count and a link, no word of what it is about', async () => {
    at('14:00')
    await chase(await give())
    await chase(await give())
    await round()
    await round()
    expect(mail.delivered).toHaveLength(1)
    const { to, raw, mail: seen } = mail.delivered[0]!
    expect(to).toEqual([address])
    expect(seen.subject).toBe('Pháo Đài: 2 thông báo mới')
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(seen.text).toContain(`Bạn có 2 thông báo mới. Mở để xem:`)
    expect(seen.text).toContain(`${PUBLIC}/thong-bao`)
    expect(seen.from?.value).toEqual([{ name: 'Pháo Đài', address: 'bao@mau.example' }])
    expect(seen.date?.toISOString()).toBe(server.deps.clock.now().toISOString())
    expect(seen.messageId).toMatch(/^<[0-9a-f-]{36}@mau\.example>$/)
    expect(seen.headers.get('auto-submitted')).toBe('auto-generated')
    expect(JSON.stringify(seen.headers.get('list'))).toContain(`${PUBLIC}/ngung-thu?ma=`)
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    expect(INSIDE.filter((word) => `${raw}${seen.text}${seen.subject}`.includes(word))).toEqual([])
  })

  it('waits between two, and through the quiet hours; what was read meanwhile is not sent', async () => {
    at('14:00')
    await chase(await give())
    await round()
    await chase(await give())
    at('14:10')
    await round()
    expect(mail.delivered).toHaveLength(1)
    at('14:16')
    await round()
    expect(mail.delivered.map(({ mail: { subject } }) => subject)).toEqual(['Pháo Đài: 1 thông báo mới', 'Pháo Đài: 1 thông báo mới'])
    at('21:00')
    await chase(await give())
    await chase(await give())
    await round()
    at('06:29', 1)
    await round()
    expect(mail.delivered).toHaveLength(2)
    at('06:30', 1)
    await round()
    expect(mail.delivered.at(-1)!.mail.subject).toBe('Pháo Đài: 2 thông báo mới')
    at('23:00', 1)
    await chase(await give())
    await round()
    await commune.post('/api/notices/read', { until: server.deps.clock.now().toISOString() })
    at('06:40', 2)
    await round()
    expect(mail.delivered).toHaveLength(3)
  })

  it('of a hỏa tốc breaks through the quiet hours, unless the person says otherwise', async () => {
    const urgent = async (): Promise<void> => {
      const id = await give()
      await asInstallation(server.adminUrl, async (client) => {
        const letter = randomUUID()
        await client.query(`insert into directive (id, owner_id, direction, doc_type, system, urgency, text, reading, state, search_key, created_by)
          values ($1, $2, 'own', 'cong-dien', 'state', 'hoa-toc', 'x', '{}', 'issued', 'x', $3)`, [letter, bodies.districtState, cast.districtClerk.postId])
        await client.query('update task set directive_id = $2 where id = $1', [id, letter])
      })
      await chase(id)
      await round()
    }
    at('23:00')
    await urgent()
    expect(mail.delivered).toHaveLength(1)
    await commune.patch('/api/notices/settings', { urgentBreaks: false })
    at('23:30')
    await urgent()
    expect(mail.delivered).toHaveLength(1)
    await commune.patch('/api/notices/settings', { urgentBreaks: true })
  })

  it('is tried again after a passing refusal, later each time; a lasting one is shown to the administrator, who retries', async () => {
    const failed = async (): Promise<FailedSending[]> => (await (await server.as(cast.admin)).get('/api/notices/failed')).json()
    at('14:00')
    mail.refuse(2, 451, `4.7.1 <${address}> greylisted`)
    await chase(await give())
    for (const time of ['14:00', '14:00', '14:01', '14:05']) {
      at(time)
      await round()
    }
    expect(mail.delivered).toHaveLength(0) // refused at 14:00 and 14:01, not yet due at 14:05
    at('14:06')
    await round()
    expect(mail.delivered).toHaveLength(1)
    expect(await failed()).toEqual([])

    mail.refuse(1, 550, `5.1.1 <${address}> unknown`)
    await chase(await give())
    at('15:00')
    await round()
    expect(mail.delivered).toHaveLength(1)
    const [dead] = await failed()
    expect(dead).toMatchObject({ fullName: cast.communeClerk.fullName, channel: 'mail', purpose: 'notice', attempts: 1, lastError: '550 5.1.1 … unknown' })
    const farAdmin = await server.as(cast.districtAdmin)
    expect((await farAdmin.get('/api/notices/failed')).json()).toHaveLength(1) // the commune lies below the district
    expect((await commune.get('/api/notices/failed')).statusCode).toBe(403)
    const answer = await (await server.as(cast.admin)).post(`/api/notices/failed/${dead!.id}/retry`)
    expect(answer.statusCode, answer.body).toBe(200)
    expect((await (await server.as(cast.admin)).post(`/api/notices/failed/${dead!.id}/retry`)).statusCode).toBe(404)
    await round()
    expect(mail.delivered).toHaveLength(2)
    expect(await failed()).toEqual([])

    mail.refuse(9, 421, '4.3.0 try later')
    await chase(await give())
    at('16:00')
    for (let n = 0; n < 7; n++) {
      standAt(server, new Date(server.deps.clock.now().getTime() + 241 * 60_000).toISOString())
      await deliver(server.deps, ways)
      if (n === 0) await round()
    }
    expect((await failed())[0]).toMatchObject({ attempts: 6, lastError: '421 4.3.0 try later' })
    mail.refuse(0, 0, '')
  })

  it('of the morning counts by kind, once a day, and is not sent when nothing stands unread', async () => {
    at('19:00')
    await give()
    await give()
    await chase(await give())
    await round()
    mail.delivered.length = 0
    for (const time of ['06:59', '07:00', '07:01', '09:00']) {
      at(time, 1)
      await round()
    }
    expect(mail.delivered.map(({ mail: { subject } }) => subject)).toEqual(['Pháo Đài: 4 thông báo chưa đọc đầu ngày'])
    const { text } = mail.delivered[0]!.mail
    expect(text).toContain('- Nhiệm vụ mới giao: 3')
    expect(text).toContain('- Bị đôn đốc: 1')
    expect(INSIDE.filter((word) => text!.includes(word))).toEqual([])
    await commune.post('/api/notices/read', { until: server.deps.clock.now().toISOString() })
    at('07:00', 2)
    await round()
    expect(mail.delivered).toHaveLength(1)
    at('09:30', 2)
    await give()
    await round()
    await commune.patch('/api/notices/settings', { digest: false })
    at('07:00', 3)
    await round()
    expect(mail.delivered).toHaveLength(1)
    await commune.patch('/api/notices/settings', { digest: true })
  })

  it('of the morning reaches a leader every day, unread notices or not, with the link to his sheet', async () => {
    const leader = await server.as(cast.districtLeader)
    await leader.put('/api/notices/mail', { address: 'lanhdao@huyen.example' })
    await round()
    const code = /\b(\d{6})\b/.exec(mail.delivered.at(-1)!.mail.text!)![1]
    expect((await leader.post('/api/notices/mail/confirm', { code })).statusCode).toBe(200)
    mail.delivered.length = 0
    for (const inDays of [1, 2]) {
      at('07:00', inDays)
      await round()
      await round()
    }
    const sheets = mail.delivered.filter(({ mail: { subject } }) => subject === 'Pháo Đài: tờ A4 của buổi sáng')
    expect(sheets.map(({ mail: { to } }) => [to].flat().map((each) => each!.text))).toEqual([['lanhdao@huyen.example'], ['lanhdao@huyen.example']])
    expect(sheets[0]!.mail.text).toContain(`${PUBLIC}/hom-nay/to-giay`)
    expect(mail.delivered.filter((each) => !sheets.includes(each)).some(({ mail: { text } }) => text!.includes('to-giay'))).toBe(false)
  })

  it('can be tested, stopped by its link without signing in, and begun again', async () => {
    expect((await commune.post('/api/notices/test', { channel: 'mail' })).json().tests).toMatchObject([{ channel: 'mail', outcome: 'waiting' }])
    expect((await commune.post('/api/notices/test', { channel: 'mail' })).json().code).toBe('too-many-requests')
    await round()
    expect((await settings()).tests).toMatchObject([{ channel: 'mail', outcome: 'sent' }])
    const token = /ma=([0-9a-f-]{36})/.exec(mail.delivered[0]!.mail.text!)![1]
    const stop = (ma: string) => server.app.inject({ method: 'POST', url: '/api/notices/stop-mail', headers: { 'x-phaodai': '1' }, payload: { token: ma } })
    expect((await stop(randomUUID())).json()).toEqual({ done: false })
    expect((await stop(token!)).json()).toEqual({ done: true })
    expect((await settings()).mail.stopped).toBe(true)
    await chase(await give())
    at('15:00')
    await round()
    expect(mail.delivered).toHaveLength(1)
    expect((await commune.post('/api/notices/mail/resume')).json().mail.stopped).toBe(false)
    await chase(await give())
    at('15:30')
    await round()
    expect(mail.delivered).toHaveLength(2)
  })
})

describe('the one click of RFC 8058', () => {
  const MULTIPART = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  const press = (url: string, type: string, payload: string) => server.app.inject({ method: 'POST', url, headers: { 'content-type': type, origin: 'https://mail.example' }, payload })

  it('stops the mail by the address in the header alone, sent as either kind of form, from anywhere, without a session', async () => {
    for (const [time, type, payload] of [['14:00', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'], ['15:00', 'multipart/form-data; boundary=x', MULTIPART]] as const) {
      at(time)
      await chase(await give())
      await round()
      const url = /<https:\/\/[^/]+(\/[^>]+)>/.exec(mail.delivered.at(-1)!.raw.replace(/\r\n\s+/g, ''))![1]!
      expect((await press(url, type, 'List-Unsubscribe=Two')).statusCode).toBe(400)
      expect((await settings()).mail.stopped).toBe(false)
      const answer = await press(url, type, payload)
      expect([answer.statusCode, answer.body, answer.headers['set-cookie']]).toEqual([200, '{}', undefined])
      expect((await settings()).mail.stopped).toBe(true)
      expect((await press(url.replace(/[0-9a-f-]{36}$/, randomUUID()), type, payload)).body).toBe('{}') // an unknown token is told nothing
      await commune.post('/api/notices/mail/resume')
    }
  })
})

describe('the words of a mail', () => {
  it('are in the language its reader chose, and say MẪU when they come from a demo', async () => {
    at('14:00')
    await commune.patch('/api/notices/settings', { language: 'en' })
    expect((await commune.patch('/api/notices/settings', { digest: true })).json()).toMatchObject({ language: 'en' }) // what is left out stays
    await chase(await give())
    await round()
    expect([mail.delivered.at(-1)!.mail.subject, mail.delivered.at(-1)!.mail.text]).toEqual(['Pháo Đài: 1 new notice', expect.stringContaining('Stop these mails: ') as string])
    await commune.patch('/api/notices/settings', { language: 'vi' })
    await asInstallation(server.adminUrl, (client) => client.query("insert into installation (demo, profile, seed, account_password) values (true, '2021', 1, 'mau')"))
    at('15:00')
    await chase(await give())
    await round()
    expect([mail.delivered.at(-1)!.mail.subject, mail.delivered.at(-1)!.mail.text]).toEqual(['[MẪU] Pháo Đài: 1 thông báo mới', expect.stringContaining('MẪU — dữ liệu giả định') as string])
    await asInstallation(server.adminUrl, (client) => client.query('delete from installation'))
  })
})

describe('push', () => {
  const subscribe = (name: string, id: string = randomUUID()) => commune.put(`/api/notices/devices/${id}`, push.subscription(name))

  it('is delivered encrypted to each browser, signed by the installation, with a count and a link only', async () => {
    at('14:00')
    const id = randomUUID()
    expect((await subscribe('chrome', id)).statusCode).toBe(200)
    expect((await subscribe('chrome', id)).json().push.devices).toHaveLength(1)
    const { push: { publicKey, devices } } = (await subscribe('firefox')).json() as NoticeSettings
    expect(devices.map((device) => device.label)).toEqual(['chrome', 'firefox'])
    await give()
    await give()
    await round()
    expect(push.pushed.map(({ path, text }) => [path, text]).sort()).toEqual(['/chrome', '/firefox'].map((path) => [path, '{"count":2,"path":"/thong-bao"}']))
    const { headers, body } = push.pushed[0]!
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '43200' })
    expect(headers.authorization).toContain(`k=${publicKey}`)
    expect(claimsOf(headers.authorization!)).toMatchObject({ aud: /^http:\/\/127\.0\.0\.1:\d+/.exec(push.subscription('x').endpoint)![0], sub: PUBLIC })
    expect(body.includes('thong-bao')).toBe(false)
    await round()
    expect(push.pushed).toHaveLength(2)
  })

  it('waits as long as the service asks, and forgets a browser that has gone', async () => {
    at('14:00')
    push.refuse(2, 429, { 'retry-after': '600' })
    await give()
    await round()
    at('14:09')
    await round()
    expect(push.pushed).toHaveLength(0)
    at('14:11')
    await round()
    expect(push.pushed).toHaveLength(2)
    push.refuse(1, 410)
    await give()
    await round()
    expect((await settings()).push.devices).toHaveLength(1)
    expect((await (await server.as(cast.admin)).get('/api/notices/failed')).json().filter((each: FailedSending) => each.channel === 'push')).toEqual([])
  })

  it('is tested and ended by the person, and goes to no other service than the office allows', async () => {
    at('14:00')
    expect((await commune.post('/api/notices/test', { channel: 'push' })).statusCode).toBe(200)
    await round()
    expect(JSON.parse(push.pushed[0]!.text)).toMatchObject({ test: true })
    const [device] = (await settings()).push.devices
    expect((await district.delete(`/api/notices/devices/${device!.id}`)).statusCode).toBe(404)
    expect((await commune.delete(`/api/notices/devices/${device!.id}`)).json().push.devices).toEqual([])
    await give()
    await round()
    expect(push.pushed).toHaveLength(1)
    at('14:02')
    expect((await commune.post('/api/notices/test', { channel: 'push' })).json().code).toBe('invalid-value')
    const other = createECDH('prime256v1')
    other.generateKeys()
    const stranger = { endpoint: 'https://10.0.0.8/push', p256dh: other.getPublicKey('base64url'), auth: Buffer.alloc(16).toString('base64url'), label: 'x' }
    expect((await commune.put(`/api/notices/devices/${randomUUID()}`, stranger)).json().code).toBe('invalid-value')
  })
})
