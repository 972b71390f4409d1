import { ToldVisit, ToldVisitAnswer, CollectingAnswer } from '@phaodai/office'
import { ANY_DISEASE } from '@phaodai/contact-tracing'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal } from '#kernel/session.ts'
import { readMapping } from '#server/imports/index.ts'
import { CSV, readTable, XLSX } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { COLLECT, takeBook } from './enter.ts'
import { findOwnPlace, loadDecisions, takeBackVisit, tellVisit } from './entry.queries.ts'

const id = z.guid().transform((each) => each.toLowerCase())
const BookQuery = z.object({ decisionId: id, dry: z.enum(['0', '1']).default('0'), mapping: z.string().max(8000).optional() })

/** Why a visit that was told will not be used, in the words of the book; the same rules as the engine's. */
function doubtOf({ from, to }: ToldVisit): string[] {
  if (to === null) return []
  const length = Date.parse(to) - Date.parse(from)
  return length < 0 ? ['exit-before-entry'] : length === 0 ? ['empty-spell'] : length > ANY_DISEASE.stays.longestStay ? ['stay-too-long'] : []
}

/** How visits come in: a place's book as a file under a decision in force, and single ones that the person of a case tells. */
export async function registerVisitEntryRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  route(app, deps, {
    method: 'GET', url: '/api/places/:id/collecting', permission: COLLECT, summary: 'A place of one’s own areas and the decisions in force under which its visits can be entered today.',
    params: z.object({ id }), answer: CollectingAnswer, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const place = await findOwnPlace(tx, params.id)
      if (!place) throw new Problem('not-found')
      return { place: { id: place.id, name: place.name, area: place.area }, decisions: await loadDecisions(tx, place.areaId, today(deps.clock)) }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/cases/:id/visits/:visitId', permission: COLLECT, summary: 'Enters a visit that the person of a live case told; under the decision in force for the disease, the place and the day.',
    params: z.object({ id, visitId: id }), body: ToldVisit, answer: ToldVisitAnswer, refuses: ['not-found', 'illegal-state', 'collection-off', 'invalid-value', 'reference-missing'],
    run: async ({ tx, who, params, body }) => {
      needsReveal(who)
      if (Date.parse(body.from) > deps.clock.now().getTime()) throw new Problem('invalid-value', { detail: word('visits.fault.future'), fields: { from: 'future' } })
      if (!(await tellVisit(tx, params.id, params.visitId, body, today(deps.clock)))) throw new Problem('not-found')
      return { doubts: doubtOf(body).map((reason) => word(`visits.doubt.${reason}`)) }
    },
  })
  route(app, deps, {
    method: 'DELETE', url: '/api/cases/:id/visits/:visitId', permission: COLLECT, summary: 'Takes back a visit that was entered as told by the person of a live case.',
    params: z.object({ id, visitId: id }), answer: z.object({ done: z.literal(true) }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (!(await takeBackVisit(tx, params.id, params.visitId))) throw new Problem('not-found')
      return { done: true as const }
    },
  })
  await app.register(async (inner) => mountBook(inner, deps))
}

/** In a plugin of its own, because it takes the bytes of a file as they are; not by `route`, since it works in several transactions. */
function mountBook(app: FastifyInstance, deps: AppDeps): void {
  app.addContentTypeParser([CSV, XLSX, 'application/octet-stream'], { parseAs: 'buffer', bodyLimit: deps.config.maxFileBytes }, (_request, body, done) => done(null, body))
  app.post('/api/places/:id/visits', {
    bodyLimit: deps.config.maxFileBytes, config: { permission: COLLECT },
    schema: {
      summary: 'Takes the good lines of a place’s visitors’ book (CSV or XLSX) and reports each other line with its reason.', description: `Permission: \`${COLLECT}\`.`, tags: ['places'],
      params: z.object({ id }), querystring: BookQuery,
    },
  }, async (request) => {
    const { decisionId, dry, mapping } = request.query as z.output<typeof BookQuery>
    if (!Buffer.isBuffer(request.body)) throw new Problem('file-type')
    return takeBook(deps, request, await readTable(request.body), { placeId: (request.params as { id: string }).id, decisionId, dry: dry === '1', mapping: readMapping(mapping) })
  })
}
