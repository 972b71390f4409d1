-- Indicator stays-admitted: printed from its declaration by "phaodai indicators sql stays-admitted".
create index if not exists domain_counted_stay_facility_area_id_entered_at on stay (facility_area_id, entered_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-stays-admitted.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator stays-discharged: printed from its declaration by "phaodai indicators sql stays-discharged".
create index if not exists domain_counted_stay_facility_area_id_left_at on stay (facility_area_id, left_at);
insert into role_permission (role, permission)
select r, p from (values
  ('figure-stays-discharged.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

