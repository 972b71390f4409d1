import { AddPapers, AnswerInvitation, MarkAttendance, MeetingChoices, MeetingDetail, MeetingInput, MeetingMove, MeetingOrigin, MeetingPage, MeetingQuery, MeetingStop, meetingTexts, SaveText, SignMinutes } from '@phaodai/office/meeting.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import type { Moment } from '../tasks/index.ts'
import { beginMinutes, draftConclusions, draftInvitation, paperOf } from './drafts.ts'
import { findOrigin, loadMeetings } from './load.ts'
import { addPapers, answerInvitation, markAttendance, move, sign, writeText } from './move.ts'
import { planMeeting } from './plan.ts'
import { choicesOf, meetingDetail, openMeeting } from './view.ts'

const id = z.uuid().toLowerCase()
const ById = z.object({ id })
const ByInvitee = z.object({ id, inviteeId: id })
const ByDraft = z.object({ id, draftId: id })
const ByText = z.object({ id, kind: z.enum(meetingTexts) })
const Nothing = z.object({})
const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const

const momentOf = (deps: AppDeps): Moment => ({ at: deps.clock.now().toISOString(), today: today(deps.clock) })

interface Change<P, B> { method: 'PUT' | 'POST'; url: string; permission: string; summary: string; refuses?: ProblemCode[]; run: (tx: Tx, who: Who, moment: Moment, params: P, body: B) => Promise<unknown> }

/** A change that answers with the whole meeting as it then stands. */
function change<P extends z.ZodType<{ id: string }>, B extends z.ZodType>(app: FastifyInstance, deps: AppDeps, params: P, body: B, { run, refuses = [], ...declared }: Change<z.output<P>, z.output<B>>): void {
  route(app, deps, {
    ...declared, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input', ...refuses], params: params as unknown as typeof ById, body, answer: MeetingDetail,
    run: async (call) => {
      const moment = momentOf(deps)
      await run(call.tx, call.who, moment, call.params as z.output<P>, call.body as z.output<B>)
      return meetingDetail(call.tx, call.who, call.params.id, moment)
    },
  })
}

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/meetings', permission: 'meeting.read', summary: 'Meetings that the acting body hosts or is invited to: to come, still to be answered, or past.', query: MeetingQuery, answer: MeetingPage,
    run: ({ tx, query }) => loadMeetings(tx, query),
  })
  route(app, deps, {
    method: 'GET', url: '/api/meetings/choices', permission: 'meeting.read', summary: 'What a new meeting of the acting body may be made of: who may chair, which bodies may be bridges, earlier meetings.', answer: MeetingChoices,
    run: ({ tx }) => choicesOf(tx, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/meetings/:id', permission: 'meeting.read', summary: 'A meeting with its bridges, papers, texts, notice and tasks, as far as the acting body may see them.', params: ById, answer: MeetingDetail, refuses: ['not-found'],
    run: ({ tx, who, params }) => openMeeting(tx, who, params.id, momentOf(deps)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/meetings/:id/paper/:what.:format', permission: 'meeting.read', summary: 'The invitation or the minutes as a paper under the host’s head.',
    params: z.object({ id, what: z.enum(['giay-moi', 'bien-ban']), format: z.enum(['docx', 'pdf']) }), refuses: ['not-found'],
    run: ({ tx, who, params }) => paperOf(tx, who, momentOf(deps), params.id, params.what, params.format),
    send: (reply, { bytes, format, name }) => reply.header('content-type', MEDIA[format]).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.${format}`).send(bytes),
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/meeting', permission: 'meeting.read', summary: 'The meeting whose conclusions a directive gives notice of, if the acting body sees it.', params: ById, answer: MeetingOrigin, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const found = await findOrigin(tx, params.id)
      if (!found) throw new Problem('not-found')
      return { meeting: found.id === null ? null : { id: found.id, title: found.title!, day: found.day! } }
    },
  })
}

function registerPlan(app: FastifyInstance, deps: AppDeps): void {
  change(app, deps, ById, MeetingInput, {
    method: 'PUT', url: '/api/meetings/:id', permission: 'meeting.plan', summary: 'Plans a meeting with its bridges and guests, or plans it anew before it begins; guests are told what changed.', refuses: ['duplicate', 'reference-missing'],
    run: (tx, who, moment, params, body) => planMeeting(tx, who, moment, params.id, body),
  })
  for (const name of ['invite', 'open'] as const) {
    change(app, deps, ById, MeetingMove, {
      method: 'POST', url: `/api/meetings/:id/${name}`, permission: `meeting.${name}`, summary: { invite: 'Invites: everybody at the bridges is told.', open: 'Opens the meeting.' }[name],
      run: (tx, who, moment, params, body) => move(tx, who, moment, params.id, name, body.version),
    })
  }
  for (const name of ['postpone', 'cancel'] as const) {
    change(app, deps, ById, MeetingStop, {
      method: 'POST', url: `/api/meetings/:id/${name}`, permission: `meeting.${name}`, summary: { postpone: 'Puts the meeting off, with the reason.', cancel: 'Calls the meeting off, with the reason.' }[name],
      run: (tx, who, moment, params, body) => move(tx, who, moment, params.id, name, body.version, body.reason),
    })
  }
  change(app, deps, ById, AddPapers, {
    method: 'POST', url: '/api/meetings/:id/papers', permission: 'meeting.plan', summary: 'Adds papers; whoever is invited may open them.', refuses: ['reference-missing'],
    run: (tx, who, moment, params, body) => addPapers(tx, who, moment, params.id, body.fileIds),
  })
}

function registerGuests(app: FastifyInstance, deps: AppDeps): void {
  change(app, deps, ByInvitee, AnswerInvitation, {
    method: 'POST', url: '/api/meetings/:id/invitees/:inviteeId/answer', permission: 'meeting.answer', summary: 'Says whether an invited body comes, who stands in, or why nobody does.',
    run: (tx, who, moment, params, body) => answerInvitation(tx, who, moment, params.id, params.inviteeId, body),
  })
  change(app, deps, ByInvitee, MarkAttendance, {
    method: 'POST', url: '/api/meetings/:id/invitees/:inviteeId/attendance', permission: 'meeting.attend', summary: 'Marks at a bridge who came; null takes the mark away.',
    run: (tx, who, moment, params, body) => markAttendance(tx, who, moment, params.id, params.inviteeId, body),
  })
}

function registerTexts(app: FastifyInstance, deps: AppDeps): void {
  change(app, deps, ById, Nothing, {
    method: 'POST', url: '/api/meetings/:id/minutes/begin', permission: 'meeting.write', summary: 'Begins the minutes from agenda and attendance; what was written already stays.',
    run: (tx, who, moment, params) => beginMinutes(tx, who, moment, params.id),
  })
  change(app, deps, ByText, SaveText, {
    method: 'PUT', url: '/api/meetings/:id/texts/:kind', permission: 'meeting.write', summary: 'Saves the minutes or the conclusions while they are typed.',
    run: (tx, who, _moment, params, body) => writeText(tx, who, params.id, params.kind, body),
  })
  change(app, deps, ById, SignMinutes, {
    method: 'POST', url: '/api/meetings/:id/minutes/sign', permission: 'meeting.sign', summary: 'Signs the minutes: the secretary, then the chair; or takes them back for a correction.',
    run: (tx, who, moment, params, body) => sign(tx, who, moment, params.id, body),
  })
  change(app, deps, ByDraft, Nothing, {
    method: 'PUT', url: '/api/meetings/:id/invitation-draft/:draftId', permission: 'draft.write', summary: 'Begins the official giấy mời as a draft of the host.',
    run: (tx, who, moment, params) => draftInvitation(tx, who, moment, params.id, params.draftId),
  })
  change(app, deps, ByDraft, Nothing, {
    method: 'PUT', url: '/api/meetings/:id/conclusion-draft/:draftId', permission: 'draft.write', summary: 'Begins the notice of conclusions as a draft of the host, from what the secretary wrote.',
    run: (tx, who, moment, params) => draftConclusions(tx, who, moment, params.id, params.draftId),
  })
}

/** Meetings: plan, bridges, invitations, attendance, papers, minutes, conclusions. */
export function registerMeetingRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReading(app, deps)
  registerPlan(app, deps)
  registerGuests(app, deps)
  registerTexts(app, deps)
}
