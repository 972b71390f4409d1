import { parseDay } from '@phaodai/vocabulary'
import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

/** "05/08/2021": two digits each, so that a column lines up and a spreadsheet reads it back. */
export function formatDate(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** A calendar day in Vietnam, 'YYYY-MM-DD'; written dd/MM/yyyy. */
export function date(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'date',
    sqlType: 'date',
    check: z.iso.date('not-a-date').refine((day) => parseDay(day) === day, 'not-a-date'),
    toText: (value) => formatDate(String(value)),
    fromText: (written) => {
      const value = parseDay(written)
      return value === null ? { fault: 'not-a-date' } : { value }
    },
  }, options)
}
