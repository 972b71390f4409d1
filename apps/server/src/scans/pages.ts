import { createIsomorphicCanvasFactory, renderPageAsImage } from 'unpdf'
import { openPdf } from '#kernel/pdf.ts'

export type ScanKind = 'pdf' | 'picture'
/** Pages of a scan as pictures, numbered from 1. */
export interface ScanPages { count: number; picture: (n: number) => Promise<Uint8Array> }

/** More pages than this are refused: at some ten seconds each they would hold the queue for hours. */
export const MOST_PAGES = 60
/** 300 dots an inch, and no more than the points of an A3 sheet at that, whatever size the file claims. */
const SCALE = 300 / 72
const TALLEST = 4961

type CanvasImport = NonNullable<Parameters<typeof createIsomorphicCanvasFactory>[0]>
const canvasImport = (() => import('@napi-rs/canvas')) as CanvasImport

async function pdfPages(bytes: Uint8Array): Promise<ScanPages> {
  const pdf = await openPdf(new Uint8Array(bytes), { CanvasFactory: await createIsomorphicCanvasFactory(canvasImport) as never })
  const picture = async (n: number): Promise<Uint8Array> => {
    const { width, height } = (await pdf.getPage(n)).getViewport({ scale: 1 })
    const scale = Math.min(SCALE, TALLEST / Math.max(width, height, 1))
    return new Uint8Array(await renderPageAsImage(pdf, n, { canvasImport, scale }))
  }
  return { count: pdf.numPages, picture }
}

/** Opens a scan. A picture is one page; pages of a PDF are drawn when asked for. */
export async function openPages(bytes: Uint8Array, kind: ScanKind): Promise<ScanPages> {
  return kind === 'pdf' ? pdfPages(bytes) : { count: 1, picture: async () => bytes }
}
