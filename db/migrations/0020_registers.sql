-- Registers. The part by hand: what every register shares. Below it each register as printed from its declaration by
-- "phaodai registers sql"; "phaodai registers check" and a test hold the database against the declarations.

-- A record that was voided stays as it is, and only a void makes one. The installation itself (erasure) is no request.
create function guard_record() returns trigger language plpgsql as $$
begin
  if app_permission() is not null and (old.voided_at is not null
      or (new.voided_at is not null and app_permission() <> tg_table_name || '.void')) then
    raise exception 'record of % is voided, or % is no void', tg_table_name, app_permission() using errcode = 'PD001';
  end if;
  return new;
end $$;

-- Whether the caller sees what a field points at, under the caller's own policies.
create function sees_person(wanted uuid) returns boolean language sql stable
  return exists (select 1 from person p where p.id = wanted);
create function sees_file(wanted uuid) returns boolean language sql stable
  return exists (select 1 from file f where f.id = wanted);

-- The sealed values of a record's history open to posts that may see its sensitive columns, row by row as its register says.
alter table record_key enable row level security;
grant select on record_key to pd_area_clear, pd_whole_clear;
grant select (sealed) on audit_entry to pd_area_clear, pd_whole_clear;

-- Which column of a spreadsheet fills which field, as a post said it last.
create table import_mapping (
  post_id uuid not null references post default app_post(),
  register text not null,
  mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
  updated_at timestamptz not null default now(),
  primary key (post_id, register)
);
alter table import_mapping enable row level security;
grant select, insert, update on import_mapping to pd_area, pd_whole;
create policy mapping_own on import_mapping for all to pd_area, pd_whole using (post_id = app_post()) with check (post_id = app_post());

-- Register rumour: printed from its declaration by "phaodai registers sql rumour".
create table rumour (
  id uuid primary key,
  area_id int not null references area,
  claim text not null check (char_length(claim) between 1 and 2000),
  channel text not null check (channel in ('social-network', 'messaging', 'word-of-mouth', 'press', 'hotline', 'loudspeaker', 'other')),
  heard_on date not null,
  link text check (char_length(link) between 1 and 500),
  location jsonb check ((location ->> 'lat')::float8 between -90 and 90 and (location ->> 'lon')::float8 between -180 and 180),
  spread text check (spread in ('one-place', 'commune', 'district', 'province', 'wider')),
  harm text check (harm in ('low', 'medium', 'high')),
  handler_id int references body,
  finding text check (char_length(finding) between 1 and 4000),
  counter_message text check (char_length(counter_message) between 1 and 4000),
  same_as_id uuid references rumour,
  caller_name text check (char_length(caller_name) between 1 and 120),
  caller_phone text check (char_length(caller_phone) between 1 and 30),
  state text not null default 'new' check (state in ('new', 'checking', 'refuted', 'confirmed', 'no_basis', 'closed')),
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

create index rumour_list_area_id on rumour (area_id, heard_on desc, id desc);
create index rumour_list on rumour (heard_on desc, id desc);
create index rumour_handler_id on rumour (handler_id);
create index rumour_same_as_id on rumour (same_as_id);

create trigger guard_record before update on rumour for each row execute function guard_record();
create trigger guard_state before update on rumour for each row execute function guard_state();
create trigger next_version before update on rumour for each row execute function next_version();
create trigger audit after insert or update or delete on rumour for each row execute function audit_row('caller_name', 'caller_phone');

alter table rumour enable row level security;
create function sees_rumour(wanted uuid) returns boolean language sql stable
  return exists (select 1 from rumour r where r.id = wanted);
create policy rumour_read on rumour for select to pd_area using (
  'rumour' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy rumour_read_whole on rumour for select to pd_whole using ('rumour' = any ((select app_reads())::text[]));
create policy rumour_write on rumour for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('rumour.create', 'rumour.import')
  and state = 'new' and version = 1 and voided_at is null
  and created_by = app_post()
  and (same_as_id is null or sees_rumour(same_as_id)));
create policy rumour_write_whole on rumour for insert to pd_whole with check (
  app_permission() in ('rumour.create', 'rumour.import')
  and state = 'new' and version = 1 and voided_at is null
  and created_by = app_post()
  and (same_as_id is null or sees_rumour(same_as_id)));
create policy rumour_change on rumour for update to pd_area
  using ((app_permission() in ('rumour.update', 'rumour.void', 'rumour.check', 'rumour.refute', 'rumour.confirm', 'rumour.no-basis', 'rumour.close', 'rumour.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (app_permission() <> 'rumour.update' or ((same_as_id is null or sees_rumour(same_as_id))));
create policy rumour_change_whole on rumour for update to pd_whole
  using (app_permission() in ('rumour.update', 'rumour.void', 'rumour.check', 'rumour.refute', 'rumour.confirm', 'rumour.no-basis', 'rumour.close', 'rumour.reopen'))
  with check (app_permission() <> 'rumour.update' or ((same_as_id is null or sees_rumour(same_as_id))));
create policy rumour_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'rumour' then sees_rumour(row_id::uuid) else false end);
create policy rumour_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'rumour' then sees_rumour(row_id::uuid) else false end);
grant select (id, area_id, claim, channel, heard_on, link, location, spread, harm, handler_id, finding, counter_message, same_as_id, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on rumour to pd_area, pd_whole;
grant select (caller_name, caller_phone) on rumour to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, claim, channel, heard_on, link, location, spread, harm, handler_id, finding, counter_message, same_as_id, caller_name, caller_phone, search_key) on rumour to pd_area, pd_whole;
grant update (claim, channel, heard_on, link, location, spread, harm, handler_id, finding, counter_message, same_as_id, caller_name, caller_phone, state, state_reason, search_key, voided_at, void_reason) on rumour to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('rumour', 'check', 'new', 'checking'),
  ('rumour', 'refute', 'checking', 'refuted'),
  ('rumour', 'confirm', 'checking', 'confirmed'),
  ('rumour', 'no-basis', 'checking', 'no_basis'),
  ('rumour', 'close', 'refuted', 'closed'),
  ('rumour', 'close', 'confirmed', 'closed'),
  ('rumour', 'close', 'no_basis', 'closed'),
  ('rumour', 'reopen', 'closed', 'checking');
insert into role_permission (role, permission)
select r, p from (values
  ('rumour.read', '{leader,province-leader,clerk,officer,village,inspector}'::text[]),
  ('rumour.create', '{clerk,officer,village}'::text[]),
  ('rumour.update', '{clerk,officer}'::text[]),
  ('rumour.import', '{clerk,officer}'::text[]),
  ('rumour.export', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('rumour.reveal', '{officer}'::text[]),
  ('rumour.void', '{clerk,officer}'::text[]),
  ('rumour.check', '{officer,clerk}'::text[]),
  ('rumour.refute', '{officer,clerk}'::text[]),
  ('rumour.confirm', '{officer,clerk}'::text[]),
  ('rumour.no-basis', '{officer,clerk}'::text[]),
  ('rumour.close', '{officer,clerk,leader}'::text[]),
  ('rumour.reopen', '{officer,leader}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register inspection: printed from its declaration by "phaodai registers sql inspection".
create table inspection (
  id uuid primary key,
  area_id int not null references area,
  place_name text not null check (char_length(place_name) between 1 and 200),
  place_kind text not null check (place_kind in ('market', 'school', 'factory', 'eating-place', 'checkpoint', 'isolation-site', 'health-facility', 'other')),
  address text check (char_length(address) between 1 and 300),
  location jsonb check ((location ->> 'lat')::float8 between -90 and 90 and (location ->> 'lon')::float8 between -180 and 180),
  planned_on date not null,
  visited_at timestamptz,
  team_id int references body,
  lead_id uuid references person,
  checklist jsonb check (jsonb_typeof(checklist) = 'array'),
  findings jsonb check (jsonb_typeof(findings) = 'array'),
  conclusion text check (char_length(conclusion) between 1 and 4000),
  previous_id uuid references inspection,
  host_name text check (char_length(host_name) between 1 and 120),
  host_phone text check (char_length(host_phone) between 1 and 30),
  state text not null default 'planned' check (state in ('planned', 'done', 'followed_up', 'closed', 'cancelled')),
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

create index inspection_list_area_id on inspection (area_id, planned_on desc, id desc);
create index inspection_list on inspection (planned_on desc, id desc);
create index inspection_team_id on inspection (team_id);
create index inspection_lead_id on inspection (lead_id);
create index inspection_previous_id on inspection (previous_id);

create trigger guard_record before update on inspection for each row execute function guard_record();
create trigger guard_state before update on inspection for each row execute function guard_state();
create trigger next_version before update on inspection for each row execute function next_version();
create trigger audit after insert or update or delete on inspection for each row execute function audit_row('host_name', 'host_phone');

alter table inspection enable row level security;
create function sees_inspection(wanted uuid) returns boolean language sql stable
  return exists (select 1 from inspection r where r.id = wanted);
create policy inspection_read on inspection for select to pd_area using (
  'inspection' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy inspection_read_whole on inspection for select to pd_whole using ('inspection' = any ((select app_reads())::text[]));
create policy inspection_write on inspection for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('inspection.create', 'inspection.import')
  and state = 'planned' and version = 1 and voided_at is null
  and created_by = app_post()
  and (lead_id is null or sees_person(lead_id))
  and (previous_id is null or sees_inspection(previous_id)));
create policy inspection_write_whole on inspection for insert to pd_whole with check (
  app_permission() in ('inspection.create', 'inspection.import')
  and state = 'planned' and version = 1 and voided_at is null
  and created_by = app_post()
  and (lead_id is null or sees_person(lead_id))
  and (previous_id is null or sees_inspection(previous_id)));
create policy inspection_change on inspection for update to pd_area
  using ((app_permission() in ('inspection.update', 'inspection.void', 'inspection.complete', 'inspection.follow-up', 'inspection.close', 'inspection.cancel')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (app_permission() <> 'inspection.update' or ((lead_id is null or sees_person(lead_id)) and (previous_id is null or sees_inspection(previous_id))));
create policy inspection_change_whole on inspection for update to pd_whole
  using (app_permission() in ('inspection.update', 'inspection.void', 'inspection.complete', 'inspection.follow-up', 'inspection.close', 'inspection.cancel'))
  with check (app_permission() <> 'inspection.update' or ((lead_id is null or sees_person(lead_id)) and (previous_id is null or sees_inspection(previous_id))));
create policy inspection_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'inspection' then sees_inspection(row_id::uuid) else false end);
create policy inspection_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'inspection' then sees_inspection(row_id::uuid) else false end);
grant select (id, area_id, place_name, place_kind, address, location, planned_on, visited_at, team_id, lead_id, checklist, findings, conclusion, previous_id, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on inspection to pd_area, pd_whole;
grant select (host_name, host_phone) on inspection to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, place_name, place_kind, address, location, planned_on, visited_at, team_id, lead_id, checklist, findings, conclusion, previous_id, host_name, host_phone, search_key) on inspection to pd_area, pd_whole;
grant update (place_name, place_kind, address, location, planned_on, visited_at, team_id, lead_id, checklist, findings, conclusion, previous_id, host_name, host_phone, state, state_reason, search_key, voided_at, void_reason) on inspection to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('inspection', 'complete', 'planned', 'done'),
  ('inspection', 'follow-up', 'done', 'followed_up'),
  ('inspection', 'close', 'done', 'closed'),
  ('inspection', 'close', 'followed_up', 'closed'),
  ('inspection', 'cancel', 'planned', 'cancelled');
insert into role_permission (role, permission)
select r, p from (values
  ('inspection.read', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('inspection.create', '{officer,inspector,clerk}'::text[]),
  ('inspection.update', '{officer,inspector}'::text[]),
  ('inspection.import', '{officer,inspector,clerk}'::text[]),
  ('inspection.export', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('inspection.reveal', '{inspector}'::text[]),
  ('inspection.void', '{officer,inspector}'::text[]),
  ('inspection.complete', '{officer,inspector}'::text[]),
  ('inspection.follow-up', '{officer,inspector}'::text[]),
  ('inspection.close', '{officer,inspector,leader}'::text[]),
  ('inspection.cancel', '{officer,inspector,leader}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register supply_item: printed from its declaration by "phaodai registers sql supply_item".
create table supply_item (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  code text check (char_length(code) between 1 and 40),
  category text not null check (category in ('medicine', 'biological', 'chemical', 'consumable', 'equipment', 'protective', 'oxygen')),
  unit text not null check (char_length(unit) between 1 and 40),
  safety_stock numeric(15,3) check (safety_stock between 0 and 999999999999),
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'in_use' check (state in ('in_use', 'retired')),
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

create index supply_item_list_area_id on supply_item (area_id, created_at desc, id desc);
create index supply_item_list on supply_item (created_at desc, id desc);

create trigger guard_record before update on supply_item for each row execute function guard_record();
create trigger guard_state before update on supply_item for each row execute function guard_state();
create trigger next_version before update on supply_item for each row execute function next_version();
create trigger audit after insert or update or delete on supply_item for each row execute function audit_row();

alter table supply_item enable row level security;
create function sees_supply_item(wanted uuid) returns boolean language sql stable
  return exists (select 1 from supply_item r where r.id = wanted);
create policy supply_item_read on supply_item for select to pd_area using (
  'supply_item' = any ((select app_reads())::text[]));
create policy supply_item_read_whole on supply_item for select to pd_whole using ('supply_item' = any ((select app_reads())::text[]));
create policy supply_item_write on supply_item for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('supply_item.create', 'supply_item.import')
  and state = 'in_use' and version = 1 and voided_at is null
  and created_by = app_post());
create policy supply_item_write_whole on supply_item for insert to pd_whole with check (
  app_permission() in ('supply_item.create', 'supply_item.import')
  and state = 'in_use' and version = 1 and voided_at is null
  and created_by = app_post());
create policy supply_item_change on supply_item for update to pd_area
  using ((app_permission() in ('supply_item.update', 'supply_item.void', 'supply_item.retire', 'supply_item.restore')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy supply_item_change_whole on supply_item for update to pd_whole
  using (app_permission() in ('supply_item.update', 'supply_item.void', 'supply_item.retire', 'supply_item.restore'))
  with check (true);
create policy supply_item_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'supply_item' then sees_supply_item(row_id::uuid) else false end);
create policy supply_item_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'supply_item' then sees_supply_item(row_id::uuid) else false end);
grant select (id, area_id, name, code, category, unit, safety_stock, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on supply_item to pd_area, pd_whole;
grant insert (id, area_id, name, code, category, unit, safety_stock, note, search_key) on supply_item to pd_area, pd_whole;
grant update (name, code, category, unit, safety_stock, note, state, state_reason, search_key, voided_at, void_reason) on supply_item to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('supply_item', 'retire', 'in_use', 'retired'),
  ('supply_item', 'restore', 'retired', 'in_use');
insert into role_permission (role, permission)
select r, p from (values
  ('supply_item.read', '{leader,province-leader,clerk,officer,village,inspector}'::text[]),
  ('supply_item.create', '{officer}'::text[]),
  ('supply_item.update', '{officer}'::text[]),
  ('supply_item.import', '{officer}'::text[]),
  ('supply_item.export', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('supply_item.void', '{officer}'::text[]),
  ('supply_item.retire', '{officer}'::text[]),
  ('supply_item.restore', '{officer}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register stock_movement: printed from its declaration by "phaodai registers sql stock_movement".
create table stock_movement (
  id uuid primary key,
  area_id int not null references area,
  voucher text not null check (char_length(voucher) between 1 and 60),
  direction text not null check (direction in ('in', 'out', 'transfer')),
  item_id uuid not null references supply_item,
  quantity numeric(15,3) not null check (quantity between 0.001 and 999999999999),
  moved_on date not null,
  to_area_id int references area,
  source text check (source in ('budget', 'donation', 'higher-level', 'transfer', 'other')),
  lot text check (char_length(lot) between 1 and 60),
  expires_on date,
  note text check (char_length(note) between 1 and 1000),
  carrier_name text check (char_length(carrier_name) between 1 and 120),
  carrier_phone text check (char_length(carrier_phone) between 1 and 30),
  state text not null default 'recorded' check (state in ('recorded', 'received')),
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

create index stock_movement_list_area_id on stock_movement (area_id, moved_on desc, id desc);
create index stock_movement_list_to_area_id on stock_movement (to_area_id, moved_on desc, id desc);
create index stock_movement_list on stock_movement (moved_on desc, id desc);
create index stock_movement_item_id on stock_movement (item_id);

create trigger guard_record before update on stock_movement for each row execute function guard_record();
create trigger guard_state before update on stock_movement for each row execute function guard_state();
create trigger next_version before update on stock_movement for each row execute function next_version();
create trigger audit after insert or update or delete on stock_movement for each row execute function audit_row('carrier_name', 'carrier_phone');

alter table stock_movement enable row level security;
create function sees_stock_movement(wanted uuid) returns boolean language sql stable
  return exists (select 1 from stock_movement r where r.id = wanted);
create policy stock_movement_read on stock_movement for select to pd_area using (
  'stock_movement' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (to_area_id between app_area_lo() and app_area_hi() and to_area_id in (select unnest(app_area_ids())))));
create policy stock_movement_read_whole on stock_movement for select to pd_whole using ('stock_movement' = any ((select app_reads())::text[]));
create policy stock_movement_write on stock_movement for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('stock_movement.create', 'stock_movement.import')
  and state = 'recorded' and version = 1 and voided_at is null
  and created_by = app_post()
  and sees_supply_item(item_id));
create policy stock_movement_write_whole on stock_movement for insert to pd_whole with check (
  app_permission() in ('stock_movement.create', 'stock_movement.import')
  and state = 'recorded' and version = 1 and voided_at is null
  and created_by = app_post()
  and sees_supply_item(item_id));
create policy stock_movement_change on stock_movement for update to pd_area
  using ((app_permission() in ('stock_movement.update', 'stock_movement.void')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))))
    or (app_permission() in ('stock_movement.receive')
    and (to_area_id between app_area_lo() and app_area_hi() and to_area_id in (select unnest(app_area_ids())))))
  with check (app_permission() <> 'stock_movement.update' or (sees_supply_item(item_id)));
create policy stock_movement_change_whole on stock_movement for update to pd_whole
  using (app_permission() in ('stock_movement.update', 'stock_movement.void', 'stock_movement.receive'))
  with check (app_permission() <> 'stock_movement.update' or (sees_supply_item(item_id)));
create policy stock_movement_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'stock_movement' then sees_stock_movement(row_id::uuid) else false end);
create policy stock_movement_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'stock_movement' then sees_stock_movement(row_id::uuid) else false end);
grant select (id, area_id, voucher, direction, item_id, quantity, moved_on, to_area_id, source, lot, expires_on, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on stock_movement to pd_area, pd_whole;
grant select (carrier_name, carrier_phone) on stock_movement to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, voucher, direction, item_id, quantity, moved_on, to_area_id, source, lot, expires_on, note, carrier_name, carrier_phone, search_key) on stock_movement to pd_area, pd_whole;
grant update (voucher, moved_on, source, lot, expires_on, note, carrier_name, carrier_phone, state, state_reason, search_key, voided_at, void_reason) on stock_movement to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('stock_movement', 'receive', 'recorded', 'received');
insert into role_permission (role, permission)
select r, p from (values
  ('stock_movement.read', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('stock_movement.create', '{clerk,officer}'::text[]),
  ('stock_movement.update', '{clerk,officer}'::text[]),
  ('stock_movement.import', '{clerk,officer}'::text[]),
  ('stock_movement.export', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('stock_movement.reveal', '{officer}'::text[]),
  ('stock_movement.void', '{officer}'::text[]),
  ('stock_movement.receive', '{officer,clerk}'::text[])
) as given (p, rs), unnest(rs) r;
