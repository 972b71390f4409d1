
import { Explained } from '../explained.ts'
import { readTime, type Clock } from './times.ts'

/** What was asked on the command line. */
export type Options = {
  links?: string
  visits?: string
  cases?: string
  direction: string
  step: string[]
  from?: string
  until?: string
  seed: string[]
  date?: string
  table?: string
  tiers?: string
  profile?: string
  asOf?: string
  json?: boolean
}

export const isBackward = ({ direction }: Options): boolean => direction === 'backward'

/** What is printed: the tables as CSV, or the whole answer as JSON; remarks go to the error stream. */
export type Answer = {
  json: Record<string, unknown>
  tables: Record<string, { columns: string[]; rows: Record<string, unknown>[] }>
  /** The table printed when none is named. */
  first: string
  remarks: string[]
}

/** A number given as an option, zero or more. */
export function amountOf(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new Explained(`--${name} phải là số không âm, không phải "${text}"`)
  return value
}

/** A time given as an option, on the clock of the file. */
export function timeOption(name: string, text: string | undefined, clock: Clock): number | undefined {
  if (text === undefined) return undefined
  const time = readTime(text)
  if (Number.isNaN(time.value)) throw new Explained(`--${name}: không đọc được thời điểm "${text}"`)
  if (time.clock !== clock) throw new Explained(`--${name} phải cùng kiểu với thời gian trong tệp (${clock === 'number' ? 'số' : 'ngày giờ'})`)
  return time.value
}
