import { Picture } from '@phaodai/office'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { sendFile, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { MEDIA, paperHeaderFor, renderSheet, type PaperFormat } from '../documents/index.ts'
import { fallingShort } from '../indicators/index.ts'
import { decisions, isSample, loadLateBodies, pageOf, pilesIn, tasksById } from '../tasks/index.ts'
import { areMoreThan, loadLateTasks, loadNotAccepted, loadStuck, overdueAWeekAgo } from './load.ts'
import { sheetOf } from './sheet.ts'

const SHOWN = { lateBodies: 10, tasksPerBody: 3, dueSoon: 10, directives: 8, latestDirectives: 20, notAccepted: 5 }

async function late(tx: Tx, who: Who, day: string): Promise<Picture['late']> {
  const bodies = await loadLateBodies(tx, who.seesWhole, day, SHOWN.lateBodies)
  const ids = await loadLateTasks(tx, bodies.map(body => body.id), day, SHOWN.tasksPerBody)
  const tasks = new Map((await tasksById(tx, ids.map(each => each.id), day)).map(task => [task.id, task]))
  return bodies.map(({ id, name, count, oldest }) => ({
    body: { id, name }, count, longest: daysBetween(oldest, day),
    tasks: ids.filter(each => each.bodyId === id).flatMap(each => tasks.get(each.id) ?? []),
  }))
}

async function stuck(tx: Tx, day: string): Promise<Pick<Picture, 'stuck' | 'stuckTotal' | 'stuckAmong'>> {
  const directives = await loadStuck(tx, day, SHOWN.latestDirectives, SHOWN.directives)
  const waiting = await loadNotAccepted(tx, directives.map(each => each.directiveId), SHOWN.notAccepted)
  const rows = directives.map(({ all: _, ...directive }) => {
    const { bodies = [], total = 0 } = waiting.get(directive.directiveId) ?? {}
    return { ...directive, notAccepted: bodies, notAcceptedTotal: total }
  })
  return { stuck: rows, stuckTotal: directives[0]?.all ?? 0, stuckAmong: await areMoreThan(tx, SHOWN.latestDirectives) ? SHOWN.latestDirectives : null }
}

async function pictureFor(tx: Tx, who: Who, day: string): Promise<Picture> {
  const piles = await pilesIn(tx, who, day)
  const { open, late: overdue, dueSoon, notStarted, awaiting, done, officeDated, noDeadline } = piles
  const soon = await pageOf(tx, { box: 'all', pile: 'due-soon', role: 'answering', sort: 'deadline', limit: SHOWN.dueSoon }, day)
  return {
    day, counts: { open, overdue, dueSoon, notStarted, awaiting, done, officeDated, noDeadline },
    overdueLastWeek: await overdueAWeekAgo(tx, who.seesWhole, addDays(day, -7)),
    ...await decisions(tx, day), late: await late(tx, who, day), dueSoon: soon.rows, ...await stuck(tx, day),
  }
}

/** Rows a table of the sheet has at most. */
const MOST_ROWS = 7
const Format = z.object({ format: z.enum(['docx', 'pdf']) })
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

/** The leader's page on one sheet of paper, under the head of the body he acts for. */
async function sheetFor(tx: Tx, who: Who, now: Date, day: string, format: PaperFormat): Promise<TableFile> {
  const [header, picture, measured, sample] = [await paperHeaderFor(tx, who.bodyId, day), await pictureFor(tx, who, day), await fallingShort(tx, who, day), await isSample(tx)]
  const bytes = await renderSheet((rowsOf) => sheetOf(picture, measured, header, TIME.format(now), sample, rowsOf), MOST_ROWS, format)
  return { name: `${word('sheet.file')}-${day}${sample ? '-MAU' : ''}.${format}`, mediaType: MEDIA[format], bytes }
}

/** The leader's two minutes: what is late and whose, what falls due, where documents are stuck, what waits for a decision. */
export function registerPictureRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/picture', permission: 'task.read', summary: 'The leader\'s page: counts, decisions, late bodies, stuck directives.', answer: Picture,
    run: ({ tx, who }) => pictureFor(tx, who, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/picture/sheet.:format', permission: 'task.read', summary: 'The leader\'s page on one A4 with a box to direct in by hand.', params: Format, refuses: ['reference-missing'],
    run: ({ tx, who, params }) => sheetFor(tx, who, deps.clock.now(), today(deps.clock), params.format), send: sendFile,
  })
}
