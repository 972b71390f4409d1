/** What every field kind is made of: SQL type, check, toText, fromText. */
import type * as z from 'zod'

export type FieldKind = 'text' | 'number' | 'date' | 'instant' | 'code' | 'yes-no' | 'area' | 'body' | 'person' | 'reference' | 'entry' | 'file' | 'place' | 'list'

/** Faults of one value; on screen as `register.problem.<fault>`. */
export type Fault =
  | 'required' | 'too-long' | 'not-a-number' | 'out-of-range' | 'too-precise' | 'not-a-date' | 'not-an-instant' | 'unknown-code' | 'not-yes-no'
  | 'unknown-name' | 'ambiguous-name' | 'not-an-id' | 'not-a-place' | 'wrong-shape'

/** What reading a text gives: a value (null = left empty) or a fault. */
export type Reading = { value: unknown } | { fault: Fault }

/** Words and names a text is read or written with; handed in, so that kinds stay pure. */
export type Words = {
  /** Label of a code of this field. */
  label: (value: string) => string
  /** Name of what an id points at, or null where the reader may not see it. */
  nameOf: (target: string, id: string | number) => string | null
  /** The only id that bears this name, 'unknown' or 'ambiguous'. */
  find: (target: string, text: string) => { id: string | number } | 'unknown' | 'ambiguous'
  /** The same for a part of a list. */
  part: (name: string) => Words
}

/** What a declaration may say of any field. */
export type FieldOptions = {
  required?: boolean
  /** Shown to posts with `<register>.reveal` only; encrypted in the audit. */
  sensitive?: boolean
  /** May not change once the record stands; a mistake is voided. */
  fixed?: boolean
  /** Found by the search box. Never together with `sensitive`: a search would tell. */
  search?: boolean
  /** No two records that are not voided hold the same. */
  unique?: boolean
}

export type Fields = Readonly<Record<string, Field>>

export type Field = Required<FieldOptions> & {
  kind: FieldKind
  sqlType: string
  /** The CHECK of the column beyond its type. */
  constraint?: (column: string) => string
  /** What the id points at: 'area', 'body', 'person', 'file', the name of a register or of a catalogue. */
  target?: string
  /** The code list, in the order of the screen. */
  values?: readonly string[]
  /** Smallest and greatest number, decimals, whether it is no quantity; or greatest length of a text. */
  range?: { min?: number; max?: number; decimals?: number; plain?: boolean }
  /** Fields of one row of a list. */
  parts?: Fields
  /** Checks a value that is there; messages are faults. */
  check: z.ZodType
  /** As lists, CSV and XLSX print it; '' for null. */
  toText: (value: unknown, words: Words) => string
  /** Reads what people write in a spreadsheet; total. */
  fromText: (text: string, words: Words) => Reading
}

/** Whether what a field points at is seen by some only; areas, bodies and catalogues are everybody's to read. */
export function isGuarded(field: Field | undefined): boolean {
  return field?.target !== undefined && !['area', 'body', 'entry'].includes(field.kind)
}

type Kind = Omit<Field, keyof FieldOptions>

/** A field of a kind: fills in what was left unsaid and reads blank text as "left empty" for every kind alike. */
export function fieldOf(kind: Kind, options: FieldOptions): Field {
  const { required = false, sensitive = false, fixed = false, search = false, unique = false } = options
  return {
    ...kind,
    required, sensitive, fixed, search, unique,
    toText: (value, words) => (value === null || value === undefined ? '' : kind.toText(value, words)),
    fromText: (text, words) => {
      const trimmed = text.normalize('NFC').trim()
      if (trimmed === '') return required ? { fault: 'required' } : { value: null }
      return checked(kind.check, kind.fromText(trimmed, words))
    },
  }
}

function checked(check: z.ZodType, reading: Reading): Reading {
  if ('fault' in reading) return reading
  const result = check.safeParse(reading.value)
  return result.success ? { value: result.data } : { fault: faultOf(result.error.issues[0]) }
}

/** The fault a check found: its own message when it is one, else what zod says in general. */
export function faultOf(issue: { message: string; code?: string } | undefined): Fault {
  const known: readonly string[] = ['too-long', 'not-a-number', 'out-of-range', 'too-precise', 'not-a-date', 'not-an-instant', 'unknown-code',
    'not-yes-no', 'not-an-id', 'not-a-place', 'required']
  return issue && known.includes(issue.message) ? (issue.message as Fault) : 'wrong-shape'
}

/** Reads a name or an id through the words' `find`. */
export function findByName(target: string, text: string, words: Words): Reading {
  const found = words.find(target, text)
  if (found === 'unknown') return { fault: 'unknown-name' }
  return found === 'ambiguous' ? { fault: 'ambiguous-name' } : { value: found.id }
}
