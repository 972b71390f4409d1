-- Indicator contacts-listed-in-time: printed from its declaration by "phaodai indicators sql contacts-listed-in-time".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-contacts-listed-in-time.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

