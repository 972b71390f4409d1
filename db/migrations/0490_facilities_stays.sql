-- Register facility: printed from its declaration by "phaodai registers sql facility".
create table facility (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('quarantine', 'hotel', 'field-hospital', 'mobile-station', 'hospital')),
  tier text check (tier in ('1', '2', '3')),
  body_id int references body,
  address text check (char_length(address) between 1 and 300),
  location jsonb check ((location ->> 'lat')::float8 between -90 and 90 and (location ->> 'lon')::float8 between -180 and 180),
  phone text check (char_length(phone) between 1 and 30),
  decision text check (char_length(decision) between 1 and 200),
  opens_on date,
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'planned' check (state in ('planned', 'ready', 'active', 'closing', 'closed')),
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

create index facility_list_area_id on facility (area_id, created_at desc, id desc);
create index facility_list on facility (created_at desc, id desc);
create index facility_body_id on facility (body_id);

create trigger guard_record before update on facility for each row execute function guard_record();
create trigger guard_state before update on facility for each row execute function guard_state();
create trigger next_version before update on facility for each row execute function next_version();
create trigger audit after insert or update or delete on facility for each row execute function audit_row();

alter table facility enable row level security;
create function sees_facility(wanted uuid) returns boolean language sql stable
  return exists (select 1 from facility r where r.id = wanted);
create policy facility_read on facility for select to pd_area using (
  'facility' = any ((select app_reads())::text[]));
create policy facility_read_whole on facility for select to pd_whole using ('facility' = any ((select app_reads())::text[]));
create policy facility_write on facility for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('facility.create', 'facility.import')
  and state = 'planned' and version = 1 and voided_at is null
  and created_by = app_post());
create policy facility_write_whole on facility for insert to pd_whole with check (
  app_permission() in ('facility.create', 'facility.import')
  and state = 'planned' and version = 1 and voided_at is null
  and created_by = app_post());
create policy facility_change on facility for update to pd_area
  using ((app_permission() in ('facility.update', 'facility.void', 'facility.make-ready', 'facility.activate', 'facility.wind-down', 'facility.close')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy facility_change_whole on facility for update to pd_whole
  using (app_permission() in ('facility.update', 'facility.void', 'facility.make-ready', 'facility.activate', 'facility.wind-down', 'facility.close'))
  with check (true);
create policy facility_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'facility' then sees_facility(row_id::uuid) else false end);
create policy facility_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'facility' then sees_facility(row_id::uuid) else false end);
grant select (id, area_id, name, kind, tier, body_id, address, location, phone, decision, opens_on, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on facility to pd_area, pd_whole;
grant insert (id, area_id, name, kind, tier, body_id, address, location, phone, decision, opens_on, note, search_key) on facility to pd_area, pd_whole;
grant update (name, kind, tier, body_id, address, location, phone, decision, opens_on, note, state, state_reason, search_key, voided_at, void_reason) on facility to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('facility', 'make-ready', 'planned', 'ready'),
  ('facility', 'make-ready', 'closed', 'ready'),
  ('facility', 'activate', 'ready', 'active'),
  ('facility', 'activate', 'closing', 'active'),
  ('facility', 'wind-down', 'active', 'closing'),
  ('facility', 'close', 'ready', 'closed'),
  ('facility', 'close', 'closing', 'closed');
insert into role_permission (role, permission)
select r, p from (values
  ('facility.read', '{health,officer,leader,province-leader}'::text[]),
  ('facility.create', '{health}'::text[]),
  ('facility.update', '{health}'::text[]),
  ('facility.import', '{health}'::text[]),
  ('facility.export', '{health}'::text[]),
  ('facility.void', '{health}'::text[]),
  ('facility.make-ready', '{health}'::text[]),
  ('facility.activate', '{health}'::text[]),
  ('facility.wind-down', '{health}'::text[]),
  ('facility.close', '{health}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register stay: printed from its declaration by "phaodai registers sql stay".
create table stay (
  id uuid primary key,
  area_id int not null references area,
  code text check (char_length(code) between 1 and 40),
  disease_code text not null references disease,
  purpose text not null check (purpose in ('quarantine', 'treatment')),
  individual_id uuid references individual,
  household_id uuid references household,
  full_name text check (char_length(full_name) between 1 and 120),
  phone text check (char_length(phone) between 1 and 40),
  address text check (char_length(address) between 1 and 300),
  sex text check (sex in ('male', 'female', 'unknown')),
  birth_year numeric(12,0) check (birth_year between 1880 and 2199),
  risk_class text check (risk_class in ('low', 'medium', 'high', 'very-high')),
  tier text check (tier in ('1', '2', '3')),
  oxygen boolean,
  asked_on date not null,
  exposed_on date,
  facility_id uuid references facility,
  facility_area_id int references area,
  case_id uuid references disease_case,
  contact_id uuid references case_contact,
  order_id uuid references isolation_order,
  from_id uuid references stay,
  entered_at timestamptz,
  due_on date,
  left_at timestamptz,
  received_at timestamptz,
  exempt boolean,
  note text check (char_length(note) between 1 and 500),
  state text not null default 'waiting' check (state in ('waiting', 'staying', 'transferred', 'discharged', 'handed_over', 'died', 'withdrawn')),
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

create index stay_list_area_id on stay (area_id, asked_on desc, id desc);
create index stay_list_facility_area_id on stay (facility_area_id, asked_on desc, id desc);
create index stay_list on stay (asked_on desc, id desc);
create unique index stay_one_code on stay (code) where voided_at is null;
create index stay_disease_code on stay (disease_code);
create index stay_individual_id on stay (individual_id);
create index stay_household_id on stay (household_id);
create index stay_facility_id on stay (facility_id);
create index stay_case_id on stay (case_id);
create index stay_contact_id on stay (contact_id);
create index stay_order_id on stay (order_id);
create index stay_from_id on stay (from_id);

create trigger guard_record before update on stay for each row execute function guard_record();
create trigger guard_state before update on stay for each row execute function guard_state();
create trigger next_version before update on stay for each row execute function next_version();
create trigger audit after insert or update or delete on stay for each row execute function audit_row('full_name', 'phone', 'address');

alter table stay enable row level security;
create function sees_stay(wanted uuid) returns boolean language sql stable
  return exists (select 1 from stay r where r.id = wanted);
create policy stay_read on stay for select to pd_area using (
  'stay' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (facility_area_id between app_area_lo() and app_area_hi() and facility_area_id in (select unnest(app_area_ids())))));
create policy stay_read_whole on stay for select to pd_whole using ('stay' = any ((select app_reads())::text[]));
create policy stay_write on stay for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('stay.create', 'stay.import')
  and state = 'waiting' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (household_id is null or sees_household(household_id))
  and (facility_id is null or sees_facility(facility_id))
  and (case_id is null or sees_disease_case(case_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (order_id is null or sees_isolation_order(order_id))
  and (from_id is null or sees_stay(from_id)));
create policy stay_write_whole on stay for insert to pd_whole with check (
  app_permission() in ('stay.create', 'stay.import')
  and state = 'waiting' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (household_id is null or sees_household(household_id))
  and (facility_id is null or sees_facility(facility_id))
  and (case_id is null or sees_disease_case(case_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (order_id is null or sees_isolation_order(order_id))
  and (from_id is null or sees_stay(from_id)));
create policy stay_change on stay for update to pd_area
  using ((app_permission() in ('stay.update', 'stay.void', 'stay.receive', 'stay.withdraw')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))))
    or (app_permission() in ('stay.admit', 'stay.transfer', 'stay.discharge', 'stay.die')
    and (facility_area_id between app_area_lo() and app_area_hi() and facility_area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy stay_change_whole on stay for update to pd_whole
  using (app_permission() in ('stay.update', 'stay.void', 'stay.admit', 'stay.transfer', 'stay.discharge', 'stay.receive', 'stay.die', 'stay.withdraw'))
  with check (true);
create trigger guard_link_household_id before update of household_id on stay for each row
  when (new.household_id is distinct from old.household_id and new.household_id is not null and not sees_household(new.household_id)) execute function refuse_link();
create trigger guard_link_facility_id before update of facility_id on stay for each row
  when (new.facility_id is distinct from old.facility_id and new.facility_id is not null and not sees_facility(new.facility_id)) execute function refuse_link();
create trigger guard_link_case_id before update of case_id on stay for each row
  when (new.case_id is distinct from old.case_id and new.case_id is not null and not sees_disease_case(new.case_id)) execute function refuse_link();
create trigger guard_link_contact_id before update of contact_id on stay for each row
  when (new.contact_id is distinct from old.contact_id and new.contact_id is not null and not sees_case_contact(new.contact_id)) execute function refuse_link();
create trigger guard_link_order_id before update of order_id on stay for each row
  when (new.order_id is distinct from old.order_id and new.order_id is not null and not sees_isolation_order(new.order_id)) execute function refuse_link();
create policy stay_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'stay' then sees_stay(row_id::uuid) else false end);
create policy stay_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'stay' then sees_stay(row_id::uuid) else false end);
grant select (id, area_id, code, disease_code, purpose, individual_id, household_id, sex, birth_year, risk_class, tier, oxygen, asked_on, exposed_on, facility_id, facility_area_id, case_id, contact_id, order_id, from_id, entered_at, due_on, left_at, received_at, exempt, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on stay to pd_area, pd_whole;
grant select (full_name, phone, address) on stay to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, code, disease_code, purpose, individual_id, household_id, full_name, phone, address, sex, birth_year, risk_class, tier, oxygen, asked_on, exposed_on, facility_id, facility_area_id, case_id, contact_id, order_id, from_id, entered_at, due_on, left_at, received_at, exempt, note, search_key) on stay to pd_area, pd_whole;
grant update (household_id, full_name, phone, address, sex, birth_year, risk_class, tier, oxygen, exposed_on, facility_id, case_id, contact_id, order_id, entered_at, due_on, left_at, received_at, exempt, note, state, state_reason, search_key, voided_at, void_reason) on stay to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('stay', 'admit', 'waiting', 'staying'),
  ('stay', 'transfer', 'staying', 'transferred'),
  ('stay', 'discharge', 'staying', 'discharged'),
  ('stay', 'receive', 'discharged', 'handed_over'),
  ('stay', 'die', 'staying', 'died'),
  ('stay', 'withdraw', 'waiting', 'withdrawn');
insert into role_permission (role, permission)
select r, p from (values
  ('stay.read', '{health,officer,leader,province-leader}'::text[]),
  ('stay.create', '{health}'::text[]),
  ('stay.update', '{health}'::text[]),
  ('stay.import', '{health}'::text[]),
  ('stay.export', '{health}'::text[]),
  ('stay.reveal', '{health}'::text[]),
  ('stay.void', '{health}'::text[]),
  ('stay.admit', '{health}'::text[]),
  ('stay.transfer', '{health}'::text[]),
  ('stay.discharge', '{health}'::text[]),
  ('stay.receive', '{health}'::text[]),
  ('stay.die', '{health}'::text[]),
  ('stay.withdraw', '{health}'::text[])
) as given (p, rs), unnest(rs) r;

