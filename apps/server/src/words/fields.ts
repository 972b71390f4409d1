/** The words that the fields of registers are written and read with. */
import { searchKey } from '@phaodai/vocabulary'
import type { Words } from '@phaodai/registers'
import { hasWord, word } from './text.ts'

/** Header of a field's column in files: the same word as on screen. */
export function fieldWord(register: string, field: string): string {
  const own = `register.${register}.field.${field}`
  return word(hasWord(own) ? own : `register.field.${field}`)
}

/** Names by what they belong to and id; as JSON keys, ids are text. */
export type Names = Record<string, Record<string, string>>

/** Ids by what they belong to and search key of a written name. */
export type Found = Record<string, Map<string, (string | number)[]>>

/** The words one field is read and written with. */
export function wordsOf(register: string, field: string, names: Names, found: Found = {}): Words {
  const prefix = field === 'state' ? `register.${register}.state` : `register.${register}.code.${field}`
  return {
    label: (value) => word(`${prefix}.${value}`),
    nameOf: (target, id) => names[target]?.[String(id)] ?? null,
    find: (target, text) => only(found[target]?.get(searchKey(text)) ?? []),
    part: (name) => wordsOf(register, `${field}.${name}`, names, found),
  }
}

function only(ids: (string | number)[]): { id: string | number } | 'unknown' | 'ambiguous' {
  const [id] = ids
  if (id === undefined) return 'unknown'
  return ids.length > 1 ? 'ambiguous' : { id }
}
