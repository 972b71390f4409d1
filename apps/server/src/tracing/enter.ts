/** A visitors' book of a place: taken as far as its lines are good, in transactions of a few hundred. */
import { visitLine } from '@phaodai/registers'
import type { FastifyRequest } from 'fastify'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { inPost, needsReveal, type Tx, type Who as Caller } from '#kernel/session.ts'
import { findMapping, guessMapping, saveMapping, usableMapping, type Mapping } from '#server/imports/index.ts'
import type { Sheet } from '#server/sheets/index.ts'
import { filled, word } from '#server/words/index.ts'
import { enterVisits, findOwnPlace, loadDecisions } from './entry.queries.ts'
import { readVisits, visitId, type Collecting, type VisitLine } from './visit-lines.ts'
import { identifyVisitors } from './who.ts'

export const COLLECT = 'contact.collect'
const CHUNK = 500
const MOST_SHOWN = 5_000
const PREVIEWED = 50

export type BookAsk = { placeId: string; decisionId: string; dry: boolean; mapping: Mapping | undefined }
type Shown = Pick<VisitLine, 'line' | 'cells' | 'faults'>
/** `repeated`: lines that stand in the file more than once; whether a visit was known before is told to nobody. */
export type BookAnswer = { headers: string[]; mapping: Mapping; total: number; imported: number; repeated: number; bad: Shown[]; doubted: Shown[]; preview: Shown[] }

/** Where and under what is collected; Problem `not-found` for a place out of one's areas, `collection-off` without such a decision. */
async function collectingAt(tx: Tx, caller: Caller, { placeId, decisionId }: BookAsk, day: string): Promise<Collecting> {
  needsReveal(caller)
  const place = await findOwnPlace(tx, placeId)
  if (!place) throw new Problem('not-found')
  const decision = (await loadDecisions(tx, place.areaId, day)).find(({ id }) => id === decisionId)
  if (!decision) throw new Problem('collection-off')
  return { placeId, decisionId, areaId: place.areaId, from: decision.from, to: decision.to }
}

async function prepare(tx: Tx, sheet: Sheet, { mapping, dry }: BookAsk): Promise<Mapping> {
  const known = mapping ?? { ...guessMapping(visitLine, sheet.headers), ...usableMapping(visitLine, sheet.headers, (await findMapping(tx, visitLine.name)) ?? {}) }
  const usable = usableMapping(visitLine, sheet.headers, known)
  if (!dry) await saveMapping(tx, visitLine.name, usable)
  return usable
}

/** Enters some good lines; one whose person cannot be told gets its fault. Returns how many went in. */
async function enterLines(tx: Tx, collecting: Collecting, lines: readonly VisitLine[], { dry, day }: { dry: boolean; day: string }): Promise<number> {
  const people = await identifyVisitors(tx, [...new Map(lines.map(({ visitor }) => [visitor.key, visitor])).values()], collecting.areaId)
  const told = lines.flatMap((line) => {
    const who = people.get(line.visitor.key)!
    if ('id' in who) return [{ line, who }]
    line.faults.push({ field: 'fullName', column: null, code: 'several', sentence: filled(word('visits.fault.several'), { n: who.several }) })
    return []
  })
  if (dry || told.length === 0) return told.length
  const visits = told.map(({ line, who }) => ({
    id: visitId(collecting, line), individual_id: who.id, entered_at: new Date(line.enteredAt).toISOString(), left_at: line.leftAt === null ? null : new Date(line.leftAt).toISOString(), is_masked: line.masked, note: line.note,
  }))
  const fresh = [...new Map(told.flatMap(({ who }) => (who.fresh ? [[who.id, who.fresh] as const] : []))).values()]
  if (!(await enterVisits(tx, collecting.placeId, collecting.decisionId, fresh, visits, day))) throw new Problem('not-found')
  return told.length
}

/** Takes the good lines of a book, or tells in a dry run which it would; what one transaction took stays when a later one fails. */
export async function takeBook(deps: AppDeps, request: FastifyRequest, sheet: Sheet, ask: BookAsk): Promise<BookAnswer> {
  const day = today(deps.clock)
  const { collecting, mapping } = await inPost(deps, request, COLLECT, async (tx, caller) => ({ collecting: await collectingAt(tx, caller, ask, day), mapping: await prepare(tx, sheet, ask) }))
  const lines = readVisits(sheet, mapping, collecting, deps.clock.now().getTime())
  const good = lines.filter(({ faults, repeats }) => faults.length === 0 && !repeats)
  let imported = 0
  for (let start = 0; start < good.length; start += CHUNK) {
    imported += await inPost(deps, request, COLLECT, (tx) => enterLines(tx, collecting, good.slice(start, start + CHUNK), { dry: ask.dry, day }))
  }
  const shown = (list: readonly VisitLine[], most: number): Shown[] => list.slice(0, most).map(({ line, cells, faults, doubts }) => ({ line, cells, faults: [...faults, ...doubts] }))
  return {
    headers: sheet.headers, mapping, total: lines.length, imported, repeated: lines.filter(({ repeats }) => repeats).length,
    bad: shown(lines.filter(({ faults }) => faults.length > 0), MOST_SHOWN), doubted: shown(lines.filter(({ faults, doubts }) => faults.length === 0 && doubts.length > 0), MOST_SHOWN), preview: ask.dry ? shown(lines, PREVIEWED) : [],
  }
}
