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
