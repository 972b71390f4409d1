import { identityDigits } from '@phaodai/person-matching'
import { canonical, lineListConstants, listedCase, listedPerson, type FieldValues } from '@phaodai/registers'
import type { LineListAsk } from '@phaodai/office'
import { dateFaults } from '#server/cases/index.ts'
import { cellReader, findNamed, idOf, namesToFind, type CellReader, type Mapping, type RowFault } from '#server/imports/index.ts'
import { faultsOf } from '#server/individuals/index.ts'
import type { Sheet } from '#server/sheets/index.ts'
import type { Tx } from '#kernel/session.ts'

/** One line, read: who, which case, what is wrong with it and what is odd. */
export type ReadLine = {
  line: number
  decision: string | null
  personId: string
  caseId: string
  person: FieldValues
  case: FieldValues
  faults: RowFault[]
  flags: string[]
}

type Asked = Pick<LineListAsk, 'headers' | 'rows' | 'constants'>

/**
 * A column of its own for what is said once for the whole list, and for the year that a birth column may hold alone, so that
 * they are read like any cell; its header is no file's.
 */
const said = (name: string): string => `\u0000${name}`

function widened({ headers, rows, constants }: Asked, mapping: Mapping): { sheet: Sheet; mapping: Mapping } {
  const names = [...lineListConstants, 'birthYear'].filter((name) => mapping[name] === undefined && (name === 'birthYear' || constants[name] !== undefined))
  const cells = names.map((name) => constants[name] ?? '')
  return {
    sheet: { headers: [...headers, ...names.map(said)], rows: rows.map((row) => [...headers.map((_, index) => row.cells[index] ?? ''), ...cells]) },
    mapping: { ...mapping, ...Object.fromEntries(names.map((name) => [name, said(name)])) },
  }
}

const fault = (field: string, mapping: Mapping, code: string): RowFault => ({ field, column: mapping[field] ?? null, code, sentence: null })

const YEAR_ALONE = /^\d{4}$/

/** Columns that were swapped show in what they hold: a name has no digits, a phone is no identity number. */
function shapeFaults(person: FieldValues, mapping: Mapping): RowFault[] {
  const { fullName, identityNumber } = person as { fullName?: string; identityNumber?: string | null }
  return [
    ...(fullName !== undefined && (/\d/.test(fullName) || !/\p{L}/u.test(fullName)) ? [fault('fullName', mapping, 'not-a-name')] : []),
    ...(identityNumber && identityDigits(identityNumber) === null ? [fault('identityNumber', mapping, 'not-an-identity-number')] : []),
  ]
}

/** A birth column may hold a year alone: it then fills the year. */
function birthAsWritten(cells: readonly string[], column: number, year: number): readonly string[] {
  const written = cells[column]?.trim() ?? ''
  if (column < 0 || !YEAR_ALONE.test(written)) return cells
  const moved = [...cells]
  moved[column] = ''
  moved[year] = written
  return moved
}

type Stated = { sex: string; birthOn: string | null; birthYear: number | null; identityNumber: string | null; oldIdentityNumber: string | null }

function checked(read: ReadLine, mapping: Mapping, now: Date, today: string): ReadLine {
  read.faults.push(...shapeFaults(read.person, mapping))
  if (read.case.diagnosedAt !== undefined) read.faults.push(...Object.entries(dateFaults(read.case, now)).map(([field, code]) => fault(field, mapping, code)))
  const { birthOn, birthYear } = read.person as Stated
  if (birthOn && birthOn > today) read.faults.push(fault('birthOn', mapping, 'in-future'))
  else if (birthYear && birthYear > Number(today.slice(0, 4))) read.faults.push(fault('birthYear', mapping, 'in-future'))
  if (read.faults.length === 0) read.flags = faultsOf(read.person as Stated, today)
  return read
}

/** A whole birth day tells the year too. */
function filled(person: FieldValues): FieldValues {
  const { birthOn, birthYear } = person as Stated
  return birthOn && birthYear === null ? { ...person, birthYear: Number(birthOn.slice(0, 4)) } : person
}

/** The readers of both halves of a line, with every name on these lines looked up. */
async function readersOf(tx: Tx, sheet: Sheet, mapping: Mapping): Promise<{ person: CellReader; disease: CellReader }> {
  const { areaId: _, ...ofCase } = mapping
  const found = await findNamed(tx, { ...namesToFind(listedPerson, sheet, mapping), ...namesToFind(listedCase, sheet, ofCase) })
  return { person: cellReader(listedPerson, sheet.headers, mapping, found, null), disease: cellReader(listedCase, sheet.headers, ofCase, found, NOWHERE) }
}

/** The area of a case is that of its person: the reader of the case is not asked for it. */
const NOWHERE = 0

/** Reads lines of a list by its mapping; ids follow from what a line says, so that a line sent twice is one person and one case. */
export async function readLines(tx: Tx, asked: Asked, mapped: Mapping, now: Date, today: string): Promise<ReadLine[]> {
  const { sheet, mapping } = widened(asked, mapped)
  const readers = await readersOf(tx, sheet, mapping)
  const [birth, year] = ['birthOn', 'birthYear'].map((name) => sheet.headers.indexOf(mapping[name] ?? said(name))) as [number, number]
  return asked.rows.map(({ line, decision = null }, index) => {
    const cells = birthAsWritten(sheet.rows[index]!, birth, year)
    const [person, disease] = [readers.person(cells), readers.disease(cells)]
    const [who, what] = [filled(person.values), { ...disease.values, areaId: person.values.areaId }]
    const content = canonical([who, what])
    const read = { line, decision, personId: idOf(`line-list person ${content}`), caseId: idOf(`line-list case ${content}`), person: who, case: what, faults: [...person.faults, ...disease.faults], flags: [] }
    return checked(read, mapped, now, today)
  })
}
