/** What the page of referred contacts asks of the server. */
import type { contactSteps, ReferralList, ReferredContact } from '@phaodai/office'
import { get, send } from '../api/client.ts'
import { actOnRecord } from '../kit/api.ts'

export type Step = (typeof contactSteps)[number]

export const listReferred = (side: 'in' | 'out', reveal: boolean) => get<ReferralList>('/api/contacts/referred', { side, reveal: reveal ? '1' : undefined })
export const acceptReferred = ({ id, version }: ReferredContact) => actOnRecord('case_contact', id, version, 'accept', undefined)
export const enterReferredStep = ({ id, version }: ReferredContact, step: Step) => send<{ version: number }>('POST', `/api/contacts/${id}/steps`, { version, step })
