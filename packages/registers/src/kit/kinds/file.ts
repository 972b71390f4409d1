import { fieldOf, type Field, type FieldOptions } from '../field.ts'
import { pointer } from './reference.ts'

/** A kept file (photo, signed paper) that the writer can see. */
export function file(options: FieldOptions = {}): Field {
  return fieldOf({ kind: 'file', ...pointer('file') }, options)
}
