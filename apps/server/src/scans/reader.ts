import { Worker } from 'node:worker_threads'
import type { PageText } from './layout.ts'
import type { ScanKind } from './pages.ts'

/** What the thread is given: a file on disk, and the first page still to be read. */
export interface ScanTask { path: string; kind: ScanKind; from: number }
/** Why a scan cannot be read. */
export type ScanFault = 'too-many-pages' | 'locked' | 'damaged'
/** A page as read: its picture (JPEG, `width` × `height` points), and whether it bears a grade of secrecy. */
export type ReadPage = PageText & { n: number; graded: boolean; width: number; height: number; picture: Uint8Array }
/** What the thread tells. */
export type ScanMessage = { what: 'pages'; count: number } | ({ what: 'page' } & ReadPage) | { what: 'fault'; fault: ScanFault } | { what: 'end' }

/** A scan that cannot be read, with a sentence for the screen. */
export class ScanError extends Error {
  readonly fault: ScanFault

  constructor(fault: ScanFault) {
    super(SENTENCES[fault])
    this.name = 'ScanError'
    this.fault = fault
  }
}

const SENTENCES: Record<ScanFault, string> = {
  'too-many-pages': 'Bản quét có hơn 60 trang. Hãy tách riêng phần văn bản chỉ đạo rồi gửi lại.',
  locked: 'Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.',
  damaged: 'Không mở được ảnh trong tệp. Hãy quét lại hoặc chọn tệp khác.',
}

export interface Watching { onPages: (count: number) => unknown; onPage: (page: ReadPage) => unknown; signal?: AbortSignal }

/**
 * Reads a scan page by page in a thread of its own (8–15 s of processor time a page). Waits for `onPage` before it takes the
 * next message; an error there, or the signal, ends the thread. Throws ScanError for what cannot be read.
 */
export async function readScan(task: ScanTask, { onPages, onPage, signal }: Watching): Promise<void> {
  signal?.throwIfAborted()
  const thread = new Worker(new URL('./thread.mjs', import.meta.url), { workerData: task, execArgv: [] })
  try {
    await heard(thread, signal, async (message) => {
      if (message.what === 'pages') await onPages(message.count)
      if (message.what === 'page') await onPage(message)
      if (message.what === 'fault') throw new ScanError(message.fault)
    })
  } finally {
    await thread.terminate()
  }
}

/** Handles a thread's messages one after another until it ends, fails or is called off. */
function heard(thread: Worker, signal: AbortSignal | undefined, handle: (message: ScanMessage) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let last = Promise.resolve()
    thread.on('message', (message: ScanMessage) => {
      last = last.then(() => handle(message))
      last.catch(reject)
      if (message.what === 'end') last.then(resolve, reject)
    })
    thread.once('error', reject)
    thread.once('exit', () => last.then(() => reject(new ScanError('damaged')), reject))
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
