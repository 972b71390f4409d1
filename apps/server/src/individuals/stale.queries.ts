import type { Tx } from '#kernel/transaction.ts'

export type Stale = { id: string; since: string }

/** People whose keys and pairs have to be found anew, the longest waiting first. */
export function takeStale(tx: Tx, limit: number): Promise<Stale[]> {
  return tx.rows<Stale>('select individual_id as id, since::text as since from individual_stale order by since limit $1', [limit])
}

/** Marks them done, unless they changed again meanwhile. */
export async function settleStale(tx: Tx, done: readonly Stale[]): Promise<void> {
  await tx.run('delete from individual_stale s using unnest($1::uuid[], $2::text[]) d (id, since) where s.individual_id = d.id and s.since = d.since::timestamptz', [done.map(({ id }) => id), done.map(({ since }) => since)])
}

/** Replaces the blocking keys of a person; those of the name are kept by the database. */
export async function replaceKeys(tx: Tx, id: string, areaId: number, keys: readonly string[]): Promise<void> {
  await tx.run("delete from individual_key where individual_id = $1 and left(key, 1) <> 'n'", [id])
  await tx.run('insert into individual_key (individual_id, area_id, key) select $1, $2, unnest($3::text[]) on conflict do nothing', [id, areaId, keys])
}

/** Forgets the undecided pairs of people whose facts changed. */
export async function forgetPairs(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run('delete from individual_pair where decided is null and (a_id = any ($1::uuid[]) or b_id = any ($1::uuid[]))', [ids])
}

export type FoundPair = { a: { id: string; areaId: number }; b: { id: string; areaId: number }; bits: number; verdict: string; evidence: readonly object[] }

/** Writes a pair; one that was decided stays decided. */
export async function writePair(tx: Tx, { a, b, bits, verdict, evidence }: FoundPair): Promise<void> {
  const [first, second] = a.id < b.id ? [a, b] : [b, a]
  await tx.run(`insert into individual_pair (a_id, b_id, a_area_id, b_area_id, bits, verdict, evidence) values ($1, $2, $3, $4, $5, $6, $7) on conflict (a_id, b_id) do nothing`,
    [first.id, second.id, first.areaId, second.areaId, bits, verdict, JSON.stringify(evidence)])
}
