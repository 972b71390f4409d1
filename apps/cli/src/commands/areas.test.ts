import { Command } from 'commander'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { seedAreas } from '#server/areas/index.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { register } from './areas.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'))
  await withClient(database.adminUrl, { name: 'test' }, seedAreas)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await database?.drop()
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

async function run(content: string, ...options: string[]): Promise<string> {
  const file = join(folder, 'shapes.geojson')
  await writeFile(file, content)
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const program = new Command().exitOverride()
  register(program)
  await program.parseAsync(['areas', 'import-boundaries', file, '--database', database.adminUrl, ...options], { from: 'user' })
  return log.mock.calls.flat().join('\n')
}

const triangle = { type: 'Polygon', coordinates: [[[106.7, 21.8], [106.8, 21.8], [106.8, 21.9], [106.7, 21.8]]] }
const feature = (code: string, name: string) => ({ type: 'Feature', properties: { code, name }, geometry: triangle })
const shapes = JSON.stringify({ type: 'FeatureCollection', features: [feature('05977', 'Phường Đông Kinh'), feature('05977', 'Phường Vĩnh Trại')] })
const stored = () => withClient(database.adminUrl, { name: 'test' }, async (client) => (await client.query('select source from area_boundary')).rows)

describe('phaodai areas import-boundaries', () => {
  it('writes nothing in a dry run', async () => {
    expect(await run(shapes, '--dry-run')).toContain('1 hợp lệ, chưa ghi, 1 không nạp')
    expect(await stored()).toEqual([])
  })

  it('keeps the good shapes, names the others and counts', async () => {
    const output = await run(shapes, '--source', 'bản thử')
    expect(output).toContain('Không nạp hình 2 (05977 Phường Vĩnh Trại): mã này là của Phường Đông Kinh')
    expect(output).toContain('2 hình trong tệp: 1 đã nạp, 1 không nạp; 4 điểm, giữ nguyên không giản lược')
    expect(await stored()).toEqual([{ source: 'bản thử' }])
  })

  it('says what is wrong with the file or the date', async () => {
    await expect(run('{}')).rejects.toThrow('không phải GeoJSON FeatureCollection')
    await expect(run('<kml/>')).rejects.toThrow('không phải GeoJSON FeatureCollection')
    await expect(run(shapes, '--date', '1/7/2025')).rejects.toThrow('phải có dạng 2025-07-01')
  })
})
