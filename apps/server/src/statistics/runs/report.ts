import { onTimeRate, printedDay, type DraftContent, type DraftItem, type StandingCounts } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { blankDraft } from '#server/drafts/index.ts'
import { causeOf, groupName, printedRate } from '../columns.ts'
import { loadRecipients, type RunRow } from './load.ts'

/** Groups and late tasks told in the text; the files tell all. */
const MOST_GROUPS = 60
const MOST_LATE = 40

const line = (id: string, text: string, more: Partial<DraftItem> = {}): DraftItem =>
  ({ id, kind: null, text, paragraphs: [], heading: false, task: null, noTask: true, source: null, children: [], ...more })
const bare = (text: string): string => text.replace(/\s+/gu, ' ').trim().replace(/[\s.;:,]+$/u, '')
const under = (id: string, text: string, lines: DraftItem[]): DraftItem => line(id, text, { heading: true, children: lines, paragraphs: lines.length > 0 ? [] : ['Không có.'] })

/** The totals as a sentence, as government offices tell them. */
function sentenceOf({ total, byStanding: { 'done-on-time': onTime, 'done-late': late, 'done-undated': undated, 'in-time': inTime, overdue, undated: open, awaiting } }: StandingCounts): string {
  return `tổng số ${total} nhiệm vụ; đã hoàn thành ${onTime + late + undated} (đúng hạn ${onTime}, quá hạn ${late}, không có hạn ${undated}); chờ xác nhận ${awaiting}; đang thực hiện ${inTime + overdue + open} (trong hạn ${inTime}, quá hạn ${overdue}, không có hạn ${open})`
}

/** The report of a period, drafted from the figures that were kept; proposals are left to the clerk. */
export async function reportOf(tx: Tx, { query, found, from, to, id }: RunRow, today: string): Promise<DraftContent> {
  if (found === null) throw new Problem('illegal-state')
  const blank = await blankDraft(tx, 'bao-cao', today)
  const rate = onTimeRate(found.total) === null ? '' : ` Tỷ lệ hoàn thành đúng hạn: ${printedRate(found.total)}.`
  const groups = found.groups.slice(0, MOST_GROUPS).map((group, n) => line(`g${n}`, `${groupName(group, query.by)}: ${sentenceOf(group.counts)}.`, { kind: 'dash' }))
  const more = found.groups.length + found.moreGroups - groups.length
  const late = found.late.slice(0, MOST_LATE).map((task, n) => line(`l${n}`, `${task.body.name}: ${bare(task.text)} (hạn ${printedDay(task.deadline!)}, quá ${task.daysLate} ngày). ${bare(causeOf(task))}.`, { kind: 'dash' }))
  const recipients = await loadRecipients(tx, id)
  return {
    ...blank, abstract: `Tình hình thực hiện nhiệm vụ từ ngày ${printedDay(from)} đến ngày ${printedDay(to)}`,
    addressees: recipients.map(body => ({ written: body.name, bodyIds: [body.id] })), recipients: recipients.length > 0 ? blank.recipients : [],
    preamble: [`${blank.issuer} báo cáo tình hình thực hiện nhiệm vụ từ ngày ${printedDay(from)} đến ngày ${printedDay(to)} (số liệu tính đến hết ngày ${printedDay(found.day)}) như sau:`],
    items: [
      line('general', 'Tình hình chung', { heading: true, paragraphs: [`Trong kỳ có ${sentenceOf(found.total)}.${rate}`] }),
      under('groups', 'Kết quả cụ thể', more > 0 ? [...groups, line('more', `Và ${more} dòng khác (theo bảng thống kê kèm theo).`, { kind: 'dash' })] : groups),
      under('late', 'Nhiệm vụ quá hạn và nguyên nhân', found.lateTotal > late.length ? [...late, line('more-late', `Và ${found.lateTotal - late.length} nhiệm vụ quá hạn khác (theo danh sách kèm theo).`, { kind: 'dash' })] : late),
      line('proposals', 'Đề xuất, kiến nghị', { heading: true, paragraphs: ['…'] }),
    ],
  }
}
