import { searchKey } from '@phaodai/vocabulary'
import { columnOf, isGuarded, placedFields, sensitiveFields, writtenFields, type Field, type FieldValues, type RecordRow, type Register } from '@phaodai/registers'
import { rowsByArea, seesFewAreas } from '#kernel/by-area.queries.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { condition, countedCondition, type ListAsk, type Put } from './filter.ts'

/*
 * The only SQL of the register face. Every name in a statement is a table or column of a declaration; what a request
 * brought goes in as a value. Scope is never written here: the policies of the register decide what a statement sees.
 */

const COMMON = `state, state_reason as "stateReason", version, created_at as "createdAt", updated_at as "updatedAt",
  voided_at as "voidedAt", void_reason as "voidReason"`

/** What points at a row with a policy of its own tells nothing to whoever does not see that row. */
function readable(name: string, field: Field | undefined): string {
  const column = columnOf(name)
  return field && isGuarded(field) ? `case when sees_${field.target}(${column}) then ${column} end` : column
}

function shown(name: string, field: Field): string {
  return `${readable(name, field)}${field.kind === 'number' ? '::float8' : ''} as "${name}"`
}

/** The select list: sensitive columns only when revealed (the grants refuse them otherwise anyway). */
function selectList(register: Register, reveal: boolean): string {
  const fields = Object.entries(writtenFields(register)).filter(([, field]) => reveal || !field.sensitive)
  return ['id', ...fields.map(([name, field]) => shown(name, field)), COMMON].join(', ')
}

function stored(field: Field | undefined, value: unknown): unknown {
  return value !== null && (field?.kind === 'list' || field?.kind === 'place') ? JSON.stringify(value) : value
}

function whereOf(register: Register, ask: ListAsk, put: Put): string[] {
  const key = searchKey(ask.q ?? '')
  return [
    ask.voided ? 'voided_at is not null' : 'voided_at is null',
    ...Object.entries(ask.filters).map(([name, text]) => condition(register, name, text, put)),
    ...(ask.counted ? [countedCondition(register, ask.counted, put)] : []),
    ...(ask.span?.since ? [`${columnOf(register.order)} >= ${put(ask.span.since)}::date`] : []),
    ...(ask.span?.until ? [`${columnOf(register.order)} < ${put(ask.span.until)}::date`] : []),
    ...(key === '' ? [] : key.split(' ').map((each) => `search_key like ${put(`%${each}%`)}`)),
  ]
}

function sortColumn(register: Register, name: string): string {
  const field = placedFields(register)[name]
  return `${readable(name, field)}${field?.kind === 'text' ? ' collate "vi-x-icu"' : ''}`
}

/** Rows after the cursor. Empty values come last in either order. */
function beyond(register: Register, ask: ListAsk, put: Put): string[] {
  if (!ask.after) return []
  const { value, id } = ask.after
  const column = sortColumn(register, ask.sort.field)
  const sign = ask.sort.descending ? '<' : '>'
  if (value === null) return [`${column} is null and id ${sign} ${put(id)}`]
  const place = put(value)
  const tie = `(${column} ${sign} ${place} or (${column} = ${place} and id ${sign} ${put(id)}))`
  return [placedFields(register)[ask.sort.field]?.required ? tie : `(${tie} or ${column} is null)`]
}

function orderBy(register: Register, ask: ListAsk): string {
  const way = ask.sort.descending ? 'desc' : 'asc'
  const last = placedFields(register)[ask.sort.field]?.required || !ask.sort.descending ? '' : ' nulls last'
  return `${sortColumn(register, ask.sort.field)} ${way}${last}, id ${way}`
}

/** Statement and values of one page, apart so that a test can explain its plan; `few` areas are sought each by its index, which has the register's own order. */
export function pageStatement(register: Register, ask: ListAsk, few: boolean): { sql: string; values: unknown[] } {
  const values: unknown[] = []
  const put: Put = (value) => `$${values.push(value)}`
  const where = [...whereOf(register, ask, put), ...beyond(register, ask, put)].join(' and ')
  const page = `order by ${orderBy(register, ask)} limit ${put(ask.limit + 1)}`
  const ofArea = (here: string): string => `select id, ${columnOf(register.order)} from ${register.name} where ${here} and ${where} ${page}`
  const chosen = few && !register.open && ask.sort.field === register.order ? `id in (select id from (${rowsByArea(register.areas.map(columnOf), ofArea)}) near ${page})` : where
  return { sql: `select ${selectList(register, ask.reveal)} from ${register.name} where ${chosen} ${page}`, values }
}

/** One page and one row more, which tells that another page follows. */
export async function findPage(tx: Tx, who: Who, register: Register, ask: ListAsk): Promise<RecordRow[]> {
  const { sql, values } = pageStatement(register, ask, await seesFewAreas(tx, who))
  return tx.rows<RecordRow>(sql, values)
}

/** How many rows the filters find; counting stops at `most` + 1. */
export async function countRows(tx: Tx, who: Who, register: Register, ask: ListAsk, most: number): Promise<number> {
  const values: unknown[] = []
  const put: Put = (value) => `$${values.push(value)}`
  const where = whereOf(register, ask, put).join(' and ')
  const rows = (here: string): string => `select 1 from ${register.name} where ${here} and ${where}`
  const found = !register.open && (await seesFewAreas(tx, who)) ? rowsByArea(register.areas.map(columnOf), rows) : rows('true')
  return (await tx.get<{ n: number }>(`select count(*)::int as n from (${found} limit ${put(most + 1)}) found`, values)).n
}

/** One record in scope, or undefined. */
export function findRecord(tx: Tx, register: Register, id: string, reveal = false): Promise<RecordRow | undefined> {
  return tx.find<RecordRow>(`select ${selectList(register, reveal)} from ${register.name} where id = $1`, [id])
}

/** Whether the acting post itself made the record. */
export async function madeHere(tx: Tx, register: Register, id: string): Promise<boolean> {
  return (await tx.find(`select 1 from ${register.name} where id = $1 and created_by = app_post()`, [id])) !== undefined
}

/** Inserts a record and tells whether it did: false = the id is taken, visibly or not. The policies refuse what is out of scope. */
export async function insertRecord(tx: Tx, register: Register, id: string, values: FieldValues, key: string): Promise<boolean> {
  const fields = Object.entries(writtenFields(register))
  const columns = ['id', ...fields.map(([name]) => columnOf(name)), 'search_key']
  const sql = `insert into ${register.name} (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')}) on conflict (id) do nothing`
  return (await tx.run(sql, [id, ...fields.map(([name, field]) => stored(field, values[name] ?? null)), key])) > 0
}

/** Changes columns of a record that still has this version; tells whether it did. */
export async function updateRecord(tx: Tx, register: Register, id: string, version: number, changes: FieldValues): Promise<boolean> {
  const sets = Object.keys(changes).map((name, index) => `${columnOf(name)} = $${index + 3}`).join(', ')
  const values = Object.entries(changes).map(([name, value]) => stored(register.fields[name], value))
  return (await tx.run(`update ${register.name} set ${sets} where id = $1 and version = $2`, [id, version, ...values])) > 0
}

/** Marks a record of this version as void; tells whether it did. */
export async function voidRecord(tx: Tx, register: Register, id: string, version: number, reason: string): Promise<boolean> {
  const sql = `update ${register.name} set voided_at = now(), void_reason = $3 where id = $1 and version = $2`
  return (await tx.run(sql, [id, version, reason])) > 0
}

/** One entry of a record's history, columns still named as in the table. */
export type HistoryEntry = {
  at: string
  action: string
  permission: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  sealed: Record<string, [unknown, unknown]> | null
  title: string | null
  body: string | null
}

/** The audit of one record, oldest first, under the record's own scope; sealed values only when revealed and not erased. */
export function findHistory(tx: Tx, register: Register, id: string, reveal: boolean): Promise<HistoryEntry[]> {
  const opened = reveal && sensitiveFields(register).length > 0
  return tx.rows<HistoryEntry>(
    `select e.at, e.action, e.permission, e.before, e.after, p.title, b.short_name as body,
      ${opened ? "convert_from(decrypt(e.sealed, k.key, 'aes'), 'UTF8')::jsonb" : 'null'} as sealed
    from audit_entry e
    left join post p on p.id = e.post_id left join body b on b.id = p.acts_for_id
    ${opened ? 'left join record_key k on k.subject = e.subject and k.row_id = e.row_id' : ''}
    where e.subject = $1 and e.row_id = $2 and e.action in ('insert', 'update', 'erase') order by e.id`,
    [register.name, id])
}
