import { makeId } from '@phaodai/vocabulary'
import mammoth from 'mammoth'
import { extractText } from 'unpdf'
import { openPdf } from '#kernel/pdf.ts'
import type { CaseCounts, CaseLine, DiseaseDetail, DiseaseLine } from '@phaodai/office'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, cast } from '#test/people.ts'

let server: TestApp
let station: Caller
beforeAll(async () => {
  server = await testApp()
  station = await server.as(cast.healthStation)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const report = (more: object = {}): object => ({ areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-05T02:00:00.000Z', ...more })
async function enter(more: object = {}): Promise<string> {
  const id = newId()
  const answer = await station.put(`/api/cases/${id}`, report(more))
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const line = async (id: string, who = station, reveal = 0): Promise<CaseLine> => (await who.get(`/api/cases/${id}?reveal=${reveal}`)).json().line

describe('diseases as dated data', () => {
  const on = async (day: string): Promise<DiseaseLine[]> => (await station.get(`/api/diseases?day=${day}`)).json().diseases

  test('hold the 81 of the law in force with their clocks: 18 within 24 hours, 17 within 48, 46 by the week', async () => {
    const clocks = (await on('2026-11-28')).map(({ clock }) => clock)
    expect(clocks).toHaveLength(81)
    expect(['24h', '48h', 'weekly'].map((kind) => clocks.filter((clock) => clock === kind).length)).toEqual([18, 17, 46])
  })

  test('say of COVID-19 what held on the day: group A within 24 hours, group B within 48 since 20 October 2023', async () => {
    const covid = async (day: string): Promise<DiseaseLine | undefined> => (await on(day)).find(({ code }) => code === 'covid-19')
    expect(await covid('2020-06-01')).toMatchObject({ lawGroup: 'A', clock: '24h', followupDays: 14, outbreakEndDays: 28 })
    expect(await covid('2021-05-05')).toMatchObject({ lawGroup: 'A', followupDays: 21 })
    expect(await covid('2021-07-14')).toMatchObject({ followupDays: 14 })
    expect(await covid('2022-02-21')).toMatchObject({ followupDays: 7 })
    expect(await covid('2023-10-19')).toMatchObject({ lawGroup: 'A', clock: '24h' })
    expect(await covid('2023-10-20')).toMatchObject({ lawGroup: 'B', clock: '48h' })
  })

  test('are changed by a new revision, with permission and a reason; the old row stays', async () => {
    const admin = await server.as(cast.admin)
    const { rules: [now] } = (await admin.get('/api/diseases/rabies')).json<DiseaseDetail>()
    const { id, revision, supersededAt, changedAt, changedBy, changeReason, ...facts } = now!
    const change = { ...facts, followupDays: 100, replacesId: id, reason: 'Theo hướng dẫn mới' }
    expect((await station.put(`/api/diseases/rabies/rules/${newId()}`, change)).json()).toMatchObject({ code: 'not-allowed' })
    const after = (await admin.put(`/api/diseases/rabies/rules/${newId()}`, change)).json<DiseaseDetail>()
    expect(after.rules.map((rule) => [rule.revision, rule.followupDays, rule.supersededAt === null])).toEqual([[2, 100, true], [1, null, false]])
    expect((await admin.put(`/api/diseases/rabies/rules/${newId()}`, change)).json()).toMatchObject({ code: 'stale' })
    expect([revision, supersededAt, changeReason, changedBy, changedAt !== null]).toEqual([1, null, null, null, true])
  })

  test('take a new disease without a release, and its clock runs on cases', async () => {
    const admin = await server.as(cast.admin)
    expect((await admin.put('/api/diseases/benh-mau', { name: 'Bệnh mẫu', nameEn: 'Sample disease', icd10: null })).statusCode).toBe(200)
    const rule = { validFrom: '2021-01-01', validTo: null, law: 'Văn bản mẫu', lawGroup: null, clock: 'weekly', incubationMinDays: null, incubationMaxDays: null, infectiousFromDays: null, infectiousToDays: null, followupDays: null,
      outbreakCases: null, outbreakWithinDays: null, outbreakEndDays: null, caseDefinition: {}, contactDefinition: null, tracing: null, indicators: [], extraFields: [], source: 'Văn bản mẫu', confidence: 'low', replacesId: null, reason: 'Mới' }
    expect((await admin.put(`/api/diseases/benh-mau/rules/${newId()}`, rule)).statusCode).toBe(200)
    // Thursday 5 August 2021: the week ends on Sunday the 8th, the report is due before Wednesday the 11th.
    expect((await line(await enter({ diseaseCode: 'benh-mau' }))).clock).toMatchObject({ kind: 'weekly', dueAt: '2021-08-10T17:00:00.000Z' })
  })
})

describe('the legal clock', () => {
  test('runs from the diagnosis by the rule of that day and stops at the entry into the national system', async () => {
    const id = await enter()
    expect(await line(id)).toMatchObject({ clock: { kind: '24h', startedAt: '2021-08-05T02:00:00.000Z', dueAt: '2021-08-06T02:00:00.000Z', stoppedAt: null }, clockState: 'late' })
    await station.patch(`/api/registers/disease_case/${id}`, { version: 1, systemId: 'BN000000', systemEnteredAt: '2021-08-05T20:00:00.000Z' })
    expect(await line(id)).toMatchObject({ clockState: 'in-time', clock: { stoppedAt: '2021-08-05T20:00:00.000Z' } })
    expect((await line(await enter({ systemEnteredAt: '2021-08-07T02:00:00.000Z' }))).clockState).toBe('too-late')
    expect((await line(await enter({ diagnosedAt: '2024-01-10T02:00:00.000Z' }))).clock).toMatchObject({ kind: '48h', dueAt: '2024-01-12T02:00:00.000Z' })
  })

  test('warns in its last quarter, and a case that is ruled out has none', async () => {
    const hours = (back: number): string => new Date(Date.now() - back * 3_600_000).toISOString()
    const [soon, running] = [await enter({ diseaseCode: 'measles', diagnosedAt: hours(20) }), await enter({ diseaseCode: 'measles', diagnosedAt: hours(2) })]
    expect([(await line(soon)).clockState, (await line(running)).clockState]).toEqual(['soon', 'running'])
    const { cases } = (await station.get('/api/cases?clock=soon')).json<{ cases: CaseLine[] }>()
    expect(cases.map(({ id }) => id)).toEqual([soon])
    await station.post(`/api/registers/disease_case/${soon}/actions/rule-out`, { version: 1, reason: 'Xét nghiệm âm tính' })
    expect(await line(soon)).toMatchObject({ clock: null, clockState: 'none' })
  })
})

describe('entry', () => {
  test('gives a code by commune and year, once however often it is sent', async () => {
    const [id, body] = [newId(), report({ diagnosedAt: '2020-02-01T02:00:00.000Z' })]
    const code = (await station.put(`/api/cases/${id}`, body)).json().row.code
    expect(code).toBe(`${areas.communeA1}-20-0001`)
    expect((await station.put(`/api/cases/${id}`, body)).json().row.code).toBe(code)
    expect((await line(await enter({ diagnosedAt: '2020-03-01T02:00:00.000Z' }))).code).toBe(`${areas.communeA1}-20-0002`)
  })

  test.each([
    ['an onset in the future', { onsetOn: '2199-01-01' }, { onsetOn: 'in-future' }],
    ['an end before the onset', { onsetOn: '2021-08-05', outcomeOn: '2021-08-01' }, { outcomeOn: 'before-onset' }],
    ['a result before its sample', { sampledOn: '2021-08-05', resultOn: '2021-08-04' }, { resultOn: 'before-sample' }],
    ['an entry into the system before the diagnosis', { systemEnteredAt: '2021-08-01T00:00:00.000Z' }, { systemEnteredAt: 'before-diagnosis' }],
  ])('refuses %s', async (_, more, fields) => {
    expect((await station.put(`/api/cases/${newId()}`, report(more))).json()).toMatchObject({ code: 'invalid-input', fields })
  })

  test('refuses an onset after death and a second open case of one person and disease', async () => {
    const individualId = newId()
    await station.put(`/api/individuals/${individualId}`, { areaId: areas.communeA1, fullName: 'Nguyễn Văn Mẫu Mất', sex: 'male', birthYear: 1950, diedOn: '2021-08-01' })
    expect((await station.put(`/api/cases/${newId()}`, report({ individualId, onsetOn: '2021-08-02' }))).json()).toMatchObject({ fields: { onsetOn: 'after-death' } })
    await enter({ individualId, onsetOn: '2021-07-20' })
    expect((await station.put(`/api/cases/${newId()}`, report({ individualId }))).json()).toMatchObject({ code: 'duplicate', fields: { individualId: 'open-case' } })
    await enter({ individualId, diseaseCode: 'dengue' })
  })
})

describe('the official form', () => {
  const words = async (url: string, who = station): Promise<string> => {
    const answer = await who.get(url)
    expect(answer.statusCode, answer.body).toBe(200)
    const text = url.endsWith('pdf') ? (await extractText(await openPdf(new Uint8Array(answer.rawPayload)), { mergePages: true })).text : (await mammoth.extractRawText({ buffer: answer.rawPayload })).value
    return text.replace(/\s+/gu, ' ')
  }

  test('says what the case says, under the head of the station, in a Word file and a PDF; who went out is noted', async () => {
    const individualId = newId()
    await station.put(`/api/individuals/${individualId}`, { areaId: areas.communeA1, fullName: 'Lương Thị Mẫu Phiếu', sex: 'female', birthYear: 1971, identityNumber: '020171000777', phone: '0000555777', address: 'Số 5', occupation: 'farmer' })
    const id = await enter({ individualId, onsetOn: '2021-08-01', vaccinated: 'yes', doses: 2, testKind: 'pcr', testResult: 'positive', resultOn: '2021-08-04', sampledOn: '2021-08-03', systemId: 'BN 777', history: [{ day: '2021-07-30', place: 'Chợ Thử', doing: 'bán hàng' }] })
    for (const format of ['docx', 'pdf']) {
      const text = await words(`/api/cases/${id}/form.${format}`)
      for (const said of ['TRẠM Y TẾ XÃ THỬ MỘT', 'PHIẾU BÁO CÁO TRƯỜNG HỢP BỆNH', 'Mẫu 01', 'Lương Thị Mẫu Phiếu', '020171000777', 'Nữ (2)', '1971', 'Nông dân', 'Số 5, Xã Thử Một', 'COVID-19', 'Có, 2 mũi', 'Xác định', '01/08/2021', '03/08/2021', 'PCR', 'Dương tính, 04/08/2021', 'Chợ Thử', 'Trạm Y tế xã Thử Một', 'BN 777']) expect(text).toContain(said)
    }
    expect((await (await server.as(cast.districtOfficer)).get(`/api/cases/${id}/form.pdf`)).json()).toMatchObject({ code: 'not-allowed' })
    const noted = await asInstallation(server.adminUrl, (client) => client.query("select 1 from audit_entry where action = 'export' and subject = 'individual' and $1 = any (row_ids)", [individualId]))
    expect(noted.rowCount).toBe(2)
  })
})

describe('who sees cases', () => {
  test('the commune with names, the leader in counts and places without, the neighbour nothing', async () => {
    const individualId = newId()
    await station.put(`/api/individuals/${individualId}`, { areaId: areas.communeA1, fullName: 'Hoàng Thị Mẫu Kín', sex: 'female', birthYear: 1999 })
    const id = await enter({ individualId, detectedAs: 'community' })
    const [leader, far] = [await server.as(cast.districtLeader), await server.as(cast.districtOfficer)]
    expect(await line(id)).toMatchObject({ name: null })
    expect(await line(id, station, 1)).toMatchObject({ name: 'Hoàng Thị Mẫu Kín' })
    expect((await leader.get(`/api/cases/${id}?reveal=1`)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await leader.get(`/api/cases/${id}`)).body).not.toContain('Mẫu Kín')
    expect((await leader.get('/api/cases')).body).not.toContain('Mẫu Kín')
    expect(await line(id, leader)).toMatchObject({ name: null, sex: 'female' })
    const counts = (await leader.get('/api/cases/counts?disease=covid-19')).json<CaseCounts>()
    expect(counts.areas).toEqual([expect.objectContaining({ areaId: areas.communeA1, cases: counts.total })])
    expect(counts.places).toContainEqual({ detectedAs: 'community', cases: 1 })
    for (const [viewer, filter] of [[leader, ''], [station, '&disease=covid-19'], [far, `&areaId=${areas.communeA1}`]] as const) {
      // everything is told by the tally, what a day narrows by the cases: with a day before all of them it is the same
      expect((await viewer.get(`/api/cases/counts?limit=1${filter}`)).json()).toEqual((await viewer.get(`/api/cases/counts?from=1990-01-01${filter}`)).json())
    }
    expect((await station.get('/api/cases?q=mau%20kin&reveal=1')).json().cases.map((each: CaseLine) => each.id)).toEqual([id])
    expect((await leader.get('/api/cases?q=mau%20kin')).json().cases).toEqual([])
    expect((await far.get(`/api/cases/${id}`)).statusCode).toBe(200)
  })
})
