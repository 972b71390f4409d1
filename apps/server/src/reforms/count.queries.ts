import { registers } from '@phaodai/registers'
import type { Tx } from '#kernel/transaction.ts'
import type { ReformReport } from '@phaodai/office/reform.ts'
import { openOf, sourceOf, type Work } from './carry.queries.ts'
import { kinds, type Kind } from './kinds.ts'

type Totals = ReformReport['totals'][number]
type Counted = Omit<Totals, 'after' | 'before'> & { n: number }

const TOTALS: Record<string, string> = {
  'task-open': 'select count(*) from task where not closed', 'task-closed': 'select count(*) from task where closed', 'delivery': 'select count(*) from directive_delivery',
  'directive': 'select count(*) from directive', 'handling': 'select count(*) from handling', 'draft': 'select count(*) from draft', 'person': 'select count(*) from person',
  ...Object.fromEntries(registers.map(({ name }) => [name, `select count(*) from ${name}`])),
}

/** How many of everything there are that may be neither lost nor doubled. */
export function countAll(tx: Tx): Promise<Counted[]> {
  return tx.rows<Counted>(Object.entries(TOTALS).map(([kind, sql]) => `select '${kind}' as kind, (${sql})::int as n`).join(' union all '))
}

/** A digest of all closed tasks, which no rearrangement may touch. */
export async function closedDigest(tx: Tx): Promise<string> {
  const row = await tx.get<{ sum: string | null }>(
    `select sum(hashtextextended(concat_ws('|', id, body_id, assigner_id, origin_id, monitor_id, state, done_at, version), 0))::text as sum from task where closed`)
  return row.sum ?? '0'
}

/** Open rows of a kind that name an ending body or post. */
export async function countKind(tx: Tx, { id, day }: Work, kind: Kind): Promise<number> {
  return (await tx.get<{ n: number }>(`select count(*)::int as n from ${kind.table} t ${sourceOf(kind)} where ${openOf(kind, day)}`, [id])).n
}

/** The kinds of which open rows are counted before and after. */
export const moving = kinds.filter(({ fate }) => fate === 'moves')

/** Bodies whose work nobody takes on yet, and what keeps the plan from being carried out. Names are of bodies and posts' titles. */
export function loadOpenQuestions(tx: Tx, { id, day }: Work): Promise<ReformReport['unresolved']> {
  return tx.rows<ReformReport['unresolved'][number]>(`
    with ending as (select body_id from reform_move where reform_id = $1),
    begins as (select id, chain from reform_body where reform_id = $1),
    living as (
      select b.id, b.chain from body b where b.valid_from < $2 and (b.valid_to is null or b.valid_to >= $2::date - 1) and b.id not in (select body_id from ending)
      union all select id, chain from begins)
    select 'work' as kind, b.name from reform_move m join body b on b.id = m.body_id where m.reform_id = $1 and m.work_heir_id is null
    union all
    select 'post', o.title || ', ' || b.short_name from post o join body b on b.id = o.body_id left join reform_post p on p.reform_id = $1 and p.post_id = o.id
      where (o.body_id in (select body_id from ending) or o.acts_for_id in (select body_id from ending)) and (o.valid_to is null or o.valid_to >= $2) and p.fate is null
    union all
    select 'left-behind', b.name from body b where b.valid_from < $2 and (b.valid_to is null or b.valid_to >= $2) and b.id not in (select body_id from ending) and b.parent_id in (select body_id from ending)
    union all
    select distinct 'heir-gone', b.name from reform_move m join body b on b.id = m.body_id cross join lateral unnest(m.heir_ids || m.work_heir_id || m.oversight_heir_id) h
      where m.reform_id = $1 and h is not null and h not in (select id from living)
    union all
    select distinct 'post-nowhere', o.title from reform_post p join post o on o.id = p.post_id cross join lateral unnest(array[p.body_id, p.acts_for_id]) h
      where p.reform_id = $1 and p.fate = 'moves' and h not in (select id from living)
    union all
    select distinct 'other-chain', b.name from reform_move m join body b on b.id = m.body_id cross join lateral unnest(m.heir_ids || m.work_heir_id || m.oversight_heir_id) h join living l on l.id = h
      where m.reform_id = $1 and l.chain <> b.chain and not (l.chain in ('state', 'armed') and b.chain in ('state', 'armed'))
    union all
    select 'number-taken', n.name from reform_body n where n.reform_id = $1 and exists (select from body x where x.id between n.id and n.last_id)
    union all
    select 'unit-gone', n.name from reform_body n where n.reform_id = $1 and not exists (select from area a where a.id = n.seat_area_id)
      and not exists (select from reform_unit u where u.reform_id = $1 and u.area_id = n.seat_area_id and u.fate = 'made')
    order by 1, 2`, [id, day])
}

/** Where open tasks went in this transaction, body by body. */
export function loadFlows(tx: Tx): Promise<ReformReport['flows']> {
  return tx.rows<ReformReport['flows'][number]>(`
    select w.short_name as "from", n.short_name as "to", count(*)::int as n
    from audit_entry a join body w on w.id = (a.before ->> 'body_id')::int join body n on n.id = (a.after ->> 'body_id')::int
    where a.tx = pg_current_xact_id() and a.subject = 'task' and a.action = 'update' and a.before ? 'body_id'
    group by 1, 2 order by 3 desc, 1, 2`)
}

/** How many tasks each post of the plan may read, by the very rule of their policy. */
export function countSight(tx: Tx, { id, day }: Work, when: 'before' | 'after'): Promise<{ post: string; body: string; n: number }[]> {
  const [posts, on] = when === 'before' ? ["p.post_id", '$2::date - 1'] : ['p.new_post_id', '$2::date']
  return tx.rows(`
    with seen as materialized (
      select distinct b.id, b.short_name, b.last_id, find_former_bodies(b.id, b.last_id, ${on}) as former from reform_post p join post o on o.id = ${posts} join body b on b.id = o.acts_for_id where p.reform_id = $1),
    counted as (
      select s.id, s.short_name, (select count(*)::int from task t where t.body_id between s.id and s.last_id or t.assigner_id between s.id and s.last_id or t.origin_id between s.id and s.last_id or t.monitor_id between s.id and s.last_id
        or t.body_id = any (s.former) or t.assigner_id = any (s.former) or t.origin_id = any (s.former) or t.monitor_id = any (s.former)) as n from seen s)
    select p.post_id as post, c.short_name as body, c.n from reform_post p join post o on o.id = ${posts} join counted c on c.id = o.acts_for_id where p.reform_id = $1 and $2::date is not null`, [id, day])
}

/** Titles of the posts of the plan; no names. */
export function loadTitles(tx: Tx, id: string): Promise<{ post: string; title: string }[]> {
  return tx.rows('select p.post_id as post, o.title from reform_post p join post o on o.id = p.post_id where p.reform_id = $1 order by o.body_id, o.title', [id])
}

/** What is wrong after everything was carried out; empty when nothing was lost. */
export function loadFaults(tx: Tx, { id, day }: Work): Promise<{ fault: string; n: number }[]> {
  return tx.rows(`
    select * from (
      select 'open-task-left' as fault, count(*)::int as n from task t join reform_move m on m.reform_id = $1 and m.body_id = t.body_id where not t.closed
      union all
      select 'open-task-nowhere', count(*)::int from task t join body b on b.id = t.body_id where not t.closed and b.valid_to < $2 and exists (select from reform_move m where m.reform_id = $1 and m.body_id = b.id)
      union all
      select 'person-without-post', count(distinct o.person_id)::int from reform_post p join post o on o.id = p.post_id where p.reform_id = $1 and p.fate = 'moves'
        and not exists (select from post n where n.person_id = o.person_id and n.valid_from <= greatest($2::date, o.valid_from) and (n.valid_to is null or n.valid_to >= $2))
      union all
      select 'chains-mixed', count(*)::int from reform_move m join body_successor s on s.predecessor_id = m.body_id join body a on a.id = s.predecessor_id join body b on b.id = s.successor_id
        where m.reform_id = $1 and a.chain <> b.chain and not (a.chain in ('state', 'armed') and b.chain in ('state', 'armed'))) f
    where n > 0`, [id, day])
}

