-- Incoming documents on their way through one office (domain: SS01, incoming). A row begins when a document comes in, by
-- intake or by delivery from another body here, and is its body's alone; of it the sender learns the state, nothing more.

create table handling (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  directive_id uuid references directive,     -- null: a line of the book without a text
  entry_id uuid references book_entry,
  source text not null check (source in ('intake', 'delivery', 'book', 'edxml')),
  state text not null default 'arrived' check (state in ('arrived', 'registered', 'assigned', 'in_progress', 'done', 'refused', 'recall_asked', 'recalled')),
  state_before text,                          -- where it stood when its sender asked for it back
  arrived_on date not null default app_today(),
  deadline date,                              -- of the bút phê in force
  done_at timestamptz,
  reason text,                                -- of refusal or recall
  result text,
  result_directive_id uuid references directive,
  envelope jsonb,                             -- sender, document id and status trail of an edXML file
  created_by uuid default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (directive_id is not null or entry_id is not null)
);
create unique index handling_document on handling (body_id, directive_id) where directive_id is not null;
create index handling_body on handling (body_id, state, created_at desc);
create index handling_directive on handling (directive_id) where directive_id is not null;
create index handling_entry on handling (entry_id) where entry_id is not null;
create index handling_result on handling (result_directive_id) where result_directive_id is not null;

-- A bút phê; the latest one is in force.
create table handling_direction (
  id uuid primary key,
  handling_id uuid not null references handling,
  body_id int not null references body default app_body(),
  sentence text not null check (sentence <> ''),
  deadline date,
  leader_post_id uuid not null references post,
  leader_title text not null,
  said_on date not null,
  on_behalf boolean not null,
  recorded_by text not null,                  -- title, not a name
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index handling_direction_handling on handling_direction (handling_id, created_at desc);
create index handling_direction_body on handling_direction (body_id);
create index handling_direction_leader on handling_direction (leader_post_id);

create table handling_party (
  id uuid primary key default gen_random_uuid(),
  direction_id uuid not null references handling_direction,
  body_id int not null references body default app_body(),
  role text not null check (role in ('lead', 'coordinate')),
  post_id uuid references post,
  unit_id int references body,
  task_id uuid references task,
  check ((post_id is null) <> (unit_id is null)),
  check (task_id is null or unit_id is not null)
);
create index handling_party_direction on handling_party (direction_id);
create index handling_party_body on handling_party (body_id);
create index handling_party_post on handling_party (post_id);
create index handling_party_unit on handling_party (unit_id);
create index handling_party_task on handling_party (task_id) where task_id is not null;

create table handling_event (
  id uuid primary key default gen_random_uuid(),
  handling_id uuid not null references handling,
  body_id int not null references body default app_body(),
  kind text not null,
  at timestamptz not null default now(),
  post_id uuid not null default app_post(),
  by_title text not null,
  note text,
  from_state text,
  to_state text
);
create index handling_event_handling on handling_event (handling_id, at);
create index handling_event_body on handling_event (body_id);

-- What comes in is on the clerk's table at once, whichever way it came.
create function arrive_by_intake() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into handling (body_id, directive_id, source) values (new.owner_id, new.id, 'intake') on conflict do nothing;
  return null;
end $$;
create trigger arrive after insert on directive for each row when (new.direction = 'incoming') execute function arrive_by_intake();

create function arrive_by_delivery() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into handling (body_id, directive_id, source) select body_id, directive_id, 'delivery' from new_rows on conflict do nothing;
  return null;
end $$;
create trigger arrive after insert on directive_delivery referencing new table as new_rows for each statement execute function arrive_by_delivery();

-- A document withdrawn by its body is asked back from everybody it went to.
create function ask_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update handling set state_before = state, state = 'recall_asked', reason = 'Cơ quan ban hành thu hồi văn bản.'
  where directive_id = new.id and body_id <> new.owner_id and state in ('arrived', 'registered', 'assigned', 'in_progress', 'done');
  return null;
end $$;
create trigger ask_back after update of state on directive for each row when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function ask_back();

-- How far each recipient of the acting body's own document has come.
create function delivery_status(which uuid) returns table (body_id int, state text, reason text, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.body_id, h.state, case when h.state = 'refused' then h.reason end, h.updated_at
  from handling h join directive d on d.id = h.directive_id
  where h.directive_id = which and d.owner_id = app_body() and h.body_id <> d.owner_id and coalesce('handling' = any (app_reads()), false)
$$;

alter table handling enable row level security;
alter table handling_direction enable row level security;
alter table handling_party enable row level security;
alter table handling_event enable row level security;
grant select, insert on handling, handling_direction, handling_party, handling_event to pd_area, pd_whole;
grant update (entry_id, state, state_before, arrived_on, deadline, done_at, reason, result, result_directive_id, envelope) on handling to pd_area, pd_whole;

create policy handling_read on handling for select to pd_area, pd_whole using ('handling' = any ((select app_reads())::text[]) and body_id = app_body());
create policy handling_enter on handling for insert to pd_area, pd_whole with check (
  body_id = app_body() and app_permission() = 'handling.register' and state in ('arrived', 'registered') and created_by = app_post()
  and (directive_id is null or exists (select 1 from directive d where d.id = directive_id))
  and (entry_id is null or exists (select 1 from book_entry e where e.id = entry_id)));
create policy handling_move on handling for update to pd_area, pd_whole
  using (body_id = app_body() and (app_permission() like 'handling.%' or app_permission() = 'directive.intake'))
  with check (body_id = app_body() and (entry_id is null or exists (select 1 from book_entry e where e.id = entry_id))
    and (result_directive_id is null or exists (select 1 from directive d where d.id = result_directive_id)));
create policy handling_direction_read on handling_direction for select to pd_area, pd_whole using (
  'handling' = any ((select app_reads())::text[]) and body_id = app_body());
create policy handling_direction_write on handling_direction for insert to pd_area, pd_whole with check (
  body_id = app_body() and created_by = app_post() and app_permission() in ('handling.direct', 'handling.record')
  and (app_permission() = 'handling.record' or leader_post_id = app_post())
  and exists (select 1 from handling h where h.id = handling_id) and exists (select 1 from post p where p.id = leader_post_id and p.acts_for_id = app_body()));
create policy handling_party_read on handling_party for select to pd_area, pd_whole using ('handling' = any ((select app_reads())::text[]) and body_id = app_body());
create policy handling_party_write on handling_party for insert to pd_area, pd_whole with check (
  body_id = app_body() and app_permission() in ('handling.direct', 'handling.record') and exists (select 1 from handling_direction d where d.id = direction_id)
  and (post_id is null or exists (select 1 from post p where p.id = post_id and p.acts_for_id = app_body())));
create policy handling_event_read on handling_event for select to pd_area, pd_whole using ('handling' = any ((select app_reads())::text[]) and body_id = app_body());
create policy handling_event_write on handling_event for insert to pd_area, pd_whole with check (
  body_id = app_body() and post_id = app_post() and exists (select 1 from handling h where h.id = handling_id));
-- A bút phê may hand a task to a body below; it rests on the document when that is the office's own.
create policy task_give_by_direction on task for insert to pd_area, pd_whole with check (
  app_permission() in ('handling.direct', 'handling.record') and state = 'not_started' and parent_id is null and assigner_id = app_body() and origin_id = app_body()
  and body_id between app_body_lo() and app_body_hi() and (directive_id is null or directive_owner(directive_id) = app_body()));

insert into state_transition (subject, action, from_state, to_state) values
  ('handling', 'register', 'arrived', 'registered'),
  ('handling', 'refuse', 'arrived', 'refused'),
  ('handling', 'start', 'assigned', 'in_progress'),
  ('handling', 'finish', 'registered', 'done'), ('handling', 'finish', 'assigned', 'done'), ('handling', 'finish', 'in_progress', 'done');
insert into state_transition (subject, action, from_state, to_state)
select 'handling', a, f, 'assigned' from unnest('{direct,record}'::text[]) a, unnest('{registered,assigned,in_progress,done}'::text[]) f
union all select 'handling', 'ask-back', f, 'recall_asked' from unnest('{arrived,registered,assigned,in_progress,done}'::text[]) f
union all select 'handling', 'answer-recall', 'recall_asked', t from unnest('{recalled,arrived,registered,assigned,in_progress,done}'::text[]) t;

-- A withdrawal moves the state from within its own trigger: that is no action of the recipient.
create trigger guard_state before update on handling for each row when (pg_trigger_depth() = 0) execute function guard_state();
create trigger next_version before update on handling for each row execute function next_version();
create trigger audit after insert or update or delete on handling for each row execute function audit_row();
create trigger audit after insert or update or delete on handling_direction for each row execute function audit_row();
create trigger audit after insert or update or delete on handling_party for each row execute function audit_row();
create trigger audit after insert or update or delete on handling_event for each row execute function audit_row();

insert into role_permission (role, permission)
select r, p from (values
  ('clerk', '{handling.read,handling.register,handling.refuse,handling.record,handling.start,handling.finish,handling.ask-back,handling.answer-recall}'::text[]),
  ('leader', '{handling.read,handling.direct,handling.start,handling.finish,handling.answer-recall}'),
  ('province-leader', '{handling.read,handling.direct,handling.start,handling.finish}'),
  ('officer', '{handling.read,handling.record,handling.start,handling.finish}')
) as given (r, ps), unnest(ps) p;
