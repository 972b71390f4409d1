import type { DraftContent, DraftDetail, DraftItem } from '@phaodai/office'
import type { Locator, Page } from 'playwright-core'

/** A button of the dialog that is open. */
export const dialogButton = (page: Page, name: string): Locator => page.getByRole('dialog').getByRole('button', { name, exact: true })

/** Waits until the draft on the page stands in a state. */
export const state = (page: Page, name: string): Promise<void> => page.locator('.draft-path li[aria-current]').filter({ hasText: name }).waitFor()

/** Asks the server from the page, as whoever is signed in there; throws what it refuses. */
export function ask<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  return page.evaluate(async ([how, where, what]) => {
    const answer = await fetch(where!, { method: how!, headers: { 'x-phaodai': '1', ...(what && { 'content-type': 'application/json' }) }, ...(what && { body: what }) })
    if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`)
    return answer.json() as unknown
  }, [method, path, body && JSON.stringify(body)] as const) as Promise<T>
}

const item = (id: string, text: string, task: DraftItem['task'] = null): DraftItem => ({ id, kind: null, text, paragraphs: [], heading: false, task, noTask: task === null, source: null, children: [] })

/** A letter of the acting office to all communes below it, with two items, ready to be sent on its way; answers with its id. */
export async function beginLetter(page: Page, abstract: string, deadline: string): Promise<string> {
  const { groups: [communes] } = await ask<{ groups: DraftContent['addressees'] }>(page, 'GET', '/api/drafts/choices')
  const id = crypto.randomUUID()
  const blank = await ask<DraftDetail>(page, 'PUT', `/api/drafts/${id}`, { from: 'blank', system: 'state', docType: 'cong-van' })
  const content = {
    ...blank.content, abstract, addressees: [communes!], preamble: ['Để chủ động phòng, chống dịch, Ủy ban nhân dân huyện yêu cầu:'],
    items: [item('a', 'rà soát, lập danh sách người về từ vùng dịch', { leads: [communes!], coordinates: [], deadline }), item('b', 'Các cơ quan, đơn vị nghiêm túc thực hiện các nội dung trên.')],
  }
  await ask(page, 'PATCH', `/api/drafts/${id}`, { version: blank.version, content })
  return id
}
