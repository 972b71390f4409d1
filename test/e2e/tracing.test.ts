import { makeId } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, look as lookAt, openOffice, type Office } from './office.ts'

/** The station where the case is found. What it finds in a night is told in night.test.ts. */
const STATION = 'tramyte.binhxa'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const look = (page: Page, name: string): Promise<void> => lookAt(page, `tracing-${name}`)
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Enters something as whoever is signed in on a page, in his own commune; gives its id. */
const enter = (page: Page, url: string, values: object): Promise<string> => page.evaluate(async ([id, to, body]) => {
  const { choices: [place] } = await (await fetch('/api/registers/choices/area')).json()
  const answer = await fetch(`${to}/${id}`, { method: 'PUT', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ areaId: place.id, ...body }) })
  const said = await answer.text()
  if (!answer.ok) throw new Error(said)
  return id
}, [newId(), url, values] as const)
const person = (page: Page, fullName: string, more: object = {}): Promise<string> => enter(page, '/api/individuals', { fullName, sex: 'female', birthYear: 1990, phone: '0900000001', ...more })

test('a case that met nobody is told so, and one that is over opens nothing', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  const at = office.deps.clock.now().toISOString()
  const caseId = await enter(page, '/api/cases', { individualId: await person(page, 'Ma Thị Mẫu Vắng'), diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at })
  await page.goto(`${office.origin}/ca-benh/${caseId}`)
  const tracing = page.getByRole('region', { name: 'Truy vết qua lượt ghé' })
  await tracing.getByLabel('Lý do mở lượt ghé').fill('Truy vết F1 của ca dương tính')
  await page.keyboard.press('Enter')
  await tracing.getByText('Không tìm thấy ai cùng nơi, cùng lúc với ca bệnh', { exact: false }).waitFor()
  await look(page, 'nobody')
  await page.evaluate(async (id) => {
    const { row } = await (await fetch(`/api/registers/disease_case/${id}`)).json()
    await (await fetch(`/api/registers/disease_case/${id}/actions/rule-out`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ version: row.version, reason: 'xét nghiệm lại âm tính' }) })).text()
  }, caseId)
  await tracing.getByRole('button', { name: 'Truy vết lại' }).click()
  await tracing.getByText('Ca bệnh đã kết thúc nên không mở được lượt ghé.', { exact: false }).waitFor()
  await look(page, 'over')
  await page.close()
  expect(office.faults.filter((fault) => !/status of 409/.test(fault))).toEqual([])
})
