import type { TaskAction } from '@phaodai/office'

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

/** The order in which actions are due: the first one that is allowed is the filled button, the others stand in a row. */
export const dueOrder: readonly TaskAction[] = [
  'accept', 'keep', 'confirm', 'grant-extension', 'reassign', 'resume', 'report', 'complete', 'chase', 'cascade', 'send-back', 'deny-extension', 'deny-reassignment',
  'ask-extension', 'ask-reassignment', 'escalate', 'suspend', 'cancel',
]

/** Allowed actions with the one that is due first. */
export function inDueOrder(actions: readonly TaskAction[]): TaskAction[] {
  return dueOrder.filter((action) => actions.includes(action))
}
