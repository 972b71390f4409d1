-- Register place: printed from its declaration by "phaodai registers sql place".
create table place (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('market', 'shop', 'restaurant', 'factory', 'office', 'school', 'health', 'worship', 'lodging', 'station', 'vehicle', 'event', 'other')),
  address text check (char_length(address) between 1 and 300),
  location jsonb check ((location ->> 'lat')::float8 between -90 and 90 and (location ->> 'lon')::float8 between -180 and 180),
  owner_name text check (char_length(owner_name) between 1 and 120),
  owner_phone text check (char_length(owner_phone) between 1 and 30),
  state text not null default 'open' check (state in ('open', 'closed')),
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

create index place_list_area_id on place (area_id, created_at desc, id desc);
create index place_list on place (created_at desc, id desc);

create trigger guard_record before update on place for each row execute function guard_record();
create trigger guard_state before update on place for each row execute function guard_state();
create trigger next_version before update on place for each row execute function next_version();
create trigger audit after insert or update or delete on place for each row execute function audit_row('owner_name', 'owner_phone');

alter table place enable row level security;
create function sees_place(wanted uuid) returns boolean language sql stable
  return exists (select 1 from place r where r.id = wanted);
create policy place_read on place for select to pd_area using (
  'place' = any ((select app_reads())::text[]));
create policy place_read_whole on place for select to pd_whole using ('place' = any ((select app_reads())::text[]));
create policy place_write on place for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('place.create', 'place.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post());
create policy place_write_whole on place for insert to pd_whole with check (
  app_permission() in ('place.create', 'place.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post());
create policy place_change on place for update to pd_area
  using ((app_permission() in ('place.update', 'place.void', 'place.close', 'place.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy place_change_whole on place for update to pd_whole
  using (app_permission() in ('place.update', 'place.void', 'place.close', 'place.reopen'))
  with check (true);
create policy place_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'place' then sees_place(row_id::uuid) else false end);
create policy place_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'place' then sees_place(row_id::uuid) else false end);
grant select (id, area_id, name, kind, address, location, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on place to pd_area, pd_whole;
grant select (owner_name, owner_phone) on place to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, name, kind, address, location, owner_name, owner_phone, search_key) on place to pd_area, pd_whole;
grant update (name, kind, address, location, owner_name, owner_phone, state, state_reason, search_key, voided_at, void_reason) on place to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('place', 'close', 'open', 'closed'),
  ('place', 'reopen', 'closed', 'open');
insert into role_permission (role, permission)
select r, p from (values
  ('place.read', '{health,officer,leader,province-leader,inspector}'::text[]),
  ('place.create', '{officer,health}'::text[]),
  ('place.update', '{officer,health}'::text[]),
  ('place.import', '{officer,health}'::text[]),
  ('place.export', '{officer,health}'::text[]),
  ('place.reveal', '{health}'::text[]),
  ('place.void', '{officer,health}'::text[]),
  ('place.close', '{officer,health}'::text[]),
  ('place.reopen', '{officer,health}'::text[])
) as given (p, rs), unnest(rs) r;

