-- Indicator zones-in-force: printed from its declaration by "phaodai indicators sql zones-in-force".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-zones-in-force.read', '{health,officer,leader,province-leader,clerk,inspector}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator gatherings-refused: printed from its declaration by "phaodai indicators sql gatherings-refused".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-gatherings-refused.read', '{health,officer,leader,province-leader,clerk,inspector}'::text[])
) as given (p, rs), unnest(rs) r;
