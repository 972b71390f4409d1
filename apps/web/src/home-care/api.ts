/** What the screens of care at home ask of the server. */
import type { HomeBox, HomeCareList, HomeCareView, ReferInput, RiskFacts } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send } from '../api/client.ts'

/** Under the key of isolation, since a day of health changes what is told here. */
export const CARE = ['registers', 'isolation_order', 'home-care'] as const

export const listCares = (box: HomeBox, teamId: string | null, reveal: boolean) => get<HomeCareList>('/api/home-cares', { box, teamId, reveal: reveal ? 1 : 0 })
export const getCare = (orderId: string, reveal: boolean) => get<HomeCareView>(`/api/isolation-orders/${orderId}/home-care`, { reveal: reveal ? 1 : 0 })
export const beginCare = (orderId: string, teamId: string | null, facts: RiskFacts) => send<{ id: string }>('PUT', `/api/home-cares/${newId()}`, { orderId, teamId, ...facts })
export const weighAgain = (id: string, version: number, teamId: string | null, facts: RiskFacts) => send<{ id: string }>('POST', `/api/home-cares/${id}/risk`, { version, teamId, ...facts })
export const call = (careId: string, answer: string, note: string) => send<{ id: string }>('PUT', `/api/home-calls/${newId()}`, { careId, answer, note: note.trim() || null })
export const giveKit = (careId: string, itemId: string) => send<{ id: string }>('PUT', `/api/home-kits/${newId()}`, { careId, itemId, quantity: 1 })
export const refer = (id: string, values: Omit<z.input<typeof ReferInput>, 'stayId'>) => send<{ stayId: string }>('POST', `/api/home-cares/${id}/refer`, { ...values, stayId: newId() })
