/** What the screens of order lists ask of the server. */
import type { IsolationFactsInput, OrderForm, OrderLine, OrderListInput, OrderListRow, OrderListView, OrderStep } from '@phaodai/office'
import { get, newId, send } from '../api/client.ts'

export const listOrders = (query: { box: 'waiting' | 'done' | 'all'; caseId?: string }) => get<{ lists: OrderListRow[] }>('/api/order-lists', query)
export const getOrderList = (id: string, reveal: boolean) => get<OrderListView>(`/api/order-lists/${id}`, { reveal: reveal ? '1' : undefined })
export const draftOrderList = (caseId: string, values: Partial<OrderListInput>) => send<OrderListView>('PUT', `/api/cases/${caseId}/order-lists/${newId()}`, values)
export const draftReferredOrders = (values: Partial<OrderListInput>) => send<OrderListView>('PUT', `/api/order-lists/${newId()}`, values)
export const changeLine = (listId: string, { id, version }: OrderLine, form: OrderForm, days: number | null, facts: IsolationFactsInput | null = null) => send<OrderListView>('PATCH', `/api/order-lists/${listId}/lines/${id}`, { version, form, days, facts })
export const takeStep = ({ id, version }: OrderListRow, step: OrderStep, more: object = {}) => send<OrderListView>('POST', `/api/order-lists/${id}/${step}`, { version, ...more })
