import { columnOf, placedFields, sortableFields, stateField, type Field, type Register } from '@phaodai/registers'
import { parseCounted, type Counted } from '@phaodai/indicators'
import type { Clock } from '#kernel/clock.ts'
import { areaOf, classOf, countedIf, dayBetween } from '@phaodai/indicators/kit/count.queries.ts'
import * as z from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { Span } from '#kernel/walk.ts'

/** What a list is asked: filters by field, search, order, page. */
export type ListAsk = {
  filters: Record<string, string>
  /** Only the records behind a figure, as it stands at an instant of the server's clock: some count by the time that has passed. */
  counted: (Counted & { now: string }) | undefined
  q: string | undefined
  sort: { field: string; descending: boolean }
  /** Where the page before ended; `stride` where it stopped on its walk back, with no row but a day it has looked at. */
  after: { value: string | number | boolean | null; id: string; stride?: number } | undefined
  /** Only days of the register's own order from and before these. */
  span?: Span
  limit: number
  voided: boolean
  reveal: boolean
}

const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1')
const Cursor = z.union([z.tuple([z.union([z.string(), z.number(), z.boolean(), z.null()]), z.guid()]), z.tuple([z.string(), z.guid(), z.int().min(1).max(1_000_000)])])
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Query of a register's list and exports; each filter is a text as `condition` reads it. */
export function listQuery(register: Register, clock: Clock): z.ZodType<ListAsk> {
  const orders = sortableFields(register).flatMap((field) => [field, `-${field}`])
  const filters = Object.fromEntries(register.filters.map((name) => [name, z.string().max(2000).optional()]))
  return z.strictObject({
    ...filters,
    counted: z.string().max(300).optional(),
    q: z.string().max(200).optional(),
    sort: z.enum(orders).default(`-${register.order}`),
    after: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    voided: flag,
    reveal: flag,
  }).transform((query) => ({
    filters: Object.fromEntries(register.filters.flatMap((name) => {
      const value = (query as Record<string, unknown>)[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    })),
    counted: query.counted === undefined ? undefined : { ...readCounted(register, query.counted), now: clock.now().toISOString() },
    q: query.q,
    sort: { field: query.sort.replace(/^-/, ''), descending: query.sort.startsWith('-') },
    after: query.after === undefined ? undefined : readCursor(query.after),
    limit: query.limit, voided: query.voided, reveal: query.reveal,
  })) as unknown as z.ZodType<ListAsk>
}

function readCounted(register: Register, text: string): Counted {
  const counted = parseCounted(text)
  if (counted?.count.over.name !== register.name) throw new Problem('invalid-input', { fields: { counted: 'counted' } })
  return counted
}

function readCursor(text: string): ListAsk['after'] {
  try {
    const [value, id, stride] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { value, id, ...(stride !== undefined && { stride }) }
  } catch {
    throw new Problem('invalid-input', { fields: { after: 'cursor' } })
  }
}

/** The cursor after a row: its sort value and id. */
export function cursorAfter(row: Record<string, unknown>, field: string): string {
  return Buffer.from(JSON.stringify([row[field] ?? null, row.id])).toString('base64url')
}

/** The cursor after a whole day that was looked at on a walk back, and how many days at a time the walk had come to. */
export function cursorBefore(day: string, stride: number): string {
  return Buffer.from(JSON.stringify([day, BEFORE_ALL, stride])).toString('base64url')
}

/** Takes a value and gives its place in the statement, `$1` and so on. */
export type Put = (value: unknown) => string

/** The field of a filter; `state` is one like any other. */
export function filterField(register: Register, name: string): Field {
  return name === 'state' ? stateField(register) : placedFields(register)[name]!
}

const RANGE = /^(.*)\.\.(.*)$/

/**
 * The condition of one filter. Codes: "a,b" (any of them); days and instants: "from..to", either may be empty, both days
 * counted; areas: everything below the named one; the rest: equal. Throws Problem `invalid-input` on anything else.
 */
export function condition(register: Register, name: string, text: string, put: Put): string {
  const field = filterField(register, name)
  const column = columnOf(name)
  const one = (value: unknown): unknown => checkedValue(name, field, value)
  switch (field.kind) {
    case 'code': return `${column} = any (${put(text.split(',').map(one))})`
    case 'date': return range(text, (bound, sign) => `${column} ${sign} ${put(one(bound))}`)
    case 'instant': return range(text, (bound, sign) => sign === '>='
      ? `${column} >= ${put(day(name, bound))}::date` : `${column} < ${put(day(name, bound))}::date + 1`)
    case 'area': return `${column} between ${put(one(Number(text)))} and (select a.last_id from area a where a.id = ${put(Number(text))})`
    case 'yes-no': return `${column} = ${put(one(text === 'true'))}`
    case 'number': case 'body': return `${column} = ${put(one(Number(text)))}`
    default: return `${column} = ${put(one(text))}`
  }
}

/** The condition of the records behind a figure: those that count, in the area with all it was made from, in its days, of its class. */
export function countedCondition(register: Register, { indicator, count, area, from, to, class: kind, now }: Counted & { now: string }, put: Put): string {
  const row = register.name
  return [
    countedIf(indicator, count, `timestamptz '${now}'`, row), `${areaOf(count, row)} in (select area_reach(${put(area)}))`,
    dayBetween(count, `${put(from)}::date`, `${put(to)}::date`, row), ...(kind === null ? [] : [`${classOf(indicator.class, row)} = ${put(kind)}`]),
  ].join(' and ')
}

function checkedValue(name: string, field: Field, value: unknown): unknown {
  const result = field.check.safeParse(value)
  if (!result.success) throw new Problem('invalid-input', { fields: { [name]: result.error.issues[0]?.message ?? '' } })
  return result.data
}

function day(name: string, text: string): string {
  if (!z.iso.date().safeParse(text).success) throw new Problem('invalid-input', { fields: { [name]: 'not-a-date' } })
  return text
}

function range(text: string, bound: (value: string, sign: '>=' | '<=') => string): string {
  const [, from = text, to = text] = RANGE.exec(text) ?? []
  const parts = [...(from === '' ? [] : [bound(from, '>=')]), ...(to === '' ? [] : [bound(to, '<=')])]
  return parts.length === 0 ? 'true' : parts.join(' and ')
}
