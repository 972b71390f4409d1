import { DirectiveDetail, IntakeInput } from '@phaodai/office'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { tooLarge, type ReceivedFile } from '#kernel/file-store.ts'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { inPost, type Tx } from '#kernel/session.ts'
import { insertFile } from '../files/index.ts'
import { findDirective } from './load.ts'
import { FileError, LARGEST_FILE, readFileText, type FileFault, type FileKind } from './read-file.ts'
import { admit, register } from './register.ts'
import { detailOf } from './view.ts'

const flag = z.stringbool().default(false)
const FileQuery = z.object({
  name: z.string().trim().min(1).max(255).default('van-ban'), direction: IntakeInput.shape.direction, declaredNotSecret: flag, allowDuplicate: flag, force: flag,
})

const CODES: Record<FileFault, ProblemCode> = {
  'empty-file': 'file-empty', 'file-too-large': 'too-large', 'wrong-file-type': 'file-type', 'old-word-file': 'file-type', 'encrypted-file': 'encrypted-document',
  'damaged-file': 'unreadable-document', 'no-text-layer': 'unreadable-document',
}
const MEDIA_TYPES: Record<FileKind, string> = {
  text: 'text/plain', pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

async function textOf(received: ReceivedFile): Promise<{ text: string; kind: FileKind }> {
  try {
    return await readFileText(await readFile(received.path))
  } catch (error) {
    if (error instanceof FileError) throw new Problem(CODES[error.code], { detail: error.message })
    throw error
  }
}

/** Bytes on trial: received beside the store, kept only when the text may come in, dropped otherwise. */
async function takeIn(deps: AppDeps, request: FastifyRequest, id: string, query: z.infer<typeof FileQuery>): Promise<z.infer<typeof DirectiveDetail>> {
  const limit = Math.min(LARGEST_FILE, deps.config.maxFileBytes)
  await inPost(deps, request, 'directive.intake', async () => {}) // nobody unknown makes the server read and write
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  if (!request.body) throw new Problem('file-empty')
  const received = await deps.files.receive(request.body as Readable, limit)
  try {
    const { text, kind } = await textOf(received)
    const admitted = admit(text, query.force)
    const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
    return await inPost(deps, request, 'directive.intake', async (tx, who) => {
      const repeated = (await findDirective(tx, id, moment.today)) !== undefined
      const fileId = repeated ? null : await noteFile(tx, received, query.name, kind)
      await register(tx, who, moment, id, admitted, { ...query, fileId })
      if (!repeated) await deps.files.keep(received) // last, so that a refused text leaves no bytes
      return detailOf(tx, who, id, moment.today)
    })
  } finally {
    await deps.files.drop(received)
  }
}

/** The row of the file, in the transaction of the directive on which it will hang. */
async function noteFile(tx: Tx, { sha256, size }: ReceivedFile, name: string, kind: FileKind): Promise<string> {
  const id = randomUUID()
  await insertFile(tx, { id, sha256, size, mediaType: MEDIA_TYPES[kind], name: name.normalize('NFC').replace(/^.*[/\\]/s, '').replace(/\p{C}/gu, '') || 'van-ban' })
  return id
}

/** Intake of a file; in a scope of its own, because it takes any body as a stream. */
export async function registerFileIntake(root: FastifyInstance, deps: AppDeps): Promise<void> {
  await root.register(async (plain) => {
    plain.removeAllContentTypeParsers()
    plain.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    plain.withTypeProvider<ZodTypeProvider>().put('/api/directives/:id/file', {
      config: { permission: 'directive.intake' },
      schema: {
        tags: ['directives'], summary: 'Takes in a directive as .txt, .docx or text .pdf (raw bytes); idempotent by id and text.', description: 'Permission: `directive.intake`.',
        params: z.object({ id: z.uuid() }), querystring: FileQuery,
        response: { 200: DirectiveDetail, ...describeProblems(['not-signed-in', 'not-allowed', 'too-large', 'file-type', 'file-empty', 'encrypted-document', 'unreadable-document', 'secret-document', 'not-a-directive', 'duplicate-directive', 'duplicate']) },
      },
      handler: async (request, reply) => reply.send(await takeIn(deps, request, request.params.id, request.query)),
    })
  })
}
