import { BookEntry, BookShelf, CancelInput, EntryInput, EntryPage, EntryPatch, EntryQuery, RuleInput, TermInput, BookRuleView } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { sendFile } from '#server/sheets/index.ts'
import { exported, papers } from './export.ts'
import { cancel, enterByHand, patch } from './enter.ts'
import { cursorAfter, loadEntries, MOST_PRINTED } from './entries.queries.ts'
import { putRule, putTerm, shelfOf } from './rules.ts'

const ById = z.object({ id: z.uuid() })

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/books', permission: 'book.read', summary: 'Books that the acting office keeps, and how it numbers.', answer: BookShelf,
    run: ({ tx }) => shelfOf(tx, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/books/entries', permission: 'book.read', summary: 'Lines of the books, latest first.', query: EntryQuery, answer: EntryPage,
    run: async ({ tx, query }) => {
      const found = await loadEntries(tx, query, query.limit + 1)
      const rows = found.slice(0, query.limit)
      return { rows, next: found.length > query.limit ? cursorAfter(rows.at(-1)!) : null }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/books/entries/export.:format', permission: 'book.read', summary: 'A book as a table or a paper, in the order of its numbers; at most 20,000 lines.',
    params: z.object({ format: z.enum(papers) }), query: EntryQuery.omit({ after: true, limit: true }),
    run: async ({ tx, who, params, query }) => exported(tx, who, params.format, query, await loadEntries(tx, query, MOST_PRINTED, 'number')),
    send: sendFile,
  })
}

function registerWrites(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/books/entries/:id', permission: 'book.enter', summary: 'Enters a line by hand; idempotent by id.', params: ById, body: EntryInput, answer: BookEntry,
    refuses: ['invalid-input', 'duplicate', 'reference-missing'], run: ({ tx, params, body }) => enterByHand(tx, params.id, body),
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/books/entries/:id', permission: 'book.correct', summary: 'Corrects the words of a line; a number given stays.', params: ById, body: EntryPatch, answer: BookEntry,
    refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'], run: ({ tx, params, body }) => patch(tx, params.id, body),
  })
  route(app, deps, {
    method: 'POST', url: '/api/books/entries/:id/cancel', permission: 'book.cancel', summary: 'Cancels a number: it stays in the book, marked, and is never given again.', params: ById,
    body: CancelInput, answer: BookEntry, refuses: ['not-found', 'stale', 'illegal-state'], run: ({ tx, who, params, body }) => cancel(tx, who, params.id, body),
  })
}

function registerRules(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/books/rules/:id', permission: 'book.manage', summary: 'How a body numbers from a day on.', params: ById, body: RuleInput, answer: BookRuleView,
    refuses: ['duplicate', 'invalid-input'], run: ({ tx, params, body }) => putRule(tx, params.id, body, today(deps.clock)),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/books/terms/:id', permission: 'book.manage', summary: 'A term of the acting committee, from the day after its congress.', params: ById, body: TermInput, answer: BookShelf,
    refuses: ['duplicate'], run: async ({ tx, params, body }) => {
      await putTerm(tx, params.id, body)
      return shelfOf(tx, today(deps.clock))
    },
  })
}

/** Register books: what was numbered, entered, cancelled; how a body numbers. */
export function registerBookRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReads(app, deps)
  registerWrites(app, deps)
  registerRules(app, deps)
}
