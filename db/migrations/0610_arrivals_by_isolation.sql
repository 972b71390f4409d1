-- How long whoever comes is isolated stands in one table, that of isolation (0480): rows for travellers by the level of where they come
-- from, rows for entrants. What an arrival keeps for itself is what signs ask for, whoever he is. See docs/adr/0072-arrivals-and-checkpoints.md.

insert into isolation_rule (code, disease_code, valid_from, valid_to, subject, origins, form, days, watch_days, test_days, counts_from, source, confidence, note) values
  ('before-8318-traveller', 'covid-19', '2021-05-31', '2021-09-30', 'traveller', '{3,4,zone}', 'facility', 14, 0, '{1,7,14}', 'entry', 'Hướng dẫn trước tháng 10/2021 cho người về từ vùng nguy cơ cao, theo hiểu biết chung', 'low', 'Có lúc 21 ngày; phải kiểm tra trước khi dùng.'),
  ('level-3-traveller', 'covid-19', '2021-10-01', '2022-03-14', 'traveller', '{3}', null, 0, 14, null, 'entry', 'Hướng dẫn năm 2021 cho người về từ vùng cấp 3, theo hiểu biết chung', 'low', null),
  ('nq-128-traveller', 'covid-19', '2021-10-11', '2022-03-14', 'traveller', '{1,2}', null, 0, 0, null, 'entry', 'Nghị quyết 128/NQ-CP ngày 11/10/2021: không hạn chế người từ vùng cấp 1, 2', 'medium', null);

delete from arrival_rule where signs is not true;
alter table arrival_rule drop column min_level, drop column max_level, drop column doses, drop column abroad, drop column signs;
alter table arrival_rule rename to arrival_sign_rule;
alter policy arrival_rule_read on arrival_sign_rule rename to arrival_sign_rule_read;
alter index arrival_rule_disease rename to arrival_sign_rule_disease;
comment on table arrival_sign_rule is 'What holds for whoever comes with symptoms or has met a case, beside what his origin asks for.';

-- The row of isolation_rule that holds for somebody who comes, as the engine takes it (packages/engines/isolation): of those he meets the one
-- with the most conditions, of these the latest. Doses: none 0, partial 1, full 2; not known meets no row that asks for them.
create function arrival_isolation(disease text, on_day date, origin text, abroad boolean, doses text, born int, at_area int) returns isolation_rule
  language sql stable set search_path = public, pg_temp as $$
  select r from isolation_rule r
    cross join lateral (select array_position(array['none', 'partial', 'full'], doses) - 1 as given, extract(year from on_day)::int - born as age) k
  where r.disease_code = disease and r.superseded_at is null and r.subject = case when abroad then 'entrant' else 'traveller' end
    and r.valid_from <= on_day and (r.valid_to is null or r.valid_to >= on_day) and not r.needs_fit_home
    and (r.origins is null or origin = any (r.origins))
    and (r.doses_from is null or k.given >= r.doses_from) and (r.doses_to is null or k.given <= r.doses_to)
    and (r.age_from is null or k.age >= r.age_from) and (r.age_to is null or k.age <= r.age_to)
    and (r.province_code is null or exists (select from area p join area a on a.id between p.id and p.last_id where a.id = at_area and p.level = 'province' and p.code = r.province_code))
  order by num_nonnulls(r.origins, coalesce(r.doses_from, r.doses_to), coalesce(r.age_from, r.age_to), r.province_code) desc, r.valid_from desc, r.code limit 1
$$;
revoke execute on function arrival_isolation from public;

-- What is to be done about somebody who comes, and why, as before: by the table of isolation, and by what signs ask for where that is more.
create or replace function judge_arrival() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  lvl record;
  rule isolation_rule;
  sign arrival_sign_rule;
  abroad constant boolean := new.from_area_id is null;
  standing text;
  heavier constant text[] := array['none', 'self-monitor', 'home-isolation', 'quarantine'];
begin
  if new.from_area_id is not null and not exists (select from area a where a.id = new.from_area_id and a.valid_from <= new.left_on and (a.valid_to is null or a.valid_to >= new.left_on)) then
    raise exception 'a unit that did not stand on that day' using errcode = 'PD561';
  end if;
  if tg_op = 'INSERT' and new.measure is not null then return new; end if; -- whoever enters it says so himself
  new.from_level := null;
  new.measure := null;
  new.test_days := null;
  new.watch_until := null;
  if not abroad then
    select l.level, l.level_name, l.decision_number into lvl from level_in_force(new.from_area_id, new.left_on, new.disease_code) l limit 1;
    new.from_level := lvl.level;
  else
    select null::int as level, null::text as level_name, null::text as decision_number into lvl;
  end if;
  standing := format('%s, ngày đi %s: %s%s.', coalesce((select a.full_name from area a where a.id = new.from_area_id), new.from_country, '?'), to_char(new.left_on, 'DD/MM/YYYY'),
    coalesce(lvl.level_name, case when abroad then 'nước ngoài' else 'chưa có cấp dịch công bố' end), coalesce(' theo ' || lvl.decision_number, ''));
  rule := arrival_isolation(new.disease_code, new.arrived_on, new.from_level::text, abroad, new.doses, new.birth_year::int, new.area_id);
  if rule.id is not null then
    new.measure := case when rule.form is null then case when rule.watch_days > 0 then 'self-monitor' else 'none' end when rule.form = 'home' then 'home-isolation' else 'quarantine' end;
    new.test_days := array_to_string(coalesce(rule.test_days, case when rule.form is null then rule.watch_test_days end), ', ');
    new.watch_until := case when rule.days + rule.watch_days > 0 then new.arrived_on + rule.days + rule.watch_days end;
  end if;
  if new.symptoms or new.met_case then
    select * into sign from arrival_sign_rule s where s.disease_code = new.disease_code and new.arrived_on >= s.valid_from and (s.valid_to is null or new.arrived_on <= s.valid_to) order by s.valid_from desc limit 1;
    if sign.id is not null and coalesce(array_position(heavier, new.measure), 0) < array_position(heavier, sign.measure) then
      new.measure := sign.measure;
      new.test_days := sign.test_days;
      new.watch_until := greatest(new.watch_until, new.arrived_on + sign.days);
    else
      sign := null;
    end if;
  end if;
  new.measure_reason := left(concat_ws(' ', standing, case when new.measure is null then 'Không có quy định ghi trong hệ thống cho trường hợp này; cán bộ y tế quyết định.' end,
    sourced(rule.source, rule.confidence), sourced(sign.basis, sign.confidence)), 1000);
  return new;
end $$;

-- A source as a sentence, with how sure it is where that is not high; null of null.
create function sourced(source text, confidence text) returns text language sql immutable as $$
  select source || case confidence when 'high' then '' when 'medium' then ' (mức tin cậy của quy định: vừa)' else ' (mức tin cậy của quy định: thấp)' end || '.'
$$;
revoke execute on function sourced from public;
