import { settingOn } from '#kernel/setting.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

/** Makes notices of at most `most` entries of the change stream; how many entries were looked at. Runs as the system, as all here. */
export async function makeFromStream(tx: Tx, most: number, at: string, day: string): Promise<number> {
  return (await tx.get<{ looked: number }>('select make_notices($1, $2, $3) as looked', [most, at, day])).looked
}

/** Takes the day for telling of deadlines; false = it has been told already. */
export async function takeDay(tx: Tx, day: string): Promise<boolean> {
  return (await tx.run('update notice_cursor set clock_day = $1 where clock_day is distinct from $1::date and coalesce(clock_day, $1::date) <= $1::date', [day])) === 1
}

/** Work at the body that answers for it; co-ordinating bodies are never late. */
const WORKING = `not t.closed and t.state in ('not_started', 'in_progress', 'sent_back') and t.role <> 'coordinate'`

function tellOfDeadlines(kind: string, source: string, where: string, climbs: boolean): string {
  return `
    with due as materialized (select t.id, t.body_id, t.due from task t where ${WORKING} and ${where}),
    reader as materialized (select b.body_id as of_body, o.* from (select distinct body_id from due) b cross join lateral notice_posts(b.body_id, 'task.report', null, ${climbs}, $1) o)
    insert into notice (kind, post_id, person_id, body_id, thing, thing_id, source, at, made_at)
    select '${kind}', r.id, r.person_id, r.body_id, 'task', d.id, '${source}' || d.due, $2, $2 from due d join reader r on r.of_body = d.body_id
    on conflict do nothing`
}

/** Tells once of every deadline that is near, to the body's posts. */
export function tellDueSoon(tx: Tx, day: string, soonUntil: string, at: string): Promise<number> {
  return tx.run(tellOfDeadlines('task-due-soon', 'due:', 't.due between $1 and $3::date', false), [day, at, soonUntil])
}

/** Tells once of every deadline that has passed; where nobody of the body can sign in, the nearest body above is told. */
export function tellOverdue(tx: Tx, day: string, at: string): Promise<number> {
  return tx.run(tellOfDeadlines('task-overdue', 'late:', 't.due < $1', true), [day, at])
}

/** What is over calls nobody any more: unread notices of deadlines whose tasks are closed. */
export function settleClosed(tx: Tx, at: string): Promise<number> {
  return tx.run(`
    update notice n set read_at = $1 from task t
    where n.thing = 'task' and t.id = n.thing_id and t.closed and n.read_at is null
      and n.kind in ('task-due-soon', 'task-overdue', 'task-chased', 'task-escalated', 'task-escalated-leader')`, [at])
}

/** Removes read notices and finished sendings older than the office keeps them. */
export async function forgetOld(tx: Tx, day: string): Promise<void> {
  const before = `$1::date - ${settingOn('notice-keep-days', '$1')}`
  await tx.run(`delete from notice where read_at < ${before}`, [day])
  await tx.run(`delete from notice_sending where sent_at < ${before}`, [day])
}

/** From this instant a demo's history is news; before it, nobody is told. */
export function tellSince(tx: Tx, since: string): Promise<number> {
  return tx.run('update notice_cursor set since = $1', [since])
}
