import type { Schedule, StatisticsRun, StatisticsRunDetail } from '@phaodai/office'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { standAt, tellAll } from '#test/notices.ts'
import { asInstallation, bodies, cast, type Member } from '#test/people.ts'
import { sendDue } from '../index.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.stop())

const schedule = { version: 0, name: 'Hằng tuần', every: 'week', day: 5, hour: 16, side: 'given', basis: 'given', by: 'body', form: 'notice', recipientIds: [bodies.communeA1, bodies.provinceState] }
const task = randomUUID()

beforeEach(async () => {
  await asInstallation(server.adminUrl, async (client) => {
    for (const table of ['notice', 'statistics_delivery', 'statistics_run', 'statistics_schedule', 'task_event', 'task']) await client.query(`delete from ${table}`)
    // given on the 10th, due on the 12th; done on Saturday the 21st, after the period of Friday the 20th had ended
    await client.query(`insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, deadline, deadline_source, state, done_at, search_key, created_by, created_at, updated_at)
      values ($1, $2, $2, $3, 'lead', 'Rà soát', 'deliverable', 'date', '2021-08-16', 'document', 'done', '2021-08-21T03:00:00Z', 'ra soat', $4, '2021-08-14T03:00:00Z', '2021-08-21T03:00:00Z')`, [task, bodies.districtState, bodies.communeA1, cast.districtClerk.postId])
    await client.query(`insert into task_event (id, task_id, kind, at, by_title, from_state, to_state) values (gen_random_uuid(), $1, 'confirmed', '2021-08-21T03:00:00Z', 'Cán bộ', 'in_progress', 'done')`, [task])
  })
  standAt(server, '2021-08-18T03:00:00Z')
})

const set = async (more: object = {}, who: Member = cast.districtClerk): Promise<Schedule> => {
  const answer = await (await server.as(who)).put(`/api/statistics/schedules/${randomUUID()}`, { ...schedule, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const at = async (instant: string): Promise<void> => {
  standAt(server, instant)
  await sendDue(server.deps)
}
const runs = async (who: Member, box = 'own'): Promise<StatisticsRun[]> => (await (await server.as(who)).get(`/api/statistics/runs?box=${box}`)).json().rows
const open = async (who: Member, id: string) => (await server.as(who)).get(`/api/statistics/runs/${id}`)
const told = async (who: Member): Promise<string[]> => asInstallation(server.adminUrl, async (client) =>
  (await client.query<{ kind: string }>("select kind from notice where post_id = $1 and kind like 'statistics%'", [who.postId])).rows.map((row) => row.kind))

describe('weekly statistics', () => {
  it('go out once, on Friday at 16:00, to their recipients, who see them and are told; others do not', async () => {
    await set()
    await at('2021-08-20T08:59:00Z')
    expect(await runs(cast.districtClerk)).toEqual([])
    await at('2021-08-20T09:01:00Z')
    await at('2021-08-20T09:06:00Z')
    const [run, ...more] = await runs(cast.districtClerk)
    expect([run, more]).toMatchObject([{ from: '2021-08-13', to: '2021-08-19', state: 'sent', late: false, recipients: 2, read: 0 }, []])
    expect(await runs(cast.communeClerk, 'received')).toMatchObject([{ id: run!.id, owner: { id: bodies.districtState }, readAt: null }])
    const opened = (await open(cast.communeClerk, run!.id)).json<StatisticsRunDetail>()
    expect(opened).toMatchObject({ found: { day: '2021-08-19', total: { total: 1, byStanding: { overdue: 1 } } }, changes: null })
    expect((await runs(cast.districtClerk))[0]).toMatchObject({ read: 1 })
    expect((await open(cast.farClerk, run!.id)).statusCode).toBe(404)
    await tellAll(server)
    expect([await told(cast.communeClerk), await told(cast.farClerk)]).toEqual([['statistics-received'], []])
  })
  it('open to their tasks for a recipient as far as it sees them, and tell it nothing of the others', async () => {
    const others = [randomUUID(), randomUUID()]
    await asInstallation(server.adminUrl, async (client) => {
      for (const id of others) await client.query(`insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, deadline, deadline_source, state, search_key, created_by, created_at)
        values ($1, $2, $2, $3, 'lead', 'Việc của xã khác', 'deliverable', 'date', '2021-08-16', 'document', 'in_progress', 'viec', $4, '2021-08-14T03:00:00Z')`, [id, bodies.districtState, bodies.communeA2, cast.districtClerk.postId])
    })
    await set()
    await at('2021-08-20T09:01:00Z')
    const [run] = await runs(cast.districtClerk)
    const own = (await open(cast.districtClerk, run!.id)).json<StatisticsRunDetail>()
    expect([own.visible, own.found!.total.total]).toEqual([null, 3])

    const { found, visible } = (await open(cast.communeClerk, run!.id)).json<StatisticsRunDetail>()
    expect([found!.total.total, visible!.total.total]).toEqual([3, 1])
    expect(found!.groups.map(({ key, counts }) => [key, counts.total])).toEqual([[String(bodies.communeA2), 2], [String(bodies.communeA1), 1]])
    expect(visible!.groups.map(({ key, counts }) => [key, counts.total])).toEqual([[String(bodies.communeA2), 0], [String(bodies.communeA1), 1]])
    expect(visible!.late).toEqual([task])
    const listed = async (who: Member, filter: string): Promise<string[]> => (await (await server.as(who)).get(`/api/tasks?underAssignerId=${bodies.districtState}&basis=given&from=2021-08-13&to=2021-08-19&asOf=2021-08-19&standing=counted${filter}`)).json().rows.map((row: { id: string }) => row.id)
    expect(await listed(cast.communeClerk, '')).toEqual([task])
    expect(await listed(cast.communeClerk, `&bodyId=${bodies.communeA2}`)).toEqual([])
    expect((await listed(cast.districtClerk, '')).toSorted()).toEqual([task, ...others].toSorted())

    const above = (await open(cast.provinceStateClerk, run!.id)).json<StatisticsRunDetail>()
    const sees = (await listed(cast.provinceStateClerk, '')).length
    expect([above.visible!.total.total, above.visible!.late.length]).toEqual([sees, sees])
    await asInstallation(server.adminUrl, (client) => client.query("update task set created_at = '2021-08-01T03:00:00Z' where id = any($1)", [others]))
    expect((await open(cast.communeClerk, run!.id)).json<StatisticsRunDetail>().visible).toEqual(visible) // what happens out of sight changes nothing
  })
  it('are the same when made late and reprinted, and tell what a later count says otherwise', async () => {
    await set()
    await at('2021-08-23T02:00:00Z') // the server was down over the week-end, and the task is done by now
    const [run] = await runs(cast.districtClerk)
    expect(run).toMatchObject({ to: '2021-08-19', late: true })
    const first = (await open(cast.districtClerk, run!.id)).json<StatisticsRunDetail>()
    expect([first.found!.total.byStanding.overdue, first.changes]).toEqual([1, []])
    await asInstallation(server.adminUrl, (client) => client.query("update task set created_at = '2021-08-01T03:00:00Z' where id = $1", [task])) // put right: it was not of this week
    const later = (await open(cast.districtClerk, run!.id)).json<StatisticsRunDetail>()
    expect(later.found).toEqual(first.found)
    expect(later.changes).toMatchObject([{ key: String(bodies.communeA1), standing: 'overdue', was: 1, now: 0 }])
    const file = async () => (await (await server.as(cast.districtClerk)).get(`/api/statistics/runs/${run!.id}/export.docx`))
    expect((await file()).statusCode).toBe(200)
  })
  it('become a draft report where the office wants a document, of which only the proposals are left to write', async () => {
    await set({ form: 'document', recipientIds: [bodies.provinceState] })
    await at('2021-08-20T09:01:00Z')
    const [run] = await runs(cast.districtClerk)
    expect(run).toMatchObject({ form: 'document', state: 'drafted', draftState: 'drafting', number: null })
    const draft = (await (await server.as(cast.districtClerk)).get(`/api/drafts/${run!.draftId}`)).json()
    expect(draft.content).toMatchObject({ docType: 'bao-cao', addressees: [{ bodyIds: [bodies.provinceState] }] })
    expect(JSON.stringify(draft.content.items)).toContain('tổng số 1 nhiệm vụ')
    expect(draft.findings.filter(({ stops }: { stops: boolean }) => stops)).toMatchObject([{ code: 'blank-left', at: 'proposals.0' }])
    await tellAll(server)
    expect(await told(cast.districtClerk)).toEqual(['statistics-drafted'])
  })
  it('that fail are told, and made when what stopped them is mended', async () => {
    await set()
    const post = (role: string) => asInstallation(server.adminUrl, (client) => client.query('update post set valid_to = $2 where id = $1', [cast.districtClerk.postId, role === 'out' ? '2021-08-19' : null]))
    await post('out')
    await at('2021-08-20T09:01:00Z')
    await at('2021-08-20T09:06:00Z')
    expect(await runs(cast.districtLeader)).toMatchObject([{ state: 'failed', problem: 'no-post' }])
    await tellAll(server)
    expect(await told(cast.districtLeader)).toEqual(['statistics-failed'])
    await post('in')
    await at('2021-08-20T09:11:00Z')
    expect(await runs(cast.districtLeader)).toMatchObject([{ state: 'sent', problem: null }])
  })
  it('are set by who may, with recipients, and changed under the version read', async () => {
    const district = await server.as(cast.districtClerk)
    expect((await district.put(`/api/statistics/schedules/${randomUUID()}`, { ...schedule, recipientIds: [] })).statusCode).toBe(400)
    expect((await district.put(`/api/statistics/schedules/${randomUUID()}`, { ...schedule, recipientIds: [999_999] })).statusCode).toBe(422)
    expect((await (await server.as(cast.districtOfficer)).put(`/api/statistics/schedules/${randomUUID()}`, schedule)).statusCode).toBe(403)
    const made = await set()
    expect((await district.put(`/api/statistics/schedules/${made.id}`, { ...schedule, version: 1, hour: 9 })).json()).toMatchObject({ hour: 9, version: 2 })
    expect((await district.put(`/api/statistics/schedules/${made.id}`, { ...schedule, version: 1, hour: 10 })).statusCode).toBe(409)
    expect((await district.post(`/api/statistics/schedules/${made.id}/end`, { version: 2 })).json().endedAt).not.toBeNull()
    await at('2021-08-20T09:01:00Z')
    expect(await runs(cast.districtClerk)).toEqual([])
  })
})
