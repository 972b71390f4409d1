import type { DirectiveDetail, Scan, ScanPage } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { cast } from '#test/people.ts'
import { scan, type Damage } from '#test/scans/damage.ts'
import { drawPaper } from '#test/scans/paper.ts'
import { stateLetter } from '#test/scans/papers.ts'
import { registerScanJobs } from './index.ts'

let server: TestApp
let clerk: Caller
beforeAll(async () => {
  server = await testApp()
  registerScanJobs(server.deps)
  await server.deps.jobs.start()
  clerk = await server.as(cast.districtClerk)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const sheet = (damage: Damage): Promise<Buffer> => scan(drawPaper(stateLetter), damage)

async function send(bytes: Buffer, query: string, id = newId()): Promise<{ id: string; status: number; body: Scan & { code?: string } }> {
  const answer = await clerk.inject({ method: 'PUT', url: `/api/directives/${id}/file?name=quet.png&${query}`, headers: { 'content-type': 'application/octet-stream' }, payload: bytes })
  return { id, status: answer.statusCode, body: answer.json() }
}

async function settled(id: string): Promise<Scan> {
  for (;;) {
    const now = (await clerk.get(`/api/scans/${id}`)).json<Scan>()
    if (now.state !== 'queued' && now.state !== 'reading') return now
    await new Promise(resolve => setTimeout(resolve, 250))
  }
}

const trials = (): string[] => (existsSync(join(server.dataFolder, 'scans')) ? readdirSync(join(server.dataFolder, 'scans')) : [])
const rows = (sql: string, values: unknown[] = []): Promise<unknown[]> => withClient(server.adminUrl, { name: 'test' }, async client => (await client.query(sql, values)).rows)

test('a stamped scan is declared, read by a job, taken in, corrected and read again', async () => {
  const bytes = await sheet({ stamped: true, skew: 1.4, noise: 6, dpi: 200, jpeg: 70 })
  expect((await send(bytes, 'declaredNotSecret=false')).body).toMatchObject({ code: 'secrecy-undeclared' })
  expect(trials()).toEqual([])
  const { id, status, body } = await send(bytes, 'declaredNotSecret=true')
  expect(status).toBe(202)
  expect(body).toMatchObject({ state: 'queued', name: 'quet.png', page: 0 })
  expect((await clerk.post(`/api/scans/${id}/take-in`)).json()).toMatchObject({ code: 'illegal-state' })
  expect(await settled(id)).toMatchObject({ state: 'read', page: 1, pages: 1 })
  expect((await clerk.get('/api/scans')).json()).toMatchObject({ rows: [{ id, state: 'read' }] })

  const taken = (await clerk.post(`/api/scans/${id}/take-in`, { force: true })).json<DirectiveDetail>()
  expect(taken).toMatchObject({ id, number: '1043/UBND-YT', issuedOn: '2021-09-14', issuerText: expect.stringMatching(/huyện Đình Lập/i), state: 'draft' })
  expect(taken.orders!.find(({ itemLabel }) => itemLabel === '1.a')).toMatchObject({ deadline: '2021-09-18' })
  expect((await clerk.post(`/api/scans/${id}/take-in`, { force: true })).statusCode).toBe(200)
  expect((await clerk.get('/api/scans')).json()).toEqual({ rows: [] })

  const { pages: [page] } = (await clerk.get(`/api/directives/${id}/pages`)).json<{ pages: ScanPage[] }>()
  const word = page!.words.find(({ start, end }) => taken.text.slice(start, end).startsWith('18/9/2021'))!
  expect(word.y).toBeGreaterThan(0.2)
  const picture = await clerk.get(`/api/directives/${id}/pages/1`)
  expect(picture.headers['content-type']).toBe('image/jpeg')
  expect((await clerk.get(`/api/directives/${id}/pages/2`)).statusCode).toBe(404)
  expect((await clerk.get(`/api/directives/${id}/files`)).json()).toMatchObject({ rows: [{ name: 'quet.png', mediaType: 'image/jpeg' }] })

  const order = taken.orders!.find(({ itemLabel }) => itemLabel === '1.b')!
  await clerk.put(`/api/directives/${id}/orders/${order.id}`, { ...order, nature: 'deliverable' })
  const corrections = [{ start: word.start, end: word.end, text: '20/10/2021.' }]
  expect((await clerk.patch(`/api/directives/${id}/words`, { version: taken.version + 7, corrections })).json()).toMatchObject({ code: 'stale' })
  const again = (await clerk.patch(`/api/directives/${id}/words`, { version: taken.version, corrections })).json<DirectiveDetail>()
  expect(again.text).toContain('ngày 20/10/2021.')
  expect(again.orders!.find(({ itemLabel }) => itemLabel === '1.a')).toMatchObject({ deadline: '2021-10-20', id: taken.orders!.find(({ itemLabel }) => itemLabel === '1.a')!.id })
  expect(again.orders!.find(({ itemLabel }) => itemLabel === '1.b')).toMatchObject({ nature: 'deliverable', corrected: ['nature'] })
  const after = (await clerk.get(`/api/directives/${id}/pages`)).json<{ pages: ScanPage[] }>().pages[0]!.words
  expect(after.find(({ start }) => start === word.start)).toMatchObject({ end: word.start + 11, confidence: 100 })
  expect(after.map(({ start, end }) => again.text.slice(start, end)).every(text => text !== '' && !/^\s|\s$/.test(text))).toBe(true)
  expect((await clerk.patch(`/api/directives/${id}/words`, { version: again.version, corrections: [{ start: 0, end: 4, text: 'MẬT\n' }] })).json()).toMatchObject({ code: 'secret-document' })
})

test('a grade stamped in red is found: picture and text are gone, only the refusal stays', async () => {
  const { id } = await send(await sheet({ grade: 'TỐI MẬT', skew: -1, dpi: 200, jpeg: 75 }), 'declaredNotSecret=true')
  expect(await settled(id)).toMatchObject({ state: 'refused', problem: 'secret-document' })
  expect(trials()).not.toContain(id)
  expect((await clerk.post(`/api/scans/${id}/take-in`)).json()).toMatchObject({ code: 'illegal-state' })
  expect(await rows('select from directive where id = $1', [id])).toEqual([])
  expect(JSON.stringify(await rows('select * from scan where id = $1', [id]))).not.toMatch(/1043|Đình Lập|quet/)
  expect(await rows("select from record_key where subject = 'scan' and row_id = $1", [id])).toEqual([])
  expect(JSON.stringify(await rows('select * from audit_entry where row_id = $1', [id]))).not.toMatch(/quet/)
})

test('a scan that is called off leaves nothing, and others don\'t see it', async () => {
  const { id } = await send(await sheet({ dpi: 150 }), 'declaredNotSecret=true')
  const stranger = await server.as(cast.communeClerk)
  expect((await stranger.get(`/api/scans/${id}`)).statusCode).toBe(404)
  expect((await stranger.post(`/api/scans/${id}/cancel`)).statusCode).toBe(404)
  expect((await clerk.post(`/api/scans/${id}/cancel`)).json()).toMatchObject({ state: 'cancelled' })
  expect((await clerk.post(`/api/scans/${id}/cancel`)).statusCode).toBe(200)
  expect(trials()).not.toContain(id)
})

test('what is no picture is told so', async () => {
  const { id } = await send(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]), 'declaredNotSecret=true')
  expect(await settled(id)).toMatchObject({ state: 'failed', problem: 'damaged' })
  expect(trials()).not.toContain(id)
})
