-- The daily quick report counts what registers can count: home quarantine, deaths in central quarantine, locked zones, violations. Crossings of
-- checkpoints, doses, support and supplies stay declared: no register holds them.

-- Indicator covid-quarantine-died: printed from its declaration by "phaodai indicators sql covid-quarantine-died".
create index if not exists domain_counted_stay_facility_area_id_left_at on stay (facility_area_id, left_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-quarantine-died.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator covid-home-begun: printed from its declaration by "phaodai indicators sql covid-home-begun".
create index if not exists domain_counted_isolation_order_area_id_started_at on isolation_order (area_id, started_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-home-begun.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator covid-home-done: printed from its declaration by "phaodai indicators sql covid-home-done".
create index if not exists domain_counted_isolation_order_area_id_ended_at on isolation_order (area_id, ended_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-home-done.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator covid-lockdowns: printed from its declaration by "phaodai indicators sql covid-lockdowns".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-lockdowns.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator violations-handled: printed from its declaration by "phaodai indicators sql violations-handled".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-violations-handled.read', '{health,officer,leader,province-leader,clerk,inspector}'::text[])
) as given (p, rs), unnest(rs) r;


update quick_column c set indicator = n.indicator, class = n.class
from (values ('home_new', 'covid-home-begun', null), ('home_total', 'covid-home-begun', null), ('home_done', 'covid-home-done', null), ('zone_count', 'covid-lockdowns', null),
  ('violation_cases', 'violations-handled', null), ('violation_people', 'violations-handled', 'person')) n (code, indicator, class)
where c.form_id = 'covid-2021' and c.code = n.code;

-- Who dies in quarantine is there no longer, and has neither finished nor been moved on: a column of his own.
insert into quick_column (form_id, block, code, position, label, label_en, unit, kind, indicator)
  values ('covid-2021', 'quarantine', 'quarantine_died', 6, 'Tử vong', 'Died', 'người', 'finished', 'covid-quarantine-died');
update quick_column set less = '{quarantine_done,quarantine_moved,quarantine_died}' where form_id = 'covid-2021' and code = 'quarantine_current';
