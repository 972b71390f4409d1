/** Numbers are times in the file's own unit; dates and clock times are instants in milliseconds, written back as such. */
export type Clock = 'number' | 'instant'
export type Time = { value: number; clock: Clock }

/** Vietnam has had one offset since 1975; a clock time without one means this. */
const LOCAL = '+07:00'
const LOCAL_MS = 7 * 3_600_000
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i
const ENDLESS = /^([-+]?)inf(?:inity)?$/i
const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?\s*(Z|[-+]\d{2}:?\d{2})?)?$/
const VIETNAMESE = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** A time as written: a number, Inf or -Inf, 2021-07-21, 2021-07-21T22:10, 21/7/2021 22:10. NaN when it is none of them. */
export function readTime(text: string): Time {
  const endless = ENDLESS.exec(text)
  if (endless) return { value: endless[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, clock: 'number' }
  if (NUMBER.test(text)) return { value: Number(text), clock: 'number' }
  const iso = ISO.exec(text)
  if (iso) return { value: instant(iso[1]!, iso[2]!, iso[3]!, iso.slice(4, 8), iso[8]), clock: 'instant' }
  const vietnamese = VIETNAMESE.exec(text)
  if (vietnamese) return { value: instant(vietnamese[3]!, vietnamese[2]!, vietnamese[1]!, vietnamese.slice(4, 7), undefined), clock: 'instant' }
  return { value: Number.NaN, clock: 'number' }
}

function instant(year: string, month: string, day: string, clock: (string | undefined)[], offset: string | undefined): number {
  const [hours = '0', minutes = '00', seconds = '00', fraction = '0'] = clock
  const two = (text: string): string => text.padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  if (new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) !== date) return Number.NaN
  return Date.parse(`${date}T${two(hours)}:${minutes}:${seconds}.${fraction.padEnd(3, '0')}${offset ?? LOCAL}`)
}

/** A time as it is printed: a number, or the clock time in Vietnam. */
export function writeTime(value: number, clock: Clock): number | string {
  if (clock === 'number' || !Number.isFinite(value)) return Number.isFinite(value) ? value : value > 0 ? 'Inf' : '-Inf'
  return `${new Date(value + LOCAL_MS).toISOString().replace(/(?::00)?\.000Z$|Z$/, '')}${LOCAL}`
}

/** Days of a date, from which differences are whole where both are dates; a number is taken as it is. */
export function daysOf(text: string): number {
  const { value, clock } = readTime(text)
  return clock === 'number' ? value : Math.floor((value + LOCAL_MS) / 86_400_000)
}

/** How numbers of a file relate to milliseconds: instants are milliseconds, `--step` and the like are minutes of them. */
export function unitOf(clock: Clock): number {
  return clock === 'instant' ? 60_000 : 1
}
