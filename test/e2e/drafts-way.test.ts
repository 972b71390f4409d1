import { addDays, dayInVietnam, weekday } from '@phaodai/vocabulary'
import type { DraftDetail } from '@phaodai/office'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, beginLetter, dialogButton, state } from './drafting.ts'
import { DESK, look, lookOnBoth, openOffice, PHONE, type Office } from './office.ts'

let office: Office
let address: string
let id: string
beforeAll(async () => {
  office = await openOffice()
  const clerk = await office.as(CLERK)
  id = await beginLetter(clerk, 'tăng cường rà soát người về từ vùng dịch', addDays(dayInVietnam(new Date().toISOString()), 25))
  address = `/soan-thao/${id}`
  await clerk.close()
})
afterAll(() => office?.stop())

const CLERK = 'vanthu.ubnd.dinhlap'
const LEADER = 'lanhdao.dinhlap'
const first = (page: Page) => page.getByLabel('Nội dung mục 1.')
const saved = (page: Page) => page.getByText('Đã lưu', { exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const draft = (page: Page): Promise<DraftDetail> => ask(page, 'GET', `/api/drafts/${id}`)
/** A step of the way that the screens of the other story show. */
const step = async (page: Page, what: string, more: object = {}): Promise<DraftDetail> => ask(page, 'POST', `/api/drafts/${id}/${what}`, { version: (await draft(page)).version, ...more })

test('a draft goes to two bodies for their opinion, one answers on the phone, and the text is corrected beside what stood', async () => {
  const clerk = await office.as(CLERK, DESK, address)
  await press(clerk, 'Xin ý kiến')
  await clerk.getByText('tính theo ngày làm việc', { exact: false }).waitFor()
  const [day, month, year] = (await clerk.getByLabel('Trả lời trước ngày').inputValue()).split('/').map(Number) as [number, number, number]
  expect(weekday(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)).toBeLessThanOrEqual(5)
  for (const [words, name] of [['phong giao duc dinh lap', 'GD&ĐT'], ['trung tam y te dinh lap', 'TTYT']] as const) {
    await clerk.getByRole('combobox', { name: 'Xin ý kiến cơ quan' }).fill(words)
    await clerk.locator('.ant-select-dropdown:visible').getByText(name).first().click()
  }
  await clerk.getByLabel('Nội dung xin ý kiến').fill('Đề nghị cho ý kiến về thời hạn và cách lập danh sách.')
  await lookOnBoth(clerk, 'way-1-ask')
  await dialogButton(clerk, 'Gửi xin ý kiến').click()
  await state(clerk, 'Xin ý kiến')
  await lookOnBoth(clerk, 'way-2-waits')

  const asked = await office.as('canbo.gddt.dinhlap', PHONE, '/soan-thao?box=asked')
  await asked.getByRole('link', { name: /tăng cường rà soát/i }).click()
  await asked.getByRole('tab', { name: /Ý kiến/ }).click()
  await asked.getByLabel('Viết góp ý').fill('Đề nghị ghi rõ cả học sinh, sinh viên trở về.')
  await press(asked, 'Gửi góp ý')
  await asked.locator('.draft-said').filter({ hasText: 'học sinh' }).waitFor()
  await press(asked, 'Trả lời ý kiến')
  await asked.getByRole('radio', { name: 'Nhất trí, có ý kiến thêm' }).check()
  await asked.getByLabel('Ý kiến cụ thể').fill('Cơ bản nhất trí; bổ sung đối tượng học sinh, sinh viên.')
  await look(asked, 'way-3-answer-phone')
  await dialogButton(asked, 'Gửi ý kiến').click()
  await asked.getByText('Cơ bản nhất trí', { exact: false }).waitFor()
  await look(asked, 'way-3-answered-phone')
  await asked.close()

  await clerk.reload()
  await clerk.getByText('Cơ bản nhất trí', { exact: false }).waitFor()
  await press(clerk, 'Tiếp thu, sửa tiếp')
  await state(clerk, 'Dự thảo lần 2')
  await first(clerk).fill('rà soát, lập danh sách người về từ vùng dịch, kể cả học sinh, sinh viên')
  await saved(clerk)
  await clerk.getByRole('tab', { name: /Ý kiến/ }).click()
  await look(clerk, 'way-4-opinions-desk')
  await press(clerk, 'Đã xử lý')
  await clerk.getByText('đã xử lý', { exact: false }).first().waitFor()
  await clerk.getByRole('tab', { name: 'Lịch sử' }).click()
  await clerk.getByText('1 đoạn khác nhau.').waitFor()
  expect(await clerk.locator('.draft-pair.differs ins').innerText()).toContain('kể cả học sinh, sinh viên')
  await lookOnBoth(clerk, 'way-5-compare')
  await clerk.close()
})

test('a stale edit from a second window answers with both versions, and writes over nothing until one is chosen', async () => {
  const clerk = await office.as(CLERK, DESK, address)
  await first(clerk).waitFor()
  const second = await office.as(CLERK, DESK, address)
  await first(second).waitFor()
  await first(clerk).fill('rà soát, lập danh sách người về từ vùng dịch trong ngày')
  await saved(clerk)
  await clerk.close()
  await first(second).fill('rà soát hằng ngày người về từ vùng dịch')
  const both = second.getByRole('dialog')
  await both.getByRole('region', { name: 'Bản hiện có' }).getByText('trong ngày', { exact: false }).waitFor()
  await both.getByRole('region', { name: 'Bản của bạn' }).getByText('hằng ngày', { exact: false }).waitFor()
  await lookOnBoth(second, 'way-6-both')
  await dialogButton(second, 'Để sau').click()
  await second.getByText('Chưa lưu: nội dung vừa được sửa ở nơi khác.').waitFor()
  await second.waitForTimeout(2600) // two rounds of saving by itself
  expect((await draft(second)).content.items[0]!.text).toContain('trong ngày')
  await look(second, 'way-7-later-desk')
  await press(second, 'Xem hai bản và chọn')
  await dialogButton(second, 'Giữ bản hiện có').click()
  await saved(second)
  expect(await first(second).inputValue()).toContain('trong ngày')
  await first(second).fill('rà soát, lập danh sách người về từ vùng dịch, kể cả học sinh, sinh viên, trong ngày')
  await saved(second)
  expect((await draft(second)).content.items[0]!.text).toContain('sinh viên, trong ngày')
  await second.close()
  office.faults.splice(0, office.faults.length, ...office.faults.filter((fault) => !fault.includes('409'))) // the browser's own line about the answer that was wanted
})

test('the leader returns it with a reason, it is mended, signed, issued and recalled', async () => {
  const clerk = await office.as(CLERK, DESK, address)
  await press(clerk, 'Trình ký')
  await clerk.getByText('Sau khi trình', { exact: false }).waitFor()
  await dialogButton(clerk, 'Trình ký').click()
  await state(clerk, 'Trình ký')
  await step(clerk, 'decide', { kind: 'form', decision: 'passed' })
  const leader = await office.as(LEADER, PHONE, address)
  await press(leader, 'Trả lại')
  await leader.getByLabel('Lý do, ý kiến').fill('Rút ngắn thời hạn; nêu rõ nơi nhận báo cáo.')
  await look(leader, 'way-8-return-phone')
  await dialogButton(leader, 'Trả lại').click()
  await state(leader, 'Dự thảo lần 3')

  await clerk.reload()
  await clerk.getByText('Rút ngắn thời hạn; nêu rõ nơi nhận báo cáo.').waitFor()
  await lookOnBoth(clerk, 'way-9-returned')
  await clerk.getByLabel('Nội dung mục 2.').fill('Các cơ quan, đơn vị nghiêm túc thực hiện, báo cáo kết quả về Ủy ban nhân dân huyện.')
  await saved(clerk)
  const { steps } = await draft(clerk)
  await step(clerk, 'submit', { steps: steps.filter(({ kind }) => kind === 'sign').map(({ kind, postId }) => ({ kind, postId })) })
  await step(leader, 'decide', { kind: 'sign', decision: 'passed' })
  await leader.close()
  await step(clerk, 'number', { issuedOn: dayInVietnam(new Date().toISOString()), number: null })
  await step(clerk, 'issue')

  await clerk.reload()
  await press(clerk, 'Thu hồi')
  await clerk.getByLabel('Lý do, ý kiến').fill('Ban hành nhầm bản chưa sửa thời hạn.')
  await lookOnBoth(clerk, 'way-10-recall')
  await dialogButton(clerk, 'Thu hồi').click()
  await state(clerk, 'Đã thu hồi')
  await clerk.getByRole('tab', { name: 'Lịch sử' }).click()
  await clerk.getByText('Ban hành nhầm bản chưa sửa thời hạn.').waitFor()
  await lookOnBoth(clerk, 'way-11-recalled')
  await clerk.close()
  const commune = await office.as('vanthu.binhxa', PHONE, '/van-ban?box=received')
  await commune.getByText(/tăng cường rà soát/i).first().waitFor()
  await commune.getByRole('link', { name: '01/UBND-VP' }).click()
  await commune.getByText('Đã thu hồi: Ban hành nhầm bản chưa sửa thời hạn.').waitFor()
  await look(commune, 'way-12-commune-phone')
  await commune.close()
  expect(office.faults).toEqual([])
})
