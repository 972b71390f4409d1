import { unzip, type UnzipFileInfo } from 'fflate'
import { FileError, LARGEST_FILE } from './file-error.ts'

/** A file out of an archive, by its own name without folders. */
export interface ArchiveEntry { name: string; path: string; bytes: Uint8Array }

const MOST_ENTRIES = 50
const LARGEST_WHOLE = 60 * 1024 * 1024
/** Text shrinks some tenfold; a thousandfold is a bomb. */
const DENSEST = 300

/** What systems put into archives by themselves. */
const JUNK = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i

/** A name that leads out of the folder it is unpacked to, on any system. */
function leadsOut(path: string): boolean {
  const plain = path.replaceAll('\\', '/')
  return plain.startsWith('/') || /^[A-Za-z]:/.test(plain) || plain.split('/').includes('..') || plain.includes('\u0000')
}

/** Judges by the directory alone, before anything is unpacked; throws on the first entry that may not be. */
function gate(): (info: UnzipFileInfo) => boolean {
  let [count, whole] = [0, 0]
  return ({ name, size, originalSize }) => {
    if (leadsOut(name)) throw new FileError('archive-path')
    if (name.endsWith('/') || JUNK.test(name)) return false
    whole += originalSize
    if (++count > MOST_ENTRIES || whole > LARGEST_WHOLE || originalSize > LARGEST_FILE || originalSize > size * DENSEST + 1024) throw new FileError('archive-too-large')
    return true
  }
}

/** Bit 0 of the flags of the first entry: its content is behind a password. */
function isLocked(bytes: Uint8Array): boolean {
  return ((bytes[6] ?? 0) & 1) === 1
}

function unpacked(bytes: Uint8Array, filter: (info: UnzipFileInfo) => boolean): Promise<Record<string, Uint8Array>> {
  return new Promise((resolve, reject) => {
    try {
      unzip(bytes, { filter }, (fault, files) => (fault ? reject(new FileError('damaged-file')) : resolve(files)))
    } catch (fault) {
      reject(fault instanceof FileError ? fault : new FileError('damaged-file'))
    }
  })
}

/**
 * Files of a .zip in memory; nothing is written to a disk. Throws FileError for a password, a name that leads out, and
 * more than 50 files, 20 MB a file or 60 MB in all (by its directory, which bounds what is unpacked).
 */
export async function readZip(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  if (isLocked(bytes)) throw new FileError('encrypted-file')
  const files = await unpacked(bytes, gate())
  return Object.entries(files).map(([path, content]) => ({ path, name: path.replace(/^.*\//, '').normalize('NFC'), bytes: content }))
}
