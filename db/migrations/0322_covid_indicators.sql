-- Figures of COVID-19 that the daily quick report counts, as printed from their declarations.

-- Indicator covid-confirmed: printed from its declaration by "phaodai indicators sql covid-confirmed".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-confirmed.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-recovered: printed from its declaration by "phaodai indicators sql covid-recovered".
create index if not exists domain_counted_disease_case_area_id_outcome_on on disease_case (area_id, outcome_on);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-recovered.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-died: printed from its declaration by "phaodai indicators sql covid-died".
create index if not exists domain_counted_disease_case_area_id_outcome_on on disease_case (area_id, outcome_on);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-died.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-moved: printed from its declaration by "phaodai indicators sql covid-moved".
create index if not exists domain_counted_disease_case_area_id_outcome_on on disease_case (area_id, outcome_on);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-moved.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;
