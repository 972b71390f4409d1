/** Register books of incoming and outgoing documents as server and screens exchange them. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'

export const bookDirections = ['incoming', 'outgoing'] as const
export const systems = ['party', 'state'] as const
export const numberings = ['external', 'own'] as const

/** A book as its cover tells it: one body, direction, system and period; `series` are its rows of numbers. */
export const Book = z.object({
  body: BodyRef, direction: z.enum(bookDirections), system: z.enum(systems), period: z.string(), firstDay: Day,
  series: z.array(z.object({ docType: z.string(), lastNumber: z.int(), entries: z.int(), cancelled: z.int() })),
})
export type Book = z.infer<typeof Book>

/** How the acting office numbers for a body now. */
export const BookRuleView = z.object({
  body: BodyRef, system: z.enum(systems), numbering: z.enum(numberings), series: z.enum(['by-type', 'single']), subNumbers: z.boolean(),
  code: z.string(), organCode: z.string().nullable(), validFrom: Day,
  /** The term that today lies in; null in the State's system. */
  term: z.object({ name: z.string(), firstDay: Day }).nullable(),
})
export type BookRuleView = z.infer<typeof BookRuleView>
/** GET /api/books */
export const BookShelf = z.object({ books: z.array(Book), rules: z.array(BookRuleView) })
export type BookShelf = z.infer<typeof BookShelf>

export const BookEntry = z.object({
  id: z.uuid(), body: BodyRef, direction: z.enum(bookDirections), system: z.enum(systems), period: z.string(),
  number: z.int().nullable(), suffix: z.string(),
  /** Number as the document bears it. */
  printed: z.string().nullable(),
  /** Of issue (outgoing), of arrival (incoming). */
  day: Day, issuedOn: Day.nullable(), issuerText: z.string().nullable(), docType: z.string(), abstract: z.string(), urgency: z.string().nullable(),
  signer: z.string().nullable(), recipients: z.string(), passedOn: Day.nullable(), keptBy: z.string().nullable(), copies: z.int().nullable(), pages: z.int().nullable(), note: z.string().nullable(),
  secret: z.boolean(), late: z.boolean(), lateReason: z.string().nullable(),
  cancelledAt: Instant.nullable(), cancelledBy: z.string().nullable(), cancelReason: z.string().nullable(),
  /** Null without a document here, and where the viewer may not see it. */
  directiveId: z.uuid().nullable(), handlingId: z.uuid().nullable(), version: z.int(),
})
export type BookEntry = z.infer<typeof BookEntry>

/** GET /api/books/entries: one book by body, direction, system and first day; without these, everything the office keeps. */
export const EntryQuery = z.object({
  bodyId: z.coerce.number().int().optional(), direction: z.enum(bookDirections).optional(), system: z.enum(systems).optional(), firstDay: Day.optional(), docType: z.string().max(40).optional(),
  mark: z.enum(['late', 'cancelled', 'without-number']).optional(), q: z.string().max(200).optional(), after: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type EntryQuery = z.infer<typeof EntryQuery>
export const EntryPage = z.object({ rows: z.array(BookEntry), next: z.string().nullable() })
export type EntryPage = z.infer<typeof EntryPage>

const words = {
  issuerText: z.string().trim().max(300).nullable().default(null), abstract: z.string().trim().max(2000).default(''), urgency: z.string().max(20).nullable().default(null),
  signer: z.string().trim().max(200).nullable().default(null), recipients: z.string().trim().max(2000).default(''), keptBy: z.string().trim().max(200).nullable().default(null),
  copies: z.int().min(0).max(100_000).nullable().default(null), pages: z.int().min(0).max(100_000).nullable().default(null), note: z.string().trim().max(1000).nullable().default(null),
}

/** PUT /api/books/entries/:id — a line by hand; of a document of a secrecy grade number, day and issuer only. */
export const EntryInput = z.object({
  bodyId: z.int(), direction: z.enum(bookDirections), system: z.enum(systems), docType: z.string().min(1).max(40), day: Day, issuedOn: Day.nullable().default(null),
  /** Outgoing: the number the official system gave. Incoming: the number the document bears. */
  printed: z.string().trim().min(1).max(100).nullable().default(null),
  /** Incoming: the arrival number the official system gave. */
  number: z.int().min(1).max(9_999_999).nullable().default(null),
  unit: z.string().trim().max(20).optional(), after: z.int().min(1).optional(), lateReason: z.string().trim().min(1).max(500).nullable().default(null),
  secret: z.boolean().default(false), ...words,
})
export type EntryInput = z.infer<typeof EntryInput>

/** PATCH /api/books/entries/:id — words of a line; a number given is never changed, one not told yet may be filled in. */
export const EntryPatch = z.object({
  version: z.int(), number: z.int().min(1).max(9_999_999), printed: z.string().trim().min(1).max(100), docType: z.string().min(1).max(40), issuedOn: Day.nullable(), passedOn: Day.nullable(),
  issuerText: words.issuerText.unwrap(), abstract: words.abstract.unwrap(), urgency: words.urgency.unwrap(), signer: words.signer.unwrap(), recipients: words.recipients.unwrap(),
  keptBy: words.keptBy.unwrap(), copies: words.copies.unwrap(), pages: words.pages.unwrap(), note: words.note.unwrap(),
}).partial().required({ version: true })
export type EntryPatch = z.infer<typeof EntryPatch>

/** POST /api/books/entries/:id/cancel */
export const CancelInput = z.object({ version: z.int(), reason: z.string().trim().min(1).max(500) })
export type CancelInput = z.infer<typeof CancelInput>

/** PUT /api/books/rules/:id — from a day on; past numbers stay as they are. */
export const RuleInput = z.object({
  bodyId: z.int(), system: z.enum(systems), numbering: z.enum(numberings), series: z.enum(['by-type', 'single']), subNumbers: z.boolean(),
  code: z.string().trim().regex(/^\S{1,20}$/).nullable(), organCode: z.string().trim().regex(/^[A-Z0-9.]{1,40}$/).nullable(), validFrom: Day, source: z.string().trim().min(1).max(300),
})
export type RuleInput = z.infer<typeof RuleInput>

/** PUT /api/books/terms/:id — a term of the acting committee begins on the day after its congress. */
export const TermInput = z.object({ name: z.string().trim().min(1).max(100), congressEndedOn: Day, source: z.string().trim().min(1).max(300) })
export type TermInput = z.infer<typeof TermInput>
