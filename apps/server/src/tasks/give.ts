import { isPossible, mayEver, type AssignInput, type CascadeInput, type TaskDetail } from '@phaodai/office'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { copied, factsOf, freshId, type Moment } from './act.ts'
import { findTask, knownBodies, loadTasksById } from './load.ts'
import type { NewTask, TaskRow } from './row.ts'
import { insertAlone, insertEvents, insertFirstEvent, insertTasks, updateTask } from './save.ts'
import { searchKeyOf } from './search-key.ts'
import { detailOf, givenAlone } from './view.ts'

async function refuseUnknownBodies(tx: Tx, ids: readonly number[], today: string): Promise<void> {
  const known = await knownBodies(tx, ids, today)
  if (ids.some(id => !known.has(id))) throw new Problem('reference-missing')
}

/** Children that stand already, after checking that each id is either new or a child of this very task. */
async function standing(tx: Tx, parentId: string, ids: readonly string[]): Promise<Set<string>> {
  const found = await loadTasksById(tx, ids)
  if (found.some(task => task.parentId !== parentId)) throw new Problem('duplicate')
  return new Set(found.map(task => task.id))
}

/**
 * Passes a task on to bodies below, one child each; whoever cascades has accepted. Repeats with the same ids change
 * nothing. A child keeps the directive, origin and authority of its parent.
 */
export async function cascade(tx: Tx, who: Who, moment: Moment, id: string, input: CascadeInput): Promise<void> {
  const task = await findTask(tx, id)
  if (!task) throw new Problem('not-found')
  const known = await standing(tx, id, input.children.map(child => child.id))
  const fresh = input.children.filter(child => !known.has(child.id))
  if (fresh.length === 0) return
  if (!mayEver('cascade', factsOf(task), who.bodyId)) throw new Problem('not-allowed')
  if (!isPossible('cascade', factsOf(task), moment.today)) throw new Problem('illegal-state')
  await refuseUnknownBodies(tx, fresh.map(child => child.bodyId), moment.today)
  const children = fresh.map(child => childOf(task, child, who))
  if (await insertTasks(tx, children) < children.length) throw new Problem('not-allowed')
  await insertEvents(tx, who.title, children.map(child => ({ id: freshId(moment), taskId: child.id, kind: 'assigned', note: input.note ?? null })))
  await insertEvents(tx, who.title, [{ id: freshId(moment), taskId: id, kind: 'cascaded', note: input.note ?? null }])
  if (task.state === 'not_started') await updateTask(tx, id, task.version, { state: 'in_progress', acceptedAt: moment.at })
}

function childOf(task: TaskRow, child: CascadeInput['children'][number], who: Who): NewTask {
  const dated = child.deadline !== null
  return {
    ...copied(task), id: child.id, parentId: task.id, role: 'lead', assignerId: who.bodyId, bodyId: child.bodyId,
    text: child.text, searchKey: searchKeyOf(child.text, task.directiveNumber), monitorId: child.monitorId ?? null, areaId: child.areaId ?? null,
    deadline: child.deadline, deadlineKind: dated ? 'date' : task.deadlineKind === 'date' ? 'none' : task.deadlineKind,
    deadlineSource: !dated ? null : child.deadline === task.deadline ? task.deadlineSource : 'office',
  }
}

function directTask(input: AssignInput, who: Who, id: string, bodyId: number, role: NewTask['role']): NewTask {
  return {
    id, directiveId: null, orderId: null, parentId: null, originId: who.bodyId, authorityId: null, assignerId: who.bodyId, bodyId, monitorId: null,
    role, itemLabel: null, text: input.text, topics: input.topics, nature: input.nature, areaId: null,
    deadlineKind: input.deadline ? 'date' : 'none', deadline: input.deadline, deadlinePrinted: null, deadlineSource: input.deadline ? 'office' : null,
    recurring: null, reportTo: null, searchKey: searchKeyOf(input.text, null),
  }
}

/**
 * Records a direction given without a document (one lead, and those who help) and answers with it; a repeat of the id
 * changes nothing. What hangs on nothing before it is asked for at once, and nothing is read back that was just written.
 */
export async function assign(tx: Tx, who: Who, moment: Moment, id: string, input: AssignInput): Promise<TaskDetail> {
  const helpers = [...new Set(input.coordinateIds)].filter(each => each !== input.bodyId)
  const [, row, event] = await Promise.all([
    refuseUnknownBodies(tx, [input.bodyId, ...helpers], moment.today), insertAlone(tx, directTask(input, who, id, input.bodyId, 'lead')),
    insertFirstEvent(tx, who.title, { id: freshId(moment), taskId: id, kind: 'assigned' }),
  ])
  if (!row || !event) {
    sameOrRefuse(await findTask(tx, id), found => found.text === input.text && found.body.id === input.bodyId)
    return detailOf(tx, who, id, moment.today)
  }
  if (helpers.length === 0) return givenAlone(row, event, who, moment.today)
  const helping = helpers.map(bodyId => directTask(input, who, freshId(moment), bodyId, 'coordinate'))
  await insertTasks(tx, helping)
  await insertEvents(tx, who.title, helping.map(task => ({ id: freshId(moment), taskId: task.id, kind: 'assigned' })))
  return detailOf(tx, who, id, moment.today)
}
