import { ReviewCount, ReviewInput, ReviewPage, ReviewResult } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import type { Moment } from '../tasks/index.ts'
import { decideDocuments, decideTasks, decideZones } from './decide.ts'
import { pageOf, reviewsFor } from './list.ts'

/** What rested on a document that ended or changed: one list, decided one by one or several at once. */
export function registerReviewRoutes(app: FastifyInstance, deps: AppDeps): void {
  const moment = (): Moment => ({ at: deps.clock.now().toISOString(), today: today(deps.clock) })
  route(app, deps, {
    method: 'GET', url: '/api/reviews', permission: 'directive.read', summary: 'Tasks, own documents and zones whose ground ended or changed and that await a decision.', answer: ReviewPage,
    run: async ({ tx, who }) => pageOf(await reviewsFor(tx, who, today(deps.clock))),
  })
  route(app, deps, {
    method: 'GET', url: '/api/reviews/count', permission: 'directive.read', summary: 'How many tasks, documents and zones await such a decision.', answer: ReviewCount,
    run: async ({ tx, who }) => {
      const { tasks, documents, zones } = await reviewsFor(tx, who, today(deps.clock))
      return { count: new Set([...tasks.map(({ task }) => task.id), ...documents.map(({ document }) => document.id), ...zones.map(({ zone }) => zone.id)]).size }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/reviews/tasks', permission: ({ body }) => (body.decision === 'end' ? 'task.cancel' : 'task.decide'), summary: 'Decides tasks under review: kept, to be adjusted, or ended.',
    body: ReviewInput, answer: ReviewResult, run: ({ tx, who, body }) => decideTasks(tx, who, moment(), body),
  })
  route(app, deps, {
    method: 'POST', url: '/api/reviews/documents', permission: ({ body }) => (body.decision === 'end' ? 'directive.withdraw' : 'review.decide'), summary: 'Decides own documents under review: kept, to be adjusted, or ended.',
    body: ReviewInput, answer: ReviewResult, run: ({ tx, who, body }) => decideDocuments(tx, who, moment(), body),
  })
  route(app, deps, {
    method: 'POST', url: '/api/reviews/zones', permission: 'review.decide', summary: 'Decides zones under review: kept, or to be adjusted by a decision.', body: ReviewInput, answer: ReviewResult, refuses: ['illegal-state'],
    run: ({ tx, who, body }) => decideZones(tx, who, moment(), body),
  })
}
