-- A laboratory is told of tubes that are past their hours and stand with it: once a tube, together with the others of the same look.
create table laboratory_call (
  id uuid primary key default gen_random_uuid(),
  laboratory_id uuid not null references laboratory,
  body_id int not null references body,
  late int not null check (late > 0),
  called_at timestamptz not null
);
create index laboratory_call_laboratory on laboratory_call (laboratory_id, called_at desc);
create index laboratory_call_body on laboratory_call (body_id);
alter table laboratory_call enable row level security;
create policy laboratory_call_read on laboratory_call for select to pd_area, pd_whole using ('lab_desk' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on laboratory_call to pd_area, pd_whole, phaodai_system;
grant select on laboratory to phaodai_system;
create trigger audit after insert or update or delete on laboratory_call for each row execute function audit_row();

create or replace function call_late_specimens(at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare told int;
begin
  with told_now as (
    insert into specimen_call (body_id, specimen_id, kind, called_at)
      select t, s.id, 'late', at from specimen s cross join lateral told_of_specimen(s) t
      where s.state in ('taken', 'sent', 'received') and s.voided_at is null and (s.pool_id is null or s.retest_due_at is not null)
        and coalesce(s.retest_due_at, s.taken_at + make_interval(hours => coalesce((testing_rule_on(s.disease_code, day_in_vietnam(s.taken_at))).turnaround_hours, 24))) < at
        and s.taken_at > at - interval '7 days'
        and not exists (select from specimen r where r.replaces_id = s.id and r.voided_at is null)
        and not exists (select from specimen_call c where c.specimen_id = s.id and c.kind = 'late')
      returning specimen_id
  ), laboratories as (
    insert into laboratory_call (laboratory_id, body_id, late, called_at)
      select l.id, l.body_id, count(distinct s.id), at from told_now n join specimen s on s.id = n.specimen_id join laboratory l on l.id = s.laboratory_id
      where s.state in ('sent', 'received') and l.body_id is not null and l.voided_at is null group by l.id, l.body_id
  )
  select count(*) into told from told_now;
  return told;
end $$;

insert into notice_kind (kind, position, may_mute, mail, push) values ('laboratory-late', 170, true, true, false);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('laboratory', '/xet-nghiem/phong/{id}', '{name}', null, null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('laboratory-late', 'laboratory-late', 'laboratory_call', 'insert', '{}', 'laboratory', 'laboratory_id', null, null, 'body', 'body_id', 'lab_desk.read', false, 'called_at');

select let_heirs_read();
