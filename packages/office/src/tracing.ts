import { contactTiers } from '@phaodai/vocabulary'
import * as z from 'zod'

/** Why visits are opened, and of a listed contact instead of the case itself. */
export const TracingAsk = z.object({ reason: z.string().trim().min(10).max(500), contactId: z.guid().nullable().default(null), tiers: z.int().min(1).max(contactTiers.length).default(contactTiers.length) })
export type TracingAsk = z.infer<typeof TracingAsk>

export const tracingUrgencies = ['late', 'due', 'watched'] as const

/** One meeting: where, from when to when, how long; masked when both were known to be. */
export const FoundExposure = z.object({
  kind: z.enum(['visit', 'household', 'contact']), place: z.string().nullable(), area: z.string().nullable(), from: z.string(), to: z.string(), minutes: z.int(), masked: z.enum(['yes', 'no', 'unknown']),
  /** 0 = the case itself; `source`: the number of whom he met. */
  sourceTier: z.int(), source: z.int(), placeId: z.guid().nullable(), assumedExit: z.boolean(), note: z.string().nullable(),
})
export type FoundExposure = z.infer<typeof FoundExposure>

/** Somebody found: named where he is in the caller's scope, else only where he lives. `n` is his number in this opening. */
export const FoundPerson = z.object({
  n: z.int(), tier: z.enum(contactTiers), urgency: z.enum(tracingUrgencies), dueAt: z.string().nullable(), individualId: z.guid().nullable(), name: z.string().nullable(), birthYear: z.number().nullable(), phone: z.string().nullable(),
  residence: z.string(), residenceAreaId: z.int(), elsewhere: z.boolean(), listed: z.boolean(), lastContactOn: z.string(), relation: z.enum(['household', 'daily']), minutes: z.int(), why: z.string(),
  exposures: z.array(FoundExposure), moreExposures: z.int(),
})
export type FoundPerson = z.infer<typeof FoundPerson>

/** What was kept out of the answer, and why. */
export const TracingFault = z.object({ who: z.string(), place: z.string().nullable(), at: z.string(), reason: z.string(), visits: z.int(), sentence: z.string() })

export type TracingFault = z.infer<typeof TracingFault>

export const TracingAnswer = z.object({
  openingId: z.guid(), from: z.string(), to: z.string(), tiers: z.int(), people: z.array(FoundPerson), counts: z.object({ tiers: z.array(z.int()), opened: z.int(), visits: z.int(), leftOut: z.int() }),
  faults: z.array(TracingFault), limits: z.array(z.string()),
})
export type TracingAnswer = z.infer<typeof TracingAnswer>

/** The meeting by which an opening has found somebody, as it told it; what is kept is read from the visits themselves. */
export const FoundMeeting = z.object({ source: z.int().positive(), kind: z.enum(['visit', 'household', 'contact']), placeId: z.guid().nullable(), from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
export type FoundMeeting = z.infer<typeof FoundMeeting>

/** A found person who lives elsewhere, put on the list of the case by his number in the opening. */
export const ReferralInput = z.strictObject({ n: z.int().positive(), meeting: FoundMeeting.nullable().default(null) })

/** Openings from a day to a day, of one body's posts. */
export const OpeningsAsk = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional(), bodyId: z.coerce.number().int().optional() })
export type OpeningsAsk = z.infer<typeof OpeningsAsk>

/** One opening of visits, as an auditor reads it. */
export const VisitOpening = z.object({
  id: z.guid(), openedAt: z.string(), person: z.string().nullable(), post: z.string().nullable(), body: z.string().nullable(), caseId: z.guid(), caseCode: z.string().nullable(), area: z.string(), ofContact: z.boolean(), reason: z.string(), from: z.string(), to: z.string(), people: z.int(), visits: z.int(), leftOut: z.int(),
})
export type VisitOpening = z.infer<typeof VisitOpening>

/** `bodies`: those that opened any in that time, for the filter; `more`: there are older ones than these. */
export const VisitOpenings = z.object({ openings: z.array(VisitOpening), bodies: z.array(z.object({ id: z.int(), name: z.string() })), more: z.boolean() })
export type VisitOpenings = z.infer<typeof VisitOpenings>

/** A decision in force under which visits of a place can be entered, for days from one to another. */
export const CollectionDecision = z.object({ id: z.guid(), number: z.string(), issuer: z.string(), disease: z.string(), from: z.iso.date(), to: z.iso.date() })
export type CollectionDecision = z.infer<typeof CollectionDecision>

export const CollectingAnswer = z.object({ place: z.object({ id: z.guid(), name: z.string(), area: z.string() }), decisions: z.array(CollectionDecision) })
export type CollectingAnswer = z.infer<typeof CollectingAnswer>

/** A visit that the person of a case tells; `to` null: does not remember when he left. */
export const ToldVisit = z.strictObject({ placeId: z.guid(), from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }).nullable(), masked: z.boolean().nullable(), note: z.string().trim().min(1).max(200).nullable() })
export type ToldVisit = z.infer<typeof ToldVisit>

/** Why the visit, though kept, will not be used by tracing. */
export const ToldVisitAnswer = z.object({ doubts: z.array(z.string()) })
export type ToldVisitAnswer = z.infer<typeof ToldVisitAnswer>
