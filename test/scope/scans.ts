import type { Member } from '#test/people.ts'
import { newId, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, type Way } from './way.ts'

/** A scan of an office whose reading failed, as the job leaves it; its file name is the marker. */
export async function plantScan({ client, planted, marker }: Soil, author: Member): Promise<void> {
  const row: Planted = { kind: 'scan', id: newId(), marker: marker(), sees: (viewer) => viewer.permissions.has('directive.read') && viewer.member.actsForId === author.actsForId }
  planted.push(row)
  await client.query(
    `insert into scan (id, owner_id, direction, name, kind, media_type, size, sha256, state, problem, created_by)
     values ($1, $2, 'incoming', $3, 'picture', 'image/png', 1, repeat('0', 64), 'failed', 'damaged', $4)`, [row.id, author.actsForId, row.marker, author.postId])
}

/** How the routes of scans are asked. */
export const scanWays: Record<string, Way> = {
  'GET /api/scans': { pages: [page('/api/scans')] },
  'GET /api/scans/{id}': opened('scan'),
  'POST /api/scans/{id}/cancel': changed('scan', {}),
  'POST /api/scans/{id}/take-in': changed('scan', { force: true }),
  'GET /api/directives/{id}/pages': opened('directive'),
  'GET /api/directives/{id}/pages/{n}': { places: { id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/pages/1` })), n: 'the number of a page' } },
  'GET /api/directives/{id}/files': opened('directive'),
  'PATCH /api/directives/{id}/words': changed('directive', { version: 1, corrections: [{ start: 0, end: 1, text: 'x' }] }),
}
