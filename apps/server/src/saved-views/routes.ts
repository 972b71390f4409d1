import { SavedView, SavedViewInput, SavedViewList, SavedViewPatch, SavedViewQuery } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { findSavedView, loadSavedViews } from './load.ts'
import { insertSavedView, updateSavedView } from './save.ts'

const ById = z.object({ id: z.uuid() })

/** Views of lists: kept, renamed, ordered, shared with one's body, taken away and put back. */
export function registerSavedViewRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/saved-views', permission: 'saved_view.read', summary: 'Views kept for one list: one\'s own, and those shared within the body.', query: SavedViewQuery, answer: SavedViewList,
    run: async ({ tx, query }) => ({ rows: await loadSavedViews(tx, query.place) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/saved-views/:id', permission: 'saved_view.keep', summary: 'Keeps the filters of a list under a name; idempotent by id.', params: ById, body: SavedViewInput, answer: SavedView, refuses: ['duplicate'],
    run: async ({ tx, params, body }) => {
      await insertSavedView(tx, params.id, body)
      return sameOrRefuse(await findSavedView(tx, params.id), view => view.own && view.place === body.place && view.name === body.name)
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/saved-views/:id', permission: 'saved_view.keep', summary: 'Renames, orders, shares, takes away or puts back one\'s own view.', params: ById, body: SavedViewPatch, answer: SavedView, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      if (await updateSavedView(tx, params.id, body, deps.clock.now().toISOString()) === 0) refuseStale(await findSavedView(tx, params.id), body)
      const view = await findSavedView(tx, params.id)
      if (!view) throw new Problem('not-found')
      return view
    },
  })
}
