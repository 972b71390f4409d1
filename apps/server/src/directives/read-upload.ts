import { readDirective } from '@phaodai/directives'
import { sniff } from '../files/index.ts'
import { FileError, readFileText, sniffDocument, type FileKind } from './read-file.ts'
import { readZip, type ArchiveEntry } from './read-zip.ts'

/** A file that comes with a document, as it will be kept. */
export interface Attachment { name: string; mediaType: string; bytes: Uint8Array }
/** A document as sent: its text, or a scan whose text must be recognised first; with what came beside it. */
export type Upload = { name: string; bytes: Uint8Array; mediaType: string; attachments: Attachment[] } & ({ text: string; scan: null } | { text: null; scan: 'pdf' | 'picture' })

const MEDIA_TYPES: Record<FileKind, string> = {
  text: 'text/plain', pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', doc: 'application/msword',
}

/**
 * Reads what was sent. Of a .zip the document is what reads most like a directive by text, name and place; the rest are its
 * attachments. Throws FileError for what can't be taken, also when an attachment is of a type that is not kept.
 */
export async function readUpload(bytes: Uint8Array, name: string): Promise<Upload> {
  if (sniffDocument(bytes) !== 'zip') return { ...await readOne(bytes), name, bytes, attachments: [] }
  const entries = await readZip(bytes)
  const main = await mainOf(entries)
  return { ...main.read, name: main.entry.name, bytes: main.entry.bytes, attachments: entries.filter(entry => entry !== main.entry).map(attachment) }
}

type One = { mediaType: string } & ({ text: string; scan: null } | { text: null; scan: 'pdf' | 'picture' })

async function readOne(bytes: Uint8Array): Promise<One> {
  try {
    const { text, kind } = await readFileText(bytes)
    return { text, scan: null, mediaType: MEDIA_TYPES[kind] }
  } catch (error) {
    if (!(error instanceof FileError && error.code === 'needs-recognition')) throw error
    const kind = sniffDocument(bytes)
    return kind === 'pdf' ? { text: null, scan: 'pdf', mediaType: MEDIA_TYPES.pdf } : { text: null, scan: 'picture', mediaType: pictureType(bytes) }
  }
}

const pictureType = (bytes: Uint8Array): string => (bytes[0] === 0xff ? 'image/jpeg' : 'image/png')

function mediaTypeOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return MEDIA_TYPES.doc
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return sniff(whole.subarray(0, 8192), whole.subarray(Math.max(0, whole.length - 65_536)), bytes.length <= 8192)
}

function attachment({ name, bytes }: ArchiveEntry): Attachment {
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === undefined) throw new FileError('archive-entry', name)
  return { name, mediaType, bytes }
}

const ANNEX = /phu[\s_-]*luc|phụ[\s_-]*lục|bieu|biểu|danh[\s_-]*sach|danh[\s_-]*sách|kem[\s_-]*theo|kèm|mau[\s_-]*so|mẫu[\s_-]*số/iu
const LETTER = /(?:^|[^a-z])(?:cv|ct|qd|qđ|kh|tb|nq|cđ|cd|hd|vb|cong[\s_-]*van|chi[\s_-]*thi|ke[\s_-]*hoach|công[\s_-]*văn|chỉ[\s_-]*thị|kế[\s_-]*hoạch)(?:[^a-z]|$)|ubnd|signed/iu

interface Candidate { entry: ArchiveEntry; read: One; score: number }

function scoreOf(entry: ArchiveEntry, read: One): number {
  const depth = entry.path.split('/').length - 1
  return (read.text !== null && readDirective(read.text).looksLikeDirective ? 8 : 0) + (LETTER.test(entry.name) ? 2 : 0) - (ANNEX.test(entry.name) ? 5 : 0) - depth + (read.scan === null ? 0 : 3)
}

/** The document among the files of an archive. */
async function mainOf(entries: readonly ArchiveEntry[]): Promise<Candidate> {
  const candidates: Candidate[] = []
  for (const entry of entries) {
    const read = await readable(entry.bytes)
    if (read) candidates.push({ entry, read, score: scoreOf(entry, read) })
  }
  const [best] = candidates.sort((a, b) => b.score - a.score || a.entry.path.localeCompare(b.entry.path, 'vi', { numeric: true }))
  if (best === undefined) throw new FileError('archive-empty')
  return best
}

/** An entry as a document; null when it is of a type that can only be an attachment. */
async function readable(bytes: Uint8Array): Promise<One | null> {
  try {
    return await readOne(bytes)
  } catch (error) {
    if (error instanceof FileError && error.code === 'encrypted-file') throw error
    return null
  }
}
