/** Pages, histories and exports: what a reading route does inside its transaction. */
import { columnOf, placedFields, stateField, writtenFields, type Field, type RecordRow, type Register } from '@phaodai/registers'
import { Problem } from '#kernel/problem.ts'
import { unlessLong } from '#kernel/attempt.queries.ts'
import { isLongTable } from '#kernel/table-size.queries.ts'
import { walkBack } from '#kernel/walk.ts'
import { addDays, dayInVietnam } from '@phaodai/vocabulary'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { cursorAfter, cursorBefore, type ListAsk } from './filter.ts'
import { findNames } from './names.queries.ts'
import { countRows, findHistory, findPage, findRecord, type HistoryEntry } from './records.queries.ts'
import type { Cell, Table } from '#server/sheets/index.ts'
import { fieldWord, wordsOf, type Names } from '#server/words/index.ts'

const MOST_COUNTED = 10_000
const MOST_EXPORTED = 50_000

/** Sensitive values are shown to posts that hold `<register>.reveal`, and who was shown is written down. */
async function noteRevealed(tx: Tx, who: Who, register: Register, ids: string[], reveal: boolean): Promise<void> {
  if (!reveal) return
  needsReveal(who)
  await viewing(tx, register.name, ids)
}

function allowReveal(who: Who, reveal: boolean): void {
  if (reveal) needsReveal(who)
}

export type Page = { rows: RecordRow[]; names: Names; next: string | null; total: number | null; reached: string | null }

const isNarrowed = ({ filters, q, counted }: ListAsk): boolean => Object.keys(filters).length > 0 || (q ?? '') !== '' || counted !== undefined

/** Rows of a page, one more when another follows. What a narrowed list of a long register looks for may be rare: in its own order it is walked back as long as a page may take. */
async function pageOf(tx: Tx, who: Who, register: Register, ask: ListAsk): Promise<{ rows: RecordRow[]; reached: string | null; stride: number }> {
  const find = (more: Partial<ListAsk>): Promise<RecordRow[]> => findPage(tx, who, register, { ...ask, ...more })
  if (!isNarrowed(ask) || !ask.sort.descending || ask.sort.field !== register.order || !(await isLongTable(tx, register.name))) return { rows: await find({}), reached: null, stride: 1 }
  const newest = ask.after?.value ?? (await find({ filters: {}, q: undefined, counted: undefined, limit: 0 }))[0]?.[register.order]
  if (!newest) return { rows: [], reached: null, stride: 1 }
  const day = dayInVietnam(String(newest))
  const stride = ask.after?.stride
  return walkBack({ newest: stride === undefined ? day : addDays(day, -1), most: ask.limit + 1, stride, find: (span) => find({ span }) }) // a day that was looked at is over
}

/** One page; the first one also tells how many there are (null above 10,000 or when counting takes long), and one that is not full up to what day it has looked. */
export async function readPage(tx: Tx, who: Who, register: Register, ask: ListAsk): Promise<Page> {
  allowReveal(who, ask.reveal)
  const { rows: found, reached, stride } = await pageOf(tx, who, register, ask)
  const rows = found.slice(0, ask.limit)
  await noteRevealed(tx, who, register, rows.map(({ id }) => id), ask.reveal)
  const isWhole = !reached && found.length <= ask.limit
  const total = ask.after || reached ? null : isWhole ? rows.length : await unlessLong(tx, () => countRows(tx, who, register, ask, MOST_COUNTED))
  return {
    rows, reached, names: await findNames(tx, register, rows),
    next: reached ? cursorBefore(reached, stride) : found.length > ask.limit ? cursorAfter(rows.at(-1)!, ask.sort.field) : null,
    total: total === null || total > MOST_COUNTED ? null : total,
  }
}

/** One record with the names of what it points at. Problem `not-found`. */
export async function readRecord(tx: Tx, who: Who, register: Register, id: string, reveal: boolean): Promise<{ row: RecordRow; names: Names }> {
  allowReveal(who, reveal)
  const row = await findRecord(tx, register, id, reveal)
  if (!row) throw new Problem('not-found')
  await noteRevealed(tx, who, register, [id], reveal)
  return { row, names: await findNames(tx, register, [row]) }
}

/** One step of a record's history, in the fields' names. */
export type HistoryStep = {
  at: string
  action: string
  title: string | null
  body: string | null
  changes: { field: string; before: unknown; after: unknown }[]
  /** Sensitive fields that changed but are not shown. */
  hidden: boolean
}

/** The history of a record in scope, from its audit. Problem `not-found`. */
export async function readHistory(tx: Tx, who: Who, register: Register, id: string, reveal: boolean): Promise<{ steps: HistoryStep[]; names: Names }> {
  const { row } = await readRecord(tx, who, register, id, reveal)
  const entries = await findHistory(tx, register, id, reveal)
  const known = await namesWith(tx, register, row, entries)
  return { steps: entries.map((entry) => stepOf(register, entry, known)), names: known }
}

/** An earlier value, unless it points at what the reader does not see: that has no name here. */
function seen(field: Field | undefined, value: unknown, names: Names): unknown {
  return field?.target && names[field.target]?.[String(value)] === undefined ? null : value ?? null
}

function stepOf(register: Register, entry: HistoryEntry, names: Names): HistoryStep {
  const before = { ...entry.before, ...pick(entry.sealed, 0) }
  const after = { ...entry.after, ...pick(entry.sealed, 1) }
  const fields: Record<string, Field> = writtenFields(register)
  const changes = ['state', 'stateReason', 'voidReason', ...Object.keys(fields)]
    .map((field) => ({ field, before: seen(fields[field], before[columnOf(field)], names), after: seen(fields[field], after[columnOf(field)], names) }))
    .filter((change) => change.before !== null || change.after !== null)
  const action = entry.action === 'update' ? (entry.permission ?? '').split('.')[1] ?? 'update' : entry.action === 'insert' ? 'create' : entry.action
  return { at: entry.at, action, title: entry.title, body: entry.body, changes, hidden: entry.sealed === null && changes.length === 0 }
}

function pick(sealed: HistoryEntry['sealed'], index: 0 | 1): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sealed ?? {}).map(([column, pair]) => [column, pair[index]]))
}

/** Names of earlier values too: each entry stands for the record as it was. */
async function namesWith(tx: Tx, register: Register, row: RecordRow, entries: HistoryEntry[]): Promise<Names> {
  const fields = Object.entries(writtenFields(register)).filter(([, field]) => field.target).map(([name]) => name)
  const past = entries.flatMap(({ before, after }) => [before, after]).map((values) =>
    ({ ...row, ...Object.fromEntries(fields.map((name) => [name, values?.[columnOf(name)] ?? null])) }))
  return findNames(tx, register, [row, ...past])
}

/** What the list shows, all pages of it, as a table; one audit entry names every record that went out. */
export async function readTableOf(tx: Tx, who: Who, register: Register, ask: ListAsk, columns: readonly string[]): Promise<Table> {
  allowReveal(who, ask.reveal)
  const found = await findPage(tx, who, register, { ...ask, after: undefined, limit: MOST_EXPORTED })
  if (found.length > MOST_EXPORTED) throw new Problem('too-large', { detail: `Nhiều hơn ${MOST_EXPORTED} dòng. Hãy lọc bớt rồi xuất lại.` })
  await viewing(tx, register.name, found.map(({ id }) => id), 'export')
  const names = await findNames(tx, register, found)
  const fields: Record<string, Field> = { ...placedFields(register), state: stateField(register) }
  const shown = ['id', ...columns].filter((name) => name === 'id' || ask.reveal || !fields[name]?.sensitive)
  const cell = (row: RecordRow, name: string): Cell => {
    const field = fields[name]
    if (field?.kind === 'number' && row[name] !== null) return Number(row[name])
    return field ? field.toText(row[name], wordsOf(register.name, name, names)) : String(row[name])
  }
  return { headers: shown.map((name) => (name === 'id' ? 'id' : fieldWord(register.name, name))), rows: found.map((row) => shown.map((name) => cell(row, name))) }
}
