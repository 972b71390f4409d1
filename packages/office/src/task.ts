/** Tasks as server and screens exchange them: one row per obligated body. Declared once, checked on both sides. */
import * as z from 'zod'
import { periodBases, standings, timings } from './timing.ts'

export const taskStates = ['not_started', 'in_progress', 'awaiting_confirmation', 'done', 'refused', 'sent_back', 'suspended', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]
/** States in which somebody still has to do something. */
export const openStates: readonly TaskState[] = ['not_started', 'in_progress', 'awaiting_confirmation', 'sent_back']

export const taskRoles = ['lead', 'coordinate', 'doer'] as const
export const natures = ['deliverable', 'standing', 'attitude'] as const
export const deadlineKinds = ['date', 'recurring', 'standing', 'on-event', 'none'] as const
export const recurrences = ['daily', 'weekly', 'monthly', 'quarterly', 'periodic'] as const
export const deadlineSources = ['document', 'office'] as const

export const Day = z.iso.date()
export const Instant = z.iso.datetime({ offset: true })
export const BodyRef = z.object({ id: z.int(), name: z.string() })
export type BodyRef = z.infer<typeof BodyRef>

export const Task = z.object({
  id: z.uuid(),
  /** Null without a document, and where the viewer may not see it. */
  directiveId: z.uuid().nullable(),
  directiveNumber: z.string().nullable(),
  directiveAbstract: z.string().nullable(),
  /** What kind of source it rests on: a document's type, oral-direction, conclusion. */
  directiveType: z.string().nullable().optional(),
  /** False when the task rests on a document that the viewer may not see (a cascaded task shows its sentence only). */
  directiveVisible: z.boolean(),
  /** Null without a parent, and where the viewer may not see it. */
  parentId: z.uuid().nullable(),
  role: z.enum(taskRoles),
  itemLabel: z.string().nullable(),
  text: z.string(),
  topics: z.array(z.string()),
  nature: z.enum(natures),
  body: BodyRef,
  assigner: BodyRef,
  origin: BodyRef,
  authority: BodyRef.nullable(),
  monitor: BodyRef.nullable(),
  areaId: z.int().nullable(),
  deadlineKind: z.enum(deadlineKinds),
  deadline: Day.nullable(),
  deadlinePrinted: z.string().nullable(),
  deadlineSource: z.enum(deadlineSources).nullable(),
  recurring: z.enum(recurrences).nullable(),
  reportTo: z.string().nullable(),
  state: z.enum(taskStates),
  timing: z.enum(timings),
  daysLate: z.int(),
  acceptedAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  percent: z.int().nullable(),
  lastReport: z.string().nullable(),
  lastReportAt: Instant.nullable(),
  pendingRequest: z.enum(['extension', 'reassignment']).nullable(),
  requestedDeadline: Day.nullable(),
  requestReason: z.string().nullable(),
  chasedAt: Instant.nullable(),
  chasedCount: z.int(),
  escalatedTo: BodyRef.nullable(),
  escalatedAt: Instant.nullable(),
  /** Set when the directive it rests on was superseded or withdrawn: the assigner keeps or cancels it. */
  needsReview: z.enum(['superseded', 'withdrawn']).nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Task = z.infer<typeof Task>

export const eventKinds = ['assigned', 'accepted', 'reported', 'completed', 'confirmed', 'sent_back', 'extension_asked', 'extension_granted', 'extension_denied',
  'reassignment_asked', 'reassigned', 'reassignment_denied', 'chased', 'escalated', 'leader_told', 'suspended', 'resumed', 'cancelled', 'cascaded', 'waived', 'review_asked', 'superseded', 'kept', 'moved'] as const

export const TaskEvent = z.object({
  id: z.uuid(), kind: z.enum(eventKinds), at: Instant, byTitle: z.string(), body: BodyRef.nullable(),
  /** In the words of who wrote it; of `superseded` the successor's number, null where it has none or is not issued yet. */
  note: z.string().nullable(),
  fromState: z.string().nullable(), toState: z.string().nullable(), oldDeadline: Day.nullable(), newDeadline: Day.nullable(),
  percent: z.int().nullable(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() })),
})
export type TaskEvent = z.infer<typeof TaskEvent>

/** What the acting post may do with this task now; the screen shows no other buttons. */
export const taskActions = ['accept', 'report', 'complete', 'ask-extension', 'ask-reassignment', 'confirm', 'send-back', 'grant-extension', 'deny-extension',
  'extend', 'reassign', 'deny-reassignment', 'chase', 'escalate', 'suspend', 'resume', 'cancel', 'keep', 'cascade'] as const
export type TaskAction = (typeof taskActions)[number]

/** The permission each action is done under: one transaction, one permission. */
export const permissionOf: Record<TaskAction, string> = {
  'accept': 'task.accept', 'report': 'task.report', 'complete': 'task.complete',
  'ask-extension': 'task.ask', 'ask-reassignment': 'task.ask',
  'confirm': 'task.confirm', 'send-back': 'task.send-back',
  'grant-extension': 'task.decide', 'deny-extension': 'task.decide', 'deny-reassignment': 'task.decide', 'keep': 'task.decide', 'extend': 'task.decide', 'reassign': 'task.reassign',
  'chase': 'task.chase', 'escalate': 'task.escalate', 'suspend': 'task.suspend', 'resume': 'task.resume', 'cancel': 'task.cancel', 'cascade': 'task.cascade',
}

export const TaskDetail = Task.extend({
  events: z.array(TaskEvent),
  children: z.array(Task),
  /** Other rows of the same order: co-ordinating bodies, doers, fellow leads that the viewer may see. */
  siblings: z.array(z.object({ id: z.uuid(), role: z.enum(taskRoles), body: BodyRef, state: z.enum(taskStates) })),
  parent: z.object({ id: z.uuid(), text: z.string(), body: BodyRef }).nullable(),
  actions: z.array(z.enum(taskActions)),
})
export type TaskDetail = z.infer<typeof TaskDetail>

/** PUT /api/tasks/:id/actions/:eventId — idempotent by the event's id (UUIDv7 made by the client). */
export const TaskActionInput = z.object({
  action: z.enum(taskActions).exclude(['cascade']),
  version: z.int(),
  note: z.string().max(4000).optional(),
  percent: z.int().min(0).max(100).optional(),
  newDeadline: Day.optional(),
  newBodyId: z.int().optional(),
  fileIds: z.array(z.uuid()).max(20).default([]),
})
export type TaskActionInput = z.infer<typeof TaskActionInput>

/** PUT /api/tasks/:id/cascade — children with ids made by the client; edits per body. */
export const CascadeInput = z.object({
  children: z.array(z.object({
    id: z.uuid(), bodyId: z.int(), text: z.string().min(1), deadline: Day.nullable(), monitorId: z.int().nullable().default(null), areaId: z.int().nullable().default(null),
  })).min(1).max(500),
  note: z.string().max(4000).optional(),
})
export type CascadeInput = z.infer<typeof CascadeInput>

/** PUT /api/tasks/:id — a direction without a document (ý kiến chỉ đạo). */
export const AssignInput = z.object({
  text: z.string().min(1), bodyId: z.int(), coordinateIds: z.array(z.int()).default([]), deadline: Day.nullable(),
  nature: z.enum(natures).default('deliverable'), topics: z.array(z.string()).default([]),
})
export type AssignInput = z.infer<typeof AssignInput>

/** GET /api/tasks query. `box`: mine = my body must do; given = my body assigned; all = everything in scope. */
export const TaskQuery = z.object({
  box: z.enum(['mine', 'given', 'all']).default('all'),
  pile: z.enum(['new', 'doing', 'to-confirm', 'decision', 'late', 'due-soon', 'stuck', 'closed', 'open']).optional(),
  state: z.enum(taskStates).optional(),
  /** `answering`: lead or doer, the rows that totals count; co-ordinating bodies help and are never late. */
  role: z.enum([...taskRoles, 'answering']).optional(),
  bodyId: z.coerce.number().int().optional(),
  underBodyId: z.coerce.number().int().optional(),
  /** Tasks that bodies seated in this area (or in what it was made from) answer for, leading or doing. */
  areaId: z.coerce.number().int().optional(),
  directiveId: z.uuid().optional(),
  topic: z.string().optional(),
  /** Tasks given by this body, or by it and all below it. */
  assignerId: z.coerce.number().int().optional(),
  underAssignerId: z.coerce.number().int().optional(),
  /** As statistics count; `late`: overdue or done late; `counted`: neither suspended, cancelled nor handed back. */
  standing: z.enum([...standings, 'late', 'counted']).optional(),
  /** Tasks of a period: given in it, due in it, or open at its end; days are Vietnam's, both belong to it. */
  /** Standing and period as they were when this day ended; today's, while it is not over. */
  asOf: Day.optional(),
  basis: z.enum(periodBases).optional(),
  from: Day.optional(),
  to: Day.optional(),
  deadlineSource: z.enum(deadlineSources).optional(),
  /** Tasks that rest on no document in sight, or concern no field. */
  without: z.enum(['directive', 'topic']).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['newest', 'deadline']).default('newest'),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type TaskQuery = z.infer<typeof TaskQuery>
export const TaskPage = z.object({ rows: z.array(Task), next: z.string().nullable() })
export type TaskPage = z.infer<typeof TaskPage>

/** POST /api/tasks/chase — several at once; the answer says per task what happened. */
export const ChaseInput = z.object({ tasks: z.array(z.object({ id: z.uuid(), eventId: z.uuid() })).min(1).max(500), note: z.string().max(2000) })
export type ChaseInput = z.infer<typeof ChaseInput>
export const ChaseResult = z.object({ chased: z.array(z.uuid()), refused: z.array(z.object({ id: z.uuid(), code: z.string() })) })

/** What may be done with many tasks in one go; `cascade` passes each on to one body below. */
export const bulkActions = ['accept', 'confirm', 'grant-extension', 'extend', 'cascade', 'suspend', 'resume', 'cancel'] as const satisfies readonly TaskAction[]
export type BulkAction = (typeof bulkActions)[number]

/**
 * POST /api/tasks/bulk — one action on many tasks, each under the version that was seen. The event's id (of `cascade`: the
 * child's) is made by the client, so that the same may be sent again. Without a new deadline an extension is granted as asked
 * for, and a child takes its parent's.
 */
export const BulkInput = z.object({
  action: z.enum(bulkActions),
  tasks: z.array(z.object({ id: z.uuid(), eventId: z.uuid(), version: z.int() })).min(1).max(100),
  note: z.string().max(4000).optional(),
  newDeadline: Day.optional(),
  newBodyId: z.int().optional(),
})
export type BulkInput = z.infer<typeof BulkInput>
/** Every task asked for stands in one of the two: with its version afterwards, or with a code and a sentence. */
export const BulkResult = z.object({ done: z.array(z.object({ id: z.uuid(), version: z.int() })), refused: z.array(z.object({ id: z.uuid(), code: z.string(), said: z.string() })) })
export type BulkResult = z.infer<typeof BulkResult>

/** GET /api/tasks/:id/cascade-proposal — bodies directly below, those of the next level chosen already. */
export const CascadeProposal = z.object({
  text: z.string(), deadline: Day.nullable(),
  children: z.array(z.object({ body: BodyRef, kind: z.string(), level: z.string(), selected: z.boolean() })),
})
export type CascadeProposal = z.infer<typeof CascadeProposal>

const Piles = z.object({ open: z.int(), notStarted: z.int(), inProgress: z.int(), awaiting: z.int(), done: z.int(), late: z.int(), dueSoon: z.int(), noDeadline: z.int(), officeDated: z.int() })
export type Piles = z.infer<typeof Piles>
/** GET /api/tasks/counts — lead and doer rows; `decision` counts what waits for the acting body's word. */
export const TaskCounts = z.object({ mine: Piles, given: Piles, all: Piles, decision: z.int() })
export type TaskCounts = z.infer<typeof TaskCounts>
