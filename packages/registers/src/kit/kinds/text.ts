import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

/** Text of at most `max` characters (200 unless said), kept in NFC and without blanks around it. */
export function text(options: FieldOptions & { max?: number } = {}): Field {
  const max = options.max ?? 200
  return fieldOf({
    kind: 'text',
    sqlType: 'text',
    constraint: (column) => `char_length(${column}) between 1 and ${max}`,
    range: { max },
    check: z.string().transform((value) => value.normalize('NFC').trim()).pipe(z.string().min(1, 'required').max(max, 'too-long')),
    toText: String,
    fromText: (written) => ({ value: written }),
  }, options)
}
