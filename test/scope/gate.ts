import { bodies, type Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, page, taken, type Me, type Way } from './way.ts'

/** What came in by the public pages in an area: a place that asks, and a declaration of somebody who comes. */
export async function plantGate(soil: Soil, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const within = (register: string) => (viewer: Viewer): boolean => reads(viewer, register) && ground.covers(viewer, area)
  const secretOf = (register: string): string => {
    const secret = { register, marker: soil.marker(), sees: (viewer: Viewer) => within(register)(viewer) && viewer.permissions.has(`${register}.reveal`), inScope: within(register), asked: true }
    soil.secrets.push(secret)
    return secret.marker
  }
  const asking = note(soil, 'place_request', within('place_request'))
  await client.query("insert into place_request (id, area_id, name, kind, address, owner_name, owner_phone, asked_at) values ($1, $2, $3, 'market', 'Chợ', $4, '0000000000', '2021-08-05T08:00+07')", [asking.id, area, asking.marker, secretOf('place_request')])
  const decision = newId()
  await client.query("insert into collection_decision (id, area_id, collects, number, issuer, disease_code, from_on, to_on, keep_days, created_by) values ($1, $2, 'declaration', '1', 'UBND', 'covid-19', '2021-08-01', '2021-08-31', 30, $3)", [decision, area, by.postId])
  const checkpoint = note(soil, 'checkpoint', within('checkpoint'), newId(), { gate: area })
  await client.query("insert into checkpoint (id, area_id, name, kind, decision, keeper_id, from_on, search_key, created_by) values ($1, $2, $3, 'commune', '1', $4, '2021-08-01', $3, $5)", [checkpoint.id, area, checkpoint.marker, by.actsForId, by.postId])
  const shift = note(soil, 'checkpoint_shift', within('crossing'), newId())
  await client.query("insert into checkpoint_shift (id, checkpoint_id, area_id, from_at, to_at, crew, created_by) values ($1, $2, $3, '2021-08-20T06:00+07', '2021-08-20T14:00+07', $4, $5)", [shift.id, checkpoint.id, area, shift.marker, by.postId])
  const watched = note(soil, 'arrival', within('arrival'), newId(), { gate: area })
  await client.query("insert into arrival (id, area_id, code, disease_code, full_name, nationality, from_country, left_on, arrived_on, found_by, doses, state, search_key, created_by) values ($1, $2, $3, 'covid-19', $4, 'VN', 'LA', '2021-08-04', '2021-08-05', 'team', 'full', 'watched', $3, $5)", [watched.id, area, watched.marker, secretOf('arrival'), by.postId])
  const look = note(soil, 'arrival_watch', within('arrival'))
  await client.query("insert into arrival_watch (id, arrival_id, day, well, met, created_by) values ($1, $2, '2021-08-06', true, true, $3)", [look.id, watched.id, by.postId])
  const declared = note(soil, 'declaration', within('declaration'))
  await client.query(`insert into declaration (id, decision_id, area_id, declared_at, full_name, sex, phone, address, nationality, from_country, left_on, arrives_on, met_case, receipt_number, valid_until)
    values ($1, $2, $3, '2021-08-05T08:00+07', $4, 'female', '0000000000', 'Nhà', 'VN', 'LA', '2021-08-04', '2021-08-05', false, lpad($3::int::text, 12, '0'), '2021-08-09')`, [declared.id, decision, area, secretOf('declaration')])
}

/** How the office's side of the public pages, people who come and checkpoints are asked. */
export function gateWays(planted: readonly Planted[]): Record<string, Way> {
  const reason = { reason: 'Đã có trong sổ' }
  const own = (kind: string, me: Me): string => planted.find((row) => row.kind === kind && row.facts?.gate !== undefined && row.sees(me.viewer))?.id ?? newId()
  const crossing = (id: string): object => ({ id, crossedAt: '2021-08-20T01:00:00Z', direction: 'in', via: 'none', outcome: 'passed' })
  const shift = { fromAt: '2021-08-20T01:00:00Z', toAt: '2021-08-20T09:00:00Z', crew: 'Tổ 1' }
  const look = { day: '2021-08-06', well: true, met: true }
  const client = 'the client\'s to make; one that stands elsewhere is left as it is, and nothing of it is told'
  return {
    'GET /api/place-requests': { pages: [page('/api/place-requests', 'place_request'), page('/api/place-requests?state=refused'), { url: '/api/place-requests?reveal=1', shows: ['place_request'], reveals: true }] },
    'POST /api/place-requests/{id}/approve': { places: { id: missing('place_request', 'not-found') } },
    'POST /api/place-requests/{id}/refuse': { places: { id: missing('place_request', 'not-found', () => ({ body: reason })) } },
    'POST /api/places/{id}/poster': { places: { id: 'places are open to all who read them; the poster of one out of the caller\'s areas answers as unknown' } },
    'GET /api/declarations': { pages: [page('/api/declarations'), page('/api/declarations?only=foreign'), { url: '/api/declarations?reveal=1', shows: [], reveals: true }] },
    'GET /api/receipt-keys': { pages: [page('/api/receipt-keys')] },
    'GET /api/arrivals/waiting': { pages: [page('/api/arrivals/waiting'), { url: '/api/arrivals/waiting?reveal=1', shows: [], reveals: true }] },
    'GET /api/arrivals/forecast': { pages: [page('/api/arrivals/forecast')] },
    'GET /api/arrivals/today': { pages: [page('/api/arrivals/today'), { url: '/api/arrivals/today?reveal=1', shows: [], reveals: true }] },
    'PUT /api/declarations/{id}/arrivals/{arrivalId}': { places: { id: missing('declaration', 'not-found', (id) => ({ url: `/api/declarations/${id}/arrivals/${newId()}` })), arrivalId: client } },
    'POST /api/arrivals/{id}/watch': { places: { id: missing('arrival', 'not-found', () => ({ body: { version: 1, teamId: bodies.villageTeamA1 } })), teamId: 'bodies are public reference data' } },
    'POST /api/arrivals/{id}/complete': changed('arrival', { version: 1 }),
    'PUT /api/arrivals/{id}/looks/{lookId}': { places: { id: missing('arrival', 'not-allowed', (id) => ({ url: `/api/arrivals/${id}/looks/${newId()}`, body: look })), lookId: taken('arrival_watch', (id, me) => ({ url: `/api/arrivals/${own('arrival', me)}/looks/${id}`, body: look })) } },
    'PUT /api/checkpoints/{id}/equipment/{lineId}': { places: { id: missing('checkpoint', 'not-found', (id) => ({ url: `/api/checkpoints/${id}/equipment/${newId()}`, body: { itemId: newId(), quantity: 1 } })), lineId: client, itemId: 'articles are open to all who read them' } },
    'POST /api/checkpoints/{id}/equipment/{lineId}/return': { places: { id: missing('checkpoint', 'not-found', (id) => ({ url: `/api/checkpoints/${id}/equipment/${newId()}/return`, body: { movementId: newId(), quantity: 1 } })), lineId: 'asked only with its own checkpoint: equipment.test.ts', movementId: client } },
    'GET /api/map/checkpoints': { places: { 'query.within': 'areas are public reference data' }, pages: [page('/api/map/checkpoints', 'checkpoint')] },
    'GET /api/checkpoints/{id}/day': { places: { id: missing('checkpoint', 'not-found', (id) => ({ url: `/api/checkpoints/${id}/day` })) } },
    'POST /api/checkpoints/{id}/crossings': { places: { id: missing('checkpoint', 'not-found', (id) => ({ url: `/api/checkpoints/${id}/crossings`, body: { crossings: [crossing(newId())] } })), 'crossings[].id': client } },
    'PUT /api/checkpoints/{id}/shifts/{shiftId}': { places: { id: missing('checkpoint', 'not-found', (id) => ({ url: `/api/checkpoints/${id}/shifts/${newId()}`, body: shift })), shiftId: taken('checkpoint_shift', (id, me) => ({ url: `/api/checkpoints/${own('checkpoint', me)}/shifts/${id}`, body: shift })) } },
    'POST /api/checkpoints/{id}/shifts/{shiftId}/hand-over': { places: {
      id: missing('checkpoint', 'not-found', (id) => ({ url: `/api/checkpoints/${id}/shifts/${newId()}/hand-over`, body: { said: 'Bàn giao' } })),
      shiftId: missing('checkpoint_shift', 'not-found', (id, me) => ({ url: `/api/checkpoints/${own('checkpoint', me)}/shifts/${id}/hand-over`, body: { said: 'Bàn giao' } })),
    } },
  }
}
