/** Citations between documents, who owes a document of his own, and what is to be reviewed: wire contract and pure rules. */
import * as z from 'zod'
import { plainKey } from './body-words.ts'
import { directiveStates, Span } from './directive.ts'
import { BodyRef, Day, Instant } from './task.ts'

export const relations = ['basis', 'carry-out', 'concretise', 'replace', 'amend', 'repeal', 'recall'] as const
export type ReferenceRelation = (typeof relations)[number]
/** Relations by which a document rests on another: what ends or changes above concerns what stands below. */
export const restingRelations: readonly ReferenceRelation[] = ['basis', 'carry-out', 'concretise']
/** Relations by which a document changes another. */
export const changingRelations: readonly ReferenceRelation[] = ['replace', 'amend', 'repeal']

/** A document as it is named in a list. */
export const DocumentRef = z.object({
  id: z.uuid(), owner: BodyRef, direction: z.enum(['incoming', 'own']), docType: z.string(), number: z.string().nullable(), issuedOn: Day.nullable(),
  issuer: z.string().nullable(), abstract: z.string().nullable(), state: z.enum(directiveStates), expiresOn: Day.nullable(),
})
export type DocumentRef = z.infer<typeof DocumentRef>

/** How the cited document was found: chosen by a person, found by number, issuer and day, several or unsure, or not held here. */
export const foundBy = ['chosen', 'matched', 'offered', 'none'] as const
export const ReferenceView = z.object({
  id: z.uuid(), relation: z.enum(relations), docType: z.string().nullable(), number: z.string().nullable(), issuedOn: Day.nullable(), issuerText: z.string().nullable(),
  span: Span.nullable(), itemLabel: z.string().nullable(), targetLabel: z.string().nullable(), source: z.enum(['read', 'added', 'written']), removed: z.boolean(), version: z.int(),
  target: DocumentRef.nullable(), found: z.enum(foundBy), candidates: z.array(DocumentRef),
})
export type ReferenceView = z.infer<typeof ReferenceView>

/** GET /api/directives/:id/references — what it cites (`up`), and which documents in sight cite it (`down`). */
export const References = z.object({
  directiveId: z.uuid(), version: z.int(), expiresOn: Day.nullable(), mayCorrect: z.boolean(), up: z.array(ReferenceView),
  down: z.array(z.object({ id: z.uuid(), relation: z.enum(relations), document: DocumentRef })),
})
export type References = z.infer<typeof References>

/** PUT /api/directives/:id/references/:referenceId — version 0 adds; `removed` takes it out or puts it back. */
export const ReferenceInput = z.object({
  version: z.int(), relation: z.enum(relations), docType: z.string().max(60).nullable(), number: z.string().max(100).nullable(), issuedOn: Day.nullable(),
  issuerText: z.string().max(300).nullable(), targetId: z.uuid().nullable(), removed: z.boolean().default(false),
})
export type ReferenceInput = z.infer<typeof ReferenceInput>
/** PATCH /api/directives/:id/expiry — last day in force. */
export const ExpiryInput = z.object({ version: z.int(), expiresOn: Day.nullable() })

export const levels = ['central', 'province', 'district', 'commune', 'village'] as const
/** GET /api/directives/:id/tree — documents above and below, each once. `cited`: named in a text and not held here. */
export const DirectiveTree = z.object({
  rootId: z.string(), truncated: z.boolean(),
  nodes: z.array(z.object({ key: z.string(), level: z.enum(levels).nullable(), document: DocumentRef.nullable(), cited: z.string().nullable() })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), relation: z.enum(relations) })),
})
export type DirectiveTree = z.infer<typeof DirectiveTree>

/** One body that owes, or has issued, a document of its own. `lateDays` < 0: so many days are left. */
export const Concretisation = z.object({
  body: BodyRef, receivedOn: Day, dueOn: Day, dueBy: z.enum(['task', 'rule']), owed: z.boolean(), owedBy: z.enum(['task', 'office', 'none']),
  document: DocumentRef.nullable(), afterDays: z.int().nullable(), lateDays: z.int(), standing: z.enum(['issued', 'issued-late', 'waiting', 'late', 'not-owed']), taskId: z.uuid().nullable(),
})
export type Concretisation = z.infer<typeof Concretisation>
export const ConcretisationPage = z.object({
  directive: DocumentRef, mayMark: z.boolean(), withinDays: z.int(), source: z.string(), rows: z.array(Concretisation),
  totals: z.object({ owed: z.int(), issued: z.int(), late: z.int() }),
})
export type ConcretisationPage = z.infer<typeof ConcretisationPage>
/** PUT /api/directives/:id/owed — says for bodies whether they owe a document of their own. */
export const OwedInput = z.object({ bodyIds: z.array(z.int()).min(1).max(500), owed: z.boolean() })
/** PUT /api/concretisation/rule — days after receipt, from today on; `source` says who set it. */
export const ConcretiseRule = z.object({ days: z.int().min(1).max(365), source: z.string().trim().min(1).max(300) })

export const reviewCauses = ['superseded', 'withdrawn', 'amended', 'repealed', 'expired'] as const
export const reviewDecisions = ['keep', 'adjust', 'end'] as const
const Cause = z.object({ cause: z.enum(reviewCauses), ground: DocumentRef, because: DocumentRef.nullable(), since: z.union([Day, Instant]).nullable() })
/** GET /api/reviews — what rested on a document that ended or changed, and awaits a decision of the acting body. */
export const ReviewPage = z.object({
  documents: z.array(Cause.extend({ document: DocumentRef, openTasks: z.int() })),
  tasks: z.array(Cause.extend({ task: z.object({ id: z.uuid(), text: z.string(), body: BodyRef, deadline: Day.nullable(), state: z.string(), version: z.int(), directiveNumber: z.string().nullable() }) })),
  /** Zones in scope, with how many of their measures rest on the document. */
  zones: z.array(Cause.extend({ zone: z.object({ id: z.uuid(), name: z.string(), area: z.string(), state: z.string() }), measures: z.int() })),
})
export type ReviewPage = z.infer<typeof ReviewPage>
export const ReviewCount = z.object({ count: z.int() })
/** POST /api/reviews/tasks, /documents and /zones — one decision for one or several. */
export const ReviewInput = z.object({ ids: z.array(z.uuid()).min(1).max(500), decision: z.enum(reviewDecisions), reason: z.string().trim().min(1).max(2000) })
export type ReviewInput = z.infer<typeof ReviewInput>
export const ReviewResult = z.object({ decided: z.array(z.uuid()), refused: z.array(z.object({ id: z.uuid(), code: z.string() })) })

/** Number without spaces, upper case; null when no figure is printed, because a blank number names nothing. */
export function numberKeyOf(number: string | null): string | null {
  const key = number?.normalize('NFC').replace(/\s+/g, '').toUpperCase() ?? ''
  return /^\d/.test(key) ? key : null
}

/** What names a document: in a citation and on the document itself. */
export interface Named { numberKey: string | null; issuedOn: string | null; issuers: readonly (string | null)[] }

/** Whether two issuers as written may be one; null when one is not written. "Ban Thường vụ Tỉnh ủy" speaks for the committee. */
export function sameIssuer(a: readonly (string | null)[], b: readonly (string | null)[]): boolean | null {
  const keys = (names: readonly (string | null)[]): string[] => names.flatMap(name => (name ? [plainKey(name.split(/[,;]/)[0]!)] : [])).filter(Boolean)
  const [ours, theirs] = [keys(a), keys(b)]
  if (ours.length === 0 || theirs.length === 0) return null
  return ours.some(x => theirs.some(y => x === y || x.startsWith(`${y} `) || y.startsWith(`${x} `)))
}

/** Whether a citation surely means a document (number and day agree, the issuer does not differ), perhaps, or not. */
export function agreement(cited: Named, document: Named): 'sure' | 'perhaps' | 'no' {
  if (cited.numberKey === null || cited.numberKey !== document.numberKey) return 'no'
  const issuer = sameIssuer(cited.issuers, document.issuers)
  return issuer !== false && cited.issuedOn !== null && cited.issuedOn === document.issuedOn ? 'sure' : 'perhaps'
}

const DOCUMENT_WANTED = /cụ thể h(?:óa|oá)|(?:xây dựng|ban hành)[^.;]{0,40}(?:kế hoạch|văn bản|phương án|chương trình|hướng dẫn)|(?:ban hành|có) (?:các )?(?:văn bản|công văn|kế hoạch)/iu

/** Whether a task asks for a document of one's own (domain: B1.11, "cụ thể hóa": deliverable = own document). */
export function asksForDocument(text: string): boolean {
  return DOCUMENT_WANTED.test(text)
}
