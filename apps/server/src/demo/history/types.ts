import type { eventKinds, TaskState } from '@phaodai/office'
import type { NewTask } from '#server/tasks/index.ts'

/** A task whose eight weeks are to be told. */
export interface SeedTask extends NewTask {
  /** Names it whatever its id: directive, order, body, role; chance is drawn by it. */
  key: string
  createdAt: string
}

export type EventKind = (typeof eventKinds)[number]

/** One thing that happened to a task; states are filled in when they change. */
export interface Step {
  kind: EventKind
  at: string
  byBody: number
  note: string | null
  toState?: TaskState
  oldDeadline?: string
  newDeadline?: string
  percent?: number
}

/** A task with everything that happened to it, in order of time. */
export interface Life { task: SeedTask; steps: Step[]; escalatedTo: number | null }

/** How a task stands today; columns of the task table. */
export interface Standing {
  id: string
  createdAt: string
  acceptedAt: string | null
  doneAt: string | null
  percent: number | null
  lastReport: string | null
  lastReportAt: string | null
  pendingRequest: 'extension' | 'reassignment' | null
  requestedDeadline: string | null
  requestReason: string | null
  deadline: string | null
  chasedAt: string | null
  chasedCount: number
  escalatedToId: number | null
  escalatedAt: string | null
}
