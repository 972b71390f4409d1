import { DirectiveDetail } from '@phaodai/office'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { tooLarge } from '#kernel/file-store.ts'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { inPost } from '#kernel/session.ts'
import { detailOf } from '../directives/index.ts'
import { sendFile } from '../sheets/index.ts'
import { opened, parsed, takeIn } from './receive.ts'
import { sendAsEdxml } from './send.ts'

const flag = z.stringbool().default(false)
const FileQuery = z.object({ declaredNotSecret: flag, allowDuplicate: flag })

/** Bytes on trial, read as text; kept nowhere but what the document brings. */
async function receive(deps: AppDeps, request: FastifyRequest, id: string, declared: z.infer<typeof FileQuery>): Promise<z.infer<typeof DirectiveDetail>> {
  const limit = deps.config.maxFileBytes
  await inPost(deps, request, 'directive.intake', async () => {}) // nobody unknown makes the server read and write
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  if (!request.body) throw new Problem('file-empty')
  const file = await deps.files.receive(request.body as Readable, limit)
  try {
    const received = await opened(parsed(await readFile(file.path, 'utf8')), declared.declaredNotSecret)
    const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
    return await inPost(deps, request, 'directive.intake', async (tx, who) => {
      await takeIn(tx, who, moment, deps, id, received, declared)
      return detailOf(tx, who, id, moment.today)
    })
  } finally {
    await deps.files.drop(file)
  }
}

/** Exchange by edXML files (QCVN 102:2016/BTTTT): in as an incoming document, out of what was issued. No live link. */
export async function registerEdxmlRoutes(root: FastifyInstance, deps: AppDeps): Promise<void> {
  route(root, deps, {
    method: 'GET', url: '/api/edxml/of/:directiveId', permission: 'directive.read', summary: 'An issued document of the acting body as an edXML file.', params: z.object({ directiveId: z.uuid() }), refuses: ['not-found', 'illegal-state'],
    run: ({ tx, who, params }) => sendAsEdxml(tx, who, deps.files, params.directiveId, { at: deps.clock.now().toISOString(), today: today(deps.clock) }), send: sendFile,
  })
  await root.register(async (plain) => {
    plain.removeAllContentTypeParsers()
    plain.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    plain.withTypeProvider<ZodTypeProvider>().put('/api/edxml/:id', {
      config: { permission: 'directive.intake' },
      schema: {
        tags: ['edxml'], summary: 'Takes in an edXML file (raw bytes): header and attachments; idempotent by id and text.', description: 'Permission: `directive.intake`.', params: z.object({ id: z.uuid() }), querystring: FileQuery,
        response: { 200: DirectiveDetail, ...describeProblems(['not-signed-in', 'not-allowed', 'too-large', 'file-type', 'file-empty', 'invalid-input', 'secret-document', 'secrecy-undeclared', 'duplicate-directive', 'duplicate']) },
      },
      handler: async (request, reply) => reply.send(await receive(deps, request, request.params.id, request.query)),
    })
  })
}
