/** What tracing over visits asks of the server. */
import type { ContactInput, FoundPerson, TracingAnswer } from '@phaodai/office'
import { newId, send } from '../api/client.ts'

export const traceCase = (caseId: string, reason: string) => send<TracingAnswer>('POST', `/api/cases/${caseId}/tracing`, { reason })

/** Puts a found person on the list of the case; who lives elsewhere is referred there by his number in the opening. */
export function listFound(caseId: string, openingId: string, { n, tier, individualId, relation, lastContactOn, why, exposures: [main] }: FoundPerson): Promise<object> {
  const meeting = main === undefined ? null : { source: main.source, kind: main.kind, placeId: main.placeId, from: main.from, to: main.to }
  if (individualId === null) return send('PUT', `/api/tracing/${openingId}/referrals/${newId()}`, { n, meeting })
  const values: Partial<ContactInput> = { tier, individualId, relation, lastContactOn, exposure: why, foundBy: 'app', found: meeting && { ...meeting, openingId, n } }
  return send('PUT', `/api/cases/${caseId}/contacts/${newId()}`, values)
}
