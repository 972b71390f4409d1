-- A zone or its measures may rest on a document that ended or changed: they stand on the one page of what is to be reviewed. Nothing is
-- closed by it: a zone ends by a decision alone.
alter table review_decision add column zone_id uuid references zone;
create index review_decision_zone on review_decision (zone_id) where zone_id is not null;
alter table review_decision drop constraint review_decision_check;
alter table review_decision add constraint review_decision_one check (num_nonnulls(task_id, document_id, zone_id) = 1);
alter table review_decision add constraint review_decision_zone_stays check (zone_id is null or decision <> 'end');
create policy decision_write_zone on review_decision for insert to pd_area, pd_whole with check (
  owner_id = app_body() and created_by = app_post() and zone_id is not null and app_permission() = 'review.decide' and sees_zone(zone_id)
  and exists (select 1 from directive c where c.id = cause_id) and (because_id is null or exists (select 1 from directive b where b.id = because_id)));
