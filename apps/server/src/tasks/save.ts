import type { Statement, Tx } from '#kernel/transaction.ts'
import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { TaskEvent } from '@phaodai/office'
import { word } from '#server/words/index.ts'
import { NOTED, OWN, WITHOUT_DIRECTIVE } from './columns.queries.ts'
import type { NewEvent, NewTask, TaskPatch, TaskRow } from './row.ts'

/** Columns by the names of `NewTask`; the order is that of the insert. */
const TASK_COLUMNS: readonly (readonly [keyof NewTask, string, string])[] = [
  ['id', 'id', 'uuid'], ['directiveId', 'directive_id', 'uuid'], ['orderId', 'order_id', 'uuid'], ['parentId', 'parent_id', 'uuid'],
  ['originId', 'origin_id', 'int'], ['authorityId', 'authority_id', 'int'], ['assignerId', 'assigner_id', 'int'], ['bodyId', 'body_id', 'int'],
  ['monitorId', 'monitor_id', 'int'], ['role', 'role', 'text'], ['itemLabel', 'item_label', 'text'], ['text', 'text', 'text'],
  ['topics', 'topics', 'text[]'], ['nature', 'nature', 'text'], ['areaId', 'area_id', 'int'], ['deadlineKind', 'deadline_kind', 'text'],
  ['deadline', 'deadline', 'date'], ['deadlinePrinted', 'deadline_printed', 'text'], ['deadlineSource', 'deadline_source', 'text'],
  ['recurring', 'recurring', 'text'], ['reportTo', 'report_to', 'text'], ['searchKey', 'search_key', 'text'],
]

const GIVEN = jsonRows(TASK_COLUMNS)
const GIVE: Statement = { name: 'task.give', text: `insert into task (${GIVEN.columns}) select ${GIVEN.columns} from ${GIVEN.source} on conflict (id) do nothing` }

/** Gives tasks in one statement; ids that exist already are left alone (the caller looks whose they are). */
export function insertTasks(tx: Tx, tasks: readonly NewTask[]): Promise<number> {
  return tx.run(GIVE, [JSON.stringify(tasks)])
}

const GIVE_ALONE: Statement = {
  name: 'task.give-alone',
  text: `insert into task as t (${GIVEN.columns}) select ${GIVEN.columns} from ${GIVEN.source} on conflict (id) do nothing
    returning ${OWN}, ${WITHOUT_DIRECTIVE}`,
}

/** Gives one task without a document and answers with it as it stands; undefined when the id exists already. */
export function insertAlone(tx: Tx, task: NewTask): Promise<TaskRow | undefined> {
  return tx.find<TaskRow>(GIVE_ALONE, [JSON.stringify([task])])
}

const EVENT_COLUMNS: readonly (readonly [keyof NewEvent, string, string])[] = [
  ['id', 'id', 'uuid'], ['taskId', 'task_id', 'uuid'], ['kind', 'kind', 'text'], ['note', 'note', 'text'], ['fromState', 'from_state', 'text'],
  ['toState', 'to_state', 'text'], ['oldDeadline', 'old_deadline', 'date'], ['newDeadline', 'new_deadline', 'date'], ['percent', 'percent', 'smallint'],
  ['fileIds', 'file_ids', 'uuid[]'],
]

const LINES = jsonRows(EVENT_COLUMNS)
const NOTE = `
  insert into task_event as e (${LINES.columns}, by_title)
  select ${LINES.columns.replace('file_ids', `coalesce(file_ids, '{}')`)}, $2 || ', ' || (select short_name from body where id = app_body())
  from ${LINES.source}`

/** Writes history in one statement, signed with the post's title and its body, never with a name. */
export function insertEvents(tx: Tx, title: string, events: readonly NewEvent[]): Promise<number> {
  return tx.run({ name: 'task.note', text: NOTE }, [JSON.stringify(events), title])
}

const NOTE_FIRST: Statement = {
  name: 'task.note-first',
  text: `${NOTE} where exists (select from task t where t.id = task_id and t.created_at = now()) returning ${NOTED}, '[]'::jsonb as files`,
}

/** Writes the first line of the history of a task given in this very transaction, without files, and answers with it; else nothing. */
export function insertFirstEvent(tx: Tx, title: string, event: NewEvent): Promise<TaskEvent | undefined> {
  return tx.find<TaskEvent>(NOTE_FIRST, [JSON.stringify([event]), title])
}

const PATCHABLE: Record<keyof TaskPatch, string> = {
  state: 'state', acceptedAt: 'accepted_at', doneAt: 'done_at', percent: 'percent', lastReport: 'last_report', lastReportAt: 'last_report_at',
  pendingRequest: 'pending_request', requestedDeadline: 'requested_deadline', requestReason: 'request_reason', deadline: 'deadline',
  chasedAt: 'chased_at', chasedCount: 'chased_count', escalatedToId: 'escalated_to_id', escalatedAt: 'escalated_at', needsReview: 'needs_review',
}

/** Changes a task under the version read; 0 = it is stale, out of sight, or not this body's to change. */
export function updateTask(tx: Tx, id: string, version: number, patch: TaskPatch): Promise<number> {
  const keys = Object.keys(patch) as (keyof TaskPatch)[]
  const sets = keys.map((key, n) => `${PATCHABLE[key]} = $${n + 3}`)
  return tx.run(`update task set ${sets.join(', ')} where id = $1 and version = $2`, [id, version, ...keys.map(key => patch[key])])
}

/** Marks several tasks as chased; answers with those that were open and this body's to chase. */
export async function chaseTasks(tx: Tx, ids: readonly string[], at: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`
    update task set chased_at = $2, chased_count = chased_count + 1
    where id = any($1::uuid[]) and state in ('not_started', 'in_progress', 'sent_back')
    returning id`, [ids, at])
  return rows.map(row => row.id)
}

/** Work that is late at the body that answers for it, since a deadline of `$1` or earlier; instants in Vietnam. */
const LATE = `not t.closed and t.due <= $1::date and t.state in ('not_started', 'in_progress', 'sent_back') and t.role <> 'coordinate'`
/** What was told before the deadline in force had passed was about an earlier one. */
const untold = (column: string): string => `(${column} is null or ${column} < (t.due + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')`

function noted(update: string, kind: string): string {
  return `with told as (${update} returning t.id)
    insert into task_event (id, task_id, kind, at, by_title) select gen_random_uuid(), id, '${kind}', $2, '${word('task.byRule')}' from told`
}

/** Chases the bodies whose work is late since `dueBy` and that nobody has chased for it. Runs as the system, as the next two. */
export function chaseLate(tx: Tx, dueBy: string, at: string): Promise<number> {
  return tx.run(noted(`update task t set chased_at = $2, chased_count = chased_count + 1 where ${LATE} and ${untold('t.chased_at')}`, 'chased'), [dueBy, at])
}

/** Tells the superior of the assigner of what stayed late after it was chased on an earlier day; a top body has none. */
export function escalateLate(tx: Tx, dueBy: string, at: string, today: string): Promise<number> {
  return tx.run(noted(`
    update task t set escalated_to_id = a.parent_id, escalated_at = $2 from body a
    where a.id = t.assigner_id and a.parent_id is not null and ${LATE} and ${untold('t.escalated_at')}
      and t.chased_at < $3::date::timestamp at time zone 'Asia/Ho_Chi_Minh' and not ${untold('t.chased_at')}`, 'escalated'), [dueBy, at, today])
}

/** Tells the leader of the body it was escalated to, at the top of the tree the assigner's own. */
export function tellLeaders(tx: Tx, dueBy: string, at: string): Promise<number> {
  return tx.run(noted(`
    update task t set escalated_to_id = coalesce(t.escalated_to_id, a.parent_id, a.id), leader_told_at = $2 from body a
    where a.id = t.assigner_id and ${LATE} and ${untold('t.leader_told_at')} and (a.parent_id is null or not ${untold('t.escalated_at')})`, 'leader_told'), [dueBy, at])
}

/** Adds up the tally's differences; runs as the system. */
export async function compactTally(tx: Tx): Promise<void> {
  await tx.run('select compact_task_tally()')
}
