import { dayInVietnam, formatDate, parseDay } from '@phaodai/vocabulary'
import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

const WRITTEN = /^(\S+)(?:\s+|T)(\d{1,2})[:h](\d{2})?$/i
const ISO = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/

/** "05/08/2021 14:30" in Vietnam's time (UTC+7, no summer time); an hour alone may stand as "14h". */
export function formatInstant(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString()
  return `${formatDate(dayInVietnam(instant))} ${local.slice(11, 16)}`
}

function parseInstant(written: string): string | null {
  if (ISO.test(written)) return Number.isNaN(Date.parse(written)) ? null : new Date(written).toISOString()
  const match = WRITTEN.exec(written)
  const day = parseDay(match?.[1] ?? written)
  const hour = Number(match?.[2] ?? 0)
  const minute = Number(match?.[3] ?? 0)
  if (day === null || hour > 23 || minute > 59) return null
  return new Date(Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute - 7 * 60) * 60_000).toISOString()
}

/** A moment as an ISO string; written and read in Vietnam's time, to the minute. */
export function instant(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'instant',
    sqlType: 'timestamptz',
    check: z.iso.datetime({ offset: true, message: 'not-an-instant' }).refine((value) => !Number.isNaN(Date.parse(value)), 'not-an-instant')
      .transform((value) => new Date(value).toISOString()),
    toText: (value) => formatInstant(String(value)),
    fromText: (written) => {
      const value = parseInstant(written)
      return value === null ? { fault: 'not-an-instant' } : { value }
    },
  }, options)
}
