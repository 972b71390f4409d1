import type { ScheduleInput, Statistics, StatisticsQuery } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { Working } from './load.ts'

/** Sets a schedule of the acting body from a day on; 0 when the id is taken. */
export function insertSchedule(tx: Tx, id: string, s: ScheduleInput, startsOn: string): Promise<number> {
  return tx.run(`
    insert into statistics_schedule (id, owner_id, name, every, day, hour, side, basis, grouping, form, recipient_ids, starts_on)
    values ($1, app_body(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`, [id, s.name, s.every, s.day, s.hour, s.side, s.basis, s.by, s.form, s.recipientIds, startsOn])
}

/** Changes a schedule in force under the version read; from then on it works in the post that changed it. */
export function updateSchedule(tx: Tx, id: string, s: ScheduleInput): Promise<number> {
  return tx.run(`
    update statistics_schedule set name = $3, every = $4, day = $5, hour = $6, side = $7, basis = $8, grouping = $9, form = $10, recipient_ids = $11, author_id = app_post()
    where id = $1 and version = $2 and ended_at is null`, [id, s.version, s.name, s.every, s.day, s.hour, s.side, s.basis, s.by, s.form, s.recipientIds])
}

/** Ends a schedule; what went out stays. */
export function endSchedule(tx: Tx, id: string, version: number, at: string): Promise<number> {
  return tx.run('update statistics_schedule set ended_at = $3 where id = $1 and version = $2 and ended_at is null', [id, version, at])
}

/** A run as it is to be written. */
export interface NewRun { id: string; schedule: Working; runOn: string; dueAt: string; from: string; to: string; query: StatisticsQuery; found: Statistics | null; problem: string | null; draftId: string | null; at: string }

/** Writes a run, or what came of one that had failed; returns its id, undefined when another server was quicker. */
export async function saveRun(tx: Tx, r: NewRun): Promise<string | undefined> {
  const state = r.found === null ? 'failed' : r.draftId === null ? 'sent' : 'made'
  const found = r.found && JSON.stringify(r.found)
  const rows = await tx.rows<{ id: string }>(`
    insert into statistics_run as old (id, schedule_id, owner_id, name, run_on, due_at, period_from, period_to, form, query, found, draft_id, state, problem, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    on conflict (schedule_id, run_on) do update set found = excluded.found, draft_id = excluded.draft_id, state = excluded.state, problem = excluded.problem, made_at = excluded.made_at
      where old.state = 'failed' and excluded.state <> 'failed'
    returning id`,
  [r.id, r.schedule.id, r.schedule.ownerId, r.schedule.name, r.runOn, r.dueAt, r.from, r.to, r.schedule.form, JSON.stringify(r.query), found, r.draftId, state, r.problem, r.found === null ? null : r.at])
  return rows[0]?.id
}

/** Notes that a run's draft is begun, or what keeps it from being begun. Runs as the system. */
export function markDrafted(tx: Tx, runId: string, problem: string | null): Promise<number> {
  return tx.run(`update statistics_run set state = case when $2::text is null then 'drafted' else state end, problem = $2 where id = $1 and state = 'made' and ($2::text is null or problem is distinct from $2)`, [runId, problem])
}

/** Puts a run before its recipients. */
export function deliverRun(tx: Tx, runId: string, bodyIds: readonly number[], at: string): Promise<number> {
  return tx.run(`
    insert into statistics_delivery (id, run_id, owner_id, body_id, delivered_at) select gen_random_uuid(), $1, app_body(), b, $3 from unnest($2::int[]) b on conflict do nothing`, [runId, bodyIds, at])
}

/** The acting body has opened what it received. */
export function markRunRead(tx: Tx, id: string, at: string): Promise<number> {
  return tx.run('update statistics_delivery set read_at = $2 where run_id = $1 and body_id = app_body() and read_at is null', [id, at])
}
