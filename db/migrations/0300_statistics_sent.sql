-- Statistics that go out by themselves: a schedule of a body, a run for every period that has ended (its figures kept as
-- they were counted, so that a reprint is the same paper), and who received it. A run works in the post that set the
-- schedule, under that post's own row security.

create table statistics_schedule (
  id uuid primary key,
  owner_id int not null references body,
  author_id uuid not null default app_post() references post, -- in whose post the runs work
  name text not null,
  every text not null check (every in ('week', 'month')),
  day smallint not null check (day between 1 and case every when 'week' then 7 else 28 end), -- Monday is 1; day of the month
  hour smallint not null check (hour between 0 and 23), -- of Vietnam
  side text not null check (side in ('given', 'received')),
  basis text not null check (basis in ('given', 'due', 'open')),
  grouping text not null check (grouping in ('body', 'topic', 'directive')),
  form text not null check (form in ('document', 'notice')), -- a draft to be signed and numbered, or a notice with the figures
  recipient_ids int[] not null,
  starts_on date not null,                    -- runs of earlier days are not made
  ended_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (form = 'document' or cardinality(recipient_ids) > 0)
);
create index statistics_schedule_owner on statistics_schedule (owner_id);
create index statistics_schedule_author on statistics_schedule (author_id);

create table statistics_run (
  id uuid primary key,
  schedule_id uuid not null references statistics_schedule,
  owner_id int not null references body,
  name text not null,
  run_on date not null,
  due_at timestamptz not null,
  period_from date not null,
  period_to date not null,
  form text not null check (form in ('document', 'notice')),
  query jsonb not null,
  found jsonb,                                -- the figures as they were counted; null while the run fails
  draft_id uuid,
  state text not null check (state in ('failed', 'made', 'drafted', 'sent')), -- made: its draft is not begun yet
  problem text,                               -- code of what went wrong, with the figures or with the draft
  made_at timestamptz,
  unique (schedule_id, run_on),
  check ((state = 'failed') = (found is null))
);
create index statistics_run_owner on statistics_run (owner_id, due_at desc);
create index statistics_run_draft on statistics_run (draft_id) where draft_id is not null;

create table statistics_delivery (
  id uuid primary key,
  run_id uuid not null references statistics_run,
  owner_id int not null references body,
  body_id int not null references body,
  delivered_at timestamptz not null,
  read_at timestamptz,
  unique (run_id, body_id)
);
create index statistics_delivery_body on statistics_delivery (body_id, delivered_at desc);
create index statistics_delivery_owner on statistics_delivery (owner_id);

-- Only the job moves a run, and what has been counted stays as it was counted.
create function guard_run() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and (old.state, new.state) not in (('failed', 'made'), ('failed', 'sent'), ('made', 'drafted'))
    or old.found is not null and new.found is distinct from old.found then
    raise exception 'run % -> %', old.state, new.state using errcode = 'PD001';
  end if;
  return new;
end $$;
create trigger guard_state before update on statistics_run for each row execute function guard_run();

-- A policy cannot read a table whose policy reads its own.
create function statistics_delivered(which uuid, whom int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from statistics_delivery where run_id = which and (body_id = whom or body_id = any ((select app_former())::int[]))) $$;
revoke execute on function statistics_delivered(uuid, int) from public;
grant execute on function statistics_delivered(uuid, int) to pd_area, pd_whole;

alter table statistics_schedule enable row level security;
alter table statistics_run enable row level security;
alter table statistics_delivery enable row level security;
grant select on statistics_schedule, statistics_run, statistics_delivery to pd_area, pd_whole;
grant insert (id, owner_id, name, every, day, hour, side, basis, grouping, form, recipient_ids, starts_on),
  update (author_id, name, every, day, hour, side, basis, grouping, form, recipient_ids, ended_at) on statistics_schedule to pd_area, pd_whole;
grant insert, update (found, draft_id, state, problem, made_at) on statistics_run to pd_area, pd_whole;
grant insert, update (read_at) on statistics_delivery to pd_area, pd_whole;

create policy schedule_read on statistics_schedule for select to pd_area, pd_whole using ('task' = any ((select app_reads())::text[]) and owner_id = app_body());
create policy schedule_make on statistics_schedule for insert to pd_area, pd_whole with check (app_permission() = 'statistics.send' and owner_id = app_body() and author_id = app_post());
create policy schedule_change on statistics_schedule for update to pd_area, pd_whole
  using (app_permission() = 'statistics.send' and owner_id = app_body()) with check (owner_id = app_body() and (ended_at is not null or author_id = app_post())); -- whoever changes it answers for it
create policy run_read on statistics_run for select to pd_area, pd_whole using (
  'task' = any ((select app_reads())::text[]) and (owner_id = app_body() or statistics_delivered(id, app_body())));
create policy run_make on statistics_run for insert to pd_area, pd_whole with check (
  app_permission() = 'statistics.send' and owner_id = app_body() and exists (select from statistics_schedule s where s.id = schedule_id and s.owner_id = app_body()));
create policy run_change on statistics_run for update to pd_area, pd_whole
  using (app_permission() = 'statistics.send' and owner_id = app_body() and state = 'failed') with check (owner_id = app_body());
create policy sent_read on statistics_delivery for select to pd_area, pd_whole using ('task' = any ((select app_reads())::text[]) and (owner_id = app_body() or body_id = app_body()));
create policy sent_make on statistics_delivery for insert to pd_area, pd_whole with check (
  app_permission() = 'statistics.send' and owner_id = app_body() and exists (select from statistics_run r where r.id = run_id and r.owner_id = app_body()));
create policy sent_open on statistics_delivery for update to pd_area, pd_whole using (body_id = app_body() and app_permission() = 'task.read') with check (body_id = app_body());
select let_heirs_read();

create trigger next_version before update on statistics_schedule for each row execute function next_version();
create trigger audit after insert or update or delete on statistics_schedule for each row execute function audit_row();
create trigger audit after insert or update or delete on statistics_run for each row execute function audit_row();
create trigger audit after insert or update or delete on statistics_delivery for each row execute function audit_row();

insert into role_permission (role, permission) select r, 'statistics.send' from unnest('{leader,province-leader,clerk}'::text[]) r;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('statistics-failed', 46, false, true, true),
  ('statistics-drafted', 155, true, false, true),
  ('statistics-received', 156, true, false, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values
  ('statistics_run', '/thong-ke/ban-gui/{id}', '{name}', 'owner_id', 'period_to');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader_column, permission, roles, climbs, at_column) values
  ('statistics-received', 'statistics-received', 'statistics_delivery', 'insert', '{}', 'statistics_run', 'run_id', null, null, 'body_id', 'task.read', '{leader,province-leader,clerk,officer}', false, 'delivered_at'),
  ('statistics-drafted', 'statistics-drafted', 'statistics_run', 'update', '{"state": "drafted"}', 'statistics_run', 'id', null, null, 'owner_id', 'statistics.send', '{clerk}', false, null),
  ('statistics-failed', 'statistics-failed', 'statistics_run', 'insert', '{"state": "failed"}', 'statistics_run', 'id', null, null, 'owner_id', 'statistics.send', null, false, null),
  ('statistics-undrafted', 'statistics-failed', 'statistics_run', 'update', '{"problem": "no-post"}', 'statistics_run', 'id', null, null, 'owner_id', 'statistics.send', null, false, null);
