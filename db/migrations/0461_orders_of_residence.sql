-- Where a contact lives and was taken over, orders on him are made there: a list without a case, since the case is the other side's.
-- Each line keeps why its form was proposed. See docs/adr/0056-what-made-a-contact.md.
alter table order_list alter case_id drop not null;
alter table order_line add form_reason text check (char_length(form_reason) between 1 and 40);
grant insert (form_reason), update (form_reason) on order_line to pd_area;

drop policy order_list_begin on order_list;
create policy order_list_begin on order_list for insert to pd_area with check (
  app_permission() = 'order_list.draft' and state = 'draft' and version = 1 and created_by = app_post()
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())) and (case_id is null or sees_disease_case(case_id))
  and body_id in (app_unit(), report_unit_above(app_unit(), app_today())));

-- Somebody who lives in the caller's areas and was taken over there.
create function takes_care_of(wanted uuid) returns boolean language sql stable
  return exists (select 1 from case_contact c where c.id = wanted and c.voided_at is null and c.state = 'followed' and c.residence_area_id in (select unnest(app_area_ids())));
drop policy order_line_begin on order_line;
create policy order_line_begin on order_line for insert to pd_area with check (
  app_permission() = 'order_list.draft' and exists (select from order_list l where l.id = list_id and l.created_by = app_post() and l.state = 'draft'
    and case when l.case_id is null then takes_care_of(contact_id) else sees_case_contact_of(contact_id, l.case_id) end));

select let_heirs_read();
