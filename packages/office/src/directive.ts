/** Directives as server and screens exchange them: intake, review, issue, delivery. */
import * as z from 'zod'
import { Measure } from './measure.ts'
import { BodyRef, Day, Instant, deadlineKinds, deadlineSources, natures, recurrences } from './task.ts'

export const directiveStates = ['draft', 'issued', 'withdrawn', 'superseded'] as const
export const Span = z.object({ start: z.int(), end: z.int() })

/** A body as written, and who it is here: null = not known yet, asked once. */
export const NamedBody = z.object({
  written: z.string(),
  bodyIds: z.array(z.int()).nullable(),
  /** Names of the resolved bodies, for the screen (at most 3, then the count says the rest). */
  bodies: z.array(BodyRef).default([]),
  /** Likely answers, best first, when unknown or unsure. */
  candidates: z.array(z.object({ label: z.string(), bodyIds: z.array(z.int()) })).default([]),
  rule: z.string(),
  confidence: z.number(),
})
export type NamedBody = z.infer<typeof NamedBody>

export const purposes = ['execute', 'report', 'inform', 'file'] as const
export type DeliveryPurpose = (typeof purposes)[number]

/** What an order says, whoever said it. */
export const OrderFields = z.object({
  itemLabel: z.string().nullable(), position: z.number(), text: z.string(), span: Span.nullable(),
  leads: z.array(NamedBody), coordinates: z.array(NamedBody), doers: z.array(NamedBody),
  monitorId: z.int().nullable(), authorityId: z.int().nullable(), areaId: z.int().nullable(),
  nature: z.enum(natures), deadlineKind: z.enum(deadlineKinds), deadline: Day.nullable(), deadlinePrinted: z.string().nullable(),
  deadlineSpan: Span.nullable(), deadlineSource: z.enum(deadlineSources).nullable(),
  recurring: z.enum(recurrences).nullable(), reportTo: z.string().nullable(), topics: z.array(z.string()), dropped: z.boolean(),
})
export type OrderFields = z.infer<typeof OrderFields>

export const DirectiveOrder = OrderFields.extend({
  id: z.uuid(),
  /** A date the office may take for a deliverable without one (never set by itself). */
  offeredDeadline: Day.nullable(),
  /** What its tasks are measured by; null: progress is what the bodies report. */
  measure: Measure.nullable().optional(),
  confidence: z.number(), addedByHand: z.boolean(), corrected: z.array(z.string()), version: z.int(),
})
export type DirectiveOrder = z.infer<typeof DirectiveOrder>

export const DirectiveItem = z.object({ label: z.string(), parentLabel: z.string().nullable(), span: Span })

export const Delivery = z.object({
  id: z.uuid(), body: BodyRef, purpose: z.enum(['execute', 'report', 'inform']), deliveredAt: Instant,
  readAt: Instant.nullable(), acknowledgedAt: Instant.nullable(), acknowledgedBy: z.string().nullable(),
  chasedAt: Instant.nullable(), chasedCount: z.int(), chaseNote: z.string().nullable(),
  /** Whether somebody there can be told through the system; null for whoever did not issue the document. */
  hears: z.boolean().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/** Of an oral direction: who said it, when and on what occasion; who wrote it down, and whether the leader did so himself. */
export const Spoken = z.object({ by: z.string(), on: Day, occasion: z.string(), recordedBy: z.string(), own: z.boolean() })
export type Spoken = z.infer<typeof Spoken>

export const Directive = z.object({
  id: z.uuid(), direction: z.enum(['incoming', 'own']), owner: BodyRef, docType: z.string(), system: z.enum(['party', 'state']),
  number: z.string().nullable(), issuerText: z.string().nullable(), issuer: BodyRef.nullable(), place: z.string().nullable(), issuedOn: Day.nullable(),
  abstract: z.string().nullable(), urgency: z.string().nullable(), disease: z.string().nullable(),
  signerCapacity: z.string().nullable(), signerName: z.string().nullable(), fileId: z.uuid().nullable(), spoken: Spoken.nullable().optional(),
  authority: BodyRef.nullable(), monitor: BodyRef.nullable(), state: z.enum(directiveStates), issuedAt: Instant.nullable(),
  supersededById: z.uuid().nullable(), withdrawnReason: z.string().nullable(), createdAt: Instant, version: z.int(),
  tasks: z.object({ total: z.int(), notStarted: z.int(), inProgress: z.int(), awaiting: z.int(), done: z.int(), overdue: z.int() }),
})
export type Directive = z.infer<typeof Directive>

export const DirectiveDetail = Directive.extend({
  text: z.string(),
  items: z.array(DirectiveItem),
  references: z.array(z.object({ type: z.string().nullable(), number: z.string().nullable(), date: Day.nullable(), issuer: z.string().nullable(), span: Span, directiveId: z.uuid().nullable() })),
  headerSpans: z.record(z.string(), Span),
  recipients: z.array(z.object({ written: z.string(), span: Span, purpose: z.enum(['execute', 'report', 'inform', 'file']), named: NamedBody })),
  /** Null unless the viewer's body owns it. */
  orders: z.array(DirectiveOrder).nullable(),
  deliveries: z.array(Delivery),
  myDelivery: Delivery.nullable(),
  /** Findings shown above the review: "no number", "cited event 34 days before the letter" … (code and values; words in the text files). */
  findings: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.string()) })),
  actions: z.array(z.enum(['review', 'issue', 'withdraw', 'supersede', 'acknowledge'])),
})
export type DirectiveDetail = z.infer<typeof DirectiveDetail>

/** PUT /api/directives/:id — from pasted text; the file variant is PUT /api/directives/:id/file?name= with raw bytes. */
export const IntakeInput = z.object({
  text: z.string().min(1), direction: z.enum(['incoming', 'own']).default('incoming'),
  /** The clerk's declaration where a stamp can't be seen. */
  declaredNotSecret: z.boolean().default(false),
  fileId: z.uuid().nullable().default(null),
  /** Registers a second copy although number and issuer are known already. */
  allowDuplicate: z.boolean().default(false),
  /** Takes in a text that does not look like a directive. */
  force: z.boolean().default(false),
})
export type IntakeInput = z.infer<typeof IntakeInput>

/** PUT /api/directives/:id/stub — all that may be kept of a document of a secrecy grade. */
export const StubInput = z.object({ number: z.string().max(100).nullable(), issuedOn: Day.nullable(), issuerText: z.string().max(300).nullable() })
export type StubInput = z.infer<typeof StubInput>

/** POST …/orders/:orderId/split — cuts the order's text at an offset; the second part becomes order newId. POST …/merge — takes another order in. */
export const SplitInput = z.object({ version: z.int(), at: z.int().min(1), newId: z.uuid() })
export const MergeInput = z.object({ version: z.int(), with: z.uuid() })

/** POST /api/directives/:id/withdraw and /supersede: what rested on the document is flagged for review, nothing is closed. */
export const WithdrawInput = z.object({ version: z.int(), reason: z.string().min(1).max(2000) })
export const SupersedeInput = z.object({ version: z.int(), byId: z.uuid() })

/** PATCH /api/directives/:id — header corrections under the version read. */
export const HeaderPatch = Directive.pick({ docType: true, system: true, number: true, issuerText: true, place: true, issuedOn: true, abstract: true, urgency: true, disease: true, signerCapacity: true, signerName: true })
  .extend({ issuerId: z.int().nullable(), authorityId: z.int().nullable(), monitorId: z.int().nullable() }).partial().extend({ version: z.int() })
export type HeaderPatch = z.infer<typeof HeaderPatch>

/** PUT /api/directives/:id/orders/:orderId — add by hand or correct; version 0 = new. */
export const OrderInput = z.object({
  version: z.int(), itemLabel: z.string().nullable(), position: z.number(), text: z.string().min(1), span: Span.nullable(),
  leads: z.array(NamedBody.pick({ written: true, bodyIds: true })), coordinates: z.array(NamedBody.pick({ written: true, bodyIds: true })), doers: z.array(NamedBody.pick({ written: true, bodyIds: true })),
  monitorId: z.int().nullable(), authorityId: z.int().nullable(), areaId: z.int().nullable(), nature: z.enum(natures),
  deadlineKind: z.enum(deadlineKinds), deadline: Day.nullable(), deadlinePrinted: z.string().nullable(), deadlineSource: z.enum(deadlineSources).nullable(),
  recurring: z.enum(recurrences).nullable(), reportTo: z.string().nullable(), topics: z.array(z.string()), dropped: z.boolean(),
})
export type OrderInput = z.infer<typeof OrderInput>

/** POST /api/directives/:id/resolve — answers "who is this" once: applied to every order and recipient of the draft and remembered as an alias. */
export const ResolveInput = z.object({ written: z.string().min(1), bodyIds: z.array(z.int()).min(1).max(500), remember: z.boolean().default(true) })
export type ResolveInput = z.infer<typeof ResolveInput>

/** POST /api/directives/:id/issue — idempotent: issuing an issued directive again answers with what stands. */
export const IssueInput = z.object({
  version: z.int(), authorityId: z.int().nullable(), monitorId: z.int().nullable(),
  deliveries: z.array(z.object({ bodyId: z.int(), purpose: z.enum(['execute', 'report', 'inform']) })),
})
export type IssueInput = z.infer<typeof IssueInput>

export const DirectiveQuery = z.object({
  /** `sources`: what came from above and may be carried out by an own document, through the system or taken in by the office. */
  box: z.enum(['drafts', 'own', 'received', 'sources', 'all']).default('all'), q: z.string().max(200).optional(),
  state: z.enum(directiveStates).optional(), after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DirectiveQuery = z.infer<typeof DirectiveQuery>
export const DirectivePage = z.object({ rows: z.array(Directive), next: z.string().nullable() })
