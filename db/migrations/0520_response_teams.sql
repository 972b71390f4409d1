-- Teams that are sent out (QĐ 4042/QĐ-BYT): who is in one, when it is ready, the order that sends it, its return and its rest. No team is out
-- twice at once, and nobody stands in two teams: held by constraints. See docs/adr/0066-response-teams.md.

-- Register response_team: printed from its declaration by "phaodai registers sql response_team".
create table response_team (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 120),
  kind text not null check (kind in ('mobile-station', 'mobile-team')),
  body_id int references body,
  facility_id uuid references facility,
  phone text check (char_length(phone) between 1 and 30),
  decision text check (char_length(decision) between 1 and 200),
  rest_until timestamptz,
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'forming' check (state in ('forming', 'ready', 'dispatched', 'resting', 'disbanded')),
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

create index response_team_list_area_id on response_team (area_id, created_at desc, id desc);
create index response_team_list on response_team (created_at desc, id desc);
create index response_team_body_id on response_team (body_id);
create index response_team_facility_id on response_team (facility_id);

create trigger guard_record before update on response_team for each row execute function guard_record();
create trigger guard_state before update on response_team for each row execute function guard_state();
create trigger next_version before update on response_team for each row execute function next_version();
create trigger audit after insert or update or delete on response_team for each row execute function audit_row();

alter table response_team enable row level security;
create function sees_response_team(wanted uuid) returns boolean language sql stable
  return exists (select 1 from response_team r where r.id = wanted);
create policy response_team_read on response_team for select to pd_area using (
  'response_team' = any ((select app_reads())::text[]));
create policy response_team_read_whole on response_team for select to pd_whole using ('response_team' = any ((select app_reads())::text[]));
create policy response_team_write on response_team for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('response_team.create', 'response_team.import')
  and state = 'forming' and version = 1 and voided_at is null
  and created_by = app_post()
  and (facility_id is null or sees_facility(facility_id)));
create policy response_team_write_whole on response_team for insert to pd_whole with check (
  app_permission() in ('response_team.create', 'response_team.import')
  and state = 'forming' and version = 1 and voided_at is null
  and created_by = app_post()
  and (facility_id is null or sees_facility(facility_id)));
create policy response_team_change on response_team for update to pd_area
  using ((app_permission() in ('response_team.update', 'response_team.void', 'response_team.make-ready', 'response_team.dispatch', 'response_team.return', 'response_team.recall', 'response_team.end-rest', 'response_team.disband')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy response_team_change_whole on response_team for update to pd_whole
  using (app_permission() in ('response_team.update', 'response_team.void', 'response_team.make-ready', 'response_team.dispatch', 'response_team.return', 'response_team.recall', 'response_team.end-rest', 'response_team.disband'))
  with check (true);
create trigger guard_link_facility_id before update of facility_id on response_team for each row
  when (new.facility_id is distinct from old.facility_id and new.facility_id is not null and not sees_facility(new.facility_id)) execute function refuse_link();
create policy response_team_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'response_team' then sees_response_team(row_id::uuid) else false end);
create policy response_team_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'response_team' then sees_response_team(row_id::uuid) else false end);
grant select (id, area_id, name, kind, body_id, facility_id, phone, decision, rest_until, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on response_team to pd_area, pd_whole;
grant insert (id, area_id, name, kind, body_id, facility_id, phone, decision, rest_until, note, search_key) on response_team to pd_area, pd_whole;
grant update (name, kind, body_id, facility_id, phone, decision, rest_until, note, state, state_reason, search_key, voided_at, void_reason) on response_team to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('response_team', 'make-ready', 'forming', 'ready'),
  ('response_team', 'dispatch', 'ready', 'dispatched'),
  ('response_team', 'return', 'dispatched', 'resting'),
  ('response_team', 'recall', 'dispatched', 'ready'),
  ('response_team', 'end-rest', 'resting', 'ready'),
  ('response_team', 'disband', 'forming', 'disbanded'),
  ('response_team', 'disband', 'ready', 'disbanded'),
  ('response_team', 'disband', 'resting', 'disbanded');
insert into role_permission (role, permission)
select r, p from (values
  ('response_team.read', '{health,officer,leader,province-leader}'::text[]),
  ('response_team.create', '{health}'::text[]),
  ('response_team.update', '{health}'::text[]),
  ('response_team.import', '{health}'::text[]),
  ('response_team.export', '{health,leader,province-leader}'::text[]),
  ('response_team.reveal', '{health}'::text[]),
  ('response_team.void', '{health}'::text[]),
  ('response_team.make-ready', '{health}'::text[]),
  ('response_team.dispatch', '{health,leader,province-leader}'::text[]),
  ('response_team.return', '{health}'::text[]),
  ('response_team.recall', '{health,leader,province-leader}'::text[]),
  ('response_team.end-rest', '{health}'::text[]),
  ('response_team.disband', '{health}'::text[])
) as given (p, rs), unnest(rs) r;


-- Whether the caller's post covers an area, its own or as one that sees the whole.
create function covers_area(area int) returns boolean language sql stable
  return visit_within(area);

-- What a team needs before it is sent, and how long it rests after: dated rows with their source and how sure it is.
create table team_rule (
  kind text not null check (kind in ('mobile-station', 'mobile-team')),
  valid_from date not null,
  least_people int not null check (least_people between 1 and 50),
  needs_head boolean not null,                -- a head; of a mobile station a doctor or an assistant doctor (y sĩ)
  rest_hours int not null check (rest_hours between 0 and 1000),
  basis text check (char_length(basis) between 1 and 300),   -- the document as an order that rests on it cites it
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (kind, valid_from)
);
insert into team_rule (kind, valid_from, least_people, needs_head, rest_hours, basis, source, confidence) values
  ('mobile-station', '2020-01-01', 3, true, 24, null, 'Thông lệ trước Quyết định 4042/QĐ-BYT: ít nhất 3 người có trưởng trạm, nghỉ 24 giờ; chưa đọc được quy định', 'low'),
  ('mobile-station', '2021-08-21', 5, true, 24, 'Căn cứ Quyết định số 4042/QĐ-BYT ngày 21 tháng 8 năm 2021 của Bộ trưởng Bộ Y tế về việc hướng dẫn tạm thời về Trạm Y tế lưu động;', 'Quyết định 4042/QĐ-BYT ngày 21/8/2021: ít nhất 5 người, trưởng trạm là bác sĩ hoặc y sĩ; thời gian nghỉ 24 giờ là thông lệ, chưa đọc được quy định', 'medium'),
  ('mobile-team', '2020-01-01', 3, true, 24, null, 'Thông lệ của đội cơ động: ít nhất 3 người có đội trưởng, nghỉ 24 giờ; chưa đọc được quy định', 'low');
create function team_rule_on(what text, day date) returns team_rule language sql stable set search_path = public, pg_temp as $$
  select r from team_rule r where r.kind = what and r.valid_from <= day order by r.valid_from desc limit 1
$$;
grant select on team_rule to pd_area, pd_whole;

-- Who is in a team from which day to which; a member who has an account here stands in one team at a time.
create table team_member (
  id uuid primary key,
  team_id uuid not null references response_team,
  person_id uuid references person,
  full_name text not null check (char_length(full_name) between 1 and 120),
  phone text check (char_length(phone) between 1 and 30),
  role text not null check (role in ('head', 'doctor', 'nurse', 'technician', 'volunteer', 'military', 'driver')),
  from_on date not null,
  until_on date,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (until_on is null or until_on >= from_on),
  constraint team_member_one_team exclude using gist (person_id with =, daterange(from_on, until_on, '[]') with &&) where (person_id is not null)
);
create index team_member_team on team_member (team_id, from_on);
create index team_member_person on team_member (person_id);

-- An order that sends a team from where it is at home to an area, until it is back and has rested.
create table team_dispatch (
  id uuid primary key,
  team_id uuid not null references response_team,
  area_id int not null references area,
  from_area_id int not null references area,
  body_id int not null default app_body() references body,
  purpose text not null check (purpose in ('care-at-home', 'sampling', 'tracing', 'vaccination', 'treatment', 'disinfection', 'other')),
  words text not null check (char_length(words) between 1 and 1000),
  number text check (char_length(number) between 1 and 60),
  by_title text not null,
  from_at timestamptz not null,
  until_on date not null,
  arrived_at timestamptz,
  returned_at timestamptz,
  rest_until timestamptz,
  withdrawn_at timestamptz,
  reason text check (char_length(reason) between 1 and 1000),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (arrived_at >= from_at), check (returned_at >= coalesce(arrived_at, from_at)), check (rest_until >= returned_at), check ((returned_at is null) = (rest_until is null)),
  constraint team_dispatch_once exclude using gist (team_id with =, tstzrange(from_at, rest_until) with &&) where (withdrawn_at is null)
);
create index team_dispatch_team on team_dispatch (team_id, from_at desc);
create index team_dispatch_area on team_dispatch (area_id, from_at desc);
create index team_dispatch_from_area on team_dispatch (from_area_id, from_at desc);
create index team_dispatch_body on team_dispatch (body_id);

alter table team_member enable row level security;
alter table team_dispatch enable row level security;
-- Where a team was sent is for the place it left and the place it reached; who is in it, for the place where it is at home and for where it is now.
create policy team_dispatch_read on team_dispatch for select to pd_area using ('response_team' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (from_area_id between app_area_lo() and app_area_hi() and from_area_id in (select unnest(app_area_ids())))));
create policy team_dispatch_read_whole on team_dispatch for select to pd_whole using ('response_team' = any ((select app_reads())::text[]));
create function sees_roster(team uuid) returns boolean language sql stable
  return exists (select 1 from response_team r where r.id = team and covers_area(r.area_id))
    or exists (select 1 from team_dispatch d where d.team_id = team and d.withdrawn_at is null and d.returned_at is null);
create policy team_member_read on team_member for select to pd_area, pd_whole using ('response_team' = any ((select app_reads())::text[]) and sees_roster(team_id));
grant select (id, team_id, role, from_on, until_on, created_by, version, updated_at) on team_member to pd_area, pd_whole;
grant select (person_id, full_name, phone) on team_member to pd_area_clear, pd_whole_clear;
grant select on team_dispatch to pd_area, pd_whole;
create function keeps_team(team uuid) returns boolean language sql stable
  return exists (select 1 from response_team r where r.id = team and r.voided_at is null and r.state <> 'disbanded' and covers_area(r.area_id));
create policy team_member_write on team_member for insert to pd_area with check (app_permission() = 'team_duty.staff' and created_by = app_post() and version = 1 and keeps_team(team_id) and (person_id is null or sees_person(person_id)));
create policy team_member_change on team_member for update to pd_area using (app_permission() = 'team_duty.staff' and keeps_team(team_id)) with check (true);
grant insert (id, team_id, person_id, full_name, phone, role, from_on), update (until_on) on team_member to pd_area;
create trigger next_version before update on team_member for each row execute function next_version();
create trigger next_version before update on team_dispatch for each row execute function next_version();
create trigger audit after insert or update or delete on team_member for each row execute function audit_row('full_name', 'phone', 'person_id');
create trigger audit after insert or update or delete on team_dispatch for each row execute function audit_row();

-- A team in the caller's areas, locked; null when there is none.
create function own_team(which uuid) returns response_team language plpgsql security definer set search_path = public, pg_temp as $$
declare t response_team;
begin
  select * into t from response_team x where x.id = which and x.voided_at is null and 'response_team' = any (app_reads()) and covers_area(x.area_id) for update;
  return t;
end $$;
revoke execute on function own_team(uuid) from public;

-- What stands against sending a team on a day: too few people, no head; null when nothing does.
create function team_refusal(t response_team, day date) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  rule team_rule := team_rule_on(t.kind, day);
  people int;
  heads int;
begin
  if rule.kind is null then return null; end if;
  select count(*), count(*) filter (where m.role = 'head') into people, heads from team_member m where m.team_id = t.id and m.from_on <= day and (m.until_on is null or m.until_on >= day);
  if people < rule.least_people then return 'too-few-people ' || rule.least_people || ' ' || people; end if;
  if rule.needs_head and heads = 0 then return 'no-head'; end if;
  return null;
end $$;
revoke execute on function team_refusal(response_team, date) from public;
create function response_team_refusal(which uuid, day date) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select team_refusal(x, day) from response_team x where x.id = which and x.voided_at is null and 'response_team' = any (app_reads()) and covers_area(x.area_id)
$$;

-- A team that has the people its rule asks for stands ready.
create function ready_team(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t response_team;
  refusal text;
begin
  if app_permission() is distinct from 'response_team.make-ready' then raise exception 'made ready under %', app_permission() using errcode = '42501'; end if;
  t := own_team(which);
  if t.id is null then return 'unknown-team'; end if;
  if t.state = 'ready' then return 'repeat'; end if;
  if t.state <> 'forming' then return 'not-forming'; end if;
  refusal := team_refusal(t, day_in_vietnam(at));
  if refusal is not null then return refusal; end if;
  update response_team x set state = 'ready' where x.id = t.id;
  return 'done';
end $$;

-- Sends a team: by whoever covers the place it is at home and the place it goes to.
create function dispatch_team(order_id uuid, which uuid, place int, what text, said text, no text, since timestamptz, until date) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t response_team;
  refusal text;
begin
  if app_permission() is distinct from 'response_team.dispatch' then raise exception 'sent under %', app_permission() using errcode = '42501'; end if;
  if exists (select from team_dispatch d where d.id = order_id) then
    return case when exists (select from team_dispatch d where d.id = order_id and d.team_id = which and d.area_id = place and d.created_by = app_post()) then 'repeat' else 'taken-id' end;
  end if;
  t := own_team(which);
  if t.id is null then return 'unknown-team'; end if;
  if not exists (select from area a where a.id = place and covers_area(a.id)) then return 'place-beyond'; end if;
  if until < day_in_vietnam(since) then return 'ends-before-it-begins'; end if;
  if t.state = 'dispatched' then return 'already-sent'; end if;
  if t.state = 'resting' then return 'must-rest ' || to_char(t.rest_until at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY'); end if;
  if t.state <> 'ready' then return 'not-ready'; end if;
  refusal := team_refusal(t, day_in_vietnam(since));
  if refusal is not null then return refusal; end if;
  insert into team_dispatch (id, team_id, area_id, from_area_id, purpose, words, number, by_title, from_at, until_on)
    values (order_id, t.id, place, t.area_id, what, said, no, (select o.title from post o where o.id = app_post()), since, until);
  update response_team x set state = 'dispatched' where x.id = t.id;
  return 'done';
exception when exclusion_violation then return 'already-sent';
end $$;

-- The dispatch that a team is out on, where the caller covers one of its two places, its team locked before it.
create function open_dispatch(which uuid) returns team_dispatch language plpgsql security definer set search_path = public, pg_temp as $$
declare d team_dispatch;
begin
  perform from response_team x where x.id = (select y.team_id from team_dispatch y where y.id = which) for update;
  select * into d from team_dispatch y where y.id = which and 'response_team' = any (app_reads()) and (covers_area(y.area_id) or covers_area(y.from_area_id)) for update;
  return d;
end $$;
revoke execute on function open_dispatch(uuid) from public;

create function arrive_team(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare d team_dispatch;
begin
  if app_permission() is distinct from 'team_duty.arrive' then raise exception 'arrived under %', app_permission() using errcode = '42501'; end if;
  d := open_dispatch(which);
  if d.id is null then return 'unknown-dispatch'; end if;
  if d.arrived_at is not null then return 'repeat'; end if;
  if d.withdrawn_at is not null or d.returned_at is not null then return 'dispatch-over'; end if;
  if at < d.from_at then return 'before-leaving'; end if;
  update team_dispatch x set arrived_at = at where x.id = d.id;
  return 'done';
end $$;

-- Back: the rest that the rule of the day asks for begins.
create function return_team(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d team_dispatch;
  t response_team;
  rested timestamptz;
begin
  if app_permission() is distinct from 'response_team.return' then raise exception 'returned under %', app_permission() using errcode = '42501'; end if;
  d := open_dispatch(which);
  if d.id is null or not covers_area(d.from_area_id) then return 'unknown-dispatch'; end if;
  if d.returned_at is not null then return 'repeat'; end if;
  if d.withdrawn_at is not null then return 'dispatch-over'; end if;
  if at < coalesce(d.arrived_at, d.from_at) then return 'before-leaving'; end if;
  select * into t from response_team x where x.id = d.team_id;
  rested := at + make_interval(hours => coalesce((team_rule_on(t.kind, day_in_vietnam(at))).rest_hours, 0));
  update team_dispatch x set returned_at = at, rest_until = rested where x.id = d.id;
  update response_team x set state = 'resting', rest_until = rested where x.id = t.id;
  return 'done';
end $$;

-- An order that was not carried out is taken back, with the reason; who has arrived returns instead.
create function recall_team(which uuid, why text, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare d team_dispatch;
begin
  if app_permission() is distinct from 'response_team.recall' then raise exception 'recalled under %', app_permission() using errcode = '42501'; end if;
  d := open_dispatch(which);
  if d.id is null or not covers_area(d.from_area_id) or not covers_area(d.area_id) then return 'unknown-dispatch'; end if;
  if d.withdrawn_at is not null then return 'repeat'; end if;
  if d.returned_at is not null then return 'dispatch-over'; end if;
  if d.arrived_at is not null then return 'has-arrived'; end if;
  update team_dispatch x set withdrawn_at = at, reason = why where x.id = d.id;
  update response_team x set state = 'ready' where x.id = d.team_id;
  return 'done';
end $$;

create function end_team_rest(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t response_team;
  refusal text;
begin
  if app_permission() is distinct from 'response_team.end-rest' then raise exception 'rested under %', app_permission() using errcode = '42501'; end if;
  t := own_team(which);
  if t.id is null then return 'unknown-team'; end if;
  if t.state = 'ready' then return 'repeat'; end if;
  if t.state <> 'resting' then return 'not-resting'; end if;
  if at < t.rest_until then return 'must-rest ' || to_char(t.rest_until at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY'); end if;
  update response_team x set state = 'ready', rest_until = null where x.id = t.id;
  return 'done';
end $$;

revoke all on function ready_team, dispatch_team, arrive_team, return_team, recall_team, end_team_rest, response_team_refusal from public;
grant execute on function ready_team, dispatch_team, arrive_team, return_team, recall_team, end_team_rest, response_team_refusal to pd_area, pd_area_clear, pd_whole, pd_whole_clear;
insert into role_permission (role, permission) values ('health', 'team_duty.staff'), ('health', 'team_duty.arrive');

-- The body that runs the team is told of the order that sends it.
grant select on response_team to phaodai_system;
insert into notice_kind (kind, position, may_mute, mail, push) values ('team-sent', 169, false, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('response_team', '/co-so/doi/{id}', '{name}', null, null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('team-sent', 'team-sent', 'team_dispatch', 'insert', '{}', 'response_team', 'team_id', 'response_team', 'team_id', 'body', 'body_id', 'team_duty.staff', true, 'created_at');

select let_heirs_read();
