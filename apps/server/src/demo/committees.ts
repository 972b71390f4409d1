import { rotate } from '@phaodai/office/duty.ts'
import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { BodyRow, LandUnit } from '#server/bodies/by-rule/index.ts'
import { byPlace } from './cast.ts'
import { saveCommitteeRows } from './committees.queries.ts'
import type { Ground } from './ground.ts'
import type { DemoPost } from './people.ts'
import { Dice, idFor } from './random.ts'
import { actAs } from './save.ts'

type Role = 'head' | 'standing-deputy' | 'deputy' | 'member' | 'secretary'
/** `account`: the title of a post of the cast; `in`: the unit a member works in, by its place in the list. */
interface Seat { name: string; role: Role; concurrent: string; account?: string; in?: number }
interface Plan { at: string; agency: string; phone: string; issuer: string; suffix: string; units: string[]; seats: Seat[]; level: LandUnit['level'] }

const UNITS = ['Tiểu ban Giám sát, truy vết và xét nghiệm', 'Tiểu ban Cách ly, điều trị', 'Tiểu ban Tuyên truyền, vận động', 'Tổ giúp việc Ban Chỉ đạo']
const seat = (name: string, role: Role, concurrent: string, more: Partial<Seat> = {}): Seat => ({ name: `${name} MẪU`, role, concurrent, ...more })

const PROVINCE: Plan = {
  at: '20', agency: 'so-y-te', phone: '0000 205 115', issuer: 'UBND tỉnh', suffix: 'QĐ-UBND', units: UNITS, level: 'district',
  seats: [
    seat('Lương Quốc', 'head', 'Chủ tịch UBND tỉnh', { account: 'Trưởng Ban Chỉ đạo' }), seat('Đinh Thị', 'standing-deputy', 'Giám đốc Sở Y tế', { account: 'Phó Trưởng Ban Chỉ đạo' }),
    seat('Hoàng Văn', 'deputy', 'Phó Bí thư Thường trực Tỉnh ủy'), seat('Lý Thị Minh Họa', 'secretary', 'Chuyên viên Sở Y tế', { account: 'Thư ký Ban Chỉ đạo' }),
    seat('Hứa Văn Thử', 'member', 'Giám đốc CDC', { in: 0 }), seat('Nông Văn Thử', 'member', 'Phó Giám đốc Công an tỉnh', { in: 0 }),
    seat('Bế Văn Thử', 'member', 'Chỉ huy trưởng Bộ CHQS tỉnh', { in: 1 }), seat('Lã Thị Thử', 'member', 'Giám đốc Bệnh viện Đa khoa', { in: 1 }),
    seat('Chu Thị Thử', 'member', 'Trưởng ban Tuyên giáo Tỉnh ủy', { in: 2 }), seat('Phùng Văn Thử', 'member', 'Phó Chủ tịch Ủy ban MTTQ', { in: 2 }),
    seat('Bế Thị Thử', 'member', 'Giám đốc Sở GD&ĐT', { in: 2 }), seat('Mã Văn Thử', 'member', 'Phó Chánh Văn phòng UBND tỉnh', { in: 3 }),
  ],
}

const DISTRICT: Plan = {
  at: '189', agency: 'ttyt', phone: '0000 189 115', issuer: 'UBND huyện', suffix: 'QĐ-UBND', units: [UNITS[0]!, UNITS[2]!, UNITS[3]!], level: 'commune',
  seats: [
    seat('Lâm Văn', 'head', 'Chủ tịch UBND huyện', { account: 'Trưởng Ban Chỉ đạo huyện' }), seat('Vi Thị', 'standing-deputy', 'Phó Bí thư Thường trực Huyện ủy'),
    seat('Đặng Văn Thử', 'secretary', 'Trưởng khoa Kiểm soát dịch bệnh', { account: 'Thành viên Tổ giúp việc', in: 2 }), seat('Hoàng Văn Thử', 'member', 'Giám đốc Trung tâm Y tế', { in: 0 }),
    seat('Vy Văn Thử', 'member', 'Trưởng Công an huyện', { in: 0 }), seat('Nông Thị Thử', 'member', 'Trưởng phòng GD&ĐT', { in: 1 }),
    seat('Triệu Thị Thử', 'member', 'Chủ tịch Ủy ban MTTQ huyện', { in: 1 }), seat('Ngô Văn Thử', 'member', 'Chánh Văn phòng HĐND và UBND', { in: 2 }),
  ],
}

/** What one committee's rows are made from. */
interface Board { ground: Ground; plan: Plan; body: BodyRow; posts: readonly DemoPost[]; id: (day: string, purpose: string) => string; day: (offset: number) => string }

/** The committees of the demo province and, on the tree of 2021, of one district. */
export async function keepCommittees(tx: Tx, ground: Ground): Promise<void> {
  for (const plan of ground.profile === '2021' ? [PROVINCE, DISTRICT] : [{ ...PROVINCE, level: 'commune' as const }]) await keepOne(tx, ground, plan)
}

async function keepOne(tx: Tx, ground: Ground, plan: Plan): Promise<void> {
  const body = byPlace(ground.bodies).get(`bcd@${plan.at}`)
  const posts = body === undefined ? [] : ground.people.ofBody.get(body.id) ?? []
  if (body === undefined || posts[0] === undefined) return
  const board: Board = {
    ground, plan, body, posts, day: (offset) => addDays(ground.today, offset),
    id: (day, purpose) => idFor(ground.seed, `${day}T09:00:00.000+07:00`, `committee/${plan.at}/${purpose}`),
  }
  await actAs(tx, posts.find((post) => post.role === 'clerk' || post.role === 'officer') ?? posts[0], 'committee.manage')
  const members = await keepPeople(tx, board)
  await keepRegulations(tx, board)
  await keepAreas(tx, board, members)
  await keepDuty(tx, board, members)
  await keepDelegation(tx, board)
}

type MemberRow = { id: string; role: Role; postId: string | null }

async function keepPeople(tx: Tx, { plan, body, posts, id, day, ground }: Board): Promise<MemberRow[]> {
  const paper = (offset: number, number: number, kind: string, note: string | null = null): object =>
    ({ id: id(day(offset), `decision/${number}`), bodyId: body.id, kind, number: `${number}/${plan.suffix}`, issuedOn: day(offset), validFrom: day(offset), issuer: plan.issuer, note })
  const since = { validFrom: day(-110), validTo: null }
  await saveCommitteeRows(tx, 'committee', [{ id: body.id, officePhone: plan.phone }])
  await saveCommitteeRows(tx, 'committee_decision', [paper(-540, 215, 'set-up')])
  await saveCommitteeRows(tx, 'committee_decision', [paper(-260, 1102, 'reorganise', 'Thay đổi Trưởng ban')])
  await saveCommitteeRows(tx, 'committee_decision', [paper(-110, 1530, 'reorganise', 'Thành lập các tiểu ban, Tổ giúp việc')])
  const agency = byPlace(ground.bodies).get(`${plan.agency}@${plan.at}`)
  const units = plan.units.map((name, n) => ({ id: id(day(-110), `unit/${n}`), bodyId: body.id, name, position: n, agencyId: null, kind: name.startsWith('Tổ') ? 'support-team' : 'sub-committee', ...since }))
  const standing = agency ? [{ id: id(day(-110), 'unit/agency'), bodyId: body.id, name: 'Cơ quan Thường trực', position: 0, agencyId: agency.id, kind: 'standing-agency', ...since }] : []
  await saveCommitteeRows(tx, 'committee_unit', [...standing, ...units])
  const members = plan.seats.map((each, n) => ({
    id: id(day(-110), `member/${n}`), bodyId: body.id, unitId: each.in === undefined ? null : units[each.in]?.id ?? null, fullName: each.name, role: each.role, concurrentPost: each.concurrent,
    position: n, postId: posts.find((post) => post.title === each.account)?.postId ?? null, ...since,
  }))
  await saveCommitteeRows(tx, 'committee_member', members)
  return members
}

async function keepRegulations(tx: Tx, { plan, body, id, day }: Board): Promise<void> {
  const first = id(day(-250), 'regulation/1')
  const row = { bodyId: body.id, changesId: null, change: null, validTo: null, title: 'Quy chế làm việc và phân công nhiệm vụ thành viên Ban Chỉ đạo' }
  await saveCommitteeRows(tx, 'regulation', [{ ...row, id: first, state: 'amended', number: `08/QC-BCĐ`, issuedOn: day(-250), validFrom: day(-250) }])
  await saveCommitteeRows(tx, 'regulation', [
    { ...row, id: id(day(-100), 'regulation/2'), state: 'issued', number: '21/QĐ-BCĐ', issuedOn: day(-100), validFrom: day(-98), changesId: first, change: 'amends', title: 'Sửa đổi Quy chế: chế độ đi cơ sở và báo cáo địa bàn hằng tuần' },
    { ...row, id: id(day(-2), 'regulation/3'), state: 'draft', number: null, issuedOn: null, validFrom: null, title: `Dự thảo Quy chế (mới) của Ban Chỉ đạo, ${plan.issuer} lấy ý kiến` },
  ])
}

const FINDINGS = ['Bình thường, thực hiện đúng quy định.', 'Chốt kiểm soát thiếu người trực đêm, đã nhắc bổ sung.', 'Tổ COVID cộng đồng đi từng ngõ, còn 3 hộ chưa khai báo y tế.', 'Chợ chưa giữ khoảng cách, đã yêu cầu Ban quản lý kẻ vạch.', 'Khu cách ly thiếu nước sạch, đề nghị huyện hỗ trợ.']
const PLACES = ['Chợ trung tâm', 'Trạm Y tế', 'Chốt kiểm soát', 'Khu cách ly tập trung', 'Nhà văn hóa thôn']

/** Every area of the level below to a member in turn; visits and reports of the last weeks, some long ago. */
async function keepAreas(tx: Tx, { ground, plan, body, id, day }: Board, members: readonly MemberRow[]): Promise<void> {
  const seatArea = ground.land.find((area) => area.id === body.seatAreaId)
  const areas = ground.land.filter((area) => area.level === plan.level && seatArea && area.id > seatArea.id && area.id <= seatArea.lastId).slice(0, 24)
  const charged = members.filter(({ role }) => role !== 'secretary')
  const charges = areas.map((area, n) => ({ id: id(day(-98), `charge/${n}`), bodyId: body.id, memberId: charged[n % charged.length]!.id, areaId: area.id, validFrom: day(-98), validTo: null }))
  await saveCommitteeRows(tx, 'area_charge', charges)
  await saveCommitteeRows(tx, 'area_record', charges.flatMap((charge, n) => {
    const dice = new Dice(ground.seed, `committee/${plan.at}/record/${n}`)
    const last = dice.chance(0.3) ? dice.between(9, 26) : dice.between(0, 6)
    return [last, last + dice.between(3, 9), last + dice.between(10, 18)].map((ago, nth) => ({
      id: id(day(-ago), `record/${n}/${nth}`), bodyId: body.id, chargeId: charge.id, kind: nth === 1 ? 'report' : 'visit', day: day(-ago), place: nth === 1 ? null : dice.pick(PLACES), finding: dice.pick(FINDINGS),
    }))
  }))
}

async function keepDuty(tx: Tx, { body, id, day }: Board, members: readonly MemberRow[]): Promise<void> {
  const [from, to] = [day(-3), day(17)]
  const leads = members.filter(({ role }) => role.includes('head') || role.includes('deputy')).map((member) => member.id)
  const others = members.filter((member) => !leads.includes(member.id)).map((member) => member.id)
  for (const [role, memberIds] of [['leader', leads], ['duty', others]] as const) {
    const planned = rotate({ from, to, shifts: ['full'], memberIds: [...memberIds] }, [])
    await saveCommitteeRows(tx, 'duty_shift', planned.map((shift) => ({ ...shift, id: id(shift.day, `duty/${role}`), bodyId: body.id, role })))
  }
}

/** The head is away for a week and lends his deputy (or the support team) what keeps the work going. */
async function keepDelegation(tx: Tx, { body, posts, id, day, plan }: Board): Promise<void> {
  const [from, to] = [posts[0], posts[1]]
  if (from === undefined || to === undefined) return
  await saveCommitteeRows(tx, 'delegation', [{
    id: id(day(-1), 'delegation'), bodyId: body.id, fromPostId: from.postId, toPostId: to.postId, number: '03/GUQ-BCĐ', issuedOn: day(-1), validFrom: day(-1), validTo: day(6),
    permissions: ['area.read', 'body.read', 'committee.read', 'directive.acknowledge', 'directive.read', 'file.read', 'file.upload', 'task.accept', 'task.assign', 'task.read', 'task.report'],
    fromTitle: `${from.title}, BCĐ ${plan.issuer}`, toTitle: `${to.title}, BCĐ ${plan.issuer}`,
  }])
}
