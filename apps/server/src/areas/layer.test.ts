import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { valueTypes } from '#kernel/database/types.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { checkGeometry } from './boundaries.ts'
import { areasOn, cellsFor, readBoundaries, saveBoundaries, searchAreas, seedAreas } from './index.ts'
import type { Reader } from './load.ts'

const day = '2025-07-01'
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

const ids = async (on: string, filter: Parameters<typeof areasOn>[2]) => (await areasOn(tx, on, filter)).map((area) => area.id)
const square = (west: number, south: number) => ({ type: 'Polygon', coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south]]] })
const file = (...features: [object | null, unknown][]) =>
  JSON.stringify({ type: 'FeatureCollection', features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })) })

describe('a layer of areas', () => {
  it('of the whole country always shows Hoàng Sa and Trường Sa', async () => {
    for (const [on, level] of [['2021-09-01', 'province'], ['2021-09-01', 'district'], [day, 'province'], [day, 'commune']] as const) {
      const layer = await cellsFor(tx, await ids(on, { levels: [level] }))
      const islands = layer.features.filter((each) => each.properties.archipelago).map((each) => each.properties.fullName)
      expect(islands.map((name) => name.replace(/^(Huyện|Đặc khu) /, '')).toSorted(), `${level} ${on}`).toEqual(['Hoàng Sa', 'Trường Sa'])
      expect(layer.schematic).toBe(true)
      expect(layer.unplaced).toEqual([])
      expect(layer.features.every((each) => 'geometry' in checkGeometry(each.geometry))).toBe(true)
    }
  })

  it('of one province has a cell for every commune', async () => {
    const [province] = await searchAreas(tx, 'Tỉnh Lạng Sơn', { day: '2021-09-01', limit: 1 })
    const layer = await cellsFor(tx, await ids('2021-09-01', { levels: ['commune'], within: province!.id }))
    expect(layer.features).toHaveLength(200)
    expect(layer.unplaced).toEqual([])
    expect(layer.features.every((each) => each.properties.schematic && !each.properties.archipelago)).toBe(true)
  })

  it('names the areas whose place nobody knows', async () => {
    const [district] = await searchAreas(tx, 'huyện Yên Thế', { day: '2021-09-01', limit: 1 })
    const layer = await cellsFor(tx, await ids('2021-09-01', { levels: ['commune'], within: district!.id }))
    expect([layer.features.length, layer.unplaced.length]).toEqual([0, 19])
  })

  it('of nothing is empty', async () => {
    expect((await cellsFor(tx, [])).features).toEqual([])
  })
})

describe('reading boundaries', () => {
  const read = (text: string) => readBoundaries(tx, text, { day, source: 'test' })

  it('keeps good features and says why it refuses each other', async () => {
    const report = await read(file(
      [{ ma_xa: '5977', ten_xa: 'Phường Đông Kinh' }, square(106, 21)],
      [{ code: '05977', name: 'Đông Kinh' }, square(106, 21)],
      [{ code: '05986', name: 'Xã Hoàng Đồng' }, square(106, 21)],
      [{ code: '99999' }, square(106, 21)],
      [{ colour: 'red' }, square(106, 21)],
      [{ code: '06613' }, { type: 'Point', coordinates: [106, 21] }],
      [{ code: '06616' }, { type: 'Polygon', coordinates: [[[106, 21], [107, 21], [107, 22], [106, 22]]] }],
      [{ code: '06625' }, square(2_300_000, 560_000)],
      [{ code: '06637' }, { type: 'Polygon', coordinates: [[[106, 21], [107, 21], [106, 21]]] }],
      [null, null],
    ))
    expect(report.kept).toHaveLength(1)
    expect(report.refused.map((each) => each.number)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(report.refused.map((each) => each.reason).join('\n')).toMatch(/đã có[^]*là của[^]*không có trong cây[^]*không có mã[^]*Polygon[^]*khép kín[^]*ngoài Việt Nam[^]*dưới 4 điểm/)
  })

  it('matches by the tree of the given day', async () => {
    const text = file([{ code: '24', name: 'Bắc Giang' }, square(106, 21)])
    expect((await read(text)).kept).toHaveLength(0)
    expect((await readBoundaries(tx, text, { day: '2021-09-01', source: 'test' })).kept).toHaveLength(1)
  })

  it('refuses what is no FeatureCollection', async () => {
    await expect(read('[]')).rejects.toThrow()
    await expect(read('no json')).rejects.toThrow()
  })
})

const corpus = process.env.PHAODAI_CORPUS
if (!corpus) console.warn("PHAODAI_CORPUS is not set: boundaries are tried on made-up squares only, not on Lạng Sơn's communes")

describe.each(corpus ? [path.resolve(corpus, '../data/areas')] : [])('boundaries of Lạng Sơn', (shapes) => {
  it('are all kept, and cells of 2021 are then drawn inside them', async () => {
    const text = await readFile(path.join(shapes, 'lang-son-communes-2025.geojson'), 'utf8')
    const report = await readBoundaries(tx, text, { day, source: 'test' })
    expect([report.features, report.kept.length, report.refused]).toEqual([65, 65, []])
    expect(await saveBoundaries(client, report.kept)).toBe(65)
    expect(await saveBoundaries(client, report.kept)).toBe(65)
    const [now] = await searchAreas(tx, 'Tỉnh Lạng Sơn', { day, limit: 1 })
    const layer = await cellsFor(tx, await ids(day, { levels: ['commune'], within: now!.id }))
    expect([layer.features.length, layer.schematic]).toEqual([65, false])
    const [then] = await searchAreas(tx, 'Tỉnh Lạng Sơn', { day: '2021-09-01', limit: 1 })
    const past = await cellsFor(tx, await ids('2021-09-01', { levels: ['commune'], within: then!.id }))
    expect([past.features.length, past.schematic]).toEqual([200, true])
  })
})
