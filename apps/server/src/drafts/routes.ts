import {
  AnswerInput, AskInput, CommentInput, DecideInput, DraftChoices, DraftContent, DraftDetail, DraftMove, DraftPage, DraftQuery, DraftSave, DraftSource, DraftStart, NumberInput, ResolveComment, SignedInput, SubmitInput, writtenOf,
} from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { renderDocx, renderPdf } from '../documents/index.ts'
import type { Moment } from '../tasks/index.ts'
import { choicesOf } from './choices.ts'
import { citationOf, sourceOf } from './concretise.ts'
import { answer, ask, comment, decide, drop, number, resume, save, settle, submit } from './flow.ts'
import { headingOf, numberSign } from './heading.ts'
import { issueDraft } from './issue.ts'
import { findDraft, findVersion, hasSignedCopy, loadDrafts } from './load.ts'
import { fileSigned } from './signed.ts'
import { start } from './start.ts'
import { draftDetail } from './view.ts'

const ById = z.object({ id: z.uuid() })
const ByComment = z.object({ id: z.uuid(), commentId: z.uuid() })
const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const

interface Change<P, B> { method: 'PUT' | 'POST' | 'PATCH'; url: string; permission: string | ((input: { body: B }) => string); summary: string; refuses: ProblemCode[]; run: (tx: Tx, who: Who, moment: Moment, params: P, body: B) => Promise<unknown> }

/** A change that answers with the whole draft as it then stands. */
function change<P extends typeof ById | typeof ByComment, B extends z.ZodType>(app: FastifyInstance, deps: AppDeps, params: P, body: B, declared: Change<z.output<P>, z.output<B>>): void {
  const { run, permission, ...rest } = declared
  route(app, deps, {
    ...rest, permission: permission as string, params: params as typeof ById, body, answer: DraftDetail,
    run: async (call) => {
      const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
      await run(call.tx, call.who, moment, call.params as z.output<P>, call.body as z.output<B>)
      return draftDetail(call.tx, call.who, call.params.id, moment.today)
    },
  })
}

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/drafts', permission: 'draft.read', summary: 'Drafts of a box, last changed first.', query: DraftQuery, answer: DraftPage,
    run: async ({ tx, query }) => ({ rows: await loadDrafts(tx, query) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/drafts/choices', permission: 'draft.read', summary: 'What a draft of the acting body may be made of: head, templates, bodies below, signers.', answer: DraftChoices,
    run: ({ tx }) => choicesOf(tx, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/drafts/sources/:directiveId', permission: 'draft.read', summary: 'A received document and what of it concerns the acting body.', params: z.object({ directiveId: z.uuid() }), answer: DraftSource, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const { directive, items } = await sourceOf(tx, params.directiveId, today(deps.clock))
      return { directiveId: directive.id, number: directive.number, citation: citationOf(directive), items }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/drafts/:id', permission: 'draft.read', summary: 'A draft with everything that was said and done about it.', params: ById, answer: DraftDetail, refuses: ['not-found'],
    run: ({ tx, who, params }) => draftDetail(tx, who, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/drafts/:id/versions/:versionId', permission: 'draft.read', summary: 'The text of a kept version.', params: z.object({ id: z.uuid(), versionId: z.uuid() }),
    answer: z.object({ id: z.uuid(), content: DraftContent }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const found = await findVersion(tx, params.id, params.versionId)
      if (!found) throw new Problem('not-found')
      return found
    },
  })
}

function registerPaper(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/drafts/:id/paper.:format', permission: 'draft.read', summary: 'The document as a paper, marked DỰ THẢO until its signed copy is back.',
    params: z.object({ id: z.uuid(), format: z.enum(['docx', 'pdf']) }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const row = await findDraft(tx, params.id)
      if (!row) throw new Problem('not-found')
      const doc = writtenOf(row.content, { number: row.number ?? numberSign(row.content, (await headingOf(tx, today(deps.clock))).code, null), date: row.issuedOn, draft: !await hasSignedCopy(tx, params.id) })
      return { bytes: await (params.format === 'pdf' ? renderPdf(doc) : renderDocx(doc)), format: params.format, name: (row.number ?? 'du-thao').replace(/[^\p{L}\p{N}-]+/gu, '-') }
    },
    send: (reply, { bytes, format, name }) => reply.header('content-type', MEDIA[format]).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.${format}`).send(bytes),
  })
}

function registerWriting(app: FastifyInstance, deps: AppDeps): void {
  change(app, deps, ById, DraftStart, {
    method: 'PUT', url: '/api/drafts/:id', permission: 'draft.write', summary: 'Begins a draft: blank, from a template, or from a superior document; idempotent by id.', refuses: ['reference-missing', 'not-found'],
    run: (tx, who, moment, { id }, body) => start(tx, who, moment, id, body),
  })
  change(app, deps, ById, DraftSave, {
    method: 'PATCH', url: '/api/drafts/:id', permission: 'draft.write', summary: 'Saves the text under the version read.', refuses: ['not-found', 'stale', 'illegal-state'],
    run: (tx, who, moment, { id }, body) => save(tx, who, moment, id, body),
  })
  change(app, deps, ByComment, CommentInput, {
    method: 'PUT', url: '/api/drafts/:id/comments/:commentId', permission: 'draft.comment', summary: 'A remark on a paragraph or on the whole text; idempotent by id.', refuses: ['not-found', 'duplicate'],
    run: (tx, who, _moment, { id, commentId }, body) => comment(tx, who, id, commentId, body),
  })
  change(app, deps, ByComment, ResolveComment, {
    method: 'POST', url: '/api/drafts/:id/comments/:commentId/resolve', permission: 'draft.comment', summary: 'Settles a remark.', refuses: ['not-found', 'illegal-state'],
    run: (tx, who, _moment, { id, commentId }, body) => settle(tx, who, id, commentId, body.resolution),
  })
  change(app, deps, ById, DraftMove, {
    method: 'POST', url: '/api/drafts/:id/drop', permission: 'draft.write', summary: 'Puts a draft away for good.', refuses: ['not-found', 'stale', 'illegal-state'],
    run: (tx, who, _moment, { id }, body) => drop(tx, who, id, body.version),
  })
}

function registerWay(app: FastifyInstance, deps: AppDeps): void {
  const refuses: ProblemCode[] = ['not-found', 'stale', 'illegal-state', 'invalid-input']
  change(app, deps, ById, AskInput, {
    method: 'POST', url: '/api/drafts/:id/ask', permission: 'draft.ask', summary: 'Asks other bodies for their opinion by a day.', refuses: [...refuses, 'reference-missing'], run: (tx, who, moment, { id }, body) => ask(tx, who, moment, id, body),
  })
  change(app, deps, ById, AnswerInput, {
    method: 'POST', url: '/api/drafts/:id/answer', permission: 'draft.answer', summary: 'The acting body\'s opinion on a text it was asked about.', refuses, run: (tx, who, _moment, { id }, body) => answer(tx, who, id, body),
  })
  change(app, deps, ById, DraftMove, {
    method: 'POST', url: '/api/drafts/:id/resume', permission: 'draft.write', summary: 'Takes the text back to the desk; the next round begins.', refuses, run: (tx, who, _moment, { id }, body) => resume(tx, who, id, body.version),
  })
  change(app, deps, ById, SubmitInput, {
    method: 'POST', url: '/api/drafts/:id/submit', permission: 'draft.submit', summary: 'Sends a text on its way to the signature.', refuses: [...refuses, 'draft-unready', 'reference-missing'], run: (tx, who, moment, { id }, body) => submit(tx, who, moment, id, body),
  })
  change(app, deps, ById, DecideInput, {
    method: 'POST', url: '/api/drafts/:id/decide', permission: ({ body }) => (body.kind === 'sign' ? 'draft.sign' : 'draft.approve'), summary: 'Passes or returns the step that waits for the acting post; the last one signs.', refuses,
    run: (tx, who, _moment, { id }, body) => decide(tx, who, id, body),
  })
  change(app, deps, ById, NumberInput, {
    method: 'POST', url: '/api/drafts/:id/number', permission: 'draft.number', summary: 'Gives the signed text its number and day.', refuses: [...refuses, 'duplicate'], run: (tx, who, _moment, { id }, body) => number(tx, who, id, body),
  })
  change(app, deps, ById, DraftMove, {
    method: 'POST', url: '/api/drafts/:id/issue', permission: 'directive.issue', summary: 'Issues a numbered draft: it becomes a directive with tasks and deliveries.', refuses: [...refuses, 'draft-differs', 'unresolved-bodies', 'duplicate-directive', 'secret-document'],
    run: (tx, who, moment, { id }, body) => issueDraft(tx, who, moment, id, body.version),
  })
  change(app, deps, ById, SignedInput, {
    method: 'POST', url: '/api/drafts/:id/signed', permission: 'draft.file-signed', summary: 'Takes the signed paper back and checks its signature.', refuses: [...refuses, 'reference-missing', 'not-a-pdf'],
    run: (tx, who, moment, { id }, body) => fileSigned(tx, who, deps, moment, id, body),
  })
}

/** Drafts: writing, opinions, signature, number, issue, the signed paper. */
export function registerDraftRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReads(app, deps)
  registerPaper(app, deps)
  registerWriting(app, deps)
  registerWay(app, deps)
}
