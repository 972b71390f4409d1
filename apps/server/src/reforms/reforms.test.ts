import type { Reform, ReformRun } from '@phaodai/office/reform.ts'
import { fullAreaName, searchKey } from '@phaodai/vocabulary'
import type { ClientBase } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { carryOutDue, registerReformJobs, runReform } from './index.ts'
import { callerOf, signIn, testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, type Member } from '#test/people.ts'
import { own, kinds } from './kinds.ts'

let server: TestApp
let day: string
const REFORM = '00000000-0000-7000-8000-00000000aa01'
/** The tree to come: no districts; Thử Một and Thử Hai become Thử Mới, Thử Ba goes on under a new number. */
const NEXT = { province: 50_000, merged: 51_000, far: 52_000 }

const rows = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<T>(sql, values)).rows)
const newId = (nth: number): string => `00000000-0000-7000-8000-${String(900_000 + nth).padStart(12, '0')}`

async function plantNext(client: ClientBase): Promise<void> {
  const units: [number, number | null, number, string, string, string, number[]][] = [
    [NEXT.province, null, 59_999, 'province', 'tỉnh', 'Mẫu Sơn', [areas.province]], [NEXT.merged, NEXT.province, 51_999, 'commune', 'xã', 'Thử Mới', [areas.communeA1, areas.communeA2]],
    [NEXT.far, NEXT.province, 52_999, 'commune', 'xã', 'Thử Ba', [areas.communeB1]]]
  for (const [id, parent, last, level, kind, name, from] of units) {
    await client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from) values ($1::int, $2, $3, $1::text, $4, $5, $6, $7, $8, $9)`,
      [id, parent, last, level, kind, name, fullAreaName(kind, name), searchKey(name), day])
    for (const old of from) await client.query('insert into area_successor (predecessor_id, successor_id, source) values ($1, $2, $3)', [old, id, 'thử'])
  }
}

type TaskLine = { nth: number; from: number; to: number; by: Member; state?: string; area?: number; monitor?: number }
const task = (nth: number, from: number, to: number, by: Member, more: Partial<TaskLine> = {}): TaskLine => ({ nth, from, to, by, ...more })
const TASKS: TaskLine[] = [
  task(1, bodies.provinceState, bodies.districtState, cast.provinceStateClerk), task(2, bodies.districtState, bodies.communeA1, cast.districtClerk, { state: 'in_progress', monitor: bodies.healthDepartment }),
  task(3, bodies.districtState, bodies.communeA2, cast.districtClerk), task(4, bodies.communeA1, bodies.villageTeamA1, cast.communeClerk), task(5, bodies.communeA1, bodies.communeA1, cast.communeClerk, { state: 'done' }),
  task(6, bodies.districtParty, bodies.communeA1Party, cast.districtPartyClerk), task(7, bodies.provinceState, bodies.healthDepartment, cast.provinceStateClerk, { area: areas.communeB1 }),
  task(8, bodies.otherDistrictState, bodies.communeB1, cast.farClerk, { state: 'suspended' }), task(9, bodies.districtState, bodies.districtState, cast.districtClerk, { state: 'cancelled' }),
]

async function plantTasks(client: ClientBase): Promise<void> {
  for (const { nth, from, to, by, state = 'not_started', area, monitor } of TASKS) {
    await client.query(`insert into task (id, origin_id, assigner_id, body_id, monitor_id, role, text, nature, deadline_kind, state, area_id, search_key, created_by, done_at)
      values ($1, $2, $2, $3, $4, 'lead', $5, 'standing', 'none', $6, $7, $5, $8, case when $6 = 'done' then now() end)`, [newId(nth), from, to, monitor ?? null, `việc ${nth}`, state, area ?? null, by.postId])
  }
}

beforeAll(async () => {
  server = await testApp()
  registerReformJobs(server.deps)
  await server.deps.jobs.start()
  day = (await rows<{ day: string }>('select app_today()::text as day'))[0]!.day
  await asInstallation(server.adminUrl, async (client) => {
    await plantNext(client)
    await plantTasks(client)
  })
})
afterAll(() => server?.stop())

const head = () => ({ version: 0, name: 'Sắp xếp tỉnh Mẫu Sơn', effectiveOn: day, legalNumber: 'Nghị quyết số 1/NQ-HĐND', legalOn: '2021-06-01', legalIssuer: 'HĐND tỉnh', areaId: areas.province })
const url = (rest = ''): string => `/api/reforms/${REFORM}${rest}`
const view = async (caller: Caller): Promise<Reform> => (await caller.get(url())).json()

async function rehearse(caller: Caller, nth: number): Promise<ReformRun> {
  expect((await caller.post(url('/rehearse'), { runId: newId(nth) })).statusCode).toBe(200)
  await runReform(server.deps, newId(nth)) // at once: the job itself comes a second later and finds it done
  return (await caller.get(url(`/runs/${newId(nth)}`))).json()
}

/** Everything a rehearsal could have left behind. */
const trace = () => rows(`select (select count(*) from body) as bodies, (select count(*) from area) as areas, (select md5(string_agg(t::text, '' order by id)) from task t) as tasks,
  (select md5(string_agg(o::text, '' order by id)) from post o) as posts, (select count(*) from task_event) as events, (select md5(string_agg(b::text, '' order by id)) from body b) as trees`)

async function answerAll(admin: Caller): Promise<void> {
  for (const { groupKey, offers, open } of (await view(admin)).groups) {
    if (open > 0) expect((await admin.post(url('/answers'), { groupKey, offer: offers[0]!.kind })).statusCode).toBe(200)
  }
  for (const post of (await view(admin)).posts.filter(({ fate }) => fate === null)) {
    expect((await admin.patch(url(`/posts/${post.id}`), { version: post.version, fate: 'moves', bodyId: post.offers[0]!.id, title: null })).statusCode).toBe(200)
  }
}

type Move = Reform['groups'][number] & { body: { id: number; name: string }; work: { name: string } | null; oversight: { id: number } | null; heirs: { name: string }[]; rule: string }
const movesOf = async (caller: Caller): Promise<Move[]> => (await caller.get(url('/moves?limit=500'))).json().rows

/** Short name of the body that holds a task now. */
async function holder(nth: number): Promise<{ body: string; assigner: string; monitor: string | null; state: string }> {
  return (await rows<{ body: string; assigner: string; monitor: string | null; state: string }>(`select b.short_name as body, a.short_name as assigner, m.short_name as monitor, t.state
    from task t join body b on b.id = t.body_id join body a on a.id = t.assigner_id left join body m on m.id = t.monitor_id where t.id = $1`, [newId(nth)]))[0]!
}

/** Signs in a person of the cast without naming a post: whoever holds one in force acts in it. */
const inNewPost = async (member: Member): Promise<Caller> => callerOf(server.app, (await signIn(server.app, member.username))!)
const tasksOf = async (caller: Caller, box: string): Promise<string[]> => (await caller.get(`/api/tasks?box=${box}&limit=100`)).json().rows.map(({ text }: { text: string }) => text).sort()

const foundBy = async (caller: Caller, words: string): Promise<string[]> =>
  (await caller.get(`/api/search?q=${encodeURIComponent(`"${words}"`)}`)).json().groups.find(({ kind }: { kind: string }) => kind === 'task')?.hits.map(({ words }: { words: string }) => words) ?? []

describe('a rearrangement', () => {
  test('is planned by rule, and asks what no rule decides', async () => {
    const admin = await server.as(cast.admin)
    expect((await admin.put(url(), head())).statusCode).toBe(200)
    expect((await admin.put(url(), head())).statusCode).toBe(200)
    const planned = await admin.post(url('/plan'), { version: 1 })
    expect(planned.statusCode, planned.body).toBe(200)
    const moves = await movesOf(admin)
    const of = (id: number) => moves.find((move) => move.body.id === id)
    expect(of(bodies.communeA1)!.work!.name).toBe('UBND xã Thử Mới')
    expect(of(bodies.communeA2)!.work).toEqual(of(bodies.communeA1)!.work)
    expect(of(bodies.communeA1Party)!.work!.name).toBe('Đảng ủy xã Thử Mới')
    expect(of(bodies.districtState)).toMatchObject({ work: { name: 'UBND xã Thử Mới' }, oversight: { id: bodies.provinceState } })
    expect([of(bodies.provinceState), of(bodies.provinceParty)]).toEqual([undefined, undefined])
    expect(moves.filter(({ work }) => work === null).map(({ body }) => body.name)).toEqual(['Phòng Y tế huyện An Thử', 'Thanh tra tỉnh Mẫu Sơn'].filter((name) => moves.some((move) => move.body.name === name)))
  })

  test('is seen by the offices at the top alone', async () => {
    expect((await (await server.as(cast.districtAdmin)).get('/api/reforms')).json().rows).toEqual([])
    expect((await (await server.as(cast.districtAdmin)).get(url())).statusCode).toBe(404)
    expect((await (await server.as(cast.communeClerk)).get(url())).statusCode).toBe(403)
    expect((await (await server.as(cast.provinceLeader)).get(url())).statusCode).toBe(200)
  })

  test('names in a rehearsal what is open, and leaves nothing behind', async () => {
    const [admin, before] = [await server.as(cast.admin), await trace()]
    const run = await rehearse(admin, 1)
    expect(run.state).toBe('done')
    expect(run.report!.unresolved.map(({ kind, name }) => [kind, name])).toContainEqual(['work', 'Phòng Y tế huyện An Thử'])
    expect(await trace()).toEqual(before)
    expect((await admin.post(url('/propose'), { version: (await view(admin)).version })).json().code).toBe('plan-unready')
  })

  test('tells in a rehearsal without open questions what moves where, and still leaves nothing behind', async () => {
    const [admin, before] = [await server.as(cast.admin), await trace()]
    await answerAll(admin)
    const { report } = await rehearse(admin, 2)
    expect(report).toMatchObject({ unresolved: [], faults: [] })
    for (const total of report!.totals) expect(total.after, total.kind).toBe(total.before)
    expect(report!.totals.find(({ kind }) => kind === 'task-open')!.before).toBe(7)
    expect(report!.kinds.find(({ kind }) => kind === 'task.body_id')).toEqual({ kind: 'task.body_id', before: 7, moved: 7, stayed: 0 })
    expect(report!.flows).toContainEqual({ from: 'UBND xã Thử Một', to: 'UBND xã Thử Mới', n: 1 })
    expect(await trace()).toEqual(before)
  })

  test('needs a second person', async () => {
    const admin = await server.as(cast.admin)
    expect((await admin.post(url('/propose'), { version: (await view(admin)).version })).statusCode).toBe(200)
    const { version, groups } = await view(admin)
    expect((await admin.post(url('/answers'), { groupKey: groups[0]!.groupKey, offer: 'superior' })).json().code).toBe('illegal-state')
    expect((await admin.post(url('/confirm'), { version })).json().code).toBe('same-person')
    expect((await view(admin)).state).toBe('proposed')
    expect((await (await server.as(cast.provinceLeader)).post(url('/confirm'), { version })).statusCode).toBe(200)
  })

  test('is carried out once', async () => {
    await carryOutDue(server.deps)
    const admin = await server.as(cast.admin)
    const run = (await view(admin)).run!
    await runReform(server.deps, run.id)
    const { run: done, state } = await view(admin)
    expect([done!.state, done!.problem, state]).toEqual(['done', null, 'carried_out'])
    expect(done!.report!.faults).toEqual([])
    const after = await trace()
    await runReform(server.deps, run.id)
    await carryOutDue(server.deps)
    expect(await trace()).toEqual(after)
    expect((await admin.post(url('/rehearse'), { runId: newId(3) })).json().code).toBe('illegal-state')
  })

  test('has moved open tasks with all who have a part in them, and left closed ones as they were', async () => {
    expect(await holder(1)).toMatchObject({ body: 'UBND xã Thử Mới', assigner: 'UBND tỉnh Mẫu Sơn' })
    expect(await holder(2)).toMatchObject({ body: 'UBND xã Thử Mới', assigner: 'UBND tỉnh Mẫu Sơn', state: 'in_progress' })
    expect(await holder(4)).toMatchObject({ body: 'Tổ COVID cộng đồng thôn Nà Mẫu', assigner: 'UBND xã Thử Mới' })
    expect(await holder(5)).toMatchObject({ body: 'UBND xã Thử Một', state: 'done' })
    expect(await holder(6)).toMatchObject({ body: 'Đảng ủy xã Thử Mới', assigner: 'Tỉnh ủy Mẫu Sơn' })
    expect(await holder(8)).toMatchObject({ body: 'UBND xã Thử Ba', state: 'suspended' })
    expect(await holder(9)).toMatchObject({ body: 'UBND huyện An Thử', state: 'cancelled' })
    const events = await rows<{ note: string }>("select note from task_event where kind = 'moved' and task_id = $1", [newId(3)])
    expect(events.map(({ note }) => note)).toEqual([expect.stringContaining('Chuyển từ UBND xã Thử Hai sang UBND xã Thử Mới theo Nghị quyết số 1/NQ-HĐND ngày 1/6/2021 của HĐND tỉnh')])
  })

  test('has given everybody the new post, in which the successor sees what the predecessors left and nobody unrelated does', async () => {
    const [clerk, neighbour, party, far] = [await inNewPost(cast.communeClerk), await inNewPost(cast.neighbour), await inNewPost(cast.communePartyClerk), await inNewPost(cast.farClerk)]
    for (const caller of [clerk, neighbour]) {
      expect(await tasksOf(caller, 'mine')).toEqual(['việc 1', 'việc 2', 'việc 3'])
      expect(await tasksOf(caller, 'all')).toEqual(expect.arrayContaining(['việc 4', 'việc 5', 'việc 9']))
      expect(await tasksOf(caller, 'all')).not.toEqual(expect.arrayContaining(['việc 6']))
    }
    const opened = await clerk.get(`/api/tasks/${newId(3)}`)
    expect([opened.statusCode, opened.body.includes('Chuyển từ UBND xã Thử Hai sang UBND xã Thử Mới')]).toEqual([200, true])
    expect(await foundBy(clerk, 'việc 5'), 'a closed task of the predecessor').toEqual(['việc 5'])
    expect(await foundBy(far, 'việc 5')).toEqual([])
    expect(await tasksOf(party, 'all')).toEqual(['việc 6'])
    expect(await tasksOf(far, 'all')).toEqual(['việc 8'])
    expect((await (await server.as(cast.communeClerk)).get('/api/tasks')).statusCode, 'the old post has ended').toBe(403)
  })

  test('puts the heir in the place of an ended body in what is still being written, once', async () => {
    const order = { leads: [{ written: 'UBND các xã', bodyIds: [bodies.communeA1, bodies.provinceState, bodies.communeA2] }], note: null }
    const [row] = await rows<{ said: typeof order; heir: number }>('select heirs_in($1, $2) as said, (select work_heir_id from reform_move where reform_id = $1 and body_id = $3) as heir', [REFORM, JSON.stringify(order), bodies.communeA1])
    expect(row!.said).toEqual({ leads: [{ written: 'UBND các xã', bodyIds: [row!.heir, bodies.provinceState] }], note: null })
  })

  test('is one operation of the audit', async () => {
    const [{ n, people }] = await rows<{ n: number; people: string[] }>(`select count(*)::int as n, array_agg(distinct a.permission) as people from audit_entry a join reform r on r.tx = a.tx`) as [{ n: number; people: string[] }]
    expect(n).toBeGreaterThan(40)
    expect(people).toEqual(['reform.carry-out'])
  })
})

test('every column that names a body or a post says what becomes of it', async () => {
  const columns = await rows<{ name: string }>(`
    select k.conrelid::regclass || '.' || a.attname as name, k.conrelid::regclass::text as "table" from pg_constraint k
      cross join lateral unnest(k.conkey) c join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c
    where k.contype = 'f' and k.confrelid in ('body'::regclass, 'post'::regclass) order by 1`)
  const declared = new Set(kinds.map(({ table, column }) => `${table}.${column}`))
  expect(columns.filter(({ name }) => !own.includes(name.split('.')[0]!) && !declared.has(name)).map(({ name }) => name), 'say in reforms/kinds.ts whether it moves, ends or stays').toEqual([])
  expect([...declared].filter((name) => !columns.some((column) => column.name === name))).toEqual([])
})
