import cookie from '@fastify/cookie'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Problem, problemFrom } from './problem.ts'
import type { ProblemCode } from './problems.ts'
import { tokenOf } from './session.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `subject.action` that the gate asks for; a route without one stands in front of the gate. */
    permission?: string
    /** Asked from outside by its nature, without cookie or header of ours: what it does rests on a secret of its own. */
    fromAnywhere?: boolean
  }
}

z.config(z.locales.vi()) // faults by field are read by people

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; " +
    "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=()',
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

function sameOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin'
  return URL.canParse(origin) && new URL(origin).host === host
}

/** A page of another site can send a form with our cookie, but neither our header nor our origin. */
function refuseCrossSite(request: FastifyRequest): void {
  if (request.routeOptions.config.fromAnywhere === true || READS.has(request.method) || request.headers['x-phaodai'] === '1' || sameOrigin(request)) return
  throw new Problem('cross-site')
}

const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'file-type',
}

function inputProblem(error: FastifyError): Problem | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined
  const fields = error.validation.map(({ instancePath, message }) => [
    instancePath.split('/').filter(Boolean).join('.') || (error.validationContext ?? 'body'),
    message ?? '',
  ])
  return new Problem('invalid-input', { fields: Object.fromEntries(fields) })
}

function problemOf(error: FastifyError): Problem {
  const known = problemFrom(error) ?? inputProblem(error)
  if (known) return known
  const code = FASTIFY_CODES[error.code] ?? (error.statusCode !== undefined && error.statusCode < 500 ? 'invalid-input' : 'server-error')
  return new Problem(code)
}

/** Sends a refusal as application/problem+json. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem.toBody())
}

/** Schemas by zod, cookies, security headers, the cross-site check, and every error as a Problem. */
export async function registerHttp(app: FastifyInstance): Promise<void> {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(cookie)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    refuseCrossSite(request)
    // without a session nobody learns what a request should have looked like
    if (request.routeOptions.config.permission !== undefined) tokenOf(request)
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
    return sendProblem(reply, problem)
  })
}
