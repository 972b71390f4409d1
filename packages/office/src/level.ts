/** Levels of an epidemic on the wire: rounds, levels by area with their reasons, remarks, figures told, what is in force. */
import * as z from 'zod'
import { mapLevels } from './area.ts'
import { Day, Instant } from './task.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const Words = (max: number) => z.string().normalize('NFC').trim().min(1).max(max)
const Maybe = (max: number) => z.string().normalize('NFC').trim().max(max).nullable().default(null).transform((text) => text || null)
const Confidence = z.enum(['high', 'medium', 'low'])

/** What is counted of an area to find its level, in the order of the screen (`Measure` of @phaodai/epidemic-level). */
export const levelMeasures = [
  'community-cases-14-days', 'first-dose-18', 'full-dose-65', 'full-dose-50', 'oxygen-patients', 'deaths-14-days', 'icu-beds', 'full-dose-eligible', 'full-dose-at-risk', 'cases-this-month', 'cases-this-week', 'linked-cases',
] as const
export type LevelMeasure = (typeof levelMeasures)[number]
/** Measures that are a share in per cent of a group of people. */
export const shareMeasures: readonly LevelMeasure[] = ['first-dose-18', 'full-dose-65', 'full-dose-50', 'full-dose-eligible', 'full-dose-at-risk']
/** What a body may tell: how many people live somewhere, a measure, or whether a flag of the rules is so. */
export const toldMeasure = z.union([z.enum(['population', ...levelMeasures]), z.string().regex(/^flag-[a-z0-9]+(-[a-z0-9]+)*$/).max(60)])

const Amount = z.number().min(0).max(1e9)
/** A count and what it is a share of. */
export const LevelRatio = z.object({ count: Amount, base: z.number().positive().max(1e9), percentage: z.literal(true).optional(), summed: z.int().optional() })
export const LevelMeasures = z.partialRecord(z.enum(levelMeasures), LevelRatio)
export type LevelMeasures = z.infer<typeof LevelMeasures>

/** Where a figure comes from: counted from the records, told by a body, or held to be true in a remark. */
export const LevelOrigin = z.object({
  kind: z.enum(['counted', 'told', 'argued']), day: Day, by: z.string().nullable(), source: z.string().nullable(), confidence: Confidence.nullable(),
  /** The unit whose figure it is, where it is not its own. */
  areaId: z.int().nullable(),
})
export type LevelOrigin = z.infer<typeof LevelOrigin>

export const LevelReason = z.object({
  id: z.string(), name: z.string(), step: z.enum(['column', 'row', 'table', 'raise', 'hold', 'watched', 'condition']), value: z.number().nullable(), outcome: z.number().nullable(), counts: z.boolean(), summed: z.int().optional(), source: z.string(), confidence: Confidence,
})
export type LevelReason = z.infer<typeof LevelReason>

export const roundStates = ['proposed', 'reviewed', 'published', 'withdrawn'] as const
export const roundSteps = ['review', 'reopen', 'publish', 'withdraw'] as const
/** What a post may do on a round at hand. */
const roundDeeds = [...roundSteps, 'settle', 'argue', 'declare', 'attach'] as const
const LevelName = z.object({ level: z.int(), name: z.string(), colour: z.enum(['green', 'yellow', 'orange', 'red']).nullable() })
export type LevelName = z.infer<typeof LevelName>

export const RuleSetLine = z.object({
  id: z.string(), name: z.string(), validFrom: Day, validTo: Day.nullable(), method: z.enum(['matrix', 'conditions', 'decided']), source: z.string(), confidence: Confidence, note: z.string().nullable(), levels: z.array(LevelName),
  /** Measures it asks for, and flags that somebody has to tell. */
  measures: z.array(z.enum(levelMeasures)), flags: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type RuleSetLine = z.infer<typeof RuleSetLine>

export const RoundLine = z.object({
  id: z.string(), version: z.int(), kind: z.enum(['assessed', 'noted']), state: z.enum(roundStates), areaId: z.int(), area: z.string(), body: z.string(), diseaseCode: z.string(), disease: z.string(), day: Day, ruleSet: z.string(), ruleName: z.string(),
  levels: z.array(LevelName), counts: z.record(z.string(), z.int()), inForceFrom: Day.nullable(), decisionNumber: z.string().nullable(), decidedOn: Day.nullable(), source: z.string().nullable(),
  /** The first day on which a newer one of the same unit is in force; null: none. */
  replacedOn: Day.nullable(), remarks: z.int(),
})
export type RoundLine = z.infer<typeof RoundLine>
export const RoundList = z.object({ rounds: z.array(RoundLine), more: z.boolean() })
export type RoundList = z.infer<typeof RoundList>

/** One unit of a round as its table shows it. */
export const LevelLine = z.object({
  areaId: z.int(), area: z.string(), areaLevel: z.string(), parentId: z.int().nullable(), version: z.int(), computed: z.int().nullable(), level: z.int().nullable(), follows: z.boolean(), decidedReason: z.string().nullable(), before: z.int().nullable(),
  cases: z.number().nullable(), people: z.number().nullable(), rate: z.number().nullable(), decisive: z.array(z.string()), missing: z.array(z.string()), confidence: Confidence, remarks: z.int(),
})
export type LevelLine = z.infer<typeof LevelLine>
const step = z.object({ by: z.string().nullable(), at: Instant }).nullable()
export const RoundView = RoundLine.extend({
  rules: RuleSetLine, rulesDigest: z.string(), cases: z.enum(['community', 'all']), note: z.string().nullable(), proposed: step, reviewed: step, published: step, closed: step, closeReason: z.string().nullable(), signedCopy: z.object({ id: z.string(), name: z.string() }).nullable(), lines: z.array(LevelLine), may: z.array(z.enum(roundDeeds)),
})
export type RoundView = z.infer<typeof RoundView>

/** POST /api/level-rounds/{id}/signed-copy: the scan of the signed decision, once. */
export const AttachSignedCopy = z.object({ version: z.int(), fileId: z.guid().transform((id) => id.toLowerCase()) })

export const LevelRemark = z.object({
  id: z.string(), version: z.int(), areaId: z.int(), area: z.string(), says: z.string(), counterLevel: z.int().nullable(), computed: z.int().nullable(), measures: LevelMeasures, flags: z.array(z.string()).nullable(), by: z.string().nullable(), at: Instant,
  answer: z.enum(['accepted', 'kept']).nullable(), answerReason: z.string().nullable(), answeredBy: z.string().nullable(), answeredAt: Instant.nullable(),
})
export type LevelRemark = z.infer<typeof LevelRemark>
const Turn = z.object({ count: z.number(), level: z.int().nullable() })
/** GET /api/level-rounds/{id}/areas/{areaId}: one unit, explained row by row. */
export const LevelView = LevelLine.extend({
  round: RoundLine, rules: RuleSetLine, measures: LevelMeasures, above: LevelMeasures, origins: z.record(z.string(), LevelOrigin), flags: z.array(z.string()), reasons: z.array(LevelReason), turns: z.array(Turn), remarkList: z.array(LevelRemark), may: z.array(z.enum(roundDeeds)),
})
export type LevelView = z.infer<typeof LevelView>

/** PUT /api/level-rounds/{id}: proposes the levels of where the acting body's people's committee sits and of all in it for a day. */
export const ProposeRound = z.object({
  day: Day, diseaseCode: z.string().max(60).default('covid-19'), ruleSet: z.string().max(40), cases: z.enum(['community', 'all']).default('community'), diseaseKind: z.enum(['group-a', 'endemic', 'not-endemic']).nullable().default(null), note: Maybe(2000),
})
export type ProposeRound = z.infer<typeof ProposeRound>

/** Other figures for a unit: what is left out stays. */
const changed = { measures: LevelMeasures.default({}), flags: z.array(z.string().max(60)).max(20).nullable().default(null) }
/** POST /api/level-rounds/{id}/what-if; nothing is kept. */
export const WhatIf = z.object({ areaId: z.int().positive(), ...changed })
export type WhatIf = z.infer<typeof WhatIf>
const Assessed = z.object({ level: z.int().nullable(), missing: z.array(z.string()), reasons: z.array(LevelReason), confidence: Confidence })
export const WhatIfAnswer = z.object({ before: Assessed, after: Assessed, others: z.array(z.object({ areaId: z.int(), area: z.string(), before: z.int().nullable(), after: z.int().nullable() })) })
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>

export const RemarkInput = z.object({ roundId: Id, areaId: z.int().positive(), says: Words(2000), counterLevel: z.int().min(0).max(9).nullable().default(null), ...changed })
export type RemarkInput = z.infer<typeof RemarkInput>
/** `take`: the figures held to be true are put in and all levels found anew; the level is set as it was asked for; nothing changes. */
export const AnswerRemark = z.object({ version: z.int(), take: z.enum(['figures', 'level', 'nothing']), reason: Words(1000) })
export type AnswerRemark = z.infer<typeof AnswerRemark>

/** POST /api/level-rounds/{id}/settle: sets the level of a unit by hand, leaves it out, or goes back to what the rules say. */
export const SettleLevel = z.object({ areaId: z.int().positive(), version: z.int(), set: z.enum(['level', 'follows', 'computed']), level: z.int().min(0).max(9).nullable().default(null), reason: Maybe(1000) })
export type SettleLevel = z.infer<typeof SettleLevel>
export const RoundVersion = z.object({ version: z.int() })
export const WithdrawRound = RoundVersion.extend({ reason: Words(1000) })
export const PublishRound = RoundVersion.extend({ number: Words(60), decidedOn: Day, inForceFrom: Day, signerName: Maybe(120) })
export type PublishRound = z.infer<typeof PublishRound>

/** PUT /api/level-inputs/{id}: what no register counts, told by a body for a day. */
export const TellInput = z.object({ areaId: z.int().positive(), measure: toldMeasure, day: Day, count: Amount, base: z.number().positive().max(1e9).nullable().default(null), toldBy: Words(200), source: Words(300), confidence: Confidence.default('medium') })
export type TellInput = z.infer<typeof TellInput>
export const RetractTold = z.object({ version: z.int(), reason: Words(2000) })
export const ToldInput = TellInput.extend({ id: z.string(), version: z.int(), area: z.string(), by: z.string().nullable(), at: Instant, voidedAt: Instant.nullable(), voidReason: z.string().nullable() })
export type ToldInput = z.infer<typeof ToldInput>
export const ToldAsk = z.object({ area: z.coerce.number().int().positive().optional(), measure: toldMeasure.optional() })
export const ToldList = z.object({ rows: z.array(ToldInput), more: z.boolean() })
export type ToldList = z.infer<typeof ToldList>

/** PUT /api/noted-levels/{id}: levels that another place published of itself, with the document. */
export const NoteLevels = z.object({
  areaId: z.int().positive(), diseaseCode: z.string().max(60).default('covid-19'), ruleSet: z.string().max(40), inForceFrom: Day, source: Words(500), levels: z.array(z.object({ areaId: z.int().positive(), level: z.int().min(0).max(9) })).min(1).max(2000),
})
export type NoteLevels = z.infer<typeof NoteLevels>

/** GET /api/levels: what is in force on a day. */
export const LevelsAsk = z.object({ day: Day.optional(), level: z.enum(mapLevels).optional(), within: z.coerce.number().int().positive().optional(), disease: z.string().max(60).default('covid-19') })
export const LevelInForce = z.object({
  areaId: z.int(), area: z.string(), areaLevel: z.string(), level: z.int().nullable(), name: z.string().nullable(), colour: z.enum(['green', 'yellow', 'orange', 'red']).nullable(), ruleSet: z.string().nullable(), rulesUntil: Day.nullable(), from: Day.nullable(), saidOf: z.int().nullable(), saidOfName: z.string().nullable(), several: z.boolean(), roundId: z.string().nullable(), decision: z.string().nullable(),
})
export type LevelInForce = z.infer<typeof LevelInForce>
export const LevelsInForce = z.object({ day: Day, disease: z.string(), within: z.int().nullable(), own: LevelInForce.nullable(), areas: z.array(LevelInForce) })
export type LevelsInForce = z.infer<typeof LevelsInForce>
/** GET /api/levels/{areaId}/history: every level ever published of a unit, newest first. */
export const LevelHistory = z.object({ rows: z.array(LevelInForce.extend({ until: Day.nullable(), reasons: z.array(LevelReason), rules: z.string() })), area: z.string() })
export type LevelHistory = z.infer<typeof LevelHistory>

/** GET /api/levels/layer: new cases of two weeks per 100,000 people a week, or the share of adults told to have a first dose, of the units of a map. */
export const HealthLayerAsk = z.object({ what: z.enum(['incidence', 'coverage']), day: Day.optional(), level: z.enum(mapLevels), within: z.coerce.number().int().positive() })
export type HealthLayerAsk = z.infer<typeof HealthLayerAsk>
/** `inView` false: the figure would hold records that are not the viewer's to see. `value` null: not known. */
export const HealthLayer = z.object({ day: Day, areas: z.array(z.object({ areaId: z.int(), inView: z.boolean(), value: z.number().nullable(), count: z.number().nullable(), base: z.number().nullable() })) })
export type HealthLayer = z.infer<typeof HealthLayer>
