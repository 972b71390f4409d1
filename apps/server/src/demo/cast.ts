import type { BodyRow, Profile } from '#server/bodies/by-rule/index.ts'

/** Sign-in word of every account of the demo; printed at start, never used outside a demo. */
export const DEMO_PASSWORD = 'phaodai-mau'

/** A post of the cast: which body (`rule@area code`), in whose name (a rule in the same area), as what. */
export interface CastPost {
  at: string
  actsFor?: string
  role: 'leader' | 'province-leader' | 'clerk' | 'officer' | 'health' | 'laboratory' | 'village' | 'inspector' | 'auditor' | 'admin'
  title: string
}
export interface CastMember { username: string; name: string; posts: CastPost[] }

const post = (at: string, role: CastPost['role'], title: string, actsFor?: string): CastPost => ({ at, role, title, ...(actsFor ? { actsFor } : {}) })
const member = (username: string, name: string, ...posts: CastPost[]): CastMember => ({ username, name, posts })

const province: CastMember[] = [
  member('lanhdao.tinh', 'Lương Quốc MẪU', post('ubnd@20', 'province-leader', 'Chủ tịch UBND tỉnh'), post('bcd@20', 'leader', 'Trưởng Ban Chỉ đạo')),
  member('bithu.tinh', 'Hoàng Văn MẪU', post('cap-uy@20', 'leader', 'Phó Bí thư Thường trực Tỉnh ủy')),
  member('vanthu.tinhuy', 'Trần Thị Thử MẪU', post('van-phong-cap-uy@20', 'clerk', 'Chuyên viên tổng hợp, văn thư', 'cap-uy')),
  member('vanthu.ubndtinh', 'Nguyễn Văn Ví Dụ MẪU', post('van-phong-ubnd@20', 'clerk', 'Chuyên viên tổng hợp, văn thư', 'ubnd')),
  member('lanhdao.soyte', 'Đinh Thị MẪU', post('so-y-te@20', 'leader', 'Giám đốc Sở Y tế'), post('bcd@20', 'leader', 'Phó Trưởng Ban Chỉ đạo')),
  member('canbo.soyte', 'Lý Thị Minh Họa MẪU', post('so-y-te@20', 'clerk', 'Chuyên viên Phòng Nghiệp vụ Y'), post('bcd@20', 'clerk', 'Thư ký Ban Chỉ đạo')),
  member('dichte.soyte', 'Đàm Thị Thử MẪU', post('so-y-te@20', 'health', 'Chuyên viên Phòng Nghiệp vụ Y, phụ trách dịch tễ')),
  member('canbo.cdc', 'Hứa Văn Thử MẪU', post('cdc@20', 'health', 'Trưởng khoa Phòng, chống bệnh truyền nhiễm')),
  member('canbo.sogddt', 'Bế Thị Thử MẪU', post('so-gddt@20', 'officer', 'Chuyên viên Văn phòng Sở')),
  member('canbo.mttq', 'Phùng Văn Thử MẪU', post('mttq@20', 'officer', 'Chuyên viên Văn phòng')),
  member('thanhtra', 'Triệu Thị Kiểm MẪU', post('thanh-tra@20', 'inspector', 'Thanh tra viên')),
  member('kiemtoan', 'Dương Văn Soát MẪU', post('van-phong-ubnd@20', 'auditor', 'Kiểm toán hệ thống', 'ubnd')),
  member('quantri', 'Vũ Văn Quản MẪU', post('van-phong-ubnd@20', 'admin', 'Quản trị hệ thống (khối Nhà nước)', 'ubnd'), post('van-phong-cap-uy@20', 'admin', 'Quản trị hệ thống (khối Đảng)', 'cap-uy')),
]

const inThreeLevels: CastMember[] = [
  member('bithu.dinhlap', 'Vi Thị MẪU', post('cap-uy@189', 'leader', 'Phó Bí thư Thường trực Huyện ủy')),
  member('vanthu.dinhlap', 'Hoàng Thị Nháp MẪU', post('van-phong-cap-uy@189', 'clerk', 'Văn thư Văn phòng Huyện ủy', 'cap-uy')),
  member('lanhdao.dinhlap', 'Lâm Văn MẪU', post('ubnd@189', 'leader', 'Chủ tịch UBND huyện'), post('bcd@189', 'leader', 'Trưởng Ban Chỉ đạo huyện')),
  member('vanthu.ubnd.dinhlap', 'Ngô Thị Bản Thảo MẪU', post('van-phong-ubnd@189', 'clerk', 'Chuyên viên tổng hợp, văn thư', 'ubnd')),
  member('canbo.ttyt.dinhlap', 'Đặng Văn Thử MẪU', post('ttyt@189', 'health', 'Trưởng khoa Kiểm soát dịch bệnh'), post('bcd@189', 'officer', 'Thành viên Tổ giúp việc')),
  member('canbo.gddt.dinhlap', 'Nông Thị Thử MẪU', post('phong-gddt@189', 'officer', 'Chuyên viên')),
  member('lanhdao.binhxa', 'Chu Văn MẪU', post('ubnd@06622', 'leader', 'Chủ tịch UBND xã')),
  member('vanthu.binhxa', 'Lường Thị Thử MẪU', post('ubnd@06622', 'clerk', 'Công chức Văn phòng - Thống kê')),
  member('danguy.binhxa', 'Mạc Văn Thử MẪU', post('cap-uy@06622', 'clerk', 'Văn phòng Đảng ủy xã')),
  member('tramyte.binhxa', 'Hà Thị Thử MẪU', post('tram-y-te@06622', 'health', 'Trưởng Trạm Y tế')),
  member('vanthu.bacxa', 'Tô Văn Thử MẪU', post('ubnd@06619', 'clerk', 'Công chức Văn phòng - Thống kê')),
  member('to.covid.thon1', 'Lục Thị Thôn MẪU', post('to-covid@06622001', 'village', 'Tổ trưởng Tổ COVID cộng đồng')),
  member('vanthu.vanlang', 'Hoàng Văn Giả Định MẪU', post('van-phong-ubnd@182', 'clerk', 'Chuyên viên tổng hợp, văn thư', 'ubnd')),
  member('vanthu.tanthanh', 'Lê Thị Thử MẪU', post('ubnd@06166', 'clerk', 'Công chức Văn phòng - Thống kê')),
  member('chuyenvien.dinhlap', 'Hà Văn Phác Thảo MẪU', post('van-phong-cap-uy@189', 'officer', 'Chuyên viên tổng hợp', 'cap-uy')),
]

const inTwoLevels: CastMember[] = [
  member('bithu.dinhlap', 'Vi Thị MẪU', post('cap-uy@06613', 'leader', 'Bí thư Đảng ủy xã')),
  member('vanthu.dinhlap', 'Hoàng Thị Nháp MẪU', post('van-phong-cap-uy@06613', 'clerk', 'Văn thư Văn phòng Đảng ủy', 'cap-uy')),
  member('lanhdao.dinhlap', 'Lâm Văn MẪU', post('ubnd@06613', 'leader', 'Chủ tịch UBND xã')),
  member('vanthu.ubnd.dinhlap', 'Ngô Thị Bản Thảo MẪU', post('van-phong-ubnd@06613', 'clerk', 'Chuyên viên, văn thư', 'ubnd')),
  member('canbo.ttyt.dinhlap', 'Đặng Văn Thử MẪU', post('ttyt-khu-vuc:Đình Lập@20', 'health', 'Trưởng khoa Kiểm soát dịch bệnh')),
  member('lanhdao.kienmoc', 'Chu Văn MẪU', post('ubnd@06625', 'leader', 'Chủ tịch UBND xã')),
  member('vanthu.kienmoc', 'Lường Thị Thử MẪU', post('van-phong-ubnd@06625', 'clerk', 'Chuyên viên, văn thư', 'ubnd')),
  member('danguy.kienmoc', 'Mạc Văn Thử MẪU', post('van-phong-cap-uy@06625', 'clerk', 'Văn phòng Đảng ủy', 'cap-uy')),
  member('tramyte.kienmoc', 'Hà Thị Thử MẪU', post('tram-y-te@06625', 'health', 'Trưởng Trạm Y tế')),
  member('vanthu.chauson', 'Tô Văn Thử MẪU', post('van-phong-ubnd@06637', 'clerk', 'Chuyên viên, văn thư', 'ubnd')),
  member('to.covid.thon1', 'Lục Thị Thôn MẪU', post('to-covid@06625001', 'village', 'Tổ trưởng Tổ COVID cộng đồng')),
  member('chuyenvien.dinhlap', 'Hà Văn Phác Thảo MẪU', post('van-phong-cap-uy@06613', 'officer', 'Chuyên viên tổng hợp', 'cap-uy')),
]

/** Behind all others, so that those before keep their ids. */
const laboratory: CastMember[] = [member('labo.cdc', 'Lò Thị Thử MẪU', post('cdc@20', 'laboratory', 'Kỹ thuật viên Khoa Xét nghiệm'))]

/** Everybody who can sign in to a demo of a profile; all names carry MẪU, all passwords are DEMO_PASSWORD. */
export function castOf(profile: Profile): CastMember[] {
  return [...province, ...(profile === '2021' ? inThreeLevels : inTwoLevels), ...laboratory]
}

/** The two bodies a post names: where the person sits and in whose name; throws when the rules made no such body. */
export function bodiesOf({ at, actsFor }: CastPost, bodies: ReadonlyMap<string, BodyRow>): { seat: BodyRow; acts: BodyRow } {
  const seat = bodies.get(at)
  const acts = actsFor === undefined ? seat : bodies.get(`${actsFor}@${at.slice(at.indexOf('@') + 1)}`)
  if (seat === undefined || acts === undefined) throw new RangeError(`the demo has no body for ${at}`)
  return { seat, acts }
}

/** Bodies by `rule@area code`. */
export function byPlace(bodies: readonly BodyRow[]): Map<string, BodyRow> {
  return new Map(bodies.map(body => [`${body.rule}@${body.areaCode}`, body]))
}
