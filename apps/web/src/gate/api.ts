/** What the pages of the public side, of people who come and of checkpoints ask of the server. */
import type { ArrivalForecast, ArrivalsToday, ArrivalsWaiting, CheckpointDay, DeclarationView, PlaceRequestView } from '@phaodai/office'
import type { ReceiptKey } from '@phaodai/vocabulary'
import { get, newId, send, sendForBlob } from '../api/client.ts'

export const listPlaceRequests = (reveal: boolean) => get<{ requests: PlaceRequestView[]; more: boolean }>('/api/place-requests', { reveal: reveal ? 1 : 0 })
export const approvePlace = (id: string) => send<{ id: string }>('POST', `/api/place-requests/${id}/approve`)
export const refusePlace = (id: string, reason: string) => send<{ id: string }>('POST', `/api/place-requests/${id}/refuse`, { reason })
export const posterBlob = (placeId: string, anew: boolean) => sendForBlob(`/api/places/${placeId}/poster`, { anew })
export const listDeclarations = (only: 'all' | 'signs' | 'foreign', reveal: boolean) => get<{ declarations: DeclarationView[]; more: boolean }>('/api/declarations', { only, reveal: reveal ? 1 : 0 })
export const makeArrival = (declarationId: string) => send<{ id: string; code: string | null }>('PUT', `/api/declarations/${declarationId}/arrivals/${newId()}`)
export const listWatched = (reveal: boolean) => get<ArrivalsToday>('/api/arrivals/today', { reveal: reveal ? 1 : 0 })
export const listWaiting = (reveal: boolean) => get<ArrivalsWaiting>('/api/arrivals/waiting', { reveal: reveal ? 1 : 0 })
export const verifyArrival = (id: string, version: number) => send<unknown>('POST', `/api/registers/arrival/${id}/actions/verify`, { version })
export const giveToTeam = (id: string, version: number, teamId: number) => send<{ version: number }>('POST', `/api/arrivals/${id}/watch`, { version, teamId })
export const noteLook = (id: string, look: { day: string; well: boolean; met: boolean }) => send<{ id: string }>('PUT', `/api/arrivals/${id}/looks/${newId()}`, look)
export const completeWatch = (id: string, version: number) => send<{ version: number }>('POST', `/api/arrivals/${id}/complete`, { version })
export const checkpointDay = (id: string) => get<CheckpointDay>(`/api/checkpoints/${id}/day`)
export const receiptKeys = () => get<{ keys: ReceiptKey[] }>('/api/receipt-keys')

export type Crossing = { id: string; crossedAt: string; direction: 'in' | 'out'; via: 'receipt' | 'card' | 'plate' | 'none'; code: string | null; identity: string | null; plate: string | null; people: number; outcome: 'passed' | 'refused'; reason: string | null; skew: number }
export const sendCrossings = (id: string, crossings: readonly Crossing[]) => send<{ noted: { id: string; verdict: string | null; flags: string[] }[] }>('POST', `/api/checkpoints/${id}/crossings`, { crossings })
export const handOverShift = (id: string, shiftId: string, said: string) => send<{ id: string }>('POST', `/api/checkpoints/${id}/shifts/${shiftId}/hand-over`, { said })
export const putShift = (id: string, shiftId: string, shift: { fromAt: string; toAt: string; crew: string }) => send<{ id: string }>('PUT', `/api/checkpoints/${id}/shifts/${shiftId}`, shift)
export const getForecast = () => get<ArrivalForecast>('/api/arrivals/forecast')
export const giveEquipment = (id: string, line: string, given: { itemId: string; quantity: number }) => send<{ id: string }>('PUT', `/api/checkpoints/${id}/equipment/${line}`, given)
export const returnEquipment = (id: string, line: string, back: { movementId: string; quantity: number; lost: string | null }) => send<{ id: string }>('POST', `/api/checkpoints/${id}/equipment/${line}/return`, back)
