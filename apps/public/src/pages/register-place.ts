import { today } from '#kernel/clock.ts'
import { loadOpenNow } from '../declaration.queries.ts'
import { areaField, choice, input, stepForm } from '../form.ts'
import { html } from '../html.ts'
import type { Page } from '../page.ts'

const KINDS = ['market', 'shop', 'restaurant', 'factory', 'office', 'school', 'health', 'worship', 'lodging', 'station', 'vehicle', 'event', 'other'] as const

/** A place asks to be registered, to get its code and its poster. */
export const registerPlace: Page = {
  path: '/dang-ky-dia-diem',
  show: async (ask) => {
    const { say, deps } = ask
    const open = (await loadOpenNow(deps.pool, today(deps.clock))).some(({ collects }) => collects === 'visit')
    if (!open) return { title: say('register.title'), status: 404, body: html`<p>${say('register.off')}</p>` }
    const where = { legend: say('register.where'), fields: html`${input(say('register.name'), 'name', html`required maxlength="200"`)}
${choice(say('register.kind'), 'kind', [['', say('form.choose')], ...KINDS.map((kind) => [kind, say(`kind.${kind}`)] as const)])}
${areaField(say('register.area'), 'areaId')}
${input(say('register.address'), 'address', html`required maxlength="300"`)}` }
    const who = { legend: say('register.who'), fields: html`${input(say('field.fullName'), 'ownerName', html`autocomplete="name" required minlength="2" maxlength="120"`)}
${input(say('field.phone'), 'ownerPhone', html`type="tel" autocomplete="tel" required minlength="9" maxlength="20"`)}` }
    return { title: say('register.title'), scripts: ['form.js'], body: stepForm(ask, '/api/places', [where, who], html`<h2>${say('register.done')}</h2><p>${say('register.next')}</p>`) }
  },
}
