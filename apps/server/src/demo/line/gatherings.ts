import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { byPlace } from '../cast.ts'
import type { Ground } from '../ground.ts'
import type { DemoPost } from '../people.ts'
import { idFor } from '../random.ts'
import { saveAll } from '../records/records.queries.ts'
import { actAs } from '../save.ts'
import { saveGatheringDecisions } from './line.queries.ts'

const EVENTS = [
  { key: 'festival', name: 'Lễ hội Lồng tồng (MẪU)', kind: 'festival', inDays: 5, hour: 8, expected: 800, setting: 'outdoor', place: 'Sân vận động xã', state: 'refused' },
  { key: 'wedding', name: 'Đám cưới tại nhà văn hóa thôn (MẪU)', kind: 'wedding', inDays: 3, hour: 9, expected: 60, setting: 'indoor', place: 'Nhà văn hóa thôn', state: 'conditional' },
  { key: 'market', name: 'Phiên chợ cuối tuần (MẪU)', kind: 'market', inDays: 4, hour: 6, expected: 300, setting: 'outdoor', place: 'Chợ xã', state: 'registered' },
] as const
const WHY = {
  refused: { answer: 'refuse', ruled: 'limited', why: 'Không tập trung đông người ngoài trời khi khu cách ly quanh chợ còn hiệu lực (Chỉ thị 15/CT-TTg ngày 27/3/2020); số người dự kiến vượt mức cho phép.', conditions: null },
  conditional: { answer: 'limit', ruled: 'limited', why: 'Không tập trung quá 20 người trong một phòng (Chỉ thị 15/CT-TTg ngày 27/3/2020).', conditions: 'Chia hai đợt, mỗi đợt không quá 20 người; đeo khẩu trang; có danh sách người dự.' },
} as const

/** Events of the commune of the cast: one refused, one under conditions, one that waits for its committee. */
export async function keepGatherings(tx: Tx, { seed, today, bodies, people }: Ground, home: LandUnit): Promise<void> {
  const posts = people.ofBody.get(byPlace(bodies).get(`ubnd@${home.code}`)!.id)!
  const of = (role: string): DemoPost => posts.find((post) => post.role === role) ?? posts[0]!
  const at = `${addDays(today, -1)}T09:15:00.000+07:00`
  const rows = EVENTS.map(({ key, inDays, hour, state, ...values }) => ({
    id: idFor(seed, at, `line/gathering/${key}`), areaId: home.id, state, stateReason: null, createdAt: at,
    values: { ...values, startsAt: `${addDays(today, inDays)}T${String(hour).padStart(2, '0')}:00:00.000+07:00`, organiser: 'Ban tổ chức MẪU', phone: '0000 111 222' },
  }))
  await actAs(tx, of('clerk'), 'gathering.create')
  await saveAll(tx, { gathering: rows })
  await actAs(tx, of('leader'), 'gathering.limit')
  await saveGatheringDecisions(tx, rows.flatMap(({ id, state }) => (state === 'registered' ? [] : [{ gatheringId: id, ...WHY[state], byTitle: of('leader').title, decidedAt: `${addDays(today, -1)}T15:30:00.000+07:00` }])))
}
