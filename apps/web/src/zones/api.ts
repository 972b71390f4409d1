/** What the screens of zones, events and "what is allowed here" ask of the server. */
import type { Allowed, GatheringAnswer, GatheringDecide, GatheringView, MeasureCatalogue, MeasureRuleInput, ZoneBox, ZoneChange, ZoneDraftInput, ZoneInput, ZoneInsiders, ZoneList, ZoneRecord, ZoneView } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send } from '../api/client.ts'

/** All questions about zones stand under this key, so that an act asks them anew. */
export const ZONES = ['registers', 'zone'] as const
export const GATHERINGS = ['registers', 'gathering'] as const
export type Step = 'enforce' | 'amend' | 'lift'

export const listZones = (box: ZoneBox, q: string) => get<ZoneList>('/api/zones', { box, q })
export const getZone = (id: string) => get<ZoneView>(`/api/zones/${id}`)
export const getInsiders = (id: string) => get<ZoneInsiders>(`/api/zones/${id}/insiders`)
export const makeZone = (id: string, zone: z.input<typeof ZoneInput>) => send<ZoneView>('PUT', `/api/zones/${id}`, zone)
export const rewriteZone = (id: string, zone: z.input<typeof ZoneChange>) => send<ZoneView>('PATCH', `/api/zones/${id}`, zone)
export const propose = (id: string, version: number) => send<ZoneView>('POST', `/api/zones/${id}/propose`, { version })
export const sendBack = (id: string, version: number, reason: string) => send<ZoneView>('POST', `/api/zones/${id}/send-back`, { version, reason })
export const draftDecision = (id: string, draftId: string, input: z.input<typeof ZoneDraftInput>) => send<ZoneView>('PUT', `/api/zones/${id}/drafts/${draftId}`, input)
export const dropDecision = (id: string, decisionId: string) => send<ZoneView>('POST', `/api/zones/${id}/decisions/${decisionId}/drop`, {})
export const recordDecision = (id: string, step: Step, record: z.input<typeof ZoneRecord>) => send<ZoneView>('POST', `/api/zones/${id}/${step}`, record)
export const closeDuties = (id: string, reason: string) => send<ZoneView>('POST', `/api/zones/${id}/close-duties`, { reason })
export const getCatalogue = (day: string) => get<MeasureCatalogue>('/api/measure-rules', { day })
export const replaceRule = (rule: z.input<typeof MeasureRuleInput>) => send<MeasureCatalogue>('PUT', `/api/measure-rules/${newId()}`, rule)
export const getAllowed = (areaId: number, day: string) => get<Allowed>('/api/allowed', { areaId, day })
export const getGathering = (id: string) => get<GatheringView>(`/api/gatherings/${id}`)
export const decideGathering = (id: string, answer: GatheringAnswer, input: z.input<typeof GatheringDecide>) => send<GatheringView>('POST', `/api/gatherings/${id}/${answer}`, input)
