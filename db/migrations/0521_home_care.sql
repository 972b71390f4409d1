-- Cases cared for at home (F0 tại nhà) under their order of isolation: class of risk by dated rule, kits out of the store, calls, referral.
-- Beds, cases at home and teams are counted by day for figures. See docs/adr/0066-response-teams.md and 0067-counts-by-day.md.

alter table supply_item add column home_kit boolean;
grant select (home_kit), insert (home_kit), update (home_kit) on supply_item to pd_area, pd_whole;

-- A kit leaves the store with the act that hands it out, and somebody referred waits for a bed with the act that refers him.
drop policy stock_movement_write on stock_movement;
create policy stock_movement_write on stock_movement for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('stock_movement.create', 'stock_movement.import', 'home_duty.give')
  and state = 'recorded' and version = 1 and voided_at is null
  and created_by = app_post()
  and (sees_supply_item(item_id)));
drop policy stock_movement_write_whole on stock_movement;
create policy stock_movement_write_whole on stock_movement for insert to pd_whole with check (
  app_permission() in ('stock_movement.create', 'stock_movement.import', 'home_duty.give')
  and state = 'recorded' and version = 1 and voided_at is null
  and created_by = app_post()
  and (sees_supply_item(item_id)));
drop policy stay_write on stay;
create policy stay_write on stay for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('stay.create', 'stay.import', 'home_care.refer')
  and state = 'waiting' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (household_id is null or sees_household(household_id))
  and (facility_id is null or sees_facility(facility_id))
  and (case_id is null or sees_disease_case(case_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (order_id is null or sees_isolation_order(order_id))
  and (from_id is null or sees_stay(from_id)));
drop policy stay_write_whole on stay;
create policy stay_write_whole on stay for insert to pd_whole with check (
  app_permission() in ('stay.create', 'stay.import', 'home_care.refer')
  and state = 'waiting' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (household_id is null or sees_household(household_id))
  and (facility_id is null or sees_facility(facility_id))
  and (case_id is null or sees_disease_case(case_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (order_id is null or sees_isolation_order(order_id))
  and (from_id is null or sees_stay(from_id)));

-- Register home_care: printed from its declaration by "phaodai registers sql home_care".
create table home_care (
  id uuid primary key,
  area_id int not null references area,
  disease_code text not null references disease,
  individual_id uuid references individual,
  order_id uuid references isolation_order,
  case_id uuid references disease_case,
  team_id uuid references response_team,
  risk_class text not null check (risk_class in ('low', 'medium', 'high', 'very-high')),
  risk_rule text check (char_length(risk_rule) between 1 and 300),
  started_on date not null,
  ended_on date,
  note text check (char_length(note) between 1 and 500),
  state text not null default 'in_care' check (state in ('in_care', 'referred', 'completed', 'ended')),
  state_reason text check (char_length(state_reason) between 1 and 2000),
  search_key text not null default '',
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null))
);

create index home_care_list_area_id on home_care (area_id, started_on desc, id desc);
create index home_care_list on home_care (started_on desc, id desc);
create index home_care_disease_code on home_care (disease_code);
create index home_care_individual_id on home_care (individual_id);
create index home_care_order_id on home_care (order_id);
create index home_care_case_id on home_care (case_id);
create index home_care_team_id on home_care (team_id);

create trigger guard_record before update on home_care for each row execute function guard_record();
create trigger guard_state before update on home_care for each row execute function guard_state();
create trigger next_version before update on home_care for each row execute function next_version();
create trigger audit after insert or update or delete on home_care for each row execute function audit_row();

alter table home_care enable row level security;
create function sees_home_care(wanted uuid) returns boolean language sql stable
  return exists (select 1 from home_care r where r.id = wanted);
create policy home_care_read on home_care for select to pd_area using (
  'home_care' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy home_care_read_whole on home_care for select to pd_whole using ('home_care' = any ((select app_reads())::text[]));
create policy home_care_write on home_care for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('home_care.create', 'home_care.import')
  and state = 'in_care' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (order_id is null or sees_isolation_order(order_id))
  and (case_id is null or sees_disease_case(case_id))
  and (team_id is null or sees_response_team(team_id)));
create policy home_care_write_whole on home_care for insert to pd_whole with check (
  app_permission() in ('home_care.create', 'home_care.import')
  and state = 'in_care' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (order_id is null or sees_isolation_order(order_id))
  and (case_id is null or sees_disease_case(case_id))
  and (team_id is null or sees_response_team(team_id)));
create policy home_care_change on home_care for update to pd_area
  using ((app_permission() in ('home_care.update', 'home_care.void', 'home_care.refer', 'home_care.complete', 'home_care.end')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy home_care_change_whole on home_care for update to pd_whole
  using (app_permission() in ('home_care.update', 'home_care.void', 'home_care.refer', 'home_care.complete', 'home_care.end'))
  with check (true);
create trigger guard_link_team_id before update of team_id on home_care for each row
  when (new.team_id is distinct from old.team_id and new.team_id is not null and not sees_response_team(new.team_id)) execute function refuse_link();
create policy home_care_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'home_care' then sees_home_care(row_id::uuid) else false end);
create policy home_care_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'home_care' then sees_home_care(row_id::uuid) else false end);
grant select (id, area_id, disease_code, individual_id, order_id, case_id, team_id, risk_class, risk_rule, started_on, ended_on, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on home_care to pd_area, pd_whole;
grant insert (id, area_id, disease_code, individual_id, order_id, case_id, team_id, risk_class, risk_rule, started_on, ended_on, note, search_key) on home_care to pd_area, pd_whole;
grant update (team_id, risk_class, risk_rule, ended_on, note, state, state_reason, search_key, voided_at, void_reason) on home_care to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('home_care', 'refer', 'in_care', 'referred'),
  ('home_care', 'complete', 'in_care', 'completed'),
  ('home_care', 'end', 'in_care', 'ended');
insert into role_permission (role, permission)
select r, p from (values
  ('home_care.read', '{health,officer,leader,province-leader}'::text[]),
  ('home_care.create', '{health}'::text[]),
  ('home_care.update', '{health}'::text[]),
  ('home_care.import', '{health}'::text[]),
  ('home_care.export', '{health}'::text[]),
  ('home_care.reveal', '{health}'::text[]),
  ('home_care.void', '{health}'::text[]),
  ('home_care.refer', '{health}'::text[]),
  ('home_care.complete', '{health}'::text[]),
  ('home_care.end', '{health}'::text[])
) as given (p, rs), unnest(rs) r;


create unique index domain_home_care_once on home_care (order_id) where state = 'in_care' and voided_at is null;

-- Which class of risk a case is in, by the documents of their days. Null: the row does not ask. Of the rows that are met the gravest class holds.
create table risk_rule (
  code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  disease_code text not null references disease,
  valid_from date not null,
  valid_to date,
  risk_class text not null check (risk_class in ('low', 'medium', 'high', 'very-high')),
  age_from int check (age_from between 0 and 130),
  age_to int check (age_to between 0 and 130),
  comorbid boolean,
  doses_below int check (doses_below between 1 and 20),
  spo2_below int check (spo2_below between 50 and 101),
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  check (valid_to is null or valid_to >= valid_from)
);
create index risk_rule_disease on risk_rule (disease_code, valid_from);
grant select on risk_rule to pd_area, pd_whole;
insert into risk_rule (code, disease_code, valid_from, risk_class, age_from, age_to, comorbid, doses_below, spo2_below, source, confidence)
  select code, 'covid-19', '2020-01-01', c, a, z, b, d, s, 'Quyết định 3646/QĐ-BYT ngày 31/7/2021 (bốn mức theo tuổi, bệnh nền, tiêm chủng, SpO2): ngưỡng ghi theo trí nhớ, phải kiểm tra', 'low' from (values
  ('any', 'low', null::int, null::int, null::boolean, null::int, null::int),
  ('age-46', 'medium', 46, 64, null, 2, null), ('comorbid', 'medium', null, 45, true, null, null), ('spo2-97', 'medium', null, null, null, null, 97),
  ('age-65', 'high', 65, null, null, null, null), ('under-5', 'high', 0, 4, null, null, null), ('comorbid-46', 'high', 46, null, true, null, null), ('spo2-95', 'high', null, null, null, null, 95),
  ('age-65-comorbid', 'very-high', 65, null, true, 2, null), ('spo2-93', 'very-high', null, null, null, null, 93)) r (code, c, a, z, b, d, s);

-- Every weighing of the risk, with what was known then.
create table home_risk (
  id uuid primary key default gen_random_uuid(),
  care_id uuid not null references home_care,
  weighed_at timestamptz not null,
  comorbid boolean,
  doses int check (doses between 0 and 20),
  spo2 int check (spo2 between 40 and 100),
  risk_class text not null check (risk_class in ('low', 'medium', 'high', 'very-high')),
  created_by uuid not null default app_post()
);
create index home_risk_care on home_risk (care_id, weighed_at desc);

-- Calls to somebody at home: whether he was reached and how he is.
create table home_call (
  id uuid primary key,
  care_id uuid not null references home_care,
  called_at timestamptz not null,
  answer text not null check (answer in ('well', 'unwell', 'not-reached')),
  note text check (char_length(note) between 1 and 500),
  created_by uuid not null default app_post()
);
create index home_call_care on home_call (care_id, called_at desc);

-- Kits handed out, each with its movement out of the store.
create table home_kit (
  id uuid primary key,
  care_id uuid not null references home_care,
  movement_id uuid not null unique references stock_movement,
  given_at timestamptz not null,
  created_by uuid not null default app_post()
);
create index home_kit_care on home_kit (care_id, given_at desc);

do $$
declare t text;
begin
  foreach t in array '{home_risk,home_call,home_kit}'::text[] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to pd_area, pd_whole using (sees_home_care(care_id))', t || '_read', t);
  end loop;
end $$;
grant select (id, care_id, weighed_at, risk_class, created_by) on home_risk to pd_area, pd_whole;
grant select (comorbid, doses, spo2) on home_risk to pd_area_clear, pd_whole_clear;
grant select (id, care_id, called_at, answer, created_by) on home_call to pd_area, pd_whole;
grant select (note) on home_call to pd_area_clear, pd_whole_clear;
grant select on home_kit to pd_area, pd_whole;
-- Whether the caller's own places care for him now.
create function cares_for(which uuid) returns boolean language sql stable
  return exists (select 1 from home_care c where c.id = which and c.state = 'in_care' and c.voided_at is null and covers_area(c.area_id));
create policy home_risk_write on home_risk for insert to pd_area with check (app_permission() in ('home_care.create', 'home_care.update') and created_by = app_post() and cares_for(care_id));
create policy home_call_write on home_call for insert to pd_area with check (app_permission() = 'home_duty.call' and created_by = app_post() and cares_for(care_id));
create policy home_kit_write on home_kit for insert to pd_area with check (app_permission() = 'home_duty.give' and created_by = app_post() and cares_for(care_id)
  and exists (select from stock_movement m where m.id = movement_id and m.direction = 'out' and m.created_by = app_post()));
grant insert (care_id, weighed_at, comorbid, doses, spo2, risk_class) on home_risk to pd_area;
grant insert (id, care_id, called_at, answer, note) on home_call to pd_area;
grant insert (id, care_id, movement_id, given_at) on home_kit to pd_area;
create trigger audit after insert or update or delete on home_risk for each row execute function audit_row('comorbid', 'doses', 'spo2');
create trigger audit after insert or update or delete on home_call for each row execute function audit_row('note');
create trigger audit after insert or update or delete on home_kit for each row execute function audit_row();

-- Care at home ends with the order of isolation that it stands on.
create function end_home_care() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before constant text := coalesce(app_permission(), '');
begin
  perform set_config('app.permission', case new.state when 'completed' then 'home_care.complete' else 'home_care.end' end, true);
  update home_care c set state = case new.state when 'completed' then 'completed' else 'ended' end, state_reason = new.state_reason, ended_on = day_in_vietnam(coalesce(new.ended_at, now()))
    where c.order_id = new.id and c.state = 'in_care' and c.voided_at is null;
  perform set_config('app.permission', before, true);
  return null;
end $$;
revoke execute on function end_home_care() from public;
create trigger domain_end_home_care after update of state on isolation_order for each row
  when (new.state in ('completed', 'ended_early', 'moved') and new.state is distinct from old.state) execute function end_home_care();

-- A warning sign at home pages the station in charge as well.
create or replace function call_isolation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into isolation_call (order_id, body_id, on_day, half, called_at)
    select distinct new.order_id, t.body_id, new.on_day, new.half, new.entered_at
    from (select p.acts_for_id as body_id from isolation_order o join post p on p.id = o.created_by where o.id = new.order_id
      union all select p.acts_for_id from post p where p.id = new.created_by
      union all select r.body_id from home_care c join response_team r on r.id = c.team_id where c.order_id = new.order_id and c.state = 'in_care' and c.voided_at is null and r.body_id is not null) t
    on conflict do nothing;
  return null;
end $$;

insert into role_permission (role, permission) values ('health', 'home_duty.call'), ('health', 'home_duty.give');

-- Register care_day: printed from its declaration by "phaodai registers sql care_day".
create table care_day (
  id uuid primary key,
  area_id int not null references area,
  what text not null check (what in ('quarantine', '1', '2', '3', 'home', 'teams')),
  facility_id uuid references facility,
  counted_on date not null,
  total numeric(12,0) not null check (total between 0 and 1000000),
  done numeric(12,0) not null check (done between 0 and 1000000),
  free numeric(12,0) not null check (free between 0 and 1000000),
  note text check (char_length(note) between 1 and 300),
  state text not null default 'counted' check (state in ('counted', 'confirmed')),
  state_reason text check (char_length(state_reason) between 1 and 2000),
  search_key text not null default '',
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null))
);

create index care_day_list_area_id on care_day (area_id, counted_on desc, id desc);
create index care_day_list on care_day (counted_on desc, id desc);
create index care_day_facility_id on care_day (facility_id);

create trigger guard_record before update on care_day for each row execute function guard_record();
create trigger guard_state before update on care_day for each row execute function guard_state();
create trigger next_version before update on care_day for each row execute function next_version();
create trigger audit after insert or update or delete on care_day for each row execute function audit_row();

alter table care_day enable row level security;
create function sees_care_day(wanted uuid) returns boolean language sql stable
  return exists (select 1 from care_day r where r.id = wanted);
create policy care_day_read on care_day for select to pd_area using (
  'care_day' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy care_day_read_whole on care_day for select to pd_whole using ('care_day' = any ((select app_reads())::text[]));
create policy care_day_write on care_day for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('care_day.create', 'care_day.import')
  and state = 'counted' and version = 1 and voided_at is null
  and created_by = app_post()
  and (facility_id is null or sees_facility(facility_id)));
create policy care_day_write_whole on care_day for insert to pd_whole with check (
  app_permission() in ('care_day.create', 'care_day.import')
  and state = 'counted' and version = 1 and voided_at is null
  and created_by = app_post()
  and (facility_id is null or sees_facility(facility_id)));
create policy care_day_change on care_day for update to pd_area
  using ((app_permission() in ('care_day.update', 'care_day.void', 'care_day.confirm')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy care_day_change_whole on care_day for update to pd_whole
  using (app_permission() in ('care_day.update', 'care_day.void', 'care_day.confirm'))
  with check (true);
create policy care_day_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'care_day' then sees_care_day(row_id::uuid) else false end);
create policy care_day_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'care_day' then sees_care_day(row_id::uuid) else false end);
grant select (id, area_id, what, facility_id, counted_on, total, done, free, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on care_day to pd_area, pd_whole;
grant insert (id, area_id, what, facility_id, counted_on, total, done, free, note, search_key) on care_day to pd_area, pd_whole;
grant update (total, done, free, note, state, state_reason, search_key, voided_at, void_reason) on care_day to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('care_day', 'confirm', 'counted', 'confirmed');
insert into role_permission (role, permission)
select r, p from (values
  ('care_day.read', '{health,officer,leader,province-leader}'::text[]),
  ('care_day.create', '{health}'::text[]),
  ('care_day.update', '{health}'::text[]),
  ('care_day.import', '{health}'::text[]),
  ('care_day.export', '{health}'::text[]),
  ('care_day.void', '{health}'::text[]),
  ('care_day.confirm', '{health}'::text[])
) as given (p, rs), unnest(rs) r;


create index domain_care_day_on on care_day (counted_on, what, area_id);

-- Counts a day as it stands: what was counted on it before is brought up to date, and is never touched again when the day is over.
create function count_care_day(at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := day_in_vietnam(at);
  written int;
begin
  perform pg_advisory_xact_lock(521);
  with stands as (
    select coalesce(f.tier, 'quarantine') as what, f.area_id, f.id as facility_id, l.beds as total, l.taken as done, l.beds - l.taken as free, f.created_by
      from facility f join facility_load l on l.facility_id = f.id where f.state in ('active', 'closing') and f.voided_at is null
    union all
    select 'home', c.area_id, null, count(*), count(*) filter (where exists (select from home_call k where k.care_id = c.id and k.answer <> 'not-reached' and day_in_vietnam(k.called_at) = today)), 0, min(c.created_by::text)::uuid
      from home_care c where c.state = 'in_care' and c.voided_at is null group by c.area_id
    union all
    select 'teams', t.area_id, null, count(*), count(*) filter (where t.state = 'ready'), 0, min(t.created_by::text)::uuid from response_team t where t.state in ('ready', 'dispatched', 'resting') and t.voided_at is null group by t.area_id
  ), known as (
    select d.id, d.what, d.area_id, d.facility_id from care_day d where d.counted_on = today and d.voided_at is null
  ), kept as (
    update care_day d set total = coalesce(n.total, 0), done = coalesce(n.done, 0), free = coalesce(n.free, 0)
      from known o left join stands n on (n.what, n.area_id) = (o.what, o.area_id) and n.facility_id is not distinct from o.facility_id
      where o.id = d.id and (d.total, d.done, d.free) is distinct from (coalesce(n.total, 0), coalesce(n.done, 0), coalesce(n.free, 0)) returning 1
  ), begun as (
    insert into care_day (id, area_id, what, facility_id, counted_on, total, done, free, created_by)
      select gen_random_uuid(), n.area_id, n.what, n.facility_id, today, n.total, n.done, n.free, n.created_by from stands n
      where not exists (select from known o where (o.what, o.area_id) = (n.what, n.area_id) and o.facility_id is not distinct from n.facility_id) returning 1
  )
  select (select count(*) from kept) + (select count(*) from begun) into written;
  return written;
end $$;
revoke execute on function count_care_day(timestamptz) from public;
grant execute on function count_care_day(timestamptz) to phaodai_system;

select let_heirs_read();
