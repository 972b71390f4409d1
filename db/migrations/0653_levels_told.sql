-- A published level is told to the bodies of its unit: the people's committee and the health service that sit there. One line a body and
-- unit, of units whose level is another than before (and of the whole, always), so that a round of two hundred units is no flood.
create table level_notice (
  id uuid primary key default gen_random_uuid(),
  round_id uuid not null references level_round,
  area_id int not null references area,
  body_id int not null references body,
  words text not null,                          -- names and numbers as they were published
  told_at timestamptz not null,
  unique (round_id, area_id, body_id)
);
create index level_notice_body on level_notice (body_id);
create index level_notice_area on level_notice (area_id);
alter table level_notice enable row level security;
create policy level_notice_read on level_notice for select to pd_area, pd_whole using ('level_round' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on level_notice to pd_area, pd_whole, phaodai_system;
create trigger audit after insert or update or delete on level_notice for each row execute function audit_row();

create function tell_levels() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into level_notice (round_id, area_id, body_id, words, told_at)
    select new.id, l.area_id, b.id, concat_ws(' · ', a.full_name, (select e ->> 'name' from jsonb_array_elements(new.rules -> 'levels') e where (e ->> 'level')::int = l.level limit 1), new.decision_number), new.published_at
    from area_level l join area a on a.id = l.area_id join body b on b.seat_area_id = l.area_id and b.chain = 'state' and (b.kind in ('people-committee', 'health-station', 'health-centre') or b.kind = 'department' and b.sector = 'y-te') and (b.valid_to is null or b.valid_to >= new.in_force_from)
    where l.round_id = new.id and l.level is not null and (l.level is distinct from l.level_before or l.area_id = new.area_id) on conflict do nothing;
  return null;
end $$;
revoke execute on function tell_levels() from public;
create trigger tell_levels after update of state on level_round for each row when (new.state = 'published' and old.state <> 'published' and new.kind = 'assessed') execute function tell_levels();

insert into notice_kind (kind, position, may_mute, mail, push) values ('level-published', 230, true, true, false);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('level_notice', '/cap-do', '{words}', null, null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('level-published', 'level-published', 'level_notice', 'insert', '{}', 'level_notice', 'id', null, null, 'body', 'body_id', 'level_round.read', false, 'told_at');

select let_heirs_read();
