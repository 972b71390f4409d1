import { fieldOf, type Field, type FieldOptions } from '../field.ts'
import { pointer } from './reference.ts'

/** A person who holds a post that the writer can see; patients and callers are no such persons. */
export function person(options: FieldOptions = {}): Field {
  return fieldOf({ kind: 'person', ...pointer('person') }, options)
}
