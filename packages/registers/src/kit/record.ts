/** Checks of what comes in, the same on server, browser and phone; and the key a record is searched by. */
import { searchKey } from '@phaodai/vocabulary'
import * as z from 'zod'
import type { Field } from './field.ts'
import { writtenFields, type Register } from './register.ts'

export type FieldValues = Record<string, unknown>

/** What every record carries beside its declared fields, as the API names it. */
export type RecordRow = FieldValues & {
  id: string
  areaId: number
  state: string
  stateReason: string | null
  version: number
  createdAt: string
  updatedAt: string
  voidedAt: string | null
  voidReason: string | null
}

function optional(field: Field): z.ZodType {
  return field.required ? field.check : field.check.nullable().default(null)
}

/** Schema of a new record: what PUT takes. */
export function creationSchema(register: Register): z.ZodType<FieldValues> {
  const shape = Object.entries(writtenFields(register)).map(([name, field]) => [name, optional(field)])
  return z.strictObject(Object.fromEntries(shape)) as z.ZodType<FieldValues>
}

/** Schema of a correction: `version` and the fields that change; fixed ones cannot. */
export function changeSchema(register: Register): z.ZodType<FieldValues & { version: number }> {
  const loose = Object.entries(register.fields).filter(([, field]) => !field.fixed)
  const shape = loose.map(([name, field]) => [name, (field.required ? field.check : field.check.nullable()).optional()])
  return z.strictObject({ ...Object.fromEntries(shape), version: z.int() }) as unknown as z.ZodType<FieldValues & { version: number }>
}

/** The search key of a record: its `search` fields, lower case, without marks. */
export function recordKey(register: Register, values: FieldValues): string {
  const names = Object.keys(register.fields).filter((name) => register.fields[name]?.search)
  return searchKey(names.map((name) => values[name] ?? '').join(' '))
}

/** One text for equal values, whatever the order of keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const given = value as Record<string, unknown>
  return `{${Object.keys(given).sort().map((name) => `${JSON.stringify(name)}:${canonical(given[name])}`).join(',')}}`
}
