import { apart, noCounts, onTimeRate, printedDay, standingOf, type DraftContent, type DraftItem, type StandingCounts, type Task } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findDirective } from '../directives/index.ts'
import { blankDraft, citationOf } from '../drafts/index.ts'
import { pageOf } from '../tasks/index.ts'
import { printedRate } from './columns.ts'
import { loadItemLabels, loadReasons } from './load.ts'

/** Tasks of one report. */
const MOST_TASKS = 2000
/** Items of one section, and late tasks told one by one; the rest stands in the list of late tasks. */
const MOST_ITEMS = 300
const MOST_LATE = 40

/** What a clerk writes himself stands as a blank. */
const BLANK = '…'

const line = (id: string, text: string, more: Partial<DraftItem> = {}): DraftItem =>
  ({ id, kind: null, text, paragraphs: [], heading: false, task: null, noTask: true, source: null, children: [], ...more })
const bare = (text: string): string => text.trim().replace(/[\s.;:,]+$/u, '')

function countsOf(tasks: readonly Task[]): StandingCounts {
  const counts = noCounts()
  for (const task of tasks) {
    const standing = standingOf(task)
    counts.byStanding[standing] += 1
    if (!apart.includes(standing)) counts.total += 1
  }
  return counts
}

/** The totals as a sentence: all, done on time and late, under way in time and late, without a deadline, the rate. */
export function summaryOf(counts: StandingCounts, day: string): string {
  const { 'done-on-time': onTime, 'done-late': late, 'done-undated': undated, 'in-time': inTime, overdue, undated: open, awaiting } = counts.byStanding
  const rate = onTimeRate(counts) === null ? '' : ` Tỷ lệ hoàn thành đúng hạn: ${printedRate(counts)}.`
  return `Đến ngày ${printedDay(day)}, văn bản có ${counts.total} nhiệm vụ: đã hoàn thành ${onTime + late + undated} (đúng hạn ${onTime}, quá hạn ${late}, không có hạn ${undated}); chờ xác nhận ${awaiting}; đang thực hiện ${inTime + overdue + open} (trong hạn ${inTime}, quá hạn ${overdue}, không có hạn ${open}).${rate}`
}

const STANDS: Record<ReturnType<typeof standingOf>, string> = {
  'done-on-time': 'đã hoàn thành đúng hạn', 'done-late': 'đã hoàn thành, quá hạn', 'done-undated': 'đã hoàn thành', 'in-time': 'đang thực hiện', overdue: 'đang thực hiện, quá hạn', undated: 'đang thực hiện',
  awaiting: 'đã báo cáo hoàn thành, chờ xác nhận', suspended: 'tạm hoãn', cancelled: 'đã hủy', refused: 'đã giao lại cơ quan khác',
}

function resultOf(task: Task): string {
  const percent = task.percent !== null && task.state === 'in_progress' ? ` ${task.percent}%` : ''
  return `${task.body.name}: ${STANDS[standingOf(task)]}${percent}${task.lastReport ? `. ${bare(task.lastReport)}` : '; chưa có báo cáo'}.`
}

/** An item given to more bodies is told by how far they are, not body by body. */
const MOST_BODIES = 8

function resultsOf(part: readonly Task[], id: string): DraftItem[] {
  if (part.length <= MOST_BODIES) return part.map((task, m) => line(`${id}.${m}`, resultOf(task), { kind: 'dash' }))
  const groups = Object.entries(STANDS).map(([standing, words]) => ({ words, names: part.filter(task => standingOf(task) === standing).map(task => task.body.name) }))
  return groups.filter(({ names }) => names.length > 0).map(({ words, names }, m) => line(`${id}.${m}`, `${words[0]!.toUpperCase()}${words.slice(1)} (${names.length}): ${names.join(', ')}.`, { kind: 'dash' }))
}

/** The task that a passed-down one goes back to, as far up as the reader sees. */
function originOf(task: Task, byId: ReadonlyMap<string, Task>): Task {
  const above = task.parentId === null ? undefined : byId.get(task.parentId)
  return above === undefined ? task : originOf(above, byId)
}

/** What was done by whom, item after item of the document; what was passed down stands with what it came from. */
function resultsByItem(tasks: readonly Task[], labels: readonly string[]): DraftItem[] {
  const byId = new Map(tasks.map(task => [task.id, task]))
  const groups = new Map<string, Task[]>()
  for (const task of tasks.toSorted((a, b) => Number(originOf(a, byId) !== a) - Number(originOf(b, byId) !== b))) {
    const origin = originOf(task, byId)
    const key = `${origin.itemLabel ?? ''}\n${origin.parentId === null ? bare(origin.text) : ''}`
    groups.set(key, [...(groups.get(key) ?? []), task])
  }
  const place = (label: string | null): number => (label === null || !labels.includes(label) ? labels.length : labels.indexOf(label))
  return [...groups.values()].toSorted(([a], [b]) => place(a!.itemLabel) - place(b!.itemLabel)).map((part, n) => {
    const { itemLabel, text } = part[0]!
    return line(`r${n}`, `${itemLabel === null ? '' : `Mục ${itemLabel}: `}${bare(text)}.`, { children: resultsOf(part, `r${n}`) })
  }).slice(0, MOST_ITEMS)
}

function lateLines(tasks: readonly Task[], reasons: ReadonlyMap<string, string>): DraftItem[] {
  const late = tasks.filter(task => ['overdue', 'done-late'].includes(standingOf(task))).toSorted((a, b) => b.daysLate - a.daysLate)
  const more = late.length > MOST_LATE ? [line('more', `Và ${late.length - MOST_LATE} nhiệm vụ quá hạn khác (theo danh sách kèm theo).`, { kind: 'dash' })] : []
  return late.slice(0, MOST_LATE).map((task, n) => {
    const cause = reasons.get(task.id) ?? task.requestReason ?? (task.state === 'done' ? null : task.lastReport)
    return line(`l${n}`, `${task.body.name}: ${bare(task.text)} (hạn ${printedDay(task.deadline!)}, quá ${task.daysLate} ngày). Nguyên nhân: ${cause ? bare(cause) : BLANK}.`, { kind: 'dash' })
  }).concat(more)
}

const section = (id: string, text: string, children: DraftItem[], empty: string): DraftItem => line(id, text, { heading: true, children, paragraphs: children.length > 0 ? [] : [empty] })

/** The report on what became of a document, out of the tasks the viewer sees; proposals are left to the clerk. */
export async function resultReport(tx: Tx, directiveId: string, day: string): Promise<DraftContent> {
  const directive = await findDirective(tx, directiveId, day)
  if (!directive) throw new Problem('not-found')
  const { rows: tasks } = await pageOf(tx, { box: 'all', role: 'answering', directiveId, sort: 'deadline', limit: MOST_TASKS }, day)
  const reasons = await loadReasons(tx, tasks.map(({ id }) => id))
  const blank = await blankDraft(tx, 'bao-cao', day)
  const asked = [...reasons].slice(0, MOST_LATE).map(([id, reason], n) => line(`d${n}`, `${tasks.find(task => task.id === id)!.body.name}: ${bare(reason)}.`, { kind: 'dash' }))
  return {
    ...blank, abstract: `Kết quả thực hiện ${citationOf({ ...directive, abstract: null })}`,
    addressees: directive.issuer && directive.direction !== 'own' ? [{ written: directive.issuer.name, bodyIds: [directive.issuer.id] }] : [],
    recipients: directive.direction === 'own' ? [] : blank.recipients,
    preamble: [`Thực hiện ${citationOf(directive)}, ${blank.issuer} báo cáo kết quả thực hiện như sau:`],
    items: [
      line('general', 'Tình hình chung', { heading: true, paragraphs: [summaryOf(countsOf(tasks), day)] }),
      section('results', 'Kết quả thực hiện', resultsByItem(tasks, await loadItemLabels(tx, directiveId)), 'Chưa giao nhiệm vụ nào.'),
      section('late', 'Nhiệm vụ quá hạn và nguyên nhân', lateLines(tasks, reasons), 'Không có.'),
      section('difficulties', 'Khó khăn, vướng mắc', asked, BLANK), section('proposals', 'Đề xuất, kiến nghị', [], BLANK),
    ],
  }
}
