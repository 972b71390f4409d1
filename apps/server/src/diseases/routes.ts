import { DiseaseDetail, DiseaseLine, DiseaseRuleChange, NewDisease } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { loadDisease, loadDiseases } from './load.ts'
import { insertDisease, reviseRule } from './save.ts'

const Code = z.object({ code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60) })

/** Diseases as dated data: public to every post, changed under `disease.manage` by new revisions. */
export function registerDiseaseRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/diseases', permission: 'disease.read', summary: 'Every notifiable disease with the row in force on a day.',
    query: z.object({ day: z.iso.date().optional() }), answer: z.object({ day: z.string(), diseases: z.array(DiseaseLine) }),
    run: async ({ tx, query }) => {
      const day = query.day ?? today(deps.clock)
      return { day, diseases: await loadDiseases(tx, day) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/diseases/:code', permission: 'disease.read', summary: 'One disease with all its dated rows and their revisions.', params: Code, answer: DiseaseDetail, refuses: ['not-found'],
    run: ({ tx, params }) => loadDisease(tx, params.code),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/diseases/:code', permission: 'disease.manage', summary: 'Adds a disease to the catalogue.', params: Code, body: NewDisease, answer: DiseaseDetail, refuses: ['duplicate'],
    run: async ({ tx, params, body }) => {
      const made = await insertDisease(tx, params.code, body)
      const found = await loadDisease(tx, params.code)
      if (!made && (found.name !== body.name || found.nameEn !== body.nameEn)) throw new Problem('duplicate')
      return found
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/diseases/:code/rules/:id', permission: 'disease.manage', summary: 'Writes a row of a disease as a new revision; the old one stays.',
    params: Code.extend({ id: z.guid().transform((id) => id.toLowerCase()) }), body: DiseaseRuleChange, answer: DiseaseDetail, refuses: ['not-found', 'stale', 'duplicate', 'invalid-value'],
    run: async ({ tx, params, body }) => {
      await loadDisease(tx, params.code)
      await reviseRule(tx, params.code, params.id, body)
      return loadDisease(tx, params.code)
    },
  })
}
