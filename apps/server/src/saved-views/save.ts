import type { SavedViewInput, SavedViewPatch } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

/** Keeps a view; an id that is taken changes nothing. */
export function insertSavedView(tx: Tx, id: string, { place, name, query, position, shared }: SavedViewInput): Promise<number> {
  return tx.run('insert into saved_view (id, place, name, query, position, shared) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing', [id, place, name, JSON.stringify(query), position, shared])
}

/** Changes one's own view under the version read; returns how many rows were changed. */
export function updateSavedView(tx: Tx, id: string, { version, name, query, position, shared, removed }: SavedViewPatch, at: string): Promise<number> {
  return tx.run(`
    update saved_view set name = coalesce($3, name), query = coalesce($4::jsonb, query), position = coalesce($5, position), shared = coalesce($6, shared),
      removed_at = case when $7::boolean is null then removed_at when $7 then $8::timestamptz end
    where id = $1 and version = $2`, [id, version, name ?? null, query ? JSON.stringify(query) : null, position ?? null, shared ?? null, removed ?? null, at])
}
