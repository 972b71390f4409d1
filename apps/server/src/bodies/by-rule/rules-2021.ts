import type { Rule } from './types.ts'

// Bodies named in directives of 2020–2022, by level and chain. One line a body; the tree is a committee with its organs.

export const provinceParty: Rule[] = [
  { rule: 'van-phong-cap-uy', kind: 'party-office', sector: 'tong-hop', name: 'Văn phòng {party}', short: 'Văn phòng {Party}' },
  { rule: 'ban-to-chuc', kind: 'party-organ', sector: 'to-chuc', name: 'Ban Tổ chức {party}', short: 'Ban Tổ chức {Party}' },
  { rule: 'ban-tuyen-giao', kind: 'party-organ', sector: 'tuyen-giao', name: 'Ban Tuyên giáo {party}', short: 'Ban Tuyên giáo {Party}' },
  { rule: 'ban-dan-van', kind: 'party-organ', sector: 'dan-van', name: 'Ban Dân vận {party}', short: 'Ban Dân vận {Party}' },
  { rule: 'ban-noi-chinh', kind: 'party-organ', sector: 'noi-chinh', name: 'Ban Nội chính {party}', short: 'Ban Nội chính {Party}' },
  { rule: 'ubkt', kind: 'party-inspection', sector: 'kiem-tra', name: 'Ủy ban Kiểm tra {party}', short: 'UBKT {Party}', aliases: ['Ủy ban Kiểm tra {Party}'] },
  { rule: 'bcs-ubnd', kind: 'party-caucus', sector: 'tong-hop', name: 'Ban cán sự đảng Ủy ban nhân dân {unit}', short: 'Ban cán sự đảng UBND {word}',
    aliases: ['Ban cán sự đảng Ủy ban nhân dân {word}'] },
  { rule: 'bao', kind: 'press', sector: 'truyen-thong', name: 'Báo {place}', aliases: ['Báo tỉnh'] },
  { rule: 'dang-uy-khoi', kind: 'party-bloc', sector: 'tong-hop', name: 'Đảng ủy Khối các cơ quan {unit}', short: 'Đảng ủy Khối các cơ quan {word}' },
  { rule: 'dang-uy-cong-an', kind: 'party-bloc', sector: 'cong-an', name: 'Đảng ủy Công an {unit}', short: 'Đảng ủy Công an {word}' },
  { rule: 'dang-uy-quan-su', kind: 'party-bloc', sector: 'quan-su', name: 'Đảng ủy Quân sự {unit}', short: 'Đảng ủy Quân sự {word}' },
]

export const districtParty: Rule[] = [
  { rule: 'van-phong-cap-uy', kind: 'party-office', sector: 'tong-hop', name: 'Văn phòng {party}' },
  { rule: 'ban-to-chuc', kind: 'party-organ', sector: 'to-chuc', name: 'Ban Tổ chức {party}' },
  { rule: 'ban-tuyen-giao', kind: 'party-organ', sector: 'tuyen-giao', name: 'Ban Tuyên giáo {party}' },
  { rule: 'ban-dan-van', kind: 'party-organ', sector: 'dan-van', name: 'Ban Dân vận {party}' },
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
    { rule: 'benh-vien-phoi', kind: 'hospital', sector: 'y-te', name: 'Bệnh viện Phổi {unit}', short: 'Bệnh viện Phổi' },
  ] },
  department('so-gddt', 'giao-duc', 'Sở Giáo dục và Đào tạo', ['Sở GD&ĐT', 'Sở GDĐT']),
  department('so-tttt', 'truyen-thong', 'Sở Thông tin và Truyền thông', ['Sở TT&TT', 'Sở TTTT']),
  department('so-tai-chinh', 'tai-chinh', 'Sở Tài chính'),
  department('so-ldtbxh', 'lao-dong', 'Sở Lao động - Thương binh và Xã hội', ['Sở LĐ-TB&XH', 'Sở LĐTBXH', 'Sở Lao động – Thương binh và Xã hội']),
  department('so-cong-thuong', 'cong-thuong', 'Sở Công Thương'),
  department('so-gtvt', 'giao-thong', 'Sở Giao thông vận tải', ['Sở GTVT']),
  department('so-noi-vu', 'noi-vu', 'Sở Nội vụ'),
  department('so-nnptnt', 'nong-nghiep', 'Sở Nông nghiệp và Phát triển nông thôn', ['Sở NN&PTNT', 'Sở Nông nghiệp và PTNT']),
  department('so-vhttdl', 'van-hoa', 'Sở Văn hóa, Thể thao và Du lịch', ['Sở VHTT&DL', 'Sở VHTTDL']),
  department('so-ngoai-vu', 'ngoai-vu', 'Sở Ngoại vụ'),
  department('thanh-tra', 'kiem-tra', 'Thanh tra tỉnh'),
  { rule: 'ban-quan-ly-cua-khau', kind: 'public-unit', sector: 'cua-khau', name: 'Ban Quản lý Khu kinh tế cửa khẩu {unit}', short: 'Ban Quản lý KKT cửa khẩu',
    aliases: ['Ban Quản lý Khu kinh tế cửa khẩu'] },
  { rule: 'dai-ptth', kind: 'press', sector: 'truyen-thong', name: 'Đài Phát thanh và Truyền hình {unit}', short: 'Đài PT-TH {word}',
    aliases: ['Đài Phát thanh và Truyền hình {word}', 'Đài PTTH {word}'] },
  { rule: 'cong-an', kind: 'police', chain: 'armed', sector: 'cong-an', name: 'Công an {unit}', short: 'Công an {word}' },
  { rule: 'quan-su', kind: 'military', chain: 'armed', sector: 'quan-su', name: 'Bộ Chỉ huy Quân sự {unit}', short: 'BCH Quân sự {word}',
    aliases: ['Bộ Chỉ huy Quân sự {word}', 'Bộ CHQS {word}'] },
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
  { rule: 'cong-an', kind: 'police', chain: 'armed', sector: 'cong-an', name: 'Công an {unit}' },
  { rule: 'quan-su', kind: 'military', chain: 'armed', sector: 'quan-su', name: 'Ban Chỉ huy Quân sự {unit}', short: 'BCH Quân sự {unit}' },
  { rule: 'bcd', kind: 'steering-committee', sector: 'phong-chong-dich', name: 'Ban Chỉ đạo phòng, chống dịch COVID-19 {unit}', short: 'BCĐ phòng, chống dịch {unit}' },
]

export const communeState: Rule[] = [
  { rule: 'tram-y-te', kind: 'health-station', sector: 'y-te', name: 'Trạm Y tế {unit}' },
]

export const provinceFront: Rule[] = [
  { rule: 'tinh-doan', kind: 'mass-organisation', sector: 'mat-tran', name: 'Đoàn TNCS Hồ Chí Minh {unit}', short: 'Tỉnh đoàn', aliases: ['Đoàn Thanh niên {word}'] },
  { rule: 'hoi-phu-nu', kind: 'mass-organisation', sector: 'mat-tran', name: 'Hội Liên hiệp Phụ nữ {unit}', short: 'Hội LHPN {word}', aliases: ['Hội Liên hiệp Phụ nữ {word}'] },
  { rule: 'hoi-nong-dan', kind: 'mass-organisation', sector: 'mat-tran', name: 'Hội Nông dân {unit}', short: 'Hội Nông dân {word}' },
  { rule: 'hoi-ccb', kind: 'mass-organisation', sector: 'mat-tran', name: 'Hội Cựu chiến binh {unit}', short: 'Hội CCB {word}', aliases: ['Hội Cựu chiến binh {word}'] },
  { rule: 'ldld', kind: 'mass-organisation', sector: 'mat-tran', name: 'Liên đoàn Lao động {unit}', short: 'LĐLĐ {word}', aliases: ['Liên đoàn Lao động {word}'] },
]
