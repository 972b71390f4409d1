/** What the list of contacts asks of the server. */
import type { ContactInput, ContactLine, ContactList, ContactReason, contactSteps } from '@phaodai/office'
import { get, newId, send } from '../api/client.ts'

export type Step = (typeof contactSteps)[number]

export const listContacts = (caseId: string, reveal: boolean) => get<ContactList>(`/api/cases/${caseId}/contacts`, { reveal: reveal ? '1' : undefined })
export const listContact = (caseId: string, values: Partial<ContactInput>) => send<object>('PUT', `/api/cases/${caseId}/contacts/${newId()}`, values)
export const enterStep = ({ id, version }: Pick<ContactLine, 'id' | 'version'>, step: Step) => send<{ version: number }>('POST', `/api/contacts/${id}/steps`, { version, step })
export const getReason = (id: string, reveal: boolean) => get<ContactReason>(`/api/contacts/${id}/reason`, { reveal: reveal ? '1' : undefined })
