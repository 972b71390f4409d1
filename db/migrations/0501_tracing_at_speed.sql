-- What one answer of tracing costs beside the walk itself, cut at its causes; see docs/adr/0064-tracing-at-speed.md.

-- Whom an opening was of, as before: the numbers are looked up in the list once, not taken out of it anew for each of them.
create or replace function found_in_opening(opening uuid, wanted int[]) returns table (n int, individual_id uuid, area_id int)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  people uuid[];
begin
  select o.found into people from visit_opening o where o.id = opening and o.post_id = app_post() and app_permission() = 'contact.trace';
  return query select w.n, i.id, i.area_id from unnest(people) with ordinality f (person, n) join unnest(wanted) w (n) on w.n = f.n
    cross join lateral (select p.id, p.area_id from individual p where p.id = f.person offset 0) i;
end $$;

-- Who shares a household, as before, planned once a connection instead of once a tier.
create or replace function household_met(front uuid[], since timestamptz[], to_at timestamptz) returns table (person uuid, at timestamptz)
  language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  select o.individual_id, min(greatest(f.at, start_in_vietnam(greatest(m.from_on, o.from_on))))
  from unnest(front, since) f (person, at) join household_member m on m.individual_id = f.person join household_member o on o.household_id = m.household_id and o.individual_id <> m.individual_id
  where start_in_vietnam(greatest(m.from_on, o.from_on)) < to_at and start_in_vietnam(least(m.to_on, o.to_on, 'infinity') + 1) > f.at
  group by 1;
end $$;

-- The one way to visits, as before; those that cannot be are read a second time only where there are any.
create or replace function trace_visits(opening uuid, of_case uuid, of_contact uuid, why text, from_at timestamptz, to_at timestamptz, tiers int, most int, assumed interval)
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
  kept int := 0;
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
  if cardinality(doubted) > 0 then
    return query select 'visit', array_position(found, v.individual_id), v.place_id, v.entered_at, v.left_at, v.is_masked, null::int, v.note
      from (select distinct o.place_id from place_visit o where o.individual_id = fence.origin and o.day between day_in_vietnam(from_at) and day_in_vietnam(to_at) and o.entered_at < to_at) p
        join place_visit v on v.place_id = p.place_id and (v.left_at <= v.entered_at or v.left_at - v.entered_at > interval '1 day')
      where v.individual_id = any (doubted) and v.entered_at < to_at and greatest(v.left_at, v.entered_at) > from_at and v.decision_id = any (decisions);
    get diagnostics kept = row_count;
  end if;
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
