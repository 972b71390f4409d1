import { addDays, daysBetween } from '@phaodai/vocabulary'
import * as z from 'zod'

/** Cases of one disease in one commune that the rule in force calls an outbreak, and that stand in none. */
export const OutbreakDue = z.object({
  areaId: z.int(), area: z.string(), diseaseCode: z.string(), disease: z.string(), cases: z.int(), firstOn: z.iso.date(), lastOn: z.iso.date(),
  /** The rule: from so many cases, within so many days (null: no stretch of days is given). */
  ruleCases: z.int(), ruleDays: z.int().nullable(), confidence: z.enum(['high', 'medium', 'low']),
})
export type OutbreakDue = z.infer<typeof OutbreakDue>

/** An outbreak that is not ended, with the cases the asker sees of it and how far its end is by the rule of today. */
export const OutbreakLine = z.object({
  id: z.guid(), version: z.int(), name: z.string(), areaId: z.int(), area: z.string(), diseaseCode: z.string(), disease: z.string(), state: z.enum(['active', 'controlled']), reportedOn: z.iso.date(),
  cases: z.int(), unplaced: z.int(), lastOn: z.iso.date(), quietDays: z.int(),
  /** Days without a new case after which it may be ended, and the day that would be; null where the rule gives none. */
  endDays: z.int().nullable(), endsOn: z.iso.date().nullable(), endable: z.boolean(),
})
export type OutbreakLine = z.infer<typeof OutbreakLine>

/** How long an outbreak has been quiet on a day, and from what day by its rule it may be ended: so many whole days after the last case. */
export function endOfOutbreak({ lastOn, endDays }: Pick<OutbreakLine, 'lastOn' | 'endDays'>, day: string): Pick<OutbreakLine, 'quietDays' | 'endsOn' | 'endable'> {
  const endsOn = endDays === null ? null : addDays(lastOn, endDays)
  return { quietDays: Math.max(0, daysBetween(lastOn, day)), endsOn, endable: endsOn !== null && endsOn <= day }
}

export const Outbreaks = z.object({ day: z.iso.date(), due: z.array(OutbreakDue), open: z.array(OutbreakLine) })
export type Outbreaks = z.infer<typeof Outbreaks>
