import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { newId, openWorld, type Answer, type Persona, type World } from './harness.ts'
import { cast, places, settle } from './samples.ts'

let world: World
let as: (bodyId: number, role: string) => Promise<Persona>
beforeAll(async () => {
  world = await openWorld()
  await settle(world)
  as = cast(world)
})
afterAll(() => world.stop())

async function article(): Promise<string> {
  const id = newId()
  await world.call(await as(places.province, 'officer'), 'PUT', `/api/registers/supply_item/${id}`,
    { body: { areaId: places.province, name: `Găng tay ${id}`, category: 'protective', unit: 'đôi' } })
  return id
}

type Moved = { direction: string; quantity: number; toAreaId?: number }

async function move(areaId: number, itemId: string, moved: Moved, id = newId()): Promise<Answer> {
  const body = { areaId, itemId, voucher: 'P', movedOn: '2021-08-05', ...moved }
  return world.call(await as(areaId, 'officer'), 'PUT', `/api/registers/stock_movement/${id}`, { body })
}

async function inStore(areaId: number, itemId: string): Promise<number> {
  const { body } = await world.call(await as(areaId, 'officer'), 'GET', `/api/stock/balances?areaId=${areaId}&itemId=${itemId}`)
  return (body.balances as { quantity: number }[])[0]?.quantity ?? 0
}

async function act(bodyId: number, id: string, path: string, version: number): Promise<Answer> {
  return world.call(await as(bodyId, 'officer'), 'POST', `/api/registers/stock_movement/${id}/${path}`, { body: { version, ...(path === 'void' && { reason: 'ghi nhầm' }) } })
}

describe('stock', () => {
  test('50 withdrawals at once take what there is and never more', async () => {
    const item = await article()
    await move(places.commune, item, { direction: 'in', quantity: 30 })
    const answers = await Promise.all(Array.from({ length: 50 }, () => move(places.commune, item, { direction: 'out', quantity: 1 })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['stock-short']))
    expect(refused[0]!.body.title).toBe('Trong kho không còn đủ số lượng này. Hãy kiểm tra tồn kho rồi ghi lại.')
    expect(await inStore(places.commune, item)).toBe(0)
    const { rows } = await world.admin.query("select count(*)::int as n from stock_movement where item_id = $1 and direction = 'out'", [item])
    expect(rows[0].n).toBe(30)
  })

  test('a withdrawal sent twice is taken once', async () => {
    const [item, id] = [await article(), newId()]
    await move(places.commune, item, { direction: 'in', quantity: 5 })
    const answers = await Promise.all([move(places.commune, item, { direction: 'out', quantity: 5 }, id), move(places.commune, item, { direction: 'out', quantity: 5 }, id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await move(places.commune, item, { direction: 'out', quantity: 5 }, id)).status).toBe(200)
    expect(await inStore(places.commune, item)).toBe(0)
  })

  test('goods on the way are in neither store until the other side says so', async () => {
    const [item, id] = [await article(), newId()]
    await move(places.commune, item, { direction: 'in', quantity: 8 })
    expect((await move(places.commune, item, { direction: 'transfer', quantity: 3, toAreaId: places.neighbour }, id)).status).toBe(200)
    expect([await inStore(places.commune, item), await inStore(places.neighbour, item)]).toEqual([5, 0])
    expect((await act(places.commune, id, 'actions/receive', 1)).body.code).toBe('not-allowed')
    expect((await act(places.far, id, 'actions/receive', 1)).body.code).toBe('not-found')
    expect((await act(places.neighbour, id, 'actions/receive', 1)).status).toBe(200)
    expect([await inStore(places.commune, item), await inStore(places.neighbour, item)]).toEqual([5, 3])
    expect((await act(places.neighbour, id, 'void', 2)).body.code).toBe('not-allowed')
  })

  test('a transfer that was received is voided as long as its goods are there', async () => {
    const [item, id, out] = [await article(), newId(), newId()]
    await move(places.commune, item, { direction: 'in', quantity: 8 })
    await move(places.commune, item, { direction: 'transfer', quantity: 3, toAreaId: places.neighbour }, id)
    await act(places.neighbour, id, 'actions/receive', 1)
    await move(places.neighbour, item, { direction: 'out', quantity: 1 }, out)
    expect((await act(places.commune, id, 'void', 2)).body).toMatchObject({ code: 'stock-used', status: 409 })
    await act(places.neighbour, out, 'void', 1)
    expect((await act(places.commune, id, 'void', 2)).status).toBe(200)
    expect([await inStore(places.commune, item), await inStore(places.neighbour, item)]).toEqual([8, 0])
  })

  test('voiding gives back, unless the goods are gone', async () => {
    const [item, entry] = [await article(), newId()]
    await move(places.commune, item, { direction: 'in', quantity: 4 }, entry)
    const out = newId()
    await move(places.commune, item, { direction: 'out', quantity: 4 }, out)
    expect((await act(places.commune, entry, 'void', 1)).body.code).toBe('stock-used')
    expect((await act(places.commune, out, 'void', 1)).status).toBe(200)
    expect(await inStore(places.commune, item)).toBe(4)
    expect((await act(places.commune, entry, 'void', 1)).status).toBe(200)
    expect(await inStore(places.commune, item)).toBe(0)
  })

  test('a transfer has another store to go to, and nothing else has', async () => {
    const item = await article()
    for (const moved of [{ direction: 'transfer', quantity: 1 }, { direction: 'in', quantity: 1, toAreaId: places.neighbour }, { direction: 'transfer', quantity: 1, toAreaId: places.commune }]) {
      expect((await move(places.commune, item, moved)).body.code).toBe('invalid-value')
    }
  })

  test('whatever is done, the balance equals the sum of what was accepted and is never negative', async () => {
    const step = fc.record({ direction: fc.constantFrom('in', 'out'), quantity: fc.integer({ min: 1, max: 9_000 }).map((n) => n / 1000) })
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const item = await article()
      let thousandths = 0
      for (const { direction, quantity } of steps) {
        const change = Math.round(quantity * 1000) * (direction === 'in' ? 1 : -1)
        const { status } = await move(places.commune, item, { direction, quantity })
        expect(status).toBe(thousandths + change >= 0 ? 200 : 409)
        if (status === 200) thousandths += change
      }
      expect(Math.round((await inStore(places.commune, item)) * 1000)).toBe(thousandths)
    }), { numRuns: 15, seed: 20210831 })
  })
})
