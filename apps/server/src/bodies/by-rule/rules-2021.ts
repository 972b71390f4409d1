import {
  armedParty, culture, department, education, finance, health, healthStation, homeAffairs, industryAndTrade, lastDepartments, localPartyInspection, localPartyOffice,
  localPolice, military, organ, partyInspection, partyOffice, police, stateOffice,
} from './rules-both.ts'
import type { Rule } from './types.ts'

// Bodies named in directives of 2020–2022, by level and chain. One line a body; the tree is a committee with its organs.

export const provinceParty: Rule[] = [
  partyOffice,
  organ('ban-to-chuc', 'to-chuc', 'Ban Tổ chức'),
  organ('ban-tuyen-giao', 'tuyen-giao', 'Ban Tuyên giáo'),
  organ('ban-dan-van', 'dan-van', 'Ban Dân vận'),
  organ('ban-noi-chinh', 'noi-chinh', 'Ban Nội chính'),
  partyInspection,
  { rule: 'bcs-ubnd', kind: 'party-caucus', sector: 'tong-hop', name: 'Ban cán sự đảng Ủy ban nhân dân {unit}', short: 'Ban cán sự đảng UBND {word}',
    aliases: ['Ban cán sự đảng Ủy ban nhân dân {word}'] },
  { rule: 'bao', kind: 'press', sector: 'truyen-thong', name: 'Báo {place}', aliases: ['Báo tỉnh'] },
  { rule: 'dang-uy-khoi', kind: 'party-bloc', sector: 'tong-hop', name: 'Đảng ủy Khối các cơ quan {unit}', short: 'Đảng ủy Khối các cơ quan {word}' },
  ...armedParty,
]

export const districtParty: Rule[] = [
  localPartyOffice,
  { rule: 'ban-to-chuc', kind: 'party-organ', sector: 'to-chuc', name: 'Ban Tổ chức {party}' },
  { rule: 'ban-tuyen-giao', kind: 'party-organ', sector: 'tuyen-giao', name: 'Ban Tuyên giáo {party}' },
  { rule: 'ban-dan-van', kind: 'party-organ', sector: 'dan-van', name: 'Ban Dân vận {party}' },
  localPartyInspection,
]

export const provinceState: Rule[] = [
  stateOffice,
  health({ rule: 'benh-vien-phoi', kind: 'hospital', sector: 'y-te', name: 'Bệnh viện Phổi {unit}', short: 'Bệnh viện Phổi' }),
  education,
  department('so-tttt', 'truyen-thong', 'Sở Thông tin và Truyền thông', ['Sở TT&TT', 'Sở TTTT']),
  finance,
  department('so-ldtbxh', 'lao-dong', 'Sở Lao động - Thương binh và Xã hội', ['Sở LĐ-TB&XH', 'Sở LĐTBXH', 'Sở Lao động – Thương binh và Xã hội']),
  industryAndTrade,
  department('so-gtvt', 'giao-thong', 'Sở Giao thông vận tải', ['Sở GTVT']),
  homeAffairs,
  department('so-nnptnt', 'nong-nghiep', 'Sở Nông nghiệp và Phát triển nông thôn', ['Sở NN&PTNT', 'Sở Nông nghiệp và PTNT']),
  culture,
  ...lastDepartments,
  { rule: 'dai-ptth', kind: 'press', sector: 'truyen-thong', name: 'Đài Phát thanh và Truyền hình {unit}', short: 'Đài PT-TH {word}',
    aliases: ['Đài Phát thanh và Truyền hình {word}', 'Đài PTTH {word}'] },
  police,
  military,
  { rule: 'bien-phong', kind: 'border-guard', chain: 'armed', sector: 'bien-phong', name: 'Bộ Chỉ huy Bộ đội Biên phòng {unit}', short: 'BĐBP {word}',
    aliases: ['Bộ Chỉ huy Bộ đội Biên phòng {word}', 'Bộ CHBĐBP {word}', 'Bộ đội Biên phòng {word}'] },
  { rule: 'bcd', kind: 'steering-committee', sector: 'phong-chong-dich', name: 'Ban Chỉ đạo phòng, chống dịch COVID-19 {unit}', short: 'BCĐ phòng, chống dịch {word}',
    aliases: ['Ban Chỉ đạo phòng, chống dịch COVID-19 {word}', 'BCĐ phòng, chống dịch COVID-19 {word}', 'Ban Chỉ đạo phòng, chống dịch {word}',
      'Ban Chỉ đạo phòng, chống dịch bệnh COVID-19 {word}'] },
]

const office = (rule: string, sector: Rule['sector'], name: string, short: string): Rule => ({
  rule, kind: 'department', sector, name: `${name} {unit}`, short: `${short} {unit}`,
})

export const districtState: Rule[] = [
  { rule: 'van-phong-ubnd', kind: 'state-office', sector: 'tong-hop', name: 'Văn phòng HĐND và UBND {unit}' },
  { rule: 'ttyt', kind: 'health-centre', sector: 'y-te', name: 'Trung tâm Y tế {unit}', short: 'TTYT {unit}' },
  office('phong-gddt', 'giao-duc', 'Phòng Giáo dục và Đào tạo', 'Phòng GD&ĐT'),
  office('phong-tckh', 'tai-chinh', 'Phòng Tài chính - Kế hoạch', 'Phòng TC-KH'),
  office('phong-ldtbxh', 'lao-dong', 'Phòng Lao động - Thương binh và Xã hội', 'Phòng LĐ-TB&XH'),
  office('phong-vhtt', 'van-hoa', 'Phòng Văn hóa và Thông tin', 'Phòng VH&TT'),
  office('phong-noi-vu', 'noi-vu', 'Phòng Nội vụ', 'Phòng Nội vụ'),
  office('phong-kinh-te', 'cong-thuong', 'Phòng Kinh tế và Hạ tầng', 'Phòng KT&HT'),
  { rule: 'tt-vhtt', kind: 'public-unit', sector: 'truyen-thong', name: 'Trung tâm Văn hóa, Thể thao và Truyền thông {unit}', short: 'Trung tâm VH-TT&TT {unit}' },
  localPolice,
  { rule: 'quan-su', kind: 'military', chain: 'armed', sector: 'quan-su', name: 'Ban Chỉ huy Quân sự {unit}', short: 'BCH Quân sự {unit}' },
  { rule: 'bcd', kind: 'steering-committee', sector: 'phong-chong-dich', name: 'Ban Chỉ đạo phòng, chống dịch COVID-19 {unit}', short: 'BCĐ phòng, chống dịch {unit}' },
]

export const communeState: Rule[] = [healthStation]
