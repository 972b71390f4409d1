/** Bodies (committees, departments, teams) as the organisation tree knows them; codes are stored, words are shown. */

/** Party and State never share a subtree; the Front and the armed forces stand beside them. */
export const bodyChains = ['party', 'state', 'front', 'armed'] as const
export type BodyChain = (typeof bodyChains)[number]

export const bodyLevels = ['province', 'district', 'commune', 'village'] as const
export type BodyLevel = (typeof bodyLevels)[number]

/** What a body is, whatever its level: "UBND huyện" and "UBND xã" are both people-committees. */
export const bodyKinds = [
  'party-committee', // Tỉnh ủy, Huyện ủy, Thành ủy, Đảng ủy xã
  'party-office', // Văn phòng Tỉnh ủy, Văn phòng Huyện ủy
  'party-organ', // Ban Tuyên giáo, Ban Dân vận, Ban Tổ chức, Ban Nội chính
  'party-inspection', // Ủy ban Kiểm tra
  'party-caucus', // Ban cán sự đảng UBND tỉnh
  'party-bloc', // Đảng ủy trực thuộc cấp ủy: khối cơ quan, công an, quân sự
  'party-cell', // chi bộ thôn
  'people-committee', // Ủy ban nhân dân
  'state-office', // Văn phòng UBND, Văn phòng HĐND và UBND
  'department', // sở, phòng
  'public-unit', // đơn vị sự nghiệp: trung tâm văn hóa, ban quản lý …
  'health-centre', // trung tâm y tế
  'health-station', // trạm y tế xã
  'hospital',
  'disease-control', // CDC
  'press', // báo, đài
  'police',
  'military',
  'border-guard',
  'steering-committee', // Ban Chỉ đạo phòng, chống dịch
  'front-committee', // Ủy ban MTTQ
  'mass-organisation', // đoàn thể chính trị - xã hội
  'village-team', // Tổ COVID cộng đồng
] as const
export type BodyKind = (typeof bodyKinds)[number]

/** What a body works on; "Ngành Y tế" in a letter means the bodies of sector y-te at the letter's level. */
export const bodySectors = [
  'tong-hop', 'to-chuc', 'tuyen-giao', 'dan-van', 'kiem-tra', 'noi-chinh', 'y-te', 'giao-duc', 'tai-chinh', 'lao-dong',
  'truyen-thong', 'van-hoa', 'cong-thuong', 'giao-thong', 'nong-nghiep', 'noi-vu', 'cong-an', 'quan-su', 'bien-phong',
  'cua-khau', 'mat-tran', 'phong-chong-dich', 'hanh-chinh-cong', 'ngoai-vu',
] as const
export type BodySector = (typeof bodySectors)[number]
