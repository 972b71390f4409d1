import { symptoms } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import { countries } from '../countries.ts'
import { loadOpenNow, type OpenNow } from '../declaration.queries.ts'
import { areaField, checks, choice, input, radios, stepForm, type Step } from '../form.ts'
import { html, type Html } from '../html.ts'
import type { Ask, Page } from '../page.ts'

const person = ({ say, language }: Ask): Step => ({
  legend: say('declare.who'),
  fields: html`${input(say('field.fullName'), 'fullName', html`autocomplete="name" required minlength="2" maxlength="120"`)}
${input(say('field.birthYear'), 'birthYear', html`inputmode="numeric" data-as="number" type="number" min="1880" max="2199" required`)}
${radios(say('field.sex'), 'sex', [['male', say('sex.male')], ['female', say('sex.female')], ['unknown', say('sex.unknown')]])}
${choice(say('field.nationality'), 'nationality', countries(language).map(({ code, name }) => [code, name]), 'VN')}
${input(say('field.identity'), 'identityNumber', html`inputmode="numeric" pattern="[0-9]{5,20}" maxlength="20"`, say('field.optional'))}
${input(say('field.phone'), 'phone', html`type="tel" autocomplete="tel" required minlength="9" maxlength="20"`)}
${input(say('field.mail'), 'mail', html`type="email" autocomplete="email" maxlength="200"`, say('field.mailHint'))}`,
})

const journey = (ask: Ask): Step => {
  const { say, language, deps } = ask
  const day = today(deps.clock)
  return {
    legend: say('declare.from'),
    fields: html`${input(say('field.leftOn'), 'leftOn', html`type="date" required value="${day}"`)}
${radios(say('field.fromKind'), 'fromKind', [['here', say('from.here')], ['abroad', say('from.abroad')]])}
<div data-when="fromKind=here">${areaField(say('field.fromArea'), 'fromAreaId', { on: 'leftOn' })}</div>
<div data-when="fromKind=abroad">${choice(say('field.fromCountry'), 'fromCountry', [['', say('form.choose')], ...countries(language).map(({ code, name }) => [code, name] as const)])}</div>
${input(say('field.transport'), 'transport', html`maxlength="200"`, say('field.transportHint'))}`,
  }
}

const stay = ({ say, deps }: Ask): Step => ({
  legend: say('declare.to'),
  fields: html`${input(say('field.arrivesOn'), 'arrivesOn', html`type="date" required value="${today(deps.clock)}"`)}
${areaField(say('field.stayArea'), 'areaId', { villages: true })}
${input(say('field.address'), 'address', html`maxlength="300" autocomplete="street-address"`, say('field.optional'))}`,
})

const health = ({ say }: Ask): Step => ({
  legend: say('declare.health'),
  fields: html`${checks(say('field.symptoms'), 'symptoms', symptoms.map((code) => [code, say(`symptom.${code}`)]))}
${radios(say('field.metCase'), 'metCase', [['yes', say('yes')], ['no', say('no')]], 'yes')}`,
})

const after = ({ say }: Ask): Html => html`<h2>${say('declare.done')}</h2>
<img class="qr" data-told-src="qr" alt="${say('declare.qr')}">
<dl><dt>${say('declare.number')}</dt><dd data-told="number"></dd><dt>${say('declare.until')}</dt><dd data-told="until"></dd></dl>
<p>${say('declare.next')}</p>`

const under = ({ say }: Ask, open: readonly OpenNow[]): Html => html`<p class="small">${say('declare.under', { which: open.map(({ number, area, disease }) => `${number} (${area}, ${disease})`).join('; ') })}</p>`

/** Declaration of health of whoever comes: asked only while a decision says so. */
export const declarePage: Page = {
  path: '/khai-bao',
  show: async (ask) => {
    const { say, deps } = ask
    const open = (await loadOpenNow(deps.pool, today(deps.clock))).filter(({ collects }) => collects === 'declaration')
    if (open.length === 0) return { title: say('declare.title'), status: 404, body: html`<p>${say('declare.off')}</p>` }
    return { title: say('declare.title'), scripts: ['form.js'], body: html`${stepForm(ask, '/api/declarations', [person(ask), journey(ask), stay(ask), health(ask)], after(ask))}${under(ask, open)}` }
  },
}
