import { html, type Html } from './html.ts'
import type { Ask } from './page.ts'

/** What form.js says. */
const WORDS = ['choose', 'next', 'send', 'step', 'offline'] as const

/** One question a screen. */
export type Step = { legend: string; fields: Html }

/** A form in steps that is sent to `post`, and what stands there once it was taken. */
export function stepForm({ say }: Ask, post: string, steps: readonly Step[], after: Html): Html {
  const words = JSON.stringify(Object.fromEntries(WORDS.map((name) => [name, say(`form.${name}`, { n: '{n}', of: '{of}' })])))
  return html`<p id="dots" class="small"></p>
<form data-post="${post}" data-words="${words}" hidden novalidate>
${steps.map(({ legend, fields }) => html`<div data-step hidden><h2>${legend}</h2>${fields}</div>`)}
<button class="main" id="next"></button>
<button class="plain" id="back" type="button" hidden>${say('form.back')}</button>
</form>
<p id="said" role="status"></p>
<div id="after" tabindex="-1" hidden>${after}</div>
<noscript><p class="notice">${say('form.noScript')}</p></noscript>`
}

/** A line of text to be filled in. */
export function input(label: string, name: string, attributes: Html, hint?: string): Html {
  return html`<label>${label}${hint ? html` <span class="hint">${hint}</span>` : ''}<input name="${name}" ${attributes}></label>`
}

/** A unit picked level by level; `on` names the field with the day on which it stands, `villages`: down to the village. */
export function areaField(label: string, name: string, { on, villages }: { on?: string; villages?: boolean } = {}): Html {
  return html`<p class="label">${label}</p><div class="area" data-name="${name}" data-as="number" data-label="${label}" ${on ? html`data-on="${on}"` : ''} ${villages ? html`data-villages` : ''}></div>`
}

/** One of a few. */
export function radios(legend: string, name: string, choices: readonly (readonly [value: string, label: string])[], as?: string): Html {
  return html`<fieldset ${as ? html`data-as="${as}"` : ''}><legend>${legend}</legend>${choices.map(([value, label]) => html`<label><input type="radio" name="${name}" value="${value}" required>${label}</label>`)}</fieldset>`
}

/** Any of a list. */
export function checks(legend: string, name: string, choices: readonly (readonly [value: string, label: string])[]): Html {
  return html`<fieldset><legend>${legend}</legend>${choices.map(([value, label]) => html`<label><input type="checkbox" name="${name}" value="${value}">${label}</label>`)}</fieldset>`
}

/** One of a long list. */
export function choice(label: string, name: string, choices: readonly (readonly [value: string, label: string])[], chosen?: string): Html {
  return html`<label>${label}<select name="${name}" required>${choices.map(([value, each]) => html`<option value="${value}" ${value === chosen && html`selected`}>${each}</option>`)}</select></label>`
}
