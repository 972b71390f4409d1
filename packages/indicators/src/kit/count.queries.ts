/** Prints the SQL of a count. Names come from declarations alone; values of a request never stand here. */
import { columnOf } from '@phaodai/registers'
import { bandNames, countedField, indicatorPermissions, sidesOf, type Class, type Count, type Indicator, type Window } from './indicator.ts'

const ZONE = "'Asia/Ho_Chi_Minh'"

/** A literal of a declaration. */
function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

function list(values: readonly string[]): string {
  return `array[${values.map(literal).join(', ')}]`
}

/** The area column a record counts in. */
export function areaOf({ area = 'areaId' }: Count, row = 'r'): string {
  return `${row}.${columnOf(area)}`
}

/** The day in Vietnam a record counts on. */
export function dayOf({ over, date }: Count, row = 'r'): string {
  const column = `${row}.${columnOf(date)}`
  return countedField(over, date)?.kind === 'instant' ? `(${column} at time zone ${ZONE})::date` : column
}

/** The record counts on a day from `from` to `to` (SQL of dates), so that an index on the column serves. */
export function dayBetween({ over, date }: Count, from: string, to: string, row = 'r'): string {
  const column = `${row}.${columnOf(date)}`
  if (countedField(over, date)?.kind !== 'instant') return `${column} between ${from} and ${to}`
  return `${column} >= (${from})::timestamp at time zone ${ZONE} and ${column} < ((${to})::date + 1)::timestamp at time zone ${ZONE}`
}

/** The class of a record as text; '' where it has none. */
export function classOf(kind: Class | undefined, row = 'r'): string {
  if (!kind) return "''"
  const column = `${row}.${columnOf(kind.field)}`
  if (!kind.bands) return `coalesce(${column}::text, '')`
  const names = bandNames(kind.bands)
  const cases = kind.bands.map((from, n) => `when ${column} >= ${from} then ${literal(names[n]!)}`).toReversed()
  return `case ${cases.join(' ')} else '' end`
}

/** When the window of a record begins. */
function windowStart({ over }: Count, { from }: Window, row: string): string {
  if (typeof from !== 'string') return `(select o.${columnOf(from.field)} from ${from.register.name} o where o.id = ${row}.${columnOf(from.through)})`
  const column = `${row}.${columnOf(from)}`
  return countedField(over, from)?.kind === 'date' ? `((${column} + 1)::timestamp at time zone ${ZONE})` : column
}

/** When the window of a record ends; null where it has none. */
export function windowEnd(count: Count, window: Window, row = 'r'): string {
  if ('until' in window) return `(select w.${window.until.column} from ${window.until.table} w where w.${window.until.key} = ${row}.id)`
  return `(${windowStart(count, window, row)} + interval '${window.hours} hours')`
}

/**
 * When what was awaited came about: the moment entered, or when the record first stood in one of the states. A record that was
 * entered in such a state had reached it when it was made.
 */
function reachedAt({ over }: Count, { by }: Window, row: string): string {
  if ('field' in by) return `${row}.${columnOf(by.field)}`
  return `(select min(case when e.action = 'insert' then ${row}.created_at else e.at end) from audit_entry e
    where e.subject = ${literal(over.name)} and e.row_id = ${row}.id::text and e.action in ('insert', 'update') and e.after ->> 'state' = any (${list(by.states)}))`
}

function timely(count: Count, window: Window | undefined, now: string, row: string): string[] {
  if (!window || !count.timely) return []
  const end = windowEnd(count, window, row)
  const reached = reachedAt(count, window, row)
  const met = `coalesce(${reached} <= ${end}, false)`
  if (count.timely === 'met') return [met]
  return count.timely === 'missed' ? [`coalesce(${end} <= ${now}, false)`, `not ${met}`] : [`(${end} <= ${now} or ${met})`]
}

/** Whether record r counts; `now` is SQL of an instant. A record whose basis is empty counts nowhere. */
export function countedIf(indicator: Pick<Indicator, 'window'>, count: Count, now: string, row = 'r'): string {
  const { over, date, where = {} } = count
  const filters = Object.entries(where).map(([field, values]) => {
    const column = `${row}.${columnOf(field)}`
    return countedField(over, field)?.kind === 'yes-no' ? `${column} in (${values.map(String).join(', ')})` : `${column} = any (${list(values.map(String))})`
  })
  return [`${row}.voided_at is null`, `${row}.${columnOf(date)} is not null`, `${areaOf(count, row)} is not null`, ...filters, ...timely(count, indicator.window, now, row)].join(' and ')
}

/** What one record adds. */
export function weightOf({ sum }: Count, row = 'r'): string {
  return sum ? `coalesce(${row}.${columnOf(sum)}, 0)` : '1'
}

/** `select` of one side: (area_id, day, class, numerator, denominator) of every record of `from` that counts. */
function sideSql(indicator: Indicator, count: Count, side: string, from: string, now: string): string {
  const weight = weightOf(count)
  const pair = side === 'numerator' ? `${weight} as numerator, 0 as denominator` : `0 as numerator, ${weight} as denominator`
  return `select ${areaOf(count)} as area_id, ${dayOf(count)} as day, ${classOf(indicator.class)} as class, ${pair} from ${from} where ${countedIf(indicator, count, now)}`
}

/** The cells of an indicator counted from its records; `among` narrows a side's records (SQL after the table's name). */
export function cellsSql(indicator: Indicator, now: string, among: (count: Count) => string = () => ''): string {
  const sides = sidesOf(indicator).map(([side, count]) => sideSql(indicator, count, side, `${count.over.name} r ${among(count)}`, now))
  return `select area_id, day, class, sum(numerator) as numerator, sum(denominator) as denominator from (${sides.join(' union all ')}) counted group by area_id, day, class`
}

/** The places and days of an indicator's records, whatever decides whether they count. */
export function placesSql(indicator: Indicator): string {
  return sidesOf(indicator).map(([, count]) =>
    `select ${areaOf(count)} as area_id, ${dayOf(count)} as day from ${count.over.name} r where ${columnOf(count.date)} is not null and ${areaOf(count)} is not null`).join(' union ')
}

/** An index for sides whose records of a cell the register's own list does not find. */
function cellIndexes(indicator: Indicator): string[] {
  return sidesOf(indicator).flatMap(([, { over, date, area = 'areaId' }]) => date === over.order ? [] : [
    `create index if not exists domain_counted_${over.name}_${columnOf(area)}_${columnOf(date)} on ${over.name} (${columnOf(area)}, ${columnOf(date)});`])
}

/** The SQL a migration carries for an indicator: who may see it, and what finds its records. A test holds the database against it. */
export function indicatorSql(indicator: Indicator): string {
  const given = indicatorPermissions(indicator).map(({ permission, roles }) => `  ('${permission}', '{${roles.join(',')}}'::text[])`)
  return [`-- Indicator ${indicator.name}: printed from its declaration by "phaodai indicators sql ${indicator.name}".`, ...new Set(cellIndexes(indicator)),
    'insert into role_permission (role, permission)', 'select r, p from (values', given.join(',\n'), ') as given (p, rs), unnest(rs) r;', ''].join('\n')
}
