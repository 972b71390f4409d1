import type { Tx } from '#kernel/session.ts'

/** Every permission of a role. */
export async function permissionsHeld(tx: Tx, role: string): Promise<string[]> {
  const rows = await tx.rows<{ permission: string }>('select permission from role_permission where role = $1 order by permission', [role])
  return rows.map(({ permission }) => permission)
}
