import * as z from 'zod'
import { fieldOf, findByName, type Field, type FieldOptions } from '../field.ts'

/** A record of another register (or of the same one) that the writer can see. */
export function reference(register: string, options: FieldOptions = {}): Field {
  return fieldOf({ kind: 'reference', ...pointer(register) }, options)
}

/** The parts common to every id of a row that must be visible to the writer. */
export function pointer(target: string): Pick<Field, 'sqlType' | 'target' | 'check' | 'toText' | 'fromText'> {
  return {
    sqlType: 'uuid',
    target,
    check: z.guid('not-an-id').transform((value) => value.toLowerCase()),
    toText: (value, words) => words.nameOf(target, String(value)) ?? String(value),
    fromText: (written, words) => findByName(target, written, words),
  }
}
