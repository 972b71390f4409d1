import { addDays } from '@phaodai/vocabulary'
import { Dice, idFor } from '../random.ts'
import { officeHour } from '../working-hours.ts'
import type { Field, RecordRow } from './types.ts'

const FINDINGS = [
  { finding: 'Chưa có sổ theo dõi người ra vào', remedy: 'Lập sổ hoặc quét mã QR', holder: 'Ban quản lý, chủ cơ sở' },
  { finding: 'Không bố trí nơi rửa tay, dung dịch sát khuẩn', remedy: 'Bố trí tại cửa vào', holder: 'Ban quản lý, chủ cơ sở' },
  { finding: 'Chất thải y tế để chung với rác sinh hoạt', remedy: 'Phân loại, có thùng riêng', holder: 'Bộ phận vệ sinh' },
  { finding: 'Người làm việc không đeo khẩu trang', remedy: 'Nhắc nhở, ký cam kết', holder: 'Ban quản lý, chủ cơ sở' },
] as const

/** What inspections found; those of closed inspections are put right, some of the others are late. */
export function findings(field: Field, visits: readonly RecordRow[]): RecordRow[] {
  return visits.filter((visit) => visit.values.visitedAt !== undefined).flatMap((visit) => ofVisit(field, visit))
}

function ofVisit(field: Field, visit: RecordRow): RecordRow[] {
  const dice = new Dice(field.seed, `findings/${visit.id}`)
  if (dice.chance(0.3)) return []
  const foundOn = visit.values.plannedOn as string
  return FINDINGS.slice(0, dice.between(1, 3)).map((each, n) => {
    const createdAt = officeHour(dice, foundOn)
    const state = visit.state === 'closed' || (visit.state === 'followed_up' && n === 0) ? 'closed' : dice.weighted({ open: 3, fix_reported: 1 })
    return {
      id: idFor(field.seed, createdAt, `finding/${visit.id}/${n}`), areaId: visit.areaId, state, createdAt,
      stateReason: state === 'closed' ? 'Đã khắc phục, kiểm tra lại đạt' : state === 'fix_reported' ? 'Đã khắc phục, đề nghị kiểm tra lại' : null,
      values: { ...each, inspectionId: visit.id, byId: visit.values.teamId, bodyId: visit.values.bodyId, foundOn, deadline: addDays(foundOn, 7 + 5 * n) },
    }
  })
}
