import type { Directive, DirectiveDetail, DraftContent, DraftDetail, TaskPage } from '@phaodai/office'
import { draftItems } from '@phaodai/office'
import { addDays, formatDay, formatDayLong } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { readFileText } from '#server/directives/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'
import { madeSigner, signedPdf } from '#test/signed-pdf.ts'

let server: TestApp
let clerk: Caller
let officer: Caller
let leader: Caller
let commune: Caller
let day: string

beforeAll(async () => {
  server = await testApp()
  day = today(server.deps.clock)
  ;[clerk, officer, leader, commune] = await Promise.all([server.as(cast.districtClerk), server.as(cast.districtOfficer), server.as(cast.districtLeader), server.as(cast.communeClerk)])
  await asInstallation(server.adminUrl, client => client.query(
    "insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'state', 'own', 'by-type', '2020-01-01', 'thử')", [bodies.districtState]))
})
afterAll(() => server.stop())

async function done<T = DraftDetail>(answer: Promise<{ statusCode: number; body: string; json: () => unknown }>, status = 200): Promise<T> {
  const got = await answer
  expect(got.statusCode, got.body).toBe(status)
  return got.json() as T
}

/** A letter of the province to the district, issued with a task for the district. */
async function provinceLetter(): Promise<DirectiveDetail> {
  const province = await server.as(cast.provinceStateClerk)
  const text = `ỦY BAN NHÂN DÂN                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH MẪU SƠN                              Độc lập - Tự do - Hạnh phúc
Số: ${Math.floor(Math.random() * 90_000) + 100}/UBND-VX                      Mẫu Sơn, ${formatDayLong(day)}
V/v tăng cường phòng, chống dịch Covid-19

Kính gửi: Ủy ban nhân dân huyện An Thử.

Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân huyện An Thử rà soát danh sách người về từ vùng dịch, báo cáo kết quả trước ngày ${formatDay(addDays(day, 20))}.

2. Ủy ban nhân dân huyện An Thử xây dựng phương án cách ly y tế tập trung, hoàn thành trước ngày ${formatDay(addDays(day, 30))}.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn Mẫu`
  const draft = await done<DirectiveDetail>(province.put(`/api/directives/${randomUUID()}`, { text, direction: 'own', declaredNotSecret: true }))
  return done<DirectiveDetail>(province.post(`/api/directives/${draft.id}/issue`, { version: draft.version, authorityId: null, monitorId: null, deliveries: [{ bodyId: bodies.districtState, purpose: 'execute' }] }))
}

const tryFirst = (draft: DraftDetail, change: (content: DraftContent) => DraftContent, keep = false): Promise<DraftDetail> =>
  done(officer.patch(`/api/drafts/${draft.id}`, { version: draft.version, content: change(draft.content), keep }))

const STEPS = [{ kind: 'form', postId: cast.districtClerk.postId }, { kind: 'sign', postId: cast.districtLeader.postId }]

async function signed(draft: DraftDetail): Promise<DraftDetail> {
  const sent = await done(officer.post(`/api/drafts/${draft.id}/submit`, { version: draft.version, steps: STEPS }))
  const checked = await done(clerk.post(`/api/drafts/${draft.id}/decide`, { version: sent.version, kind: 'form', decision: 'passed' }))
  return done(leader.post(`/api/drafts/${draft.id}/decide`, { version: checked.version, kind: 'sign', decision: 'passed' }))
}

async function issued(draft: DraftDetail): Promise<DraftDetail> {
  const numbered = await done(clerk.post(`/api/drafts/${draft.id}/number`, { version: (await signed(draft)).version, issuedOn: day }))
  expect(numbered.number).toMatch(/^\d{2,}\/UBND-VP$/)
  return done(clerk.post(`/api/drafts/${draft.id}/issue`, { version: numbered.version }))
}

/** A short letter of the district to both communes. */
async function written(): Promise<DraftDetail> {
  const begun = await done(officer.put(`/api/drafts/${randomUUID()}`, { from: 'blank', system: 'state', docType: 'cong-van' }))
  const both = { written: 'Ủy ban nhân dân các xã', bodyIds: [bodies.communeA1, bodies.communeA2] }
  return tryFirst(begun, content => ({
    ...content, abstract: 'tăng cường phòng, chống dịch Covid-19', addressees: [both], preamble: ['Trước diễn biến phức tạp của dịch bệnh, Ủy ban nhân dân huyện An Thử yêu cầu:'],
    items: [{ id: 'a', kind: null, text: 'Rà soát người về từ vùng dịch', paragraphs: [], heading: false, noTask: false, source: null, children: [], task: { leads: [both], coordinates: [], deadline: addDays(day, 9) } }],
    closing: [],
  }))
}

describe('from a superior\'s letter to the communes', () => {
  it('takes the items that concern us, with earlier days and the citation in full, and gives child tasks', async () => {
    const source = await provinceLetter()
    const offered = await done<{ items: { ours: boolean; label: string }[]; citation: string }>(officer.get(`/api/drafts/sources/${source.id}`))
    expect(offered.items.map(({ label, ours }) => [label, ours])).toEqual([['1', true], ['2', true]])
    const draft = await done(officer.put(`/api/drafts/${randomUUID()}`, { from: 'directive', directiveId: source.id }))
    expect(draft.content.preamble[0]).toContain(`Công văn số ${source.number} ngày`)
    expect(draft.content.preamble[0]).toContain('của Ủy ban nhân dân tỉnh Mẫu Sơn về tăng cường phòng, chống dịch Covid-19')
    const items = draftItems(draft.content.items).map(({ item }) => item)
    expect(items.map(({ source: from }) => from?.label)).toEqual(['1', '2'])
    expect(items[0]!.text).toBe('Rà soát danh sách người về từ vùng dịch')
    expect(items.every(({ task, source: from }) => task!.deadline! < from!.deadline!)).toBe(true)
    expect(items[0]!.task!.leads).toEqual([{ written: 'Ủy ban nhân dân các xã', bodyIds: [bodies.communeA1, bodies.communeA2] }])
    expect(draft.findings.filter(({ stops }) => stops)).toEqual([])

    const out = await issued(draft)
    expect(out).toMatchObject({ state: 'issued', round: 1 })
    expect(out.deliveries.map(({ body }) => body.id)).toEqual(expect.arrayContaining([bodies.communeA1, bodies.communeA2]))
    const directive = await done<DirectiveDetail>(clerk.get(`/api/directives/${out.directiveId}`))
    expect(directive).toMatchObject({ direction: 'own', state: 'issued', number: out.number })
    expect(directive.items.map(({ label }) => label)).toEqual(['1', '2'])
    const mine = await done<TaskPage>(commune.get(`/api/tasks?directiveId=${out.directiveId}`))
    const parents = await done<TaskPage>(clerk.get(`/api/tasks?directiveId=${source.id}&box=mine`))
    expect(mine.rows.map(row => [row.itemLabel, row.deadline]).sort()).toEqual(items.map((item, n) => [String(n + 1), item.task!.deadline]))
    const seen = await done<{ parent: { id: string } | null }>(clerk.get(`/api/tasks/${mine.rows[0]!.id}`))
    expect(parents.rows.map(({ id }) => id)).toContain(seen.parent?.id)
  })

  it('is not begun from a letter that the office does not see', async () => {
    await done(commune.put(`/api/drafts/${randomUUID()}`, { from: 'directive', directiveId: randomUUID() }), 404)
  })
})

describe('what is begun from a template', () => {
  const filled = (content: DraftContent): DraftContent => JSON.parse(JSON.stringify(content).replaceAll('…', 'phòng, chống dịch bệnh')) as DraftContent
  it.each(['cong-van-chi-dao', 'ke-hoach', 'thong-bao-ket-luan', 'giay-moi', 'quyet-dinh-bcd', 'bao-cao'])('%s, filled in, reads back as it was written, in both systems', async (key) => {
    for (const caller of [await server.as(cast.districtPartyClerk), clerk]) {
      const draft = await done(caller.put(`/api/drafts/${randomUUID()}`, { from: 'template', key }))
      const saved = await done(caller.patch(`/api/drafts/${draft.id}`, { version: draft.version, content: filled(draft.content) }))
      expect(saved.findings.filter(({ code }) => ['blank-left', 'reads-differently', 'secret'].includes(code)), saved.system).toEqual([])
    }
  })

  it('a Party letter asks the Front, and says so when it does not', async () => {
    const party = await server.as(cast.districtPartyClerk)
    const draft = await done(party.put(`/api/drafts/${randomUUID()}`, { from: 'blank', system: 'party', docType: 'cong-van' }))
    const item = { id: 'a', kind: null, paragraphs: [], heading: false, noTask: true, source: null, children: [], task: null, text: 'Yêu cầu Ủy ban Mặt trận Tổ quốc huyện vận động Nhân dân phòng, chống dịch.' }
    const told = await done(party.patch(`/api/drafts/${draft.id}`, { version: draft.version, content: { ...draft.content, abstract: 'phòng, chống dịch', preamble: ['Ban Thường vụ Huyện ủy có ý kiến như sau:'], items: [item] } }))
    expect(told.findings.map(({ code }) => code)).toContain('front-ordered')
    expect(told.sign).toBe('-CV/HU')
    const lead = { written: 'Ủy ban Mặt trận Tổ quốc Việt Nam huyện', bodyIds: [bodies.communeA1Party] }
    const asked = await done(party.patch(`/api/drafts/${draft.id}`, { version: told.version, content: { ...told.content, items: [{ ...item, noTask: false, text: 'vận động Nhân dân phòng, chống dịch', task: { leads: [lead], coordinates: [], deadline: null } }] } }))
    expect(asked.findings.map(({ code }) => code)).not.toContain('front-ordered')
    expect(asked.findings.map(({ code }) => code)).not.toContain('reads-differently')
  })

  it('a deadline that has passed stops, one after the superior\'s is told', async () => {
    const draft = await written()
    const dated = (deadline: string, source: string | null) => tryFirst(draft, content => ({ ...content, items: [{ ...content.items[0]!, source: source === null ? null : { label: '1', taskId: null, deadline: source }, task: { ...content.items[0]!.task!, deadline } }] }))
    const late = await dated(addDays(day, -1), null)
    expect(late.findings).toContainEqual({ code: 'deadline-past', stops: true, values: { deadline: addDays(day, -1) }, at: 'a' })
    draft.version = late.version
    expect((await dated(addDays(day, 9), addDays(day, 8))).findings).toContainEqual({ code: 'deadline-after-superior', stops: false, values: { deadline: addDays(day, 9), superior: addDays(day, 8) }, at: 'a' })
  })
})

describe('the way to the signature', () => {
  it('stops what is not ready and names the places', async () => {
    const draft = await done(officer.put(`/api/drafts/${randomUUID()}`, { from: 'template', key: 'cong-van-chi-dao' }))
    expect(draft.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['blank-left', 'no-addressees']))
    const refused = await done<{ code: string }>(officer.post(`/api/drafts/${draft.id}/submit`, { version: draft.version, steps: STEPS }), 422)
    expect(refused.code).toBe('draft-unready')
  })

  it('goes in order: nobody decides another\'s step, a return needs a reason and begins a new round', async () => {
    const draft = await written()
    const sent = await done(officer.post(`/api/drafts/${draft.id}/submit`, { version: draft.version, steps: STEPS }))
    expect(sent).toMatchObject({ state: 'signing', waitsFor: cast.districtClerk.title })
    await done(leader.post(`/api/drafts/${draft.id}/decide`, { version: sent.version, kind: 'sign', decision: 'passed' }), 403)
    await done(officer.patch(`/api/drafts/${draft.id}`, { version: sent.version, content: draft.content }), 409)
    await done(clerk.post(`/api/drafts/${draft.id}/decide`, { version: sent.version, kind: 'form', decision: 'returned' }), 400)
    const back = await done(clerk.post(`/api/drafts/${draft.id}/decide`, { version: sent.version, kind: 'form', decision: 'returned', reason: 'Sai thể thức phần nơi nhận' }))
    expect(back).toMatchObject({ state: 'drafting', round: 2 })
    expect(back.events.at(-1)).toMatchObject({ kind: 'returned', note: 'Sai thể thức phần nơi nhận' })
    await signed(back)
  })

  it('offers the day of an answer by the office\'s working days, over a week-end and the National Day', async () => {
    await asInstallation(server.adminUrl, async client => {
      for (const off of ['2021-09-02', '2021-09-03']) await client.query("insert into calendar_day (day, kind, name, source) values ($1, 'holiday', 'Quốc khánh', 'thử') on conflict do nothing", [off])
    })
    const now = server.deps.clock.now
    const offeredOn = async (date: string): Promise<unknown> => {
      server.deps.clock.now = () => new Date(`${date}T03:00:00Z`)
      return (await done<{ answerBy: string }>(officer.get('/api/drafts/choices'))).answerBy
    }
    expect([await offeredOn('2021-08-27'), await offeredOn('2021-08-31')]).toEqual(['2021-09-01', '2021-09-07']) // Friday; Tuesday before 2 and 3 September
    server.deps.clock.now = now
  })

  it('clerks do not sign, officers do not number', async () => {
    const draft = await written()
    const sent = await done(officer.post(`/api/drafts/${draft.id}/submit`, { version: draft.version, steps: [{ kind: 'sign', postId: cast.districtClerk.postId }] }))
    await done(clerk.post(`/api/drafts/${draft.id}/decide`, { version: sent.version, kind: 'sign', decision: 'passed' }), 403)
    const ready = await signed(await written())
    await done(officer.post(`/api/drafts/${ready.id}/number`, { version: ready.version, issuedOn: day }), 403)
  })

  it('saves under the version read, keeps versions, and keeps what another had written', async () => {
    const draft = await written()
    await done(officer.patch(`/api/drafts/${draft.id}`, { version: draft.version - 1, content: draft.content }), 409)
    const kept = await tryFirst(draft, content => ({ ...content, abstract: 'bản hai' }), true)
    const taken = await done(clerk.patch(`/api/drafts/${draft.id}`, { version: kept.version, content: { ...kept.content, abstract: 'bản ba' } }))
    expect(taken.versions.map(({ n }) => n)).toEqual([2, 1])
    const old = await done<{ content: DraftContent }>(officer.get(`/api/drafts/${draft.id}/versions/${taken.versions[1]!.id}`))
    expect(old.content.abstract).toBe('bản hai')
  })

  it('asks others: they see it while asked, answer, and see their own remarks alone', async () => {
    const draft = await written()
    await done(commune.get(`/api/drafts/${draft.id}`), 404)
    await done(officer.put(`/api/drafts/${draft.id}/comments/${randomUUID()}`, { at: 'a', text: 'Nội bộ: xem lại hạn' }))
    const asked = await done(officer.post(`/api/drafts/${draft.id}/ask`, { version: draft.version, bodyIds: [bodies.communeA1], dueOn: addDays(day, 3), question: 'Cho ý kiến về hạn' }))
    const seen = await done(commune.get(`/api/drafts/${draft.id}`))
    expect([seen.comments.length, seen.versions.length, seen.events.length, seen.mine]).toEqual([0, 0, 0, false])
    expect(seen.sign).toBe(asked.sign) // the number will be the writer's, not the reader's
    const remark = randomUUID()
    await done(commune.put(`/api/drafts/${draft.id}/comments/${remark}`, { at: 'a', text: 'Đề nghị lùi hạn' }))
    await done(commune.post(`/api/drafts/${draft.id}/answer`, { verdict: 'disagree', answer: '' }), 400)
    const told = await done(commune.post(`/api/drafts/${draft.id}/answer`, { verdict: 'agree-with-comments', answer: 'Cơ bản nhất trí' }))
    expect(told.clearances.map(({ verdict }) => verdict)).toEqual(['agree-with-comments'])
    const resolved = await done(officer.post(`/api/drafts/${draft.id}/comments/${remark}/resolve`, { resolution: 'Tiếp thu' }))
    expect(resolved.comments.find(({ id }) => id === remark)?.resolvedBy).toBe(cast.districtOfficer.title)
    const resumed = await done(officer.post(`/api/drafts/${draft.id}/resume`, { version: asked.version }))
    expect(resumed.round).toBe(2)
    await done(commune.get(`/api/drafts/${draft.id}`), 404)
  })
})

describe('number, paper, recall', () => {
  it('numbers run on, the paper says DỰ THẢO until the signed copy is back, a recall reaches the draft', async () => {
    const out = await issued(await written())
    const before = (await readFileText((await clerk.get(`/api/drafts/${out.id}/paper.docx`)).rawPayload)).text
    expect(before).toContain('DỰ THẢO')
    expect(before).toContain(out.number)
    const file = randomUUID()
    const { pdf } = await signedPdf({ text: out.content.abstract })
    await done(clerk.inject({ method: 'PUT', url: `/api/files/${file}?name=ky.pdf`, headers: { 'content-type': 'application/pdf' }, payload: pdf }))
    const back = await done(clerk.post(`/api/drafts/${out.id}/signed`, { fileId: file, kind: 'digital' }))
    expect(back).toMatchObject({ provisional: false, copies: [{ integrity: 'intact', coverage: 'whole', chain: 'unknown', accepted: true }] })
    expect(back.copies[0]!.compared && back.copies[0]!.differences.length > 0).toBe(true)
    expect((await readFileText((await clerk.get(`/api/drafts/${out.id}/paper.docx`)).rawPayload)).text).not.toContain('DỰ THẢO')
    expect((await clerk.get(`/api/drafts/${out.id}/paper.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')

    const directive = await done<Directive>(clerk.get(`/api/directives/${out.directiveId}`))
    await done(clerk.post(`/api/directives/${out.directiveId}/withdraw`, { version: directive.version, reason: 'Ban hành nhầm' }))
    const recalled = await done(clerk.get(`/api/drafts/${out.id}`))
    expect([recalled.state, recalled.events.at(-1)?.note]).toEqual(['recalled', 'Ban hành nhầm'])
    expect((await done<Directive>(commune.get(`/api/directives/${out.directiveId}`))).withdrawnReason).toBe('Ban hành nhầm')
  })

  it('refuses an altered copy and goes on saying DỰ THẢO', async () => {
    const out = await issued(await written())
    const { pdf } = await signedPdf({ text: 'Noi dung', signer: await madeSigner() })
    pdf[pdf.indexOf('Noi dung')] = 'M'.charCodeAt(0)
    const file = randomUUID()
    await done(clerk.inject({ method: 'PUT', url: `/api/files/${file}?name=ky.pdf`, headers: { 'content-type': 'application/pdf' }, payload: pdf }))
    expect(await done(clerk.post(`/api/drafts/${out.id}/signed`, { fileId: file, kind: 'digital' }))).toMatchObject({ provisional: true, copies: [{ integrity: 'altered', accepted: false }] })
  })
})
