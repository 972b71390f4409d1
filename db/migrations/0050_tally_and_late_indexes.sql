-- Counts and the leader's page at a million tasks. Measured (m) for a district on two cores.

-- The tally is read by thousands of rows, so its scope is worked out once a query. A list of tasks keeps the plain calls:
-- there the planner must know how few rows a small body sees. (m) 5 µs a row for the calls, 0.2 for the sub-selects.
drop policy tally_read on task_tally;
create policy tally_read on task_tally for select to pd_area using (
  'task' = any ((select app_reads())::text[]) and (
    body_id between (select app_body_lo()) and (select app_body_hi()) or assigner_id between (select app_body_lo()) and (select app_body_hi())
    or origin_id between (select app_body_lo()) and (select app_body_hi()) or monitor_id between (select app_body_lo()) and (select app_body_hi())));

-- "Overdue a week ago" looks for what was finished late since; the index holds all that the question and the policy read.
drop index task_finished;
create index task_finished_late on task (done_at) include (due, body_id, assigner_id, origin_id, monitor_id)
  where role <> 'coordinate' and due < (done_at at time zone 'Asia/Ho_Chi_Minh')::date;

-- A directive's tasks are counted by state without reading them.
drop index task_directive;
create index task_directive on task (directive_id) include (state, role, due, body_id, assigner_id, origin_id, monitor_id);

-- The latest documents in force are walked to, not sorted out: the policy asks about deliveries row by row.
create index directive_in_force on directive (issued_at desc) where state = 'issued';

-- Tasks in the caller's scope with all these words, or null when walking the list's own order finds a page sooner.
-- (m) Two words of every eighth task cost 45 ms in the index alone. So a small scope is read through whatever the words,
-- words that the newest tasks are full of are left to the walk, and only what remains asks the index.
create or replace function task_matches(words text[], most int) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  small constant int := 5000;                 -- tasks that are read through in 10 ms
  newest constant int := 2000;
  enough constant int := 12;                  -- as many among the newest make a page of 50 a short walk
  likes text;
  scope text := 'true';
  held int;
  found uuid[];
begin
  if not coalesce('task' = any (app_reads()), false) then return '{}'; end if;
  select string_agg(format('search_key like %L', '%' || w || '%'), ' and ') into likes from unnest(words) w;
  if current_setting('role') not like 'pd\_whole%' then
    scope := format('(body_id between %1$s and %2$s or assigner_id between %1$s and %2$s or origin_id between %1$s and %2$s or monitor_id between %1$s and %2$s)',
      app_body_lo(), app_body_hi());
    select sum(n) into held from unnest(array[
      (select count(*) from (select from task where body_id between app_body_lo() and app_body_hi() limit small + 1) t),
      (select count(*) from (select from task where assigner_id between app_body_lo() and app_body_hi() limit small + 1) t),
      (select count(*) from (select from task where origin_id between app_body_lo() and app_body_hi() limit small + 1) t),
      (select count(*) from (select from task where monitor_id between app_body_lo() and app_body_hi() limit small + 1) t)]) n;
    if held <= 2 * small then
      execute format('with held as materialized (select id, search_key from task where %s) select array_agg(id) from held where %s', scope, likes) into found;
      return coalesce(found, '{}');
    end if;
  end if;
  execute format('select count(*) from (select from (select * from task order by created_at desc, id desc limit %s) newest where %s and %s limit %s) hits',
    newest, scope, likes, enough) into held;
  if held = enough then return null; end if;
  execute format('select array_agg(id) from (select id from task where %s and %s limit %s) found', likes, scope, most + 1) into found;
  return case when cardinality(found) > most then null else coalesce(found, '{}') end;
end $$;
