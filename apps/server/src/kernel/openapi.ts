import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { problems, type ProblemCode } from './problems.ts'

/** The refusal as every route may answer it. */
export const ProblemBodySchema = z.object({
  code: z.string(),
  status: z.int(),
  title: z.string(),
  detail: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  versions: z.object({ theirs: z.unknown(), yours: z.unknown() }).optional(),
  demo: z.boolean().optional(),
  demoAccounts: z.array(z.object({ username: z.string(), password: z.string(), name: z.string(), title: z.string() })).optional(),
})

/** Response schemas by status for a set of problem codes, with their English sentences. */
export function describeProblems(codes: ProblemCode[]): Record<number, z.ZodType> {
  const sentences = new Map<number, string[]>()
  for (const code of new Set(codes)) {
    const { status, english } = problems[code]
    sentences.set(status, [...(sentences.get(status) ?? []), `\`${code}\`: ${english}`])
  }
  return Object.fromEntries([...sentences].map(([status, lines]) => [status, ProblemBodySchema.describe(lines.join(' '))]))
}

/** Collects the schemas of all routes mounted afterwards; GET /api/openapi.json tells them. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Pháo Đài', version, description: 'From directive to task to field record to report figure.' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'phaodai_session' } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject, // named schemas, and those that contain themselves
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
