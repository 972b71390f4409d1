import { DispatchAt, DispatchInput, MemberEnd, MemberInput, ResponseTeamLine, ResponseTeamView, TeamRecallInput } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { momentOf, standOrRefuse } from '#server/acts/index.ts'
import { issuerHeaderFor, MEDIA, renderComposed, type PaperFormat } from '#server/documents/index.ts'
import { sendFile, type TableFile } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { word } from '#server/words/index.ts'
import { findDispatch, findLaw, findMember, findTeam, findTeamRule, loadMembers } from './load.ts'
import { dispatchPaper } from './order.ts'
import { arriveTeam, dispatchTeam, endMember, endRest, insertMember, readyTeam, recallTeam, returnTeam } from './save.ts'
import { viewTeam, viewTeams } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const ByMember = ById.extend({ memberId: Id })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Done = z.object({ id: z.string() })
const UNKNOWN: Readonly<Record<string, ProblemCode>> = { 'unknown-team': 'not-found', 'unknown-dispatch': 'not-found', 'taken-id': 'not-allowed' }
const stand = (answer: string): void => standOrRefuse('team.answer', UNKNOWN, answer)
const steps = ['not-found', 'illegal-state', 'invalid-input'] as const

function registerReading(app: FastifyInstance, deps: AppDeps, now: () => Date): void {
  route(app, deps, {
    method: 'GET', url: '/api/response-teams', permission: 'response_team.read', summary: 'Mobile teams and stations of the caller\'s areas and those that are out in them: ready, out and where, resting until when.', answer: z.object({ teams: z.array(ResponseTeamLine) }),
    run: async ({ tx }) => ({ teams: await viewTeams(tx, now().toISOString()) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/response-teams/:id', permission: 'response_team.read', summary: 'One team: who is in it, what its rule asks for, what stands against sending it, its store of kits, where it was sent; names only for posts that may see them.', params: ById, query: Reveal, answer: ResponseTeamView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return viewTeam(tx, params.id, query.reveal, now().toISOString())
    },
  })
}

/** Who puts somebody into a second team is told which rule he met. */
async function refusingSecondTeam<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'team_member_one_team') throw new Problem('duplicate', { detail: word('team.answer.in-other-team'), fields: { personId: 'in-other-team' } })
    throw error
  }
}

function registerRoster(app: FastifyInstance, deps: AppDeps, now: () => Date): void {
  route(app, deps, {
    method: 'PUT', url: '/api/response-teams/:id/members/:memberId', permission: 'team_duty.staff', summary: 'Puts somebody into a team of the caller\'s areas; who has an account here stands in one team at a time.', params: ByMember, body: MemberInput, answer: Done, refuses: ['not-found', 'duplicate'],
    run: async ({ tx, params: { id, memberId }, body }) => {
      if (!(await findTeam(tx, id, dayInVietnam(now().toISOString())))) throw new Problem('not-found')
      const written = await refusingSecondTeam(() => insertMember(tx, memberId, id, body))
      if (written === 0) sameOrRefuse(await findMember(tx, id, memberId), ({ role, fromOn }) => role === body.role && fromOn === body.fromOn)
      return { id: memberId }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/response-teams/:id/members/:memberId/end', permission: 'team_duty.staff', summary: 'Says until which day somebody is in a team.', params: ByMember, body: MemberEnd, answer: Done, refuses: ['not-found', 'stale'],
    run: async ({ tx, params: { id, memberId }, body: { version, untilOn } }) => {
      if (await endMember(tx, id, memberId, version, untilOn) === 0) refuseStale(await findMember(tx, id, memberId), { version })
      return { id: memberId }
    },
  })
  for (const [verb, permission, act, summary] of [['ready', 'make-ready', readyTeam, 'A team stands ready; refused while it has too few people or no head.'], ['rested', 'end-rest', endRest, 'A team has rested; refused before the rest that its rule asks for is over.']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/response-teams/:id/${verb}`, permission: `response_team.${permission}`, summary, params: ById, answer: Done, refuses: ['not-found', 'illegal-state'],
      run: async ({ tx, params: { id } }) => {
        stand(await act(tx, id, now().toISOString()))
        return { id }
      },
    })
  }
}

function registerDispatches(app: FastifyInstance, deps: AppDeps, now: () => Date): void {
  route(app, deps, {
    method: 'PUT', url: '/api/team-dispatches/:id', permission: 'response_team.dispatch', summary: 'Orders a team to an area: for a post that covers where it is at home and where it goes; no team is out twice at once.', params: ById, body: DispatchInput, answer: Done, refuses: [...steps],
    run: async ({ tx, params: { id }, body }) => {
      stand(await dispatchTeam(tx, id, body))
      return { id }
    },
  })
  for (const [verb, permission, act, summary] of [['arrive', 'team_duty.arrive', arriveTeam, 'A team is where it was sent.'], ['return', 'response_team.return', returnTeam, 'A team is back; the rest that its rule asks for begins.']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/team-dispatches/:id/${verb}`, permission, summary, params: ById, body: DispatchAt, answer: Done, refuses: [...steps],
      run: async ({ tx, params: { id }, body: { at } }) => {
        stand(await act(tx, id, momentOf(at, now())))
        return { id }
      },
    })
  }
  route(app, deps, {
    method: 'POST', url: '/api/team-dispatches/:id/recall', permission: 'response_team.recall', summary: 'Takes back an order that was not carried out, with the reason.', params: ById, body: TeamRecallInput, answer: Done, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params: { id }, body: { reason } }) => {
      stand(await recallTeam(tx, id, reason, now().toISOString()))
      return { id }
    },
  })
}

/** The order as its body would sign it, with the list of who goes, dotted lines for a post that may not see names; that names went out is noted. */
async function paperOf(tx: Tx, who: Who, id: string, format: PaperFormat): Promise<TableFile> {
  const dispatch = await findDispatch(tx, id)
  if (!dispatch) throw new Problem('not-found')
  const day = dayInVietnam(dispatch.fromAt)
  const [team, head] = [await findTeam(tx, dispatch.teamId, day), await issuerHeaderFor(tx, dispatch.bodyId, day)]
  if (!team || !head) throw new Problem('reference-missing')
  const [rule, law, members] = [await findTeamRule(tx, team.kind, day), await findLaw(tx, day), await loadMembers(tx, team.id, day, who.clear)]
  if (who.clear) await viewing(tx, 'response_team', [team.id], 'export')
  const composed = dispatchPaper({
    dispatch, team, head, restHours: rule?.restHours ?? null, bases: [law, rule?.basis ?? null].filter((each) => each !== null), sample: await isSample(tx),
    members: members.filter(({ fromOn, untilOn }) => fromOn <= day && (untilOn === null || untilOn >= day)),
  })
  return { name: `${word('team.paper.file')}-${day}.${format}`, mediaType: MEDIA[format], bytes: await renderComposed(composed, format) }
}

/** Mobile teams and stations: roster, readiness, the order that sends them, arrival, return and rest. */
export function registerResponseTeamRoutes(app: FastifyInstance, deps: AppDeps): void {
  const now = (): Date => deps.clock.now()
  registerReading(app, deps, now)
  registerRoster(app, deps, now)
  registerDispatches(app, deps, now)
  route(app, deps, {
    method: 'GET', url: '/api/team-dispatches/:id/paper.:format', permission: 'response_team.export', summary: 'The order that sends a team, as a decision under the head of the body that gave it, with the list of who goes; names only for posts that may see them.', params: ById.extend({ format: z.enum(['docx', 'pdf']) }), refuses: ['not-found'],
    run: ({ tx, who, params: { id, format } }) => paperOf(tx, who, id, format), send: sendFile,
  })
}
