import type { ReformReport } from '@phaodai/office/reform.ts'
import type { Tx } from '#kernel/transaction.ts'

export interface RunRow { id: string; reformId: string; kind: 'rehearsal' | 'carry-out'; plan: number; state: string; createdBy: string | null }
export interface WorkRow { id: string; name: string; effectiveOn: string; legalNumber: string; legalOn: string; legalIssuer: string; plan: number; state: string }

/** One rehearsal or carrying out as it was asked for. */
export function findRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  return tx.find<RunRow>('select id, reform_id as "reformId", kind, plan, state, created_by as "createdBy" from reform_run where id = $1', [id])
}

/** The operation, held so that nobody else carries it out at the same time. */
export function findWork(tx: Tx, id: string): Promise<WorkRow | undefined> {
  return tx.find<WorkRow>(
    `select id, name, effective_on as "effectiveOn", legal_number as "legalNumber", legal_on as "legalOn", legal_issuer as "legalIssuer", plan, state from reform where id = $1 for update`, [id])
}

/** From here on the transaction's entries in the audit are those of the post that asked, under one permission. */
export async function actFor(tx: Tx, postId: string | null, permission: string): Promise<void> {
  await tx.run(`
    select set_config('app.person', o.person_id::text, true), set_config('app.post', o.id::text, true), set_config('app.body', o.acts_for_id::text, true), set_config('app.permission', $2, true)
    from post o where o.id = $1`, [postId, permission])
}

/** Marks the operation as carried out, with the transaction in which all of it stands in the audit. */
export async function markCarriedOut(tx: Tx, id: string, at: string): Promise<void> {
  await tx.run(`update reform set state = 'carried_out', carried_out_at = $2, tx = pg_current_xact_id() where id = $1 and state = 'confirmed'`, [id, at])
}

type Note = { state: string; step?: number; steps?: number; report?: ReformReport; problem?: string; endedAt?: string }

/** How far a run has come, in a transaction of its own. */
export async function noteRun(tx: Tx, id: string, { state, step, steps, report, problem, endedAt }: Note): Promise<void> {
  await tx.run(`
    update reform_run set state = $2, step = coalesce($3, step), steps = coalesce($4, steps), report = coalesce($5, report), problem = $6, ended_at = $7
    where id = $1 and state in ('queued', 'running')`, [id, state, step ?? null, steps ?? null, report ? JSON.stringify(report) : null, problem ?? null, endedAt ?? null])
}

/** Confirmed operations whose day has come and that nobody is carrying out. */
export function findDue(tx: Tx, day: string): Promise<{ id: string; plan: number }[]> {
  return tx.rows(`select r.id, r.plan from reform r where r.state = 'confirmed' and r.effective_on <= $1
    and not exists (select from reform_run u where u.reform_id = r.id and u.kind = 'carry-out' and u.plan = r.plan and u.created_at > r.confirmed_at - interval '1 second')`, [day])
}

/** Puts a carrying out down as the confirming person's. */
export async function queueDue(tx: Tx, { id, plan }: { id: string; plan: number }): Promise<string> {
  return (await tx.get<{ id: string }>(`
    insert into reform_run (id, reform_id, kind, plan, created_by)
    select gen_random_uuid(), $1, 'carry-out', $2, (select o.id from post o join reform r on r.id = $1 and r.confirmed_by = o.person_id order by o.valid_to desc nulls first, o.id limit 1) returning id`, [id, plan])).id
}

/** What a plan changes, in numbers. */
export async function countPlan(tx: Tx, id: string): Promise<Pick<ReformReport, 'bodies' | 'posts'>> {
  return tx.get(`
    select jsonb_build_object('ending', (select count(*) from reform_move where reform_id = $1), 'beginning', (select count(*) from reform_body where reform_id = $1),
        'lasting', (select count(*) from body b join reform r on r.id = $1 where b.valid_from < r.effective_on and (b.valid_to is null or b.valid_to >= r.effective_on) and not exists (select from reform_move m where m.reform_id = $1 and m.body_id = b.id)),
        'unitsEnding', (select count(*) from reform_unit where reform_id = $1 and fate = 'ends'), 'unitsBeginning', (select count(*) from reform_unit where reform_id = $1 and fate = 'begins'),
        'villages', (select count(*) from reform_unit where reform_id = $1 and fate = 'made')) as bodies,
      jsonb_build_object('moving', (select count(*) from reform_post where reform_id = $1 and fate = 'moves'), 'ending', (select count(*) from reform_post where reform_id = $1 and fate = 'ends')) as posts`, [id])
}
