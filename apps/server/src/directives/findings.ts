import type { DirectiveReading } from '@phaodai/directives'
import { daysBetween, parseDay } from '@phaodai/vocabulary'

/** Something the clerk should look at; `code` has its words in the text files. */
export interface Finding { code: string; values: Record<string, string> }

interface Checked {
  number: string | null
  issuedOn: string | null
  text: string
  reading: Pick<DirectiveReading, 'references' | 'items'>
  orders: readonly { itemLabel: string | null; deadline: string | null; deadlineKind: string; deadlinePrinted: string | null; dropped: boolean }[]
  declaredNotSecret: boolean
  recipients: number
}

/** Days of office_setting that decide. */
export interface FindingRules { citedEventDays: number }

const EVENT_DAY = /ngày\s+\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}/giu
const MEETING = /hội\s+nghị|họp|làm\s+việc|giao\s+ban/iu

/** A conference "just held" long before the letter: usually a slip of the pen in the month (domain trap 8); never altered. */
function oldEvents({ text, issuedOn, reading }: Checked, days: number): Finding[] {
  if (issuedOn === null) return []
  const preamble = text.slice(0, reading.items[0]?.text.span.start ?? text.length)
  const cited = (at: number): boolean => reading.references.some(({ span }) => at >= span.start && at < span.end)
  return [...preamble.matchAll(EVENT_DAY)].flatMap((match) => {
    const day = parseDay(match[0].replace(/\s*([/-])\s*/g, '$1').replace(/\s+/g, ' '))
    const around = text.slice(match.index, match.index + 160)
    if (day === null || cited(match.index) || !MEETING.test(around) || daysBetween(day, issuedOn) <= days) return []
    return [{ code: 'cited-event-early', values: { day, days: String(daysBetween(day, issuedOn)) } }]
  })
}

function header({ number, issuedOn, declaredNotSecret, recipients }: Checked): Finding[] {
  return [
    ...(number === null ? [{ code: 'no-number', values: {} }] : /^\d/.test(number) ? [] : [{ code: 'blank-number', values: { number } }]),
    ...(issuedOn === null ? [{ code: 'no-date', values: {} }] : []),
    ...(recipients === 0 ? [{ code: 'no-recipients', values: {} }] : []),
    ...(declaredNotSecret ? [] : [{ code: 'secrecy-undeclared', values: {} }]),
  ]
}

/** What the review shows above the document. Days are YYYY-MM-DD. */
export function findingsOf(checked: Checked, rules: FindingRules, today: string): Finding[] {
  const orders = checked.orders.filter(order => !order.dropped)
  const past = orders.filter(order => order.deadline !== null && order.deadline < today)
  const unread = orders.filter(order => order.deadlineKind === 'date' && order.deadline === null)
  return [
    ...header(checked), ...oldEvents(checked, rules.citedEventDays),
    ...past.map(order => ({ code: 'deadline-past', values: { item: order.itemLabel ?? '', deadline: order.deadline ?? '' } })),
    ...unread.map(order => ({ code: 'deadline-unread', values: { item: order.itemLabel ?? '', printed: order.deadlinePrinted ?? '' } })),
  ]
}
