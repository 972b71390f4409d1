import { allocate, type Allocation, type Explanation, type Facility, type PersonToPlace, type PlacementReason } from '@phaodai/allocation'
import type { Command } from 'commander'
import { Explained, orExplain } from '../explained.ts'
import { numberIn, tableIn, type TableRow } from '../table.ts'

interface Options { people: string; facilities: string; explain?: string; json?: boolean }

/** `phaodai allocate`: patients into beds and contacts into quarantine places, at the least cost and proved so (docs/formats.md). */
export function register(program: Command): void {
  program.command('allocate').description('xếp F0 vào giường điều trị, F1 vào nơi cách ly: phương án tối ưu, kèm lý do từng người')
    .requiredOption('--people <file>', 'tệp .csv: id,kind,severity,lat,lng (kind là F0 hoặc F1)')
    .requiredOption('--facilities <file>', 'tệp .csv: id,tier,lat,lng,capacity (tier là 1, 2, 3 hoặc Q)')
    .option('--explain <id>', 'giải thích chỗ của một người')
    .option('--json', 'in kết quả dạng JSON')
    .action((options: Options) => orExplain(() => run(options)))
}

async function run({ people: peopleFile, facilities: facilitiesFile, explain, json }: Options): Promise<void> {
  const people = await listIn(peopleFile, ['id', 'kind', 'severity', 'lat', 'lng'], personIn)
  const facilities = await listIn(facilitiesFile, ['id', 'tier', 'lat', 'lng', 'capacity'], facilityIn)
  if (explain !== undefined && people.every(({ id }) => id !== explain)) throw new Explained(`Tệp không có người nào mang id "${explain}".`)
  const started = process.cpuUsage()
  const found = allocate(people, facilities)
  const { user, system } = process.cpuUsage(started)
  const one = found.placements.find(({ id }) => id === explain)
  if (one) process.stdout.write(json ? `${JSON.stringify(one, null, 1)}\n` : reasonInWords(one))
  else process.stdout.write(json ? `${JSON.stringify(summary({ people, found, seconds: (user + system) / 1e6 }), null, 1)}\n` : describe(people, facilities, found))
}

type Reader<T> = (cells: Record<string, string>) => T | string

/** The rows of a table; a reader gives a row or says what is wrong with it. */
async function listIn<T extends { id: string }>(file: string, columns: readonly string[], read: Reader<T>): Promise<T[]> {
  const seen = new Map<string, number>()
  return (await tableIn(file, columns)).map(({ line, cells }: TableRow) => {
    const row = read(cells)
    const fault = typeof row === 'string' ? row : row.id === '' ? 'thiếu id' : seen.has(row.id) ? `id ${row.id} đã có ở dòng ${seen.get(row.id)}` : undefined
    if (fault !== undefined) throw new Explained(`${file}, dòng ${line}: ${fault}.`)
    seen.set((row as T).id, line)
    return row as T
  })
}

function personIn({ id, kind, severity, ...cells }: Record<string, string>): PersonToPlace | string {
  if (kind !== 'F0' && kind !== 'F1') return `cột kind phải là F0 hoặc F1, tệp ghi "${kind}"`
  if (!(kind === 'F1' ? ['', '0'] : ['1', '2', '3']).includes(severity!)) return `cột severity của ${kind} phải ${kind === 'F1' ? 'là 0' : 'là 1, 2 hoặc 3'}, tệp ghi "${severity}"`
  const point = pointIn(cells)
  return typeof point === 'string' ? point : { id: id!, kind, severity: Number(severity), ...point }
}

function facilityIn({ id, tier, capacity, ...cells }: Record<string, string>): Facility | string {
  if (!['1', '2', '3', 'Q'].includes(tier!)) return `cột tier phải là 1, 2, 3 hoặc Q, tệp ghi "${tier}"`
  if (!/^\d{1,7}$/u.test(capacity!)) return `cột capacity phải là số nguyên không âm, tệp ghi "${capacity}"`
  const point = pointIn(cells)
  return typeof point === 'string' ? point : { id: id!, tier: (tier === 'Q' ? tier : Number(tier)) as Facility['tier'], capacity: Number(capacity), ...point }
}

function pointIn(cells: Record<string, string>): { lat: number; lng: number } | string {
  const [lat, lng] = [numberIn(cells.lat!), numberIn(cells.lng!)]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : `tọa độ "${cells.lat}", "${cells.lng}" không đọc được`
}

/** The answer with the names that the reference results use, and everybody's place with its reason. */
function summary({ people, found, seconds }: { people: readonly PersonToPlace[]; found: Allocation; seconds: number }): object {
  const { placements, facilities } = found
  return {
    people: people.length, facilities: facilities.length, arcs: found.allowedPairs + 2 * people.length + facilities.length,
    optimal_cost: found.cost, proved_optimal: found.optimal, violations: found.violations,
    unplaced: leftOut(people, placements), solve_s: seconds, occupancy: facilities, placements,
  }
}

/** How many are left out, by kind and severity: "F0:3". */
function leftOut(people: readonly PersonToPlace[], placements: readonly Explanation[]): Record<string, number> {
  const counts: Record<string, number> = {}
  placements.forEach(({ facility }, index) => {
    const name = `${people[index]!.kind}:${people[index]!.severity}`
    if (facility === null) counts[name] = (counts[name] ?? 0) + 1
  })
  return counts
}

const REASONS: Record<PlacementReason, string> = {
  cheapest: 'nơi phù hợp và gần nhất',
  'cheaper-is-full': 'nơi gần hơn đã kín người cần hơn',
  'no-facility': 'không có cơ sở đúng tầng điều trị hoặc nơi cách ly',
  'no-beds': 'cơ sở đúng tầng không có giường nào',
  full: 'mọi nơi phù hợp đã kín người cần hơn',
  'dearer-than-left-out': 'nơi còn chỗ quá xa',
}

const number = (value: number): string => value.toLocaleString('vi', { maximumFractionDigits: 1 })
const placeName = (facility: string | null): string => (facility === null ? 'để chưa có chỗ' : `cơ sở ${facility}`)

/** Why one person is where he is: his points beside the next best. */
function reasonInWords({ id, facility, cost, km, reason, next, ownCheapest }: Explanation): string {
  const lines = [`${id}: ${facility === null ? 'chưa có chỗ' : `cơ sở ${facility}, cách ${number(km!)} km`}, ${number(cost)} điểm – ${REASONS[reason]}`]
  if (ownCheapest) lines.push(`  Rẻ hơn cho riêng người này: ${placeName(ownCheapest.facility)}, ${number(ownCheapest.cost)} điểm; nơi đó đã kín, một giường ở đó đáng giá ${number(ownCheapest.price)} điểm với những người đang được xếp`)
  if (next) lines.push(`  Cách tốt nhất kế tiếp: ${placeName(next.facility)}, ${number(next.cost)} điểm; xếp như vậy thì cả danh sách tăng ít nhất ${number(next.extra)} điểm`)
  return `${lines.join('\n')}\n`
}

function describe(people: readonly PersonToPlace[], facilities: readonly Facility[], { placements, facilities: places, cost, optimal, violations }: Allocation): string {
  const without = placements.filter(({ facility }) => facility === null)
  const kinds = Object.entries(leftOut(people, placements)).sort().map(([kind, count]) => `${kind} ${number(count)}`).join(', ')
  const lines = [
    `${number(people.length)} người, ${number(facilities.length)} cơ sở: ${number(placements.length - without.length)} người có chỗ, ${number(without.length)} chưa có chỗ${kinds && ` (${kinds})`}`,
    `Tổng điểm ${number(cost)}, ${optimal ? 'đã chứng minh không có cách xếp nào thấp hơn' : 'CHƯA chứng minh được là thấp nhất'}; ${violations} vi phạm`,
    '', 'Cơ sở         tầng     giường   đã xếp   thêm một giường bớt nhiều nhất (điểm)',
    ...places.map(({ id, capacity, taken, price }, index) => `${id.padEnd(14)}${String(facilities[index]!.tier).padEnd(6)}${number(capacity).padStart(9)}${number(taken).padStart(9)}${number(price).padStart(14)}`),
  ]
  if (without.length > 0) lines.push('', 'Chưa có chỗ:', ...without.map(({ id, reason }) => `  ${id}: ${REASONS[reason]}`))
  return `${lines.join('\n')}\n`
}
