import { request as httpRequest } from 'node:http'
import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { callerOf, signIn, testApp, type Caller, type TestApp } from '#test/app.ts'
import { bodies, cast, PASSWORD } from '#test/people.ts'
import { newId } from './rows.ts'

let server: TestApp
let clerk: Caller
const printed: string[] = []
const writeOut = process.stdout.write

beforeAll(async () => {
  process.stdout.write = ((chunk: unknown, ...rest: unknown[]) => {
    const text = String(chunk)
    if (!text.startsWith('{"level"')) return Reflect.apply(writeOut, process.stdout, [chunk, ...rest]) as boolean
    return printed.push(text) > 0
  }) as typeof writeOut
  server = await testApp({ log: 'debug' })
  clerk = await server.as(cast.districtPartyClerk)
})
afterAll(async () => {
  process.stdout.write = writeOut
  server?.app.server.closeAllConnections()
  await server?.stop()
})

const WORD = 'kehoachtacchien'
const letter = (stamp: string): string => `${stamp}\nHUYỆN ỦY AN THỬ\nSố 7-CV/HU\nV/v ${WORD}\n\nKính gửi: UBND huyện.\n\n1. UBND huyện ${WORD} trước ngày 01/8/2021.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Văn Mẫu`

/** Every value of every table of every schema, as one text. */
function wholeDatabase(): Promise<string> {
  return withClient(server.adminUrl, { name: 'test' }, async (client) => {
    const { rows } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    const texts: string[] = []
    for (const { name } of rows) texts.push(JSON.stringify((await client.query(`select t::text from ${name} t`)).rows))
    return texts.join('\n')
  })
}

/** Names and bytes of every file below the data folder. */
async function wholeFolder(): Promise<string> {
  const entries = await readdir(server.dataFolder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map(async (path) => `${path}\n${await readFile(path, 'latin1')}\n${await readFile(path, 'utf8')}`))).join('\n')
}

const linesWith = (text: string, word: string): string[] => text.split('\n').filter((line) => line.includes(word))

function docx(text: string): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map((line) => new Paragraph(line)) }] }))
}

describe('a document of a secrecy grade', () => {
  test.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT', 'M Ậ T', '[TỐI MẬT]', 'Độ mật: Mật'])('%s is refused as text and as file, and nothing of it stays', async (stamp) => {
    const text = letter(stamp)
    const put = (more: object) => clerk.put(`/api/directives/${newId()}`, { text, direction: 'own', ...more })
    const file = (payload: string | Buffer, type: string) =>
      clerk.inject({ method: 'PUT', url: `/api/directives/${newId()}/file?name=${WORD}.txt&force=true`, payload, headers: { 'content-type': type } })
    const answers = [await put({}), await put({ force: true, declaredNotSecret: true, allowDuplicate: true }), await file(text, 'text/plain'), await file(await docx(text), 'application/octet-stream')]
    for (const answer of answers) {
      expect(answer.json()).toMatchObject({ code: 'secret-document' })
      expect(answer.body).not.toContain(WORD)
    }
    expect(linesWith(await wholeDatabase(), WORD)).toEqual([])
    expect(linesWith(await wholeFolder(), WORD)).toEqual([])
    expect(linesWith(printed.join(''), WORD)).toEqual([])
    expect(printed.length, 'the log is caught').toBeGreaterThan(5)
  })

  test('leaves a stub at most', async () => {
    const id = newId()
    const stub = { number: '7-CV/HU', issuedOn: '2021-07-22', issuerText: 'Huyện ủy An Thử' }
    expect((await clerk.put(`/api/directives/${id}/stub`, stub)).json()).toEqual({ id, ...stub })
    expect((await clerk.get('/api/directives?box=all')).body).not.toContain(id)
  })
})

describe('a letter that is refused for another reason', () => {
  test('a second copy as a file leaves neither a row nor bytes', async () => {
    const text = letter('ĐẢNG CỘNG SẢN VIỆT NAM').replaceAll(WORD, 'rà soát')
    const send = (id: string, payload: string) => clerk.inject({ method: 'PUT', url: `/api/directives/${id}/file?direction=own`, payload, headers: { 'content-type': 'text/plain' } })
    const id = newId()
    expect((await send(id, text)).statusCode).toBe(200)
    const [rows, files] = [await countFiles(), await wholeFolder()]
    expect((await send(newId(), `${text}\n`)).json().code).toBe('duplicate-directive')
    expect((await send(id, `${text} khác`)).json().code).toBe('duplicate')
    expect((await send(id, text)).statusCode, 'a repeat').toBe(200)
    expect([await countFiles(), await wholeFolder()]).toEqual([rows, files])
  })

  test('a draft that supersedes is told to nobody but its office', async () => {
    const state = await server.as(cast.districtClerk)
    const take = async (number: string): Promise<{ id: string; version: number }> => {
      const text = letter('ĐẢNG CỘNG SẢN VIỆT NAM').replaceAll(WORD, 'xây dựng phương án').replace('Số 7-', `Số ${number}-`)
      return (await clerk.put(`/api/directives/${newId()}`, { text, direction: 'own' })).json()
    }
    const [old, draft] = [await take('81'), await take('82')]
    const issued = (await clerk.post(`/api/directives/${old.id}/issue`, { version: old.version, authorityId: null, monitorId: null, deliveries: [{ bodyId: bodies.districtState, purpose: 'execute' }] })).json()
    const done = (await clerk.post(`/api/directives/${old.id}/supersede`, { version: issued.version, byId: draft.id })).json()
    expect(done).toMatchObject({ state: 'superseded', supersededById: draft.id })
    const seen = await state.get(`/api/directives/${old.id}`)
    expect(seen.json()).toMatchObject({ state: 'superseded', supersededById: null })
    const [task] = (await state.get(`/api/tasks?directiveId=${old.id}`)).json().rows
    const history = (await state.get(`/api/tasks/${task.id}`)).body
    expect(JSON.parse(history).events.at(-1)).toMatchObject({ kind: 'superseded', note: null })
    expect(history + seen.body).not.toMatch(new RegExp(`82-CV|${draft.id}`))
  })
})

const countFiles = (): Promise<number> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query('select from file')).rowCount ?? 0)

/** Sends 200 MB over a real socket, with its length announced or in chunks, as far as the server takes them. */
function sendHuge(url: string, type: string, announced: boolean): Promise<{ status: number; body: string; sent: number }> {
  const { port } = server.app.server.address() as AddressInfo
  const piece = Buffer.alloc(1024 * 1024, 'a')
  return new Promise((resolve, reject) => {
    let sent = 0
    const headers = { cookie: `phaodai_session=${clerk.token}`, 'x-phaodai': '1', 'content-type': type, ...(announced && { 'content-length': 200 * piece.length }) }
    const asking = httpRequest({ port, method: url.includes('import') ? 'POST' : 'PUT', path: url, headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => { body += chunk }).on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body, sent })
        asking.destroy()
      })
    })
    asking.on('error', (error) => (sent > 0 ? resolve({ status: 413, body: '{"code":"too-large"}', sent }) : reject(error)))
    const push = (): void => {
      while (sent < 200 && !asking.destroyed) {
        sent += 1
        if (!asking.write(piece)) return void asking.once('drain', push)
      }
      asking.end()
    }
    push()
  })
}

describe('200 MB', () => {
  test.each([
    ['/api/directives/{id}/file', 'application/octet-stream'], ['/api/files/{id}', 'application/octet-stream'], ['/api/directives/{id}', 'application/json'], ['/api/registers/rumour/import', 'text/csv'],
  ])('sent to %s is refused, announced or not, and leaves nothing', async (path, type) => {
    if (!server.app.server.listening) await server.app.listen({ port: 0, host: '127.0.0.1' })
    const before = await wholeFolder()
    for (const announced of [true, false]) {
      const answer = await sendHuge(path.replace('{id}', newId()), type, announced)
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([413, 'too-large'])
    }
    expect(await wholeFolder()).toBe(before)
    expect((await clerk.get('/api/me')).statusCode).toBe(200)
  })
})

describe('the log', () => {
  test('holds no search, no file name and no body of a request', async () => {
    await clerk.get('/api/people?search=nguoicantim')
    await clerk.get('/api/tasks?q=nguoicantim')
    await clerk.inject({ method: 'PUT', url: `/api/files/${newId()}?name=nguoicantim.txt`, payload: 'nguoicantim', headers: { 'content-type': 'text/plain' } })
    await clerk.put(`/api/registers/rumour/${newId()}`, { areaId: 'nguoicantim', callerPhone: 'nguoicantim' })
    await signIn(server.app, 'nguoicantim', 'nguoicantim')
    expect(printed.join('')).toContain('/api/people')
    expect(linesWith(printed.join(''), 'nguoicantim')).toEqual([])
    expect(linesWith(printed.join(''), clerk.token)).toEqual([])
  })
})

describe('ended at once', () => {
  test('a session that an administrator ends, with all it held open', async () => {
    const token = (await signIn(server.app, cast.communeClerk.username))!
    const theirs = callerOf(server.app, token)
    expect((await theirs.get('/api/tasks')).statusCode).toBe(200)
    const admin = await server.as(cast.districtAdmin)
    const sessions = (await admin.get('/api/sessions')).json() as { id: string; personId: string }[]
    for (const { id } of sessions.filter(({ personId }) => personId === cast.communeClerk.personId)) expect((await admin.delete(`/api/sessions/${id}`)).statusCode).toBe(200)
    for (const url of ['/api/tasks', '/api/directives', '/api/registers/rumour', '/api/picture', '/api/me']) expect((await theirs.get(url)).statusCode, url).toBe(401)
  })

  test('a post whose last day was yesterday', async () => {
    const theirs = await server.as(cast.neighbour)
    expect((await theirs.get('/api/tasks')).statusCode).toBe(200)
    await withClient(server.adminUrl, { name: 'test' }, (client) => client.query('update post set valid_to = app_today() - 1 where id = $1', [cast.neighbour.postId]))
    expect((await theirs.get('/api/tasks')).json().code).toBe('no-post')
  })

  test('guessing: the sixth attempt is locked, the right password included, and tells nothing of whether the name exists', async () => {
    const attempt = (username: string, password: string) => server.app.inject({ method: 'POST', url: '/api/sign-in', headers: { 'x-phaodai': '1' }, payload: { username, password } })
    for (const username of [cast.farClerk.username, 'khong.co.ai']) {
      for (let n = 0; n < 5; n++) expect((await attempt(username, `sai-${n}`)).json().code).toBe('sign-in-failed')
      expect((await attempt(username, PASSWORD)).json().code).toBe('sign-in-locked')
    }
  })
})
