/** Marks the cells that the change stream touched. Runs as the system, as all here. */
import { columnOf, type Register } from '@phaodai/registers'
import { countedField, indicators, sidesOf, type Count, type Indicator, type Referred } from '@phaodai/indicators'
import { placesSql } from '@phaodai/indicators/kit/count.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

/** Recounting and sign-off take turns: a figure is signed between two recounts, so that every later difference is an adjustment. */
export const TURN = 7_406_020

/** A stretch of the stream: entries behind `from` up to and with `to`. */
type Stretch = { fromTx: string; fromId: string; toTx: string; toId: string; looked: number }

/** The next stretch of at most `most` entries that have committed; undefined at the end. Holds the cursor: one reader at a time. */
export async function nextStretch(tx: Tx, most: number): Promise<Stretch | undefined> {
  const head = await tx.get<{ tx: string; id: string }>('select tx::text, id::text from indicator_cursor for update')
  return tx.find<Stretch>(`
    select $1::text as "fromTx", $2::text as "fromId", (array_agg(s.tx::text order by s.tx desc, s.id desc))[1] as "toTx",
      (array_agg(s.id::text order by s.tx desc, s.id desc))[1] as "toId", count(*)::int as looked
    from (select c.tx, c.id from change_stream c where (c.tx, c.id) > ($1::xid8, $2::bigint) order by c.tx, c.id limit $3) s
    having count(*) > 0`, [head.tx, head.id, most])
}

export async function moveCursor(tx: Tx, { toTx, toId }: Stretch): Promise<void> {
  await tx.run('update indicator_cursor set tx = $1::xid8, id = $2', [toTx, toId])
}

/** One way in which records of a register find their cells, and the indicators that count them so; with `of`, when a record they refer to has changed. */
export type Basis = { register: Register; area: string; date: string; of?: Referred; indicators: string[] }

/** Every basis of the declarations. */
export function basesOf(all: readonly Indicator[] = indicators): Basis[] {
  const found = new Map<string, Basis>()
  for (const indicator of all) {
    for (const basis of sidesOf(indicator).flatMap(([, count]) => waysOf(indicator, count))) {
      const key = [basis.register.name, basis.area, basis.date, basis.of?.through, basis.of?.field].join(' ')
      found.set(key, { ...basis, indicators: [...new Set([...found.get(key)?.indicators ?? [], indicator.name])] })
    }
  }
  return [...found.values()]
}

function waysOf({ window }: Indicator, { over, area = 'areaId', date, timely }: Count): Omit<Basis, 'indicators'>[] {
  const own = { register: over, area, date }
  return timely && window && typeof window.from !== 'string' ? [own, { ...own, of: window.from }] : [own]
}

function asDay(text: string, { over, date }: Pick<Count, 'over' | 'date'>): string {
  return countedField(over, date)?.kind === 'instant' ? `((${text})::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date` : `(${text})::date`
}

/**
 * Marks every cell in which a changed record has ever stood. An entry of a change holds only the columns that changed, and the
 * others may have moved since; so the cells are all areas by all days that the record's history and its row name. That is
 * more than changed, never less, and nearly always one.
 */
export async function markChanged(tx: Tx, stretch: Stretch, { register, area, date, of, indicators: names }: Basis): Promise<void> {
  const ever = (field: string, cast: (text: string) => string): string => {
    const column = columnOf(field)
    return `select ${cast('v.x')} as value from audit_entry h cross join lateral (values (h.before ->> '${column}'), (h.after ->> '${column}')) v (x)
      where h.subject = '${register.name}' and h.row_id = c.row_id and v.x is not null
      union select ${cast(`r.${column}::text`)} from ${register.name} r where r.id = c.row_id::uuid and r.${column} is not null`
  }
  await tx.run(`
    with touched as materialized (
      select e.row_id, array_agg(e.id order by e.id) as entries from audit_entry e
      where (e.tx, e.id) > ($1::xid8, $2::bigint) and (e.tx, e.id) <= ($3::xid8, $4::bigint) and e.subject = '${(of?.register ?? register).name}'
        and ${of ? `e.action = 'update' and e.after ? '${columnOf(of.field)}'` : "e.action in ('insert', 'update', 'delete')"}
      group by e.row_id),
    changed as materialized (${of ? `select k.id::text as row_id, t.entries from touched t join ${register.name} k on k.${columnOf(of.through)} = t.row_id::uuid` : 'select row_id, entries from touched'}),
    cell as (
      select a.value as area_id, d.value as day, e.id as entry
      from changed c cross join lateral (${ever(area, (text) => `(${text})::int`)}) a
        cross join lateral (${ever(date, (text) => asDay(text, { over: register, date }))}) d
        cross join lateral unnest(c.entries) e (id))
    insert into indicator_dirty as known (indicator, area_id, day, entries)
    select i.name, cell.area_id, cell.day, coalesce(array_agg(cell.entry order by cell.entry) filter (where exists (
        select from indicator_lock l where l.indicator = i.name and cell.day between l.from_day and l.to_day)), '{}')
    from cell cross join unnest($5::text[]) i (name)
    group by 1, 2, 3
    on conflict (indicator, area_id, day) do update set entries = known.entries || excluded.entries`,
  [stretch.fromTx, stretch.fromId, stretch.toTx, stretch.toId, names])
}

/** Marks cells some of whose records have left their window of time; returns how many. */
export function markDue(tx: Tx, now: string): Promise<number> {
  return tx.run(`
    with passed as (delete from indicator_due where due_at <= $1 returning indicator, area_id, day)
    insert into indicator_dirty (indicator, area_id, day) select indicator, area_id, day from passed on conflict do nothing`, [now])
}

/** The digest under which an indicator's cells were counted; undefined for a new one. */
export async function knownDigest(tx: Tx, name: string): Promise<string | undefined> {
  return (await tx.find<{ digest: string }>('select digest from indicator_known where indicator = $1', [name]))?.digest
}

/** Marks all cells of an indicator, those that stand and those its records make. */
export async function markAll(tx: Tx, indicator: Indicator, digest: string): Promise<void> {
  await tx.run(`
    insert into indicator_dirty (indicator, area_id, day)
    select $1, area_id, day from (${placesSql(indicator)} union select area_id, day from indicator_cell where indicator = $1) place
    on conflict do nothing`, [indicator.name])
  await tx.run('insert into indicator_known (indicator, digest) values ($1, $2) on conflict (indicator) do update set digest = $2', [indicator.name, digest])
}
