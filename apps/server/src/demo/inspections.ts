import { addDays, searchKey } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { byPlace } from './cast.ts'
import type { Ground } from './ground.ts'
import { savePlanRows } from './inspections.queries.ts'
import { DEMO_PROVINCE } from './land.ts'
import { idFor } from './random.ts'
import type { RecordRow } from './records/index.ts'
import { actAs } from './save.ts'

/** The plan under way of the province's department of health: places that were visited, and places still to be seen. */
export async function keepPlans(tx: Tx, ground: Ground, visits: readonly RecordRow[]): Promise<void> {
  const body = byPlace(ground.bodies).get(`so-y-te@${DEMO_PROVINCE}`)
  const posts = body === undefined ? [] : ground.people.ofBody.get(body.id) ?? []
  const [leader, officer] = [posts.find(({ role }) => role === 'leader'), posts.find(({ role }) => role === 'clerk' || role === 'officer')]
  if (body === undefined || leader === undefined || officer === undefined) return
  const day = (offset: number): string => addDays(ground.today, offset)
  const id = (purpose: string): string => idFor(ground.seed, `${day(-44)}T09:00:00.000+07:00`, `plan/${purpose}`)
  await actAs(tx, officer, 'inspection_plan.prepare')
  await savePlanRows(tx, 'inspection_plan', [{
    id: id('plan'), bodyId: body.id, title: 'Kiểm tra công tác phòng, chống dịch tại chợ, trường học, cơ sở cách ly (MẪU)', purpose: 'Phát hiện, chấn chỉnh thiếu sót; đôn đốc việc khắc phục.', periodFrom: day(-43), periodTo: day(14),
    number: '112/KH-SYT', issuedOn: day(-44), state: 'under_way', approvedBy: leader.title, approvedOn: day(-44),
  }])
  await savePlanRows(tx, 'inspection_team', [{ id: id('team'), bodyId: body.id, planId: id('plan'), name: 'Đoàn số 1', leaderPostId: officer.postId }])
  await savePlanRows(tx, 'inspection_visit', visits.filter((_, n) => n % 3 === 0).map((visit) => ({
    id: id(`visit/${visit.id}`), bodyId: body.id, planId: id('plan'), teamId: id('team'), areaId: visit.areaId, inspectedId: visit.values.bodyId, placeName: visit.values.placeName, placeKind: visit.values.placeKind,
    plannedOn: visit.values.plannedOn, searchKey: searchKey(String(visit.values.placeName)), inspectionId: visit.id,
  })))
}
