import { readClause, type Clause } from './clause.ts'
import { readBodies, splitBodies, type BodyName } from './bodies.ts'
import type { Unit } from './unit.ts'
import { isCaps } from './lines.ts'
import type { Found, LeadSource } from './reading.ts'
import { coordinators, headingDirects } from './roles.ts'
import type { Strand } from './strand.ts'
import { phrases, tokenise, type Token } from './tokens.ts'

/** What a unit has from the headings above it. */
export interface Context {
  lead: Found<string>[]
  leadSource: LeadSource
  coordinate: Found<string>[]
  /** A heading above only directs ("UBND huyện chỉ đạo:"): who is named below does the work. */
  directs: boolean
  /** Under a heading of purposes, of how things stand, and the like: nothing is ordered here. */
  silent: boolean
  /** The topical heading above ("Công tác tiêm chủng"), which says what its units are about. */
  subject: string
}

export const NO_CONTEXT: Context = { lead: [], leadSource: 'recipients', coordinate: [], directs: false, silent: false, subject: '' }

const SILENT = /^(?:về\s+)?(?:(?:sự cần thiết|bối cảnh|tình hình|thực trạng|đánh giá(?: chung| tình hình)?|nhận định|dự báo|kết quả|ưu điểm|tồn tại|hạn chế|khó khăn|nguyên nhân|bài học|mục đích|mục tiêu|yêu cầu|quan điểm|nguyên tắc|căn cứ|cơ sở pháp lý|phạm vi|đối tượng|chỉ tiêu|giải thích|thời gian|địa điểm|thành phần)(?!\p{L}))/iu
const ORDERING = /(?:nhiệm vụ|giải pháp|thực hiện|triển khai|khắc phục|biện pháp|giao |ứng phó|công việc)/iu
/** What must be so, or is aimed at: told in the indicative, whatever the heading speaks of. */
const CRITERIA = /^(?:về\s+)?(?:các\s+)?(?:(?:yêu cầu,?\s+(?:và\s+)?)?(?:điều kiện|tiêu chí|tiêu chuẩn|đối tượng|mục đích|mục tiêu|quan điểm)(?!\p{L}))|(?:điều kiện|tiêu chí|tiêu chuẩn)(?: sau| sau đây)?\s*:$/iu
const LONGEST_HEADING = 30
const LONGEST = 2000

/** Whether the first paragraph of a unit only heads what follows it. */
export function isHeading(unit: Unit, paragraph: Strand, clause: Clause | null): boolean {
  const text = paragraph.text
  if (text.endsWith(':') || isCaps(text)) return true
  const follows = unit.children.length > 0 || unit.paragraphs.length > 1
  if (clause && clause.predicate < 0 && clause.addressee) return true
  if (unit.kind === 'roman' || unit.kind === 'capital' || unit.kind === 'part') return text.split(' ').length <= LONGEST_HEADING
  return follows && text.split(' ').length <= LONGEST_HEADING
}

/** The context a heading gives to what stands under it. */
export function contextUnder(heading: Strand, above: Context): Context {
  const tokens = tokenise(heading.text.slice(0, LONGEST))
  const clause = readClause(tokens)
  const silent = above.silent || isSilent(heading.text, clause)
  const charged = clause?.addressee ? null : chargedBody(tokens)
  if (charged) return { ...above, silent, lead: splitBodies(heading, tokens, charged, 0.88, 'heading-of-duties'), leadSource: 'heading', coordinate: [], directs: false }
  if (!clause?.addressee) return { ...above, silent, coordinate: own(heading, tokens, above), subject: heading.text.slice(0, 200) }
  return {
    lead: splitBodies(heading, tokens, clause.addressee, 0.9, 'heading-body'), leadSource: 'heading',
    coordinate: coordinators(heading, tokens), directs: headingDirects(tokens, clause.predicate), silent, subject: above.subject,
  }
}

const DUTIES_OF = phrases(
  'nhiệm vụ của', 'trách nhiệm của', 'nhiệm vụ, trách nhiệm của', 'trách nhiệm, nhiệm vụ của', 'nhiệm vụ và trách nhiệm của', 'trách nhiệm và nhiệm vụ của', 'nhiệm vụ cụ thể của',
  'trách nhiệm cụ thể của', 'trách nhiệm thực hiện của', 'trách nhiệm thi hành của', 'nhiệm vụ đối với', 'trách nhiệm đối với', 'đối với', 'riêng đối với', 'về phía',
)

/** The body of a heading without a verb: "Nhiệm vụ của Sở Y tế", "Đối với Công an tỉnh". */
export function chargedBody(tokens: readonly Token[]): BodyName | null {
  const duties = DUTIES_OF.match(tokens, 0)
  const name = duties ? readBodies(tokens, duties.end) : null
  return name && !tokens.slice(name.end).some(token => token.word) ? name : null
}

function own(heading: Strand, tokens: readonly Token[], above: Context): Found<string>[] {
  const partners = coordinators(heading, tokens)
  return partners.length > 0 ? partners : above.coordinate
}

function isSilent(text: string, clause: Clause | null): boolean {
  if (/thời gian qua|vừa qua|đã đạt được/iu.test(text) && !clause?.addressee) return true
  if (CRITERIA.test(text) && !/nhiệm vụ|giải pháp/iu.test(text) && (clause === null || clause.addressee === null)) return text.split(' ').length <= LONGEST_HEADING
  return SILENT.test(text) && !clause?.addressee && !ORDERING.test(text.replace(/kết quả (?:triển khai|thực hiện)/iu, '')) && text.split(' ').length <= 14
}
