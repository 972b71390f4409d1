import { open } from 'node:fs/promises'

/** The types that are kept; what a file claims to be by its name or header does not count. */
export type MediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'text/plain'

const HEAD = 8 * 1024
const TAIL = 64 * 1024

function startsWith(bytes: Buffer, ...wanted: number[]): boolean {
  return wanted.every((byte, i) => bytes[i] === byte)
}

/** A zip names its entries at its end (central directory), where nothing can be prepended to mislead. */
function officeType(tail: Buffer): MediaType | undefined {
  const names = tail.toString('latin1')
  if (!names.includes('[Content_Types].xml')) return undefined
  if (names.includes('word/document.xml')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  if (names.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return undefined
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** The head as text when it is UTF-8 without control characters; a character cut at its end is forgiven. */
function isText(head: Buffer, complete: boolean): boolean {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32))) return false
  for (let cut = 0; cut <= (complete ? 0 : 3); cut++) {
    try {
      UTF8.decode(head.subarray(0, head.length - cut))
      return true
    } catch {
      // try again without the last byte
    }
  }
  return false
}

/** The type of a file by the bytes at its head and tail; undefined when it is none of those kept. */
export function sniff(head: Buffer, tail: Buffer, complete: boolean): MediaType | undefined {
  if (head.subarray(0, 1024).includes('%PDF-')) return 'application/pdf'
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return 'image/webp'
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return officeType(tail)
  return isText(head, complete) ? 'text/plain' : undefined
}

/** Reads head and tail of a file and tells its type. */
export async function sniffFile(path: string, size: number): Promise<MediaType | undefined> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(Math.min(HEAD, size))
    await handle.read(head, 0, head.length, 0)
    const tail = Buffer.alloc(Math.min(TAIL, size))
    await handle.read(tail, 0, tail.length, size - tail.length)
    return sniff(head, tail, size <= HEAD)
  } finally {
    await handle.close()
  }
}
