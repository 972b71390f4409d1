import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { CalendarFeedInput, CalendarFeedMade, CalendarFeeds } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { inFeed, type Tx } from '#kernel/session.ts'
import { originOf } from '../notices/index.ts'
import { writeFeed } from './feed.ts'
import { loadEntries, loadFeedHead, loadFeeds, titlesMayLeave } from './load.ts'
import { insertFeed, revokeFeed } from './save.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
/** How far a feed looks back and ahead. */
const DAYS_BACK = 31
const DAYS_AHEAD = 180

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

async function feedsOf(tx: Tx, deps: AppDeps): Promise<CalendarFeeds> {
  return { titles: await titlesMayLeave(tx, today(deps.clock)), feeds: await loadFeeds(tx) }
}

/** The secret stands in the query, which the log does not keep. */
async function make(tx: Tx, deps: AppDeps, id: string, label: string): Promise<CalendarFeedMade> {
  const secret = randomBytes(32).toString('base64url')
  const isNew = await insertFeed(tx, id, label, digestOf(secret))
  const found = await feedsOf(tx, deps)
  const own = found.feeds.find((feed) => feed.id === id)
  if (!own) throw new Problem('not-allowed')
  if (own.label !== label) throw new Problem('duplicate')
  return { ...found, address: isNew ? `${originOf(deps.config)}/api/calendar/feed.ics?key=${secret}` : null }
}

function registerOwn(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/calendar/feeds', permission: 'calendar.read', summary: 'The person\'s own calendar addresses, without their secrets.', answer: CalendarFeeds,
    run: ({ tx }) => feedsOf(tx, deps),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/calendar/feeds/:id', permission: 'calendar.feed', summary: 'Makes a calendar address for the acting post; the answer tells it once, a repeat does not.',
    params: ById, body: CalendarFeedInput, answer: CalendarFeedMade, refuses: ['duplicate'], run: ({ tx, params, body }) => make(tx, deps, params.id, body.label),
  })
  route(app, deps, {
    method: 'POST', url: '/api/calendar/feeds/:id/revoke', permission: 'calendar.feed', summary: 'Ends a calendar address at once.', params: ById, answer: CalendarFeeds, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (await revokeFeed(tx, params.id, deps.clock.now().toISOString()) === 0) throw new Problem('not-found')
      return feedsOf(tx, deps)
    },
  })
}

function readFeed(deps: AppDeps, secret: string): Promise<string> {
  const [day, at] = [today(deps.clock), deps.clock.now()]
  const digest = digestOf(secret)
  return inFeed(deps, digest, async (tx, who) => {
    const found = await loadEntries(tx, who, addDays(day, -DAYS_BACK), addDays(day, DAYS_AHEAD), day, true)
    return writeFeed(found, { ...await loadFeedHead(tx), origin: originOf(deps.config), at, feedId: digest.slice(0, 12) }, await titlesMayLeave(tx, day))
  })
}

/** A person's addresses, and what other calendar programs read there without signing in. */
export function registerFeedRoutes(plain: FastifyInstance, deps: AppDeps): void {
  registerOwn(plain, deps)
  plain.withTypeProvider<ZodTypeProvider>().get('/api/calendar/feed.ics', {
    schema: { tags: ['calendar'], summary: 'The calendar of a secret address, text/calendar; not-found once it was revoked, or its post or account has ended.',
      querystring: z.object({ key: z.string().min(1).max(100) }), response: { ...describeProblems(['not-found']) } },
    handler: async (request, reply): Promise<FastifyReply> => reply.type('text/calendar; charset=utf-8').send(await readFeed(deps, request.query.key)),
  })
}
