/** One search as server and screens exchange it. Kinds are declared by the server, so here they are text. */
import * as z from 'zod'
import { BodyRef, Day } from './task.ts'

const Kind = z.string().regex(/^[a-z][a-z-]{1,30}$/)

/** GET /api/search — nothing typed and no filter finds nothing. `after` needs the kind it came from. */
export const SearchQuery = z.object({
  q: z.string().max(200).default(''),
  kind: Kind.optional(),
  issuerId: z.coerce.number().int().optional(),
  from: Day.optional(),
  to: Day.optional(),
  state: z.string().regex(/^[a-z_]{1,40}$/).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(5),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** One thing found: its name, and the sentence that matched with the places of the words in it (UTF-16, half-open). */
export const SearchHit = z.object({
  id: z.string(), kind: Kind, path: z.string(), title: z.string(), words: z.string(), marks: z.array(z.tuple([z.int(), z.int()])),
  day: Day.nullable(), state: z.string().nullable(), body: BodyRef.nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** Every kind that the post may find, with its first hits; `next` begins the page after them. */
export const SearchGroup = z.object({ kind: Kind, hits: z.array(SearchHit), next: z.string().nullable() })
export type SearchGroup = z.infer<typeof SearchGroup>
export const SearchAnswer = z.object({ groups: z.array(SearchGroup) })
export type SearchAnswer = z.infer<typeof SearchAnswer>
