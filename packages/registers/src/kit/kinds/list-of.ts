import * as z from 'zod'
import { fieldOf, type Field, type FieldOptions, type Fields, type Reading, type Words } from '../field.ts'

const MOST_ROWS = 200

type Row = Record<string, unknown>

/**
 * A short list of small rows kept inside the record; written one row a line, its parts parted by " | ".
 * Throws when a part points at something: a policy could not check it.
 */
export function listOf(parts: Fields, options: FieldOptions = {}): Field {
  if (Object.values(parts).some((part) => part.target)) throw new Error('a part of a list cannot be a reference')
  return fieldOf({
    kind: 'list',
    sqlType: 'jsonb',
    constraint: (column) => `jsonb_typeof(${column}) = 'array'`,
    parts,
    check: z.array(partsSchema(parts)).max(MOST_ROWS, 'too-long'),
    toText: (value, words) => (value as Row[]).map((row) => rowText(parts, row, words)).join('\n'),
    fromText: (written, words) => readRows(parts, written, words),
  }, options)
}

function partsSchema(parts: Fields): z.ZodType {
  return z.strictObject(Object.fromEntries(Object.entries(parts).map(([name, part]) =>
    [name, part.required ? part.check : part.check.nullable().default(null)])))
}

function rowText(parts: Fields, row: Row, words: Words): string {
  const texts = Object.entries(parts).map(([name, part]) => part.toText(row[name], words.part(name)).replace(/\s*[|\n]\s*/g, ' '))
  return texts.join(' | ').replace(/[ |]+$/, '')
}

function readRows(parts: Fields, written: string, words: Words): Reading {
  const rows: Row[] = []
  for (const line of written.split('\n').filter((each) => each.trim() !== '')) {
    const row = readRow(parts, line, words)
    if ('fault' in row) return row
    rows.push(row.value as Row)
  }
  return { value: rows }
}

function readRow(parts: Fields, line: string, words: Words): Reading {
  const texts = line.split('|')
  const row: Row = {}
  for (const [index, [name, part]] of Object.entries(parts).entries()) {
    const reading = part.fromText(texts[index] ?? '', words.part(name))
    if ('fault' in reading) return reading
    row[name] = reading.value
  }
  return texts.length > Object.keys(parts).length ? { fault: 'wrong-shape' } : { value: row }
}
