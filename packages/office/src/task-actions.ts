/** What may be done with a task, by whom and from which state: one table for buttons, checks and tests. */
import { timingOf } from './timing.ts'
import type { TaskAction, TaskState } from './task.ts'

/** States in which the obligated body itself is late; waiting for confirmation is the assigner's turn. */
export const workingStates: readonly TaskState[] = ['not_started', 'in_progress', 'sent_back']
const unfinished: readonly TaskState[] = [...workingStates, 'awaiting_confirmation', 'suspended']

/** Of a task, what decides about its actions. */
export interface ActionFacts {
  state: TaskState
  bodyId: number
  assignerId: number
  originId: number
  monitorId: number | null
  deadline: string | null
  pendingRequest: 'extension' | 'reassignment' | null
  needsReview: string | null
}

type Party = 'body' | 'assigner' | 'follower'
interface ActionRule { by: Party; from: readonly TaskState[]; when?: (task: ActionFacts, today: string) => boolean }

const idle = (task: ActionFacts): boolean => task.pendingRequest === null
const asked = (request: ActionFacts['pendingRequest']) => (task: ActionFacts): boolean => task.pendingRequest === request

/** The table. `follower` is the assigner, the monitor, or the body whose directive it was. */
export const actionRules: Readonly<Record<TaskAction, ActionRule>> = {
  'accept': { by: 'body', from: ['not_started'] },
  'report': { by: 'body', from: ['in_progress', 'sent_back'] },
  'complete': { by: 'body', from: ['in_progress', 'sent_back'] },
  'ask-extension': { by: 'body', from: workingStates, when: task => idle(task) && task.deadline !== null },
  'ask-reassignment': { by: 'body', from: ['not_started', 'in_progress'], when: idle },
  'cascade': { by: 'body', from: workingStates },
  'confirm': { by: 'assigner', from: ['awaiting_confirmation'] },
  'send-back': { by: 'assigner', from: ['awaiting_confirmation'] },
  'grant-extension': { by: 'assigner', from: unfinished, when: asked('extension') },
  'deny-extension': { by: 'assigner', from: unfinished, when: asked('extension') },
  'extend': { by: 'assigner', from: unfinished, when: task => idle(task) && task.deadline !== null },
  'reassign': { by: 'assigner', from: ['not_started', 'in_progress'] },
  'deny-reassignment': { by: 'assigner', from: unfinished, when: asked('reassignment') },
  'chase': { by: 'follower', from: workingStates },
  'escalate': { by: 'follower', from: workingStates, when: (task, today) => timingOf(task.deadline, null, today) === 'overdue' },
  'suspend': { by: 'assigner', from: workingStates },
  'resume': { by: 'assigner', from: ['suspended'] },
  'cancel': { by: 'assigner', from: unfinished },
  'keep': { by: 'assigner', from: unfinished, when: task => task.needsReview !== null },
}

function isParty(party: Party, task: ActionFacts, bodyId: number): boolean {
  if (party === 'body') return task.bodyId === bodyId
  return task.assignerId === bodyId || (party === 'follower' && (task.monitorId === bodyId || task.originId === bodyId))
}

/** Whether the acting body is one who may do this at all, whatever the state. */
export function mayEver(action: TaskAction, task: ActionFacts, bodyId: number): boolean {
  return isParty(actionRules[action].by, task, bodyId)
}

/** Whether the task's present state and requests allow the action. */
export function isPossible(action: TaskAction, task: ActionFacts, today: string): boolean {
  const rule = actionRules[action]
  return rule.from.includes(task.state) && (rule.when?.(task, today) ?? true)
}

/** Why the acting body may not do this to the task as it stands, by the code the server would answer; null when it may. */
export function refusalOf(action: TaskAction, task: ActionFacts, bodyId: number, today: string): 'not-allowed' | 'illegal-state' | null {
  if (!mayEver(action, task, bodyId)) return 'not-allowed'
  return isPossible(action, task, today) ? null : 'illegal-state'
}
