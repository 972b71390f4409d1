/** What the screens of the quick report ask of the server. */
import type { QuickAdjust, QuickChange, QuickDay, QuickReport, QuickSend } from '@phaodai/office/quick-report.ts'
import { get, newId, send, withQuery } from '../api/client.ts'

export interface Asked { day?: string | undefined; unit?: number | undefined }

export const getDay = (asked: Asked) => get<QuickDay>('/api/quick-reports', { ...asked })
export const dayPath = (asked: Asked) => withQuery('/api/quick-reports/day.xlsx', { ...asked })
export const getReport = (id: string) => get<QuickReport>(`/api/quick-reports/${id}`)
export const paperPath = (id: string, format: 'xlsx' | 'docx' | 'pdf') => `/api/quick-reports/${id}/paper.${format}`
export const beginReport = (id: string, day: string) => send<QuickReport>('PUT', `/api/quick-reports/${id}`, { day })
export const changeReport = (id: string, change: QuickChange) => send<QuickReport>('PATCH', `/api/quick-reports/${id}`, change)
export const sendReport = (id: string, given: QuickSend) => send<QuickReport>('POST', `/api/quick-reports/${id}/send`, given)
export const returnReport = (id: string, version: number, reason: string) => send<QuickReport>('POST', `/api/quick-reports/${id}/return`, { version, reason })
export const signReport = (id: string, version: number, verb: 'approve' | 'lock') => send<QuickReport>('POST', `/api/quick-reports/${id}/${verb}`, { version })
export const adjustReport = (id: string, adjustment: QuickAdjust) => send<QuickReport>('PUT', `/api/quick-reports/${id}/adjustments/${newId()}`, adjustment)
