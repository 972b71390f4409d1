import { Explained } from '../explained.ts'
import type { RiskConfiguration } from '@phaodai/contact-tracing'
import { columnOf, readTable, readText, type Table } from './table.ts'

type RiskFile = { defaultRiskCalculationConfiguration: RiskConfiguration; testCases: Record<string, unknown>[] }

/** What a file holds, told by its header, with the columns that matter. */
export type Input =
  | { kind: 'spells'; table: Table; a: string; b: string; onset: string; terminus: string }
  | { kind: 'line-list'; table: Table; id: string; infector: string }
  | { kind: 'links'; table: Table; from: string; to: string }
  | { kind: 'visits'; table: Table; person: string; place: string; entered: string; left: string | undefined }
  | { kind: 'cases'; table: Table; id: string }
  | { kind: 'risk'; file: RiskFile }

const PAIRS = [['a', 'b'], ['tail', 'head'], ['from', 'to'], ['i', 'j'], ['source', 'target'], ['person1', 'person2'], ['id1', 'id2']] as const
const SPANS = [['onset', 'terminus'], ['start', 'end'], ['begin', 'end'], ['start', 'stop'], ['time_from', 'time_to'], ['in', 'out'], ['from', 'to']] as const
const IDS = ['case_id', 'id', 'case', 'person', 'person_id', 'patient_id', 'node']
const INFECTORS = ['infector', 'infector_id', 'infected_by', 'source_case', 'infectorid']
const PERSONS = ['person', 'person_id', 'who', 'id']
const PLACES = ['place', 'place_id', 'location', 'venue', 'where', 'group', 'vehicle', 'household']
const ENTERED = ['in', 'entered', 'entry', 'check_in', 'start', 'from', 'onset']
const LEFT = ['out', 'left', 'exit', 'check_out', 'end', 'to', 'terminus']

function pairOf(table: Pick<Table, 'columns'>, pairs: readonly (readonly [string, string])[]): [string, string] | undefined {
  for (const [one, other] of pairs) {
    const [a, b] = [columnOf(table, one), columnOf(table, other)]
    if (a !== undefined && b !== undefined && a !== b) return [a, b]
  }
  return undefined
}

/** What a file is asked to be: the option it was given with. */
export type Role = 'links' | 'visits' | 'cases'

function visitsOf(table: Table): Input | undefined {
  const [person, place, entered] = [columnOf(table, ...PERSONS), columnOf(table, ...PLACES), columnOf(table, ...ENTERED)]
  return person && place && entered ? { kind: 'visits', table, person, place, entered, left: columnOf(table, ...LEFT) } : undefined
}

function linksOf(table: Table): Input | undefined {
  const infector = columnOf(table, ...INFECTORS)
  if (infector !== undefined) return { kind: 'line-list', table, id: idOf(table), infector }
  const pair = pairOf(table, PAIRS)
  const span = pair && pairOf({ columns: table.columns.filter(column => !pair.includes(column)) }, SPANS)
  if (pair && span) return { kind: 'spells', table, a: pair[0], b: pair[1], onset: span[0], terminus: span[1] }
  return pair && { kind: 'links', table, from: pair[0], to: pair[1] }
}

/** The column of ids; the first where none goes by a known name. */
const idOf = (table: Table): string => columnOf(table, ...IDS) ?? table.columns[0]!

function casesOf(table: Table): Input {
  const infector = columnOf(table, ...INFECTORS)
  return infector === undefined ? { kind: 'cases', table, id: idOf(table) } : { kind: 'line-list', table, id: idOf(table), infector }
}

function tableKind(table: Table, role: Role): Input {
  const found = role === 'visits' ? visitsOf(table) : role === 'cases' ? casesOf(table) : linksOf(table)
  if (!found) throw new Explained(`${table.file}: không nhận ra tệp --${role} này theo dòng tiêu đề (${table.columns.join(', ')}); xem docs/formats.md`)
  return found
}

function riskKind(file: string, text: string): Input {
  try {
    const content = JSON.parse(text) as Partial<RiskFile>
    if (content.defaultRiskCalculationConfiguration && Array.isArray(content.testCases)) return { kind: 'risk', file: content as RiskFile }
  } catch (error) {
    throw new Explained(`${file}: không phải JSON hợp lệ (${error instanceof Error ? error.message : ''})`)
  }
  throw new Explained(`${file}: tệp JSON cần có defaultRiskCalculationConfiguration và testCases`)
}

/** Reads a file and says what it holds. Throws an Explained that tells what is wrong with it. */
export async function readInput(file: string, role: Role): Promise<Input> {
  const text = await readText(file)
  return /^\s*[{[]/.test(text) ? riskKind(file, text) : tableKind(readTable(file, text), role)
}
