-- Where the rule of a disease calls for an outbreak, or would let one end, those who enter its cases are told once. A call is a
-- row of the change stream, told like any other change; when nothing calls any more it is settled, and may come again.

create table outbreak_call (
  id uuid primary key default gen_random_uuid(),
  area_id int not null references area,
  disease_code text not null references disease,
  kind text not null check (kind in ('due', 'endable')), -- one is to be opened; this one may be ended
  outbreak_id uuid references outbreak,
  body_id int not null references body,         -- who entered the latest of its cases
  called_at timestamptz not null,
  settled_at timestamptz,
  check ((kind = 'endable') = (outbreak_id is not null))
);
create unique index outbreak_call_open on outbreak_call (area_id, disease_code) where kind = 'due' and settled_at is null;
create unique index outbreak_call_end on outbreak_call (outbreak_id) where kind = 'endable' and settled_at is null;
create index outbreak_call_area on outbreak_call (area_id);
create index outbreak_call_disease on outbreak_call (disease_code);
create index outbreak_call_outbreak on outbreak_call (outbreak_id);
create index outbreak_call_body on outbreak_call (body_id);
alter table outbreak_call enable row level security;
create policy outbreak_call_read on outbreak_call for select to pd_area using (
  'disease_case' = any ((select app_reads())::text[]) and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy outbreak_call_read_whole on outbreak_call for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));
grant select on outbreak_call to pd_area, pd_whole;
grant select, insert, update on outbreak_call to phaodai_system;
create trigger audit after insert or update or delete on outbreak_call for each row execute function audit_row();

-- As a notice names it: the disease and the place, no person.
create view outbreak_called with (security_invoker = true) as
  select k.id, k.body_id, d.name || ' · ' || a.full_name as words from outbreak_call k join disease d on d.code = k.disease_code join area a on a.id = k.area_id;
grant select on outbreak_called to pd_area, pd_whole, phaodai_system;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('outbreak-due', 172, false, true, true),
  ('outbreak-endable', 173, true, false, false);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('outbreak_called', '/ca-benh/o-dich', '{words}', 'body_id', null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('outbreak-due', 'outbreak-due', 'outbreak_call', 'insert', '{"kind": "due"}', 'outbreak_called', 'id', null, null, 'body', 'body_id', 'outbreak.create', true, 'called_at'),
  ('outbreak-endable', 'outbreak-endable', 'outbreak_call', 'insert', '{"kind": "endable"}', 'outbreak_called', 'id', null, null, 'body', 'body_id', 'outbreak.end', true, 'called_at');

-- The rule looks at the last days of a disease, over all places.
drop index domain_case_unplaced;
create index domain_case_unplaced on disease_case (disease_code, diagnosed_at) where outbreak_id is null and voided_at is null;

select let_heirs_read();
