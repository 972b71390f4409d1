import type { TaskAction, TaskActionInput, TaskState } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { NewEvent, TaskPatch, TaskRow } from './row.ts'

/** What an action changes, and the line of history it leaves. Instants are ISO texts. */
export interface Effect { patch: TaskPatch; event: Omit<NewEvent, 'id' | 'taskId'> }

type Make = (task: TaskRow, input: TaskActionInput, at: string) => Effect

/** Actions that owe the other side a reason. */
const NEEDS_NOTE: readonly TaskAction[] = ['ask-extension', 'ask-reassignment', 'send-back', 'extend', 'cancel']

function moved(kind: string, to: TaskState, more: (task: TaskRow, input: TaskActionInput, at: string) => TaskPatch = () => ({})): Make {
  return (task, input, at) => ({ patch: { state: to, ...more(task, input, at) }, event: { kind, fromState: task.state, toState: to } })
}

function reported(task: TaskRow, input: TaskActionInput, at: string): TaskPatch {
  const percent = input.percent ?? task.percent
  return { ...(percent !== null && { percent }), lastReport: input.note ?? null, lastReportAt: at }
}

const settled: TaskPatch = { pendingRequest: null, requestedDeadline: null, requestReason: null }

const LATER = 'Hạn mới phải sau hạn đang có.'

function askExtension(task: TaskRow, input: TaskActionInput): Effect {
  const { newDeadline } = input
  if (!newDeadline || (task.deadline !== null && newDeadline <= task.deadline)) throw new Problem('invalid-input', { fields: { newDeadline: LATER } })
  return {
    patch: { pendingRequest: 'extension', requestedDeadline: newDeadline, requestReason: input.note ?? null },
    event: { kind: 'extension_asked', oldDeadline: task.deadline, newDeadline },
  }
}

function grantExtension(task: TaskRow, input: TaskActionInput): Effect {
  const deadline = input.newDeadline ?? task.requestedDeadline
  if (!deadline) throw new Problem('invalid-input', { fields: { newDeadline: 'Chưa có hạn mới.' } })
  return { patch: { ...settled, deadline }, event: { kind: 'extension_granted', oldDeadline: task.deadline, newDeadline: deadline } }
}

/** The assigner moves a deadline that nobody asked to have moved; never to an earlier day. */
function extend(task: TaskRow, { newDeadline }: TaskActionInput): Effect {
  if (!newDeadline || task.deadline === null || newDeadline <= task.deadline) throw new Problem('invalid-input', { fields: { newDeadline: LATER } })
  return { patch: { deadline: newDeadline }, event: { kind: 'extension_granted', oldDeadline: task.deadline, newDeadline } }
}

const effects: Record<Exclude<TaskAction, 'cascade'>, Make> = {
  'accept': moved('accepted', 'in_progress', (_task, _input, at) => ({ acceptedAt: at })),
  'report': (task, input, at) => (task.state === 'sent_back'
    ? moved('reported', 'in_progress', reported)(task, input, at)
    : { patch: reported(task, input, at), event: { kind: 'reported' } }),
  'complete': moved('completed', 'awaiting_confirmation', (task, input, at) => ({ ...reported(task, input, at), percent: input.percent ?? 100 })),
  // The task was done when the body said so; a slow confirmation does not make it late.
  'confirm': moved('confirmed', 'done', (task, _input, at) => ({ ...settled, doneAt: task.lastReportAt ?? at })),
  'send-back': moved('sent_back', 'sent_back'),
  'ask-extension': askExtension,
  'grant-extension': grantExtension,
  'deny-extension': () => ({ patch: settled, event: { kind: 'extension_denied' } }),
  'extend': extend,
  'ask-reassignment': (_task, input) => ({ patch: { pendingRequest: 'reassignment', requestReason: input.note ?? null }, event: { kind: 'reassignment_asked' } }),
  'deny-reassignment': () => ({ patch: settled, event: { kind: 'reassignment_denied' } }),
  'reassign': moved('reassigned', 'refused', (_task, _input, at) => ({ ...settled, doneAt: at })),
  'chase': (task, _input, at) => ({ patch: { chasedAt: at, chasedCount: task.chasedCount + 1 }, event: { kind: 'chased' } }),
  'escalate': (_task, _input, at) => ({ patch: { escalatedAt: at }, event: { kind: 'escalated' } }),
  'suspend': moved('suspended', 'suspended'),
  'resume': (task, input, at) => moved('resumed', task.acceptedAt ? 'in_progress' : 'not_started')(task, input, at),
  'cancel': (task, input, at) => moved(task.parentId ? 'waived' : 'cancelled', 'cancelled', () => ({ ...settled, doneAt: at }))(task, input, at),
  'keep': () => ({ patch: { needsReview: null }, event: { kind: 'kept' } }),
}

/** The effect of an action that is possible; Problem `invalid-input` when what it needs is missing. */
export function effectOf(task: TaskRow, input: TaskActionInput, at: string): Effect {
  if (NEEDS_NOTE.includes(input.action) && !input.note?.trim()) throw new Problem('invalid-input', { fields: { note: 'Cần ghi lý do.' } })
  const { patch, event } = effects[input.action](task, input, at)
  return { patch, event: { note: input.note ?? null, percent: input.percent ?? null, fileIds: input.fileIds, ...event } }
}
