import { formatNumber, parseNumber } from '@phaodai/vocabulary'
import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions } from '../field.ts'

/** A number as its field writes it: with dots between thousands, or plainly where it is no quantity (a year). */
export const numberText = ({ range }: Pick<Field, 'range'>, value: number): string => (range?.plain ? String(value) : formatNumber(value))

/** A number of at most `decimals` decimals (0 unless said), exact in the database; at most 12 digits before the comma; `plain`: no quantity. */
export function number(options: FieldOptions & { min?: number; max?: number; decimals?: number; plain?: boolean } = {}): Field {
  const { min = 0, max = 999_999_999_999, decimals = 0, plain = false } = options
  const range = { min, max, decimals, plain }
  return fieldOf({
    kind: 'number',
    sqlType: `numeric(${12 + decimals},${decimals})`,
    constraint: (column) => `${column} between ${min} and ${max}`,
    range,
    check: z.number('not-a-number').min(min, 'out-of-range').max(max, 'out-of-range')
      .refine((value) => Number(value.toFixed(decimals)) === value, 'too-precise'),
    toText: (value) => numberText({ range }, Number(value)),
    fromText: (written) => {
      const value = parseNumber(written)
      return value === null ? { fault: 'not-a-number' } : { value }
    },
  }, options)
}
