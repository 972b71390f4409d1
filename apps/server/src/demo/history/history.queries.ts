import type { CalendarDay } from '@phaodai/vocabulary'
import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import { PERMISSION, stateOf, standingOf } from './standing.ts'
import type { EventKind, Life, SeedTask, Standing } from './types.ts'

/** The tasks that a directive's issue made, with the place of their order, so that chance does not hang on ids. */
export function loadIssued(tx: Tx, directiveId: string, key: string): Promise<SeedTask[]> {
  return tx.rows<SeedTask>(
    `select t.id, $2 || '/' || o.position || '/' || t.body_id || '/' || t.role as key, t.created_at as "createdAt", t.directive_id as "directiveId", t.order_id as "orderId",
       t.parent_id as "parentId", t.origin_id as "originId", t.authority_id as "authorityId", t.assigner_id as "assignerId", t.body_id as "bodyId", t.monitor_id as "monitorId",
       t.role, t.item_label as "itemLabel", t.text, t.topics, t.nature, t.area_id as "areaId", t.deadline_kind as "deadlineKind", t.deadline,
       t.deadline_printed as "deadlinePrinted", t.deadline_source as "deadlineSource", t.recurring, t.report_to as "reportTo", t.search_key as "searchKey"
     from task t join directive_order o on o.id = t.order_id where t.directive_id = $1 and t.parent_id is null order by o.position, t.role, t.body_id`, [directiveId, key])
}

export function loadCalendar(tx: Tx): Promise<CalendarDay[]> {
  return tx.rows<CalendarDay>('select day, kind, name, source from calendar_day')
}

interface StateChange { id: string; state: string }

/**
 * Moves tasks through their states as they were moved, each change under its own permission, so that the same guards
 * and audit stand behind it as behind a click. Tasks below move before those above, which may close only after them.
 */
export async function saveStates(tx: Tx, lives: readonly Life[]): Promise<void> {
  for (const layer of layersOf(lives)) {
    const paths = layer.map(({ task, steps }) => ({ id: task.id, moves: steps.filter(step => step.toState !== undefined) }))
    const longest = Math.max(0, ...paths.map(path => path.moves.length))
    for (let n = 0; n < longest; n++) {
      for (const [kind, permission] of Object.entries(PERMISSION) as [EventKind, string][]) {
        await move(tx, permission, paths.flatMap(({ id, moves }) => (moves[n]?.kind === kind ? [{ id, state: moves[n]?.toState ?? '' }] : [])))
      }
    }
  }
}

async function move(tx: Tx, permission: string, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return
  await tx.rows(`select set_config('app.permission', $1, true)`, [permission])
  await tx.run('update task set state = u.state from unnest($1::uuid[], $2::text[]) u(id, state) where task.id = u.id', [changes.map(each => each.id), changes.map(each => each.state)])
}

/** Lives by depth of their tasks, the deepest first. */
function layersOf(lives: readonly Life[]): Life[][] {
  const parent = new Map(lives.map(({ task }) => [task.id, task.parentId]))
  const depth = (id: string | null): number => (id === null ? -1 : 1 + depth(parent.get(id) ?? null))
  const layers: Life[][] = []
  for (const life of lives) (layers[depth(life.task.id)] ??= []).push(life)
  return layers.filter(layer => layer !== undefined).reverse()
}

const STANDING: readonly (readonly [keyof Standing, string, string])[] = [
  ['id', 'id', 'uuid'], ['createdAt', 'created_at', 'timestamptz'], ['acceptedAt', 'accepted_at', 'timestamptz'], ['doneAt', 'done_at', 'timestamptz'], ['percent', 'percent', 'smallint'],
  ['lastReport', 'last_report', 'text'], ['lastReportAt', 'last_report_at', 'timestamptz'], ['pendingRequest', 'pending_request', 'text'], ['requestedDeadline', 'requested_deadline', 'date'],
  ['requestReason', 'request_reason', 'text'], ['deadline', 'deadline', 'date'], ['chasedAt', 'chased_at', 'timestamptz'], ['chasedCount', 'chased_count', 'int'],
  ['escalatedToId', 'escalated_to_id', 'int'], ['escalatedAt', 'escalated_at', 'timestamptz'],
]

/** Writes everything but the state: reports, requests, chases, and the instants at which things were. */
export async function saveStandings(tx: Tx, lives: readonly Life[]): Promise<void> {
  const { source } = jsonRows(STANDING)
  const sets = STANDING.slice(1).map(([, column]) => `${column} = given.${column}`).join(', ')
  await tx.rows(`select set_config('app.permission', 'task.report', true)`)
  await tx.run(`update task t set ${sets} from ${source} where t.id = given.id`, [JSON.stringify(lives.map(standingOf))])
}

interface EventRow { id: string; taskId: string; kind: string; at: string; bodyId: number; postId: string | null; byTitle: string; note: string | null; fromState: string | null; toState: string | null; oldDeadline: string | null; newDeadline: string | null; percent: number | null }

const EVENT: readonly (readonly [keyof EventRow, string, string])[] = [
  ['id', 'id', 'uuid'], ['taskId', 'task_id', 'uuid'], ['kind', 'kind', 'text'], ['at', 'at', 'timestamptz'], ['bodyId', 'body_id', 'int'], ['postId', 'post_id', 'uuid'], ['byTitle', 'by_title', 'text'],
  ['note', 'note', 'text'], ['fromState', 'from_state', 'text'], ['toState', 'to_state', 'text'], ['oldDeadline', 'old_deadline', 'date'], ['newDeadline', 'new_deadline', 'date'], ['percent', 'percent', 'smallint'],
]

/** Who signs for a body: a post of the cast, else a title alone. */
export type SignerOf = (bodyId: number) => { postId: string | null; title: string }

/** Writes the history of every task; `idOf` makes the id of the nth event of a task. */
export async function saveEvents(tx: Tx, lives: readonly Life[], signerOf: SignerOf, idOf: (key: string, at: string) => string): Promise<number> {
  const rows = lives.flatMap(life => eventsOf(life, signerOf, idOf))
  const { columns, source } = jsonRows(EVENT)
  return tx.run(`insert into task_event (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

function eventsOf({ task, steps }: Life, signerOf: SignerOf, idOf: (key: string, at: string) => string): EventRow[] {
  return steps.map((step, n) => {
    const { postId, title } = signerOf(step.byBody)
    return {
      id: idOf(`event/${task.key}/${n}`, step.at), taskId: task.id, kind: step.kind, at: step.at, bodyId: step.byBody, postId, byTitle: title, note: step.note,
      fromState: step.toState === undefined ? null : stateOf(steps.slice(0, n)), toState: step.toState ?? null,
      oldDeadline: step.oldDeadline ?? null, newDeadline: step.newDeadline ?? null, percent: step.percent ?? null,
    }
  })
}

/** Puts a directive and its deliveries back to the days when they were: registered, issued, read, acknowledged. */
export async function backdate(tx: Tx, directiveId: string, registeredAt: string, issuedAt: string | null): Promise<void> {
  await tx.rows(`select set_config('app.permission', 'directive.review', true)`)
  await tx.run('update directive set created_at = $2, issued_at = $3 where id = $1', [directiveId, registeredAt, issuedAt])
}

export interface Reading { bodyId: number; readAt: string | null; acknowledgedAt: string | null; acknowledgedBy: string | null }

/** When recipients opened the document and took note of it. */
export function saveReadings(tx: Tx, directiveId: string, deliveredAt: string, readings: readonly Reading[]): Promise<number> {
  return tx.run(
    `update directive_delivery d set delivered_at = $2, read_at = u.read_at, acknowledged_at = u.acknowledged_at, acknowledged_by = u.acknowledged_by
     from unnest($3::int[], $4::timestamptz[], $5::timestamptz[], $6::text[]) u(body_id, read_at, acknowledged_at, acknowledged_by)
     where d.directive_id = $1 and d.body_id = u.body_id`,
    [directiveId, deliveredAt, readings.map(r => r.bodyId), readings.map(r => r.readAt), readings.map(r => r.acknowledgedAt), readings.map(r => r.acknowledgedBy)])
}

export function loadRecipientIds(tx: Tx, directiveId: string): Promise<{ bodyId: number; purpose: string }[]> {
  return tx.rows('select body_id as "bodyId", purpose from directive_delivery where directive_id = $1 order by body_id', [directiveId])
}

/** The first line of history of the tasks a directive made, at the moment of its issue. */
export function backdateAssigned(tx: Tx, directiveId: string, issuedAt: string): Promise<number> {
  return tx.run(`update task_event e set at = $2 from task t where t.id = e.task_id and t.directive_id = $1`, [directiveId, issuedAt])
}
