-- Who sees a link is who sees both of its cases. Asked of the cases themselves that costs two look-ups a link under row security,
-- in a chain of thirty thousand cases a third of its walk: a link carries the areas of both cases, kept true by the two triggers.
alter table case_link
  add column from_area_id int, add column from_detection_area_id int,
  add column to_area_id int, add column to_detection_area_id int;
update case_link l set from_area_id = f.area_id, from_detection_area_id = f.detection_area_id, to_area_id = c.area_id, to_detection_area_id = c.detection_area_id
  from disease_case f, disease_case c where f.id = l.from_case and c.id = l.to_case;
alter table case_link alter column from_area_id set not null, alter column to_area_id set not null;

create function place_case_link() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select f.area_id, f.detection_area_id, c.area_id, c.detection_area_id
    into new.from_area_id, new.from_detection_area_id, new.to_area_id, new.to_detection_area_id
    from disease_case f, disease_case c where f.id = new.from_case and c.id = new.to_case
    for share of f, c; -- a case that moves meanwhile waits, and then finds the link
  return new;
end $$;
create trigger place before insert on case_link for each row execute function place_case_link();

create function move_case_links() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update case_link set from_area_id = new.area_id, from_detection_area_id = new.detection_area_id where from_case = new.id;
  update case_link set to_area_id = new.area_id, to_detection_area_id = new.detection_area_id where to_case = new.id;
  return null;
end $$;
create trigger domain_move_links after update of area_id, detection_area_id on disease_case for each row
  when (old.area_id is distinct from new.area_id or old.detection_area_id is distinct from new.detection_area_id) execute function move_case_links();
revoke execute on function place_case_link(), move_case_links() from public;

drop policy case_link_read on case_link;
create policy case_link_read on case_link for select to pd_area using ( -- no index leads by area to a link: no bounds, as elsewhere
  'disease_case' = any ((select app_reads())::text[])
  and (from_area_id in (select unnest(app_area_ids())) or from_detection_area_id in (select unnest(app_area_ids())))
  and (to_area_id in (select unnest(app_area_ids())) or to_detection_area_id in (select unnest(app_area_ids()))));
create policy case_link_read_whole on case_link for select to pd_whole using ('disease_case' = any ((select app_reads())::text[]));

select let_heirs_read();
