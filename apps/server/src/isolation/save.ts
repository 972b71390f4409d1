import type { HomeCheckInput, IsolationDayInput, IsolationViolationInput } from '@phaodai/office'
import type * as z from 'zod'
import type { Tx } from '#kernel/session.ts'

/** Moves orders that stand in one of the states; the rest is left. Returns the ids moved. */
export async function beginOrders(tx: Tx, ids: readonly string[], at: string): Promise<string[]> {
  return (await tx.rows<{ id: string }>(`update isolation_order set state = 'running', started_at = $2 where id = any ($1::uuid[]) and state = 'decided' and voided_at is null returning id`, [ids, at])).map(({ id }) => id)
}

/** One step of an order; 0 = stale, or not in sight. */
export function markStep(tx: Tx, id: string, version: number, state: string, reason: string | null, endedAt: string | null): Promise<number> {
  return tx.run('update isolation_order set state = $3, state_reason = coalesce($4, state_reason), ended_at = $5 where id = $1 and version = $2', [id, version, state, reason, endedAt])
}

/** Keeps one check of a home. */
export function insertHomeCheck(tx: Tx, id: string, orderId: string, { items, note }: z.output<typeof HomeCheckInput>, fit: boolean, at: string): Promise<number> {
  return tx.run('insert into isolation_home_check (id, order_id, checked_at, items, fit, note) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing', [id, orderId, at, JSON.stringify(items), fit, note])
}

/** Keeps half a day: the first entry stands, who knows its version corrects it. Returns 0 where neither holds. */
export function upsertDay(tx: Tx, orderId: string, day: string, half: string, { temperature, spo2, breaths, symptoms, signs, note, version }: IsolationDayInput, warns: boolean, at: string): Promise<number> {
  const values = [orderId, day, half, temperature, spo2, breaths, symptoms, signs, note, warns, at]
  return version === null
    ? tx.run('insert into isolation_day (order_id, on_day, half, temperature, spo2, breaths, symptoms, signs, note, warns, entered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing', values)
    : tx.run('update isolation_day set temperature = $4, spo2 = $5, breaths = $6, symptoms = $7, signs = $8, note = $9, warns = $10, entered_at = $11 where order_id = $1 and on_day = $2 and half = $3 and version = $12', [...values, version])
}

/** Keeps what was broken. */
export function insertViolation(tx: Tx, id: string, orderId: string, { kind, seenAt, fact }: z.output<typeof IsolationViolationInput>): Promise<number> {
  return tx.run('insert into isolation_violation (id, order_id, kind, seen_at, fact) values ($1, $2, $3, $4, $5) on conflict (id) do nothing', [id, orderId, kind, seenAt, fact])
}

/** Begins a run of papers; 0 = the id is taken. */
export function insertRun(tx: Tx, id: string, paper: string, format: string, papers: readonly unknown[], at: string): Promise<number> {
  return tx.run('insert into isolation_paper_run (id, paper, format, papers, total, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing', [id, paper, format, JSON.stringify(papers), papers.length, at])
}

/** Stops a run that is not done; what was to be drawn goes with it. */
export function stopRun(tx: Tx, id: string): Promise<number> {
  return tx.run(`update isolation_paper_run set state = 'stopped', papers = null where id = $1 and state in ('queued', 'drawing')`, [id])
}
