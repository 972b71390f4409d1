import { bodyHead, splitBodies, type BodyName } from './bodies.ts'
import { CONNECTIVES, ORDERS } from './lexicon/predicates.ts'
import { readClause, type Clause } from './clause.ts'
import { isGeneric, isLiability, isOwnAct, isPraise, praises } from './filters.ts'
import type { Context } from './context.ts'
import { deadlineOf, onlyDates, recurrenceOf, type Calendar } from './deadlines.ts'
import { natureOf } from './nature.ts'
import type { DocType, Found, LeadSource, Task } from './reading.ts'
import { reportsIn, reportTo } from './reports.ts'
import { coordinators, directedBody } from './roles.ts'
import { clausesOf, sentencesOf } from './sentences.ts'
import { cut, quoted, trimEnd, type Strand } from './strand.ts'
import { topicsOf } from './topics.ts'
import { tokenise, type Token } from './tokens.ts'

/** What the reader of tasks must know of the whole document; the issuer by the words of its name, null when unknown. */
export interface Setting { calendar: Calendar; issuer: ReadonlySet<string> | null; docType: DocType | null; mostTasks: number }

/** Where a paragraph stands. */
export interface Place {
  item: string
  /** First words of a decision's article: what the issuer itself decides. */
  article: boolean
  /** Outside the items: only what is explicitly ordered counts. */
  loose: 'before' | 'after' | null
}

/** Runs through the sentences of one unit and remembers who was addressed last. */
export interface Course { context: Context; carried: Found<string>[]; telling: boolean; last: Task | null }

export function newCourse(context: Context): Course {
  return { context, carried: [], telling: false, last: null }
}

/** More of a sentence than this is not read: no directive has one so long, and time stays in bounds. */
const LONGEST_SENTENCE = 6000

interface Part { strand: Strand; tokens: readonly Token[]; clause: Clause }

/** Adds the tasks of one paragraph, in order. */
export function addTasks(tasks: Task[], paragraph: Strand, place: Place, course: Course, setting: Setting): void {
  if (course.context.silent) return
  for (const whole of sentencesOf(paragraph)) {
    const sentence = cut(whole, 0, LONGEST_SENTENCE)
    if (course.last && onlyDates(sentence, setting.calendar)) {
      redate(course.last, sentence, setting.calendar)
      continue
    }
    const parts = partsOf(sentence, place, course, setting)
    for (const part of parts) {
      course.last = taskOf(part, place, course, setting, part === parts[0])
      tasks.push(course.last)
    }
  }
}

function redate(task: Task, sentence: Strand, calendar: Calendar): void {
  const deadline = deadlineOf(sentence, calendar, recurrenceOf(sentence))
  if (task.deadline.date === null || (deadline.date ?? '') > task.deadline.date) task.deadline = deadline
  task.nature = 'deliverable'
}

/** The orders of one sentence: one, or several where a clause addresses another body or has its own date. */
function partsOf(sentence: Strand, place: Place, course: Course, setting: Setting): Part[] {
  const whole = partAt(sentence, setting)
  if (!whole || !counts(whole, sentence, place, course, setting)) {
    if (praises(tokenise(sentence.text))) course.telling = true
    if (whole) rememberLiable(whole, course)
    return []
  }
  const clauses = clausesOf(sentence)
  const openings = clauses.length > 1 ? openingsIn(clauses, setting) : []
  if (openings.length < 2) return [whole]
  const parts = openings.flatMap((opening, index) => {
    const part = partBetween(sentence, clauses, opening, openings[index + 1], setting)
    return part && part.clause.predicate >= 0 ? [part] : []
  })
  return parts.length === openings.length ? parts : [whole]
}

/** A part from the clause that opens it to the next such clause, or to the sentence's end. */
function partBetween(sentence: Strand, clauses: readonly Strand[], opening: number, next: number | undefined, setting: Setting): Part | null {
  const start = clauses[opening]!.at - sentence.at
  const strand = next === undefined ? cut(sentence, start, sentence.text.length) : trimEnd(cut(sentence, start, clauses[next]!.at - sentence.at), ';,')
  return partAt(strand, setting) ?? partAt(clauses[opening]!, setting)
}

/** The part that is being read: its first clause, and the time printed in its clauses up to `timed`. */
interface Reach { from: number; timed: number; time: string | null }

/** The clauses a part begins with, the first one always. */
function openingsIn(clauses: readonly Strand[], setting: Setting): number[] {
  const openings = [0]
  let reach: Reach = { from: 0, timed: 0, time: null }
  for (let index = 1; index < clauses.length; index++) {
    const next = mayOpen(clauses[index]!) ? partAt(clauses[index]!, setting) : null
    if (!next || !opensTask(next, clauses, reach, index, setting)) continue
    openings.push(index)
    reach = { from: index, timed: index, time: null }
  }
  return openings
}

/** "X chịu trách nhiệm trước …" is no task, but what follows is still said to X. */
function rememberLiable({ strand, tokens, clause }: Part, course: Course): void {
  if (!clause.addressee || clause.impersonal || clause.addressee.start > 1 || !isLiability(tokens, clause)) return
  const named = splitBodies(strand, tokens, clause.addressee, clause.confidence, clause.rule)
  if (carries(named)) course.carried = named
}

/** Only a clause that begins with a body or an order, or prints a date, can be a task of its own. */
function mayOpen(clause: Strand): boolean {
  if (/\d\/\d|tháng \d|[Qq]uý|[Hh][ằà]ng |[Mm]ỗi |[Đđ]ịnh k[ỳì]|lần/u.test(clause.text)) return true
  const tokens = tokenise(clause.text.slice(0, 80))
  return bodyHead(tokens, 0) !== null || ORDERS.match(tokens, 0) !== null || CONNECTIVES.match(tokens, 0) !== null
}

function partAt(strand: Strand, setting: Setting): Part | null {
  const tokens = tokenise(strand.text)
  const clause = readClause(tokens)
  return clause ? { strand, tokens, clause: namesOther(clause, strand, tokens, setting) } : null
}

/** "Sở Y tế yêu cầu các cơ sở …": when it is not the issuer who orders, the orderer is the one addressed. */
function namesOther(clause: Clause, strand: Strand, tokens: readonly Token[], setting: Setting): Clause {
  if (!clause.orderer || setting.issuer === null) return clause
  return isIssuer(clause.orderer, strand, tokens, setting) ? clause : { ...clause, addressee: clause.orderer, orderer: null, rule: 'body-predicate' }
}

/** Whether a body named in the text is the one that issues it, or its head. */
function isIssuer(body: BodyName, strand: Strand, tokens: readonly Token[], { issuer }: Setting): boolean {
  const name = strand.text.slice(tokens[body.start]!.start, tokens[body.end - 1]!.end)
  if (/^(?:Chủ tịch|Thủ tướng|Ban Chỉ đạo|Trưởng Ban|Bộ trưởng|Phó|Đồng chí|Thường trực|Ban Thường vụ)/u.test(name)) return true
  const shared = tokenise(name).filter(token => issuer?.has(token.key)).length
  return shared >= body.end - body.start - 1
}

/** Whether a clause after a semicolon is a task of its own. */
function opensTask({ tokens, clause }: Part, clauses: readonly Strand[], reach: Reach, index: number, setting: Setting): boolean {
  if (clause.predicate < 0 || isLiability(tokens, clause)) return false
  const named = clause.addressee !== null && !clause.impersonal && !clause.rule.includes('after-circumstance')
  if (named && startsHere(clause) && hasPredicateBefore(clauses, reach.from, index)) return true
  const mine = timeBefore(clauses, reach, index, setting)
  const its = timeOf(clauses[index]!, setting)
  return mine !== null && its !== null && mine !== its && (ISO_DAY.test(mine) || ISO_DAY.test(its))
}

/** The last time printed in the part so far; each clause is looked at once. */
function timeBefore(clauses: readonly Strand[], reach: Reach, index: number, setting: Setting): string | null {
  for (; reach.timed < index; reach.timed++) reach.time = timeOf(clauses[reach.timed]!, setting) ?? reach.time
  return reach.time
}

const ISO_DAY = /^\d{4}-/

/** The day a clause is due, else how often it recurs. */
function timeOf(clause: Strand, setting: Setting): string | null {
  const recurring = recurrenceOf(clause)
  return deadlineOf(clause, setting.calendar, recurring).date ?? recurring.value
}

function startsHere(clause: Clause): boolean {
  return clause.ordered || (clause.addressee?.start ?? 9) <= 1
}

/** A list of bodies between semicolons is one subject, not several tasks. */
function hasPredicateBefore(clauses: readonly Strand[], from: number, index: number): boolean {
  return clauses.slice(from, index).some(clause => (readClause(tokenise(clause.text))?.predicate ?? -1) >= 0)
}

/** Whether an order in form is a task here. */
function counts(part: Part, sentence: Strand, place: Place, course: Course, setting: Setting): boolean {
  const { clause, tokens } = part
  if (clause.predicate < 0 || sentence.text.endsWith(':')) return false
  if (isPraise(tokens, clause, clause.addressee !== null && isIssuer(clause.addressee, part.strand, tokens, setting))) return false
  if (isLiability(tokens, clause) || isOwnAct(tokens, clause, place, setting.docType)) return false
  if (place.loose === 'before') return clause.ordered && !isGeneric(part.strand.text, tokens, clause) && !/(?:sau|sau đây)$/iu.test(sentence.text)
  if (place.loose === 'after') return (clause.ordered || clause.addressee !== null) && !isGeneric(part.strand.text, tokens, clause)
  if (praises(tokens)) course.telling = true
  if (course.telling) return clause.ordered || clause.concludes
  return true
}

function taskOf(part: Part, place: Place, course: Course, setting: Setting, first: boolean): Task {
  const { strand, tokens, clause } = part
  const recurring = recurrenceOf(strand)
  const deadline = deadlineOf(strand, setting.calendar, recurring)
  const reports = reportsIn(tokens, clause.predicate)
  const doer = directedBody(strand, tokens, clause.predicate)
  const roles = leadOf(part, course, doer, first)
  const workers = roles.doerSource === 'heading' ? roles.doer : roles.lead
  const topics = topicsOf(tokens, clause.impersonal ? 0 : clause.predicate, reports, { bodies: workers.map(body => body.value).join('; '), subject: course.context.subject })
  return {
    item: place.item, text: quoted(strand, clause.confidence, clause.rule), head: headOf(strand, tokens[clause.predicate]?.start ?? 0),
    lead: roles.lead, leadSource: roles.leadSource, coordinate: roles.coordinate, doer: roles.doer, doerSource: roles.doerSource, deadline, recurring, reports, reportTo: reportTo(strand, tokens), topics,
    nature: natureOf(tokens, clause.predicate, topics, deadline.kind), confidence: clause.confidence, rule: clause.rule,
  }
}

const HEAD_WORDS = 14

/** The clause's first words: at most fourteen, and not past the first semicolon after its subject. */
export function headOf(strand: Strand, predicate = 0): string {
  const opening = strand.text.slice(0, 300)
  const words = firstWords(opening, HEAD_WORDS)
  const subject = predicate > 0 ? opening.lastIndexOf(';', predicate) : -1
  const stop = subject >= 0 ? -1 : words.search(/;(?: |$)/)
  if (stop < 0 || opening.indexOf('(') >= 0 && opening.indexOf('(') < opening.indexOf(';')) return words
  return words.slice(0, stop)
}

function firstWords(text: string, count: number): string {
  let end = -1
  for (let word = 0; word < count; word++) {
    end = text.indexOf(' ', end + 1)
    if (end < 0) return text
  }
  return text.slice(0, end)
}

type Roles = Pick<Task, 'lead' | 'leadSource' | 'coordinate' | 'doer' | 'doerSource'>

/** Who leads, who helps, who does: from the sentence, from what was said before, from the heading. */
function leadOf({ strand, tokens, clause }: Part, course: Course, directed: Found<string>[], first: boolean): Roles {
  const { context } = course
  const named = clause.addressee ? splitBodies(strand, tokens, clause.addressee, clause.confidence, clause.rule) : []
  const partners = coordinators(strand, tokens)
  const coordinate = partners.length > 0 ? partners : context.coordinate
  if (named.length > 0) {
    if (first && carries(named)) course.carried = named
    if (context.directs) return { lead: context.lead, leadSource: 'heading', coordinate, doer: named, doerSource: 'heading' }
    return { lead: named, leadSource: 'named', coordinate, doer: directed, doerSource: directed.length > 0 ? 'sentence' : null }
  }
  if (course.carried.length > 0) return carriedLead(course, coordinate, directed)
  return { lead: context.lead, leadSource: context.leadSource, coordinate, doer: directed, doerSource: directed.length > 0 ? 'sentence' : null }
}

function carriedLead({ context, carried }: Course, coordinate: Found<string>[], directed: Found<string>[]): Roles {
  if (context.directs) return { lead: context.lead, leadSource: 'heading', coordinate, doer: carried, doerSource: 'heading' }
  return { lead: carried, leadSource: 'carried' as LeadSource, coordinate, doer: directed, doerSource: directed.length > 0 ? 'sentence' : null }
}

/** "Toàn hệ thống chính trị", "người dân": addressed once, but not for the sentences after. */
function carries(named: readonly Found<string>[]): boolean {
  return !/^(?:(?:toàn|cả|mọi|toàn bộ|các|từng|mỗi)\s+)*(?:hệ thống chính trị|người dân|nhân dân|doanh nghiệp|cá nhân|người|hộ gia đình|gia đình|hộ|chủ hộ|phụ huynh|lái xe|cán bộ, đảng viên)(?!\s+đứng đầu)/iu.test(named[0]!.value)
}
