import * as z from 'zod'
import { fieldOf, findByName, type Field, type FieldOptions } from '../field.ts'

/** A disease of the dated catalogue, by its code; the catalogue is public reference data. */
export function disease(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'disease',
    sqlType: 'text',
    target: 'disease',
    check: z.string('not-an-id').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not-an-id').max(60, 'not-an-id'),
    toText: (value, words) => words.nameOf('disease', String(value)) ?? String(value),
    fromText: (written, words) => findByName('disease', written, words),
  }, options)
}
