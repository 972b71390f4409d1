import { Instant, type Notice, NoticeCount, NoticeGroups, NoticePage, NoticeQuery, NoticesRead } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/session.ts'
import { registerFailedRoutes } from './failed.routes.ts'
import { countUnread, loadGroups, loadNewest, loadNotices, type NoticeCursor } from './load.ts'
import { markAllRead, markRead } from './save.ts'
import { registerNoticeSettingRoutes } from './settings.routes.ts'

/** Of each kind, how many stand in the list before it is opened. */
const SHOWN = 5
const ById = z.object({ id: z.uuid() })
const Cursor = z.object({ read: z.boolean(), at: Instant, id: z.uuid() })

async function groups(tx: Tx, asOf: string): Promise<NoticeGroups> {
  const [counts, newest] = [await loadGroups(tx), await loadNewest(tx, SHOWN)]
  return { asOf, groups: counts.map(count => ({ ...count, rows: newest.filter(row => row.kind === count.kind) })) }
}

function cursorOf(text: string | undefined): NoticeCursor | null {
  if (text === undefined) return null
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw new Problem('invalid-input', { fields: { after: 'cursor' } })
  }
}

function cursorAfter({ readAt, at, id }: Notice): string {
  return Buffer.from(JSON.stringify({ read: readAt !== null, at, id } satisfies NoticeCursor)).toString('base64url')
}

async function page(tx: Tx, { kind, after, limit }: z.output<typeof NoticeQuery>): Promise<NoticePage> {
  const found = await loadNotices(tx, kind, cursorOf(after), limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? cursorAfter(last) : null }
}

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/notices/count', permission: 'notice.read', summary: 'Unread notices of the acting post; asked every half minute.', answer: NoticeCount,
    run: ({ tx }) => countUnread(tx),
  })
  route(app, deps, {
    method: 'GET', url: '/api/notices/groups', permission: 'notice.read', summary: 'Notices by kind, kinds with something unread first.', answer: NoticeGroups,
    run: ({ tx }) => groups(tx, deps.clock.now().toISOString()),
  })
  route(app, deps, {
    method: 'GET', url: '/api/notices', permission: 'notice.read', summary: 'Notices of one kind, unread first, newest first.', query: NoticeQuery, answer: NoticePage,
    run: ({ tx, query }) => page(tx, query),
  })
}

function registerMarking(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  route(app, deps, {
    method: 'POST', url: '/api/notices/:id/read', permission: 'notice.mark', summary: 'Marks one notice as read; again changes nothing.', params: ById, answer: NoticeCount,
    refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (await markRead(tx, params.id, now()) === 0) throw new Problem('not-found')
      return countUnread(tx)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/notices/read', permission: 'notice.mark', summary: 'Marks what the acting post had been told up to an instant, all kinds or one.',
    body: NoticesRead, answer: NoticeCount,
    run: async ({ tx, body }) => {
      await markAllRead(tx, body.kind ?? null, body.until, now())
      return countUnread(tx)
    },
  })
}

/** The bell and its list, a person's own settings, and what could not be sent. */
export function registerNoticeRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReading(app, deps)
  registerMarking(app, deps)
  registerNoticeSettingRoutes(app, deps)
  registerFailedRoutes(app, deps)
}
