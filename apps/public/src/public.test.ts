import type { TracingAnswer } from '@phaodai/office'
import { makeId, verifyReceipt, type ReceiptGround, type ReceiptKey } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import { createPublicKey, verify } from 'node:crypto'
import type pg from 'pg'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool, withClient } from '#kernel/database/pool.ts'
import { createPublicApp } from '#public/app.ts'
import { LIMITS } from '#public/limits.ts'
import { keepGate, rotateKeys, sendOutbox } from '#server/gate/index.ts'
import { keepVisits } from '#server/tracing/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, bodies, cast } from '#test/people.ts'

const AT = Date.parse('2021-08-10T15:10:00Z') // 22:10 in Vietnam
const [MINUTE, HOUR] = [60_000, 3_600_000]
let now = AT
let server: TestApp
let pages: FastifyInstance
let pool: pg.Pool
let station: Caller
let officer: Caller
let neighbour: Caller
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
  neighbour = await server.as(cast.farClerk)
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
  open_now: 'decisions in force, which are public', request_place: 'writes a request, tells nothing', declare: 'writes a declaration, tells its number to whoever sent it',
  signing_key: 'the key that signs receipts now', verifying_keys: 'public halves of keys', ask_record: 'puts a code on its way, tells nothing', own_record: 'one\'s own declarations, for a code that came by mail',
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

describe('declarations', () => {
  beforeEach(() => {
    now = AT
  })
  const declaration = (more: object = {}) => ({
    id: newId(), areaId: areas.villageA1, fullName: 'Đặng Thị Mẫu Về', birthYear: 1990, sex: 'female', identityNumber: '001190000001', phone: '0912000003', mail: 'mau.ve@example.test', address: 'Thôn Nà Mẫu', nationality: 'VN',
    fromAreaId: areas.communeB1, fromCountry: null, leftOn: '2021-08-09', arrivesOn: '2021-08-10', transport: null, symptoms: ['cough'], metCase: false, ...more,
  })
  const fault = async (code: string, more: Partial<ReceiptGround> = {}) => {
    const keys = (await pages.inject('/api/receipt-keys')).json<ReceiptKey[]>()
    const raw = (key: Uint8Array) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }, format: 'jwk' })
    return verifyReceipt(code, { now: now / 1000, keys, check: async (key, signed, signature) => verify(null, signed, raw(key), signature), used: () => false, ...more })
  }
  let received: { number: string; code: string; qr: string }
  let under: string

  test('are off without a decision of their own, whatever is decided on visits', async () => {
    expect((await pages.inject('/khai-bao')).statusCode).toBe(404)
    expect((await post('/api/declarations', declaration())).json()).toMatchObject({ refused: 'collection-off' })
    under = await put(officer, '/api/registers/collection_decision', { areaId: areas.district, collects: 'declaration', number: '13/QĐ-UBND', issuer: 'UBND huyện An Thử', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 30 })
    expect((await pages.inject('/khai-bao')).statusCode).toBe(200)
  })

  test('end in a receipt that is told true offline, the same when sent again; forged, expired, used ones are refused with the reason', async () => {
    const said = declaration()
    expect((await post('/api/declarations', said)).json()).toMatchObject({ refused: 'no-key' })
    expect(await rotateKeys(server.deps)).toBe(true)
    expect(await rotateKeys(server.deps)).toBe(false)
    received = (await post('/api/declarations', said)).json()
    expect(received).toMatchObject({ number: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/), until: '11/08/2021', qr: expect.stringMatching(/^data:image\/svg\+xml;base64,/) })
    expect((await post('/api/declarations', said)).json().number).toBe(received.number)
    expect((await post('/api/declarations', { ...said, fullName: 'Người Khác Mẫu' })).json()).toMatchObject({ refused: 'other-content' })
    expect(await fault(received.code)).toMatchObject({ fault: null, receipt: { number: received.number, name: 'DANG THI MAU VE', identity: '******000001', signs: 's', from: `a${areas.communeB1}` } })
    expect(await fault(received.code.replace('|s|', '|-|'))).toMatchObject({ fault: 'forged' })
    expect(await fault(received.code, { now: now / 1000 + 3 * 86_400 })).toMatchObject({ fault: 'expired' })
    expect(await fault(received.code, { used: () => true })).toMatchObject({ fault: 'replayed' })
  })

  test('with days that cannot be, or from a unit that did not stand on that day, are refused with the reason', async () => {
    expect((await post('/api/declarations', declaration({ leftOn: '2021-08-11' }))).json()).toMatchObject({ refused: 'days' })
    await admin("insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, valid_to) values (10190, 10100, 10190, '10190', 'commune', 'xã', 'Cũ', 'Xã Cũ', 'cu', '2000-01-01', '2021-08-01')")
    const gone = (await post('/api/declarations', declaration({ fromAreaId: 10190 }))).json()
    expect(gone).toEqual({ refused: 'no-such-place-then', sentence: 'Nơi đi bạn chọn không tồn tại vào ngày đó (đã sáp nhập hoặc chưa lập). Hãy chọn lại theo tên đơn vị lúc đó.' })
    expect((await post('/api/declarations', declaration({ fromAreaId: 10190, leftOn: '2021-07-30' }))).statusCode).toBe(200)
    expect((await pages.inject(`/api/areas?below=${areas.district}&on=2021-07-30`)).json()).toContainEqual({ id: 10190, name: 'Xã Cũ' })
    expect((await post('/api/declarations', declaration({ areaId: areas.communeA1 }))).json()).toMatchObject({ refused: 'village-needed' }) // it has villages; communeA2 has none
    expect((await pages.inject(`/api/areas?below=${areas.communeA1}&villages=1`)).json()).toEqual([{ id: areas.villageA1, name: 'Thôn Nà Mẫu' }])
    expect((await pages.inject(`/api/areas?below=${areas.communeA1}`)).json()).toEqual([]) // of no other question
  })

  test('are read where one stays, by name only with the right to it, and each reading is written down', async () => {
    const { declarations } = (await station.get('/api/declarations?only=signs')).json()
    expect(declarations).toMatchObject([{ receiptNumber: expect.any(String), fullName: null, keptUntil: '2021-09-09' }, { receiptNumber: expect.any(String) }])
    expect((await station.get('/api/declarations?reveal=1')).json().declarations.map(({ fullName }: { fullName: string }) => fullName)).toContain('Đặng Thị Mẫu Về')
    expect(await admin("select from audit_entry where subject = 'declaration' and action = 'view'")).toHaveLength(1)
    expect((await officer.get('/api/declarations?reveal=1')).statusCode).toBe(403)
    expect((await neighbour.get('/api/declarations')).statusCode).toBe(403)
  })

  test('one’s own record comes by a code sent to the declared address; known and unknown addresses are told alike, in the same time', async () => {
    const times: Record<string, number[]> = {}
    for (const mail of ['mau.ve@example.test', 'khong.ai@example.test']) {
      const begun = performance.now()
      const answer = await post('/api/record-codes', { mail, language: 'vi' })
      times[mail] = [performance.now() - begun]
      expect([answer.statusCode, answer.body]).toEqual([200, '{"done":true}'])
    }
    expect(Math.min(...Object.values(times).flat())).toBeGreaterThanOrEqual(249)
    const sent: { recipient: string; code: string }[] = []
    expect(await sendOutbox(server.deps, async (slip) => sent.push(slip) > 0)).toBe(1)
    expect(sent).toMatchObject([{ recipient: 'mau.ve@example.test', code: expect.stringMatching(/^\d{8}$/) }])
    const read = (mail: string, code: string) => post('/api/record', { mail, code })
    const wrong = await read('mau.ve@example.test', sent[0]!.code === '00000000' ? '00000001' : '00000000')
    const nobody = await read('khong.ai@example.test', sent[0]!.code)
    expect([wrong.statusCode, wrong.body]).toEqual([nobody.statusCode, nobody.body])
    expect((await read('mau.ve@example.test', sent[0]!.code)).json().declarations).toHaveLength(2)
    expect((await read('mau.ve@example.test', sent[0]!.code)).json()).toMatchObject({ refused: 'no-record' }) // once
    expect(await admin('select recipient, code from gate_outbox')).toEqual([{ recipient: '', code: '' }])
    await admin('insert into record_code values ($1, $2, $3, 0)', ['mau.ve@example.test', 'x', new Date(now).toISOString()])
    for (let tries = 0; tries < 4; tries++) await read('mau.ve@example.test', '11111111')
    expect((await read('mau.ve@example.test', '11111111')).statusCode).toBe(429) // guesses are counted
  })

  test('become arrivals with the level of that place on that day, are given to a team, looked after and ended', async () => {
    const admits = now
    now = Date.parse('2021-11-10T02:00:00Z')
    const [round] = await admin<{ id: string }>(`insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, created_by, created_at, state, reviewed_by, reviewed_at, published_by, published_at, decision_number, decided_on, in_force_from)
      values (gen_random_uuid(), $1, $2, 'covid-19', '2021-11-01', 'qd-4800', '{"levels":[{"level":4,"name":"Cấp 4","colour":"red"}]}', 'community', $3, now(), 'published', $3, now(), $3, now(), '77/QĐ-UBND', '2021-11-01', '2021-11-01') returning id`, [areas.communeB1, bodies.communeB1, cast.farClerk.postId])
    await admin("insert into area_level (round_id, area_id, computed, level, confidence, disease_code, in_force_from, published_at) values ($1, $2, 4, 4, 'medium', 'covid-19', '2021-11-01', now())", [round!.id, areas.communeB1])
    const comes = { areaId: areas.villageA1, diseaseCode: 'covid-19', fullName: 'Đặng Thị Mẫu Về', nationality: 'VN', fromAreaId: areas.communeB1, leftOn: '2021-11-09', arrivedOn: '2021-11-10', foundBy: 'checkpoint', doses: 'partial' }
    const id = await put(station, '/api/registers/arrival', comes)
    expect((await station.put(`/api/registers/arrival/${id}`, comes)).statusCode).toBe(200) // sent again
    const row = async () => (await station.get(`/api/registers/arrival/${id}`)).json().row
    expect(await row()).toMatchObject({ fromLevel: 4, measure: 'home-isolation', watchUntil: '2021-11-24', testDays: '1, 7', // B3.3: one dose, 7 + 7 days, tests on days 1 and 7
      measureReason: 'Xã Thử Ba, ngày đi 09/11/2021: Cấp 4 theo 77/QĐ-UBND. Công văn 8318/BYT-DP tháng 10/2021 (mức tin cậy của quy định: vừa).' })
    const before = await put(station, '/api/registers/arrival', { ...comes, leftOn: '2021-10-20', arrivedOn: '2021-10-21' })
    expect((await station.get(`/api/registers/arrival/${before}`)).json().row).toMatchObject({ fromLevel: null, measure: null, watchUntil: null, measureReason: expect.stringContaining('chưa có cấp dịch công bố') })
    const abroad = await put(station, '/api/registers/arrival', { ...comes, fromAreaId: null, fromCountry: 'LA', metCase: true })
    expect((await station.get(`/api/registers/arrival/${abroad}`)).json().row).toMatchObject({ measure: 'quarantine', watchUntil: '2021-12-08', testDays: '1, 14, 20', measureReason: 'LA, ngày đi 09/11/2021: nước ngoài. Công điện 600/CĐ-BCĐ ngày 5/5/2021.' }) // 21 + 7 days, whatever the case he met
    expect((await station.put(`/api/registers/arrival/${newId()}`, { ...comes, fromAreaId: 10190 })).json()).toMatchObject({ code: 'no-such-place-then' })
    expect((await station.post(`/api/registers/arrival/${id}/actions/verify`, { version: (await row()).version })).statusCode).toBe(200)
    expect((await station.post(`/api/arrivals/${id}/watch`, { version: (await row()).version, teamId: bodies.communeB1 })).json()).toMatchObject({ code: 'reference-missing' })
    expect((await station.post(`/api/arrivals/${id}/watch`, { version: (await row()).version, teamId: bodies.villageTeamA1 })).statusCode).toBe(200)
    const village = await server.as(cast.villageMember)
    expect((await village.get('/api/arrivals/today')).json().arrivals).toMatchObject([{ id, name: null, looked: false, measure: 'home-isolation' }])
    const look = newId()
    for (let sent = 0; sent < 2; sent++) expect((await village.put(`/api/arrivals/${id}/looks/${look}`, { day: '2021-11-10', well: true, met: true })).statusCode).toBe(200)
    expect((await village.get('/api/arrivals/today')).json().arrivals).toMatchObject([{ looked: true, well: true }])
    expect((await station.post(`/api/arrivals/${id}/complete`, { version: (await row()).version })).json()).toMatchObject({ code: 'illegal-state' }) // its days are not over
    now = Date.parse('2021-11-25T02:00:00Z')
    expect((await station.post(`/api/arrivals/${id}/complete`, { version: (await row()).version })).statusCode).toBe(200)
    expect(await row()).toMatchObject({ state: 'completed' })
    now = admits
    const [declared] = await admin<{ id: string }>('select id from declaration order by declared_at limit 1')
    const taken = newId()
    expect((await station.put(`/api/declarations/${declared!.id}/arrivals/${taken}`)).statusCode).toBe(200)
    expect((await station.get(`/api/registers/arrival/${taken}`)).json().row).toMatchObject({ foundBy: 'declared', receiptNumber: received.number, measure: 'home-isolation' }) // a cough
    expect((await station.put(`/api/declarations/${declared!.id}/arrivals/${newId()}`)).json()).toMatchObject({ code: 'duplicate' }) // it is in the book
    expect((await station.get('/api/declarations')).json().declarations.map(({ arrivalId }: { arrivalId: string | null }) => arrivalId)).toContain(taken)
  })

  test('pass a checkpoint once with a receipt: forged ones are told, used ones flagged, nothing noted is lost', async () => {
    const checkpoint = await put(officer, '/api/registers/checkpoint', { areaId: areas.communeA1, name: 'Chốt Mẫu', kind: 'commune', decision: '9/QĐ-UBND', keeperId: bodies.communeA1, fromOn: '2021-08-01' })
    const crossing = (more: object = {}) => ({ id: newId(), crossedAt: new Date(now - MINUTE).toISOString(), direction: 'in', via: 'receipt', code: received.code, outcome: 'passed', ...more })
    const note = (...crossings: object[]) => station.post(`/api/checkpoints/${checkpoint}/crossings`, { crossings })
    expect((await note(crossing())).json()).toMatchObject({ code: 'collection-off' })
    await put(officer, '/api/registers/collection_decision', { areaId: areas.district, collects: 'crossing', number: '14/QĐ-UBND', issuer: 'UBND huyện An Thử', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 7 })
    const [first, forged, again, refused, late] = [crossing(), crossing({ code: received.code.replace('|s|', '|-|'), outcome: 'refused', reason: 'Biên nhận giả' }), crossing({ crossedAt: new Date(now).toISOString() }), crossing({ via: 'plate', code: null, plate: '12A-123.45', outcome: 'refused', reason: 'Không khai báo' }), crossing({ via: 'card', code: null, identity: '******000001', skew: 900 })]
    const told = (await note(first, forged, again, refused, late)).json()
    expect(told.noted).toEqual([{ id: first.id, verdict: null, flags: [] }, { id: forged.id, verdict: 'forged', flags: [] }, { id: again.id, verdict: null, flags: ['used-before'] }, { id: refused.id, verdict: null, flags: [] }, { id: late.id, verdict: null, flags: ['clock'] }])
    expect((await note(first)).json().noted).toEqual([{ id: first.id, verdict: null, flags: [] }]) // sent again
    expect((await note(crossing({ outcome: 'refused', reason: null }))).statusCode).toBe(400)
    const { hours, open } = (await officer.get(`/api/checkpoints/${checkpoint}/day`)).json()
    expect([open, hours]).toEqual([true, [{ hour: 22, in: 3, out: 0, refused: 2 }]])
    expect(await admin('select from crossing')).toHaveLength(5)
    const shift = newId()
    const roster = { fromAt: new Date(now - HOUR).toISOString(), toAt: new Date(now + 7 * HOUR).toISOString(), crew: 'Công an xã 1, y tế 1' }
    for (let sent = 0; sent < 2; sent++) expect((await officer.put(`/api/checkpoints/${checkpoint}/shifts/${shift}`, roster)).statusCode).toBe(200)
    expect((await officer.post(`/api/checkpoints/${checkpoint}/shifts/${shift}/hand-over`, { said: 'Còn 40 khẩu trang' })).statusCode).toBe(200)
    expect((await officer.post(`/api/checkpoints/${checkpoint}/shifts/${shift}/hand-over`, { said: 'Khác' })).statusCode).toBe(404)
  })

  test('are deleted when their time of keeping is over, and keys lose what signs', async () => {
    const before = now
    now = Date.parse('2021-09-09T12:00:00+07:00') // the thirtieth day
    expect(await keepGate(server.deps)).toMatchObject({ declarations: 0 })
    now = Date.parse('2021-09-10T00:10:00+07:00')
    expect(await keepGate(server.deps)).toMatchObject({ declarations: 2 })
    expect(await admin('select from declaration')).toEqual([])
    expect(await admin('select from crossing')).toEqual([])
    expect(await admin('select private_key as half from receipt_key')).toEqual([{ half: null }])
    now = before
    const { row } = (await officer.get(`/api/registers/collection_decision/${under}`)).json()
    expect((await officer.post(`/api/registers/collection_decision/${under}/actions/end`, { version: row.version, reason: 'Hết dịch' })).statusCode).toBe(200)
    expect((await pages.inject('/khai-bao')).statusCode).toBe(404)
  })
})

describe('check-ins', () => {
  beforeAll(async () => {
    now = AT
    decision = await put(officer, '/api/registers/collection_decision', { areaId: areas.district, collects: 'visit', number: '12/QĐ-UBND', issuer: 'UBND huyện An Thử', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 21 })
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

  test('a place asks, an office registers it, and its poster opens the page', async () => {
    const request = { id: newId(), areaId: areas.communeA1, name: 'Quán Mẫu', kind: 'restaurant', address: 'Số 1', ownerName: 'Hứa Thị Mẫu Quán', ownerPhone: '0912000009' }
    for (let sent = 0; sent < 2; sent++) expect((await post('/api/places', request)).json()).toEqual({ done: true })
    expect((await post('/api/places', { ...request, id: newId(), areaId: areas.communeB1 })).json()).toMatchObject({ refused: 'collection-off' })
    const { requests } = (await station.get('/api/place-requests?reveal=1')).json()
    expect(requests).toMatchObject([{ id: request.id, ownerName: 'Hứa Thị Mẫu Quán', state: 'asked' }])
    expect((await neighbour.post(`/api/place-requests/${request.id}/approve`)).statusCode).toBe(403)
    expect((await officer.post(`/api/place-requests/${request.id}/approve`)).json()).toEqual({ id: request.id })
    expect((await officer.post(`/api/place-requests/${request.id}/refuse`, { reason: 'Đã có' })).statusCode).toBe(404) // decided
    const poster = await officer.post(`/api/places/${request.id}/poster`)
    expect(poster.headers['content-type'], poster.body).toBe('application/pdf')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(poster.rawPayload)), { mergePages: true })
    expect(text).toContain('Quán Mẫu')
    const [, code] = /\/d\/([0-9a-z]{16})/.exec(text)!
    expect((await pages.inject(`/d/${code}`)).body).toContain('Quán Mẫu')
    const anew = await officer.post(`/api/places/${request.id}/poster`, { anew: true })
    expect(anew.statusCode).toBe(200)
    expect((await pages.inject(`/d/${code}`)).statusCode).toBe(404) // the old one went astray
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
    expect(await admin("select sum(n)::int as n from gate_refusal where reason = 'too-many'")).toEqual([{ n: 9_945 }]) // with five guesses at a code
  })
})
