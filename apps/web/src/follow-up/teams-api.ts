/** What the page of tracing teams asks of the server. */
import type { TeamInput, TeamProposal, TracingTeam } from '@phaodai/office'
import { get, newId, send } from '../api/client.ts'

export const getProposal = (reveal: boolean) => get<TeamProposal>('/api/tracing-teams/proposal', { reveal: reveal ? '1' : undefined })
export const makeTeam = (values: TeamInput) => send<TracingTeam>('PUT', `/api/tracing-teams/${newId()}`, values)
export const changeTeam = ({ id, version }: TracingTeam, values: TeamInput) => send<{ ok: true }>('PATCH', `/api/tracing-teams/${id}`, { ...values, version })
export const endTeam = ({ id, area: _, ...team }: TracingTeam) => send<{ ok: true }>('PATCH', `/api/tracing-teams/${id}`, { ...team, ends: true })
export const confirmTeams = (day: string, lines: { contactId: string; teamId: string }[]) => send<{ changed: number }>('PUT', `/api/tracing-teams/assignments/${day}`, { lines })
