import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, type Office } from './office.ts'
import { answerQuestions } from './questions.ts'

const OWN = fileURLToPath(new URL('../../db/seed/demo/directives/2021/', import.meta.url))

/** The founding texts beside the corpus, or the demo's own six, with a loud line saying so. */
function documents(): { name: string; text: string }[] {
  const corpus = process.env.PHAODAI_CORPUS
  if (corpus === undefined) console.warn('PHAODAI_CORPUS is not set: the five founding texts were NOT read, the six of the demo stand in for them')
  const folder = corpus === undefined ? OWN : `${corpus.replace(/\/$/, '')}/../seeds/`
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))
}

let office: Office
let page: Page
beforeAll(async () => {
  office = await openOffice()
  page = await office.as('vanthu.tinhuy')
})
afterAll(() => office?.stop())

type Told = { id: string; tasks: { total: number }; orders: { dropped: boolean; leads: { bodyIds: number[] | null }[] }[] }
const ask = <T>(path: string): Promise<T> => page.evaluate(async (address) => (await fetch(address)).json(), path) as Promise<T>

describe.each(documents())('$name', ({ name, text }) => {
  test('goes in, is reviewed, is issued; its tasks stand in the right inboxes', async () => {
    await page.goto(`${office.origin}/van-ban/tiep-nhan`)
    await page.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
    await page.getByLabel('hoặc dán toàn văn').fill(text)
    await page.getByRole('button', { name: 'Đọc văn bản' }).click()
    await page.getByRole('heading', { name: /Rà soát văn bản/ }).or(page.getByText('Văn bản này đã được tiếp nhận')).waitFor()
    const again = page.getByRole('button', { name: 'Vẫn tiếp nhận thêm một bản' })
    if (await again.isVisible()) await again.click()
    await page.locator('.order-card').first().waitFor()
    expect(await page.locator('.source').innerText()).toContain(text.trim().split('\n')[0]!.trim())
    await screenshot(page, `intake-${name.slice(0, 3)}-review`)
    await answerQuestions(page)
    const id = page.url().split('/').at(-2)!
    const draft = await ask<Told>(`/api/directives/${id}`)
    const wanted = draft.orders.filter(({ dropped }) => !dropped)

    await page.getByRole('button', { name: 'Phát hành', exact: true }).click()
    await screenshot(page, `intake-${name.slice(0, 3)}-issue`)
    await page.getByRole('dialog').getByRole('button', { name: /^Phát hành tới/ }).click()
    await page.getByText(/nhiệm vụ đã vào hộp việc/).waitFor()
    await page.getByRole('link', { name: 'Xem các nhiệm vụ' }).click()
    await page.getByRole('table', { name: 'Danh sách nhiệm vụ' }).waitFor()
    await screenshot(page, `intake-${name.slice(0, 3)}-tasks`)

    const bodies = new Set(wanted.flatMap(({ leads }) => leads.flatMap(({ bodyIds }) => bodyIds ?? [])))
    for (const bodyId of [...bodies].slice(0, 40)) {
      const { rows } = await ask<{ rows: unknown[] }>(`/api/tasks?directiveId=${id}&bodyId=${bodyId}`)
      const expected = wanted.filter(({ leads }) => leads.some(({ bodyIds }) => bodyIds?.includes(bodyId))).length
      expect(rows.length, `tasks of body ${bodyId}`).toBeGreaterThanOrEqual(expected)
    }
    expect((await ask<Told>(`/api/directives/${id}`)).tasks.total).toBeGreaterThanOrEqual(wanted.length)
  })
})
