/**
 * A document that is to be written: structure in, laid out by `compose`, printed as plain text by
 * `composeText`. What the composer prints, `readDirective` reads back into the same structure.
 */
import type { Day } from '@phaodai/vocabulary'
import type { DocSystem, Urgency } from '../reading.ts'
import type { Numbering, RuleSetId, WrittenType } from './types.ts'

/** Mark an item opens with: `Phần I`, `Chương I`, `I.`, `Điều 1.`, `1.`, `1.1.`, `a)`, `-`, `+`. */
export const itemKinds = ['part', 'chapter', 'roman', 'article', 'arabic', 'dotted', 'letter', 'dash', 'plus'] as const
export type ItemKind = (typeof itemKinds)[number]

/** A unit of the body. Its number is never stored: it follows from its place among its siblings. */
export interface WrittenItem {
  /** Null: by depth, as the document's numbering has it. */
  kind: ItemKind | null
  /** First paragraph, without the mark. */
  text: string
  /** Further paragraphs of the same unit, printed without a mark before its children. */
  paragraphs: string[]
  /** A title over others: printed bold (bold capitals under a Roman numeral). */
  heading: boolean
  children: WrittenItem[]
}

/**
 * Why a line of the capacity stands there: on behalf (T/M, TM.), for the head (K/T, KT.), by order
 * (T/L, TL.), by authorisation (T/UQ, TUQ.), acting (Q.), or a second post held at once (`kiêm`).
 */
export const signatureMarks = ['on-behalf', 'for-head', 'by-order', 'by-authorisation', 'acting', 'concurrently'] as const
export type SignatureMark = (typeof signatureMarks)[number]

/** One line over the signature: "T/M BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"; the text is given without its mark. */
export interface CapacityLine { mark: SignatureMark | null; text: string }

export interface WrittenSignature { capacity: CapacityLine[]; name: string | null }

/** Why a body is on the distribution list; printed behind its name, nothing for `execute`. */
export const recipientPurposes = ['execute', 'report', 'inform', 'coordinate'] as const
export type RecipientPurpose = (typeof recipientPurposes)[number]
export interface WrittenRecipient { text: string; purpose: RecipientPurpose }

/** A table of an annex or of a paper, cells as plain text. */
export interface WrittenTable { columns: TableColumn[]; rows: TableRow[] }

export interface TableColumn {
  heading: string
  /** A second heading row joins neighbouring columns of one group under this word. */
  group?: string | undefined
  /** Share of the width in any unit; equal shares when left out. */
  width?: number | undefined
  align?: 'left' | 'center' | 'right' | undefined
}

/** Cells of a row in column order; a bold row is a sum or a heading of rows. */
export interface TableRow { cells: string[]; bold?: boolean | undefined }

/** What stands after the signature: an appendix, or a document put into force ("QUY CHẾ"). */
export interface WrittenAnnex {
  /** Null: `PHỤ LỤC`, numbered when there are several. */
  heading: string | null
  title: string
  preamble: string[]
  items: WrittenItem[]
  table: WrittenTable | null
}

export interface WrittenDocument {
  system: DocSystem
  docType: WrittenType
  /** Rule set of the layout; null: the one in force on the document's date (the newest without a date). */
  rules: RuleSetId | null
  /** Superior body printed over the issuer, as in running text ("Đảng bộ tỉnh Lạng Sơn"); null when it has none. */
  superior: string | null
  /** Issuing body as in running text; printed in capitals. */
  issuer: string
  /** "07-CV/HU", "15/QĐ-UBND"; without a serial ("-CV/HU") a blank is left for it; null prints no number line. */
  number: string | null
  place: string
  /** Null leaves blanks for day and month. */
  date: Day | null
  /** What it is about, without "V/v" or "Về việc". */
  abstract: string
  urgency: Urgency | null
  /** Clock time of `hỏa tốc hẹn giờ`, printed behind the mark ("09 giờ 30"). */
  urgencyHour: string | null
  /** Marked DỰ THẢO until it is signed. */
  draft: boolean
  /** Kính gửi; in a telegram, those it is sent to. */
  addressees: string[]
  /** Who decides, over the body of a State decision or resolution ("Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn"), or who wires. */
  authority: string | null
  preamble: string[]
  numbering: Numbering | null
  items: WrittenItem[]
  closing: string[]
  signature: WrittenSignature | null
  /** Who signs on the left, where a paper has two signatures and no Nơi nhận (the secretary of minutes). */
  counterSignature?: WrittenSignature | null | undefined
  /** Nơi nhận, without the issuer's own file. */
  recipients: WrittenRecipient[]
  /** What the issuer keeps: "VT, KGVX" (State), "Văn phòng Tỉnh ủy" (Party); null prints no such line. */
  file: string | null
  annexes: WrittenAnnex[]
}

/** What every document must say; the rest is empty unless given. */
export type WrittenParts = Pick<WrittenDocument, 'system' | 'docType' | 'issuer' | 'place' | 'abstract'> & Partial<WrittenDocument>

/** A document from its parts, what is not given left empty. */
export function written(parts: WrittenParts): WrittenDocument {
  return {
    rules: null, superior: null, number: null, date: null, urgency: null, urgencyHour: null, draft: false, addressees: [], authority: null,
    preamble: [], numbering: null, items: [], closing: [], signature: null, recipients: [], file: null, annexes: [], ...parts,
  }
}

/** An item from its text; mark by depth unless given. */
export function item(text: string, children: WrittenItem[] = [], more: Partial<WrittenItem> = {}): WrittenItem {
  return { kind: null, text, paragraphs: [], heading: false, children, ...more }
}

/** The head of a paper that is no letter (statistics, list, printed register book): who, which system, where, when. */
export interface PaperHeader {
  system: DocSystem
  superior: string | null
  issuer: string
  number: string | null
  place: string
  date: Day | null
}

/** A table under an official head: a list, statistics, a page of a register book. */
export interface TablePaper {
  header: PaperHeader
  title: string
  subtitle: string[]
  columns: TableColumn[]
  rows: TableRow[]
  /** Paragraphs under the table. */
  closing: string[]
  signature: WrittenSignature | null
  recipients: WrittenRecipient[]
  file: string | null
  landscape: boolean
}
