-- Counts of cases, so that the heading of a province's list never groups a million rows. Appended as differences in the change's
-- own transaction (no row is contended for, as in task_tally); compact_case_tally() adds them up.

create table case_tally (
  area_id int not null,
  detection_area_id int,
  disease_code text not null,
  detected_as text,
  confirmed boolean not null,
  current boolean not null,                   -- open or in treatment
  n int not null
);
create index case_tally_area on case_tally (area_id);
create index case_tally_detection on case_tally (detection_area_id) where detection_area_id is not null;

-- Clocks that have stopped; those that run are few and read as they stand.
create table case_clock_tally (
  area_id int not null,
  detection_area_id int,
  disease_code text not null,
  in_time boolean not null,
  n int not null
);
create index case_clock_tally_area on case_clock_tally (area_id);
create index case_clock_tally_detection on case_clock_tally (detection_area_id) where detection_area_id is not null;

alter table case_tally enable row level security;
alter table case_clock_tally enable row level security;
grant select on case_tally, case_clock_tally to pd_area, pd_whole;
-- As the cases themselves: seen where they live and where they were found.
create policy case_tally_read on case_tally for select to pd_area using (
  'disease_case' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or (detection_area_id between app_area_lo() and app_area_hi() and detection_area_id in (select unnest(app_area_ids())))));
create policy case_tally_read_whole on case_tally for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));
create policy case_clock_tally_read on case_clock_tally for select to pd_area using (
  'disease_case' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or (detection_area_id between app_area_lo() and app_area_hi() and detection_area_id in (select unnest(app_area_ids())))));
create policy case_clock_tally_read_whole on case_clock_tally for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));

-- What a case adds, the one place where it is said; nothing while it is void.
create function tallied(c disease_case) returns table (area_id int, detection_area_id int, disease_code text, detected_as text, confirmed boolean, current boolean)
language sql immutable as $$
  select c.area_id, c.detection_area_id, c.disease_code, c.detected_as, coalesce(c.classification = 'confirmed', false), c.state in ('open', 'in_treatment') where c.voided_at is null
$$;
create function tally_cases() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into case_tally select t.*, count(*) from new_rows r cross join lateral tallied(r::disease_case) t group by 1, 2, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into case_tally select t.*, -count(*) from old_rows r cross join lateral tallied(r::disease_case) t group by 1, 2, 3, 4, 5, 6;
  else
    insert into case_tally
      select area_id, detection_area_id, disease_code, detected_as, confirmed, current, sum(n) from (
        select t.*, -1 as n from old_rows r cross join lateral tallied(r::disease_case) t union all select t.*, 1 from new_rows r cross join lateral tallied(r::disease_case) t) moved
      group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger domain_tally_insert after insert on disease_case referencing new table as new_rows for each statement execute function tally_cases();
create trigger domain_tally_update after update on disease_case referencing old table as old_rows new table as new_rows for each statement execute function tally_cases();
create trigger domain_tally_delete after delete on disease_case referencing old table as old_rows for each statement execute function tally_cases();

create function tallied(k disease_case_clock) returns table (area_id int, detection_area_id int, disease_code text, in_time boolean) language sql stable as $$
  select k.area_id, k.detection_area_id, r.disease_code, k.stopped_at <= k.due_at from disease_rule r where r.id = k.rule_id and k.stopped_at is not null
$$;
create function tally_clocks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into case_clock_tally select t.*, count(*) from new_rows r cross join lateral tallied(r::disease_case_clock) t group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    insert into case_clock_tally select t.*, -count(*) from old_rows r cross join lateral tallied(r::disease_case_clock) t group by 1, 2, 3, 4;
  else
    insert into case_clock_tally
      select area_id, detection_area_id, disease_code, in_time, sum(n) from (
        select t.*, -1 as n from old_rows r cross join lateral tallied(r::disease_case_clock) t union all select t.*, 1 from new_rows r cross join lateral tallied(r::disease_case_clock) t) moved
      group by 1, 2, 3, 4 having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger tally_insert after insert on disease_case_clock referencing new table as new_rows for each statement execute function tally_clocks();
create trigger tally_update after update on disease_case_clock referencing old table as old_rows new table as new_rows for each statement execute function tally_clocks();
create trigger tally_delete after delete on disease_case_clock referencing old table as old_rows for each statement execute function tally_clocks();

create function compact_case_tally() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with gone as (delete from case_tally returning *)
  insert into case_tally select area_id, detection_area_id, disease_code, detected_as, confirmed, current, sum(n) from gone group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0;
  with gone as (delete from case_clock_tally returning *)
  insert into case_clock_tally select area_id, detection_area_id, disease_code, in_time, sum(n) from gone group by 1, 2, 3, 4 having sum(n) <> 0;
end $$;
revoke execute on function tally_cases(), tally_clocks(), compact_case_tally() from public;
grant execute on function compact_case_tally() to phaodai_system;

insert into case_tally select t.*, count(*) from disease_case c cross join lateral tallied(c) t group by 1, 2, 3, 4, 5, 6;
insert into case_clock_tally select t.*, count(*) from disease_case_clock k cross join lateral tallied(k) t group by 1, 2, 3, 4;

-- Cases that are still open are few among all there ever were.
create index domain_case_current on disease_case (disease_code, area_id) where state in ('open', 'in_treatment') and voided_at is null;

select let_heirs_read();
