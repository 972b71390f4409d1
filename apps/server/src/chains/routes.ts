import { CHAIN_LIMIT, CaseLinkInput, CaseSource, ChainsAsk, ChainsView, chainClasses, linkBases, linkKinds, linkSettings, type Chain } from '@phaodai/office'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { findRule, tracingProfile } from '#server/diseases/index.ts'
import { fileOf, sendFile, type Table, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { chainOf, chainsView } from './figures.ts'
import { infectorsOf } from './infectors.ts'
import { findEnds, findLink, findLinkOf, findSubject, loadAreas, loadChain, loadChains, loadLinksOf, loadMeetings, loadOutbreakChain, type Found } from './load.ts'
import { insertLink, voidLink } from './save.ts'

const pack = promisify(gzip)
const guid = z.guid().transform((id) => id.toLowerCase())
const Id = z.object({ id: guid })
const Most = z.object({ most: z.coerce.number().int().min(1).max(CHAIN_LIMIT).optional() })
const Both = Id.extend({ linkId: guid })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const LinkView = z.object({ id: z.guid(), fromCaseId: z.guid(), toCaseId: z.guid() })

/** Whoever infected another fell ill so many days after him at the most. */
const MOST_DAYS_LATER = 14

const areasOf = (tx: Tx, { cases }: Found) => loadAreas(tx, [...new Set(cases.map(({ areaId }) => areaId))])

async function readChain(tx: Tx, found: Found, startId: string | null): Promise<Chain> {
  return chainOf(found, await areasOf(tx, found), startId)
}

async function chainOfCase(tx: Tx, id: string, most?: number): Promise<Chain> {
  const found = await loadChain(tx, id, most)
  if (found.cases.length === 0) throw new Problem('not-found')
  return readChain(tx, found, id)
}

async function chainOfOutbreak(tx: Tx, id: string, most?: number): Promise<Chain> {
  const found = await loadOutbreakChain(tx, id, most)
  if (!found) throw new Problem('not-found')
  return readChain(tx, found, null)
}

type Packed = { plain: Buffer; packed: Buffer | null }

/** A chain may have tens of thousands of cases: it goes out packed where the browser takes that. Packed harder it would only come later. */
async function packed(chain: Chain, request: FastifyRequest): Promise<Packed> {
  const plain = Buffer.from(JSON.stringify(chain))
  return { plain, packed: /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? await pack(plain, { level: 3 }) : null }
}

/** `x-size` is the size unpacked: what the page measures its progress by. */
function sendPacked(reply: FastifyReply, { plain, packed }: Packed): FastifyReply {
  reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding').header('x-size', plain.length)
  return packed === null ? reply.send(plain) : reply.header('content-encoding', 'gzip').send(packed)
}

const heads = ['from', 'fromArea', 'fromDay', 'to', 'toArea', 'toDay', 'class', 'days', 'kind', 'basis', 'setting']

/** The links of a chain as a table: codes, no names. */
function tableOf({ areas, cases, links }: Chain): Table {
  const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
  const end = (at: number): string[] => [cases.code[at] ?? cases.id[at]!, areas[cases.area[at]!]!.name, dayText(cases.day[at]!)]
  const rows = links.from.map((from, link) => {
    const [to, setting] = [links.to[link]!, linkSettings[links.setting[link]!]]
    return [...end(from), ...end(to), word(`register.disease_case.code.classification.${chainClasses[cases.classOf[to]!]}`), cases.day[to]! - cases.day[from]!,
      word(`chains.kind.${linkKinds[links.kind[link]!]}`), word(`chains.basis.${linkBases[links.basis[link]!]}`), setting === undefined ? '' : word(`register.outbreak.code.setting.${setting}`)]
  })
  return { headers: heads.map((head) => word(`chains.head.${head}`)), rows }
}

/** The table of a chain's links, noted as an export of the cases in it. */
async function exported(tx: Tx, chain: Chain): Promise<TableFile> {
  await viewing(tx, 'disease_case', chain.cases.id, 'export')
  return fileOf(word('chains.file'), 'csv', tableOf(chain))
}

/** A chain of its own kind: as columns, whole or the first of it, and its links as a table. */
function registerChain(app: FastifyInstance, deps: AppDeps, of: 'cases' | 'outbreaks', what: string, find: (tx: Tx, id: string, most?: number) => Promise<Chain>): void {
  route(app, deps, {
    method: 'GET', url: `/api/${of}/:id/chain`, permission: 'disease_case.read', summary: `${what}, as columns (schema Chain of packages/office); no names. With \`most\` no more cases than that.`, params: Id, query: Most, refuses: ['not-found'],
    run: async ({ tx, params, query, request }) => packed(await find(tx, params.id, query.most), request),
    send: sendPacked,
  })
  route(app, deps, {
    method: 'GET', url: `/api/${of}/:id/chain.csv`, permission: 'disease_case.export', summary: `${what}: the links as a table; codes, no names.`, params: Id, refuses: ['not-found'],
    run: async ({ tx, params }) => exported(tx, await find(tx, params.id)),
    send: sendFile,
  })
}

function registerChains(app: FastifyInstance, deps: AppDeps): void {
  registerChain(app, deps, 'cases', 'Everybody in scope who hangs together with a case over links in scope', chainOfCase)
  registerChain(app, deps, 'outbreaks', 'Cases of an outbreak in scope and the links between them', chainOfOutbreak)
  route(app, deps, {
    method: 'GET', url: '/api/chains', permission: 'disease_case.read', summary: 'Chains of a disease in an area and a time, of what is in scope: sizes, generations, days between onsets.', query: ChainsAsk, answer: ChainsView,
    run: async ({ tx, query }) => {
      const found = await loadChains(tx, query)
      const names = new Map((await areasOf(tx, found)).map(({ id, name }) => [id, name]))
      return chainsView(found, (id) => names.get(id)!, query.to)
    },
  })
}

async function readSource(tx: Tx, id: string, clear: boolean, now: Date): Promise<CaseSource> {
  const subject = await findSubject(tx, id, clear)
  if (!subject) throw new Problem('not-found')
  const links = await loadLinksOf(tx, id, clear)
  const rule = await findRule(tx, subject.diseaseCode, subject.diagnosedOn)
  const isRanked = rule !== undefined && rule.incubationMinDays !== null && rule.incubationMaxDays !== null && rule.tracing?.tiers !== 0
  const profile = isRanked ? tracingProfile(subject.diseaseCode, rule) : undefined
  const infectors = profile ? infectorsOf(subject, await loadMeetings(tx, subject), profile, now.getTime()) : []
  if (subject.name !== null) await viewing(tx, 'individual', [subject.individualId!])
  if (clear) await viewing(tx, 'case_link', links.flatMap(({ linkId, note }) => (note === null ? [] : [linkId!])))
  return { ...subject, links, infectors, ranked: profile !== undefined }
}

/** Refuses what cannot be: oneself, another disease, a source that fell ill long after, the other way round, twice. */
async function checkLink(tx: Tx, id: string, body: CaseLinkInput): Promise<void> {
  const refuse = (fault: string, code: 'invalid-input' | 'duplicate' = 'invalid-input'): Problem => new Problem(code, { detail: word(`chains.fault.${fault}`), fields: { fromCaseId: fault } })
  if (body.fromCaseId === id) throw refuse('self')
  const ends = await findEnds(tx, body.fromCaseId, id)
  if (!ends) throw new Problem('not-allowed')
  if (!ends.sameDisease) throw refuse('other-disease')
  if (ends.daysBetween < -MOST_DAYS_LATER) throw refuse('later')
  if (await findLinkOf(tx, id, body.fromCaseId)) throw refuse('turned')
  if (await findLinkOf(tx, body.fromCaseId, id)) throw refuse('twice', 'duplicate')
}

async function enterLink(tx: Tx, id: string, linkId: string, body: CaseLinkInput): Promise<z.input<typeof LinkView>> {
  if (!(await findSubject(tx, id, false))) throw new Problem('not-found')
  const given = { id: linkId, fromCaseId: body.fromCaseId, toCaseId: id, kind: body.kind, basis: body.basis, setting: body.setting, metOn: body.metOn, voided: false }
  const standing = await findLink(tx, linkId)
  if (standing) {
    if (JSON.stringify(standing) !== JSON.stringify(given)) throw new Problem('duplicate', { versions: { theirs: standing, yours: given } })
    return given
  }
  await checkLink(tx, id, body)
  if (!(await insertLink(tx, linkId, id, body))) throw new Problem('not-allowed')
  return given
}

/** Chains of transmission: whole ones, why one case stands in its, and the links an investigation enters or takes back. */
export function registerChainRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerChains(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id/source', permission: 'disease_case.read', summary: 'Links of one case in scope and who may have infected it, likeliest first; its name and notes only for posts that may see them.', params: Id, query: Reveal, answer: CaseSource, refuses: ['not-found'],
    run: async ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return readSource(tx, params.id, query.reveal, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/cases/:id/links/:linkId', permission: 'case_link.create', summary: 'Enters who infected a case; both are in scope.', params: Both, body: CaseLinkInput, answer: LinkView, refuses: ['not-found', 'duplicate', 'invalid-input'],
    run: ({ tx, params, body }) => enterLink(tx, params.id, params.linkId, body),
  })
  route(app, deps, {
    method: 'POST', url: '/api/case-links/:id/void', permission: 'case_link.void', summary: 'Takes an entered link back, with the reason.', params: Id, body: z.object({ reason: z.string().trim().min(1).max(2000) }), answer: LinkView, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params, body }) => {
      const link = await findLink(tx, params.id)
      if (!link) throw new Problem('not-found')
      if (link.voided || (await voidLink(tx, params.id, body.reason)) === 0) throw new Problem('illegal-state')
      return link
    },
  })
}
