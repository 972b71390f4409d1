import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { valueTypes } from '#kernel/database/types.ts'
import { areasOn, areaTree, predecessorsOf, scopeOf, searchAreas, seedAreas, successorsOf } from './index.ts'
import type { Reader } from './load.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'

let database: TestDatabase
let client: pg.Client
let tx: Reader
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.adminUrl, types: valueTypes })
  await client.connect()
  await seedAreas(client)
  tx = { rows: async (sql, values) => (await client.query(sql, values)).rows }
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const in2021 = '2021-09-01'
const in2025 = '2025-09-01'
const one = async (text: string, day: string) => (await searchAreas(tx, text, { day, limit: 1 }))[0]!

describe('the tree of a day', () => {
  it('changes between 30 June and 1 July 2025', async () => {
    const provinces = async (day: string) => (await areasOn(tx, day, { levels: ['province'] })).length
    expect([await provinces('2025-06-30'), await provinces('2025-07-01'), await provinces('2020-12-31')]).toEqual([63, 34, 0])
  })

  it('nests what lies below an area', async () => {
    const province = await one('Tỉnh Lạng Sơn', in2021)
    const [root] = await areaTree(tx, in2021, { within: province.id })
    expect(root!.children).toHaveLength(11)
    expect(root!.children.flatMap((district) => district.children)).toHaveLength(200)
    const flat = await areaTree(tx, in2021, { within: province.id, levels: ['province', 'commune'] })
    expect(flat[0]!.children).toHaveLength(200)
  })
})

describe('searching areas', () => {
  it('needs neither marks nor the kind', async () => {
    expect((await one('dinh lap', in2021)).fullName).toBe('Huyện Đình Lập')
    expect((await one('TT Đình Lập', in2021)).fullName).toBe('Thị trấn Đình Lập')
    expect((await one('xã đình lập', in2021)).fullName).toBe('Xã Đình Lập')
    expect((await one('lang son', in2021)).fullName).toBe('Tỉnh Lạng Sơn')
    expect((await one('TP Lạng Sơn', in2021)).fullName).toBe('Thành phố Lạng Sơn')
    expect((await one('thai binh, dinh lap', in2021)).code).toBe('06631')
    expect((await one('P.01, Q.4', in2021)).above).toEqual(['Quận 4', 'Thành phố Hồ Chí Minh'])
  })

  it('knows the names of its day only, and stays within an area', async () => {
    expect(await searchAreas(tx, 'huyện Đình Lập', { day: in2025, levels: ['district'] })).toEqual([])
    const province = await one('Tỉnh Lạng Sơn', in2025)
    const found = await searchAreas(tx, 'tan', { day: in2025, within: province.id, limit: 50 })
    expect(found.length).toBeGreaterThan(2)
    expect(found.every((area) => area.id > province.id && area.id <= province.lastId)).toBe(true)
  })

  it('finds every unit by the name it bears, whatever text it is given', async () => {
    const communes = await areasOn(tx, in2025, { levels: ['commune'] })
    await fc.assert(fc.asyncProperty(fc.constantFrom(...communes), async (commune) => {
      const found = await searchAreas(tx, commune.fullName, { day: in2025, limit: 50 })
      return found.some((area) => area.id === commune.id)
    }), { numRuns: 40 })
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (text) => Array.isArray(await searchAreas(tx, text, { day: in2025 }))), { numRuns: 60 })
  })
})

describe('predecessors, successors and scope', () => {
  it('follow a commune through the reform', async () => {
    const bacHa = await one('xã Bắc Hà', in2025)
    expect(await predecessorsOf(tx, [bacHa.id])).toHaveLength(7)
    const old = await one('thị trấn Bắc Hà', in2021)
    expect(await successorsOf(tx, [old.id])).toEqual([bacHa.id])
  })

  it('a scope holds the subtree and what it was made from, nothing else', async () => {
    const next = await one('Tỉnh Lạng Sơn', in2025)
    const past = await one('Tỉnh Lạng Sơn', in2021)
    const scope = await scopeOf(tx, [next.id])
    expect(scope).toHaveLength(1 + 65 + 1 + 11 + 200)
    expect(scope.every((id) => (id >= next.id && id <= next.lastId) || (id >= past.id && id <= past.lastId))).toBe(true)
    const district = await one('huyện Đình Lập', in2021)
    expect(await scopeOf(tx, [district.id])).toHaveLength(1 + 12)
    expect(await scopeOf(tx, [])).toEqual([])
  })

  it('of a divided commune both successors see it', async () => {
    const divided = (await areasOn(tx, in2021, { levels: ['commune'] })).find((area) => area.code === '00166')!
    const successors = await successorsOf(tx, [divided.id])
    expect(successors).toHaveLength(2)
    for (const id of successors) expect(await scopeOf(tx, [id])).toContain(divided.id)
  })
})
