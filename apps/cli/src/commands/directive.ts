import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readDirective, toGuideSchema, type DirectiveReading, type Task } from '@phaodai/directives'
import { formatDay } from '@phaodai/vocabulary'
import type { Command } from 'commander'
import { FileError, LARGEST_FILE, readFileText } from '#server/directives/read-file.ts'

/** `phaodai directive parse FILE [--json]`: what the engine reads from a directive. */
export function register(program: Command): void {
  const directive = program.command('directive').description('đọc văn bản chỉ đạo')
  directive.command('parse').argument('<file>', 'tệp .txt, .docx hoặc .pdf có chữ').option('--json', 'in kết quả theo lược đồ của hướng dẫn gắn nhãn')
    .description('đọc một văn bản và in ra các nhiệm vụ').action(parse)
}

async function parse(file: string, options: { json?: boolean }): Promise<void> {
  try {
    const reading = readDirective(await textOf(file))
    process.stdout.write(options.json ? `${JSON.stringify(toGuideSchema(reading, idOf(file)), null, 1)}\n` : describe(reading))
  } catch (fault) {
    process.stderr.write(`${messageOf(fault, file)}\n`)
    process.exitCode = 1
  }
}

async function textOf(file: string): Promise<string> {
  if ((await stat(file)).size > LARGEST_FILE) throw new FileError('file-too-large')
  return (await readFileText(await readFile(file))).text
}

function idOf(file: string): string {
  return basename(file).replace(/\.(?:txt|docx|pdf)$/iu, '')
}

const SYSTEM_FAULTS: Record<string, string> = {
  ENOENT: 'Không tìm thấy tệp', EACCES: 'Không có quyền đọc tệp', EISDIR: 'Đây là thư mục, không phải tệp',
}

function messageOf(fault: unknown, file: string): string {
  if (fault instanceof FileError) return fault.message
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (SYSTEM_FAULTS[code]) return `${SYSTEM_FAULTS[code]}: ${file}`
  throw fault
}

function describe(reading: DirectiveReading): string {
  const lines = reading.looksLikeDirective ? [] : ['Lưu ý: văn bản này không có dáng của một văn bản chỉ đạo.', '']
  for (const [label, value] of fieldsOf(reading)) lines.push(`${label.padEnd(16)}${value ?? '(không đọc được)'}`)
  lines.push('', `${reading.items.length} mục, ${reading.tasks.length} nhiệm vụ, ${reading.references.length} văn bản viện dẫn`, '')
  return `${[...lines, ...reading.tasks.flatMap(describeTask)].join('\n')}\n`
}

function fieldsOf(reading: DirectiveReading): [string, string | null][] {
  return [
    ['Loại', reading.docType.value], ['Số, ký hiệu', reading.number.value], ['Cơ quan', reading.issuer.value],
    ['Nơi, ngày', [reading.place.value, reading.date.value && formatDay(reading.date.value)].filter(Boolean).join(', ') || null],
    ['Trích yếu', reading.abstract.value], ['Kính gửi', reading.recipients.map(body => body.value).join('; ') || null],
    ['Người ký', [reading.signature.capacity.value, reading.signature.name.value].filter(Boolean).join(' – ') || null],
    ['Dịch bệnh', reading.disease.value],
  ]
}

function describeTask(task: Task): string[] {
  const lead = task.lead.map(body => body.value).join(', ') || 'các cơ quan nhận văn bản'
  const facts = [
    `chủ trì: ${lead}`,
    task.doer.length > 0 ? `thực hiện: ${task.doer.map(body => body.value).join(', ')}` : null,
    task.coordinate.length > 0 ? `phối hợp: ${task.coordinate.map(body => body.value).join(', ')}` : null,
    task.deadline.date ? `hạn: ${formatDay(task.deadline.date)} («${task.deadline.phrase?.value}»)` : null,
    task.deadline.date === null && task.deadline.phrase ? `thời gian: ${task.deadline.phrase.value}` : null,
    task.reportTo.value ? `báo cáo: ${task.reportTo.value}` : null,
  ]
  return [`[${task.item}] ${task.text.value}`, ...facts.filter(fact => fact !== null).map(fact => `    ${fact}`), '']
}
