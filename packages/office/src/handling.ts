/** Incoming documents on their way through one office: arrival, book, the leader's bút phê, work, end. */
import * as z from 'zod'
import { EntryInput } from './book.ts'
import { BodyRef, Day, Instant, taskStates } from './task.ts'
import { timings } from './timing.ts'

export const handlingStates = ['arrived', 'registered', 'assigned', 'in_progress', 'done', 'refused', 'recall_asked', 'recalled'] as const
export type HandlingState = (typeof handlingStates)[number]

export const handlingActions = ['register', 'refuse', 'direct', 'record', 'start', 'finish', 'ask-back', 'answer-recall'] as const
export type HandlingAction = (typeof handlingActions)[number]

/**
 * Processing status of QCVN 102:2016/BTTTT for each state: what is told back to the sender. A recall that was refused (16)
 * leaves the document where it stood.
 */
export const statusCodes: Record<HandlingState, string> = {
  arrived: '01', refused: '02', registered: '03', assigned: '04', in_progress: '05', done: '06', recall_asked: '13', recalled: '15',
}
/** The state a status code names; 16 (recall refused) names none. */
export function stateOfStatus(code: string): HandlingState | null {
  return handlingStates.find(state => statusCodes[state] === code) ?? null
}

/** Which states an action starts from; the database holds the same (state_transition). */
export const actsFrom: Record<HandlingAction, readonly HandlingState[]> = {
  'register': ['arrived'], 'refuse': ['arrived'], 'direct': ['registered', 'assigned', 'in_progress', 'done'], 'record': ['registered', 'assigned', 'in_progress', 'done'],
  'start': ['assigned'], 'finish': ['registered', 'assigned', 'in_progress'], 'ask-back': ['arrived', 'registered', 'assigned', 'in_progress', 'done'], 'answer-recall': ['recall_asked'],
}

/** Who handles: an officer, a unit of the own office, or a body below that got a task. */
export const HandlingParty = z.object({
  role: z.enum(['lead', 'coordinate']), post: z.object({ id: z.uuid(), title: z.string(), name: z.string() }).nullable(), unit: BodyRef.nullable(),
  task: z.object({ id: z.uuid(), state: z.enum(taskStates) }).nullable(),
})
export type HandlingParty = z.infer<typeof HandlingParty>

/** A bút phê: one sentence, who handles it and by when. */
export const LeaderDirection = z.object({
  id: z.uuid(), sentence: z.string(), deadline: Day.nullable(), saidOn: Day, leaderTitle: z.string(), leaderName: z.string().nullable(),
  /** Written down by somebody else on the leader's word. */
  onBehalf: z.boolean(), recordedBy: z.string(), at: Instant, parties: z.array(HandlingParty),
})
export type LeaderDirection = z.infer<typeof LeaderDirection>

export const Handling = z.object({
  id: z.uuid(), state: z.enum(handlingStates), timing: z.enum(timings), daysLate: z.int(),
  number: z.string().nullable(), docType: z.string(), issuerText: z.string().nullable(), issuedOn: Day.nullable(), abstract: z.string(), urgency: z.string().nullable(),
  /** As it stands in the book: arrival number and day; null until it is entered. */
  arrivalNumber: z.string().nullable(), arrivedOn: Day, source: z.enum(['intake', 'delivery', 'book', 'edxml']),
  deadline: Day.nullable(), doneAt: Instant.nullable(), directiveId: z.uuid().nullable(), entryId: z.uuid().nullable(),
  /** The bút phê in force, shortened: who leads, and the sentence. */
  lead: z.string().nullable(), sentence: z.string().nullable(), mine: z.boolean(), version: z.int(),
})
export type Handling = z.infer<typeof Handling>

export const HandlingDetail = Handling.extend({
  secret: z.boolean(), statusCode: z.string(), reason: z.string().nullable(), result: z.string().nullable(), resultDirectiveId: z.uuid().nullable(), fileId: z.uuid().nullable(),
  directiveState: z.string().nullable(), ownDirective: z.boolean(),
  directions: z.array(LeaderDirection),
  events: z.array(z.object({ id: z.uuid(), kind: z.string(), at: Instant, byTitle: z.string(), note: z.string().nullable(), fromState: z.string().nullable(), toState: z.string().nullable() })),
  actions: z.array(z.enum(handlingActions)),
})
export type HandlingDetail = z.infer<typeof HandlingDetail>

export const handlingBoxes = ['arrived', 'to-direct', 'mine', 'open', 'late', 'done', 'all'] as const
export const HandlingQuery = z.object({ box: z.enum(handlingBoxes).default('open'), q: z.string().max(200).optional(), after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
export type HandlingQuery = z.infer<typeof HandlingQuery>
export const HandlingPage = z.object({ rows: z.array(Handling), next: z.string().nullable() })
export type HandlingPage = z.infer<typeof HandlingPage>
/** GET /api/handling/counts */
export const HandlingCounts = z.object({ arrived: z.int(), toDirect: z.int(), mine: z.int(), open: z.int(), late: z.int() })
export type HandlingCounts = z.infer<typeof HandlingCounts>

/** GET /api/handling/choices — whom a bút phê may name in the own office; bodies below are searched by name. */
export const HandlingChoices = z.object({
  posts: z.array(z.object({ id: z.uuid(), title: z.string(), name: z.string(), unit: z.string(), leader: z.boolean() })), units: z.array(BodyRef),
})
export type HandlingChoices = z.infer<typeof HandlingChoices>

/** PUT /api/handling/:id — an incoming document entered by hand, without a text. */
export const ByHandInput = EntryInput.omit({ direction: true, unit: true, after: true })
export type ByHandInput = z.infer<typeof ByHandInput>
/** POST /api/handling/:id/register — into the office's book, or that of a committee it keeps; `number` where the official system gives arrival numbers. */
export const RegisterInput = z.object({ version: z.int(), day: Day, number: z.int().min(1).max(9_999_999).nullable().default(null), bodyId: z.int().optional(), system: z.enum(['party', 'state']).optional(), lateReason: z.string().trim().min(1).max(500).nullable().default(null) })
export type RegisterInput = z.infer<typeof RegisterInput>

const Party = z.object({ postId: z.uuid().optional(), bodyId: z.int().optional() }).refine(party => (party.postId === undefined) !== (party.bodyId === undefined), 'postId or bodyId')
/** POST /api/handling/:id/direct — a leader's own bút phê. `id` is made by the client: a repeat changes nothing. */
export const DirectInput = z.object({
  id: z.uuid(), version: z.int(), sentence: z.string().trim().min(1).max(1000), deadline: Day.nullable(), lead: Party, coordinates: z.array(Party).max(50).default([]),
})
export type DirectInput = z.infer<typeof DirectInput>
/** POST /api/handling/:id/record — the same, written down by an assistant for the leader who said it. */
export const RecordInput = DirectInput.extend({ leaderPostId: z.uuid(), saidOn: Day })
export type RecordInput = z.infer<typeof RecordInput>
export const ReasonInput = z.object({ version: z.int(), reason: z.string().trim().min(1).max(1000) })
export type ReasonInput = z.infer<typeof ReasonInput>
export const StartInput = z.object({ version: z.int() })
/** POST /api/handling/:id/finish — what came of it; the answer's own document where there is one. */
export const FinishInput = z.object({ version: z.int(), result: z.string().trim().min(1).max(2000), resultDirectiveId: z.uuid().nullable().default(null) })
export type FinishInput = z.infer<typeof FinishInput>
export const RecallInput = z.object({ version: z.int(), agree: z.boolean(), note: z.string().trim().min(1).max(1000) })
export type RecallInput = z.infer<typeof RecallInput>

/** GET /api/handling/status/:directiveId — how far each recipient of the office's own document has come. */
export const DeliveryStatus = z.object({ rows: z.array(z.object({ body: BodyRef, state: z.enum(handlingStates), statusCode: z.string(), reason: z.string().nullable(), at: Instant })) })
export type DeliveryStatus = z.infer<typeof DeliveryStatus>

/** PUT /api/directions/:id — an oral direction: who said what, where, when. Becomes a document of type oral-direction. */
export const DirectionInput = z.object({
  /** The leader who spoke: a post of the own body. */
  leaderPostId: z.uuid(), saidOn: Day, occasion: z.string().trim().max(300).default(''),
  points: z.array(z.object({ text: z.string().trim().min(1).max(2000), leadId: z.int().nullable(), coordinateIds: z.array(z.int()).max(50).default([]), deadline: Day.nullable() })).min(1).max(50),
  /** Issues it at once; every point then needs a lead. */
  issue: z.boolean().default(false),
})
export type DirectionInput = z.infer<typeof DirectionInput>
