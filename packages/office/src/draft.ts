/** Drafts of a body's own documents: text with what the office knows of it, the way to the signature, and back. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'
import { WrittenDocument, WrittenRecipient, type WrittenItem } from './written-document.ts'

export const draftStates = ['drafting', 'clearance', 'signing', 'signed', 'numbered', 'issued', 'recalled', 'replaced', 'dropped'] as const
export type DraftState = (typeof draftStates)[number]

/** A body, or bodies named together, as printed; ids are who is meant. */
export const PrintedBody = z.object({ written: z.string().min(1).max(1000), bodyIds: z.array(z.int()).max(500).default([]) })
export type PrintedBody = z.infer<typeof PrintedBody>

/** Who does what an item says, and by when: printed around its words. */
export const ItemTask = z.object({ leads: z.array(PrintedBody).max(50).default([]), coordinates: z.array(PrintedBody).max(50).default([]), deadline: Day.nullable().default(null) })
export type ItemTask = z.infer<typeof ItemTask>

/** What of a superior's document an item carries out: its item there, our task there, and that task's deadline. */
export const ItemSource = z.object({ label: z.string().max(100), taskId: z.uuid().nullable().default(null), deadline: Day.nullable().default(null) })

export interface DraftItem extends Omit<WrittenItem, 'children'> {
  id: string
  task: ItemTask | null
  /** Words that give nobody a task, whatever they look like. */
  noTask: boolean
  source: z.infer<typeof ItemSource> | null
  children: DraftItem[]
}

export const DraftItem: z.ZodType<DraftItem> = z.object({
  id: z.string().min(1).max(60), kind: z.enum(['part', 'chapter', 'roman', 'article', 'arabic', 'dotted', 'letter', 'dash', 'plus']).nullable().default(null),
  text: z.string().max(20_000), paragraphs: z.array(z.string().max(20_000)).max(100).default([]), heading: z.boolean().default(false),
  task: ItemTask.nullable().default(null), noTask: z.boolean().default(false), source: ItemSource.nullable().default(null),
  get children() { return z.array(DraftItem).max(500).default([]) },
}).meta({ id: 'DraftItem' })

/** What is written and edited; number and date come with numbering, DỰ THẢO with the state. */
export const DraftContent = WrittenDocument.omit({ items: true, addressees: true, recipients: true, number: true, date: true, draft: true }).extend({
  items: z.array(DraftItem).max(500).default([]), addressees: z.array(PrintedBody).max(500).default([]),
  recipients: z.array(WrittenRecipient.extend({ bodyIds: z.array(z.int()).max(500).default([]) })).max(500).default([]),
  /** Drafting unit in the number of a State letter ("VX" in "123/UBND-VX"). */
  unit: z.string().max(20).nullable().default(null),
})
export type DraftContent = z.infer<typeof DraftContent>

/** Bodies of the Front and its mass organisations are asked, not ordered. */
export function isAsked(written: string): boolean {
  return /mặt trận tổ quốc|mttq|tổ chức chính trị\s*-\s*xã hội|đoàn thể|hội liên hiệp phụ nữ|hội nông dân|hội cựu chiến binh|liên đoàn lao động|đoàn thanh niên/iu.test(written)
}

function listed(bodies: readonly PrintedBody[]): string {
  const names = bodies.map(({ written }) => written)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} và ${names.at(-1)!}`
}

/** A day as documents print it: a leading 0 before days under 10 and before January and February. */
export function printedDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`
}

const lowerFirst = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) && !/^\p{Lu}\p{Ll}*\s\p{Lu}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

const upperFirst = (text: string): string => text.replace(/^\p{Ll}/u, first => first.toUpperCase())

/** An item's words as printed: with a capital, who leads and helps before them, the deadline behind. */
export function printedText({ text, task, children }: Pick<DraftItem, 'text' | 'task' | 'children'>): string {
  if (task === null || task.leads.length === 0) return upperFirst(text)
  const leads = listed(task.leads)
  const helped = task.coordinates.length > 0 ? ` chủ trì, phối hợp với ${listed(task.coordinates)}` : ''
  const who = `${task.leads.some(({ written }) => isAsked(written)) ? 'Đề nghị ' : ''}${leads}${helped}`
  const words = lowerFirst(text.trim().replace(/[.;:,\s]+$/u, ''))
  const due = task.deadline === null ? '' : `, hoàn thành trước ngày ${printedDay(task.deadline)}`
  return `${upperFirst([who, words].filter(Boolean).join(' '))}${due}${children.length > 0 ? ':' : '.'}`
}

function printedItem(item: DraftItem): WrittenItem {
  return { kind: item.kind, text: printedText(item), paragraphs: item.paragraphs, heading: item.heading, children: item.children.map(printedItem) }
}

/** The document that a draft's text makes, with its number and date as far as it has them. */
export function writtenOf(content: DraftContent, given: { number: string | null; date: string | null; draft: boolean }): WrittenDocument {
  const { items, addressees, recipients, unit: _, ...head } = content
  return {
    ...head, ...given, items: items.map(printedItem), addressees: addressees.map(({ written }) => written),
    recipients: recipients.map(({ text, purpose }) => ({ text, purpose })),
  }
}

/** Every item of a tree, parents before children, each with its nearest ancestors. */
export function draftItems(items: readonly DraftItem[], above: readonly DraftItem[] = []): { item: DraftItem; above: readonly DraftItem[] }[] {
  return items.flatMap(item => [{ item, above }, ...draftItems(item.children, [...above, item])])
}

/** The paragraphs of a draft with stable names, for comments and comparison. */
export function draftParagraphs(content: DraftContent): { key: string; text: string }[] {
  const lines = (name: string, texts: readonly string[]): { key: string; text: string }[] => texts.map((text, n) => ({ key: `${name}.${n}`, text }))
  return [
    { key: 'abstract', text: content.abstract }, ...lines('addressee', content.addressees.map(({ written }) => written)), ...lines('preamble', content.preamble),
    ...draftItems(content.items).flatMap(({ item }) => [{ key: item.id, text: printedText(item) }, ...lines(item.id, item.paragraphs)]),
    ...lines('closing', content.closing), ...lines('capacity', content.signature?.capacity.map(({ text }) => text) ?? []), { key: 'signer', text: content.signature?.name ?? '' },
    ...lines('recipient', content.recipients.map(({ text }) => text)),
  ].filter(({ text }) => text !== '')
}

export const draftActions = ['edit', 'comment', 'ask', 'answer', 'resume', 'submit', 'pass', 'return', 'number', 'issue', 'file-signed', 'recall', 'drop'] as const

/** Something to look at; `stops` refuses the way to the signature. Words of `code` stand in the text files. */
export const DraftFinding = z.object({ code: z.string(), stops: z.boolean(), values: z.record(z.string(), z.string()), at: z.string().nullable() })
export type DraftFinding = z.infer<typeof DraftFinding>

export const Draft = z.object({
  id: z.uuid(), owner: BodyRef, author: z.string(), system: z.enum(['party', 'state']), docType: z.string(), abstract: z.string(), state: z.enum(draftStates), round: z.int(),
  number: z.string().nullable(), issuedOn: Day.nullable(), sourceId: z.uuid().nullable(), sourceNumber: z.string().nullable(), directiveId: z.uuid().nullable(),
  waitsFor: z.string().nullable(), updatedAt: Instant, createdAt: Instant, version: z.int(),
})
export type Draft = z.infer<typeof Draft>

export const DraftComment = z.object({
  id: z.uuid(), at: z.string().nullable(), quoted: z.string(), text: z.string(), by: z.string(), bodyId: z.int(), createdAt: Instant, resolvedAt: Instant.nullable(), resolvedBy: z.string().nullable(), resolution: z.string().nullable(),
})
export type DraftComment = z.infer<typeof DraftComment>

export const verdicts = ['agree', 'agree-with-comments', 'disagree'] as const
export const Clearance = z.object({
  id: z.uuid(), round: z.int(), body: BodyRef, question: z.string(), dueOn: Day, askedAt: Instant, verdict: z.enum(verdicts).nullable(), answer: z.string().nullable(), answeredAt: Instant.nullable(), answeredBy: z.string().nullable(),
  /** Past its day without an answer; `silent` says what the office's rule makes of that. */
  late: z.boolean(), silent: z.enum(['agrees', 'waits']),
})
export const stepKinds = ['form', 'office', 'sign'] as const
export const DraftStep = z.object({
  id: z.uuid(), round: z.int(), position: z.int(), kind: z.enum(stepKinds), postId: z.uuid(), title: z.string(), decision: z.enum(['passed', 'returned']).nullable(), reason: z.string().nullable(), decidedAt: Instant.nullable(), mine: z.boolean(),
})
export const DraftEvent = z.object({ id: z.uuid(), kind: z.string(), at: Instant, by: z.string(), note: z.string().nullable(), fromState: z.string().nullable(), toState: z.string().nullable() })
export const DraftVersion = z.object({ id: z.uuid(), round: z.int(), n: z.int(), savedBy: z.string(), savedAt: Instant })

/** What was found in a returned paper: a signature checked, or a scan declared. */
export const SignedCopy = z.object({
  id: z.uuid(), fileId: z.uuid(), fileName: z.string(), kind: z.enum(['digital', 'stamped']), at: Instant, by: z.string(), accepted: z.boolean(),
  integrity: z.enum(['intact', 'altered', 'unreadable', 'none']), coverage: z.enum(['whole', 'part', 'none']), chain: z.enum(['trusted', 'unknown', 'invalid', 'none']),
  signer: z.string().nullable(), certificateIssuer: z.string().nullable(), signedAt: Instant.nullable(), differences: z.array(z.object({ ours: z.string(), theirs: z.string() })), compared: z.boolean(),
})
export type SignedCopy = z.infer<typeof SignedCopy>

export const DraftDetail = Draft.extend({
  content: DraftContent, findings: z.array(DraftFinding), comments: z.array(DraftComment), clearances: z.array(Clearance), steps: z.array(DraftStep), events: z.array(DraftEvent),
  versions: z.array(DraftVersion), copies: z.array(SignedCopy), provisional: z.boolean(), actions: z.array(z.enum(draftActions)), mine: z.boolean(),
  deliveries: z.array(z.object({ body: BodyRef, readAt: Instant.nullable() })), directiveVersion: z.int().nullable(), numberGivenHere: z.boolean(),
  /** Sign of the number that is not given yet ("/UBND-VP"). */
  sign: z.string(),
})
export type DraftDetail = z.infer<typeof DraftDetail>

export const DraftQuery = z.object({ box: z.enum(['open', 'mine', 'asked', 'done']).default('open'), limit: z.coerce.number().int().min(1).max(200).default(100) })
export type DraftQuery = z.infer<typeof DraftQuery>
export const DraftPage = z.object({ rows: z.array(Draft) })

/** PUT /api/drafts/:id — where a draft begins. */
export const DraftStart = z.discriminatedUnion('from', [
  z.object({ from: z.literal('blank'), system: z.enum(['party', 'state']), docType: WrittenDocument.shape.docType }),
  z.object({ from: z.literal('template'), key: z.string().max(60) }),
  z.object({ from: z.literal('directive'), directiveId: z.uuid(), docType: WrittenDocument.shape.docType.default('cong-van'), labels: z.array(z.string().max(100)).max(500).nullable().default(null) }),
])
export type DraftStart = z.infer<typeof DraftStart>

/** GET /api/drafts/sources/:directiveId — what of a superior's document may be carried out below. */
export const DraftSource = z.object({
  directiveId: z.uuid(), number: z.string().nullable(), citation: z.string(),
  items: z.array(z.object({ label: z.string(), parentLabel: z.string().nullable(), text: z.string(), ours: z.boolean(), deadline: Day.nullable() })),
})
export const DraftTemplate = z.object({ key: z.string(), name: z.string(), system: z.enum(['party', 'state']).nullable(), docType: z.string(), source: z.string() })
export const SignerChoice = z.object({ postId: z.uuid(), name: z.string(), title: z.string(), role: z.string(), capacity: z.array(z.object({ mark: z.enum(['on-behalf', 'for-head', 'by-order', 'by-authorisation', 'acting', 'concurrently']).nullable(), text: z.string() })) })
/** GET /api/drafts/choices — what a draft of the acting body may be made of. */
export const DraftChoices = z.object({ system: z.enum(['party', 'state']), issuer: z.string(), superior: z.string().nullable(), place: z.string(), templates: z.array(DraftTemplate), groups: z.array(PrintedBody), signers: z.array(SignerChoice), numberedHere: z.boolean(),
  /** Day by which an opinion asked for today is due by the office's working days; null when no rule sets them. */
  answerBy: Day.nullable(),
})
export type DraftChoices = z.infer<typeof DraftChoices>

const versioned = { version: z.int() }
/** PATCH /api/drafts/:id — `keep` begins a version of its own; otherwise the running one is written over. */
export const DraftSave = z.object({ ...versioned, content: DraftContent, keep: z.boolean().default(false) })
export const DraftMove = z.object(versioned)
export const CommentInput = z.object({ at: z.string().max(60).nullable().default(null), quoted: z.string().max(500).default(''), text: z.string().trim().min(1).max(4000) })
export const ResolveComment = z.object({ resolution: z.string().max(2000).default('') })
export const AskInput = z.object({ ...versioned, bodyIds: z.array(z.int()).min(1).max(100), dueOn: Day, question: z.string().max(2000).default('') })
export const AnswerInput = z.object({ verdict: z.enum(verdicts), answer: z.string().max(10_000).default('') })
export const SubmitInput = z.object({ ...versioned, steps: z.array(z.object({ kind: z.enum(stepKinds), postId: z.uuid() })).min(1).max(6) })
export const DecideInput = z.object({ ...versioned, kind: z.enum(stepKinds), decision: z.enum(['passed', 'returned']), reason: z.string().max(2000).default('') })
export const NumberInput = z.object({ ...versioned, issuedOn: Day, number: z.string().trim().min(1).max(100).nullable().default(null) })
export const SignedInput = z.object({ fileId: z.uuid(), kind: z.enum(['digital', 'stamped']) })
