-- Directives and tasks. Scope is by body and distribution list, never by area: a row names the bodies that decide
-- who sees it, so that a policy is a few integer ranges on the row itself.

create table directive (
  id uuid primary key,
  owner_id int not null references body,      -- the body whose office registered it and gives out its tasks
  direction text not null check (direction in ('incoming', 'own')),
  doc_type text not null,
  system text not null check (system in ('party', 'state')),
  number text,
  number_key text,                            -- number without spaces, upper case: finds duplicates within one office
  issuer_text text,
  issuer_id int references body,
  place text,
  issued_on date,
  abstract text,
  urgency text,
  disease text,
  signer_capacity text,
  signer_name text,
  text text not null,                         -- the document as it was read; spans point into it
  file_id uuid,
  reading jsonb not null,                     -- what the engine said; corrections stand in directive_order and the columns above
  recipients jsonb not null default '[]',     -- [{ written, span, purpose, named }] as resolved
  declared_not_secret boolean not null default false,
  authority_id int references body,           -- on whose authority the tasks are given
  monitor_id int references body,             -- who follows them up
  state text not null default 'draft' check (state in ('draft', 'issued', 'withdrawn', 'superseded')),
  superseded_by_id uuid references directive,
  issued_at timestamptz,
  search_key text not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index directive_owner on directive (owner_id, created_at desc);
create index directive_issuer on directive (issuer_id);
create index directive_authority on directive (authority_id);
create index directive_monitor on directive (monitor_id);
create index directive_superseded_by on directive (superseded_by_id);
create index directive_search on directive using gin (search_key gin_trgm_ops);
create index directive_number on directive (owner_id, number_key) where number_key is not null;

-- A document of a secrecy grade is never stored; only this may be kept.
create table directive_stub (
  id uuid primary key,
  owner_id int not null references body,
  number text,
  issued_on date,
  issuer_text text,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index directive_stub_owner on directive_stub (owner_id);

create table directive_item (
  id uuid primary key,
  directive_id uuid not null references directive,
  label text not null,
  parent_label text,
  position int not null,
  span_start int not null,
  span_end int not null,
  unique (directive_id, label)
);

-- One ordered thing of a document, as reviewed. `engine` keeps what the engine said; null = added by hand.
create table directive_order (
  id uuid primary key,
  directive_id uuid not null references directive,
  item_label text,
  position double precision not null,
  text text not null,
  span_start int,
  span_end int,
  leads jsonb not null default '[]',          -- [{ written, bodyIds | null, rule }]
  coordinates jsonb not null default '[]',
  doers jsonb not null default '[]',
  monitor_id int references body,
  authority_id int references body,
  area_id int references area,
  nature text not null check (nature in ('deliverable', 'standing', 'attitude')),
  deadline_kind text not null check (deadline_kind in ('date', 'recurring', 'standing', 'on-event', 'none')),
  deadline date,
  deadline_printed text,
  deadline_source text check (deadline_source in ('document', 'office')),
  recurring text check (recurring in ('daily', 'weekly', 'monthly', 'quarterly', 'periodic')),
  report_to text,
  topics text[] not null default '{}',
  confidence real,
  engine jsonb,
  dropped boolean not null default false,
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index directive_order_directive on directive_order (directive_id, position);
create index directive_order_monitor on directive_order (monitor_id);
create index directive_order_authority on directive_order (authority_id);
create index directive_order_area on directive_order (area_id);

-- One row per recipient: to carry out, to know, or for report (those read and get no task).
create table directive_delivery (
  id uuid primary key,
  directive_id uuid not null references directive,
  owner_id int not null references body,
  body_id int not null references body,
  purpose text not null check (purpose in ('execute', 'report', 'inform')),
  delivered_at timestamptz not null default now(),
  read_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,                       -- title and body, not a name: names stay within their own body
  unique (directive_id, body_id)
);
create index directive_delivery_body on directive_delivery (body_id, delivered_at desc);
create index directive_delivery_owner on directive_delivery (owner_id);

-- Rules of an office that change with time; the row with the latest valid_from that is not in the future holds.
create table office_setting (
  key text not null,
  value jsonb not null,
  valid_from date not null,
  source text not null,
  primary key (key, valid_from)
);
insert into office_setting (key, value, valid_from, source) values
  ('offered-deadline-days', '10', '2020-01-01', 'Thông lệ văn phòng cấp ủy: không ấn định hạn thì 10 ngày, trùng ngày nghỉ thì lùi sang ngày làm việc kế tiếp'),
  ('cited-event-days', '20', '2020-01-01', 'Ngày sự việc viện dẫn cách ngày văn bản quá số ngày này thì nhắc kiểm tra'),
  ('stuck-after-days', '3', '2020-01-01', 'Chưa tiếp nhận sau số ngày này là đang kẹt'),
  ('escalate-after-days', '3', '2020-01-01', 'Đã đôn đốc, quá số ngày này vẫn quá hạn thì báo lên cấp trên của cơ quan giao');

-- One row per obligated body.
create table task (
  id uuid primary key,
  directive_id uuid references directive,
  order_id uuid references directive_order,
  parent_id uuid references task,
  origin_id int not null references body,     -- issued the directive at the root: follows it to the last child
  authority_id int references body,
  assigner_id int not null references body,
  body_id int not null references body,
  monitor_id int references body,
  role text not null check (role in ('lead', 'coordinate', 'doer')),
  item_label text,
  text text not null,
  topics text[] not null default '{}',
  nature text not null check (nature in ('deliverable', 'standing', 'attitude')),
  area_id int references area,
  deadline_kind text not null check (deadline_kind in ('date', 'recurring', 'standing', 'on-event', 'none')),
  deadline date,                              -- in force; earlier ones stand in task_event
  deadline_printed text,
  deadline_source text check (deadline_source in ('document', 'office')),
  recurring text check (recurring in ('daily', 'weekly', 'monthly', 'quarterly', 'periodic')),
  report_to text,
  state text not null default 'not_started' check (state in
    ('not_started', 'in_progress', 'awaiting_confirmation', 'done', 'refused', 'sent_back', 'suspended', 'cancelled')),
  accepted_at timestamptz,
  done_at timestamptz,
  percent smallint check (percent between 0 and 100),
  last_report text,
  last_report_at timestamptz,
  pending_request text check (pending_request in ('extension', 'reassignment')),
  requested_deadline date,
  request_reason text,
  chased_at timestamptz,
  chased_count int not null default 0,
  escalated_to_id int references body,
  escalated_at timestamptz,
  search_key text not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  needs_review text check (needs_review in ('superseded', 'withdrawn')), -- what it rested on is gone; the assigner decides
  closed boolean not null generated always as (state in ('done', 'refused', 'cancelled')) stored,
  due date not null generated always as (coalesce(deadline, 'infinity'::date)) stored,
  check (deadline_kind = 'date' or deadline is null)
);
-- Lists by deadline show open tasks first, those without a deadline after the dated ones: order by closed, due, id.
create index task_body on task (body_id, closed, due, id);
create index task_assigner on task (assigner_id, closed, due, id);
create index task_due on task (closed, due, id);
create index task_decision on task (assigner_id) where state = 'awaiting_confirmation' or pending_request is not null or needs_review is not null;
create index task_finished on task (done_at, due) where done_at is not null;
create index task_origin on task (origin_id);
create index task_monitor on task (monitor_id) where monitor_id is not null;
create index task_authority on task (authority_id) where authority_id is not null;
create index task_escalated on task (escalated_to_id) where escalated_to_id is not null;
create index task_area on task (area_id) where area_id is not null;
create index task_directive on task (directive_id);
create index task_order on task (order_id);
create index task_parent on task (parent_id) where parent_id is not null;
create index task_newest on task (created_at desc, id desc);
create index task_deadline on task (deadline, id) where state in ('not_started', 'in_progress', 'sent_back', 'awaiting_confirmation');
create index task_search on task using gin (search_key gin_trgm_ops);

create table task_event (
  id uuid primary key,
  task_id uuid not null references task,
  kind text not null,                         -- assigned, accepted, reported, completed, confirmed, sent_back, extension_asked …
  at timestamptz not null default now(),
  post_id uuid default app_post(),
  body_id int references body default app_body(),
  by_title text not null,                     -- title and body, not a name
  note text,
  from_state text,
  to_state text,
  old_deadline date,
  new_deadline date,
  percent smallint,
  file_ids uuid[] not null default '{}'
);
create index task_event_task on task_event (task_id, at);
create index task_event_body on task_event (body_id);

-- Counts by body and state, so that a leader's totals never group a million rows. Appended as differences in the
-- change's own transaction (no row is contended for); compact_task_tally() adds them up. A closed task has no deadline
-- here: nobody waits for it any more. task_total says the same for posts that see the whole installation.
create table task_tally (
  body_id int not null,
  assigner_id int not null,
  origin_id int not null,
  monitor_id int,
  role text not null,
  state text not null,
  deadline date,
  office_dated boolean not null,
  n int not null
);
create index task_tally_body on task_tally (body_id);
create index task_tally_assigner on task_tally (assigner_id);
create index task_tally_origin on task_tally (origin_id);
create index task_tally_monitor on task_tally (monitor_id) where monitor_id is not null;
create index task_tally_deadline on task_tally (deadline) where deadline is not null;

create table task_total (
  role text not null,
  state text not null,
  deadline date,
  office_dated boolean not null,
  n int not null
);

create function tally_task() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    insert into task_tally
      select body_id, assigner_id, origin_id, monitor_id, role, state, case when not closed then deadline end,
        deadline_source is not distinct from 'office' and not closed, -count(*) from old_rows group by 1, 2, 3, 4, 5, 6, 7, 8;
    insert into task_total
      select role, state, case when not closed then deadline end, deadline_source is not distinct from 'office' and not closed, -count(*)
      from old_rows group by 1, 2, 3, 4;
  end if;
  if tg_op in ('UPDATE', 'INSERT') then
    insert into task_tally
      select body_id, assigner_id, origin_id, monitor_id, role, state, case when not closed then deadline end,
        deadline_source is not distinct from 'office' and not closed, count(*) from new_rows group by 1, 2, 3, 4, 5, 6, 7, 8;
    insert into task_total
      select role, state, case when not closed then deadline end, deadline_source is not distinct from 'office' and not closed, count(*)
      from new_rows group by 1, 2, 3, 4;
  end if;
  return null;
end $$;
create trigger tally_insert after insert on task referencing new table as new_rows for each statement execute function tally_task();
create trigger tally_update after update on task referencing old table as old_rows new table as new_rows for each statement execute function tally_task();
create trigger tally_delete after delete on task referencing old table as old_rows for each statement execute function tally_task();

create function compact_task_tally() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with gone as (delete from task_tally returning *)
  insert into task_tally
    select body_id, assigner_id, origin_id, monitor_id, role, state, deadline, office_dated, sum(n)
    from gone group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(n) <> 0;
  with gone as (delete from task_total returning *)
  insert into task_total select role, state, deadline, office_dated, sum(n) from gone group by 1, 2, 3, 4 having sum(n) <> 0;
end $$;

-- Counts from scratch, after a load that bypassed the triggers.
create function rebuild_task_tally() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from task_tally;
  delete from task_total;
  insert into task_tally
    select body_id, assigner_id, origin_id, monitor_id, role, state, case when not closed then deadline end,
      deadline_source is not distinct from 'office' and not closed, count(*) from task group by 1, 2, 3, 4, 5, 6, 7, 8;
  insert into task_total select role, state, deadline, office_dated, sum(n) from task_tally group by 1, 2, 3, 4;
end $$;
revoke execute on function compact_task_tally(), rebuild_task_tally() from public;
grant execute on function compact_task_tally(), rebuild_task_tally() to phaodai_system;

-- Tasks in the caller's scope with all these words, or null when there are more than `most`: then the words are common
-- and the list finds them by walking its order. LIKE is not leakproof, so under row security no index may serve it; this
-- looks through the index, and the list reads the rows found under its own policy.
create function task_matches(words text[], most int) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  likes text;
  scope text := '';
  found uuid[];
begin
  if not coalesce('task' = any (app_reads()), false) then return '{}'; end if;
  select string_agg(format('search_key like %L', '%' || w || '%'), ' and ') into likes from unnest(words) w;
  if current_setting('role') not like 'pd\_whole%' then
    scope := format('and (body_id between %1$s and %2$s or assigner_id between %1$s and %2$s or origin_id between %1$s and %2$s or monitor_id between %1$s and %2$s)',
      app_body_lo(), app_body_hi());
  end if;
  execute format('select array_agg(id) from (select id from task where %s %s limit %s) found', likes, scope, most + 1) into found;
  return case when cardinality(found) > most then null else coalesce(found, '{}') end;
end $$;

-- When the installation's first task was given: before that day nothing can be compared.
create function first_task_at() returns timestamptz language sql stable security definer set search_path = public, pg_temp
  as $$ select created_at from task order by created_at, id limit 1 $$;

-- Reads that policies need beyond the row at hand; security definer, because a policy on task that reads task recurs.
create function task_body(which uuid) returns int language sql stable security definer set search_path = public, pg_temp
  as $$ select body_id from task where id = which $$;
create function directive_owner(which uuid) returns int language sql stable security definer set search_path = public, pg_temp
  as $$ select owner_id from directive where id = which $$;
create function directive_delivered(which uuid, lo int, hi int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from directive_delivery where directive_id = which and body_id between lo and hi) $$;
create function gives_in_directive(which uuid, giver int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from task where directive_id = which and assigner_id = giver) $$;
create function open_children(which uuid) returns int language sql stable security definer set search_path = public, pg_temp
  as $$ select count(*)::int from task where parent_id = which and role = 'lead' and state not in ('done', 'refused', 'cancelled') $$;

alter table directive enable row level security;
alter table directive_stub enable row level security;
alter table directive_item enable row level security;
alter table directive_order enable row level security;
alter table directive_delivery enable row level security;
alter table task enable row level security;
alter table task_event enable row level security;
alter table task_tally enable row level security;
alter table task_total enable row level security;

grant select, insert on directive, directive_stub, directive_item, directive_order, directive_delivery, task, task_event to pd_area, pd_whole;
grant select on task_tally, office_setting to pd_area, pd_whole;
grant select on task_total to pd_whole;
grant update (body_ids, learned_at, learned_by) on body_alias to pd_area, pd_whole;
create policy alias_relearn on body_alias for update to pd_area, pd_whole
  using (context_body_id = app_body() and app_permission() in ('directive.review', 'directive.issue')) with check (context_body_id = app_body());
grant update (doc_type, system, number, number_key, issuer_text, issuer_id, place, issued_on, abstract, urgency, disease, signer_capacity,
  signer_name, authority_id, monitor_id, state, superseded_by_id, issued_at, search_key, recipients) on directive to pd_area, pd_whole;
grant update (item_label, position, text, span_start, span_end, leads, coordinates, doers, monitor_id, authority_id, area_id, nature,
  deadline_kind, deadline, deadline_printed, deadline_source, recurring, report_to, topics, dropped) on directive_order to pd_area, pd_whole;
grant update (read_at, acknowledged_at, acknowledged_by) on directive_delivery to pd_area, pd_whole;
grant update (state, accepted_at, done_at, percent, last_report, last_report_at, pending_request, requested_deadline, request_reason,
  deadline, deadline_kind, deadline_source, chased_at, chased_count, escalated_to_id, escalated_at, needs_review) on task to pd_area, pd_whole;

-- Reading rights stand in one sub-select, asked once a query. (m) The planner takes them for rare, which makes it collect a
-- commune's rows by index before sorting them; as a plain call or a half it walked a million rows for a commune's page.
-- A draft is its owner's alone; an issued document is seen by its owner's superiors and by whom it was delivered to.
create policy directive_read on directive for select to pd_area using (
  'directive' = any ((select app_reads())::text[]) and (owner_id = app_body() or (state <> 'draft'
    and (owner_id between app_body_lo() and app_body_hi() or directive_delivered(id, app_body_lo(), app_body_hi())))));
create policy directive_read_whole on directive for select to pd_whole using (
  'directive' = any ((select app_reads())::text[]) and (owner_id = app_body() or state <> 'draft'));
create policy directive_intake on directive for insert to pd_area, pd_whole with check (
  app_permission() = 'directive.intake' and owner_id = app_body() and state = 'draft');
create policy directive_change on directive for update to pd_area, pd_whole
  using (owner_id = app_body() and app_permission() in ('directive.review', 'directive.issue', 'directive.withdraw', 'directive.supersede'))
  with check (owner_id = app_body());

create policy stub_read on directive_stub for select to pd_area, pd_whole using (owner_id = app_body() and 'directive' = any ((select app_reads())::text[]));
create policy stub_write on directive_stub for insert to pd_area, pd_whole with check (owner_id = app_body() and app_permission() = 'directive.intake');

create policy item_read on directive_item for select to pd_area, pd_whole using (exists (select 1 from directive d where d.id = directive_id));
create policy item_write on directive_item for insert to pd_area, pd_whole with check (
  directive_owner(directive_id) = app_body() and app_permission() in ('directive.intake', 'directive.review'));

create policy order_read on directive_order for select to pd_area, pd_whole using (directive_owner(directive_id) = app_body() and 'directive' = any ((select app_reads())::text[]));
create policy order_write on directive_order for insert to pd_area, pd_whole with check (
  directive_owner(directive_id) = app_body() and app_permission() in ('directive.intake', 'directive.review'));
create policy order_change on directive_order for update to pd_area, pd_whole
  using (directive_owner(directive_id) = app_body() and app_permission() = 'directive.review')
  with check (directive_owner(directive_id) = app_body());

create policy delivery_read on directive_delivery for select to pd_area using (
  'directive' = any ((select app_reads())::text[]) and (owner_id between app_body_lo() and app_body_hi() or body_id between app_body_lo() and app_body_hi()));
create policy delivery_read_whole on directive_delivery for select to pd_whole using ('directive' = any ((select app_reads())::text[]));
create policy delivery_write on directive_delivery for insert to pd_area, pd_whole with check (
  owner_id = app_body() and directive_owner(directive_id) = app_body() and app_permission() = 'directive.issue');
create policy delivery_receive on directive_delivery for update to pd_area, pd_whole
  using (body_id = app_body() and app_permission() in ('directive.read', 'directive.acknowledge'))
  with check (body_id = app_body());

create policy task_read on task for select to pd_area using (
  'task' = any ((select app_reads())::text[]) and (
    body_id between app_body_lo() and app_body_hi() or assigner_id between app_body_lo() and app_body_hi()
    or origin_id between app_body_lo() and app_body_hi() or monitor_id between app_body_lo() and app_body_hi()));
create policy task_read_whole on task for select to pd_whole using ('task' = any ((select app_reads())::text[]));
create policy task_give on task for insert to pd_area, pd_whole with check (
  state = 'not_started'
  and (parent_id is null or task_body(parent_id) = app_body())
  and (directive_id is null or parent_id is not null or directive_owner(directive_id) = app_body()
    or (app_permission() = 'task.reassign' and gives_in_directive(directive_id, app_body())))
  and ((assigner_id = app_body() and app_permission() in ('directive.issue', 'task.cascade', 'task.assign', 'task.reassign'))
    -- "UBND huyện chỉ đạo: Ngành Y tế …": the doer sees the item at once and receives it from UBND
    or (role = 'doer' and origin_id = app_body() and app_permission() = 'directive.issue')));
create policy task_act on task for update to pd_area, pd_whole
  using ((body_id = app_body() and app_permission() in ('task.accept', 'task.report', 'task.complete', 'task.ask', 'task.cascade'))
    or (assigner_id = app_body() and app_permission() in ('task.confirm', 'task.send-back', 'task.decide', 'task.reassign', 'task.chase', 'task.suspend', 'task.resume', 'task.cancel', 'task.escalate'))
    or ((monitor_id = app_body() or origin_id = app_body()) and app_permission() in ('task.chase', 'task.escalate'))
    or (origin_id = app_body() and app_permission() in ('directive.withdraw', 'directive.supersede')))
  with check (true);

create policy event_read on task_event for select to pd_area, pd_whole using (exists (select 1 from task t where t.id = task_id));
create policy event_write on task_event for insert to pd_area, pd_whole with check (
  post_id = app_post() and body_id = app_body() and exists (select 1 from task t where t.id = task_id));

create policy tally_read on task_tally for select to pd_area using (
  'task' = any ((select app_reads())::text[]) and (
    body_id between app_body_lo() and app_body_hi() or assigner_id between app_body_lo() and app_body_hi()
    or origin_id between app_body_lo() and app_body_hi() or monitor_id between app_body_lo() and app_body_hi()));
create policy total_read_whole on task_total for select to pd_whole using ('task' = any ((select app_reads())::text[]));
create policy tally_read_whole on task_tally for select to pd_whole using ('task' = any ((select app_reads())::text[]));

insert into state_transition (subject, action, from_state, to_state) values
  ('directive', 'issue', 'draft', 'issued'),
  ('directive', 'withdraw', 'issued', 'withdrawn'),
  ('directive', 'supersede', 'issued', 'superseded'),
  ('task', 'accept', 'not_started', 'in_progress'),
  ('task', 'cascade', 'not_started', 'in_progress'),
  ('task', 'report', 'sent_back', 'in_progress'),
  ('task', 'complete', 'in_progress', 'awaiting_confirmation'),
  ('task', 'complete', 'sent_back', 'awaiting_confirmation'),
  ('task', 'confirm', 'awaiting_confirmation', 'done'),
  ('task', 'send-back', 'awaiting_confirmation', 'sent_back'),
  ('task', 'reassign', 'not_started', 'refused'),
  ('task', 'reassign', 'in_progress', 'refused'),
  ('task', 'suspend', 'not_started', 'suspended'),
  ('task', 'suspend', 'in_progress', 'suspended'),
  ('task', 'suspend', 'sent_back', 'suspended'),
  ('task', 'resume', 'suspended', 'in_progress'),
  ('task', 'resume', 'suspended', 'not_started'),
  ('task', 'cancel', 'not_started', 'cancelled'),
  ('task', 'cancel', 'in_progress', 'cancelled'),
  ('task', 'cancel', 'awaiting_confirmation', 'cancelled'),
  ('task', 'cancel', 'sent_back', 'cancelled'),
  ('task', 'cancel', 'suspended', 'cancelled');

create function guard_children() returns trigger language plpgsql as $$
begin
  if new.state in ('awaiting_confirmation', 'done') and new.state is distinct from old.state and open_children(new.id) > 0 then
    raise exception 'task has open children' using errcode = 'PD002';
  end if;
  return new;
end $$;

create trigger guard_state before update on directive for each row execute function guard_state();
create trigger guard_state before update on task for each row execute function guard_state();
create trigger guard_children before update of state on task for each row execute function guard_children();
create trigger next_version before update on directive for each row execute function next_version();
create trigger next_version before update on directive_order for each row execute function next_version();
create trigger next_version before update on task for each row execute function next_version();
create trigger audit after insert or update or delete on directive for each row execute function audit_row();
create trigger audit after insert or update or delete on directive_stub for each row execute function audit_row();
create trigger audit after insert or update or delete on directive_order for each row execute function audit_row();
create trigger audit after insert or update or delete on directive_delivery for each row execute function audit_row();
create trigger audit after insert or update or delete on task for each row execute function audit_row();
create trigger audit after insert or update or delete on task_event for each row execute function audit_row();

-- A file hung on a task or a directive is seen by whoever sees that row under its own policy.
create or replace function attachment_visible(what text, which uuid) returns boolean language sql stable as $$
  select case what when 'task' then exists (select 1 from task where id = which)
    when 'directive' then exists (select 1 from directive where id = which) else false end
$$;

insert into role (name, sees_whole) values
  ('leader', false), ('province-leader', true), ('clerk', false), ('officer', false), ('village', false),
  ('inspector', false), ('auditor', true), ('admin', false)
on conflict (name) do nothing;

insert into role_permission (role, permission)
select r, p from (values
  ('leader', '{directive.read,directive.acknowledge,task.read,task.accept,task.report,task.complete,task.ask,task.assign,task.cascade,task.confirm,task.send-back,task.decide,task.reassign,task.chase,task.suspend,task.resume,task.cancel,task.escalate}'::text[]),
  ('province-leader', '{directive.read,directive.acknowledge,task.read,task.assign,task.confirm,task.send-back,task.decide,task.reassign,task.chase,task.suspend,task.resume,task.cancel,task.escalate}'),
  ('clerk', '{directive.read,directive.acknowledge,directive.intake,directive.review,directive.issue,directive.withdraw,directive.supersede,task.read,task.accept,task.report,task.complete,task.ask,task.assign,task.cascade,task.confirm,task.send-back,task.decide,task.reassign,task.chase,task.suspend,task.resume,task.cancel,task.escalate}'),
  ('officer', '{directive.read,directive.acknowledge,task.read,task.accept,task.report,task.complete,task.ask,task.cascade,task.confirm,task.send-back,task.decide,task.chase}'),
  ('village', '{task.read,task.accept,task.report,task.complete,task.ask}'),
  ('inspector', '{directive.read,task.read}')
) as given (r, ps), unnest(ps) p;
