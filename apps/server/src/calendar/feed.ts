import ical, { type ICalCalendar } from 'ical-generator'
import { addDays } from '@phaodai/vocabulary'
import type { CalendarEntry, CalendarKind } from '@phaodai/office'
import { filled, word } from '../words/index.ts'
import type { Entries } from './load.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
/** Vietnam has had +07:00 since 1975, without summer time. */
const VTIMEZONE = [`BEGIN:VTIMEZONE`, `TZID:${ZONE}`, 'BEGIN:STANDARD', 'DTSTART:19750613T000000', 'TZOFFSETFROM:+0700', 'TZOFFSETTO:+0700', 'TZNAME:+07', 'END:STANDARD', 'END:VTIMEZONE'].join('\r\n')
const OFFSET_MS = 7 * 3_600_000

/** An instant that tells Vietnam's wall clock whatever the machine's zone; the library takes it as it takes a TZDate. */
class VietnamTime extends Date {
  readonly internal: Date
  constructor(instant: string) {
    super(instant)
    this.internal = new Date(Date.parse(instant) + OFFSET_MS)
  }
  override getFullYear(): number { return this.internal.getUTCFullYear() }
  override getMonth(): number { return this.internal.getUTCMonth() }
  override getDate(): number { return this.internal.getUTCDate() }
  override getHours(): number { return this.internal.getUTCHours() }
  override getMinutes(): number { return this.internal.getUTCMinutes() }
  override getSeconds(): number { return this.internal.getUTCSeconds() }
  withTimeZone(): VietnamTime { return this }
  tzComponents(): [string, string, string] { return ['+', '07', '00'] }
}

/** What the head of a feed says, and how its links begin. */
export interface FeedHead { body: string; sample: boolean; origin: string; at: Date; feedId: string }
type Line = { uid: string; day: string; lastDay: string; startsAt: string | null; endsAt: string | null; summary: string; path: string }

const SHORT = 80
const shortened = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT - 1).trimEnd()}…` : text)
const dayPath = (day: string): string => `/lich?view=list&day=${day}`
const kindWord = (kind: CalendarKind): string => word(`calendar.kind.${kind}`)

/** What is a person's own has its hours and no content; all else waits for the office's rule. */
const timed = (entry: CalendarEntry): Line => ({ ...entry, uid: entry.id, summary: kindWord(entry.kind) })

function named(entry: CalendarEntry): Line {
  const text = [entry.number, entry.text].filter(Boolean).join(' · ')
  return { ...entry, uid: entry.id, summary: shortened([kindWord(entry.kind), text].filter(Boolean).join(': ')) }
}

function counted(day: string, kind: CalendarKind, n: number, uid: string, sentence: string): Line {
  return { uid, day, lastDay: day, startsAt: null, endsAt: null, summary: filled(word(sentence), { n, kind: kindWord(kind) }), path: dayPath(day) }
}

const isOwnTime = ({ kind, startsAt }: CalendarEntry): boolean => startsAt !== null || kind === 'leave'

/** A day and kind in one line: how many, and a link. */
function asCounts({ entries, counts }: Entries): Line[] {
  const totals = new Map<string, { day: string; kind: CalendarKind; n: number }>()
  for (const { day, kind } of entries.filter((entry) => !isOwnTime(entry) && !entry.done)) {
    const key = `${kind}-${day}`
    totals.set(key, { day, kind, n: (totals.get(key)?.n ?? 0) + 1 })
  }
  for (const { day, kind, n } of counts) totals.set(`${kind}-${day}`, { day, kind, n })
  return [...entries.filter((entry) => isOwnTime(entry) && !entry.done).map(timed), ...[...totals].map(([key, { day, kind, n }]) => counted(day, kind, n, key, 'calendar.feed.count'))]
}

/** Every entry by kind, number and short text; of a crowded day the rest as a count. */
function asTitles({ entries, counts }: Entries): Line[] {
  const rest = counts.map(({ day, kind, n }) => ({ day, kind, left: n - entries.filter((entry) => entry.kind === kind && entry.day === day).length }))
  return [...entries.filter((entry) => !entry.done).map(named), ...rest.filter(({ left }) => left > 0).map(({ day, kind, left }) => counted(day, kind, left, `${kind}-${day}`, 'calendar.feed.more'))]
}

function addLine(calendar: ICalCalendar, line: Line, head: FeedHead): void {
  const link = `${head.origin}${line.path}`
  const common = { id: `${line.uid}.${head.feedId}@phaodai`, stamp: head.at, summary: head.sample ? `MẪU · ${line.summary}` : line.summary, url: link, description: link }
  if (line.startsAt !== null) calendar.createEvent({ ...common, timezone: ZONE, start: new VietnamTime(line.startsAt), end: new VietnamTime(line.endsAt ?? line.startsAt) })
  else calendar.createEvent({ ...common, allDay: true, start: new Date(`${line.day}T00:00:00Z`), end: new Date(`${addDays(line.lastDay, 1)}T00:00:00Z`) })
}

/** The feed as iCalendar (RFC 5545): whole days as dates, hours in Vietnam's zone, which stands in it. Done work is left out. */
export function writeFeed(found: Entries, head: FeedHead, titles: boolean): string {
  const calendar = ical({ name: `${word('calendar.feed.name')} ${head.body}${head.sample ? ' (MẪU)' : ''}`, prodId: { company: 'Phao Dai', product: 'calendar', language: 'VI' }, ttl: 3600 })
  calendar.timezone({ name: ZONE, generator: () => VTIMEZONE })
  for (const line of titles ? asTitles(found) : asCounts(found)) addLine(calendar, line, head)
  return `${calendar.toString().trimEnd()}\r\n`
}
