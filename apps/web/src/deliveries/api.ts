import type { DeliveryChaseInput, UnreadPage } from '@phaodai/office'
import { get, send } from '../api/client.ts'

export const getUnread = () => get<UnreadPage>('/api/deliveries/unread')
export const countUnread = () => get<{ deliveries: number; directives: number }>('/api/deliveries/unread/count')
export const chaseDeliveries = (input: DeliveryChaseInput) => send<{ chased: string[]; refused: { id: string; code: string }[] }>('POST', '/api/deliveries/chase', input)
