import { addDays } from '@phaodai/vocabulary'
import { Dice, idFor } from '../random.ts'
import { officeHour } from '../working-hours.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Field, RecordRow } from './types.ts'

const ITEMS = [
  { name: 'Bộ xét nghiệm nhanh kháng nguyên', code: 'KN-01', category: 'biological', unit: 'bộ', safetyStock: 5000, supply: 60_000 },
  { name: 'Trang phục bảo hộ cấp 3', code: 'BH-03', category: 'protective', unit: 'bộ', safetyStock: 800, supply: 9_000 },
  { name: 'Khẩu trang y tế', code: 'KT-01', category: 'protective', unit: 'cái', safetyStock: 20_000, supply: 240_000 },
  { name: 'Dung dịch sát khuẩn tay 500 ml', code: 'SK-05', category: 'chemical', unit: 'chai', safetyStock: 1000, supply: 12_000 },
  { name: 'Cloramin B 25%', code: 'CB-25', category: 'chemical', unit: 'kg', safetyStock: 300, supply: 4_000 },
  { name: 'Ô xy y tế bình 40 lít', code: 'OX-40', category: 'oxygen', unit: 'bình', safetyStock: 60, supply: 900 },
  { name: 'Máy đo SpO2', code: 'TB-11', category: 'equipment', unit: 'cái', safetyStock: 100, supply: 1_600 },
  { name: 'Thuốc hạ sốt Paracetamol 500 mg', code: 'TH-02', category: 'medicine', unit: 'viên', safetyStock: 10_000, supply: 150_000 },
] as const

/** The province's catalogue of articles. */
export function supplyItems(field: Field): RecordRow[] {
  return ITEMS.map((item) => {
    const createdAt = `${addDays(field.today, -56)}T08:00:00.000+07:00`
    const { supply: _, ...values } = item
    return { id: itemId(field, item.code), areaId: field.province.id, state: 'in_use', stateReason: null, createdAt, values }
  })
}

function itemId(field: Field, code: string): string {
  return idFor(field.seed, `${addDays(field.today, -56)}T08:00:00.000+07:00`, `item/${code}`)
}

/**
 * Goods come into the provincial store, go on to stores below and are used there. Rows stand in order of time, and no
 * store ever gives what it hasn't got; the newest transfers are still on the way.
 */
export function stockMovements(field: Field): RecordRow[] {
  const stores = [...new Map(field.communes.map(each => [each.id, each])).values()].slice(0, 12)
  const rows: RecordRow[] = []
  for (const item of ITEMS) {
    const dice = new Dice(field.seed, `stock/${item.code}`)
    rows.push(movement(field, dice, rows.length, { direction: 'in', item: item.code, quantity: item.supply, day: -50, area: field.province, source: dice.pick(['budget', 'higher-level', 'donation']) }))
    for (const store of stores) {
      const given = Math.max(4, Math.round((item.supply * 0.5) / stores.length / 4) * 4)
      const sent = -dice.between(1, 40)
      rows.push(movement(field, dice, rows.length, { direction: 'transfer', item: item.code, quantity: given, day: sent, area: field.province, to: store, arrived: sent < -3 }))
      if (sent < -10) rows.push(movement(field, dice, rows.length, { direction: 'out', item: item.code, quantity: given / 4, day: dice.between(sent + 4, -2), area: store }))
    }
  }
  return rows
}

/** Goods that go somewhere on a day counted from the demo's. */
export interface Move { direction: 'in' | 'out' | 'transfer'; item: string; quantity: number; day: number; area: LandUnit; to?: LandUnit; arrived?: boolean; source?: string }

/** One voucher; `n` numbers the vouchers of the demo. */
export function movement(field: Field, dice: Dice, n: number, move: Move): RecordRow {
  const movedOn = addDays(field.today, move.day)
  const createdAt = officeHour(dice, movedOn)
  const mark = { in: 'PN', out: 'PX', transfer: 'DC' }[move.direction]
  const voucher = `${mark}-MẪU-${String(n + 1).padStart(4, '0')}`
  return {
    id: idFor(field.seed, createdAt, `movement/${n}`), areaId: move.area.id, state: move.arrived ? 'received' : 'recorded', stateReason: null, createdAt,
    values: {
      voucher, direction: move.direction, itemId: itemId(field, move.item), quantity: move.quantity, movedOn,
      ...(move.to && { toAreaId: move.to.id }), ...(move.source && { source: move.source }),
      ...(move.direction === 'in' && { lot: `L${dice.between(1000, 9999)}`, expiresOn: addDays(field.today, dice.between(120, 500)) }),
    },
  }
}
