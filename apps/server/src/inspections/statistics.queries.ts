import type { InspectionStatistics } from '@phaodai/office/inspection.ts'
import type { Tx } from '#kernel/session.ts'

const LATE = "f.state = 'open' and f.voided_at is null and f.deadline < $1"

/** What was inspected, found and penalised from a day to a day within the caller's areas; the standing of findings is that of `today`. */
export async function loadStatistics(tx: Tx, from: string, to: string, today: string): Promise<InspectionStatistics> {
  const [inspections, findings, violations, late] = await Promise.all([
    tx.get<InspectionStatistics['inspections']>(`
      select count(*) filter (where state = 'planned')::int as planned, count(*) filter (where state in ('done', 'followed_up', 'closed'))::int as done, count(*) filter (where state = 'cancelled')::int as cancelled
      from inspection where voided_at is null and coalesce((visited_at at time zone 'Asia/Ho_Chi_Minh')::date, planned_on) between $1 and $2`, [from, to]),
    tx.get<InspectionStatistics['findings']>(`
      select count(*)::int as made, count(*) filter (where f.state = 'open')::int as open, count(*) filter (where f.state = 'open' and f.deadline < $3)::int as overdue, count(*) filter (where f.state = 'fix_reported')::int as reported,
        count(*) filter (where f.state = 'closed')::int as closed, count(*) filter (where f.state = 'closed' and exists (select from finding_step s where s.finding_id = f.id and s.kind = 'overdue'))::int as "closedLate"
      from finding f where f.voided_at is null and f.state <> 'withdrawn' and f.found_on between $1 and $2`, [from, to, today]),
    tx.rows<InspectionStatistics['violations'][number]>(`
      select coalesce(h.name, 'Chưa ghi hành vi') as behaviour, count(*) filter (where v.state = 'noted')::int as noted, count(*) filter (where v.state = 'reminded')::int as reminded, count(*) filter (where v.state = 'recorded')::int as recorded,
        count(p.id)::int as decided, coalesce(sum(p.amount), 0)::float8 as fined, coalesce(sum(p.amount) filter (where p.paid_on is not null), 0)::float8 as paid
      from violation v left join sanctioned_behaviour h on h.id = v.behaviour left join penalty p on p.id = v.id
      where v.voided_at is null and v.occurred_on between $1 and $2 group by h.name order by h.name is null, h.name collate "vi-x-icu"`, [from, to]),
    tx.rows<InspectionStatistics['late'][number]>(`
      select jsonb_build_object('id', b.id, 'name', b.short_name) as body, count(*)::int as overdue, max($1::date - f.deadline) as longest
      from finding f join body b on b.id = f.body_id where ${LATE} group by b.id order by b.id`, [today]),
  ])
  return { from, to, inspections, findings, violations, late }
}
