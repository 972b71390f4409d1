-- A result that was wrong is withdrawn by whoever could have reported it, and results that differ are settled by a health post: each
-- with the reason, and every result stays. What a tube comes to is told anew from what stands. See docs/adr/0057-testing.md.
create table result_withdrawal (
  result_id uuid primary key references test_result,
  reason text not null check (char_length(reason) between 1 and 500),
  at timestamptz not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create table specimen_settlement (
  id uuid primary key,
  specimen_id uuid not null references specimen,
  outcome text not null check (outcome in ('positive', 'negative', 'indeterminate', 'invalid')),
  reason text not null check (char_length(reason) between 1 and 500),
  at timestamptz not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index specimen_settlement_specimen on specimen_settlement (specimen_id, created_at);
create trigger audit after insert or update or delete on result_withdrawal for each row execute function audit_row();
create trigger audit after insert or update or delete on specimen_settlement for each row execute function audit_row();
alter table result_withdrawal enable row level security;
alter table specimen_settlement enable row level security;
create policy result_withdrawal_read on result_withdrawal for select to pd_area, pd_whole using (exists (select from test_result t where t.id = result_id));
create policy specimen_settlement_read on specimen_settlement for select to pd_area, pd_whole using (sees_specimen(specimen_id));
grant select on result_withdrawal, specimen_settlement to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values ('specimen', 'withdraw', 'resulted', 'received');
insert into role_permission (role, permission) values ('health', 'specimen.withdraw'), ('laboratory', 'specimen.withdraw'), ('health', 'specimen_result.settle');
drop policy specimen_change on specimen;
drop policy specimen_change_whole on specimen;
create policy specimen_change on specimen for update to pd_area
  using ((app_permission() in ('specimen.update', 'specimen.void', 'specimen.send', 'specimen.receive', 'specimen.reject', 'specimen.result', 'specimen.withdraw')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy specimen_change_whole on specimen for update to pd_whole
  using (app_permission() in ('specimen.update', 'specimen.void', 'specimen.send', 'specimen.receive', 'specimen.reject', 'specimen.result', 'specimen.withdraw'))
  with check (true);

-- The last word on results that differ, unless one of those results was withdrawn after it.
create view standing_settlement with (security_invoker = true) as
  select distinct on (e.specimen_id) e.* from specimen_settlement e
  where not exists (select from test_result t join result_withdrawal w on w.result_id = t.id where t.specimen_id = e.specimen_id and t.created_at <= e.created_at and w.created_at > e.created_at)
  order by e.specimen_id, e.created_at desc;

-- Results of a tube that stand: not withdrawn, and not settled by a later word.
create view standing_result with (security_invoker = true) as
  select t.* from test_result t
  where not exists (select from result_withdrawal w where w.result_id = t.id)
    and not exists (select from standing_settlement e where e.specimen_id = t.specimen_id and e.created_at >= t.created_at);

create or replace function outcome_of(which uuid, said text) returns text language sql stable set search_path = public, pg_temp as $$
  with every as (select outcome from standing_result where specimen_id = which union select said where said is not null
    union select e.outcome from standing_settlement e where e.specimen_id = which)
  select case when count(*) filter (where outcome = 'conflicting') > 0 or count(distinct outcome) filter (where outcome in ('positive', 'negative')) = 2 then 'conflicting'
    else coalesce(max(outcome) filter (where outcome in ('positive', 'negative')), max(outcome) filter (where outcome = 'indeterminate'), max(outcome)) end
  from every
$$;
revoke execute on function outcome_of(uuid, text) from public;

-- What a tube comes to, from what stands: its own results, else its pool's where that was negative. Of a pool also its members.
create function retell_outcome(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s specimen;
  pooled text;
  comes_to text;
begin
  select * into s from specimen x where x.id = which for update;
  select p.outcome into pooled from specimen p where p.id = s.pool_id and p.voided_at is null;
  comes_to := outcome_of(which, case when pooled = 'negative' then pooled end);
  update specimen x set outcome = comes_to, state = case when comes_to is null and x.state = 'resulted' then 'received' when comes_to is not null then 'resulted' else x.state end,
      received_at = case when comes_to is null then coalesce(x.received_at, at) else x.received_at end, resulted_at = case when comes_to is not null then coalesce(x.resulted_at, at) end,
      retest_due_at = case when comes_to is null and pooled is not null and pooled <> 'negative' then coalesce(x.retest_due_at, at + make_interval(hours => coalesce((testing_rule_on(s.disease_code, day_in_vietnam(at))).retest_hours, 24)))
        when s.pool_id is not null and pooled is null then null else x.retest_due_at end
    where x.id = which;
  if s.form = 'pool' then
    perform retell_outcome(m.id, at) from specimen m where m.pool_id = which and m.voided_at is null and m.state <> 'rejected';
  end if;
  return comes_to;
end $$;
revoke execute on function retell_outcome(uuid, timestamptz) from public;

-- One result of a tube, or without `which` the laboratory's last. Answers 'done', 'repeat' or the rule that refused it. A laboratory
-- withdraws what stands as its own, a place what its own posts have written.
create function withdraw_result(lab uuid, tube text, which uuid, why text, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s specimen;
  r test_result;
begin
  if app_permission() is distinct from 'specimen.withdraw' then raise exception 'withdrawn under %', app_permission() using errcode = '42501'; end if;
  s := own_tube(lab, tube);
  if s.id is null then return 'unknown-barcode'; end if;
  select * into r from test_result t where t.specimen_id = s.id and (which is null or t.id = which)
    and case when lab is not null then t.laboratory_id = lab else exists (select from post p where p.id = t.created_by and (p.acts_for_id = app_body() or p.acts_for_id = any (app_former()))) end
    and (which is not null or not exists (select from result_withdrawal w where w.result_id = t.id))
    order by t.reported_at desc, t.created_at desc limit 1;
  if r.id is null then return 'no-result'; end if;
  if exists (select from result_withdrawal w where w.result_id = r.id) then return 'repeat'; end if;
  if at < r.reported_at then return 'before-result'; end if;
  insert into result_withdrawal (result_id, reason, at) values (r.id, why, at);
  perform retell_outcome(s.id, at);
  return 'done';
end $$;

-- Says which of differing results holds. A later result that contradicts it makes the tube contradictory again.
create function settle_specimen(settlement uuid, which uuid, holds text, why text, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s specimen;
  known specimen_settlement;
begin
  if app_permission() is distinct from 'specimen_result.settle' then raise exception 'settled under %', app_permission() using errcode = '42501'; end if;
  s := own_tube(null, (select x.barcode from specimen x where x.id = which));
  if s.id is null then return 'unknown-barcode'; end if;
  select * into known from specimen_settlement e where e.id = settlement;
  if known.id is not null then return case when (known.specimen_id, known.outcome, known.reason, known.created_by) = (which, holds, why, app_post()) then 'repeat' else 'taken-id' end; end if;
  if s.outcome is distinct from 'conflicting' then return 'not-conflicting'; end if;
  if not exists (select from standing_result t where t.specimen_id = which and t.outcome = holds) and holds in ('positive', 'negative') and s.pool_id is null then return 'nobody-found-it'; end if;
  insert into specimen_settlement (id, specimen_id, outcome, reason, at) values (settlement, which, holds, why, at);
  update specimen x set outcome = holds where x.id = which;
  if s.form = 'pool' then perform retell_outcome(m.id, at) from specimen m where m.pool_id = which and m.voided_at is null and m.state <> 'rejected'; end if;
  return 'done';
end $$;
revoke all on function withdraw_result, settle_specimen from public;
grant execute on function withdraw_result, settle_specimen to pd_area, pd_area_clear;

-- A contact's step follows from the tubes that are left: of one that was entered by mistake, and of one whose result was withdrawn.
create or replace function specimen_tells_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare last specimen;
begin
  if tg_op = 'INSERT' then
    update case_contact c set sampled_at = coalesce(c.sampled_at, new.taken_at), result = case when c.result = 'positive' then c.result else 'pending' end
      where c.id = new.contact_id and c.voided_at is null and c.state in ('listed', 'followed');
    update contact_visit v set sampled_at = new.taken_at where v.contact_id = new.contact_id and v.ill_at is not null and v.ill_at <= new.taken_at and v.sampled_at is null;
  elsif new.voided_at is not null or new.outcome is null then
    select * into last from specimen n where n.contact_id = new.contact_id and n.voided_at is null order by n.taken_at desc limit 1;
    update case_contact c set sampled_at = case when c.sampled_at = new.taken_at and new.voided_at is not null then (select min(n.taken_at) from specimen n where n.contact_id = new.contact_id and n.voided_at is null) else c.sampled_at end,
        result = case when last.id is null then null when last.outcome is null or last.outcome = 'invalid' then 'pending' when last.outcome = 'conflicting' then 'indeterminate' else last.outcome end
      where c.id = new.contact_id and c.voided_at is null and c.state in ('listed', 'followed');
  elsif new.outcome in ('positive', 'negative', 'indeterminate', 'conflicting') then
    update case_contact c set result = case when new.outcome = 'conflicting' then 'indeterminate' else new.outcome end
      where c.id = new.contact_id and c.voided_at is null and c.state in ('listed', 'followed') and (c.result is distinct from 'positive' or new.outcome <> 'negative' or old.outcome = 'conflicting')
        and not exists (select from specimen n where n.contact_id = new.contact_id and n.voided_at is null and n.outcome is not null and n.taken_at > new.taken_at);
  end if;
  return null;
end $$;
revoke execute on function specimen_tells_contact() from public;
create trigger domain_contact_left after update of voided_at on specimen for each row
  when (new.contact_id is not null and new.voided_at is not null and old.voided_at is null) execute function specimen_tells_contact();

-- Told at once: a positive or contradictory result, and what was told and is withdrawn, to the body that took the tube and to the
-- health station of where the person lives. No name stands in it.
create table specimen_call (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  specimen_id uuid not null references specimen,
  kind text not null check (kind in ('positive', 'conflicting', 'withdrawn', 'late')),
  called_at timestamptz not null
);
create index specimen_call_specimen on specimen_call (specimen_id, kind);
create index specimen_call_body on specimen_call (body_id);
alter table specimen_call enable row level security;
create policy specimen_call_read on specimen_call for select to pd_area, pd_whole using ('specimen' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on specimen_call to pd_area, pd_whole;
grant select, insert on specimen_call to phaodai_system;
create trigger audit after insert or update or delete on specimen_call for each row execute function audit_row();

-- Whom a tube concerns: who entered or took it, and the body whose seat is where the person lives.
create function told_of_specimen(s specimen) returns setof int language sql stable security definer set search_path = public, pg_temp as $$
  select p.acts_for_id from post p where p.id = s.created_by
  union select s.taken_by_id where s.taken_by_id is not null
  union select b.id from body b where b.seat_area_id = s.residence_area_id and b.kind = 'health-station' and b.valid_from <= app_today() and (b.valid_to is null or b.valid_to >= app_today())
$$;
revoke execute on function told_of_specimen(specimen) from public;

create function call_of_result() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into specimen_call (body_id, specimen_id, kind, called_at)
    select t, new.id, case when new.outcome is null or new.outcome not in ('positive', 'conflicting') then 'withdrawn' else new.outcome end, coalesce(new.resulted_at, now()) from told_of_specimen(new) t;
  return null;
end $$;
revoke execute on function call_of_result() from public;
create trigger domain_call_result after update of outcome on specimen for each row
  when (new.outcome is distinct from old.outcome and new.form = 'single' and (new.outcome in ('positive', 'conflicting') or (old.outcome = 'positive' and new.outcome is distinct from 'positive')))
  execute function call_of_result();

-- Tubes past the hours of their rule without a result, once each; returns how many were told.
create function call_late_specimens(at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare told int;
begin
  insert into specimen_call (body_id, specimen_id, kind, called_at)
    select t, s.id, 'late', at from specimen s cross join lateral told_of_specimen(s) t
    where s.state in ('taken', 'sent', 'received') and s.voided_at is null and (s.pool_id is null or s.retest_due_at is not null)
      and coalesce(s.retest_due_at, s.taken_at + make_interval(hours => coalesce((testing_rule_on(s.disease_code, day_in_vietnam(s.taken_at))).turnaround_hours, 24))) < at
      and s.taken_at > at - interval '7 days'
      and not exists (select from specimen r where r.replaces_id = s.id and r.voided_at is null)
      and not exists (select from specimen_call c where c.specimen_id = s.id and c.kind = 'late');
  get diagnostics told = row_count;
  return told;
end $$;
revoke execute on function call_late_specimens(timestamptz) from public;
grant execute on function call_late_specimens(timestamptz) to phaodai_system;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('specimen-positive', 166, false, true, true),
  ('specimen-withdrawn', 167, false, true, true),
  ('specimen-late', 168, true, true, false);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('specimen', '/xet-nghiem/{id}', '{barcode}', null, null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column)
  select 'specimen-' || k.said, 'specimen-' || k.kind, 'specimen_call', 'insert', jsonb_build_object('kind', k.said), 'specimen', 'specimen_id', null, null, 'body', 'body_id', 'specimen.create', true, 'called_at'
  from (values ('positive', 'positive'), ('conflicting', 'positive'), ('withdrawn', 'withdrawn'), ('late', 'late')) k (said, kind);

select let_heirs_read();
