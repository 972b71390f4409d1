import { advise, assayFaults, DEFAULT_RULES, optimalPool, type Advice, type AdviceReason, type AdviceRules, type Assay, type AssayFault, type PoolFigures, type Range } from '@phaodai/pooled-testing'
import type { Command } from 'commander'
import { Explained, orExplain } from '../explained.ts'
import { asInR } from '../number-in-r.ts'
import { numberIn, tableIn } from '../table.ts'

interface Options {
  prevalence?: string; sensitivity: string; specificity: string
  loss: string; largest: string; mostMissed?: string; range?: string; grid?: string; json?: boolean
}

/** `phaodai pool`: how many samples to pool, or whether to test singly; with --grid the optimum for each line of a table (docs/formats.md). */
export function register(program: Command): void {
  program.command('pool').description('tư vấn cỡ mẫu gộp: gộp bao nhiêu mẫu, hay xét nghiệm mẫu đơn')
    .option('--prevalence <share>', 'tỷ lệ dương tính dự kiến, ví dụ 0,02 hoặc 2%')
    .option('--sensitivity <share>', 'độ nhạy của xét nghiệm', '1')
    .option('--specificity <share>', 'độ đặc hiệu của xét nghiệm', '1')
    .option('--loss <share>', 'phần độ nhạy mất đi mỗi khi mẫu loãng gấp đôi (phòng xét nghiệm đo được)', '0')
    .option('--largest <n>', 'số mẫu nhiều nhất được gộp', String(DEFAULT_RULES.largestPool))
    .option('--most-missed <n>', 'số ca bỏ sót thêm nhiều nhất chấp nhận được trên 100.000 người')
    .option('--range <from-to>', 'khoảng cỡ mẫu để tìm cỡ tối ưu theo công thức, ví dụ 3-60')
    .option('--grid <file>', 'tệp .csv có các cột p, Se, Sp: in mỗi dòng cỡ tối ưu theo công thức')
    .option('--json', 'in kết quả dạng JSON')
    .action((options: Options) => orExplain(() => (options.grid === undefined ? one(options) : grid(options.grid, options))))
}

async function one(options: Options): Promise<void> {
  if (options.prevalence === undefined) throw new Explained('Hãy nêu tỷ lệ dương tính dự kiến: --prevalence 2%, hoặc một bảng: --grid TỆP.csv.')
  const assay: Assay = { prevalence: numberIn(options.prevalence), sensitivity: numberIn(options.sensitivity), specificity: numberIn(options.specificity), lossPerDoubling: numberIn(options.loss) }
  refuseFaults(assay)
  const advice = advise(assay, rulesOf(options), rangeOf(options))
  process.stdout.write(options.json ? `${JSON.stringify({ assay, ...advice }, null, 1)}\n` : describe(assay, advice))
}

async function grid(file: string, options: Options): Promise<void> {
  const [rules, range] = [rulesOf(options), rangeOf(options)]
  const rows = (await tableIn(file, ['p', 'Se', 'Sp'])).map(({ line, cells }) => {
    const place = `${file}, dòng ${line}: `
    if ((cells.algorithm ?? 'D2') !== 'D2') throw new Explained(`${place}chỉ tính được cách D2 (hai bước, Dorfman), tệp ghi "${cells.algorithm}".`)
    const assay = { prevalence: numberIn(cells.p!), sensitivity: numberIn(cells.Se!), specificity: numberIn(cells.Sp!), lossPerDoubling: numberIn(options.loss) }
    refuseFaults(assay, place)
    return { ...columnsOf(assay, optimalPool(assay, range)), advice: () => advise(assay, rules, range) }
  })
  process.stdout.write(options.json ? `${JSON.stringify(rows.map((row) => ({ ...row, advice: row.advice() })), null, 1)}\n` : csv(rows))
}

const COLUMNS = ['algorithm', 'p', 'Se', 'Sp', 'opt_pool', 'ET', 'value_ET_per_person', 'PSe', 'PSp', 'PPPV', 'PNPV'] as const

function columnsOf(assay: Assay, pool: PoolFigures): Record<(typeof COLUMNS)[number], string | number> {
  return {
    algorithm: 'D2', p: assay.prevalence, Se: assay.sensitivity, Sp: assay.specificity, opt_pool: pool.size, ET: pool.testsPerPool,
    value_ET_per_person: pool.testsPerPerson, PSe: pool.sensitivity, PSp: pool.specificity, PPPV: pool.positivePredictiveValue, PNPV: pool.negativePredictiveValue,
  }
}

function csv(rows: ReturnType<typeof columnsOf>[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => (typeof row[column] === 'string' ? `"${row[column]}"` : asInR(row[column]))).join(','))
  return `${[COLUMNS.map((column) => `"${column}"`).join(','), ...lines].join('\n')}\n`
}

const FAULTS: Record<AssayFault, string> = {
  'prevalence-outside-0-1': 'tỷ lệ dương tính phải lớn hơn 0 và nhỏ hơn 1',
  'sensitivity-outside-0-1': 'độ nhạy phải từ 0 đến 1',
  'specificity-outside-0-1': 'độ đặc hiệu phải từ 0 đến 1',
  'no-better-than-chance': 'độ nhạy cộng độ đặc hiệu phải lớn hơn 1, nếu không xét nghiệm chẳng hơn đoán mò',
  'loss-outside-0-1': 'phần độ nhạy mất đi phải từ 0 đến dưới 1',
}

function refuseFaults(assay: Assay, place = ''): void {
  const faults = assayFaults(assay).map((fault) => FAULTS[fault])
  if (faults.length > 0) throw new Explained(`${place || 'Không tính được: '}${faults.join('; ')}.`)
}

function rulesOf({ largest, mostMissed }: Options): AdviceRules {
  const rules: AdviceRules = { largestPool: numberIn(largest) }
  if (!Number.isInteger(rules.largestPool) || rules.largestPool < 2) throw new Explained('Số mẫu nhiều nhất được gộp (--largest) phải là số nguyên từ 2 trở lên.')
  if (mostMissed === undefined) return rules
  const mostExtraMissed = numberIn(mostMissed)
  if (!(mostExtraMissed >= 0)) throw new Explained('Số ca bỏ sót thêm (--most-missed) phải là số từ 0 trở lên.')
  return { ...rules, mostExtraMissed }
}

function rangeOf({ range }: Options): Range | undefined {
  if (range === undefined) return undefined
  const [, from, to] = (/^(\d+)\s*[-:]\s*(\d+)$/u.exec(range) ?? []).map(Number)
  if (from === undefined || to === undefined || from < 2 || to < from) throw new Explained('Khoảng cỡ mẫu (--range) viết như 3-60, bắt đầu từ 2 trở lên.')
  return { from, to }
}

const REASONS: Record<AdviceReason, string> = {
  'fewest-tests-with-none-missed': 'cần ít xét nghiệm nhất, tính như không bỏ sót mẫu gộp dương tính nào',
  'capped-by-largest-pool': 'cỡ lớn hơn còn bớt được xét nghiệm nhưng vượt số mẫu nhiều nhất được gộp',
  'capped-by-missed-cases': 'cỡ khác ít xét nghiệm hơn nhưng bỏ sót quá số ca chấp nhận được',
  'formula-saves-by-missing': 'cỡ tối ưu theo công thức bớt thêm xét nghiệm chỉ nhờ bỏ sót ca, nên không khuyên dùng',
  'no-pool-saves-tests': 'tỷ lệ dương tính quá cao: gộp mẫu không bớt được xét nghiệm nào nếu không bỏ sót ca',
  'every-pool-misses-too-many': 'mọi cỡ mẫu gộp đều bỏ sót thêm quá số ca chấp nhận được',
}

const number = (value: number, digits: number): string => (Number.isNaN(value) ? 'không xác định' : value.toLocaleString('vi', { minimumFractionDigits: digits, maximumFractionDigits: digits }))
const percent = (share: number): string => (Number.isNaN(share) ? 'không xác định' : `${number(share * 100, 2)} %`)

function describe(assay: Assay, advice: Advice): string {
  const head = advice.method === 'pool' ? `Gộp ${advice.advised.size} mẫu.` : 'Xét nghiệm mẫu đơn.'
  const lines = [`Tỷ lệ dương tính ${percent(assay.prevalence)}, độ nhạy ${percent(assay.sensitivity)}, độ đặc hiệu ${percent(assay.specificity)}`, '', head, ...advice.reasons.map((reason) => `  - ${REASONS[reason]}`), '']
  const columns: [string, PoolFigures][] = [['mẫu đơn', advice.single], [`khuyên dùng (${advice.advised.size})`, advice.advised], [`theo công thức (${advice.optimum.size})`, advice.optimum]]
  return `${[...lines, ...FIGURES.map(([label, of]) => label.padEnd(44) + columns.map(([, figures]) => of(figures).padStart(22)).join('')).toSpliced(0, 0, ''.padEnd(44) + columns.map(([name]) => name.padStart(22)).join(''))].join('\n')}\n`
}

const FIGURES: [string, (figures: PoolFigures) => string][] = [
  ['xét nghiệm cho 1.000 người', (figures) => number(figures.testsPerPerson * 1000, 1)],
  ['  nếu không bỏ sót mẫu gộp dương tính nào', (figures) => number(figures.testsPerPersonWithNoneMissed * 1000, 1)],
  ['độ nhạy', (figures) => percent(figures.sensitivity)],
  ['độ đặc hiệu', (figures) => percent(figures.specificity)],
  ['giá trị tiên đoán dương', (figures) => percent(figures.positivePredictiveValue)],
  ['giá trị tiên đoán âm', (figures) => percent(figures.negativePredictiveValue)],
  ['ca bỏ sót trên 100.000 người', (figures) => number(figures.missedPer100k, 1)],
  ['dương tính giả trên 100.000 người', (figures) => number(figures.falseAlarmsPer100k, 1)],
]
