-- Indicator specimens-taken: printed from its declaration by "phaodai indicators sql specimens-taken".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-specimens-taken.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator specimens-positive: printed from its declaration by "phaodai indicators sql specimens-positive".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-specimens-positive.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator specimens-in-time: printed from its declaration by "phaodai indicators sql specimens-in-time".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-specimens-in-time.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


