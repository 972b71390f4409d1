/** Steering committees as server and screens exchange them: decisions, units, members, regulations, areas answered for. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'

export const decisionKinds = ['set-up', 'reorganise', 'dissolve'] as const
export const unitKinds = ['sub-committee', 'support-team', 'standing-agency'] as const
export const memberRoles = ['head', 'standing-deputy', 'deputy', 'member', 'secretary'] as const
export const regulationStates = ['draft', 'issued', 'amended', 'expired'] as const
export const areaRecordKinds = ['visit', 'report'] as const

const Name = z.string().trim().min(1).max(200)
const Brief = z.string().trim().min(1).max(100)
/** 0 makes the row; any other number corrects the version that was read. */
const Version = z.int().min(0)

/** A document: a directive of this installation, or its number and day as typed. Both are kept of a linked one. */
const paper = { directiveId: z.uuid().toLowerCase().nullable(), number: Brief.nullable(), issuedOn: Day.nullable() }

export const DecisionInput = z.object({
  ...paper, kind: z.enum(decisionKinds), nth: z.int().min(1).max(99).nullable().default(null), issuer: Name.nullable().default(null), validFrom: Day,
  note: z.string().trim().min(1).max(1000).nullable().default(null),
})
export const CommitteeDecision = z.object({
  id: z.uuid(), kind: z.enum(decisionKinds), nth: z.int().nullable(), directiveId: z.uuid().nullable(), number: z.string(), issuedOn: Day, issuer: z.string().nullable(),
  validFrom: Day, note: z.string().nullable(),
})
export type CommitteeDecision = z.infer<typeof CommitteeDecision>

export const UnitInput = z.object({ version: Version, kind: z.enum(unitKinds), name: Name, agencyId: z.int().nullable(), position: z.int().min(0).max(999).default(0), validFrom: Day, validTo: Day.nullable() })
export const CommitteeUnit = UnitInput.extend({ id: z.uuid(), position: z.int(), agency: BodyRef.nullable() })
export type CommitteeUnit = z.infer<typeof CommitteeUnit>

export const MemberInput = z.object({
  version: Version, unitId: z.uuid().toLowerCase().nullable(), postId: z.uuid().toLowerCase().nullable(), fullName: z.string().trim().min(1).max(120), role: z.enum(memberRoles),
  concurrentPost: Name.nullable(), position: z.int().min(0).max(999).default(0), validFrom: Day, validTo: Day.nullable(),
})
export const CommitteeMember = MemberInput.extend({ id: z.uuid(), position: z.int() })
export type CommitteeMember = z.infer<typeof CommitteeMember>

export const RegulationInput = z.object({
  version: Version, title: z.string().trim().min(1).max(300), changesId: z.uuid().toLowerCase().nullable(), change: z.enum(['amends', 'replaces']).nullable(), ...paper,
  validFrom: Day.nullable(), fileIds: z.array(z.uuid().toLowerCase()).max(10).default([]),
})
export const Regulation = z.object({
  id: z.uuid(), version: z.int(), title: z.string(), state: z.enum(regulationStates), changesId: z.uuid().nullable(), change: z.enum(['amends', 'replaces']).nullable(),
  directiveId: z.uuid().nullable(), number: z.string().nullable(), issuedOn: Day.nullable(), validFrom: Day.nullable(), validTo: Day.nullable(),
  /** On the day that was asked for. */
  inForce: z.boolean(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() })),
})
export type Regulation = z.infer<typeof Regulation>
export const RegulationExpiry = z.object({ version: Version, validTo: Day })

export const ChargeInput = z.object({ version: Version, memberId: z.uuid().toLowerCase(), areaId: z.int(), validFrom: Day, validTo: Day.nullable() })
export const Charge = ChargeInput.extend({ id: z.uuid() })

export const AreaRecordInput = z.object({
  chargeId: z.uuid().toLowerCase(), kind: z.enum(areaRecordKinds), day: Day, place: Name.nullable().default(null), finding: z.string().trim().min(1).max(1000),
  fileIds: z.array(z.uuid().toLowerCase()).max(5).default([]),
})
export const AreaRecord = z.object({
  id: z.uuid(), chargeId: z.uuid(), kind: z.enum(areaRecordKinds), day: Day, place: z.string().nullable(), finding: z.string(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() })),
})
export type AreaRecord = z.infer<typeof AreaRecord>

/** One cell of the matrix: a member and an area, when he was last there and last reported. */
export const MatrixRow = z.object({
  chargeId: z.uuid(), version: z.int(), memberId: z.uuid(), memberName: z.string(), memberRole: z.enum(memberRoles), concurrentPost: z.string().nullable(), mine: z.boolean(),
  area: z.object({ id: z.int(), name: z.string() }), validFrom: Day, validTo: Day.nullable(),
  lastVisit: Day.nullable(), lastFinding: z.string().nullable(), lastReport: Day.nullable(),
  /** Days since he was there, reported, or was given the area. */
  silentDays: z.int(), silent: z.boolean(),
})
export type MatrixRow = z.infer<typeof MatrixRow>
/** `silentAfter`: more days than these without a visit or report are silence (a dated setting). Longest silence first. */
export const Matrix = z.object({ day: Day, silentAfter: z.int(), rows: z.array(MatrixRow) })
export type Matrix = z.infer<typeof Matrix>

export const OnDuty = z.object({ memberName: z.string(), role: z.enum(['leader', 'duty']), title: z.string().nullable(), until: Instant })
export type OnDuty = z.infer<typeof OnDuty>
/** Who answers now. The telephone is anybody's to know; names are told to the body's own posts and those above. */
export const DutyNow = z.object({ bodyId: z.int(), officePhone: z.string().nullable(), onDuty: z.array(OnDuty) })
export type DutyNow = z.infer<typeof DutyNow>

export const standings = ['unrecorded', ...decisionKinds] as const
export const CommitteeRow = z.object({
  body: BodyRef, level: z.string(), standing: z.enum(standings), nth: z.int().nullable(), members: z.int(), charges: z.int(), silent: z.int(),
  /** The title of the regulation in force. */
  regulation: z.string().nullable(),
})
export type CommitteeRow = z.infer<typeof CommitteeRow>

export const Committee = z.object({
  body: BodyRef.extend({ fullName: z.string(), level: z.string(), chain: z.string() }), parent: BodyRef.nullable(), day: Day,
  officePhone: z.string().nullable(), phoneVersion: z.int(), standing: z.enum(standings), nth: z.int().nullable(),
  /** Whether the acting post's body keeps these papers; what it may do follows from its permissions. */
  keeps: z.boolean(), isOwn: z.boolean(),
  decisions: z.array(CommitteeDecision), units: z.array(CommitteeUnit), members: z.array(CommitteeMember), regulations: z.array(Regulation),
  posts: z.array(z.object({ id: z.uuid(), title: z.string() })),
})
export type Committee = z.infer<typeof Committee>
export const PhoneInput = z.object({ version: Version, officePhone: z.string().trim().min(3).max(60).nullable() })
export const FoundInput = z.object({ name: z.string().trim().min(5).max(200), shortName: Name, decisionId: z.uuid().toLowerCase(), decision: DecisionInput })

/** What a committee is by its decisions up to a day: the last one says. */
export function standingOf(decisions: readonly Pick<CommitteeDecision, 'kind' | 'nth' | 'validFrom'>[], day: string): { standing: (typeof standings)[number]; nth: number | null } {
  const last = decisions.filter(({ validFrom }) => validFrom <= day).at(-1)
  return { standing: last?.kind ?? 'unrecorded', nth: last?.nth ?? null }
}

/** True on a day from `validFrom` to `validTo`, both included. */
export function isInForce({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }, day: string): boolean {
  return validFrom !== null && validFrom <= day && (validTo === null || validTo >= day)
}
