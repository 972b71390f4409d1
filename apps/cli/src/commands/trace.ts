import type { Command } from 'commander'
import { Explained, orExplain } from '../explained.ts'
import { readInput, type Input, type Role } from '../trace/kinds.ts'
import type { Answer, Options } from '../trace/options.ts'
import { traceContacts } from '../trace/contacts.ts'
import type { VisitInput } from '../trace/gathering.ts'
import { traceOutbreak } from '../trace/outbreak.ts'
import { tracePaths } from '../trace/paths.ts'
import { traceRisk } from '../trace/risk.ts'
import { toCsv } from '../trace/table.ts'

const gather = (value: string, before: string[]): string[] => [...before, ...value.split(',').map(each => each.trim()).filter(each => each !== '')]

/** Adds `phaodai trace`: contact tracing over files. What it reads and prints: docs/formats.md. */
export function register(program: Command): void {
  program
    .command('trace')
    .description('Truy vết từ tệp: F1 đến Fk và lần phơi nhiễm, nguồn lây, đường lây theo thời gian, chuỗi lây, nguy cơ phơi nhiễm (docs/formats.md)')
    .option('--links <file>', 'các lần tiếp xúc (a,b,onset,terminus), danh sách ca có cột infector, hoặc mối lây (from,to)')
    .option('--visits <file>', 'lượt đến nơi, chuyến xe, hộ, lớp, khoa, tổ (person,place,in,out,kind)')
    .option('--cases <file>', 'danh sách ca bệnh')
    .option('--direction <way>', 'forward: lây tiếp cho ai; backward: lây từ đâu', 'forward')
    .option('--step <number>', 'thời gian một lần lây truyền; nhiều giá trị cách nhau dấu phẩy', gather, [])
    .option('--from <time>', 'bắt đầu từ lúc này (backward: từ lúc này trở về trước)')
    .option('--until <time>', 'không xét từ lúc này (backward: trước lúc này)')
    .option('--seed <ids>', 'người bắt đầu, cách nhau dấu phẩy', gather, [])
    .option('--date <column>', 'cột ngày dùng để tính')
    .option('--tiers <number>', 'số lớp tiếp xúc (mặc định theo hồ sơ bệnh)')
    .option('--profile <file>', 'hồ sơ bệnh (JSON); mặc định COVID-19 mùa hè 2021')
    .option('--as-of <time>', 'thời điểm của dữ liệu và của yêu cầu truy vết (mặc định: lần cuối trong tệp)')
    .option('--table <name>', 'bảng in ra khi không có --json')
    .option('--json', 'in toàn bộ kết quả bằng JSON')
    .action(run)
}

function run(options: Options): Promise<void> {
  return orExplain(async () => print(await answerOf({ ...options, step: options.step.length > 0 ? options.step : ['0'] }), options))
}

async function answerOf(options: Options): Promise<Answer> {
  if (!['forward', 'backward'].includes(options.direction)) throw new Explained('--direction chỉ nhận forward hoặc backward')
  const [links, visits, cases] = [await inputOf(options.links, 'links'), await inputOf(options.visits, 'visits'), await inputOf(options.cases, 'cases')]
  if (visits?.kind === 'visits') return answerFromVisits(visits, links, cases, options)
  const main = links ?? cases
  if (!main) throw new Explained('Cần ít nhất một tệp: --links, --visits hoặc --cases')
  if (main.kind === 'risk') return traceRisk(main)
  if (main.kind === 'spells') return tracePaths(main, listOf(cases, options), options)
  if (main.kind === 'line-list') return traceOutbreak(main, main === cases ? undefined : listOf(cases, options), options)
  if (main.kind === 'links') return traceOutbreak(main, listOf(cases, options), options)
  throw new Explained('--links phải là các lần tiếp xúc, danh sách ca có người lây, hoặc mối lây; xem docs/formats.md')
}

/** Visits need cases; encounters beside them are contact spells. */
function answerFromVisits(visits: VisitInput, encounters: Input | undefined, cases: Input | undefined, options: Options): Promise<Answer> {
  if (encounters && encounters.kind !== 'spells') throw new Explained(`${options.links}: cùng với --visits, --links phải là các lần tiếp xúc (a,b,onset,terminus)`)
  const list = listOf(cases, options)
  if (!list) throw new Explained('Cần --cases cùng với --visits')
  return traceContacts(visits, encounters, list, options)
}

async function inputOf(file: string | undefined, role: Role): Promise<Input | undefined> {
  return file === undefined ? undefined : readInput(file, role)
}

function listOf(cases: Input | undefined, options: Options) {
  if (cases === undefined || cases.kind === 'cases' || cases.kind === 'line-list') return cases
  throw new Explained(`${options.cases}: --cases phải là danh sách ca (cột id hoặc case_id)`)
}

function print(answer: Answer, options: Options): void {
  for (const remark of [...answer.remarks, ...leftOutRemark(answer)]) process.stderr.write(`${remark}\n`)
  if (options.json) {
    process.stdout.write(`${JSON.stringify(answer.json, null, 1)}\n`)
    return
  }
  const table = answer.tables[options.table ?? answer.first]
  if (!table) throw new Explained(`--table: ở đây có ${Object.keys(answer.tables).join(', ')}`)
  process.stdout.write(toCsv(table.columns, table.rows))
}

function leftOutRemark({ tables }: Answer): string[] {
  const rows = tables['left-out']?.rows ?? []
  if (rows.length === 0) return []
  const reasons = [...new Set(rows.map(({ reason }) => String(reason)))]
  const counts = reasons.map(reason => `${reason} ${rows.filter(row => row.reason === reason).length}`)
  return [`Không tính ${rows.length} dòng: ${counts.join(', ')} (--table left-out để xem).`]
}
