import { ConcretisationPage, ConcretiseRule, DirectiveTree, ExpiryInput, OwedInput, ReferenceInput, References } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { sendFile } from '#server/sheets/index.ts'
import { concretisationFile } from './export.ts'
import { findRule } from './load.ts'
import { concretisationsOf, markOwed } from './owed.ts'
import { setRule } from './save.ts'
import { treeOf } from './tree.ts'
import { putReference, referencesFor, setExpiry } from './view.ts'

const ById = z.object({ id: z.uuid() })

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/references', permission: 'directive.read', summary: 'What a document cites, and which documents in sight cite it.', params: ById, answer: References,
    refuses: ['not-found'], run: ({ tx, who, params }) => referencesFor(tx, who, params.id),
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/tree', permission: 'directive.read', summary: 'Documents above and below one, as far as they are in sight.', params: ById, answer: DirectiveTree,
    refuses: ['not-found'], run: ({ tx, params }) => treeOf(tx, params.id),
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/concretisation', permission: 'directive.read', summary: 'Which bodies issued a document of their own out of one, and which owe it by how many days.',
    params: ById, answer: ConcretisationPage, refuses: ['not-found'], run: ({ tx, who, params }) => concretisationsOf(tx, who, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id/concretisation/export.:ending', permission: 'directive.read', summary: 'The same as a table file.',
    params: z.object({ id: z.uuid(), ending: z.enum(['csv', 'xlsx']) }), refuses: ['not-found'],
    run: async ({ tx, who, params }) => concretisationFile(await concretisationsOf(tx, who, params.id, today(deps.clock)), params.ending), send: sendFile,
  })
}

function registerWrites(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/directives/:id/references/:referenceId', permission: 'reference.write', summary: 'Adds a citation (version 0), corrects it, takes it out or puts it back.',
    params: z.object({ id: z.uuid(), referenceId: z.uuid() }), body: ReferenceInput, answer: References, refuses: ['not-found', 'stale', 'reference-missing', 'invalid-input'],
    run: async ({ tx, who, params, body }) => {
      await putReference(tx, who, params.id, params.referenceId, body)
      return referencesFor(tx, who, params.id)
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/directives/:id/expiry', permission: 'reference.write', summary: 'Sets the last day in force of one\'s own document.', params: ById, body: ExpiryInput, answer: References,
    refuses: ['not-found', 'stale'],
    run: async ({ tx, who, params, body }) => {
      await setExpiry(tx, who, params.id, body.version, body.expiresOn)
      return referencesFor(tx, who, params.id)
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/directives/:id/owed', permission: 'reference.write', summary: 'Says for recipients whether they owe a document of their own.', params: ById, body: OwedInput, answer: ConcretisationPage,
    refuses: ['not-found', 'reference-missing'],
    run: async ({ tx, who, params, body }) => {
      await markOwed(tx, who, params.id, body.bodyIds, body.owed)
      return concretisationsOf(tx, who, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/concretisation/rule', permission: 'office.set', summary: 'Days for a document of one\'s own where no deadline is set, from today on.', body: ConcretiseRule, answer: ConcretiseRule,
    run: async ({ tx, body }) => {
      await setRule(tx, body.days, body.source)
      return findRule(tx, today(deps.clock))
    },
  })
}

/** Citations, the tree of directives, owed documents. */
export function registerReferenceRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReads(app, deps)
  registerWrites(app, deps)
}
