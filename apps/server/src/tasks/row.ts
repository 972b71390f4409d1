import { timingOf, type BodyRef, type Task, type TaskState } from '@phaodai/office'
import { dayInVietnam, daysBetween } from '@phaodai/vocabulary'

/** A task as the database tells it; timing is derived on the way out. */
export type TaskRow = Omit<Task, 'timing' | 'daysLate'> & { parentVisible: boolean }

const FINISHED: readonly TaskState[] = ['done', 'refused', 'cancelled']

/** Day on which the body had done its part: waiting for confirmation never makes it late. */
function finishedOn(task: Omit<TaskRow, 'parentVisible'>): string | null {
  if (FINISHED.includes(task.state)) return task.doneAt && dayInVietnam(task.doneAt)
  return task.state === 'awaiting_confirmation' && task.lastReportAt ? dayInVietnam(task.lastReportAt) : null
}

/**
 * A task as it is shown: with timing and days late (0 when not overdue) on the day, without the ids of a directive and a
 * parent that the viewer may not see.
 */
export function asTask({ parentVisible, ...row }: TaskRow, today: string): Task {
  const finished = finishedOn(row)
  const timing = timingOf(row.deadline, finished, today)
  const daysLate = timing === 'overdue' && row.deadline ? daysBetween(row.deadline, finished ?? today) : 0
  return { ...row, directiveId: row.directiveVisible ? row.directiveId : null, parentId: parentVisible ? row.parentId : null, timing, daysLate }
}

/** A task to be given; what is left out starts as the table says. */
export interface NewTask {
  id: string
  directiveId: string | null
  orderId: string | null
  parentId: string | null
  originId: number
  authorityId: number | null
  assignerId: number
  bodyId: number
  monitorId: number | null
  role: Task['role']
  itemLabel: string | null
  text: string
  topics: string[]
  nature: Task['nature']
  areaId: number | null
  deadlineKind: Task['deadlineKind']
  deadline: string | null
  deadlinePrinted: string | null
  deadlineSource: Task['deadlineSource']
  recurring: Task['recurring']
  reportTo: string | null
  searchKey: string
}

/** One line of a task's history, to be written by the acting post. */
export interface NewEvent {
  id: string
  taskId: string
  kind: string
  note?: string | null
  fromState?: TaskState | null
  toState?: TaskState | null
  oldDeadline?: string | null
  newDeadline?: string | null
  percent?: number | null
  fileIds?: string[]
}

/** Columns that an action may change; the version moves by itself. */
export interface TaskPatch {
  state?: TaskState
  acceptedAt?: string
  doneAt?: string
  percent?: number
  lastReport?: string | null
  lastReportAt?: string
  pendingRequest?: Task['pendingRequest']
  requestedDeadline?: string | null
  requestReason?: string | null
  deadline?: string
  chasedAt?: string
  chasedCount?: number
  escalatedToId?: number
  escalatedAt?: string
  needsReview?: null
}

export type { BodyRef }
