import type { Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

/** A facility in an area with one bed, somebody in it with a warning on his chart, another who has left, and one who waits. */
export async function plantStays(soil: Soil, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const within = (viewer: Viewer): boolean => reads(viewer, 'stay') && ground.covers(viewer, area)
  const facility = note(soil, 'facility', (viewer) => reads(viewer, 'facility'), newId(), { bed: area })
  await client.query("insert into facility (id, area_id, name, kind, body_id, state, search_key, created_by) values ($1, $2, $3, 'quarantine', $4, 'active', $3, $5)", [facility.id, area, facility.marker, by.actsForId, by.postId])
  const [room, bed] = [newId(), newId()]
  await client.query("insert into facility_room (id, facility_id, name, created_by) values ($1, $2, 'A', $3)", [room, facility.id, by.postId])
  await client.query('insert into facility_bed (id, room_id, facility_id, position, oxygen) values ($1, $2, $3, 1, false)', [bed, room, facility.id])
  const secret = { register: 'stay', marker: soil.marker(), sees: (viewer: Viewer) => within(viewer) && viewer.permissions.has('stay.reveal'), inScope: within, asked: true }
  soil.secrets.push(secret)
  const stay = async (state: string): Promise<Planted> => {
    const row = note(soil, 'stay', within, newId(), { state })
    await client.query(`insert into stay (id, area_id, code, disease_code, purpose, full_name, sex, risk_class, asked_on, facility_id, entered_at, left_at, state, search_key, created_by)
      values ($1, $2, $3, 'covid-19', 'quarantine', $4, 'female', 'low', '2021-08-01', $5, '2021-08-02T08:00+07', case when $6 = 'discharged' then '2021-08-16T08:00+07'::timestamptz end, $6, lower($3), $7)`, [row.id, area, row.marker, secret.marker, state === 'waiting' ? null : facility.id, state, by.postId])
    return row
  }
  const staying = await stay('staying')
  const left = await stay('discharged')
  await stay('waiting')
  soil.planted.push({ ...left, kind: 'left_stay' })
  const who = note(soil, 'individual', (viewer) => reads(viewer, 'individual') && ground.covers(viewer, area), newId(), { lies: true })
  await client.query("insert into individual (id, area_id, code, full_name, sex, search_key, created_by) values ($1, $2, $3, $3, 'female', $3, $4)", [who.id, area, who.marker, by.postId])
  await client.query("insert into bed_stay (stay_id, bed_id, room_id, facility_id, individual_id, from_at) values ($1, $2, $3, $4, $5, '2021-08-02T08:00+07')", [staying.id, bed, room, facility.id, who.id])
  await client.query("insert into stay_chart (id, stay_id, at, spo2, warnings, created_by) values ($1, $2, now(), 90, '{spo2}', $3)", [newId(), staying.id, by.postId])
}

/** How facilities, stays and their papers are asked. */
export function facilityWays(planted: readonly Planted[]): Record<string, Way> {
  const place = planted.find((row) => row.kind === 'facility' && row.facts?.bed !== undefined)?.id ?? newId()
  const open = 'facilities are open to all who read them'
  const waits = (me: Me, more: object = {}): object => ({ areaId: areaOf(me), diseaseCode: 'covid-19', purpose: 'quarantine', riskClass: 'low', individualId: planted.find((row) => row.kind === 'individual' && row.facts?.lies === true && row.sees(me.viewer))?.id ?? newId(), ...more })
  const linked = (field: string, kind: string): Way['places'] => ({ [field]: missing(kind, 'not-allowed', (id, me) => ({ url: `/api/stays/${newId()}`, body: waits(me, { [field]: id }) })) })
  const staying = (me: Me): string => planted.find((row) => row.kind === 'stay' && row.facts?.state === 'staying' && row.sees(me.viewer))?.id ?? newId()
  const moved = (more: object = {}): object => ({ transferId: newId(), onwardId: newId(), facilityId: place, reason: 'lý do', ...more })
  const line = (stayId: string): object => ({ stayId, spo2: 97 })
  const charting = 'the client\'s to make; one that stands elsewhere answers as not allowed, in the function that writes it'
  return {
    'GET /api/facilities/board': { places: { 'query.areaId': 'areas are public reference data' }, pages: [page('/api/facilities/board'), page('/api/facilities/board?tier=none')] },
    'GET /api/facilities/{id}': { places: { id: missing('facility', 'not-allowed') } }, // all who may ask see every one
    'PUT /api/facilities/{id}/rooms/{roomId}': { places: { id: open, roomId: 'rooms of facilities are open to all who read them' } },
    'GET /api/stays': { places: { 'query.facilityId': open }, pages: [page('/api/stays?box=waiting'), page('/api/stays?box=staying'), page('/api/stays?box=left'), { url: '/api/stays?box=staying&reveal=1', shows: [], reveals: true }] },
    'GET /api/stays/{id}': opened('stay'),
    'GET /api/stays/{id}/targets': { places: { id: missing('stay', 'not-found', (id) => ({ url: `/api/stays/${id}/targets` })) } },
    'GET /api/wristbands/{code}': { places: { code: 'a code on a wristband, looked for under the policy of stays' } },
    'PUT /api/stays/{id}': { places: { id: taken('stay', (_, me) => ({ body: waits(me) })), ...linked('individualId', 'individual'), ...linked('householdId', 'household'), ...linked('caseId', 'disease_case'), ...linked('contactId', 'case_contact'), ...linked('orderId', 'isolation_order'), facilityId: open } },
    'PUT /api/stays/{id}/of/{source}/{sourceId}': { places: { id: 'asked only when its case or contact is in reach: facilities.test.ts', source: 'one of two', sourceId: missing('disease_case', 'not-found', (id) => ({ url: `/api/stays/${newId()}/of/case/${id}` })) } },
    'POST /api/stays/propose': { places: { 'ids[]': missing('stay', '200', (id) => ({ body: { ids: [id] } })) } },
    'POST /api/stays/admit': { places: { 'places[].stayId': missing('stay', '200', (id) => ({ body: { places: [{ stayId: id, facilityId: place }] } })), 'places[].facilityId': open, 'places[].roomId': open } },
    'POST /api/stays/{id}/transfer': { places: { id: missing('stay', 'not-found', (id) => ({ url: `/api/stays/${id}/transfer`, body: moved() })), transferId: charting, onwardId: taken('stay', (id, me) => ({ url: `/api/stays/${staying(me)}/transfer`, body: moved({ onwardId: id }) })), facilityId: open } },
    'POST /api/stays/{id}/move': { places: { id: missing('stay', 'not-found', (id) => ({ url: `/api/stays/${id}/move`, body: { roomId: newId() } })), roomId: open } },
    'POST /api/stays/{id}/discharge': changed('stay', {}),
    'POST /api/stays/{id}/receive': changed('stay', {}),
    'PUT /api/stay-charts/{id}': { places: { id: charting, stayId: missing('stay', 'not-found', (id) => ({ url: `/api/stay-charts/${newId()}`, body: line(id) })) } },
    'GET /api/stays/{id}/papers/{paper}.{format}': { places: { paper: 'one of four', format: 'docx or pdf', id: { ...missing('left_stay', 'not-found', (id) => ({ url: `/api/stays/${id}/papers/discharge.docx` })), reveals: true } } },
    'POST /api/stays/papers': { places: { 'ids[]': { ...missing('left_stay', 'not-found', (id) => ({ body: { ids: [id], paper: 'handover', format: 'docx' } })), reveals: true } } },
    'POST /api/wristbands': { places: { 'ids[]': { ...missing('stay', 'not-found', (id) => ({ body: { ids: [id] } })), reveals: true } } },
    'GET /api/facilities/{id}/lists/{list}.{format}': { places: { id: open, list: 'one of two', format: 'csv or xlsx' } },
  }
}
