-- Results of tests, and the acts of the laboratory. A result is written once and never changed; what a tube is taken for
-- (`specimen.outcome`) follows from all its results. Each act is a function, so that a laboratory reaches the tubes sent to it and
-- nothing else of them, and that one rule holds wherever a result comes from.

-- What holds for testing a disease from a day on: editable data with its source.
create table testing_rule (
  disease_code text not null references disease,
  valid_from date not null,
  max_pool int not null check (max_pool between 1 and 50),
  retest_hours int not null check (retest_hours between 1 and 240),
  turnaround_hours int not null check (turnaround_hours between 1 and 240),
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (disease_code, valid_from)
);
grant select on testing_rule to pd_area, pd_whole;
insert into testing_rule (disease_code, valid_from, max_pool, retest_hours, turnaround_hours, source, confidence) values
  ('covid-19', '2020-01-01', 10, 24, 24, 'Công văn 4356/BYT-KHTC ngày 28/5/2021: mẫu gộp 5 hoặc 10. Hạn giờ là mục tiêu của địa phương, chưa có văn bản.', 'low');

create function testing_rule_on(disease text, day date) returns testing_rule language sql stable set search_path = public, pg_temp as $$
  select r from testing_rule r where r.disease_code = disease and r.valid_from <= day order by r.valid_from desc limit 1
$$;

create table test_result (
  id uuid primary key,
  specimen_id uuid not null references specimen,
  laboratory_id uuid references laboratory,   -- null: tested where it was taken
  method text not null check (method in ('rt-pcr', 'rapid-antigen', 'serology', 'culture', 'other')),
  outcome text not null check (outcome in ('positive', 'negative', 'indeterminate', 'invalid')),
  cts jsonb check (jsonb_typeof(cts) = 'array'), -- [{gene, ct}] of RT-PCR
  tested_at timestamptz not null,
  reported_at timestamptz not null,
  source text not null check (source in ('entered', 'file')),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  check (reported_at >= tested_at)
);
create index test_result_specimen on test_result (specimen_id, tested_at);
create index test_result_laboratory on test_result (laboratory_id, reported_at desc);
create trigger audit after insert or update or delete on test_result for each row execute function audit_row();
alter table test_result enable row level security;
create policy test_result_read on test_result for select to pd_area, pd_whole using (sees_specimen(specimen_id));
grant select on test_result to pd_area, pd_whole;

-- A tube as the caller may act on it: sent to a laboratory that the acting body runs, or in sight by area. Locks it.
create function own_tube(lab uuid, tube text) returns specimen language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s specimen;
  inside constant boolean := exists (select from laboratory l where l.id = lab and l.body_id = app_body());
begin
  select * into s from specimen x where x.barcode = tube and x.voided_at is null
    and ((inside and x.laboratory_id = lab) or ('specimen' = any (app_reads()) and (x.area_id = any (app_area_ids()) or x.residence_area_id = any (app_area_ids())))) for update;
  return s;
end $$;
revoke execute on function own_tube(uuid, text) from public;

-- The laboratory has the tube in hand. Answers 'done', 'repeat' or the rule that refused it.
create function receive_tube(lab uuid, tube text, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s specimen;
begin
  if app_permission() is distinct from 'specimen.receive' then raise exception 'received under %', app_permission() using errcode = '42501'; end if;
  s := own_tube(lab, tube);
  if s.id is null then return 'unknown-barcode'; end if;
  if s.state in ('received', 'resulted') then return 'repeat'; end if;
  if s.state = 'rejected' then return 'was-rejected'; end if;
  if at < s.taken_at then return 'before-sample'; end if;
  update specimen x set state = 'received', received_at = at, laboratory_id = lab
    where (x.id = s.id or (x.pool_id = s.id and x.state in ('taken', 'sent'))) and x.voided_at is null;
  return 'done';
end $$;

-- The laboratory sends it back, with why; what was pooled in it goes back with it.
create function reject_tube(lab uuid, tube text, reason text, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s specimen;
begin
  if app_permission() is distinct from 'specimen.reject' then raise exception 'rejected under %', app_permission() using errcode = '42501'; end if;
  s := own_tube(lab, tube);
  if s.id is null then return 'unknown-barcode'; end if;
  if s.state = 'rejected' then return 'repeat'; end if;
  if s.state = 'resulted' then return 'has-result'; end if;
  update specimen x set state = 'rejected', reject_reason = reason, received_at = coalesce(x.received_at, at), laboratory_id = lab
    where (x.id = s.id or x.pool_id = s.id) and x.voided_at is null and x.state in ('taken', 'sent', 'received');
  return 'done';
end $$;

-- What the results of a tube come to: definite ones before doubtful ones, and both kinds of definite ones contradict.
create function outcome_of(which uuid, said text) returns text language sql stable set search_path = public, pg_temp as $$
  with every as (select outcome from test_result where specimen_id = which union select said where said is not null)
  select case when count(*) filter (where outcome = 'conflicting') > 0 or count(distinct outcome) filter (where outcome in ('positive', 'negative')) = 2 then 'conflicting'
    else coalesce(max(outcome) filter (where outcome in ('positive', 'negative')), max(outcome) filter (where outcome = 'indeterminate'), max(outcome)) end
  from every
$$;
revoke execute on function outcome_of(uuid, text) from public;

-- One result. The same tube, laboratory, method, hour and finding once more is a repeat, whoever sends it.
create function report_result(result uuid, lab uuid, tube text, by_method text, finding text, ct jsonb, tested timestamptz, reported timestamptz, out_of text)
  returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s specimen;
  rule testing_rule;
  known test_result;
  comes_to text;
begin
  if app_permission() is distinct from 'specimen.result' then raise exception 'a result under %', app_permission() using errcode = '42501'; end if;
  s := own_tube(lab, tube);
  if s.id is null then return 'unknown-barcode'; end if;
  select * into known from test_result t where t.id = result
    or (t.specimen_id = s.id and t.laboratory_id is not distinct from lab and t.method = by_method and t.tested_at = tested and t.outcome = finding);
  if known.id is not null then
    return case when (known.specimen_id, known.method, known.outcome) = (s.id, by_method, finding) then 'repeat' else 'other-content' end;
  end if;
  if s.state = 'rejected' then return 'was-rejected'; end if;
  if tested < s.taken_at then return 'before-sample'; end if;
  insert into test_result (id, specimen_id, laboratory_id, method, outcome, cts, tested_at, reported_at, source) values (result, s.id, lab, by_method, finding, ct, tested, reported, out_of);
  comes_to := outcome_of(s.id, s.outcome);
  update specimen x set outcome = comes_to, state = 'resulted', resulted_at = coalesce(x.resulted_at, reported), laboratory_id = coalesce(x.laboratory_id, lab) where x.id = s.id;
  if s.form = 'pool' then
    rule := testing_rule_on(s.disease_code, (reported at time zone 'Asia/Ho_Chi_Minh')::date);
    perform tell_members(s.id, comes_to, reported, reported + make_interval(hours => coalesce(rule.retest_hours, 24)));
  end if;
  return case when comes_to = 'conflicting' then 'conflicting' else 'done' end;
end $$;

-- A negative pool is the result of every member that has none of its own; any other outcome asks for each to be tested alone.
create function tell_members(pool uuid, comes_to text, reported timestamptz, due timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if comes_to = 'negative' then
    update specimen m set outcome = 'negative', state = 'resulted', resulted_at = reported
      where m.pool_id = pool and m.voided_at is null and m.outcome is null and m.state <> 'rejected';
  else
    update specimen m set retest_due_at = coalesce(m.retest_due_at, due), outcome = case when m.outcome = 'negative' and comes_to <> 'negative' then 'conflicting' else m.outcome end
      where m.pool_id = pool and m.voided_at is null and m.state <> 'rejected' and not exists (select from test_result t where t.specimen_id = m.id);
  end if;
end $$;
revoke execute on function tell_members(uuid, text, timestamptz, timestamptz) from public;

-- Puts tubes into one pool, a new tube of its own. Answers 'done', 'repeat', or the rule and the barcode that broke it.
-- It stands where its first member was taken, whoever pools: the place of sampling reads the pool it waits for.
create function make_pool(pool uuid, new_barcode text, members text[], lab uuid, largest int) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known specimen;
  m specimen;
  first specimen;
  ids uuid[] := '{}';
  latest timestamptz := '-infinity';
begin
  if app_permission() is distinct from 'specimen_pool.make' then raise exception 'a pool under %', app_permission() using errcode = '42501'; end if;
  select * into known from specimen x where x.id = pool;
  if known.id is not null then
    return case when known.created_by = app_post() and known.barcode = new_barcode and known.form = 'pool'
      and (select array_agg(x.barcode order by x.barcode) from specimen x where x.pool_id = pool) = (select array_agg(b order by b) from unnest(members) b) then 'repeat' else 'taken-id' end;
  end if;
  for m in select x.* from unnest(members) b cross join lateral own_tube(lab, b) x order by b loop
    if m.id is null then return 'unknown-barcode'; end if;
    if m.id = any (ids) then return 'member-twice ' || m.barcode; end if;
    if m.form = 'pool' then return 'member-is-pool ' || m.barcode; end if;
    if m.pool_id is not null then return 'member-pooled ' || m.barcode; end if;
    if m.state in ('rejected', 'resulted') then return 'member-done ' || m.barcode; end if;
    if first.id is null then first := m; end if;
    if m.disease_code <> first.disease_code then return 'member-other-disease ' || m.barcode; end if;
    latest := greatest(latest, m.taken_at);
    ids := ids || m.id;
  end loop;
  if array_length(ids, 1) > coalesce((testing_rule_on(first.disease_code, (latest at time zone 'Asia/Ho_Chi_Minh')::date)).max_pool, largest) then return 'too-many'; end if;
  insert into specimen (id, area_id, barcode, form, disease_code, purpose, method, kind, taken_at, taken_by_id, round_id, laboratory_id, shipment, sent_at, received_at, state, search_key)
    values (pool, first.area_id, new_barcode, 'pool', first.disease_code, first.purpose, first.method, first.kind, latest, app_body(), first.round_id, first.laboratory_id, first.shipment, first.sent_at,
      first.received_at, first.state, lower(new_barcode));
  update specimen x set pool_id = pool where x.id = any (ids);
  return 'done';
end $$;

-- The desk of a laboratory: its tubes without anybody's name, place or record; for a health post only those of its own areas.
create function lab_desk(lab uuid, since timestamptz) returns table (barcode text, form text, members int, sex text, birth_year int, kind text, method text, purpose text, shipment text,
    taken_at timestamptz, sent_at timestamptz, received_at timestamptz, resulted_at timestamptz, due_at timestamptz, retest_due_at timestamptz, state text, reject_reason text, outcome text, pool_barcode text, results jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.barcode, s.form, (select count(*)::int from specimen m where m.pool_id = s.id and m.voided_at is null), s.sex, s.birth_year::int, s.kind, s.method, s.purpose, s.shipment,
    s.taken_at, s.sent_at, s.received_at, s.resulted_at, s.taken_at + make_interval(hours => coalesce((testing_rule_on(s.disease_code, app_today())).turnaround_hours, 24)), s.retest_due_at, s.state, s.reject_reason, s.outcome,
    (select p.barcode from specimen p where p.id = s.pool_id),
    (select jsonb_agg(jsonb_build_object('method', t.method, 'outcome', t.outcome, 'cts', t.cts, 'testedAt', t.tested_at) order by t.tested_at) from test_result t where t.specimen_id = s.id and t.laboratory_id = lab)
  from specimen s
  where app_permission() like 'lab\_desk.%' and s.laboratory_id = lab and s.voided_at is null and s.state <> 'taken'
    and (s.state in ('sent', 'received') or coalesce(s.resulted_at, s.received_at, s.sent_at) >= since or (s.retest_due_at is not null and s.outcome is null))
    and (exists (select from laboratory l where l.id = lab and (l.body_id = app_body() or l.body_id = any (app_former())))
      or ('specimen' = any (app_reads()) and (s.area_id = any (app_area_ids()) or s.residence_area_id = any (app_area_ids()))))
  order by s.taken_at, s.barcode limit 2000
$$;

-- What a case was made of or took in. The case is one that the caller has just written or corrected.
create function link_specimen_case(which uuid, of_case uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is null or app_permission() not in ('disease_case.create', 'disease_case.update') or not exists (select from disease_case d where d.id = of_case and (d.area_id = any (app_area_ids()) or d.detection_area_id = any (app_area_ids()))) then
    raise exception 'a specimen linked under %', app_permission() using errcode = '42501';
  end if;
  update specimen s set case_id = of_case, individual_id = coalesce(s.individual_id, (select d.individual_id from disease_case d where d.id = of_case))
    where s.id = which and s.voided_at is null and 'specimen' = any (app_reads()) and (s.area_id = any (app_area_ids()) or s.residence_area_id = any (app_area_ids()));
  return found;
end $$;

revoke all on function receive_tube, reject_tube, report_result, make_pool, lab_desk, link_specimen_case from public;
grant execute on function receive_tube, reject_tube, report_result, make_pool, lab_desk, link_specimen_case to pd_area, pd_area_clear;

-- A correction in the register touches no step of the laboratory.
create function guard_specimen() returns trigger language plpgsql as $$
begin
  if (new.sent_at, new.received_at, new.reject_reason, new.outcome, new.resulted_at, new.retest_due_at, new.pool_id)
    is distinct from (old.sent_at, old.received_at, old.reject_reason, old.outcome, old.resulted_at, old.retest_due_at, old.pool_id) then
    raise exception 'steps of a specimen are no correction' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger domain_guard_steps before update on specimen for each row when (app_permission() = 'specimen.update') execute function guard_specimen();
alter table specimen add constraint domain_steps_in_order check (
  (sent_at is null or sent_at >= taken_at) and (received_at is null or received_at >= taken_at) and (resulted_at is null or resulted_at >= taken_at)),
  add constraint domain_pool_is_nobody check (form = 'single' or (contact_id is null and replaces_id is null)),
  add constraint domain_not_in_itself check (pool_id is distinct from id and replaces_id is distinct from id);

-- Taken from a listed contact: its step "sampled", and later its result, are entered by the specimen itself. A positive stays.
create function specimen_tells_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update case_contact c set sampled_at = coalesce(c.sampled_at, new.taken_at), result = case when c.result = 'positive' then c.result else 'pending' end
      where c.id = new.contact_id and c.voided_at is null and c.state in ('listed', 'followed');
    update contact_visit v set sampled_at = new.taken_at where v.contact_id = new.contact_id and v.ill_at is not null and v.ill_at <= new.taken_at and v.sampled_at is null;
  elsif new.outcome in ('positive', 'negative', 'indeterminate', 'conflicting') then
    update case_contact c set result = case when new.outcome = 'conflicting' then 'indeterminate' else new.outcome end
      where c.id = new.contact_id and c.voided_at is null and c.state in ('listed', 'followed') and (c.result is distinct from 'positive' or new.outcome <> 'negative')
        and not exists (select from specimen n where n.contact_id = new.contact_id and n.voided_at is null and n.outcome is not null and n.taken_at > new.taken_at);
  end if;
  return null;
end $$;
revoke execute on function specimen_tells_contact() from public;
create trigger domain_contact_sampled after insert on specimen for each row when (new.contact_id is not null) execute function specimen_tells_contact();
create trigger domain_contact_result after update of outcome on specimen for each row
  when (new.contact_id is not null and new.outcome is distinct from old.outcome) execute function specimen_tells_contact();

-- What waits: asked by state, clock and pool.
create index domain_specimen_waiting on specimen (state, taken_at) where state in ('taken', 'sent', 'received') and voided_at is null;
create index domain_specimen_retest on specimen (retest_due_at) where retest_due_at is not null and voided_at is null;

-- Merging and its undoing, as before, with the specimens of a person.
create or replace function move_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and merged_by = app_post() and undone_at is null;
  if m.id is null or app_permission() is distinct from 'individual.merge' then raise exception 'no merge of this post' using errcode = '42501'; end if;
  insert into individual_merge_link (merge_id, subject, row_id)
    select m.id, 'disease_case', c.id from disease_case c where c.individual_id = m.absorbed_id and c.voided_at is null
    union all select m.id, 'case_contact', k.id from case_contact k where k.individual_id = m.absorbed_id and k.voided_at is null
    union all select distinct m.id, 'place_visit', v.id from place_visit v where v.individual_id = m.absorbed_id
    union all select m.id, 'specimen', s.id from specimen s where s.individual_id = m.absorbed_id and s.voided_at is null
    union all select m.id, 'household_member', h.id from household_member h where h.individual_id = m.absorbed_id;
  get diagnostics moved = row_count;
  update disease_case c set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id;
  update case_contact k set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'case_contact' and k.id = l.row_id;
  update place_visit v set individual_id = m.survivor_id where v.individual_id = m.absorbed_id;
  update specimen s set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'specimen' and s.id = l.row_id;
  update household_member h set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id;
  return moved;
end $$;

create or replace function return_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and undone_by = app_post();
  if m.id is null or app_permission() is distinct from 'individual.unmerge' then raise exception 'no undoing of this post' using errcode = '42501'; end if;
  update disease_case c set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id and c.individual_id = m.survivor_id and c.voided_at is null;
  get diagnostics moved = row_count;
  update case_contact k set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'case_contact' and k.id = l.row_id and k.individual_id = m.survivor_id and k.voided_at is null;
  update place_visit v set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'place_visit' and v.id = l.row_id and v.individual_id = m.survivor_id;
  update specimen s set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'specimen' and s.id = l.row_id and s.individual_id = m.survivor_id and s.voided_at is null;
  update household_member h set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id and h.individual_id = m.survivor_id;
  return moved;
end $$;

insert into role_permission (role, permission)
select r, p from (values
  ('lab_desk.read', '{health,laboratory}'::text[]),
  ('specimen_pool.make', '{health,laboratory}'::text[])
) as given (p, rs), unnest(rs) r;

select let_heirs_read();
