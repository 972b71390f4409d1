import type { Tx } from '#kernel/transaction.ts'

/** Orders of isolation for the lines of lists that were asked for, each as it stands on a day: decided and running where signed, over where their days are. One for each person: nobody is under two. */
export function saveIsolations(tx: Tx, today: string): Promise<number> {
  return tx.run(`
    with listed as (
      select distinct on (coalesce(k.individual_id, k.id)) md5('isolation' || n.id)::uuid as id, n.id as line_id, l.id as list_id, l.state as list_state, l.area_id, l.body_id, l.requested_at, l.requester_title, l.signed_at, l.signer_title, l.signer_name, l.decision_number, l.requested_by, l.case_id,
        k.id as contact_id, k.individual_id, k.isolated_at, n.tier, n.form, n.last_contact_on, n.days, n.until_on, c.disease_code, day_in_vietnam(l.requested_at) as from_on, p.full_name, p.birth_year, p.address, r.code as rule, r.source as rule_source, r.watch_days
      from order_list l join order_line n on n.list_id = l.id join case_contact k on k.id = n.contact_id join disease_case c on c.id = k.case_id left join order_person p on p.id = n.id
        left join lateral (select x.code, x.source, x.watch_days from isolation_rule x where x.disease_code = c.disease_code and x.subject = n.tier and x.superseded_at is null and x.form is not null and day_in_vietnam(l.requested_at) between x.valid_from and coalesce(x.valid_to, 'infinity')
          and x.doses_from is null and x.age_from is null and x.age_to is null and not x.needs_fit_home limit 1) r on true
      where l.kind = 'isolate' and l.state in ('signed', 'requested', 'confirmed') and n.until_on >= day_in_vietnam(l.requested_at) and k.voided_at is null
      order by coalesce(k.individual_id, k.id), l.state = 'signed' desc, l.requested_at),
    stood as (select *, case when list_state <> 'signed' then 'requested' when isolated_at is null then 'decided' when until_on < $1::date - 1 then 'completed' else 'running' end as state from listed),
    made as (
      insert into isolation_order (id, area_id, subject, disease_code, individual_id, contact_id, case_id, full_name, birth_year, address, form, counted_from, days, from_on, until_on, watch_until, rule, rule_source, requested_at, started_at, ended_at, state, search_key, created_by)
      select id, area_id, tier, disease_code, individual_id, contact_id, case_id, full_name, birth_year, address, form, last_contact_on, days, from_on, until_on, case when watch_days > 0 then until_on + watch_days end, rule, rule_source, requested_at,
        case when state in ('running', 'completed') then isolated_at end, case when state = 'completed' then start_in_vietnam(until_on) + interval '16 hours' end, state, '', requested_by from stood returning id),
    decided as (
      insert into isolation_decision (order_id, list_id, body_id, number, decided_at, decider_title, decider_name, requested_at, requester_title)
      select id, list_id, body_id, decision_number, signed_at, signer_title, signer_name, requested_at, requester_title from stood where state <> 'requested' returning order_id)
    update order_line n set isolation_id = s.id from stood s where n.id = s.line_id and s.id in (select id from made)`, [today])
}
