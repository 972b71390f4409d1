import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { tooLarge, type ReceivedFile } from '#kernel/file-store.ts'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { inPost } from '#kernel/session.ts'
import { findFile, type FileRow } from './load.ts'
import { insertFile } from './save.ts'
import { sniffFile } from './sniff.ts'

/** Form parts around a file: boundary, headers. */
const MULTIPART_SLACK = 64 * 1024

const ById = z.object({ id: z.uuid().toLowerCase() })
const Named = z.object({ name: z.string().trim().min(1).max(255).optional() })

/** A kept file; `mediaType` was told by its bytes. */
export const FileView = z.object({
  id: z.uuid(),
  sha256: z.string(),
  size: z.int(),
  mediaType: z.string(),
  name: z.string(),
  at: z.string(),
})

type Incoming = { stream: Readable; name: string | undefined }

async function incoming(request: FastifyRequest): Promise<Incoming> {
  if (!request.isMultipart()) {
    if (request.headers['content-length'] === '0' || !request.body) throw new Problem('file-empty')
    return { stream: request.body as Readable, name: undefined }
  }
  const part = await request.file()
  if (!part) throw new Problem('file-empty')
  return { stream: part.file, name: part.filename }
}

/** Refuses by the announced length before a byte is read; the rest of the body is thrown away unseen. */
function refuseAnnounced(request: FastifyRequest, limit: number): void {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > limit + (request.isMultipart() ? MULTIPART_SLACK : 0)) throw tooLarge(limit)
}

async function keepChecked(deps: AppDeps, received: ReceivedFile): Promise<string> {
  try {
    const mediaType = await sniffFile(received.path, received.size)
    if (!mediaType) throw new Problem('file-type')
    await deps.files.keep(received)
    return mediaType
  } finally {
    await deps.files.drop(received)
  }
}

/** Name without folders and control characters, as it will be offered for saving. */
function plainName(name: string): string {
  return name.normalize('NFC').replace(/^.*[/\\]/s, '').replace(/\p{C}/gu, '').slice(0, 255).trim() || 'tep'
}

/** Runs an upload; when it is refused, what is still on its way is read and thrown away, so that the answer arrives. */
async function upload(deps: AppDeps, request: FastifyRequest, id: string, queryName: string | undefined): Promise<FileRow> {
  try {
    return await receive(deps, request, id, queryName)
  } catch (error) {
    request.raw.unpipe()
    request.raw.resume()
    throw error
  }
}

async function receive(deps: AppDeps, request: FastifyRequest, id: string, queryName: string | undefined): Promise<FileRow> {
  const limit = deps.config.maxFileBytes
  await inPost(deps, request, 'file.upload', async () => {}) // nobody unknown makes the server read and write
  refuseAnnounced(request, limit)
  const { stream, name } = await incoming(request)
  const received = await deps.files.receive(stream, limit)
  const mediaType = await keepChecked(deps, received)
  const { sha256, size } = received
  return inPost(deps, request, 'file.upload', async (tx) => {
    await insertFile(tx, { id, sha256, size, mediaType, name: plainName(queryName ?? name ?? 'tep') })
    const found = await findFile(tx, id)
    if (found && found.sha256 !== sha256) throw new Problem('file-differs')
    return sameOrRefuse(found, () => true)
  })
}

/** Pictures may be shown in place; all else is offered for saving, so that nothing runs in our origin. */
function disposition(file: FileRow): string {
  const kind = file.mediaType.startsWith('image/') ? 'inline' : 'attachment'
  return `${kind}; filename*=UTF-8''${encodeURIComponent(file.name)}`
}

function sendFile(deps: AppDeps, reply: FastifyReply, file: FileRow): FastifyReply {
  const charset = file.mediaType === 'text/plain' ? '; charset=utf-8' : ''
  return reply
    .headers({
      'content-type': file.mediaType + charset,
      'content-length': file.size,
      'content-disposition': disposition(file),
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${file.sha256}"`,
    })
    .send(deps.files.read(file.sha256))
}

/** Upload and download. The upload has its own scope, because it takes any body as a stream. */
export async function registerFileRoutes(root: FastifyInstance, deps: AppDeps): Promise<void> {
  route(root, deps, {
    method: 'GET', url: '/api/files/:id', permission: 'file.read', summary: 'The bytes of a file the caller may see.',
    params: ById, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const file = await findFile(tx, params.id)
      if (!file) throw new Problem('not-found')
      return file
    },
    send: (reply, file) => sendFile(deps, reply, file),
  })
  await root.register(async (plain) => {
    plain.removeAllContentTypeParsers()
    await plain.register(multipart, { limits: { files: 1, fields: 0, fileSize: deps.config.maxFileBytes + 1 }, throwFileSizeLimit: false })
    plain.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    plain.withTypeProvider<ZodTypeProvider>().put('/api/files/:id', {
      config: { permission: 'file.upload' },
      schema: {
        tags: ['files'], summary: 'Uploads a file (raw body, or one multipart part); idempotent by id and digest.',
        description: 'Permission: `file.upload`.', params: ById, querystring: Named,
        response: { 200: FileView, ...describeProblems(['not-signed-in', 'not-allowed', 'too-large', 'file-type', 'file-empty', 'file-differs']) },
      },
      handler: (request) => upload(deps, request, request.params.id, request.query.name),
    })
  })
}
