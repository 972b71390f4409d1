import type { FormPaper } from '@phaodai/directives'
import { stayPapers, stayPapersAt, type StayLine, type StayPaper } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { MEDIA, paperHeaderFor, renderForms, renderWristbands } from '#server/documents/index.ts'
import { fileOf, sendFile, type TableFile } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { word } from '#server/words/index.ts'
import { findDetails, findDischargeRule, findFacility, loadStaysById, loadTests, loadTransfers } from './load.ts'
import { paperTitle, stayPaper } from './paper.ts'
import { costTable, mealTable } from './lists.ts'
import { loadDay, loadRates } from './lists.queries.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const Format = z.enum(['docx', 'pdf'])
/** Papers of one file. */
const MOST = 50

/** The transfer that a paper tells of: from here when he has left, else the one by which he came. */
async function transferOf(tx: Tx, row: StayLine): Promise<Awaited<ReturnType<typeof loadTransfers>>[number] | null> {
  const moves = await loadTransfers(tx, row.id)
  return (row.state === 'transferred' ? moves.find(({ fromStayId }) => fromStayId === row.id) : undefined) ?? moves.at(-1) ?? null
}

/** The head of a paper: of the body that runs the place, or that somebody is moved from, whoever prints it; of the printing body where none is told. */
function headings(tx: Tx, who: Who, now: string): (bodyId: number | null) => Promise<FormPaper['header']> {
  const known = new Map<number, Promise<FormPaper['header']>>()
  return (bodyId) => {
    const of = bodyId ?? who.bodyId
    const header = known.get(of) ?? paperHeaderFor(tx, of, dayInVietnam(now))
    known.set(of, header)
    return header
  }
}

async function formOf(tx: Tx, row: StayLine, paper: StayPaper, headerOf: ReturnType<typeof headings>, sample: boolean, now: string): Promise<FormPaper> {
  const details = await findDetails(tx, row.id, now, true)
  const transfer = await transferOf(tx, row)
  if (!details || (paper === 'transfer' && transfer === null)) throw new Problem('illegal-state', { detail: word('facilities.fault.no-paper') })
  const rule = (await findDischargeRule(tx, row.diseaseCode, row.purpose, dayInVietnam(row.leftAt ?? now))) ?? null
  const header = await headerOf(paper === 'transfer' ? transfer!.fromBodyId : details.facilityBodyId)
  return stayPaper(paper, { row, details, rule, tests: await loadTests(tx, row.id), transfer }, header, sample)
}

/** One paper for each of these stays in sight; who goes out on paper is noted. */
async function paperFile(tx: Tx, who: Who, ids: readonly string[], paper: StayPaper, format: 'docx' | 'pdf', now: string): Promise<TableFile> {
  needsReveal(who)
  const rows = await loadStaysById(tx, ids, true)
  if (rows.length < ids.length) throw new Problem('not-found')
  if (rows.some(({ state }) => !stayPapersAt(state, true).includes(paper))) throw new Problem('illegal-state', { detail: word('facilities.fault.no-paper') })
  const [headerOf, sample] = [headings(tx, who, now), await isSample(tx)]
  const forms: FormPaper[] = []
  for (const row of rows) forms.push(await formOf(tx, row, paper, headerOf, sample, now))
  await viewing(tx, 'stay', rows.map(({ id }) => id), 'export')
  const name = rows.length === 1 ? rows[0]!.code : dayInVietnam(now)
  return { name: `${word(`facilities.paper.file.${paper}`)}-${name}.${format}`, mediaType: MEDIA[format], bytes: await renderForms(paperTitle(paper, rows[0]!), [forms[0]!, ...forms.slice(1)], format) }
}

async function wristbands(tx: Tx, who: Who, ids: readonly string[]): Promise<TableFile> {
  needsReveal(who)
  const rows = await loadStaysById(tx, ids, true)
  if (rows.length < ids.length) throw new Problem('not-found')
  await viewing(tx, 'stay', rows.map(({ id }) => id), 'export')
  const bands = rows.map(({ code, name, birthYear, room, bed, facility }) => ({ code, lines: [name ?? '', [birthYear, room === null ? null : `${room}.${bed}`].filter(Boolean).join(' · '), facility ?? ''] }))
  return { name: `${word('facilities.band.file')}.pdf`, mediaType: MEDIA.pdf, bytes: await renderWristbands(bands) }
}

/** Papers of stays, wristbands, and the lists of a day. */
export function registerStayPapers(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  route(app, deps, {
    method: 'GET', url: '/api/stays/:id/papers/:paper.:format', permission: 'stay.export', summary: 'A paper of one stay: admission, transfer, discharge or hand-over, under the head of the body that runs the place.', params: z.object({ id: Id, paper: z.enum(stayPapers), format: Format }), refuses: ['not-found', 'illegal-state'],
    run: ({ tx, who, params: { id, paper, format } }) => paperFile(tx, who, [id], paper, format, now()), send: sendFile,
  })
  route(app, deps, {
    method: 'POST', url: '/api/stays/papers', permission: 'stay.export', summary: 'One kind of paper for up to 50 stays, each on pages of its own.', body: z.object({ ids: z.array(Id).min(1).max(MOST), paper: z.enum(stayPapers), format: Format }), refuses: ['not-found', 'illegal-state'],
    run: ({ tx, who, body }) => paperFile(tx, who, [...new Set(body.ids)], body.paper, body.format, now()), send: sendFile,
  })
  route(app, deps, {
    method: 'POST', url: '/api/wristbands', permission: 'stay.export', summary: 'Wristbands with a QR code that holds the opaque code of the stay and nothing else.', body: z.object({ ids: z.array(Id).min(1).max(200) }), refuses: ['not-found'],
    run: ({ tx, who, body }) => wristbands(tx, who, [...new Set(body.ids)]), send: sendFile,
  })
  route(app, deps, {
    method: 'GET', url: '/api/facilities/:id/lists/:list.:format', permission: 'stay.export', summary: 'Meals or costs of a facility on a day, for printing or for a spreadsheet.',
    params: z.object({ id: Id, list: z.enum(['meals', 'costs']), format: z.enum(['csv', 'xlsx']) }), query: z.object({ day: z.iso.date() }), refuses: ['not-found'],
    run: async ({ tx, who, params: { id, list, format }, query: { day } }) => {
      needsReveal(who)
      const [people, rates] = [await loadDay(tx, id, day), await loadRates(tx, day)]
      if (!(await findFacility(tx, id))) throw new Problem('not-found') // an empty one has a list without lines
      await viewing(tx, 'stay', people.map(({ stayId }) => stayId), 'export')
      return fileOf(`${word(`facilities.list.file.${list}`)}-${day}`, format, list === 'meals' ? mealTable(people, day) : costTable(people, rates, day))
    },
    send: sendFile,
  })
}
