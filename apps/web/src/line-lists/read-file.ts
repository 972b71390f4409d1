/** A line list on this computer, read piece by piece: nothing of it leaves but the lines that are sent. */
import { cellText, distinctHeaders, unquoted } from '@phaodai/vocabulary'
import { LINES_AT_ONCE, type ListedLine } from '@phaodai/office'
import type { Parser } from 'papaparse'

/** Some lines, and how far into the file they reach (0 to 1). */
export type Piece = { rows: ListedLine[]; share: number }

/** A file whose columns are known; `pieces` reads it from the top each time it is asked. */
export type ListFile = { name: string; headers: string[]; pieces: () => AsyncGenerator<Piece> }

/** Why a file is no list, as a word of the screen. */
export class NoList extends Error {
  readonly word: 'lineList.file.empty' | 'lineList.file.type'
  constructor(why: 'empty' | 'type') {
    super(why)
    this.word = `lineList.file.${why}`
  }
}

const filledIn = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '')

/** UTF-8 where all of the file is, else the older encoding of Vietnamese. */
async function encodingOf(file: File): Promise<'utf-8' | 'windows-1258'> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < file.size; at += 1 << 22) decoder.decode(await file.slice(at, at + (1 << 22)).arrayBuffer(), { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'windows-1258'
  }
}

type Handed = { rows: string[][]; share: number; goOn: () => void }

/** The rows of a CSV file as its reader hands them over; the reader waits until a piece was used. */
async function* csvRows(file: File, encoding: string): AsyncGenerator<{ rows: string[][]; share: number }> {
  const { default: Papa } = await import('papaparse')
  const waiting: Handed[] = []
  let wake = (): void => {}
  let over = false
  let fault: Error | null = null
  let reader: Parser | null = null
  Papa.parse<string[]>(file, {
    encoding, delimitersToGuess: [',', ';', '\t', '|'], chunkSize: 1 << 18,
    chunk: ({ data, meta }, parser: Parser) => {
      reader = parser
      parser.pause()
      waiting.push({ rows: data, share: file.size === 0 ? 1 : meta.cursor / file.size, goOn: () => parser.resume() })
      wake()
    },
    complete: () => { over = true; wake() },
    error: (error: Error) => { fault = error; wake() },
  })
  try {
    for (;;) {
      const piece = waiting.shift()
      if (piece) {
        yield { rows: piece.rows.map((row) => row.map(unquoted)), share: piece.share }
        piece.goOn()
      } else if (fault) throw fault
      else if (over) return
      else await new Promise<void>((resolve) => { wake = resolve })
    }
  } finally {
    (reader as Parser | null)?.abort() // whoever needed the head alone leaves early
  }
}

async function xlsxRows(file: File): Promise<string[][]> {
  try {
    const { readSheet } = await import('read-excel-file/browser')
    return (await readSheet(file)).map((row) => row.map(cellText))
  } catch {
    throw new NoList('type')
  }
}

/** What a demo's exports say above their headers: one filled cell alone is no header. */
const isTitle = (row: readonly string[]): boolean => row.filter((cell) => cell.trim() !== '').length === 1

type Source = () => AsyncGenerator<{ rows: string[][]; share: number }>

async function headersOf(source: Source): Promise<{ headers: string[]; above: number }> {
  let above = 0
  for await (const { rows } of source()) {
    for (const row of rows) {
      if (filledIn(row) && !isTitle(row)) return { headers: distinctHeaders(row), above }
      above++
    }
  }
  throw new NoList('empty')
}

async function* inPieces(source: Source, above: number): AsyncGenerator<Piece> {
  let line = 0
  let rows: ListedLine[] = []
  for await (const piece of source()) {
    for (const cells of piece.rows) {
      line++
      if (line <= above + 1 || !filledIn(cells)) continue
      rows.push({ line, cells: cells.slice(0, 200) })
      if (rows.length === LINES_AT_ONCE) {
        yield { rows, share: piece.share }
        rows = []
      }
    }
  }
  if (rows.length > 0) yield { rows, share: 1 }
}

/** Opens a .csv (UTF-8 or Windows-1258) or .xlsx (first sheet) file. Throws `NoList` on what is none. */
export async function openList(file: File): Promise<ListFile> {
  if (file.size === 0) throw new NoList('empty')
  const start = new Uint8Array(await file.slice(0, 4_096).arrayBuffer())
  const zipped = start[0] === 0x50 && start[1] === 0x4b
  if (!zipped && start.includes(0)) throw new NoList('type')
  const source = zipped ? await sheetSource(file) : await csvSource(file)
  const { headers, above } = await headersOf(source)
  return { name: file.name, headers, pieces: () => inPieces(source, above) }
}

async function sheetSource(file: File): Promise<Source> {
  const rows = await xlsxRows(file)
  return async function* () { yield { rows, share: 1 } }
}

async function csvSource(file: File): Promise<Source> {
  const encoding = await encodingOf(file)
  return () => csvRows(file, encoding)
}
