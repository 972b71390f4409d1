import { readDirective } from '@phaodai/directives'
import { DirectionInput, DirectiveDetail, type Spoken } from '@phaodai/office'
import { formatDayLong } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadBodyNames } from '../bodies/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { directiveKey, type DraftOrder, type KeptName } from './intake.ts'
import { issue } from './issue.ts'
import { findDirective } from './load.ts'
import { insertItems, insertOrders } from './save.ts'
import { findSpeaker, insertSpoken } from './spoken.queries.ts'
import { isSecret } from './secrecy.ts'
import { detailOf } from './view.ts'

interface Point { label: string; text: string; start: number; end: number }

/** The words written down, one numbered paragraph a point, and where each point stands in them. */
export function spokenText(head: string, points: readonly string[]): { text: string; points: Point[] } {
  let text = `${head}\n\n`
  const placed = points.map((said, n) => {
    const start = text.length + `${n + 1}. `.length
    text += `${n + 1}. ${said}\n`
    return { label: String(n + 1), text: said, start, end: start + said.length }
  })
  return { text: text.trimEnd(), points: placed }
}

function known(id: number, names: ReadonlyMap<number, string>): KeptName {
  const written = names.get(id)
  if (written === undefined) throw new Problem('reference-missing')
  return { written, bodyIds: [id], candidates: [], rule: 'given', confidence: 1 }
}

type Order = z.output<typeof DirectionInput>['points'][number]

function orderOf(point: Point, said: Order, position: number, names: ReadonlyMap<number, string>): DraftOrder {
  return {
    itemLabel: point.label, position: position + 1, text: said.text, span: { start: point.start, end: point.end },
    leads: said.leadId === null ? [] : [known(said.leadId, names)], coordinates: said.coordinateIds.map(id => known(id, names)), doers: [], monitorId: null, authorityId: null, areaId: null,
    nature: 'deliverable', deadlineKind: said.deadline ? 'date' : 'none', deadline: said.deadline, deadlinePrinted: null, deadlineSpan: null, deadlineSource: said.deadline ? 'office' : null,
    recurring: null, reportTo: null, topics: [], dropped: false, confidence: 1,
  }
}

function headOf({ title, name, body }: { title: string; name: string; body: string }, { occasion, saidOn }: z.output<typeof DirectionInput>): string {
  return [`Ý kiến chỉ đạo của đồng chí ${name}, ${title}, ${body}`, [occasion, formatDayLong(saidOn)].filter(Boolean).join(', ')].join('\n')
}

/**
 * Records an oral direction as a document of its own type: its points are items and orders, so that tasks come of it through
 * the same review and issue. With `issue` it is issued in the same transaction. A repeat of the id changes nothing.
 */
export async function recordSpoken(tx: Tx, who: Who, moment: Moment, id: string, input: z.output<typeof DirectionInput>): Promise<void> {
  const speaker = await findSpeaker(tx, input.leaderPostId)
  if (!speaker) throw new Problem('reference-missing')
  const { text, points } = spokenText(headOf(speaker, input), input.points.map(point => point.text.replace(/\s+/g, ' ')))
  const found = await findDirective(tx, id, moment.today)
  if (found && (found.text !== text || found.ownerId !== who.bodyId)) throw new Problem('duplicate')
  if (!found) await write(tx, who, moment, id, input, speaker, { text, points })
  if (!input.issue) return
  const draft = await findDirective(tx, id, moment.today)
  await issue(tx, who, moment, id, { version: draft!.version, authorityId: null, monitorId: null, deliveries: [] })
}

type Speaker = NonNullable<Awaited<ReturnType<typeof findSpeaker>>>

async function write(tx: Tx, who: Who, moment: Moment, id: string, input: z.output<typeof DirectionInput>, speaker: Speaker, { text, points }: { text: string; points: Point[] }): Promise<void> {
  const reading = readDirective(text)
  if (isSecret(text, reading)) throw new Problem('secret-document')
  const header = {
    docType: 'oral-direction', system: speaker.chain === 'party' ? 'party' : 'state', number: null, numberKey: null, issuerText: speaker.body, place: null, issuedOn: input.saidOn,
    abstract: points[0]!.text.slice(0, 300), urgency: null, disease: null, signerCapacity: speaker.title, signerName: speaker.name,
  }
  const spoken: Spoken = { by: `${speaker.title} ${speaker.name}`, on: input.saidOn, occasion: input.occasion, recordedBy: who.title, own: input.leaderPostId === who.postId }
  const names = await loadBodyNames(tx, input.points.flatMap(point => [...(point.leadId === null ? [] : [point.leadId]), ...point.coordinateIds]))
  const draft = { ...header, id, direction: 'own' as const, issuerId: who.bodyId, text, fileId: null, reading, recipients: [], declaredNotSecret: true, searchKey: directiveKey(header, text) }
  if (await insertSpoken(tx, draft, spoken) === 0) throw new Problem('not-allowed')
  await insertItems(tx, points.map(({ label, start, end }, position) => ({ id: freshId(moment), directiveId: id, label, parentLabel: null, position, spanStart: start, spanEnd: end })))
  await insertOrders(tx, points.map((point, n) => ({ ...orderOf(point, input.points[n]!, n, names), id: freshId(moment), directiveId: id, engine: null })))
}

/** Oral directions (ý kiến chỉ đạo), written down by an assistant or by the leader. */
export function registerSpokenRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/directions/:id', permission: 'directive.direct', summary: 'Records who said what, where and when; issues it when asked. Idempotent by id and words.',
    params: z.object({ id: z.uuid() }), body: DirectionInput, answer: DirectiveDetail, refuses: ['reference-missing', 'unresolved-bodies', 'duplicate', 'secret-document'],
    run: async ({ tx, who, params, body }) => {
      const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
      await recordSpoken(tx, who, moment, params.id, body)
      return detailOf(tx, who, params.id, moment.today)
    },
  })
}
