import { AreaDayQuery, AreaDetail, AreaList, AreaListQuery, AreaView, VillageChange, VillageInput } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/transaction.ts'
import { searchAreas, withNamesAbove } from './search.ts'
import { findArea, loadAncestors, loadAreasOn, loadChildren, loadNextTo } from './load.ts'
import { changeVillage, createVillage } from './village.ts'

const ById = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })

/** All units of a level, or those that fit the words; one more than the limit is asked for to know whether the list goes on. */
async function listAreas(tx: Tx, query: z.infer<typeof AreaListQuery>, day: string): Promise<AreaList> {
  const { q, level, within, limit } = query
  const levels = level && [level]
  const found = q.trim() === ''
    ? await withNamesAbove(tx, (await loadAreasOn(tx, day, { levels, within })).slice(0, limit + 1))
    : await searchAreas(tx, q, { day, levels, within, limit: limit + 1 })
  return { day, rows: found.slice(0, limit), more: found.length > limit }
}

async function areaDetail(tx: Tx, id: number, wantedDay: string): Promise<AreaDetail> {
  const area = await findArea(tx, id)
  if (!area) throw new Problem('not-found')
  const day = dayWithin(area, wantedDay)
  return {
    ...area, day,
    above: await loadAncestors(tx, [id]),
    children: await loadChildren(tx, id, day),
    predecessors: await loadNextTo(tx, id, 'predecessor'),
    successors: await loadNextTo(tx, id, 'successor'),
  }
}

/** The wanted day, or the nearest one on which the area is in force. */
function dayWithin(area: { validFrom: string; validTo: string | null }, wanted: string): string {
  if (wanted < area.validFrom) return area.validFrom
  return area.validTo !== null && wanted > area.validTo ? area.validTo : wanted
}

/** Administrative units (public reference data) and the villages that offices enter themselves. */
export function registerAreaRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/areas', permission: 'area.read', summary: 'Units in force on a day: by typed words, or all of a level.',
    query: AreaListQuery, answer: AreaList,
    run: ({ tx, query }) => listAreas(tx, query, query.day ?? today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/areas/:id', permission: 'area.read', summary: 'One unit with what is above, below, before and after it.',
    params: ById, query: AreaDayQuery, answer: AreaDetail, refuses: ['not-found'],
    run: ({ tx, params, query }) => areaDetail(tx, params.id, query.day ?? today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/areas/:id/children', permission: 'area.read', summary: 'Units directly below one, on a day.',
    params: ById, query: AreaDayQuery, answer: z.array(AreaView),
    run: ({ tx, params, query }) => loadChildren(tx, params.id, query.day ?? today(deps.clock)),
  })
  registerVillageRoutes(app, deps)
}

function registerVillageRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/areas/:id', permission: 'area.manage', summary: 'Enters a village of a commune in the acting body’s territory.',
    params: ById, body: VillageInput, answer: AreaDetail, refuses: ['duplicate', 'invalid-value', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      await createVillage(tx, params.id, body)
      return areaDetail(tx, params.id, body.validFrom)
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/areas/:id', permission: 'area.manage', summary: 'Renames, moves or closes a village.',
    params: ById, body: VillageChange, answer: AreaDetail, refuses: ['not-found', 'stale', 'duplicate', 'invalid-value'],
    run: async ({ tx, params, body }) => {
      await changeVillage(tx, params.id, body)
      return areaDetail(tx, params.id, today(deps.clock))
    },
  })
}
