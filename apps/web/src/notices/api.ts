/** Calls of the bell, its list, a person's settings, and what could not be sent. */
import type { DeviceInput, FailedSending, NoticeCount, NoticeGroups, NoticePage, NoticeSettings, NoticeSettingsInput } from '@phaodai/office'
import { get, send } from '../api/client.ts'

export const countNotices = () => get<NoticeCount>('/api/notices/count')
export const noticeGroups = () => get<NoticeGroups>('/api/notices/groups')
export const listNotices = (kind: string, after?: string) => get<NoticePage>('/api/notices', { kind, after })
export const readNotice = (id: string) => send<NoticeCount>('POST', `/api/notices/${id}/read`, {})
export const readNotices = (until: string, kind?: string) => send<NoticeCount>('POST', '/api/notices/read', { until, ...(kind === undefined ? {} : { kind }) })

export const getSettings = () => get<NoticeSettings>('/api/notices/settings')
export const changeSettings = (input: NoticeSettingsInput) => send<NoticeSettings>('PATCH', '/api/notices/settings', input)
export const testChannel = (channel: 'mail' | 'push') => send<NoticeSettings>('POST', '/api/notices/test', { channel })
export const setAddress = (address: string | null) => send<NoticeSettings>('PUT', '/api/notices/mail', { address })
export const confirmAddress = (code: string) => send<{ done: boolean }>('POST', '/api/notices/mail/confirm', { code })
export const resumeMail = () => send<NoticeSettings>('POST', '/api/notices/mail/resume', {})
export const putDevice = (id: string, device: DeviceInput) => send<NoticeSettings>('PUT', `/api/notices/devices/${id}`, device)
export const endDevice = (id: string) => send<NoticeSettings>('DELETE', `/api/notices/devices/${id}`)
export const stopMail = (token: string) => send<{ done: boolean }>('POST', '/api/notices/stop-mail', { token })

export const listFailed = () => get<FailedSending[]>('/api/notices/failed')
export const retryFailed = (id: string) => send<{ done: true }>('POST', `/api/notices/failed/${id}/retry`, {})
