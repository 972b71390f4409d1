import type { BodyRef } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

/** To whom a run's schedule sends. */
export function loadRecipients(tx: Tx, runId: string): Promise<BodyRef[]> {
  return tx.rows<BodyRef>(`
    select b.id, b.name from statistics_run r join statistics_schedule s on s.id = r.schedule_id join body b on b.id = any (s.recipient_ids)
    where r.id = $1 order by b.id`, [runId])
}
