import { formatDate, parseDay } from '@phaodai/vocabulary'
import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

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
