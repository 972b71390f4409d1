import type { DirectiveReading, Found, Reading, Span, Task as ReadTask } from '@phaodai/directives'
import { numberKeyOf, type DeliveryPurpose, type OrderFields, type ResolveBody } from '@phaodai/office'
import { searchKey } from '@phaodai/vocabulary'
import { kept, namesOf, oneLine, type KeptName } from './names.ts'

export { numberKeyOf, type KeptName }

/** Somebody to whom the document is addressed. */
export interface KeptRecipient { written: string; span: Span; purpose: DeliveryPurpose; named: KeptName }
/** An order as the engine's reading gives it, before anybody corrected it. */
export type DraftOrder = Omit<OrderFields, 'leads' | 'coordinates' | 'doers'> & { leads: KeptName[]; coordinates: KeptName[]; doers: KeptName[]; confidence: number }

/** Header values in the names of the columns. */
export interface Header {
  docType: string; system: string; number: string | null; numberKey: string | null; issuerText: string | null; place: string | null; issuedOn: string | null
  abstract: string | null; urgency: string | null; disease: string | null; signerCapacity: string | null; signerName: string | null
}

/** What a directive is found by. */
export function directiveKey(header: Pick<Header, 'number' | 'abstract' | 'issuerText'>, text: string): string {
  return searchKey([header.number, header.abstract, header.issuerText, text.slice(0, 2000)].filter(Boolean).join(' '))
}

const lineOf = (reading: Reading<string>): string | null => (reading.value === null ? null : oneLine(reading.value) || null)

/** The header's columns; type "other" and the chain of the office where the text shows none. */
export function headerOf(reading: DirectiveReading, system: 'party' | 'state'): Header {
  const number = lineOf(reading.number)
  return {
    docType: reading.docType.value ?? 'other', system: reading.system.value ?? system, number, numberKey: numberKeyOf(number), issuerText: lineOf(reading.issuer),
    place: lineOf(reading.place), issuedOn: reading.date.value, abstract: lineOf(reading.abstract), urgency: reading.urgency.value, disease: lineOf(reading.disease),
    signerCapacity: lineOf(reading.signature.capacity), signerName: lineOf(reading.signature.name),
  }
}

function spanOf(found: { span: Span }): Span {
  return { start: found.span.start, end: found.span.end }
}

/** Where each header value stands in the text. */
export function headerSpans(reading: DirectiveReading): Record<string, Span> {
  const { docType, number, issuer, place, date, abstract, urgency, signature, disease } = reading
  const values: Record<string, Reading<string>> = { docType, number, issuerText: issuer, place, issuedOn: date, abstract, urgency, disease, signerCapacity: signature.capacity, signerName: signature.name }
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => ('span' in value ? [[key, spanOf(value)]] : [])))
}

function recipient(found: Found<string>, purpose: DeliveryPurpose, resolve: ResolveBody): KeptRecipient {
  const written = oneLine(found.value)
  return { written, span: spanOf(found), purpose, named: purpose === 'file' ? { written, bodyIds: null, candidates: [], rule: 'file', confidence: 1 } : kept(resolve(written)) }
}

/** "Kính gửi" carries out; "(để báo cáo)" and the rest of "Nơi nhận" read only; "Lưu" is the issuer's own file. */
export function recipientsOf(reading: DirectiveReading, resolve: ResolveBody): KeptRecipient[] {
  const addressed = new Set(reading.recipients.map(found => found.span.start))
  const others = reading.distribution.filter(line => !line.asAddressed && !addressed.has(line.text.span.start))
  return [
    ...reading.recipients.map(found => recipient(found, 'execute', resolve)),
    ...others.map(line => recipient(line.text, line.toFile ? 'file' : line.toReport ? 'report' : 'inform', resolve)),
  ]
}

/** Numbers of the bodies that are to carry the document out. */
export function obligedBy(recipients: readonly KeptRecipient[]): number[] {
  return [...new Set(recipients.filter(each => each.purpose === 'execute').flatMap(each => each.named.bodyIds ?? []))]
}

function leadsOf(task: ReadTask, text: string, resolve: ResolveBody, recipients: readonly number[]): KeptName[] {
  return task.lead.length > 0 ? namesOf(task.lead, text, resolve, recipients) : [kept(resolve('*recipients*', recipients))]
}

function order(task: ReadTask, n: number, text: string, resolve: ResolveBody, recipients: readonly number[]): DraftOrder {
  const { deadline } = task
  return {
    itemLabel: task.item, position: n + 1, text: oneLine(task.text.value), span: spanOf(task.text), leads: leadsOf(task, text, resolve, recipients),
    coordinates: namesOf(task.coordinate, text, resolve, recipients), doers: namesOf(task.doer, text, resolve, recipients),
    monitorId: null, authorityId: null, areaId: null, nature: task.nature, deadlineKind: deadline.kind, deadline: deadline.kind === 'date' ? deadline.date : null,
    deadlinePrinted: deadline.phrase && oneLine(deadline.phrase.value), deadlineSpan: deadline.phrase && spanOf(deadline.phrase), deadlineSource: deadline.kind === 'date' && deadline.date ? 'document' : null,
    recurring: task.recurring.value, reportTo: task.reports ? lineOf(task.reportTo) : null, topics: [...task.topics], dropped: false, confidence: task.confidence,
  }
}

/** The orders of a reading, bodies resolved as far as they can be. */
export function ordersOf(text: string, reading: DirectiveReading, resolve: ResolveBody, recipients: readonly number[]): DraftOrder[] {
  return reading.tasks.map((task, n) => order(task, n, text, resolve, recipients))
}
