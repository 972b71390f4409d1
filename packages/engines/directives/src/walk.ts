import { readClause } from './clause.ts'
import { contextUnder, isHeading, NO_CONTEXT, type Context } from './context.ts'
import { dateLimit, deadlineOf, recurrenceOf } from './deadlines.ts'
import { isGeneric } from './filters.ts'
import type { Tree, Unit } from './unit.ts'
import { isCaps } from './lines.ts'
import { allMatches, append } from './matching.ts'
import { natureOf } from './nature.ts'
import type { Found, Task } from './reading.ts'
import { missing, REASONS } from './reasons.ts'
import { sentencesOf } from './sentences.ts'
import { cut, quoted, trimEnd, type Strand } from './strand.ts'
import { addTasks, headOf, newCourse, type Setting } from './tasks.ts'
import { tokenise } from './tokens.ts'
import { topicsOf } from './topics.ts'

/** All tasks of a document in printing order: before the items, in them, and after them. */
export function orderTasks(tree: Tree, setting: Setting): Task[] {
  const tasks: Task[] = []
  if (tree.units.length > 0) addLoose(tasks, tree.before, 'before', setting)
  else addItemless(tasks, tree.before, setting)
  const after = closingOf(tree)
  const walk: Walk = { setting, closing: new Set(after), tasks }
  for (const unit of tree.units) if (unit.parent === null) walkUnit(unit, NO_CONTEXT, walk)
  addLoose(tasks, [...after, ...tree.after], 'after', setting)
  return tasks
}

/** The way through the tree: what is known of the document, the paragraphs that close it, the tasks so far. */
interface Walk { setting: Setting; closing: ReadonlySet<Strand>; tasks: Task[] }

function addLoose(tasks: Task[], paragraphs: readonly Strand[], loose: 'before' | 'after', setting: Setting): void {
  const place = { item: loose === 'before' ? 'p0' : 'p1', article: false, loose }
  for (const paragraph of paragraphs) addTasks(tasks, paragraph, place, newCourse(NO_CONTEXT), setting)
}

/** A text without items: what follows its preamble is read as items are. */
function addItemless(tasks: Task[], paragraphs: readonly Strand[], setting: Setting): void {
  const course = newCourse(NO_CONTEXT)
  const place = { item: 'p1', article: false, loose: 'after' as const }
  for (const paragraph of paragraphs) addTasks(tasks, paragraph, place, course, setting)
}

/** A sentence that is over heads nothing. */
const ENDS = /[.;!]$|\.\/\.?$/

/** How much of a paragraph is looked at to tell a heading from a sentence. */
const LONGEST_OPENING = 2000

const CLOSES = /^(?:Giao |Đề nghị |Yêu cầu |Trong quá trình |Quá trình (?:triển khai|thực hiện)|Trường hợp |Nhận được |Căn cứ |Trên đây |(?:Công văn|Chỉ thị|Kế hoạch|Công điện|Thông báo|Văn bản|Kết luận|Nghị quyết|Quyết định|Hướng dẫn) (?:này|trên))/u

/** Paragraphs after the last item that speak of the whole: taken out of the item they follow. */
function closingOf(tree: Tree): Strand[] {
  const last = tree.units.at(-1)
  const holder = last?.kind === 'row' ? tree.units.find(unit => unit.label === last.parent) : last
  if (!holder) return []
  const own = holder === last && holder.paragraphs[0] && isTitle(holder.paragraphs[0]) ? 1 : 0
  const first = holder.paragraphs.findIndex((paragraph, index) => index > own && closes(paragraph))
  return first < 0 ? [] : holder.paragraphs.slice(first)
}

/** A short line without a mark at its end, of which the next paragraph is the text. */
function isTitle(paragraph: Strand): boolean {
  return !ENDS.test(paragraph.text) && paragraph.text.length <= 120
}

function closes(paragraph: Strand): boolean {
  if (CLOSES.test(paragraph.text)) return true
  const clause = readClause(tokenise(paragraph.text.slice(0, LONGEST_OPENING)))
  return (clause?.orderer ?? clause?.addressee)?.start === 0 && clause!.predicate >= 0
}

/** Adds the tasks of a unit and of all below it. */
function walkUnit(unit: Unit, above: Context, walk: Walk): void {
  if (walk.tasks.length >= walk.setting.mostTasks) return
  const under = unit.under ? contextUnder(unit.under, above) : above
  if (unit.kind === 'row') append(walk.tasks, rowTask(unit, under, walk.setting))
  else {
    const context = walkParagraphs(unit, under, walk)
    for (const child of unit.children) walkUnit(child, context, walk)
  }
}

/** Adds the tasks of a unit's own paragraphs, and gives the context its children get. */
function walkParagraphs(unit: Unit, above: Context, { setting, closing, tasks }: Walk): Context {
  const paragraphs = closing.size === 0 ? unit.paragraphs : unit.paragraphs.filter(paragraph => !closing.has(paragraph))
  let course = newCourse(above)
  let context = above
  for (let index = 0; index < paragraphs.length; index++) {
    const paragraph = paragraphs[index]!
    const heading = headingIn(unit, paragraph, index)
    if (heading) {
      const order = orderIn(heading)
      if (order && !context.silent) addTasks(tasks, order, { item: unit.label, article: false, loose: null }, newCourse(context), setting)
      context = contextUnder(heading, context)
      course = newCourse(context)
    }
    const rest = heading && heading.text.length < paragraph.text.length ? cut(paragraph, 0, paragraph.text.length - heading.text.length) : heading ? null : paragraph
    if (rest) addTasks(tasks, rest, { item: unit.label, article: unit.kind === 'article' && index === 0, loose: null }, course, setting)
  }
  return course.carried.length > 0 ? { ...context, lead: course.carried, leadSource: 'carried' } : context
}

const LEADS_ON = /,?\s*(?:trong đó|cụ thể|nhất là|bao gồm|tập trung|chú trọng|trọng tâm)(?![\p{L}])[^,.;:]{0,90}:$/u

/** "Yêu cầu các địa phương thực hiện nghiêm Chỉ thị số …, trong đó tập trung:" orders before it enumerates. */
function orderIn(heading: Strand): Strand | null {
  const leads = LEADS_ON.exec(heading.text)
  const order = leads ? cut(heading, 0, leads.index) : null
  if (!order) return null
  const tokens = tokenise(order.text)
  const clause = readClause(tokens)
  return clause?.ordered && clause.predicate >= 0 && !isGeneric(order.text, tokens, clause) ? order : null
}

/** The part of a paragraph that heads what follows: all of it, or its last sentence before a colon. */
function headingIn(unit: Unit, paragraph: Strand, index: number): Strand | null {
  const last = paragraph.text.endsWith(':') ? sentencesOf(paragraph).at(-1) : undefined
  if (last) return last
  if (ENDS.test(paragraph.text) && !isCaps(paragraph.text)) return null
  const clause = readClause(tokenise(paragraph.text.slice(0, LONGEST_OPENING)))
  if (index > 0) return clause?.predicate === -1 ? paragraph : null
  return isHeading(unit, paragraph, clause) ? paragraph : null
}

/** A row of a table of tasks. */
function rowTask(unit: Unit, context: Context, setting: Setting): Task[] {
  const [work, lead, partners, time] = unit.cells ?? []
  if (!work?.text || !lead) return []
  const strand = trimEnd(work, '.;')
  const tokens = tokenise(strand.text)
  const recurring = time?.text ? recurrenceOf(time) : missing(REASONS.noRecurrence)
  const deadline = time?.text ? deadlineOf(time, setting.calendar, recurring, true) : deadlineOf(strand, setting.calendar, recurring)
  const leads = cellBodies(lead)
  const topics = topicsOf(tokens, 0, false, { bodies: lead.text, subject: '' })
  return [{
    item: unit.label, text: quoted(strand, 0.9, 'table-row'), head: headOf(strand), lead: leads.length > 0 ? leads : context.lead,
    leadSource: leads.length > 0 ? 'named' : context.leadSource, coordinate: partners ? cellBodies(partners) : [], doer: [], doerSource: null,
    deadline, recurring, reports: false, reportTo: missing(REASONS.noReport), topics,
    nature: dateLimit(strand, setting.calendar) || deadline.kind === 'date' ? 'deliverable' : natureOf(tokens, 0, topics, deadline.kind),
    confidence: 0.9, rule: 'table-row',
  }]
}

const BETWEEN_BODIES = /[;]\s*|,\s+(?=\p{Lu})|$/gu

function cellBodies(cell: Strand): Found<string>[] {
  const bodies: Found<string>[] = []
  let from = 0
  for (const match of allMatches(BETWEEN_BODIES, cell.text)) {
    const strand = trimEnd(cut(cell, from, match.index), ',;.')
    if (strand.text && strand.text !== '-') bodies.push(quoted(strand, 0.92, 'table-cell'))
    from = match.index + match[0].length
  }
  return bodies
}
