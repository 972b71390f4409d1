-- Scans: a file whose text must be recognised before anybody knows whether it may be stored. Until a clerk takes it in, its
-- bytes, pictures and words lie on trial in the data folder, and here stands only how far the reading has come.

create table scan (
  id uuid primary key,                        -- also the id of the directive that comes of it
  owner_id int not null references body default app_body(),
  direction text not null check (direction in ('incoming', 'own')),
  name text not null check (length(name) <= 255), -- '' once refused for a grade
  kind text not null check (kind in ('pdf', 'picture')),
  media_type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  attachments jsonb not null default '[]',    -- [{ name, mediaType, sha256, size }], in the order of their files on trial
  state text not null default 'queued' check (state in ('queued', 'reading', 'read', 'refused', 'failed', 'cancelled', 'taken')),
  page int not null default 0 check (page >= 0), -- pages read so far
  pages int check (pages > 0),
  problem text,                               -- code of a refusal; never words of the document
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index scan_owner on scan (owner_id, created_at desc);
create index scan_waiting on scan (updated_at) where state in ('queued', 'reading', 'read');

-- What was read on a page of a directive that came as a scan. Words: [{ start, end, x, y, width, height, confidence }], offsets
-- in the directive's text, boxes in shares of the picture; a word that a person corrected has confidence 100.
create table scan_page (
  directive_id uuid not null references directive,
  n int not null check (n > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  width int not null,
  height int not null,
  words jsonb not null,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (directive_id, n)
);

alter table scan enable row level security;
alter table scan_page enable row level security;
grant select, insert (id, direction, name, kind, media_type, size, sha256, attachments), update (state) on scan to pd_area, pd_whole;
grant select, insert, update (words) on scan_page to pd_area, pd_whole;

create policy scan_read on scan for select to pd_area, pd_whole using (owner_id = app_body() and 'directive' = any ((select app_reads())::text[]));
create policy scan_hold on scan for insert to pd_area, pd_whole with check (owner_id = app_body() and state = 'queued' and app_permission() = 'directive.intake');
create policy scan_end on scan for update to pd_area, pd_whole
  using (owner_id = app_body() and app_permission() = 'directive.intake' and state not in ('taken', 'refused'))
  with check (owner_id = app_body() and state in ('cancelled', 'taken'));

create policy page_read on scan_page for select to pd_area, pd_whole using (exists (select 1 from directive d where d.id = directive_id));
create policy page_write on scan_page for insert to pd_area, pd_whole with check (directive_owner(directive_id) = app_body() and app_permission() = 'directive.intake');
create policy page_correct on scan_page for update to pd_area, pd_whole
  using (directive_owner(directive_id) = app_body() and app_permission() = 'directive.review')
  with check (directive_owner(directive_id) = app_body());

create trigger next_version before update on scan for each row execute function next_version();
create trigger next_version before update on scan_page for each row execute function next_version();
create trigger audit after insert or update of state or delete on scan for each row execute function audit_row('name', 'attachments', 'sha256', 'size'); -- pages read are no change of anybody's

-- A draft's text may be corrected where recognition erred; it is then read again.
grant update (text, reading) on directive to pd_area, pd_whole;
grant update (engine, confidence) on directive_order to pd_area, pd_whole;

-- Puts other units in the place of a draft's, for who reviews it. Nobody may delete rows himself.
create function reread_items(which uuid, items jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'directive.review'
    or not exists (select from directive where id = which and owner_id = app_body() and state = 'draft') then
    raise exception 'not one''s own draft' using errcode = '42501';
  end if;
  delete from directive_item where directive_id = which;
  insert into directive_item (id, directive_id, label, parent_label, position, span_start, span_end)
  select (i ->> 'id')::uuid, which, i ->> 'label', i ->> 'parentLabel', (i ->> 'position')::int, (i ->> 'spanStart')::int, (i ->> 'spanEnd')::int
  from jsonb_array_elements(items) i on conflict (directive_id, label) do nothing;
end $$;
revoke execute on function reread_items(uuid, jsonb) from public;
grant execute on function reread_items(uuid, jsonb) to pd_area, pd_whole;
