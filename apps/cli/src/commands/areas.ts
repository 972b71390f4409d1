import { readBoundaries, saveBoundaries, type BoundaryReport } from '#server/areas/index.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { QueryResultRow } from 'pg'

type Options = { date: string; source?: string; database?: string; dryRun?: boolean }

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Adds `phaodai areas import-boundaries FILE.geojson`. */
export function register(program: Command): void {
  const areas = program.command('areas').description('Đơn vị hành chính')
  areas
    .command('import-boundaries')
    .description('Nạp ranh giới từ tệp GeoJSON (FeatureCollection, WGS 84); đối chiếu theo mã và ngày')
    .argument('<file>', 'tệp .geojson')
    .option('--date <day>', 'ngày mà mã trong tệp có hiệu lực, dạng 2025-07-01', '2025-07-01')
    .option('--source <text>', 'nguồn của ranh giới (mặc định: tên tệp)')
    .option('--database <url>', 'cơ sở dữ liệu (mặc định: DATABASE_URL)')
    .option('--dry-run', 'chỉ kiểm tra, không ghi')
    .action(runImport)
}

async function runImport(file: string, options: Options): Promise<void> {
  const url = options.database ?? process.env.DATABASE_URL
  if (!url) throw new Error('Chưa biết cơ sở dữ liệu nào: đặt DATABASE_URL hoặc --database')
  if (!DAY.test(options.date)) throw new Error(`Ngày "${options.date}" phải có dạng 2025-07-01`)
  const text = await readFile(file, 'utf8')
  const report = await withClient(url, { name: 'areas', statementTimeout: 0 }, async (client) => {
    const reader = { rows: async <T extends QueryResultRow>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as T[] }
    const found = await readBoundaries(reader, text, { day: options.date, source: options.source ?? basename(file) })
    if (!options.dryRun) await saveBoundaries(client, found.kept)
    return found
  })
  for (const line of summary(report, options.dryRun === true)) console.log(line)
  if (report.kept.length === 0) process.exitCode = 1
}

/** What the import tells: one line for each refused feature, then the counts. */
export function summary(report: BoundaryReport, dryRun: boolean): string[] {
  const refused = report.refused.map((each) => `Không nạp hình ${each.number} (${each.label}): ${each.reason}`)
  const points = report.kept.reduce((sum, row) => sum + countPoints(row.geometry), 0)
  const done = dryRun ? 'hợp lệ, chưa ghi' : 'đã nạp'
  return [...refused, `${report.features} hình trong tệp: ${report.kept.length} ${done}, ${report.refused.length} không nạp; ${points} điểm, giữ nguyên không giản lược`]
}

function countPoints(geometry: { coordinates: unknown }): number {
  const count = (value: unknown): number => (Array.isArray(value) ? (typeof value[0] === 'number' ? 1 : value.reduce((sum: number, each) => sum + count(each), 0)) : 0)
  return count(geometry.coordinates)
}
