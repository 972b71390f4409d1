import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from './problem.ts'

/** A file as it arrived: complete, measured, but not yet kept. */
export type ReceivedFile = {
  sha256: string
  /** Bytes. */
  size: number
  /** Path of the bytes until kept or dropped. */
  path: string
}

/** Bytes by their digest. What a file is called, and who may see it, stands in the database. */
export type FileStore = {
  /** Reads a stream to the end; Problem `too-large` as soon as it passes `limit` bytes, `file-empty` when it has none. */
  receive: (stream: Readable, limit: number) => Promise<ReceivedFile>
  /** Moves the bytes to their place; twice the same digest is one file. */
  keep: (file: ReceivedFile) => Promise<void>
  /** Removes bytes that were received and are not kept; harmless afterwards. */
  drop: (file: ReceivedFile) => Promise<void>
  /** Streams kept bytes. */
  read: (sha256: string) => Readable
  /** Path of kept bytes, for engines that read files themselves. */
  pathOf: (sha256: string) => string
}

/** The refusal of a file above `limit` bytes, naming the limit. */
export function tooLarge(limit: number): Problem {
  return new Problem('too-large', { detail: `Tệp được nhận lớn nhất ${Math.floor(limit / 1024 / 1024)} MB.` })
}

/** Passes chunks on and counts them. The stream is left open on refusal: closing it would cut off the reply. */
async function* measured(stream: Readable, limit: number, seen: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  let size = 0
  const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false })
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    seen(chunk)
    yield chunk
  }
}

async function receiveInto(folder: string, stream: Readable, limit: number): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o750 })
  const path = join(folder, randomUUID())
  const digest = createHash('sha256')
  let size = 0
  try {
    const chunks = measured(stream, limit, (chunk) => {
      digest.update(chunk)
      size += chunk.length
    })
    await pipeline(chunks, createWriteStream(path, { mode: 0o640, flags: 'wx' }))
    if (size === 0) throw new Problem('file-empty')
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { sha256: digest.digest('hex'), size, path }
}

/** Makes the bytes and their name durable before anybody is told that the file is kept. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function moveIn(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o750 })
  await flush(from)
  await rename(from, to)
  await flush(dirname(to))
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false)
}

/** The store under `dataFolder`/files: `ab/cdef…` by SHA-256. */
export function createFileStore(dataFolder: string): FileStore {
  const root = join(dataFolder, 'files')
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2))
  return {
    receive: (stream, limit) => receiveInto(join(root, 'incoming'), stream, limit),
    keep: async (file) => {
      const place = pathOf(file.sha256)
      if (await exists(place)) await rm(file.path, { force: true })
      else await moveIn(file.path, place)
    },
    drop: (file) => rm(file.path, { force: true }),
    read: (sha256) => createReadStream(pathOf(sha256)),
    pathOf,
  }
}
