import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, look as lookAt, lookOnBoth, openOffice, PHONE, resize, type Office } from './office.ts'

/** The head of the station sees one commune and names; the leader of the province sees all of it and no name. */
const [STATION, LEADER] = ['tramyte.binhxa', 'lanhdao.tinh']

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const look = (page: Page, name: string): Promise<void> => lookAt(page, `chains-${name}`)

/** Asks the server as the page does. */
async function ask<T>(page: Page, method: string, url: string, body?: object): Promise<T> {
  return page.evaluate(async ([how, where, what]) => {
    const answer = await fetch(where, { method: how, headers: { 'x-phaodai': '1', ...(what !== undefined && { 'content-type': 'application/json' }) }, ...(what !== undefined && { body: JSON.stringify(what) }) })
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`)
    return await answer.json() as T
  }, [method, url, body] as const)
}

const newId = (): string => crypto.randomUUID()
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

type Made = { id: string; code: string }

/** Cases of the station's own commune: a source and four later ones. */
async function enterCases(page: Page): Promise<Made[]> {
  const { choices: [commune] } = await ask<{ choices: { id: number }[] }>(page, 'GET', '/api/registers/choices/area')
  const made: Made[] = []
  for (const days of [20, 16, 15, 11, 7]) {
    const id = newId()
    const { row } = await ask<{ row: { code: string } }>(page, 'PUT', `/api/cases/${id}`, { areaId: commune!.id, diseaseCode: 'covid-19', classification: 'confirmed', onsetOn: daysAgo(days), diagnosedAt: `${daysAgo(days - 1)}T03:00:00.000Z` })
    made.push({ id, code: row.code })
  }
  return made
}

test('a source is entered from the chain of a case, wrong ones are refused with the reason, and the chain grows as a tree, a network and a map', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  const [first, second, third, fourth, fifth] = await enterCases(page) as [Made, Made, Made, Made, Made]
  await page.goto(`${office.origin}/ca-benh/${second.id}`)
  await page.getByRole('button', { name: 'Chuỗi lây' }).click()
  await page.getByText('Ca này chưa có liên kết lây nào').waitFor()
  await page.getByText('Chưa có liên kết lây nào với ca khác.').waitFor()
  await look(page, 'empty-desk')
  await page.getByRole('button', { name: 'Ghi nguồn lây' }).click()
  const form = page.getByRole('form', { name: 'Ghi nguồn lây' })
  const chooseSource = async (code: string): Promise<void> => {
    await form.getByRole('combobox', { name: 'Ca nguồn' }).fill(code)
    await page.locator('.ant-select-item-option').filter({ hasText: code }).first().click()
  }
  await chooseSource(second.code)
  await form.getByRole('button', { name: 'Lưu' }).click()
  await form.getByText('Một ca không thể lây cho chính mình.').waitFor()
  await chooseSource(first.code)
  await form.getByLabel('Ghi chú điều tra').fill('Cùng ăn cơm ở chợ Kỳ Lừa')
  await look(page, 'entering-desk')
  await form.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText(`lây từ ${first.code}, khởi phát sau 4 ngày`, { exact: false }).waitFor()
  for (const [to, from] of [[third, first], [fourth, second], [fifth, fourth]] as const) await ask(page, 'PUT', `/api/cases/${to.id}/links/${newId()}`, { fromCaseId: from.id, kind: 'confirmed', basis: 'investigation', setting: 'market' })
  await page.goto(`${office.origin}/chuoi-lay/${fifth.id}?case=${fourth.id}`)
  await page.getByText('5 ca, 4 liên kết, 4 thế hệ.', { exact: false }).waitFor()
  await page.getByText(`lây từ ${second.code}, khởi phát sau 5 ngày; căn cứ: điều tra ổ dịch (chợ)`, { exact: false }).waitFor()
  await lookOnBoth(page, 'chains-tree')
  await page.locator('.chain-stage > canvas').press('ArrowLeft')
  await page.getByRole('heading', { name: second.code }).waitFor()
  const sheets = page.evaluate(() => new Promise<number>((done) => window.addEventListener('beforeprint', () => done(document.querySelectorAll('.chain-print canvas').length), { once: true })))
  await page.getByRole('button', { name: 'In cây' }).click()
  expect(await sheets).toBe(1)
  await page.getByRole('button', { name: 'Đóng ca được chọn' }).click()
  await page.goto(`${office.origin}/chuoi-lay/${fifth.id}?deep=1`)
  await page.getByText('Đến thế hệ 2').waitFor()
  await look(page, 'folded-desk')
  await page.getByLabel('Tìm theo mã ca').fill(third.code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: third.code }).waitFor()
  await page.getByText('Mạng lưới', { exact: true }).click()
  await page.locator('[data-settled=true]').waitFor()
  await lookOnBoth(page, 'chains-network')
  await page.getByText('Bản đồ', { exact: true }).last().click()
  await page.locator('[data-drawn=map]').waitFor()
  await lookOnBoth(page, 'chains-map')
  const table = page.getByRole('table', { name: 'Bảng liên kết' })
  await table.getByRole('button', { name: fifth.code }).focus()
  await page.keyboard.press('Enter') // the table is the keyboard's way through the chain
  await page.getByRole('heading', { name: fifth.code }).waitFor()
  await page.getByRole('complementary', { name: 'Ca được chọn' }).getByRole('button', { name: 'Hủy liên kết' }).click()
  await page.getByRole('textbox', { name: 'Lý do' }).fill('Ghi nhầm ca')
  await page.getByRole('button', { name: 'Đồng ý' }).or(page.getByRole('tooltip').getByRole('button').last()).first().click()
  await page.getByText('Ca này chưa có liên kết lây nào').waitFor()
  await page.close()
})

test('the page of an outbreak leads to its chain, which goes out as a table', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  const { choices: [commune] } = await ask<{ choices: { id: number }[] }>(page, 'GET', '/api/registers/choices/area')
  const [outbreak, one, other] = [newId(), newId(), newId()]
  await ask(page, 'PUT', `/api/registers/outbreak/${outbreak}`, { areaId: commune!.id, name: 'Ổ dịch chợ Mẫu', diseaseCode: 'covid-19', reportedOn: daysAgo(5) })
  for (const [id, days] of [[one, 9], [other, 6]] as const) await ask(page, 'PUT', `/api/cases/${id}`, { areaId: commune!.id, diseaseCode: 'covid-19', classification: 'confirmed', onsetOn: daysAgo(days), diagnosedAt: `${daysAgo(days - 1)}T03:00:00.000Z`, outbreakId: outbreak })
  await ask(page, 'PUT', `/api/cases/${other}/links/${newId()}`, { fromCaseId: one, kind: 'likely', basis: 'investigation' })
  await page.goto(`${office.origin}/so-theo-doi/outbreak/${outbreak}`)
  await page.getByRole('complementary').getByRole('link', { name: 'Chuỗi lây' }).click()
  await page.getByText('2 ca, 1 liên kết, 2 thế hệ.', { exact: false }).waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Xuất liên kết CSV' }).click()
  expect(readFileSync(await (await coming).path(), 'utf8').trim().split('\r\n')).toHaveLength(2)
  await page.close()
})

test('the leader sees which chains of the province go on, opens the longest one, and is shown no name', async () => {
  const page = await office.as(LEADER, DESK, '/chuoi-lay')
  await page.getByText('Trung vị giữa hai khởi phát').waitFor()
  await lookOnBoth(page, 'chains-overview')
  await page.getByRole('table', { name: 'Chuỗi lây' }).getByRole('link').first().click()
  await page.locator('[data-drawn=tree]').waitFor()
  await page.getByText('Địa bàn', { exact: true }).first().click()
  await page.getByRole('table', { name: 'Bảng liên kết' }).getByRole('button').first().click()
  await page.locator('.chain-why').waitFor()
  await look(page, 'longest-desk')
  expect(await page.getByRole('button', { name: 'Hiện tên', exact: false }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Ghi nguồn lây' }).count()).toBe(0)
  await page.getByText('Mạng lưới', { exact: true }).click()
  await page.locator('[data-settled=true]').waitFor()
  await look(page, 'longest-network-desk')
  await page.getByText('Bản đồ', { exact: true }).last().click()
  await page.locator('[data-drawn=map]').waitFor()
  await look(page, 'longest-map-desk')
  await resize(page, PHONE)
  await look(page, 'longest-map-phone')
  await page.close()
  expect(office.faults).toEqual([expect.stringContaining('400')]) // the source that was refused
})
