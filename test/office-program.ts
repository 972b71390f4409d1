import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const run = promisify(execFile)
/** Where the printed papers are kept, beside the pictures of the screens, for somebody to look at. */
const PRINTED = fileURLToPath(new URL('../test-results/papers', import.meta.url))

/** A paper as it was saved: its name with its ending, its bytes. */
export interface Paper { name: string; bytes: Buffer }

/** What stands on the printed pages of a paper: all words, one space between two, and how many pages there are. */
export interface Printed { text: string; pages: number }

/** Clicks what saves a paper and gives the file. */
export async function savedPaper(page: Page, button: string): Promise<Paper> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** LibreOffice Writer prints every Word file among these in one go, in a profile of its own: an open one of the user's is never touched. */
async function print(folder: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const args = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names.map((name) => join(folder, name))]
  await run('soffice', args, { timeout: 120_000 })
}

/** What poppler reads in a PDF; pages end with a form feed. */
async function read(path: string): Promise<Printed> {
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 1e8 })
  return { text: stdout.normalize('NFC').replace(/\s+/g, ' ').trim(), pages: stdout.split('\f').length - 1 }
}

/**
 * Papers opened by programs that did not write them: a Word file by LibreOffice Writer, which prints it, a PDF by poppler. One answer a paper, in the order given.
 * `story` names the printed papers in test-results/papers. No paper holds a word that a program left behind where a value was missing.
 */
export async function openedByOffice(story: string, papers: readonly Paper[]): Promise<Printed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'phaodai-papers-'))
  try {
    const names = papers.map(({ name }, n) => `${n + 1}-${name}`)
    for (const [n, { bytes }] of papers.entries()) await writeFile(join(folder, names[n]!), bytes)
    await print(folder, names.filter((name) => name.endsWith('.docx')))
    const printed: Printed[] = []
    for (const name of names) printed.push(await read(join(folder, name.replace(/\.docx$/, '.pdf'))))
    for (const { text } of printed) expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\w*\}|Invalid/)
    await keep(folder, story)
    return printed
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function keep(folder: string, story: string): Promise<void> {
  if (process.env.PHAODAI_PICTURES === 'no') return
  await mkdir(PRINTED, { recursive: true })
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.pdf'))) await copyFile(join(folder, name), join(PRINTED, `${story}-${name}`))
}
