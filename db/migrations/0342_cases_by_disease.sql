-- Cases by disease, as printed from the declaration: the curve of any one of them.

-- Indicator cases-by-disease: printed from its declaration by "phaodai indicators sql cases-by-disease".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-cases-by-disease.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

