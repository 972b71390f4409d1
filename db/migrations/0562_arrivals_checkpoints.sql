-- Checkpoints with their crossings and shifts; people who come, what is done about them by dated rule, and their daily watch.
-- See docs/adr/0072-arrivals-and-checkpoints.md.

-- Register checkpoint: printed from its declaration by "phaodai registers sql checkpoint".
create table checkpoint (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('province', 'district', 'commune', 'border')),
  stands text check (char_length(stands) between 1 and 300),
  decision text not null check (char_length(decision) between 1 and 200),
  keeper_id int references body,
  from_on date not null,
  to_on date,
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'active' check (state in ('active', 'paused', 'closed')),
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

create index checkpoint_list_area_id on checkpoint (area_id, from_on desc, id desc);
create index checkpoint_list on checkpoint (from_on desc, id desc);
create index checkpoint_keeper_id on checkpoint (keeper_id);

create trigger guard_record before update on checkpoint for each row execute function guard_record();
create trigger guard_state before update on checkpoint for each row execute function guard_state();
create trigger next_version before update on checkpoint for each row execute function next_version();
create trigger audit after insert or update or delete on checkpoint for each row execute function audit_row();

alter table checkpoint enable row level security;
create function sees_checkpoint(wanted uuid) returns boolean language sql stable
  return exists (select 1 from checkpoint r where r.id = wanted);
create policy checkpoint_read on checkpoint for select to pd_area using (
  'checkpoint' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy checkpoint_read_whole on checkpoint for select to pd_whole using ('checkpoint' = any ((select app_reads())::text[]));
create policy checkpoint_write on checkpoint for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('checkpoint.create', 'checkpoint.import')
  and state = 'active' and version = 1 and voided_at is null
  and created_by = app_post());
create policy checkpoint_write_whole on checkpoint for insert to pd_whole with check (
  app_permission() in ('checkpoint.create', 'checkpoint.import')
  and state = 'active' and version = 1 and voided_at is null
  and created_by = app_post());
create policy checkpoint_change on checkpoint for update to pd_area
  using ((app_permission() in ('checkpoint.update', 'checkpoint.void', 'checkpoint.pause', 'checkpoint.resume', 'checkpoint.close')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy checkpoint_change_whole on checkpoint for update to pd_whole
  using (app_permission() in ('checkpoint.update', 'checkpoint.void', 'checkpoint.pause', 'checkpoint.resume', 'checkpoint.close'))
  with check (true);
create policy checkpoint_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'checkpoint' then sees_checkpoint(row_id::uuid) else false end);
create policy checkpoint_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'checkpoint' then sees_checkpoint(row_id::uuid) else false end);
grant select (id, area_id, name, kind, stands, decision, keeper_id, from_on, to_on, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on checkpoint to pd_area, pd_whole;
grant insert (id, area_id, name, kind, stands, decision, keeper_id, from_on, to_on, note, search_key) on checkpoint to pd_area, pd_whole;
grant update (name, kind, stands, decision, keeper_id, from_on, to_on, note, state, state_reason, search_key, voided_at, void_reason) on checkpoint to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('checkpoint', 'pause', 'active', 'paused'),
  ('checkpoint', 'resume', 'paused', 'active'),
  ('checkpoint', 'close', 'active', 'closed'),
  ('checkpoint', 'close', 'paused', 'closed');
insert into role_permission (role, permission)
select r, p from (values
  ('checkpoint.read', '{health,officer,leader,province-leader,inspector}'::text[]),
  ('checkpoint.create', '{officer}'::text[]),
  ('checkpoint.update', '{officer}'::text[]),
  ('checkpoint.import', '{officer}'::text[]),
  ('checkpoint.export', '{health,officer,leader,province-leader}'::text[]),
  ('checkpoint.void', '{officer}'::text[]),
  ('checkpoint.pause', '{officer,leader}'::text[]),
  ('checkpoint.resume', '{officer,leader}'::text[]),
  ('checkpoint.close', '{officer,leader}'::text[])
) as given (p, rs), unnest(rs) r;


-- Register arrival: printed from its declaration by "phaodai registers sql arrival".
create table arrival (
  id uuid primary key,
  area_id int not null references area,
  code text check (char_length(code) between 1 and 40),
  disease_code text not null references disease,
  full_name text not null check (char_length(full_name) between 1 and 120),
  birth_year numeric(12,0) check (birth_year between 1880 and 2199),
  phone text check (char_length(phone) between 1 and 30),
  identity_number text check (char_length(identity_number) between 1 and 40),
  address text check (char_length(address) between 1 and 300),
  nationality text not null check (char_length(nationality) between 1 and 60),
  from_area_id int references area,
  from_country text check (char_length(from_country) between 1 and 60),
  left_on date not null,
  arrived_on date not null,
  found_by text not null check (found_by in ('declared', 'checkpoint', 'team')),
  receipt_number text check (char_length(receipt_number) between 1 and 20),
  doses text not null check (doses in ('none', 'partial', 'full', 'unknown')),
  symptoms boolean,
  met_case boolean,
  from_level numeric(12,0) check (from_level between 0 and 9),
  measure text check (measure in ('none', 'self-monitor', 'home-isolation', 'quarantine')),
  measure_reason text check (char_length(measure_reason) between 1 and 1000),
  test_days text check (char_length(test_days) between 1 and 60),
  team_id int references body,
  watch_until date,
  note text check (char_length(note) between 1 and 500),
  state text not null default 'found' check (state in ('found', 'verified', 'watched', 'completed', 'left')),
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

create index arrival_list_area_id on arrival (area_id, arrived_on desc, id desc);
create index arrival_list on arrival (arrived_on desc, id desc);
create unique index arrival_one_code on arrival (code) where voided_at is null;
create index arrival_disease_code on arrival (disease_code);
create index arrival_from_area_id on arrival (from_area_id);
create index arrival_team_id on arrival (team_id);

create trigger guard_record before update on arrival for each row execute function guard_record();
create trigger guard_state before update on arrival for each row execute function guard_state();
create trigger next_version before update on arrival for each row execute function next_version();
create trigger audit after insert or update or delete on arrival for each row execute function audit_row('full_name', 'phone', 'identity_number', 'address');

alter table arrival enable row level security;
create function sees_arrival(wanted uuid) returns boolean language sql stable
  return exists (select 1 from arrival r where r.id = wanted);
create policy arrival_read on arrival for select to pd_area using (
  'arrival' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy arrival_read_whole on arrival for select to pd_whole using ('arrival' = any ((select app_reads())::text[]));
create policy arrival_write on arrival for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('arrival.create', 'arrival.import')
  and state = 'found' and version = 1 and voided_at is null
  and created_by = app_post());
create policy arrival_write_whole on arrival for insert to pd_whole with check (
  app_permission() in ('arrival.create', 'arrival.import')
  and state = 'found' and version = 1 and voided_at is null
  and created_by = app_post());
create policy arrival_change on arrival for update to pd_area
  using ((app_permission() in ('arrival.update', 'arrival.void', 'arrival.verify', 'arrival.watch', 'arrival.complete', 'arrival.leave')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy arrival_change_whole on arrival for update to pd_whole
  using (app_permission() in ('arrival.update', 'arrival.void', 'arrival.verify', 'arrival.watch', 'arrival.complete', 'arrival.leave'))
  with check (true);
create policy arrival_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'arrival' then sees_arrival(row_id::uuid) else false end);
create policy arrival_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'arrival' then sees_arrival(row_id::uuid) else false end);
grant select (id, area_id, code, disease_code, birth_year, nationality, from_area_id, from_country, left_on, arrived_on, found_by, receipt_number, doses, symptoms, met_case, from_level, measure, measure_reason, test_days, team_id, watch_until, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on arrival to pd_area, pd_whole;
grant select (full_name, phone, identity_number, address) on arrival to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, code, disease_code, full_name, birth_year, phone, identity_number, address, nationality, from_area_id, from_country, left_on, arrived_on, found_by, receipt_number, doses, symptoms, met_case, from_level, measure, measure_reason, test_days, team_id, watch_until, note, search_key) on arrival to pd_area, pd_whole;
grant update (full_name, birth_year, phone, identity_number, address, nationality, from_area_id, from_country, left_on, arrived_on, doses, symptoms, met_case, note, state, state_reason, search_key, voided_at, void_reason) on arrival to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('arrival', 'verify', 'found', 'verified'),
  ('arrival', 'watch', 'verified', 'watched'),
  ('arrival', 'complete', 'watched', 'completed'),
  ('arrival', 'leave', 'found', 'left'),
  ('arrival', 'leave', 'verified', 'left'),
  ('arrival', 'leave', 'watched', 'left');
insert into role_permission (role, permission)
select r, p from (values
  ('arrival.read', '{health,officer,leader,province-leader,village}'::text[]),
  ('arrival.create', '{health,officer}'::text[]),
  ('arrival.update', '{health,officer}'::text[]),
  ('arrival.import', '{health,officer}'::text[]),
  ('arrival.export', '{health,officer}'::text[]),
  ('arrival.reveal', '{health}'::text[]),
  ('arrival.void', '{health,officer}'::text[]),
  ('arrival.verify', '{health,officer}'::text[]),
  ('arrival.watch', '{health}'::text[]),
  ('arrival.complete', '{health}'::text[]),
  ('arrival.leave', '{health,officer}'::text[])
) as given (p, rs), unnest(rs) r;


create function give_arrival_code() returns trigger language plpgsql as $$
begin
  new.code := 'D' || upper(right(replace(new.id::text, '-', ''), 10));
  return new;
end $$;
create trigger domain_give_code before insert on arrival for each row when (new.code is null) execute function give_arrival_code();

-- What follows from where somebody comes: by disease, from a day on, by the level of that place on the day he left (null: none was
-- published), doses and signs. The most particular row in force is used.
create table arrival_rule (
  id uuid primary key default gen_random_uuid(),
  disease_code text not null references disease,
  valid_from date not null,
  valid_to date,
  min_level int,
  max_level int,
  doses text check (doses in ('none', 'partial', 'full', 'unknown')),
  signs boolean,                                -- symptoms, or met a case
  abroad boolean not null default false,
  measure text not null check (measure in ('none', 'self-monitor', 'home-isolation', 'quarantine')),
  days int not null check (days between 0 and 60),
  test_days text,
  basis text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  check ((min_level is null) = (max_level is null))
);
create index arrival_rule_disease on arrival_rule (disease_code, valid_from);
insert into arrival_rule (disease_code, valid_from, valid_to, min_level, max_level, doses, signs, abroad, measure, days, test_days, basis, confidence) values
  ('covid-19', '2021-10-08', '2022-03-14', 4, 4, 'full', null, false, 'self-monitor', 7, '1, 7', 'Công văn 8399/BYT-MT ngày 8/10/2021 (người về từ vùng cấp 4, đã tiêm đủ)', 'medium'),
  ('covid-19', '2021-10-08', '2022-03-14', 4, 4, 'partial', null, false, 'home-isolation', 7, '1, 7', 'Công văn 8399/BYT-MT ngày 8/10/2021 (cấp 4, tiêm chưa đủ)', 'medium'),
  ('covid-19', '2021-10-08', '2022-03-14', 4, 4, 'none', null, false, 'home-isolation', 14, '1, 7, 14', 'Công văn 8399/BYT-MT ngày 8/10/2021 (cấp 4, chưa tiêm)', 'medium'),
  ('covid-19', '2021-10-08', '2022-03-14', 4, 4, 'unknown', null, false, 'home-isolation', 14, '1, 7, 14', 'Công văn 8399/BYT-MT ngày 8/10/2021 (cấp 4; chưa rõ tiêm chủng: xử lý như chưa tiêm)', 'low'),
  ('covid-19', '2021-10-08', '2022-03-14', 3, 3, null, null, false, 'self-monitor', 14, null, 'Hướng dẫn 2021 cho người về từ vùng cấp 3, theo hiểu biết chung', 'low'),
  ('covid-19', '2021-10-08', '2022-03-14', 1, 2, null, null, false, 'none', 0, null, 'Nghị quyết 128/NQ-CP ngày 11/10/2021: không hạn chế người từ vùng cấp 1, 2', 'medium'),
  ('covid-19', '2020-03-01', '2021-10-07', 3, 4, null, null, false, 'quarantine', 14, '1, 7, 14', 'Hướng dẫn trước tháng 10/2021 (21 ngày ở một số thời điểm), theo hiểu biết chung', 'low'),
  ('covid-19', '2020-03-01', '2021-10-07', null, null, null, null, true, 'quarantine', 14, '1, 14', 'Người nhập cảnh trước tháng 10/2021, theo hiểu biết chung', 'low'),
  ('covid-19', '2020-03-01', null, null, null, null, true, false, 'home-isolation', 7, '1', 'Có triệu chứng hoặc đã gặp ca bệnh: cách ly tại nhà và lấy mẫu ngay, theo hiểu biết chung', 'low');
alter table arrival_rule enable row level security;
create policy arrival_rule_read on arrival_rule for select to pd_area, pd_whole using ('arrival' = any ((select app_reads())::text[]));
grant select on arrival_rule to pd_area, pd_whole;

-- What is to be done about somebody who comes, and why, unless whoever enters it says so himself. A unit that did not stand on the day he left is refused.
create function judge_arrival() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  lvl record;
  rule arrival_rule;
  where_from text;
begin
  if new.from_area_id is not null and not exists (select from area a where a.id = new.from_area_id and a.valid_from <= new.left_on and (a.valid_to is null or a.valid_to >= new.left_on)) then
    raise exception 'a unit that did not stand on that day' using errcode = 'PD561';
  end if;
  if tg_op = 'INSERT' and new.measure is not null then return new; end if; -- whoever enters it says so himself
  new.from_level := null;
  new.measure := null;
  new.test_days := null;
  new.watch_until := null;
  select null::int as level, null::text as level_name, null::text as decision_number into lvl;
  if new.from_area_id is not null then
    select l.level, l.level_name, l.decision_number into lvl from level_in_force(new.from_area_id, new.left_on, new.disease_code) l limit 1;
    new.from_level := lvl.level;
  end if;
  select coalesce(a.full_name, new.from_country, '?') into where_from from (select 1) one left join area a on a.id = new.from_area_id;
  select * into rule from arrival_rule r where r.disease_code = new.disease_code and new.arrived_on >= r.valid_from and (r.valid_to is null or new.arrived_on <= r.valid_to)
    and (r.min_level is null or new.from_level between r.min_level and r.max_level) and (r.doses is null or r.doses = new.doses)
    and (r.signs is null or r.signs = (coalesce(new.symptoms, false) or coalesce(new.met_case, false))) and (not r.abroad or new.from_country is not null)
    order by array_position(array['none', 'self-monitor', 'home-isolation', 'quarantine'], r.measure) desc, r.days desc, (r.doses is not null) desc, r.valid_from desc limit 1;
  if rule.id is null then
    new.measure_reason := left(format('%s, ngày đi %s: %s. Không có quy định ghi trong hệ thống cho trường hợp này; cán bộ y tế quyết định.', where_from, to_char(new.left_on, 'DD/MM/YYYY'),
      coalesce(lvl.level_name, 'chưa có cấp dịch công bố')), 1000);
    return new;
  end if;
  new.measure := rule.measure;
  new.test_days := rule.test_days;
  new.watch_until := case when rule.days > 0 then new.arrived_on + rule.days end;
  new.measure_reason := left(format('%s, ngày đi %s: %s%s. %s%s.', where_from, to_char(new.left_on, 'DD/MM/YYYY'), coalesce(lvl.level_name, case when new.from_area_id is null then 'nước ngoài' else 'chưa có cấp dịch công bố' end),
    coalesce(' theo ' || lvl.decision_number, ''), rule.basis, case rule.confidence when 'high' then '' else ' (mức tin cậy của quy định: ' || case rule.confidence when 'medium' then 'vừa' else 'thấp' end || ')' end), 1000);
  return new;
end $$;
revoke execute on function judge_arrival() from public;

-- Gives somebody who came to a team for his daily watch, or ends it when its days are over; null: not in the caller's areas at that version.
create function step_arrival(of_arrival uuid, wanted int, team int, today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  a arrival;
begin
  if app_permission() not in ('arrival.watch', 'arrival.complete') then raise exception 'a step of an arrival under %', app_permission() using errcode = '42501'; end if;
  select * into a from arrival r where r.id = of_arrival and r.voided_at is null and r.version = wanted and r.area_id = any (app_area_ids()) for update;
  if not found then return null; end if;
  if app_permission() = 'arrival.complete' then
    if a.watch_until >= today then raise exception 'the watch is not over' using errcode = 'PD001'; end if;
    update arrival set state = 'completed' where id = a.id returning version into a.version;
    return a.version;
  end if;
  if not exists (select from body b join body_territory t on t.body_id = b.id join area u on u.id = t.area_id where b.id = team and b.valid_to is null and a.area_id between u.id and u.last_id) then
    raise exception 'a team that does not work there' using errcode = '23503';
  end if;
  update arrival set team_id = team, state = 'watched' where id = a.id returning version into a.version;
  return a.version;
end $$;
revoke all on function step_arrival from public;
grant execute on function step_arrival to pd_area, pd_area_clear;
create trigger domain_judge before insert or update of from_area_id, from_country, left_on, arrived_on, doses, symptoms, met_case on arrival for each row execute function judge_arrival();

-- Somebody looked after once a day; written once, a correction is another line of the day.
create table arrival_watch (
  id uuid primary key,
  arrival_id uuid not null references arrival,
  day date not null,
  well boolean not null,
  met boolean not null,                         -- seen or spoken to
  said text check (char_length(said) between 1 and 500),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index arrival_watch_arrival on arrival_watch (arrival_id, day desc, created_at desc);
alter table arrival_watch enable row level security;
create trigger audit after insert or update or delete on arrival_watch for each row execute function audit_row('said');
create policy arrival_watch_read on arrival_watch for select to pd_area, pd_whole using ('arrival' = any ((select app_reads())::text[]) and sees_arrival(arrival_id));
create policy arrival_watch_write on arrival_watch for insert to pd_area, pd_whole with check (app_permission() = 'arrival_watch.look' and created_by = app_post() and sees_arrival(arrival_id));
grant select, insert (id, arrival_id, day, well, met, said) on arrival_watch to pd_area, pd_whole;
insert into role_permission (role, permission) values ('health', 'arrival_watch.look'), ('village', 'arrival_watch.look'), ('officer', 'arrival_watch.look');

-- Who or what passed a checkpoint: no name; the receipt's number or the hidden number of a card, the verdict on the receipt, and what came of it.
create table crossing (
  id uuid primary key,
  checkpoint_id uuid not null references checkpoint,
  area_id int not null references area,         -- of the checkpoint
  decision_id uuid not null references collection_decision,
  crossed_at timestamptz not null,
  direction text not null check (direction in ('in', 'out')),
  via text not null check (via in ('receipt', 'card', 'plate', 'none')),
  receipt_number text check (receipt_number ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  verdict text check (verdict in ('unreadable', 'unknown-key', 'revoked-key', 'forged', 'not-yet', 'expired', 'replayed')), -- null: true, or none shown
  identity text check (identity ~ '^[*]{1,6}[0-9]{0,14}$'),
  plate text check (char_length(plate) between 3 and 15),
  people int not null default 1 check (people between 1 and 100),
  outcome text not null check (outcome in ('passed', 'refused')),
  reason text check (char_length(reason) between 1 and 300),
  flags text[] not null default '{}',           -- 'used-before', 'clock'
  created_by uuid not null default app_post(),
  received_at timestamptz not null default now(),
  check (outcome = 'passed' or reason is not null)
);
create index crossing_checkpoint on crossing (checkpoint_id, crossed_at desc, id desc);
create index crossing_area on crossing (area_id);
create index crossing_decision on crossing (decision_id);
create index crossing_receipt on crossing (receipt_number, crossed_at) where receipt_number is not null;
alter table crossing enable row level security;
create policy crossing_read on crossing for select to pd_area using ('crossing' = any ((select app_reads())::text[]) and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy crossing_read_whole on crossing for select to pd_whole using ('crossing' = any ((select app_reads())::text[]));
grant select on crossing to pd_area, pd_whole;

-- Who keeps a checkpoint when, and what one shift leaves to the next.
create table checkpoint_shift (
  id uuid primary key,
  checkpoint_id uuid not null references checkpoint,
  area_id int not null references area,
  from_at timestamptz not null,
  to_at timestamptz not null,
  crew text not null check (char_length(crew) between 1 and 500),
  handed_over_at timestamptz,
  hand_over text check (char_length(hand_over) between 1 and 2000),
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (to_at > from_at and to_at <= from_at + interval '24 hours'),
  check ((handed_over_at is null) = (hand_over is null))
);
create index checkpoint_shift_checkpoint on checkpoint_shift (checkpoint_id, from_at desc);
create index checkpoint_shift_area on checkpoint_shift (area_id);
alter table checkpoint_shift enable row level security;
create trigger next_version before update on checkpoint_shift for each row execute function next_version();
create trigger audit after insert or update or delete on checkpoint_shift for each row execute function audit_row();
create policy checkpoint_shift_read on checkpoint_shift for select to pd_area using ('crossing' = any ((select app_reads())::text[]) and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy checkpoint_shift_read_whole on checkpoint_shift for select to pd_whole using ('crossing' = any ((select app_reads())::text[]));
create policy checkpoint_shift_write on checkpoint_shift for insert to pd_area with check (app_permission() = 'crossing.roster' and created_by = app_post()
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) and exists (select from checkpoint c where c.id = checkpoint_id and c.area_id = checkpoint_shift.area_id and c.voided_at is null));
create policy checkpoint_shift_hand_over on checkpoint_shift for update to pd_area using (app_permission() = 'crossing.hand-over' and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))) with check (true);
grant select, insert (id, checkpoint_id, area_id, from_at, to_at, crew), update (handed_over_at, hand_over) on checkpoint_shift to pd_area;
grant select on checkpoint_shift to pd_whole;
insert into role_permission (role, permission)
select r, p from (values ('crossing.read', '{health,officer,leader,province-leader,inspector}'::text[]), ('crossing.note', '{health,officer}'::text[]), ('crossing.roster', '{officer}'::text[]), ('crossing.hand-over', '{health,officer}'::text[])) as given (p, rs), unnest(rs) r;

-- Notes crossings of a checkpoint in the caller's areas; the same sending once more changes nothing. Null: no such checkpoint. The
-- numbers of those that were flagged come back: a receipt used before at any checkpoint within half a day, an hour to come.
create function note_crossings(at_checkpoint uuid, said jsonb, now_at timestamptz) returns table (id uuid, flags text[]) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  at_area int;
  under uuid;
begin
  if app_permission() is distinct from 'crossing.note' then raise exception 'crossings under %', app_permission() using errcode = '42501'; end if;
  select c.area_id into at_area from checkpoint c where c.id = at_checkpoint and c.voided_at is null and c.state = 'active' and c.area_id = any (app_area_ids());
  if at_area is null then return; end if;
  under := gate_decision('crossing', at_area, day_in_vietnam(now_at));
  if under is null then raise exception 'no decision collects crossings there' using errcode = 'PD015'; end if;
  insert into crossing (id, checkpoint_id, area_id, decision_id, crossed_at, direction, via, receipt_number, verdict, identity, plate, people, outcome, reason, flags)
    select x.id, at_checkpoint, at_area, under, x.crossed_at, x.direction, x.via, x.receipt_number, x.verdict, x.identity, x.plate, coalesce(x.people, 1), x.outcome, x.reason,
      array_remove(array[
        case when x.receipt_number is not null and x.outcome = 'passed' and (lag(x.crossed_at) over (partition by x.receipt_number, x.direction, x.outcome order by x.crossed_at, x.id) > x.crossed_at - interval '12 hours' or exists (select from crossing o where o.receipt_number = x.receipt_number and o.direction = x.direction and o.id <> x.id and o.outcome = 'passed' and o.crossed_at > x.crossed_at - interval '12 hours' and o.crossed_at <= x.crossed_at)) then 'used-before' end,
        case when x.crossed_at > now_at + interval '5 minutes' or abs(x.skew) > 120 then 'clock' end], null)
    from jsonb_to_recordset(said) x (id uuid, crossed_at timestamptz, direction text, via text, receipt_number text, verdict text, identity text, plate text, people int, outcome text, reason text, skew int)
    order by x.crossed_at on conflict (id) do nothing;
  return query select c.id, c.flags from crossing c where c.checkpoint_id = at_checkpoint and c.id in (select (e ->> 'id')::uuid from jsonb_array_elements(said) e);
end $$;
revoke all on function note_crossings from public;
grant execute on function note_crossings to pd_area, pd_area_clear;

-- Deletes crossings that no decision keeps any longer.
create function forget_crossings(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  delete from crossing k using collection_decision d where d.id = k.decision_id and day_in_vietnam(k.crossed_at) + d.keep_days::int < today;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function forget_crossings from public;
grant execute on function forget_crossings to phaodai_system;

select let_heirs_read();
