import * as z from 'zod'
import { Match } from './individual.ts'

/** Lines that go to the server in one request; each request is one transaction. */
export const LINES_AT_ONCE = 1_000

/** One line of a line list as the file has it; `decision` answers who it is where the server has asked: a person on file, or somebody new. */
export const ListedLine = z.strictObject({
  line: z.int().min(1), cells: z.array(z.string().max(4_000)).max(200),
  decision: z.union([z.literal('new'), z.guid()]).nullable().default(null),
})
export type ListedLine = z.input<typeof ListedLine>

/** Some lines of a line list. `constants` are said once for fields without a column; a dry run tries and takes nothing. */
export const LineListAsk = z.strictObject({
  headers: z.array(z.string().max(300)).min(1).max(200),
  rows: z.array(ListedLine).min(1).max(LINES_AT_ONCE),
  mapping: z.record(z.string().max(60), z.string().max(300)).nullable().default(null),
  constants: z.record(z.string().max(60), z.string().max(200)).default({}),
  dry: z.boolean().default(false),
})
export type LineListAsk = z.infer<typeof LineListAsk>

export const LineFault = z.object({ field: z.string().nullable(), column: z.string().nullable(), code: z.string(), sentence: z.string().nullable() })

/** What became of a line: taken, there already, asked who it is, or refused with its faults. */
export const LineAnswer = z.object({
  line: z.int(), outcome: z.enum(['taken', 'repeated', 'asked', 'bad']), faults: z.array(LineFault),
  /** What is odd but was taken as written: `lineList.flag.<code>`. */
  flags: z.array(z.string()),
  /** Code of the person on file to whom the case was given, by the same identity number. */
  linked: z.string().nullable(),
  matches: z.array(Match),
})
export type LineAnswer = z.infer<typeof LineAnswer>

/** Counts, and the lines somebody has to look at. */
export const LineListAnswer = z.object({ mapping: z.record(z.string(), z.string()), taken: z.int(), repeated: z.int(), lines: z.array(LineAnswer) })
export type LineListAnswer = z.infer<typeof LineListAnswer>
