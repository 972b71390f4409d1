import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { loadBalances } from './load.ts'

const Balance = z.object({
  areaId: z.int(), area: z.string(), itemId: z.string(), item: z.string(), unit: z.string(), quantity: z.number(), safetyStock: z.number().nullable(),
})

/** What is in store; the movements themselves are the register stock_movement. */
export function mountStock(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/stock/balances', permission: 'stock_movement.read', summary: 'Quantities in store by area and article, shortest first.',
    query: z.object({ areaId: z.coerce.number().int().optional(), itemId: z.guid().optional() }),
    answer: z.object({ balances: z.array(Balance) }),
    run: async ({ tx, query }) => ({ balances: await loadBalances(tx, query.areaId ?? null, query.itemId ?? null) }),
  })
}
