/** Rules of the whole installation that an administrator sets on a screen (/api/office-rules). */
import * as z from 'zod'
import { Day, Instant } from './task.ts'

/** A rule as it was set from a day on; `setBy` is a title and body, null where the installation came with it. */
const line = <T extends z.ZodType>(value: T) => z.object({ value, validFrom: Day, source: z.string(), setBy: z.string().nullable(), setAt: Instant.nullable() })
/** The line in force today, all lines (newest first), and how often the rule was set. */
const rule = <T extends z.ZodType>(value: T) => z.object({ version: z.int(), now: line(value), lines: z.array(line(value)) })

export const OfficeRules = z.object({
  /** Whether the acting post may set them: at the top of the tree alone. */
  mayChange: z.boolean(),
  /** Calendar addresses tell titles and numbers outside the house, not only counts. */
  feedTitles: rule(z.boolean()),
  /** Roles that may not work without a second factor. */
  factorRoles: rule(z.array(z.string())),
  /** Live accounts within reach by role, and those of them without a second factor; null for posts that read no accounts. */
  roles: z.array(z.object({ role: z.string(), accounts: z.int().nullable(), without: z.int().nullable() })),
})
export type OfficeRules = z.infer<typeof OfficeRules>

const given = { version: z.int(), source: z.string().trim().min(1).max(500) }
/** PUT /api/office-rules/feed-titles — from today on; `source`: the decision it rests on. */
export const FeedTitlesInput = z.object({ ...given, value: z.boolean() })
export type FeedTitlesInput = z.infer<typeof FeedTitlesInput>
/** PUT /api/office-rules/factor-roles */
export const FactorRolesInput = z.object({ ...given, value: z.array(z.string().max(40)).max(30) })
export type FactorRolesInput = z.infer<typeof FactorRolesInput>
