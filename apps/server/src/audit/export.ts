import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Erasure, Head } from './load.ts'

/** Lines kept outside the database: what they say can no longer be changed by changing the database alone. */
export type AuditExport = {
  heads: () => Promise<Head[]>
  addHeads: (heads: Head[]) => Promise<void>
  erasures: () => Promise<Erasure[]>
  addErasures: (erasures: Erasure[]) => Promise<void>
}

async function readLines<T>(path: string): Promise<T[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const complete = text.slice(0, text.lastIndexOf('\n') + 1) // a line half written by a crash is written again
  return complete.split('\n').filter(Boolean).map((line) => JSON.parse(line) as T)
}

async function addLines(path: string, rows: unknown[]): Promise<void> {
  if (rows.length === 0) return
  const text = await readFile(path, 'utf8').catch(() => '')
  const start = text === '' || text.endsWith('\n') ? '' : '\n'
  await appendFile(path, start + rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o640, flush: true })
}

/** The lines under `dataFolder`/audit: heads.jsonl and erasures.jsonl. Copy them to another machine as well. */
export async function openAuditExport(dataFolder: string): Promise<AuditExport> {
  const folder = join(dataFolder, 'audit')
  await mkdir(folder, { recursive: true, mode: 0o750 })
  const heads = join(folder, 'heads.jsonl')
  const erasures = join(folder, 'erasures.jsonl')
  return {
    heads: () => readLines<Head>(heads),
    addHeads: (rows) => addLines(heads, rows),
    erasures: () => readLines<Erasure>(erasures),
    addErasures: (rows) => addLines(erasures, rows),
  }
}
