import type { DocSystem, DocType } from '../reading.ts'

/** Rule sets of layout, by system and the year they came into force. */
export type RuleSetId = 'party-2018' | 'party-2026' | 'state-2020'

/** Which mark the top level of a tree has when its items name none. */
export const numberings = ['arabic', 'roman', 'article'] as const
export type Numbering = (typeof numberings)[number]

/** A letter has no name line (its subject stands under the number), a telegram names whom it is sent to. */
export type WrittenForm = 'letter' | 'telegram' | 'named'

/** A type of document and the codes of its number by system: '' where it has none, null where the system has no such type. */
export interface TypeRule {
  name: string
  party: string | null
  state: string | null
  form: WrittenForm
  /** Words over the articles of what is decided, by system ("QUYẾT ĐỊNH:"). */
  enacts: Partial<Record<DocSystem, string>>
  readsAs: DocType
  numbering: Record<DocSystem, Numbering>
}

const BY_ARABIC = { party: 'arabic', state: 'arabic' } as const
const BY_ROMAN = { party: 'roman', state: 'roman' } as const
const BY_ARTICLE = { party: 'article', state: 'article' } as const

function named(name: string, party: string | null, state: string | null, more: Partial<TypeRule> = {}): TypeRule {
  return { name, party, state, form: 'named', enacts: {}, readsAs: 'other', numbering: BY_ARABIC, ...more }
}

/**
 * Types of Party documents (Quy định 66-QĐ/TW, Điều 4 ff.; the same list in 399-QĐ/TW) and of State
 * documents (Nghị định 30/2020/NĐ-CP, Phụ lục III) with their codes. Quy định of the Party shares the
 * code QĐ with Quyết định; the older QĐi is read, not written.
 */
export const WRITTEN_TYPES = {
  'cuong-linh': named('Cương lĩnh chính trị', '', null),
  'dieu-le': named('Điều lệ', '', null, { numbering: BY_ARTICLE }),
  'chien-luoc': named('Chiến lược', '', null, { numbering: BY_ROMAN }),
  'nghi-quyet': named('Nghị quyết', 'NQ', 'NQ', { enacts: { state: 'QUYẾT NGHỊ:' }, readsAs: 'nghi-quyet', numbering: { party: 'roman', state: 'article' } }),
  'quyet-dinh': named('Quyết định', 'QĐ', 'QĐ', { enacts: { party: 'QUYẾT ĐỊNH:', state: 'QUYẾT ĐỊNH:' }, readsAs: 'quyet-dinh', numbering: BY_ARTICLE }),
  'chi-thi': named('Chỉ thị', 'CT', 'CT', { readsAs: 'chi-thi' }),
  'ket-luan': named('Kết luận', 'KL', null, { readsAs: 'ket-luan' }),
  'quy-che': named('Quy chế', 'QC', 'QC', { numbering: BY_ARTICLE }),
  'quy-dinh': named('Quy định', 'QĐ', 'QyĐ', { numbering: BY_ARTICLE }),
  'thong-tri': named('Thông tri', 'TT', null),
  'huong-dan': named('Hướng dẫn', 'HD', 'HD', { readsAs: 'huong-dan', numbering: BY_ROMAN }),
  'thong-bao': named('Thông báo', 'TB', 'TB', { readsAs: 'thong-bao' }),
  'thong-cao': named('Thông cáo', 'TC', 'TC'),
  'tuyen-bo': named('Tuyên bố', '', null),
  'loi-keu-goi': named('Lời kêu gọi', 'LKG', null),
  'bao-cao': named('Báo cáo', 'BC', 'BC', { numbering: BY_ROMAN }),
  'ke-hoach': named('Kế hoạch', 'KH', 'KH', { readsAs: 'ke-hoach', numbering: BY_ROMAN }),
  'quy-hoach': named('Quy hoạch', 'QH', null, { numbering: BY_ROMAN }),
  'chuong-trinh': named('Chương trình', 'CTr', 'CTr', { numbering: BY_ROMAN }),
  'phuong-an': named('Phương án', 'PA', 'PA', { numbering: BY_ROMAN }),
  'de-an': named('Đề án', 'ĐA', 'ĐA', { numbering: BY_ROMAN }),
  'du-an': named('Dự án', 'DA', 'DA', { numbering: BY_ROMAN }),
  'to-trinh': named('Tờ trình', 'TTr', 'TTr'),
  'cong-van': named('Công văn', 'CV', '', { form: 'letter', readsAs: 'cong-van' }),
  'bien-ban': named('Biên bản', 'BB', 'BB'),
  'cong-dien': named('Công điện', 'CĐ', 'CĐ', { form: 'telegram', readsAs: 'cong-dien' }),
  'giay-moi': named('Giấy mời', 'GM', 'GM'),
  'giay-gioi-thieu': named('Giấy giới thiệu', 'GGT', 'GGT'),
  'giay-nghi-phep': named('Giấy nghỉ phép', 'GNP', 'GNP'),
  'giay-uy-quyen': named('Giấy ủy quyền', null, 'GUQ'),
  'phieu-gui': named('Phiếu gửi', 'PG', 'PG'),
  'phieu-chuyen': named('Phiếu chuyển', 'PC', 'PC'),
  'phieu-bao': named('Phiếu báo', null, 'PB'),
  'hop-dong': named('Hợp đồng', null, 'HĐ', { numbering: BY_ARTICLE }),
  'ban-ghi-nho': named('Bản ghi nhớ', null, 'BGN'),
  'ban-thoa-thuan': named('Bản thỏa thuận', null, 'BTT'),
  'thu-cong': named('Thư công', '', ''),
} as const satisfies Record<string, TypeRule>

export type WrittenType = keyof typeof WRITTEN_TYPES
export const writtenTypes = Object.keys(WRITTEN_TYPES) as WrittenType[]

/** What is known of a type. */
export function typeRule(type: WrittenType): TypeRule {
  return WRITTEN_TYPES[type]
}

/** What a number is made of; `unit` is the drafting unit of a State letter ("123/UBND-VX"), `year` is set for normative texts only. */
export interface NumberParts { system: DocSystem; type: WrittenType; serial: number | null; issuerCode: string; unit?: string | undefined; year?: number | undefined }

/**
 * A number as printed: "07-CV/HU" (Party), "15/QĐ-UBND", "123/UBND-VX" (State). Serials below 10 take a
 * leading 0; without a serial the sign alone, for a draft.
 */
export function numberText({ system, type, serial, issuerCode, unit, year }: NumberParts): string {
  const printed = serial === null ? '' : String(serial).padStart(2, '0')
  const rule = typeRule(type)
  if (system === 'party') return `${printed}${rule.party ? `-${rule.party}` : ''}/${issuerCode}`
  const sign = [rule.state || null, issuerCode, rule.state ? null : unit].filter(Boolean).join('-')
  return `${printed}/${year === undefined ? '' : `${year}/`}${sign}`
}
