import type { FactorRolesInput, FeedTitlesInput, OfficeRules } from '@phaodai/office'
import { get, send } from '../api/client.ts'

export const getRules = () => get<OfficeRules>('/api/office-rules')
export const setFeedTitles = (input: FeedTitlesInput) => send<OfficeRules>('PUT', '/api/office-rules/feed-titles', input)
export const setFactorRoles = (input: FactorRolesInput) => send<OfficeRules>('PUT', '/api/office-rules/factor-roles', input)
