import { HealthLayer, HealthLayerAsk, LevelHistory, LevelView, LevelsAsk, LevelsInForce, ProposeRound, RoundList, RoundView, RuleSetLine, WhatIf, WhatIfAnswer } from '@phaodai/office'
import { RULE_SETS } from '@phaodai/epidemic-level'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { registerLevelActs } from './acts.ts'
import { findSeat, getInForce, loadHistory, loadInForce } from './in-force.queries.ts'
import { loadCoverage, loadIncidence } from './layer.queries.ts'
import { findRound, loadRounds } from './load.ts'
import { propose } from './propose.ts'
import { toldRules } from './rules.ts'
import { tryFigures } from './settle.ts'
import { registerToldRoutes } from './told-routes.ts'
import { viewLevel, viewRound } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const AreaId = z.coerce.number().int().positive()
const Done = z.object({ id: z.string() })
/** Rounds and told figures of one answer. */
const MOST = 200

function registerInForce(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/levels', permission: 'level_round.read', summary: 'The published levels in force on a day: of a unit and of what lies in it, of either tree of areas.', query: LevelsAsk, answer: LevelsInForce, refuses: ['not-found'],
    run: async ({ tx, query }) => {
      const [day, within] = [query.day ?? today(deps.clock), query.within ?? (query.level ? null : await findSeat(tx))]
      return { day, disease: query.disease, within, own: within === null ? null : await getInForce(tx, within, day, query.disease), areas: await loadInForce(tx, within, query.level ?? null, day, query.disease) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/levels/layer', permission: 'level_round.read', summary: 'New cases on 100,000 people a week, or the share of adults with a first dose, of the units of a map.', query: HealthLayerAsk, answer: HealthLayer, refuses: ['not-found'],
    run: async ({ tx, who, query: { what, level, within, day = today(deps.clock) } }) => ({
      day, areas: what === 'coverage' ? await loadCoverage(tx, within, level, day) : who.reads.includes('figure-covid-confirmed') ? await loadIncidence(tx, within, level, day, who.seesWhole) : [],
    }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/levels/:areaId/history', permission: 'level_round.read', summary: 'Every level that was published of a unit, newest first, with its reasons.', params: z.object({ areaId: AreaId }), query: LevelsAsk.pick({ disease: true }), answer: LevelHistory, refuses: ['not-found'],
    run: async ({ tx, params, query }) => ({ area: (await getInForce(tx, params.areaId, today(deps.clock), query.disease)).area, rows: await loadHistory(tx, params.areaId, query.disease) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/level-rules', permission: 'level_round.read', summary: 'All rule sets with their days, sources and how sure each is.', answer: z.object({ rules: z.array(RuleSetLine) }),
    run: () => Promise.resolve({ rules: RULE_SETS.map(toldRules) }),
  })
}

function registerRounds(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/level-rounds', permission: 'level_round.read', summary: 'Rounds in sight, newest first.', answer: RoundList,
    run: async ({ tx }) => {
      const rounds = await loadRounds(tx, MOST + 1)
      return { rounds: rounds.slice(0, MOST), more: rounds.length > MOST }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/level-rounds/:id', permission: 'level_round.propose', summary: 'Proposes the level of the unit that the acting body belongs to and of all in it, from figures up to a day, by one rule set.', params: ById, body: ProposeRound, answer: Done, refuses: ['invalid-input', 'reference-missing'],
    run: async ({ tx, who, params, body }) => {
      await propose(tx, who, params.id, body, deps.clock.now().toISOString())
      sameOrRefuse(await findRound(tx, params.id), (round) => round.own && round.day === body.day && round.ruleSet === body.ruleSet && round.diseaseCode === body.diseaseCode && round.cases === body.cases)
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/level-rounds/:id', permission: 'level_round.read', summary: 'One round with the units in sight.', params: ById, answer: RoundView, refuses: ['not-found'], run: ({ tx, who, params }) => viewRound(tx, who, params.id),
  })
  route(app, deps, {
    method: 'GET', url: '/api/level-rounds/:id/areas/:areaId', permission: 'level_round.read', summary: 'One unit of a round, explained row by row, with the counts at which its level turns and what was said against it.', params: ById.extend({ areaId: AreaId }), answer: LevelView, refuses: ['not-found'],
    run: ({ tx, who, params }) => viewLevel(tx, who, params.id, params.areaId),
  })
  route(app, deps, {
    method: 'POST', url: '/api/level-rounds/:id/what-if', permission: 'level_round.read', summary: 'What the rules would say with other figures of a unit; nothing is kept.', params: ById, body: WhatIf, answer: WhatIfAnswer, refuses: ['not-found', 'invalid-input'],
    run: ({ tx, params, body }) => tryFigures(tx, params.id, body),
  })
}

/** Levels of an epidemic: what is in force, rounds from proposal to publication, what units say against them, figures that no register counts. */
export function registerLevelRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerInForce(app, deps)
  registerRounds(app, deps)
  registerLevelActs(app, deps)
  registerToldRoutes(app, deps)
}
