-- The calendar shows what other tables hold, each under its own policy; it needs no rows of its own.
insert into role_permission (role, permission)
select distinct role, 'calendar.read' from role_permission where permission = 'task.read';
