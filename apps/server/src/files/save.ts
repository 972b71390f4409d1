import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

export type NewFile = { id: string; sha256: string; size: number; mediaType: string; name: string }

export async function insertFile(tx: Tx, file: NewFile): Promise<void> {
  await tx.run(
    'insert into file (id, sha256, size, media_type, name) values ($1, $2, $3, $4, $5) on conflict (id) do nothing',
    [file.id, file.sha256, file.size, file.mediaType, file.name])
}

/**
 * Hangs files of the acting post on a thing it sees; a repeat changes nothing. Problem `reference-missing` when one is
 * not the post's own or hangs elsewhere already.
 */
export async function attachFiles(tx: Tx, subject: string, id: string, fileIds: string[]): Promise<void> {
  const wanted = [...new Set(fileIds)]
  if (wanted.length === 0) return
  await tx.run(
    `update file set attached_subject = $1, attached_id = $2
     where id = any ($3) and post_id = app_post() and attached_id is null`, [subject, id, wanted])
  const hanging = await tx.get<{ n: number }>(
    'select count(*) as n from file where id = any ($3) and attached_subject = $1 and attached_id = $2', [subject, id, wanted])
  if (hanging.n < wanted.length) throw new Problem('reference-missing')
}
