import { addDays } from '@phaodai/vocabulary'
import { inspection } from '@phaodai/registers'
import { Dice, idFor } from '../random.ts'
import { officeHour } from '../working-hours.ts'
import type { Field, RecordRow } from './types.ts'

const PLACES = [['market', 'Chợ'], ['school', 'Trường Tiểu học'], ['eating-place', 'Quán phở MẪU'], ['checkpoint', 'Chốt kiểm soát'], ['isolation-site', 'Khu cách ly'], ['health-facility', 'Trạm Y tế'], ['factory', 'Xưởng gỗ MẪU']] as const
const FINDINGS = [
  { finding: 'Chưa có sổ theo dõi người ra vào', remedy: 'Lập sổ hoặc quét mã QR' },
  { finding: 'Không bố trí nơi rửa tay, dung dịch sát khuẩn', remedy: 'Bố trí tại cửa vào' },
  { finding: 'Chất thải y tế để chung với rác sinh hoạt', remedy: 'Phân loại, có thùng riêng' },
  { finding: 'Người làm việc không đeo khẩu trang', remedy: 'Nhắc nhở, ký cam kết' },
] as const

/** Inspections of the last six weeks and the coming one; findings carry the day they must be put right by. */
export function inspections(field: Field, count: number): RecordRow[] {
  return Array.from({ length: count }, (_, n) => visit(field, n))
}

function visit(field: Field, n: number): RecordRow {
  const dice = new Dice(field.seed, `inspection/${n}`)
  const area = dice.pick(field.communes)
  const [placeKind, word] = dice.pick(PLACES)
  const plannedOn = addDays(field.today, dice.between(-42, 6))
  const past = plannedOn < field.today
  const createdAt = officeHour(dice, addDays(past ? plannedOn : field.today, -dice.between(2, 5)))
  const state = past ? dice.weighted({ done: 4, followed_up: 3, closed: 5, cancelled: 1, planned: 1 }) : 'planned'
  const visited = state !== 'planned' && state !== 'cancelled'
  const placeName = `${word} ${area.name}`
  return {
    id: idFor(field.seed, createdAt, `inspection/${n}`), areaId: area.id, state, createdAt,
    stateReason: state === 'cancelled' ? 'Đoàn kiểm tra hoãn vì mưa lũ' : state === 'followed_up' ? 'Đã kiểm tra lại' : null,
    values: {
      placeName, placeKind, plannedOn, teamId: field.handlerOf(area).id, address: `Trung tâm ${area.kind} ${area.name}`,
      checklist: checklistFor(placeKind, visited, dice),
      ...(visited && { visitedAt: officeHour(dice, plannedOn), findings: findingsOf(plannedOn, state, dice), conclusion: 'Cơ bản thực hiện đúng quy định; yêu cầu khắc phục các nội dung nêu trên.' }),
    },
  }
}

/** The points the register's own declaration asks for at a place of this kind. */
function checklistFor(kind: string, visited: boolean, dice: Dice): unknown[] {
  const points = inspection.fields['checklist']?.template?.rows[kind] ?? []
  return points.map(point => (visited ? { ...point, answer: dice.weighted({ 'kept': 7, 'partly': 2, 'not-kept': 1 }) } : { ...point }))
}

function findingsOf(plannedOn: string, state: string, dice: Dice): unknown[] {
  if (dice.chance(0.3)) return []
  return FINDINGS.slice(0, dice.between(1, 3)).map((each, n) => ({
    ...each, deadline: addDays(plannedOn, 7 + 3 * n), ...(state === 'closed' || (state === 'followed_up' && n === 0) ? { remediedOn: addDays(plannedOn, 5 + n) } : {}),
  }))
}
