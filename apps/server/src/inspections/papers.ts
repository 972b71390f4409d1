import { item, written, type WrittenDocument, type WrittenItem } from '@phaodai/directives'
import type { Plan } from '@phaodai/office/inspection.ts'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { issuerHeaderFor, renderDocx, renderPdf, type PaperFormat } from '#server/documents/index.ts'
import { type TableFile } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { word } from '#server/words/index.ts'
import { loadFindings } from './finding.queries.ts'
import { findInspection } from './load.ts'

const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const
const BLANK = '…'
const full = (text: string): string => (/[.!?]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)
const lines = (texts: readonly string[]): WrittenItem[] => texts.map((text) => item(text, [], { kind: 'dash' }))
const section = (text: string, texts: readonly string[]): WrittenItem => item(text, lines(texts.length > 0 ? texts : ['Không có.']), { heading: true })

async function headOf(tx: Tx, who: Who, day: string): Promise<Pick<WrittenDocument, 'system' | 'superior' | 'issuer' | 'place' | 'date'>> {
  const head = await issuerHeaderFor(tx, who.bodyId, day)
  if (!head) throw new Problem('reference-missing')
  const { system, superior, issuer, place } = head
  return { system, superior, issuer, place, date: day }
}

async function printed(tx: Tx, paper: WrittenDocument, format: PaperFormat, name: string): Promise<TableFile> {
  const bytes = await (format === 'docx' ? renderDocx(paper) : renderPdf(paper))
  return { name: `${name}${await isSample(tx) ? '-MAU' : ''}.${format}`, mediaType: MEDIA[format], bytes }
}

/** The record of one inspection: answers that failed with their notes, what must be put right, the conclusion. Problem `illegal-state` before the visit. */
export async function inspectionPaper(tx: Tx, who: Who, id: string, day: string, format: PaperFormat): Promise<TableFile> {
  const found = await findInspection(tx, id)
  if (!found) throw new Problem('not-found')
  if (found.visitedAt === null) throw new Problem('illegal-state')
  const answers = found.checklist ?? []
  const findings = await loadFindings(tx, { inspectionId: id }, day)
  const count = (answer: string): number => answers.filter((each) => each.answer === answer).length
  const paper = written({
    ...await headOf(tx, who, dayInVietnam(found.visitedAt)), docType: 'bien-ban', abstract: `Kiểm tra công tác phòng, chống dịch tại ${found.placeName}`,
    preamble: [
      `Ngày ${formatDay(dayInVietnam(found.visitedAt))}, ${found.team?.name ?? who.title} kiểm tra tại ${found.placeName}${found.address === null ? '' : `, ${found.address}`}, ${found.area.name}.`,
      ...(found.plan === null ? [] : [`Căn cứ kế hoạch: ${found.plan.title}.`]),
    ],
    items: [
      item('Thành phần', lines([`Trưởng đoàn: ${found.lead ?? BLANK}.`, `Đại diện nơi được kiểm tra: ${BLANK}.`]), { heading: true }),
      section('Kết quả kiểm tra', [`Đạt ${count('yes')}, không đạt ${count('no')}, không áp dụng ${count('not-applicable')} trên ${answers.length} nội dung.`,
        ...answers.filter(({ answer }) => answer === 'no').map(({ question, note }) => full(`Không đạt: ${question}${note === null ? '' : ` (${note})`}`))]),
      section('Kiến nghị', findings.map((row) => full(`${row.finding}${row.holder ?? row.body ? `; ${row.holder ?? row.body?.name} khắc phục` : ''} trước ngày ${formatDay(row.deadline)}`))),
      item('Kết luận', lines([full(found.conclusion ?? BLANK)]), { heading: true }),
    ],
    closing: ['Biên bản được đọc lại cho các bên cùng nghe, thống nhất và ký tên.'], counterSignature: { capacity: [{ mark: null, text: 'ĐẠI DIỆN NƠI ĐƯỢC KIỂM TRA' }], name: null },
    signature: { capacity: [{ mark: null, text: 'TRƯỞNG ĐOÀN KIỂM TRA' }], name: found.lead },
  })
  return printed(tx, paper, format, word('inspection.reportName'))
}

/** The report on a plan, out of what the viewer sees: how many of the planned places were inspected, what is still to be put right. */
export async function planPaper(tx: Tx, who: Who, plan: Plan, day: string, format: PaperFormat): Promise<TableFile> {
  const { done, planned, cancelled } = plan.progress
  const visited = plan.visits.filter(({ droppedReason }) => droppedReason === null)
  const findings = []
  for (const { inspectionId } of visited) if (inspectionId !== null) findings.push(...await loadFindings(tx, { inspectionId }, day))
  const open = findings.filter(({ state }) => state === 'open' || state === 'fix_reported')
  const paper = written({
    ...await headOf(tx, who, day), docType: 'bao-cao', abstract: `Kết quả thực hiện ${plan.title}`,
    preamble: plan.number === null ? [] : [`Căn cứ văn bản số ${plan.number} ngày ${formatDay(plan.issuedOn!)}.`],
    items: [
      section('Tiến độ', [`Đến ngày ${formatDay(day)}: đã kiểm tra ${done} trên ${planned} nơi theo kế hoạch${cancelled > 0 ? `, hủy lịch ${cancelled} nơi` : ''}.`]),
      section('Các nơi trong kế hoạch', visited.map((visit) => full(`${visit.placeName}, ${visit.area.name}: ${visit.inspectionState === null ? 'chưa mở' : word(`register.inspection.state.${visit.inspectionState}`).toLowerCase()}`))),
      section('Kiến nghị chưa khắc phục xong', open.map((row) => full(`${row.finding} (${row.placeName ?? ''}), hạn ${formatDay(row.deadline)}${row.daysLate > 0 ? `, quá ${row.daysLate} ngày` : ''}`))),
      section('Đề xuất, kiến nghị', [BLANK]),
    ],
    signature: { capacity: [{ mark: null, text: 'NGƯỜI BÁO CÁO' }], name: null }, file: 'VT',
  })
  return printed(tx, paper, format, word('plan.reportName'))
}
