import type { ConcretisationPage, DirectiveDetail, DirectiveTree, References, ReviewPage } from '@phaodai/office'
import { addDays, formatDay, formatDayLong } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { bodies, cast } from '#test/people.ts'

let server: TestApp
let district: Caller
let commune: Caller
let day: string
beforeAll(async () => {
  server = await testApp()
  day = today(server.deps.clock)
  ;[district, commune] = await Promise.all([server.as(cast.districtClerk), server.as(cast.communeClerk)])
})
afterAll(() => server?.stop())

/** A letter of a People's Committee; `says` is its opening sentence. */
function letter(number: string, says: string, items: string, issuer = 'HUYỆN AN THỬ', on = day): string {
  return `ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
${issuer}                            Độc lập - Tự do - Hạnh phúc

Số: ${number}                        ${issuer.split(' ').slice(1).join(' ')}, ${formatDayLong(on)}
V/v phòng, chống dịch Covid-19

Kính gửi: Ủy ban nhân dân các xã, thị trấn.

${says}

${items}

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu`
}
const ITEM = '1. Ủy ban nhân dân xã Thử Một xây dựng kế hoạch phòng, chống dịch trên địa bàn.\n2. Ủy ban nhân dân xã Thử Hai tuyên truyền đến từng hộ dân.'
const COMMUNE_ITEM = '1. Trạm Y tế xã Thử Một rà soát người về từ vùng dịch.'

async function takeIn(caller: Caller, text: string, direction: 'own' | 'incoming' = 'own'): Promise<DirectiveDetail> {
  const answer = await caller.put(`/api/directives/${randomUUID()}`, { text, direction, declaredNotSecret: true, force: true })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** Registers and issues; every order goes to the bodies given for it, orders without are dropped. */
async function issued(caller: Caller, text: string, leads: number[][], deliveries: number[]): Promise<DirectiveDetail> {
  const draft = await takeIn(caller, text)
  for (const [n, order] of draft.orders!.entries()) {
    const given = leads[n] ?? []
    const changed = { ...order, dropped: given.length === 0, leads: given.map(id => ({ written: `cơ quan ${id}`, bodyIds: [id] })), coordinates: [], doers: [] }
    expect((await caller.put(`/api/directives/${draft.id}/orders/${order.id}`, changed)).statusCode).toBe(200)
  }
  const now: DirectiveDetail = (await caller.get(`/api/directives/${draft.id}`)).json()
  const answer = await caller.post(`/api/directives/${draft.id}/issue`, { version: now.version, authorityId: null, monitorId: null, deliveries: deliveries.map(bodyId => ({ bodyId, purpose: 'execute' })) })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const referencesOf = async (caller: Caller, id: string): Promise<References> => (await caller.get(`/api/directives/${id}/references`)).json()
const reviewsOf = async (caller: Caller): Promise<ReviewPage> => (await caller.get('/api/reviews')).json()
const cite = (number: string): string => `số ${number} ngày ${formatDay(day)} của Ủy ban nhân dân huyện An Thử`

describe('citations', () => {
  it('are read with their relation, and a document cited before it arrives is found when it is registered', async () => {
    const first = await issued(district, letter('901/UBND-VX', `Thực hiện Công văn ${cite('900/UBND-VX')}, Ủy ban nhân dân huyện yêu cầu:`, ITEM), [[bodies.communeA1]], [bodies.communeA1])
    const before = await referencesOf(district, first.id)
    expect(before.up).toMatchObject([{ number: '900/UBND-VX', issuedOn: day, relation: 'carry-out', found: 'none', target: null }])
    const cited = await takeIn(district, letter('900/UBND-VX', 'Ủy ban nhân dân huyện yêu cầu:', ITEM))
    expect((await referencesOf(district, first.id)).up).toMatchObject([{ found: 'matched', target: { id: cited.id } }])
    expect((await referencesOf(district, cited.id)).down).toMatchObject([{ relation: 'carry-out', document: { id: first.id } }])
    expect((await referencesOf(commune, first.id)).up, 'out of sight: the citing words alone').toMatchObject([{ number: '900/UBND-VX', found: 'none', target: null, candidates: [] }])
  })

  it('are offered when the day differs, chosen, taken out and put back by the office alone', async () => {
    const cited = await takeIn(district, letter('910/UBND-VX', 'Ủy ban nhân dân huyện yêu cầu:', ITEM))
    const citing = await issued(district, letter('911/UBND-VX', `Căn cứ Công văn số 910/UBND-VX ngày 01/01/2020, Ủy ban nhân dân huyện yêu cầu:`, ITEM), [[bodies.communeA1]], [bodies.communeA1])
    const [edge] = (await referencesOf(district, citing.id)).up
    expect(edge).toMatchObject({ relation: 'basis', found: 'offered', target: null, candidates: [{ id: cited.id }] })
    const { docType, number, issuedOn, issuerText } = edge!
    const url = `/api/directives/${citing.id}/references/${edge!.id}`
    const chosen = { version: edge!.version, relation: 'carry-out', docType, number, issuedOn, issuerText, targetId: cited.id }
    expect((await district.put(url, chosen)).json<References>().up).toMatchObject([{ relation: 'carry-out', found: 'chosen', target: { id: cited.id }, version: 2 }])
    expect((await district.put(url, chosen)).json()).toMatchObject({ code: 'stale' })
    expect((await commune.put(url, { ...chosen, version: 2 })).statusCode).toBe(403)
    expect((await district.put(url, { ...chosen, version: 2, removed: true })).json<References>().up).toMatchObject([{ removed: true }])
    expect((await referencesOf(commune, citing.id)).up).toEqual([])
    expect((await district.put(url, { ...chosen, version: 3 })).json<References>().up).toMatchObject([{ removed: false }])
    const added = await district.put(`/api/directives/${citing.id}/references/${randomUUID()}`, { ...chosen, version: 0, relation: 'recall' })
    expect(added.json<References>().up).toHaveLength(2)
  })

  it('in a circle end where they began', async () => {
    const a = await issued(district, letter('921/UBND-VX', `Căn cứ Công văn ${cite('922/UBND-VX')}, Ủy ban nhân dân huyện yêu cầu:`, ITEM), [[bodies.communeA1]], [])
    const b = await issued(district, letter('922/UBND-VX', `Căn cứ Công văn ${cite('921/UBND-VX')}, Ủy ban nhân dân huyện yêu cầu:`, ITEM), [[bodies.communeA1]], [])
    const tree: DirectiveTree = (await district.get(`/api/directives/${a.id}/tree`)).json()
    expect(tree.nodes.map(({ key }) => key).sort()).toEqual([a.id, b.id].sort())
    expect(tree.edges).toHaveLength(2)
    expect(tree.truncated).toBe(false)
  })
})

describe('owed documents', () => {
  it('are those of the bodies that a task asks for one; late by days, marked by the office, fulfilled by a citing document', async () => {
    const top = await issued(district, letter('931/UBND-VX', 'Ủy ban nhân dân huyện yêu cầu:', ITEM), [[bodies.communeA1], [bodies.communeA2]], [bodies.communeA1, bodies.communeA2])
    const url = `/api/directives/${top.id}/concretisation`
    const page: ConcretisationPage = (await district.get(url)).json()
    expect(page.withinDays).toBe(5)
    expect(page.rows.map(({ body, owed, standing, dueOn }) => [body.id, owed, standing, dueOn])).toEqual([
      [bodies.communeA1, true, 'waiting', addDays(day, 5)], [bodies.communeA2, false, 'not-owed', addDays(day, 5)]])
    expect((await district.put(`/api/directives/${top.id}/owed`, { bodyIds: [bodies.communeA2], owed: true })).json<ConcretisationPage>().totals).toEqual({ owed: 2, issued: 0, late: 0 })
    const own = await issued(commune, letter('15/KH-UBND', `Thực hiện Công văn ${cite('931/UBND-VX')}, Ủy ban nhân dân xã yêu cầu:`, COMMUNE_ITEM, 'XÃ THỬ MỘT'), [[bodies.healthStationA1]], [bodies.healthStationA1])
    const after: ConcretisationPage = (await district.get(url)).json()
    expect(after.rows.find(({ body }) => body.id === bodies.communeA1)).toMatchObject({ standing: 'issued', afterDays: 0, document: { id: own.id } })
    expect((await commune.get(url)).json<ConcretisationPage>().rows.map(({ body }) => body.id)).toEqual([bodies.communeA1])
    expect((await district.get(`${url}/export.csv`)).body).toContain('15/KH-UBND')
    const tree: DirectiveTree = (await district.get(`/api/directives/${top.id}/tree`)).json()
    expect(tree.edges).toEqual([{ from: own.id, to: top.id, relation: 'carry-out' }])
  })
})

describe('what is to be reviewed', () => {
  it('an amendment of an amendment reaches the first text; a decision settles it, the next amendment asks again', async () => {
    const a = await issued(district, letter('941/UBND-VX', 'Ủy ban nhân dân huyện yêu cầu:', ITEM), [[bodies.communeA1]], [bodies.communeA1])
    const mine = async () => (await reviewsOf(district)).tasks.filter(({ ground }) => ground.id === a.id)
    expect(await mine()).toEqual([])
    const b = await issued(district, letter('942/UBND-VX', `Sửa đổi, bổ sung Công văn ${cite('941/UBND-VX')} như sau:`, '1. Ủy ban nhân dân xã Thử Hai báo cáo.'), [[bodies.communeA2]], [bodies.communeA2])
    expect(await mine()).toMatchObject([{ cause: 'amended', because: { id: b.id } }])
    const { task } = (await mine())[0]!
    expect((await district.post('/api/reviews/tasks', { ids: [task.id], decision: 'keep', reason: 'vẫn đúng' })).json()).toEqual({ decided: [task.id], refused: [] })
    expect(await mine()).toEqual([])
    const c = await issued(district, letter('943/UBND-VX', `Sửa đổi, bổ sung Công văn ${cite('942/UBND-VX')} như sau:`, '1. Ủy ban nhân dân xã Thử Hai báo cáo.'), [[bodies.communeA2]], [bodies.communeA2])
    expect(await mine()).toMatchObject([{ cause: 'amended', because: { id: c.id } }])
    expect((await district.post('/api/reviews/tasks', { ids: [task.id, randomUUID()], decision: 'end', reason: 'không còn cần' })).json()).toMatchObject({ decided: [task.id], refused: [{ code: 'not-found' }] })
    expect((await district.get(`/api/tasks/${task.id}`)).json()).toMatchObject({ state: 'cancelled' })
    expect(await mine()).toEqual([])
  })

  it('a superior\'s document that ends puts the own document and its tasks under review; nothing closes by itself', async () => {
    const top = await issued(district, letter('951/UBND-VX', 'Ủy ban nhân dân huyện yêu cầu:', ITEM), [[bodies.communeA1]], [bodies.communeA1])
    const own = await issued(commune, letter('16/KH-UBND', `Thực hiện Công văn ${cite('951/UBND-VX')}, Ủy ban nhân dân xã yêu cầu:`, COMMUNE_ITEM, 'XÃ THỬ MỘT'), [[bodies.healthStationA1]], [])
    expect((await commune.get('/api/reviews/count')).json()).toEqual({ count: 0 })
    expect((await district.patch(`/api/directives/${top.id}/expiry`, { version: (await referencesOf(district, top.id)).version, expiresOn: addDays(day, -1) })).statusCode).toBe(200)
    const page = await reviewsOf(commune)
    expect(page.documents).toMatchObject([{ cause: 'expired', since: addDays(day, -1), ground: { id: top.id }, document: { id: own.id }, openTasks: 1 }])
    expect(page.tasks).toMatchObject([{ task: { state: 'not_started' }, ground: { id: top.id } }])
    expect((await commune.get('/api/reviews/count')).json()).toEqual({ count: 2 })
    expect((await commune.post('/api/reviews/documents', { ids: [own.id], decision: 'end', reason: 'căn cứ đã hết hạn' })).json()).toEqual({ decided: [own.id], refused: [] })
    const after = await reviewsOf(commune)
    expect(after.documents).toEqual([])
    expect(after.tasks, 'marked by the withdrawal').toMatchObject([{ cause: 'withdrawn', ground: { id: own.id } }])
    expect((await commune.post('/api/reviews/tasks', { ids: [after.tasks[0]!.task.id], decision: 'adjust', reason: 'giao lại theo kế hoạch mới' })).json()).toMatchObject({ refused: [] })
    expect((await reviewsOf(commune)).tasks).toEqual([])
  })
})
