import type { Tx } from '#kernel/session.ts'

/** What a slip says of one task, beyond the task itself. */
export interface SlipFacts {
  taskId: string
  /** The document's own words, where they differ from the task's; null out of sight. */
  verbatim: string | null
  /** By whose hand it was given: title and body, not a name. */
  givenBy: string | null
  /** Names in full, as papers have them. */
  body: string
  assigner: string
  authority: string | null
  monitor: string | null
  leads: string[]
  coordinates: string[]
  doers: string[]
}

/** What the slips of these tasks say; bodies of the same order as far as the caller sees their tasks. */
export function loadSlipFacts(tx: Tx, taskIds: readonly string[]): Promise<SlipFacts[]> {
  // Fellow leads of one order do the same each on his own: a lead's slip names himself alone.
  const bodiesAs = (role: string): string => `(select coalesce(jsonb_agg(b.name order by b.id), '[]') from (
    select distinct s.body_id from task s where s.role = '${role}' and (s.id = t.id or (t.role <> s.role and s.order_id = t.order_id and s.parent_id is not distinct from t.parent_id and s.state not in ('cancelled', 'refused')))) s join body b on b.id = s.body_id)`
  return tx.rows<SlipFacts>(`
    select t.id as "taskId", nullif(btrim(substr(d.text, o.span_start + 1, o.span_end - o.span_start)), btrim(t.text)) as verbatim,
      (select e.by_title from task_event e where e.task_id = t.id and e.kind = 'assigned' order by e.at limit 1) as "givenBy",
      own.name as body, giver.name as assigner, authority.name as authority, monitor.name as monitor,
      ${bodiesAs('lead')} as leads, ${bodiesAs('coordinate')} as coordinates, ${bodiesAs('doer')} as doers
    from task t join body own on own.id = t.body_id join body giver on giver.id = t.assigner_id left join body authority on authority.id = t.authority_id left join body monitor on monitor.id = t.monitor_id
      left join directive d on d.id = t.directive_id left join directive_order o on o.id = t.order_id and o.directive_id = d.id
    where t.id = any($1::uuid[])`, [taskIds])
}
