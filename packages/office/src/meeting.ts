/** Meetings as server and screens exchange them: bridges, who is invited and came, the secretary's texts, what followed. */
import * as z from 'zod'
import { BodyRef, Day, Instant, Task } from './task.ts'

export const meetingStates = ['planned', 'invited', 'running', 'minuted', 'concluded', 'tasked', 'postponed', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]
export const meetingKinds = ['steering', 'conference', 'briefing', 'thematic', 'other'] as const
export const meetingForms = ['in-person', 'online', 'mixed'] as const
export const answers = ['attends', 'substitute', 'absent'] as const
export type Answer = (typeof answers)[number]
export const attendances = ['present', 'substitute', 'absent'] as const
export type Attendance = (typeof attendances)[number]
export const meetingTexts = ['minutes', 'conclusions'] as const
export type MeetingTextKind = (typeof meetingTexts)[number]

const Id = z.uuid().toLowerCase()
const Place = z.string().trim().min(1).max(300)
const Reason = z.string().trim().min(1).max(500)

export const InviteeInput = z.object({ id: Id, bodyId: z.int().min(1).max(2_147_483_647), words: z.string().trim().min(1).max(200) })
export const BridgeInput = z.object({ id: Id, bodyId: z.int().min(1).max(2_147_483_647), place: Place, invitees: z.array(InviteeInput).max(300) })
export type BridgeInput = z.infer<typeof BridgeInput>

/** PUT /api/meetings/:id — the whole plan; version 0 makes it. Instants with their zone. */
export const MeetingInput = z.object({
  version: z.int().min(0), title: z.string().trim().min(1).max(300), kind: z.enum(meetingKinds), form: z.enum(meetingForms), urgent: z.boolean().default(false),
  chairPostId: Id, secretaryPostId: Id, startsAt: z.iso.datetime({ offset: true }), endsAt: z.iso.datetime({ offset: true }), place: Place,
  link: z.url({ protocol: /^https?$/ }).max(500).nullable().default(null), agenda: z.array(z.string().trim().min(1).max(1000)).max(50), bridges: z.array(BridgeInput).max(400),
})
export type MeetingInput = z.infer<typeof MeetingInput>

export const Invitee = z.object({
  id: z.uuid(), version: z.int(), body: BodyRef, words: z.string(), mine: z.boolean(),
  answer: z.enum(answers).nullable(), answerReason: z.string().nullable(), substituteName: z.string().nullable(), substitutePost: z.string().nullable(),
  answeredAt: Instant.nullable(), answeredBy: z.string().nullable(),
  attendance: z.enum(attendances).nullable(), markedAt: Instant.nullable(), markedBy: z.string().nullable(),
})
export type Invitee = z.infer<typeof Invitee>

/** A bridge with those of its people whom the viewer may see. */
export const Bridge = z.object({ id: z.uuid(), body: BodyRef, level: z.string(), place: z.string(), mine: z.boolean(), invitees: z.array(Invitee) })
export type Bridge = z.infer<typeof Bridge>

export const Meeting = z.object({
  id: z.uuid(), host: BodyRef, title: z.string(), kind: z.enum(meetingKinds), form: z.enum(meetingForms), urgent: z.boolean(), startsAt: Instant, endsAt: Instant, day: Day,
  place: z.string(), state: z.enum(meetingStates), hosted: z.boolean(), bridges: z.int(),
  /** The acting body's own answers that are still owed. */
  owes: z.int(), version: z.int(),
})
export type Meeting = z.infer<typeof Meeting>

export const meetingBoxes = ['coming', 'owed', 'past'] as const
export const MeetingQuery = z.object({ box: z.enum(meetingBoxes).default('coming'), q: z.string().max(200).optional(), after: z.string().regex(/^[\d\-T:.Z]{10,30}_[\da-f-]{36}$/).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
export type MeetingQuery = z.infer<typeof MeetingQuery>
/** `next` asks for what comes after; null at the end. */
export const MeetingPage = z.object({ rows: z.array(Meeting), next: z.string().nullable() })

export const MeetingText = z.object({
  kind: z.enum(meetingTexts), text: z.string(), savedBy: z.string(), updatedAt: Instant, version: z.int(),
  secretarySignedAt: Instant.nullable(), chairSignedAt: Instant.nullable(),
})
export type MeetingText = z.infer<typeof MeetingText>

export const MeetingCall = z.object({ body: BodyRef, kind: z.enum(['invited', 'changed', 'postponed', 'cancelled', 'withdrawn']), at: Instant, seenAt: Instant.nullable() })
export const MeetingEvent = z.object({ id: z.uuid(), kind: z.string(), at: Instant, by: z.string(), note: z.string().nullable() })
export const MeetingPaper = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() })
/** A draft that stands for this meeting: the host's alone. */
export const MeetingDraft = z.object({ id: z.uuid(), state: z.string(), number: z.string().nullable() })

export const meetingActions = ['edit', 'invite', 'open', 'postpone', 'cancel', 'attend', 'papers', 'write', 'sign-secretary', 'sign-chair', 'reopen-minutes', 'draft-invitation', 'draft-conclusions'] as const
export type MeetingAction = (typeof meetingActions)[number]

export const MeetingDetail = Meeting.omit({ bridges: true }).extend({
  chairPostId: z.uuid().nullable(), chairTitle: z.string(), secretaryPostId: z.uuid().nullable(), secretaryTitle: z.string(), link: z.string().nullable(), agenda: z.array(z.string()), reason: z.string().nullable(),
  bridges: z.array(Bridge), papers: z.array(MeetingPaper), minutes: MeetingText.nullable(), conclusions: MeetingText.nullable(),
  calls: z.array(MeetingCall), events: z.array(MeetingEvent), invitationDraft: MeetingDraft.nullable(), conclusionDraft: MeetingDraft.nullable(),
  /** The notice of its conclusions, as far as the viewer may see it, and the tasks of it that concern him. */
  notice: z.object({ id: z.uuid(), number: z.string().nullable(), abstract: z.string().nullable(), issuedOn: Day.nullable(), state: z.string() }).nullable(),
  tasks: z.array(Task), actions: z.array(z.enum(meetingActions)),
})
export type MeetingDetail = z.infer<typeof MeetingDetail>

const versioned = { version: z.int() }
export const MeetingMove = z.object(versioned)
export const MeetingStop = z.object({ ...versioned, reason: z.string().trim().min(1).max(1000) })
const substitute = { substituteName: z.string().trim().min(1).max(120).nullable().default(null), substitutePost: z.string().trim().min(1).max(200).nullable().default(null) }
export const AnswerInvitation = z.object({ ...versioned, answer: z.enum(answers), reason: Reason.nullable().default(null), ...substitute })
export const MarkAttendance = z.object({ ...versioned, attendance: z.enum(attendances).nullable(), ...substitute })
export const AddPapers = z.object({ fileIds: z.array(Id).min(1).max(30) })
export const SaveText = z.object({ version: z.int().min(0), text: z.string().max(100_000) })
export const SignMinutes = z.object({ ...versioned, as: z.enum(['secretary', 'chair', 'reopen']) })

/** What a new meeting of the acting body may be made of: who may chair, which bodies may be bridges at one click. */
export const MeetingChoices = z.object({
  host: BodyRef, place: z.string(), posts: z.array(z.object({ id: z.uuid(), title: z.string(), role: z.string() })), groups: z.array(z.object({ kind: z.string(), level: z.string(), bodies: z.array(BodyRef) })),
  /** Meetings whose bridges and guests may be taken over, newest first. */
  before: z.array(z.object({ id: z.uuid(), title: z.string(), day: Day })),
})
export type MeetingChoices = z.infer<typeof MeetingChoices>

/** The meeting that a directive came from. */
export const MeetingOrigin = z.object({ meeting: z.object({ id: z.uuid(), title: z.string(), day: Day }).nullable() })

/** Who came and who did not, of some invited. */
export function countAttendance(invitees: readonly Pick<Invitee, 'attendance' | 'answer'>[]): Record<Attendance | 'unmarked' | 'unanswered', number> {
  const count = (wanted: (each: Pick<Invitee, 'attendance' | 'answer'>) => boolean): number => invitees.filter(wanted).length
  return {
    present: count(({ attendance }) => attendance === 'present'), substitute: count(({ attendance }) => attendance === 'substitute'), absent: count(({ attendance }) => attendance === 'absent'),
    unmarked: count(({ attendance }) => attendance === null), unanswered: count(({ answer }) => answer === null),
  }
}
