import { permissionOf, refusalOf, type ActionFacts, type BodyRef, type BulkAction, type BulkInput, type BulkResult, type Task, type TaskAction } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'

type Asks = { note: 'needed' | 'offered'; deadline?: 'needed' | 'offered'; body?: 'needed' }
/** `cancel` only takes back what was passed on: a whole list is not cancelled in one go. */
export type Offered = Exclude<BulkAction, 'cancel'>
/** What is done to many tasks from the list, in the order of the buttons, and what each asks for. */
export const offered: Readonly<Record<Offered, Asks>> = {
  'accept': { note: 'offered' },
  'confirm': { note: 'offered' },
  'grant-extension': { note: 'offered', deadline: 'offered' },
  'cascade': { note: 'offered', deadline: 'offered', body: 'needed' },
  'extend': { note: 'needed', deadline: 'needed' },
  'suspend': { note: 'needed' },
  'resume': { note: 'offered' },
}
export const offeredActions = Object.keys(offered) as Offered[]

export type BulkValues = { note: string; deadline: Day | null; body: BodyRef | null }
export type Why = 'not-allowed' | 'illegal-state' | 'earlier' | 'same-body'

function factsOf({ body, assigner, origin, monitor, ...task }: Task): ActionFacts {
  return { ...task, bodyId: body.id, assignerId: assigner.id, originId: origin.id, monitorId: monitor?.id ?? null }
}

/** Why the server would refuse this task as it stands in the list; null when it would not. */
export function whyNot(action: BulkAction, task: Task, bodyId: number, today: Day, values: Pick<BulkValues, 'deadline' | 'body'>): Why | null {
  const refused = refusalOf(action, factsOf(task), bodyId, today)
  if (refused !== null) return refused
  if (action === 'extend' && values.deadline !== null && task.deadline !== null && values.deadline <= task.deadline) return 'earlier'
  return action === 'cascade' && values.body?.id === task.body.id ? 'same-body' : null
}

/** Actions that the post may do and that at least one of the tasks allows, with how many do. */
export function possibleFor(tasks: readonly Task[], bodyId: number, today: Day, may: (permission: string) => boolean): { action: Offered; count: number }[] {
  return offeredActions.filter((action) => may(permissionOf[action]))
    .map((action) => ({ action, count: tasks.filter((task) => whyNot(action, task, bodyId, today, { deadline: null, body: null }) === null).length }))
    .filter(({ count }) => count > 0)
}

/** A task's place in the work, with an event's id that stays the same however often it is sent. */
export type Sent = BulkInput['tasks'][number]

/** Tasks a request takes: few enough that the bar moves. */
const PART = 20

/** Sends part by part, telling each part's result; a part that fails stops it, and what was told stays told. */
export async function sendParts(tasks: readonly Sent[], send: (part: Sent[]) => Promise<BulkResult>, told: (result: BulkResult) => void): Promise<void> {
  for (let n = 0; n < tasks.length; n += PART) told(await send(tasks.slice(n, n + PART)))
}

/** What lawfully takes an action back at once, if anything does; see ADR 0026. A task that was sent back before would not become so again. */
export function reverseOf(action: TaskAction, task: Pick<Task, 'state'>): 'suspend' | 'resume' | 'cancel' | null {
  if (action === 'suspend') return task.state === 'sent_back' ? null : 'resume'
  if (action === 'resume') return 'suspend'
  return action === 'cascade' ? 'cancel' : null
}
