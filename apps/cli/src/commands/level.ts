import { asPrinted, assessTree, RULE_SETS, ruleSetsOn, turningPoints, whatIf, type AreaFigures, type Assessment, type Confidence, type Reason, type RuleSet } from '@phaodai/epidemic-level'
import { formatDay, parseDay } from '@phaodai/vocabulary'
import type { Command } from 'commander'
import { Explained, orExplain } from '../explained.ts'
import { columnOf, figuresIn } from '../level/figures.ts'
import { ruleSetsIn } from '../level/rule-file.ts'
import { tableIn } from '../table.ts'

interface Options { list?: boolean; day?: string; rules?: string; ruleFile?: string; areas?: string; figures?: string; explain?: string; whatIf: string[]; json?: boolean }

/** `phaodai level`: the level of an epidemic by the rules of a day, line by line, and what if (docs/formats.md). */
export function register(program: Command): void {
  program.command('level').description('đánh giá cấp độ dịch theo bộ quy tắc của ngày, giải thích từng dòng, thử phương án')
    .option('--list', 'liệt kê các bộ quy tắc, nguồn và độ tin cậy')
    .option('--day <day>', 'ngày đánh giá, ví dụ 26/11/2021: chọn bộ quy tắc đang có hiệu lực')
    .option('--rules <id>', 'chọn thẳng một bộ quy tắc, ví dụ 4800')
    .option('--rule-file <file>', 'tệp .json các bộ quy tắc đã sửa hoặc thêm, dạng như --list --json')
    .option('--areas <file>', 'tệp .csv: mỗi dòng một địa bàn, cột id, parent và các chỉ số')
    .option('--figures <list>', 'chỉ số của một địa bàn, ví dụ "population=9000;cases_14d=4;first_dose_18_pct=93,9"')
    .option('--explain <id>', 'in lời giải thích của một địa bàn trong tệp')
    .option('--what-if <change>', 'thử: "cases_14d=10", hoặc "xa-1:cases_14d=10" với tệp; được nêu nhiều lần', (value: string, before: string[]) => [...before, value], [])
    .option('--json', 'in kết quả dạng JSON')
    .action((options: Options) => orExplain(() => run(options)))
}

async function run(options: Options): Promise<void> {
  const sets = options.ruleFile === undefined ? RULE_SETS : await ruleSetsIn(options.ruleFile)
  if (options.list) return print(options, sets, () => sets.map(listed).join('\n'))
  const rules = rulesOf(options, sets)
  const areas = await areasOf(options)
  const found = orRefuse(() => assessTree(rules, areas))
  const changes = changesOf(options.whatIf, areas)
  const differences = changes.size === 0 ? [] : orRefuse(() => whatIf(rules, areas, changes))
  const turns = areas.length === 1 && rules.method === 'matrix' ? turningPoints(rules, areas[0]!) : []
  print(options, { rules: rules.id, areas: found, whatIf: differences, turningPoints: turns }, () => {
    const explained = options.explain === undefined && found.length === 1 ? found : found.filter(({ area }) => area === options.explain)
    if (options.explain !== undefined && explained.length === 0) throw new Explained(`Tệp không có địa bàn "${options.explain}".`)
    return [
      `${rules.name}${rules.note ? `\n${rules.note}` : ''}`, '',
      ...(explained.length > 0 ? explained.flatMap((each) => explanation(rules, each)) : found.map((each) => `${each.area}\t${levelText(rules, each)}`)),
      ...(turns.length > 1 ? ['', `Theo số ca 14 ngày: ${turns.map(({ count, level }) => `từ ${count.toLocaleString('vi')} ca ${levelName(rules, level)}`).join('; ')}`] : []),
      ...(changes.size > 0 ? ['', 'Nếu thay đổi:', ...(differences.length === 0 ? ['  không địa bàn nào đổi cấp'] : differences.map(({ area, before, after }) => `  ${area || 'địa bàn'}: ${levelText(rules, before)} → ${levelText(rules, after)}`))] : []),
    ].join('\n')
  })
}

function print({ json }: Options, answer: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(answer, null, 1) : text()}\n`)
}

function rulesOf({ rules, day }: Options, sets: readonly RuleSet[]): RuleSet {
  if (rules !== undefined) {
    const chosen = sets.find(({ id }) => id === rules)
    if (!chosen) throw new Explained(`Không có bộ quy tắc "${rules}". Có: ${sets.map(({ id }) => id).join(', ')}.`)
    return chosen
  }
  if (day === undefined) throw new Explained('Hãy nêu ngày đánh giá (--day 26/11/2021) hoặc bộ quy tắc (--rules 4800).')
  const date = parseDay(day)
  if (date === null) throw new Explained(`Không đọc được ngày "${day}": viết như 26/11/2021.`)
  const [first, ...others] = ruleSetsOn(date, sets)
  if (!first) throw new Explained(`Ngày ${formatDay(date)} không có bộ quy tắc nào được biết là có hiệu lực.`)
  if (others.length > 0) process.stderr.write(`Ngày này còn bộ quy tắc khác: ${others.map(({ id }) => `--rules ${id}`).join(', ')}\n`)
  return first
}

async function areasOf({ areas, figures }: Options): Promise<AreaFigures[]> {
  if (areas === undefined && figures === undefined) throw new Explained('Hãy nêu chỉ số: --areas TỆP.csv hoặc --figures "population=9000;cases_14d=4".')
  if (areas === undefined) return [orRefuse(() => figuresIn(cellsIn(figures!)), '--figures: ')]
  return (await tableIn(areas, ['id'])).map(({ line, cells }) => {
    const place = `${areas}, dòng ${line}: `
    if (cells.id === '') throw new Explained(`${place}thiếu id.`)
    return orRefuse(() => figuresIn(cells), place)
  })
}

/** "a=1;b=2" as cells; a comma stays part of a number. */
function cellsIn(text: string): Record<string, string> {
  return Object.fromEntries(text.split(';').map((part) => part.trim()).filter(Boolean).map((part) => {
    const [name, ...value] = part.split('=')
    if (value.length === 0) throw new Explained(`Không hiểu "${part}": viết như cases_14d=4.`)
    return [name!.trim(), value.join('=').trim()]
  }))
}

function changesOf(texts: readonly string[], areas: readonly AreaFigures[]): Map<string, Partial<AreaFigures>> {
  return new Map(texts.map((text) => {
    const [, id = areas.length === 1 ? areas[0]!.id : undefined, list] = /^(?:([^=:]+):)?(.*)$/su.exec(text)!
    const area = areas.find((each) => each.id === id)
    if (!area) throw new Explained(`--what-if "${text}": hãy nêu địa bàn trong tệp, ví dụ ${areas[0]?.id || 'xa-1'}:cases_14d=10.`)
    const cells = cellsIn(list!)
    const base = area.measures['community-cases-14-days']?.base
    const { measures, flags, levelBefore } = orRefuse(() => figuresIn(base === undefined ? cells : { population: String(base), ...cells }), '--what-if: ')
    return [area.id, { measures, ...('flags' in cells && { flags }), ...('level_before' in cells && { levelBefore }) }]
  }))
}

/** The value, or the fault as a sentence: a text says what is wrong, as do the engine's own refusals. */
function orRefuse<T>(read: () => T | string, place = ''): T {
  try {
    const value = read()
    if (typeof value !== 'string') return value
    throw new Explained(`${place}${value}.`)
  } catch (fault) {
    if (fault instanceof RangeError) throw new Explained(refusalOf(fault.message))
    throw fault
  }
}

function refusalOf(message: string): string {
  if (message.includes('twice')) return 'Có địa bàn được nêu hai lần.'
  if (message.includes('ring')) return 'Cột parent nối thành vòng: có địa bàn vừa là cấp trên vừa là cấp dưới của nhau.'
  const [, area, parent] = /^(.*): its parent (.*) is not given$/u.exec(message) ?? []
  return area === undefined ? message : `Địa bàn ${area}: không có cấp trên "${parent}" trong tệp.`
}

const CONFIDENCE: Record<Confidence, string> = { high: 'cao', medium: 'vừa', low: 'thấp' }

function listed({ id, name, validFrom, validTo, source, confidence, note }: RuleSet): string {
  const until = validTo === null ? 'chưa rõ ngày hết hiệu lực' : `đến ${formatDay(validTo)}`
  return `${id}\t${name}\n\ttừ ${formatDay(validFrom)} ${until}; độ tin cậy ${CONFIDENCE[confidence]}; nguồn: ${source}${note ? `\n\t${note}` : ''}`
}

const levelName = (rules: RuleSet, level: number | null): string => rules.levels.find((each) => each.level === level)?.name ?? 'chưa xác định'

function levelText(rules: RuleSet, { level, missing }: Assessment): string {
  if (rules.method === 'decided') return 'do cấp có thẩm quyền quyết định'
  return level === null ? `chưa xác định được, thiếu ${missing.map(columnOf).join(', ')}` : levelName(rules, level)
}

const STEPS: Record<Reason['step'], string> = { column: 'mức', row: 'hàng', table: 'bảng', raise: 'tăng cấp', hold: 'giữ cấp', watched: 'theo dõi', condition: 'điều kiện' }

function explanation(rules: RuleSet, found: Assessment): string[] {
  const lines = (found.reasons ?? []).map((reason) => `  ${reason.counts ? '●' : '○'} ${STEPS[reason.step].padEnd(10)}${reason.name}: ${findingText(reason)} [${CONFIDENCE[reason.confidence]}: ${reason.source}]`)
  return [`${found.area ? `${found.area}: ` : ''}${levelText(rules, found)} (độ tin cậy ${CONFIDENCE[found.confidence]})`, ...lines]
}

function findingText({ step, value, outcome, counts, summed }: Reason): string {
  if (step === 'table') return `cấp ${outcome}`
  if (step === 'hold') return value === 1 ? 'đạt' : counts ? `chưa đạt, giữ cấp ${outcome}` : 'chưa nêu là đạt, không làm đổi cấp'
  if (value === null) return step === 'condition' && counts ? 'có' : step === 'condition' ? 'không, hoặc chưa có số liệu' : 'chưa có số liệu'
  const figure = value.toLocaleString('vi', { maximumFractionDigits: 2 })
  const shown = step === 'column' ? `${figure} (thông báo ghi ${asPrinted(value).toLocaleString('vi')}) → mức ${outcome}` : figure
  const effect = { row: ` → hàng ${outcome}`, raise: counts ? ` → cấp ${outcome}` : ' → không tăng', watched: outcome === 1 ? ' → đạt' : ' → chưa đạt', condition: counts ? ` → cấp ${outcome}` : ' → không đạt ngưỡng' }[step as string] ?? ''
  return `${shown}${effect}${summed === undefined ? '' : ` (cộng từ ${summed} đơn vị)`}`
}
