/** Teams that are sent out, on the wire: who is in one, whether it is ready, where it was sent and when it may be sent again. */
import { dispatchPurposes, teamKinds, teamRoles } from '@phaodai/vocabulary'
import * as z from 'zod'

const Id = z.guid().transform((id) => id.toLowerCase())
const At = z.iso.datetime({ offset: true })
const words = (max: number) => z.string().normalize('NFC').trim().min(1).max(max)

/** One order that sent a team, from when it was to leave until it had rested. */
export const DispatchLine = z.object({
  id: z.string(), teamId: z.string(), areaId: z.int(), area: z.string(), from: z.string(), purpose: z.enum(dispatchPurposes), words: z.string(), number: z.string().nullable(), body: z.string(), byTitle: z.string(),
  fromAt: z.string(), untilOn: z.string(), arrivedAt: z.string().nullable(), returnedAt: z.string().nullable(), restUntil: z.string().nullable(), withdrawnAt: z.string().nullable(), reason: z.string().nullable(),
})
export type DispatchLine = z.infer<typeof DispatchLine>

export const ResponseTeamLine = z.object({
  id: z.string(), version: z.int(), name: z.string(), kind: z.enum(teamKinds), state: z.string(), areaId: z.int(), area: z.string(), body: z.string().nullable(), facility: z.string().nullable(), phone: z.string().nullable(),
  restUntil: z.string().nullable(), people: z.int(), ours: z.boolean(), out: DispatchLine.nullable(),
})
export type ResponseTeamLine = z.infer<typeof ResponseTeamLine>

/** Names and phones only where the post may see them. */
export const RosterLine = z.object({ id: z.string(), version: z.int(), role: z.enum(teamRoles), name: z.string().nullable(), phone: z.string().nullable(), fromOn: z.string(), untilOn: z.string().nullable() })
export type RosterLine = z.infer<typeof RosterLine>

export const TeamRule = z.object({ leastPeople: z.int(), needsHead: z.boolean(), restHours: z.int(), source: z.string(), confidence: z.enum(['high', 'medium', 'low']) })
/** What a store has of what is handed out to cases at home. */
export const KitLine = z.object({ itemId: z.string(), item: z.string(), unit: z.string(), quantity: z.number() })
export type KitLine = z.infer<typeof KitLine>

export const ResponseTeamView = z.object({
  team: ResponseTeamLine, note: z.string().nullable(), against: z.string().nullable(), rule: TeamRule.nullable(), members: z.array(RosterLine), dispatches: z.array(DispatchLine), kits: z.array(KitLine), cares: z.int(),
})
export type ResponseTeamView = z.infer<typeof ResponseTeamView>

export const MemberInput = z.object({ fullName: words(120), phone: words(30).nullable().default(null), role: z.enum(teamRoles), personId: Id.nullable().default(null), fromOn: z.iso.date() })
export type MemberInput = z.infer<typeof MemberInput>
export const MemberEnd = z.object({ version: z.int(), untilOn: z.iso.date() })

export const DispatchInput = z.object({ teamId: Id, areaId: z.int().positive(), purpose: z.enum(dispatchPurposes), words: words(1000), number: words(60).nullable().default(null), fromAt: At, untilOn: z.iso.date() })
export type DispatchInput = z.infer<typeof DispatchInput>
export const DispatchAt = z.object({ at: At.nullable().default(null) })
export const TeamRecallInput = z.object({ reason: words(1000) })
