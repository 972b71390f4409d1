import type { TaskState } from '@phaodai/office'
import type { EventKind, Life, Standing, Step } from './types.ts'

/** Events that change the state, with the permission under which the database lets them. */
export const PERMISSION: Partial<Record<EventKind, string>> = {
  accepted: 'task.accept', completed: 'task.complete', confirmed: 'task.confirm', sent_back: 'task.send-back', reassigned: 'task.reassign',
  suspended: 'task.suspend', cancelled: 'task.cancel',
}

const FINISHING: readonly EventKind[] = ['confirmed', 'cancelled', 'reassigned']

/** How a task stands after everything that happened to it. */
export function standingOf({ task, steps, escalatedTo }: Life): Standing {
  const last = (...kinds: EventKind[]): Step | undefined => steps.findLast(step => kinds.includes(step.kind))
  const report = last('reported', 'completed')
  const finished = last(...FINISHING)
  const pending = pendingIn(steps)
  const chases = steps.filter(step => step.kind === 'chased')
  return {
    id: task.id, createdAt: task.createdAt,
    acceptedAt: last('accepted')?.at ?? null,
    doneAt: finished === undefined ? null : finished.kind === 'confirmed' ? (report?.at ?? finished.at) : finished.at,
    percent: report?.percent ?? null, lastReport: report?.note ?? null, lastReportAt: report?.at ?? null,
    pendingRequest: pending === null ? null : pending.kind === 'extension_asked' ? 'extension' : 'reassignment',
    requestedDeadline: pending?.newDeadline ?? null, requestReason: pending?.note ?? null,
    deadline: last('extension_granted')?.newDeadline ?? task.deadline,
    chasedAt: chases.at(-1)?.at ?? null, chasedCount: chases.length,
    escalatedToId: escalatedTo, escalatedAt: last('escalated')?.at ?? null,
  }
}

function pendingIn(steps: readonly Step[]): Step | null {
  const last = steps.at(-1)
  return last?.kind === 'extension_asked' || last?.kind === 'reassignment_asked' ? last : null
}

/** The state in which a task is left. */
export function stateOf(steps: readonly Step[]): TaskState {
  return steps.findLast(step => step.toState !== undefined)?.toState ?? 'not_started'
}
