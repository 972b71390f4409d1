/** What the screens of isolation ask of the server. */
import type { HomeCheckInput, IsolationAdvice, IsolationAdviceAsk, IsolationBox, IsolationDayInput, IsolationInput, IsolationList, IsolationPaper, IsolationPlace, IsolationRenewal, IsolationView, IsolationViolationInput, OrderListView, PaperRun, ShortenedOrder } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send } from '../api/client.ts'

/** All questions about isolation stand under this key, so that an act asks them anew. */
export const ISOLATION = ['registers', 'isolation_order'] as const
const reveals = (reveal: boolean): { reveal: number } => ({ reveal: reveal ? 1 : 0 })

export const listOrders = (box: IsolationBox, q: string, reveal: boolean) => get<IsolationList>('/api/isolation-orders', { box, q, ...reveals(reveal) })
export const listPlaces = () => get<{ today: string; places: IsolationPlace[] }>('/api/isolation-places')
export const listShortened = (reveal: boolean) => get<{ orders: ShortenedOrder[] }>('/api/isolation-orders/shortened', reveals(reveal))
export const getOrder = (id: string, reveal: boolean) => get<IsolationView>(`/api/isolation-orders/${id}`, reveals(reveal))
export const askTable = (of: z.input<typeof IsolationAdviceAsk>) => send<IsolationAdvice>('POST', '/api/isolation-advice', of)
export const enterOrder = (values: z.input<typeof IsolationInput>) => { const id = newId(); return send<unknown>('PUT', `/api/isolation-orders/${id}`, values).then(() => id) }
export const renewOrder = (id: string, values: z.input<typeof IsolationRenewal>) => send<{ id: string }>('PUT', `/api/isolation-orders/${id}/renewals/${newId()}`, values)
export const makeList = (orderIds: readonly string[], shorten: boolean) => send<OrderListView>('PUT', `/api/isolation-lists/${newId()}`, { orderIds, shorten })
export const beginOrders = (ids: readonly string[]) => send<{ begun: number }>('POST', '/api/isolation-orders/begin', { ids })
export const takeStep = (id: string, version: number, step: string, reason?: string) => send<unknown>('POST', `/api/isolation-orders/${id}/${step}`, { version, ...(reason === undefined ? {} : { reason }) })
export const enterDay = (id: string, day: string, half: string, values: z.input<typeof IsolationDayInput>) => send<{ signs: string[] }>('PUT', `/api/isolation-orders/${id}/days/${day}/${half}`, values)
export const enterHomeCheck = (id: string, values: z.input<typeof HomeCheckInput>) => send<{ fit: boolean }>('PUT', `/api/isolation-orders/${id}/home-checks/${newId()}`, values)
export const enterViolation = (id: string, values: z.input<typeof IsolationViolationInput>) => send<unknown>('PUT', `/api/isolation-orders/${id}/violations/${newId()}`, values)
export const beginRun = (orderIds: readonly string[], paper: IsolationPaper, format: 'pdf' | 'zip') => send<PaperRun>('PUT', `/api/isolation-paper-runs/${newId()}`, { orderIds, paper, format })
export const getRun = (id: string) => get<PaperRun>(`/api/isolation-paper-runs/${id}`)
export const stopRun = (id: string) => send<PaperRun>('POST', `/api/isolation-paper-runs/${id}/stop`)
