import type { Tx } from '#kernel/session.ts'

/** Which column (by its header) fills which field. */
export type Mapping = Record<string, string>

/** The mapping the acting post used last for this register, or undefined. */
export async function findMapping(tx: Tx, register: string): Promise<Mapping | undefined> {
  const row = await tx.find<{ mapping: Mapping }>('select mapping from import_mapping where register = $1 and post_id = app_post()', [register])
  return row?.mapping
}

/** Keeps the mapping for the acting post's next import. */
export async function saveMapping(tx: Tx, register: string, mapping: Mapping): Promise<void> {
  await tx.run(`insert into import_mapping (register, mapping) values ($1, $2)
    on conflict (post_id, register) do update set mapping = excluded.mapping, updated_at = now()`, [register, JSON.stringify(mapping)])
}
