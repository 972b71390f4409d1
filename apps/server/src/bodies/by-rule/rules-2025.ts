import type { Rule } from './types.ts'

// Two levels from 1 July 2025: districts ended, Tuyên giáo and Dân vận are one organ, departments merged, communes
// have offices of their own (B2.5 of the public record: Luật Tổ chức chính quyền địa phương 2025, Nghị quyết 18-NQ/TW).

const organ = (rule: string, sector: Rule['sector'], name: string): Rule => ({
  rule, kind: 'party-organ', sector, name: `${name} {party}`, short: `${name} {Party}`,
})

export const provinceParty: Rule[] = [
  { rule: 'van-phong-cap-uy', kind: 'party-office', sector: 'tong-hop', name: 'Văn phòng {party}', short: 'Văn phòng {Party}' },
  organ('ban-to-chuc', 'to-chuc', 'Ban Tổ chức'),
  organ('ban-tgdv', 'tuyen-giao', 'Ban Tuyên giáo và Dân vận'),
  organ('ban-noi-chinh', 'noi-chinh', 'Ban Nội chính'),
  { rule: 'ubkt', kind: 'party-inspection', sector: 'kiem-tra', name: 'Ủy ban Kiểm tra {party}', short: 'UBKT {Party}', aliases: ['Ủy ban Kiểm tra {Party}'] },
  { rule: 'bao-dai', kind: 'press', sector: 'truyen-thong', name: 'Báo và phát thanh, truyền hình {unit}', short: 'Báo và PT-TH {word}', aliases: ['Báo và phát thanh, truyền hình {word}'] },
  { rule: 'dang-uy-co-quan', kind: 'party-bloc', sector: 'tong-hop', name: 'Đảng ủy các cơ quan Đảng {unit}', short: 'Đảng ủy các cơ quan Đảng {word}' },
  { rule: 'dang-uy-ubnd', kind: 'party-bloc', sector: 'tong-hop', name: 'Đảng ủy Ủy ban nhân dân {unit}', short: 'Đảng ủy UBND {word}', aliases: ['Đảng ủy Ủy ban nhân dân {word}'] },
  { rule: 'dang-uy-cong-an', kind: 'party-bloc', sector: 'cong-an', name: 'Đảng ủy Công an {unit}', short: 'Đảng ủy Công an {word}' },
  { rule: 'dang-uy-quan-su', kind: 'party-bloc', sector: 'quan-su', name: 'Đảng ủy Quân sự {unit}', short: 'Đảng ủy Quân sự {word}' },
]

export const communeParty: Rule[] = [
  { rule: 'van-phong-cap-uy', kind: 'party-office', sector: 'tong-hop', name: 'Văn phòng {party}' },
  { rule: 'ban-xay-dung-dang', kind: 'party-organ', sector: 'to-chuc', name: 'Ban Xây dựng Đảng {party}' },
  { rule: 'ubkt', kind: 'party-inspection', sector: 'kiem-tra', name: 'Ủy ban Kiểm tra {party}', short: 'UBKT {party}' },
]

const department = (rule: string, sector: Rule['sector'], name: string, aliases: string[] = []): Rule => ({
  rule, kind: 'department', sector, name: `${name} {unit}`, short: aliases[0] ?? name, aliases: [name, ...aliases],
})

export const provinceState: Rule[] = [
  { rule: 'van-phong-ubnd', kind: 'state-office', sector: 'tong-hop', name: 'Văn phòng Ủy ban nhân dân {unit}', short: 'Văn phòng UBND {word}',
    aliases: ['Văn phòng Ủy ban nhân dân {word}'] },
  { ...department('so-y-te', 'y-te', 'Sở Y tế'), children: [
    { rule: 'cdc', kind: 'disease-control', sector: 'y-te', name: 'Trung tâm Kiểm soát bệnh tật {unit}', short: 'Trung tâm KSBT {word} (CDC)',
      aliases: ['CDC {place}', 'Trung tâm Kiểm soát bệnh tật {word}', 'Trung tâm KSBT {word}', 'CDC {word}'] },
    { rule: 'benh-vien', kind: 'hospital', sector: 'y-te', name: 'Bệnh viện đa khoa {unit}', short: 'BVĐK {word}', aliases: ['Bệnh viện đa khoa {word}'] },
  ] },
  department('so-gddt', 'giao-duc', 'Sở Giáo dục và Đào tạo', ['Sở GD&ĐT', 'Sở GDĐT']),
  department('so-khcn', 'truyen-thong', 'Sở Khoa học và Công nghệ', ['Sở KH&CN']),
  department('so-vhttdl', 'van-hoa', 'Sở Văn hóa, Thể thao và Du lịch', ['Sở VHTT&DL', 'Sở VHTTDL']),
  department('so-tai-chinh', 'tai-chinh', 'Sở Tài chính'),
  department('so-noi-vu', 'noi-vu', 'Sở Nội vụ'),
  department('so-cong-thuong', 'cong-thuong', 'Sở Công Thương'),
  department('so-xay-dung', 'giao-thong', 'Sở Xây dựng'),
  department('so-nnmt', 'nong-nghiep', 'Sở Nông nghiệp và Môi trường', ['Sở NN&MT']),
  department('so-ngoai-vu', 'ngoai-vu', 'Sở Ngoại vụ'),
  department('thanh-tra', 'kiem-tra', 'Thanh tra tỉnh'),
  { rule: 'ban-quan-ly-cua-khau', kind: 'public-unit', sector: 'cua-khau', name: 'Ban Quản lý Khu kinh tế cửa khẩu {unit}', short: 'Ban Quản lý KKT cửa khẩu',
    aliases: ['Ban Quản lý Khu kinh tế cửa khẩu'] },
  { rule: 'cong-an', kind: 'police', chain: 'armed', sector: 'cong-an', name: 'Công an {unit}', short: 'Công an {word}' },
  { rule: 'quan-su', kind: 'military', chain: 'armed', sector: 'quan-su', name: 'Bộ Chỉ huy Quân sự {unit}', short: 'BCH Quân sự {word}',
    aliases: ['Bộ Chỉ huy Quân sự {word}', 'Bộ CHQS {word}'], children: [
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
  unit('tram-y-te', 'health-station', 'y-te', 'Trạm Y tế'),
  { ...unit('cong-an', 'police', 'cong-an', 'Công an'), chain: 'armed' },
  { ...unit('quan-su', 'military', 'quan-su', 'Ban Chỉ huy Quân sự'), chain: 'armed' },
]

export { provinceFront } from './rules-2021.ts'
