import { CONTACT_HOURS, contactRelations, contactTiers, watchedContactStates } from '@phaodai/vocabulary'
import * as z from 'zod'

/** What is to be done about a contact, most urgent first. */
export const contactUrgencies = ['positive', 'late', 'due', 'ended', 'watched', 'over'] as const
export type ContactUrgency = (typeof contactUrgencies)[number]

export type ContactFacts = { tier: string; state: string; result: string | null; listedAt: string; sampledAt: string | null; isolatedAt: string | null; watchUntil: string | null }

const HOUR = 3_600_000

/** When an F1 must have been sampled and isolated, as an instant; other tiers have no such hour. */
export function contactDueAt({ tier, listedAt }: Pick<ContactFacts, 'tier' | 'listedAt'>): string | null {
  return tier === 'f1' ? new Date(Date.parse(listedAt) + CONTACT_HOURS * HOUR).toISOString() : null
}

/**
 * What a contact asks for at an instant: a positive one is to be entered as a case; an F1 not sampled and isolated is late after
 * its hours, due within them; who is past the last day of watching is to be released.
 */
export function contactUrgency(contact: ContactFacts, now: Date, today: string): ContactUrgency {
  if (!watchedContactStates.includes(contact.state)) return 'over'
  if (contact.result === 'positive') return 'positive'
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
})
export type ContactLine = z.infer<typeof ContactLine>

/** Somebody of the household of a case who is not listed yet. */
export const HouseholdMember = z.object({ individualId: z.guid(), name: z.string().nullable(), sex: z.string().nullable(), birthYear: z.number().nullable() })

export const ContactList = z.object({ contacts: z.array(ContactLine), household: z.array(HouseholdMember) })
export type ContactList = z.infer<typeof ContactList>

const Words = (most: number) => z.string().trim().min(1).max(most).nullable().default(null)

export const ContactInput = z.object({
  tier: z.enum(contactTiers), individualId: z.guid().nullable().default(null), fullName: Words(120), phone: Words(30), relation: z.enum(contactRelations).nullable().default(null),
  lastContactOn: z.iso.date(), exposure: Words(500), residenceAreaId: z.int().positive().nullable().default(null),
}).refine(({ individualId, fullName }) => individualId !== null || fullName !== null, { path: ['fullName'], message: 'required' })
export type ContactInput = z.infer<typeof ContactInput>

export const ContactStep = z.object({ version: z.int(), step: z.enum(contactSteps) })
