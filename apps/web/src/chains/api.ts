/** What the screens of transmission chains ask of the server. */
import type { CaseLinkInput, CaseSource, Chain, ChainsView } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send } from '../api/client.ts'

export const getChain = (caseId: string) => get<Chain>(`/api/cases/${caseId}/chain`)
export const getOutbreakChain = (outbreakId: string) => get<Chain>(`/api/outbreaks/${outbreakId}/chain`)
export const listChains = (asked: { areaId?: number | undefined; disease: string; from: string; to: string }) => get<ChainsView>('/api/chains', asked)
export const getSource = (caseId: string, reveal: boolean) => get<CaseSource>(`/api/cases/${caseId}/source`, { reveal: reveal ? '1' : undefined })
export const enterLink = (caseId: string, link: z.input<typeof CaseLinkInput>) => send<{ id: string }>('PUT', `/api/cases/${caseId}/links/${newId()}`, link)
export const voidLink = (linkId: string, reason: string) => send<{ id: string }>('POST', `/api/case-links/${linkId}/void`, { reason })
