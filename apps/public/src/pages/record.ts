import { html } from '../html.ts'
import type { Page } from '../page.ts'

const WORDS = ['offline', 'sent', 'from', 'to', 'number', 'kept'] as const

/** One's own record, for a code that goes to the address one has declared. */
export const record: Page = {
  path: '/cua-toi',
  show: ({ say }) => ({
    title: say('record.title'), scripts: ['record.js'],
    body: html`<div id="record" data-words="${JSON.stringify(Object.fromEntries(WORDS.map((name) => [name, say(`record.${name}`)])))}" hidden>
<p>${say('record.lead')}</p>
<form><label>${say('field.mail')}<input name="mail" type="email" autocomplete="email" required maxlength="200"></label><button class="main">${say('record.ask')}</button></form>
<form hidden><label>${say('record.code')}<input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{8}" required></label><button class="main">${say('record.read')}</button></form>
<p id="said" role="status"></p>
<ul class="ways"></ul>
</div>
<noscript><p class="notice">${say('form.noScript')}</p></noscript>`,
  }),
}
