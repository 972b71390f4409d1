import { describe, expect, it } from 'vitest'
import { creationSchema, findRegister } from '@phaodai/registers'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import { findings, inspections, penalties, rumours, stockMovements, supplyItems, violations, type Field, type RecordRow } from './index.ts'

const unit = (id: number, name: string) => ({ id, lastId: id + 99, parentId: null, level: 'commune' as const, code: String(id), kind: 'xã', name, fullName: name, searchKey: name, validFrom: '2021-01-01', validTo: null, lat: 21.5, lon: 107 })
const field: Field = {
  seed: 1, today: '2022-01-10', calendar: new Map(), province: unit(1, 'Tỉnh'), communes: Array.from({ length: 14 }, (_, n) => unit(100 * (n + 1), `Xã ${n}`)),
  isSanctioned: behaviour => behaviour !== 'no-mask',
  checklistFor: kind => ({ id: `${kind}-2021`, questions: [{ point: 'masks', question: 'Đeo khẩu trang', basis: null }] }),
  handlerOf: area => ({ id: area.id }) as BodyRow,
}
const all: [string, RecordRow[]][] = [['rumour', rumours(field, 60)], ['inspection', inspections(field, 60)], ['finding', findings(field, inspections(field, 60))], ['violation', violations(field, 40)], ['supply_item', supplyItems(field)], ['stock_movement', stockMovements(field)]]

describe.each(all)('records of %s', (name, rows) => {
  const register = findRegister(name)!
  it('pass the check of the declaration, in states it has', () => {
    const schema = creationSchema(register)
    for (const row of rows) {
      const values = { areaId: row.areaId, ...row.values }
      expect(schema.safeParse(values).error?.issues, JSON.stringify(values)).toBeUndefined()
      expect(register.states).toContain(row.state)
    }
    expect(new Set(rows.map(row => row.id)).size).toBe(rows.length)
  })
})

describe('rumours and inspections', () => {
  it('come in every state', () => {
    for (const [name, rows] of all.slice(0, 2)) expect(new Set(rows.map(row => row.state))).toEqual(new Set(findRegister(name)!.states))
  })
})

describe('penalties', () => {
  it('are told of decided violations alone, paid ones with their receipt', () => {
    const rows = violations(field, 40)
    const decided = penalties(rows)
    expect(decided.map(row => row.id).toSorted()).toEqual(rows.filter(row => ['decided', 'paid', 'remedied', 'closed'].includes(row.state)).map(row => row.id).toSorted())
    expect(decided.length).toBeGreaterThan(0)
    expect(decided.every(row => row.behaviour !== 'no-mask')).toBe(true)
    for (const row of decided) expect(row.paidOn === null).toBe(row.receipt === null)
  })
})

describe('stock', () => {
  it('never gives what a store has not got', () => {
    const store = new Map<string, number>()
    const move = (area: unknown, item: unknown, quantity: number): void => {
      const left = (store.get(`${area}/${item}`) ?? 0) + quantity
      expect(left).toBeGreaterThanOrEqual(0)
      store.set(`${area}/${item}`, left)
    }
    for (const { areaId, state, values } of stockMovements(field)) {
      const { direction, itemId, quantity, toAreaId } = values as { direction: string; itemId: string; quantity: number; toAreaId?: number }
      move(areaId, itemId, direction === 'in' ? quantity : -quantity)
      if (state === 'received') move(toAreaId, itemId, quantity)
    }
  })
})
