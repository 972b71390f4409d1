-- Visits are found from their indexes alone: a place's by the hour with who was there, a person's by the hour with where. See docs/adr/0054-tracing-by-rule.md.
alter table place_visit add column note text check (char_length(note) between 1 and 200);
alter table place_visit drop constraint place_visit_pkey;
alter table place_visit add primary key (place_id, entered_at, id, day) include (individual_id, left_at, decision_id);
drop index place_visit_individual;
create index place_visit_individual on place_visit (individual_id, entered_at) include (place_id, day, left_at, is_masked, decision_id, note);

-- What a referral of each person found elsewhere would say: the server's own words, kept with the opening for as long as one refers.
alter table visit_opening add column told jsonb not null default '{}';
create function keep_for_referral(opening uuid, said jsonb) returns void language sql security definer set search_path = public, pg_temp as $$
  update visit_opening o set told = said where o.id = opening and o.post_id = app_post() and o.told = '{}' and app_permission() = 'contact.trace'
$$;
revoke all on function keep_for_referral from public;
grant execute on function keep_for_referral to pd_area_clear;

-- Lists somebody whom an opening of one's own has found and who lives elsewhere, in the words kept with it. False when the case has
-- this person already; null when there is no such opening or nothing to refer in it.
drop function refer_found;
create function refer_found(opening uuid, n int, contact uuid, listed_at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare
  o record;
begin
  if app_permission() is distinct from 'contact.refer' then
    raise exception 'a referral under %', app_permission() using errcode = '42501';
  end if;
  select v.case_id, v.area_id, i.id as individual_id, i.area_id as lives, t.said, (t.said ->> 'on')::date as last_on, (t.said ->> 'on')::date + (disease_rule_on(c.disease_code, day_in_vietnam(c.diagnosed_at))).followup_days::int as watch_until into o from visit_opening v join individual i on i.id = v.found[n] join disease_case c on c.id = v.case_id cross join lateral (select v.told -> n::text as said) t
    where v.id = opening and t.said is not null and v.post_id = app_post() and c.voided_at is null and c.state in ('open', 'in_treatment') and i.id is distinct from c.individual_id
      and (c.area_id = any (app_area_ids()) or c.detection_area_id = any (app_area_ids()));
  if not found then return null; end if;
  if exists (select from case_contact k where k.case_id = o.case_id and k.individual_id = o.individual_id and k.voided_at is null and k.id <> contact) then return false; end if;
  insert into case_contact (id, area_id, case_id, tier, individual_id, found_by, last_contact_on, exposure, residence_area_id, listed_at, watch_until)
    values (contact, o.area_id, o.case_id, o.said ->> 'tier', o.individual_id, 'app', o.last_on, o.said ->> 'why', o.lives, listed_at, o.watch_until) on conflict (id) do nothing; -- the same sending once more
  return exists (select from case_contact k where k.id = contact and k.case_id = o.case_id and k.individual_id = o.individual_id);
end $$;
revoke all on function refer_found from public;
grant execute on function refer_found to pd_area_clear;

-- As before; what referrals would have said goes after a week.
create or replace function keep_visit_days(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
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
  update visit_opening o set told = '{}' where o.told <> '{}' and o.opened_at < start_in_vietnam(today - 7); -- who refers later traces again
  return dropped;
end $$;

-- The fence as before, shut for diseases whose rule does not count meetings at places.
create or replace function visits_open_for(of_case uuid, of_contact uuid, out origin uuid, out patient uuid, out area_id int, out first_at timestamptz, out last_at timestamptz, out decisions uuid[])
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
  if rule.tracing is not null and not (rule.tracing -> 'exposures' ? 'visit') then
    raise exception 'meetings at places do not count for this disease' using errcode = 'PD001';
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

-- Whom people met, as before; days and instants that a look-up is bound by are reckoned once for each person and each stay, not for
-- every row and partition, and partitions outside the whole span are never begun.
create or replace function visits_met(front uuid[], since timestamptz[], to_at timestamptz, decisions uuid[], assumed interval) returns table (person uuid, at timestamptz)
  language plpgsql stable set search_path = public, pg_temp set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  first_of_all date := (select day_in_vietnam(min(f.at)) - 1 from unnest(since) f (at));
  last_of_all date := day_in_vietnam(to_at);
begin
  return query
  with fronts as materialized (
    select f.person, f.at, f.at - interval '1 day' as earliest, day_in_vietnam(f.at) - 1 as first_day from unnest(front, since) f (person, at)),
  stretch as materialized (
    select g.place_id, lower(g.span) as begins, upper(g.span) as ends, lower(g.span) - interval '1 day' as earliest, day_in_vietnam(lower(g.span)) - 1 as first_day, day_in_vietnam(upper(g.span)) as last_day
    from (select v.place_id, unnest(range_agg(tstzrange(greatest(v.entered_at, f.at), least(coalesce(v.left_at, v.entered_at + assumed), to_at)))) as span
      from fronts f cross join lateral (
        select p.place_id, p.entered_at, p.left_at from place_visit p
        where p.individual_id = f.person and p.day between f.first_day and last_of_all and p.day >= first_of_all and p.entered_at > f.earliest and p.entered_at < to_at and coalesce(p.left_at, p.entered_at + assumed) > f.at
          and (p.left_at is null or p.left_at > p.entered_at and p.left_at - p.entered_at <= interval '1 day') and p.decision_id = any (decisions) offset 0) v
      group by v.place_id) g)
  select v.individual_id, min(greatest(v.entered_at, s.begins)) from stretch s cross join lateral (
    select p.individual_id, p.entered_at from place_visit p
    where p.place_id = s.place_id and p.day between s.first_day and s.last_day and p.day between first_of_all and last_of_all and p.entered_at > s.earliest and p.entered_at < s.ends and coalesce(p.left_at, p.entered_at + assumed) > s.begins
      and (p.left_at is null or p.left_at > p.entered_at and p.left_at - p.entered_at <= interval '1 day') and p.decision_id = any (decisions) offset 0) v
  group by 1;
end $$;

-- Everybody reached, as before; whom one tier leaves out does not come back in the next, where he would stand as what he is not.
create or replace function reached_by_visits(origin uuid, of_case uuid, from_at timestamptz, to_at timestamptz, decisions uuid[], tiers int, most int, assumed interval,
    out known uuid[], out since timestamptz[], out left_out int)
  language plpgsql stable set search_path = public, pg_temp as $$
declare
  front uuid[] := array[origin];
  front_since timestamptz[] := array[from_at];
  beyond uuid[];
  left_people uuid[] := '{}';
begin
  known := front;
  since := front_since;
  for level in 1..tiers loop
    select array_agg(x.person) filter (where x.rank <= most), array_agg(x.at) filter (where x.rank <= most), array_agg(x.person) filter (where x.rank > most)
      into front, front_since, beyond
      from (select m.person, m.at, row_number() over (order by m.at, m.person) as rank
        from (select u.person, min(u.at) as at from (
            select * from visits_met(front, front_since, to_at, decisions, assumed)
            union all select * from household_met(front, front_since, to_at)
            union all select k.individual_id, greatest(from_at, start_in_vietnam(k.last_contact_on)) from case_contact k
              where level = 1 and k.case_id = of_case and k.tier = 'f1' and k.found_by is distinct from 'app' and k.individual_id is not null and k.voided_at is null
                and start_in_vietnam(k.last_contact_on) < to_at and start_in_vietnam(k.last_contact_on + 1) > from_at) u
          where u.person <> origin group by 1) m
        left join unnest(known, since) k (person, at) on k.person = m.person left join unnest(left_people) b (person) on b.person = m.person
        where b.person is null and (k.person is null or m.at < k.at)) x;
    left_people := left_people || beyond;
    exit when front is null;
    select array_agg(x.person), array_agg(x.at) into known, since
      from (select u.person, min(u.at) as at from (select * from unnest(known, since) k (person, at) union all select * from unnest(front, front_since) f (person, at)) u group by 1) x;
  end loop;
  left_out := cardinality(left_people);
end $$;

-- The one way to visits, as before, with what was noted of each.
drop function trace_visits;
create function trace_visits(opening uuid, of_case uuid, of_contact uuid, why text, from_at timestamptz, to_at timestamptz, tiers int, most int, assumed interval)
  returns table (kind text, n int, place_id uuid, entered_at timestamptz, left_at timestamptz, is_masked boolean, minutes int, note text)
  language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  fence record;
  reached record;
  doubted uuid[];
  found uuid[];
  decisions uuid[];
  first_of_all date := day_in_vietnam(from_at) - 1;
  last_of_all date := day_in_vietnam(to_at);
  opened int;
  kept int;
begin
  if app_permission() is distinct from 'contact.trace' then
    raise exception 'visits under %', app_permission() using errcode = '42501';
  end if;
  select * into fence from visits_open_for(of_case, of_contact);
  if fence.origin is null then return; end if;
  decisions := fence.decisions;
  if from_at < fence.first_at or to_at > fence.last_at then
    raise exception 'visits outside the days on which the case infects' using errcode = 'PD001';
  end if;
  select * into reached from reached_by_visits(fence.origin, case when of_contact is null then of_case end, from_at, to_at, decisions, tiers, most, assumed);
  doubted := array(
    select distinct v.individual_id from (select distinct o.place_id from place_visit o where o.individual_id = fence.origin and o.day between day_in_vietnam(from_at) and day_in_vietnam(to_at) and o.entered_at < to_at) p
      join place_visit v on v.place_id = p.place_id and (v.left_at <= v.entered_at or v.left_at - v.entered_at > interval '1 day')
    where v.entered_at < to_at and greatest(v.left_at, v.entered_at) > from_at and v.decision_id = any (decisions) and not v.individual_id = any (reached.known));
  found := array(select x from unnest(reached.known || doubted) x order by 1);
  return query select 'visit', f.n::int, v.place_id, v.entered_at, v.left_at, v.is_masked, null::int, v.note
    from (select r.person, r.at - interval '1 day' as earliest, day_in_vietnam(r.at) - 1 as first_day from unnest(reached.known, reached.since) r (person, at) offset 0) r join unnest(found) with ordinality f (person, n) on f.person = r.person cross join lateral (
      select p.place_id, p.entered_at, p.left_at, p.is_masked, p.note from place_visit p where p.individual_id = r.person and p.day between r.first_day and last_of_all and p.day >= first_of_all
        and p.entered_at > r.earliest and p.entered_at < to_at and greatest(p.entered_at, coalesce(p.left_at, p.entered_at + assumed)) > from_at and p.decision_id = any (decisions) offset 0) v;
  get diagnostics opened = row_count;
  return query select 'visit', array_position(found, v.individual_id), v.place_id, v.entered_at, v.left_at, v.is_masked, null::int, v.note
    from (select distinct o.place_id from place_visit o where o.individual_id = fence.origin and o.day between day_in_vietnam(from_at) and day_in_vietnam(to_at) and o.entered_at < to_at) p
      join place_visit v on v.place_id = p.place_id and (v.left_at <= v.entered_at or v.left_at - v.entered_at > interval '1 day')
    where v.individual_id = any (doubted) and v.entered_at < to_at and greatest(v.left_at, v.entered_at) > from_at and v.decision_id = any (decisions);
  get diagnostics kept = row_count;
  return query select 'case', array_position(found, fence.patient), null::uuid, from_at, to_at, null::boolean, null::int, null::text where fence.patient = any (found);
  return query select 'origin', array_position(found, fence.origin), null::uuid, from_at, to_at, null::boolean, null::int, null::text;
  return query select 'household', f.n::int, m.household_id, start_in_vietnam(m.from_on), start_in_vietnam(m.to_on + 1), null::boolean, null::int, null::text
    from unnest(found) with ordinality f (person, n) join household_member m on m.individual_id = f.person
    where not f.person = any (doubted) and start_in_vietnam(m.from_on) < to_at and (m.to_on is null or start_in_vietnam(m.to_on + 1) > from_at);
  if of_contact is null then
    return query select case when k.tier = 'f1' and k.found_by is distinct from 'app' then 'contact' else 'listed' end, -- who was found by visits is met by them, not all day long
      array_position(found, k.individual_id), null::uuid, start_in_vietnam(k.last_contact_on), start_in_vietnam(k.last_contact_on + 1), case k.masked when 'yes' then true when 'no' then false end, k.minutes::int, null::text
      from case_contact k where k.case_id = of_case and k.voided_at is null and k.individual_id = any (found);
  end if;
  return query select 'isolated', array_position(found, k.individual_id), null::uuid, min(k.isolated_at), null::timestamptz, null::boolean, null::int, null::text
    from case_contact k where k.case_id = of_case and k.voided_at is null and k.isolated_at is not null and k.individual_id = any (found) group by 2;
  insert into visit_opening (id, case_id, contact_id, area_id, person_id, post_id, reason, from_at, to_at, tiers, people, visits, left_out, found)
    values (opening, of_case, of_contact, fence.area_id, app_person(), app_post(), why, from_at, to_at, tiers, cardinality(found), opened + kept, reached.left_out, found);
end $$;
revoke all on function trace_visits from public;
grant execute on function trace_visits to pd_area_clear;
