-- The legal clock of a case warns: when a quarter of its time is left, and when it has run out. A warning is a row of the change
-- stream, told like any other change; what stands in a notice is the code of the case and its page.

create table disease_case_warning (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references disease_case,
  area_id int not null references area,
  kind text not null check (kind in ('soon', 'late')),
  warned_at timestamptz not null,
  unique (case_id, kind)
);
create index disease_case_warning_area on disease_case_warning (area_id);
alter table disease_case_warning enable row level security;
create policy disease_case_warning_read on disease_case_warning for select to pd_area using (
  'disease_case' = any ((select app_reads())::text[]) and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy disease_case_warning_read_whole on disease_case_warning for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));
grant select on disease_case_warning to pd_area, pd_whole;
grant select, insert on disease_case_warning to phaodai_system;
create trigger audit after insert or update or delete on disease_case_warning for each row execute function audit_row();

-- Who entered a case, and for which body: those who have to enter it into the national system.
create view disease_case_teller with (security_invoker = true) as
  select c.id, p.acts_for_id as body_id from disease_case c join post p on p.id = c.created_by;
grant select on disease_case_teller to phaodai_system;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('case-clock-soon', 170, true, false, true),
  ('case-clock-late', 171, false, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('disease_case', '/ca-benh/{id}', '{code}', null, null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('case-clock-soon', 'case-clock-soon', 'disease_case_warning', 'insert', '{"kind": "soon"}', 'disease_case', 'case_id', 'disease_case_teller', 'case_id', 'body', 'body_id', 'disease_case.update', false, 'warned_at'),
  ('case-clock-late', 'case-clock-late', 'disease_case_warning', 'insert', '{"kind": "late"}', 'disease_case', 'case_id', 'disease_case_teller', 'case_id', 'body', 'body_id', 'disease_case.update', true, 'warned_at');

select let_heirs_read();
