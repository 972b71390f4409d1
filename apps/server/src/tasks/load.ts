import type { BodyRef, CascadeProposal, Task, TaskEvent, TaskQuery } from '@phaodai/office'
import type { CalendarDay } from '@phaodai/vocabulary'
import { settingOn } from '#kernel/setting.queries.ts'
import type { Statement, Tx } from '#kernel/transaction.ts'
import { BODY, NOTED, OWN } from './columns.queries.ts'
import { among, conditionsOf, wordsOf, type Conditions } from './conditions.queries.ts'
import type { TaskRow } from './row.ts'
import { unsorted } from './unsorted.queries.ts'

/** Every list reads the same columns. Directive and parent are looked up under their own policies; asTask hides what these hide. */
const COLUMNS = `${OWN}, d.number as "directiveNumber", d.abstract as "directiveAbstract", d.doc_type as "directiveType", d.id is not null or t.directive_id is null as "directiveVisible"`
const JOINS = 'left join directive d on d.id = t.directive_id'

const ORDER = { newest: 'created_at desc, id desc', deadline: 'closed, due, id' } as const

function pageSql(where: string, sort: TaskQuery['sort'], limit: number): string {
  const outer = ORDER[sort].replace(/(\w+)( desc)?(,|$)/g, 't.$1$2$3')
  return `select ${COLUMNS} from (select * from task t where ${where} order by ${ORDER[sort]} limit ${limit}) t ${JOINS} order by ${outer}`
}

/** Ids of a page with common words, found by walking the list's order: two such words look rare to the planner, which would sort. */
async function walked(tx: Tx, { where, values }: Conditions, sort: TaskQuery['sort'], limit: number): Promise<string[]> {
  const rows = await unsorted(tx, () => tx.rows<{ id: string }>(`select id from task t where ${where} order by ${ORDER[sort]} limit ${limit}`, values))
  return rows.map(row => row.id)
}

/** More matches than this make words common: walking the list's own order then finds a page sooner. */
const MOST_MATCHES = 3000

async function matchesOf(tx: Tx, text: string | undefined): Promise<string[] | null> {
  const words = wordsOf(text)
  if (words.length === 0) return null
  return (await tx.get<{ ids: string[] | null }>('select task_matches($1::text[], $2) as ids', [words, MOST_MATCHES])).ids
}

/** One page of tasks under the viewer's policy, `limit` rows and perhaps one more that tells of a next page. */
export async function loadTasks(tx: Tx, query: TaskQuery, today: string): Promise<TaskRow[]> {
  const matches = await matchesOf(tx, query.q)
  const conditions = conditionsOf(query, today, matches)
  const common = matches === null && wordsOf(query.q).length > 0
  const { where, values } = common ? among(await walked(tx, conditions, query.sort, query.limit + 1)) : conditions
  return tx.rows<TaskRow>(pageSql(where, query.sort, query.limit + 1), values)
}

/** How many tasks a query matches; for small piles only. */
export async function countTasks(tx: Tx, query: TaskQuery, today: string): Promise<number> {
  const { where, values } = conditionsOf({ ...query, after: undefined }, today, await matchesOf(tx, query.q))
  return (await tx.get<{ n: number }>(`select count(*)::int as n from task t where ${where}`, values)).n
}

const FIND: Statement = { name: 'task.find', text: `select ${COLUMNS} from task t ${JOINS} where t.id = $1` }

/** One task, or undefined when it is missing or out of sight. */
export function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  return tx.find<TaskRow>(FIND, [id])
}

const BY_ID: Statement = { name: 'task.by-id', text: `select ${COLUMNS} from task t ${JOINS} where t.id = any($1::uuid[]) order by t.id` }

/** Tasks with these ids that the viewer may see. */
export function loadTasksById(tx: Tx, ids: readonly string[]): Promise<TaskRow[]> {
  return tx.rows<TaskRow>(BY_ID, [ids])
}

const CHILDREN: Statement = { name: 'task.children', text: `select ${COLUMNS} from task t ${JOINS} where t.parent_id = $1 order by t.closed, t.due, t.id` }

/** Open children first by deadline. */
export function loadChildren(tx: Tx, id: string): Promise<TaskRow[]> {
  return tx.rows<TaskRow>(CHILDREN, [id])
}

const EVENTS: Statement = {
  name: 'task.events',
  text: `
    select ${NOTED},
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) order by f.id)
        from file f where f.id = any (e.file_ids)), '[]') as files
    from task_event e
    where e.task_id = $1
    order by e.at, e.id`,
}

/** A task's history, oldest first. */
export function loadEvents(tx: Tx, id: string): Promise<TaskEvent[]> {
  return tx.rows<TaskEvent>(EVENTS, [id])
}

type Sibling = { id: string; role: Task['role']; body: BodyRef; state: Task['state'] }

const SIBLINGS: Statement = {
  name: 'task.siblings',
  text: `
    select s.id, s.role, ${BODY('b')} as body, s.state
    from task t join task s on s.id <> t.id and s.parent_id is not distinct from t.parent_id
      and (s.order_id = t.order_id or (t.order_id is null and s.created_at = t.created_at and s.assigner_id = t.assigner_id and s.directive_id is null))
      join body b on b.id = s.body_id
    where t.id = $1
    order by array_position(array['lead', 'doer', 'coordinate'], s.role), s.body_id
    limit 500`,
}

/** Other rows of the same order given by the same body. */
export function loadSiblings(tx: Tx, id: string): Promise<Sibling[]> {
  return tx.rows<Sibling>(SIBLINGS, [id])
}

/** The task this one was derived from, when the viewer may see it. */
export function findParent(tx: Tx, id: string): Promise<{ id: string; text: string; body: BodyRef } | undefined> {
  return tx.find(`select p.id, p.text, ${BODY('b')} as body from task t join task p on p.id = t.parent_id join body b on b.id = p.body_id where t.id = $1`, [id])
}

/** Whether this very event has been written already. */
export async function hasEvent(tx: Tx, taskId: string, eventId: string): Promise<boolean> {
  return (await tx.find({ name: 'task.has-event', text: 'select 1 from task_event where id = $1 and task_id = $2' }, [eventId, taskId])) !== undefined
}

/** Which of these events stand already. */
export async function knownEvents(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>('select id from task_event where id = any($1::uuid[])', [ids])
  return new Set(rows.map(row => row.id))
}

/** The body above the assigner, to which an overdue task is told; null at the top. */
export async function findSuperior(tx: Tx, bodyId: number): Promise<number | null> {
  return (await tx.find<{ id: number | null }>('select parent_id as id from body where id = $1', [bodyId]))?.id ?? null
}

/** Bodies directly below the acting one; committees of the next level are chosen, or all where it has no committees below. */
export function loadBelow(tx: Tx, day: string): Promise<CascadeProposal['children']> {
  return tx.rows<CascadeProposal['children'][number]>(`
    with below as (
      select b.id, b.short_name, b.kind, b.level, b.kind = own.kind as same
      from body own join body b on b.parent_id = own.id
      where own.id = app_body() and b.valid_from <= $1 and coalesce(b.valid_to, $1) >= $1)
    select jsonb_build_object('id', id, 'name', short_name) as body, kind, level, same or not (select bool_or(same) from below) as selected
    from below
    order by same desc, id`, [day])
}

const KNOWN_BODIES: Statement = {
  name: 'task.known-bodies', text: 'select id from body where id = any($1::int[]) and valid_from <= $2 and coalesce(valid_to, $2) >= $2',
}

/** Which of these bodies exist and are in force. */
export async function knownBodies(tx: Tx, ids: readonly number[], day: string): Promise<Set<number>> {
  const rows = await tx.rows<{ id: number }>(KNOWN_BODIES, [ids, day])
  return new Set(rows.map(row => row.id))
}

/** Whether this installation is a demo: everything that leaves it says MẪU. */
export async function isSample(tx: Tx): Promise<boolean> {
  return (await tx.find<{ demo: boolean }>('select demo from installation'))?.demo ?? false
}

/** Days of the calendar that differ from their weekday, in the year up to a day: as far back as lateness is reckoned. */
export function loadCalendarBefore(tx: Tx, day: string): Promise<CalendarDay[]> {
  return tx.rows<CalendarDay>('select day, kind, name, source from calendar_day where day between $1::date - 366 and $1::date', [day])
}

/** After how many working days late the body is chased, the superior told, the leader told; null where no rule is in force. */
export function loadLateRules(tx: Tx, day: string): Promise<{ chase: number | null; superior: number | null; leader: number | null }> {
  return tx.get(`select ${settingOn('chase-after-working-days', '$1')} as chase, ${settingOn('escalate-after-working-days', '$1')} as superior,
    ${settingOn('leader-after-working-days', '$1')} as leader`, [day])
}
