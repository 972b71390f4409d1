/** A record being written: values, what is wrong with them, and what differs from the record they rest on. */
import { canonical, faultOf, writtenFields, type Fault, type FieldValues, type RecordRow, type Register } from '@phaodai/registers'

export type Faults = Record<string, Fault>

/** Values a form starts from: those of the record, or empty ones. */
export function startingValues(register: Register, row: RecordRow | null): FieldValues {
  return Object.fromEntries(Object.keys(writtenFields(register)).map((name) => [name, row?.[name] ?? null]))
}

/** What is wrong, field by field; the same checks as on the server. */
export function faultsOf(register: Register, values: FieldValues, only?: readonly string[]): Faults {
  const faults: Faults = {}
  for (const [name, field] of Object.entries(writtenFields(register))) {
    if (only && !only.includes(name)) continue
    const value = values[name] ?? null
    if (value === null) {
      if (field.required) faults[name] = 'required'
      continue
    }
    const result = field.check.safeParse(value)
    if (!result.success) faults[name] = faultOf(result.error.issues[0])
  }
  return faults
}

/** The fields that differ from the record. A sensitive value left empty while hidden is no change. */
export function changesOf(register: Register, row: RecordRow, values: FieldValues): FieldValues {
  const names = Object.keys(register.fields).filter((name) => !register.fields[name]!.fixed)
  const differs = (name: string): boolean => (register.fields[name]!.sensitive && row[name] === undefined
    ? values[name] !== null : canonical(row[name] ?? null) !== canonical(values[name] ?? null))
  return Object.fromEntries(names.filter(differs).map((name) => [name, values[name]]))
}
