import { searchKey } from '@phaodai/vocabulary'
import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

const YES = new Set(['co', 'x', 'true', '1', 'yes', 'dung'])
const NO = new Set(['khong', 'false', '0', 'no', 'sai'])

/** Yes or no; written "Có" and "Không", an "x" also means yes. */
export function yesNo(options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'yes-no',
    sqlType: 'boolean',
    check: z.boolean('not-yes-no'),
    toText: (value) => (value ? 'Có' : 'Không'),
    fromText: (written) => {
      const key = searchKey(written)
      if (YES.has(key)) return { value: true }
      return NO.has(key) ? { value: false } : { fault: 'not-yes-no' }
    },
  }, options)
}
