import type { BodyRef, Book } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { BookRule, Period, System } from './series.ts'

/** How a body numbers on a day: its own rule, else the one of everybody. */
export async function loadRule(tx: Tx, bodyId: number, system: System, day: string): Promise<BookRule> {
  return tx.get<BookRule>(`
    select "keeperId", numbering, series, "subNumbers", code, "organCode", own, "validFrom" from (
      select keeper_id as "keeperId", numbering, series, sub_numbers as "subNumbers", code, organ_code as "organCode", true as own, valid_from as "validFrom"
      from book_rule where body_id = $1 and system = $2 and valid_from <= $3
      union all select $1, numbering, series, false, null, null, false, valid_from from book_standard where system = $2 and valid_from <= $3) rules
    order by own desc, "validFrom" desc limit 1`, [bodyId, system, day])
}

/**
 * The term a day lies in, of the nearest Party committee at or above the body: by its own congress where that is entered,
 * else by the day its level's congresses were to be over.
 */
export function findTerm(tx: Tx, bodyId: number, day: string): Promise<Period | undefined> {
  return tx.find<Period>(`
    with recursive up as (
      select id, parent_id, kind, level, 0 as depth from body where id = $1
      union all select b.id, b.parent_id, b.kind, b.level, depth + 1 from up join body b on b.id = up.parent_id
      where up.kind not in ('party-committee', 'party-bloc', 'party-cell')
    ), committee as (
      select id, level from up order by kind in ('party-committee', 'party-bloc', 'party-cell') desc, depth limit 1
    )
    select name, "firstDay" from (
      select t.name, t.first_day as "firstDay", true as own from committee c join book_term t on t.body_id = c.id
      union all select s.name, s.first_day, false from committee c join term_standard s on s.level = c.level) terms
    where "firstDay" <= $2::date order by own desc, "firstDay" desc limit 1`, [bodyId, day])
}

/** The sub-number taken last after a number, and the day that number bears; undefined where it was never given. */
export function findAfter(tx: Tx, bookId: string, serial: number): Promise<{ last: string; day: string } | undefined> {
  return tx.find(`select max(suffix) as last, max(day) as day from book_entry where book_id = $1 and number = $2 having count(*) > 0`, [bookId, serial])
}

/** Books that the acting office keeps, newest period first, each with its series. */
export function loadBooks(tx: Tx): Promise<Book[]> {
  return tx.rows<Book>(`
    select jsonb_build_object('id', o.id, 'name', o.short_name) as body, b.direction, b.system, b.period, b.first_day as "firstDay",
      jsonb_agg(jsonb_build_object('docType', b.doc_type, 'lastNumber', b.last_number, 'entries', c.entries, 'cancelled', c.cancelled) order by b.doc_type) as series
    from register_book b join body o on o.id = b.body_id
    join lateral (select count(*)::int as entries, (count(*) filter (where cancelled_at is not null))::int as cancelled from book_entry e where e.book_id = b.id) c on true
    group by o.id, b.direction, b.system, b.period, b.first_day order by o.id, b.first_day desc, b.direction, b.system`)
}

/** Bodies whose books the acting office keeps: its own, and those a rule gives it. */
export function loadKept(tx: Tx): Promise<(BodyRef & { chain: string })[]> {
  return tx.rows('select id, short_name as name, chain from body where id = app_body() or id in (select body_id from book_rule where keeper_id = app_body()) order by id')
}

/** Whether a body may be ruled here: the own one, or a committee below that keeps no books of its own. */
export function findRuled(tx: Tx, bodyId: number): Promise<BodyRef | undefined> {
  return tx.find('select id, short_name as name from body where id = $1', [bodyId])
}
