import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PublicDeps } from './deps.ts'
import { layOut } from './layout.ts'
import type { Ask, Page } from './page.ts'
import { LANGUAGES, wordsIn, type Language } from './words.ts'

const prefixOf = (language: Language): string => (language === 'vi' ? '' : `/${language}`)

function askOf(deps: PublicDeps, language: Language, request: FastifyRequest): Ask {
  return {
    deps, language, say: wordsIn(language), link: (path) => `${prefixOf(language)}${path}`.replace(/(.)\/$/, '$1'),
    params: request.params as Record<string, string>, query: request.query as Record<string, string | undefined>,
  }
}

/** Mounts a page in every language. */
export function mountPage(app: FastifyInstance, deps: PublicDeps, { path, show }: Page): void {
  for (const language of LANGUAGES) {
    app.get(`${prefixOf(language)}${path}`.replace(/(.)\/$/, '$1'), async (request, reply) => {
      const ask = askOf(deps, language, request)
      const answer = await show(ask)
      const other = LANGUAGES.find((each) => each !== language)!
      const elsewhere = `${prefixOf(other)}${request.url.replace(/^\/en(?=\/|\?|$)/, '')}` || '/'
      return reply.code(answer.status ?? 200).type('text/html; charset=utf-8').send(layOut(ask, answer, elsewhere))
    })
  }
}
