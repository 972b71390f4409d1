import { makeId } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { registerIsolationJobs } from '#server/isolation/index.ts'
import { screenshot } from '#test/browser.ts'
import { openedByOffice, savedPaper } from '#test/office-program.ts'
import { choose, DESK, look as lookAt, lookOnBoth, openOffice, type Office } from './office.ts'

// August 2021: the contacts of a positive case go onto one list, the committee signs it, 500 decisions are printed, and on the last
// day whoever ends is told and gets his certificate.

const [FIRST_DAY, LAST_DAY] = [Date.parse('2021-08-10T02:00:00Z'), Date.parse('2021-08-23T02:00:00Z')]
const NAMES = ['Hoàng Thị Một', 'Lý Văn Hai', 'Nông Thị Ba']

let office: Office
let station: Page
beforeAll(async () => {
  office = await openOffice({}, registerIsolationJobs)
  office.wait((FIRST_DAY - Date.now()) / 86_400_000)
})
afterAll(() => office?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const look = (page: Page, name: string): Promise<void> => lookAt(page, `isolation-${name}`)
const both = (page: Page, name: string): Promise<void> => lookOnBoth(page, `isolation-${name}`)

/** Asks as whoever is signed in on a page. */
const ask = <T>(page: Page, method: string, url: string, body?: object): Promise<T> => page.evaluate(async ([how, to, given]) => {
  const answer = await fetch(to!, { method: how!, headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, ...(given !== undefined && { body: given }) })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${to} ${answer.status} ${said}`)
  return JSON.parse(said)
}, [method, url, body === undefined ? undefined : JSON.stringify(body)]) as Promise<T>

/** What a night with a factory on the list leaves: so many more orders on the list that was signed. */
async function plantDecided(people: number): Promise<void> {
  await asSystem(office.deps.pools.jobs, (tx) => tx.run(`
    with pattern as (select o.*, n.list_id, n.body_id, n.decided_at, n.decider_title, n.decider_name, n.requested_at as asked_at, n.requester_title from isolation_order o join isolation_decision n on n.order_id = o.id limit 1),
    planted as (insert into isolation_order (id, area_id, subject, disease_code, full_name, address, birth_year, form, counted_from, days, from_on, until_on, watch_until, rule, rule_source, requested_at, state, search_key, created_by)
      select gen_random_uuid(), p.area_id, 'f1', 'covid-19', 'Công Nhân Mẫu ' || g, 'Khu công nghiệp Mẫu, dãy ' || g, 1990, p.form, p.counted_from, p.days, p.from_on, p.until_on, p.watch_until, p.rule, p.rule_source, p.requested_at, 'decided', '', p.created_by
      from pattern p, generate_series(1, $1::int) g returning id, full_name)
    insert into isolation_decision (order_id, list_id, body_id, number, decided_at, decider_title, decider_name, requested_at, requester_title)
      select x.id, p.list_id, p.body_id, (1204 + row_number() over ())::text || '/QĐ-UBND', p.decided_at, p.decider_title, p.decider_name, p.asked_at, p.requester_title from planted x, pattern p`, [people]))
}

test('the contacts of a positive case are one list, each by the row of the table that holds for him, signed with a number each', async () => {
  station = await office.as('tramyte.binhxa', DESK, '/ca-benh')
  const { choices: [place] } = await ask<{ choices: { id: number }[] }>(station, 'GET', '/api/registers/choices/area')
  const caseId = newId()
  await ask(station, 'PUT', `/api/cases/${caseId}`, { areaId: place!.id, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-09T15:00:00.000Z', onsetOn: '2021-08-08' })
  for (const fullName of NAMES) await ask(station, 'PUT', `/api/cases/${caseId}/contacts/${newId()}`, { tier: 'f1', fullName, relation: 'workplace', lastContactOn: '2021-08-09' })
  await station.goto(`${office.origin}/ca-benh/${caseId}`)
  await station.getByRole('button', { name: 'Lập danh sách 3 người' }).click()
  await station.getByText('Đề xuất Tại cơ sở tập trung cho 3 người: Công văn 5599/BYT-MT', { exact: false }).waitFor()
  await look(station, 'list')
  await station.getByRole('button', { name: 'Gửi ký' }).click()
  await station.getByText('Chờ ký').first().waitFor()
  const chairman = await office.as('lanhdao.binhxa', DESK, new URL(station.url()).pathname)
  await chairman.getByRole('button', { name: 'Ký danh sách' }).click()
  await chairman.getByLabel('Số quyết định (nếu có)').fill('1201/QĐ-UBND')
  await choose(chairman, 'Đánh số', '', 'Mỗi người một quyết định')
  await chairman.getByRole('dialog').getByRole('button', { name: 'Ký danh sách' }).click()
  await chairman.getByText('Đã ký', { exact: true }).first().waitFor()
  await chairman.goto(`${office.origin}/cach-ly?o=decided`)
  await chairman.getByText('(không hiện tên)').first().waitFor()
  await chairman.close()
})

test('500 decisions are printed as one PDF, with how far it is', async () => {
  await plantDecided(497)
  await station.goto(`${office.origin}/cach-ly?o=decided`)
  await station.getByRole('checkbox', { name: /^Chọn tất cả/ }).check()
  await station.getByText('In cho 500 người').waitFor()
  await station.getByRole('button', { name: 'Một tệp PDF để in' }).click()
  await station.getByText(/Đã soạn \d+\/500/).waitFor()
  await screenshot(station, 'isolation-progress')
  await station.getByRole('button', { name: 'Tải tệp 500 giấy' }).waitFor({ timeout: 90_000 })
  const [printed] = await openedByOffice('isolation-500', [await savedPaper(station, 'Tải tệp 500 giấy')])
  expect(printed!.pages).toBeGreaterThanOrEqual(500)
  expect(printed!.text).toMatch(/Số: 1201\/QĐ-UBND.*Hoàng Thị Một.*Số: 1700\/QĐ-UBND.*Công Nhân Mẫu 497/)
  await station.getByRole('button', { name: 'Ghi bắt đầu cách ly (500)' }).click()
  await station.getByText('Đã ghi 500 người bắt đầu cách ly.').waitFor()
})

test('on the last day it is told who ends; completed, he has his certificate', async () => {
  office.wait((LAST_DAY - FIRST_DAY) / 86_400_000)
  await station.goto(`${office.origin}/cach-ly`)
  await station.getByRole('button', { name: 'Hết hạn hôm nay 500' }).waitFor()
  await station.getByLabel('Tìm tên, địa bàn, số quyết định').fill('Hoàng Thị')
  await station.getByText('Lý Văn Hai').waitFor({ state: 'detached' })
  await both(station, 'ends')
  await station.getByRole('link', { name: 'Hoàng Thị Một' }).click()
  await station.getByText('Áp dụng', { exact: true }).waitFor()
  await both(station, 'order')
  await station.getByRole('button', { name: 'Hoàn thành cách ly' }).click()
  const papers = []
  for (const paper of ['Quyết định cách ly', 'Giấy xác nhận hoàn thành', 'Biên bản bàn giao']) papers.push(await savedPaper(station, `${paper} (Word)`))
  const said = await openedByOffice('isolation', papers)
  for (const [n, parts] of [
    ['QUYẾT ĐỊNH', 'Số: 1201/QĐ-UBND', '10 tháng 8 năm 2021', 'Điều 1', 'Công văn 5599/BYT-MT', 'CHỦ TỊCH', 'Nơi nhận'],
    ['GIẤY XÁC NHẬN HOÀN THÀNH CÁCH LY Y TẾ', 'số 1201/QĐ-UBND', '23 tháng 8 năm 2021', '6/9/2021'],
    ['BIÊN BẢN', 'Quyết định số 1201/QĐ-UBND', 'ĐẠI DIỆN BÊN GIAO', 'ĐẠI DIỆN BÊN NHẬN', '6/9/2021'],
  ].entries()) {
    for (const part of ['ỦY BAN NHÂN DÂN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Hoàng Thị Một', '23/8/2021', ...parts]) expect(said[n]!.text, papers[n]!.name).toContain(part)
    expect(said[n]!.pages, papers[n]!.name).toBe(1)
  }
  await station.close()
  expect(office.faults).toEqual([])
})
