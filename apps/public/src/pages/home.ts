import { today } from '#kernel/clock.ts'
import { loadOpenNow } from '../declaration.queries.ts'
import { html } from '../html.ts'
import type { Page } from '../page.ts'

/** What can be done here today. */
export const home: Page = {
  path: '/',
  show: async ({ say, link, deps }) => {
    const open = new Set((await loadOpenNow(deps.pool, today(deps.clock))).map(({ collects }) => collects))
    return {
      title: say('home.title'),
      body: html`<p>${open.has('visit') || open.has('declaration') ? say('home.lead') : say('home.nothing')}</p>
<ul class="ways">
<li><a href="${link('/duoc-lam-gi')}">${say('home.allowed')}</a><span>${say('home.allowedHow')}</span></li>
${open.has('declaration') && html`<li><a href="${link('/khai-bao')}">${say('declare.title')}</a><span>${say('home.declare')}</span></li>`}
${open.has('visit') && html`<li><strong>${say('home.place')}</strong><span>${say('home.placeHow')}</span></li><li><a href="${link('/dang-ky-dia-diem')}">${say('register.title')}</a><span>${say('home.register')}</span></li>`}
<li><a href="${link('/cua-toi')}">${say('record.title')}</a><span>${say('home.record')}</span></li>
</ul>`,
    }
  },
}
