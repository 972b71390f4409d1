-- Testing. The laboratory is a role of its own: it works on tubes (barcode, sex, year of birth) and reads nobody's name.
insert into role (name, sees_whole) values ('laboratory', false);
insert into role_sector (role, sector, valid_from, source) values ('laboratory', 'y-te', '2020-01-01', 'Quy ước của hệ thống: phòng xét nghiệm của CDC, bệnh viện, Trung tâm Y tế');
-- What whoever signs in may do.
insert into role_permission (role, permission)
  select 'laboratory', p.permission from role_permission p where p.role in ('village', 'auditor', 'inspector') and split_part(p.permission, '.', 1) not in ('rumour', 'supply_item')
  group by p.permission having count(*) = 3;

-- Register laboratory: printed from its declaration by "phaodai registers sql laboratory".
create table laboratory (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  body_id int references body,
  confirms boolean not null,
  licence text check (char_length(licence) between 1 and 200),
  capacities jsonb check (jsonb_typeof(capacities) = 'array'),
  methods jsonb check (jsonb_typeof(methods) = 'array'),
  address text check (char_length(address) between 1 and 300),
  phone text check (char_length(phone) between 1 and 30),
  state text not null default 'active' check (state in ('active', 'closed')),
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

create index laboratory_list_area_id on laboratory (area_id, created_at desc, id desc);
create index laboratory_list on laboratory (created_at desc, id desc);
create index laboratory_body_id on laboratory (body_id);

create trigger guard_record before update on laboratory for each row execute function guard_record();
create trigger guard_state before update on laboratory for each row execute function guard_state();
create trigger next_version before update on laboratory for each row execute function next_version();
create trigger audit after insert or update or delete on laboratory for each row execute function audit_row();

alter table laboratory enable row level security;
create function sees_laboratory(wanted uuid) returns boolean language sql stable
  return exists (select 1 from laboratory r where r.id = wanted);
create policy laboratory_read on laboratory for select to pd_area using (
  'laboratory' = any ((select app_reads())::text[]));
create policy laboratory_read_whole on laboratory for select to pd_whole using ('laboratory' = any ((select app_reads())::text[]));
create policy laboratory_write on laboratory for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('laboratory.create', 'laboratory.import')
  and state = 'active' and version = 1 and voided_at is null
  and created_by = app_post());
create policy laboratory_write_whole on laboratory for insert to pd_whole with check (
  app_permission() in ('laboratory.create', 'laboratory.import')
  and state = 'active' and version = 1 and voided_at is null
  and created_by = app_post());
create policy laboratory_change on laboratory for update to pd_area
  using ((app_permission() in ('laboratory.update', 'laboratory.void', 'laboratory.close', 'laboratory.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy laboratory_change_whole on laboratory for update to pd_whole
  using (app_permission() in ('laboratory.update', 'laboratory.void', 'laboratory.close', 'laboratory.reopen'))
  with check (true);
create policy laboratory_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'laboratory' then sees_laboratory(row_id::uuid) else false end);
create policy laboratory_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'laboratory' then sees_laboratory(row_id::uuid) else false end);
grant select (id, area_id, name, body_id, confirms, licence, capacities, methods, address, phone, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on laboratory to pd_area, pd_whole;
grant insert (id, area_id, name, body_id, confirms, licence, capacities, methods, address, phone, search_key) on laboratory to pd_area, pd_whole;
grant update (name, body_id, confirms, licence, capacities, methods, address, phone, state, state_reason, search_key, voided_at, void_reason) on laboratory to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('laboratory', 'close', 'active', 'closed'),
  ('laboratory', 'reopen', 'closed', 'active');
insert into role_permission (role, permission)
select r, p from (values
  ('laboratory.read', '{health,officer,leader,province-leader,laboratory}'::text[]),
  ('laboratory.create', '{health}'::text[]),
  ('laboratory.update', '{health}'::text[]),
  ('laboratory.import', '{health}'::text[]),
  ('laboratory.export', '{health}'::text[]),
  ('laboratory.void', '{health}'::text[]),
  ('laboratory.close', '{health}'::text[]),
  ('laboratory.reopen', '{health}'::text[])
) as given (p, rs), unnest(rs) r;


-- Register testing_round: printed from its declaration by "phaodai registers sql testing_round".
create table testing_round (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  disease_code text not null references disease,
  purpose text not null check (purpose in ('f1', 'f2', 'zone', 'symptoms', 'screening', 'entry', 'isolation', 'treatment', 'other')),
  method text not null check (method in ('rt-pcr', 'rapid-antigen', 'serology', 'culture', 'other')),
  planned_on date not null,
  expected numeric(12,0) check (expected between 0 and 1000000),
  pool_size numeric(12,0) check (pool_size between 1 and 50),
  laboratory_id uuid references laboratory,
  decision text check (char_length(decision) between 1 and 200),
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'planned' check (state in ('planned', 'running', 'ended')),
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

create index testing_round_list_area_id on testing_round (area_id, planned_on desc, id desc);
create index testing_round_list on testing_round (planned_on desc, id desc);
create index testing_round_disease_code on testing_round (disease_code);
create index testing_round_laboratory_id on testing_round (laboratory_id);

create trigger guard_record before update on testing_round for each row execute function guard_record();
create trigger guard_state before update on testing_round for each row execute function guard_state();
create trigger next_version before update on testing_round for each row execute function next_version();
create trigger audit after insert or update or delete on testing_round for each row execute function audit_row();

alter table testing_round enable row level security;
create function sees_testing_round(wanted uuid) returns boolean language sql stable
  return exists (select 1 from testing_round r where r.id = wanted);
create policy testing_round_read on testing_round for select to pd_area using (
  'testing_round' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy testing_round_read_whole on testing_round for select to pd_whole using ('testing_round' = any ((select app_reads())::text[]));
create policy testing_round_write on testing_round for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('testing_round.create', 'testing_round.import')
  and state = 'planned' and version = 1 and voided_at is null
  and created_by = app_post()
  and (laboratory_id is null or sees_laboratory(laboratory_id)));
create policy testing_round_write_whole on testing_round for insert to pd_whole with check (
  app_permission() in ('testing_round.create', 'testing_round.import')
  and state = 'planned' and version = 1 and voided_at is null
  and created_by = app_post()
  and (laboratory_id is null or sees_laboratory(laboratory_id)));
create policy testing_round_change on testing_round for update to pd_area
  using ((app_permission() in ('testing_round.update', 'testing_round.void', 'testing_round.start', 'testing_round.end', 'testing_round.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy testing_round_change_whole on testing_round for update to pd_whole
  using (app_permission() in ('testing_round.update', 'testing_round.void', 'testing_round.start', 'testing_round.end', 'testing_round.reopen'))
  with check (true);
create trigger guard_link_laboratory_id before update of laboratory_id on testing_round for each row
  when (new.laboratory_id is distinct from old.laboratory_id and new.laboratory_id is not null and not sees_laboratory(new.laboratory_id)) execute function refuse_link();
create policy testing_round_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'testing_round' then sees_testing_round(row_id::uuid) else false end);
create policy testing_round_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'testing_round' then sees_testing_round(row_id::uuid) else false end);
grant select (id, area_id, name, disease_code, purpose, method, planned_on, expected, pool_size, laboratory_id, decision, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on testing_round to pd_area, pd_whole;
grant insert (id, area_id, name, disease_code, purpose, method, planned_on, expected, pool_size, laboratory_id, decision, note, search_key) on testing_round to pd_area, pd_whole;
grant update (name, purpose, method, planned_on, expected, pool_size, laboratory_id, decision, note, state, state_reason, search_key, voided_at, void_reason) on testing_round to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('testing_round', 'start', 'planned', 'running'),
  ('testing_round', 'end', 'running', 'ended'),
  ('testing_round', 'reopen', 'ended', 'running');
insert into role_permission (role, permission)
select r, p from (values
  ('testing_round.read', '{health,officer,leader,province-leader}'::text[]),
  ('testing_round.create', '{health}'::text[]),
  ('testing_round.update', '{health}'::text[]),
  ('testing_round.import', '{health}'::text[]),
  ('testing_round.export', '{health}'::text[]),
  ('testing_round.void', '{health}'::text[]),
  ('testing_round.start', '{health}'::text[]),
  ('testing_round.end', '{health}'::text[]),
  ('testing_round.reopen', '{health}'::text[])
) as given (p, rs), unnest(rs) r;


-- Register specimen: printed from its declaration by "phaodai registers sql specimen".
create table specimen (
  id uuid primary key,
  area_id int not null references area,
  barcode text not null check (char_length(barcode) between 1 and 40),
  form text not null check (form in ('single', 'pool')),
  disease_code text not null references disease,
  individual_id uuid references individual,
  full_name text check (char_length(full_name) between 1 and 120),
  phone text check (char_length(phone) between 1 and 30),
  address text check (char_length(address) between 1 and 300),
  sex text check (sex in ('male', 'female', 'unknown')),
  birth_year numeric(12,0) check (birth_year between 1880 and 2199),
  residence_area_id int references area,
  purpose text not null check (purpose in ('f1', 'f2', 'zone', 'symptoms', 'screening', 'entry', 'isolation', 'treatment', 'other')),
  kind text check (kind in ('nasopharyngeal', 'oropharyngeal', 'saliva', 'sputum', 'blood', 'other')),
  method text not null check (method in ('rt-pcr', 'rapid-antigen', 'serology', 'culture', 'other')),
  taken_at timestamptz not null,
  taken_by_id int references body,
  round_id uuid references testing_round,
  contact_id uuid references case_contact,
  case_id uuid references disease_case,
  pool_id uuid references specimen,
  replaces_id uuid references specimen,
  laboratory_id uuid references laboratory,
  shipment text check (char_length(shipment) between 1 and 40),
  sent_at timestamptz,
  received_at timestamptz,
  reject_reason text check (reject_reason in ('leaked', 'no-label', 'wrong-tube', 'too-old', 'too-little', 'other')),
  outcome text check (outcome in ('positive', 'negative', 'indeterminate', 'invalid', 'conflicting')),
  resulted_at timestamptz,
  retest_due_at timestamptz,
  note text check (char_length(note) between 1 and 500),
  state text not null default 'taken' check (state in ('taken', 'sent', 'received', 'rejected', 'resulted')),
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

create index specimen_list_area_id on specimen (area_id, taken_at desc, id desc);
create index specimen_list_residence_area_id on specimen (residence_area_id, taken_at desc, id desc);
create index specimen_list on specimen (taken_at desc, id desc);
create unique index specimen_one_barcode on specimen (barcode) where voided_at is null;
create index specimen_disease_code on specimen (disease_code);
create index specimen_individual_id on specimen (individual_id);
create index specimen_taken_by_id on specimen (taken_by_id);
create index specimen_round_id on specimen (round_id);
create index specimen_contact_id on specimen (contact_id);
create index specimen_case_id on specimen (case_id);
create index specimen_pool_id on specimen (pool_id);
create index specimen_replaces_id on specimen (replaces_id);
create index specimen_laboratory_id on specimen (laboratory_id);

create trigger guard_record before update on specimen for each row execute function guard_record();
create trigger guard_state before update on specimen for each row execute function guard_state();
create trigger next_version before update on specimen for each row execute function next_version();
create trigger audit after insert or update or delete on specimen for each row execute function audit_row('full_name', 'phone', 'address');

alter table specimen enable row level security;
create function sees_specimen(wanted uuid) returns boolean language sql stable
  return exists (select 1 from specimen r where r.id = wanted);
create policy specimen_read on specimen for select to pd_area using (
  'specimen' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (residence_area_id between app_area_lo() and app_area_hi() and residence_area_id in (select unnest(app_area_ids())))));
create policy specimen_read_whole on specimen for select to pd_whole using ('specimen' = any ((select app_reads())::text[]));
create policy specimen_write on specimen for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('specimen.create', 'specimen.import')
  and state = 'taken' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (round_id is null or sees_testing_round(round_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (case_id is null or sees_disease_case(case_id))
  and (pool_id is null or sees_specimen(pool_id))
  and (replaces_id is null or sees_specimen(replaces_id))
  and (laboratory_id is null or sees_laboratory(laboratory_id)));
create policy specimen_write_whole on specimen for insert to pd_whole with check (
  app_permission() in ('specimen.create', 'specimen.import')
  and state = 'taken' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (round_id is null or sees_testing_round(round_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (case_id is null or sees_disease_case(case_id))
  and (pool_id is null or sees_specimen(pool_id))
  and (replaces_id is null or sees_specimen(replaces_id))
  and (laboratory_id is null or sees_laboratory(laboratory_id)));
create policy specimen_change on specimen for update to pd_area
  using ((app_permission() in ('specimen.update', 'specimen.void', 'specimen.send', 'specimen.receive', 'specimen.reject', 'specimen.result')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy specimen_change_whole on specimen for update to pd_whole
  using (app_permission() in ('specimen.update', 'specimen.void', 'specimen.send', 'specimen.receive', 'specimen.reject', 'specimen.result'))
  with check (true);
create trigger guard_link_individual_id before update of individual_id on specimen for each row
  when (new.individual_id is distinct from old.individual_id and new.individual_id is not null and not sees_individual(new.individual_id)) execute function refuse_link();
create trigger guard_link_round_id before update of round_id on specimen for each row
  when (new.round_id is distinct from old.round_id and new.round_id is not null and not sees_testing_round(new.round_id)) execute function refuse_link();
create trigger guard_link_case_id before update of case_id on specimen for each row
  when (new.case_id is distinct from old.case_id and new.case_id is not null and not sees_disease_case(new.case_id)) execute function refuse_link();
create trigger guard_link_pool_id before update of pool_id on specimen for each row
  when (new.pool_id is distinct from old.pool_id and new.pool_id is not null and not sees_specimen(new.pool_id)) execute function refuse_link();
create trigger guard_link_laboratory_id before update of laboratory_id on specimen for each row
  when (new.laboratory_id is distinct from old.laboratory_id and new.laboratory_id is not null and not sees_laboratory(new.laboratory_id)) execute function refuse_link();
create policy specimen_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'specimen' then sees_specimen(row_id::uuid) else false end);
create policy specimen_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'specimen' then sees_specimen(row_id::uuid) else false end);
grant select (id, area_id, barcode, form, disease_code, individual_id, sex, birth_year, residence_area_id, purpose, kind, method, taken_at, taken_by_id, round_id, contact_id, case_id, pool_id, replaces_id, laboratory_id, shipment, sent_at, received_at, reject_reason, outcome, resulted_at, retest_due_at, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on specimen to pd_area, pd_whole;
grant select (full_name, phone, address) on specimen to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, barcode, form, disease_code, individual_id, full_name, phone, address, sex, birth_year, residence_area_id, purpose, kind, method, taken_at, taken_by_id, round_id, contact_id, case_id, pool_id, replaces_id, laboratory_id, shipment, sent_at, received_at, reject_reason, outcome, resulted_at, retest_due_at, note, search_key) on specimen to pd_area, pd_whole;
grant update (individual_id, full_name, phone, address, sex, birth_year, purpose, kind, method, round_id, case_id, pool_id, laboratory_id, shipment, sent_at, received_at, reject_reason, outcome, resulted_at, retest_due_at, note, state, state_reason, search_key, voided_at, void_reason) on specimen to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('specimen', 'send', 'taken', 'sent'),
  ('specimen', 'receive', 'taken', 'received'),
  ('specimen', 'receive', 'sent', 'received'),
  ('specimen', 'reject', 'taken', 'rejected'),
  ('specimen', 'reject', 'sent', 'rejected'),
  ('specimen', 'reject', 'received', 'rejected'),
  ('specimen', 'result', 'taken', 'resulted'),
  ('specimen', 'result', 'sent', 'resulted'),
  ('specimen', 'result', 'received', 'resulted');
insert into role_permission (role, permission)
select r, p from (values
  ('specimen.read', '{health,officer,leader,province-leader}'::text[]),
  ('specimen.create', '{health}'::text[]),
  ('specimen.update', '{health}'::text[]),
  ('specimen.import', '{health}'::text[]),
  ('specimen.export', '{health}'::text[]),
  ('specimen.reveal', '{health}'::text[]),
  ('specimen.void', '{health}'::text[]),
  ('specimen.send', '{health}'::text[]),
  ('specimen.receive', '{health,laboratory}'::text[]),
  ('specimen.reject', '{health,laboratory}'::text[]),
  ('specimen.result', '{health,laboratory}'::text[])
) as given (p, rs), unnest(rs) r;


select let_heirs_read();
