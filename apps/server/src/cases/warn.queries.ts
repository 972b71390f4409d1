import type { Tx } from '#kernel/transaction.ts'

/** Clocks that ran out longer ago than this are no news: a list entered late would call the whole office. */
const OLDEST = '30 days'

/** Warns once of every clock whose last quarter has begun (`soon`) and once of every one that has run out (`late`); returns how many. Runs as the system. */
export function writeWarnings(tx: Tx, now: string): Promise<number> {
  return tx.run(`
    insert into disease_case_warning (case_id, area_id, kind, warned_at)
    select k.case_id, k.area_id, case when k.due_at < $1 then 'late' else 'soon' end, $1
    from disease_case_clock k join disease_case c on c.id = k.case_id
    where k.stopped_at is null and c.voided_at is null and k.due_at > $1::timestamptz - interval '${OLDEST}' and k.due_at - (k.due_at - k.started_at) * 0.25 <= $1
    on conflict do nothing`, [now])
}

/** What was done calls nobody any more: unread notices of clocks that have stopped, or of cases that are void. */
export function settleWarnings(tx: Tx, now: string): Promise<number> {
  return tx.run(`
    update notice n set read_at = $1 from disease_case c left join disease_case_clock k on k.case_id = c.id
    where n.thing = 'disease_case' and c.id = n.thing_id and n.read_at is null and n.kind in ('case-clock-soon', 'case-clock-late') and (k.case_id is null or k.stopped_at is not null or c.voided_at is not null)`, [now])
}
