import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, OEM, PSM, type Page, type Worker } from 'tesseract.js'

/** A word as recognised; box in points of the prepared page, confidence from 0 to 100. */
export interface SeenWord { text: string; confidence: number; x0: number; y0: number; x1: number; y1: number; row: number }

/** The recogniser, ready; one page at a time. */
export interface Recogniser {
  /** Words of a page in no particular order. */
  words: (png: Buffer) => Promise<SeenWord[]>
  /** Words scattered over a picture, as on stamps. */
  scattered: (png: Buffer) => Promise<SeenWord[]>
  close: () => Promise<void>
}

/** Where the package of the Vietnamese data lies; nothing is fetched from a network. */
function dataFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int')
}

function seenIn({ blocks }: Page): SeenWord[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
  return lines.flatMap(({ words }, row) => words.map(({ text, confidence, bbox }) => ({ text: text.normalize('NFC'), confidence, ...bbox, row })))
}

async function read(worker: Worker, png: Buffer, mode: PSM): Promise<SeenWord[]> {
  await worker.setParameters({ tessedit_pageseg_mode: mode, user_defined_dpi: '300' })
  const { data } = await worker.recognize(png, {}, { blocks: true, text: false })
  return seenIn(data)
}

/** Starts Tesseract with the Vietnamese data of its package (about a second). */
export async function openRecogniser(): Promise<Recogniser> {
  const worker = await createWorker('vie', OEM.LSTM_ONLY, { langPath: dataFolder(), gzip: true, cacheMethod: 'none' })
  return {
    words: png => read(worker, png, PSM.AUTO),
    scattered: png => read(worker, png, PSM.SPARSE_TEXT),
    close: async () => void (await worker.terminate()),
  }
}
