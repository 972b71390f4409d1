import { extractText, getDocumentProxy } from 'unpdf'

/** Largest file that is read, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024

export type FileFault =
  | 'empty-file' | 'file-too-large' | 'wrong-file-type' | 'old-word-file' | 'encrypted-file' | 'damaged-file' | 'no-text-layer'

const SENTENCES: Record<FileFault, string> = {
  'empty-file': 'Tệp không có nội dung.',
  'file-too-large': 'Tệp lớn hơn 20 MB. Hãy chọn tệp nhỏ hơn hoặc tách riêng phần văn bản chỉ đạo.',
  'wrong-file-type': 'Chỉ đọc được tệp .txt, .docx và .pdf có chữ.',
  'old-word-file': 'Đây là tệp Word đời cũ (.doc). Hãy lưu lại thành .docx rồi thử lại.',
  'encrypted-file': 'Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại.',
  'damaged-file': 'Tệp bị hỏng hoặc không đúng định dạng nên không đọc được.',
  'no-text-layer': 'Tệp PDF này là ảnh quét, không có lớp chữ. Hãy nhận dạng chữ (OCR) trước hoặc dán nội dung vào.',
}

/** A file that could not be read, with a stable code and a sentence for the screen. */
export class FileError extends Error {
  readonly code: FileFault

  constructor(code: FileFault) {
    super(SENTENCES[code])
    this.name = 'FileError'
    this.code = code
  }
}

export type FileKind = 'text' | 'docx' | 'pdf'
export interface FileText { text: string; kind: FileKind }

/**
 * Plain text of a .txt, .docx or .pdf file, told apart by content, not by name. Throws FileError when
 * the file is empty, larger than LARGEST_FILE, of another type, locked, damaged or only a scan.
 */
export async function readFileText(bytes: Uint8Array): Promise<FileText> {
  if (bytes.length === 0) throw new FileError('empty-file')
  if (bytes.length > LARGEST_FILE) throw new FileError('file-too-large')
  const kind = sniff(bytes)
  const text = await READERS[kind](bytes)
  if (text.trim() === '') throw new FileError(kind === 'pdf' ? 'no-text-layer' : 'empty-file')
  return { text, kind }
}

function sniff(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'docx'
  if (indexOf(bytes.subarray(0, 1024), '%PDF-') >= 0) return 'pdf'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new FileError(indexOf(bytes, 'E\0n\0c\0r\0y\0p\0t\0e\0d') >= 0 ? 'encrypted-file' : 'old-word-file')
  return 'text'
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function indexOf(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, 0, 'latin1')
}

const READERS: Record<FileKind, (bytes: Uint8Array) => Promise<string>> = { text: readText, docx: readDocx, pdf: readPdf }

/** UTF-8 or UTF-16, with or without a byte order mark; anything else is no text. */
async function readText(bytes: Uint8Array): Promise<string> {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    if (controlShare(text) > 0.02) throw new FileError('wrong-file-type')
    return text
  } catch {
    throw new FileError('wrong-file-type')
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
  if (indexOf(bytes, 'word/') < 0) throw new FileError('wrong-file-type')
  const { default: mammoth } = await import('mammoth') // loaded with the first .docx: a start need not wait for it
  const html = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }).catch(() => { throw new FileError('damaged-file') })
  return plainText(html.value)
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

async function readPdf(bytes: Uint8Array): Promise<string> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes))
    const { text } = await extractText(pdf, { mergePages: false })
    return text.join('\n\n')
  } catch (fault) {
    throw new FileError(fault instanceof Error && fault.name === 'PasswordException' ? 'encrypted-file' : 'damaged-file')
  }
}
