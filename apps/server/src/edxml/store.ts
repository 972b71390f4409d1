import type { Tx } from '#kernel/transaction.ts'

/** What an envelope says of its sender: the acting body, its OrganId where its rule names one. */
export function findSender(tx: Tx, day: string): Promise<{ id: string; name: string }> {
  return tx.get(`
    select coalesce((select r.organ_code from book_rule r where r.body_id = b.id and r.valid_from <= $1 and r.organ_code is not null order by r.valid_from desc limit 1), '') as id, b.name
    from body b where b.id = app_body()`, [day])
}

/** Full names of bodies. */
export async function loadFullNames(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.rows<{ id: number; name: string }>('select id, name from body where id = any($1::int[])', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Keeps what the envelope said beside the arrival of a document. */
export function noteEnvelope(tx: Tx, directiveId: string, envelope: object): Promise<number> {
  return tx.run('update handling set envelope = $2 where directive_id = $1 and body_id = app_body()', [directiveId, JSON.stringify(envelope)])
}
