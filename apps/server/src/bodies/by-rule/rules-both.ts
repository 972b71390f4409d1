import type { Rule } from './types.ts'

// What the trees of 2021 and of 2025 have alike. One line a body; each year's table says where it stands, and so its number.

/** An organ of a Party committee of a province. */
export const organ = (rule: string, sector: Rule['sector'], name: string): Rule => ({
  rule, kind: 'party-organ', sector, name: `${name} {party}`, short: `${name} {Party}`,
})

/** A department of a province, known by its name alone; `aliases` are its short forms, the first one shown. */
export const department = (rule: string, sector: Rule['sector'], name: string, aliases: string[] = []): Rule => ({
  rule, kind: 'department', sector, name: `${name} {unit}`, short: aliases[0] ?? name, aliases: [name, ...aliases],
})

export const partyOffice: Rule = { rule: 'van-phong-cap-uy', kind: 'party-office', sector: 'tong-hop', name: 'Văn phòng {party}', short: 'Văn phòng {Party}' }
export const partyInspection: Rule = {
  rule: 'ubkt', kind: 'party-inspection', sector: 'kiem-tra', name: 'Ủy ban Kiểm tra {party}', short: 'UBKT {Party}', aliases: ['Ủy ban Kiểm tra {Party}'],
}
export const localPartyOffice: Rule = { rule: 'van-phong-cap-uy', kind: 'party-office', sector: 'tong-hop', name: 'Văn phòng {party}' }
export const localPartyInspection: Rule = { rule: 'ubkt', kind: 'party-inspection', sector: 'kiem-tra', name: 'Ủy ban Kiểm tra {party}', short: 'UBKT {party}' }
export const armedParty: Rule[] = [
  { rule: 'dang-uy-cong-an', kind: 'party-bloc', sector: 'cong-an', name: 'Đảng ủy Công an {unit}', short: 'Đảng ủy Công an {word}' },
  { rule: 'dang-uy-quan-su', kind: 'party-bloc', sector: 'quan-su', name: 'Đảng ủy Quân sự {unit}', short: 'Đảng ủy Quân sự {word}' },
]

export const stateOffice: Rule = {
  rule: 'van-phong-ubnd', kind: 'state-office', sector: 'tong-hop', name: 'Văn phòng Ủy ban nhân dân {unit}', short: 'Văn phòng UBND {word}',
  aliases: ['Văn phòng Ủy ban nhân dân {word}'],
}
const diseaseControl: Rule = {
  rule: 'cdc', kind: 'disease-control', sector: 'y-te', name: 'Trung tâm Kiểm soát bệnh tật {unit}', short: 'Trung tâm KSBT {word} (CDC)',
  aliases: ['CDC {place}', 'Trung tâm Kiểm soát bệnh tật {word}', 'Trung tâm KSBT {word}', 'CDC {word}'],
}
const hospital: Rule = { rule: 'benh-vien', kind: 'hospital', sector: 'y-te', name: 'Bệnh viện đa khoa {unit}', short: 'BVĐK {word}', aliases: ['Bệnh viện đa khoa {word}'] }
/** The department of health over disease control, the general hospital and whatever else the year had. */
export const health = (...more: Rule[]): Rule => ({ ...department('so-y-te', 'y-te', 'Sở Y tế'), children: [diseaseControl, hospital, ...more] })
export const education = department('so-gddt', 'giao-duc', 'Sở Giáo dục và Đào tạo', ['Sở GD&ĐT', 'Sở GDĐT'])
export const culture = department('so-vhttdl', 'van-hoa', 'Sở Văn hóa, Thể thao và Du lịch', ['Sở VHTT&DL', 'Sở VHTTDL'])
export const finance = department('so-tai-chinh', 'tai-chinh', 'Sở Tài chính')
export const homeAffairs = department('so-noi-vu', 'noi-vu', 'Sở Nội vụ')
export const industryAndTrade = department('so-cong-thuong', 'cong-thuong', 'Sở Công Thương')
/** Foreign affairs, inspectorate and border gates, which close the list of departments. */
export const lastDepartments: Rule[] = [
  department('so-ngoai-vu', 'ngoai-vu', 'Sở Ngoại vụ'),
  department('thanh-tra', 'kiem-tra', 'Thanh tra tỉnh'),
  { rule: 'ban-quan-ly-cua-khau', kind: 'public-unit', sector: 'cua-khau', name: 'Ban Quản lý Khu kinh tế cửa khẩu {unit}', short: 'Ban Quản lý KKT cửa khẩu',
    aliases: ['Ban Quản lý Khu kinh tế cửa khẩu'] },
]
export const police: Rule = { rule: 'cong-an', kind: 'police', chain: 'armed', sector: 'cong-an', name: 'Công an {unit}', short: 'Công an {word}' }
export const localPolice: Rule = { rule: 'cong-an', kind: 'police', chain: 'armed', sector: 'cong-an', name: 'Công an {unit}' }
export const military: Rule = {
  rule: 'quan-su', kind: 'military', chain: 'armed', sector: 'quan-su', name: 'Bộ Chỉ huy Quân sự {unit}', short: 'BCH Quân sự {word}',
  aliases: ['Bộ Chỉ huy Quân sự {word}', 'Bộ CHQS {word}'],
}
export const healthStation: Rule = { rule: 'tram-y-te', kind: 'health-station', sector: 'y-te', name: 'Trạm Y tế {unit}' }

export const provinceFront: Rule[] = [
  { rule: 'tinh-doan', kind: 'mass-organisation', sector: 'mat-tran', name: 'Đoàn TNCS Hồ Chí Minh {unit}', short: 'Tỉnh đoàn', aliases: ['Đoàn Thanh niên {word}'] },
  { rule: 'hoi-phu-nu', kind: 'mass-organisation', sector: 'mat-tran', name: 'Hội Liên hiệp Phụ nữ {unit}', short: 'Hội LHPN {word}', aliases: ['Hội Liên hiệp Phụ nữ {word}'] },
  { rule: 'hoi-nong-dan', kind: 'mass-organisation', sector: 'mat-tran', name: 'Hội Nông dân {unit}', short: 'Hội Nông dân {word}' },
  { rule: 'hoi-ccb', kind: 'mass-organisation', sector: 'mat-tran', name: 'Hội Cựu chiến binh {unit}', short: 'Hội CCB {word}', aliases: ['Hội Cựu chiến binh {word}'] },
  { rule: 'ldld', kind: 'mass-organisation', sector: 'mat-tran', name: 'Liên đoàn Lao động {unit}', short: 'LĐLĐ {word}', aliases: ['Liên đoàn Lao động {word}'] },
]
