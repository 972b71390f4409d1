import { areas, bodies, cast, type Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Way } from './way.ts'

const PUBLIC = 'areas and bodies are public reference data'
const TOP: readonly number[] = [bodies.provinceParty, bodies.provinceState]
const head = { version: 0, name: 'Sắp xếp', effectiveOn: '2022-01-01', legalNumber: '1', legalOn: '2021-12-01', legalIssuer: 'Quốc hội', areaId: null }
const decision = { version: 1, heirIds: [bodies.communeA1], workHeirId: bodies.communeA1, oversightHeirId: null, byArea: true }
const within = 'looked up within one operation; held by reforms.test.ts'

/** A rearrangement with a move, a post and a rehearsal, seen by the offices at the top of either tree. */
export async function plantReform(soil: Soil, author: Member): Promise<void> {
  const sees: Planted['sees'] = (viewer) => reads(viewer, 'reform') && TOP.includes(viewer.member.actsForId)
  const [reform, run] = [note(soil, 'reform', sees), note(soil, 'reform_run', sees)]
  await soil.client.query(
    `insert into reform (id, owner_id, name, effective_on, legal_number, legal_on, legal_issuer, area_id, created_by) values ($1, $2, $3, '2022-01-01', $3, '2021-12-01', $3, $4, $5)`,
    [reform.id, author.actsForId, reform.marker, areas.province, author.postId])
  const move = note(soil, 'reform_move', sees)
  await soil.client.query(`insert into reform_move (id, reform_id, body_id, heir_ids, rule, group_key, decided_by) values ($1, $2, $3, '{}', 'asked', $4, $4)`, [move.id, reform.id, bodies.districtState, move.marker])
  const post = note(soil, 'reform_post', (viewer) => sees(viewer) && (viewer.member === cast.districtClerk || soil.ground.within(viewer, bodies.districtState)))
  await soil.client.query(`insert into reform_post (id, reform_id, post_id, decided_by) values ($1, $2, $3, $4)`, [post.id, reform.id, cast.districtClerk.postId, post.marker])
  await soil.client.query(`insert into reform_run (id, reform_id, kind, plan, problem, created_by) values ($1, $2, 'rehearsal', 1, $3, $4)`, [run.id, reform.id, run.marker, author.postId])
}

const rowOf = (kind: 'moves' | 'posts', body: object): Way => ({ places: {
  id: missing('reform', 'not-found', (id) => ({ url: `/api/reforms/${id}/${kind}/${newId()}`, body })), rowId: within,
  ...(kind === 'moves' ? { 'heirIds[]': PUBLIC, workHeirId: PUBLIC, oversightHeirId: PUBLIC } : { bodyId: PUBLIC }),
} })

/** How the routes of rearrangements are asked. */
export const reformWays: Record<string, Way> = {
  'GET /api/reforms': { pages: [page('/api/reforms', 'reform')] },
  'GET /api/reforms/{id}': opened('reform'),
  'PUT /api/reforms/{id}': { places: { id: taken('reform', () => ({ body: head })), areaId: PUBLIC } },
  'POST /api/reforms/{id}/plan': changed('reform', { version: 1 }),
  'GET /api/reforms/{id}/moves': opened('reform'),
  'GET /api/reforms/{id}/heirs': opened('reform'),
  'PATCH /api/reforms/{id}/moves/{rowId}': rowOf('moves', decision),
  'POST /api/reforms/{id}/answers': changed('reform', { groupKey: 'x', offer: 'seat' }),
  'PATCH /api/reforms/{id}/posts/{rowId}': rowOf('posts', { version: 1, fate: 'ends', bodyId: null, title: null }),
  'PUT /api/reforms/{id}/posts': { places: { id: 'takes a sheet, not JSON; refused by state and sight, held by reforms.test.ts' } },
  'GET /api/reforms/{id}/posts.xlsx': opened('reform'),
  'GET /api/reforms/{id}/runs/{rowId}/report.xlsx': { places: { id: missing('reform', 'not-found', (id) => ({ url: `/api/reforms/${id}/runs/${newId()}/report.xlsx` })), rowId: within } },
  'POST /api/reforms/{id}/propose': changed('reform', { version: 1 }),
  'POST /api/reforms/{id}/withdraw': changed('reform', { version: 1 }),
  'POST /api/reforms/{id}/abandon': changed('reform', { version: 1 }),
  'POST /api/reforms/{id}/confirm': changed('reform', { version: 1 }),
  'POST /api/reforms/{id}/rehearse': { places: { id: missing('reform', 'not-found', () => ({ body: { runId: newId() } })), runId: 'made by the client for a row of this operation' } },
  'GET /api/reforms/{id}/runs/{rowId}': { places: { id: missing('reform', 'not-found', (id) => ({ url: `/api/reforms/${id}/runs/${newId()}` })), rowId: within } },
}
