/** What tracing over visits asks of the server. */
import type { CollectingAnswer, ContactInput, FoundPerson, ToldVisit, ToldVisitAnswer, TracingAnswer, VisitOpenings } from '@phaodai/office'
import { get, newId, send, withQuery } from '../api/client.ts'
import { sendTable } from '../kit/api.ts'

/** Opens the visits of a case, or of a listed contact of it, for a reason. */
export const traceCase = (caseId: string, contactId: string | null, reason: string) => send<TracingAnswer>('POST', `/api/cases/${caseId}/tracing`, { reason, contactId })

/** Puts a found person on the list of the case; who lives elsewhere is referred there by his number in the opening. */
export function listFound(caseId: string, openingId: string, { n, tier, individualId, relation, lastContactOn, why, exposures: [main] }: FoundPerson): Promise<object> {
  const meeting = main === undefined ? null : { source: main.source, kind: main.kind, placeId: main.placeId, from: main.from, to: main.to }
  if (individualId === null) return send('PUT', `/api/tracing/${openingId}/referrals/${newId()}`, { n, meeting })
  const values: Partial<ContactInput> = { tier, individualId, relation, lastContactOn, exposure: why, foundBy: 'app', found: meeting && { ...meeting, openingId, n } }
  return send('PUT', `/api/cases/${caseId}/contacts/${newId()}`, values)
}

export const listOpenings = (ask: { from: string | null; to: string | null; bodyId: number | null }) =>
  get<VisitOpenings>(withQuery('/api/visit-openings', { from: ask.from ?? undefined, to: ask.to ?? undefined, bodyId: ask.bodyId ?? undefined }))

export const getCollecting = (placeId: string) => get<CollectingAnswer>(`/api/places/${placeId}/collecting`)

/** A visitors' book; `doubted`: kept, but not used in tracing. */
export const sendBook = (placeId: string, decisionId: string, file: File, { dry, mapping }: { dry: boolean; mapping: Record<string, string> | null }) =>
  sendTable(withQuery(`/api/places/${placeId}/visits`, { decisionId, dry: dry ? '1' : undefined, mapping: mapping ? JSON.stringify(mapping) : undefined }), file)

export const tellVisit = (caseId: string, visitId: string, visit: ToldVisit) => send<ToldVisitAnswer>('PUT', `/api/cases/${caseId}/visits/${visitId}`, visit)
export const takeBackVisit = (caseId: string, visitId: string) => send<object>('DELETE', `/api/cases/${caseId}/visits/${visitId}`)
