import type { Task } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import Papa from 'papaparse'

/** A table as it leaves the house. */
export interface ExportedFile { name: string; mediaType: string; bytes: Buffer }

/** As the screens say it. */
const STATES: Record<Task['state'], string> = {
  not_started: 'Chưa tiếp nhận', in_progress: 'Đang làm', awaiting_confirmation: 'Chờ xác nhận', done: 'Đã xong',
  refused: 'Đã giao lại', sent_back: 'Bị trả lại', suspended: 'Tạm dừng', cancelled: 'Đã hủy',
}
const TIMINGS: Record<Task['timing'], string> = { in_time: 'Còn hạn', nearly_due: 'Sắp đến hạn', overdue: 'Quá hạn', no_deadline: 'Không có hạn' }
/** Work that is done is never "quá hạn": it was done late, or in time. */
function timingOf({ state, timing }: Task): string {
  if (state !== 'done' || timing === 'no_deadline') return TIMINGS[timing]
  return timing === 'overdue' ? 'Xong chậm' : 'Xong đúng hạn'
}

const ROLES: Record<Task['role'], string> = { lead: 'Chủ trì', coordinate: 'Phối hợp', doer: 'Thực hiện' }

const day = (value: string | null): string => (value ? formatDay(value) : '')
const instantDay = (value: string | null): string => (value ? formatDay(dayInVietnam(value)) : '')

const COLUMNS: readonly (readonly [string, (task: Task) => string])[] = [
  ['Số văn bản', task => task.directiveNumber ?? ''], ['Mục', task => task.itemLabel ?? ''], ['Nội dung', task => task.text],
  ['Cơ quan', task => task.body.name], ['Vai trò', task => ROLES[task.role]], ['Cơ quan giao', task => task.assigner.name],
  ['Theo dõi', task => task.monitor?.name ?? ''], ['Hạn', task => day(task.deadline)],
  ['Nguồn hạn', task => (task.deadlineSource === 'office' ? 'Hạn do Văn phòng đặt' : task.deadlineSource === 'document' ? 'Theo văn bản' : '')],
  ['Trạng thái', task => STATES[task.state]], ['Tiến độ so với hạn', timingOf], ['Số ngày quá hạn', task => (task.daysLate > 0 ? String(task.daysLate) : '')],
  ['Ngày tiếp nhận', task => instantDay(task.acceptedAt)], ['Ngày hoàn thành', task => (task.state === 'done' ? instantDay(task.doneAt) : '')],
  ['Báo cáo gần nhất', task => task.lastReport ?? ''], ['Số lần đôn đốc', task => (task.chasedCount > 0 ? String(task.chasedCount) : '')],
]

/** Text that a spreadsheet would run as a formula gets an apostrophe before it. */
function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function table(tasks: readonly Task[], sample: boolean): string[][] {
  const heading = sample ? [['MẪU — dữ liệu giả định, không dùng cho công việc thật']] : []
  return [...heading, COLUMNS.map(([title]) => title), ...tasks.map(task => COLUMNS.map(([, cell]) => inert(cell(task))))]
}

/** The list as it stands on screen, as XLSX or CSV (UTF-8 with mark, so that spreadsheets read Vietnamese). */
export async function exportTasks(tasks: readonly Task[], format: 'xlsx' | 'csv', sample: boolean): Promise<ExportedFile> {
  const rows = table(tasks, sample)
  const name = `nhiem-vu${sample ? '-MAU' : ''}.${format}`
  if (format === 'csv') return { name, mediaType: 'text/csv; charset=utf-8', bytes: Buffer.from(`\uFEFF${Papa.unparse(rows)}`) }
  const cells = rows.map((row, n) => row.map(value => ({ value, type: String, ...(n < (sample ? 2 : 1) && { fontWeight: 'bold' as const }), wrap: value.length > 40 })))
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const bytes = await writeExcelFile(cells, { columns: COLUMNS.map(([title]) => ({ width: title === 'Nội dung' ? 70 : 18 })) }).toBuffer()
  return { name, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}
