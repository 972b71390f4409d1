import type { Member } from '#test/people.ts'
import { COMMON, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, page, taken, type Way } from './way.ts'

const found = (kind: string, shows: string, rest = ''): ReturnType<typeof page> => page(`/api/search?kind=${kind}&limit=50&q=${COMMON}${rest}`, shows)

const view = { place: 'tasks', name: 'Của tôi', query: { q: 'x' }, position: 1 }

/** Two views of a list: one of the keeper's own, one that he shares within his body. */
export async function plantViews(soil: Soil, keeper: Member): Promise<void> {
  for (const shared of [false, true]) {
    const sees: Planted['sees'] = (viewer) => reads(viewer, 'saved_view') && (viewer.member === keeper || (shared && viewer.member.actsForId === keeper.actsForId))
    const row = note(soil, 'saved_view', sees)
    await soil.client.query("insert into saved_view (id, person_id, body_id, place, name, query, position, shared) values ($1, $2, $3, 'tasks', $4, $5, 1, $6)", [row.id, keeper.personId, keeper.actsForId, row.marker, JSON.stringify({ q: row.marker }), shared])
  }
}

/** How the search is asked: every kind must show all that is in scope, and neither words nor ids of anything else. */
export const searchWays: Record<string, Way> = {
  'GET /api/search': { pages: [page(`/api/search?q=${COMMON}&limit=50`), found('document', 'directive'), found('item', 'directive'), found('task', 'task'), page(`/api/search?limit=50&from=2000-01-01`), page('/api/search?limit=50&state=draft')] },
  'GET /api/saved-views': { pages: [page('/api/saved-views?place=tasks', 'saved_view')] },
  'PUT /api/saved-views/{id}': { places: { id: taken('saved_view', () => ({ body: view })) } },
  'PATCH /api/saved-views/{id}': changed('saved_view', { version: 1, name: 'Tên khác' }),
}
