import type { TaskAction, TaskDetail } from '@phaodai/office'

type Field = 'needed' | 'offered'
/** What an action's dialog asks for; a field that is not named is not shown. */
export type ActionKind = { note: Field; percent?: Field; files?: Field; deadline?: Field; body?: Field; danger?: true }

export const actionKinds: Record<Exclude<TaskAction, 'cascade'>, ActionKind> = {
  'accept': { note: 'offered' },
  'report': { note: 'needed', percent: 'offered', files: 'offered' },
  'complete': { note: 'needed', files: 'offered' },
  'ask-extension': { note: 'needed', deadline: 'needed' },
  'ask-reassignment': { note: 'needed', body: 'offered' },
  'confirm': { note: 'offered' },
  'send-back': { note: 'needed' },
  'grant-extension': { note: 'offered', deadline: 'needed' },
  'deny-extension': { note: 'needed' },
  'extend': { note: 'needed', deadline: 'needed' },
  'reassign': { note: 'offered', body: 'needed' },
  'deny-reassignment': { note: 'needed' },
  'chase': { note: 'needed' },
  'escalate': { note: 'needed' },
  'suspend': { note: 'needed' },
  'resume': { note: 'offered' },
  'keep': { note: 'offered' },
  'cancel': { note: 'needed', danger: true },
}
export type DialogAction = keyof typeof actionKinds

/** The order in which the buttons stand. */
const order: readonly TaskAction[] = [
  'accept', 'keep', 'confirm', 'grant-extension', 'report', 'resume', 'complete', 'cascade', 'chase', 'send-back', 'deny-extension', 'extend', 'reassign', 'deny-reassignment',
  'ask-extension', 'ask-reassignment', 'escalate', 'suspend', 'cancel',
]

/** Allowed actions in the order of their buttons; an answer to a request goes first. */
export function inOrder({ actions, pendingRequest }: Pick<TaskDetail, 'actions' | 'pendingRequest'>): TaskAction[] {
  const sorted = order.filter((action) => actions.includes(action))
  return pendingRequest === 'reassignment' ? [...sorted.filter((action) => action === 'reassign'), ...sorted.filter((action) => action !== 'reassign')] : sorted
}

const alwaysDue: readonly TaskAction[] = ['accept', 'keep', 'confirm', 'grant-extension', 'report', 'resume']

/** The one action that is due now, if any: it alone is filled. */
export function dueOf(task: Pick<TaskDetail, 'actions' | 'pendingRequest' | 'timing'>): TaskAction | null {
  const isDue = (action: TaskAction) => alwaysDue.includes(action) || (action === 'reassign' && task.pendingRequest === 'reassignment') || (action === 'chase' && task.timing === 'overdue')
  return inOrder(task).find(isDue) ?? null
}
