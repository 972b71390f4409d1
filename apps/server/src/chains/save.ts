import type { CaseLinkInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Enters a link; false when the id stands already. */
export async function insertLink(tx: Tx, id: string, toId: string, { fromCaseId, kind, basis, setting, metOn, note }: CaseLinkInput): Promise<boolean> {
  return (await tx.run(`insert into case_link (id, from_case, to_case, kind, basis, setting, met_on, note) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [id, fromCaseId, toId, kind, basis, setting, metOn, note])) > 0
}

/** Takes a link back, with the reason. */
export function voidLink(tx: Tx, id: string, reason: string): Promise<number> {
  return tx.run('update case_link set voided_at = now(), void_reason = $2 where id = $1 and voided_at is null', [id, reason])
}
