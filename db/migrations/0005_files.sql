-- Files: the bytes lie in the data folder by digest; who uploaded them, what they are called and what they are
-- attached to stands here. A file is seen by the post that uploaded it and by whoever sees what it is attached to.

create table file (
  id uuid primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  name text not null check (length(name) between 1 and 255),
  attached_subject text,
  attached_id uuid,
  body_id int not null references body default app_body(),
  post_id uuid not null references post default app_post(),
  at timestamptz not null default now(),
  check ((attached_subject is null) = (attached_id is null))
);
create index file_body on file (body_id);
create index file_post on file (post_id);
create index file_attached on file (attached_subject, attached_id);
create index file_sha256 on file (sha256);

-- Whether the caller sees the thing a file hangs on, under that thing's own policy. Domains replace it to add theirs.
create function attachment_visible(what text, which uuid) returns boolean language sql stable as $$ select false $$;

alter table file enable row level security;
grant select, insert (id, sha256, size, media_type, name), update (attached_subject, attached_id) on file to pd_area, pd_whole;
create policy file_read on file for select to pd_area, pd_whole
  using (post_id = app_post() or (attached_id is not null and attachment_visible(attached_subject, attached_id)));
create policy file_write on file for insert to pd_area, pd_whole
  with check (app_permission() in ('file.upload', 'directive.intake') and post_id = app_post() and body_id = app_body());
create policy file_attach on file for update to pd_area, pd_whole
  using (post_id = app_post() and attached_id is null)
  with check (attached_id is not null and attachment_visible(attached_subject, attached_id));

create trigger audit after insert or update or delete on file for each row execute function audit_row();
