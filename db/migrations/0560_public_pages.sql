-- Pages without an account: a role that reaches the functions of schema gate and nothing else, phones that check in at places, and
-- check-ins that land among the visits that tracing reads in place. See docs/adr/0070-public-pages.md.

create schema gate;
grant usage on schema gate to phaodai_public;
comment on schema gate is 'What pages without an account may ask. Each function works with the owner''s rights and tells nothing of a person.';

-- The code on a place's poster. A new one is made when the old one has gone astray; those that ended open nothing.
create table place_code (
  code text primary key check (code ~ '^[0-9a-hjkmnp-tv-z]{16}$'),
  place_id uuid not null references place,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
create index place_code_place on place_code (place_id);
create unique index place_code_in_use on place_code (place_id) where ended_at is null;
alter table place_code enable row level security;

-- A phone that checks in, under the number that follows from the secret on it. No role reads this: whoever a live case has met
-- becomes a person on file by name_visitors, all others are forgotten with the decision.
create table visitor (
  id uuid primary key,
  area_id int not null references area,
  full_name text not null check (char_length(full_name) between 2 and 120),
  phone text not null check (char_length(phone) between 8 and 30),
  keys text[] not null,                         -- as in individual_key: 'p…' of the phone
  individual_id uuid references individual,     -- the person on file who this is, once a case is traced
  registered_on date not null
);
create index visitor_keys on visitor using gin (keys);
create index visitor_area on visitor (area_id);
create index visitor_individual on visitor (individual_id);
alter table visitor enable row level security;
revoke all on visitor, place_code from phaodai_system;

-- What the public pages refused, by day and reason: numbers, of nobody.
create table gate_refusal (
  day date not null,
  reason text not null check (reason ~ '^[a-z-]{3,40}$'),
  n bigint not null,
  primary key (day, reason)
);
alter table gate_refusal enable row level security;
create policy gate_refusal_read on gate_refusal for select to pd_area, pd_whole using ('collection_decision' = any ((select app_reads())::text[]));
grant select on gate_refusal to pd_area, pd_whole;

-- As before; whoever checks in by phone counts as somebody.
create or replace function guard_visits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from (select distinct decision_id, place_id, day from entered) e
    where not exists (select from collection_decision d join area a on a.id = d.area_id join place p on p.id = e.place_id
      where d.id = e.decision_id and d.state = 'in_force' and d.voided_at is null and e.day between d.from_on and d.to_on and p.area_id between a.id and a.last_id)) then
    raise exception 'a visit outside the decisions to collect that are in force' using errcode = 'PD015';
  end if;
  if exists (select from (select distinct individual_id from entered) e
    where not exists (select from individual i where i.id = e.individual_id) and not exists (select from visitor v where v.id = e.individual_id)) then
    raise exception 'a visit of nobody' using errcode = '23503';
  end if;
  return null;
end $$;

-- The decision under which visits of an area are collected on a day, still kept today; null: none.
create function collecting_under(at_area int, on_day date, today date) returns uuid language sql stable set search_path = public, pg_temp as $$
  select d.id from collection_decision d join area a on a.id = d.area_id
  where d.state = 'in_force' and d.voided_at is null and on_day between d.from_on and d.to_on and on_day >= today - d.keep_days::int and at_area between a.id and a.last_id
  order by d.from_on desc, d.id limit 1
$$;
revoke all on function collecting_under from public;

-- What a poster's code opens today. No row: no such code, or its place is closed.
create function gate.place_of(wanted text, today date) returns table (name text, address text, area text, collecting boolean, disease text, until_on date, decision text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.name, p.address, a.full_name, d.id is not null, i.name, d.to_on, d.number
  from place_code c join place p on p.id = c.place_id and p.voided_at is null and p.state = 'open' join area a on a.id = p.area_id
    left join collection_decision d on d.id = collecting_under(p.area_id, today, today) left join disease i on i.code = d.disease_code
  where c.code = wanted and c.ended_at is null
$$;

-- Units below a unit in force on a day, for whoever says where he lives; null asks for the provinces.
create function gate.areas_below(parent int, today date) returns table (id int, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.full_name from area a
  where a.valid_from <= today and (a.valid_to is null or a.valid_to >= today) and a.level <> 'village' and case when parent is null then a.level = 'province' else a.parent_id = parent end
  order by a.name, a.id
$$;

-- Puts a phone down. Tells nothing: neither whether it was known, nor who else bears the number.
create function gate.enrol(visitor uuid, lives int, named text, calls text, bears text[], today date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from collection_decision d where d.state = 'in_force' and d.voided_at is null and today between d.from_on and d.to_on) then
    raise exception 'no decision collects visits' using errcode = 'PD015';
  end if;
  insert into visitor (id, area_id, full_name, phone, keys, registered_on)
    select visitor, a.id, named, calls, bears, today from area a where a.id = lives on conflict (id) do nothing;
end $$;

-- Enters visits all at once and names those it refuses, each with its reason. The same visit once more changes nothing but an exit
-- that was not known; so phones send again what was not acknowledged, in whatever order. What a statement entered stands when it returns and its transaction commits.
create function gate.check_in(codes text[], visitors uuid[], ids uuid[], ins timestamptz[], outs timestamptz[], notes text[], now_at timestamptz) returns table (n int, refused text)
  language plpgsql security definer set search_path = public, pg_temp set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  today date := day_in_vietnam(now_at);
  each record;
begin
  for each in select distinct day_in_vietnam(i) as day from unnest(ins) i where i <= now_at + interval '5 minutes' and to_regclass('place_visit_' || to_char(day_in_vietnam(i), 'YYYYMMDD')) is null loop
    if exists (select from collection_decision d where d.state = 'in_force' and d.voided_at is null and each.day between d.from_on and d.to_on and each.day >= today - d.keep_days::int) then
      perform open_visit_days(each.day, each.day); -- ahead of the job
    end if;
  end loop;
  return query
  with given as materialized (
    select g.n::int as n, c.place_id, p.area_id, coalesce(v.individual_id, v.id) as person, g.id, day_in_vietnam(g.entered_at) as day, g.entered_at, g.left_at, g.note
    from unnest(codes, visitors, ids, ins, outs, notes) with ordinality g (code, visitor, id, entered_at, left_at, note, n)
      left join place_code c on c.code = g.code and c.ended_at is null
      left join place p on p.id = c.place_id and p.voided_at is null and p.state = 'open'
      left join visitor v on v.id = g.visitor),
  under as materialized (select u.area_id, u.day, collecting_under(u.area_id, u.day, today) as decision from (select distinct g.area_id, g.day from given g where g.area_id is not null) u),
  judged as materialized (
    select g.*, u.decision, case
      when g.area_id is null then 'unknown-place' when g.person is null then 'unknown-phone'
      when g.entered_at > now_at + interval '5 minutes' or g.left_at > now_at + interval '5 minutes' then 'future'
      when g.left_at < g.entered_at then 'exit-before-entry'
      when u.decision is null then 'collection-off' end as refused
    from given g left join under u on u.area_id = g.area_id and u.day = g.day),
  entered as (
    insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, source, note)
    select j.place_id, j.entered_at, j.id, j.day, j.person, j.decision, j.left_at, 'qr', j.note from judged j where j.refused is null
    on conflict (place_id, entered_at, id, day) do update set left_at = excluded.left_at
      where place_visit.left_at is null and excluded.left_at is not null and place_visit.individual_id = excluded.individual_id)
  select j.n, j.refused from judged j where j.refused is not null;
end $$;

-- Adds to what was refused today.
create function gate.count_refusals(today date, reasons text[], counts bigint[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into gate_refusal (day, reason, n) select today, r.reason, r.n from unnest(reasons, counts) r (reason, n)
  on conflict (day, reason) do update set n = gate_refusal.n + excluded.n
$$;

revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to phaodai_public;

-- Whoever an opening of visits has found is a person on file from then on: his name is read under the policies of people.
create function name_visitors() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into individual (id, area_id, full_name, sex, phone)
    select v.id, v.area_id, v.full_name, 'unknown', v.phone from visitor v where v.id = any (new.found) and v.individual_id is null on conflict (id) do nothing;
  insert into individual_key (individual_id, area_id, key)
    select v.id, v.area_id, k.key from visitor v cross join unnest(v.keys) k (key) where v.id = any (new.found) and v.individual_id is null on conflict do nothing;
  update visitor v set individual_id = v.id where v.id = any (new.found) and v.individual_id is null;
  return new;
end $$;
revoke execute on function name_visitors() from public;
create trigger name_visitors before insert on visit_opening for each row execute function name_visitors();

-- The phones that the person of a live case checked in with become his: same number, same name. Asked for before his visits are
-- opened, under the same permission; tells nothing.
create function claim_visitor(of_case uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person uuid;
  mine uuid[];
begin
  if app_permission() is distinct from 'contact.trace' then
    raise exception 'a phone claimed under %', app_permission() using errcode = '42501';
  end if;
  select k.individual_id into person from disease_case k where k.id = of_case and k.voided_at is null and k.state in ('open', 'in_treatment') and (k.area_id = any (app_area_ids()) or k.detection_area_id = any (app_area_ids()));
  if person is null then return; end if;
  mine := array(select v.id from visitor v join individual i on i.id = person
    where v.individual_id is null and fold_name(v.full_name) = fold_name(i.full_name) and v.keys && array(select k.key from individual_key k where k.individual_id = person and left(k.key, 1) = 'p'));
  update place_visit p set individual_id = person where p.individual_id = any (mine);
  update visitor v set individual_id = person where v.id = any (mine);
end $$;
revoke all on function claim_visitor from public;
grant execute on function claim_visitor to pd_area_clear;

-- Forgets the phones when no decision keeps the visits of their days any longer; whoever became a person on file stays one.
create function forget_visitors(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  delete from visitor v where not exists (select from collection_decision d cross join lateral (select case d.state when 'ended' then least(d.to_on, day_in_vietnam(d.updated_at)) else d.to_on end as last_on) e
    where d.voided_at is null and v.registered_on <= e.last_on and today <= e.last_on + d.keep_days::int);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function forget_visitors from public;
grant execute on function forget_visitors to phaodai_system;

-- Merging follows the phones too: what was put to the absorbed person belongs to the survivor.
create function merge_visitors() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update visitor v set individual_id = new.survivor_id where v.individual_id = new.absorbed_id;
  return new;
end $$;
revoke execute on function merge_visitors() from public;
create trigger domain_merge_visitors after insert on individual_merge for each row execute function merge_visitors();

select let_heirs_read();
