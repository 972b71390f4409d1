/** Inspections as server and screens exchange them: plans, teams, visits, checklists, findings, violations. */
import * as z from 'zod'
import { confidences, penaltyForms, Sanction } from './penalty.ts'
import { BodyRef, Day, Instant } from './task.ts'

export const planStates = ['draft', 'approved', 'under_way', 'ended'] as const
export const planActions = ['approve', 'start', 'end'] as const
export const stepKinds = ['report-fix', 'close', 'renew'] as const
export type StepKind = (typeof stepKinds)[number]

const Id = z.uuid().toLowerCase()
const Version = z.int().min(0)
const Name = z.string().trim().min(1).max(200)
const Long = z.string().trim().min(1).max(2000)
const AreaRef = z.object({ id: z.int(), name: z.string() })
const KeptFile = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() })
const FileIds = z.array(Id).max(10).default([])

export const PlanInput = z.object({
  version: Version, title: z.string().trim().min(1).max(300), purpose: Long.nullable().default(null), periodFrom: Day, periodTo: Day,
  directiveId: Id.nullable().default(null), number: z.string().trim().min(1).max(100).nullable().default(null), issuedOn: Day.nullable().default(null),
}).refine(({ periodFrom, periodTo }) => periodFrom <= periodTo, { path: ['periodTo'], message: 'Ngày kết thúc không được trước ngày bắt đầu.' })
  .refine(({ number, issuedOn }) => (number === null) === (issuedOn === null), { path: ['issuedOn'], message: 'Căn cứ cần cả số, ký hiệu và ngày ban hành.' })
export const TeamInput = z.object({ version: Version, name: Name, leaderPostId: Id, memberPostIds: z.array(Id).max(30).default([]) })
export const VisitInput = z.object({
  version: Version, teamId: Id.nullable().default(null), areaId: z.int(), inspectedId: z.int().nullable().default(null), placeName: Name, placeKind: z.string().max(40),
  address: z.string().trim().min(1).max(300).nullable().default(null), plannedOn: Day, droppedReason: z.string().trim().min(1).max(500).nullable().default(null),
})

/** Done of planned, counted over the visits that were not dropped; `cancelled` ones are told apart and count as not done. */
export const Progress = z.object({ planned: z.int(), done: z.int(), cancelled: z.int(), late: z.int() })
export type Progress = z.infer<typeof Progress>
export const PlanRow = z.object({ id: z.uuid(), title: z.string(), body: BodyRef, state: z.enum(planStates), periodFrom: Day, periodTo: Day, progress: Progress })
export type PlanRow = z.infer<typeof PlanRow>
const PostRef = z.object({ id: z.uuid(), title: z.string() })
export const PlanVisit = z.object({
  id: z.uuid(), version: z.int(), team: z.object({ id: z.uuid(), name: z.string() }).nullable(), area: AreaRef, inspected: BodyRef.nullable(), placeName: z.string(), placeKind: z.string(),
  address: z.string().nullable(), plannedOn: Day, droppedReason: z.string().nullable(),
  /** The inspection that it became, and its state; null where the viewer does not see it. */
  inspectionId: z.uuid().nullable(), inspectionState: z.string().nullable(),
})
export type PlanVisit = z.infer<typeof PlanVisit>
export const Plan = PlanRow.extend({
  version: z.int(), purpose: z.string().nullable(), directiveId: z.uuid().nullable(), number: z.string().nullable(), issuedOn: Day.nullable(),
  approvedBy: z.string().nullable(), approvedOn: Day.nullable(),
  /** Whether the acting post's body made it. */
  isOwn: z.boolean(),
  teams: z.array(z.object({ id: z.uuid(), version: z.int(), name: z.string(), leader: PostRef.nullable(), members: z.array(PostRef) })),
  visits: z.array(PlanVisit),
  /** Posts that may be put into a team. */
  posts: z.array(PostRef),
})
export type Plan = z.infer<typeof Plan>

export const Question = z.object({ point: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(40), question: z.string().trim().min(1).max(500), basis: z.string().max(300).nullable().default(null) })
export const Checklist = z.object({
  id: z.string(), placeKind: z.string(), name: z.string(), validFrom: Day, source: z.string(), confidence: z.enum(confidences), questions: z.array(Question),
})
export type Checklist = z.infer<typeof Checklist>
export const ChecklistInput = z.object({ placeKind: z.string().max(40), name: Name, validFrom: Day, source: z.string().trim().min(1).max(300), confidence: z.enum(confidences), questions: z.array(Question).min(1).max(60) })

export const CheckAnswer = z.object({ point: z.string().max(40), question: z.string().max(500), answer: z.enum(['yes', 'no', 'not-applicable']).nullable(), note: z.string().trim().min(1).max(500).nullable().default(null) })
export type CheckAnswer = z.infer<typeof CheckAnswer>
const Position = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
export const CompleteInput = z.object({
  version: Version, checklistId: z.string().min(1).max(60), checklist: z.array(CheckAnswer).min(1).max(60), conclusion: z.string().trim().min(1).max(4000), visitedAt: Instant,
  location: Position.nullable().default(null), hostName: z.string().trim().min(1).max(120).nullable().default(null), hostPhone: z.string().trim().min(1).max(30).nullable().default(null),
})

export const PhotoInput = z.object({
  fileId: Id, point: z.string().min(1).max(40).nullable().default(null), caption: z.string().trim().min(1).max(300).nullable().default(null),
  position: Position.extend({ accuracy: z.number().min(0).nullable(), by: z.enum(['camera', 'device']) }).nullable().default(null), takenAt: Instant.nullable().default(null),
})
export const Photo = z.object({ id: z.uuid(), point: z.string().nullable(), caption: z.string().nullable(), position: Position.extend({ accuracy: z.number().nullable(), by: z.enum(['camera', 'device']) }).nullable(), takenAt: Instant.nullable(), file: KeptFile.nullable() })
export type Photo = z.infer<typeof Photo>

export const findingTimings = ['in_time', 'nearly_due', 'overdue', 'settled'] as const
export const FindingRow = z.object({
  id: z.uuid(), version: z.int(), finding: z.string(), state: z.string(), area: AreaRef, body: BodyRef.nullable(), by: BodyRef.nullable(), holder: z.string().nullable(), foundOn: Day, deadline: Day,
  timing: z.enum(findingTimings), daysLate: z.int(), inspectionId: z.uuid().nullable(), placeName: z.string().nullable(),
})
export type FindingRow = z.infer<typeof FindingRow>
export const FindingStep = z.object({
  id: z.uuid(), kind: z.enum([...stepKinds, 'overdue']), note: z.string().nullable(), oldDeadline: Day.nullable(), newDeadline: Day.nullable(), by: z.string().nullable(), body: z.string().nullable(), day: Day, files: z.array(KeptFile),
})
export const Finding = FindingRow.extend({
  legalBasis: z.string().nullable(), remedy: z.string().nullable(), steps: z.array(FindingStep), taskId: z.uuid().nullable(),
  /** Whether the acting body may say that it is put right. */
  rechecks: z.boolean(),
})
export type Finding = z.infer<typeof Finding>
export const StepInput = z.object({ version: Version, kind: z.enum(stepKinds), note: Long, newDeadline: Day.nullable().default(null), fileIds: FileIds })
export const FindingTaskInput = z.object({ text: Long, deadline: Day })

export const Penalty = z.object({
  sanction: Sanction, form: z.enum(penaltyForms), amount: z.int().nullable(), number: z.string(), decidedOn: Day, body: BodyRef, remedy: z.string().nullable(), paidOn: Day.nullable(), receipt: z.string().nullable(),
  remediedOn: Day.nullable(), version: z.int(),
})
export type Penalty = z.infer<typeof Penalty>
export const Violation = z.object({
  id: z.uuid(), version: z.int(), state: z.string(), occurredOn: Day, placeName: z.string(), area: AreaRef, behaviour: z.object({ id: z.string(), name: z.string() }).nullable(), facts: z.string().nullable(),
  subjectKind: z.enum(['person', 'organisation']), recordNumber: z.string().nullable(), inspectionId: z.uuid().nullable(), penalty: Penalty.nullable(),
  /** What may be decided: sanctions of the behaviour in force on the day of the violation, the fines already those of the subject. */
  ranges: z.array(Sanction.extend({ min: z.int(), max: z.int() })),
  /** Scans of the record and the decision. */
  files: z.array(KeptFile),
})
export type Violation = z.infer<typeof Violation>
export const RecordInput = z.object({ version: Version, number: z.string().trim().min(1).max(60), behaviourId: z.string().max(60), fileIds: FileIds })
export const DecideInput = z.object({
  version: Version, sanctionId: Id, form: z.enum(penaltyForms), amount: z.int().min(0).max(10_000_000_000).nullable(), number: z.string().trim().min(1).max(60), decidedOn: Day,
  remedy: z.string().trim().min(1).max(1000).nullable().default(null), fileIds: FileIds,
})
export const PayInput = z.object({ version: Version, paidOn: Day, receipt: z.string().trim().min(1).max(60) })
export const RemedyInput = z.object({ version: Version, remediedOn: Day })
/** A penalised violation of the same behaviour by the same subject that still counts on the day of this one. */
export const Repeat = z.object({ id: z.uuid(), occurredOn: Day, placeName: z.string(), number: z.string(), decidedOn: Day, countsUntil: Day })
export const Repeats = z.object({
  /** False when the subject has no number: then nothing can be compared. */
  comparable: z.boolean(), rows: z.array(Repeat), rule: z.string().nullable(),
})
export type Repeats = z.infer<typeof Repeats>

const Count = z.int()
export const InspectionStatistics = z.object({
  from: Day, to: Day,
  inspections: z.object({ planned: Count, done: Count, cancelled: Count }),
  findings: z.object({ made: Count, open: Count, overdue: Count, reported: Count, closed: Count, closedLate: Count }),
  violations: z.array(z.object({ behaviour: z.string(), noted: Count, reminded: Count, recorded: Count, decided: Count, fined: Count, paid: Count })),
  /** Bodies with fixes not reported by their day: nothing else is told of a body. In the order of the tree. */
  late: z.array(z.object({ body: BodyRef, overdue: Count, longest: Count })),
})
export type InspectionStatistics = z.infer<typeof InspectionStatistics>

/** Timing of a finding on a day; what is closed or withdrawn is settled, what was reported as fixed waits for the inspector and is not late. */
export function findingTiming(state: string, deadline: string, day: string, soon: string): (typeof findingTimings)[number] {
  if (state !== 'open') return 'settled'
  if (deadline < day) return 'overdue'
  return deadline <= soon ? 'nearly_due' : 'in_time'
}

/** Progress from the states of the inspections that a plan's visits became; null = none yet. Dropped visits are not given. */
export function progressOf(visits: readonly { state: string | null; plannedOn: string }[], day: string): Progress {
  const isDone = (state: string | null): boolean => state !== null && ['done', 'followed_up', 'closed'].includes(state)
  return {
    planned: visits.length, done: visits.filter(({ state }) => isDone(state)).length, cancelled: visits.filter(({ state }) => state === 'cancelled').length,
    late: visits.filter(({ state, plannedOn }) => !isDone(state) && state !== 'cancelled' && plannedOn < day).length,
  }
}
