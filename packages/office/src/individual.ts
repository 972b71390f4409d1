import * as z from 'zod'

/** One observation of a comparison; its code is a word on screen (`people.evidence.<code>`), bits speak for (+) or against (−). */
export const Evidence = z.object({ code: z.string(), bits: z.number() })

/** A person as lists show it to those who may see names. */
export const PersonLine = z.object({
  id: z.guid(), code: z.string(), fullName: z.string().nullable(), sex: z.string(), birthOn: z.string().nullable(), birthYear: z.number().nullable(),
  areaId: z.int(), area: z.string(), address: z.string().nullable(), phone: z.string().nullable(), identityNumber: z.string().nullable(), state: z.string(),
})
export type PersonLine = z.infer<typeof PersonLine>

/** What is asked of the matching before a person is entered; anything but the name may be missing. */
export const MatchAsk = z.strictObject({
  fullName: z.string().trim().min(1).max(120),
  sex: z.enum(['male', 'female', 'unknown']).nullable().default(null),
  birthOn: z.iso.date().nullable().default(null),
  birthYear: z.int().min(1880).max(2199).nullable().default(null),
  identityNumber: z.string().max(40).nullable().default(null),
  oldIdentityNumber: z.string().max(40).nullable().default(null),
  phone: z.string().max(40).nullable().default(null),
  address: z.string().max(300).nullable().default(null),
  areaId: z.int().positive().nullable().default(null),
})
export type MatchAsk = z.infer<typeof MatchAsk>

export const Match = PersonLine.extend({ verdict: z.enum(['same', 'possible']), probability: z.number(), evidence: z.array(Evidence) })
export type Match = z.infer<typeof Match>

export const Pair = z.object({
  id: z.guid(), a: PersonLine, b: PersonLine, verdict: z.enum(['same', 'possible']), bits: z.number(), evidence: z.array(Evidence), foundAt: z.string(),
  /** Diseases of which both have a case that is not over, as far as the viewer sees both. */
  openCases: z.array(z.string()),
})
export type Pair = z.infer<typeof Pair>

export const Merge = z.object({
  id: z.guid(), survivorId: z.guid(), absorbedId: z.guid(), survivorCode: z.string(), absorbedCode: z.string(), reason: z.string(), mergedAt: z.string(), undoneAt: z.string().nullable(), moved: z.int(),
})
export type Merge = z.infer<typeof Merge>

/** One membership of a household. */
export const Membership = z.object({
  id: z.guid(), householdId: z.guid(), household: z.string(), individualId: z.guid(), member: z.string(), relation: z.string(), fromOn: z.string(), toOn: z.string().nullable(), version: z.int(),
})
export type Membership = z.infer<typeof Membership>
export const householdRelations = ['head', 'spouse', 'child', 'parent', 'sibling', 'grandchild', 'other'] as const

export const PersonCase = z.object({ id: z.guid(), code: z.string().nullable(), disease: z.string(), classification: z.string(), diagnosedAt: z.string(), state: z.string() })

export const PersonDetail = z.object({
  person: PersonLine.extend({ oldIdentityNumber: z.string().nullable(), ethnicity: z.string().nullable(), nationality: z.string().nullable(), occupation: z.string().nullable(), workplace: z.string().nullable(), diedOn: z.string().nullable(), version: z.int() }),
  /** What the identity number contradicts: `people.fault.<code>`. */
  faults: z.array(z.string()),
  cases: z.array(PersonCase), memberships: z.array(Membership), merges: z.array(Merge), pairs: z.array(Pair),
})
export type PersonDetail = z.infer<typeof PersonDetail>
