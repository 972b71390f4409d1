/** Labels of registers, fields, codes and states; values as texts. */
import { placedFields, stateField, type Field, type Register, type Words } from '@phaodai/registers'
import { hasWord, word } from '../text/t.ts'
import type { Names } from './api.ts'

/** A word of the kit's own screens. */
export function kit(key: string, values: Record<string, string | number> = {}): string {
  return word(`register.ui.${key}`, values)
}

export function registerWord(register: Register): string {
  return word(`register.${register.name}`)
}

/** Label of a field; those every register has share theirs. */
export function fieldWord(register: Register, field: string): string {
  const own = `register.${register.name}.field.${field}`
  return hasWord(own) ? word(own) : word(`register.field.${field}`)
}

export function stateWord(register: Register, state: string): string {
  return word(`register.${register.name}.state.${state}`)
}

/** Label of a named action, or of what every register can do. */
export function actionWord(register: Register, action: string): string {
  return action in register.actions ? word(`register.${register.name}.action.${action}`) : word(`register.deed.${action}`)
}

/** Label of one code of a field. */
export function codeWord(register: Register, field: string, value: string): string {
  return field === 'state' ? stateWord(register, value) : word(`register.${register.name}.code.${field}.${value}`)
}

/** The sentence of a fault or, for a refusal of the whole row, the server's own. */
export function faultWord(code: string, sentence: string | null = null): string {
  const key = `register.problem.${code}`
  return sentence ?? (hasWord(key) ? word(key) : word('problem.unknown'))
}

/** The field of a name, the state among them. */
export function fieldOf(register: Register, name: string): Field | undefined {
  return name === 'state' ? stateField(register) : placedFields(register)[name]
}

function wordsOf(register: Register, path: string, names: Names): Words {
  return {
    label: (value) => codeWord(register, path, value),
    nameOf: (target, id) => names[target]?.[String(id)] ?? null,
    find: () => 'unknown',
    part: (name) => wordsOf(register, `${path}.${name}`, names),
  }
}

/** A value as the screen prints it; '' for none. */
export function valueText(register: Register, name: string, value: unknown, names: Names): string {
  const field = fieldOf(register, name)
  if (value === null || value === undefined) return ''
  return field ? field.toText(value, wordsOf(register, name, names)) : String(value)
}
