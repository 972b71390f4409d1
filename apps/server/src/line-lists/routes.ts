import { CaseAsk, LineListAnswer, LineListAsk } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '#kernel/deps.ts'
import { sendCsv, sendSheet } from './export.ts'
import { takeLines } from './take.ts'

/** A thousand lines of two hundred cells, some of them long. */
const BODY_LIMIT = 16 * 1024 * 1024

/** Line lists: cases with their people come in a thousand lines at a time and go out page by page; not by `route`, because each request is several transactions. */
export function registerLineListRoutes(app: FastifyInstance, deps: AppDeps): void {
  app.post('/api/line-lists', {
    bodyLimit: BODY_LIMIT,
    config: { permission: 'disease_case.import' },
    schema: {
      summary: 'Takes the good lines of a line list of cases with their people; tells of each other line why not, or asks who it is.',
      description: 'Permission: `disease_case.import`.', tags: ['line-lists'], body: LineListAsk, response: { 200: LineListAnswer },
    },
  }, (request) => takeLines(deps, request, request.body as LineListAsk))
  for (const [ending, send] of [['csv', sendCsv], ['xlsx', sendSheet]] as const) {
    app.get(`/api/line-lists/export.${ending}`, {
      config: { permission: 'disease_case.export' },
      schema: { summary: `The case list as a line list with its people, as .${ending}; who went out is noted.`, description: 'Permission: `disease_case.export`.', tags: ['line-lists'], querystring: CaseAsk },
    }, (request, reply) => send(deps, request, reply, request.query as CaseAsk))
  }
}
