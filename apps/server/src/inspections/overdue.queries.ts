import type { Tx } from '#kernel/transaction.ts'

/** Notes once of each deadline that it has passed unmet; from that step the notices of both bodies are made. Runs as the system; returns how many. */
export function noteOverdue(tx: Tx, day: string, at: string): Promise<number> {
  return tx.run(`
    insert into finding_step (id, finding_id, kind, old_deadline, body_id, post_id, day, at)
    select gen_random_uuid(), f.id, 'overdue', f.deadline, null, null, $1, $2 from finding f where f.state = 'open' and f.voided_at is null and f.deadline < $1
    on conflict (finding_id, old_deadline) where kind = 'overdue' do nothing`, [day, at])
}
