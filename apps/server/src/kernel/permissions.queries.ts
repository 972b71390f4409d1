import type { Tx } from './transaction.ts'

const HELD = { name: 'kernel.permissions', text: 'select permission from role_permission where role = $1 order by permission' }

/** What the posts of a role may do. */
export async function permissionsHeld(tx: Tx, role: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ permission: string }>(HELD, [role])
  return new Set(rows.map(({ permission }) => permission))
}
