-- Indicator covid-isolation-begun: printed from its declaration by "phaodai indicators sql covid-isolation-begun".
create index if not exists domain_counted_isolation_order_area_id_started_at on isolation_order (area_id, started_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-isolation-begun.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-isolation-done: printed from its declaration by "phaodai indicators sql covid-isolation-done".
create index if not exists domain_counted_isolation_order_area_id_ended_at on isolation_order (area_id, ended_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-isolation-done.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-quarantine-begun: printed from its declaration by "phaodai indicators sql covid-quarantine-begun".
create index if not exists domain_counted_stay_facility_area_id_entered_at on stay (facility_area_id, entered_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-quarantine-begun.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-quarantine-done: printed from its declaration by "phaodai indicators sql covid-quarantine-done".
create index if not exists domain_counted_stay_facility_area_id_left_at on stay (facility_area_id, left_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-quarantine-done.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-quarantine-moved: printed from its declaration by "phaodai indicators sql covid-quarantine-moved".
create index if not exists domain_counted_stay_facility_area_id_left_at on stay (facility_area_id, left_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-quarantine-moved.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Blocks 2 to 5 of the daily quick report are counted from orders of isolation, block 8 from stays; what is in isolation now follows by the form's own rule.
update quick_column c set indicator = n.indicator, class = p.class
from (values ('f1', 'f1'), ('f2', 'f2'), ('returned', 'traveller'), ('entry', 'entrant')) p (block, class), (values ('_new', 'covid-isolation-begun'), ('_total', 'covid-isolation-begun'), ('_done', 'covid-isolation-done')) n (code, indicator)
where c.form_id = 'covid-2021' and c.block = p.block and c.code = p.block || n.code;
update quick_column c set indicator = n.indicator
from (values ('quarantine_new', 'covid-quarantine-begun'), ('quarantine_total', 'covid-quarantine-begun'), ('quarantine_done', 'covid-quarantine-done'), ('quarantine_moved', 'covid-quarantine-moved')) n (code, indicator)
where c.form_id = 'covid-2021' and c.code = n.code;
