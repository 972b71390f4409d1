import * as z from 'zod'
import { fieldOf, findByName, type Field, type FieldOptions } from '../field.ts'

/** An entry of a catalogue: a table of public, dated facts with a text `id`, a `name` and a `search_key`. */
export function entry(catalogue: string, options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'entry',
    sqlType: 'text',
    target: catalogue,
    check: z.string('not-an-id').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not-an-id').max(60, 'not-an-id'),
    toText: (value, words) => words.nameOf(catalogue, String(value)) ?? String(value),
    fromText: (written, words) => findByName(catalogue, written, words),
  }, options)
}
