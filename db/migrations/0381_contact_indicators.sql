-- Indicator contacts-listed: printed from its declaration by "phaodai indicators sql contacts-listed".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-contacts-listed.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator contacts-sampled: printed from its declaration by "phaodai indicators sql contacts-sampled".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-contacts-sampled.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator contacts-isolated: printed from its declaration by "phaodai indicators sql contacts-isolated".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-contacts-isolated.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

