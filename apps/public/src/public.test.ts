import type { TracingAnswer } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool, withClient } from '#kernel/database/pool.ts'
import { createPublicApp } from '#public/app.ts'
import { LIMITS } from '#public/limits.ts'
import { keepGate } from '#server/gate/index.ts'
import { keepVisits } from '#server/tracing/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, cast } from '#test/people.ts'

const AT = Date.parse('2021-08-10T15:10:00Z') // 22:10 in Vietnam
const [MINUTE, HOUR] = [60_000, 3_600_000]
let now = AT
let server: TestApp
let pages: FastifyInstance
let pool: pg.Pool
let station: Caller
let officer: Caller
let market: string
let decision: string

const MARKET = '0123456789abcdef'
const ANNA = 'a'.repeat(32)
const BINH = 'b'.repeat(32)
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (who: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const admin = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<T>(sql, values)).rows)
const post = (url: string, payload: object, headers = {}) => pages.inject({ method: 'POST', url, payload, headers })
const visit = (more: object = {}) => ({ id: newId(), place: MARKET, in: now - HOUR, out: null, ...more })
const send = (code: string, visits: object[], sentAt = now) => post('/api/check-ins', { code, sentAt, visits })
const enrol = (code: string, fullName: string, phone: string) => post('/api/phones', { code, fullName, phone, areaId: areas.communeA1 })
const kept = (id: string) => admin<{ left_at: string | null; note: string | null; source: string }>('select left_at, note, source from place_visit where id = $1', [id])

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date(now)
  pool = createPool(loginUrl(server.adminUrl, 'phaodai_public'), { name: 'test', max: 4 })
  pages = await createPublicApp({ pool, clock: server.deps.clock, limits: LIMITS, proxy: [], log: 'silent' })
  station = await server.as(cast.healthStation)
  officer = await server.as(cast.districtOfficer)
  market = await put(officer, '/api/registers/place', { areaId: areas.communeA1, name: 'Chợ <b>Thử</b>', kind: 'market', ownerName: 'Trần Thị Chủ Chợ', ownerPhone: '0912345678' })
  await admin('insert into place_code (code, place_id) values ($1, $2)', [MARKET, market])
})
afterAll(async () => {
  await pages?.close()
  await pool?.end()
  await server?.stop()
})

/** What the public pages may call, and why it tells nothing of a person. */
const NAMED: Record<string, string> = {
  allowed: 'texts of published decisions and levels', standing: 'the name of a unit and its published level', areas_below: 'units of the country', place_of: 'a place by the secret on its poster', enrol: 'writes a phone, tells nothing',
  check_in: 'writes visits of a phone, tells why not', count_refusals: 'adds to numbers',
}

describe('the role of the public pages', () => {
  test('reaches the named functions and nothing else', async () => {
    const reach = await admin<{ line: string }>(`
      select format('%s %s.%s', p.privilege, n.nspname, c.relname) as line from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) p (privilege)
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'v', 'm', 'p', 'f') and has_table_privilege('phaodai_public'::name, c.oid, p.privilege)
      union all select 'column of ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'v', 'm', 'p', 'f') and has_any_column_privilege('phaodai_public', c.oid, 'select, insert, update, references')
      union all select 'sequence ' || c.relname from pg_class c where case when c.relkind = 'S' then has_sequence_privilege('phaodai_public', c.oid, 'usage, select, update') end
      union all select 'schema ' || nspname from pg_namespace where nspname not in ('pg_catalog', 'information_schema', 'gate') and has_schema_privilege('phaodai_public', oid, 'usage, create')
      union all select 'member of ' || g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = 'phaodai_public'::regrole
      union all select 'attribute' from pg_roles where rolname = 'phaodai_public' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      union all select 'may create in gate' where has_schema_privilege('phaodai_public', 'gate', 'create')
      union all select 'database: ' || p from unnest('{create,temporary}'::text[]) p where has_database_privilege('phaodai_public', current_database(), p)`)
    expect(reach.map(({ line }) => line)).toEqual([])
    const callable = await admin<{ name: string; taut: boolean }>(`
      select p.proname as name, p.prosecdef and p.proconfig @> array['search_path=public, pg_temp'] as taut from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege('phaodai_public', n.oid, 'usage') and has_function_privilege('phaodai_public', p.oid, 'execute') order by 1`)
    expect(callable.map(({ name }) => name)).toEqual(Object.keys(NAMED).sort())
    expect(callable.every(({ taut }) => taut)).toBe(true)
    const others = await admin<{ line: string }>(`select r.rolname || ' ' || p.proname as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace, pg_roles r
      where n.nspname = 'gate' and r.rolname ~ '^(pd_|phaodai_(app|auth|jobs|system))' and has_function_privilege(r.oid, p.oid, 'execute')`)
    expect(others).toEqual([]) // and nobody of the office uses its door
  })

  test('is refused everything it asks for by hand', async () => {
    for (const sql of ['select * from public.individual', 'select * from public.place', 'select * from public.visitor', 'select public.app_demo()', 'select * from public.place_visit', 'select * from pgboss.job', 'set role pd_area', 'create temp table x (a int)']) {
      await expect(pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('without a decision', () => {
  test('nothing is collected, and a known place looks like an unknown one', async () => {
    const [known, unknown, bad] = await Promise.all([`/d/${MARKET}`, '/d/zzzzzzzzzzzzzzzz', '/d/khong-phai-ma'].map((url) => pages.inject(url)))
    expect([known!.statusCode, unknown!.statusCode, bad!.statusCode]).toEqual([404, 404, 404])
    const body = (answer: typeof known, code: string): string => answer!.body.replaceAll(code, '')
    expect(body(known, MARKET)).toBe(body(unknown, 'zzzzzzzzzzzzzzzz'))
    expect((await enrol(ANNA, 'Chu Mẫu An', '0912000001')).json()).toMatchObject({ refused: 'collection-off' })
    expect(await admin('select from visitor')).toEqual([])
  })
})

describe('check-ins', () => {
  beforeAll(async () => {
    decision = await put(officer, '/api/registers/collection_decision', { areaId: areas.district, number: '12/QĐ-UBND', issuer: 'UBND huyện An Thử', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 21 })
  })

  test('the page names the place, escaped, and holds to its own scripts', async () => {
    const page = await pages.inject(`/d/${MARKET}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Chợ &lt;b&gt;Thử&lt;/b&gt;')
    expect(page.body).not.toMatch(/Chủ Chợ|0912345678|<b>/)
    expect(page.headers['content-security-policy']).toBe("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.body).not.toMatch(/<script(?![^>]* src=)|style=|onclick|https?:\/\//)
    expect((await pages.inject(`/en/d/${MARKET}`)).body).toContain('I enter')
  })

  test('stand once committed, whatever is sent twice or in another order', async () => {
    for (let sent = 0; sent < 2; sent++) expect((await enrol(ANNA, 'Chu Mẫu An', '0912 000 001')).json()).toEqual({ done: true })
    const stay = visit()
    expect((await send(ANNA, [stay])).json()).toMatchObject({ done: [stay.id], refused: [], clock: null })
    expect(await kept(stay.id)).toEqual([{ left_at: null, note: null, source: 'qr' }])
    const out = now - HOUR / 2
    for (const again of [[{ ...stay, out }], [stay], [stay, { ...stay, out: out + MINUTE }]]) expect((await send(ANNA, again)).json().refused).toEqual([])
    expect(await kept(stay.id)).toMatchObject([{ left_at: new Date(out).toISOString() }]) // the first exit told is the one that holds
    expect(await admin('select from place_visit where id = $1', [stay.id])).toHaveLength(1)
  })

  test('of a phone that nobody knows, a wrong place, an hour to come or a day outside are refused, each with its reason', async () => {
    const [future, outside, elsewhere, backwards, good] = [visit({ in: now + 10 * MINUTE }), visit({ in: Date.parse('2021-07-20T08:00:00Z') }), visit({ place: 'zzzzzzzzzzzzzzzz' }), visit({ out: now - 2 * HOUR }), visit()]
    const { done, refused } = (await send(ANNA, [future, outside, elsewhere, backwards, good])).json()
    expect(refused.map(({ id, reason }: { id: string; reason: string }) => [id, reason])).toEqual([[future.id, 'future'], [outside.id, 'collection-off'], [elsewhere.id, 'unknown-place'], [backwards.id, 'exit-before-entry']])
    expect(done).toEqual([good.id])
    expect(refused.every(({ sentence }: { sentence: string }) => sentence.endsWith('.'))).toBe(true)
    expect((await send('c'.repeat(32), [visit()])).json().refused).toMatchObject([{ reason: 'unknown-phone' }])
    for (const bad of [{ ...visit(), id: "x'); drop table visitor" }, { ...visit(), in: Number.MAX_SAFE_INTEGER }, { ...visit(), place: '{},{}' }]) expect((await send(ANNA, [bad])).statusCode).toBe(400)
  })

  test('a clock that is off is told, on the visit and to the phone', async () => {
    const late = visit()
    const { clock, done } = (await send(ANNA, [late], now - 37 * MINUTE)).json()
    expect(clock).toEqual({ skew: -2220, sentence: 'Đồng hồ điện thoại chậm 37 phút.' })
    expect(done).toEqual([late.id])
    expect(await kept(late.id)).toMatchObject([{ note: 'Đồng hồ điện thoại chậm 37 phút.' }])
  })

  test('10,000 a minute from one phone are refused beyond its limit, told as such and counted; others go on', async () => {
    await enrol(BINH, 'Lý Mẫu Bình', '0912000002')
    let [done, tooMany] = [0, 0]
    for (let sent = 0; sent < 50; sent++) {
      const answer = await send(BINH, Array.from({ length: 200 }, (_, n) => visit({ in: now - HOUR - sent * 200 - n })))
      done += answer.json().done.length
      tooMany += answer.json().refused.filter(({ reason }: { reason: string }) => reason === 'too-many').length
      if (sent > 0) expect(answer.statusCode).toBe(429)
    }
    expect([done, tooMany]).toEqual([60, 9_940])
    expect((await send(ANNA, [visit()])).json().refused).toEqual([])
    now += 2 * MINUTE
    expect((await send(BINH, [visit()])).json().refused).toEqual([])
  })

  test('tracing reads them in place, by name only once a live case has met them', async () => {
    const [own, met] = [visit({ in: AT - 3 * HOUR, out: AT - 2 * HOUR }), visit({ in: AT - 3 * HOUR, out: AT - 2.5 * HOUR })]
    expect((await send(ANNA, [own])).json().done).toHaveLength(1)
    expect((await send(BINH, [met])).json().done).toHaveLength(1)
    expect(await admin("select from individual where full_name in ('Chu Mẫu An', 'Lý Mẫu Bình')")).toEqual([])
    const individualId = await put(station, '/api/individuals', { areaId: areas.communeA1, fullName: 'Chu Mẫu An', sex: 'male', birthYear: 1985, phone: '0912000001' })
    const caseId = await put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: new Date(AT).toISOString(), onsetOn: '2021-08-09', individualId })
    const answer = (await station.post(`/api/cases/${caseId}/tracing`, { reason: 'Truy vết F1 của ca dương tính' })).json<TracingAnswer>()
    expect(answer.people.map(({ name, phone }) => [name, phone])).toEqual([['Lý Mẫu Bình', '0912000002']])
    expect(answer.people[0]!.why).toContain('Chợ')
    expect(await admin("select from individual where full_name = 'Lý Mẫu Bình'")).toHaveLength(1)
    const next = visit({ in: now - MINUTE })
    await send(ANNA, [next])
    expect(await admin('select individual_id as of from place_visit where id = $1', [next.id])).toEqual([{ of: individualId }]) // his phone goes on as him
  })

  test('the end of the decision closes the page, and its time of keeping deletes phones and drops days', async () => {
    const { row } = (await officer.get(`/api/registers/collection_decision/${decision}`)).json()
    expect((await officer.post(`/api/registers/collection_decision/${decision}/actions/end`, { version: row.version, reason: 'Hết dịch' })).statusCode).toBe(200)
    expect((await pages.inject(`/d/${MARKET}`)).statusCode).toBe(404)
    expect((await send(ANNA, [visit()])).json().refused).toMatchObject([{ reason: 'collection-off' }])
    now = Date.parse('2021-08-31T05:00:00+07:00')
    await keepVisits(server.deps)
    expect((await admin('select from place_visit')).length).toBeGreaterThan(0)
    now = Date.parse('2021-09-01T05:00:00+07:00') // 21 days after the tenth are over
    await keepVisits(server.deps)
    expect(await admin('select from place_visit')).toEqual([])
    now = Date.parse('2021-09-21T05:00:00+07:00')
    expect(await keepGate(server.deps)).toMatchObject({ visitors: 0 })
    now = Date.parse('2021-09-22T05:00:00+07:00') // 21 days after the last day of the decision are over
    expect(await keepGate(server.deps)).toMatchObject({ visitors: 2 })
    await pages.close()
    expect(await admin("select reason, n::int from gate_refusal where reason = 'too-many'")).toEqual([{ reason: 'too-many', n: 9_940 }])
  })
})
