import type { ClientBase } from 'pg'
import { hash } from '@node-rs/argon2'
import { fullAreaName, searchKey } from '@phaodai/vocabulary'
import { withClient } from '#kernel/database/pool.ts'

/** One person of the cast, in one post. */
export type Member = {
  fullName: string
  username: string
  personId: string
  postId: string
  accountId: string
  /** Where the person sits, and in whose name. */
  bodyId: number
  actsForId: number
  role: string
  title: string
}

/** The password of everybody in the cast. */
export const PASSWORD = 'thu-nghiem-2021'

/** Areas: one province, two districts, the communes A1 and A2 of the first and B1 of the second, a village of A1. */
export const areas = { province: 10_000, district: 10_100, communeA1: 10_110, villageA1: 10_111, communeA2: 10_120, otherDistrict: 10_200, communeB1: 10_210 }

type AreaLine = [id: number, parent: number | null, last: number, level: string, kind: string, name: string]
const AREAS: AreaLine[] = [
  [areas.province, null, 19_999, 'province', 'tỉnh', 'Mẫu Sơn'],
  [areas.district, areas.province, 10_199, 'district', 'huyện', 'An Thử'],
  [areas.communeA1, areas.district, 10_119, 'commune', 'xã', 'Thử Một'],
  [areas.villageA1, areas.communeA1, 10_111, 'village', 'thôn', 'Nà Mẫu'],
  [areas.communeA2, areas.district, 10_129, 'commune', 'xã', 'Thử Hai'],
  [areas.otherDistrict, areas.province, 10_299, 'district', 'huyện', 'Bình Thử'],
  [areas.communeB1, areas.otherDistrict, 10_219, 'commune', 'xã', 'Thử Ba'],
]

/** Bodies of both chains; Party and State never share a subtree, though they share their areas. */
export const bodies = {
  provinceParty: 1000, provincePartyOffice: 1010, districtParty: 1100, districtPartyOffice: 1105, communeA1Party: 1110, communeA2Party: 1120,
  provinceState: 2000, inspectorate: 2050, districtState: 2100, healthDepartment: 2105,
  communeA1: 2110, healthStationA1: 2112, villageTeamA1: 2115, communeA2: 2120, otherDistrictState: 2200, communeB1: 2210,
}

type BodyLine = [id: number, parent: number | null, last: number, kind: string, chain: string, level: string, name: string, seat: number, sector: string | null]
const BODIES: BodyLine[] = [
  [bodies.provinceParty, null, 1999, 'party-committee', 'party', 'province', 'Tỉnh ủy Mẫu Sơn', areas.province, null],
  [bodies.provincePartyOffice, bodies.provinceParty, 1010, 'party-office', 'party', 'province', 'Văn phòng Tỉnh ủy Mẫu Sơn', areas.province, 'tong-hop'],
  [bodies.districtParty, bodies.provinceParty, 1199, 'party-committee', 'party', 'district', 'Huyện ủy An Thử', areas.district, null],
  [bodies.districtPartyOffice, bodies.districtParty, 1105, 'party-office', 'party', 'district', 'Văn phòng Huyện ủy An Thử', areas.district, 'tong-hop'],
  [bodies.communeA1Party, bodies.districtParty, 1119, 'party-committee', 'party', 'commune', 'Đảng ủy xã Thử Một', areas.communeA1, null],
  [bodies.communeA2Party, bodies.districtParty, 1129, 'party-committee', 'party', 'commune', 'Đảng ủy xã Thử Hai', areas.communeA2, null],
  [bodies.provinceState, null, 2999, 'people-committee', 'state', 'province', 'Ủy ban nhân dân tỉnh Mẫu Sơn', areas.province, null],
  [bodies.inspectorate, bodies.provinceState, 2050, 'department', 'state', 'province', 'Thanh tra tỉnh Mẫu Sơn', areas.province, 'thanh-tra'],
  [bodies.districtState, bodies.provinceState, 2199, 'people-committee', 'state', 'district', 'Ủy ban nhân dân huyện An Thử', areas.district, null],
  [bodies.healthDepartment, bodies.districtState, 2105, 'department', 'state', 'district', 'Phòng Y tế huyện An Thử', areas.district, 'y-te'],
  [bodies.communeA1, bodies.districtState, 2119, 'people-committee', 'state', 'commune', 'Ủy ban nhân dân xã Thử Một', areas.communeA1, null],
  [bodies.healthStationA1, bodies.communeA1, 2112, 'health-station', 'state', 'commune', 'Trạm Y tế xã Thử Một', areas.communeA1, 'y-te'],
  [bodies.villageTeamA1, bodies.communeA1, 2115, 'village-team', 'state', 'village', 'Tổ COVID cộng đồng thôn Nà Mẫu', areas.villageA1, null],
  [bodies.communeA2, bodies.districtState, 2129, 'people-committee', 'state', 'commune', 'Ủy ban nhân dân xã Thử Hai', areas.communeA2, null],
  [bodies.otherDistrictState, bodies.provinceState, 2299, 'people-committee', 'state', 'district', 'Ủy ban nhân dân huyện Bình Thử', areas.otherDistrict, null],
  [bodies.communeB1, bodies.otherDistrictState, 2219, 'people-committee', 'state', 'commune', 'Ủy ban nhân dân xã Thử Ba', areas.communeB1, null],
]

let made = 0

function member(username: string, fullName: string, role: string, bodyId: number, actsForId = bodyId): Member {
  made += 1
  const id = (kind: number): string => `00000000-0000-7000-8000-${String(kind * 1000 + made).padStart(12, '0')}`
  return { username, fullName, role, bodyId, actsForId, title: `${role} ${username}`, personId: id(1), postId: id(2), accountId: id(3) }
}

/** Everybody with an account. The citizen of the stories has none: he asks without a session. */
export const cast = {
  provinceLeader: member('lanhdao.tinh', 'Nguyễn Văn Mẫu', 'province-leader', bodies.provinceParty),
  provinceClerk: member('vanthu.tinhuy', 'Trần Thị Thử', 'clerk', bodies.provincePartyOffice, bodies.provinceParty),
  provinceStateClerk: member('vanthu.ubndtinh', 'Lê Văn Giả', 'clerk', bodies.provinceState),
  inspector: member('thanhtra', 'Phạm Thị Định', 'inspector', bodies.inspectorate, bodies.provinceState),
  auditor: member('kiemtoan', 'Hoàng Văn Kiểm', 'auditor', bodies.provinceState),
  admin: member('quantri.tinh', 'Đỗ Thị Quản', 'admin', bodies.provinceState),
  districtPartyClerk: member('vanthu.huyenuy', 'Vũ Văn Thảo', 'clerk', bodies.districtPartyOffice, bodies.districtParty),
  districtOfficer: member('canbo.huyen', 'Đặng Thị Chuyên', 'officer', bodies.districtState),
  districtClerk: member('vanthu.huyen', 'Bùi Văn Sổ', 'clerk', bodies.districtState),
  districtLeader: member('chutich.huyen', 'Ngô Thị Đầu', 'leader', bodies.districtState),
  districtAdmin: member('quantri.huyen', 'Dương Văn Trị', 'admin', bodies.districtState),
  communeClerk: member('vanthu.xamot', 'Lý Thị Một', 'clerk', bodies.communeA1),
  communePartyClerk: member('vanthu.danguymot', 'Nông Văn Đảng', 'clerk', bodies.communeA1Party),
  healthStation: member('tramyte.mot', 'Hà Thị Trạm', 'health', bodies.healthStationA1),
  villageMember: member('thon.namau', 'Mã Văn Thôn', 'village', bodies.villageTeamA1),
  neighbour: member('vanthu.xahai', 'Chu Thị Hai', 'clerk', bodies.communeA2),
  farClerk: member('vanthu.xaba', 'Triệu Văn Ba', 'clerk', bodies.communeB1),
} satisfies Record<string, Member>

async function plantAreas(client: ClientBase): Promise<void> {
  for (const [id, parent, last, level, kind, name] of AREAS) {
    await client.query(
      `insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
       values ($1::int, $2, $3, $1::text, $4, $5, $6, $7, $8, '2021-01-01')`, [id, parent, last, level, kind, name, fullAreaName(kind, name), searchKey(name)])
  }
}

async function plantBodies(client: ClientBase): Promise<void> {
  for (const [id, parent, last, kind, chain, level, name, seat, sector] of BODIES) {
    await client.query(
      `insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, sector, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, replace($7, 'Ủy ban nhân dân', 'UBND'), $10, $8, $9, '2021-01-01')`,
      [id, parent, last, kind, chain, level, name, seat, sector, searchKey(name)])
    await client.query("insert into body_territory (body_id, area_id, valid_from) values ($1, $2, '2021-01-01')", [id, seat])
  }
}

/** Adds one member to a database that has the cast's bodies (or bodies of its own). */
export async function plantMember(client: ClientBase, who: Member, passwordHash: string): Promise<void> {
  await client.query('insert into person (id, full_name, search_key) values ($1, $2, lower($2))', [who.personId, who.fullName])
  await client.query(
    `insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $4, $5, $6, '2021-01-01')`,
    [who.postId, who.personId, who.bodyId, who.actsForId, who.role, who.title])
  await client.query('select create_account($1, $2, $3, $4, false)', [who.accountId, who.personId, who.username, passwordHash])
}

/** Cheap to verify: tests sign in often, and what they test is not the cost of the hash. */
export function testHash(password = PASSWORD): Promise<string> {
  return hash(password, { algorithm: 2, memoryCost: 64, timeCost: 1, parallelism: 1 })
}

/** Runs work as the installation itself, in one transaction. */
export function asInstallation<T>(adminUrl: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  return withClient(adminUrl, { name: 'test' }, async (client) => {
    await client.query('begin; set local role phaodai_system')
    const result = await work(client)
    await client.query('commit')
    return result
  })
}

/** Areas, bodies, people, posts and accounts of the cast, into an empty migrated database. */
export async function plantCast(adminUrl: string): Promise<void> {
  const passwordHash = await testHash()
  await asInstallation(adminUrl, async (client) => {
    await plantAreas(client)
    await plantBodies(client)
    for (const who of Object.values(cast)) await plantMember(client, who, passwordHash)
  })
}
