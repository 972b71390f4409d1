-- A bút phê that names a unit of the own office gives it no task (bodies below get one, and are told of it): whoever works in
-- that unit for the office is told of the bút phê itself, as a person named is.
create or replace view handling_direction_told with (security_invoker = true) as
  select direction_id as id, post_id from handling_party where post_id is not null
  union
  select p.direction_id, o.id from handling_party p join post o on o.body_id = p.unit_id and o.acts_for_id = p.body_id
  where p.unit_id is not null and p.task_id is null
    and exists (select from role_permission r where r.role = o.role and r.permission = 'handling.read');
