import { typeRule, type WrittenType } from '@phaodai/directives'
import { printedDay, type DraftContent, type DraftItem, type PrintedBody } from '@phaodai/office'
import { addDays, isWorkingDay, type WorkingCalendar } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findDirective, loadOrders } from '../directives/index.ts'
import { calendarAround, loadOwnTasks, loadRuleNumber } from './load.ts'
import { findItems } from './items.queries.ts'

/** What a superior's document asks of the acting body; no task while the document came on paper and gives none here. */
type OwnTask = Pick<Awaited<ReturnType<typeof loadOwnTasks>>[number], 'itemLabel' | 'role' | 'text' | 'deadline'> & { id: string | null }
type Directive = NonNullable<Awaited<ReturnType<typeof findDirective>>>

const TYPES: Record<string, WrittenType> = {
  'cong-van': 'cong-van', 'chi-thi': 'chi-thi', 'ke-hoach': 'ke-hoach', 'quyet-dinh': 'quyet-dinh', 'thong-bao': 'thong-bao', 'ket-luan': 'ket-luan', 'cong-dien': 'cong-dien', 'nghi-quyet': 'nghi-quyet', 'huong-dan': 'huong-dan',
}

/** A document as it is cited first, in full: type, number, date, issuer, subject. */
export function citationOf({ docType, number, issuedOn, issuerText, issuer, abstract, system }: Pick<Directive, 'docType' | 'number' | 'issuedOn' | 'issuerText' | 'issuer' | 'abstract' | 'system'>): string {
  const type = TYPES[docType] ? typeRule(TYPES[docType]).name : 'Văn bản'
  const subject = abstract?.replace(/^(?:v\/v|về việc|về)\s+/iu, '').replace(/[.;\s]+$/u, '')
  const day = issuedOn && (system === 'party' ? `, ngày ${printedDay(issuedOn)}` : ` ngày ${printedDay(issuedOn)}`)
  const by = formal(issuer?.name ?? sentenceCase(issuerText))
  return [`${type}${number ? ` số ${number}` : ''}${day ?? ''}`, by ? `của ${by}` : null, subject ? `về ${subject}` : null].filter(Boolean).join(' ')
}

/** A body's name in full, as documents print it. */
function formal(name: string | null): string | null {
  return name && name.replace(/^UBND(?=\s)/u, 'Ủy ban nhân dân')
}

function sentenceCase(name: string | null): string | null {
  if (name === null || name !== name.toUpperCase()) return name
  return name.toLowerCase().replace(/^\p{Ll}/u, first => first.toUpperCase())
}

const DUE = /[,;]?\s*(?:(?:hoàn thành|xong|báo cáo[^,;.]{0,60})\s+)?(?:trước|chậm nhất(?: là)?|đến hết)\s+(?:\d{1,2} giờ(?: \d{1,2})?\s+)?(?:ngày\s+)?\d{1,2}\s*[/-]\s*\d{1,2}(?:\s*[/-]\s*\d{4})?/giu
const OURSELVES = /^(?:[-+*]\s*)?(?:(?:yêu cầu|đề nghị|giao)\s+)?(?:(?:UBND|Ủy ban nhân dân|cấp ủy,? chính quyền|chính quyền|Huyện ủy|Ban Thường vụ (?:các )?(?:huyện|thành|thị|quận) ủy|Đảng ủy|các (?:địa phương|đơn vị)|các huyện ủy, thành ủy)[^:;.]{0,60}?)(?:\s*[:,]\s*|\s+(?=(?:chủ trì|chỉ đạo|chủ động|phối hợp|tổ chức|tập trung|tăng cường|rà soát|triển khai|khẩn trương|xây dựng|kiểm tra|báo cáo|đôn đốc|thực hiện|chịu trách nhiệm|có trách nhiệm|phải|tiếp tục|quán triệt)))/iu
const LEADING = /^(?:có trách nhiệm\s+)?(?:chủ trì,?\s*)?(?:phối hợp (?:chặt chẽ )?với [^,;.]{3,120}?[,;]?\s+(?=(?:rà soát|tổ chức|kiểm tra|xây dựng|triển khai|báo cáo|thực hiện)))?(?:chỉ đạo(?: các (?:xã, thị trấn|xã, phường|cơ quan, đơn vị|đơn vị|ngành|địa phương)[^,;.]{0,40}?)?\s+(?=(?:rà soát|tổ chức|kiểm tra|xây dựng|triển khai|báo cáo|thực hiện|tăng cường|tập trung|quản lý|thành lập|tuyên truyền)))?/iu

/** The words of an item as one passes them on: without the names of those it was said to, and without the superior's deadline. */
export function adapted(text: string): string {
  const bare = text.replace(/\s+/gu, ' ').trim().replace(OURSELVES, '').replace(LEADING, '').replace(DUE, '').replace(/[\s,;:.]+$/u, '').trim()
  const words = bare.length < 10 ? text.replace(DUE, '').replace(/[\s,;:.]+$/u, '').trim() : bare
  return words.replace(/^\p{Ll}/u, first => first.toUpperCase())
}

/** The working day that lies so many days before a superior's deadline; none when that has passed by then. */
export function earlierDay(deadline: string, ahead: number, today: string, calendar: WorkingCalendar): string | null {
  let day = addDays(deadline, -ahead)
  while (!isWorkingDay(calendar, day) && day > today) day = addDays(day, -1)
  return day > today ? day : null
}

export interface SourceItem { label: string; parentLabel: string | null; text: string; ours: boolean; deadline: string | null }

/** What a document that the office took in itself orders its own body to do, as the clerk reviewed it. */
async function ordersToUs(tx: Tx, { id, direction, ownerId }: Directive): Promise<OwnTask[]> {
  if (direction !== 'incoming') return []
  const orders = (await loadOrders(tx, id)).filter(order => !order.dropped) // the owner alone sees them
  const names = (order: (typeof orders)[number], role: 'leads' | 'coordinates'): boolean => order[role].some(({ bodyIds }) => bodyIds?.includes(ownerId))
  return orders.filter(order => names(order, 'leads') || names(order, 'coordinates'))
    .map(order => ({ id: null, itemLabel: order.itemLabel, role: names(order, 'leads') ? 'lead' : 'coordinate', text: order.text, deadline: order.deadline }))
}

/** A superior's document and its items; `ours` are those that the acting body got a task to lead from, or is ordered to lead. */
export async function sourceOf(tx: Tx, directiveId: string, today: string): Promise<{ directive: Directive; items: SourceItem[]; tasks: OwnTask[] }> {
  const directive = await findDirective(tx, directiveId, today)
  if (!directive) throw new Problem('not-found')
  const given = await loadOwnTasks(tx, directiveId)
  const tasks = given.length > 0 ? given : await ordersToUs(tx, directive)
  const items = (await findItems(tx, directiveId)).map(({ label, parentLabel, start, end }) => {
    const own = tasks.filter(task => task.itemLabel === label)
    return { label, parentLabel, text: directive.text.slice(start, end).trim(), ours: own.some(task => task.role === 'lead'), deadline: own.map(task => task.deadline).find(day => day !== null) ?? null }
  })
  return { directive, items, tasks }
}

interface Passing { lead: PrintedBody | undefined; ahead: number; today: string; calendar: WorkingCalendar }

function passedOn(item: SourceItem, task: Pick<OwnTask, 'id' | 'text' | 'deadline'> | undefined, n: number, { lead, ahead, today, calendar }: Passing): DraftItem {
  const deadline = task?.deadline ?? item.deadline
  return {
    id: `s${n}`, kind: null, text: adapted(task?.text ?? item.text), paragraphs: [], heading: false, noTask: false, children: [],
    task: { leads: lead ? [lead] : [], coordinates: [], deadline: deadline === null ? null : earlierDay(deadline, ahead, today, calendar) },
    source: { label: item.label, taskId: task?.id ?? null, deadline },
  }
}

/** A text that passes chosen items of a superior's document on to those below, by deadlines before the superior's. */
export async function concretised(tx: Tx, blank: DraftContent, directiveId: string, labels: readonly string[] | null, groups: readonly PrintedBody[], today: string): Promise<DraftContent> {
  const { directive, items, tasks } = await sourceOf(tx, directiveId, today)
  const chosen = items.filter(item => (labels ? labels.includes(item.label) : item.ours))
  const ahead = await loadRuleNumber(tx, 'concretise-ahead-days', today)
  const lead = groups[0]
  const passing = chosen.flatMap((item): { item: SourceItem; task: OwnTask | undefined }[] => {
    const own = tasks.filter(task => task.itemLabel === item.label)
    return own.length > 0 ? own.map(task => ({ item, task })) : [{ item, task: undefined }]
  })
  const passed = await Promise.all(passing.map(async ({ item, task }, n) => passedOn(item, task, n + 1, { lead, ahead, today, calendar: await calendarAround(tx, task?.deadline ?? item.deadline ?? today) })))
  const citation = citationOf(directive)
  const cited = citation.replace(/ về .*$/su, '')
  return {
    ...blank, abstract: `triển khai thực hiện ${cited}`, addressees: lead ? [lead] : [], urgency: directive.urgency as DraftContent['urgency'],
    preamble: [`Thực hiện ${citation}, ${blank.issuer} yêu cầu ${lead ? lead.written : 'các cơ quan, đơn vị, địa phương'} tập trung thực hiện các nhiệm vụ sau:`],
    items: passed, closing: [closingOf(blank)],
    recipients: [...(directive.issuer ? [{ text: formal(directive.issuer.name)!, purpose: 'report' as const, bodyIds: [directive.issuer.id] }] : []), ...blank.recipients],
  }
}

function closingOf({ docType, issuer }: DraftContent): string {
  return `Nhận được ${typeRule(docType).name} này, yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện và báo cáo kết quả về ${issuer}./.`
}
