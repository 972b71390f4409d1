import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readDirective, toGuideSchema, type DirectiveReading, type Task } from '@phaodai/directives'
import { formatDay } from '@phaodai/vocabulary'
import type { Command } from 'commander'
import { FileError, LARGEST_FILE } from '#server/directives/read-file.ts'
import { readUpload, type Upload } from '#server/directives/read-upload.ts'
import { isSecret } from '#server/directives/secrecy.ts'
import { readScan, ScanError } from '#server/scans/reader.ts'

/** `phaodai directive parse FILE [--json]`: what the engine reads from a directive. */
export function register(program: Command): void {
  const directive = program.command('directive').description('đọc văn bản chỉ đạo')
  directive.command('parse').argument('<file>', 'tệp .txt, .doc, .docx, .pdf, ảnh hoặc bản quét .pdf, .png, .jpg, tệp nén .zip').option('--json', 'in kết quả theo lược đồ của hướng dẫn gắn nhãn')
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
  const upload = await readUpload(await readFile(file), basename(file))
  if (upload.attachments.length > 0) process.stderr.write(`Văn bản chính: ${upload.name}; kèm theo: ${upload.attachments.map(({ name }) => name).join(', ')}\n`)
  return upload.text ?? recognised(upload)
}

/** Text of a scan, from a file of its own that is gone afterwards. A grade of secrecy ends the reading. */
async function recognised({ bytes, scan }: Upload): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'phaodai-scan-'))
  const pages: string[] = []
  try {
    await writeFile(join(folder, 'original'), bytes, { mode: 0o600 })
    await readScan({ path: join(folder, 'original'), kind: scan ?? 'picture', from: 1 }, {
      onPages: count => process.stderr.write(`Bản quét ${count} trang, đang nhận dạng chữ…\n`),
      onPage: ({ n, text, graded }) => {
        if (graded || isSecret(text, readDirective(text))) throw new SecretScan()
        pages.push(text)
        process.stderr.write(`  xong trang ${n}\n`)
      },
    })
    return pages.join('\n\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

class SecretScan extends Error {}

function idOf(file: string): string {
  return basename(file).replace(/\.(?:txt|docx?|pdf|png|jpe?g|zip)$/iu, '')
}

const SYSTEM_FAULTS: Record<string, string> = {
  ENOENT: 'Không tìm thấy tệp', EACCES: 'Không có quyền đọc tệp', EISDIR: 'Đây là thư mục, không phải tệp',
}

function messageOf(fault: unknown, file: string): string {
  if (fault instanceof FileError || fault instanceof ScanError) return fault.message
  if (fault instanceof SecretScan) return 'Bản quét có dấu độ mật nên không được đọc.'
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
