/** A document to be written (docs/formats.md): what files and requests say, the rest filled with nothing. */
import * as z from 'zod'
import { Day } from './task.ts'

const Text = z.string().max(20_000)
const Line = z.string().max(1000)
const Lines = z.array(Text).max(500).default([])

const itemKinds = ['part', 'chapter', 'roman', 'article', 'arabic', 'dotted', 'letter', 'dash', 'plus'] as const
const signatureMarks = ['on-behalf', 'for-head', 'by-order', 'by-authorisation', 'acting', 'concurrently'] as const

export interface WrittenItem {
  kind: (typeof itemKinds)[number] | null
  text: string
  paragraphs: string[]
  heading: boolean
  children: WrittenItem[]
}

/** A unit of the body; its number follows from its place. */
export const WrittenItem: z.ZodType<WrittenItem> = z.object({
  kind: z.enum(itemKinds).nullable().default(null), text: Text, paragraphs: Lines, heading: z.boolean().default(false),
  get children() { return z.array(WrittenItem).max(500).default([]) },
}).meta({ id: 'WrittenItem' })

const WrittenTable = z.object({
  columns: z.array(z.object({ heading: Line, group: Line.optional(), width: z.number().positive().optional(), align: z.enum(['left', 'center', 'right']).optional() })).min(1).max(40),
  rows: z.array(z.object({ cells: z.array(Text), bold: z.boolean().optional() })).max(20_000),
})

export const WrittenSignature = z.object({
  capacity: z.array(z.object({ mark: z.enum(signatureMarks).nullable().default(null), text: Line })).min(1).max(8), name: Line.nullable().default(null),
})

export const WrittenRecipient = z.object({ text: Line, purpose: z.enum(['execute', 'report', 'inform', 'coordinate']).default('execute') })

const writtenTypes = [
  'cuong-linh', 'dieu-le', 'chien-luoc', 'nghi-quyet', 'quyet-dinh', 'chi-thi', 'ket-luan', 'quy-che', 'quy-dinh', 'thong-tri', 'huong-dan', 'thong-bao', 'thong-cao', 'tuyen-bo',
  'loi-keu-goi', 'bao-cao', 'ke-hoach', 'quy-hoach', 'chuong-trinh', 'phuong-an', 'de-an', 'du-an', 'to-trinh', 'cong-van', 'bien-ban', 'cong-dien', 'giay-moi', 'giay-gioi-thieu',
  'giay-nghi-phep', 'giay-uy-quyen', 'phieu-gui', 'phieu-chuyen', 'phieu-bao', 'hop-dong', 'ban-ghi-nho', 'ban-thoa-thuan', 'thu-cong',
] as const

/** The document as the writer takes it (`WrittenDocument` of @phaodai/directives). */
export const WrittenDocument = z.object({
  system: z.enum(['party', 'state']), docType: z.enum(writtenTypes), rules: z.enum(['party-2018', 'party-2026', 'state-2020']).nullable().default(null),
  superior: Line.nullable().default(null), issuer: Line.min(1), number: Line.nullable().default(null), place: Line, date: Day.nullable().default(null), abstract: z.string().max(2000),
  urgency: z.enum(['khan', 'thuong-khan', 'hoa-toc']).nullable().default(null), urgencyHour: Line.nullable().default(null), draft: z.boolean().default(false),
  addressees: z.array(Line).max(500).default([]), authority: Line.nullable().default(null), preamble: Lines,
  numbering: z.enum(['arabic', 'roman', 'article']).nullable().default(null), items: z.array(WrittenItem).max(500).default([]), closing: Lines,
  signature: WrittenSignature.nullable().default(null), recipients: z.array(WrittenRecipient).max(500).default([]), file: Line.nullable().default(null),
  annexes: z.array(z.object({ heading: Line.nullable().default(null), title: z.string().max(2000), preamble: Lines, items: z.array(WrittenItem).max(500).default([]), table: WrittenTable.nullable().default(null) })).max(50).default([]),
})
export type WrittenDocument = z.infer<typeof WrittenDocument>
