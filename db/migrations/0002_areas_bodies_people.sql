-- The three dated trees: area, body, person (through posts). valid_to is the last day in force; null = in force.

create table area (
  id int primary key,
  parent_id int references area,
  last_id int not null,                       -- a subtree is: id between id and last_id
  code text not null,                         -- official code; reused over time, so never a key by itself
  level text not null check (level in ('country', 'province', 'district', 'commune', 'village')),
  kind text not null,                         -- tỉnh, huyện, thị xã, xã, phường, thị trấn, đặc khu, thôn …
  name text not null,                         -- without kind
  full_name text not null,
  search_key text not null,                   -- lower case, no marks
  valid_from date not null,
  valid_to date,
  lat double precision,
  lon double precision,
  area_km2 double precision,
  centroid_source text,
  check (last_id >= id),
  check (valid_to is null or valid_to >= valid_from),
  unique (code, level, valid_from)
);
create index area_parent on area (parent_id);
create index area_search on area using gin (search_key gin_trgm_ops);

create table area_successor (
  predecessor_id int not null references area,
  successor_id int not null references area,
  source text not null,
  primary key (predecessor_id, successor_id)
);
create index area_successor_back on area_successor (successor_id);

create table area_boundary (
  area_id int not null references area,
  valid_from date not null,
  geometry jsonb not null,
  bbox_west double precision not null,
  bbox_south double precision not null,
  bbox_east double precision not null,
  bbox_north double precision not null,
  source text not null,
  imported_at timestamptz not null default now(),
  primary key (area_id, valid_from)
);

create table body (
  id int primary key,
  parent_id int references body,
  last_id int not null,                       -- a subtree is: id between id and last_id
  kind text not null,                         -- committee, people-committee, department, health-centre, village-team …
  chain text not null check (chain in ('party', 'state', 'front', 'armed')),
  level text not null check (level in ('province', 'district', 'commune', 'village')),
  name text not null,                         -- full name as it signs: "Ủy ban nhân dân huyện Đình Lập"
  short_name text not null,                   -- "UBND huyện Đình Lập"
  search_key text not null,
  seat_area_id int not null references area,
  sector text,                                -- y-te, giao-duc, cong-an …: what "Ngành Y tế" means here
  valid_from date not null,
  valid_to date,
  check (last_id >= id),
  check (valid_to is null or valid_to >= valid_from)
);
create index body_parent on body (parent_id);
create index body_seat on body (seat_area_id);
create index body_search on body using gin (search_key gin_trgm_ops);

create table body_successor (
  predecessor_id int not null references body,
  successor_id int not null references body,
  source text not null,
  primary key (predecessor_id, successor_id)
);
create index body_successor_back on body_successor (successor_id);

-- Territory: a dated set of areas (a regional health centre spans several communes).
create table body_territory (
  body_id int not null references body,
  area_id int not null references area,
  valid_from date not null,
  valid_to date,
  primary key (body_id, area_id, valid_from)
);
create index body_territory_area on body_territory (area_id);

-- How a body is called: everywhere (context null) or in the documents of one body ("UBND huyện" in a letter of
-- Huyện ủy Đình Lập). Answers that a clerk gave once are remembered here.
create table body_alias (
  id uuid primary key default gen_random_uuid(),
  alias text not null,
  alias_key text not null,
  context_body_id int references body,
  body_ids int[] not null check (cardinality(body_ids) > 0),
  learned_at timestamptz not null default now(),
  learned_by uuid default app_person()
);
create unique index body_alias_once on body_alias (alias_key, coalesce(context_body_id, 0));
create index body_alias_context on body_alias (context_body_id);

create table person (
  id uuid primary key,
  full_name text not null,
  search_key text not null,
  phone text,
  email text,
  created_by uuid default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create index person_search on person using gin (search_key gin_trgm_ops);

create table role (
  name text primary key,                      -- leader, clerk, officer, village, inspector, auditor, admin
  sees_whole boolean not null default false   -- whole installation: policies "to pd_whole" apply
);
create table role_permission (
  role text not null references role,
  permission text not null,                   -- subject.action
  primary key (role, permission)
);

create table post (
  id uuid primary key,
  person_id uuid not null references person,
  body_id int not null references body,       -- where the person sits
  acts_for_id int not null references body,   -- in whose name: Văn phòng Huyện ủy works for Huyện ủy
  role text not null references role,
  title text not null,                        -- "Chuyên viên tổng hợp"
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create index post_person on post (person_id);
create index post_body on post (body_id);
create index post_acts_for on post (acts_for_id);
create index post_role on post (role);

create table calendar_day (
  day date primary key,
  kind text not null check (kind in ('holiday', 'working')),
  name text not null,
  source text not null
);

-- The day in Vietnam, whatever the session's time zone says.
create function app_today() returns date language sql stable parallel safe
  return (now() at time zone 'Asia/Ho_Chi_Minh')::date;

-- Every area id that a body's records may carry: its territory, all below it, and all their predecessors.
-- Kept until the stamp moves: the trees have changed, or another day has begun (territories are dated).
create table body_scope (
  body_id int primary key references body,
  stamp text not null,
  area_ids int[] not null,
  area_lo int,
  area_hi int
);
create table tree_version (
  only_row boolean primary key default true check (only_row),
  n bigint not null
);
insert into tree_version (n) values (1);

create function scope_stamp() returns text language sql stable security definer set search_path = public, pg_temp
  as $$ select n || '/' || app_today() from tree_version $$;

create function move_trees() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tree_version set n = n + 1;
  return null;
end $$;
create trigger move_trees after insert or update or delete on body_territory for each statement execute function move_trees();
create trigger move_trees after insert or update or delete on area_successor for each statement execute function move_trees();
create trigger move_trees after insert or update or delete on area for each statement execute function move_trees();

create function find_body_scope(wanted int) returns body_scope language plpgsql security definer set search_path = public, pg_temp as $$
declare
  present text := scope_stamp();              -- read before the trees: a change in between only means one more reckoning
  found body_scope;
begin
  select * into found from body_scope s where s.body_id = wanted and s.stamp = present;
  if found.body_id is not null then return found; end if;
  with recursive base as (
    select a.id from body_territory t join area r on r.id = t.area_id join area a on a.id between r.id and r.last_id
    where t.body_id = wanted and t.valid_from <= app_today() and (t.valid_to is null or t.valid_to >= app_today())
  ), reach(id) as (
    select id from base
    union
    select b.id from reach join area_successor s on s.successor_id = reach.id
      join area p on p.id = s.predecessor_id join area b on b.id between p.id and p.last_id
  )
  select wanted, present, coalesce(array_agg(id order by id), '{}'), min(id), max(id) into found from reach;
  insert into body_scope select (found).* on conflict (body_id) do update
    set stamp = excluded.stamp, area_ids = excluded.area_ids, area_lo = excluded.area_lo, area_hi = excluded.area_hi;
  return found;
end $$;

-- Areas, bodies and the calendar are public reference data; people and posts are not.
grant select on area, area_successor, area_boundary, body, body_successor, body_territory, calendar_day, role, role_permission
  to pd_area, pd_whole;
grant select, insert on body_alias to pd_area, pd_whole;
alter table body_alias enable row level security;
create policy alias_read on body_alias for select to pd_area, pd_whole using (context_body_id is null or context_body_id between app_body_lo() and app_body_hi());
create policy alias_learn on body_alias for insert to pd_area, pd_whole
  with check (context_body_id = app_body() and app_permission() in ('directive.review', 'directive.issue'));

alter table person enable row level security;
alter table post enable row level security;
grant select (id, full_name, search_key, version, updated_at) on person to pd_area, pd_whole;
grant select on person to pd_area_clear, pd_whole_clear;
grant insert, update on person to pd_area, pd_whole;
grant select, insert, update on post to pd_area, pd_whole;
create policy post_read on post for select to pd_area, pd_whole
  using (person_id = app_person() or body_id between app_body_lo() and app_body_hi());
-- Whoever manages people may not reach beyond his own subtree through a person who also holds a post elsewhere.
create function person_within(who uuid, lo int, hi int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(bool_and(body_id between lo and hi and acts_for_id between lo and hi)
      filter (where valid_to is null or valid_to >= app_today()), true)
    and bool_or(body_id between lo and hi)
  from post where person_id = who
$$;
-- A post may be given to a person of the own subtree, or to one just entered by the same post and without any.
create function person_addable(who uuid, lo int, hi int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from post where person_id = who and body_id between lo and hi)
    or exists (select 1 from person where id = who and created_by = app_post()
      and not exists (select 1 from post where person_id = who))
$$;
-- Roles that see the whole installation are given by a body at the top of the tree only.
create function role_givable(wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not sees_whole or exists (select 1 from body where id = app_body() and parent_id is null) from role where name = wanted
$$;
create policy post_write on post for insert to pd_area, pd_whole
  with check (app_permission() = 'person.manage' and body_id between app_body_lo() and app_body_hi()
    and acts_for_id between app_body_lo() and app_body_hi()
    and role_givable(role) and person_addable(person_id, app_body_lo(), app_body_hi()));
create policy post_change on post for update to pd_area, pd_whole
  using (app_permission() = 'person.manage' and body_id between app_body_lo() and app_body_hi()
    and acts_for_id between app_body_lo() and app_body_hi() and role_givable(role))
  with check (body_id between app_body_lo() and app_body_hi() and acts_for_id between app_body_lo() and app_body_hi()
    and role_givable(role) and person_addable(person_id, app_body_lo(), app_body_hi()));
create policy person_read on person for select to pd_area, pd_whole
  using (id = app_person() or exists (select 1 from post where post.person_id = person.id));
create policy person_write on person for insert to pd_area, pd_whole
  with check (app_permission() = 'person.manage' and created_by = app_post());
create policy person_change on person for update to pd_area, pd_whole
  using (app_permission() = 'person.manage' and person_within(id, app_body_lo(), app_body_hi()));
