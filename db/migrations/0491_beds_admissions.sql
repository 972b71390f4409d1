-- Beds and who lies in them. Each act on a stay is a function: one lock order (facility, then stay) and one rule wherever it is
-- asked from. No more people than beds, nobody in two beds, no bed with two people: held by constraints under the functions, so
-- that nothing else that ever writes here can break them. See docs/adr/0062-beds-and-stays.md.

create table facility_room (
  id uuid primary key,
  facility_id uuid not null references facility,
  name text not null check (char_length(name) between 1 and 40),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  unique (facility_id, name)
);
create table facility_bed (
  id uuid primary key default gen_random_uuid(),
  room_id uuid not null references facility_room,
  facility_id uuid not null references facility,
  position int not null check (position between 1 and 200),
  oxygen boolean not null,
  in_use boolean not null default true,
  unique (room_id, position)
);
create index facility_bed_facility on facility_bed (facility_id);

-- How many beds a facility has and how many are taken: counts that anybody who reads the facility reads. The check is the rule.
create table facility_load (
  facility_id uuid primary key references facility,
  beds int not null default 0,
  oxygen_beds int not null default 0,
  taken int not null default 0,
  oxygen_taken int not null default 0,
  constraint domain_within_capacity check (taken between 0 and beds),
  constraint domain_oxygen_within check (oxygen_taken between 0 and oxygen_beds)
);
alter table facility_load set (fillfactor = 50);

-- Who lay in which bed from when to when.
create table bed_stay (
  id uuid primary key default gen_random_uuid(),
  stay_id uuid not null references stay,
  bed_id uuid not null references facility_bed,
  room_id uuid not null references facility_room,
  facility_id uuid not null references facility,
  individual_id uuid not null references individual,
  from_at timestamptz not null,
  to_at timestamptz,
  void boolean not null default false,
  check (to_at is null or to_at >= from_at),
  constraint bed_stay_one_person exclude using gist (bed_id with =, tstzrange(from_at, to_at) with &&) where (not void),
  constraint bed_stay_one_bed exclude using gist (individual_id with =, tstzrange(from_at, to_at) with &&) where (not void)
);
create index bed_stay_stay on bed_stay (stay_id, from_at);
create index bed_stay_room on bed_stay (room_id, to_at);
create index bed_stay_facility on bed_stay (facility_id, to_at);
create index bed_stay_bed on bed_stay (bed_id);
create index bed_stay_individual on bed_stay (individual_id);

-- A transfer: one act, seen by the place that is left and the place that is reached.
create table stay_transfer (
  id uuid primary key,
  from_stay_id uuid not null unique references stay,
  to_stay_id uuid not null unique references stay,
  from_facility_id uuid not null references facility,
  to_facility_id uuid not null references facility,
  reason text not null check (char_length(reason) between 1 and 500),
  moved_at timestamptz not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index stay_transfer_from on stay_transfer (from_facility_id, moved_at desc);
create index stay_transfer_to on stay_transfer (to_facility_id, moved_at desc);

-- The daily chart of somebody in a bed; what it warns of is worked out when it is written, by the rule of its day.
create table stay_chart (
  id uuid primary key,
  stay_id uuid not null references stay,
  at timestamptz not null,
  spo2 numeric(4,1) check (spo2 between 30 and 100),
  breaths int check (breaths between 4 and 120),
  temperature numeric(3,1) check (temperature between 30 and 45),
  drowsy boolean not null default false,
  cyanosis boolean not null default false,
  oxygen_litres numeric(4,1) check (oxygen_litres between 0 and 80),
  note text check (char_length(note) between 1 and 500),
  warnings text[] not null default '{}',
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  check (num_nonnulls(spo2, breaths, temperature, note) > 0 or drowsy or cyanosis)
);
create index stay_chart_stay on stay_chart (stay_id, at desc);
create index stay_chart_warned on stay_chart (at desc) where warnings <> '{}';

-- A warning sign pages the body that runs the facility; the row is told like any change and names nobody.
create table stay_call (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  stay_id uuid not null references stay,
  chart_id uuid not null references stay_chart,
  called_at timestamptz not null
);
create index stay_call_stay on stay_call (stay_id, called_at desc);
create index stay_call_body on stay_call (body_id);
create index stay_call_chart on stay_call (chart_id);

-- Rules: dated, each with its source and how sure it is.
create table separation_rule (
  purpose text not null check (purpose in ('quarantine', 'treatment')),
  valid_from date not null,
  same_risk boolean not null,
  same_day boolean not null,
  same_sex boolean not null,                  -- unless all in the room are one household
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (purpose, valid_from)
);
insert into separation_rule (purpose, valid_from, same_risk, same_day, same_sex, source, confidence) values
  ('quarantine', '2020-03-12', true, true, true, 'Quyết định 878/QĐ-BYT ngày 12/3/2020: xếp phòng theo cùng nguy cơ, cùng ngày vào; nam nữ riêng, gia đình ở cùng là thông lệ', 'medium'),
  ('treatment', '2020-01-01', true, false, true, 'Thông lệ của cơ sở điều trị: cùng mức nguy cơ, nam nữ riêng, gia đình ở cùng', 'low');

create table discharge_rule (
  disease_code text not null references disease,
  purpose text not null check (purpose in ('quarantine', 'treatment')),
  valid_from date not null,
  min_days int not null check (min_days between 0 and 60),
  negatives int not null check (negatives between 0 and 5),
  hours_apart int not null default 0 check (hours_apart between 0 and 240),
  last_within_hours int check (last_within_hours between 1 and 240),
  ct_at_least numeric(4,1),                   -- a positive RT-PCR with every Ct at least this counts as a negative
  watch_days int not null default 0,          -- health watch at home after it
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (disease_code, purpose, valid_from)
);
insert into discharge_rule (disease_code, purpose, valid_from, min_days, negatives, hours_apart, last_within_hours, ct_at_least, watch_days, source, confidence) values
  ('covid-19', 'quarantine', '2020-03-12', 14, 2, 0, null, null, 14, 'Quyết định 878/QĐ-BYT ngày 12/3/2020 và Công điện 1640/CĐ-BCĐ ngày 15/10/2020', 'medium'),
  ('covid-19', 'quarantine', '2021-05-05', 21, 3, 0, null, null, 7, 'Công điện 600/CĐ-BCĐ ngày 5/5/2021: 21 ngày, xét nghiệm ngày 1, 14, 20', 'high'),
  ('covid-19', 'quarantine', '2021-07-14', 14, 2, 0, null, null, 14, 'Công văn 5599/BYT-MT ngày 14/7/2021: 14 ngày và theo dõi 14 ngày; số lần xét nghiệm chưa đọc nguyên văn', 'medium'),
  ('covid-19', 'quarantine', '2021-12-16', 7, 2, 0, null, null, 7, 'Công văn 10696/BYT-MT ngày 16/12/2021 với người tiêm đủ liều hoặc đã khỏi bệnh', 'medium'),
  ('covid-19', 'quarantine', '2022-02-21', 7, 1, 0, 24, null, 0, 'Công văn 762/BYT-DP ngày 21/2/2022: 5 ngày với người tiêm đủ liều, 7 ngày với người khác', 'medium'),
  ('covid-19', 'treatment', '2020-03-25', 14, 2, 24, null, null, 14, 'Hướng dẫn điều trị trước 7/2021: xét nghiệm ngày 7 và 14', 'low'),
  ('covid-19', 'treatment', '2021-07-14', 10, 2, 24, 24, 30, 14, 'Hướng dẫn xuất viện 7/2021: từ ngày 10, hai lần âm tính cách nhau 24 giờ hoặc Ct ≥ 30, mẫu cuối trong 24 giờ', 'high'),
  ('covid-19', 'treatment', '2022-01-28', 7, 1, 0, 24, 30, 7, 'Quyết định 250/QĐ-BYT ngày 28/1/2022', 'medium');

create table warning_rule (
  valid_from date primary key,
  spo2_below numeric(4,1) not null,
  breaths_above int not null,
  temperature_from numeric(3,1) not null,
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low'))
);
insert into warning_rule (valid_from, spo2_below, breaths_above, temperature_from, source, confidence) values
  ('2020-01-01', 94, 30, 39, 'Dấu hiệu cảnh báo gọi 115: li bì, thở trên 30 lần/phút, SpO2 dưới 93–94 %, tím tái. Ngưỡng sốt 39 °C là thông lệ.', 'medium');

create table stay_rate (
  item text not null check (item in ('meals', 'living')),
  valid_from date not null,
  amount int not null check (amount >= 0),    -- đồng a person and day
  payer text not null check (payer in ('person', 'state')),
  exempt_payer text not null check (exempt_payer in ('person', 'state')),
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (item, valid_from)
);
insert into stay_rate (item, valid_from, amount, payer, exempt_payer, source, confidence) values
  ('meals', '2020-01-01', 80000, 'person', 'state', 'Nghị quyết 16/NQ-CP ngày 8/2/2021; hộ nghèo, cận nghèo do Nhà nước trả', 'high'),
  ('living', '2020-01-01', 40000, 'state', 'state', 'Nghị quyết 16/NQ-CP ngày 8/2/2021: vật dụng sinh hoạt 40.000 đồng/ngày', 'high');

create function separation_rule_on(what text, day date) returns separation_rule language sql stable set search_path = public, pg_temp as $$
  select r from separation_rule r where r.purpose = what and r.valid_from <= day order by r.valid_from desc limit 1
$$;
create function discharge_rule_on(disease text, what text, day date) returns discharge_rule language sql stable set search_path = public, pg_temp as $$
  select r from discharge_rule r where r.disease_code = disease and r.purpose = what and r.valid_from <= day order by r.valid_from desc limit 1
$$;
create function warning_rule_on(day date) returns warning_rule language sql stable set search_path = public, pg_temp as $$
  select r from warning_rule r where r.valid_from <= day order by r.valid_from desc limit 1
$$;

-- Who reads what: rooms, beds and counts are the facility's; who lies where is the stay's.
do $$
declare t text;
begin
  foreach t in array array['facility_room', 'facility_bed', 'facility_load'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to pd_area, pd_whole using (''facility'' = any ((select app_reads())::text[]))', t || '_read', t);
    execute format('grant select on %I to pd_area, pd_whole', t);
  end loop;
end $$;
alter table bed_stay enable row level security;
create policy bed_stay_read on bed_stay for select to pd_area, pd_whole using (sees_stay(stay_id));
grant select on bed_stay to pd_area, pd_whole;
alter table stay_transfer enable row level security;
create policy stay_transfer_read on stay_transfer for select to pd_area, pd_whole using (sees_stay(from_stay_id) or sees_stay(to_stay_id));
grant select on stay_transfer to pd_area, pd_whole;
alter table stay_chart enable row level security;
create policy stay_chart_read on stay_chart for select to pd_area, pd_whole using (sees_stay(stay_id));
grant select on stay_chart to pd_area, pd_whole;
alter table stay_call enable row level security;
create policy stay_call_read on stay_call for select to pd_area, pd_whole using ('stay' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on stay_call to pd_area, pd_whole;
grant select on separation_rule, discharge_rule, warning_rule, stay_rate to pd_area, pd_whole;
create trigger audit after insert or update or delete on facility_room for each row execute function audit_row();
create trigger audit after insert or update or delete on facility_bed for each row execute function audit_row();
create trigger audit after insert or update or delete on bed_stay for each row execute function audit_row();
create trigger audit after insert or update or delete on stay_transfer for each row execute function audit_row();
create trigger audit after insert or update or delete on stay_chart for each row execute function audit_row();
create trigger audit after insert or update or delete on stay_call for each row execute function audit_row();

-- Counts follow rooms and beds.
create function open_facility_load() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into facility_load (facility_id) values (new.id) on conflict do nothing;
  return null;
end $$;
revoke execute on function open_facility_load() from public;
create trigger domain_open_load after insert on facility for each row execute function open_facility_load();

create function count_bed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  more int := (case when tg_op <> 'DELETE' and new.in_use then 1 else 0 end) - (case when tg_op <> 'INSERT' and old.in_use then 1 else 0 end);
  more_oxygen int := (case when tg_op <> 'DELETE' and new.in_use and new.oxygen then 1 else 0 end) - (case when tg_op <> 'INSERT' and old.in_use and old.oxygen then 1 else 0 end);
begin
  if more <> 0 or more_oxygen <> 0 then
    update facility_load l set beds = l.beds + more, oxygen_beds = l.oxygen_beds + more_oxygen where l.facility_id = coalesce(new.facility_id, old.facility_id);
  end if;
  return null;
end $$;
revoke execute on function count_bed() from public;
create trigger domain_count_bed after insert or update or delete on facility_bed for each row execute function count_bed();

create function count_bed_stay() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  more int := (case when tg_op <> 'DELETE' and new.to_at is null and not new.void then 1 else 0 end) - (case when tg_op <> 'INSERT' and old.to_at is null and not old.void then 1 else 0 end);
  with_oxygen boolean;
begin
  if more <> 0 then
    select b.oxygen into with_oxygen from facility_bed b where b.id = coalesce(new.bed_id, old.bed_id);
    update facility_load l set taken = l.taken + more, oxygen_taken = l.oxygen_taken + case when with_oxygen then more else 0 end where l.facility_id = coalesce(new.facility_id, old.facility_id);
  end if;
  return null;
end $$;
revoke execute on function count_bed_stay() from public;
create trigger domain_count_bed_stay after insert or update or delete on bed_stay for each row execute function count_bed_stay();

-- A facility closes empty.
create function guard_facility_empty() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from facility_load l where l.facility_id = new.id and l.taken > 0) then
    raise exception 'people are still in the facility' using errcode = 'PD016';
  end if;
  return new;
end $$;
revoke execute on function guard_facility_empty() from public;
create trigger domain_guard_empty before update on facility for each row
  when ((new.state = 'closed' and old.state <> 'closed') or (new.voided_at is not null and old.voided_at is null)) execute function guard_facility_empty();

-- What a stay is born with: a code that tells nothing of anybody, whose it is, and where the facility stands.
create function fill_stay() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person individual;
begin
  if new.code is null then
    new.code := upper(left(replace(gen_random_uuid()::text, '-', ''), 12));
    new.search_key := lower(new.code);
  end if;
  if new.facility_id is not null then
    select f.area_id into new.facility_area_id from facility f where f.id = new.facility_id;
  end if;
  if tg_op = 'INSERT' and new.individual_id is not null then
    select * into person from individual i where i.id = new.individual_id;
    new.full_name := coalesce(new.full_name, person.full_name);
    new.phone := coalesce(new.phone, person.phone);
    new.address := coalesce(new.address, person.address);
    new.sex := coalesce(new.sex, person.sex);
    new.birth_year := coalesce(new.birth_year, person.birth_year);
  end if;
  return new;
end $$;
revoke execute on function fill_stay() from public;
create trigger domain_fill before insert on stay for each row execute function fill_stay();
create trigger domain_place before update of facility_id on stay for each row when (new.facility_id is distinct from old.facility_id) execute function fill_stay();
alter table stay add constraint domain_steps_in_order check ((left_at is null or entered_at is null or left_at >= entered_at) and (received_at is null or left_at is null or received_at >= left_at)),
  add constraint domain_not_from_itself check (from_id is distinct from id);
create index domain_stay_due on stay (due_on, facility_id) where state = 'staying' and voided_at is null;
create index domain_stay_entered on stay (entered_at, facility_id) where voided_at is null and state not in ('waiting', 'withdrawn');
create index domain_stay_left on stay (left_at, facility_id) where voided_at is null and state in ('transferred', 'discharged', 'handed_over', 'died');
create index domain_stay_waiting on stay (area_id, asked_on) where state = 'waiting' and voided_at is null;

-- A correction touches no step, and no place once somebody lies there.
create function guard_stay() returns trigger language plpgsql as $$
begin
  if (new.entered_at, new.left_at, new.received_at) is distinct from (old.entered_at, old.left_at, old.received_at)
    or (old.state <> 'waiting' and (new.facility_id, new.facility_area_id) is distinct from (old.facility_id, old.facility_area_id)) then
    raise exception 'steps of a stay are no correction' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger domain_guard_steps before update on stay for each row when (app_permission() = 'stay.update') execute function guard_stay();

-- Whoever leaves, by whatever act, leaves his bed; a stay voided by mistake never was in one.
create function stamp_leaving() returns trigger language plpgsql as $$
begin
  new.left_at := coalesce(new.left_at, greatest(now(), new.entered_at));
  return new;
end $$;
create trigger domain_stamp_leaving before update of state on stay for each row when (old.state = 'staying' and new.state <> 'staying') execute function stamp_leaving();
create function free_bed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.voided_at is not null then
    update bed_stay b set void = true where b.stay_id = new.id;
  else
    update bed_stay b set to_at = greatest(new.left_at, b.from_at) where b.stay_id = new.id and b.to_at is null;
  end if;
  return null;
end $$;
revoke execute on function free_bed() from public;
create trigger domain_free_bed after update on stay for each row
  when ((old.state = 'staying' and new.state <> 'staying') or (new.voided_at is not null and old.voided_at is null)) execute function free_bed();

-- A stay in the caller's areas, locked.
create function own_stay(which uuid) returns stay language plpgsql security definer set search_path = public, pg_temp as $$
declare s stay;
begin
  select * into s from stay x where x.id = which and x.voided_at is null and 'stay' = any (app_reads())
    and (x.area_id = any (app_area_ids()) or x.facility_area_id = any (app_area_ids())) for update;
  return s;
end $$;
revoke execute on function own_stay(uuid) from public;

-- Why somebody may not be put with those who lie in a room; null when he may.
create function room_refusal(room uuid, s stay, day date) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  rule separation_rule := separation_rule_on(s.purpose, day);
  others record;
begin
  select count(*) as n, bool_or((o.disease_code, o.risk_class) is distinct from (s.disease_code, s.risk_class)) as risk, bool_or(day_in_vietnam(o.entered_at) <> day) as day,
      bool_or(o.household_id is null or s.household_id is null or o.household_id <> s.household_id) as strangers,
      bool_or(o.sex is null or o.sex = 'unknown' or s.sex is null or s.sex = 'unknown' or o.sex <> s.sex) as sex
    into others
    from bed_stay b join stay o on o.id = b.stay_id where b.room_id = room and b.to_at is null and not b.void and o.id <> s.id;
  if others.n = 0 or rule.purpose is null then return null; end if;
  if rule.same_risk and others.risk then return 'other-risk'; end if;
  if rule.same_day and others.day then return 'other-day'; end if;
  if rule.same_sex and others.strangers and others.sex then return 'other-sex'; end if;
  return null;
end $$;
revoke execute on function room_refusal(uuid, stay, date) from public;

-- A free bed for somebody: rooms in use before empty ones, beds without oxygen before those with it; null when there is none.
create function free_bed_for(place uuid, room uuid, s stay, day date) returns facility_bed language sql stable security definer set search_path = public, pg_temp as $$
  select b from facility_bed b
    join (select r.id, r.name, (select count(*) from bed_stay x where x.room_id = r.id and x.to_at is null and not x.void) as inside, room_refusal(r.id, s, day) as refusal
      from facility_room r where r.facility_id = place and (room is null or r.id = room)) r on r.id = b.room_id
  where b.facility_id = place and b.in_use and r.refusal is null and (b.oxygen or s.oxygen is not true)
    and not exists (select from bed_stay x where x.bed_id = b.id and x.to_at is null and not x.void)
  order by r.inside > 0 desc, b.oxygen, r.name, b.position limit 1
$$;
revoke execute on function free_bed_for(uuid, uuid, stay, date) from public;

-- Puts a stay into a bed of a facility, in a room or wherever the rules let it; 'done' or the rule that refuses. The load row is
-- locked first, so that admissions to one place come one after the other.
create function take_bed(s stay, place uuid, room uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  f facility;
  l facility_load;
  bed facility_bed;
  day constant date := day_in_vietnam(at);
begin
  select * into l from facility_load x where x.facility_id = place for update;
  select * into f from facility x where x.id = place and x.voided_at is null;
  if f.id is null then return 'unknown-facility'; end if;
  if f.state <> 'active' then return 'not-active'; end if;
  if s.individual_id is null then return 'nobody'; end if;
  if s.risk_class is null then return 'no-risk-class'; end if;
  if (f.tier is null) <> (s.purpose = 'quarantine') then return 'other-purpose'; end if;
  if f.tier < s.tier then return 'tier-too-low ' || f.tier || ' ' || s.tier; end if;
  if exists (select from bed_stay b where b.individual_id = s.individual_id and not b.void and tstzrange(b.from_at, b.to_at) && tstzrange(at, null)) then return 'in-other-bed'; end if;
  if l.taken >= l.beds then return 'full ' || l.beds; end if;
  bed := free_bed_for(place, room, s, day);
  if bed.id is null then
    if s.oxygen and not exists (select from facility_bed b where b.facility_id = place and b.oxygen and b.in_use
        and not exists (select from bed_stay x where x.bed_id = b.id and x.to_at is null and not x.void)) then return 'no-oxygen'; end if;
    return case when room is null then 'only-rooms-of-others' else coalesce(room_refusal(room, s, day), 'room-full') end;
  end if;
  insert into bed_stay (stay_id, bed_id, room_id, facility_id, individual_id, from_at) values (s.id, bed.id, bed.room_id, place, s.individual_id, at);
  return 'done';
end $$;
revoke execute on function take_bed(stay, uuid, uuid, timestamptz) from public;

-- Admission of somebody who waits to a facility in the caller's areas. 'done', 'repeat' or the rule that refuses.
create function admit_stay(which uuid, place uuid, room uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s stay;
  answer text;
  counted date;
begin
  if app_permission() is distinct from 'stay.admit' then raise exception 'admitted under %', app_permission() using errcode = '42501'; end if;
  if not exists (select from facility f where f.id = place and f.area_id = any (app_area_ids())) then return 'unknown-facility'; end if;
  perform from facility_load l where l.facility_id = place for update;
  s := own_stay(which);
  if s.id is null then return 'unknown-stay'; end if;
  if s.state = 'staying' and s.facility_id = place then return 'repeat'; end if;
  if s.state <> 'waiting' then return 'not-waiting'; end if;
  if s.contact_id is not null and exists (select from case_contact k where k.id = s.contact_id and k.last_contact_on > day_in_vietnam(at)) then return 'before-contact'; end if;
  answer := take_bed(s, place, room, at);
  if answer <> 'done' then return answer; end if;
  counted := coalesce(s.exposed_on, day_in_vietnam(at));
  update stay x set state = 'staying', facility_id = place, entered_at = at, exposed_on = counted,
    due_on = coalesce(x.due_on, counted + (discharge_rule_on(x.disease_code, x.purpose, day_in_vietnam(at))).min_days) where x.id = s.id;
  return 'done';
exception when exclusion_violation then return 'in-other-bed';
end $$;

-- One act: leaves here, arrives there. The place reached may lie beyond the caller's areas.
create function transfer_stay(which uuid, transfer uuid, onward uuid, place uuid, needs_tier text, needs_oxygen boolean, of_risk text, why text, at timestamptz) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s stay;
  n stay;
  answer text;
begin
  if app_permission() is distinct from 'stay.transfer' then raise exception 'transferred under %', app_permission() using errcode = '42501'; end if;
  if exists (select from stay_transfer t where t.id = transfer) then
    return case when exists (select from stay_transfer t where t.id = transfer and t.from_stay_id = which and t.to_stay_id = onward and t.to_facility_id = place and t.created_by = app_post()) then 'repeat' else 'taken-id' end;
  end if;
  -- both places in one order, so that two transfers that cross never wait for each other
  perform from facility_load l where l.facility_id in (place, (select x.facility_id from stay x where x.id = which)) order by l.facility_id for update;
  s := own_stay(which);
  if s.id is null or not coalesce(s.facility_area_id = any (app_area_ids()), false) then return 'unknown-stay'; end if;
  if exists (select from stay x where x.id = onward) then return 'taken-id'; end if;
  if s.state <> 'staying' then return 'not-staying'; end if;
  if s.facility_id = place then return 'same-place'; end if;
  if at < s.entered_at then return 'before-entry'; end if;
  update stay x set state = 'transferred', left_at = at, state_reason = why where x.id = s.id;
  insert into stay (id, area_id, disease_code, purpose, individual_id, household_id, full_name, phone, address, sex, birth_year, risk_class, tier, oxygen, asked_on, exposed_on, facility_id, case_id, contact_id, order_id, from_id, entered_at, exempt, state)
    select onward, s.area_id, s.disease_code, case when f.tier is null then 'quarantine' else 'treatment' end, s.individual_id, s.household_id, s.full_name, s.phone, s.address, s.sex, s.birth_year, coalesce(of_risk, s.risk_class),
      coalesce(needs_tier, s.tier), coalesce(needs_oxygen, s.oxygen), day_in_vietnam(at), case when (f.tier is null) = (s.purpose = 'quarantine') then s.exposed_on else day_in_vietnam(at) end, place, s.case_id, s.contact_id, s.order_id, s.id, at, s.exempt, 'staying'
    from facility f where f.id = place returning * into n;
  if n.id is null then raise exception using errcode = 'PD017', message = 'unknown-facility'; end if;
  answer := take_bed(n, place, null, at);
  if answer <> 'done' then raise exception using errcode = 'PD017', message = answer; end if;
  update stay x set due_on = n.exposed_on + (discharge_rule_on(x.disease_code, x.purpose, day_in_vietnam(at))).min_days where x.id = n.id;
  insert into stay_transfer (id, from_stay_id, to_stay_id, from_facility_id, to_facility_id, reason, moved_at) values (transfer, s.id, n.id, s.facility_id, place, why, at);
  return 'done';
exception when sqlstate 'PD017' then return sqlerrm;
end $$;

-- Why somebody may not go yet, by the rule of the day; null when he may, or when no rule holds for his disease.
create function discharge_refusal(s stay, at timestamptz) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  rule discharge_rule := discharge_rule_on(s.disease_code, s.purpose, day_in_vietnam(at));
  counted constant date := coalesce(s.exposed_on, day_in_vietnam(s.entered_at));
  taken record;
  good int := 0;
  later timestamptz;
  latest timestamptz;
begin
  if rule.disease_code is null then return null; end if;
  if day_in_vietnam(at) < counted + rule.min_days then return 'too-early ' || to_char(counted + rule.min_days, 'DD/MM/YYYY'); end if;
  for taken in
    select x.taken_at, x.outcome, (select min((c ->> 'ct')::numeric) from test_result t cross join jsonb_array_elements(t.cts) c where t.specimen_id = x.id and t.method = 'rt-pcr' and not exists (select from result_withdrawal w where w.result_id = t.id)) as ct
    from specimen x where x.individual_id = s.individual_id and x.disease_code = s.disease_code and x.voided_at is null and x.taken_at >= start_in_vietnam(counted) and x.taken_at <= at
      and x.outcome in ('positive', 'negative', 'conflicting') order by x.taken_at desc, x.id
  loop
    exit when not (taken.outcome = 'negative' or (taken.outcome = 'positive' and coalesce(taken.ct >= rule.ct_at_least, false)));
    latest := coalesce(latest, taken.taken_at);
    if later is null or later - taken.taken_at >= make_interval(hours => rule.hours_apart) then
      good := good + 1;
      later := taken.taken_at;
    end if;
  end loop;
  if good < rule.negatives then return 'too-few-negatives ' || rule.negatives || ' ' || good || ' ' || rule.hours_apart; end if;
  if rule.last_within_hours is not null and rule.negatives > 0 and latest < at - make_interval(hours => rule.last_within_hours) then return 'last-too-old ' || rule.last_within_hours; end if;
  return null;
end $$;
revoke execute on function discharge_refusal(stay, timestamptz) from public;

-- What stands against letting somebody in sight go now; null when nothing does.
create function stay_discharge_refusal(which uuid, at timestamptz) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select discharge_refusal(x, at) from stay x where x.id = which and x.state = 'staying' and x.voided_at is null and 'stay' = any (app_reads())
    and (x.area_id = any (app_area_ids()) or x.facility_area_id = any (app_area_ids()))
$$;

create function discharge_stay(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s stay;
  refusal text;
begin
  if app_permission() is distinct from 'stay.discharge' then raise exception 'discharged under %', app_permission() using errcode = '42501'; end if;
  perform from facility_load l where l.facility_id = (select x.facility_id from stay x where x.id = which) for update;
  s := own_stay(which);
  if s.id is null or not coalesce(s.facility_area_id = any (app_area_ids()), false) then return 'unknown-stay'; end if;
  if s.state = 'discharged' then return 'repeat'; end if;
  if s.state <> 'staying' then return 'not-staying'; end if;
  if at < s.entered_at then return 'before-entry'; end if;
  refusal := discharge_refusal(s, at);
  if refusal is not null then return refusal; end if;
  update stay x set state = 'discharged', left_at = at where x.id = s.id;
  return 'done';
end $$;

-- The commune of residence has him home.
create function receive_stay(which uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s stay;
begin
  if app_permission() is distinct from 'stay.receive' then raise exception 'received under %', app_permission() using errcode = '42501'; end if;
  s := own_stay(which);
  if s.id is null or not coalesce(s.area_id = any (app_area_ids()), false) then return 'unknown-stay'; end if;
  if s.state = 'handed_over' then return 'repeat'; end if;
  if s.state <> 'discharged' then return 'not-discharged'; end if;
  if at < s.left_at then return 'before-leaving'; end if;
  update stay x set state = 'handed_over', received_at = at where x.id = s.id;
  return 'done';
end $$;

-- A room with as many beds as said, the last of them with oxygen. Beds above the number are put out of use, unless somebody lies there.
create function put_room(room uuid, place uuid, called text, beds int, oxygen_beds int) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known facility_room;
begin
  if app_permission() is distinct from 'facility.update' then raise exception 'a room under %', app_permission() using errcode = '42501'; end if;
  if not exists (select from facility f where f.id = place and f.voided_at is null and f.area_id = any (app_area_ids())) then return 'unknown-facility'; end if;
  perform from facility_load l where l.facility_id = place for update;
  select * into known from facility_room r where r.id = room;
  if known.id is not null and known.facility_id <> place then return 'taken-id'; end if;
  if exists (select from facility_room r where r.facility_id = place and r.name = called and r.id <> room) then return 'room-name-taken'; end if;
  if exists (select from facility_bed b join bed_stay x on x.bed_id = b.id and x.to_at is null and not x.void where b.room_id = room and b.position > beds) then return 'bed-in-use'; end if;
  insert into facility_room (id, facility_id, name) values (room, place, called) on conflict (id) do update set name = excluded.name;
  insert into facility_bed (room_id, facility_id, position, oxygen) select room, place, n, n > beds - oxygen_beds from generate_series(1, beds) n on conflict (room_id, position) do nothing;
  if exists (select from facility_bed b join bed_stay x on x.bed_id = b.id and x.to_at is null and not x.void where b.room_id = room and b.oxygen and not (b.position > beds - oxygen_beds)) then return 'bed-in-use'; end if;
  update facility_bed b set in_use = b.position <= beds, oxygen = b.position > beds - oxygen_beds and b.position <= beds
    where b.room_id = room and (b.in_use, b.oxygen) is distinct from (b.position <= beds, b.position > beds - oxygen_beds and b.position <= beds)
      and not exists (select from bed_stay x where x.bed_id = b.id and x.to_at is null and not x.void and b.oxygen);
  return 'done';
end $$;

-- A line of the chart of somebody who lies in a bed in the caller's areas; what it warns of comes back, joined by commas.
create function chart_stay(line uuid, which uuid, measured timestamptz, o2 numeric, breathing int, degrees numeric, sleepy boolean, blue boolean, litres numeric, said text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s stay;
  known stay_chart;
  rule warning_rule := warning_rule_on(day_in_vietnam(measured));
  signs text[];
begin
  if app_permission() is distinct from 'stay_chart.enter' then raise exception 'charted under %', app_permission() using errcode = '42501'; end if;
  s := own_stay(which);
  if s.id is null then return 'unknown-stay'; end if;
  select * into known from stay_chart c where c.id = line;
  if known.id is not null then return case when known.stay_id = which and known.created_by = app_post() then 'done ' || array_to_string(known.warnings, ',') else 'taken-id' end; end if;
  if s.state <> 'staying' then return 'not-staying'; end if;
  if measured < s.entered_at then return 'before-entry'; end if;
  signs := array_remove(array[case when o2 < rule.spo2_below then 'spo2' end, case when breathing > rule.breaths_above then 'breaths' end,
    case when degrees >= rule.temperature_from then 'temperature' end, case when sleepy then 'drowsy' end, case when blue then 'cyanosis' end], null);
  insert into stay_chart (id, stay_id, at, spo2, breaths, temperature, drowsy, cyanosis, oxygen_litres, note, warnings) values (line, which, measured, o2, breathing, degrees, sleepy, blue, litres, said, signs);
  if signs <> '{}' then
    insert into stay_call (body_id, stay_id, chart_id, called_at) select coalesce(f.body_id, app_body()), which, line, measured from facility f where f.id = s.facility_id;
  end if;
  return 'done ' || array_to_string(signs, ',');
end $$;

revoke all on function admit_stay, transfer_stay, discharge_stay, receive_stay, put_room, chart_stay, stay_discharge_refusal from public;
grant execute on function admit_stay, transfer_stay, discharge_stay, receive_stay, put_room, chart_stay, stay_discharge_refusal to pd_area, pd_area_clear;
grant execute on function stay_discharge_refusal to pd_whole, pd_whole_clear;

insert into role_permission (role, permission) values ('health', 'stay_chart.enter');

-- A notice names the code of the wristband; no person.
insert into notice_kind (kind, position, may_mute, mail, push) values ('stay-warning', 166, false, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('stay', '/co-so/nguoi/{id}', '{code}', null, null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('stay-warning', 'stay-warning', 'stay_call', 'insert', '{}', 'stay', 'stay_id', null, null, 'body', 'body_id', 'stay_chart.enter', true, 'called_at');

select let_heirs_read();
