-- Rearranging the apparatus as one dated operation: which units and bodies end on the eve of a day, which begin on it, who
-- takes over what. A plan is rows that are corrected until nothing is open; a rehearsal carries all of it out and rolls it
-- back; carrying out needs a second person and happens on the day. What was, stays readable: successors read what their
-- predecessors left, under the same policies.

-- Bodies that ended and whose successors stand in the acting body's subtree: their rows are read as one's own.
create function app_former() returns int[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.former', true), '')::int[], '{}');
-- The lowest and the highest of them, null without any. Policies ask for this range first: the planner knows it, so that an
-- installation without a reform keeps its plans, and a row is told off by one comparison.
create function app_former_lo() returns int language sql stable parallel safe
  return (nullif(current_setting('app.former', true), '')::int[])[1];
create function app_former_hi() returns int language sql stable parallel safe
  return (nullif(current_setting('app.former', true), '')::int[])[cardinality(nullif(current_setting('app.former', true), '')::int[])];

alter table body_scope add column former_ids int[] not null default '{}';
create trigger move_trees after insert or update or delete on body_successor for each statement execute function move_trees();
create trigger move_trees after update on body for each statement execute function move_trees();

create function find_former_bodies(lo int, hi int, on_day date) returns int[] language sql stable security definer set search_path = public, pg_temp as $$
  with recursive back(id) as (
    select s.predecessor_id from body_successor s where s.successor_id between lo and hi
    union
    select s.predecessor_id from back join body_successor s on s.successor_id = back.id)
  select coalesce(array_agg(p.id order by p.id), '{}') from back join body p on p.id = back.id
  where p.id not between lo and hi and p.valid_to < on_day
$$;
revoke execute on function find_former_bodies(int, int, date) from public;
grant execute on function find_former_bodies(int, int, date) to phaodai_system;

create or replace function find_body_scope(wanted int) returns body_scope language plpgsql security definer set search_path = public, pg_temp as $$
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
  select wanted, present, coalesce(array_agg(id order by id), '{}'), min(id), max(id),
    coalesce((select find_former_bodies(b.id, b.last_id, app_today()) from body b where b.id = wanted), '{}') into found from reach;
  insert into body_scope (body_id, stamp, area_ids, area_lo, area_hi, former_ids) select (found).* on conflict (body_id) do update
    set stamp = excluded.stamp, area_ids = excluded.area_ids, area_lo = excluded.area_lo, area_hi = excluded.area_hi, former_ids = excluded.former_ids;
  return found;
end $$;

drop function app_scope(int);
create function app_scope(body int) returns table (area_lo int, area_hi int, area_ids int[], former_ids int[])
language sql security definer set search_path = public, pg_temp as $$
  select area_lo, area_hi, area_ids, former_ids from find_body_scope(body)
$$;
revoke execute on function app_scope(int) from public;
grant execute on function app_scope(int) to phaodai_app;

-- Every reading policy that asks for a body asks for those it took over from as well; writing stays with the living. To be
-- called again by a migration that adds policies of this kind (test/scope holds them to it).
create function let_heirs_read() returns void language plpgsql as $$
declare
  former constant text := '((\1 >= app_former_lo()) AND (\1 <= app_former_hi()) AND (\1 = ANY ((SELECT app_former())::int[])))';
  body_of constant text := '([a-z_.]+(?:\([a-z_.]+\))?)';
  rule record;
  widened text;
begin
  for rule in select c.relname, p.polname, pg_get_expr(p.polqual, p.polrelid) as qual from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) ~ 'app_body' and pg_get_expr(p.polqual, p.polrelid) !~ 'app_former'
  loop
    widened := regexp_replace(rule.qual, '\(\(' || body_of || ' >= app_body_lo\(\)\) AND \(\1 <= app_body_hi\(\)\)\)',
      '(((\1 >= app_body_lo()) AND (\1 <= app_body_hi())) OR ' || former || ')', 'g');
    widened := regexp_replace(widened, '\(\(' || body_of || ' >= \( SELECT app_body_lo\(\) AS app_body_lo\)\) AND \(\1 <= \( SELECT app_body_hi\(\) AS app_body_hi\)\)\)',
      '(((\1 >= ( SELECT app_body_lo() AS app_body_lo)) AND (\1 <= ( SELECT app_body_hi() AS app_body_hi))) OR ' || former || ')', 'g');
    widened := regexp_replace(widened, '\(' || body_of || ' = app_body\(\)\)', '((\1 = app_body()) OR ' || former || ')', 'g');
    if widened <> rule.qual then execute format('alter policy %I on %I using (%s)', rule.polname, rule.relname, widened); end if;
  end loop;
end $$;
revoke execute on function let_heirs_read() from public;
select let_heirs_read();

-- Functions that policies and lists ask stand for the heirs too (test/scope lists the few that do not, each with its reason).
create or replace function directive_delivered(which uuid, lo int, hi int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from directive_delivery where directive_id = which and (body_id between lo and hi or body_id = any (app_former()))) $$;
create or replace function plan_inspects(which uuid, lo int, hi int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from inspection_visit v where v.plan_id = which and v.dropped_reason is null and (v.inspected_id between lo and hi or v.inspected_id = any (app_former()))) $$;
-- What a body was last told of a meeting counts, for each body apart.
create or replace function meetings_told() returns setof uuid language sql stable security definer set search_path = public, pg_temp
  as $$ select c.meeting_id from meeting_call c where c.body_id = app_body() or c.body_id = any ((select app_former())::int[])
    group by c.meeting_id, c.body_id having (array_agg(c.kind order by c.n desc))[1] <> 'withdrawn' $$;
create or replace function delivery_status(which uuid) returns table (body_id int, state text, reason text, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.body_id, h.state, case when h.state = 'refused' then h.reason end, h.updated_at
  from handling h join directive d on d.id = h.directive_id
  where h.directive_id = which and (d.owner_id = app_body() or d.owner_id = any (app_former())) and h.body_id <> d.owner_id and coalesce('handling' = any (app_reads()), false)
$$;
-- Hosting is writing: the living alone. What a predecessor hosted is read.
create function hosted_meeting(which uuid) returns boolean language sql stable
  return exists (select from meeting m where m.id = which and (m.host_id = app_body() or m.host_id = any (app_former())));
alter policy meeting_event_read on meeting_event using (hosted_meeting(meeting_id));
alter policy meeting_call_read on meeting_call using ('meeting' = any ((select app_reads())::text[])
  and (body_id = app_body() or body_id = any ((select app_former())::int[]) or hosted_meeting(meeting_id)));

-- Changes one passage of a function that stands elsewhere; says so when it is not there any more.
create function amend_function(which regprocedure, was text, becomes text) returns void language plpgsql as $$
declare
  said constant text := pg_get_functiondef(which);
begin
  if position(was in said) = 0 then raise exception '% does not say "%"', which, was; end if;
  execute replace(said, was, becomes);
end $$;
revoke execute on function amend_function(regprocedure, text, text) from public;
select amend_function('task_matches(text[], int)', 'or monitor_id between %1$s and %2$s)',
  'or monitor_id between %1$s and %2$s or body_id = any (app_former()) or assigner_id = any (app_former()) or origin_id = any (app_former()) or monitor_id = any (app_former()))');
select amend_function('find_entries(text, text, jsonb, int, date, uuid, int)', $was$quote_literal('s:' || app_body())::tsquery;$was$,
  $becomes$(select string_agg(quote_literal('s:' || b), ' | ') from unnest(app_body() || app_former()) b)::tsquery;$becomes$);
drop function amend_function(regprocedure, text, text);

-- The operation. Its plan stands in the five tables below it; `plan` moves with every change of any of them, so that a
-- rehearsal tells which plan it was of.
create table reform (
  id uuid primary key,
  owner_id int not null references body default app_body(),
  name text not null check (char_length(name) between 1 and 300),
  effective_on date not null,                 -- first day of what comes; what goes ends the day before
  legal_number text not null check (char_length(legal_number) between 1 and 100),
  legal_on date not null,
  legal_issuer text not null check (char_length(legal_issuer) between 1 and 200),
  area_id int references area,                -- unit whose parts are rearranged; null = bodies only
  state text not null default 'draft' check (state in ('draft', 'proposed', 'confirmed', 'carried_out', 'abandoned')),
  plan int not null default 1,
  proposed_by uuid references person,
  proposed_title text,
  proposed_at timestamptz,
  confirmed_by uuid references person,
  confirmed_title text,
  confirmed_at timestamptz,
  carried_out_at timestamptz,
  tx xid8,                                    -- the transaction of the change stream in which all of it happened
  created_by uuid not null default app_post() references post,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (legal_on <= effective_on),
  check (confirmed_by is null or confirmed_by <> proposed_by),  -- four eyes
  check ((state = 'carried_out') = (carried_out_at is not null)),
  check (state not in ('proposed', 'confirmed', 'carried_out') or proposed_by is not null),
  check (state not in ('confirmed', 'carried_out') or confirmed_by is not null)
);
create index reform_owner on reform (owner_id);
create index reform_area on reform (area_id);
create index reform_author on reform (created_by);
create index reform_proposer on reform (proposed_by);
create index reform_confirmer on reform (confirmed_by);

-- Units that end or begin, and villages to be entered below the communes that take them over.
create table reform_unit (
  reform_id uuid not null references reform,
  area_id int not null,
  fate text not null check (fate in ('ends', 'begins', 'made')),
  made jsonb,                                 -- of a unit to be made: the row of area; predecessors
  primary key (reform_id, area_id),
  check ((fate = 'made') = (made is not null))
);

-- Bodies to be set up, with the number each will have.
create table reform_body (
  reform_id uuid not null references reform,
  id int not null,
  parent_id int not null,
  last_id int not null,
  kind text not null,
  chain text not null check (chain in ('party', 'state', 'front', 'armed')),
  level text not null check (level in ('province', 'district', 'commune', 'village')),
  name text not null check (char_length(name) between 1 and 300),
  short_name text not null check (char_length(short_name) between 1 and 300),
  sector text,
  seat_area_id int not null,
  territory int[] not null,
  search_key text not null,
  aliases text[] not null default '{}',
  alias_keys text[] not null default '{}',
  primary key (reform_id, id),
  check (last_id >= id)
);

-- What becomes of a body in force. An ending one names every successor (they read what it leaves), the one that takes on its
-- open work, and the one that takes on what it gave to others and follows up. Null work_heir_id = still a question.
create table reform_move (
  id uuid primary key default gen_random_uuid(),
  reform_id uuid not null references reform,
  body_id int not null references body,
  heir_ids int[] not null,
  work_heir_id int,
  oversight_heir_id int,
  by_area boolean not null default true,      -- a task of one place goes to the successor that holds the place
  rule text not null,                         -- why, as the planner says; word on screen reform.rule.…
  group_key text not null,                    -- moves that are asked about together
  offers jsonb not null default '[]',         -- [{ kind, bodyId }], the likely one first
  decided_by text,                            -- title; null = by rule
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (reform_id, body_id)
);
create index reform_move_body on reform_move (body_id);

-- Where a post of an ending body goes; the person keeps role and title. fate null = still a question.
create table reform_post (
  id uuid primary key default gen_random_uuid(),
  reform_id uuid not null references reform,
  post_id uuid not null references post,
  new_post_id uuid not null default gen_random_uuid(), -- the post it becomes
  fate text check (fate in ('moves', 'ends')),
  body_id int,
  acts_for_id int,
  title text check (char_length(title) between 1 and 200), -- null = as before
  offers int[] not null default '{}',
  decided_by text,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (reform_id, post_id),
  check ((fate is not distinct from 'moves') = (body_id is not null and acts_for_id is not null))
);
create index reform_post_post on reform_post (post_id);

-- A task that goes elsewhere than its body's open work, by hand.
create table reform_task (
  reform_id uuid not null references reform,
  task_id uuid not null references task,
  heir_id int not null,
  primary key (reform_id, task_id)
);
create index reform_task_task on reform_task (task_id);

-- A rehearsal or the carrying out, as a job: how far it is, and what it found.
create table reform_run (
  id uuid primary key,
  reform_id uuid not null references reform,
  kind text not null check (kind in ('rehearsal', 'carry-out')),
  plan int not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  step int not null default 0,
  steps int not null default 0,
  report jsonb,
  problem text,                               -- code; never words of a row
  created_by uuid references post default app_post(),
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index reform_run_reform on reform_run (reform_id, created_at desc);
create index reform_run_author on reform_run (created_by);

-- A plan is public to the offices at the top of the trees: it names bodies and counts, people only through the post's policy.
create function at_the_top() returns boolean language sql stable
  as $$ select exists (select 1 from body where id = app_body() and parent_id is null) $$;

alter table reform enable row level security;
alter table reform_unit enable row level security;
alter table reform_body enable row level security;
alter table reform_move enable row level security;
alter table reform_post enable row level security;
alter table reform_task enable row level security;
alter table reform_run enable row level security;
grant select, insert on reform_unit, reform_body, reform_move, reform_post, reform_task to pd_area, pd_whole;
grant select, insert on reform, reform_run to pd_area, pd_whole;
grant update (name, effective_on, legal_number, legal_on, legal_issuer, state, plan, proposed_by, proposed_title, proposed_at, confirmed_by, confirmed_title, confirmed_at) on reform to pd_area, pd_whole;
grant update (heir_ids, work_heir_id, oversight_heir_id, by_area, decided_by) on reform_move to pd_area, pd_whole;
grant update (fate, body_id, acts_for_id, title, decided_by) on reform_post to pd_area, pd_whole;
grant update (heir_id) on reform_task to pd_area, pd_whole;

create policy reform_read on reform for select to pd_area, pd_whole using ('reform' = any ((select app_reads())::text[]) and (select at_the_top()));
create policy reform_begin on reform for insert to pd_area, pd_whole with check (
  app_permission() = 'reform.plan' and app_delegation() is null and owner_id = app_body() and (select at_the_top()) and state = 'draft' and created_by = app_post());
create policy reform_change on reform for update to pd_area, pd_whole
  using (app_permission() in ('reform.plan', 'reform.propose', 'reform.confirm', 'reform.withdraw', 'reform.abandon') and app_delegation() is null and (select at_the_top()))
  with check (true);
do $$
declare what text;
begin
  foreach what in array array['reform_unit', 'reform_body', 'reform_move', 'reform_post', 'reform_task'] loop
    execute format('create policy plan_write on %I for insert to pd_area, pd_whole with check (
      app_permission() = ''reform.plan'' and exists (select 1 from reform r where r.id = reform_id and r.state = ''draft''))', what);
    if what not in ('reform_unit', 'reform_body') then
      execute format('create policy plan_change on %I for update to pd_area, pd_whole using (
        app_permission() = ''reform.plan'' and exists (select 1 from reform r where r.id = reform_id and r.state = ''draft'')) with check (true)', what);
    end if;
  end loop;
  foreach what in array array['reform_unit', 'reform_body', 'reform_move', 'reform_run'] loop
    execute format('create policy plan_read on %I for select to pd_area, pd_whole using (exists (select 1 from reform r where r.id = reform_id))', what);
  end loop;
end $$;
create policy plan_read on reform_post for select to pd_area, pd_whole using (
  exists (select 1 from reform r where r.id = reform_id) and exists (select 1 from post o where o.id = post_id));
create policy plan_read on reform_task for select to pd_area, pd_whole using (
  exists (select 1 from reform r where r.id = reform_id) and exists (select 1 from task t where t.id = task_id));
create policy run_ask on reform_run for insert to pd_area, pd_whole with check (
  state = 'queued' and created_by = app_post() and ((kind = 'rehearsal' and app_permission() = 'reform.rehearse') or (kind = 'carry-out' and app_permission() = 'reform.confirm'))
  and exists (select 1 from reform r where r.id = reform_id and r.plan = reform_run.plan));

-- In whose name a post works in its new body: whom it worked for when that goes on, the successor of that above it, else the
-- body itself.
create function reform_acts_for(which uuid, post uuid, place int) returns int language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((
    select case when a.id is null then o.acts_for_id else (
      select h from unnest(a.heir_ids) h left join reform_body n on n.reform_id = which and n.id = h left join body b on b.id = h where place between h and coalesce(n.last_id, b.last_id) limit 1) end
    from post o left join reform_move a on a.reform_id = which and a.body_id = o.acts_for_id where o.id = reform_acts_for.post and o.acts_for_id <> o.body_id), place)
$$;

-- Puts every post of an ending body into a plan, those of the other chain too, whose people the planner does not see: decided
-- where one body takes over, else asked, with the likely body first.
create function plant_reform_posts(which uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'reform.plan' or not at_the_top() or not exists (select from reform where id = which and state = 'draft') then
    raise exception 'not a draft of this office' using errcode = '42501';
  end if;
  insert into reform_post (reform_id, post_id, offers)
    select which, o.id, array(select h from unnest(array[m.work_heir_id] || array(select (f ->> 'bodyId')::int from jsonb_array_elements(m.offers) f) || m.heir_ids) with ordinality u(h, n) where h is not null group by h order by min(n))
    from post o join reform r on r.id = which left join reform_move m on m.reform_id = which and m.body_id = o.body_id
    where (m.id is not null or exists (select from reform_move a where a.reform_id = which and a.body_id = o.acts_for_id)) and (o.valid_to is null or o.valid_to >= r.effective_on)
    on conflict (reform_id, post_id) do nothing;
  update reform_post p set fate = 'moves', body_id = t.place, acts_for_id = reform_acts_for(which, t.post_id, t.place)
    from (select p.id, p.post_id, case when m.id is null then o.body_id when cardinality(m.heir_ids) = 1 and m.decided_by is null then m.work_heir_id end as place
      from reform_post p join post o on o.id = p.post_id left join reform_move m on m.reform_id = which and m.body_id = o.body_id where p.reform_id = which and p.fate is null) t
    where t.id = p.id and t.place is not null;
end $$;
revoke execute on function plant_reform_posts(uuid), reform_acts_for(uuid, uuid, int) from public;
grant execute on function plant_reform_posts(uuid), reform_acts_for(uuid, uuid, int) to pd_area, pd_whole;

-- Bodies named in what is still being written (lists "bodyIds" at any depth), with an ended one's heir in its place.
create function heirs_in(which uuid, said jsonb) returns jsonb language plpgsql stable as $$
begin
  if jsonb_typeof(said) = 'array' then
    return (select coalesce(jsonb_agg(heirs_in(which, e) order by n), '[]') from jsonb_array_elements(said) with ordinality u(e, n));
  elsif jsonb_typeof(said) = 'object' then
    return (select coalesce(jsonb_object_agg(key, case when key = 'bodyIds' and jsonb_typeof(value) = 'array' then (
        select coalesce(jsonb_agg(id order by n), '[]') from (
          select coalesce(m.work_heir_id, b.id::int) as id, min(n) as n from jsonb_array_elements_text(value) with ordinality b(id, n)
            left join reform_move m on m.reform_id = which and m.body_id = b.id::int group by 1) each)
      else heirs_in(which, value) end), '{}') from jsonb_each(said));
  end if;
  return said;
end $$;
revoke execute on function heirs_in(uuid, jsonb) from public;
grant execute on function heirs_in(uuid, jsonb) to phaodai_system;

-- How many posts of a plan nobody has decided on, those of the other chain too: whoever plans one chain learns that the other waits.
create function reform_posts_open(which uuid) returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from reform_post p where p.reform_id = which and p.fate is null and at_the_top() and coalesce('reform' = any (app_reads()), false)
$$;
revoke execute on function reform_posts_open(uuid) from public;
grant execute on function reform_posts_open(uuid) to pd_area, pd_whole;

-- Empties the plan of a draft, before another is made. Nobody may delete rows himself.
create function clear_reform_plan(which uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'reform.plan' or not at_the_top() or not exists (select from reform where id = which and state = 'draft') then
    raise exception 'not a draft of this office' using errcode = '42501';
  end if;
  delete from reform_task where reform_id = which;
  delete from reform_post where reform_id = which;
  delete from reform_move where reform_id = which;
  delete from reform_body where reform_id = which;
  delete from reform_unit where reform_id = which;
end $$;
revoke execute on function clear_reform_plan(uuid) from public;
grant execute on function clear_reform_plan(uuid) to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('reform', 'propose', 'draft', 'proposed'),
  ('reform', 'confirm', 'proposed', 'confirmed'),
  ('reform', 'withdraw', 'proposed', 'draft'),
  ('reform', 'withdraw', 'confirmed', 'draft'),
  ('reform', 'abandon', 'draft', 'abandoned'),
  ('reform', 'carry-out', 'confirmed', 'carried_out');

-- A plan is corrected while it is a draft. Whoever proposes or confirms is who acts; confirming is not for the proposer (the
-- check above); taking it back needs both anew.
create function guard_reform() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.name, new.effective_on, new.legal_number, new.legal_on, new.legal_issuer, new.plan)
      is distinct from (old.name, old.effective_on, old.legal_number, old.legal_on, old.legal_issuer, old.plan) then
    raise exception 'the plan is closed' using errcode = 'PD001';
  end if;
  if new.state = 'proposed' and old.state = 'draft' then
    new.proposed_by := app_person(); new.proposed_at := now();
  elsif new.state = 'confirmed' and old.state = 'proposed' then
    if old.proposed_by = app_person() then raise exception 'four eyes' using errcode = 'PD013'; end if;
    new.confirmed_by := app_person(); new.confirmed_at := now();
  elsif new.state = 'draft' and old.state <> 'draft' then
    new.proposed_by := null; new.proposed_at := null; new.confirmed_by := null; new.confirmed_at := null; new.proposed_title := null; new.confirmed_title := null;
  end if;
  return new;
end $$;
create trigger guard_reform before update on reform for each row execute function guard_reform();
create trigger guard_state before update on reform for each row execute function guard_state();
create trigger next_version before update on reform for each row execute function next_version();
create trigger next_version before update on reform_move for each row execute function next_version();
create trigger next_version before update on reform_post for each row execute function next_version();
create trigger audit after insert or update or delete on reform for each row execute function audit_row();
create trigger audit after update or delete on reform_move for each row execute function audit_row();
create trigger audit after update or delete on reform_post for each row execute function audit_row();
create trigger audit after update of state on reform_run for each row execute function audit_row();
-- Bodies change by a reform (and by whoever founds a committee), and each change is somebody's.
create trigger audit after insert or update or delete on body for each row execute function audit_row();

insert into role_permission (role, permission)
select r, p from (values
  ('reform.read', '{admin,province-leader,auditor}'::text[]),
  ('reform.plan', '{admin}'),
  ('reform.rehearse', '{admin,province-leader}'),
  ('reform.propose', '{admin}'),
  ('reform.confirm', '{province-leader,admin}'),
  ('reform.withdraw', '{admin,province-leader}'),
  ('reform.abandon', '{admin}')
) as given (p, rs), unnest(rs) r;
