-- Visits to places: collected only under a dated decision, read only from a live case. See docs/adr/0047-visits.md.
-- Entries grow by millions a day: one partition a day (dropped when its days have passed), place_id first in the key so that a
-- distributed database can spread them by place, no foreign key and no audit trigger. No role may read the table.

create function day_in_vietnam(at timestamptz) returns date language sql immutable parallel safe
  return (at at time zone 'Asia/Ho_Chi_Minh')::date;
create function start_in_vietnam(day date) returns timestamptz language sql immutable parallel safe
  return day::timestamp at time zone 'Asia/Ho_Chi_Minh';

create table place_visit (
  place_id uuid not null,
  entered_at timestamptz not null,
  id uuid not null,                             -- made by the client
  day date not null,                            -- of the entry
  individual_id uuid not null,
  decision_id uuid not null,                    -- under which it was collected
  left_at timestamptz,                          -- null: the exit was not seen; what cannot be (before the entry, weeks later) is kept as it came
  is_masked boolean,
  source text not null check (source in ('qr', 'paper', 'interview', 'vehicle')),
  primary key (place_id, entered_at, id, day),
  check (day = day_in_vietnam(entered_at))
) partition by range (day);
create index place_visit_individual on place_visit (individual_id, entered_at);
create index place_visit_doubtful on place_visit (place_id) where left_at <= entered_at or left_at - entered_at > interval '1 day';
alter table place_visit enable row level security;
revoke select, update, delete on place_visit from phaodai_system;

-- Asked once a statement: millions come in at once.
create function guard_visits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from (select distinct decision_id, place_id, day from entered) e
    where not exists (select from collection_decision d join area a on a.id = d.area_id join place p on p.id = e.place_id
      where d.id = e.decision_id and d.state = 'in_force' and d.voided_at is null and e.day between d.from_on and d.to_on and p.area_id between a.id and a.last_id)) then
    raise exception 'a visit outside the decisions to collect that are in force' using errcode = 'PD015';
  end if;
  if exists (select from (select distinct individual_id from entered) e where not exists (select from individual i where i.id = e.individual_id)) then
    raise exception 'a visit of nobody' using errcode = '23503';
  end if;
  return null;
end $$;
create trigger guard_visits after insert on place_visit referencing new table as entered for each statement execute function guard_visits();
revoke execute on function guard_visits() from public;

-- Days that visits can be entered for.
create function open_visit_days(first_day date, last_day date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  each date;
  made int := 0;
begin
  for each in select d::date from generate_series(first_day, last_day, interval '1 day') d loop
    if to_regclass('place_visit_' || to_char(each, 'YYYYMMDD')) is null then
      execute format('create table %I partition of place_visit for values from (%L) to (%L)', 'place_visit_' || to_char(each, 'YYYYMMDD'), each, each + 1);
      execute format('alter table %I enable row level security', 'place_visit_' || to_char(each, 'YYYYMMDD'));
      execute format('revoke all on %I from phaodai_system', 'place_visit_' || to_char(each, 'YYYYMMDD'));
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

-- Opens the days of the decisions in force, as far back as they keep visits, and drops those that none keeps any longer. Returns how many it dropped.
create function keep_visit_days(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  each record;
  dropped int := 0;
begin
  perform open_visit_days(min(d.day::date), max(d.day::date)) from collection_decision c
    cross join lateral generate_series(greatest(c.from_on, today - c.keep_days::int), least(c.to_on, today + 3), interval '1 day') d (day)
    where c.state = 'in_force' and c.voided_at is null group by c.id;
  for each in select c.relname as name, to_date(right(c.relname, 8), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'place_visit'::regclass loop
    if not exists (select from collection_decision c where c.voided_at is null and each.day between c.from_on and c.to_on and each.day >= today - c.keep_days::int) then
      execute format('drop table %I', each.name);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end $$;
revoke all on function open_visit_days, keep_visit_days from public;
grant execute on function open_visit_days, keep_visit_days to phaodai_system;

-- Who opened visits, in which post, from which case, why, and how many people they were of. Written by trace_visits alone, never changed.
create table visit_opening (
  id uuid primary key,
  case_id uuid not null references disease_case,
  contact_id uuid references case_contact,      -- when the visits of a listed contact of the case were opened
  area_id int not null references area,
  person_id uuid not null references person,
  post_id uuid not null references post,
  reason text not null check (char_length(reason) between 10 and 500),
  opened_at timestamptz not null default now(),
  from_at timestamptz not null,
  to_at timestamptz not null,
  tiers int not null check (tiers between 1 and 5),
  people int not null,
  visits int not null,
  left_out int not null,                        -- people beyond what is followed at once
  found uuid[] not null                         -- whom the visits were of, by number; read by functions alone
);
create index visit_opening_case on visit_opening (case_id, opened_at desc);
create index visit_opening_contact on visit_opening (contact_id);
create index visit_opening_area on visit_opening (area_id);
create index visit_opening_person on visit_opening (person_id);
create index visit_opening_post on visit_opening (post_id);
create index visit_opening_newest on visit_opening (opened_at desc, id desc);
alter table visit_opening enable row level security;
create policy visit_opening_read on visit_opening for select to pd_area, pd_whole using (post_id = app_post() or 'visit_opening' = any ((select app_reads())::text[]));
grant select (id, case_id, contact_id, area_id, person_id, post_id, reason, opened_at, from_at, to_at, tiers, people, visits, left_out) on visit_opening to pd_area, pd_whole;
revoke insert, update, delete on visit_opening from phaodai_system;

-- Whom people met at places from an instant on; stays of one place that follow each other are one, so that a crowd costs as much
-- as it has people. A visit without an exit is taken as `assumed` long, one that cannot be passes nothing on.
create function visits_met(front uuid[], since timestamptz[], to_at timestamptz, decisions uuid[], assumed interval) returns table (person uuid, at timestamptz)
  language plpgsql stable set search_path = public, pg_temp set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with stretch as (
    select v.place_id, unnest(range_agg(tstzrange(greatest(v.entered_at, f.at), least(coalesce(v.left_at, v.entered_at + assumed), to_at)))) as span
    from unnest(front, since) f (person, at) cross join lateral (
      select p.place_id, p.entered_at, p.left_at from place_visit p
      where p.individual_id = f.person and p.day between day_in_vietnam(f.at) - 1 and day_in_vietnam(to_at)
        and p.entered_at > f.at - interval '1 day' and p.entered_at < to_at and p.decision_id = any (decisions)
        and coalesce(p.left_at, p.entered_at + assumed) > f.at and (p.left_at is null or p.left_at > p.entered_at and p.left_at - p.entered_at <= interval '1 day') offset 0) v
    group by v.place_id)
  select v.individual_id, min(greatest(v.entered_at, lower(s.span))) from stretch s cross join lateral (
    select p.individual_id, p.entered_at from place_visit p
    where p.place_id = s.place_id and p.day between day_in_vietnam(lower(s.span)) - 1 and day_in_vietnam(upper(s.span))
      and p.entered_at > lower(s.span) - interval '1 day' and p.entered_at < upper(s.span) and p.decision_id = any (decisions)
      and coalesce(p.left_at, p.entered_at + assumed) > lower(s.span) and (p.left_at is null or p.left_at > p.entered_at and p.left_at - p.entered_at <= interval '1 day') offset 0) v
  group by 1;
end $$;

-- Whom people share a household with, and from when on.
create function household_met(front uuid[], since timestamptz[], to_at timestamptz) returns table (person uuid, at timestamptz)
  language sql stable set search_path = public, pg_temp as $$
  select o.individual_id, min(greatest(f.at, start_in_vietnam(greatest(m.from_on, o.from_on))))
  from unnest(front, since) f (person, at) join household_member m on m.individual_id = f.person join household_member o on o.household_id = m.household_id and o.individual_id <> m.individual_id
  where start_in_vietnam(greatest(m.from_on, o.from_on)) < to_at and start_in_vietnam(least(m.to_on, o.to_on, 'infinity') + 1) > f.at
  group by 1
$$;

-- From which case visits may be opened, whose they are and of which days: the fence behind trace_visits. The days are those of
-- investigationWindow (packages/office); a caller may ask for fewer, never for more. No row: the case is not in sight.
create function visits_open_for(of_case uuid, of_contact uuid, out origin uuid, out patient uuid, out area_id int, out first_at timestamptz, out last_at timestamptz, out decisions uuid[])
  returns setof record language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  c record;
  rule record;
  anchor date;
begin
  select k.*, day_in_vietnam(k.diagnosed_at) as diagnosed into c from disease_case k
    where k.id = of_case and k.voided_at is null and (k.area_id = any (app_area_ids()) or k.detection_area_id = any (app_area_ids()));
  if not found then return; end if;
  if c.state not in ('open', 'in_treatment') or c.individual_id is null then
    raise exception 'no live case of a person' using errcode = 'PD001';
  end if;
  select * into rule from disease_rule_on(c.disease_code, c.diagnosed);
  if rule.infectious_from_days is null then
    raise exception 'no rule says when a case infects' using errcode = 'PD001';
  end if;
  anchor := coalesce(c.onset_on, c.sampled_on, c.diagnosed);
  origin := c.individual_id;
  patient := c.individual_id;
  area_id := case when c.area_id = any (app_area_ids()) then c.area_id else c.detection_area_id end;
  first_at := start_in_vietnam(anchor + rule.infectious_from_days::int);
  last_at := start_in_vietnam(least(anchor + rule.infectious_to_days::int, greatest(c.diagnosed, anchor)) + 1);
  decisions := array(select d.id from collection_decision d where d.disease_code = c.disease_code and d.voided_at is null);
  if of_contact is not null then
    select k.individual_id, greatest(first_at, start_in_vietnam(k.last_contact_on)) into origin, first_at from case_contact k
      where k.id = of_contact and k.case_id = of_case and k.voided_at is null and k.individual_id is not null;
    if not found then return; end if;
  end if;
  return next;
end $$;

-- Everybody reached from one person, and from when on each could pass on, level by level; at most `most` new people a level,
-- those reached first. The engine says who of them stands in which tier and why.
create function reached_by_visits(origin uuid, of_case uuid, from_at timestamptz, to_at timestamptz, decisions uuid[], tiers int, most int, assumed interval,
    out known uuid[], out since timestamptz[], out left_out int)
  language plpgsql stable set search_path = public, pg_temp as $$
declare
  front uuid[] := array[origin];
  front_since timestamptz[] := array[from_at];
  beyond int;
begin
  known := front;
  since := front_since;
  left_out := 0;
  for level in 1..tiers loop
    select array_agg(x.person) filter (where x.rank <= most), array_agg(x.at) filter (where x.rank <= most), count(*) filter (where x.rank > most)
      into front, front_since, beyond
      from (select m.person, m.at, row_number() over (order by m.at, m.person) as rank
        from (select u.person, min(u.at) as at from (
            select * from visits_met(front, front_since, to_at, decisions, assumed)
            union all select * from household_met(front, front_since, to_at)
            union all select k.individual_id, greatest(from_at, start_in_vietnam(k.last_contact_on)) from case_contact k
              where level = 1 and k.case_id = of_case and k.tier = 'f1' and k.found_by is distinct from 'app' and k.individual_id is not null and k.voided_at is null
                and start_in_vietnam(k.last_contact_on) < to_at and start_in_vietnam(k.last_contact_on + 1) > from_at) u
          where u.person <> origin group by 1) m
        left join unnest(known, since) k (person, at) on k.person = m.person
        where k.person is null or m.at < k.at) x;
    left_out := left_out + beyond;
    exit when front is null;
    select array_agg(x.person), array_agg(x.at) into known, since
      from (select u.person, min(u.at) as at from (select * from unnest(known, since) k (person, at) union all select * from unnest(front, front_since) f (person, at)) u group by 1) x;
  end loop;
end $$;

-- The one way to visits: from a live case in the caller's scope, or a listed contact of it, with a reason; cut to the days on
-- which it could infect; whoever it is of, by number; and the opening is written down. Beside visits (and those at the case's own
-- places that cannot be) households, contacts listed already and since when they are isolated. Nobody in sight: no rows.
create function trace_visits(opening uuid, of_case uuid, of_contact uuid, why text, from_at timestamptz, to_at timestamptz, tiers int, most int, assumed interval)
  returns table (kind text, n int, place_id uuid, entered_at timestamptz, left_at timestamptz, is_masked boolean, source text, minutes int)
  language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  fence record;
  reached record;
  doubted uuid[];
  found uuid[];
  opened int;
  kept int;
begin
  if app_permission() is distinct from 'contact.trace' then
    raise exception 'visits under %', app_permission() using errcode = '42501';
  end if;
  select * into fence from visits_open_for(of_case, of_contact);
  if fence.origin is null then return; end if;
  if from_at < fence.first_at or to_at > fence.last_at then
    raise exception 'visits outside the days on which the case infects' using errcode = 'PD001';
  end if;
  select * into reached from reached_by_visits(fence.origin, case when of_contact is null then of_case end, from_at, to_at, fence.decisions, tiers, most, assumed);
  doubted := array(
    select distinct v.individual_id from (select distinct o.place_id from place_visit o where o.individual_id = fence.origin and o.day between day_in_vietnam(from_at) and day_in_vietnam(to_at) and o.entered_at < to_at) p
      join place_visit v on v.place_id = p.place_id and (v.left_at <= v.entered_at or v.left_at - v.entered_at > interval '1 day')
    where v.entered_at < to_at and greatest(v.left_at, v.entered_at) > from_at and v.decision_id = any (fence.decisions) and not v.individual_id = any (reached.known));
  found := array(select x from unnest(reached.known || doubted) x order by 1);
  return query select 'visit', f.n::int, v.place_id, v.entered_at, v.left_at, v.is_masked, v.source, null::int
    from unnest(reached.known, reached.since) r (person, at) join unnest(found) with ordinality f (person, n) on f.person = r.person cross join lateral (
      select p.* from place_visit p where p.individual_id = r.person and p.day between day_in_vietnam(r.at) - 1 and day_in_vietnam(to_at)
        and p.entered_at > r.at - interval '1 day' and p.entered_at < to_at and greatest(p.entered_at, coalesce(p.left_at, p.entered_at + assumed)) > from_at and p.decision_id = any (fence.decisions) offset 0) v;
  get diagnostics opened = row_count;
  return query select 'visit', array_position(found, v.individual_id), v.place_id, v.entered_at, v.left_at, v.is_masked, v.source, null::int
    from (select distinct o.place_id from place_visit o where o.individual_id = fence.origin and o.day between day_in_vietnam(from_at) and day_in_vietnam(to_at) and o.entered_at < to_at) p
      join place_visit v on v.place_id = p.place_id and (v.left_at <= v.entered_at or v.left_at - v.entered_at > interval '1 day')
    where v.individual_id = any (doubted) and v.entered_at < to_at and greatest(v.left_at, v.entered_at) > from_at and v.decision_id = any (fence.decisions);
  get diagnostics kept = row_count;
  return query select 'case', array_position(found, fence.patient), null::uuid, from_at, to_at, null::boolean, null::text, null::int where fence.patient = any (found);
  return query select 'origin', array_position(found, fence.origin), null::uuid, from_at, to_at, null::boolean, null::text, null::int;
  return query select 'household', f.n::int, m.household_id, start_in_vietnam(m.from_on), start_in_vietnam(m.to_on + 1), null::boolean, null::text, null::int
    from unnest(found) with ordinality f (person, n) join household_member m on m.individual_id = f.person
    where not f.person = any (doubted) and start_in_vietnam(m.from_on) < to_at and (m.to_on is null or start_in_vietnam(m.to_on + 1) > from_at);
  if of_contact is null then
    return query select case when k.tier = 'f1' and k.found_by is distinct from 'app' then 'contact' else 'listed' end, -- who was found by visits is met by them, not all day long
      array_position(found, k.individual_id), null::uuid, start_in_vietnam(k.last_contact_on), start_in_vietnam(k.last_contact_on + 1), case k.masked when 'yes' then true when 'no' then false end, k.tier, k.minutes::int
      from case_contact k where k.case_id = of_case and k.voided_at is null and k.individual_id = any (found);
  end if;
  return query select 'isolated', array_position(found, k.individual_id), null::uuid, min(k.isolated_at), null::timestamptz, null::boolean, null::text, null::int
    from case_contact k where k.case_id = of_case and k.voided_at is null and k.isolated_at is not null and k.individual_id = any (found) group by 2;
  insert into visit_opening (id, case_id, contact_id, area_id, person_id, post_id, reason, from_at, to_at, tiers, people, visits, left_out, found)
    values (opening, of_case, of_contact, fence.area_id, app_person(), app_post(), why, from_at, to_at, tiers, cardinality(found), opened + kept, reached.left_out, found);
end $$;

-- Whom an opening of one's own was of: the id is used to read the person under the caller's own policies, the area to refer him.
create function found_in_opening(opening uuid, wanted int[]) returns table (n int, individual_id uuid, area_id int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select w.n, i.id, i.area_id from visit_opening o cross join unnest(wanted) w (n) join individual i on i.id = o.found[w.n]
  where o.id = opening and o.post_id = app_post() and app_permission() = 'contact.trace'
$$;

-- Lists somebody whom an opening of one's own has found and who lives elsewhere: the line is seen where the tracing is done and
-- where the person lives, the name only there. False when the case has this person already; null when there is no such opening.
create function refer_found(opening uuid, n int, contact uuid, tier text, last_contact_on date, exposure text, listed_at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare
  o record;
begin
  if app_permission() is distinct from 'contact.refer' then
    raise exception 'a referral under %', app_permission() using errcode = '42501';
  end if;
  select v.case_id, v.area_id, v.from_at, v.to_at, i.id as individual_id, i.area_id as lives, last_contact_on + (disease_rule_on(c.disease_code, day_in_vietnam(c.diagnosed_at))).followup_days::int as watch_until into o from visit_opening v join individual i on i.id = v.found[n] join disease_case c on c.id = v.case_id
    where v.id = opening and v.post_id = app_post() and c.voided_at is null and c.state in ('open', 'in_treatment') and i.id is distinct from c.individual_id
      and (c.area_id = any (app_area_ids()) or c.detection_area_id = any (app_area_ids()));
  if not found then return null; end if;
  if last_contact_on not between day_in_vietnam(o.from_at) and day_in_vietnam(o.to_at) then
    raise exception 'met outside the days of the opening' using errcode = '23514';
  end if;
  if exists (select from case_contact k where k.case_id = o.case_id and k.individual_id = o.individual_id and k.voided_at is null and k.id <> contact) then return false; end if;
  insert into case_contact (id, area_id, case_id, tier, individual_id, found_by, last_contact_on, exposure, residence_area_id, listed_at, watch_until)
    values (contact, o.area_id, o.case_id, tier, o.individual_id, 'app', last_contact_on, exposure, o.lives, listed_at, o.watch_until) on conflict (id) do nothing; -- the same sending once more
  return exists (select from case_contact k where k.id = contact and k.case_id = o.case_id and k.individual_id = o.individual_id);
end $$;

revoke all on function visits_met, household_met, visits_open_for, reached_by_visits, trace_visits, found_in_opening, refer_found from public;
grant execute on function trace_visits, found_in_opening, refer_found to pd_area_clear;
-- Names are read under contact.reveal, which health holds since 0410.
insert into role_permission (role, permission) values ('health', 'contact.trace'), ('health', 'contact.refer'), ('auditor', 'visit_opening.read');

-- Merging and its undoing, as before, with the visits of a person.
create or replace function move_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and merged_by = app_post() and undone_at is null;
  if m.id is null or app_permission() is distinct from 'individual.merge' then raise exception 'no merge of this post' using errcode = '42501'; end if;
  insert into individual_merge_link (merge_id, subject, row_id)
    select m.id, 'disease_case', c.id from disease_case c where c.individual_id = m.absorbed_id and c.voided_at is null
    union all select m.id, 'case_contact', k.id from case_contact k where k.individual_id = m.absorbed_id and k.voided_at is null
    union all select distinct m.id, 'place_visit', v.id from place_visit v where v.individual_id = m.absorbed_id
    union all select m.id, 'household_member', h.id from household_member h where h.individual_id = m.absorbed_id;
  get diagnostics moved = row_count;
  update disease_case c set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id;
  update case_contact k set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'case_contact' and k.id = l.row_id;
  update place_visit v set individual_id = m.survivor_id where v.individual_id = m.absorbed_id;
  update household_member h set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id;
  return moved;
end $$;

-- Gives back what was moved and still stands where it was put.
create or replace function return_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and undone_by = app_post();
  if m.id is null or app_permission() is distinct from 'individual.unmerge' then raise exception 'no undoing of this post' using errcode = '42501'; end if;
  update disease_case c set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id and c.individual_id = m.survivor_id and c.voided_at is null;
  get diagnostics moved = row_count;
  update case_contact k set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'case_contact' and k.id = l.row_id and k.individual_id = m.survivor_id and k.voided_at is null;
  update place_visit v set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'place_visit' and v.id = l.row_id and v.individual_id = m.survivor_id;
  update household_member h set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id and h.individual_id = m.survivor_id;
  return moved;
end $$;

select let_heirs_read();
