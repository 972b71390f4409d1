import { html } from '../html.ts'
import type { Page } from '../page.ts'

/** What can be done here. */
export const home: Page = {
  path: '/',
  show: ({ say }) => ({
    title: say('home.title'),
    body: html`<p>${say('home.lead')}</p>
<ul class="ways">
<li><strong>${say('home.place')}</strong><span>${say('home.placeHow')}</span></li>
</ul>`,
  }),
}
