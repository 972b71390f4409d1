import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import { registerCheckIns } from './check-ins.ts'
import { registerDeclarations } from './declarations.ts'
import type { PublicDeps } from './deps.ts'
import { html } from './html.ts'
import { layOut } from './layout.ts'
import { createLimiter } from './limits.ts'
import { mountPage } from './mount.ts'
import { pages } from './pages/index.ts'
import { registerRecord } from './record.ts'
import { createRefusals } from './refusals.ts'
import { Refusal, refusalOf, sendRefusal } from './problem.ts'
import { registerStaticFiles } from './static-files.ts'
import { wordsIn, type Language } from './words.ts'

const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), camera=(self), microphone=()',
  'cache-control': 'no-store', // a phone is lent, and a page may hold a code
}

const languageOf = (request: FastifyRequest): Language => (/^\/en(\/|\?|$)/.test(request.url) || request.headers['x-language'] === 'en' ? 'en' : 'vi')

function registerErrors(app: FastifyInstance, deps: PublicDeps): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500) request.log.error({ code: error.code, name: error.name }, 'request failed') // its words may hold what was sent
    return sendRefusal(reply, refusal, languageOf(request))
  })
  app.setNotFoundHandler((request, reply) => {
    const language = languageOf(request)
    const say = wordsIn(language)
    const ask = { deps, say, language, link: (path: string) => (language === 'vi' ? path : `/en${path}`), params: {}, query: {} }
    return reply.code(404).type('text/html; charset=utf-8').send(layOut(ask, { title: say('notFound.title'), body: html`<p>${say('notFound.text')}</p>` }, language === 'vi' ? '/en' : '/'))
  })
}

/** The public pages: everything they answer to is mounted here. */
export async function createPublicApp(deps: PublicDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: deps.log, serializers: { req: ({ method, routeOptions }: FastifyRequest) => ({ method, url: routeOptions?.url ?? '' }) } }, // neither codes nor addresses of people
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    trustProxy: deps.proxy.length > 0 ? deps.proxy : false,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
  })
  const read = createLimiter(deps.limits.read, deps.clock)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    if (request.method === 'GET' && read(request.ip) === 0) throw new Refusal(429, 'too-many')
  })
  registerErrors(app, deps)
  registerStaticFiles(app)
  for (const page of pages) mountPage(app, deps, page)
  const refusals = createRefusals(deps)
  registerCheckIns(app, deps, refusals)
  registerDeclarations(app, deps, refusals)
  registerRecord(app, deps, refusals)
  const writing = setInterval(() => void refusals.write().catch((error: Error) => app.log.error({ name: error.name }, 'refusals are not counted')), 10_000).unref()
  app.addHook('onClose', async () => {
    clearInterval(writing)
    await refusals.write()
  })
  return app
}
