import { oldEncodingOf, toUnicode } from '@phaodai/vocabulary'
import { extractText, getResolvedPDFJS } from 'unpdf'
import { openPdf } from '#kernel/pdf.ts'
import { FileError, LARGEST_FILE } from './file-error.ts'
import { withUnicodeRuns } from './word-fonts.ts'

export { FileError, LARGEST_FILE, type FileFault } from './file-error.ts'

export type FileKind = 'text' | 'docx' | 'doc' | 'pdf'
export interface FileText { text: string; kind: FileKind }
/** What bytes are, by their content. */
export type Sniffed = FileKind | 'picture' | 'zip'

/**
 * Plain text of a .txt, .doc, .docx or .pdf file, told apart by content, not by name, in Unicode whatever it was typed in.
 * Throws FileError when the file is empty, larger than LARGEST_FILE, of another type, locked, damaged or only a scan.
 */
export async function readFileText(bytes: Uint8Array): Promise<FileText> {
  if (bytes.length === 0) throw new FileError('empty-file')
  if (bytes.length > LARGEST_FILE) throw new FileError('file-too-large')
  const kind = sniffDocument(bytes)
  if (kind === 'picture') throw new FileError('needs-recognition')
  if (kind === 'zip') throw new FileError('wrong-file-type')
  const text = toUnicode(await READERS[kind](bytes))
  if (text.trim() === '') throw new FileError('empty-file')
  return { text, kind }
}

/** What a file is by its first bytes; a zip is a Word file when its directory says so. Throws FileError for a locked Word file. */
export function sniffDocument(bytes: Uint8Array): Sniffed {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return zipKind(bytes)
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]) || startsWith(bytes, [0xff, 0xd8, 0xff])) return 'picture'
  if (indexOf(bytes.subarray(0, 1024), '%PDF-') >= 0) return 'pdf'
  if (!startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'text'
  if (indexOf(bytes, 'E\0n\0c\0r\0y\0p\0t\0e\0d') >= 0) throw new FileError('encrypted-file')
  return 'doc'
}

const DIRECTORY = 128 * 1024
const PART = /^PK.{28}(?:\[Content_Types\]\.xml|word\/|xl\/|ppt\/|_rels\/|docProps\/|customXml\/|mimetype)/s

/** Office files are archives whose first entry is one of their parts; a Word file names its others at the end. */
function zipKind(bytes: Uint8Array): 'docx' | 'zip' {
  if (!PART.test(Buffer.from(bytes.subarray(0, 80)).toString('latin1'))) return 'zip'
  const names = Buffer.concat([bytes.subarray(0, 80), bytes.subarray(Math.max(0, bytes.length - DIRECTORY))]).toString('latin1')
  if (!names.includes('word/')) throw new FileError('wrong-file-type')
  return 'docx'
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function indexOf(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, 0, 'latin1')
}

const READERS: Record<FileKind, (bytes: Uint8Array) => Promise<string>> = { text: readText, docx: readDocx, doc: readDoc, pdf: readPdf }

/** UTF-8 or UTF-16, with or without a byte order mark, or one of the old Vietnamese encodings; anything else is no text. */
async function readText(bytes: Uint8Array): Promise<string> {
  const text = decoded(bytes)
  if (text === null || controlShare(text) > 0.02) throw new FileError('wrong-file-type')
  return text
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    const western = new TextDecoder('windows-1252').decode(bytes)
    return oldEncodingOf(western) === null ? null : western
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  const sample = bytes.subarray(0, 2000)
  const zeros = [0, 1].map(parity => sample.filter((byte, index) => index % 2 === parity && byte === 0).length)
  if (zeros[1]! > sample.length * 0.15 && zeros[0]! < zeros[1]! / 4) return 'utf-16le'
  return zeros[0]! > sample.length * 0.15 && zeros[1]! < zeros[0]! / 4 ? 'utf-16be' : 'utf-8'
}

function controlShare(text: string): number {
  const controls = text.slice(0, 20_000).match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return controls / Math.max(1, Math.min(text.length, 20_000))
}

/** Paragraphs, list marks and tables of a Word file; rows keep their cells apart with bars. */
async function readDocx(bytes: Uint8Array): Promise<string> {
  try {
    const { default: mammoth } = await import('mammoth') // loaded with the first .docx: a start need not wait for it
    return plainText((await mammoth.convertToHtml({ buffer: Buffer.from(withUnicodeRuns(bytes)) })).value)
  } catch {
    throw new FileError('damaged-file')
  }
}

/** Text of a Word file of before 2007; cells of a table end with a tab, its rows with a tab and a new line. */
async function readDoc(bytes: Uint8Array): Promise<string> {
  try {
    const { default: WordExtractor } = await import('word-extractor')
    const body = (await new WordExtractor().extract(Buffer.from(bytes))).getBody()
    return body.split('\n').map(line => (/^[^\t]+(?:\t[^\t]*)+\t$/.test(line) ? `| ${line.trimEnd().split('\t').join(' | ')} |` : line.trimEnd().replaceAll('\t', '\n'))).join('\n')
  } catch {
    throw new FileError('damaged-file')
  }
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' }

function plainText(html: string): string {
  return html
    .replace(/<t[dh][^>]*>/g, '| ').replace(/<\/tr>/g, ' |\n').replace(/<\/?(?:table|thead|tbody|tr)[^>]*>/g, '\n')
    .replace(/<\/p>(?=\s*<\/t[dh]>)/g, ' ').replace(/<ol[^>]*>([\s\S]*?)<\/ol>/g, numbered).replace(/<li[^>]*>/g, '\n- ')
    .replace(/<\/(?:p|h[1-6]|li|div)>|<br\s*\/?>/g, '\n').replace(/<[^>]+>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, entity => ENTITIES[entity]!)
}

/** Word's automatic numbers are not in the text: an ordered list prints them again. */
function numbered(_: string, items: string): string {
  let number = 0
  return items.replace(/<li[^>]*>/g, () => `\n${++number}. `)
}

/** Fewer letters than this beside a picture are no text of the page: a number, or the mark of a digital signature over a scan. */
const FEWEST_LETTERS = 60

interface PdfPage { text: string; pictured: boolean }

async function readPdf(bytes: Uint8Array): Promise<string> {
  const pages = await pdfPages(bytes)
  const letters = ({ text }: PdfPage): number => text.match(/\p{L}/gu)?.length ?? 0
  const scanned = pages.filter(page => letters(page) === 0 || page.pictured && letters(page) < FEWEST_LETTERS)
  if (scanned.length > pages.length / 2) throw new FileError('needs-recognition')
  return pages.map(page => page.text).join('\n\n')
}

async function pdfPages(bytes: Uint8Array): Promise<PdfPage[]> {
  try {
    const pdf = await openPdf(new Uint8Array(bytes))
    const { text } = await extractText(pdf, { mergePages: false })
    const { OPS } = await getResolvedPDFJS()
    const pictures = new Set<number>([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
    return await Promise.all(text.map(async (words, at) => ({ text: words, pictured: words.length < FEWEST_LETTERS * 4 && (await (await pdf.getPage(at + 1)).getOperatorList()).fnArray.some((each: number) => pictures.has(each)) })))
  } catch (fault) {
    throw new FileError(fault instanceof Error && fault.name === 'PasswordException' ? 'encrypted-file' : 'damaged-file')
  }
}
