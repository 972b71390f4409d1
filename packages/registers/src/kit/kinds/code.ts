import { searchKey } from '@phaodai/vocabulary'
import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

/** One of a short list; stored as the code, shown as its label, read as either (marks and case do not matter). */
export function code(values: readonly [string, ...string[]], options: FieldOptions = {}): Field {
  return fieldOf({
    kind: 'code',
    sqlType: 'text',
    constraint: (column) => `${column} in (${values.map((value) => `'${value}'`).join(', ')})`,
    values,
    check: z.enum(values, 'unknown-code'),
    toText: (value, words) => words.label(String(value)),
    fromText: (written, words) => {
      const value = values.find((each) => each === written) ?? values.find((each) => searchKey(words.label(each)) === searchKey(written))
      return value === undefined ? { fault: 'unknown-code' } : { value }
    },
  }, options)
}
