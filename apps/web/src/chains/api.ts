/** What the screens of transmission chains ask of the server. */
import type { CaseLinkInput, CaseSource, Chain, ChainsView } from '@phaodai/office'
import type * as z from 'zod'
import { get, getLarge, newId, send } from '../api/client.ts'

/** So many cases are asked for first and drawn while the rest comes. */
const FIRST = 1500

/** What chain is meant: everybody who hangs together with a case, or the cases of an outbreak. */
export type ChainOf = { of: 'cases' | 'outbreaks'; id: string }
export const chainAddress = ({ of, id }: ChainOf): string => `/api/${of}/${id}/chain`
export const getFirstOfChain = (chain: ChainOf) => get<Chain>(chainAddress(chain), { most: FIRST })
export const getWholeChain = (chain: ChainOf, onShare: (share: number) => void, signal: AbortSignal) => getLarge<Chain>(chainAddress(chain), onShare, signal)
export const listChains = (asked: { areaId?: number | undefined; disease: string; from: string; to: string }) => get<ChainsView>('/api/chains', asked)
export const getSource = (caseId: string, reveal: boolean) => get<CaseSource>(`/api/cases/${caseId}/source`, { reveal: reveal ? '1' : undefined })
export const enterLink = (caseId: string, link: z.input<typeof CaseLinkInput>) => send<{ id: string }>('PUT', `/api/cases/${caseId}/links/${newId()}`, link)
export const voidLink = (linkId: string, reason: string) => send<{ id: string }>('POST', `/api/case-links/${linkId}/void`, { reason })
