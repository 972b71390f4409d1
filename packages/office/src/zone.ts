import { gatheringKinds, measureAnswers, zoneKinds, zoneShapes } from '@phaodai/vocabulary'
import * as z from 'zod'

const DayText = z.iso.date()
const Id = z.guid().transform((id) => id.toLowerCase())
const Place = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** What is to be done of zones, box by box. */
export const zoneBoxes = ['in_force', 'expired', 'proposed', 'draft', 'lifted'] as const
export type ZoneBox = (typeof zoneBoxes)[number]
export const zoneDecisionKinds = ['establish', 'extend', 'narrow', 'adjust', 'lift'] as const
export type ZoneDecisionKind = (typeof zoneDecisionKinds)[number]

/** What a zone covers: whole units, a closed line drawn on the map (longitude, latitude), or houses one by one. */
export const ZoneExtentInput = z.discriminatedUnion('shape', [
  z.object({ shape: z.literal('area'), areaIds: z.array(z.int()).min(1).max(300) }),
  z.object({ shape: z.literal('polygon'), ring: z.array(Place).min(1).max(500) }),
  z.object({ shape: z.literal('households'), householdIds: z.array(Id).min(1).max(500) }),
])
export type ZoneExtentInput = z.infer<typeof ZoneExtentInput>

/** A measure taken from the catalogue, or in words of the zone's own. */
export const ZoneMeasureInput = z.object({
  ruleId: Id.nullable().default(null), activity: z.string().max(40), answer: z.enum(measureAnswers), words: z.string().trim().min(1).max(500), wordsEn: z.string().trim().min(1).max(500).nullable().default(null),
  fromOn: DayText.nullable().default(null), untilOn: DayText.nullable().default(null), carriesOutId: Id.nullable().default(null), carriesOutLabel: z.string().trim().min(1).max(100).nullable().default(null),
})
export type ZoneMeasureInput = z.infer<typeof ZoneMeasureInput>

const written = {
  name: z.string().trim().min(1).max(200), outbreakId: Id.nullable().default(null), fromOn: DayText, untilOn: DayText.nullable().default(null), boundary: z.string().trim().min(1).max(1000).nullable().default(null), grounds: z.string().trim().min(1).max(2000).nullable().default(null),
  extent: ZoneExtentInput, measures: z.array(ZoneMeasureInput).max(60).default([]),
}
export const ZoneInput = z.object({ areaId: z.int(), kind: z.enum(zoneKinds), diseaseCode: z.string().max(40), ...written })
export type ZoneInput = z.infer<typeof ZoneInput>
export const ZoneChange = z.object({ version: z.int(), ...written })
export type ZoneChange = z.infer<typeof ZoneChange>
export const ZoneMove = z.object({ version: z.int() })
export const ZoneReturn = z.object({ version: z.int(), reason: z.string().trim().min(1).max(2000) })

/** A measure that a decision adds to a zone in force: a row of the catalogue of the day it takes effect. */
export const ZoneAddInput = ZoneMeasureInput.omit({ fromOn: true }).extend({ ruleId: Id })
export type ZoneAddInput = z.infer<typeof ZoneAddInput>
/** A decision to be drafted: from when, what it changes, and which measures it ends and adds. */
export const ZoneDraftInput = z.object({
  kind: z.enum(zoneDecisionKinds), effectiveOn: DayText, untilOn: DayText.nullable().default(null), reason: z.string().trim().min(1).max(2000).nullable().default(null), extent: ZoneExtentInput.nullable().default(null),
  ends: z.array(Id).max(60).default([]), adds: z.array(ZoneAddInput).max(60).default([]),
})
export type ZoneDraftInput = z.infer<typeof ZoneDraftInput>
/** The document that was issued, and in which clause it says so. */
export const ZoneRecord = z.object({ version: z.int(), decisionId: Id, directiveId: Id, clause: z.string().trim().min(1).max(100) })
export type ZoneRecord = z.infer<typeof ZoneRecord>
export const ZoneDutiesInput = z.object({ reason: z.string().trim().min(1).max(1000) })

export const ZoneLine = z.object({
  id: z.guid(), name: z.string(), kind: z.enum(zoneKinds), areaId: z.int(), area: z.string(), disease: z.string(), fromOn: z.string(), untilOn: z.string().nullable(), state: z.string(), version: z.int(),
  shape: z.enum(zoneShapes).nullable(), number: z.string().nullable(), measures: z.int(), openTasks: z.int(), households: z.int().nullable(), people: z.int().nullable(),
})
export type ZoneLine = z.infer<typeof ZoneLine>
export const ZoneAsk = z.object({ box: z.enum(zoneBoxes).default('in_force'), q: z.string().trim().max(60).optional() })
export const ZoneList = z.object({ today: z.string(), zones: z.array(ZoneLine), more: z.boolean(), counts: z.record(z.enum(zoneBoxes), z.int()) })
export type ZoneList = z.infer<typeof ZoneList>

export const ZoneExtent = z.object({
  id: z.guid(), shape: z.enum(zoneShapes), ring: z.array(Place).nullable(), fromOn: z.string(), untilOn: z.string().nullable(), active: z.boolean(), decisionId: z.guid().nullable(),
  areas: z.array(z.object({ id: z.int(), name: z.string() })), households: z.array(z.object({ id: z.guid(), code: z.string() })),
})
export type ZoneExtent = z.infer<typeof ZoneExtent>
/** The decision that prolonged or ended a measure, and the clause that says so. */
const Cited = z.object({ number: z.string(), clause: z.string(), directiveId: z.guid().nullable() })
export const ZoneMeasure = z.object({
  id: z.guid(), ruleId: z.guid().nullable(), activity: z.string(), activityName: z.string(), answer: z.enum(measureAnswers), words: z.string(), wordsEn: z.string().nullable(), source: z.string().nullable(), confidence: z.string().nullable(), fromOn: z.string(), untilOn: z.string().nullable(),
  number: z.string().nullable(), clause: z.string().nullable(), directiveId: z.guid().nullable(), carriesOutId: z.guid().nullable(), carriesOut: z.string().nullable(), carriesOutLabel: z.string().nullable(), extendedBy: Cited.nullable(), endedBy: Cited.nullable(),
})
export type ZoneMeasure = z.infer<typeof ZoneMeasure>
/** What a decision does to a measure: `clause` once it is recorded. */
export const ZoneStep = z.object({ verb: z.enum(['add', 'end', 'extend']), activity: z.string(), activityName: z.string(), words: z.string(), fromOn: z.string(), untilOn: z.string().nullable(), clause: z.string().nullable() })
export type ZoneStep = z.infer<typeof ZoneStep>
export const ZoneDecision = z.object({
  id: z.guid(), kind: z.enum(zoneDecisionKinds), effectiveOn: z.string(), untilOn: z.string().nullable(), reason: z.string().nullable(), draftId: z.guid().nullable(), draftState: z.string().nullable(), draftDirectiveId: z.guid().nullable(), directiveId: z.guid().nullable(),
  number: z.string().nullable(), issuedOn: z.string().nullable(), authority: z.string().nullable(), clause: z.string().nullable(), byTitle: z.string(), recordedAt: z.string().nullable(), recorderTitle: z.string().nullable(), steps: z.array(ZoneStep),
})
export type ZoneDecision = z.infer<typeof ZoneDecision>
export const ZoneTask = z.object({ id: z.guid(), text: z.string(), body: z.string(), state: z.string(), closed: z.boolean(), deadline: z.string().nullable(), /** Of a measure that is over, or is on its last day. */ over: z.boolean() })
export const ZoneView = z.object({
  today: z.string(), zone: ZoneLine.extend({ boundary: z.string().nullable(), grounds: z.string().nullable(), outbreakId: z.guid().nullable(), outbreak: z.string().nullable(), diseaseCode: z.string(), stateReason: z.string().nullable() }),
  extents: z.array(ZoneExtent), measures: z.array(ZoneMeasure), decisions: z.array(ZoneDecision), tasks: z.array(ZoneTask),
  /** Duties that no body was found for. */
  unheld: z.array(z.string()), unplaced: z.int().nullable(),
})
export type ZoneView = z.infer<typeof ZoneView>

/** Zones in force on a day, as a map draws them: a line, or whole units. */
export const ZoneShapes = z.object({ day: z.string(), zones: z.array(z.object({ id: z.guid(), name: z.string(), kind: z.enum(zoneKinds), ring: z.array(Place).nullable(), areaIds: z.array(z.int()) })) })
export type ZoneShapes = z.infer<typeof ZoneShapes>

/** Who is inside: households with their people, for health alone. */
export const ZoneInsiders = z.object({ households: z.array(z.object({ id: z.guid(), code: z.string(), head: z.string().nullable(), address: z.string().nullable(), phone: z.string().nullable(), people: z.int() })), more: z.boolean(), unplaced: z.int() })
export type ZoneInsiders = z.infer<typeof ZoneInsiders>

export const MeasureRule = z.object({
  id: z.guid(), regime: z.string(), regimeName: z.string(), activity: z.string(), activityName: z.string(), answer: z.enum(measureAnswers), words: z.string(), wordsEn: z.string(), clause: z.string().nullable(), source: z.string(), confidence: z.enum(['high', 'medium', 'low']), note: z.string().nullable(), validFrom: z.string(), validTo: z.string().nullable(),
})
export type MeasureRule = z.infer<typeof MeasureRule>
export const MeasureRuleInput = z.object({
  replacesId: Id.nullable(), regime: z.string().max(40), activity: z.string().max(40), answer: z.enum(measureAnswers), words: z.string().trim().min(1).max(500), wordsEn: z.string().trim().min(1).max(500), clause: z.string().trim().min(1).max(100).nullable(), source: z.string().trim().min(1).max(300),
  confidence: z.enum(['high', 'medium', 'low']), note: z.string().trim().min(1).max(500).nullable().default(null), validFrom: DayText, validTo: DayText.nullable(), reason: z.string().trim().min(1).max(1000),
})
export type MeasureRuleInput = z.infer<typeof MeasureRuleInput>
export const MeasureCatalogue = z.object({ regimes: z.array(z.object({ code: z.string(), name: z.string(), level: z.int().nullable() })), activities: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })), rules: z.array(MeasureRule) })
export type MeasureCatalogue = z.infer<typeof MeasureCatalogue>

/** One document's word on an activity at a place. `whole`: for all of the place, else for the zone in it alone. */
export const Saying = z.object({
  answer: z.enum(measureAnswers), words: z.string(), wordsEn: z.string().nullable(), document: z.string(), clause: z.string().nullable(), ruleSource: z.string().nullable(), confidence: z.string().nullable(), origin: z.enum(['zone', 'level']),
  zoneKind: z.enum(zoneKinds).nullable(), zoneName: z.string().nullable(), zoneArea: z.string().nullable(), whole: z.boolean(), fromOn: z.string(), untilOn: z.string().nullable(),
})
export type Saying = z.infer<typeof Saying>
export const Allowed = z.object({
  areaId: z.int(), area: z.string(), day: z.string(), level: z.object({ level: z.int(), name: z.string(), decision: z.string().nullable() }).nullable(),
  activities: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string(), /** The strictest word on all of the place; null where only a zone in it speaks. */ answer: z.enum(measureAnswers).nullable(), sayings: z.array(Saying) })),
})
export type Allowed = z.infer<typeof Allowed>
export const AllowedAsk = z.object({ areaId: z.coerce.number().int(), day: DayText.optional() })

export const gatheringAnswers = ['allow', 'limit', 'refuse'] as const
export type GatheringAnswer = (typeof gatheringAnswers)[number]
export const GatheringDecide = z.object({ version: z.int(), conditions: z.string().trim().min(1).max(2000).nullable().default(null), reason: z.string().trim().min(1).max(1000).nullable().default(null) })
export type GatheringDecide = z.infer<typeof GatheringDecide>
export const GatheringView = z.object({
  gathering: z.object({ id: z.guid(), name: z.string(), kind: z.enum(gatheringKinds), area: z.string(), areaId: z.int(), startsAt: z.string(), endsAt: z.string().nullable(), expected: z.number(), setting: z.enum(['indoor', 'outdoor']), place: z.string().nullable(), state: z.string(), version: z.int() }),
  advice: z.object({ answer: z.enum(gatheringAnswers), ruled: z.enum(measureAnswers).nullable(), why: z.string(), conditions: z.string().nullable(), sayings: z.array(Saying) }),
  decision: z.object({ answer: z.enum(gatheringAnswers), why: z.string(), conditions: z.string().nullable(), byTitle: z.string(), decidedAt: z.string() }).nullable(),
})
export type GatheringView = z.infer<typeof GatheringView>
