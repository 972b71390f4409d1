-- People, households, outbreaks and cases. Registers as printed from their declarations by "phaodai registers sql"; below them
-- what surrounds them: keys for search and matching, merge with undo, members of households, codes of cases, the legal clock.

-- Register household: printed from its declaration by "phaodai registers sql household".
create table household (
  id uuid primary key,
  area_id int not null references area,
  code text check (char_length(code) between 1 and 40),
  size numeric(12,0) check (size between 0 and 60),
  note text check (char_length(note) between 1 and 1000),
  head_name text check (char_length(head_name) between 1 and 120),
  address text check (char_length(address) between 1 and 300),
  phone text check (char_length(phone) between 1 and 30),
  state text not null default 'present' check (state in ('present', 'left')),
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

create index household_list_area_id on household (area_id, created_at desc, id desc);
create index household_list on household (created_at desc, id desc);

create trigger guard_record before update on household for each row execute function guard_record();
create trigger guard_state before update on household for each row execute function guard_state();
create trigger next_version before update on household for each row execute function next_version();
create trigger audit after insert or update or delete on household for each row execute function audit_row('head_name', 'address', 'phone');

alter table household enable row level security;
create function sees_household(wanted uuid) returns boolean language sql stable
  return exists (select 1 from household r where r.id = wanted);
create policy household_read on household for select to pd_area using (
  'household' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy household_read_whole on household for select to pd_whole using ('household' = any ((select app_reads())::text[]));
create policy household_write on household for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('household.create', 'household.import')
  and state = 'present' and version = 1 and voided_at is null
  and created_by = app_post());
create policy household_write_whole on household for insert to pd_whole with check (
  app_permission() in ('household.create', 'household.import')
  and state = 'present' and version = 1 and voided_at is null
  and created_by = app_post());
create policy household_change on household for update to pd_area
  using ((app_permission() in ('household.update', 'household.void', 'household.leave', 'household.return')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy household_change_whole on household for update to pd_whole
  using (app_permission() in ('household.update', 'household.void', 'household.leave', 'household.return'))
  with check (true);
create policy household_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'household' then sees_household(row_id::uuid) else false end);
create policy household_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'household' then sees_household(row_id::uuid) else false end);
grant select (id, area_id, code, size, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on household to pd_area, pd_whole;
grant select (head_name, address, phone) on household to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, code, size, note, head_name, address, phone, search_key) on household to pd_area, pd_whole;
grant update (size, note, head_name, address, phone, state, state_reason, search_key, voided_at, void_reason) on household to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('household', 'leave', 'present', 'left'),
  ('household', 'return', 'left', 'present');
insert into role_permission (role, permission)
select r, p from (values
  ('household.read', '{officer,leader,province-leader}'::text[]),
  ('household.create', '{officer}'::text[]),
  ('household.update', '{officer}'::text[]),
  ('household.import', '{officer}'::text[]),
  ('household.export', '{officer}'::text[]),
  ('household.reveal', '{officer}'::text[]),
  ('household.void', '{officer}'::text[]),
  ('household.leave', '{officer}'::text[]),
  ('household.return', '{officer}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register individual: printed from its declaration by "phaodai registers sql individual".
create table individual (
  id uuid primary key,
  area_id int not null references area,
  code text check (char_length(code) between 1 and 40),
  full_name text not null check (char_length(full_name) between 1 and 120),
  sex text not null check (sex in ('male', 'female', 'unknown')),
  birth_year numeric(12,0) check (birth_year between 1880 and 2199),
  birth_on date,
  identity_number text check (char_length(identity_number) between 1 and 40),
  old_identity_number text check (char_length(old_identity_number) between 1 and 40),
  phone text check (char_length(phone) between 1 and 40),
  address text check (char_length(address) between 1 and 300),
  ethnicity text check (char_length(ethnicity) between 1 and 60),
  nationality text check (char_length(nationality) between 1 and 60),
  occupation text check (occupation in ('worker', 'farmer', 'pupil', 'child', 'health-worker', 'office', 'service', 'trader', 'driver', 'freelance', 'home', 'other')),
  workplace text check (char_length(workplace) between 1 and 200),
  died_on date,
  state text not null default 'present' check (state in ('present', 'away', 'merged')),
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

create index individual_list_area_id on individual (area_id, created_at desc, id desc);
create index individual_list on individual (created_at desc, id desc);

create trigger guard_record before update on individual for each row execute function guard_record();
create trigger guard_state before update on individual for each row execute function guard_state();
create trigger next_version before update on individual for each row execute function next_version();
create trigger audit after insert or update or delete on individual for each row execute function audit_row('full_name', 'birth_on', 'identity_number', 'old_identity_number', 'phone', 'address', 'workplace');

alter table individual enable row level security;
create function sees_individual(wanted uuid) returns boolean language sql stable
  return exists (select 1 from individual r where r.id = wanted);
create policy individual_read on individual for select to pd_area using (
  'individual' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy individual_read_whole on individual for select to pd_whole using ('individual' = any ((select app_reads())::text[]));
create policy individual_write on individual for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('individual.create', 'individual.import')
  and state = 'present' and version = 1 and voided_at is null
  and created_by = app_post());
create policy individual_write_whole on individual for insert to pd_whole with check (
  app_permission() in ('individual.create', 'individual.import')
  and state = 'present' and version = 1 and voided_at is null
  and created_by = app_post());
create policy individual_change on individual for update to pd_area
  using ((app_permission() in ('individual.update', 'individual.void', 'individual.go-away', 'individual.come-back', 'individual.merge', 'individual.unmerge')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy individual_change_whole on individual for update to pd_whole
  using (app_permission() in ('individual.update', 'individual.void', 'individual.go-away', 'individual.come-back', 'individual.merge', 'individual.unmerge'))
  with check (true);
create policy individual_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'individual' then sees_individual(row_id::uuid) else false end);
create policy individual_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'individual' then sees_individual(row_id::uuid) else false end);
grant select (id, area_id, code, sex, birth_year, ethnicity, nationality, occupation, died_on, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on individual to pd_area, pd_whole;
grant select (full_name, birth_on, identity_number, old_identity_number, phone, address, workplace) on individual to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, code, full_name, sex, birth_year, birth_on, identity_number, old_identity_number, phone, address, ethnicity, nationality, occupation, workplace, died_on, search_key) on individual to pd_area, pd_whole;
grant update (full_name, sex, birth_year, birth_on, identity_number, old_identity_number, phone, address, ethnicity, nationality, occupation, workplace, died_on, state, state_reason, search_key, voided_at, void_reason) on individual to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('individual', 'go-away', 'present', 'away'),
  ('individual', 'come-back', 'away', 'present'),
  ('individual', 'merge', 'present', 'merged'),
  ('individual', 'merge', 'away', 'merged'),
  ('individual', 'unmerge', 'merged', 'present');
insert into role_permission (role, permission)
select r, p from (values
  ('individual.read', '{officer,leader,province-leader}'::text[]),
  ('individual.create', '{officer}'::text[]),
  ('individual.update', '{officer}'::text[]),
  ('individual.import', '{officer}'::text[]),
  ('individual.export', '{officer}'::text[]),
  ('individual.reveal', '{officer}'::text[]),
  ('individual.void', '{officer}'::text[]),
  ('individual.go-away', '{officer}'::text[]),
  ('individual.come-back', '{officer}'::text[]),
  ('individual.merge', '{officer}'::text[]),
  ('individual.unmerge', '{officer}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register outbreak: printed from its declaration by "phaodai registers sql outbreak".
create table outbreak (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  disease_code text not null references disease,
  reported_on date not null,
  first_onset_on date,
  last_onset_on date,
  entered_on date,
  arrived_on date,
  setting text check (setting in ('household', 'school', 'workplace', 'market', 'health-facility', 'village', 'gathering', 'other')),
  location jsonb check ((location ->> 'lat')::float8 between -90 and 90 and (location ->> 'lon')::float8 between -180 and 180),
  risk_factors text check (char_length(risk_factors) between 1 and 2000),
  ended_on date,
  state text not null default 'active' check (state in ('active', 'controlled', 'ended')),
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

create index outbreak_list_area_id on outbreak (area_id, reported_on desc, id desc);
create index outbreak_list on outbreak (reported_on desc, id desc);
create index outbreak_disease_code on outbreak (disease_code);

create trigger guard_record before update on outbreak for each row execute function guard_record();
create trigger guard_state before update on outbreak for each row execute function guard_state();
create trigger next_version before update on outbreak for each row execute function next_version();
create trigger audit after insert or update or delete on outbreak for each row execute function audit_row();

alter table outbreak enable row level security;
create function sees_outbreak(wanted uuid) returns boolean language sql stable
  return exists (select 1 from outbreak r where r.id = wanted);
create policy outbreak_read on outbreak for select to pd_area using (
  'outbreak' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy outbreak_read_whole on outbreak for select to pd_whole using ('outbreak' = any ((select app_reads())::text[]));
create policy outbreak_write on outbreak for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('outbreak.create', 'outbreak.import')
  and state = 'active' and version = 1 and voided_at is null
  and created_by = app_post());
create policy outbreak_write_whole on outbreak for insert to pd_whole with check (
  app_permission() in ('outbreak.create', 'outbreak.import')
  and state = 'active' and version = 1 and voided_at is null
  and created_by = app_post());
create policy outbreak_change on outbreak for update to pd_area
  using ((app_permission() in ('outbreak.update', 'outbreak.void', 'outbreak.control', 'outbreak.end', 'outbreak.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy outbreak_change_whole on outbreak for update to pd_whole
  using (app_permission() in ('outbreak.update', 'outbreak.void', 'outbreak.control', 'outbreak.end', 'outbreak.reopen'))
  with check (true);
create policy outbreak_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'outbreak' then sees_outbreak(row_id::uuid) else false end);
create policy outbreak_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'outbreak' then sees_outbreak(row_id::uuid) else false end);
grant select (id, area_id, name, disease_code, reported_on, first_onset_on, last_onset_on, entered_on, arrived_on, setting, location, risk_factors, ended_on, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on outbreak to pd_area, pd_whole;
grant insert (id, area_id, name, disease_code, reported_on, first_onset_on, last_onset_on, entered_on, arrived_on, setting, location, risk_factors, ended_on, search_key) on outbreak to pd_area, pd_whole;
grant update (name, reported_on, first_onset_on, last_onset_on, entered_on, arrived_on, setting, location, risk_factors, ended_on, state, state_reason, search_key, voided_at, void_reason) on outbreak to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('outbreak', 'control', 'active', 'controlled'),
  ('outbreak', 'end', 'active', 'ended'),
  ('outbreak', 'end', 'controlled', 'ended'),
  ('outbreak', 'reopen', 'controlled', 'active'),
  ('outbreak', 'reopen', 'ended', 'active');
insert into role_permission (role, permission)
select r, p from (values
  ('outbreak.read', '{officer,leader,province-leader,clerk,inspector}'::text[]),
  ('outbreak.create', '{officer}'::text[]),
  ('outbreak.update', '{officer}'::text[]),
  ('outbreak.import', '{officer}'::text[]),
  ('outbreak.export', '{officer,leader,province-leader,clerk,inspector}'::text[]),
  ('outbreak.void', '{officer}'::text[]),
  ('outbreak.control', '{officer}'::text[]),
  ('outbreak.end', '{officer,leader}'::text[]),
  ('outbreak.reopen', '{officer}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register disease_case: printed from its declaration by "phaodai registers sql disease_case".
create table disease_case (
  id uuid primary key,
  area_id int not null references area,
  code text check (char_length(code) between 1 and 40),
  disease_code text not null references disease,
  individual_id uuid references individual,
  classification text not null check (classification in ('suspected', 'probable', 'confirmed')),
  class_reason text check (char_length(class_reason) between 1 and 500),
  detected_as text check (detected_as in ('community', 'quarantine', 'locked-zone', 'entry', 'hospital-screening')),
  detection_area_id int references area,
  diagnosed_at timestamptz not null,
  onset_on date,
  symptoms jsonb check (jsonb_typeof(symptoms) = 'array'),
  severity text check (severity in ('none', 'mild', 'moderate', 'severe', 'critical')),
  vaccinated text check (vaccinated in ('yes', 'no', 'unknown')),
  doses numeric(12,0) check (doses between 0 and 20),
  sampled_on date,
  test_kind text check (test_kind in ('rapid', 'serology', 'pcr', 'culture', 'other')),
  test_result text check (test_result in ('positive', 'negative', 'indeterminate', 'pending')),
  result_on date,
  care text check (care in ('outpatient', 'inpatient', 'home')),
  facility text check (char_length(facility) between 1 and 200),
  admitted_on date,
  outcome_on date,
  outbreak_id uuid references outbreak,
  linked_case_id uuid references disease_case,
  history jsonb check (jsonb_typeof(history) = 'array'),
  system_id text check (char_length(system_id) between 1 and 60),
  system_entered_at timestamptz,
  note text check (char_length(note) between 1 and 2000),
  reporter_name text check (char_length(reporter_name) between 1 and 120),
  reporter_phone text check (char_length(reporter_phone) between 1 and 40),
  state text not null default 'open' check (state in ('open', 'in_treatment', 'recovered', 'died', 'moved', 'ruled_out', 'closed')),
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

create index disease_case_list_area_id on disease_case (area_id, diagnosed_at desc, id desc);
create index disease_case_list_detection_area_id on disease_case (detection_area_id, diagnosed_at desc, id desc);
create index disease_case_list on disease_case (diagnosed_at desc, id desc);
create index disease_case_disease_code on disease_case (disease_code);
create index disease_case_individual_id on disease_case (individual_id);
create index disease_case_outbreak_id on disease_case (outbreak_id);
create index disease_case_linked_case_id on disease_case (linked_case_id);

create trigger guard_record before update on disease_case for each row execute function guard_record();
create trigger guard_state before update on disease_case for each row execute function guard_state();
create trigger next_version before update on disease_case for each row execute function next_version();
create trigger audit after insert or update or delete on disease_case for each row execute function audit_row('history', 'reporter_name', 'reporter_phone');

alter table disease_case enable row level security;
create function sees_disease_case(wanted uuid) returns boolean language sql stable
  return exists (select 1 from disease_case r where r.id = wanted);
create policy disease_case_read on disease_case for select to pd_area using (
  'disease_case' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (detection_area_id between app_area_lo() and app_area_hi() and detection_area_id in (select unnest(app_area_ids())))));
create policy disease_case_read_whole on disease_case for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));
create policy disease_case_write on disease_case for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('disease_case.create', 'disease_case.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (outbreak_id is null or sees_outbreak(outbreak_id))
  and (linked_case_id is null or sees_disease_case(linked_case_id)));
create policy disease_case_write_whole on disease_case for insert to pd_whole with check (
  app_permission() in ('disease_case.create', 'disease_case.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (outbreak_id is null or sees_outbreak(outbreak_id))
  and (linked_case_id is null or sees_disease_case(linked_case_id)));
create policy disease_case_change on disease_case for update to pd_area
  using ((app_permission() in ('disease_case.update', 'disease_case.void', 'disease_case.treat', 'disease_case.recover', 'disease_case.die', 'disease_case.move', 'disease_case.rule-out', 'disease_case.close', 'disease_case.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy disease_case_change_whole on disease_case for update to pd_whole
  using (app_permission() in ('disease_case.update', 'disease_case.void', 'disease_case.treat', 'disease_case.recover', 'disease_case.die', 'disease_case.move', 'disease_case.rule-out', 'disease_case.close', 'disease_case.reopen'))
  with check (true);
create trigger guard_link_individual_id before update of individual_id on disease_case for each row
  when (new.individual_id is distinct from old.individual_id and new.individual_id is not null and not sees_individual(new.individual_id)) execute function refuse_link();
create trigger guard_link_outbreak_id before update of outbreak_id on disease_case for each row
  when (new.outbreak_id is distinct from old.outbreak_id and new.outbreak_id is not null and not sees_outbreak(new.outbreak_id)) execute function refuse_link();
create trigger guard_link_linked_case_id before update of linked_case_id on disease_case for each row
  when (new.linked_case_id is distinct from old.linked_case_id and new.linked_case_id is not null and not sees_disease_case(new.linked_case_id)) execute function refuse_link();
create policy disease_case_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'disease_case' then sees_disease_case(row_id::uuid) else false end);
create policy disease_case_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'disease_case' then sees_disease_case(row_id::uuid) else false end);
grant select (id, area_id, code, disease_code, individual_id, classification, class_reason, detected_as, detection_area_id, diagnosed_at, onset_on, symptoms, severity, vaccinated, doses, sampled_on, test_kind, test_result, result_on, care, facility, admitted_on, outcome_on, outbreak_id, linked_case_id, system_id, system_entered_at, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on disease_case to pd_area, pd_whole;
grant select (history, reporter_name, reporter_phone) on disease_case to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, code, disease_code, individual_id, classification, class_reason, detected_as, detection_area_id, diagnosed_at, onset_on, symptoms, severity, vaccinated, doses, sampled_on, test_kind, test_result, result_on, care, facility, admitted_on, outcome_on, outbreak_id, linked_case_id, history, system_id, system_entered_at, note, reporter_name, reporter_phone, search_key) on disease_case to pd_area, pd_whole;
grant update (individual_id, classification, class_reason, detected_as, diagnosed_at, onset_on, symptoms, severity, vaccinated, doses, sampled_on, test_kind, test_result, result_on, care, facility, admitted_on, outcome_on, outbreak_id, linked_case_id, history, system_id, system_entered_at, note, reporter_name, reporter_phone, state, state_reason, search_key, voided_at, void_reason) on disease_case to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('disease_case', 'treat', 'open', 'in_treatment'),
  ('disease_case', 'recover', 'open', 'recovered'),
  ('disease_case', 'recover', 'in_treatment', 'recovered'),
  ('disease_case', 'die', 'open', 'died'),
  ('disease_case', 'die', 'in_treatment', 'died'),
  ('disease_case', 'move', 'open', 'moved'),
  ('disease_case', 'move', 'in_treatment', 'moved'),
  ('disease_case', 'rule-out', 'open', 'ruled_out'),
  ('disease_case', 'rule-out', 'in_treatment', 'ruled_out'),
  ('disease_case', 'close', 'recovered', 'closed'),
  ('disease_case', 'close', 'moved', 'closed'),
  ('disease_case', 'reopen', 'recovered', 'open'),
  ('disease_case', 'reopen', 'moved', 'open'),
  ('disease_case', 'reopen', 'ruled_out', 'open'),
  ('disease_case', 'reopen', 'closed', 'open');
insert into role_permission (role, permission)
select r, p from (values
  ('disease_case.read', '{officer,leader,province-leader}'::text[]),
  ('disease_case.create', '{officer}'::text[]),
  ('disease_case.update', '{officer}'::text[]),
  ('disease_case.import', '{officer}'::text[]),
  ('disease_case.export', '{officer}'::text[]),
  ('disease_case.reveal', '{officer}'::text[]),
  ('disease_case.void', '{officer}'::text[]),
  ('disease_case.treat', '{officer}'::text[]),
  ('disease_case.recover', '{officer}'::text[]),
  ('disease_case.die', '{officer}'::text[]),
  ('disease_case.move', '{officer}'::text[]),
  ('disease_case.rule-out', '{officer}'::text[]),
  ('disease_case.close', '{officer}'::text[]),
  ('disease_case.reopen', '{officer}'::text[])
) as given (p, rs), unnest(rs) r;

-- Keys of people. Two kinds in one table: 'n…' the name from each of its words on, folded, for search; other letters are
-- blocking keys of the matching engine, written by the server. Who reads names may read them, in the same scope.

create function fold_name(written text) returns text language sql immutable parallel safe
  return trim(regexp_replace(regexp_replace(translate(lower(normalize(written, nfd)), 'đ', 'd'), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', ' ', 'g'));

create table individual_key (
  individual_id uuid not null references individual,
  area_id int not null references area,
  key text not null,
  primary key (individual_id, key)
);
create index individual_key_area on individual_key (area_id, key text_pattern_ops);
create index individual_key_key on individual_key (key text_pattern_ops);
alter table individual_key enable row level security;
create policy individual_key_read on individual_key for select to pd_area_clear using (
  'individual' = any ((select app_reads())::text[])
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy individual_key_read_whole on individual_key for select to pd_whole_clear using ('individual' = any ((select app_reads())::text[]));
create policy individual_key_write on individual_key for insert to pd_area_clear, pd_whole_clear with check (
  app_permission() in ('individual.create', 'individual.update', 'disease_case.create') and left(key, 1) <> 'n' and sees_individual(individual_id));
grant select, insert on individual_key to pd_area_clear, pd_whole_clear;

-- People whose blocking keys and pairs have to be found anew.
create table individual_stale (
  individual_id uuid primary key references individual,
  since timestamptz not null default clock_timestamp()
);

create function keep_individual_keys() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    delete from individual_key where individual_id = new.id;
  end if;
  insert into individual_stale (individual_id) values (new.id) on conflict (individual_id) do update set since = clock_timestamp();
  if new.state = 'merged' or new.voided_at is not null then return null; end if;
  insert into individual_key (individual_id, area_id, key)
    select new.id, new.area_id, 'n' || array_to_string(w.words[i:], ' ')
    from (select string_to_array(fold_name(new.full_name), ' ') as words) w, generate_subscripts(w.words, 1) i
    where w.words[i] <> '' on conflict do nothing;
  return null;
end $$;
create trigger domain_keep_keys after insert or update of full_name, birth_year, birth_on, identity_number, old_identity_number, phone, address, state, voided_at
  on individual for each row execute function keep_individual_keys();

-- A person's pseudonym, where the writer gave none.
create function give_individual_code() returns trigger language plpgsql as $$
begin
  new.code := 'N' || upper(right(replace(new.id::text, '-', ''), 10));
  return new;
end $$;
create trigger domain_give_code before insert on individual for each row when (new.code is null) execute function give_individual_code();
create function give_household_code() returns trigger language plpgsql as $$
begin
  new.code := 'H' || upper(right(replace(new.id::text, '-', ''), 10));
  return new;
end $$;
create trigger domain_give_code before insert on household for each row when (new.code is null) execute function give_household_code();

-- Merging. Both records stay; what referred to the absorbed one follows the survivor and is noted, so that undoing gives back
-- exactly what was moved.
create table individual_merge (
  id uuid primary key,
  survivor_id uuid not null references individual,
  absorbed_id uuid not null references individual,
  survivor_area_id int not null references area,
  absorbed_area_id int not null references area,
  reason text not null check (char_length(reason) between 1 and 1000),
  merged_by uuid not null default app_post(),
  merged_at timestamptz not null default now(),
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text check (char_length(undo_reason) between 1 and 1000),
  check (survivor_id <> absorbed_id)
);
create unique index individual_merge_once on individual_merge (absorbed_id) where undone_at is null;
create index individual_merge_absorbed on individual_merge (absorbed_id);
create index individual_merge_survivor on individual_merge (survivor_id);
create index individual_merge_survivor_area on individual_merge (survivor_area_id);
create index individual_merge_absorbed_area on individual_merge (absorbed_area_id);
alter table individual_merge enable row level security;
create policy individual_merge_read on individual_merge for select to pd_area_clear, pd_whole_clear using (
  'individual' = any ((select app_reads())::text[]) and sees_individual(survivor_id) and sees_individual(absorbed_id));
create policy individual_merge_write on individual_merge for insert to pd_area_clear, pd_whole_clear with check (
  app_permission() = 'individual.merge' and merged_by = app_post() and undone_at is null and sees_individual(survivor_id) and sees_individual(absorbed_id));
create policy individual_merge_undo on individual_merge for update to pd_area_clear, pd_whole_clear
  using (app_permission() = 'individual.unmerge' and undone_at is null and sees_individual(survivor_id) and sees_individual(absorbed_id))
  with check (undone_by = app_post());
grant select, insert, update (undone_by, undone_at, undo_reason) on individual_merge to pd_area_clear, pd_whole_clear;
create trigger audit after insert or update or delete on individual_merge for each row execute function audit_row();

create table individual_merge_link (
  merge_id uuid not null references individual_merge,
  subject text not null,
  row_id uuid not null,
  primary key (merge_id, subject, row_id)
);

create function guard_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.state = 'merged') <> exists (select 1 from individual_merge m where m.absorbed_id = new.id and m.undone_at is null) then
    raise exception 'a merged person has a surviving record, and only such a one' using errcode = 'PD001';
  end if;
  return new;
end $$;
create trigger domain_guard_merge before update of state on individual for each row when (new.state is distinct from old.state) execute function guard_merge();

-- Members of a household, each from a day to a day.
create table household_member (
  id uuid primary key,
  household_id uuid not null references household,
  individual_id uuid not null references individual,
  area_id int not null references area,
  relation text not null check (relation in ('head', 'spouse', 'child', 'parent', 'sibling', 'grandchild', 'other')),
  from_on date not null,
  to_on date,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (to_on is null or to_on >= from_on)
);
create index household_member_household on household_member (household_id);
create index household_member_individual on household_member (individual_id);
create index household_member_area on household_member (area_id);
alter table household_member enable row level security;
create policy household_member_read on household_member for select to pd_area using (
  'household' = any ((select app_reads())::text[]) and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy household_member_read_whole on household_member for select to pd_whole using ('household' = any ((select app_reads())::text[]));
create policy household_member_write on household_member for insert to pd_area, pd_whole with check (
  app_permission() = 'household.update' and created_by = app_post() and sees_household(household_id) and sees_individual(individual_id)
  and area_id = (select h.area_id from household h where h.id = household_id));
create policy household_member_change on household_member for update to pd_area, pd_whole
  using (app_permission() = 'household.update' and sees_household(household_id));
grant select on household_member to pd_area, pd_whole;
grant insert (id, household_id, individual_id, area_id, relation, from_on) on household_member to pd_area, pd_whole;
grant update (relation, from_on, to_on) on household_member to pd_area, pd_whole;
create trigger next_version before update on household_member for each row execute function next_version();
create trigger audit after insert or update or delete on household_member for each row execute function audit_row();

create function move_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and merged_by = app_post() and undone_at is null;
  if m.id is null or app_permission() is distinct from 'individual.merge' then raise exception 'no merge of this post' using errcode = '42501'; end if;
  insert into individual_merge_link (merge_id, subject, row_id)
    select m.id, 'disease_case', c.id from disease_case c where c.individual_id = m.absorbed_id and c.voided_at is null
    union all select m.id, 'household_member', h.id from household_member h where h.individual_id = m.absorbed_id;
  get diagnostics moved = row_count;
  update disease_case c set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id;
  update household_member h set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id;
  return moved;
end $$;

-- Gives back what was moved and still stands where it was put.
create function return_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and undone_by = app_post();
  if m.id is null or app_permission() is distinct from 'individual.unmerge' then raise exception 'no undoing of this post' using errcode = '42501'; end if;
  update disease_case c set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id and c.individual_id = m.survivor_id and c.voided_at is null;
  get diagnostics moved = row_count;
  update household_member h set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id and h.individual_id = m.survivor_id;
  return moved;
end $$;

-- Pairs that may be one person, found by the job over the whole installation; shown to who sees both.
create table individual_pair (
  id uuid primary key default gen_random_uuid(),
  a_id uuid not null references individual,
  b_id uuid not null references individual,
  a_area_id int not null references area,
  b_area_id int not null references area,
  bits double precision not null,
  verdict text not null check (verdict in ('same', 'possible')),
  evidence jsonb not null,
  found_at timestamptz not null default now(),
  decided text check (decided in ('distinct', 'merged')),
  decided_by uuid,
  decided_at timestamptz,
  decided_reason text check (char_length(decided_reason) between 1 and 1000),
  check (a_id < b_id),
  unique (a_id, b_id)
);
create index individual_pair_b on individual_pair (b_id);
create index individual_pair_a_area on individual_pair (a_area_id) where decided is null;
create index individual_pair_area_a on individual_pair (a_area_id);
create index individual_pair_area_b on individual_pair (b_area_id);
alter table individual_pair enable row level security;
create policy individual_pair_read on individual_pair for select to pd_area_clear using (
  'individual' = any ((select app_reads())::text[])
  and a_area_id between app_area_lo() and app_area_hi() and a_area_id in (select unnest(app_area_ids()))
  and b_area_id between app_area_lo() and app_area_hi() and b_area_id in (select unnest(app_area_ids())));
create policy individual_pair_read_whole on individual_pair for select to pd_whole_clear using ('individual' = any ((select app_reads())::text[]));
create policy individual_pair_decide on individual_pair for update to pd_area_clear, pd_whole_clear
  using (app_permission() = 'individual.merge' and decided is null) with check (decided_by = app_post());
create trigger audit after update on individual_pair for each row execute function audit_row();
grant select, update (decided, decided_by, decided_at, decided_reason) on individual_pair to pd_area_clear, pd_whole_clear;

-- Cases: a code by commune and year where the writer gave none, "xã-yy-nnnn".
create table case_number (
  area_id int not null references area,
  year int not null,
  last int not null,
  primary key (area_id, year)
);
create function give_case_code() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place record;
  yy int := extract(year from new.diagnosed_at at time zone 'Asia/Ho_Chi_Minh');
  n int;
begin
  select p.id, p.code into place from area a join area p on a.id between p.id and p.last_id
    where a.id = new.area_id and p.level in ('commune', 'district', 'province') order by p.id desc limit 1;
  if place.id is null then return new; end if;
  insert into case_number values (place.id, yy, 1) on conflict (area_id, year) do update set last = case_number.last + 1 returning last into n;
  new.code := place.code || '-' || to_char(yy % 100, 'fm00') || '-' || case when n < 10000 then to_char(n, 'fm0000') else n::text end;
  new.search_key := trim(new.search_key || ' ' || replace(lower(new.code), '-', ' '));
  return new;
end $$;
create trigger domain_give_code before insert on disease_case for each row when (new.code is null) execute function give_case_code();

alter table disease_case
  add constraint domain_outcome_after_onset check (outcome_on >= onset_on),
  add constraint domain_result_after_sample check (result_on >= sampled_on);

-- The legal clock: from the diagnosis to the entry into the national system, by the row of the disease in force on that day.
-- A weekly report covers Monday to Sunday and is due before the next Wednesday (TT 15/2026, Điều 10).
create table disease_case_clock (
  case_id uuid primary key references disease_case,
  area_id int not null references area,
  detection_area_id int references area,
  kind text not null check (kind in ('24h', '48h', 'weekly')),
  rule_id uuid not null references disease_rule,
  started_at timestamptz not null,
  due_at timestamptz not null,
  stopped_at timestamptz
);
create index disease_case_clock_area on disease_case_clock (area_id, due_at);
create index disease_case_clock_detection on disease_case_clock (detection_area_id, due_at);
create index disease_case_clock_rule on disease_case_clock (rule_id);
create index disease_case_clock_running on disease_case_clock (due_at) where stopped_at is null;
alter table disease_case_clock enable row level security;
create policy disease_case_clock_read on disease_case_clock for select to pd_area using (
  'disease_case' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or (detection_area_id between app_area_lo() and app_area_hi() and detection_area_id in (select unnest(app_area_ids())))));
create policy disease_case_clock_read_whole on disease_case_clock for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));
grant select on disease_case_clock to pd_area, pd_whole;

create function clock_due(kind text, started timestamptz) returns timestamptz language sql stable parallel safe
  return case kind when '24h' then started + interval '24 hours' when '48h' then started + interval '48 hours'
    else (date_trunc('week', started at time zone 'Asia/Ho_Chi_Minh') + interval '9 days') at time zone 'Asia/Ho_Chi_Minh' end;

create function keep_case_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  rule disease_rule;
begin
  select * into rule from disease_rule_on(new.disease_code, (new.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date);
  if rule.clock is null or new.voided_at is not null or new.state = 'ruled_out' then
    delete from disease_case_clock where case_id = new.id;
    return null;
  end if;
  insert into disease_case_clock (case_id, area_id, detection_area_id, kind, rule_id, started_at, due_at, stopped_at)
    values (new.id, new.area_id, new.detection_area_id, rule.clock, rule.id, new.diagnosed_at, clock_due(rule.clock, new.diagnosed_at), new.system_entered_at)
    on conflict (case_id) do update set kind = excluded.kind, rule_id = excluded.rule_id, started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = excluded.stopped_at;
  return null;
end $$;
create trigger domain_keep_clock after insert or update of diagnosed_at, system_entered_at, state, voided_at on disease_case for each row execute function keep_case_clock();

revoke execute on function keep_individual_keys(), guard_merge(), give_case_code(), keep_case_clock() from public;
