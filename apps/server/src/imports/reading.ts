/** From the cells of a spreadsheet to values of a register: pure. */
import { hash } from 'node:crypto'
import { searchKey } from '@phaodai/vocabulary'
import { canonical, writtenFields, type Fault, type Field, type FieldValues, type Reading, type Register } from '@phaodai/registers'
import type { Mapping } from './mapping.queries.ts'
import { fieldWord, wordsOf, type Found } from '#server/words/index.ts'
import type { Sheet } from '#server/sheets/index.ts'

/** Why a cell (or, without a column, the row as a whole) was not taken; `code` is a fault or a Problem's code. */
export type RowFault = { field: string | null; column: string | null; code: string; sentence: string | null }

/** A line of the file (the header is line 1): its cells, and values or faults. */
export type ReadRow = { line: number; cells: string[]; id: string; values: FieldValues; faults: RowFault[] }

/** A mapping by headers that say a field's name or its label. */
export function guessMapping(register: Register, headers: readonly string[]): Mapping {
  const keys = headers.map(searchKey)
  const pairs = ['id', ...Object.keys(writtenFields(register))].flatMap((name) => {
    const wanted = [searchKey(name), searchKey(fieldWord(register.name, name))]
    const header = headers[keys.findIndex((key) => wanted.includes(key))]
    return header === undefined ? [] : [[name, header]]
  })
  return Object.fromEntries(pairs)
}

/** Keeps of a mapping what names a field of the register and a column of the file. */
export function usableMapping(register: Register, headers: readonly string[], mapping: Mapping): Mapping {
  const names = new Set(['id', ...Object.keys(writtenFields(register))])
  return Object.fromEntries(Object.entries(mapping).filter(([name, header]) => names.has(name) && headers.includes(header)))
}

/** Place of the column that fills a field, or -1; a column without a header fills none. */
function columnFor(headers: readonly string[], mapping: Mapping, name: string): number {
  const header = mapping[name]
  return header === undefined ? -1 : headers.indexOf(header)
}

/** The written names that have to be looked up, by what they belong to; a record's own area is sought in the post's areas. */
export function namesToFind(register: Register, sheet: Sheet, mapping: Mapping): Record<string, string[]> {
  const wanted: Record<string, string[]> = {}
  for (const [name, field] of Object.entries(writtenFields(register))) {
    const column = columnFor(sheet.headers, mapping, name)
    if (!field.target || column < 0) continue
    const texts = sheet.rows.map((row) => (row[column] ?? '').normalize('NFC').trim()).filter((text) => text !== '')
    ;(wanted[name === 'areaId' ? 'own-area' : field.target] ??= []).push(...texts)
  }
  return wanted
}

/** Values and faults of one line of cells. */
export type CellReader = (cells: readonly string[]) => { values: FieldValues; faults: RowFault[] }

/** How many different texts of a column are kept read: columns of codes, days and places say the same few over and over. */
const KEPT_TEXTS = 2_000

function columnReader(register: Register, headers: readonly string[], mapping: Mapping, found: Found, name: string, field: Field): (cells: readonly string[]) => Reading {
  const column = columnFor(headers, mapping, name)
  const words = wordsOf(register.name, name, {}, name === 'areaId' ? { ...found, area: found['own-area'] ?? new Map() } : found)
  if (column < 0) {
    const empty = field.fromText('', words)
    return () => empty
  }
  const known = new Map<string, Reading>()
  return (cells) => {
    const text = cells[column] ?? ''
    const reading = known.get(text) ?? field.fromText(text, words)
    if (field.kind !== 'text' && known.size < KEPT_TEXTS) known.set(text, reading)
    return reading
  }
}

/** Reads lines of one sheet, by its mapping and the names found for it; `place` fills the area where the file has no column for it. */
export function cellReader(register: Register, headers: readonly string[], mapping: Mapping, found: Found, place: number | null): CellReader {
  const readers = Object.entries(writtenFields(register)).map(([name, field]) => [name, columnReader(register, headers, mapping, found, name, field)] as const)
  const placed = place !== null && columnFor(headers, mapping, 'areaId') < 0
  return (cells) => {
    const values: FieldValues = {}
    const faults: RowFault[] = []
    for (const [name, read] of readers) {
      const reading = placed && name === 'areaId' ? { value: place } : read(cells)
      if ('fault' in reading) faults.push(faultAt(name, mapping[name] ?? null, reading.fault))
      else values[name] = reading.value
    }
    return { values, faults }
  }
}

/** Reads every row; `place` fills the area where the file has no column for it. */
export function readRows(register: Register, sheet: Sheet, mapping: Mapping, found: Found, place: number | null): ReadRow[] {
  const seen = new Map<string, number>()
  const read = cellReader(register, sheet.headers, mapping, found, place)
  return sheet.rows.map((cells, index) => {
    const row: ReadRow = { line: index + 2, cells, id: '', ...read(cells) }
    row.id = rowId(register, row, cells[columnFor(sheet.headers, mapping, 'id')], seen)
    return row
  })
}

function faultAt(field: string, column: string | null, code: Fault): RowFault {
  return { field, column, code, sentence: null }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * The id of a row: its own where the file has one, else made from its content, so that the same file sent twice makes its
 * records once. Equal lines of one file are told apart by their count.
 */
function rowId(register: Register, row: ReadRow, own: string | undefined, seen: Map<string, number>): string {
  const given = own?.trim().toLowerCase() ?? ''
  if (UUID.test(given)) return given
  if (given !== '') row.faults.push(faultAt('id', null, 'not-an-id'))
  const content = canonical([register.name, row.values])
  const count = (seen.get(content) ?? 0) + 1
  seen.set(content, count)
  return idOf(`${content} ${count}`)
}

/** An id (UUID version 8) that follows from a content, so that the same content sent twice is the same record. */
export function idOf(content: string): string {
  const digest = hash('sha256', content, 'hex')
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}
