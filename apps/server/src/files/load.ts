import type { Tx } from '#kernel/session.ts'

export type FileRow = {
  id: string
  sha256: string
  size: number
  mediaType: string
  name: string
  at: string
}

/** A file the caller may see: uploaded in his post, or attached to something he sees. */
export function findFile(tx: Tx, id: string): Promise<FileRow | undefined> {
  return tx.find<FileRow>(
    'select id, sha256, size, media_type as "mediaType", name, at from file where id = $1', [id])
}

/** The visible files attached to one thing, oldest first. */
export function loadFilesOf(tx: Tx, subject: string, id: string): Promise<FileRow[]> {
  return tx.rows<FileRow>(
    `select id, sha256, size, media_type as "mediaType", name, at from file
     where attached_subject = $1 and attached_id = $2 order by at, id`, [subject, id])
}
