import { stateOfStatus, statusCodes, handlingStates, type HandlingDetail, type HandlingPage, type Task } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, type Member } from '#test/people.ts'

let server: TestApp
const as = (member: Member): Promise<Caller> => server.as(member)
const id = (): string => makeId(Date.now(), randomBytes(10))

beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, client => client.query(
    `insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'state', 'own', 'by-type', '2015-01-01', 'thử')`, [bodies.districtState]))
})
afterAll(() => server.stop())

const LETTER = `TỈNH ỦY MẪU SƠN\n*\nSố 1879-CV/TU\nV/v tăng cường phòng, chống dịch COVID-19\n\nMẫu Sơn, ngày 20 tháng 8 năm 2021\n\nKính gửi: UBND các huyện.\n\n1. UBND các huyện rà soát người về từ vùng dịch, báo cáo trước ngày 30/8/2021.`

async function takeIn(): Promise<string> {
  const directiveId = id()
  const answer = await (await as(cast.districtClerk)).put(`/api/directives/${directiveId}`, { text: LETTER, allowDuplicate: true, force: true })
  expect(answer.statusCode).toBe(200)
  return directiveId
}

const boxOf = async (member: Member, box: string): Promise<HandlingPage['rows']> => (await (await as(member)).get(`/api/handling?box=${box}&limit=200`)).json<HandlingPage>().rows

async function arrived(directiveId: string): Promise<HandlingPage['rows'][number]> {
  return (await boxOf(cast.districtClerk, 'arrived')).find(row => row.directiveId === directiveId)!
}

async function registered(): Promise<HandlingDetail> {
  const row = await arrived(await takeIn())
  const answer = await (await as(cast.districtClerk)).post(`/api/handling/${row.id}/register`, { version: row.version, day: '2021-08-21' })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<HandlingDetail>()
}

describe('an incoming document', () => {
  test('comes in, is entered, gets its bút phê, is worked on and done', async () => {
    const entered = await registered()
    expect(entered).toMatchObject({ state: 'registered', statusCode: '03', arrivalNumber: '01', arrivedOn: '2021-08-21', number: '1879-CV/TU', timing: 'no_deadline' })
    expect((await boxOf(cast.districtLeader, 'to-direct')).map(row => row.id)).toContain(entered.id)

    const leader = await as(cast.districtLeader)
    const input = { id: id(), version: entered.version, sentence: 'Phòng Y tế tham mưu, đ/c Chuyên tổng hợp', deadline: '2021-08-28', lead: { postId: cast.districtOfficer.postId }, coordinates: [{ bodyId: bodies.healthDepartment }] }
    const directed = (await leader.post(`/api/handling/${entered.id}/direct`, input)).json<HandlingDetail>()
    expect(directed).toMatchObject({ state: 'assigned', deadline: '2021-08-28', timing: 'overdue', directions: [{ onBehalf: false, leaderTitle: cast.districtLeader.title, deadline: '2021-08-28' }] })
    const [lead, helper] = directed.directions[0]!.parties
    expect(lead).toMatchObject({ role: 'lead', post: { id: cast.districtOfficer.postId }, task: null })
    expect(helper).toMatchObject({ role: 'coordinate', unit: { id: bodies.healthDepartment }, task: { state: 'not_started' } }) // a body of its own gets a task
    const again = await leader.post(`/api/handling/${entered.id}/direct`, input)
    expect(again.json<HandlingDetail>().version).toBe(directed.version) // a repeat changes nothing

    const task = (await (await as(cast.districtClerk)).get(`/api/tasks/${helper!.task!.id}`)).json<Task>()
    expect(task).toMatchObject({ body: { id: bodies.healthDepartment }, deadline: '2021-08-28', deadlineSource: 'office', text: 'Phòng Y tế tham mưu, đ/c Chuyên tổng hợp (văn bản số 1879-CV/TU)', directiveId: entered.directiveId })

    const officer = await as(cast.districtOfficer)
    expect((await boxOf(cast.districtOfficer, 'mine')).map(row => row.id)).toContain(entered.id)
    const started = (await officer.post(`/api/handling/${entered.id}/start`, { version: directed.version })).json<HandlingDetail>()
    const done = (await officer.post(`/api/handling/${entered.id}/finish`, { version: started.version, result: 'Đã ban hành Công văn 12/UBND-YT' })).json<HandlingDetail>()
    expect(done).toMatchObject({ state: 'done', statusCode: '06', result: 'Đã ban hành Công văn 12/UBND-YT' })
    expect(done.events.map(event => event.kind)).toEqual(['registered', 'directed', 'started', 'finished'])
  })

  test('is worked on by those whom the bút phê names, and directed by leaders alone', async () => {
    const entered = await registered()
    const [clerk, officer] = [await as(cast.districtClerk), await as(cast.districtOfficer)]
    const input = { id: id(), version: entered.version, sentence: 'Văn thư lưu', deadline: null, lead: { postId: cast.districtClerk.postId } }
    expect((await officer.post(`/api/handling/${entered.id}/direct`, input)).statusCode).toBe(403)
    const recorded = await officer.post(`/api/handling/${entered.id}/record`, { ...input, leaderPostId: cast.districtLeader.postId, saidOn: '2021-08-21' })
    expect(recorded.json<HandlingDetail>()).toMatchObject({ state: 'assigned', directions: [{ onBehalf: true, leaderTitle: cast.districtLeader.title, recordedBy: cast.districtOfficer.title }] })
    const { version } = recorded.json<HandlingDetail>()
    expect((await officer.post(`/api/handling/${entered.id}/start`, { version })).statusCode).toBe(403)
    expect((await clerk.post(`/api/handling/${entered.id}/start`, { version })).statusCode).toBe(200)
    const notLeader = await officer.post(`/api/handling/${(await registered()).id}/record`, { ...input, id: id(), version: 2, leaderPostId: cast.districtOfficer.postId, saidOn: '2021-08-21' })
    expect(notLeader.json()).toMatchObject({ code: 'reference-missing' })
  })

  test('may be refused with a reason before it is entered, not after', async () => {
    const row = await arrived(await takeIn())
    const clerk = await as(cast.districtClerk)
    expect((await clerk.post(`/api/handling/${row.id}/refuse`, { version: row.version, reason: 'Gửi nhầm nơi nhận' })).json()).toMatchObject({ state: 'refused', statusCode: '02', reason: 'Gửi nhầm nơi nhận' })
    const entered = await registered()
    expect((await clerk.post(`/api/handling/${entered.id}/refuse`, { version: entered.version, reason: 'muộn' })).json()).toMatchObject({ code: 'illegal-state' })
  })

  test('asked back stands where it stood when that is refused', async () => {
    const entered = await registered()
    const clerk = await as(cast.districtClerk)
    const asked = (await clerk.post(`/api/handling/${entered.id}/ask-back`, { version: entered.version, reason: 'Sai thể thức' })).json<HandlingDetail>()
    expect(asked).toMatchObject({ state: 'recall_asked', statusCode: '13' })
    const kept = (await clerk.post(`/api/handling/${entered.id}/answer-recall`, { version: asked.version, agree: false, note: 'Đã xử lý' })).json<HandlingDetail>()
    expect(kept.state).toBe('registered')
    const again = (await clerk.post(`/api/handling/${entered.id}/ask-back`, { version: kept.version, reason: 'Thay bản khác' })).json<HandlingDetail>()
    expect((await clerk.post(`/api/handling/${entered.id}/answer-recall`, { version: again.version, agree: true, note: 'Đã hủy bản cũ' })).json()).toMatchObject({ state: 'recalled', statusCode: '15' })
  })

  test('entered by hand has a line and a way, and of a secret one nothing of its content', async () => {
    const clerk = await as(cast.districtClerk)
    const input = { bodyId: bodies.districtState, system: 'state', docType: 'cong-van', day: '2021-08-22', issuedOn: '2021-08-19', printed: '5599/BYT-MT', issuerText: 'Bộ Y tế', abstract: 'Cách ly F1 tại nhà' }
    const first = (await clerk.put(`/api/handling/${id()}`, input)).json<HandlingDetail>()
    expect(first).toMatchObject({ state: 'registered', number: '5599/BYT-MT', issuerText: 'Bộ Y tế', abstract: 'Cách ly F1 tại nhà', directiveId: null })
    const secret = (await clerk.put(`/api/handling/${id()}`, { ...input, printed: '7-CV/TU', abstract: 'Nội dung không được lưu', secret: true })).json<HandlingDetail>()
    expect(secret).toMatchObject({ secret: true, abstract: '', number: '7-CV/TU' })
    expect(Number(secret.arrivalNumber)).toBe(Number(first.arrivalNumber) + 1)
  })

  test('belongs to its body alone; its sender learns the state', async () => {
    const directiveId = await takeIn()
    const draft = (await (await as(cast.districtClerk)).get(`/api/directives/${directiveId}`)).json<{ version: number; orders: { id: string }[] }>()
    const issued = await (await as(cast.districtClerk)).post(`/api/directives/${directiveId}/issue`, { version: draft.version, authorityId: null, monitorId: null, deliveries: [{ bodyId: bodies.communeA1, purpose: 'execute' }] })
    const answer = issued.statusCode === 200 ? issued : await issueWithLead(directiveId)
    expect(answer.statusCode, answer.body).toBe(200)
    const [row] = (await boxOf(cast.communeClerk, 'arrived')).filter(each => each.directiveId === directiveId)
    expect(row).toMatchObject({ source: 'delivery', state: 'arrived' })
    expect((await (await as(cast.districtClerk)).get(`/api/handling/${row!.id}`)).statusCode).toBe(404)
    const statusOf = async (member: Member): Promise<unknown> => (await (await as(member)).get(`/api/handling/status/${directiveId}`)).json()
    expect(await statusOf(cast.districtClerk)).toMatchObject({ rows: [{ body: { id: bodies.communeA1 }, state: 'arrived', statusCode: '01' }, { body: { id: bodies.otherDistrictState } }] })
    expect(await statusOf(cast.communeClerk)).toEqual({ rows: [] })
    const { version } = answer.json<{ version: number }>()
    expect((await (await as(cast.districtClerk)).post(`/api/directives/${directiveId}/withdraw`, { version, reason: 'Ban hành nhầm' })).statusCode).toBe(200)
    expect(await statusOf(cast.districtClerk)).toMatchObject({ rows: [{ state: 'recall_asked' }, { state: 'recall_asked' }] })
  })

  async function issueWithLead(directiveId: string) {
    const clerk = await as(cast.districtClerk)
    const { orders } = (await clerk.get(`/api/directives/${directiveId}`)).json<{ orders: Record<string, unknown>[] }>()
    for (const order of orders) {
      await clerk.put(`/api/directives/${directiveId}/orders/${order.id}`, { ...order, leads: [{ written: 'UBND xã', bodyIds: [bodies.communeA1] }], coordinates: [], doers: [], version: order.version })
    }
    const { version } = (await clerk.get(`/api/directives/${directiveId}`)).json<{ version: number }>()
    return clerk.post(`/api/directives/${directiveId}/issue`, { version, authorityId: null, monitorId: null, deliveries: [{ bodyId: bodies.communeA1, purpose: 'execute' }] })
  }
})

test('every state has one status code of QCVN 102:2016, and every code but 16 one state', () => {
  expect(handlingStates.map(state => stateOfStatus(statusCodes[state]))).toEqual(handlingStates)
  expect(['01', '02', '03', '04', '05', '06', '13', '15', '16'].map(stateOfStatus)).toEqual(['arrived', 'refused', 'registered', 'assigned', 'in_progress', 'done', 'recall_asked', 'recalled', null])
})

describe('an oral direction', () => {
  const said = (more: object = {}): object => ({ leaderPostId: cast.districtLeader.postId, saidOn: '2021-08-20', occasion: 'Họp giao ban', points: [
    { text: 'Rà soát toàn bộ người về từ Bắc Giang', leadId: bodies.communeA1, coordinateIds: [bodies.healthDepartment], deadline: '2021-08-25' },
    { text: 'Báo cáo năng lực xét nghiệm', leadId: bodies.healthDepartment, deadline: null }], ...more })

  test('becomes a document with items, orders and tasks, and says who spoke and who wrote', async () => {
    const directionId = id()
    const officer = await as(cast.districtOfficer)
    const answer = await officer.put(`/api/directions/${directionId}`, said({ issue: true }))
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      docType: 'oral-direction', state: 'issued', issuedOn: '2021-08-20', signerName: cast.districtLeader.fullName, spoken: { occasion: 'Họp giao ban', recordedBy: cast.districtOfficer.title, own: false },
      items: [{ label: '1' }, { label: '2' }], tasks: { total: 2, notStarted: 2 },
    })
    const { text, orders } = answer.json<{ text: string; orders: { text: string; span: { start: number; end: number } }[] }>()
    for (const order of orders) expect(text.slice(order.span.start, order.span.end)).toBe(order.text)
    expect((await officer.put(`/api/directions/${directionId}`, said({ issue: true }))).json()).toMatchObject({ tasks: { total: 2 } })
    const { rows } = (await (await as(cast.communeClerk)).get(`/api/tasks?directiveId=${directionId}`)).json<{ rows: Task[] }>()
    expect(rows).toMatchObject([{ text: 'Rà soát toàn bộ người về từ Bắc Giang', deadline: '2021-08-25', deadlineSource: 'office', directiveType: 'oral-direction' }])
  })

  test('not issued is a draft that goes through the same review', async () => {
    const directionId = id()
    const clerk = await as(cast.districtClerk)
    const { version, state, orders } = (await clerk.put(`/api/directions/${directionId}`, said())).json<{ version: number; state: string; orders: object[] }>()
    expect([state, orders.length]).toEqual(['draft', 2])
    expect((await clerk.post(`/api/directives/${directionId}/issue`, { version, authorityId: null, monitorId: null, deliveries: [] })).json()).toMatchObject({ state: 'issued', tasks: { total: 2 } })
  })

  test('without a lead is not issued, and of a leader of another body not written', async () => {
    const clerk = await as(cast.districtClerk)
    const refused = await clerk.put(`/api/directions/${id()}`, { ...said({ issue: true }), points: [{ text: 'Ai làm việc này?', leadId: null, deadline: null }] })
    expect(refused.json()).toMatchObject({ code: 'unresolved-bodies' })
    expect((await clerk.put(`/api/directions/${id()}`, said({ leaderPostId: cast.provinceLeader.postId }))).json()).toMatchObject({ code: 'reference-missing' })
  })
})
