import { numberText, readDirective, written, type IssuerHead, type WrittenDocument, type WrittenItem } from '@phaodai/directives'
import { printedDay, type DraftContent, type DraftItem, type PrintedBody } from '@phaodai/office'
import type { MeetingDetail } from '@phaodai/office/meeting.ts'
import { lowerFirst, namedTogether, placesOf, printedMoment, spokenOf } from './words.ts'

/** What the papers of a meeting are made of: the empty sheet of its host, and names as documents print them. */
export interface PaperParts {
  meeting: MeetingDetail
  blank: DraftContent
  /** Bodies at bridges or invited, the host aside. */
  parties: readonly number[]
  names: ReadonlyMap<number, string>
  groups: readonly PrintedBody[]
  /** "đồng chí A, Chủ tịch UBND huyện" */
  chair: string
}

const line = (id: string, text: string, children: readonly string[] = []): DraftItem => ({
  id, kind: null, text, paragraphs: [], heading: false, task: null, noTask: true, source: null, children: children.map((words, n) => ({ ...line(`${id}.${n}`, words), kind: 'dash' })),
})
const ended = (text: string): string => `${text.trim().replace(/[\s.;:,]+$/u, '')}.`

/** The official giấy mời: to whom, when, where, who chairs, who is to come, what about. It gives nobody a task. */
export function invitationOf({ meeting, blank, parties, names, groups, chair }: PaperParts): DraftContent {
  const places = placesOf(meeting)
  const guests = meeting.bridges.flatMap(({ invitees }) => invitees.map(({ body, words }) => `${words}, ${body.name}`))
  const invited = namedTogether(parties, names, groups)
  return {
    ...blank, abstract: lowerFirst(meeting.title), urgency: meeting.urgent ? 'khan' : blank.urgency, addressees: invited,
    preamble: [`${blank.issuer} trân trọng kính mời dự ${spokenOf(meeting.title)} như sau:`],
    items: [
      line('time', `Thời gian: ${printedMoment(meeting.startsAt)}.`), line('place', `Địa điểm: ${places.text}`, places.bridges), line('chair', `Chủ trì: ${ended(chair)}`),
      ...(guests.length > 0 && guests.length <= 40 ? [line('guests', 'Thành phần:', guests.map(ended))] : []),
      ...(meeting.agenda.length > 0 ? [line('agenda', 'Nội dung:', meeting.agenda.map(ended))] : []),
    ],
    closing: ['Đề nghị các đồng chí sắp xếp công việc, dự họp đúng thành phần và thời gian./.'],
    recipients: [{ text: 'Như trên', purpose: 'execute', bodyIds: [] }],
  }
}

/** Conclusions as the secretary wrote them, in the tree that the engine of directives reads; a text without marks, a line an item. */
export function conclusionItems(text: string): DraftItem[] {
  const { items } = readDirective(text)
  if (items.length === 0) return text.split('\n').map((each) => each.trim()).filter(Boolean).map((words, n) => ({ ...line(`k${n}`, words), noTask: false }))
  const below = (parent: string | null): DraftItem[] => items.filter((item) => item.parent === parent).map((item) => ({
    ...line(`k${item.label}`, item.text.value.replace(/\s+/gu, ' ').trim()), noTask: false, kind: item.mark.startsWith('-') ? 'dash' as const : item.mark.startsWith('+') ? 'plus' as const : null, children: below(item.label),
  }))
  return below(null)
}

/** Bodies that a text of conclusions speaks to, as it names them. */
export function namedLeads(text: string): string[] {
  return [...new Set(readDirective(text).tasks.flatMap(({ lead }) => lead.map(({ value }) => value.replace(/\s+/gu, ' ').trim())))]
}

/** The notice of conclusions as a draft of the host, in the form of a thông báo; `leads` are bodies that get tasks without having been invited. */
export function conclusionsOf({ meeting, blank, parties, names, groups, chair }: PaperParts, text: string, leads: readonly number[]): DraftContent {
  const to = namedTogether([...new Set([...parties, ...leads])], names, groups)
  return {
    ...blank, abstract: `kết luận của ${meeting.chairTitle} tại ${spokenOf(meeting.title)}`, addressees: [],
    preamble: [
      `Ngày ${printedDay(meeting.day)}, tại ${meeting.place}, ${chair} chủ trì ${spokenOf(meeting.title)}. Tham dự có đại biểu ${meeting.bridges.length > 1 ? `tại ${meeting.bridges.length} điểm cầu` : 'các cơ quan, đơn vị được mời'}.`,
      `Sau khi nghe báo cáo và các ý kiến thảo luận, ${meeting.chairTitle} kết luận như sau:`,
    ],
    items: conclusionItems(text), closing: [`${blank.issuer} thông báo để các cơ quan, đơn vị, địa phương biết, tổ chức thực hiện./.`],
    recipients: to.map(({ written: name, bodyIds }) => ({ text: name, purpose: 'execute', bodyIds })),
  }
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

/** Parts under "I.", "II." … where they are numbered in order; else null, and the text stays line by line. */
function partsOf(lines: readonly string[]): { head: string[]; parts: WrittenItem[] } | null {
  const starts = lines.flatMap((each, n) => (/^[IVX]+\.\s/u.test(each) ? [n] : []))
  if (starts.length === 0 || starts.some((at, n) => !lines[at]!.startsWith(`${ROMAN[n] ?? '?'}. `))) return null
  const parts = starts.map((at, n) => ({ kind: 'roman' as const, text: lines[at]!.replace(/^[IVX]+\.\s+/u, ''), heading: true, paragraphs: lines.slice(at + 1, starts[n + 1]), children: [] }))
  return { head: lines.slice(0, starts[0]), parts }
}

/** The minutes as a paper under their host's head, with both signatures; DỰ THẢO until both are there. */
export function minutesPaper(meeting: Pick<MeetingDetail, 'title' | 'day'>, { system, superior, issuer, place, code }: IssuerHead, { text, secretaryName, chairName }: { text: string; secretaryName: string | null; chairName: string | null }): WrittenDocument {
  const lines = text.split('\n').map((each) => each.trim()).filter(Boolean)
  const parted = partsOf(lines)
  const signed = (title: string, name: string | null): NonNullable<WrittenDocument['signature']> => ({ capacity: [{ mark: null, text: title }], name })
  return written({
    system, docType: 'bien-ban', superior, issuer, place, number: numberText({ system, type: 'bien-ban', serial: null, issuerCode: code }), date: meeting.day, abstract: meeting.title,
    preamble: parted?.head ?? lines, items: parted?.parts ?? [], draft: chairName === null, counterSignature: signed('Thư ký', secretaryName), signature: signed('Chủ trì', chairName),
  })
}
