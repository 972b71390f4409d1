import { typeRule } from '@phaodai/directives'
import { draftItems, draftParagraphs, isAsked, printedText, type DraftContent, type DraftFinding } from '@phaodai/office'
import { differencesIn } from './equal.ts'
import { triedDocument, type AdmittedText } from './reading.ts'

/** What a text is checked against. */
export interface Checked {
  content: DraftContent
  today: string
  /** Issuer code of the body, for the sign of the number. */
  code: string
  /** The text as the engine reads it; null when it must not be read (a secrecy mark). */
  reading: AdmittedText | null
  /** Leads that stay unknown of an item's own words, by item label. */
  unknownLeads: readonly { label: string; written: string }[]
}

const stop = (code: string, values: Record<string, string> = {}, at: string | null = null): DraftFinding => ({ code, stops: true, values, at })
const note = (code: string, values: Record<string, string> = {}, at: string | null = null): DraftFinding => ({ code, stops: false, values, at })

function head(content: DraftContent): DraftFinding[] {
  const { signature, abstract, addressees, docType, items, preamble } = content
  const form = typeRule(docType).form
  return [
    ...(signature?.name ? [] : [stop('no-signer')]),
    ...(abstract.trim() === '' ? [stop('no-abstract')] : []),
    ...(form !== 'named' && addressees.length === 0 ? [stop('no-addressees')] : []),
    ...(items.length === 0 && preamble.length === 0 ? [stop('no-text')] : []),
    ...draftParagraphs(content).filter(({ text }) => /…|\.\.\./u.test(text)).map(({ key, text }) => stop('blank-left', { text: text.slice(0, 60) }, key)),
  ]
}

function deadlines({ content, today }: Checked): DraftFinding[] {
  return draftItems(content.items).flatMap(({ item, above }) => {
    const due = item.task?.deadline ?? null
    if (due === null) return []
    const source = item.source?.deadline ?? above.map(each => each.source?.deadline ?? null).findLast(day => day !== null) ?? null
    return [
      ...(due < today ? [stop('deadline-past', { deadline: due }, item.id)] : []),
      ...(source !== null && due > source ? [note('deadline-after-superior', { deadline: due, superior: source }, item.id)] : []),
    ]
  })
}

const ORDERS = /(?:^|\s)(?:yêu cầu|chỉ đạo|giao)\s/iu

/** The Front is asked, not ordered. */
function tones(content: DraftContent): DraftFinding[] {
  const items = draftItems(content.items).filter(({ item }) => item.task === null && isAsked(item.text.slice(0, 120)) && (ORDERS.test(item.text.slice(0, 40)) || !/đề nghị/iu.test(item.text)))
  const asked = content.addressees.some(({ written }) => isAsked(written)) && content.preamble.some(text => /yêu cầu/iu.test(text) && !/đề nghị/iu.test(text))
  return [...items.map(({ item }) => note('front-ordered', { text: item.text.slice(0, 60) }, item.id)), ...(asked ? [note('front-ordered-preamble', {}, 'preamble.0')] : [])]
}

/** Kính gửi names whoever gets a task, and nobody else (domain: rules of a Party task letter). */
function recipients(content: DraftContent): DraftFinding[] {
  const reached = new Set([...content.addressees, ...content.recipients].flatMap(({ bodyIds }) => bodyIds))
  const tasks = draftItems(content.items).flatMap(({ item }) => (item.task ? [{ id: item.id, leads: item.task.leads }] : []))
  const busy = new Set(tasks.flatMap(({ leads }) => leads.flatMap(({ bodyIds }) => bodyIds)))
  const missing = tasks.flatMap(({ id, leads }) => leads.filter(({ bodyIds }) => bodyIds.some(body => !reached.has(body))).map(({ written }) => note('lead-not-addressed', { body: written }, id)))
  const idle = busy.size === 0 ? [] : content.addressees.filter(({ bodyIds }) => bodyIds.length > 0 && !bodyIds.some(body => busy.has(body))).map(({ written }) => note('addressed-without-task', { body: written }))
  const unknown = tasks.flatMap(({ id, leads }) => leads.filter(({ bodyIds }) => bodyIds.length === 0).map(({ written }) => stop('lead-unknown', { body: written }, id)))
  return [...missing, ...idle, ...unknown, ...content.addressees.filter(({ bodyIds }) => bodyIds.length === 0).map(({ written }) => note('addressee-unknown', { body: written }))]
}

function readBack({ content, code, today, reading, unknownLeads }: Checked): DraftFinding[] {
  if (reading === null) return [stop('secret')]
  const doc = triedDocument(content, code, today)
  const open = unknownLeads.map(({ label, written }) => stop('task-for-unknown', { item: label, body: written }, null))
  return [...differencesIn(doc, reading.reading).map(item => stop('reads-differently', { item })), ...open]
}

/** Everything to look at before a text goes to the signature, what stops it first. */
export function findingsOf(checked: Checked): DraftFinding[] {
  const { content } = checked
  const empty = draftItems(content.items).filter(({ item }) => printedText(item).trim() === '').map(({ item }) => stop('empty-item', {}, item.id))
  const found = [...head(content), ...empty, ...deadlines(checked), ...tones(content), ...recipients(content)]
  const all = found.some(({ code }) => code === 'blank-left' || code === 'empty-item') ? found : [...found, ...readBack(checked)]
  return [...all.filter(({ stops }) => stops), ...all.filter(({ stops }) => !stops)]
}
