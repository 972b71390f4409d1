import * as z from 'zod'
import { fieldOf, findByName, type Field, type FieldOptions } from '../field.ts'

/** A committee, department or team; bodies are public, so any may be named. */
export function body(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'body',
    sqlType: 'int',
    target: 'body',
    check: z.int('not-an-id').positive('not-an-id'),
    toText: (value, words) => words.nameOf('body', Number(value)) ?? String(value),
    fromText: (written, words) => findByName('body', written, words),
  }, options)
}
