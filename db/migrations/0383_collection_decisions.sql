-- Register collection_decision: printed from its declaration by "phaodai registers sql collection_decision".
create table collection_decision (
  id uuid primary key,
  area_id int not null references area,
  number text not null check (char_length(number) between 1 and 60),
  issuer text not null check (char_length(issuer) between 1 and 200),
  disease_code text not null references disease,
  from_on date not null,
  to_on date not null,
  keep_days numeric(12,0) not null check (keep_days between 1 and 60),
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'in_force' check (state in ('in_force', 'ended')),
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

create index collection_decision_list_area_id on collection_decision (area_id, from_on desc, id desc);
create index collection_decision_list on collection_decision (from_on desc, id desc);
create index collection_decision_disease_code on collection_decision (disease_code);

create trigger guard_record before update on collection_decision for each row execute function guard_record();
create trigger guard_state before update on collection_decision for each row execute function guard_state();
create trigger next_version before update on collection_decision for each row execute function next_version();
create trigger audit after insert or update or delete on collection_decision for each row execute function audit_row();

alter table collection_decision enable row level security;
create function sees_collection_decision(wanted uuid) returns boolean language sql stable
  return exists (select 1 from collection_decision r where r.id = wanted);
create policy collection_decision_read on collection_decision for select to pd_area using (
  'collection_decision' = any ((select app_reads())::text[]));
create policy collection_decision_read_whole on collection_decision for select to pd_whole using ('collection_decision' = any ((select app_reads())::text[]));
create policy collection_decision_write on collection_decision for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('collection_decision.create', 'collection_decision.import')
  and state = 'in_force' and version = 1 and voided_at is null
  and created_by = app_post());
create policy collection_decision_write_whole on collection_decision for insert to pd_whole with check (
  app_permission() in ('collection_decision.create', 'collection_decision.import')
  and state = 'in_force' and version = 1 and voided_at is null
  and created_by = app_post());
create policy collection_decision_change on collection_decision for update to pd_area
  using ((app_permission() in ('collection_decision.update', 'collection_decision.void', 'collection_decision.end')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy collection_decision_change_whole on collection_decision for update to pd_whole
  using (app_permission() in ('collection_decision.update', 'collection_decision.void', 'collection_decision.end'))
  with check (true);
create policy collection_decision_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'collection_decision' then sees_collection_decision(row_id::uuid) else false end);
create policy collection_decision_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'collection_decision' then sees_collection_decision(row_id::uuid) else false end);
grant select (id, area_id, number, issuer, disease_code, from_on, to_on, keep_days, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on collection_decision to pd_area, pd_whole;
grant insert (id, area_id, number, issuer, disease_code, from_on, to_on, keep_days, note, search_key) on collection_decision to pd_area, pd_whole;
grant update (to_on, note, state, state_reason, search_key, voided_at, void_reason) on collection_decision to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('collection_decision', 'end', 'in_force', 'ended');
insert into role_permission (role, permission)
select r, p from (values
  ('collection_decision.read', '{health,officer,leader,province-leader,inspector,auditor}'::text[]),
  ('collection_decision.create', '{officer,leader}'::text[]),
  ('collection_decision.update', '{officer,leader}'::text[]),
  ('collection_decision.import', '{officer,leader}'::text[]),
  ('collection_decision.export', '{officer,leader,province-leader,auditor}'::text[]),
  ('collection_decision.void', '{officer,leader}'::text[]),
  ('collection_decision.end', '{officer,leader}'::text[])
) as given (p, rs), unnest(rs) r;

