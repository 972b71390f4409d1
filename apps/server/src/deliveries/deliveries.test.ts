import { readDirective } from '@phaodai/directives'
import type { UnreadPage } from '@phaodai/office'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { standAt, tellAll } from '#test/notices.ts'
import { asInstallation, bodies, cast, type Member } from '#test/people.ts'
import { chaseUnread } from './index.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.stop())

// Friday 20 August 2021; the 21st and 22nd are no working days.
const FRIDAY = '2021-08-20T03:00:00Z'
const [letter, toReport] = [randomUUID(), randomUUID()]
const deliveries = { read: randomUUID(), silent: randomUUID(), report: toReport }

beforeEach(async () => {
  standAt(server, FRIDAY)
  await asInstallation(server.adminUrl, async (client) => {
    for (const table of ['notice', 'unread_told', 'delivery_chase', 'directive_delivery', 'handling_event', 'handling', 'directive']) await client.query(`delete from ${table}`)
    await client.query(`insert into directive (id, owner_id, direction, doc_type, system, number, text, reading, search_key, state, created_by)
      values ($1, $2, 'own', 'cong-van', 'state', '15/UBND', 'x', $4, 'x', 'issued', $3)`, [letter, bodies.districtState, cast.districtClerk.postId, JSON.stringify(readDirective('Số: 15/UBND'))])
    for (const [id, body, purpose, readAt] of [[deliveries.read, bodies.communeA1, 'execute', FRIDAY], [deliveries.silent, bodies.communeA2, 'execute', null], [deliveries.report, bodies.provinceState, 'report', null]]) {
      await client.query('insert into directive_delivery (id, directive_id, owner_id, body_id, purpose, read_at, delivered_at) values ($1, $2, $3, $4, $5, $6, $7)', [id, letter, bodies.districtState, body, purpose, readAt, FRIDAY])
    }
  })
})

const ruleOn = (instant: string) => asSystem(server.deps.pools.jobs, (tx) => chaseUnread(tx, { at: instant, today: instant.slice(0, 10) }))
const unread = async (who: Member): Promise<UnreadPage> => (await (await server.as(who)).get('/api/deliveries/unread')).json()
const chase = async (who: Member, ids: string[], chaseIds = ids.map(() => randomUUID())) =>
  (await (await server.as(who)).post('/api/deliveries/chase', { deliveries: ids.map((id, n) => ({ id, chaseId: chaseIds[n]! })), note: 'Đề nghị mở văn bản' })).json()
const noticesOf = async (who: Member, kind: string): Promise<string[]> => asInstallation(server.adminUrl, async (client) =>
  (await client.query<{ thing_id: string }>('select thing_id from notice where post_id = $1 and kind = $2', [who.postId, kind])).rows.map((row) => row.thing_id))

describe('a document that was delivered and not opened', () => {
  it('names its silent recipients to the issuer alone; who gets it for report is not asked to read', async () => {
    expect((await unread(cast.districtClerk)).rows).toMatchObject([{ directive: { number: '15/UBND' }, total: 2, read: 1, unread: [{ id: deliveries.silent, body: { id: bodies.communeA2 }, chasedCount: 0, hears: true }] }])
    expect((await unread(cast.communeClerk)).rows).toEqual([])
    expect((await unread(cast.provinceStateClerk)).rows).toEqual([])
  })
  it('is counted once a working day has passed: not on Saturday, on Monday', async () => {
    const count = async () => (await (await server.as(cast.districtClerk)).get('/api/deliveries/unread/count')).json()
    standAt(server, '2021-08-21T03:00:00Z')
    expect(await count()).toEqual({ deliveries: 0, directives: 0 })
    standAt(server, '2021-08-23T03:00:00Z')
    expect(await count()).toEqual({ deliveries: 1, directives: 1 })
  })
  it('is chased with a notice to whoever reads there; a repeat, a read one, one for report and a stranger change nothing', async () => {
    const id = randomUUID()
    expect(await chase(cast.districtClerk, [deliveries.silent], [id])).toEqual({ chased: [deliveries.silent], refused: [] })
    expect(await chase(cast.districtClerk, [deliveries.silent], [id])).toEqual({ chased: [deliveries.silent], refused: [] })
    expect((await chase(cast.districtClerk, [deliveries.read, deliveries.report])).refused).toEqual([{ id: deliveries.read, code: 'illegal-state' }, { id: deliveries.report, code: 'illegal-state' }])
    expect((await chase(cast.farClerk, [deliveries.silent])).refused).toEqual([{ id: deliveries.silent, code: 'not-found' }])
    expect((await chase(cast.provinceStateClerk, [deliveries.silent])).refused).toEqual([{ id: deliveries.silent, code: 'not-allowed' }])
    await tellAll(server)
    expect(await noticesOf(cast.neighbour, 'directive-chased')).toEqual([letter])
    expect(await noticesOf(cast.communeClerk, 'directive-chased')).toEqual([])
    const opened = (await (await server.as(cast.neighbour)).get(`/api/directives/${letter}`)).json()
    expect(opened.myDelivery).toMatchObject({ chasedCount: 1, chaseNote: 'Đề nghị mở văn bản', hears: null })
    expect((await unread(cast.districtClerk)).rows).toEqual([])
  })
  it('is chased by rule after a working day and told to the issuer\'s leader after three, each once', async () => {
    expect(await ruleOn('2021-08-22T23:00:00Z')).toEqual({ chased: 0, told: 0 }) // Sunday
    expect(await ruleOn('2021-08-23T03:00:00Z')).toEqual({ chased: 1, told: 0 })
    expect(await ruleOn('2021-08-23T04:00:00Z')).toEqual({ chased: 0, told: 0 })
    expect(await ruleOn('2021-08-24T03:00:00Z')).toEqual({ chased: 0, told: 0 })
    expect(await ruleOn('2021-08-25T03:00:00Z')).toEqual({ chased: 0, told: 1 })
    expect(await ruleOn('2021-08-26T03:00:00Z')).toEqual({ chased: 0, told: 0 })
    await tellAll(server)
    expect(await noticesOf(cast.neighbour, 'directive-chased')).toEqual([letter])
    expect(await noticesOf(cast.districtLeader, 'directive-unread')).toEqual([letter])
    expect(await noticesOf(cast.districtClerk, 'directive-unread')).toEqual([])
  })
  it('is left alone once it is withdrawn', async () => {
    expect((await (await server.as(cast.districtClerk)).post(`/api/directives/${letter}/withdraw`, { version: 1, reason: 'Ban hành nhầm' })).statusCode).toBe(200)
    expect((await unread(cast.districtClerk)).rows).toEqual([])
    expect(await ruleOn('2021-08-25T03:00:00Z')).toEqual({ chased: 0, told: 0 })
    expect((await chase(cast.districtClerk, [deliveries.silent])).refused).toMatchObject([{ code: 'illegal-state' }])
  })
})
