import { readClause } from './clause.ts'
import type { Block } from './blocks.ts'
import { chargedBody } from './context.ts'
import type { MarkKind, Marker } from './markers.ts'
import { EMPTY, join, type Strand } from './strand.ts'
import { tokenise } from './tokens.ts'
import type { Tree, Unit } from './unit.ts'

interface Level { rank: number; unit: Unit; order: number; bullets: Counters; heading: Strand | null }

/** How many bullets a unit has had, by their sign. */
interface Counters { '-': number; '+': number }

const RANK: Record<MarkKind, number> = {
  part: 0, capital: 1, article: 2, roman: 2, arabic: 3, dotted: 4, letter: 8, bullet: 9, 'sub-bullet': 10, plus: 11, paren: 12,
}

/** Bullets and headings outside any numbered unit. */
interface Loose { bullets: Counters; heading: Strand | null }

/** Builds the tree of units from the paragraphs of the body. */
export function treeOf(blocks: readonly Block[]): Tree {
  const tree: Tree = { before: [], units: [], after: [] }
  const stack: Level[] = []
  const loose: Loose = { bullets: { '-': 0, '+': 0 }, heading: null }
  const table: { columns: Strand[] | null } = { columns: null }
  for (const block of blocks) {
    if (block.cells) addRow(tree, stack, block.cells, table)
    else if (block.marker) addUnit(tree, stack, block.marker, block.strand, loose)
    else addParagraph(tree, stack, block.strand, loose)
    if (!block.cells) table.columns = null
  }
  return tree
}

/** An unmarked paragraph belongs to the unit before it; one that heads bullets closes the bullets before. */
function addParagraph(tree: Tree, stack: Level[], strand: Strand, loose: Loose): void {
  const heads = isBodyHeading(strand)
  while (heads && stack.length > 0 && stack.at(-1)!.rank >= RANK.letter) stack.pop()
  const level = stack.at(-1)
  if (level && heads && (level.unit.paragraphs.length > 1 || level.unit.children.length > 0)) level.heading = strand
  if (!level && heads && !/(?:yêu cầu|đề nghị|kết luận|ý kiến|như sau|sau)\s*:?$/u.test(strand.text)) loose.heading = strand
  if (level) level.unit.paragraphs.push(strand)
  else (tree.units.length > 0 && !heads ? tree.after : tree.before).push(strand)
}

/** "Sở Y tế:", "Đối với các địa phương có dịch:" on a line of its own. */
function isBodyHeading(strand: Strand): boolean {
  const text = strand.text
  if (text.length > 160 || /[.;,]$/.test(text)) return false
  const tokens = tokenise(text)
  const clause = readClause(tokens)
  if (chargedBody(tokens)) return true
  return clause?.addressee != null && (clause.predicate < 0 || text.endsWith(':'))
}

function rankOf(marker: Marker): number {
  return marker.kind === 'dotted' ? RANK.dotted + marker.label.split('.').length - 2 : RANK[marker.kind]
}

function addUnit(tree: Tree, stack: Level[], marker: Marker, text: Strand, loose: Loose): void {
  const rank = rankOf(marker)
  while (stack.length > 0 && closes(stack.at(-1)!, marker, rank)) stack.pop()
  const parent = stack.at(-1)
  const unit: Unit = {
    label: labelOf(marker, parent, loose), parent: parent?.unit.label ?? null, mark: marker.mark, kind: marker.kind,
    paragraphs: text.text ? [text] : [], children: [], cells: null, under: parent ? parent.heading : marker.label === '' ? loose.heading : null,
  }
  parent?.unit.children.push(unit)
  tree.units.push(unit)
  stack.push({ rank, unit, order: marker.order, bullets: { '-': 0, '+': 0 }, heading: null })
}

/** A unit closes all that rank with it or below it. */
function closes(level: Level, marker: Marker, rank: number): boolean {
  if (level.rank < rank) return false
  if (level.unit.kind === 'letter' && marker.kind === 'arabic' && marker.order === 1) return level.rank > rank
  return true
}

function labelOf(marker: Marker, parent: Level | undefined, loose: Loose): string {
  const prefix = parent?.unit.label ?? ''
  const own = marker.label || numbered(marker.kind === 'plus' ? '+' : '-', parent?.bullets ?? loose.bullets)
  if (prefix === '') return own
  if (marker.kind === 'dotted') return dottedLabel(marker.label, prefix)
  return `${prefix}.${own}`
}

/** "1.1" under "II.1" is "II.1.1"; under "2" it is as printed. */
function dottedLabel(printed: string, prefix: string): string {
  const steps = prefix.split('.')
  const numbers: string[] = []
  while (steps.length > 0 && /^\d+$/.test(steps.at(-1)!)) numbers.unshift(steps.pop()!)
  const above = steps.join('.')
  const repeats = numbers.length > 0 && printed.startsWith(`${numbers.join('.')}.`)
  const own = repeats || numbers.length === 0 ? printed : `${numbers.join('.')}.${printed}`
  return above ? `${above}.${own}` : own
}

function numbered(sign: '-' | '+', bullets: Counters): string {
  bullets[sign]++
  return sign + bullets[sign]
}

const TABLE_HEAD = /^(?:STT|TT|Số TT|S\.?T\.?T\.?)$/iu
const HEAD_WORDS = /nhiệm vụ|nội dung|công việc|chủ trì|phối hợp|thời gian|thời hạn|hoàn thành|đơn vị/iu

/** Rows of a table of tasks are units `r<number>`; the row that names the columns is none. */
function addRow(tree: Tree, stack: Level[], cells: Strand[], table: { columns: Strand[] | null }): void {
  const named = cells.filter(cell => HEAD_WORDS.test(cell.text) && cell.text.length < 60).length
  if (named >= 2 || TABLE_HEAD.test(cells[0]?.text ?? '')) {
    table.columns = cells
    return
  }
  const number = /^(\d{1,3})\.?$/.exec(cells[0]?.text ?? '')
  if (!table.columns || !number) return
  const parent = stack.at(-1)
  const unit: Unit = {
    label: `${parent ? `${parent.unit.label}.` : ''}r${number[1]}`, parent: parent?.unit.label ?? null, mark: number[1]!, kind: 'row',
    paragraphs: [join(cells.slice(1))], children: [], cells: byColumn(cells, table.columns), under: null,
  }
  parent?.unit.children.push(unit)
  tree.units.push(unit)
}

const COLUMNS = [/nhiệm vụ|nội dung|công việc|hoạt động|giải pháp/iu, /chủ trì|thực hiện chính|đơn vị thực hiện|cơ quan thực hiện|trách nhiệm/iu, /phối hợp/iu, /hoàn thành|thời gian|thời hạn|tiến độ|hạn/iu]

/** Cells in the order task, lead, co-ordinating, time; an empty strand where there is no such column. */
function byColumn(cells: readonly Strand[], columns: readonly Strand[]): Strand[] {
  return COLUMNS.map(shape => {
    const at = columns.findIndex(column => shape.test(column.text))
    return (at >= 0 ? cells[at] : undefined) ?? EMPTY
  })
}
