/** What the screens of cases, people and diseases ask of the server. */
import type { FieldValues, RecordRow } from '@phaodai/registers'
import type { CaseCounts, CaseLine, DiseaseDetail, DiseaseLine, DiseaseRule, DiseaseRuleChange, Match, MatchAsk, Membership, Merge, NewDisease, Outbreaks, Pair, PersonDetail, PersonLine } from '@phaodai/office'
import { get, newId, send } from '../api/client.ts'

export type CaseQuery = Record<string, string>
export type CaseDetail = { line: CaseLine; row: RecordRow; names: Record<string, Record<string, string>>; rule: DiseaseRule | null; household: CaseLine[]; infected: CaseLine[]; twins: CaseLine[] }

export const listCases = (query: CaseQuery, reveal: boolean) => get<{ cases: CaseLine[]; more: boolean }>('/api/cases', { ...query, reveal: reveal ? '1' : undefined })
export const countCases = (query: CaseQuery, reveal: boolean) => get<CaseCounts>('/api/cases/counts', { ...query, reveal: reveal ? '1' : undefined })
export const getCase = (id: string, reveal: boolean) => get<CaseDetail>(`/api/cases/${id}`, { reveal: reveal ? '1' : undefined })
export const enterCase = (id: string, values: FieldValues) => send<{ row: RecordRow }>('PUT', `/api/cases/${id}`, values)

export const searchPeople = (q: string) => get<{ people: PersonLine[] }>('/api/individuals/search', { q })
export const findMatches = (ask: Partial<MatchAsk>) => send<{ matches: Match[]; faults: string[] }>('POST', '/api/individuals/matches', ask)
export const getPerson = (id: string) => get<PersonDetail>(`/api/individuals/${id}`, { reveal: '1' })
export const enterPerson = (id: string, values: FieldValues) => send<{ row: RecordRow }>('PUT', `/api/individuals/${id}`, values)
export const listPairs = () => get<{ pairs: Pair[] }>('/api/individuals/pairs')
export const tellApart = (id: string, reason: string) => send<{ ok: true }>('POST', `/api/individuals/pairs/${id}/distinct`, { reason })
export const mergePeople = (survivorId: string, absorbedId: string, reason: string) => send<Merge>('PUT', `/api/individuals/merges/${newId()}`, { survivorId, absorbedId, reason })
export const undoMerge = (id: string, reason: string) => send<Merge>('POST', `/api/individuals/merges/${id}/undo`, { reason })

export const addDisease = (code: string, values: NewDisease) => send<DiseaseDetail>('PUT', `/api/diseases/${code}`, values)

export const listMembers = (householdId: string, reveal: boolean) => get<{ members: Membership[] }>(`/api/households/${householdId}/members`, { reveal: reveal ? '1' : undefined })
export const joinHousehold = (householdId: string, id: string, values: { individualId: string; relation: string; fromOn: string }) => send<{ member: Membership }>('PUT', `/api/households/${householdId}/members/${id}`, values)
export const endMembership = (id: string, version: number, toOn: string) => send<{ member: Membership }>('POST', `/api/households/members/${id}/end`, { version, toOn })

export const listOutbreaks = () => get<Outbreaks>('/api/outbreaks')
export const gatherCases = (id: string) => send<{ cases: number }>('POST', `/api/outbreaks/${id}/gather`)

export const listDiseases = (day: string | undefined) => get<{ day: string; diseases: DiseaseLine[] }>('/api/diseases', { day })
export const getDisease = (code: string) => get<DiseaseDetail>(`/api/diseases/${code}`)
export const reviseRule = (code: string, change: DiseaseRuleChange) => send<DiseaseDetail>('PUT', `/api/diseases/${code}/rules/${newId()}`, change)
