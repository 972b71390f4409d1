import type { Day } from '@phaodai/vocabulary'
import type { DocSystem } from '../reading.ts'
import type { Confidence, Rule, RuleSet, TextStyle } from './rules.ts'
import type { RuleSetId } from './types.ts'

const HD36 = 'Hướng dẫn 36-HD/VPTW, Phụ lục 3'
const HD05 = 'Hướng dẫn 05-HD/VPTW'
const ND30 = 'Nghị định 30/2020/NĐ-CP, Phụ lục I'
const PRACTICE = 'văn bản đã ban hành'

function rule<T>(value: T, source: string, confidence: Confidence = 'stated'): Rule<T> {
  return { value, source, confidence }
}

/** A style written short: size and the letters b(old), i(talic), c(apitals), u(nderlined). */
function style(size: number, marks = ''): TextStyle {
  return { size, bold: marks.includes('b'), italic: marks.includes('i'), caps: marks.includes('c'), underline: marks.includes('u') }
}

const A4 = { width: 210, height: 297 }
const PURPOSES = { execute: '', report: '(để báo cáo)', inform: '(để biết)', coordinate: '(để phối hợp)' }

const PARTY_2018: RuleSet = {
  id: 'party-2018', system: 'party', validFrom: '2018-04-03', validTo: '2026-05-26',
  paper: rule(A4, HD36),
  margins: rule({ top: 20, bottom: 20, left: 30, right: 15 }, HD36),
  font: rule('Times New Roman', HD36),
  nationalTitle: rule(style(15, 'bc'), HD36),
  motto: null,
  underIssuer: rule('star', HD36),
  superior: rule(style(14, 'c'), HD36),
  issuer: rule(style(14, 'bc'), HD36),
  number: rule(style(14), HD36),
  numberMark: rule('Số ', HD36),
  placeDate: rule(style(14, 'i'), HD36),
  typeName: rule(style(16, 'bc'), HD36),
  abstract: rule(style(14, 'b'), HD36),
  underAbstract: rule('dashes', HD36),
  letterAbstract: rule(style(12, 'i'), HD36),
  letterAbout: rule('V/v ', HD36),
  decisionAbout: rule('', HD36),
  body: rule({ size: 14, indent: 12.7, before: 6, line: { exact: 18 } }, HD36, 'reported'),
  capacity: rule(style(14, 'bc'), HD36),
  signerName: rule(style(14, 'b'), HD36),
  recipientsLabel: rule(style(14, 'u'), HD36, 'assumed'),
  recipientsList: rule(style(12), HD36),
  listStop: rule(',', PRACTICE, 'reported'),
  fileMark: rule('Lưu ', PRACTICE, 'reported'),
  purposes: rule(PURPOSES, PRACTICE, 'reported'),
  marks: rule({ 'on-behalf': 'T/M ', 'for-head': 'K/T ', 'by-order': 'T/L ', 'by-authorisation': 'T/UQ ', acting: 'Q. ', concurrently: 'kiêm' }, 'Hướng dẫn 36-HD/VPTW, mục 1.7'),
  urgency: rule({ khan: 'KHẨN', 'thuong-khan': 'THƯỢNG KHẨN', 'hoa-toc': 'HỎA TỐC' }, 'Quy định 66-QĐ/TW, Điều 16'),
  pageNumber: rule(style(14), HD36, 'assumed'),
  finalMark: rule('./.', PRACTICE, 'reported'),
}

const PARTY_2026: RuleSet = {
  ...PARTY_2018, id: 'party-2026', validFrom: '2026-05-27', validTo: null,
  letterAbout: rule('về việc ', HD05, 'reported'),
  body: rule({ size: 14, indent: 10, before: 6, line: { exact: 18 } }, HD05, 'reported'),
  recipientsLabel: rule(style(14, 'u'), HD05, 'reported'),
  urgency: rule({ khan: 'KHẨN', 'thuong-khan': 'THƯỢNG KHẨN', 'hoa-toc': 'HỎA TỐC' }, HD05),
  finalMark: rule('.', HD05, 'reported'),
}

const STATE_2020: RuleSet = {
  id: 'state-2020', system: 'state', validFrom: '2020-03-05', validTo: null,
  paper: rule(A4, ND30),
  margins: rule({ top: 20, bottom: 20, left: 30, right: 15 }, ND30),
  font: rule('Times New Roman', ND30),
  nationalTitle: rule(style(12, 'bc'), ND30),
  motto: rule(style(13, 'b'), ND30),
  underIssuer: rule(0.4, ND30),
  superior: rule(style(12, 'c'), ND30),
  issuer: rule(style(12, 'bc'), ND30),
  number: rule(style(13), ND30),
  numberMark: rule('Số: ', ND30),
  placeDate: rule(style(13, 'i'), ND30),
  typeName: rule(style(14, 'bc'), ND30),
  abstract: rule(style(14, 'b'), ND30),
  underAbstract: rule(0.4, ND30),
  letterAbstract: rule(style(12), ND30),
  letterAbout: rule('V/v ', ND30),
  decisionAbout: rule('Về việc ', ND30, 'reported'),
  body: rule({ size: 14, indent: 12.7, before: 6, line: { times: 1 } }, ND30),
  capacity: rule(style(14, 'bc'), ND30),
  signerName: rule(style(14, 'b'), ND30),
  recipientsLabel: rule(style(12, 'bi'), ND30),
  recipientsList: rule(style(11), ND30),
  listStop: rule(';', ND30),
  fileMark: rule('Lưu: ', ND30),
  purposes: rule(PURPOSES, PRACTICE, 'reported'),
  marks: rule({ 'on-behalf': 'TM. ', 'for-head': 'KT. ', 'by-order': 'TL. ', 'by-authorisation': 'TUQ. ', acting: 'Q. ', concurrently: 'kiêm' }, ND30),
  urgency: rule({ khan: 'KHẨN', 'thuong-khan': 'THƯỢNG KHẨN', 'hoa-toc': 'HỎA TỐC' }, ND30),
  pageNumber: rule(style(13), ND30),
  finalMark: rule('./.', ND30),
}

/** Every rule set, oldest first within its system. */
export const RULE_SETS: readonly RuleSet[] = [PARTY_2018, PARTY_2026, STATE_2020]

/**
 * The rules a document follows: the named set, else the one in force on its day (the oldest known for
 * earlier days, the newest without a day).
 */
export function rulesFor(system: DocSystem, date: Day | null, named: RuleSetId | null = null): RuleSet {
  const own = RULE_SETS.filter(set => set.system === system)
  const inForce = own.filter(set => date === null || set.validFrom <= date)
  return RULE_SETS.find(set => set.id === named) ?? inForce.at(-1) ?? own[0]!
}
