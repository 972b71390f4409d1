-- Indicator isolated-now: printed from its declaration by "phaodai indicators sql isolated-now".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-isolated-now.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator isolation-ends: printed from its declaration by "phaodai indicators sql isolation-ends".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-isolation-ends.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;
