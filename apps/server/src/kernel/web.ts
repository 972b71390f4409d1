import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sendProblem } from './http.ts'
import { Problem } from './problem.ts'

const BUILT = fileURLToPath(new URL('../../../../dist/web', import.meta.url))

/** Serves the built pages; every path that is neither the API's nor a file opens the app, which has its own routes. */
export async function registerWeb(app: FastifyInstance, folder = BUILT): Promise<void> {
  const built = existsSync(folder)
  if (built) {
    await app.register(staticFiles, {
      root: folder,
      wildcard: true,
      setHeaders: (reply, path) => {
        const named = path.includes('/assets/') // named by content, so never stale
        reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/')
    if (built && isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return sendProblem(reply, new Problem('not-found'))
  })
}
