-- Line lists, what was still done once a row or once a key though once a statement or a person gives the same (ADR 0053).

-- The marks of Vietnamese go in the same pass as đ, without a regular expression; others are rare, and go as before.
create or replace function fold_name(written text) returns text language sql immutable parallel safe
  return trim(regexp_replace(regexp_replace(translate(lower(normalize(written, nfd)), U&'đ\0300\0301\0302\0303\0306\0309\031b\0323', 'd'), '[\u0300-\u036f]+', '', 'g'), '[^a-z0-9]+', ' ', 'g'));

-- Names are folded once a person: folded beside the words they were once for every word, and once more to be looked at. Of somebody
-- who has just been entered nothing can stand there yet, so nothing is looked for.
create or replace function keep_new_individual_keys() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into individual_stale (individual_id) select n.id from entered n;
  with named as materialized (select n.id, n.area_id, string_to_array(fold_name(n.full_name), ' ') as words from entered n)
  insert into individual_key (individual_id, area_id, key)
    select n.id, n.area_id, 'n' || array_to_string(n.words[i:], ' ') from named n, generate_subscripts(n.words, 1) i;
  return null;
end $$;

-- The blocking keys of people whom the acting post has just entered: those of one person in one text, parted by blanks, so that
-- each person is looked up once. Who has keys already keeps those.
drop function enter_individual_keys(uuid[], text[]);
create function enter_individual_keys(people uuid[], keys text[]) returns void language sql security definer set search_path = public, pg_temp as $$
  with fresh as materialized (
    select i.id, i.area_id, g.keys from unnest(people, keys) g (id, keys) join individual i on i.id = g.id
    where app_permission() in ('individual.create', 'individual.import', 'disease_case.import') and i.created_by = app_post()
      and not exists (select from individual_key k where k.individual_id = i.id and left(k.key, 1) <> 'n')
  )
  insert into individual_key (individual_id, area_id, key)
  select f.id, f.area_id, k.key from fresh f cross join string_to_table(f.keys, ' ') k (key) where left(k.key, 1) not in ('n', '');
$$;
grant execute on function enter_individual_keys(uuid[], text[]) to pd_area, pd_whole;
revoke execute on function enter_individual_keys(uuid[], text[]) from public;

-- The audit of new rows: what is sealed is written as the text that is encrypted, which costs half of an object made for it.
create or replace function audit_new_rows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with new_row as materialized (
    select r.row_id, r.whole - tg_argv as open,
      (select '{' || string_agg('"' || k || '": [null, ' || (r.whole -> k)::text || ']', ', ') || '}' from unnest(tg_argv) k where r.whole ->> k is not null) as hidden
    from (select n.id::text as row_id, to_jsonb(n) as whole from entered n offset 0) r -- made once a row, not once a use
  ), secret as (
    insert into record_key as k (subject, row_id) select tg_table_name, row_id from new_row where hidden is not null
      on conflict (subject, row_id) do update set subject = k.subject returning row_id, key
  ), actor as materialized (select app_person() as person, app_post() as post, app_permission() as permission)
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id, after, sealed)
  select a.person, a.post, a.permission, 'insert', tg_table_name, r.row_id, r.open,
    case when r.hidden is not null then encrypt(convert_to(r.hidden, 'UTF8'), s.key, 'aes') end
  from actor a cross join new_row r left join secret s on s.row_id = r.row_id;
  return null;
end $$;

-- Codes for many new cases: the unit above is sought once an area, not once a case.
create or replace function take_case_codes(areas int[], days date[]) returns table (ord bigint, code text)
language sql security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select a.id as leaf, a.id, a.parent_id, a.code, a.level from area a where a.id = any (array(select distinct unnest(areas)))
    union all select up.leaf, p.id, p.parent_id, p.code, p.level from up join area p on p.id = up.parent_id where up.level not in ('commune', 'district', 'province')
  ), wanted as (
    select w.area_id, extract(year from w.day)::int as year, w.ord from unnest(areas, days) with ordinality w (area_id, day, ord) where app_permission() = 'disease_case.import'
  ), place as (
    select w.ord, p.id, p.code, w.year from wanted w join up p on p.leaf = w.area_id and p.level in ('commune', 'district', 'province')
  ), taken as (
    insert into case_number as c (area_id, year, last) select id, year, count(*) from place group by 1, 2 order by 1, 2
    on conflict (area_id, year) do update set last = c.last + excluded.last returning area_id, year, last
  ), counted as (
    select p.*, t.last - count(*) over w + row_number() over (w order by p.ord) as n from place p join taken t on t.area_id = p.id and t.year = p.year window w as (partition by p.id, p.year)
  )
  select ord, code || '-' || to_char(year % 100, 'fm00') || '-' || case when n < 10000 then to_char(n, 'fm0000') else n::text end from counted
$$;

-- The clock of new cases: the rule in force is asked once a disease and day (as written before, the join came first and asked it for every case).
create or replace function keep_new_case_clocks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with ruled as materialized (
    select d.disease_code, d.day, f.id, f.clock from (select distinct e.disease_code, (e.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date as day from entered e) d
    cross join lateral (select r.id, r.clock from disease_rule_on(d.disease_code, d.day) r offset 0) f
  )
  insert into disease_case_clock (case_id, area_id, detection_area_id, kind, rule_id, started_at, due_at, stopped_at)
    select n.id, n.area_id, n.detection_area_id, r.clock, r.id, n.diagnosed_at, clock_due(r.clock, n.diagnosed_at), n.system_entered_at
    from entered n join ruled r on r.disease_code = n.disease_code and r.day = (n.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date
    where r.clock is not null and n.voided_at is null and n.state <> 'ruled_out';
  return null;
end $$;

-- A clock follows from its case, whose own references are held, and from the rule it was found by; nobody deletes either.
alter table disease_case_clock drop constraint disease_case_clock_case_id_fkey, drop constraint disease_case_clock_area_id_fkey,
  drop constraint disease_case_clock_detection_area_id_fkey, drop constraint disease_case_clock_rule_id_fkey;
drop index disease_case_clock_rule; -- was there for the reference
drop index disease_case_clock_detection;
create index disease_case_clock_detection on disease_case_clock (detection_area_id, due_at) where detection_area_id is not null;
