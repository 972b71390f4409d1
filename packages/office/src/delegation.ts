/** Delegation: a post lends named permissions to another post for some days, by a document. And leave. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'

/** Without these no screen opens; they are lent with whatever else is lent. */
export const groundPermissions = ['area.read', 'body.read', 'file.read', 'file.upload'] as const

export const DelegationInput = z.object({
  toPostId: z.uuid().toLowerCase(), permissions: z.array(z.string().regex(/^[a-z][a-z_-]*\.[a-z][a-z-]*$/)).min(1).max(2000), // more than all there are: a role holds over 200
  directiveId: z.uuid().toLowerCase().nullable(), number: z.string().trim().min(1).max(100).nullable(), issuedOn: Day.nullable(), validFrom: Day, validTo: Day,
}).refine(({ validFrom, validTo }) => validFrom <= validTo, { path: ['validTo'], message: 'validTo' })

export const delegationStates = ['coming', 'holding', 'ended', 'revoked'] as const
export const Delegation = z.object({
  id: z.uuid(), version: z.int(), fromTitle: z.string(), toTitle: z.string(), body: BodyRef, permissions: z.array(z.string()), directiveId: z.uuid().nullable(),
  number: z.string(), issuedOn: Day, validFrom: Day, validTo: Day, state: z.enum(delegationStates),
  /** Lent by the acting post, or to a post of the caller. */
  mine: z.boolean(), forMe: z.boolean(),
})
export type Delegation = z.infer<typeof Delegation>
export const Leave = z.object({ id: z.uuid(), version: z.int(), title: z.string().nullable(), kind: z.enum(['annual', 'mission', 'study', 'other']), validFrom: Day, validTo: Day, mine: z.boolean() })
export type Leave = z.infer<typeof Leave>
export const LeaveInput = Leave.pick({ kind: true, validFrom: true, validTo: true }).refine(({ validFrom, validTo }) => validFrom <= validTo, { path: ['validTo'], message: 'validTo' })
export const DelegationPage = z.object({
  delegations: z.array(Delegation), leaves: z.array(Leave),
  /** Whom the acting post may lend to, and what; empty while it stands in for another. */
  posts: z.array(z.object({ id: z.uuid(), title: z.string(), body: BodyRef })), permissions: z.array(z.string()),
})
export type DelegationPage = z.infer<typeof DelegationPage>
/** What was done under a delegation, newest first. */
export const DelegatedAct = z.object({ at: Instant, permission: z.string().nullable(), action: z.string(), subject: z.string(), rowId: z.string().nullable() })
export type DelegatedAct = z.infer<typeof DelegatedAct>

/** Where a delegation stands on a day; it ends by itself after `validTo`. */
export function delegationState({ validFrom, validTo, revoked }: { validFrom: string; validTo: string; revoked: boolean }, day: string): (typeof delegationStates)[number] {
  if (revoked) return 'revoked'
  if (day < validFrom) return 'coming'
  return day > validTo ? 'ended' : 'holding'
}
