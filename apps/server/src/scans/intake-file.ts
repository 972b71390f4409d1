import { readDirective } from '@phaodai/directives'
import { DirectiveDetail, IntakeInput, Scan } from '@phaodai/office'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Readable } from 'node:stream'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { tooLarge, type ReceivedFile } from '#kernel/file-store.ts'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { inPost, type Tx } from '#kernel/session.ts'
import { admit, detailOf, FileError, findDirective, isSecret, LARGEST_FILE, readFileText, readUpload, register, type Attachment, type FileFault, type Upload } from '../directives/index.ts'
import { attachFiles, insertFile } from '../files/index.ts'
import { READ_QUEUE } from './job.ts'
import { findScan } from './load.ts'
import { insertScan } from './save.ts'
import { digest, trialOf } from './trial.ts'

const flag = z.stringbool().default(false)
const FileQuery = z.object({
  name: z.string().trim().min(1).max(255).default('van-ban'), direction: IntakeInput.shape.direction, declaredNotSecret: flag, allowDuplicate: flag, force: flag,
})
type Declared = z.infer<typeof FileQuery>

const CODES: Record<FileFault, ProblemCode> = {
  'empty-file': 'file-empty', 'file-too-large': 'too-large', 'wrong-file-type': 'file-type', 'encrypted-file': 'encrypted-document', 'damaged-file': 'unreadable-document',
  'needs-recognition': 'unreadable-document', 'archive-too-large': 'too-large', 'archive-path': 'file-type', 'archive-entry': 'file-type', 'archive-empty': 'unreadable-document',
}

/** Name without folders and control characters, as it will be offered for saving. */
function plainName(name: string): string {
  return name.normalize('NFC').replace(/^.*[/\\]/s, '').replace(/\p{C}/gu, '').slice(0, 255) || 'van-ban'
}

async function uploadOf(received: ReceivedFile, name: string): Promise<Upload> {
  try {
    return await readUpload(await readFile(received.path), name)
  } catch (error) {
    if (error instanceof FileError) throw new Problem(CODES[error.code], { detail: error.message })
    throw error
  }
}

/** Refuses by what comes beside the document: a grade in a text of it, or a picture of which nobody declared anything. */
async function judgeAttachments(attachments: readonly Attachment[], declaredNotSecret: boolean): Promise<void> {
  for (const { bytes, mediaType } of attachments) {
    const text = await readFileText(bytes).then(read => read.text, () => null)
    if (text !== null && isSecret(text, readDirective(text))) throw new Problem('secret-document')
    if (text === null && !declaredNotSecret && !mediaType.includes('spreadsheet')) throw new Problem('secrecy-undeclared')
  }
}

type Kept = Pick<Attachment, 'name' | 'mediaType'> & { sha256: string; size: number }

/** The row of a file, in the transaction of the directive on which it will hang. */
export async function noteFile(tx: Tx, { name, mediaType, sha256, size }: Kept): Promise<string> {
  const id = randomUUID()
  await insertFile(tx, { id, sha256, size, mediaType, name: plainName(name) })
  return id
}

async function keepBytes(deps: AppDeps, bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
  const received = await deps.files.receive(Readable.from([Buffer.from(bytes)]), bytes.length)
  await deps.files.keep(received)
  return received
}

type Moment = { at: string; today: string }

/** A document with text becomes a draft at once. */
async function takeText(deps: AppDeps, request: FastifyRequest, id: string, upload: Upload & { text: string }, declared: Declared, moment: Moment): Promise<z.infer<typeof DirectiveDetail>> {
  const admitted = admit(upload.text, declared.force)
  return inPost(deps, request, 'directive.intake', async (tx, who) => {
    const repeated = (await findDirective(tx, id, moment.today)) !== undefined
    const facts = { name: upload.name, mediaType: upload.mediaType, sha256: digest(upload.bytes), size: upload.bytes.length }
    await register(tx, who, moment, id, admitted, { ...declared, fileId: repeated ? null : await noteFile(tx, facts) })
    if (!repeated) {
      for (const { bytes, ...attachment } of upload.attachments) await attachFiles(tx, 'directive', id, [await noteFile(tx, { ...attachment, sha256: digest(bytes), size: bytes.length })])
      for (const { bytes } of [upload, ...upload.attachments]) await keepBytes(deps, bytes) // last, so that a refused text leaves no bytes
    }
    return detailOf(tx, who, id, moment.today)
  })
}

/** A scan lies on trial until its text is recognised; a stamp can't be seen before that, so the clerk declares first. */
async function holdScan(deps: AppDeps, request: FastifyRequest, id: string, upload: Upload & { scan: 'pdf' | 'picture' }, declared: Declared): Promise<z.infer<typeof Scan>> {
  if (!declared.declaredNotSecret) throw new Problem('secrecy-undeclared')
  const facts = { id, direction: declared.direction, name: plainName(upload.name), kind: upload.scan, mediaType: upload.mediaType, sha256: digest(upload.bytes), size: upload.bytes.length }
  const attachments = upload.attachments.map(({ bytes, name, mediaType }) => ({ name, mediaType, sha256: digest(bytes), size: bytes.length }))
  const scan = await inPost(deps, request, 'directive.intake', async (tx, who) => {
    if (await findDirective(tx, id, today(deps.clock))) throw new Problem('duplicate')
    const isNew = await insertScan(tx, { ...facts, attachments }) === 1
    const held = await findScan(tx, id)
    if (!held) throw new Problem('not-allowed')
    if (held.sha256 !== facts.sha256 || who.bodyId === undefined) throw new Problem('duplicate')
    if (isNew) await trialOf(deps.config.dataFolder, id).hold(upload.bytes, upload.attachments.map(({ bytes }) => bytes))
    return held
  })
  await deps.jobs.enqueue(READ_QUEUE, { id }, { key: id })
  return scan
}

/** Bytes on trial: received beside the store, kept only when the text may come in, dropped otherwise. */
async function takeIn(deps: AppDeps, request: FastifyRequest, id: string, declared: Declared): Promise<{ status: 200 | 202; answer: z.infer<typeof DirectiveDetail> | z.infer<typeof Scan> }> {
  const limit = Math.min(LARGEST_FILE, deps.config.maxFileBytes)
  await inPost(deps, request, 'directive.intake', async () => {}) // nobody unknown makes the server read and write
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  if (!request.body) throw new Problem('file-empty')
  const received = await deps.files.receive(request.body as Readable, limit)
  try {
    const upload = await uploadOf(received, declared.name)
    await judgeAttachments(upload.attachments, declared.declaredNotSecret)
    if (upload.scan !== null) return { status: 202, answer: await holdScan(deps, request, id, upload, declared) }
    const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
    return { status: 200, answer: await takeText(deps, request, id, upload, declared, moment) }
  } finally {
    await deps.files.drop(received)
  }
}

/** Intake of a file; in a scope of its own, because it takes any body as a stream. */
export async function registerFileIntake(root: FastifyInstance, deps: AppDeps): Promise<void> {
  await root.register(async (plain) => {
    plain.removeAllContentTypeParsers()
    plain.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    plain.withTypeProvider<ZodTypeProvider>().put('/api/directives/:id/file', {
      config: { permission: 'directive.intake' },
      schema: {
        tags: ['directives'], summary: 'Takes in a directive as .txt, .doc, .docx, .pdf, .png, .jpg or .zip (raw bytes); idempotent by id and text. A scan answers 202: its text is recognised by a job.', description: 'Permission: `directive.intake`.',
        params: z.object({ id: z.uuid() }), querystring: FileQuery,
        response: { 200: DirectiveDetail, 202: Scan, ...describeProblems(['not-signed-in', 'not-allowed', 'too-large', 'file-type', 'file-empty', 'encrypted-document', 'unreadable-document', 'secret-document', 'secrecy-undeclared', 'not-a-directive', 'duplicate-directive', 'duplicate']) },
      },
      handler: async (request, reply) => {
        const { status, answer } = await takeIn(deps, request, request.params.id, request.query)
        return status === 202 ? reply.code(202).send(answer as z.infer<typeof Scan>) : reply.code(200).send(answer as z.infer<typeof DirectiveDetail>)
      },
    })
  })
}
