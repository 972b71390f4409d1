import type { SearchQuery } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { FoundKind, FoundRow } from './kinds.queries.ts'

/** A place in the list of one kind: how well it matched, its day, its id. */
export type Place = { rank: number; day: string; id: string }

const FIND = 'select found_row as id, found_day as day, found_rank as rank from find_entries($1, $2, $3::jsonb, $4, $5::date, $6::uuid, $7)'

/** Ids of a kind in the viewer's scope, best first, after a place. */
export function findPlaces(tx: Tx, kind: string, query: SearchQuery, after: Place | null, limit: number): Promise<Place[]> {
  const { issuerId, from, to, state } = query
  return tx.rows<Place>(FIND, [kind, query.q, JSON.stringify({ issuerId, from, to, state }), after?.rank ?? null, after?.day ?? null, after?.id ?? null, limit])
}

/** The rows of these ids that the viewer may read, in the order of the ids. */
export async function loadFound(tx: Tx, { rows }: FoundKind, ids: readonly string[]): Promise<FoundRow[]> {
  if (ids.length === 0) return []
  const found = new Map((await tx.rows<FoundRow>(rows, [ids])).map(row => [row.id, row]))
  return ids.flatMap(id => found.get(id) ?? [])
}

/** Bodies in force whose names hold every word, names that begin with the first of them before others, upper levels first; public. */
export function findBodies(tx: Tx, day: string, words: readonly string[], skip: number, limit: number): Promise<FoundRow[]> {
  return tx.rows<FoundRow>(`
    select b.id::text, '/to-chuc/' || b.id as path, b.name as title, array[b.name] as texts, null as day, null as state,
      (select jsonb_build_object('id', p.id, 'name', p.short_name) from body p where p.id = b.parent_id) as body
    from body b
    where b.valid_from <= $1 and coalesce(b.valid_to, $1) >= $1
      and not exists (select from unnest($2::text[]) w where position(' ' || w in ' ' || b.search_key || ' ' || lower(b.short_name)) = 0)
    order by position($2[1] in b.search_key) > 1, array_position(array['province', 'district', 'commune', 'village'], b.level), length(b.name), b.id
    offset $3 limit $4`, [day, words, skip, limit])
}
