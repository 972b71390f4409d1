import { createHash, randomBytes } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { cast } from '#test/people.ts'
import { sniff } from './sniff.ts'

const MB = 1024 * 1024
let server: TestApp
let clerk: Caller
let origin: string
beforeAll(async () => {
  server = await testApp({ maxFileBytes: 2 * MB })
  clerk = await server.as(cast.communeClerk)
  origin = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => server.stop())

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300)])

const put = (caller: Caller, id: string, payload: Buffer, query = '?name=anh.png', headers = {}) =>
  caller.inject({ method: 'PUT', url: `/api/files/${id}${query}`, payload, headers: { 'content-type': 'application/octet-stream', ...headers } })

describe('upload', () => {
  test('keeps the bytes by their digest and gives them back as they were', async () => {
    const id = newId()
    const kept = await put(clerk, id, PNG, '?name=%E1%BA%A3nh%20hi%E1%BB%87n%20tr%C6%B0%E1%BB%9Dng.png')
    const sha256 = createHash('sha256').update(PNG).digest('hex')
    expect(kept.json()).toMatchObject({ id, sha256, size: PNG.length, mediaType: 'image/png', name: 'ảnh hiện trường.png' })
    expect((await stat(join(server.dataFolder, 'files', sha256.slice(0, 2), sha256.slice(2)))).size).toBe(PNG.length)
    const got = await clerk.get(`/api/files/${id}`)
    expect(got.rawPayload.equals(PNG)).toBe(true)
    expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" })
  })

  test('is idempotent by id and digest; another file under the same id is refused', async () => {
    const id = newId()
    const first = await put(clerk, id, PNG)
    expect((await put(clerk, id, PNG)).json()).toEqual(first.json())
    const other = await put(clerk, id, Buffer.concat([PNG, Buffer.from('x')]))
    expect([other.statusCode, other.json().code]).toEqual([409, 'file-differs'])
  })

  test('takes one part of a form as well', async () => {
    const form = new FormData()
    form.append('file', new File(['Kính gửi: Ủy ban nhân dân xã'], 'công văn.txt', { type: 'image/png' }))
    const sent = await fetch(`${origin}/api/files/${newId()}`, {
      method: 'PUT', body: form, headers: { cookie: `phaodai_session=${clerk.token}`, 'x-phaodai': '1' },
    })
    expect(await sent.json()).toMatchObject({ mediaType: 'text/plain', name: 'công văn.txt' })
  })

  test('refuses what is empty, of another type, or not signed in', async () => {
    expect((await put(clerk, newId(), Buffer.alloc(0))).json().code).toBe('file-empty')
    const program = Buffer.concat([Buffer.from('7f454c46', 'hex'), randomBytes(64)])
    expect((await put(clerk, newId(), program, '?name=anh.png')).json().code).toBe('file-type')
    const guest = await server.app.inject({ method: 'PUT', url: `/api/files/${newId()}`, payload: PNG, headers: { 'x-phaodai': '1', 'content-type': 'image/png' } })
    expect(guest.statusCode).toBe(401)
    expect(await readdir(join(server.dataFolder, 'files/incoming'))).toEqual([])
  })

  test('a name cannot leave its folder or break a header', async () => {
    const kept = await put(clerk, newId(), PNG, `?name=${encodeURIComponent('../../etc/pass"wd\r\nset-cookie: a=b')}`)
    expect(kept.json().name).toBe('pass"wdset-cookie: a=b')
    const got = await clerk.get(`/api/files/${kept.json().id}`)
    expect(got.headers['content-disposition']).not.toContain('\n')
    expect(got.headers['set-cookie']).toBeUndefined()
  })
})

/** Sends `total` bytes over a real socket; announces the length or sends in chunks. Resolves with the answer. */
function sendLarge(total: number, announced: boolean): Promise<{ status: number; body: string; sent: number; ms: number }> {
  return new Promise((resolve, reject) => {
    const started = Date.now()
    const url = new URL(`${origin}/api/files/${newId()}?name=lon.bin`)
    const headers = {
      cookie: `phaodai_session=${clerk.token}`, 'x-phaodai': '1', 'content-type': 'application/octet-stream',
      ...(announced && { 'content-length': total }),
    }
    let sent = 0
    const outgoing = httpRequest(url, { method: 'PUT', headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => (body += chunk))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body, sent, ms: Date.now() - started })
        outgoing.destroy()
      })
    })
    outgoing.on('error', reject)
    const chunk = Buffer.alloc(256 * 1024, 0x61)
    const write = (): void => {
      while (sent < total && !outgoing.destroyed) {
        sent += chunk.length
        if (!outgoing.write(chunk)) return void outgoing.once('drain', write)
      }
      if (!outgoing.destroyed) outgoing.end()
    }
    write()
  })
}

describe('a file of 200 MB', () => {
  for (const announced of [true, false]) {
    test(`${announced ? 'announced' : 'sent in chunks'} is refused early with a clear sentence, and nothing is left`, async () => {
      const answer = await sendLarge(200 * MB, announced)
      expect(answer.status).toBe(413)
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'too-large', title: 'Tệp quá lớn.', detail: 'Tệp được nhận lớn nhất 2 MB.' })
      expect(answer.sent).toBeLessThan(100 * MB)
      expect(await readdir(join(server.dataFolder, 'files/incoming'))).toEqual([])
      expect((await put(clerk, newId(), PNG)).statusCode).toBe(200)
    })
  }
})

describe('who sees a file', () => {
  test('the post that uploaded it, and nobody else while it hangs on nothing', async () => {
    const id = newId()
    await put(clerk, id, PNG)
    const missing = (await (await server.as(cast.neighbour)).get(`/api/files/${newId()}`)).json()
    for (const other of [cast.neighbour, cast.communePartyClerk, cast.districtLeader, cast.provinceLeader, cast.healthStation]) {
      const answer = await (await server.as(other)).get(`/api/files/${id}`)
      expect([answer.statusCode, answer.json()]).toEqual([404, missing])
      const onto = await put(await server.as(other), id, PNG)
      expect([onto.statusCode, onto.json().code]).toEqual([403, 'not-allowed'])
    }
  })
})

describe('types by content', () => {
  const zip = (entry: string) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(`[Content_Types].xml${entry}`)])
  const cases: [string, Buffer, string | undefined][] = [
    ['pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['docx', zip('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['xlsx', zip('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['another zip', zip('classes.dex'), undefined],
    ['jpeg', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
    ['webp', Buffer.from('RIFF0000WEBPVP8 '), 'image/webp'],
    ['gif', Buffer.from('GIF89a\x00\x01'), undefined],
    ['Vietnamese text', Buffer.from('Độc lập - Tự do - Hạnh phúc\n'), 'text/plain'],
    ['text in another encoding', Buffer.from([0xe9, 0xe8, 0xff, 0x41]), undefined],
    ['old .doc, or a docx with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), undefined],
  ]
  test.each(cases)('%s', (_name, bytes, expected) => {
    expect(sniff(bytes, bytes, true)).toBe(expected)
  })

  test('a character cut at the end of the head does not make text binary', () => {
    const bytes = Buffer.from('Ủy ban')
    expect(sniff(bytes.subarray(0, 2), bytes, false)).toBe('text/plain')
    expect(sniff(bytes.subarray(0, 2), bytes, true)).toBeUndefined()
  })
})
