/** Rearranging the apparatus as one dated operation: the plan as rows, its questions, the report of a rehearsal. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'

const Id = z.uuid().toLowerCase()
const bodyId = z.int().min(1).max(2_147_483_647)
const text = (most: number) => z.string().trim().min(1).max(most)

export const reformStates = ['draft', 'proposed', 'confirmed', 'carried_out', 'abandoned'] as const
export const ReformInput = z.object({
  version: z.int(), name: text(300), effectiveOn: Day, legalNumber: text(100), legalOn: Day, legalIssuer: text(200), areaId: bodyId.nullable(),
}).refine(({ legalOn, effectiveOn }) => legalOn <= effectiveOn, { path: ['legalOn'], message: 'legalOn' })
export type ReformInput = z.infer<typeof ReformInput>

export const ReformRow = z.object({
  id: z.uuid(), version: z.int(), name: z.string(), effectiveOn: Day, legalNumber: z.string(), legalOn: Day, legalIssuer: z.string(),
  area: z.object({ id: z.int(), name: z.string() }).nullable(), state: z.enum(reformStates), plan: z.int(), moves: z.int(), open: z.int(),
  proposedTitle: z.string().nullable(), proposedAt: Instant.nullable(), confirmedTitle: z.string().nullable(), confirmedAt: Instant.nullable(), carriedOutAt: Instant.nullable(),
})
export type ReformRow = z.infer<typeof ReformRow>

export const unresolvedKinds = ['work', 'post', 'left-behind', 'heir-gone', 'post-nowhere', 'other-chain', 'number-taken', 'unit-gone'] as const
export const ReformReport = z.object({
  day: Day, plan: z.int(), millis: z.int(),
  /** What keeps the plan from being carried out. */
  unresolved: z.array(z.object({ kind: z.enum(unresolvedKinds), name: z.string() })),
  bodies: z.object({ ending: z.int(), beginning: z.int(), lasting: z.int(), unitsEnding: z.int(), unitsBeginning: z.int(), villages: z.int() }),
  posts: z.object({ moving: z.int(), ending: z.int() }),
  /** What may be neither lost nor doubled. */
  totals: z.array(z.object({ kind: z.string(), before: z.int(), after: z.int() })),
  /** Open rows of ending bodies and posts: how many there were, and how many stay with the history. */
  kinds: z.array(z.object({ kind: z.string(), before: z.int(), moved: z.int(), stayed: z.int() })),
  flows: z.array(z.object({ from: z.string(), to: z.string(), n: z.int() })),
  /** Tasks each post may read before and after; `to` null = the post ends. */
  access: z.array(z.object({ title: z.string(), from: z.string(), to: z.string().nullable(), before: z.int(), after: z.int() })),
  faults: z.array(z.object({ fault: z.string(), n: z.int() })),
})
export type ReformReport = z.infer<typeof ReformReport>

export const ReformRun = z.object({
  id: z.uuid(), kind: z.enum(['rehearsal', 'carry-out']), plan: z.int(), state: z.enum(['queued', 'running', 'done', 'failed']), step: z.int(), steps: z.int(),
  problem: z.string().nullable(), createdAt: Instant, endedAt: Instant.nullable(), report: ReformReport.nullable(),
})
export type ReformRun = z.infer<typeof ReformRun>

export const offerKinds = ['seat', 'department', 'superior', 'heir'] as const
export const ReformMove = z.object({
  id: z.uuid(), version: z.int(), body: BodyRef, level: z.string(), chain: z.string(), heirs: z.array(BodyRef), work: BodyRef.nullable(), oversight: BodyRef.nullable(), byArea: z.boolean(),
  rule: z.string(), groupKey: z.string(), offers: z.array(z.object({ kind: z.enum(offerKinds), body: BodyRef })), decidedBy: z.string().nullable(),
  /** Open tasks the body holds now. */
  tasks: z.int(),
})
export type ReformMove = z.infer<typeof ReformMove>
export const MoveInput = z.object({ version: z.int(), heirIds: z.array(bodyId).min(1).max(200), workHeirId: bodyId, oversightHeirId: bodyId.nullable(), byArea: z.boolean() })
export const AnswerInput = z.object({ groupKey: text(200), offer: z.enum(offerKinds) })

/** Questions that are asked together: the same kind of body at the same level. */
export const ReformGroup = z.object({ groupKey: z.string(), example: z.string(), bodies: z.int(), tasks: z.int(), open: z.int(), offers: z.array(z.object({ kind: z.enum(offerKinds), bodies: z.int(), example: z.string() })) })
export type ReformGroup = z.infer<typeof ReformGroup>

export const ReformPost = z.object({
  id: z.uuid(), version: z.int(), postId: z.uuid(), title: z.string(), newTitle: z.string().nullable(), personName: z.string(), from: BodyRef, fate: z.enum(['moves', 'ends']).nullable(),
  to: BodyRef.nullable(), actsFor: BodyRef.nullable(), offers: z.array(BodyRef), decidedBy: z.string().nullable(),
})
export type ReformPost = z.infer<typeof ReformPost>
export const PostInput = z.object({ version: z.int(), fate: z.enum(['moves', 'ends']), bodyId: bodyId.nullable(), title: text(200).nullable() })
  .refine(({ fate, bodyId: to }) => (fate === 'moves') === (to !== null), { path: ['bodyId'], message: 'bodyId' })

export const RenameInput = z.object({ bodyId, name: text(300), shortName: text(300) })

export const Reform = ReformRow.extend({
  groups: z.array(ReformGroup), posts: z.array(ReformPost), run: ReformRun.nullable(),
  counts: z.object({ beginning: z.int(), unitsEnding: z.int(), unitsBeginning: z.int(), villages: z.int(), postsOpen: z.int(),
    /** Undecided posts that the viewer does not see: those of the other chain. */
    postsElsewhere: z.int() }),
  /** Whether the acting person proposed it, and so may not confirm it. */
  proposedByMe: z.boolean(),
})
export type Reform = z.infer<typeof Reform>
export const AtVersion = z.object({ version: z.int() })
export const RunInput = z.object({ runId: Id })
