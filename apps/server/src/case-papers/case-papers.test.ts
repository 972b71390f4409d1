import { makeId } from '@phaodai/vocabulary'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extractText } from 'unpdf'
import { openPdf } from '#kernel/pdf.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, cast } from '#test/people.ts'

let server: TestApp
let station: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date('2021-08-10T15:10:00Z')
  station = await server.as(cast.healthStation)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await station.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const words = async (url: string): Promise<string> => {
  const answer = await station.get(url)
  expect(answer.statusCode, answer.body).toBe(200)
  const text = /\.pdf/.test(url) ? (await extractText(await openPdf(new Uint8Array(answer.rawPayload)), { mergePages: true })).text : (await mammoth.extractRawText({ buffer: answer.rawPayload })).value
  return text.replace(/\s+/gu, ' ')
}

let caseId: string
let individualId: string
let version: number
beforeAll(async () => {
  individualId = await put('/api/individuals', { areaId: areas.communeA1, fullName: 'Lương Thị Mẫu Phiếu', sex: 'female', birthYear: 1971, phone: '0000555777', occupation: 'farmer' })
  // Onset on 8 August: infectious from the 6th (B3.1); what was before is no matter of the places.
  caseId = await put('/api/cases', { areaId: areas.communeA1, individualId, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z', onsetOn: '2021-08-08', sampledOn: '2021-08-09', testKind: 'pcr', testResult: 'positive', doses: 1, history: [
    { day: '2021-08-02', place: 'Đình làng' }, { day: '2021-08-07', place: 'Chợ Thử', doing: 'mua rau', from: '07:30', to: '09:00', people: 'chị Lan', transport: 'motorbike', masked: 'yes' },
    { day: '2021-08-06', place: 'chợ  thử' }, { day: '2021-08-08', place: 'Ở nhà cả ngày' }, { day: '2021-08-09', place: 'Quán của Lương Thị Mẫu Phiếu' },
  ] })
  for (const [tier, fullName] of [['f1', 'Hoàng Thị Gặp'], ['f2', 'Nông Văn Sau']]) await put(`/api/cases/${caseId}/contacts`, { tier, fullName, phone: '0900000001', relation: 'workplace', lastContactOn: '2021-08-09', exposure: 'cùng quầy', residenceAreaId: areas.communeA2 })
  version = (await station.get(`/api/cases/${caseId}`)).json().row.version
})

test('the investigation form holds what is kept, day by day, and lines for the rest', async () => {
  for (const format of ['docx', 'pdf']) {
    const text = await words(`/api/cases/${caseId}/investigation.${format}`)
    for (const said of ['TRẠM Y TẾ XÃ THỬ MỘT', 'PHIẾU ĐIỀU TRA DỊCH TỄ', '5053', 'Lương Thị Mẫu Phiếu', '1971', 'Nông dân', '07/08/2021', '07:30–09:00', 'Chợ Thử', 'mua rau', 'chị Lan', 'Xe máy', 'Hoàng Thị Gặp', 'PCR', '1 mũi', 'Bệnh nền: ......', '25/07/2021']) expect(text, format).toContain(said)
  }
  const noted = await asInstallation(server.adminUrl, (client) => client.query("select 1 from audit_entry where action = 'export' and subject = 'individual' and $1 = any (row_ids)", [individualId]))
  expect(noted.rowCount).toBe(2)
})

test('a list holds its own tier, filled, for those who may see names alone', async () => {
  const [f1, f2] = [await words(`/api/cases/${caseId}/contact-list.docx?tier=f1`), await words(`/api/cases/${caseId}/contact-list.pdf?tier=f2`)]
  for (const said of ['DANH SÁCH NGƯỜI TIẾP XÚC GẦN (F1)', 'Số người: 1', 'Hoàng Thị Gặp', '0900000001', 'Xã Thử Hai', '09/08/2021', 'cùng quầy', '23/08/2021']) expect(f1).toContain(said)
  expect(f1).not.toContain('Nông Văn Sau')
  expect(f2).toContain('Nông Văn Sau')
  expect(f2).toContain('Mẫu số 4')
  const officer = await server.as(cast.districtOfficer)
  for (const url of ['contact-list.docx?tier=f1', 'investigation.docx', `notices/1.docx?version=${version}`]) expect((await officer.get(`/api/cases/${caseId}/${url}`)).statusCode).toBe(403)
})

test('a letter tells a place its days and hours and names nobody; what was before the case could infect gets none', async () => {
  const text = await words(`/api/cases/${caseId}/notices/1.docx?version=${version}`)
  for (const said of ['THÔNG BÁO', 'Kính gửi: Chợ thử', 'từ ngày 06/08/2021 đến ngày 07/08/2021', 'Ngày 06/08/2021 (chưa rõ giờ)', 'Ngày 07/08/2021, từ 07:30 đến 09:00', 'trong vòng 12 giờ', 'COVID-19']) expect(text).toContain(said)
  for (const kept of ['Lương', 'Phiếu', '1971', '0000555777', 'chị Lan', 'Đình làng']) expect(text).not.toContain(kept)
  expect((await station.get(`/api/cases/${caseId}/notices/2.docx?version=${version}`)).json()).toMatchObject({ code: 'invalid-value' }) // written with the patient's name
  expect((await station.get(`/api/cases/${caseId}/notices/3.docx?version=${version}`)).statusCode).toBe(404)
  expect((await station.get(`/api/cases/${caseId}/notices/1.docx?version=${version + 1}`)).json()).toMatchObject({ code: 'stale' })
})
