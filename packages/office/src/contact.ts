import { CONTACT_HOURS, contactRelations, contactTiers, watchedContactStates } from '@phaodai/vocabulary'
import * as z from 'zod'
import { ContactVisit } from './follow-up.ts'
import { FoundMeeting } from './tracing.ts'

/** What is to be done about a contact, most urgent first. */
export const contactUrgencies = ['positive', 'ill', 'late', 'due', 'ended', 'watched', 'over'] as const
export type ContactUrgency = (typeof contactUrgencies)[number]

/** `illAt`: when symptoms were entered that no sample has answered yet (`unsampledIllness`). */
export type ContactFacts = { tier: string; state: string; result: string | null; listedAt: string; sampledAt: string | null; isolatedAt: string | null; watchUntil: string | null; illAt: string | null }

const HOUR = 3_600_000

const hoursAfter = (instant: string): string => new Date(Date.parse(instant) + CONTACT_HOURS * HOUR).toISOString()

/**
 * When a contact must have been seen to, as an instant: an F1 sampled and isolated within the hours from its listing; whoever fell
 * ill sampled within the same hours from the entry of the symptoms, or sooner where the first sample was still due. Else none.
 */
export function contactDueAt({ tier, listedAt, sampledAt, illAt }: Pick<ContactFacts, 'tier' | 'listedAt' | 'sampledAt' | 'illAt'>): string | null {
  const listed = tier === 'f1' ? hoursAfter(listedAt) : null
  if (illAt === null) return listed
  const ill = hoursAfter(illAt)
  return listed !== null && sampledAt === null && listed < ill ? listed : ill
}

/**
 * What a contact asks for at an instant: a positive one is to be entered as a case; one with symptoms is to be sampled at once; an
 * F1 not sampled and isolated is late after its hours, due within them; who is past the last day of watching is to be released.
 */
export function contactUrgency(contact: ContactFacts, now: Date, today: string): ContactUrgency {
  if (!watchedContactStates.includes(contact.state)) return 'over'
  if (contact.result === 'positive') return 'positive'
  if (contact.illAt !== null) return 'ill'
  const due = contactDueAt(contact)
  if (due !== null && (contact.sampledAt === null || contact.isolatedAt === null)) return Date.parse(due) < now.getTime() ? 'late' : 'due'
  return contact.watchUntil !== null && contact.watchUntil < today ? 'ended' : 'watched'
}

export const contactSteps = ['informed', 'sampled', 'isolated', 'negative', 'positive'] as const

/** One contact of a case; name, phone and how they met stand only where the post may see names. */
export const ContactLine = z.object({
  id: z.guid(), version: z.int(), tier: z.string(), individualId: z.guid().nullable(), name: z.string().nullable(), phone: z.string().nullable(), exposure: z.string().nullable(), relation: z.string().nullable(),
  lastContactOn: z.string(), residence: z.string().nullable(), listedAt: z.string(), informedAt: z.string().nullable(), sampledAt: z.string().nullable(), result: z.string().nullable(), isolatedAt: z.string().nullable(),
  watchUntil: z.string().nullable(), state: z.string(), urgency: z.enum(contactUrgencies), dueAt: z.string().nullable(),
  /** Last met before the case was infectious by the rule of its disease. */
  early: z.boolean(),
  /** Days on which it was seen, the first one first. */
  visits: z.array(ContactVisit),
  /** Whom of the tier before it met, where that is known and in sight. */
  met: z.object({ id: z.guid(), tier: z.string(), name: z.string().nullable() }).nullable(),
  /** The last day of watching before the rule of the disease was put right, by what. */
  rewatched: z.object({ before: z.string(), source: z.string(), reason: z.string().nullable() }).nullable(),
  /** What was asked for or ordered of it in lists in sight: no order is its own execution, which is a step. */
  orders: z.array(z.object({ listId: z.guid(), kind: z.enum(['isolate', 'sample']), state: z.string(), form: z.string(), untilOn: z.string().nullable(), signedAt: z.string().nullable() })),
})
export type ContactLine = z.infer<typeof ContactLine>

/** One who is to be seen today: its line, and the area by which the day's rounds are walked. */
export const FollowUpLine = ContactLine.omit({ early: true }).extend({ areaId: z.int(), area: z.string(), caseId: z.guid().nullable(), caseCode: z.string().nullable(), team: z.string().nullable() })
export type FollowUpLine = z.infer<typeof FollowUpLine>
export const FollowUpToday = z.object({ day: z.string(), contacts: z.array(FollowUpLine), more: z.boolean() })
export type FollowUpToday = z.infer<typeof FollowUpToday>

/** What a case begins with that a contact has become; of the case it met only where that is in sight. */
export const CaseOrigin = z.object({
  id: z.guid(), version: z.int(), individualId: z.guid().nullable(), name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), areaId: z.int(), area: z.string(),
  caseId: z.guid().nullable(), caseCode: z.string().nullable(), diseaseCode: z.string().nullable(), disease: z.string().nullable(), result: z.string().nullable(), onsetOn: z.string().nullable(), symptoms: z.array(z.string()), sampledOn: z.string().nullable(),
})
export type CaseOrigin = z.infer<typeof CaseOrigin>

/** Somebody of the household of a case who is not listed yet. */
export const HouseholdMember = z.object({ individualId: z.guid(), name: z.string().nullable(), sex: z.string().nullable(), birthYear: z.number().nullable() })

export const ContactList = z.object({ today: z.string(), contacts: z.array(ContactLine), household: z.array(HouseholdMember) })
export type ContactList = z.infer<typeof ContactList>

const Words = (most: number) => z.string().trim().min(1).max(most).nullable().default(null)

export const ContactInput = z.object({
  tier: z.enum(contactTiers), individualId: z.guid().nullable().default(null), fullName: Words(120), phone: Words(30), relation: z.enum(contactRelations).nullable().default(null),
  lastContactOn: z.iso.date(), exposure: Words(500), foundBy: z.enum(['patient', 'family', 'place', 'media', 'app', 'other']).nullable().default(null), residenceAreaId: z.int().positive().nullable().default(null),
  /** Of a contact of a contact: whom of the list he met. */
  metId: z.guid().nullable().default(null),
  /** Where an opening of visits has found him: by which number and meeting. */
  found: FoundMeeting.extend({ openingId: z.guid(), n: z.int().positive() }).nullable().default(null),
}).refine(({ individualId, fullName }) => individualId !== null || fullName !== null, { path: ['fullName'], message: 'required' })
export type ContactInput = z.infer<typeof ContactInput>

export const ContactStep = z.object({ version: z.int(), step: z.enum(contactSteps) })

/** What made somebody a contact. Sentence, place, hours and the opening stand only where the post may see names. */
export const ContactReason = z.object({
  kind: z.enum(['visit', 'household', 'contact']), source: z.string().nullable(), minutes: z.int().nullable(), masked: z.string().nullable(), met: z.object({ id: z.guid(), tier: z.string(), name: z.string().nullable() }).nullable(),
  sentence: z.string().nullable(), place: z.string().nullable(), area: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable(),
  /** The opening of visits that found it, for the post that made it and who audits. */
  opening: z.object({ at: z.string(), reason: z.string() }).nullable(),
  relation: z.string().nullable(), lastContactOn: z.string(), disease: z.string().nullable(), caseId: z.guid().nullable(), caseCode: z.string().nullable(), listedBy: z.string().nullable(), listedAt: z.string(),
})
export type ContactReason = z.infer<typeof ContactReason>
