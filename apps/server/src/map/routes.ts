import { FacilityPoint, MapHome, MapQuery, TaskMap } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/transaction.ts'
import { checkExtent, drawCells } from './cells.ts'
import { homeOf, loadFacilityPoints, loadSeat, loadStamp, loadTaskMap, loadTasksAbove } from './load.ts'

const pack = promisify(gzip)

type Packed = { tag: string; plain: string; packed: Buffer }

/** Layers drawn so far, newest last; a layer whose stamp has moved is drawn again. */
const MOST_KEPT = 60

async function cellsOf(kept: Map<string, Packed>, tx: Tx, query: MapQuery, day: string): Promise<Packed> {
  const key = `${query.within ?? 'all'}/${query.level}/${day}`
  const tag = `"${await loadStamp(tx)}/${key}"`
  const known = kept.get(key)
  if (known?.tag === tag) return known
  await checkExtent(tx, query, day)
  const plain = JSON.stringify(await drawCells(tx, query, day))
  const fresh = { tag, plain, packed: await pack(plain) }
  kept.delete(key)
  kept.set(key, fresh)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return fresh
}

function registerCells(app: FastifyInstance, deps: AppDeps): void {
  const kept = new Map<string, Packed>()
  route(app, deps, {
    method: 'GET', url: '/api/map/cells', permission: 'area.read', summary: 'Shapes of units as GeoJSON, with Hoàng Sa and Trường Sa.',
    query: MapQuery, refuses: ['not-found', 'invalid-input'],
    run: async ({ tx, query, request }) => {
      const drawn = await cellsOf(kept, tx, query, query.day ?? today(deps.clock))
      return { drawn, known: request.headers['if-none-match'] === drawn.tag, packs: /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) }
    },
    send: (reply, { drawn, known, packs }) => {
      reply.headers({ 'etag': drawn.tag, 'cache-control': 'private, no-cache', 'vary': 'accept-encoding' })
      if (known) return reply.code(304).send()
      reply.type('application/geo+json; charset=utf-8')
      return packs ? reply.header('content-encoding', 'gzip').send(drawn.packed) : reply.send(drawn.plain)
    },
  })
}

/** The map: where it opens, its shapes (public), and what the viewer may count on them. */
export function registerMapRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerCells(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/map/home', permission: 'area.read', summary: 'Day, area and level at which the map opens for the acting post.',
    answer: MapHome,
    run: async ({ tx }) => homeOf(await loadSeat(tx), today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/map/tasks', permission: 'task.read', summary: 'Open, overdue and unaccepted tasks by area, as far as the viewer may see them.',
    query: MapQuery, answer: TaskMap, refuses: ['not-found', 'invalid-input'],
    run: async ({ tx, who, query }) => {
      const now = today(deps.clock)
      await checkExtent(tx, query, query.day ?? now)
      const shown = { day: query.day ?? now, level: query.level, within: query.within ?? null, today: now }
      return { day: shown.day, areas: await loadTaskMap(tx, shown, who.seesWhole), above: await loadTasksAbove(tx, shown) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/map/facilities', permission: 'facility.read', summary: 'Where facilities of quarantine and treatment stand within an area, those that are closed left out.',
    query: z.object({ within: z.coerce.number().int().positive().optional() }), answer: z.object({ facilities: z.array(FacilityPoint) }), run: async ({ tx, query }) => ({ facilities: await loadFacilityPoints(tx, query.within ?? null) }),
  })
}
