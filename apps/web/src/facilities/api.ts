import type { AdmitInput, ChartInput, FacilityView, OccupancyBoard, Proposal, StayAnswer, StayBox, StayList, StayPaper, StayView, TransferInput, TransferTarget } from '@phaodai/office'
import type { WarningSign } from '@phaodai/vocabulary'
import type * as z from 'zod'
import { get, newId, send, sendForBlob } from '../api/client.ts'

/** All questions about beds and stays stand under this key, so that an act asks them anew. */
export const STAYS = ['registers', 'stay'] as const

const shown = (reveal: boolean) => ({ reveal: reveal ? 1 : 0 })
export const getBoard = (tier: string | null, areaId: number | null) => get<OccupancyBoard>('/api/facilities/board', { tier, areaId })
export const getFacility = (id: string, reveal: boolean) => get<FacilityView>(`/api/facilities/${id}`, shown(reveal))
export const putRoom = (facilityId: string, roomId: string, room: { name: string; beds: number; oxygenBeds: number }) => send<{ id: string }>('PUT', `/api/facilities/${facilityId}/rooms/${roomId}`, room)
export const listStays = (box: StayBox, reveal: boolean) => get<StayList>('/api/stays', { box, ...shown(reveal) })
export const getStay = (id: string, reveal: boolean) => get<StayView>(`/api/stays/${id}`, shown(reveal))
export const findBand = (code: string) => get<{ id: string }>(`/api/wristbands/${encodeURIComponent(code)}`)
export const propose = (reveal: boolean) => send<Proposal>('POST', '/api/stays/propose', { ids: [], reveal })
export const admit = (places: z.input<typeof AdmitInput>['places']) => send<{ answers: StayAnswer[] }>('POST', '/api/stays/admit', { places })
export const listTargets = (id: string, tier: string, oxygen: boolean) => get<{ targets: TransferTarget[] }>(`/api/stays/${id}/targets`, { tier, oxygen: oxygen ? 1 : 0 })
export const transfer = (id: string, asked: Omit<z.input<typeof TransferInput>, 'transferId'>) => send<{ stayId: string }>('POST', `/api/stays/${id}/transfer`, { ...asked, transferId: newId() })
export const moveBed = (id: string, roomId: string) => send<{ id: string }>('POST', `/api/stays/${id}/move`, { roomId })
export const discharge = (id: string) => send<{ id: string }>('POST', `/api/stays/${id}/discharge`, {})
export const receive = (id: string) => send<{ id: string }>('POST', `/api/stays/${id}/receive`, {})
export const chart = (id: string, line: z.input<typeof ChartInput>) => send<{ warnings: WarningSign[] }>('PUT', `/api/stay-charts/${id}`, line)
export const papersBlob = (ids: readonly string[], paper: StayPaper, format: 'docx' | 'pdf') => sendForBlob('/api/stays/papers', { ids, paper, format })
export const bandsBlob = (ids: readonly string[]) => sendForBlob('/api/wristbands', { ids })
export const askBed = (source: 'case' | 'contact', id: string) => send<{ id: string }>('PUT', `/api/stays/${newId()}/of/${source}/${id}`)
