-- Indicator beds-taken: printed from its declaration by "phaodai indicators sql beds-taken".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-beds-taken.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator beds-free: printed from its declaration by "phaodai indicators sql beds-free".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-beds-free.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator home-called: printed from its declaration by "phaodai indicators sql home-called".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-home-called.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator teams-ready: printed from its declaration by "phaodai indicators sql teams-ready".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-teams-ready.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Indicator stays-due: printed from its declaration by "phaodai indicators sql stays-due".
create index if not exists domain_counted_stay_facility_area_id_due_on on stay (facility_area_id, due_on);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-stays-due.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


