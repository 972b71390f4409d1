import type { Tx } from './transaction.ts'

/** Rows of a table that are looked through in the time of a page, whatever is sought among them. */
const MANY = 100_000

/** Whether a table is so long that a page may not look through all of it, by the database's own estimate. */
export async function isLongTable(tx: Tx, table: string): Promise<boolean> {
  return (await tx.get<{ long: boolean }>(`select coalesce((select c.reltuples > ${MANY} from pg_class c where c.oid = to_regclass($1)), false) as long`, [table])).long
}
