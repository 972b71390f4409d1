import { TeamAssignments, TeamInput, TeamProposal, TracingTeam, type TeamLine } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { standing } from '#server/contacts/index.ts'
import { loadToday } from '#server/follow-up/index.ts'
import { word } from '#server/words/index.ts'
import { findTeam, insertTeam, loadConfirmed, loadPoints, loadTeams, saveAssignments, updateTeam, type TeamRow } from './load.ts'
import { proposeTeams } from './propose.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
/** As many as the page of the day shows. */
const MOST = 500

const told = ({ lat: _, lng: __, ...team }: TeamRow): TracingTeam => team

async function teamOf(tx: Tx, id: string): Promise<TeamRow> {
  const team = await findTeam(tx, id)
  if (!team) throw new Problem('not-found')
  return team
}

/** Contacts to be seen today with a team each: who has been seen already needs none. */
async function readProposal(tx: Tx, who: Who, clear: boolean, now: Date): Promise<TeamProposal> {
  const day = dayInVietnam(now.toISOString())
  const rows = (await loadToday(tx, day, clear, MOST + 1)).filter(({ visits }) => !visits.some(({ onDay }) => onDay === day))
  const teams = await loadTeams(tx, who.bodyId, clear)
  const points = await loadPoints(tx, rows.map(({ areaId }) => areaId))
  const confirmed = await loadConfirmed(tx, day, who.bodyId)
  const people = rows.slice(0, MOST).map((row) => ({ ...row, urgency: standing(row, now).urgency }))
  const { lines, optimal } = proposeTeams(people.map(({ id, urgency, areaId }) => ({ contactId: id, urgency, ...(points.get(areaId) ?? { lat: null, lng: null }) })), teams)
  if (clear) await viewing(tx, 'case_contact', people.map(({ id }) => id))
  const shown = people.map(({ id, name, tier, urgency, area }, index): TeamLine => ({ contactId: id, name, tier, urgency, area, confirmedId: confirmed.get(id) ?? null, proposedId: lines[index]!.teamId, km: lines[index]!.km }))
  return { day, teams: teams.map(told), lines: shown, unplaced: lines.filter(({ teamId }) => teamId === null).length, optimal, more: rows.length > MOST }
}

function registerTeams(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/tracing-teams', permission: 'tracing_team.read', summary: 'Tracing teams of the acting body: where they set out from and how many contacts they see in a day.',
    answer: z.object({ teams: z.array(TracingTeam) }),
    run: async ({ tx, who }) => ({ teams: (await loadTeams(tx, who.bodyId, who.clear)).map(told) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/tracing-teams/:id', permission: 'tracing_team.manage', summary: 'Makes a tracing team of the acting body.',
    params: Id, body: TeamInput, answer: TracingTeam, refuses: ['duplicate', 'not-allowed', 'reference-missing'],
    run: async ({ tx, params: { id }, body }) => {
      await insertTeam(tx, id, body)
      return told(sameOrRefuse(await findTeam(tx, id), (team) => team.name === body.name && team.areaId === body.areaId && team.capacity === body.capacity))
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/tracing-teams/:id', permission: 'tracing_team.manage', summary: 'Changes a tracing team, or ends it.',
    params: Id, body: TeamInput.extend({ version: z.int(), ends: z.boolean().default(false) }), answer: z.object({ ok: z.literal(true) }), refuses: ['not-found', 'stale'],
    run: async ({ tx, params: { id }, body: { version, ends, ...input } }) => {
      const before = await teamOf(tx, id)
      const done = before.version === version && (await updateTeam(tx, id, version, input, ends ? deps.clock.now().toISOString() : null))
      if (!done) refuseStale(before, { version })
      return { ok: true as const }
    },
  })
}

/** Tracing teams: who they are, and whom each of them sees today. */
export function registerTracingTeamRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerTeams(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/tracing-teams/proposal', permission: 'tracing_team.assign', summary: 'Contacts to be seen today spread over the teams of the acting body by capacity and distance: a draft, nothing is kept.',
    query: z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') }), answer: TeamProposal,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return readProposal(tx, who, query.reveal, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/tracing-teams/assignments/:day', permission: 'tracing_team.assign', summary: 'Confirms which team of the acting body sees whom today.',
    params: z.object({ day: z.iso.date() }), body: TeamAssignments, answer: z.object({ changed: z.int() }), refuses: ['invalid-input', 'not-allowed'],
    run: async ({ tx, params: { day }, body }) => {
      if (day !== dayInVietnam(deps.clock.now().toISOString())) throw new Problem('invalid-input', { detail: word('teams.fault.day'), fields: { day: 'not-today' } })
      return { changed: await saveAssignments(tx, day, body.lines) }
    },
  })
}
