-- Indicators over cases, as printed from their declarations. The clerk holds the figures without the rows (countsOnly).

-- Indicator cases-confirmed: printed from its declaration by "phaodai indicators sql cases-confirmed".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-cases-confirmed.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator cases-reported: printed from its declaration by "phaodai indicators sql cases-reported".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-cases-reported.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator cases-in-time: printed from its declaration by "phaodai indicators sql cases-in-time".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-cases-in-time.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

