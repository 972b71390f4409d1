import {
  armedParty, culture, department, education, finance, health, healthStation, homeAffairs, industryAndTrade, lastDepartments, localPartyInspection, localPartyOffice,
  localPolice, military, organ, partyInspection, partyOffice, police, stateOffice,
} from './rules-both.ts'
import type { Rule } from './types.ts'

// Two levels from 1 July 2025: districts ended, Tuyên giáo and Dân vận are one organ, departments merged, communes
// have offices of their own (B2.5 of the public record: Luật Tổ chức chính quyền địa phương 2025, Nghị quyết 18-NQ/TW).

export const provinceParty: Rule[] = [
  partyOffice,
  organ('ban-to-chuc', 'to-chuc', 'Ban Tổ chức'),
  organ('ban-tgdv', 'tuyen-giao', 'Ban Tuyên giáo và Dân vận'),
  organ('ban-noi-chinh', 'noi-chinh', 'Ban Nội chính'),
  partyInspection,
  { rule: 'bao-dai', kind: 'press', sector: 'truyen-thong', name: 'Báo và phát thanh, truyền hình {unit}', short: 'Báo và PT-TH {word}', aliases: ['Báo và phát thanh, truyền hình {word}'] },
  { rule: 'dang-uy-co-quan', kind: 'party-bloc', sector: 'tong-hop', name: 'Đảng ủy các cơ quan Đảng {unit}', short: 'Đảng ủy các cơ quan Đảng {word}' },
  { rule: 'dang-uy-ubnd', kind: 'party-bloc', sector: 'tong-hop', name: 'Đảng ủy Ủy ban nhân dân {unit}', short: 'Đảng ủy UBND {word}', aliases: ['Đảng ủy Ủy ban nhân dân {word}'] },
  ...armedParty,
]

export const communeParty: Rule[] = [
  localPartyOffice,
  { rule: 'ban-xay-dung-dang', kind: 'party-organ', sector: 'to-chuc', name: 'Ban Xây dựng Đảng {party}' },
  localPartyInspection,
]

export const provinceState: Rule[] = [
  stateOffice,
  health(),
  education,
  department('so-khcn', 'truyen-thong', 'Sở Khoa học và Công nghệ', ['Sở KH&CN']),
  culture,
  finance,
  homeAffairs,
  industryAndTrade,
  department('so-xay-dung', 'giao-thong', 'Sở Xây dựng'),
  department('so-nnmt', 'nong-nghiep', 'Sở Nông nghiệp và Môi trường', ['Sở NN&MT']),
  ...lastDepartments,
  police,
  { ...military, children: [
    { rule: 'bien-phong', kind: 'border-guard', chain: 'armed', sector: 'bien-phong', name: 'Ban Chỉ huy Bộ đội Biên phòng {unit}', short: 'BĐBP {word}', aliases: ['Bộ đội Biên phòng {word}'] },
  ] },
  { rule: 'bcd', kind: 'steering-committee', sector: 'phong-chong-dich', name: 'Ban Chỉ đạo phòng, chống dịch bệnh {unit}', short: 'BCĐ phòng, chống dịch {word}',
    aliases: ['Ban Chỉ đạo phòng, chống dịch bệnh {word}', 'Ban Chỉ đạo phòng, chống dịch COVID-19 {word}', 'Ban Chỉ đạo phòng, chống dịch {word}'] },
]

const unit = (rule: string, kind: Rule['kind'], sector: Rule['sector'], name: string): Rule => ({ rule, kind, sector, name: `${name} {unit}` })

export const communeState: Rule[] = [
  unit('van-phong-ubnd', 'state-office', 'tong-hop', 'Văn phòng HĐND và UBND'),
  unit('phong-kinh-te', 'department', 'tai-chinh', 'Phòng Kinh tế'),
  unit('phong-vhxh', 'department', 'van-hoa', 'Phòng Văn hóa - Xã hội'),
  unit('tt-hanh-chinh-cong', 'public-unit', 'hanh-chinh-cong', 'Trung tâm Phục vụ hành chính công'),
  healthStation,
  localPolice,
  { ...unit('quan-su', 'military', 'quan-su', 'Ban Chỉ huy Quân sự'), chain: 'armed' },
]
