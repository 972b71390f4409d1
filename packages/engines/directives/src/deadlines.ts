import { dayOf, lastDayOfMonth, lastDayOfQuarter } from '@phaodai/vocabulary'
import { allMatches } from './matching.ts'
import type { Deadline, Reading, Recurrence } from './reading.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, found, indexFrom, quoted, type Strand } from './strand.ts'

/** What the document itself fixes: its year for days printed without one, and its day. */
export interface Calendar { year: number | null; date: string | null }

interface PrintedDate { start: number; end: number; resolve: (year: number | null) => string | null; hasYear: boolean; span: 'day' | 'month' }

const DAY = /(?:ngày\s+)?(?<![\d/.,-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2})(?!\d)/giu
const LONG_DAY = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,?\s*năm\s+((?:19|20)\d{2}))?/giu
const SHORT_DAY = /(?:ngày\s+)?(?<![\d/.,-])(\d{1,2})\/(\d{1,2})(?![\d/%]|\s?(?:người|giờ|số|xã|huyện|trường))/giu
const MONTH = /(?<!\d\s)tháng\s+(\d{1,2})(?!\s?[-/.]\s?\d{1,2}\s?[-/.])(?:\s*(?:\/|-|năm\s)\s*((?:19|20)\d{2}))?(?![\d/])/giu
const QUARTER = /quý\s+(IV|I{1,3}|[1-4])(?!\p{L})(?:\s*(?:\/|-|năm\s)\s*((?:19|20)\d{2}))?/giu

/** What every printed day, month or quarter has in it: most sentences are not looked at further. */
const MAY_DATE = /\d\s?[/.-]\s?\d|tháng\s+\d|quý\s+[IV\d]/iu

/** Every day, month or quarter a text prints, in printing order, none inside another. */
function printedDates(text: string): PrintedDate[] {
  if (!MAY_DATE.test(text)) return NO_DATES
  const all: PrintedDate[] = []
  const months = /tháng/iu.test(text)
  addDates(all, text, DAY, match => year => dayOf(Number(match[4] ?? year), Number(match[3]), Number(match[1])), 4, 'day')
  if (months) addDates(all, text, LONG_DAY, match => year => dayOf(Number(match[3] ?? year), Number(match[2]), Number(match[1])), 3, 'day')
  if (text.includes('/')) addDates(all, text, SHORT_DAY, match => year => dayOf(Number(year), Number(match[2]), Number(match[1])), 9, 'day')
  if (/quý/iu.test(text)) addDates(all, text, QUARTER, match => year => lastDayOfQuarter(Number(match[2] ?? year), quarterOf(match[1]!)), 2, 'month')
  if (months) addDates(all, text, MONTH, match => year => lastDayOfMonth(Number(match[2] ?? year), Number(match[1])), 2, 'month')
  if (all.length < 2) return all
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  return all.filter((date, index) => all.slice(Math.max(0, index - 4), index).every(other => other.end <= date.start))
}

const NO_DATES: PrintedDate[] = []

type Resolver = (match: RegExpExecArray) => (year: number | null) => string | null

function addDates(all: PrintedDate[], text: string, shape: RegExp, resolver: Resolver, yearGroup: number, span: 'day' | 'month'): void {
  for (const match of allMatches(shape, text)) {
    all.push({
      start: match.index, end: match.index + match[0].length, hasYear: match[yearGroup] !== undefined, span,
      resolve: year => (year === null && match[yearGroup] === undefined ? null : resolver(match)(year)),
    })
  }
}

function quarterOf(printed: string): number {
  return { I: 1, II: 2, III: 3, IV: 4 }[printed.toUpperCase()] ?? Number(printed)
}

const CLOCK = String.raw`(?:\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}(?:\s?phút)?|\d{1,2}:\d{2})`
const FIRM = new RegExp(String.raw`(?<!\p{L})(?:trước|chậm nhất|muộn nhất|không (?:quá|muộn hơn|chậm quá)|hạn cuối|hạn chót|thời hạn|hạn)(?:[\s,:]+(?:là|đến|vào|trong|hết|trước|lúc|cuối|thời điểm|ngày|báo cáo|gửi|hoàn thành|nộp|${CLOCK}))*[\s,:]*$`, 'iu')
const WITHIN = new RegExp(String.raw`(?<!\p{L})(?:(?:ngay\s+)?trong|vào)(?:[\s,]+(?:ngày|cuối|sáng|chiều|hết|lúc|thứ\s\p{L}+|${CLOCK}))*[\s,(]*$`, 'iu')
const DONE = /(?:hoàn thành|hoàn tất|xong|kết thúc|hoàn thiện)(?:\s+(?:xong|toàn bộ|dứt điểm|việc này|đợt \d+|các nội dung này|mũi \d|trong|vào|đến|hết|là|chậm nhất|trước|ngày))*[\s,:(]*$/iu
const UNTIL = new RegExp(String.raw`(?<!\p{L})(?:đến|tới)(?:\s+(?:hết|cuối|ngày|${CLOCK}))*\s*$`, 'iu')
const DONE_AFTER = /^[\s,]*(?:\p{L}+[\s,]+){0,3}(?:hoàn thành|hoàn tất|xong|phải (?:đạt|có))/iu
const PAST_BEFORE = /(?:^|\s)(?:đã|vốn)\s[^,;]{0,40}$/iu
const EVENT_BEFORE = /(?:từ|kể từ|bắt đầu|sau|dịp|lễ|kỳ nghỉ|họp)(?:\s+(?:\d{1,2} giờ|ngày|tháng|lễ))*\s*$/iu
const RECURS_AFTER = /^[\s,]*(?:hằng|hàng|mỗi|của (?:tháng|năm|quý))/iu

/** Whether the printed date limits the task: what stands before and after it decides. */
function limits(text: string, date: PrintedDate, phraseStart: { at: number }): boolean {
  const before = text.slice(Math.max(0, date.start - 90), date.start)
  const after = text.slice(date.end, date.end + 50)
  if (RECURS_AFTER.test(after)) return false
  const firm = FIRM.exec(before)
  if (firm) {
    phraseStart.at = date.start - before.length + firm.index
    return !PAST_BEFORE.test(before.slice(0, firm.index))
  }
  if (EVENT_BEFORE.test(before)) return false
  const done = DONE.exec(before) ?? (UNTIL.test(before) && DONE_AFTER.test(after) ? UNTIL.exec(before) : null)
  if (done) {
    phraseStart.at = date.start - before.length + done.index
    return true
  }
  const within = WITHIN.exec(before)
  if (!within || date.span === 'day' && /trong[\s,(]*$/iu.test(within[0]) && !/^ngày/iu.test(text.slice(date.start, date.end))) return false
  phraseStart.at = date.start - before.length + within.index
  return !PAST_BEFORE.test(before.slice(0, within.index)) && !/(?:số|tại|theo)\s[^,;]{0,30}$/iu.test(before.slice(0, within.index).slice(-12))
}

/**
 * The last day a clause allows (the later of several), or why there is none. A day before the document
 * itself limits nothing: it tells of something past ("người nhập cảnh trước ngày …").
 */
export function dateLimit(strand: Strand, calendar: Calendar, cell = false): { date: string | null; phrase: Strand; reason: string | null } | null {
  if (!/\d|[Qq]uý/.test(strand.text)) return null
  let best: { date: string | null; phrase: Strand; reason: string | null } | null = null
  for (const date of printedDates(strand.text)) {
    const phraseStart = { at: date.start }
    if (!limits(strand.text, date, phraseStart) && !(cell && !/(?:từ|kể từ)(?:\s+(?:ngày|tháng))?\s*$/iu.test(strand.text.slice(Math.max(0, date.start - 20), date.start)))) continue
    const resolved = resolve(strand, date, phraseStart.at, calendar)
    if (date.hasYear && calendar.date !== null && resolved.date !== null && resolved.date < calendar.date) continue
    if (best === null || (resolved.date ?? '') > (best.date ?? '')) best = resolved
  }
  return best
}

function resolve(strand: Strand, date: PrintedDate, from: number, calendar: Calendar): { date: string | null; phrase: Strand; reason: string | null } {
  const phrase = cut(strand, from, date.end)
  const value = date.resolve(calendar.year)
  if (value === null) return { date: null, phrase, reason: calendar.year === null && !date.hasYear ? REASONS.noYear : REASONS.noSuchDay }
  if (!date.hasYear && calendar.date !== null && value < calendar.date) return { date: null, phrase, reason: REASONS.beforeDocument }
  return { date: value, phrase, reason: null }
}

const RECURRENCES: readonly (readonly [Recurrence, RegExp])[] = [
  ['daily', /(?:hằng|hàng|mỗi) ngày|(?:\d{1,2} )?lần\s?\/\s?(?:0?1 )?ngày|lần (?:mỗi|một|trong|trên) ngày|ngày (?:một|hai|\d+) lần/iu],
  ['weekly', /(?:hằng|hàng|mỗi) tuần|(?:\d{1,2} )?lần\s?\/\s?(?:0?1 )?tuần|lần (?:mỗi|một|trong) tuần|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật) (?:hằng|hàng|mỗi|các) tuần|tuần (?:một|hai|\d+) lần/iu],
  ['monthly', /(?:hằng|hàng|mỗi) tháng|lần\s?\/\s?(?:0?1 )?tháng|tháng (?:một|hai|\d+) lần/iu],
  ['quarterly', /(?:hằng|hàng|mỗi|từng) quý|lần\s?\/\s?(?:0?1 )?quý|quý (?:một|\d+) lần/iu],
  ['periodic', /định kỳ|định kì|(?:hằng|hàng) năm/iu],
]

/** "Việc làm hằng ngày", "kế hoạch hằng năm": the time belongs to the noun, not to what is ordered. */
const OF_A_NOUN = /(?<!\p{L})(?:việc(?: làm)?|sinh hoạt|cuộc sống|đời sống|thói quen|nhu cầu|nếp sống|hoạt động|kế hoạch|dự toán|ngân sách|chương trình)\s+(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)/giu

function blanks(words: string): string {
  return ' '.repeat(words.length)
}

const RECURS = /[Hh]ằng |[Hh]àng |[Mm]ỗi |lần|[Đđ]ịnh k[ỳì]|[Tt]ừng quý/u

const QUOTE = /["“]/u

/** How often a task recurs, by the most frequent time it prints; "thường xuyên" is no recurrence. */
export function recurrenceOf(strand: Strand): Reading<Recurrence> {
  if (!RECURS.test(strand.text)) return missing(REASONS.noRecurrence)
  const unquoted = QUOTE.test(strand.text) ? strand.text.replace(/["“][^"”]{0,120}["”]/gu, blanks) : strand.text
  const text = unquoted.replace(OF_A_NOUN, blanks)
  for (const [value, shape] of RECURRENCES) {
    const match = shape.exec(text)
    if (match) return found(value, cut(strand, match.index, match.index + match[0].length), value === 'periodic' ? 0.7 : 0.93, 'recurrence-phrase')
  }
  return missing(REASONS.noRecurrence)
}

const EVENT = /(?:[Nn]gay (?:sau )?khi|[Kk]hi (?:có|phát hiện|xảy ra|xuất hiện|nhận được)|trong vòng \d{1,4}\s?(?:giờ|ngày|phút)|[Ss]au khi|[Tt]rước khi)[^,;.]{0,40}/u
const STANDING = /[Tt]hường xuyên|liên tục|24\/24|24\/7/u

/** Most tasks print no limit: they share one answer. */
const NO_LIMIT: Deadline = Object.freeze({ kind: 'none', date: null, phrase: null, reason: null })

/** The time limit of a clause: a day, a recurrence, an event, a standing duty or none. */
export function deadlineOf(strand: Strand, calendar: Calendar, recurring: Reading<Recurrence>, cell = false): Deadline {
  const limit = dateLimit(strand, calendar, cell)
  if (limit) return { kind: 'date', date: limit.date, phrase: quoted(limit.phrase, 0.95, cell ? 'time-column' : 'date-limit'), reason: limit.reason }
  if (recurring.value !== null) return { kind: 'recurring', date: null, phrase: quoted(phraseAt(strand, recurring.span), 0.9, 'recurrence-phrase'), reason: null }
  return undated(strand, 'on-event', EVENT) ?? undated(strand, 'standing', STANDING) ?? NO_LIMIT
}

function undated(strand: Strand, kind: 'on-event' | 'standing', shape: RegExp): Deadline | null {
  const match = shape.exec(strand.text)
  return match && { kind, date: null, phrase: quoted(cut(strand, match.index, match.index + match[0].length), 0.7, `${kind}-phrase`), reason: null }
}

function phraseAt(strand: Strand, span: { start: number; end: number }): Strand {
  const end = strand.to.lastIndexOf(span.end, strand.at + strand.text.length - 1) - strand.at
  return cut(strand, indexFrom(strand, span.start), end + 1)
}

const ONLY_TIME = /^(?:(?:và |phải |yêu cầu )?(?:hoàn thành|hoàn tất|xong)(?:\s+(?:xong|việc này|công việc|các nội dung này|nhiệm vụ))?\s+(?:trước|trong|chậm nhất|vào|ngày|muộn nhất|tháng|quý)|thời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành|xong|báo cáo|là|:|từ))*|hạn (?:hoàn thành|cuối)|chậm nhất|trước ngày)/iu

/** A sentence that only dates the task before it: "Hoàn thành trước ngày 04/9/2021." */
export function onlyDates(strand: Strand, calendar: Calendar): boolean {
  return ONLY_TIME.test(strand.text) && strand.text.split(' ').length <= 22 && dateLimit(strand, calendar) !== null
}
