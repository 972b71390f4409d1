import { areas } from '#test/people.ts'
import { newId, type Planted } from './rows.ts'
import { areaOf, changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

/** How zones, measures, events and "what is allowed here" are asked. */
export function zoneWays(planted: readonly Planted[]): Record<string, Way> {
  const measure = { activity: 'gathering', answer: 'stopped', words: 'Dừng' }
  const written = (me: Me, more: object = {}): object => ({ name: 'Khu', fromOn: '2021-08-20', extent: { shape: 'area', areaIds: [areaOf(me)] }, measures: [measure], ...more })
  const body = (me: Me, more: object = {}): object => ({ areaId: areaOf(me), kind: 'lockdown', diseaseCode: 'covid-19', ...written(me), ...more })
  const own = (me: Me): string => planted.find((row) => row.kind === 'zone' && row.sees(me.viewer) && !row.facts?.linked)?.id ?? newId()
  const linked = (ask: (more: object) => (id: string, me: Me) => { url: string; body: object }): Way['places'] => ({
    outbreakId: missing('outbreak', 'not-allowed', (id, me) => ask({ outbreakId: id })(id, me)),
    'extent.householdIds[]': missing('household', 'not-allowed', (id, me) => ask({ extent: { shape: 'households', householdIds: [id] } })(id, me)),
    'measures[].ruleId': 'rows of the catalogue are public', 'measures[].carriesOutId': missing('directive', 'not-allowed', (id, me) => ask({ measures: [{ ...measure, carriesOutId: id }] })(id, me)),
  })
  const record = { version: 1, decisionId: newId(), directiveId: newId(), clause: 'Điều 1' }
  const after = 'looked at once the zone is in sight and in its state: zones.test.ts'
  const recorded = (step: string): [string, Way] => [`POST /api/zones/{id}/${step}`, { places: { id: missing('zone', 'not-found', () => ({ body: record })), decisionId: after, directiveId: after } }]
  const drafted = { kind: 'establish', effectiveOn: '2021-08-20' }
  return {
    'GET /api/zones': { pages: [page('/api/zones?box=draft', 'zone'), page('/api/zones?box=in_force'), page('/api/zones?box=lifted')] },
    'GET /api/zones/{id}': opened('zone'),
    'GET /api/zones/{id}/insiders': { places: { id: { ...missing('zone', 'not-found', (id) => ({ url: `/api/zones/${id}/insiders` })), reveals: true } } },
    'GET /api/map/zones': { pages: [page('/api/map/zones?day=2021-08-20')] },
    'GET /api/allowed': { places: { 'query.areaId': 'areas are public reference data' }, pages: [page(`/api/allowed?areaId=${areas.communeA1}&day=2021-08-20`)] },
    'GET /api/measure-rules': { pages: [page('/api/measure-rules')] },
    'PUT /api/measure-rules/{id}': { places: { id: 'rows of the catalogue are public', replacesId: 'likewise' } },
    'PUT /api/zones/{id}': { places: { id: taken('zone', (_, me) => ({ body: body(me) })), ...linked((more) => (_, me) => ({ url: `/api/zones/${newId()}`, body: body(me, more) })) } },
    'PATCH /api/zones/{id}': { places: { id: missing('zone', 'not-found', (_, me) => ({ body: { version: 1, ...written(me) } })), ...linked((more) => (_, me) => ({ url: `/api/zones/${own(me)}`, body: { version: 1, ...written(me), ...more } })) } },
    'POST /api/zones/{id}/send-back': changed('zone', { version: 1, reason: 'lý do' }),
    'POST /api/zones/{id}/propose': changed('zone', { version: 1 }),
    'PUT /api/zones/{id}/drafts/{draftId}': { places: { id: missing('zone', 'not-found', (id) => ({ url: `/api/zones/${id}/drafts/${newId()}`, body: drafted })), draftId: 'as where a draft is begun', 'extent.householdIds[]': after, 'ends[]': after, 'adds[].ruleId': 'rows of the catalogue are public', 'adds[].carriesOutId': after } },
    'POST /api/zones/{id}/decisions/{decisionId}/drop': { places: { id: missing('zone', 'not-found', (id) => ({ url: `/api/zones/${id}/decisions/${newId()}/drop`, body: {} })), decisionId: after } },
    ...Object.fromEntries(['enforce', 'amend', 'lift'].map(recorded)),
    'POST /api/zones/{id}/close-duties': changed('zone', { reason: 'lý do' }),
    'GET /api/gatherings/{id}': opened('gathering'),
    ...Object.fromEntries(['allow', 'limit', 'refuse'].map((step) => [`POST /api/gatherings/{id}/${step}`, changed('gathering', { version: 1, reason: 'lý do' })])),
  }
}
