/** Calls of the statistics screen and of the report on one document. */
import type { Statistics, StatisticsQuery } from '@phaodai/office'
import { get, newId, send, withQuery } from './client.ts'

export const getStatistics = (query: StatisticsQuery) => get<Statistics>('/api/statistics', query)
export const statisticsPath = (query: StatisticsQuery, part: 'export' | 'late', format: 'xlsx' | 'docx' | 'pdf') => withQuery(`/api/statistics/${part}.${format}`, query)
export const resultsPath = (directiveId: string, format: 'docx' | 'pdf') => `/api/directives/${directiveId}/results.${format}`
export const draftResults = (directiveId: string) => send<{ id: string }>('PUT', `/api/directives/${directiveId}/results/${newId()}`)
