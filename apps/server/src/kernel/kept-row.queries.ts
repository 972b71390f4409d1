import { refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

/** A table whose rows belong to a body: API names by column, in the order they are written. */
export type Kept = { table: string; columns: Readonly<Record<string, string>> }

type Given = Record<string, unknown> & { version: number }
type Found = Record<string, unknown> & { id: string; version: number }

const selected = ({ columns }: Kept): string => Object.entries(columns).map(([name, column]) => `${column} as "${name}"`).join(', ')

function find(tx: Tx, kept: Kept, bodyId: number, id: string): Promise<Found | undefined> {
  return tx.find<Found>(`select id, version, ${selected(kept)} from ${kept.table} where id = $1 and body_id = $2`, [id, bodyId])
}

function insert(tx: Tx, { table, columns }: Kept, bodyId: number, id: string, given: Given): Promise<number> {
  const names = Object.keys(columns)
  return tx.run(
    `insert into ${table} (id, body_id, ${Object.values(columns).join(', ')}) values ($1, $2, ${names.map((_, n) => `$${n + 3}`).join(', ')}) on conflict (id) do nothing`,
    [id, bodyId, ...names.map((name) => given[name] ?? null)])
}

function update(tx: Tx, { table, columns }: Kept, bodyId: number, id: string, given: Given, fixed: readonly string[]): Promise<number> {
  const names = Object.keys(columns).filter((name) => !fixed.includes(name))
  return tx.run(
    `update ${table} set ${names.map((name, n) => `${columns[name]} = $${n + 4}`).join(', ')} where id = $1 and body_id = $2 and version = $3`,
    [id, bodyId, given.version, ...names.map((name) => given[name] ?? null)])
}

/**
 * Makes a row of a body (version 0; sending it again changes nothing) or corrects the version that was read, but for the
 * columns that are fixed once made. Problems: `not-allowed`, `duplicate`, `stale`, `not-found`.
 */
export async function putRow(tx: Tx, kept: Kept, bodyId: number, id: string, given: Given, fixed: readonly string[] = []): Promise<void> {
  if (given.version === 0) {
    const before = await find(tx, kept, bodyId, id)
    if (before === undefined) await insert(tx, kept, bodyId, id, given)
    sameOrRefuse(before ?? await find(tx, kept, bodyId, id), (row) => before === undefined || Object.keys(kept.columns).every((name) => JSON.stringify(row[name] ?? null) === JSON.stringify(given[name] ?? null)))
    return
  }
  if (await update(tx, kept, bodyId, id, given, fixed) === 0) refuseStale(await find(tx, kept, bodyId, id), given)
}
