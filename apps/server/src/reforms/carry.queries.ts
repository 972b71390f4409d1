import { addDays, type Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { kinds, type Kind } from './kinds.ts'

/** What one carrying out works on: the operation, its first day, and how its ground is cited. */
export interface Work { id: string; day: Day; source: string; title: string; notes: { moved: string; assigner: string; monitor: string } }

/** A step changes one sort of thing for every ending body or post; all of them run in one transaction. */
export interface Step { name: string; run: (tx: Tx, work: Work) => Promise<void> }

const eve = ({ day }: Work): Day => addDays(day, -1)

async function carryUnits(tx: Tx, work: Work): Promise<void> {
  await tx.run(`
    insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, lat, lon, centroid_source)
    select m.id, m."parentId", m."lastId", m.code, m.level, m.kind, m.name, m."fullName", m."searchKey", $2, m.lat, m.lon, p.centroid_source
    from reform_unit u cross join lateral jsonb_to_record(u.made) m (id int, "parentId" int, "lastId" int, code text, level text, kind text, name text, "fullName" text, "searchKey" text, lat float8, lon float8, "predecessorIds" int[])
      left join area p on p.id = m."predecessorIds"[1]
    where u.reform_id = $1 and u.fate = 'made' order by m.id`, [work.id, work.day])
  await tx.run(`
    insert into area_successor (predecessor_id, successor_id, source)
    select old::int, u.area_id, $2 from reform_unit u, jsonb_array_elements_text(u.made -> 'predecessorIds') old where u.reform_id = $1 and u.fate = 'made' on conflict do nothing`, [work.id, work.source])
  await tx.run(`update area a set valid_to = $2 from reform_unit u where u.reform_id = $1 and u.fate = 'ends' and a.id = u.area_id and (a.valid_to is null or a.valid_to > $2)`, [work.id, eve(work)])
  await tx.run(`update area a set valid_from = $2 from reform_unit u where u.reform_id = $1 and u.fate = 'begins' and a.id = u.area_id and a.valid_from <> $2`, [work.id, work.day])
}

async function carryBodies(tx: Tx, work: Work): Promise<void> {
  await tx.run(`
    update body b set last_id = n.hi from (select parent_id, max(last_id) as hi from reform_body where reform_id = $1 group by 1) n
    where n.parent_id = b.id and b.parent_id is null and n.hi > b.last_id`, [work.id])
  await tx.run(`
    insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, sector, valid_from)
    select id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, sector, $2 from reform_body where reform_id = $1 order by id`, [work.id, work.day])
  await tx.run('insert into body_territory (body_id, area_id, valid_from) select n.id, t, $2 from reform_body n, unnest(n.territory) t where n.reform_id = $1', [work.id, work.day])
  await tx.run(`
    insert into body_successor (predecessor_id, successor_id, source)
    select distinct m.body_id, h, $2 from reform_move m, unnest(m.heir_ids || m.work_heir_id) h where m.reform_id = $1 and h is not null on conflict do nothing`, [work.id, work.source])
  await tx.run('update body b set valid_to = $2 from reform_move m where m.reform_id = $1 and m.body_id = b.id and (b.valid_to is null or b.valid_to > $2)', [work.id, eve(work)])
  await tx.run('update body_territory t set valid_to = $2 from reform_move m where m.reform_id = $1 and m.body_id = t.body_id and (t.valid_to is null or t.valid_to > $2)', [work.id, eve(work)])
}

/** Bodies that go on answer for the units that took over theirs. */
async function carryLand(tx: Tx, work: Work): Promise<void> {
  const lasting = `b.valid_from < $2 and (b.valid_to is null or b.valid_to >= $2)`
  await tx.run(`
    insert into body_territory (body_id, area_id, valid_from)
    select distinct t.body_id, s.successor_id, $2::date from body b join body_territory t on t.body_id = b.id and (t.valid_to is null or t.valid_to >= $2)
      join reform_unit u on u.reform_id = $1 and u.fate = 'ends' and u.area_id = t.area_id join area_successor s on s.predecessor_id = t.area_id
      join area n on n.id = s.successor_id and n.valid_from = $2
    where ${lasting} on conflict do nothing`, [work.id, work.day])
  await tx.run(`
    update body_territory t set valid_to = $3 from body b, reform_unit u
    where b.id = t.body_id and ${lasting} and u.reform_id = $1 and u.fate = 'ends' and u.area_id = t.area_id and (t.valid_to is null or t.valid_to >= $2)`, [work.id, work.day, eve(work)])
  await tx.run(`
    update body b set seat_area_id = s.id from (
      select s.predecessor_id, min(s.successor_id) as id from area_successor s join area n on n.id = s.successor_id and n.valid_from = $2 group by 1 having count(*) = 1) s, reform_unit u
    where ${lasting} and u.reform_id = $1 and u.fate = 'ends' and u.area_id = b.seat_area_id and s.predecessor_id = b.seat_area_id`, [work.id, work.day])
}

async function carryPosts(tx: Tx, work: Work): Promise<void> {
  await tx.run(`
    insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from, valid_to)
    select p.new_post_id, o.person_id, p.body_id, p.acts_for_id, o.role, coalesce(p.title, o.title), greatest(o.valid_from, $2), o.valid_to
    from reform_post p join post o on o.id = p.post_id where p.reform_id = $1 and p.fate = 'moves' and (o.valid_to is null or o.valid_to >= $2)`, [work.id, work.day])
  await tx.run(`update post o set valid_to = $2 from reform_post p where p.reform_id = $1 and p.post_id = o.id and p.fate is not null and (o.valid_to is null or o.valid_to > $2)`, [work.id, eve(work)])
}

/** Open tasks with all who have a part in them, and a line in each one's history saying from where, to where and on what ground. */
async function carryTasks(tx: Tx, work: Work): Promise<void> {
  await tx.run(`
    with due as materialized (
      select t.id, t.body_id, t.assigner_id, t.monitor_id,
        coalesce(hand.heir_id, place.heir, work.work_heir_id, t.body_id) as to_body,
        coalesce(assigner.oversight_heir_id, assigner.work_heir_id, t.assigner_id) as to_assigner,
        coalesce(origin.oversight_heir_id, origin.work_heir_id, t.origin_id) as to_origin,
        coalesce(monitor.oversight_heir_id, monitor.work_heir_id, t.monitor_id) as to_monitor,
        coalesce(told.oversight_heir_id, told.work_heir_id, t.escalated_to_id) as to_told
      from task t
      left join reform_move work on work.reform_id = $1 and work.body_id = t.body_id
      left join reform_move assigner on assigner.reform_id = $1 and assigner.body_id = t.assigner_id
      left join reform_move origin on origin.reform_id = $1 and origin.body_id = t.origin_id
      left join reform_move monitor on monitor.reform_id = $1 and monitor.body_id = t.monitor_id
      left join reform_move told on told.reform_id = $1 and told.body_id = t.escalated_to_id
      left join reform_task hand on hand.reform_id = $1 and hand.task_id = t.id
      left join lateral (
        select min(l.body_id) as heir from (
          select distinct l.body_id from area_successor s join body_territory l on l.body_id = any (work.heir_ids) and l.valid_from <= $2 and (l.valid_to is null or l.valid_to >= $2)
            join area r on r.id = l.area_id where s.predecessor_id = t.area_id and s.successor_id between r.id and r.last_id) l
        having count(*) = 1) place on work.by_area and t.area_id is not null
      where not t.closed and (work.id is not null or assigner.id is not null or origin.id is not null or monitor.id is not null or told.id is not null)
    ), told as (
      insert into task_event (id, task_id, kind, body_id, by_title, note)
      select gen_random_uuid(), due.id, 'moved', to_body, $4, concat_ws('. ',
        case when to_body <> body_id then format($5, was.short_name, now_is.short_name, $3::text) end,
        case when to_assigner <> assigner_id then format($6, gave.short_name, gives.short_name, $3::text) end,
        case when to_monitor is distinct from monitor_id then format($7, watched.short_name, watches.short_name, $3::text) end)
      from due join body was on was.id = body_id join body now_is on now_is.id = to_body join body gave on gave.id = assigner_id join body gives on gives.id = to_assigner
        left join body watched on watched.id = monitor_id left join body watches on watches.id = to_monitor
      where to_body <> body_id or to_assigner <> assigner_id or to_monitor is distinct from monitor_id)
    update task t set body_id = to_body, assigner_id = to_assigner, origin_id = to_origin, monitor_id = to_monitor, escalated_to_id = to_told
    from due where due.id = t.id`, [work.id, work.day, work.source, work.title, work.notes.moved, work.notes.assigner, work.notes.monitor])
}

/** SQL for the successor that takes a row of a kind (alias m is the row of the plan). */
export function heirOf({ heir }: Kind): string {
  return heir === 'oversight' ? 'coalesce(m.oversight_heir_id, m.work_heir_id)' : heir === 'post' ? 'm.new_post_id' : 'm.work_heir_id'
}

/** SQL that joins the rows of a kind (alias t) to the plan, $1 being the operation. */
export function sourceOf({ heir, column }: Kind): string {
  return heir === 'post' ? `join reform_post m on m.reform_id = $1 and m.fate = 'moves' and m.post_id = t.${column}` : `join reform_move m on m.reform_id = $1 and m.body_id = t.${column}`
}

/** SQL for which rows of a kind are still open on the day. */
export const openOf = (kind: Kind, day: Day): string => (kind.open ?? 'true').replaceAll('{day}', `'${day}'::date`)

/** A kind whose table has a guard of its own is moved under the permission that the guard asks for. */
async function carryUnder(tx: Tx, work: Work, kind: Kind): Promise<void> {
  if (kind.under === undefined) return carryKind(tx, work, kind)
  const { was } = await tx.get<{ was: string | null }>("select nullif(current_setting('app.permission', true), '') as was")
  await tx.run("select set_config('app.permission', $1, true)", [kind.under])
  await carryKind(tx, work, kind)
  await tx.run("select set_config('app.permission', $1, true)", [was ?? ''])
}

async function carryKind(tx: Tx, { id, day }: Work, kind: Kind): Promise<void> {
  const { table, column, once = [], also = {} } = kind
  const heir = heirOf(kind)
  const kept = once.map((each) => `, t.${each}`).join('')
  const clash = `exists (select from ${table} x where x.${column} = d.heir${once.map((each) => ` and x.${each} is not distinct from d.${each}`).join('')})`
  const free = once.length === 0 ? '' : ` and d.nth = 1 and not ${clash}`
  const extra = Object.entries(also).map(([name, value]) => `, ${name} = ${value.replaceAll('{heir}', 'd.heir')}`).join('')
  await tx.run(`
    with due as (
      select t.id, ${heir} as heir${kept}, row_number() over (partition by ${heir}${kept} order by t.id) as nth
      from ${table} t ${sourceOf(kind)} where ${heir} is not null and ${openOf(kind, day)})
    update ${table} t set ${column} = d.heir${extra} from due d where d.id = t.id${free}`, [id])
}

const UNREAD = "exists (select from directive w where w.id = t.directive_id and w.state = 'draft')"
/** Columns of JSON in which bodies stand, and which rows are still being written. */
const WRITTEN = [
  ['directive_order', 'leads', UNREAD], ['directive_order', 'coordinates', UNREAD], ['directive_order', 'doers', UNREAD],
  ['directive', 'recipients', "t.state = 'draft'"], ['draft', 'content', "t.state in ('drafting', 'clearance')"],
] as const

/** What is lent, left on leave or held in a committee ends with the body or post; a leave goes on in the new post. */
async function carryEnds(tx: Tx, work: Work): Promise<void> {
  const gone = '(select post_id from reform_post where reform_id = $1 and fate is not null)'
  await tx.run(`update delegation set valid_to = $2, revoked_at = case when valid_from > $2 then coalesce(revoked_at, now()) else revoked_at end
    where (from_post_id in ${gone} or to_post_id in ${gone}) and valid_to > $2 and valid_from <= $2`, [work.id, eve(work)])
  await tx.run(`update delegation set revoked_at = now() where (from_post_id in ${gone} or to_post_id in ${gone}) and valid_from > $2 and revoked_at is null`, [work.id, eve(work)])
  await tx.run(`
    insert into post_leave (id, post_id, body_id, kind, valid_from, valid_to)
    select gen_random_uuid(), p.new_post_id, p.acts_for_id, l.kind, greatest(l.valid_from, $2), l.valid_to
    from post_leave l join reform_post p on p.reform_id = $1 and p.fate = 'moves' and p.post_id = l.post_id where l.valid_to >= $2 and l.cancelled_at is null`, [work.id, work.day])
  await tx.run(`update post_leave set cancelled_at = case when valid_from > $2 then now() end, valid_to = case when valid_from > $2 then valid_to else $2 end
    where post_id in ${gone} and valid_to > $2 and cancelled_at is null`, [work.id, eve(work)])
  for (const table of ['committee_member', 'committee_unit', 'area_charge']) {
    await tx.run(`update ${table} t set valid_to = greatest($2, t.valid_from) from reform_move m where m.reform_id = $1 and m.body_id = t.body_id and (t.valid_to is null or t.valid_to > $2)`, [work.id, eve(work)])
  }
}

/** Names that meant an ended body mean the heir of its work; new bodies bring the names of their own. */
async function carryNames(tx: Tx, work: Work): Promise<void> {
  await tx.run(`
    update body_alias a set body_ids = (select array_agg(distinct coalesce(m.work_heir_id, u.id)) from unnest(a.body_ids) u(id) left join reform_move m on m.reform_id = $1 and m.body_id = u.id)
    where a.body_ids && (select array_agg(body_id) from reform_move where reform_id = $1)`, [work.id])
  await tx.run(`
    insert into body_alias (alias, alias_key, body_ids)
    select distinct on (k) a, k, array[n.id] from reform_body n, unnest(n.aliases, n.alias_keys) u(a, k) where n.reform_id = $1 order by k, n.id on conflict do nothing`, [work.id])
}

/** What is still being written names bodies it will go to: heirs stand in their place. What is signed stays as it was signed. */
async function carryWritten(tx: Tx, work: Work): Promise<void> {
  for (const [table, column, open] of WRITTEN) {
    await tx.run(`
      with due as (select t.ctid, t.${column} as said, heirs_in($1, t.${column}) as says from ${table} t where ${open} and t.${column} @? '$.**.bodyIds')
      update ${table} t set ${column} = d.says from due d where d.ctid = t.ctid and d.says <> d.said`, [work.id])
  }
  await tx.run(`
    update inspection_team t set member_post_ids = array(select coalesce(p.new_post_id, m) from unnest(t.member_post_ids) with ordinality u(m, n) left join reform_post p on p.reform_id = $1 and p.fate = 'moves' and p.post_id = m order by n)
    from inspection_plan i where i.id = t.plan_id and i.state <> 'ended' and t.member_post_ids && array(select post_id from reform_post where reform_id = $1 and fate = 'moves')`, [work.id])
}

/** In this order. */
export const steps: readonly Step[] = [
  { name: 'units', run: carryUnits }, { name: 'bodies', run: carryBodies }, { name: 'land', run: carryLand }, { name: 'posts', run: carryPosts }, { name: 'tasks', run: carryTasks },
  { name: 'rest', run: async (tx, work) => {
    for (const kind of kinds) if (kind.fate === 'moves' && kind.table !== 'task') await carryUnder(tx, work, kind)
  } },
  { name: 'ends', run: carryEnds }, { name: 'names', run: carryNames }, { name: 'written', run: carryWritten },
]
