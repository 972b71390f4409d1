import { LINES_AT_ONCE, type LineListAnswer } from '@phaodai/office'
import { rm } from 'node:fs/promises'
import { createApp } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { Caller } from '#test/app.ts'
import { benchDatabase, openFolder, type Bench, type BenchDatabase, type Row } from './bench.ts'
import { signedIn } from './callers.ts'
import { nameGround, plantGround, PROVINCE_AREA } from './indicators.queries.ts'
import { syntheticPeople, type LabelledPerson } from './synthetic-people.ts'

const LINES = Number(process.env.PHAODAI_BENCH_LINES ?? 200_000)
/** Requests under way at once, as the screen sends them. */
const AT_ONCE = 2
const HEADERS = ['Họ và tên', 'Giới tính', 'Ngày sinh', 'CCCD', 'SĐT', 'Địa bàn', 'Địa chỉ', 'Ngày chẩn đoán', 'Ngày khởi phát', 'Nơi phát hiện', 'Loại xét nghiệm', 'Kết quả']
const SEX = { male: 'Nam', female: 'Nữ' }
const PLACES = ['Cộng đồng', 'Khu cách ly', 'Khu phong tỏa', 'Nhập cảnh']

/** Each of the 25 communes of the synthetic people stands for eight of the bench's 200. */
function areaName({ residence, who }: LabelledPerson): string {
  const commune = (residence[2]! % 25) * 8 + (who % 8)
  return `Mẫu ${101_000 + Math.floor(commune / 20) * 1_000 + (1 + (commune % 20)) * 10 + 1 + (who % 9)}`
}

const written = (day: string | null): string => (day === null || day.length === 4 ? day ?? '' : day.split('-').reverse().join('/'))

function cellsOf(person: LabelledPerson, index: number): string[] {
  const day = 1 + (index % 28)
  return [person.name, person.sex === null ? 'Chưa xác định' : SEX[person.sex], written(person.birthDate), person.identity[0] ?? '', person.phones[0] ?? '', areaName(person), person.address,
    `${day}/8/2021 ${8 + (index % 9)}:30`, `${day}/7/2021`, PLACES[index % PLACES.length]!, 'PCR', 'Dương tính']
}

type Sums = { taken: number; repeated: number; asked: number; bad: number; linked: number; slowest: number }

async function send(caller: Caller, people: readonly LabelledPerson[]): Promise<Sums> {
  const sums = { taken: 0, repeated: 0, asked: 0, bad: 0, linked: 0, slowest: 0 }
  let next = 0
  const worker = async (): Promise<void> => {
    for (let at = next; at < people.length; at = next) {
      next += LINES_AT_ONCE
      const rows = people.slice(at, at + LINES_AT_ONCE).map((person, n) => ({ line: at + n + 2, cells: cellsOf(person, at + n) }))
      const begun = performance.now()
      const reply = await caller.post('/api/line-lists', { headers: HEADERS, rows, constants: { diseaseCode: 'covid-19', classification: 'confirmed' } })
      if (reply.statusCode !== 200) throw new Error(reply.body)
      add(sums, reply.json<LineListAnswer>(), performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return sums
}

function add(sums: Sums, { taken, repeated, lines }: LineListAnswer, took: number): void {
  sums.taken += taken
  sums.repeated += repeated
  sums.slowest = Math.max(sums.slowest, took)
  for (const { outcome, linked } of lines) {
    if (outcome === 'asked' || outcome === 'bad') sums[outcome]++
    if (linked !== null) sums.linked++
  }
}

/** Highest memory of this process over the work, above what it held before it, in MB. */
async function memoryDuring<T>(work: () => Promise<T>): Promise<{ result: T; megabytes: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss) }, 200)
  try {
    return { result: await work(), megabytes: (most - before) / 1e6 }
  } finally {
    clearInterval(watch)
  }
}

export async function measure({ adminUrl }: BenchDatabase): Promise<Row[]> {
  const dataFolder = await openFolder()
  const deps = openDeps(readConfig({ DATABASE_URL: adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), adminUrl, (error) => console.error(error))
  const app = await createApp(deps)
  try {
    const { caller } = (await signedIn(app, adminUrl, { importer: { bodyId: PROVINCE_AREA, role: 'health' } })).get('importer')!
    const people = syntheticPeople({ size: LINES, duplicates: 0.02, seed: 11 })
    const begun = performance.now()
    const { result, megabytes } = await memoryDuring(() => send(caller, people))
    const rate = LINES / ((performance.now() - begun) / 1000)
    return [
      { what: `${LINES.toLocaleString('en')} lines taken with matching, row security and audit`, value: rate, unit: 'rows/s', goal: { atLeast: 5_000 } },
      { what: 'the same / 6,000 rows/s, the fastest peer reported (DHIS2, without people)', value: rate / 6_000, unit: 'ratio' },
      { what: 'slowest request of a thousand lines', value: result.slowest, unit: 'ms' },
      { what: 'memory above what the process held', value: megabytes, unit: 'MB', goal: { atMost: 500 } },
      { what: 'cases taken', value: result.taken, unit: 'rows' }, { what: 'given to somebody on file by number', value: result.linked, unit: 'rows' },
      { what: 'asked who it is', value: result.asked, unit: 'rows' }, { what: 'refused (second open case of one person)', value: result.bad, unit: 'rows' },
    ]
  } finally {
    await app.close()
    await deps.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

export const ground = (adminUrl: string) => withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
  await plantGround(client)
  await nameGround(client)
})

async function run(): Promise<Row[]> {
  const database = await benchDatabase()
  try {
    await ground(database.adminUrl)
    return await measure(database)
  } finally {
    await database.stop()
  }
}

/** A line list of cases with their people, over HTTP as the screen sends it, into an empty installation of 2,011 units. */
export const bench: Bench = { name: 'line lists', run }
