import { formatDate } from '@phaodai/vocabulary'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import { findStanding, loadAllowed, type Said, type Standing } from '../allowed.queries.ts'
import { loadAreasBelow } from '../gate.queries.ts'
import { html, type Html } from '../html.ts'
import type { Answer, Ask, Page } from '../page.ts'

type Place = { area: number; day: string }
type Units = { id: number; name: string }[]

const Day = z.iso.date()
const STRICT = ['open', 'required', 'limited', 'stopped'] as const
const SIGNS = { open: '✓', required: '!', limited: '◐', stopped: '✕' } as const

const answerWord = ({ say }: Ask, answer: Said['answer']): Html => html`<strong class="allowed-${answer}"><span aria-hidden="true">${SIGNS[answer]}</span> ${say(`allowed.answer.${answer}`)}</strong>`

/** Where and when: a list of units and a day, sent by a form, so that it works without a script. */
function asking({ say, link }: Ask, { day, units, label }: { day: string; units: Units; label: Html | string }): Html {
  if (units.length === 0) return html``
  return html`<form action="${link('/duoc-lam-gi')}" method="get">
<label>${label}<select name="o" required><option value="">${say('place.choose')}</option>${units.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>
<label>${say('allowed.day')}<input type="date" name="ngay" value="${day}"></label>
<button class="main">${say('allowed.show')}</button>
</form>`
}

function word(ask: Ask, { answer, words, wordsEn, document, clause, ruleSource, confidence, whole, zoneName, zoneArea, untilOn }: Said): Html {
  const { say, language } = ask
  const ground = [clause, document].filter(Boolean).join(', ')
  const lasts = untilOn === null ? say('allowed.open') : say('allowed.until', { until: formatDate(untilOn) })
  return html`<li>${!whole && html`${answerWord(ask, answer)} <em>${say('allowed.part', { zone: zoneName ?? zoneArea ?? '' })}</em> `}${language === 'en' ? wordsEn ?? words : words}
<span class="small">${ground}${ruleSource !== null && ` · ${ruleSource}`} · ${lasts}${confidence !== null && confidence !== 'high' && ` · ${say('allowed.check')}`}</span></li>`
}

function activity(ask: Ask, sayings: readonly Said[]): Html {
  const ordered = sayings.toSorted((a, b) => Number(b.whole) - Number(a.whole) || STRICT.indexOf(b.answer) - STRICT.indexOf(a.answer))
  const [first] = ordered as [Said]
  return html`<li><h2>${ask.language === 'en' ? first.nameEn : first.name}</h2>${first.whole && html`<p>${answerWord(ask, first.answer)}</p>`}<ul>${ordered.map((each) => word(ask, each))}</ul></li>`
}

function level({ say }: Ask, { level: known, levelName, decision }: Standing): Html {
  return html`<p>${known === null ? say('allowed.noLevel') : say('allowed.level', { name: levelName ?? String(known) })}${known !== null && decision !== null && ` ${say('allowed.levelBy', { number: decision })}`}</p>`
}

async function told(ask: Ask, { area, day }: Place): Promise<Answer> {
  const { say, link, deps } = ask
  const [standing, said, units] = await Promise.all([findStanding(deps.pool, area, day), loadAllowed(deps.pool, area, day), loadAreasBelow(deps.pool, area, day)])
  if (!standing) return { title: say('allowed.title'), status: 404, body: html`<p class="notice refused">${say('allowed.noPlace')}</p><p><a href="${link('/duoc-lam-gi')}">${say('allowed.again')}</a></p>` }
  const codes = [...new Set(said.toSorted((a, b) => a.position - b.position).map(({ activity: code }) => code))]
  const up = standing.parent === null ? link('/duoc-lam-gi') : `${link('/duoc-lam-gi')}?o=${standing.parent}&ngay=${day}`
  return { title: say('allowed.title'), body: html`<p><strong>${standing.area}</strong>, ${formatDate(day)}. <a href="${up}">${say('allowed.elsewhere')}</a></p>
${level(ask, standing)}
${codes.length === 0 ? html`<p class="notice">${say('allowed.nothing')}</p>` : html`<ul class="allowed">${codes.map((code) => activity(ask, said.filter((each) => each.activity === code)))}</ul>`}
${asking(ask, { day, units, label: say('allowed.smaller') })}` }
}

/** What is allowed here today, by place and day: every word with its document. */
export const allowed: Page = {
  path: '/duoc-lam-gi',
  show: async (ask) => {
    const { o = '', ngay } = ask.query
    const now = today(ask.deps.clock)
    const begin = async (status: number, refused: Html): Promise<Answer> => ({ title: ask.say('allowed.title'), status, body: html`${refused}<p>${ask.say('allowed.lead')}</p>${asking(ask, { day: now, units: await loadAreasBelow(ask.deps.pool, null, now), label: ask.say('allowed.province') })}` })
    if (ngay !== undefined && ngay !== '' && !Day.safeParse(ngay).success) return begin(400, html`<p class="notice refused">${ask.say('allowed.wrongDay')}</p>`)
    if (!/^[1-9]\d{0,8}$/.test(o)) return begin(o === '' ? 200 : 400, html`${o !== '' && html`<p class="notice refused">${ask.say('allowed.noPlace')}</p>`}`)
    return told(ask, { area: Number(o), day: ngay || now })
  },
}
