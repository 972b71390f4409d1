import { formatDate } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import { findPlace, type OpenPlace } from '../gate.queries.ts'
import { html, type Html } from '../html.ts'
import type { Answer, Ask, Page } from '../page.ts'

const CODE = /^[0-9a-hjkmnp-tv-z]{16}$/

/** Whether the code is wrong, the place is closed or nothing is collected there: one answer. */
function nothingHere({ say }: Ask): Answer {
  return { title: say('place.offTitle'), status: 404, body: html`<p>${say('place.off')}</p>` }
}

/** What its script says. */
const SCRIPT_WORDS = ['who', 'since', 'done', 'waiting', 'offline', 'choose'] as const

function form({ say, deps }: Ask, code: string): Html {
  const words = JSON.stringify(Object.fromEntries(SCRIPT_WORDS.map((name) => [name, say(`place.${name}`, { name: '{name}', hour: '{hour}' })])))
  return html`<div id="check-in" data-place="${code}" data-now="${deps.clock.now().getTime()}" data-words="${words}" hidden>
<form id="phone" hidden>
<p>${say('place.first')}</p>
<label>${say('field.fullName')}<input name="fullName" autocomplete="name" required minlength="2" maxlength="120"></label>
<label>${say('field.phone')}<input name="phone" type="tel" autocomplete="tel" inputmode="tel" required minlength="9" maxlength="20"></label>
<p class="label">${say('field.stays')}</p><div data-name="areaId" data-label="${say('field.stays')}"></div>
<button class="main">${say('place.save')}</button>
</form>
<div id="ways" hidden>
<p id="who"></p>
<button class="main" id="in">${say('place.in')}</button>
<button class="main" id="out" hidden>${say('place.out')}</button>
<button class="plain" id="other">${say('place.other')}</button>
</div>
<p id="said" role="status"></p>
<ol id="kept"></ol>
</div>
<noscript><p class="notice">${say('place.noScript')}</p></noscript>`
}

function under({ say }: Ask, { disease, untilOn, decision }: OpenPlace): Html {
  return html`<p class="small">${say('place.under', { disease: disease ?? '', decision: decision ?? '', until: formatDate(untilOn!) })}</p>`
}

/** A place by the code on its poster: whoever comes says that he comes and goes. */
export const place: Page = {
  path: '/d/:code',
  show: async (ask) => {
    const code = ask.params.code!.toLowerCase()
    const found = CODE.test(code) ? await findPlace(ask.deps.pool, code, today(ask.deps.clock)) : undefined
    if (!found?.collecting) return nothingHere(ask)
    return { title: found.name, scripts: ['check-in.js'], body: html`<p>${[found.address, found.area].filter(Boolean).join(', ')}</p>${form(ask, code)}${under(ask, found)}` }
  },
}
