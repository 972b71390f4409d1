import type { ReferenceRelation, ReviewPage } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

/** A document in sight that ended by its own state or day. */
export interface Ended { id: string; state: string; successorId: string | null; expiresOn: string | null }

/** Documents in sight that were withdrawn or superseded, or whose last day lies before `today`. */
export function loadEnded(tx: Tx, today: string): Promise<Ended[]> {
  return tx.rows(`select id, state, (select s.id from directive s where s.id = d.superseded_by_id and s.state <> 'draft') as "successorId", case when expires_on < $1::date then expires_on end as "expiresOn"
    from directive d where state in ('withdrawn', 'superseded') or (expires_on < $1::date and state = 'issued')`, [today])
}

/** Ids of documents in force that replace, amend or repeal others. */
export async function loadChangers(tx: Tx, relations: readonly ReferenceRelation[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`select distinct r.directive_id as id from directive_reference r join directive d on d.id = r.directive_id
    where r.removed_at is null and r.relation = any($1::text[]) and d.state in ('issued', 'superseded')`, [relations])
  return rows.map(({ id }) => id)
}

/** A task of the acting body's giving whose ground may have changed. */
export type TaskRow = ReviewPage['tasks'][number]['task'] & { directiveId: string; needsReview: string | null }

/** Open tasks that the acting body gave out of these documents. */
export function loadGivenTasks(tx: Tx, directiveIds: readonly string[]): Promise<TaskRow[]> {
  return tx.rows(`
    select t.id, t.text, jsonb_build_object('id', b.id, 'name', b.short_name) as body, t.deadline, t.state, t.version, d.number as "directiveNumber", t.directive_id as "directiveId", t.needs_review as "needsReview"
    from task t join body b on b.id = t.body_id left join directive d on d.id = t.directive_id
    where t.assigner_id = app_body() and not t.closed and t.directive_id = any($1::uuid[]) order by t.due, t.id limit 2000`, [directiveIds])
}

/** What was decided already, by the acting body. */
export interface Decided { subjectId: string; causeId: string; cause: string; becauseId: string | null }

export function loadDecided(tx: Tx, causeIds: readonly string[]): Promise<Decided[]> {
  return tx.rows(`select coalesce(task_id, document_id, zone_id) as "subjectId", cause_id as "causeId", cause, because_id as "becauseId" from review_decision
    where owner_id = app_body() and cause_id = any($1::uuid[])`, [causeIds])
}
