import { newId } from './rows.ts'
import { changed, missing, opened, page, type Way } from './way.ts'

const reference = { version: 0, relation: 'basis', docType: null, number: '1/CV', issuedOn: null, issuerText: null, targetId: null }

/** How the routes of citations, owed documents and reviews are asked. */
export const referenceWays: Record<string, Way> = {
  'GET /api/directives/{id}/references': opened('directive'),
  'PUT /api/directives/{id}/references/{referenceId}': { places: {
    id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/references/${newId()}`, body: reference })),
    referenceId: 'a citation is looked up within one\'s own document; held by references.test.ts',
    targetId: missing('directive', 'reference-missing', (id, me) => ({ url: `/api/directives/${me.draft}/references/${newId()}`, body: { ...reference, targetId: id } })),
  } },
  'PATCH /api/directives/{id}/expiry': changed('directive', { version: 1, expiresOn: '2021-12-31' }),
  'GET /api/directives/{id}/tree': opened('directive'),
  'GET /api/directives/{id}/concretisation': opened('directive'),
  'GET /api/directives/{id}/concretisation/export.{ending}': { places: { id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/concretisation/export.csv` })), ending: 'csv or xlsx' } },
  'PUT /api/directives/{id}/owed': changed('directive', { bodyIds: [1], owed: true }),
  'PUT /api/concretisation/rule': { open: 'one number for all, no row of anybody' },
  'GET /api/reviews': { pages: [page('/api/reviews')] },
  'GET /api/reviews/count': { pages: [page('/api/reviews/count')] },
  'POST /api/reviews/tasks': { places: { 'ids[]': missing('task', '200', (id) => ({ body: { ids: [id], decision: 'keep', reason: 'vẫn đúng' } })) } },
  'POST /api/reviews/zones': { places: { 'ids[]': missing('zone', '200', (id) => ({ body: { ids: [id], decision: 'keep', reason: 'vẫn đúng' } })) } },
  'POST /api/reviews/documents': { places: { 'ids[]': missing('directive', '200', (id) => ({ body: { ids: [id], decision: 'keep', reason: 'vẫn đúng' } })) } },
}
