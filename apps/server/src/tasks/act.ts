import { isPossible, mayEver, refusalOf, type ActionFacts, type ChaseInput, type TaskActionInput } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { randomBytes } from 'node:crypto'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { attachFiles } from '../files/index.ts'
import { effectOf, type Effect } from './effects.ts'
import { findSuperior, findTask, hasEvent, knownBodies, knownEvents, loadTasksById } from './load.ts'
import { asTask, type NewTask, type TaskRow } from './row.ts'
import { chaseTasks, insertEvents, insertTasks, updateTask } from './save.ts'
import { searchKeyOf } from './search-key.ts'

/** When it is: an instant, and its day in Vietnam. A seed also says what new ids are, so that it can be repeated. */
export interface Moment { at: string; today: string; newId?: () => string }

/** The facts of a task that decide about its actions. */
export function factsOf(task: TaskRow): ActionFacts {
  return {
    state: task.state, bodyId: task.body.id, assignerId: task.assigner.id, originId: task.origin.id, monitorId: task.monitor?.id ?? null,
    deadline: task.deadline, pendingRequest: task.pendingRequest, needsReview: task.needsReview,
  }
}

function check(task: TaskRow, input: TaskActionInput, who: Who, today: string): void {
  const facts = factsOf(task)
  if (!mayEver(input.action, facts, who.bodyId)) throw new Problem('not-allowed')
  if (task.version !== input.version) throw new Problem('stale', { versions: { theirs: asTask(task, today), yours: input } })
  if (!isPossible(input.action, facts, today)) throw new Problem('illegal-state')
}

/**
 * Does one action: repeats (same event id) change nothing; a stale version answers with both; history, state and
 * files change together.
 */
export async function act(tx: Tx, who: Who, moment: Moment, id: string, eventId: string, input: TaskActionInput): Promise<void> {
  const task = await findTask(tx, id)
  if (!task) throw new Problem('not-found')
  if (await hasEvent(tx, id, eventId)) return
  check(task, input, who, moment.today)
  const effect = await completed(tx, task, input, effectOf(task, input, moment.at))
  if (await updateTask(tx, id, input.version, effect.patch) === 0) {
    if (await hasEvent(tx, id, eventId)) return
    const theirs = await findTask(tx, id)
    refuseStale(theirs && asTask(theirs, moment.today), input)
  }
  await insertEvents(tx, who.title, [{ ...effect.event, id: eventId, taskId: id }])
  await attachFiles(tx, 'task', id, input.fileIds)
  if (input.action === 'reassign') await passOn(tx, who, moment, task, input)
}

/** Escalation needs to know to whom; at the top of the tree there is nobody. */
async function completed(tx: Tx, task: TaskRow, input: TaskActionInput, effect: Effect): Promise<Effect> {
  if (input.action !== 'escalate') return effect
  const superior = await findSuperior(tx, task.assigner.id)
  if (superior === null) throw new Problem('no-superior')
  return { ...effect, patch: { ...effect.patch, escalatedToId: superior } }
}

/** The same task for another body, with a history of its own. */
async function passOn(tx: Tx, who: Who, moment: Moment, task: TaskRow, input: TaskActionInput): Promise<void> {
  const bodyId = input.newBodyId
  if (bodyId === undefined || bodyId === task.body.id) throw new Problem('invalid-input', { fields: { newBodyId: 'Chọn cơ quan khác.' } })
  if (!(await knownBodies(tx, [bodyId], moment.today)).has(bodyId)) throw new Problem('reference-missing')
  const id = freshId(moment)
  await insertTasks(tx, [{ ...copied(task), id, assignerId: who.bodyId, bodyId, deadline: input.newDeadline ?? task.deadline }])
  await insertEvents(tx, who.title, [{ id: freshId(moment), taskId: id, kind: 'assigned', note: input.note ?? null }])
}

/** A task's own words for another task; who gives it to whom is the caller's to say. */
export function copied(task: TaskRow): NewTask {
  const { directiveId, parentId, role, itemLabel, text, topics, nature, areaId, deadlineKind, deadline, deadlinePrinted, deadlineSource, recurring, reportTo } = task
  return {
    id: '', orderId: null, originId: task.origin.id, assignerId: task.assigner.id, bodyId: task.body.id,
    authorityId: task.authority?.id ?? null, monitorId: task.monitor?.id ?? null, searchKey: searchKeyOf(task.text, task.directiveNumber),
    directiveId, parentId, role, itemLabel, text, topics, nature, areaId, deadlineKind, deadline, deadlinePrinted, deadlineSource, recurring, reportTo,
  }
}

/** A new id made on the server, for rows that no client asked for by id. */
export function freshId({ at, newId }: Moment): string {
  return newId?.() ?? makeId(Date.parse(at), randomBytes(10))
}

/** Chases several tasks at once; says for each what happened. A repeat of an event id counts as done. */
export async function chaseAll(tx: Tx, who: Who, moment: Moment, input: ChaseInput): Promise<{ chased: string[]; refused: { id: string; code: string }[] }> {
  const known = await knownEvents(tx, input.tasks.map(each => each.eventId))
  const fresh = input.tasks.filter(each => !known.has(each.eventId))
  const tasks = new Map((await loadTasksById(tx, fresh.map(each => each.id))).map(task => [task.id, task]))
  const refusals = new Map(fresh.map(({ id }) => [id, refusedTo(tasks.get(id), who, moment.today)]))
  const changed = new Set(await chaseTasks(tx, fresh.filter(({ id }) => refusals.get(id) === null).map(each => each.id), moment.at))
  const events = fresh.filter(each => changed.has(each.id))
  await insertEvents(tx, who.title, events.map(({ id, eventId }) => ({ id: eventId, taskId: id, kind: 'chased', note: input.note })))
  const done = input.tasks.filter(each => changed.has(each.id) || known.has(each.eventId)).map(each => each.id)
  const refused = fresh.filter(each => !changed.has(each.id)).map(({ id }) => ({ id, code: refusals.get(id) ?? 'not-allowed' }))
  return { chased: done, refused }
}

function refusedTo(task: TaskRow | undefined, who: Who, today: string): string | null {
  return task ? refusalOf('chase', factsOf(task), who.bodyId, today) : 'not-found'
}
