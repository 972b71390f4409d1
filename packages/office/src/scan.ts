/** Scans as server and screens exchange them: how far the reading has come, and the words of each page. */
import * as z from 'zod'
import { Instant } from './task.ts'

export const scanStates = ['queued', 'reading', 'read', 'refused', 'failed', 'cancelled', 'taken'] as const

/** A file whose text is being recognised. Its id becomes the id of the directive. */
export const Scan = z.object({
  id: z.uuid(), name: z.string(), direction: z.enum(['incoming', 'own']), state: z.enum(scanStates),
  /** Pages read so far, and of how many; null = not opened yet. */
  page: z.int(), pages: z.int().nullable(),
  /** Code of the refusal, for the sentence on screen. */
  problem: z.string().nullable(), createdAt: Instant,
})
export type Scan = z.infer<typeof Scan>
export const ScanList = z.object({ rows: z.array(Scan) })

/** POST /api/scans/:id/take-in — makes the draft of what was read. */
export const TakeInInput = z.object({ allowDuplicate: z.boolean().default(false), force: z.boolean().default(false) })

/** A word on its page: offsets in the directive's text, box in shares of the picture, confidence 0–100 (100 = a person's). */
export const PageWord = z.object({
  start: z.int(), end: z.int(), x: z.number(), y: z.number(), width: z.number(), height: z.number(), confidence: z.number(),
})
export type PageWord = z.infer<typeof PageWord>

/** A page of a directive that came as a scan; its picture is GET /api/directives/:id/pages/:n. */
export const ScanPage = z.object({ n: z.int(), width: z.int(), height: z.int(), words: z.array(PageWord) })
export type ScanPage = z.infer<typeof ScanPage>
export const ScanPages = z.object({ pages: z.array(ScanPage) })

/** Below this a word is marked for a person to look at. */
export const DOUBTFUL_BELOW = 92

/** PATCH /api/directives/:id/words — puts other words in the place of recognised ones; the draft is read again. */
export const WordCorrections = z.object({
  version: z.int(),
  corrections: z.array(z.object({ start: z.int().min(0), end: z.int().min(0), text: z.string().max(200) })).min(1).max(500),
})
export type WordCorrections = z.infer<typeof WordCorrections>

/** GET /api/directives/:id/files — the original and what came with it. */
export const DirectiveFiles = z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number() })) })
