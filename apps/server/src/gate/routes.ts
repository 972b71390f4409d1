import { DeclarationList, DeclarationsAsk, PlaceRequestId, PlaceRequestList, PlaceRequestsAsk, PosterAsk, ReceiptKeys, RefusePlace } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing } from '#kernel/session.ts'
import { MEDIA, renderPoster } from '#server/documents/index.ts'
import { sendFile } from '#server/sheets/index.ts'
import { filled, word } from '#server/words/index.ts'
import { findFormat, findPosterPlace, loadDeclarations, loadPlaceRequests, loadReceiptKeys } from './load.ts'
import { approvePlace, posterCode, refusePlace } from './save.ts'

const MOST = 500
const Done = z.object({ id: z.string() })

function registerPlaces(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/place-requests', permission: 'place_request.read', summary: 'Places of the caller\'s areas that ask to be registered, newest first; owner and phone only for posts that may see them.', query: PlaceRequestsAsk, answer: PlaceRequestList,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      const found = await loadPlaceRequests(tx, query, MOST + 1)
      if (query.reveal) await viewing(tx, 'place_request', found.map(({ id }) => id))
      return { requests: found.slice(0, MOST), more: found.length > MOST }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/place-requests/:id/approve', permission: 'place_request.approve', summary: 'Makes a place of the register of one that asked.', params: PlaceRequestId, answer: Done, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const id = await approvePlace(tx, params.id)
      if (id === null) throw new Problem('not-found')
      return { id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/place-requests/:id/refuse', permission: 'place_request.refuse', summary: 'Says why a place that asked is not registered.', params: PlaceRequestId, body: RefusePlace, answer: Done, refuses: ['not-found'],
    run: async ({ tx, params, body }) => {
      if (!(await refusePlace(tx, params.id, body.reason))) throw new Problem('not-found')
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/places/:id/poster', permission: 'place_request.poster', summary: 'The poster of a place of the caller\'s areas with its code, made when it has none; a new code ends the one in use.', params: PlaceRequestId, body: PosterAsk, refuses: ['not-found'],
    run: async ({ tx, params, body }) => {
      const code = await posterCode(tx, params.id, body.anew)
      if (code === null) throw new Problem('not-found')
      const [place, format] = [await findPosterPlace(tx, params.id), await findFormat(tx, 'place', today(deps.clock))]
      const payload = filled(format.payload, { url: deps.config.pagesUrl, code })
      const lines = [word('gate.poster.how'), [place.address, place.area].filter(Boolean).join(', '), word('gate.poster.kept')]
      return { name: `${word('gate.poster.file')}.pdf`, mediaType: MEDIA.pdf, bytes: await renderPoster({ title: word('gate.poster.title'), name: place.name, payload, sideMm: format.sideMm, lines, shown: payload.replace(/^https?:\/\//, '') }) }
    },
    send: sendFile,
  })
}

function registerDeclared(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/declarations', permission: 'declaration.read', summary: 'Declarations of health of whoever comes to the caller\'s areas, by the day of arrival; who it is of only for posts that may see it.', query: DeclarationsAsk, answer: DeclarationList,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      const found = await loadDeclarations(tx, query, MOST + 1)
      if (query.reveal) await viewing(tx, 'declaration', found.map(({ id }) => id))
      return { declarations: found.slice(0, MOST), more: found.length > MOST }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/receipt-keys', permission: 'declaration.read', summary: 'Public halves of the keys of receipts, for a phone at a checkpoint to take along.', answer: ReceiptKeys,
    run: async ({ tx }) => ({ keys: await loadReceiptKeys(tx) }),
  })
}

/** What the office does about the public pages: places that ask, posters, declarations, keys. */
export function registerGateRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerPlaces(app, deps)
  registerDeclared(app, deps)
}
