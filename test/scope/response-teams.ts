import { areas, type Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { areaOf, changed, missing, page, taken, type Me, type Way } from './way.ts'

/** A team that is out in an area with one member, and somebody at home there in care, with a call. */
export async function plantTeams(soil: Soil, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const covers = (subject: string) => (viewer: Viewer): boolean => reads(viewer, subject) && ground.covers(viewer, area)
  const team = note(soil, 'response_team', (viewer) => reads(viewer, 'response_team'), newId(), { area })
  await client.query("insert into response_team (id, area_id, name, kind, body_id, state, search_key, created_by) values ($1, $2, $3, 'mobile-team', $4, 'dispatched', $3, $5)", [team.id, area, team.marker, by.actsForId, by.postId])
  const within = covers('response_team')
  const name = { register: 'person', marker: soil.marker(), sees: (viewer: Viewer) => within(viewer) && viewer.permissions.has('response_team.reveal'), inScope: within, asked: true }
  soil.secrets.push(name)
  const member = note(soil, 'team_member', within, newId(), { teamId: team.id })
  await client.query("insert into team_member (id, team_id, full_name, phone, role, from_on, created_by) values ($1, $2, $3, $3, 'head', '2021-01-01', $4)", [member.id, team.id, name.marker, by.postId])
  const dispatch = note(soil, 'team_dispatch', within)
  await client.query("insert into team_dispatch (id, team_id, area_id, from_area_id, body_id, purpose, words, by_title, from_at, until_on, created_by) values ($1, $2, $3, $3, $4, 'sampling', $5, $5, '2021-08-01', '2021-08-30', $6)", [dispatch.id, team.id, area, by.actsForId, dispatch.marker, by.postId])
  await plantCare(soil, area, by, team.id)
}

async function plantCare(soil: Soil, area: number, by: Member, teamId: string): Promise<void> {
  const { client, ground } = soil
  const sees = (viewer: Viewer): boolean => reads(viewer, 'home_care') && ground.covers(viewer, area)
  const ordered = (viewer: Viewer): boolean => reads(viewer, 'isolation_order') && ground.covers(viewer, area)
  const [order, care, call] = [note(soil, 'order_at_home', ordered), note(soil, 'home_care', sees), note(soil, 'home_call', sees)]
  const secret = { register: 'isolation_order', marker: soil.marker(), sees: (viewer: Viewer) => ordered(viewer) && viewer.permissions.has('isolation_order.reveal'), inScope: ordered, asked: true }
  soil.secrets.push(secret)
  await client.query(`insert into isolation_order (id, area_id, subject, disease_code, full_name, form, counted_from, days, from_on, until_on, requested_at, started_at, state, search_key, created_by)
    values ($1, $2, 'f0', 'covid-19', $3, 'home', '2021-08-01', 14, '2021-08-02', '2021-08-15', now(), now(), 'running', '', $4)`, [order.id, area, secret.marker, by.postId])
  await client.query("insert into home_care (id, area_id, disease_code, order_id, team_id, risk_class, risk_rule, started_on, note, search_key, created_by) values ($1, $2, 'covid-19', $3, $4, 'low', $5, '2021-08-02', $5, $5, $6)", [care.id, area, order.id, teamId, care.marker, by.postId])
  await client.query("insert into home_call (id, care_id, called_at, answer, note, created_by) values ($1, $2, now(), 'well', $3, $4)", [call.id, care.id, secret.marker, by.postId])
}

/** How teams and care at home are asked. */
export function responseTeamWays(planted: readonly Planted[]): Record<string, Way> {
  const open = 'teams are open to all who read them'
  const teamAt = (me: Me): string => planted.find((row) => row.kind === 'response_team' && row.facts?.area === areaOf(me))?.id ?? newId()
  const order = (teamId: string): object => ({ teamId, areaId: areas.communeA1, purpose: 'sampling', words: 'việc', fromAt: '2021-08-03T00:00:00Z', untilOn: '2021-08-05' })
  const facts = { comorbid: false, doses: 2, spo2: 98 }
  const step = (url: string, body: object = {}): Way => ({ places: { id: missing('team_dispatch', 'not-found', (id) => ({ url: `/api/team-dispatches/${id}/${url}`, body })) } })
  const membered = (id: string, memberId: string): string => `/api/response-teams/${id}/members/${memberId}`
  const careOf = (me: Me): string => planted.find((row) => row.kind === 'home_care' && row.sees(me.viewer))?.id ?? newId()
  const orderOf = (me: Me): string => planted.find((row) => row.kind === 'order_at_home' && row.sees(me.viewer))?.id ?? newId()
  const joins = { fullName: 'Ai', role: 'nurse', fromOn: '2021-08-03' }
  return {
    'GET /api/response-teams': { pages: [page('/api/response-teams')] },
    'GET /api/response-teams/{id}': { places: { id: { ...missing('response_team', 'not-allowed'), reveals: false } } }, // all who may ask see every one
    'PUT /api/response-teams/{id}/members/{memberId}': { places: { id: open, memberId: taken('team_member', (id, me) => ({ url: membered(teamAt(me), id), body: joins })), personId: missing('person', 'not-allowed', (id, me) => ({ url: membered(teamAt(me), newId()), body: { ...joins, personId: id } })) } },
    'POST /api/response-teams/{id}/members/{memberId}/end': { places: { id: open, memberId: missing('team_member', 'not-found', (id, me) => ({ url: `${membered(teamAt(me), id)}/end`, body: { version: 1, untilOn: '2021-08-05' } })) } },
    'POST /api/response-teams/{id}/ready': { places: { id: open } },
    'POST /api/response-teams/{id}/rested': { places: { id: open } },
    'PUT /api/team-dispatches/{id}': { places: { id: taken('team_dispatch', (_, me) => ({ body: order(teamAt(me)) })), teamId: open, areaId: 'areas are public reference data' } },
    'POST /api/team-dispatches/{id}/arrive': step('arrive'), 'POST /api/team-dispatches/{id}/return': step('return'), 'POST /api/team-dispatches/{id}/recall': step('recall', { reason: 'lý do' }),
    'GET /api/team-dispatches/{id}/paper.{format}': { places: { format: 'docx or pdf', id: { ...missing('team_dispatch', 'not-found', (id) => ({ url: `/api/team-dispatches/${id}/paper.docx` })), reveals: true } } },
    'GET /api/dated-rules/{rule}': { places: { rule: 'one of nine' }, pages: [page('/api/dated-rules/isolation'), page('/api/dated-rules/risk')] },
    'POST /api/dated-rules/{rule}': { open: 'rules are public; who keeps diseases writes them' },
    'GET /api/home-cares': { places: { 'query.teamId': open }, pages: [page('/api/home-cares?box=in-care'), page('/api/home-cares'), { url: '/api/home-cares?box=in-care&reveal=1', shows: [], reveals: true }] },
    'GET /api/isolation-orders/{id}/home-care': { places: { id: { ...missing('order_at_home', 'not-found', (id) => ({ url: `/api/isolation-orders/${id}/home-care` })) } } },
    'PUT /api/home-cares/{id}': { places: { id: taken('home_care', (_, me) => ({ body: { orderId: orderOf(me) } })), orderId: missing('order_at_home', 'reference-missing', (id) => ({ url: `/api/home-cares/${newId()}`, body: { orderId: id } })), teamId: open } },
    'POST /api/home-cares/{id}/risk': { places: { ...changed('home_care', { version: 1, ...facts }).places, teamId: open } },
    'POST /api/home-cares/{id}/refer': { places: { stayId: 'asked only when the care is in reach: response-teams.test.ts', id: missing('home_care', 'not-found', () => ({ body: { stayId: newId(), version: 1, tier: '2', oxygen: false, reason: 'lý do' } })) } },
    'PUT /api/home-calls/{id}': { places: { id: taken('home_call', (_, me) => ({ body: { careId: careOf(me), answer: 'well' } })), careId: missing('home_care', 'reference-missing', (id) => ({ url: `/api/home-calls/${newId()}`, body: { careId: id, answer: 'well' } })) } },
    'PUT /api/home-kits/{id}': { places: { id: 'asked only when the care is in reach: response-teams.test.ts', itemId: 'articles are open to all who read them', careId: missing('home_care', 'not-found', (id) => ({ url: `/api/home-kits/${newId()}`, body: { careId: id, itemId: newId(), quantity: 1 } })) } },
  }
}
