import type { Tx } from './transaction.ts'

/** What the posts of a role may do. */
export async function permissionsHeld(tx: Tx, role: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ permission: string }>('select permission from role_permission where role = $1 order by permission', [role])
  return new Set(rows.map(({ permission }) => permission))
}
