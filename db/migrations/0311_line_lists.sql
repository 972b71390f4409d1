-- Line lists: people and their cases come in by the thousand. What was done row by row on every insert is done once a statement,
-- and a line list enters people under the permission that enters its cases.

-- The audit of new rows of a register that takes them in bulk: the same entries as audit_row writes, one statement for all.
create function audit_new_rows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with new_row as materialized (
    select r.row_id, r.whole - tg_argv as open,
      (select jsonb_object_agg(k, jsonb_build_array(null, r.whole -> k)) from unnest(tg_argv) k where nullif(r.whole -> k, 'null') is not null) as hidden
    from (select n.id::text as row_id, to_jsonb(n) as whole from entered n offset 0) r -- made once a row, not once a use
  ), secret as (
    insert into record_key as k (subject, row_id) select tg_table_name, row_id from new_row where hidden is not null
      on conflict (subject, row_id) do update set subject = k.subject returning row_id, key
  ), actor as materialized (select app_person() as person, app_post() as post, app_permission() as permission)
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id, after, sealed)
  select a.person, a.post, a.permission, 'insert', tg_table_name, r.row_id, r.open,
    case when r.hidden is not null then encrypt(convert_to(r.hidden::text, 'UTF8'), s.key, 'aes') end
  from actor a cross join new_row r left join secret s on s.row_id = r.row_id;
  return null;
end $$;
revoke execute on function audit_new_rows() from public;

drop trigger audit on individual;
create trigger audit after update or delete on individual for each row execute function audit_row('full_name', 'birth_on', 'identity_number', 'old_identity_number', 'phone', 'address', 'workplace');
create trigger audit_new after insert on individual referencing new table as entered for each statement execute function audit_new_rows('full_name', 'birth_on', 'identity_number', 'old_identity_number', 'phone', 'address', 'workplace');
drop trigger audit on disease_case;
create trigger audit after update or delete on disease_case for each row execute function audit_row('history', 'reporter_name', 'reporter_phone');
create trigger audit_new after insert on disease_case referencing new table as entered for each statement execute function audit_new_rows('history', 'reporter_name', 'reporter_phone');

-- Whether all that new rows point at is in sight of who writes them, asked once a statement (arguments: column, table, column, table …).
create function guard_new_links() returns trigger language plpgsql as $$
declare
  wanted uuid[];
  seen int;
begin
  for i in 0 .. tg_nargs / 2 - 1 loop
    execute format('select array_agg(distinct n.%1$I) from entered n where n.%1$I is not null', tg_argv[2 * i]) into wanted;
    continue when wanted is null;
    execute format('select count(*) from %I t where t.id = any ($1)', tg_argv[2 * i + 1]) into seen using wanted; -- by key, whatever the size of the table was when it was last looked at
    if seen < cardinality(wanted) then raise exception 'a link of % points out of sight', tg_table_name using errcode = '23503'; end if; -- as one that is not there
  end loop;
  return null;
end $$;
drop policy disease_case_write on disease_case;
create policy disease_case_write on disease_case for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('disease_case.create', 'disease_case.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post());
drop policy disease_case_write_whole on disease_case;
create policy disease_case_write_whole on disease_case for insert to pd_whole with check (
  app_permission() in ('disease_case.create', 'disease_case.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post());
create trigger guard_new_links after insert on disease_case referencing new table as entered for each statement execute function guard_new_links('individual_id', 'individual', 'outbreak_id', 'outbreak', 'linked_case_id', 'disease_case');

-- People come in with the cases of a line list.
drop policy individual_write on individual;
create policy individual_write on individual for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('individual.create', 'individual.import', 'disease_case.import')
  and state = 'present' and version = 1 and voided_at is null
  and created_by = app_post());
drop policy individual_write_whole on individual;
create policy individual_write_whole on individual for insert to pd_whole with check (
  app_permission() in ('individual.create', 'individual.import', 'disease_case.import')
  and state = 'present' and version = 1 and voided_at is null
  and created_by = app_post());

-- Keys of people: they follow from the person, whose own references are held, and nobody deletes a person.
alter table individual_key drop constraint individual_key_individual_id_fkey, drop constraint individual_key_area_id_fkey;
alter table individual_stale drop constraint individual_stale_individual_id_fkey;

-- Only names are looked for within an area; numbers and other keys are found by themselves.
drop index individual_key_area;
create index individual_key_area on individual_key (area_id, key text_pattern_ops) where left(key, 1) = 'n';

create function keep_new_individual_keys() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into individual_stale (individual_id) select n.id from entered n on conflict (individual_id) do update set since = clock_timestamp();
  insert into individual_key (individual_id, area_id, key)
    select n.id, n.area_id, 'n' || array_to_string(w.words[i:], ' ')
    from entered n cross join lateral (select string_to_array(fold_name(n.full_name), ' ') as words) w, generate_subscripts(w.words, 1) i
    where w.words[i] <> '' on conflict do nothing;
  return null;
end $$;
revoke execute on function keep_new_individual_keys() from public;
drop trigger domain_keep_keys on individual;
create trigger domain_keep_keys after update of full_name, birth_year, birth_on, identity_number, old_identity_number, phone, address, state, voided_at
  on individual for each row execute function keep_individual_keys();
create trigger domain_keep_new_keys after insert on individual referencing new table as entered for each statement execute function keep_new_individual_keys();

-- The blocking keys of people whom the acting post has just entered, all in one: a policy would ask for each key whether its person is seen.
create function enter_individual_keys(people uuid[], keys text[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into individual_key (individual_id, area_id, key)
  select i.id, i.area_id, k.key from unnest(people, keys) k (id, key) join individual i on i.id = k.id
  where app_permission() in ('individual.create', 'individual.import', 'disease_case.import') and i.created_by = app_post() and left(k.key, 1) <> 'n'
  on conflict do nothing;
$$;

-- The clock of new cases, all in one.
create function keep_new_case_clocks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into disease_case_clock (case_id, area_id, detection_area_id, kind, rule_id, started_at, due_at, stopped_at)
    select n.id, n.area_id, n.detection_area_id, r.clock, r.id, n.diagnosed_at, clock_due(r.clock, n.diagnosed_at), n.system_entered_at
    from entered n
    join (select d.disease_code, d.day, r.* from (select distinct e.disease_code as disease_code, (e.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date as day from entered e) d
      cross join lateral (select f.id, f.clock from disease_rule_on(d.disease_code, d.day) f) r) r
      on r.disease_code = n.disease_code and r.day = (n.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date
    where r.clock is not null and n.voided_at is null and n.state <> 'ruled_out';
  return null;
end $$;
revoke execute on function keep_new_case_clocks() from public;
drop trigger domain_keep_clock on disease_case;
create trigger domain_keep_clock after update of diagnosed_at, system_entered_at, state, voided_at on disease_case for each row execute function keep_case_clock();
create trigger domain_keep_new_clocks after insert on disease_case referencing new table as entered for each statement execute function keep_new_case_clocks();

-- A list that went out and comes back names its cases by their code.
create index domain_case_code on disease_case (code text_pattern_ops);

-- Codes for many new cases, "xã-yy-nnnn" as give_case_code makes them: numbers of one commune and year are taken in one step.
-- A number taken for a case that is then refused stays unused.
create function take_case_codes(areas int[], days date[]) returns table (ord bigint, code text)
language sql security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select a.id as leaf, a.id, a.parent_id, a.code, a.level from area a where a.id = any (areas)
    union all select up.leaf, p.id, p.parent_id, p.code, p.level from up join area p on p.id = up.parent_id where up.level not in ('commune', 'district', 'province')
  ), place as (
    select w.ord, p.id, p.code, extract(year from w.day)::int as year
    from unnest(areas, days) with ordinality w (area_id, day, ord) join up p on p.leaf = w.area_id and p.level in ('commune', 'district', 'province')
    where app_permission() = 'disease_case.import'
  ), taken as (
    insert into case_number as c (area_id, year, last) select id, year, count(*) from place group by 1, 2 order by 1, 2
    on conflict (area_id, year) do update set last = c.last + excluded.last returning area_id, year, last
  ), counted as (
    select p.*, t.last - count(*) over (partition by p.id, p.year) + row_number() over (partition by p.id, p.year order by p.ord) as n
    from place p join taken t on t.area_id = p.id and t.year = p.year
  )
  select ord, code || '-' || to_char(year % 100, 'fm00') || '-' || case when n < 10000 then to_char(n, 'fm0000') else n::text end from counted
$$;
grant execute on function enter_individual_keys(uuid[], text[]), take_case_codes(int[], date[]) to pd_area, pd_whole;
revoke execute on function enter_individual_keys(uuid[], text[]), take_case_codes(int[], date[]) from public;
