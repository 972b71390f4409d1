import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '#kernel/deps.ts'
import { registerFeedRoutes } from './feed.routes.ts'
import { registerCalendarPages } from './routes.ts'

/** The calendar on screen, and the feed of it for other calendars. */
export function registerCalendarRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerCalendarPages(app, deps)
  registerFeedRoutes(app, deps)
}
