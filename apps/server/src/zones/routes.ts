import { Allowed, AllowedAsk, MeasureCatalogue, MeasureRuleInput, ZoneAsk, ZoneChange, ZoneDraftInput, ZoneDutiesInput, ZoneInput, ZoneInsiders, ZoneList, ZoneMove, ZoneRecord, ZoneReturn, ZoneShapes, ZoneView } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, type Tx, type Who } from '#kernel/session.ts'
import type { Moment } from '../tasks/index.ts'
import { allowedAt } from './allowed.ts'
import { draftDecision, giveUp } from './draft.ts'
import { closeDuties } from './duties.ts'
import { fault, refuseBackwards, refusingInWords } from './faults.ts'
import { loadCatalogue, loadShapes } from './load.ts'
import { reviseRule } from './save.ts'
import { amend, enforce, enterZone, lift, propose, rewriteZone, sendBack } from './steps.ts'
import { viewInsiders, viewZone, viewZones } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const momentOf = (deps: AppDeps): Moment => ({ at: deps.clock.now().toISOString(), today: today(deps.clock) })

interface Change<B> { method: 'PUT' | 'POST' | 'PATCH'; url: string; permission: string; summary: string; refuses?: ProblemCode[]; run: (tx: Tx, who: Who, moment: Moment, id: string, body: B) => Promise<unknown> }

/** A change that answers with the zone as it then stands. */
function change<B extends z.ZodType>(app: FastifyInstance, deps: AppDeps, body: B, { run, refuses = [], ...rest }: Change<z.output<B>>): void {
  route(app, deps, {
    ...rest, params: ById, body, answer: ZoneView, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input', ...refuses],
    run: async (call) => {
      await run(call.tx, call.who, momentOf(deps), call.params.id, call.body as z.output<B>)
      return viewZone(call.tx, call.params.id, today(deps.clock))
    },
  })
}

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/zones', permission: 'zone.read', summary: 'Zones in scope by what is to be done, the latest first, with how many stand in each box and how many people are known inside.', query: ZoneAsk, answer: ZoneList,
    run: ({ tx, query }) => viewZones(tx, query, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/zones/:id', permission: 'zone.read', summary: 'One zone with what it covers, its measures, decisions and tasks.', params: ById, answer: ZoneView, refuses: ['not-found'],
    run: ({ tx, params }) => viewZone(tx, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/zones/:id/insiders', permission: 'household.reveal', summary: 'Households inside a zone by name, for posts that may see names; each showing is noted.', params: ById, answer: ZoneInsiders, refuses: ['not-found'],
    run: ({ tx, who, params }) => {
      needsReveal(who)
      return viewInsiders(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/map/zones', permission: 'zone.read', summary: 'Lines and units of the zones in scope that are in force on a day, for the map.', query: z.object({ day: z.iso.date().optional() }), answer: ZoneShapes,
    run: async ({ tx, query }) => {
      const day = query.day ?? today(deps.clock)
      return { day, zones: await loadShapes(tx, day) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/allowed', permission: 'area.read', summary: 'What is allowed at a place on a day, activity by activity, with the document and clause of each word.', query: AllowedAsk, answer: Allowed, refuses: ['not-found'],
    run: ({ tx, query }) => allowedAt(tx, query.areaId, query.day ?? today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/measure-rules', permission: 'measure_rule.read', summary: 'The catalogue of measures in force on a day.', query: z.object({ day: z.iso.date().optional() }), answer: MeasureCatalogue,
    run: ({ tx, query }) => loadCatalogue(tx, query.day ?? today(deps.clock)),
  })
}

function registerWriting(app: FastifyInstance, deps: AppDeps): void {
  change(app, deps, ZoneInput, {
    method: 'PUT', url: '/api/zones/:id', permission: 'zone.create', summary: 'Makes a zone as a draft, with what it covers and asks for; idempotent by id.', refuses: ['duplicate', 'reference-missing'], run: (tx, _who, moment, id, body) => enterZone(tx, moment, id, body),
  })
  change(app, deps, ZoneChange, {
    method: 'PATCH', url: '/api/zones/:id', permission: 'zone.update', summary: 'Writes a draft anew.', refuses: ['duplicate', 'reference-missing'], run: (tx, _who, moment, id, body) => rewriteZone(tx, moment, id, body),
  })
  change(app, deps, ZoneMove, {
    method: 'POST', url: '/api/zones/:id/propose', permission: 'zone.propose', summary: 'Proposes a draft to the committee.', run: (tx, _who, { today: day }, id, { version }) => propose(tx, id, version, day),
  })
  change(app, deps, ZoneReturn, {
    method: 'POST', url: '/api/zones/:id/send-back', permission: 'zone.send-back', summary: 'Sends a proposal back to be written anew, with the reason.', run: (tx, _who, { today: day }, id, { version, reason }) => sendBack(tx, id, version, reason, day),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/zones/:id/drafts/:draftId', permission: 'draft.write', summary: 'Begins the decision on a zone as a draft of the acting body: to establish, extend, narrow or lift it, or to add and end measures in it.', params: z.object({ id: Id, draftId: Id }), body: ZoneDraftInput, answer: ZoneView, refuses: ['not-found', 'illegal-state', 'invalid-input', 'duplicate'],
    run: async ({ tx, who, params, body }) => {
      await draftDecision(tx, who, momentOf(deps), params.id, params.draftId, body)
      return viewZone(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/zones/:id/decisions/:decisionId/drop', permission: 'draft.write', summary: 'Gives up a decision that was not made.', params: z.object({ id: Id, decisionId: Id }), body: z.object({}), answer: ZoneView, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params }) => {
      await giveUp(tx, momentOf(deps), params.id, params.decisionId)
      return viewZone(tx, params.id, today(deps.clock))
    },
  })
}

function registerDeciding(app: FastifyInstance, deps: AppDeps): void {
  const refuses: ProblemCode[] = ['reference-missing', 'duplicate']
  change(app, deps, ZoneRecord, {
    method: 'POST', url: '/api/zones/:id/enforce', permission: 'zone.enforce', summary: 'Brings a zone into force by an issued decision of the competent people\'s committee; its duties become tasks.', refuses, run: (tx, who, moment, id, body) => enforce(tx, who, moment, id, body),
  })
  change(app, deps, ZoneRecord, {
    method: 'POST', url: '/api/zones/:id/amend', permission: 'zone_change.record', summary: 'Extends or narrows a zone in force by an issued decision, or adds and ends measures in it; the duties of what is added become tasks.', refuses, run: (tx, who, moment, id, body) => amend(tx, who, moment, id, body),
  })
  change(app, deps, ZoneRecord, {
    method: 'POST', url: '/api/zones/:id/lift', permission: 'zone.lift', summary: 'Lifts a zone by an issued decision; its tasks are closed by a request of their own.', refuses, run: (tx, who, moment, id, body) => lift(tx, who, moment, id, body),
  })
  change(app, deps, ZoneDutiesInput, {
    method: 'POST', url: '/api/zones/:id/close-duties', permission: 'task.cancel', summary: 'Closes the tasks of a lifted zone, or of measures that are over, that are still open, with the reason.', run: (tx, who, moment, id, { reason }) => closeDuties(tx, who, moment, id, reason),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/measure-rules/:id', permission: 'measure_rule.manage', summary: 'Writes a row of the catalogue as a new revision; the old one stays.', params: ById, body: MeasureRuleInput, answer: MeasureCatalogue, refuses: ['stale', 'duplicate', 'invalid-input'],
    run: async ({ tx, params, body: { replacesId, ...rule } }) => {
      refuseBackwards(rule.validFrom, rule.validTo, 'validTo')
      if (await refusingInWords(() => reviseRule(tx, replacesId, { id: params.id, ...rule }, momentOf(deps).at)) === 0) throw new Problem('duplicate', { detail: fault('rule-changed') })
      return loadCatalogue(tx, rule.validFrom)
    },
  })
}

/** Zones: drawn, proposed, decided, changed, lifted; their measures; what is allowed where. */
export function registerZoneRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReading(app, deps)
  registerWriting(app, deps)
  registerDeciding(app, deps)
}
