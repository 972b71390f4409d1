import { addDays } from '@phaodai/vocabulary'
import { Dice, idFor } from '../random.ts'
import { officeHour } from '../working-hours.ts'
import type { Field, RecordRow } from './types.ts'

/** Behaviour, facts, place, and a fine in đồng that lies in the range of the decree for a person. */
const MET = [
  ['no-mask', 'Không đeo khẩu trang nơi công cộng', 'Chợ', 2_000_000], ['gathering', 'Mở quán karaoke khi đã có lệnh tạm dừng', 'Quán karaoke MẪU', 15_000_000],
  ['false-declaration', 'Khai báo không đúng nơi đã đến', 'Chốt kiểm soát', 10_000_000], ['refuse-test', 'Không đến lấy mẫu theo giấy mời lần thứ ba', 'Trạm Y tế', 1_500_000],
  ['escape-isolation', 'Tự ý rời nơi cách ly tại nhà', 'Thôn', 15_000_000], ['conceal-group-a', 'Giấu người trong hộ đang mắc bệnh', 'Thôn', 12_000_000],
] as const
/** Two people who are met more than once. */
const OFTEN = ['020000000001', '020000000002']

/** Violations of the last six weeks in every state; subjects are evidently invented. */
export function violations(field: Field, count: number): RecordRow[] {
  return Array.from({ length: count }, (_, n) => one(field, n))
}

function one(field: Field, n: number): RecordRow {
  const dice = new Dice(field.seed, `violation/${n}`)
  const area = dice.pick(field.communes)
  const [behaviour, facts, place] = MET[n % MET.length]!
  const occurredOn = addDays(field.today, -dice.between(3, 42))
  const createdAt = officeHour(dice, occurredOn)
  const met = { noted: 1, reminded: 4, recorded: 1 }
  const state = dice.weighted(field.isSanctioned(behaviour, occurredOn) ? { ...met, decided: 2, paid: 2, remedied: 1, closed: 1 } : met)
  const recorded = !['noted', 'reminded'].includes(state)
  return {
    id: idFor(field.seed, createdAt, `violation/${n}`), areaId: area.id, state, createdAt, stateReason: state === 'reminded' ? 'Nhắc nhở tại chỗ, cam kết không tái phạm' : null,
    values: {
      occurredOn, behaviour, facts, placeName: `${place} ${area.name}`, subjectKind: 'person', subjectName: `Nguyễn Văn Vi Phạm ${n + 1} MẪU`, subjectAddress: `Thôn MẪU, ${area.kind} ${area.name}`,
      subjectNumber: n % 4 === 0 ? OFTEN[(n / 4) % 2] : `0200000001${String(n).padStart(2, '0')}`, handlerId: field.handlerOf(area).id, ...(recorded && { recordNumber: `${String(n + 1).padStart(2, '0')}/BB-VPHC` }),
    },
  }
}

export type PenaltyRow = { id: string; behaviour: string; amount: number; number: string; decidedOn: string; bodyId: number; paidOn: string | null; receipt: string | null; remediedOn: string | null }

/** The decisions on those violations that were decided upon. */
export function penalties(rows: readonly RecordRow[]): PenaltyRow[] {
  return rows.filter(({ state }) => ['decided', 'paid', 'remedied', 'closed'].includes(state)).map(({ id, state, values }) => {
    const occurredOn = values.occurredOn as string
    const paid = state !== 'decided'
    return {
      id, behaviour: values.behaviour as string, amount: MET.find(([behaviour]) => behaviour === values.behaviour)![3], number: String(values.recordNumber).replace('BB-VPHC', 'QĐ-XPVPHC'), decidedOn: addDays(occurredOn, 1),
      bodyId: values.handlerId as number, paidOn: paid ? addDays(occurredOn, 2) : null, receipt: paid ? `BL-${id.slice(-6)}` : null, remediedOn: state === 'remedied' ? addDays(occurredOn, 3) : null,
    }
  })
}
