/** A document in exchange form as QCVN 102:2016/BTTTT has it; days as YYYY-MM-DD. */
export interface EdxmlDocument {
  from: Organ
  to: Organ[]
  /** Sender's own name of the document: organ, day, number. */
  documentId: string | null
  number: string | null
  place: string | null
  date: string | null
  /** Name of the type in words: "Công văn". */
  typeName: string | null
  subject: string | null
  content: string | null
  signer: { competence: string | null; position: string | null; name: string | null }
  dueDate: string | null
  toPlaces: string[]
  priority: Priority
  pages: number | null
  copies: number | null
  steering: boolean
  business: Business
  businessReason: string | null
  attachments: EdxmlAttachment[]
}
export interface Organ { id: string; name: string }
export interface EdxmlAttachment { name: string; mediaType: string; bytes: Buffer }

/** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
export type Priority = 0 | 1 | 2 | 3 | 4
/** 0 văn bản mới, 1 thu hồi, 2 cập nhật, 3 thay thế. */
export type Business = 0 | 1 | 2 | 3

const URGENCY = [null, 'khan', 'thuong-khan', 'hoa-toc', 'hoa-toc'] as const

/** Urgency as documents here have it; an hour set for delivery is not told by the code. */
export function urgencyOf(priority: Priority): 'khan' | 'thuong-khan' | 'hoa-toc' | null {
  return URGENCY[priority]
}

/** The code of an urgency; 0 for none. */
export function priorityOf(urgency: string | null): Priority {
  const code = URGENCY.indexOf(urgency as (typeof URGENCY)[number])
  return code > 0 ? (code as Priority) : 0
}

/** Serial and sign of a number: "1879-CV/TU" and "15/QĐ-UBND" are cut at the first mark after the figures. */
export function splitNumber(number: string): { serial: string; notation: string } {
  const match = /^\s*(\d+[a-z]?)\s*([-/])\s*(.+)$/iu.exec(number)
  return match ? { serial: match[1]!, notation: match[3]!.trim() } : { serial: '', notation: number.trim() }
}

/** The number as printed; the Party's sign has a slash of its own and is joined by a hyphen. */
export function joinNumber(serial: string, notation: string): string | null {
  if (serial === '') return notation === '' ? null : notation
  if (notation === '') return serial
  const party = /^\p{L}+\/\p{L}/u.test(notation)
  return `${serial}${party ? '-' : '/'}${notation}`
}
