-- Events and gatherings: registered, decided with the reasons of the day, checked. See docs/adr/0069-what-is-allowed.md.

-- Register gathering: printed from its declaration by "phaodai registers sql gathering".
create table gathering (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('festival', 'worship', 'wedding', 'funeral', 'meeting', 'sport', 'market', 'school', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  expected numeric(12,0) not null check (expected between 1 and 1000000),
  setting text not null check (setting in ('indoor', 'outdoor')),
  place text check (char_length(place) between 1 and 300),
  organiser text check (char_length(organiser) between 1 and 200),
  phone text check (char_length(phone) between 1 and 30),
  state text not null default 'registered' check (state in ('registered', 'allowed', 'conditional', 'refused', 'checked', 'cancelled')),
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

create index gathering_list_area_id on gathering (area_id, starts_at desc, id desc);
create index gathering_list on gathering (starts_at desc, id desc);

create trigger guard_record before update on gathering for each row execute function guard_record();
create trigger guard_state before update on gathering for each row execute function guard_state();
create trigger next_version before update on gathering for each row execute function next_version();
create trigger audit after insert or update or delete on gathering for each row execute function audit_row('organiser', 'phone');

alter table gathering enable row level security;
create function sees_gathering(wanted uuid) returns boolean language sql stable
  return exists (select 1 from gathering r where r.id = wanted);
create policy gathering_read on gathering for select to pd_area using (
  'gathering' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy gathering_read_whole on gathering for select to pd_whole using ('gathering' = any ((select app_reads())::text[]));
create policy gathering_write on gathering for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('gathering.create', 'gathering.import')
  and state = 'registered' and version = 1 and voided_at is null
  and created_by = app_post());
create policy gathering_write_whole on gathering for insert to pd_whole with check (
  app_permission() in ('gathering.create', 'gathering.import')
  and state = 'registered' and version = 1 and voided_at is null
  and created_by = app_post());
create policy gathering_change on gathering for update to pd_area
  using ((app_permission() in ('gathering.update', 'gathering.void', 'gathering.allow', 'gathering.limit', 'gathering.refuse', 'gathering.check', 'gathering.cancel')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy gathering_change_whole on gathering for update to pd_whole
  using (app_permission() in ('gathering.update', 'gathering.void', 'gathering.allow', 'gathering.limit', 'gathering.refuse', 'gathering.check', 'gathering.cancel'))
  with check (true);
create policy gathering_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'gathering' then sees_gathering(row_id::uuid) else false end);
create policy gathering_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'gathering' then sees_gathering(row_id::uuid) else false end);
grant select (id, area_id, name, kind, starts_at, ends_at, expected, setting, place, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on gathering to pd_area, pd_whole;
grant select (organiser, phone) on gathering to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, name, kind, starts_at, ends_at, expected, setting, place, organiser, phone, search_key) on gathering to pd_area, pd_whole;
grant update (name, starts_at, ends_at, expected, setting, place, organiser, phone, state, state_reason, search_key, voided_at, void_reason) on gathering to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('gathering', 'allow', 'registered', 'allowed'),
  ('gathering', 'limit', 'registered', 'conditional'),
  ('gathering', 'refuse', 'registered', 'refused'),
  ('gathering', 'check', 'allowed', 'checked'),
  ('gathering', 'check', 'conditional', 'checked'),
  ('gathering', 'cancel', 'registered', 'cancelled'),
  ('gathering', 'cancel', 'allowed', 'cancelled'),
  ('gathering', 'cancel', 'conditional', 'cancelled');
insert into role_permission (role, permission)
select r, p from (values
  ('gathering.read', '{health,officer,leader,province-leader,clerk,inspector}'::text[]),
  ('gathering.create', '{officer,clerk,health}'::text[]),
  ('gathering.update', '{officer,clerk,health}'::text[]),
  ('gathering.import', '{officer,clerk}'::text[]),
  ('gathering.export', '{officer,clerk,health,leader,province-leader,inspector}'::text[]),
  ('gathering.reveal', '{officer,clerk,inspector}'::text[]),
  ('gathering.void', '{officer,clerk}'::text[]),
  ('gathering.allow', '{leader,province-leader}'::text[]),
  ('gathering.limit', '{leader,province-leader}'::text[]),
  ('gathering.refuse', '{leader,province-leader}'::text[]),
  ('gathering.check', '{officer,health,inspector}'::text[]),
  ('gathering.cancel', '{officer,clerk,leader,province-leader}'::text[])
) as given (p, rs), unnest(rs) r;


alter table gathering add constraint domain_ends_after_it_begins check (ends_at >= starts_at);
-- How it was decided: what the rules of its day said, the sentence why, and what was decided.
create table gathering_decision (
  id uuid not null generated always as (gathering_id) stored,
  gathering_id uuid primary key references gathering,
  answer text not null check (answer in ('allow', 'limit', 'refuse')),
  ruled text check (ruled in ('open', 'required', 'limited', 'stopped')),   -- null: nothing in force speaks of it
  why text not null check (char_length(why) between 1 and 4000),
  conditions text check (char_length(conditions) between 1 and 2000),
  body_id int not null default app_body() references body,
  by_title text not null,
  decided_by uuid not null default app_post(),
  decided_at timestamptz not null
);
create index gathering_decision_body on gathering_decision (body_id);
alter table gathering_decision enable row level security;
create policy gathering_decision_read on gathering_decision for select to pd_area, pd_whole using (sees_gathering(gathering_id));
create policy gathering_decision_write on gathering_decision for insert to pd_area, pd_whole with check (
  app_permission() in ('gathering.allow', 'gathering.limit', 'gathering.refuse') and app_permission() = 'gathering.' || answer and decided_by = app_post() and body_id = app_body() and sees_gathering(gathering_id));
grant select, insert on gathering_decision to pd_area, pd_whole;
create trigger audit after insert or update or delete on gathering_decision for each row execute function audit_row();
select let_heirs_read();
