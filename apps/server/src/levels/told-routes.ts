import { NoteLevels, RetractTold, shareMeasures, TellInput, ToldAsk, ToldInput, ToldList, type LevelMeasure } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { word } from '#server/words/index.ts'
import { findSeat } from './in-force.queries.ts'
import { findRound } from './load.ts'
import { ruleSetFor } from './rules.ts'
import { findTold, insertNoted, insertTold, loadStrangers, loadTold, voidTold } from './told.queries.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const MOST = 500

const faulty = (field: string, key: string): Problem => new Problem('invalid-input', { fields: { [field]: word(`levels.fault.${key}`) } })

/** A figure that cannot be is refused: a share over 100, a part larger than its whole, nobody living somewhere, a day to come. */
function refuseNonsense({ measure, day, count, base }: TellInput, now: string): void {
  if (day > now) throw faulty('day', 'day')
  if (measure === 'population' && (count <= 0 || base !== null || !Number.isInteger(count))) throw faulty('count', 'people')
  if (measure.startsWith('flag-') && (base !== null || (count !== 0 && count !== 1))) throw faulty('count', 'flag')
  if (shareMeasures.includes(measure as LevelMeasure) && count > (base ?? 100)) throw faulty('count', 'share')
  if (base !== null && count > base) throw faulty('count', 'share')
}

async function tell(tx: Tx, id: string, told: TellInput, now: string): Promise<ToldInput> {
  refuseNonsense(told, now)
  await insertTold(tx, id, told)
  return sameOrRefuse(await findTold(tx, id), (row) => (['areaId', 'measure', 'day', 'count', 'base', 'toldBy', 'source', 'confidence'] as const).every((field) => row[field] === told[field]))
}

/** Keeps levels that another place published of itself; units have to lie in it and to stand on the day, levels to be of the rules. */
async function note(tx: Tx, who: Who, id: string, input: NoteLevels, now: string): Promise<{ id: string }> {
  const rules = ruleSetFor(input.ruleSet, input.inForceFrom)
  if (input.inForceFrom > dayInVietnam(now)) throw faulty('inForceFrom', 'day')
  if (input.levels.some(({ level }) => !rules.levels.some((each) => each.level === level))) throw faulty('levels', 'level')
  if ((await loadStrangers(tx, input.areaId, [input.areaId, ...input.levels.map(({ areaId }) => areaId)], input.inForceFrom)).length > 0) throw faulty('levels', 'strangers')
  if (new Set(input.levels.map(({ areaId }) => areaId)).size < input.levels.length) throw faulty('levels', 'twice')
  if (await insertNoted(tx, id, input, rules, who.title, now) === 0) sameOrRefuse(await findRound(tx, id), (round) => round.kind === 'noted' && round.areaId === input.areaId && round.inForceFrom === input.inForceFrom)
  return { id }
}

/** Figures that no register counts, told by bodies, and levels that other places published. */
export function registerToldRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/level-inputs', permission: 'level_round.read', summary: 'Told figures in sight of a unit and all in it, newest first, those taken back among them.', query: ToldAsk, answer: ToldList,
    run: async ({ tx, query }) => {
      const rows = await loadTold(tx, query.area ?? await findSeat(tx), query.measure ?? null, MOST + 1)
      return { rows: rows.slice(0, MOST), more: rows.length > MOST }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/level-inputs/:id', permission: 'level_round.declare', summary: 'Tells a figure that no register counts: how many people, doses, beds, or whether a flag of the rules is so.', params: ById, body: TellInput, answer: ToldInput, refuses: ['invalid-input', 'duplicate'],
    run: ({ tx, params, body }) => tell(tx, params.id, body, today(deps.clock)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-inputs/:id/retract', permission: 'level_round.retract', summary: 'Takes a told figure back, with the reason; it stays to be read.', params: ById, body: RetractTold, answer: ToldInput, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      if (await voidTold(tx, params.id, body.version, body.reason, deps.clock.now().toISOString()) === 0) refuseStale(await findTold(tx, params.id), body)
      return (await findTold(tx, params.id))!
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/noted-levels/:id', permission: 'level_round.note', summary: 'Notes levels that a place out of the caller\'s areas published of itself, with the document.', params: ById, body: NoteLevels, answer: z.object({ id: z.string() }), refuses: ['invalid-input', 'duplicate'],
    run: ({ tx, who, params, body }) => note(tx, who, params.id, body, deps.clock.now().toISOString()),
  })
}
