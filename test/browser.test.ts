import { expect, test } from 'vitest'
import { faultsOf, launchBrowser, openPage, picture } from './browser.ts'
import { violationsOn } from './e2e/violations.ts'

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

test('what is not accessible is found on a page that was sound before', async () => {
  const browser = await launchBrowser()
  try {
    const page = await openPage(browser)
    await page.setContent('<html lang="vi"><title>Thử</title><main><h1>Pháo Đài</h1><p>Một dòng chữ</p><button>Lưu</button></main></html>')
    expect(await violationsOn(page)).toEqual([])
    await page.evaluate(() => document.querySelector('main')!.insertAdjacentHTML('beforeend', '<button style="padding: 20px"></button><p style="color: #ccc">Chữ mờ</p>'))
    expect((await violationsOn(page)).map((line) => line.split(':')[0])).toEqual(['button-name', 'color-contrast'])
    await page.evaluate(() => document.querySelectorAll('main > :nth-child(n + 4)').forEach((each) => each.remove()))
    expect(await violationsOn(page)).toEqual([])
  } finally {
    await browser.close()
  }
})
