/** Duty rosters: who answers for a body on which shift; made by rotation, swapped with consent. */
import { addDays, daysBetween } from '@phaodai/vocabulary'
import * as z from 'zod'
import { Day, Instant } from './task.ts'

export const shifts = ['day', 'night', 'full'] as const
export type Shift = (typeof shifts)[number]
export const dutyRoles = ['leader', 'duty'] as const

export const DutyShift = z.object({
  id: z.uuid(), version: z.int(), day: Day, shift: z.enum(shifts), role: z.enum(dutyRoles), memberId: z.uuid(), memberName: z.string(),
  startsAt: Instant, endsAt: Instant, mine: z.boolean(),
  /** It has not begun. */
  ahead: z.boolean(),
})
export type DutyShift = z.infer<typeof DutyShift>
export const DutySwap = z.object({
  id: z.uuid(), version: z.int(), shiftId: z.uuid(), withShiftId: z.uuid(), fromName: z.string(), toName: z.string(), reason: z.string().nullable(),
  state: z.enum(['asked', 'agreed', 'declined']),
  /** The acting post is the one asked. */
  forMe: z.boolean(),
})
export type DutySwap = z.infer<typeof DutySwap>
export const Roster = z.object({
  from: Day, to: Day, canPlan: z.boolean(), shifts: z.array(DutyShift), swaps: z.array(DutySwap),
  onLeave: z.array(z.object({ memberId: z.uuid(), validFrom: Day, validTo: Day })),
})
export type Roster = z.infer<typeof Roster>

/** A roster is made for at most a quarter at once. */
export const LONGEST_ROSTER_DAYS = 92
export const RotationInput = z.object({
  from: Day, to: Day, shifts: z.array(z.enum(shifts)).min(1).max(3), role: z.enum(dutyRoles), memberIds: z.array(z.uuid().toLowerCase()).min(1).max(60),
}).refine(({ from, to }) => from <= to && daysBetween(from, to) < LONGEST_ROSTER_DAYS, { path: ['to'], message: 'to' })
export type RotationInput = z.infer<typeof RotationInput>
export const ShiftPatch = z.object({ version: z.int().min(1), memberId: z.uuid().toLowerCase() })
export const SwapInput = z.object({ shiftId: z.uuid().toLowerCase(), withShiftId: z.uuid().toLowerCase(), reason: z.string().trim().min(1).max(500).nullable().default(null) })

export type Absence = { memberId: string; validFrom: string; validTo: string }
export type PlannedShift = { day: string; shift: Shift; memberId: string }

/**
 * Members in turn over all shifts of the days; who is away that day is passed over and comes next, so that nobody loses or
 * gains a turn by it. A shift for which everybody is away stays empty.
 */
export function rotate({ from, to, shifts: wanted, memberIds }: Pick<RotationInput, 'from' | 'to' | 'shifts' | 'memberIds'>, absences: readonly Absence[]): PlannedShift[] {
  const queue = [...memberIds]
  const planned: PlannedShift[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const shift of shifts.filter((each) => wanted.includes(each))) {
      const at = queue.findIndex((memberId) => !isAway(memberId, day, absences))
      const [memberId] = at === -1 ? [] : queue.splice(at, 1)
      if (memberId === undefined) continue
      queue.push(memberId)
      planned.push({ day, shift, memberId })
    }
  }
  return planned
}

function isAway(memberId: string, day: string, absences: readonly Absence[]): boolean {
  return absences.some((absence) => absence.memberId === memberId && absence.validFrom <= day && day <= absence.validTo)
}
