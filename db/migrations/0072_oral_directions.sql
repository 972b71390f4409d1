-- An oral direction (ý kiến chỉ đạo), written down by an assistant or by the leader: a directive of type oral-direction, so
-- that items, orders, tasks and the way back from a task to its source are the same as of a document.
alter table directive add column spoken jsonb; -- who said it, where and when, and who wrote it down; null of what was written

create policy direction_record on directive for insert to pd_area, pd_whole with check (
  app_permission() = 'directive.direct' and owner_id = app_body() and state = 'draft' and direction = 'own' and doc_type = 'oral-direction' and spoken is not null);
create policy direction_change on directive for update to pd_area, pd_whole
  using (owner_id = app_body() and doc_type = 'oral-direction' and app_permission() = 'directive.direct') with check (owner_id = app_body());
create policy direction_item on directive_item for insert to pd_area, pd_whole with check (
  directive_owner(directive_id) = app_body() and app_permission() = 'directive.direct');
create policy direction_order on directive_order for insert to pd_area, pd_whole with check (
  directive_owner(directive_id) = app_body() and app_permission() = 'directive.direct');
create policy direction_delivery on directive_delivery for insert to pd_area, pd_whole with check (
  owner_id = app_body() and directive_owner(directive_id) = app_body() and app_permission() = 'directive.direct');
create policy direction_task on task for insert to pd_area, pd_whole with check (
  app_permission() = 'directive.direct' and state = 'not_started' and parent_id is null and assigner_id = app_body() and origin_id = app_body()
  and directive_owner(directive_id) = app_body());

insert into state_transition (subject, action, from_state, to_state) values ('directive', 'direct', 'draft', 'issued');
insert into role_permission (role, permission)
select r, 'directive.direct' from unnest('{clerk,officer,leader,province-leader}'::text[]) r;
