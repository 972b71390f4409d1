/** What the screens of mobile teams and stations ask of the server. */
import type { DispatchInput, MemberInput, ResponseTeamLine, ResponseTeamView } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send } from '../api/client.ts'

/** All questions about teams stand under this key, so that an act asks them anew. */
export const TEAMS = ['registers', 'response_team'] as const

export const listTeams = () => get<{ teams: ResponseTeamLine[] }>('/api/response-teams')
export const getTeam = (id: string, reveal: boolean) => get<ResponseTeamView>(`/api/response-teams/${id}`, { reveal: reveal ? 1 : 0 })
export const addMember = (teamId: string, values: z.input<typeof MemberInput>) => send<{ id: string }>('PUT', `/api/response-teams/${teamId}/members/${newId()}`, values)
export const endMember = (teamId: string, id: string, version: number, untilOn: string) => send<{ id: string }>('POST', `/api/response-teams/${teamId}/members/${id}/end`, { version, untilOn })
export const stepTeam = (id: string, step: 'ready' | 'rested') => send<{ id: string }>('POST', `/api/response-teams/${id}/${step}`)
export const dispatchTeam = (values: z.input<typeof DispatchInput>) => send<{ id: string }>('PUT', `/api/team-dispatches/${newId()}`, values)
export const stepDispatch = (id: string, step: 'arrive' | 'return') => send<{ id: string }>('POST', `/api/team-dispatches/${id}/${step}`, {})
export const recallTeam = (id: string, reason: string) => send<{ id: string }>('POST', `/api/team-dispatches/${id}/recall`, { reason })
