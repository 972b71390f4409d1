-- Teams of a body that go out to see contacts: where they set out from and how many they see in a day; members as words.
create table tracing_team (
  id uuid primary key,
  body_id int not null default app_body() references body,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 120),
  capacity int not null check (capacity between 1 and 500),
  members text check (char_length(members) between 1 and 500),
  ended_at timestamptz,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create index tracing_team_body on tracing_team (body_id);
create index tracing_team_area on tracing_team (area_id);
alter table tracing_team enable row level security;
create policy tracing_team_read on tracing_team for select to pd_area, pd_whole using (
  'tracing_team' = any ((select app_reads())::text[]) and body_id between app_body_lo() and app_body_hi());
create policy tracing_team_write on tracing_team for insert to pd_area, pd_whole with check (
  app_permission() = 'tracing_team.manage' and body_id = app_body() and created_by = app_post() and version = 1 and ended_at is null);
create policy tracing_team_change on tracing_team for update to pd_area, pd_whole using (app_permission() = 'tracing_team.manage' and body_id = app_body());
grant select (id, body_id, area_id, name, capacity, ended_at, created_by, version, updated_at) on tracing_team to pd_area, pd_whole;
grant select (members) on tracing_team to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, name, capacity, members) on tracing_team to pd_area, pd_whole;
grant update (area_id, name, capacity, members, ended_at) on tracing_team to pd_area, pd_whole;
create trigger next_version before update on tracing_team for each row execute function next_version();
create trigger audit after insert or update or delete on tracing_team for each row execute function audit_row('members');

-- Which team of a body sees a contact on a day, as its coordinator has confirmed it; a later confirmation of the day replaces it.
create table contact_assignment (
  id uuid primary key default gen_random_uuid(),
  body_id int not null default app_body() references body,
  contact_id uuid not null references case_contact,
  on_day date not null,
  team_id uuid not null references tracing_team,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  unique (contact_id, on_day, body_id)
);
create index contact_assignment_team on contact_assignment (team_id, on_day);
create index contact_assignment_body on contact_assignment (body_id);
create function sees_tracing_team(wanted uuid) returns boolean language sql stable
  return exists (select 1 from tracing_team t where t.id = wanted);
alter table contact_assignment enable row level security;
create policy contact_assignment_read on contact_assignment for select to pd_area, pd_whole using (sees_tracing_team(team_id) and sees_case_contact(contact_id));
create policy contact_assignment_write on contact_assignment for insert to pd_area, pd_whole with check (
  app_permission() = 'tracing_team.assign' and body_id = app_body() and created_by = app_post() and version = 1 and sees_case_contact(contact_id)
  and exists (select from tracing_team t where t.id = team_id and t.body_id = app_body() and t.ended_at is null));
create policy contact_assignment_change on contact_assignment for update to pd_area, pd_whole
  using (app_permission() = 'tracing_team.assign' and body_id = app_body())
  with check (exists (select from tracing_team t where t.id = team_id and t.body_id = app_body() and t.ended_at is null));
grant select on contact_assignment to pd_area, pd_whole;
grant insert (contact_id, on_day, team_id) on contact_assignment to pd_area, pd_whole;
grant update (team_id) on contact_assignment to pd_area, pd_whole;
create trigger next_version before update on contact_assignment for each row execute function next_version();
create trigger audit after insert or update or delete on contact_assignment for each row execute function audit_row();

insert into role_permission (role, permission)
select 'health', p from unnest('{tracing_team.read,tracing_team.manage,tracing_team.assign,tracing_team.reveal}'::text[]) p;
select let_heirs_read();
