import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore, ReceivedFile } from '#kernel/file-store.ts'
import type { ReadPage } from './reader.ts'

/** A page as it lies on trial; the picture's bytes lie beside it. */
export type TrialPage = Omit<ReadPage, 'picture' | 'graded'> & { sha256: string; size: number }

/**
 * Where a scan lies until it is known that it may be stored: data/scans/<id>. Taken in, its files move to the file store;
 * refused or called off, the folder is removed.
 */
export interface Trial {
  /** The file whose text is recognised. */
  original: string
  hold: (bytes: Uint8Array, attachments: readonly Uint8Array[]) => Promise<void>
  keepPage: (page: ReadPage) => Promise<void>
  /** Pages read so far, in order. */
  pages: () => Promise<TrialPage[]>
  /** Moves a file of the trial into the store. */
  store: (files: FileStore, name: string, facts: { sha256: string; size: number }) => Promise<void>
  remove: () => Promise<void>
}

/** A digest as files are known by. */
export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export const attachmentName = (at: number): string => `attachment-${at}`
export const pictureName = (n: number): string => `page-${n}.jpg`

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.part`, content, { mode: 0o640 })
  await rename(`${path}.part`, path) // a page is there whole or not at all
}

async function readPages(folder: string): Promise<TrialPage[]> {
  const names = await readdir(folder).catch(() => [])
  const numbers = names.flatMap(name => /^page-(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b)
  return Promise.all(numbers.map(async n => JSON.parse(await readFile(join(folder, `page-${n}.json`), 'utf8')) as TrialPage))
}

const scansIn = (dataFolder: string): string => join(dataFolder, 'scans')

/** The trial of one scan. */
export function trialOf(dataFolder: string, id: string): Trial {
  const folder = join(scansIn(dataFolder), id)
  return {
    original: join(folder, 'original'),
    hold: async (bytes, attachments) => {
      await mkdir(folder, { recursive: true, mode: 0o750 })
      await writeWhole(join(folder, 'original'), bytes)
      for (const [at, attachment] of attachments.entries()) await writeWhole(join(folder, attachmentName(at)), attachment)
    },
    keepPage: async ({ picture, graded: _, ...page }) => {
      await writeWhole(join(folder, pictureName(page.n)), picture)
      await writeWhole(join(folder, `page-${page.n}.json`), JSON.stringify({ ...page, sha256: digest(picture), size: picture.length }))
    },
    pages: () => readPages(folder),
    store: (files, name, facts) => files.keep({ ...facts, path: join(folder, name) } satisfies ReceivedFile),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Removes trials that nobody took in since `before`; their rows tell that they are gone. */
export async function removeOldTrials(dataFolder: string, before: Date): Promise<void> {
  for (const id of await readdir(scansIn(dataFolder)).catch(() => [])) {
    const { mtime } = await stat(join(scansIn(dataFolder), id))
    if (mtime < before) await trialOf(dataFolder, id).remove()
  }
}
