import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { viewing } from '#kernel/session.ts'
import { loadAudit } from './load.ts'

const Query = z.object({
  subject: z.string().max(63).optional(),
  row: z.string().max(64).optional(),
  person: z.uuid().toLowerCase().optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const Entry = z.object({
  id: z.int(),
  at: z.string(),
  personId: z.uuid().nullable(),
  postId: z.uuid().nullable(),
  permission: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  rowId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  rowIds: z.array(z.string()).nullable(),
  delegationId: z.uuid().nullable(),
})

/** The audit for auditors; sensitive values stay sealed. */
export function registerAuditRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/audit', permission: 'audit.read', summary: 'Audit entries, newest first.',
    query: Query, answer: z.object({ entries: z.array(Entry), next: z.int().nullable() }),
    run: async ({ tx, query }) => {
      const entries = await loadAudit(tx, query)
      await viewing(tx, 'person', [...new Set(entries.flatMap((entry) => entry.personId ?? []))])
      return { entries, next: entries.length === query.limit ? (entries.at(-1)?.id ?? null) : null }
    },
  })
}
