-- Villages are entered by the offices that govern their commune; every other unit comes from the seed. The trees stay
-- public reference data: everybody reads them, and only rows of level village are ever written by a request.

alter table area add column version int not null default 1;  -- moves with each change of a village

create function next_area_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger next_version before update on area for each row when (new.level = 'village') execute function next_area_version();
create trigger audit after insert or update on area for each row when (new.level = 'village') execute function audit_row();
create trigger audit_delete after delete on area for each row when (old.level = 'village') execute function audit_row();

-- Polygons are part of what a map was drawn from, so they move the same stamp as the trees.
create trigger move_trees after insert or update or delete on area_boundary for each statement execute function move_trees();

create function ends_with_commune(commune_id int, ends date) returns boolean language sql stable as $$
  select exists (select from area c where c.id = commune_id and (c.valid_to is null or ends <= c.valid_to))
$$;
-- A village lies in the numbers right after its commune, carries the commune's code and three digits (villages have no
-- official code), and does not outlive the commune.
create function village_fits(new_id int, commune_id int, new_code text, begins date, ends date) returns boolean
language sql stable as $$
  select exists (
    select from area c
    where c.id = commune_id and c.level = 'commune' and new_id > c.id and new_id <= least(c.last_id, c.id + 999)
      and new_code = c.code || lpad((new_id - c.id)::text, 3, '0')
      and begins >= c.valid_from and (c.valid_to is null or begins <= c.valid_to))
    and ends_with_commune(commune_id, ends)
$$;
-- Villages are set up and dissolved by the State's chain (people's committee of the commune and those above it).
create function manages_villages(commune_id int) returns boolean language sql stable as $$
  select app_permission() = 'area.manage' and commune_id = any (app_area_ids())
    and exists (select from body where id = app_body() and chain = 'state')
$$;

alter table area enable row level security;
create policy area_read on area for select to pd_area, pd_whole using (true);
create policy village_add on area for insert to pd_area with check (
  level = 'village' and last_id = id and manages_villages(parent_id) and village_fits(id, parent_id, code, valid_from, valid_to));
create policy village_change on area for update to pd_area
  using (level = 'village' and manages_villages(parent_id))
  with check (ends_with_commune(parent_id, valid_to));
grant insert (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from, valid_to, lat, lon, centroid_source)
  on area to pd_area;
grant update (kind, name, full_name, search_key, valid_to, lat, lon, centroid_source) on area to pd_area;

insert into role_permission (role, permission) values ('admin', 'area.manage'), ('clerk', 'area.manage');
