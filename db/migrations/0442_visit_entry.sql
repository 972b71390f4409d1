-- How visits come in: a place's book under a decision in force, and single visits that the person of a case tells. Neither way tells
-- what was known before, so that entering cannot be used to search. See docs/adr/0054-tracing-by-rule.md.

-- People whom lines bring and nobody is on file as, and the visits, all or none. Null: the place is not in the caller's areas.
create function enter_visits(at_place uuid, under uuid, people jsonb, visits jsonb, today date) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  at_area int;
  first_day date;
  last_day date;
begin
  if app_permission() is distinct from 'contact.collect' then
    raise exception 'visits entered under %', app_permission() using errcode = '42501';
  end if;
  select p.area_id into at_area from place p where p.id = at_place and p.voided_at is null and p.area_id = any (app_area_ids());
  if at_area is null then return null; end if;
  insert into individual (id, area_id, full_name, sex, phone, identity_number, search_key)
    select n.id, at_area, n.full_name, 'unknown', n.phone, n.identity_number, n.search_key from jsonb_to_recordset(people) n (id uuid, full_name text, phone text, identity_number text, search_key text) on conflict (id) do nothing;
  insert into individual_key (individual_id, area_id, key)
    select n.id, at_area, k.key from jsonb_to_recordset(people) n (id uuid, keys text[]) cross join unnest(n.keys) k (key) where left(k.key, 1) in ('i', 'p') on conflict do nothing;
  if exists (select from jsonb_to_recordset(visits) v (individual_id uuid) where not exists (
    select from individual i where i.id = v.individual_id and i.area_id = any (app_area_ids()) and i.voided_at is null)) then
    raise exception 'a visit of somebody out of scope' using errcode = '42501';
  end if;
  select min(day_in_vietnam(v.entered_at)), max(day_in_vietnam(v.entered_at)) into first_day, last_day from jsonb_to_recordset(visits) v (entered_at timestamptz);
  perform open_collected_days(under, first_day, last_day, today);
  insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source, note)
    select at_place, v.entered_at, v.id, day_in_vietnam(v.entered_at), v.individual_id, under, v.left_at, v.is_masked, 'paper', v.note
    from jsonb_to_recordset(visits) v (id uuid, individual_id uuid, entered_at timestamptz, left_at timestamptz, is_masked boolean, note text) on conflict do nothing;
  return true;
end $$;

-- Opens days for visits ahead of the job, as far as the decision keeps them today.
create function open_collected_days(under uuid, first_day date, last_day date, today date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from collection_decision d where d.id = under and d.state = 'in_force' and d.voided_at is null and first_day >= d.from_on and last_day <= d.to_on and first_day >= today - d.keep_days::int) then
    raise exception 'days that no decision in force collects' using errcode = 'PD015';
  end if;
  if exists (select from generate_series(first_day, last_day, interval '1 day') d where to_regclass('place_visit_' || to_char(d, 'YYYYMMDD')) is null) then
    perform open_visit_days(first_day, last_day);
  end if;
end $$;

-- A visit that the person of a live case in the caller's areas told. Null: no such case.
create function tell_visit(of_case uuid, visit uuid, at_place uuid, entered timestamptz, gone timestamptz, masked boolean, said text, today date) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c record;
  under uuid;
begin
  if app_permission() is distinct from 'contact.collect' then
    raise exception 'a visit told under %', app_permission() using errcode = '42501';
  end if;
  select k.individual_id, k.state, k.disease_code into c from disease_case k where k.id = of_case and k.voided_at is null and (k.area_id = any (app_area_ids()) or k.detection_area_id = any (app_area_ids()));
  if not found then return null; end if;
  if c.state not in ('open', 'in_treatment') or c.individual_id is null then
    raise exception 'no live case of a person' using errcode = 'PD001';
  end if;
  if not exists (select from place p where p.id = at_place and p.voided_at is null) then
    raise exception 'no such place' using errcode = '23503';
  end if;
  select d.id into under from collection_decision d join area a on a.id = d.area_id join place p on p.id = at_place
    where d.disease_code = c.disease_code and d.state = 'in_force' and d.voided_at is null and day_in_vietnam(entered) between d.from_on and d.to_on and p.area_id between a.id and a.last_id order by d.from_on desc, d.id limit 1;
  if under is null then
    raise exception 'no decision in force collects visits there' using errcode = 'PD015';
  end if;
  perform open_collected_days(under, day_in_vietnam(entered), day_in_vietnam(entered), today);
  insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source, note)
    values (at_place, entered, visit, day_in_vietnam(entered), c.individual_id, under, gone, masked, 'interview', said) on conflict do nothing; -- the same sending once more
  return true;
end $$;

-- Takes back what was entered as told by the person of a live case.
create function take_back_visit(of_case uuid, visit uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'contact.collect' then
    raise exception 'a visit taken back under %', app_permission() using errcode = '42501';
  end if;
  delete from place_visit v using disease_case k where k.id = of_case and k.voided_at is null and k.state in ('open', 'in_treatment') and (k.area_id = any (app_area_ids()) or k.detection_area_id = any (app_area_ids()))
    and v.individual_id = k.individual_id and v.id = visit and v.source = 'interview';
  return found;
end $$;

revoke all on function enter_visits, open_collected_days, tell_visit, take_back_visit from public;
grant execute on function enter_visits, tell_visit to pd_area_clear;
grant execute on function take_back_visit to pd_area, pd_area_clear;
insert into role_permission (role, permission) values ('health', 'contact.collect');
