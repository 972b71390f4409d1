import { grouped } from '#server/areas/index.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Tx } from '#kernel/transaction.ts'
import { actAs } from '../save.ts'
import type { Staff } from './staff.ts'

/** Writes rows as the health post of their commune, under the permission that a request would need. */
export async function asStaff<Row extends { commune: LandUnit }>(tx: Tx, staff: Staff, permission: string, rows: readonly Row[], write: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (const [post, own] of grouped(rows, ({ commune }) => staff.of(commune))) {
    await actAs(tx, post, permission)
    await write(own)
  }
}
