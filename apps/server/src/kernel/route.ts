import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod'
import type { ProblemCode } from './problems.ts'
import { describeProblems } from './openapi.ts'
import { inPost, type SessionDeps, type Tx, type Who } from './session.ts'

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

/** What a route's `run` is given: the open transaction, who acts, and the parsed parts of the request. */
export type Call<P, Q, B> = {
  tx: Tx
  who: Who
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  request: FastifyRequest
}

/** One route: what it is called, what it may, what goes in and out, and what it does in one transaction. */
export type RouteDeclaration<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  A extends z.ZodType | undefined,
  R,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  /** `subject.action`; the post must hold it, and the policies see it as app_permission(). Or told by the request. */
  permission: string | ((input: Pick<Call<P, Q, B>, 'params' | 'query' | 'body'>) => string)
  /** One English sentence for the API text. */
  summary: string
  params?: P
  query?: Q
  body?: B
  /** Schema of the JSON that goes out; leave it out only with `send`. */
  answer?: A
  status?: 200 | 201 | 202
  /** Codes this route refuses with beyond the usual ones; for the API text. */
  refuses?: ProblemCode[]
  run: (call: Call<P, Q, B>) => Promise<R>
  /** Sends something other than JSON (a file, say), after the commit. */
  send?: (reply: FastifyReply, result: R) => FastifyReply
}

type AnySchema = z.ZodType | undefined

type Described = Pick<
  RouteDeclaration<AnySchema, AnySchema, AnySchema, AnySchema, never>,
  'url' | 'summary' | 'params' | 'query' | 'body' | 'answer' | 'status' | 'refuses'
> & { permission: unknown }

function schemaOf(declared: Described): Record<string, unknown> {
  const { params, query, body, answer, status = 200, summary, permission, url, refuses = [] } = declared
  return {
    summary,
    description: typeof permission === 'string' ? `Permission: \`${permission}\`.` : 'The permission follows from the request.',
    tags: [url.split('/')[2] ?? 'api'],
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: { ...(answer && { [status]: answer }), ...describeProblems(['not-signed-in', 'not-allowed', ...refuses]) },
  }
}

/**
 * Mounts one route behind the gate: parse → session and permission → one transaction → commit → reply.
 * The reply leaves only after the commit, so what a client was told is durable.
 */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | undefined = undefined,
  R extends (A extends z.ZodType ? z.input<A> : unknown) = A extends z.ZodType ? z.input<A> : unknown,
>(app: FastifyInstance, deps: SessionDeps, declared: RouteDeclaration<P, Q, B, A, R>): void {
  const { method, url, permission, status = 200, run, send } = declared
  app.route({
    method,
    url,
    config: { permission: typeof permission === 'string' ? permission : 'by request' },
    schema: schemaOf(declared),
    handler: async (request, reply) => {
      const { params, query, body } = request as { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> } & FastifyRequest
      const wanted = typeof permission === 'string' ? permission : permission({ params, query, body })
      const result = await inPost(deps, request, wanted, (tx, who) => run({ tx, who, params, query, body, request }))
      return send ? send(reply, result) : reply.code(status).send(result)
    },
  })
}
