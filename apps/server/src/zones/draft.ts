import type { DraftContent, DraftItem, ZoneDraftInput, ZoneMeasure } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { filled, word } from '#server/words/index.ts'
import { blankDraft, startWith } from '../drafts/index.ts'
import { loadBases } from '../isolation/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { changesOf, noteChanges, type Changes } from './adjust.ts'
import { dutiesOf, dutyWords, groundsOf, holdersOf } from './duties.ts'
import { fault, refuseBackwards, refuseRing, refusingInWords } from './faults.ts'
import { loadDecisions, loadDuties, loadExtents, loadMeasures, zoneOf, type ZoneRow } from './load.ts'
import { dropDecision, insertDecision, insertExtent } from './save.ts'

const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(`zone.paper.${key}`), values)
const line = (id: string, text: string, children: readonly string[] = []): DraftItem => ({
  id, kind: null, text, paragraphs: [], heading: false, task: null, noTask: true, source: null, children: children.map((words, n) => line(`${id}.${n}`, words)),
})
const ended = (text: string): string => `${text.trim().replace(/[\s.;:,]+$/u, '')}.`

type Parts = { zone: ZoneRow; input: ZoneDraftInput; measures: readonly ZoneMeasure[]; duties: readonly string[]; scope: string; before: string; changes: Changes }

/** Where a zone lies, in the words of a decision. */
async function scopeOf(tx: Tx, zone: ZoneRow): Promise<string> {
  const extent = (await loadExtents(tx, zone.id)).findLast(({ decisionId }) => decisionId === null)
  if (zone.boundary !== null) return zone.boundary
  if (extent?.shape === 'area') return extent.areas.map(({ name }) => name).join(', ')
  return extent?.shape === 'households' ? said('households', { n: extent.households.length, area: zone.area }) : said('polygon', { area: zone.area })
}

const named = ({ name }: ZoneRow): string => name.replace(/^Khu(?=\s)/u, 'khu')
const until = (day: string | null): string => (day === null ? said('open') : said('until', { day: formatDay(day) }))

const measureLine = ({ activityName, words, source }: Pick<ZoneMeasure, 'activityName' | 'words' | 'source'>): string => ended(`${activityName}: ${words.replace(/[.\s]+$/u, '')}${source === null ? '' : ` (${source})`}`)

/** The articles that end and add measures, and give the duties of what is added; their numbers are those that `articlesOf` says. */
function changeItems({ zone, input, changes: { ends, adds }, duties }: Parts): DraftItem[] {
  const from = formatDay(input.effectiveOn)
  return [
    ...(ends.length > 0 ? [line('e', said('ends', { zone: named(zone), from }), ends.map(measureLine))] : []),
    ...(adds.length > 0 ? [line('n', said('adds', { zone: named(zone), from }), adds.map(measureLine))] : []),
    ...(adds.length > 0 && duties.length > 0 ? [line('d', said('duties'), duties.map(ended))] : []),
  ]
}

const asBefore = ({ before }: Parts): DraftItem[] => [line('a2', said('unchanged', { before })), line('a3', said('effect'))]

const ITEMS: Record<ZoneDraftInput['kind'], (parts: Parts) => DraftItem[]> = {
  establish: ({ zone, input, measures, duties, scope }) => [
    line('a1', said('establish', { kind: word(`register.zone.code.kind.${zone.kind}`).toLocaleLowerCase('vi'), zone: named(zone), disease: zone.disease, from: formatDay(input.effectiveOn), until: until(zone.untilOn), scope: ended(scope) })),
    line('a2', said('measures'), measures.map(measureLine)),
    ...(duties.length > 0 ? [line('a3', said('duties'), duties.map(ended))] : []), line('a4', said('effect')),
  ],
  extend: (parts) => [line('a1', said('extend', { zone: named(parts.zone), before: parts.before, until: until(parts.input.untilOn) })), ...changeItems(parts), ...asBefore(parts)],
  narrow: (parts) => [line('a1', said('narrow', { zone: named(parts.zone), before: parts.before, from: formatDay(parts.input.effectiveOn), reason: ended(parts.input.reason ?? '') })), ...changeItems(parts), ...asBefore(parts)],
  adjust: (parts) => [...changeItems(parts), ...asBefore(parts)],
  lift: ({ zone, input, before }) => [line('a1', said('lift', { zone: named(zone), before, from: formatDay(input.effectiveOn) })), line('a2', said('liftDuties')), line('a3', said('effect'))],
}

async function contentOf(tx: Tx, who: Who, moment: Moment, zone: ZoneRow, input: ZoneDraftInput, changes: Changes): Promise<DraftContent> {
  const blank = await blankDraft(tx, 'quyet-dinh', moment.today)
  const first = (await loadDecisions(tx, zone.id)).find(({ kind, number }) => kind === 'establish' && number !== null)
  const before = first ? said('before', { number: first.number!, day: formatDay(first.issuedOn!) }) : ''
  const measures = await loadMeasures(tx, zone.id)
  const [whole, added] = [await dutiesOf(tx, zone, measures), await loadDuties(tx, zone, groundsOf(changes.adds.map((each) => ({ ...each, id: each.ruleId, fromOn: input.effectiveOn }))))]
  const duties = (input.kind === 'establish' ? whole : added).map((duty) => `${word(`zone.holder.${duty.holder}`)}: ${dutyWords(duty, zone)}`)
  const items = ITEMS[input.kind]({ zone, input, measures, duties, scope: await scopeOf(tx, zone), before, changes })
  const holders = await holdersOf(tx, zone, [...whole, ...added], moment.today)
  const grounds = [zone.grounds, input.reason].filter((each): each is string => each !== null && input.kind !== 'narrow')
  return {
    ...blank, authority: blank.issuer, abstract: said(`${input.kind}.abstract`, { zone: named(zone), disease: zone.disease }), numbering: 'article', items,
    preamble: [...await loadBases(tx, moment.today), ...grounds.map((each) => said('grounds', { grounds: ended(each).replace(/\.$/u, '') }))], recipients: [{ text: said('recipients', { n: items.length }), purpose: 'execute', bodyIds: holders.filter((id) => id !== who.bodyId) }],
  }
}

const FROM: Record<ZoneDraftInput['kind'], string> = { establish: 'proposed', extend: 'in_force', narrow: 'in_force', adjust: 'in_force', lift: 'in_force' }

function refuseUnready(zone: ZoneRow, { kind, effectiveOn, untilOn, extent }: ZoneDraftInput): void {
  if (zone.state !== FROM[kind]) throw new Problem('illegal-state', { detail: fault('state', { state: word(`register.zone.state.${zone.state}`).toLocaleLowerCase('vi') }) })
  refuseBackwards(effectiveOn, untilOn)
  if (kind === 'extend' && (untilOn === null || zone.untilOn === null || untilOn <= zone.untilOn)) throw new Problem('invalid-input', { detail: fault('no-longer'), fields: { untilOn: 'before-start' } })
  if (kind === 'narrow' && (extent === null || effectiveOn <= zone.fromOn)) throw new Problem('invalid-input', { detail: fault('no-narrower'), fields: { effectiveOn: 'before-start' } })
  if (kind === 'lift' && effectiveOn <= zone.fromOn) throw new Problem('invalid-input', { detail: fault('lifted-too-early', { from: formatDay(zone.fromOn) }), fields: { effectiveOn: 'before-start' } })
}

/** Begins the decision on a zone as a draft of the acting body, in official form; a repeat of the draft's id changes nothing. */
export async function draftDecision(tx: Tx, who: Who, moment: Moment, id: string, draftId: string, input: ZoneDraftInput): Promise<void> {
  const zone = await zoneOf(tx, id, moment.today)
  if ((await loadDecisions(tx, id)).some((each) => each.draftId === draftId)) return
  refuseUnready(zone, input)
  if (input.extent) await refuseRing(tx, input.extent)
  const changes = await changesOf(tx, zone, input)
  await startWith(tx, who, draftId, await contentOf(tx, who, moment, zone, input, changes))
  const decisionId = freshId(moment)
  await refusingInWords(async () => {
    await insertDecision(tx, { id: decisionId, zoneId: id, kind: input.kind, effectiveOn: input.effectiveOn, untilOn: input.untilOn, reason: input.reason, draftId, by: who.title })
    if (input.extent && input.kind === 'narrow') await insertExtent(tx, { id: freshId(moment), zoneId: id, decisionId, fromOn: input.effectiveOn, untilOn: input.untilOn ?? zone.untilOn }, input.extent)
    await noteChanges(tx, moment, zone, decisionId, input, changes)
  })
}

/** Gives up a decision that was not made; its draft stays with the office. */
export async function giveUp(tx: Tx, moment: Moment, id: string, decisionId: string): Promise<void> {
  await zoneOf(tx, id, moment.today)
  if (await dropDecision(tx, decisionId, moment.at) === 0) throw new Problem('illegal-state')
}
