-- Indicator covid-specimens: printed from its declaration by "phaodai indicators sql covid-specimens".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-specimens.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-specimens-negative: printed from its declaration by "phaodai indicators sql covid-specimens-negative".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-specimens-negative.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator covid-specimens-positive: printed from its declaration by "phaodai indicators sql covid-specimens-positive".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-covid-specimens-positive.read', '{health,officer,leader,province-leader,clerk}'::text[])
) as given (p, rs), unnest(rs) r;


-- Block 7 of the daily quick report is counted where a purpose is a block of its own. What falls under "other" are several purposes
-- and stays declared.
update quick_column c set indicator = n.indicator, class = p.class
from (values ('sample_f1', 'f1'), ('sample_f2', 'f2'), ('sample_zone', 'zone'), ('sample_fever', 'symptoms')) p (block, class),
  (values ('_new', 'covid-specimens'), ('_total', 'covid-specimens'), ('_negative', 'covid-specimens-negative'), ('_positive', 'covid-specimens-positive')) n (code, indicator)
where c.form_id = 'covid-2021' and c.block = p.block and c.code = p.block || n.code;
