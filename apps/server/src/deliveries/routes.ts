import { ChaseResult, DeliveryChaseInput, UnreadCount, UnreadPage } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { chaseDeliveries, waitedSince } from './chase.ts'
import { countUnread, countUnreadDocuments, loadUnread, loadUnreadRules } from './load.ts'

/** Documents of one page. */
const SHOWN = 50

/** Who has not opened what was sent to them, and to chase them. */
export function registerDeliveryRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/deliveries/unread', permission: 'directive.read', summary: 'Own documents in force with the recipients that have not opened them.', answer: UnreadPage,
    run: async ({ tx }) => {
      const rows = await loadUnread(tx, SHOWN)
      return { rows: rows.slice(0, SHOWN), more: rows.length > SHOWN ? await countUnreadDocuments(tx) - SHOWN : 0 }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/deliveries/unread/count', permission: 'directive.read', summary: 'Recipients of own documents that have left them unread for longer than the office waits.', answer: UnreadCount,
    run: async ({ tx }) => {
      const day = today(deps.clock)
      const since = await waitedSince(tx, day, (await loadUnreadRules(tx, day)).chase)
      return since === null ? { deliveries: 0, directives: 0 } : countUnread(tx, since)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/deliveries/chase', permission: 'directive.chase', summary: 'Chases recipients that have not opened a document; says for each what happened.',
    body: DeliveryChaseInput, answer: ChaseResult,
    run: ({ tx, who, body }) => chaseDeliveries(tx, who, { at: deps.clock.now().toISOString(), today: today(deps.clock) }, body),
  })
}
