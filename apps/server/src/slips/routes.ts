import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { Task } from '@phaodai/office'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findDirective } from '../directives/index.ts'
import { paperHeaderFor, MEDIA, renderSlips, type PaperFormat } from '../documents/index.ts'
import { citationOf } from '../drafts/index.ts'
import { sendFile, type TableFile } from '../sheets/index.ts'
import { isSample, tasksById } from '../tasks/index.ts'
import { word } from '../words/index.ts'
import { loadSlipFacts } from './load.ts'
import { slipOf, type SlipTask } from './paper.ts'

/** Tasks of one file: so many ids fit into an address. */
const MOST = 100
const Ids = z.object({ ids: z.string().transform((text) => [...new Set(text.split(','))]).pipe(z.array(z.uuid().toLowerCase()).min(1).max(MOST)) })
const Format = z.object({ format: z.enum(['docx', 'pdf']) })

/** Each document once, cited in full; null for a task without one, or with one out of sight. */
async function citations(tx: Tx, tasks: readonly Task[], day: string): Promise<Map<string, string>> {
  const cited = new Map<string, string>()
  for (const id of new Set(tasks.map((task) => task.directiveId))) {
    const directive = id === null ? undefined : await findDirective(tx, id, day)
    if (directive) cited.set(directive.id, directive.docType === 'oral-direction' ? word('oral.source') : citationOf(directive))
  }
  return cited
}

/** The tasks in the order of body and deadline, parted by the body that has to do them. */
async function byBody(tx: Tx, ids: readonly string[], day: string): Promise<[SlipTask, ...SlipTask[]][]> {
  const tasks = await tasksById(tx, ids, day)
  if (tasks.length < ids.length) throw new Problem('not-found')
  const facts = new Map((await loadSlipFacts(tx, ids)).map((each) => [each.taskId, each]))
  const cited = await citations(tx, tasks, day)
  const parts = new Map<number, [SlipTask, ...SlipTask[]]>()
  for (const task of tasks.toSorted((a, b) => a.body.id - b.body.id || (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999') || a.id.localeCompare(b.id))) {
    const slip = { task, facts: facts.get(task.id)!, citation: task.directiveId === null ? null : cited.get(task.directiveId) ?? null }
    const part = parts.get(task.body.id)
    if (part) part.push(slip)
    else parts.set(task.body.id, [slip])
  }
  return [...parts.values()]
}

async function slipsFile(tx: Tx, who: Who, ids: readonly string[], day: string, format: PaperFormat): Promise<TableFile> {
  const header = await paperHeaderFor(tx, who.bodyId, day)
  const sample = await isSample(tx)
  const [first, ...rest] = (await byBody(tx, ids, day)).map((part) => slipOf(header, part, sample))
  if (!first) throw new Problem('not-found')
  return { name: `${word('slip.file')}-${day}${sample ? '-MAU' : ''}.${format}`, mediaType: MEDIA[format], bytes: await renderSlips(word('slip.title'), [first, ...rest], format) }
}

/** Phiếu giao việc: one task or many, one slip a body. */
export function registerSlipRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/tasks/slips.:format', permission: 'task.read', summary: `Slips of at most ${MOST} tasks, one a body, under the acting body's head.`, params: Format, query: Ids, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => slipsFile(tx, who, query.ids, today(deps.clock), params.format), send: sendFile,
  })
}
