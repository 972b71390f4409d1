import { expect, test } from 'vitest'
import { faultsOf, launchBrowser, openPage, picture } from './browser.ts'

test('the browser draws a page, tells its faults and its time is that of Vietnam', async () => {
  const browser = await launchBrowser()
  try {
    const page = await openPage(browser, { width: 360, height: 740 })
    const faults = faultsOf(page)
    await page.setContent('<h1>Pháo Đài</h1><script>document.title = new Date(0).getHours(); console.error("xấu")</script>')
    expect(await page.title()).toBe('8') // 1 January 1970 in Sài Gòn: UTC+8
    expect(faults).toEqual(['xấu'])
    expect((await picture(page)).subarray(1, 4).toString()).toBe('PNG')
  } finally {
    await browser.close()
  }
})
