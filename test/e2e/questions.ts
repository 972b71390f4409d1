import type { Page } from 'playwright-core'

/** Answers what the review asks as the likely answer stands, or with the district named first. */
export async function answerQuestions(page: Page): Promise<void> {
  const questions = page.getByRole('region', { name: 'Cần bạn cho biết' })
  for (let asked = 0; asked < 60 && (await questions.count()) > 0; asked++) {
    const first = questions.getByRole('listitem').first()
    const before = await first.locator('strong').innerText()
    const likely = first.getByRole('button').first()
    if ((await likely.count()) > 0 && await likely.isVisible()) await likely.click()
    else await chooseBody(page, first)
    await page.waitForFunction((words) => document.querySelector('.ask .question strong')?.textContent !== words, before)
  }
}

async function chooseBody(page: Page, question: ReturnType<Page['locator']>): Promise<void> {
  await question.getByRole('combobox').fill('huyen dinh lap')
  await page.locator('.ant-select-dropdown:visible').getByText('UBND huyện Đình Lập', { exact: true }).first().click()
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: /^(Chọn|Đặt cho)/ }).click()
}
