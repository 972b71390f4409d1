import type { Directive, DirectiveDetail, DirectiveOrder, Picture, TaskPage } from '@phaodai/office'
import { addDays, formatDay, formatDayLong, weekday } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { bodies, cast } from '#test/people.ts'

let server: TestApp
let party: Caller
let state: Caller
let commune: Caller
let day: string

beforeAll(async () => {
  server = await testApp()
  day = today(server.deps.clock)
  ;[party, state, commune] = await Promise.all([server.as(cast.districtPartyClerk), server.as(cast.districtClerk), server.as(cast.communeClerk)])
})
afterAll(() => server.stop())

let number = 100
const nextNumber = (): string => `${(number += 1)}-CV/HU`

/** A letter of Huyện ủy An Thử in the usual form; `more` replaces single lines. */
function letter(more: { number?: string; date?: string; secrecy?: string; to?: string; items?: string } = {}): string {
  return `${more.secrecy ?? ''}
ĐẢNG BỘ TỈNH MẪU SƠN                         ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY AN THỬ                              An Thử, ${more.date ?? formatDayLong(day)}
*
Số ${more.number ?? nextNumber()}
V/v tăng cường phòng, chống dịch Covid-19 trên địa bàn huyện

Kính gửi: ${more.to ?? '- UBND huyện,\n- Đảng ủy các xã, thị trấn.'}

Thực hiện Công văn số 571-CV/TU ngày 22/7/2021 của Ban Thường vụ Tỉnh ủy; Ban Thường vụ Huyện ủy yêu cầu:

${more.items ?? `1. UBND huyện xây dựng phương án tổ chức dạy và học phù hợp với diễn biến của dịch bệnh.
2. Các xã, thị trấn rà soát danh sách người về từ vùng dịch, báo cáo Thường trực Huyện ủy trước ngày ${formatDay(addDays(day, 10))}.
3. Các cấp ủy, tổ chức đảng tuyệt đối không lơ là, chủ quan, mất cảnh giác trong công tác phòng, chống dịch.
4. Các cơ quan, đơn vị, địa phương thường xuyên tuyên truyền phòng, chống dịch.`}

Nơi nhận:
- Thường trực Tỉnh ủy (để báo cáo),
- Như trên,
- Lưu Văn phòng Huyện ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Nguyễn Văn Mẫu`
}

async function takeIn(caller: Caller, text = letter(), more: object = {}): Promise<DirectiveDetail> {
  const answer = await caller.put(`/api/directives/${randomUUID()}`, { text, direction: 'own', declaredNotSecret: true, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const orderWith = (directive: DirectiveDetail, words: string): DirectiveOrder => {
  const found = directive.orders!.find(order => order.text.includes(words))
  expect(found, words).toBeDefined()
  return found!
}

/** Answers every open lead with the first candidate, and drops orders that have none. */
async function settle(caller: Caller, id: string): Promise<DirectiveDetail> {
  let directive: DirectiveDetail = (await caller.get(`/api/directives/${id}`)).json()
  for (const order of directive.orders!) {
    const open = directive.orders!.find(each => each.id === order.id)!.leads.filter(name => name.bodyIds === null)
    for (const { written, candidates } of open) {
      const answer = candidates[0]
        ? await caller.post(`/api/directives/${id}/resolve`, { written, bodyIds: candidates[0].bodyIds, remember: false })
        : await caller.put(`/api/directives/${id}/orders/${order.id}`, { ...directive.orders!.find(each => each.id === order.id)!, dropped: true })
      expect(answer.statusCode, answer.body).toBe(200)
      directive = (await caller.get(`/api/directives/${id}`)).json()
      if (!candidates[0]) break
    }
  }
  return directive
}

async function issued(caller: Caller, directive: DirectiveDetail, deliveries: object[] = []): Promise<DirectiveDetail> {
  const settled = await settle(caller, directive.id)
  const answer = await caller.post(`/api/directives/${directive.id}/issue`, { version: settled.version, authorityId: null, monitorId: null, deliveries })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const codeOf = async (answer: Promise<{ json: () => { code: string } }>): Promise<string> => (await answer).json().code
const stored = (sql: string, values: unknown[] = []): Promise<number> =>
  withClient(server.adminUrl, { name: 'test' }, async client => Number((await client.query(sql, values)).rows[0].n))

describe('intake', () => {
  it('reads header, orders and bodies by context, and finds what the clerk must look at', async () => {
    const directive = await takeIn(party)
    expect(directive).toMatchObject({ docType: 'cong-van', system: 'party', issuer: { id: bodies.districtParty }, state: 'draft', issuedOn: day })
    expect(orderWith(directive, 'xây dựng phương án').leads[0]!.bodyIds).toEqual([bodies.districtState])
    const dated = orderWith(directive, 'rà soát danh sách')
    expect(dated).toMatchObject({ deadline: addDays(day, 10), deadlineSource: 'document', deadlineKind: 'date', offeredDeadline: null })
    expect(dated.leads[0]!.bodyIds).toEqual([bodies.communeA1, bodies.communeA2])
    expect(directive.recipients.map(each => [each.purpose, each.named.bodyIds])).toEqual([
      ['execute', [bodies.districtState]], ['execute', [bodies.communeA1Party, bodies.communeA2Party]], ['report', [bodies.provinceParty]], ['file', null]])
    expect(directive.text.slice(dated.span!.start, dated.span!.end)).toContain('rà soát')
    expect(directive.references.map(each => each.number)).toEqual(['571-CV/TU'])
    expect(directive.findings).toEqual([])
    const bare = await takeIn(party, letter({ number: '-CV/HU' }), { declaredNotSecret: false })
    expect(bare.findings.map(finding => finding.code)).toEqual([bare.number === null ? 'no-number' : 'blank-number', 'secrecy-undeclared'])
  })
  it('offers a working day for a deliverable without a date, and for nothing else', async () => {
    const directive = await takeIn(party)
    const offered = orderWith(directive, 'xây dựng phương án').offeredDeadline!
    expect(offered >= addDays(day, 10)).toBe(true)
    expect(weekday(offered)).toBeLessThanOrEqual(5)
    expect(directive.orders!.filter(order => order.nature !== 'deliverable').map(order => order.offeredDeadline)).not.toContainEqual(expect.any(String))
    const attitude = orderWith(directive, 'tuyệt đối không')
    expect(await codeOf(party.put(`/api/directives/${directive.id}/orders/${attitude.id}`, { ...attitude, deadlineKind: 'date', deadline: offered, deadlineSource: 'office' }))).toBe('invalid-input')
  })
  it.each(['MẬT', 'TỐI MẬT', '[ TUYỆT MẬT ]', 'T Ố I  M Ậ T', 'Độ mật: Mật'])('refuses a document stamped %s before anything of it is kept', async (secrecy) => {
    const before = await stored('select (select count(*) from directive) + (select count(*) from file) + (select count(*) from audit_entry) as n')
    const text = letter({ secrecy })
    expect(await codeOf(party.put(`/api/directives/${randomUUID()}`, { text, declaredNotSecret: true, force: true }))).toBe('secret-document')
    expect(await codeOf(party.inject({ method: 'PUT', url: `/api/directives/${randomUUID()}/file?name=a.txt&declaredNotSecret=true`, headers: { 'content-type': 'text/plain' }, payload: text }))).toBe('secret-document')
    expect(await stored('select (select count(*) from directive) + (select count(*) from file) + (select count(*) from audit_entry) as n')).toBe(before)
    const stub = { number: '12-CV/HU', issuedOn: day, issuerText: 'Huyện ủy An Thử' }
    const id = randomUUID()
    for (const repeat of [1, 2]) expect((await party.put(`/api/directives/${id}/stub`, stub)).json(), String(repeat)).toEqual({ id, ...stub })
    expect(await codeOf(party.put(`/api/directives/${id}/stub`, { ...stub, number: '13-CV/HU' }))).toBe('duplicate')
  })
  it('refuses what is empty, no directive, or registered already; takes a second copy on request', async () => {
    expect(await codeOf(party.put(`/api/directives/${randomUUID()}`, { text: '  \n ' }))).toBe('unreadable-document')
    expect(await codeOf(party.put(`/api/directives/${randomUUID()}`, { text: 'Thực đơn hôm nay: phở bò, bún chả.' }))).toBe('not-a-directive')
    await takeIn(party, 'Thực đơn hôm nay: phở bò, bún chả.', { force: true })
    const same = letter()
    const first = await takeIn(party, same)
    const again = await party.put(`/api/directives/${first.id}`, { text: same, direction: 'own' })
    expect(again.json()).toMatchObject({ id: first.id, version: first.version })
    const copy = await party.put(`/api/directives/${randomUUID()}`, { text: `${same}\n`, direction: 'own' })
    expect([copy.statusCode, copy.json()]).toEqual([409, expect.objectContaining({ code: 'duplicate-directive', fields: { existingId: first.id } })])
    expect(await codeOf(party.put(`/api/directives/${first.id}`, { text: letter() }))).toBe('duplicate')
    await takeIn(party, `${same}\n`, { allowDuplicate: true })
    await takeIn(state, same, { direction: 'incoming' }) // another office's register is its own
  })
  it('takes files, keeps the original, and says what is wrong with a bad one', async () => {
    const id = randomUUID()
    const put = (url: string, payload: string | Buffer) => party.inject({ method: 'PUT', url, headers: { 'content-type': 'application/octet-stream' }, payload })
    const taken = await put(`/api/directives/${id}/file?name=cv.txt&direction=own`, letter())
    expect(taken.json(), taken.body).toMatchObject({ id, fileId: expect.any(String), issuer: { id: bodies.districtParty } })
    expect((await party.get(`/api/files/${taken.json().fileId}`)).body).toContain('HUYỆN ỦY AN THỬ')
    expect(await codeOf(put(`/api/directives/${randomUUID()}/file`, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff])))).toBe('file-type')
    expect(await codeOf(put(`/api/directives/${randomUUID()}/file`, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])))).toBe('secrecy-undeclared')
    expect(await codeOf(put(`/api/directives/${randomUUID()}/file`, '%PDF-1.7 hỏng'))).toBe('unreadable-document')
    expect(await codeOf(put(`/api/directives/${randomUUID()}/file`, ''))).toBe('file-empty')
    expect(await codeOf(put(`/api/directives/${randomUUID()}/file`, Buffer.alloc(21 * 1024 * 1024, 'a')))).toBe('too-large')
    expect((await commune.inject({ method: 'PUT', url: `/api/directives/${randomUUID()}/file`, payload: 'x', headers: { 'content-type': 'text/plain' } })).statusCode).toBe(422)
  })
})

describe('review', () => {
  it('keeps corrections apart from what the engine said, and refuses a stale edit with both versions', async () => {
    const directive = await takeIn(party)
    const order = orderWith(directive, 'xây dựng phương án')
    const url = `/api/directives/${directive.id}/orders/${order.id}`
    const corrected: DirectiveOrder = (await party.put(url, { ...order, text: 'Xây dựng phương án dạy và học', leads: [{ written: 'Phòng Y tế', bodyIds: null }] })).json()
    expect(corrected).toMatchObject({ version: 2, corrected: ['text', 'leads'], addedByHand: false })
    expect(corrected.leads[0]!.bodyIds).toEqual([bodies.healthDepartment])
    expect((await party.put(url, order)).json()).toMatchObject({ code: 'stale', versions: { theirs: { version: 2 }, yours: { version: 1 } } })
    const added: DirectiveOrder = (await party.put(`/api/directives/${directive.id}/orders/${randomUUID()}`, { ...order, version: 0, text: 'Việc thêm tay' })).json()
    expect(added).toMatchObject({ addedByHand: true, corrected: [] })
    const header = await party.patch(`/api/directives/${directive.id}`, { version: directive.version, number: '999-CV/HU', abstract: 'Trích yếu mới' })
    expect(header.json()).toMatchObject({ number: '999-CV/HU', version: 2 })
    expect(await codeOf(party.patch(`/api/directives/${directive.id}`, { version: 1, place: 'X' }))).toBe('stale')
  })
  it('hears names anew when another issuer speaks, and keeps what a person answered', async () => {
    const items = '1. UBND huyện xây dựng phương án dạy và học.\n2. Các xã, thị trấn rà soát danh sách người về từ vùng dịch.\n3. Khối tuyên truyền vùng biên xây dựng kế hoạch truyền thông.'
    const directive = await takeIn(party, letter({ items }))
    const block = orderWith(directive, 'kế hoạch truyền thông').leads[0]!.written
    const answered: DirectiveDetail = (await party.post(`/api/directives/${directive.id}/resolve`, { written: block, bodyIds: [bodies.districtPartyOffice], remember: false })).json()
    const leads = (read: DirectiveDetail) => read.orders!.map(order => order.leads[0]!.bodyIds)
    expect(leads(answered)).toEqual([[bodies.districtState], [bodies.communeA1, bodies.communeA2], [bodies.districtPartyOffice]])
    const other: DirectiveDetail = (await party.patch(`/api/directives/${directive.id}`, { version: answered.version, issuerId: bodies.otherDistrictState })).json()
    expect(leads(other)).toEqual([[bodies.otherDistrictState], [bodies.communeB1], [bodies.districtPartyOffice]])
    expect(other.recipients[1]!.named.bodyIds).not.toEqual(answered.recipients[1]!.named.bodyIds)
    const same: DirectiveDetail = (await party.patch(`/api/directives/${directive.id}`, { version: other.version, issuerId: bodies.districtParty })).json()
    expect(leads(same)).toEqual(leads(answered))
  })
  it('splits and merges', async () => {
    const directive = await takeIn(party)
    const order = orderWith(directive, 'rà soát danh sách')
    const newId = randomUUID()
    const at = order.text.indexOf(', báo cáo')
    const split: DirectiveDetail = (await party.post(`/api/directives/${directive.id}/orders/${order.id}/split`, { version: 1, at, newId })).json()
    const parts = [split.orders!.find(each => each.id === order.id)!, split.orders!.find(each => each.id === newId)!]
    expect(parts.map(part => part.text).join('').replace(/\s/g, '')).toBe(order.text.replace(/\s/g, ''))
    expect(split.orders!.findIndex(each => each.id === newId)).toBe(split.orders!.findIndex(each => each.id === order.id) + 1)
    const merged: DirectiveDetail = (await party.post(`/api/directives/${directive.id}/orders/${order.id}/merge`, { version: 2, with: newId })).json()
    expect(merged.orders!.find(each => each.id === newId)!.dropped).toBe(true)
    expect(merged.orders!.find(each => each.id === order.id)!.text).toContain('báo cáo')
  })
  it('asks who is meant once, and remembers the answer for this office', async () => {
    const items = '1. Khối tuyên truyền xây dựng kế hoạch truyền thông về phòng, chống dịch.\n2. Khối tuyên truyền báo cáo kết quả về Huyện ủy.\n3. UBND huyện rà soát phương án.'
    const directive = await takeIn(party, letter({ items }))
    expect(orderWith(directive, 'kế hoạch truyền thông').leads[0]!.bodyIds).toBeNull()
    expect(await codeOf(party.post(`/api/directives/${directive.id}/issue`, { version: 1, authorityId: null, monitorId: null, deliveries: [] }))).toBe('unresolved-bodies')
    const answered: DirectiveDetail = (await party.post(`/api/directives/${directive.id}/resolve`, { written: orderWith(directive, 'kế hoạch truyền thông').leads[0]!.written, bodyIds: [bodies.districtPartyOffice] })).json()
    expect(answered.orders!.slice(0, 2).map(order => order.leads[0]!.bodyIds)).toEqual([[bodies.districtPartyOffice], [bodies.districtPartyOffice]])
    const next = await takeIn(party, letter({ items }))
    expect(orderWith(next, 'kế hoạch truyền thông').leads[0]).toMatchObject({ bodyIds: [bodies.districtPartyOffice], rule: 'remembered' })
  })
})

describe('issue', () => {
  it('stands in the right inboxes once, is read and acknowledged, and opens to nobody else', async () => {
    const draft = await takeIn(party)
    expect((await state.get(`/api/directives/${draft.id}`)).statusCode).toBe(404) // a draft is its owner's alone
    const directive = await issued(party, draft, [{ bodyId: bodies.provinceParty, purpose: 'report' }, { bodyId: bodies.districtState, purpose: 'execute' }])
    expect(directive).toMatchObject({ state: 'issued', actions: ['withdraw', 'supersede'], tasks: { total: directive.tasks.notStarted } })
    const again = await party.post(`/api/directives/${draft.id}/issue`, { version: 1, authorityId: null, monitorId: null, deliveries: [] })
    expect(again.json()).toMatchObject({ state: 'issued', tasks: directive.tasks })

    const inbox = async (caller: Caller): Promise<string[]> => ((await caller.get(`/api/tasks?box=mine&directiveId=${draft.id}`)).json() as TaskPage).rows.map(row => row.text)
    expect((await inbox(state)).some(text => text.includes('xây dựng phương án'))).toBe(true)
    expect((await inbox(commune)).some(text => text.includes('rà soát danh sách'))).toBe(true)
    expect(await inbox(await server.as(cast.provinceClerk))).toEqual([]) // "để báo cáo" reads only
    const [station, far, otherDistrict] = [await server.as(cast.healthStation), await server.as(cast.farClerk), await server.as(cast.villageMember)]
    for (const outsider of [station, far]) {
      expect((await outsider.get(`/api/directives/${draft.id}`)).statusCode).toBe(404)
      expect(((await outsider.get('/api/directives')).json() as { rows: Directive[] }).rows).toEqual([])
    }
    expect((await otherDistrict.get(`/api/directives/${draft.id}`)).statusCode).toBe(403)

    expect(directive.deliveries.every(delivery => delivery.readAt === null)).toBe(true)
    const opened: DirectiveDetail = (await commune.get(`/api/directives/${draft.id}`)).json()
    expect(opened).toMatchObject({ orders: null, findings: [], myDelivery: { readAt: expect.any(String), acknowledgedAt: null }, actions: ['acknowledge'] })
    const known: DirectiveDetail = (await commune.post(`/api/directives/${draft.id}/acknowledge`)).json()
    expect(known.myDelivery!.acknowledgedBy).toBe('clerk vanthu.xamot, UBND xã Thử Một')
    const read: DirectiveDetail = (await party.get(`/api/directives/${draft.id}`)).json()
    expect(read.deliveries.filter(delivery => delivery.readAt !== null).map(delivery => delivery.body.id)).toEqual([bodies.communeA1])
    expect(await codeOf(far.post(`/api/directives/${draft.id}/acknowledge`))).toBe('not-found')
    expect(((await commune.get('/api/directives?box=received&q=tang%20cuong')).json() as { rows: Directive[] }).rows.map(row => row.id)).toContain(draft.id)
    expect(await codeOf(party.patch(`/api/directives/${draft.id}`, { version: directive.version, place: 'X' }))).toBe('illegal-state')
  })
  it('gives the doer its task from the body that directs it', async () => {
    const directive = await takeIn(party, letter({ items: '1. Ủy ban nhân dân huyện chỉ đạo:\n- Phòng Y tế rà soát các điều kiện về thuốc, trang thiết bị, vật tư để xây dựng kế hoạch bổ sung.\n- Rà soát, đôn đốc việc thành lập Tổ phòng chống dịch.' }))
    const order = orderWith(directive, 'thuốc')
    if (order.doers.length === 0) await party.put(`/api/directives/${directive.id}/orders/${order.id}`, { ...order, leads: [{ written: 'Ủy ban nhân dân huyện', bodyIds: [bodies.districtState] }], doers: [{ written: 'Phòng Y tế', bodyIds: [bodies.healthDepartment] }] })
    await issued(party, directive)
    const tasks = ((await party.get(`/api/tasks?directiveId=${directive.id}`)).json() as TaskPage).rows
    expect(tasks.find(task => task.role === 'doer')).toMatchObject({ body: { id: bodies.healthDepartment }, assigner: { id: bodies.districtState }, origin: { id: bodies.districtParty } })
  })
  it('when withdrawn or superseded, open tasks are flagged and none is closed', async () => {
    const [old, replacement] = [await issued(party, await takeIn(party)), await issued(party, await takeIn(party))]
    const done: DirectiveDetail = (await party.post(`/api/directives/${old.id}/supersede`, { version: old.version, byId: replacement.id })).json()
    expect(done).toMatchObject({ state: 'superseded', supersededById: replacement.id, tasks: old.tasks })
    const flagged = ((await party.get(`/api/tasks?directiveId=${old.id}&limit=200`)).json() as TaskPage).rows
    expect(new Set(flagged.map(task => task.needsReview))).toEqual(new Set(['superseded']))
    const kept = await party.put(`/api/tasks/${flagged[0]!.id}/actions/${randomUUID()}`, { action: 'keep', version: flagged[0]!.version, note: 'Vẫn cần' })
    expect(kept.json(), kept.body).toMatchObject({ needsReview: null, state: 'not_started', events: [{}, { kind: 'superseded', note: replacement.number }, { kind: 'kept' }] })
    expect((await party.post(`/api/directives/${replacement.id}/withdraw`, { version: replacement.version, reason: 'Ban hành nhầm' })).json()).toMatchObject({ state: 'withdrawn' })
    expect(await codeOf(state.post(`/api/directives/${replacement.id}/withdraw`, { version: 1, reason: 'x' }))).toBe('not-allowed')
  })
  it('shows the leader where it is stuck and what is late', async () => {
    const leader = await server.as(cast.provinceLeader)
    const task = (await party.put(`/api/tasks/${randomUUID()}`, { text: 'Việc quá hạn', bodyId: bodies.districtState, deadline: addDays(day, -4) })).json()
    for (const caller of [leader, party, state, commune]) {
      const picture: Picture = (await caller.get('/api/picture')).json()
      const all = (pile: string) => caller.get(`/api/tasks?pile=${pile}&role=answering&limit=200`).then(answer => (answer.json() as TaskPage).rows.length)
      expect(picture.counts).toMatchObject({ open: await all('open'), overdue: await all('late'), dueSoon: await all('due-soon') })
      expect(picture.overdueLastWeek).toBeNull()
      if (caller !== commune) expect(picture.late).toContainEqual({ body: expect.objectContaining({ id: bodies.districtState }), count: 1, longest: 4, tasks: [expect.objectContaining({ id: task.id })] })
      expect(picture.stuck[0]!.notAccepted.length).toBeGreaterThan(0)
    }
    const station: Picture = (await (await server.as(cast.healthStation)).get('/api/picture')).json()
    expect(station).toMatchObject({ counts: { open: 0 }, late: [], stuck: [], decisions: [] })
  })
})

describe('the five founding texts', () => {
  const corpus = process.env.PHAODAI_CORPUS
  it('go from intake to issue', async () => {
    if (!corpus) return console.warn('PHAODAI_CORPUS is not set: the founding texts were not read')
    const names = (await readdir(corpus)).filter(name => /-seed-.*\.txt$/.test(name))
    expect(names).toHaveLength(5)
    for (const name of names) {
      const directive = await takeIn(party, await readFile(join(corpus, name), 'utf8'))
      const result = await issued(party, directive)
      expect(result.tasks.total, name).toBeGreaterThan(0)
    }
  })
})
