import { placesVisited, type Stay } from '@phaodai/office'
import { diseaseCase, individual } from '@phaodai/registers'
import { dayInVietnam, foldMarks } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { findCase, type LineRow } from '#server/cases/index.ts'
import { findRule } from '#server/diseases/index.ts'
import { issuerHeaderFor, MEDIA, paperHeaderFor, renderDocx, renderForm, renderTablePaper, type PaperFormat } from '#server/documents/index.ts'
import { readRecord } from '#server/registers/index.ts'
import { sendFile, type TableFile } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { word } from '#server/words/index.ts'
import { contactPaper } from './contact-list.ts'
import { investigationForm, windowOf, type CaseFacts } from './investigation-form.ts'
import { loadPrintedContacts, type PrintedContact } from './load.ts'
import { placeNotice } from './notice.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
const Paper = Id.extend({ format: z.enum(['docx', 'pdf']) })

async function caseOf(tx: Tx, id: string): Promise<LineRow> {
  const line = await findCase(tx, id, true)
  if (!line) throw new Problem('not-found')
  return line
}

const codeOf = ({ code, id }: LineRow): string => code ?? id.slice(0, 8)

function fileOf(key: string, line: LineRow, sample: boolean, format: PaperFormat, bytes: Buffer): TableFile {
  return { name: `${word(`casePaper.file.${key}`)}-${codeOf(line)}${sample ? '-MAU' : ''}.${format}`, mediaType: MEDIA[format], bytes }
}

/** Who goes out on paper is noted: the case's person, and contacts as such and as people on file. */
async function noteOut(tx: Tx, line: LineRow | null, contacts: readonly PrintedContact[]): Promise<void> {
  const people = contacts.flatMap(({ individualId }) => (individualId === null ? [] : [individualId]))
  await viewing(tx, 'case_contact', contacts.map(({ id }) => id), 'export')
  await viewing(tx, 'individual', [...new Set([...(line?.individualId ? [line.individualId] : []), ...people])], 'export')
}

async function factsOf(tx: Tx, who: Who, line: LineRow): Promise<CaseFacts> {
  const disease = await readRecord(tx, who, diseaseCase, line.id, true)
  const person = line.individualId === null ? null : await readRecord(tx, who, individual, line.individualId, true)
  return { line, disease, person, rule: (await findRule(tx, line.diseaseCode, dayInVietnam(line.diagnosedAt))) ?? null, contacts: await loadPrintedContacts(tx, line.id, null) }
}

async function investigationFile(tx: Tx, who: Who, deps: AppDeps, id: string, format: PaperFormat): Promise<TableFile> {
  const facts = await factsOf(tx, who, await caseOf(tx, id))
  await noteOut(tx, facts.line, facts.contacts)
  const [header, sample] = [await paperHeaderFor(tx, who.bodyId, today(deps.clock)), await isSample(tx)]
  return fileOf('investigation', facts.line, sample, format, await renderForm(investigationForm(facts, header, codeOf(facts.line), sample), format))
}

async function listFile(tx: Tx, who: Who, deps: AppDeps, id: string, tier: 'f1' | 'f2', format: PaperFormat): Promise<TableFile> {
  const line = await caseOf(tx, id)
  const contacts = await loadPrintedContacts(tx, id, tier)
  await noteOut(tx, null, contacts)
  const [header, sample] = [await paperHeaderFor(tx, who.bodyId, today(deps.clock)), await isSample(tx)]
  return fileOf(tier, line, sample, format, await renderTablePaper(contactPaper(tier, contacts, header, codeOf(line), sample), format))
}

/** A letter names the place and never the person: one whose words hold the person's name is to be put otherwise first. */
function refuseName(place: string, name: string | null): void {
  const bare = (text: string): string => foldMarks(text.toLowerCase())
  if (name !== null && bare(place).includes(bare(name))) throw new Problem('invalid-value', { detail: word('placeNotice.fault.name') })
}

async function noticeFile(tx: Tx, who: Who, id: string, nth: number, version: number): Promise<TableFile> {
  const line = await caseOf(tx, id)
  const disease = await readRecord(tx, who, diseaseCase, id, true)
  if (disease.row.version !== version) refuseStale(disease.row, { version })
  const rule = (await findRule(tx, line.diseaseCode, dayInVietnam(line.diagnosedAt))) ?? null
  const visited = placesVisited((disease.row.history ?? []) as Stay[], windowOf({ line, disease, rule }))[nth - 1]
  if (!visited) throw new Problem('not-found')
  refuseName(visited.place, line.name)
  const head = await issuerHeaderFor(tx, who.bodyId, dayInVietnam(line.diagnosedAt))
  if (!head) throw new Problem('reference-missing')
  await viewing(tx, 'disease_case', [id], 'export')
  return fileOf('notice', line, await isSample(tx), 'docx', await renderDocx(placeNotice(visited, line.disease, head)))
}

/** Papers of tracing one case: the investigation form, lists of contacts by tier, letters to the places where it was. */
export function registerCasePaperRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id/investigation.:format', permission: 'disease_case.export', summary: 'The investigation form of one case under the head of the acting body, filled as far as known; who went out is noted.',
    params: Paper, refuses: ['not-found', 'reference-missing'],
    run: async ({ tx, who, params: { id, format } }) => {
      needsReveal(who)
      return investigationFile(tx, who, deps, id, format)
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id/contact-list.:format', permission: 'case_contact.export', summary: 'The list of close contacts (F1) of a case or of theirs (F2, Form 4) with names; who went out is noted.',
    params: Paper, query: z.object({ tier: z.enum(['f1', 'f2']).default('f1') }), refuses: ['not-found', 'reference-missing'],
    run: async ({ tx, who, params: { id, format }, query }) => {
      needsReveal(who)
      return listFile(tx, who, deps, id, query.tier, format)
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id/notices/:nth.docx', permission: 'disease_case.export', summary: 'A letter to one of the places where a case was while it could infect, by its number among them, as this version of the case has them; it names nobody.',
    params: Id.extend({ nth: z.coerce.number().int().min(1).max(1000) }), query: z.object({ version: z.coerce.number().int() }), refuses: ['not-found', 'stale', 'invalid-value', 'reference-missing'],
    run: async ({ tx, who, params: { id, nth }, query }) => {
      needsReveal(who)
      return noticeFile(tx, who, id, nth, query.version)
    },
    send: sendFile,
  })
}
