/** What the screens of following up ask of the server. */
import type { CaseOrigin, FollowUpToday, VisitInput } from '@phaodai/office'
import type { FieldValues, RecordRow } from '@phaodai/registers'
import { get, send } from '../api/client.ts'

export const listToday = (reveal: boolean) => get<FollowUpToday>('/api/contacts/today', { reveal: reveal ? '1' : undefined })
export const enterVisit = (contactId: string, day: string, visit: VisitInput) => send<{ version: number }>('PUT', `/api/contacts/${contactId}/visits/${day}`, visit)
export const getOrigin = (contactId: string) => get<CaseOrigin>(`/api/contacts/${contactId}/origin`)
export const enterCaseOf = ({ id, version }: CaseOrigin, caseId: string, values: FieldValues) => send<{ row: RecordRow }>('PUT', `/api/contacts/${id}/cases/${caseId}`, { version, values })
