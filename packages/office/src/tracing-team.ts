import * as z from 'zod'

export const TracingTeam = z.object({ id: z.guid(), name: z.string(), areaId: z.int(), area: z.string(), capacity: z.int(), members: z.string().nullable(), version: z.int() })
export type TracingTeam = z.infer<typeof TracingTeam>

export const TeamInput = z.object({ name: z.string().trim().min(1).max(120), areaId: z.int().positive(), capacity: z.int().min(1).max(500), members: z.string().trim().max(500).nullable().default(null).transform((text) => text || null) })
export type TeamInput = z.infer<typeof TeamInput>

/** Somebody to be seen today, with the team that stands confirmed and the one that is proposed; null where none has room. */
export const TeamLine = z.object({ contactId: z.guid(), name: z.string().nullable(), tier: z.string(), urgency: z.string(), area: z.string(), confirmedId: z.guid().nullable(), proposedId: z.guid().nullable(), km: z.number().nullable() })
export type TeamLine = z.infer<typeof TeamLine>

/** `unplaced`: how many no team has room for. `optimal`: the prices prove that nothing shorter exists. */
export const TeamProposal = z.object({ day: z.string(), teams: z.array(TracingTeam), lines: z.array(TeamLine), unplaced: z.int(), optimal: z.boolean(), more: z.boolean() })
export type TeamProposal = z.infer<typeof TeamProposal>

export const TeamAssignments = z.object({ lines: z.array(z.object({ contactId: z.guid(), teamId: z.guid() })).max(500) })
