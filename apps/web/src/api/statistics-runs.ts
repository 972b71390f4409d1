/** Calls about statistics that go out by themselves. */
import type { Schedule, ScheduleInput, StatisticsRun, StatisticsRunDetail } from '@phaodai/office'
import { get, send } from './client.ts'

export const listSchedules = () => get<{ rows: Schedule[] }>('/api/statistics/schedules')
export const putSchedule = (id: string, input: ScheduleInput) => send<Schedule>('PUT', `/api/statistics/schedules/${id}`, input)
export const endSchedule = (id: string, version: number) => send<Schedule>('POST', `/api/statistics/schedules/${id}/end`, { version })
export const listRuns = (box: 'own' | 'received') => get<{ rows: StatisticsRun[] }>('/api/statistics/runs', { box })
export const getRun = (id: string) => get<StatisticsRunDetail>(`/api/statistics/runs/${id}`)
export const runPath = (id: string, format: 'xlsx' | 'docx' | 'pdf') => `/api/statistics/runs/${id}/export.${format}`
