import { areas, type Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { newId, note, type Soil } from './rows.ts'
import { areaOf, missing, page, taken, type Me, type Way } from './way.ts'

const SPAN = 'from=2021-08-01&to=2021-08-31'
const PUBLIC = 'the name of an indicator is public; who may not see it is answered as if it were missing'
const FORMS = ['rumours-heard', 'rumours-verified', 'rumours-open']
const corners = [areas.province, areas.district, areas.communeA1, areas.communeB1]
const told = (me: Me): object => ({ areaId: areaOf(me), day: '2021-08-05', value: 3, toldBy: 'Trạm trưởng', toldAt: '2021-08-05T10:00:00Z' })
const measure = { version: 0, measure: { indicator: 'rumours-heard', areaId: areas.communeA1, target: 1, direction: 'at-least' } }

/** Figures, what is declared of them, measures of tasks. Rows of other areas in a figure are held by indicators.test.ts and the pages below. */
export const indicatorWays: Record<string, Way> = {
  'GET /api/indicators': { pages: [page('/api/indicators?day=2021-08-20'), ...corners.map((area) => page(`/api/indicators?day=2021-08-20&step=month&area=${area}`))] },
  'GET /api/indicators/{name}': { places: { name: PUBLIC }, pages: FORMS.flatMap((name) => corners.map((area) => page(`/api/indicators/${name}?${SPAN}&area=${area}`))) },
  'GET /api/indicators/{name}/areas': { places: { name: PUBLIC }, pages: FORMS.map((name) => page(`/api/indicators/${name}/areas?${SPAN}&area=${areas.province}&level=commune`)) },
  'GET /api/indicators/{name}/export.csv': { places: { name: PUBLIC }, pages: corners.map((area) => page(`/api/indicators/rumours-heard/export.csv?${SPAN}&area=${area}`)) },
  'GET /api/indicators/{name}/export.xlsx': { places: { name: PUBLIC }, pages: [page(`/api/indicators/rumours-heard/export.xlsx?${SPAN}&show=areas&area=${areas.province}`)] },
  'PUT /api/indicators/{name}/declared/{id}': { places: { name: PUBLIC, id: taken('declared', (id, me) => ({ url: `/api/indicators/rumours-heard/declared/${id}`, body: told(me) })) } },
  'POST /api/indicators/{name}/declared/{id}/retract': { places: { name: PUBLIC, id: missing('declared', 'not-found', (id) => ({ url: `/api/indicators/rumours-heard/declared/${id}/retract`, body: { version: 1, reason: 'nhầm' } })) } },
  'PUT /api/indicators/{name}/signed/{id}': { places: { name: PUBLIC,
    id: taken('signed', (id, me) => ({ url: `/api/indicators/rumours-heard/signed/${id}`, body: { areaId: areaOf(me), from: '2021-08-01', to: '2021-08-02', basis: 'counted' } })) } },
  'GET /api/measures': { places: { 'query.tasks': 'held by indicators.test.ts: a task out of sight has no number' }, pages: [page(`/api/measures?tasks=${newId()}`)] },
  'GET /api/measures/open': { pages: [page('/api/measures/open')] },
  'PUT /api/tasks/{id}/measure': { places: { id: missing('task', 'not-found', (id) => ({ url: `/api/tasks/${id}/measure`, body: measure })) } },
  'PUT /api/directives/{id}/orders/{orderId}/measure': { places: {
    id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/orders/${newId()}/measure`, body: { version: 1, measure: null } })),
    orderId: missing('order', 'not-found', (id, me) => ({ url: `/api/directives/${me.draft ?? newId()}/orders/${id}/measure`, body: { version: 1, measure: null } })),
  } },
}

/** Cells, a declared figure and a sign-off of one place. */
export async function plantFigures(soil: Soil, area: number, by: Member): Promise<void> {
  const { client, ground } = soil
  const sees = (viewer: Viewer): boolean => viewer.permissions.has('figure-rumours-heard.read') && ground.covers(viewer, area)
  const [declared, signed] = [note(soil, 'declared', sees), note(soil, 'signed', sees)]
  for (const name of FORMS) await client.query(
    `insert into indicator_cell (indicator, area_id, day, class, numerator, denominator, counted_at) values ($1, $2, '2021-08-05', '', 7, 9, now())
     on conflict (indicator, area_id, day, class) do update set numerator = indicator_cell.numerator + 7`, [name, area])
  await client.query(
    `insert into indicator_declared (id, indicator, area_id, day, value, told_by, told_at, note, created_by) values ($1, 'rumours-heard', $2, '2021-08-06', 4, $3, '2021-08-06', $3, $4)`,
    [declared.id, area, declared.marker, by.postId])
  await client.query(
    `insert into indicator_lock (id, indicator, area_id, from_day, to_day, numerator, denominator, basis, note, signed_by, signer_title)
     values ($1, 'rumours-heard', $2, '2021-08-10', $5, 1, 0, 'counted', $3, $4, $3) on conflict do nothing`, [signed.id, area, signed.marker, by.postId, `2021-08-${10 + soil.planted.length % 20}`])
}
