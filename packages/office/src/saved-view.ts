/** Filters of a list kept under a name, as server and screens exchange them. */
import * as z from 'zod'

const Place = z.string().regex(/^[a-z][a-z_-]{0,60}(:[a-z_-]{1,60})?$/)
const Filters = z.record(z.string().max(60), z.string().max(300)).refine(query => JSON.stringify(query).length <= 3000, 'Bộ lọc dài quá.')
const Name = z.string().trim().min(1).max(60)

/** `own`: the acting person's, who alone may change it; others are shared by a colleague of the body. */
export const SavedView = z.object({
  id: z.uuid(), place: Place, name: z.string(), query: z.record(z.string(), z.string()), position: z.number(), shared: z.boolean(), own: z.boolean(), removed: z.boolean(), version: z.int(),
})
export type SavedView = z.infer<typeof SavedView>

/** GET /api/saved-views — one's own of a place in their order, then those that colleagues share. */
export const SavedViewQuery = z.object({ place: Place })
export const SavedViewList = z.object({ rows: z.array(SavedView) })

/** PUT /api/saved-views/:id — keeps a view; idempotent by id. */
export const SavedViewInput = z.object({ place: Place, name: Name, query: Filters, position: z.number(), shared: z.boolean().default(false) })
export type SavedViewInput = z.infer<typeof SavedViewInput>

/** PATCH /api/saved-views/:id — under the version read; `removed: false` puts a view back. */
export const SavedViewPatch = z.object({ version: z.int(), name: Name.optional(), query: Filters.optional(), position: z.number().optional(), shared: z.boolean().optional(), removed: z.boolean().optional() })
export type SavedViewPatch = z.infer<typeof SavedViewPatch>
