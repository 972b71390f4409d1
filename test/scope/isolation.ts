import { addDays, dayInVietnam } from '@phaodai/vocabulary'
import type { Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

/** An order that runs, with a decision by a committee, in an area. */
export async function plantIsolations(soil: Soil, body: number, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const sees: Planted['sees'] = (viewer) => reads(viewer, 'isolation_order') && ground.covers(viewer, area)
  for (const state of ['requested', 'running'] as const) {
    const row = note(soil, 'isolation_order', sees, newId(), { state })
    const secret = { register: 'isolation_order', marker: soil.marker(), sees: (viewer: Parameters<Planted['sees']>[0]) => sees(viewer) && viewer.permissions.has('isolation_order.reveal'), inScope: sees, asked: true }
    soil.secrets.push(secret)
    await client.query(`insert into isolation_order (id, area_id, subject, disease_code, full_name, form, counted_from, days, from_on, until_on, rule, note, requested_at, started_at, state, search_key, created_by)
      values ($1, $2, 'entrant', 'covid-19', $3, 'home', '2021-08-01', 14, '2021-08-02', '2021-08-15', $4, $4, '2021-08-02', case when $5 = 'running' then '2021-08-02'::timestamptz end, $5, $4, $6)`, [row.id, area, secret.marker, row.marker, state, by.postId])
    if (state === 'requested') continue
    soil.planted.push({ kind: 'isolated', id: row.id, marker: row.marker, sees })
    const list = newId()
    await client.query(`insert into order_list (id, area_id, body_id, kind, state, requested_at, requested_by, requester_title, signed_at, signed_by, signer_title, created_at, created_by) values ($1, $2, $3, 'isolate', 'signed', now(), $4, 'x', now(), $4, 'x', now(), $4)`, [list, area, body, by.postId])
    await client.query("insert into isolation_decision (order_id, list_id, body_id, decided_at, decider_title, requested_at, requester_title) values ($1, $2, $3, now(), 'Chủ tịch', now(), 'Trạm trưởng')", [row.id, list, body])
  }
}

/** How isolation is asked. */
export function isolationWays(): Record<string, Way> {
  const today = dayInVietnam(new Date().toISOString())
  const person = (me: Me, more: object = {}): object => ({ areaId: areaOf(me), subject: 'entrant', diseaseCode: 'covid-19', fullName: 'Ai đó', countedFrom: today, form: 'home', untilOn: addDays(today, 7), ...more })
  const linked = (field: string, kind: string): Way['places'] => ({ [field]: missing(kind, 'not-allowed', (id, me) => ({ url: `/api/isolation-orders/${newId()}`, body: person(me, { [field]: id }) })) })
  const unbegun = 'an own key: what stands under it answers as not allowed'
  return {
    'GET /api/isolation-orders': { pages: [page('/api/isolation-orders?box=ends', 'isolated'), page('/api/isolation-orders?box=running'), page('/api/isolation-orders?box=done'), { url: '/api/isolation-orders?reveal=1', shows: [], reveals: true }] },
    'GET /api/isolation-places': { pages: [page('/api/isolation-places')] },
    'GET /api/isolation-orders/shortened': { pages: [page('/api/isolation-orders/shortened'), { url: '/api/isolation-orders/shortened?reveal=1', shows: [], reveals: true }] },
    'GET /api/isolation-orders/{id}': opened('isolation_order'),
    'POST /api/isolation-advice': { open: 'asks the public rule table and keeps nothing' },
    'PUT /api/isolation-orders/{id}': { places: { id: taken('isolation_order', (_, me) => ({ body: person(me) })), ...linked('individualId', 'individual'), ...linked('caseId', 'disease_case') } },
    'PUT /api/isolation-orders/{id}/renewals/{newId}': { places: {
      id: missing('isolation_order', 'not-found', (id) => ({ url: `/api/isolation-orders/${id}/renewals/${newId()}`, body: { renewal: 'extend', untilOn: '2099-01-01', note: 'lý do' } })),
      newId: unbegun,
    } },
    'PUT /api/isolation-lists/{id}': { places: { id: 'looked at only when all orders are free: isolation.test.ts', 'orderIds[]': missing('isolation_order', 'reference-missing', (id) => ({ url: `/api/isolation-lists/${newId()}`, body: { orderIds: [id] } })) } },
    'POST /api/isolation-orders/begin': { places: { 'ids[]': missing('isolation_order', 'not-found', (id) => ({ body: { ids: [id] } })) } },
    ...Object.fromEntries(['complete', 'return', 'end-early', 'violate'].map((step) => [`POST /api/isolation-orders/{id}/${step}`, changed('isolation_order', { version: 1, reason: 'lý do' })])),
    'PUT /api/isolation-orders/{id}/days/{day}/{half}': { places: { day: 'a day', half: 'a half of it', id: missing('isolation_order', 'not-found', (id) => ({ url: `/api/isolation-orders/${id}/days/2021-08-03/morning`, body: {} })) } },
    'PUT /api/isolation-orders/{id}/home-checks/{checkId}': { places: { checkId: unbegun, id: missing('isolation_order', 'not-found', (id) => ({ url: `/api/isolation-orders/${id}/home-checks/${newId()}`, body: { items: {} } })) } },
    'PUT /api/isolation-orders/{id}/violations/{violationId}': { places: { violationId: unbegun, id: missing('isolation_order', 'not-found', (id) => ({ url: `/api/isolation-orders/${id}/violations/${newId()}`, body: { kind: 'left', seenAt: '2021-08-03T00:00:00Z', fact: 'việc' } })) } },
    'GET /api/isolation-orders/{id}/papers/{paper}.{format}': { places: { paper: 'one of three', format: 'docx or pdf', id: { ...missing('isolated', 'not-found', (id) => ({ url: `/api/isolation-orders/${id}/papers/decision.docx` })), reveals: true } } },
    'PUT /api/isolation-paper-runs/{id}': { places: { id: 'a run is its post\'s own: isolation.test.ts', 'orderIds[]': { ...missing('isolated', 'not-found', (id) => ({ url: `/api/isolation-paper-runs/${newId()}`, body: { orderIds: [id], paper: 'decision', format: 'pdf' } })) } } },
    'GET /api/isolation-paper-runs/{id}': { places: { id: 'a run is its post\'s own: isolation.test.ts' } },
    'POST /api/isolation-paper-runs/{id}/stop': { places: { id: 'a run is its post\'s own: isolation.test.ts' } },
    'GET /api/isolation-paper-runs/{id}/file': { places: { id: 'a run is its post\'s own: isolation.test.ts' } },
  }
}
