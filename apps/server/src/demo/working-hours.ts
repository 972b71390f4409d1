import { addDays, nextWorkingDay, type Day, type WorkingCalendar } from '@phaodai/vocabulary'
import type { Dice } from './random.ts'

/** An instant (ISO, +07:00) between 7:30 and 17:15 of a day, mostly in the two busy hours. */
export function officeHour(dice: Dice, day: Day): string {
  const minute = dice.chance(0.5) ? dice.pick([dice.between(465, 630), dice.between(825, 960)]) : dice.between(450, 1035)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${day}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:${pad(dice.between(0, 59))}.000+07:00`
}

/** When something follows: days after the one before, the calendar of offices, and the instant it cannot pass. */
export interface Pace { calendar: WorkingCalendar; limit: string }

/** An instant after another one, `least` to `most` days later, on a working day and not after the limit. */
export function later(dice: Dice, after: string, least: number, most: number, { calendar, limit }: Pace): string {
  const day = nextWorkingDay(calendar, addDays(after.slice(0, 10), dice.between(least, most)))
  const at = officeHour(dice, day)
  const moved = at <= after ? shiftMinutes(after, dice.between(5, 90)) : at
  return moved > limit ? between(dice, after, limit) : moved
}

/** An instant between two others (all ISO with +07:00, so that they compare as text). */
function between(dice: Dice, after: string, limit: string): string {
  const span = Math.max(0, Date.parse(limit) - Date.parse(after))
  return shiftMinutes(after, Math.floor((span / 60_000) * (0.2 + 0.7 * dice.next())))
}

/** An instant some minutes later, in Vietnam's time. */
export function shiftMinutes(at: string, minutes: number): string {
  const local = new Date(Date.parse(at) + minutes * 60_000 + 7 * 3_600_000).toISOString()
  return `${local.slice(0, 23)}+07:00`
}
