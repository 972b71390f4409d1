import * as z from 'zod'
import { fieldOf, findByName, type Field, type FieldOptions } from '../field.ts'

/** An administrative unit as it stood on the record's day; areas are public, so any may be named. */
export function area(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'area',
    sqlType: 'int',
    target: 'area',
    check: z.int('not-an-id').positive('not-an-id'),
    toText: (value, words) => words.nameOf('area', Number(value)) ?? String(value),
    fromText: (written, words) => findByName('area', written, words),
  }, options)
}
