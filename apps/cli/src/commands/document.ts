import { readFile, writeFile } from 'node:fs/promises'
import { composeText } from '@phaodai/directives'
import { WrittenDocument } from '@phaodai/office'
import type { Command } from 'commander'
import * as z from 'zod'
import { renderDocx, renderPdf } from '#server/documents/index.ts'
import { Explained, orExplain } from '../explained.ts'

interface Outputs { docx?: string; pdf?: string }

/** `phaodai document write|text FILE.json`: an official document from its structure (docs/formats.md). */
export function register(program: Command): void {
  const document = program.command('document').description('viết văn bản đúng thể thức')
  document.command('write').argument('<file>', 'tệp .json mô tả văn bản').option('--docx <file>', 'ghi ra tệp Word').option('--pdf <file>', 'ghi ra tệp PDF')
    .description('dàn trang một văn bản thành .docx, .pdf').action((file: string, outputs: Outputs) => orExplain(() => write(file, outputs)))
  document.command('text').argument('<file>', 'tệp .json mô tả văn bản')
    .description('in văn bản dạng chữ').action((file: string) => orExplain(() => print(file)))
}

async function write(file: string, { docx, pdf }: Outputs): Promise<void> {
  if (docx === undefined && pdf === undefined) throw new Explained('Hãy nêu tệp cần ghi: --docx hoặc --pdf.')
  const doc = await documentIn(file)
  if (docx !== undefined) await writeFile(docx, await renderDocx(doc))
  if (pdf !== undefined) await writeFile(pdf, await renderPdf(doc))
  for (const written of [docx, pdf]) if (written !== undefined) process.stdout.write(`Đã ghi ${written}\n`)
}

async function print(file: string): Promise<void> {
  process.stdout.write(composeText(await documentIn(file)))
}

async function documentIn(file: string): Promise<WrittenDocument> {
  const text = await readFile(file, 'utf8').catch(() => { throw new Explained(`Không đọc được tệp: ${file}`) })
  const reading = WrittenDocument.safeParse(jsonOf(text))
  if (!reading.success) throw new Explained(`Tệp không mô tả đúng một văn bản:\n${z.prettifyError(reading.error)}`)
  return reading.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Explained('Tệp không phải là JSON.')
  }
}
