import type { Task, TaskDetail, TaskPage } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { withClient } from '#kernel/database/pool.ts'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { bodies, cast } from '#test/people.ts'
import { escalate } from './escalation.ts'

let server: TestApp
let province: Caller
let district: Caller
let commune: Caller
let day: string

beforeAll(async () => {
  server = await testApp()
  day = today(server.deps.clock)
  ;[province, district, commune] = await Promise.all([server.as(cast.provinceStateClerk), server.as(cast.districtClerk), server.as(cast.communeClerk)])
})
afterAll(() => server.stop())

async function give(caller: Caller, bodyId: number, more: object = {}): Promise<TaskDetail> {
  const answer = await caller.put(`/api/tasks/${randomUUID()}`, { text: 'Rà soát danh sách người về từ vùng dịch', bodyId, deadline: addDays(day, 10), ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

function act(caller: Caller, task: Pick<Task, 'id' | 'version'>, action: string, more: object = {}, eventId: string = randomUUID()) {
  return caller.put(`/api/tasks/${task.id}/actions/${eventId}`, { action, version: task.version, ...more })
}

async function done(caller: Caller, task: Pick<Task, 'id' | 'version'>, action: string, more: object = {}): Promise<TaskDetail> {
  const answer = await act(caller, task, action, more)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const seen = async (caller: Caller, query = ''): Promise<string[]> => ((await caller.get(`/api/tasks?limit=200&${query}`)).json() as TaskPage).rows.map(row => row.id)

describe('a task from hand to hand', () => {
  it('goes from province to district to commune and back, each step by whose turn it is', async () => {
    const given = await give(province, bodies.districtState, { coordinateIds: [bodies.otherDistrictState] })
    expect(given).toMatchObject({ state: 'not_started', timing: 'in_time', assigner: { id: bodies.provinceState }, deadlineSource: 'office', siblings: [{ role: 'coordinate' }] })
    expect(given.actions).toEqual(['extend', 'reassign', 'chase', 'suspend', 'cancel'])

    const mine: TaskDetail = (await district.get(`/api/tasks/${given.id}`)).json()
    expect(mine.actions).toEqual(['accept', 'ask-extension', 'ask-reassignment', 'cascade'])
    const proposal = (await district.get(`/api/tasks/${given.id}/cascade-proposal`)).json()
    expect(proposal.children.filter((each: { selected: boolean }) => each.selected).map((each: { body: { id: number } }) => each.body.id)).toEqual([bodies.communeA1, bodies.communeA2])

    const children = [{ id: randomUUID(), bodyId: bodies.communeA1, text: 'Rà soát tại xã Thử Một', deadline: addDays(day, 5) }, { id: randomUUID(), bodyId: bodies.communeA2, text: 'Rà soát tại xã Thử Hai', deadline: addDays(day, 5) }]
    for (const repeat of [1, 2]) {
      const cascaded = await district.put(`/api/tasks/${given.id}/cascade`, { children })
      expect(cascaded.json(), `${repeat}: ${cascaded.body}`).toMatchObject({ state: 'in_progress', children: [{ assigner: { id: bodies.districtState }, origin: { id: bodies.provinceState } }, {}] })
    }
    const child: TaskDetail = (await commune.get(`/api/tasks/${children[0]!.id}`)).json()
    expect(child.parent).toBeNull() // the commune does not see what the district was told
    const accepted = await done(commune, child, 'accept')
    const half = await done(commune, accepted, 'report', { note: 'Đã rà soát 3/5 thôn', percent: 60 })
    expect(half).toMatchObject({ percent: 60, lastReport: 'Đã rà soát 3/5 thôn', state: 'in_progress' })
    const complete = await done(commune, half, 'complete', { note: 'Xong 5/5 thôn' })
    expect(complete).toMatchObject({ state: 'awaiting_confirmation', percent: 100 })

    const parent: TaskDetail = (await district.get(`/api/tasks/${given.id}`)).json()
    const early = await act(district, parent, 'complete', { note: 'Xong' })
    expect([early.statusCode, early.json().code]).toEqual([409, 'open-children'])

    const back = await done(district, complete, 'send-back', { note: 'Thiếu danh sách thôn Nà Mẫu' })
    const again = await done(commune, back, 'complete', { note: 'Đã bổ sung' })
    await done(district, again, 'confirm')
    const other: TaskDetail = (await district.get(`/api/tasks/${children[1]!.id}`)).json()
    const waived = await done(district, other, 'cancel', { note: 'Xã không có người về từ vùng dịch' })
    expect(waived.events.at(-1)).toMatchObject({ kind: 'waived', toState: 'cancelled' })
    const finished = await done(district, parent, 'complete', { note: 'Toàn huyện đã xong' })
    const confirmed = await done(province, finished, 'confirm')
    expect(confirmed).toMatchObject({ state: 'done', timing: 'in_time', daysLate: 0 })
    expect(confirmed.events.map(event => event.kind)).toEqual(['assigned', 'cascaded', 'completed', 'confirmed'])
    expect(confirmed.events[0]!.byTitle).toBe('clerk vanthu.ubndtinh, UBND tỉnh Mẫu Sơn')
    expect(JSON.stringify(confirmed)).not.toContain(cast.districtClerk.fullName)
  })

  it('is extended on request, with the old deadline kept in its history', async () => {
    const task = await give(district, bodies.communeA1)
    const asked = await done(commune, task, 'ask-extension', { newDeadline: addDays(day, 20), note: 'Mưa lũ chia cắt' })
    expect(asked.pendingRequest).toBe('extension')
    expect(await seen(district, 'pile=decision')).toContain(task.id)
    const granted = await done(district, asked, 'grant-extension')
    expect(granted).toMatchObject({ deadline: addDays(day, 20), pendingRequest: null })
    expect(granted.events.at(-1)).toMatchObject({ kind: 'extension_granted', oldDeadline: addDays(day, 10), newDeadline: addDays(day, 20) })
    const denied = await done(district, await done(commune, granted, 'ask-extension', { newDeadline: addDays(day, 30), note: 'Chưa xong' }), 'deny-extension', { note: 'Phải xong' })
    expect(denied).toMatchObject({ deadline: addDays(day, 20), pendingRequest: null })
  })

  it('is passed to another body when reassignment is granted', async () => {
    const task = await give(district, bodies.communeA1)
    const asked = await done(commune, task, 'ask-reassignment', { note: 'Không thuộc địa bàn' })
    const passed = await done(district, asked, 'reassign', { newBodyId: bodies.communeA2, note: 'Chuyển xã Thử Hai' })
    expect(passed.state).toBe('refused')
    const neighbour = await server.as(cast.neighbour)
    expect(((await neighbour.get('/api/tasks?box=mine')).json() as TaskPage).rows.some(row => row.text === task.text && row.state === 'not_started')).toBe(true)
  })

  it('waits, goes on, and is cancelled with a reason', async () => {
    const task = await give(district, bodies.communeA1)
    const suspended = await done(district, task, 'suspend', { note: 'Chờ hướng dẫn' })
    expect((await act(commune, suspended, 'accept')).json().code).toBe('illegal-state')
    const resumed = await done(district, suspended, 'resume')
    expect(resumed.state).toBe('not_started')
    expect((await act(district, resumed, 'cancel')).json()).toMatchObject({ code: 'invalid-input', fields: { note: expect.any(String) } })
    expect((await done(district, resumed, 'cancel', { note: 'Thay bằng việc khác' })).events.at(-1)!.kind).toBe('cancelled')
  })
})

describe('refusals', () => {
  it('a stale edit answers with both versions and changes nothing', async () => {
    const task = await give(district, bodies.communeA1)
    await done(commune, task, 'accept')
    const answer = await act(commune, task, 'report', { note: 'Bản cũ' })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'stale', versions: { theirs: { version: 2, state: 'in_progress' }, yours: { version: 1, note: 'Bản cũ' } } })
  })
  it('a repeated action is done once', async () => {
    const task = await give(district, bodies.communeA1)
    const eventId = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => act(commune, task, 'accept', {}, eventId)))
    expect(answers.map(answer => answer.statusCode)).toEqual([200, 200, 200])
    expect((answers[0]!.json() as TaskDetail).events.filter(event => event.kind === 'accepted')).toHaveLength(1)
  })
  it('a task given again, or several times at once, is given once, with one line of history', async () => {
    const [id, text] = [randomUUID(), 'Lập danh sách chốt kiểm soát']
    const put = (more: object = {}) => district.put(`/api/tasks/${id}`, { text, bodyId: bodies.communeA1, coordinateIds: [bodies.communeA2], deadline: null, ...more })
    const answers = [...await Promise.all([put(), put(), put()]), await put()]
    expect(answers.map(answer => answer.statusCode)).toEqual([200, 200, 200, 200])
    for (const answer of answers) expect(answer.json()).toMatchObject({ events: [{ kind: 'assigned', files: [] }], siblings: [{ role: 'coordinate' }] })
    expect((await put({ text: 'Khác' })).json().code).toBe('duplicate')
    expect((await put({ bodyId: 999_999_999 })).json().code).toBe('reference-missing')
  })
  it('the answer to a task just given is what reading it tells', async () => {
    const given = await give(district, bodies.communeA1, { topics: ['y-te'] })
    expect(given).toEqual((await district.get(`/api/tasks/${given.id}`)).json())
  })
  it('nobody does another\'s part, and what is out of sight is not there', async () => {
    const task = await give(district, bodies.communeA1)
    const [station, party, far, village] = await Promise.all([cast.healthStation, cast.communePartyClerk, cast.farClerk, cast.villageMember].map(server.as))
    for (const caller of [station!, party!, far!, village!]) {
      const missing = await caller.get(`/api/tasks/${randomUUID()}`)
      const unseen = await caller.get(`/api/tasks/${task.id}`)
      expect([unseen.statusCode, unseen.body]).toEqual([404, missing.body])
      expect((await act(caller, task, 'report', { note: 'x' })).statusCode).toBe(404)
      expect(await seen(caller)).not.toContain(task.id)
    }
    expect((await act(district, task, 'accept')).json().code).toBe('not-allowed')
    expect((await act(commune, task, 'confirm')).json().code).toBe('not-allowed')
    expect((await act(province, task, 'chase', { note: 'Nhanh lên' })).json().code).toBe('not-allowed') // sees it, did not give it
    const taken = await far!.put(`/api/tasks/${task.id}`, { text: 'Chiếm mã', bodyId: bodies.communeB1, deadline: null })
    expect(taken.json().code).toBe('not-allowed')
    expect((await (await server.as(cast.inspector)).put(`/api/tasks/${randomUUID()}`, { text: 'x', bodyId: bodies.communeA1, deadline: null })).json().code).toBe('not-allowed')
  })
})

describe('being late', () => {
  it('shows at the body, is chased in bulk, told above by rule, and counted', async () => {
    const late = await Promise.all([1, 2].map(n => give(district, bodies.communeA1, { deadline: addDays(day, -n), text: `Báo cáo quân số chốt ${n}` })))
    const closed = await done(district, await give(district, bodies.communeA1, { deadline: addDays(day, -1) }), 'cancel', { note: 'Thừa' })
    expect(late[0]).toMatchObject({ timing: 'overdue', daysLate: 1 })
    expect(await seen(district, 'pile=late&sort=deadline')).toEqual([late[1]!.id, late[0]!.id])
    const input = { note: 'Đề nghị báo cáo ngay', tasks: [...late, closed, { id: randomUUID() }].map(({ id }) => ({ id, eventId: randomUUID() })) }
    for (const repeat of [1, 2]) {
      expect((await district.post('/api/tasks/chase', input)).json(), String(repeat)).toEqual({
        chased: late.map(task => task.id), refused: [{ id: closed.id, code: 'illegal-state' }, { id: input.tasks[3]!.id, code: 'not-found' }],
      })
    }
    const chased: TaskDetail = (await commune.get(`/api/tasks/${late[0]!.id}`)).json()
    expect(chased).toMatchObject({ chasedCount: 1, events: [{ kind: 'assigned' }, { kind: 'chased', note: 'Đề nghị báo cáo ngay' }] })

    const onDay = (today: string) => asSystem(server.deps.pools.jobs, tx => escalate(tx, { at: `${today}T06:00:00+07:00`, today }))
    expect(await onDay(day)).toMatchObject({ toSuperior: 0, toLeader: 0 })
    expect(await onDay(addDays(day, 5))).toMatchObject({ toSuperior: 2, toLeader: 0 })
    const escalated: TaskDetail = (await province.get(`/api/tasks/${late[0]!.id}`)).json()
    expect(escalated).toMatchObject({ escalatedTo: { id: bodies.provinceState }, events: [{}, {}, { kind: 'escalated', body: null }] })
    expect(await seen(province, 'pile=decision')).toEqual(expect.arrayContaining(late.map(task => task.id)))
    const byHand = await give(district, bodies.communeA2, { deadline: addDays(day, -9) })
    expect(await done(district, byHand, 'escalate')).toMatchObject({ escalatedTo: { id: bodies.provinceState } })
    expect((await act(province, await give(province, bodies.districtState, { deadline: addDays(day, -9) }), 'escalate')).json().code).toBe('no-superior')

    const counts = (await commune.get('/api/tasks/counts')).json()
    expect(counts.mine.late).toBe(2)
    expect(counts.mine.open).toBe((await seen(commune, 'box=mine&pile=open')).length)
    await asSystem(server.deps.pools.jobs, tx => tx.run('select compact_task_tally()'))
    expect((await commune.get('/api/tasks/counts')).json()).toEqual(counts)
    await asSystem(server.deps.pools.jobs, tx => tx.run('select rebuild_task_tally()'))
    expect((await commune.get('/api/tasks/counts')).json()).toEqual(counts)
    const leader = await server.as(cast.provinceLeader)
    expect((await leader.get('/api/tasks/counts')).json().all.open).toBe((await seen(leader, 'pile=open')).filter(Boolean).length - (await seen(leader, 'pile=open&role=coordinate')).length)
  })
})

describe('lists', () => {
  it('calls stuck what is not accepted after the days the office allows', async () => {
    const task = await give(district, bodies.communeA2, { text: 'Việc chưa ai nhận' })
    const age = (days: number) => asSystem(server.deps.pools.jobs, tx => tx.run('update task set created_at = app_today() - $2::int where id = $1', [task.id, days]))
    await withClient(server.adminUrl, { name: 'test' }, client => client.query(`insert into office_setting (key, value, valid_from, source) values ('stuck-after-days', '5', app_today() - 1, 'thử')`))
    await age(5)
    expect(await seen(district, 'pile=stuck')).not.toContain(task.id)
    await age(6)
    expect(await seen(district, 'pile=stuck')).toContain(task.id)
  })
  it('pages by newest and by deadline without gap or repeat', async () => {
    for (let n = 0; n < 7; n++) await give(district, bodies.communeA2, { text: `Việc phân trang ${n}`, deadline: n % 3 === 0 ? null : addDays(day, n) })
    for (const sort of ['newest', 'deadline']) {
      const whole = await seen(district, `sort=${sort}`)
      const paged: string[] = []
      let after = ''
      do {
        const page: TaskPage = (await district.get(`/api/tasks?limit=3&sort=${sort}${after && `&after=${after}`}`)).json()
        paged.push(...page.rows.map(row => row.id))
        after = page.next ?? ''
      } while (after)
      expect(paged).toEqual(whole)
      expect(new Set(paged).size).toBe(paged.length)
    }
    expect((await district.get('/api/tasks?after=%20xx')).statusCode).toBe(400)
  })
  it('finds words without marks, within scope only', async () => {
    const task = await give(district, bodies.communeA2, { text: 'Kiểm tra chốt cầu Khuổi Mươi' })
    expect(await seen(district, 'q=khuoi%20muoi')).toEqual([task.id])
    expect(await seen(district, `q=${encodeURIComponent('chốt KHUỔI')}&sort=deadline`)).toEqual([task.id])
    expect(await seen(commune, 'q=khuoi%20muoi')).toEqual([])
    expect(await seen(await server.as(cast.provinceLeader), 'q=khuoi')).toEqual([task.id])
    expect(await seen(district, 'q=%25_%27')).toEqual(await seen(district))
  })
  it('exports what the list shows', async () => {
    const csv = await district.get('/api/tasks/export.csv?q=khuoi')
    expect(csv.body).toContain('Kiểm tra chốt cầu Khuổi Mươi')
    expect(csv.body.split('\n')).toHaveLength(2)
    const xlsx = await district.get('/api/tasks/export.xlsx?pile=late')
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})

it('evidence hangs on the task and is read by whoever sees it', async () => {
  const task = await give(district, bodies.communeA1)
  const accepted = await done(commune, task, 'accept')
  const fileId = randomUUID()
  const upload = await commune.inject({ method: 'PUT', url: `/api/files/${fileId}?name=bao-cao.txt`, headers: { 'content-type': 'text/plain' }, payload: 'Báo cáo kết quả' })
  expect(upload.statusCode, upload.body).toBe(200)
  const stranger = await server.as(cast.neighbour)
  expect((await district.get(`/api/files/${fileId}`)).statusCode).toBe(404)
  const reported = await done(commune, accepted, 'report', { note: 'Kèm tệp', fileIds: [fileId] })
  expect(reported.events.at(-1)!.files).toEqual([{ id: fileId, name: 'bao-cao.txt', mediaType: 'text/plain', size: 21 }])
  expect((await district.get(`/api/files/${fileId}`)).body).toBe('Báo cáo kết quả')
  expect((await stranger.get(`/api/files/${fileId}`)).statusCode).toBe(404)
  expect((await act(commune, reported, 'report', { note: 'Tệp lạ', fileIds: [randomUUID()] })).json().code).toBe('reference-missing')
})
