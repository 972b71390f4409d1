import { html } from '../html.ts'
import type { Page } from '../page.ts'

/** What can be done here. */
export const home: Page = {
  path: '/',
  show: ({ say, link }) => ({
    title: say('home.title'),
    body: html`<p>${say('home.lead')}</p>
<ul class="ways">
<li><a href="${link('/duoc-lam-gi')}"><strong>${say('home.allowed')}</strong></a><span>${say('home.allowedHow')}</span></li>
<li><strong>${say('home.place')}</strong><span>${say('home.placeHow')}</span></li>
</ul>`,
  }),
}
