-- Filters of a list kept under a name: a person's own, in every post; shared with those who act for the body it was made in.
-- Nobody deletes: a view taken away keeps its row and can be put back.
create table saved_view (
  id uuid primary key,
  person_id uuid not null references person default app_person(),
  body_id int not null references body default app_body(),
  place text not null check (place ~ '^[a-z][a-z_-]{0,60}(:[a-z_-]{1,60})?$'), -- tasks, documents, search, register:rumour …
  name text not null check (char_length(name) between 1 and 60),
  query jsonb not null check (jsonb_typeof(query) = 'object' and octet_length(query::text) <= 4000),
  position double precision not null,
  shared boolean not null default false,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index saved_view_person on saved_view (person_id, place, position);
create index saved_view_body on saved_view (body_id, place) where shared and removed_at is null;
create index saved_view_of_body on saved_view (body_id);

alter table saved_view enable row level security;
grant select, insert on saved_view to pd_area, pd_whole;
grant update (name, query, position, shared, removed_at) on saved_view to pd_area, pd_whole;
create policy view_read on saved_view for select to pd_area, pd_whole using (
  'saved_view' = any ((select app_reads())::text[]) and (person_id = app_person() or (shared and removed_at is null and body_id = app_body())));
create policy view_keep on saved_view for insert to pd_area, pd_whole with check (
  app_permission() = 'saved_view.keep' and person_id = app_person() and body_id = app_body() and removed_at is null);
create policy view_change on saved_view for update to pd_area, pd_whole
  using (app_permission() = 'saved_view.keep' and person_id = app_person()) with check (person_id = app_person());

create trigger next_version before update on saved_view for each row execute function next_version();
create trigger audit after insert or update or delete on saved_view for each row execute function audit_row();

insert into role_permission (role, permission) select r.name, p from role r, unnest('{saved_view.read,saved_view.keep}'::text[]) p;
