/** Runs in a thread of its own: what takes seconds of processor time a page must not hold up requests. */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { correct } from './correct.ts'
import { gradeOn } from './grade.ts'
import { layOut } from './layout.ts'
import { MOST_PAGES, openPages } from './pages.ts'
import { overturned, prepare, shown, type Prepared } from './prepare.ts'
import type { ScanMessage, ScanTask } from './reader.ts'
import { openRecogniser, type Recogniser, type SeenWord } from './recognise.ts'

const tell = (message: ScanMessage): void => parentPort!.postMessage(message)

const sureness = (words: readonly SeenWord[]): number => words.reduce((sum, { confidence, text }) => sum + confidence * text.length, 0) / Math.max(1, words.reduce((sum, { text }) => sum + text.length, 0))
/** Below this a page is tried upside down as well. */
const UNSURE = 62

async function readUpright(recogniser: Recogniser, prepared: Prepared): Promise<{ words: SeenWord[]; prepared: Prepared }> {
  const words = await recogniser.words(prepared.grey)
  if (words.length < 3 || sureness(words) >= UNSURE) return { words, prepared }
  const other = await overturned(prepared)
  const turned = await recogniser.words(other.grey)
  return sureness(turned) > sureness(words) ? { words: turned, prepared: other } : { words, prepared }
}

async function readPage(recogniser: Recogniser, bytes: Uint8Array, n: number): Promise<void> {
  const { words, prepared } = await readUpright(recogniser, await prepare(bytes))
  const { picture } = prepared
  const laid = layOut(correct(words), picture)
  const onStamps = prepared.red ? await recogniser.scattered(prepared.red) : []
  tell({ what: 'page', n, ...laid, graded: gradeOn(laid.text, onStamps, picture.height), width: Math.round(picture.width / 2), height: Math.round(picture.height / 2), picture: await shown(picture) })
}

async function run({ path, kind, from }: ScanTask): Promise<void> {
  const pages = await openPages(await readFile(path), kind)
  tell({ what: 'pages', count: pages.count })
  if (pages.count > MOST_PAGES) return tell({ what: 'fault', fault: 'too-many-pages' })
  const recogniser = await openRecogniser()
  for (let n = from; n <= pages.count; n++) await readPage(recogniser, await pages.picture(n), n)
  await recogniser.close()
  tell({ what: 'end' })
}

run(workerData as ScanTask).catch((error: unknown) => {
  tell({ what: 'fault', fault: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged' })
}).finally(() => parentPort!.close())
