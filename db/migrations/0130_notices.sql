-- Notices: what happened, told to the posts it concerns. They are made from the change stream by rules that are rows, so
-- a new kind is a row in notice_kind, a row in notice_rule and its word on screen. Outside the app only a count travels.

create table notice_kind (
  kind text primary key,                      -- word on screen: notice.kind.<kind>
  position int not null,
  may_mute boolean not null default true,     -- a person may keep it out of his list
  mail boolean not null default false,        -- sent at once unless the person says otherwise; the digest counts all kinds
  push boolean not null default true
);

-- What a notice can lead to: the page, and the columns that tell it from others in the list (read under the reader's own policy).
create table notice_thing (
  thing text primary key,                     -- name of the table
  path text not null,                         -- '/nhiem-vu/{id}'
  words_columns text[] not null default '{}',
  body_column text,                           -- whose it is
  day_column text                             -- by when, or of which day
);

-- One change that somebody is to be told of: an entry of the stream about `subject` whose new values contain `matches`.
create table notice_rule (
  name text primary key,
  kind text not null references notice_kind,
  subject text not null,                      -- table, with a uuid id
  action text not null default 'insert' check (action in ('insert', 'update')),
  matches jsonb not null default '{}',
  thing text not null references notice_thing,
  thing_column text not null,                 -- of the changed row: id of the thing
  via_table text,                             -- the row that names the reader, where the changed row does not
  via_column text,                            -- of the changed row: id in via_table
  reader text not null default 'body' check (reader in ('body', 'post')),
  reader_column text not null,                -- of via_table, else of the changed row
  permission text not null default 'notice.read', -- posts of the body that hold it are told
  roles text[],                               -- and only these, when given
  climbs boolean not null default false,      -- nobody there: the nearest body above that has somebody
  at_column text,                             -- of the changed row: when it happened; else the entry's instant
  check ((via_table is null) = (via_column is null))
);
create index notice_rule_kind on notice_rule (kind);
create index notice_rule_thing on notice_rule (thing);

create table notice (
  id uuid primary key default gen_random_uuid(),
  kind text not null references notice_kind,
  post_id uuid not null references post,
  person_id uuid not null references person,
  body_id int not null references body,       -- in whose name the post works
  thing text not null references notice_thing,
  thing_id uuid not null,
  source text not null,                       -- entry of the stream, or deadline: what was told is told once
  at timestamptz not null,
  made_at timestamptz not null,
  urgent boolean not null default false,
  in_app boolean not null default true,
  mail_due boolean not null default false,
  push_due boolean not null default false,
  read_at timestamptz,
  unique (post_id, kind, thing_id, source)
);
create index notice_unread on notice (post_id, kind, at desc, id) where read_at is null and in_app;
create index notice_list on notice (post_id, kind, at desc, id) where in_app;
create index notice_person on notice (person_id) where read_at is null;
create index notice_mail_due on notice (person_id) where mail_due and read_at is null;
create index notice_push_due on notice (person_id) where push_due and read_at is null;
create index notice_kind_of on notice (kind);
create index notice_body on notice (body_id);
create index notice_thing_of on notice (thing, thing_id);
create index notice_person_all on notice (person_id);

-- How far the stream has been told. Begins at the oldest transaction still running now: nothing before is told, nothing
-- after is missed. Changes that happened before `since` (the history of a demo) make no notice.
create table notice_cursor (
  only_row boolean primary key default true check (only_row),
  tx xid8 not null,
  id bigint not null,
  since timestamptz not null default '-infinity',
  clock_day date                              -- last day whose deadlines were told
);
insert into notice_cursor (tx, id) values (pg_snapshot_xmin(pg_current_snapshot()), 0);

-- A person's own choices; null = the office's rule.
create table notice_setting (
  id uuid primary key references person,
  quiet_from time,
  quiet_to time,
  urgent_breaks boolean not null default true,
  digest boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create table notice_preference (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  kind text not null references notice_kind,
  channel text not null check (channel in ('app', 'mail', 'push')),
  enabled boolean not null,
  unique (person_id, kind, channel)
);
create index notice_preference_kind on notice_preference (kind);

-- Where a person's mail goes; nothing but a code is sent there before the code came back.
create table mail_address (
  id uuid primary key references person,
  address text,
  verified_at timestamptz,
  code text,
  code_sent_at timestamptz,
  code_tries int not null default 0,
  stop_token uuid not null default gen_random_uuid(), -- in every mail: stops mail without signing in
  stopped_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create unique index mail_address_stop on mail_address (stop_token);

-- One browser that asked for pushes.
create table push_subscription (
  id uuid primary key,
  person_id uuid not null references person,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  label text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index push_subscription_person on push_subscription (person_id);

-- The key pair by which push services know this installation; made at its first start.
create table push_key (
  only_row boolean primary key default true check (only_row),
  public_key text not null,
  private_key text not null,
  made_at timestamptz not null default now()
);

-- What goes out. A row names a person, a channel and counts; the words are made when it is sent.
create table notice_sending (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  channel text not null check (channel in ('mail', 'push')),
  device_id uuid references push_subscription,
  purpose text not null check (purpose in ('notice', 'digest', 'test', 'verify')),
  counts jsonb not null default '{}',         -- by kind
  key text not null,                          -- the same key is sent once
  created_at timestamptz not null,
  next_at timestamptz not null,
  attempts int not null default 0,
  last_error text,                            -- code and reason, without an address
  sent_at timestamptz,
  dead_at timestamptz,
  retried_at timestamptz,
  check (device_id is not null or channel = 'mail'),
  unique nulls not distinct (person_id, channel, purpose, key, device_id)
);
create index notice_sending_due on notice_sending (next_at) where sent_at is null and dead_at is null;
create index notice_sending_dead on notice_sending (dead_at desc) where dead_at is not null;
create index notice_sending_device on notice_sending (device_id);

-- Posts of a body that are to be told: in force, with the permission, held by somebody who can sign in.
create function notice_posts(which int, wanted text, only_roles text[], climbs boolean, day date) returns table (id uuid, person_id uuid, body_id int)
language sql stable set search_path = public, pg_temp as $$
  with recursive up (id, parent_id, step) as (
    select b.id, b.parent_id, 0 from body b where b.id = which
    union all
    select b.id, b.parent_id, up.step + 1 from up join body b on b.id = up.parent_id where climbs),
  found as (
    select o.id, o.person_id, o.acts_for_id, up.step
    from up join post o on o.acts_for_id = up.id
      join role_permission p on p.role = o.role and p.permission = wanted
      join account a on a.person_id = o.person_id and a.disabled_at is null
    where o.valid_from <= day and (o.valid_to is null or o.valid_to >= day) and (only_roles is null or o.role = any (only_roles)))
  select f.id, f.person_id, f.acts_for_id from found f where f.step = (select min(step) from found)
$$;

-- Hỏa tốc: of the document itself, or of the one a task rests on. A part with urgent things of its own replaces this function.
create function notice_urgent(what text, which uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce(case what
    when 'directive' then (select urgency = 'hoa-toc' from directive where id = which)
    when 'task' then (select d.urgency = 'hoa-toc' from task t join directive d on d.id = t.directive_id where t.id = which) end, false)
$$;

-- By which ways this very notice goes, from the kind's rule and the person's choice.
create function fill_notice() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  rule notice_kind;
  chosen jsonb;
begin
  select * into rule from notice_kind where kind = new.kind;
  select jsonb_object_agg(channel, enabled) into chosen from notice_preference where person_id = new.person_id and kind = new.kind;
  new.urgent := notice_urgent(new.thing, new.thing_id);
  new.in_app := not rule.may_mute or coalesce((chosen ->> 'app')::boolean, true);
  new.mail_due := (coalesce((chosen ->> 'mail')::boolean, rule.mail) or new.urgent and chosen ->> 'mail' is distinct from 'false')
    and exists (select from mail_address where id = new.person_id and verified_at is not null and stopped_at is null);
  new.push_due := coalesce((chosen ->> 'push')::boolean, rule.push)
    and exists (select from push_subscription where person_id = new.person_id and ended_at is null);
  return new;
end $$;
create trigger fill before insert on notice for each row execute function fill_notice();

-- Tells of at most `most` entries behind the cursor; returns how many entries were looked at. Repeating tells nothing twice.
create function make_notices(most int, moment timestamptz, day date) returns int language plpgsql set search_path = public, pg_temp as $$
declare
  head notice_cursor;
  rule notice_rule;
  looked int;
  top_tx xid8;
  top_id bigint;
begin
  select * into head from notice_cursor for update; -- one maker at a time
  select count(*), (array_agg(s.tx order by s.tx desc, s.id desc))[1], (array_agg(s.id order by s.tx desc, s.id desc))[1]
    into looked, top_tx, top_id
  from (select c.tx, c.id from change_stream c where (c.tx, c.id) > (head.tx, head.id) order by c.tx, c.id limit most) s;
  if looked = 0 then return 0; end if;
  for rule in select * from notice_rule order by name loop
    execute format(
      'insert into notice (kind, post_id, person_id, body_id, thing, thing_id, source, at, made_at)
       select $1, o.id, o.person_id, o.body_id, $2, r.%1$I, ''e'' || e.id, %2$s, $3
       from audit_entry e join %3$I r on r.id = e.row_id::uuid %4$s %5$s
       where (e.tx, e.id) > ($4, $5) and (e.tx, e.id) <= ($6, $7) and e.subject = $8 and e.action = $9 and e.after @> $10
         and o.id is distinct from e.post_id and %2$s >= $11
       on conflict do nothing',
      rule.thing_column,
      case when rule.at_column is null then 'e.at' else format('r.%I', rule.at_column) end,
      rule.subject,
      case when rule.via_table is null then '' else format('join %I v on v.id = r.%I', rule.via_table, rule.via_column) end,
      case rule.reader
        when 'body' then format('cross join lateral notice_posts(%s.%I, $12, $13, $14, $15) o', case when rule.via_table is null then 'r' else 'v' end, rule.reader_column)
        else format('cross join lateral (select p.id, p.person_id, p.acts_for_id as body_id from post p where p.id = %s.%I
          and $12::text is not null and ($13::text[] is null or p.role = any ($13)) and $14::boolean is not null
          and p.valid_from <= $15 and (p.valid_to is null or p.valid_to >= $15)) o', case when rule.via_table is null then 'r' else 'v' end, rule.reader_column)
      end)
    using rule.kind, rule.thing, moment, head.tx, head.id, top_tx, top_id, rule.subject, rule.action, rule.matches, head.since,
      rule.permission, rule.roles, rule.climbs, day;
  end loop;
  update notice_cursor set tx = top_tx, id = top_id;
  return looked;
end $$;
revoke execute on function make_notices(int, timestamptz, date), notice_posts(int, text, text[], boolean, date) from public;
grant execute on function make_notices(int, timestamptz, date), notice_posts(int, text, text[], boolean, date) to phaodai_system;

-- The thing as far as the reader may see it: {words, body, day}; null = no longer his to see.
create function notice_look(what text, which uuid) returns jsonb language plpgsql stable set search_path = public, pg_temp as $$
declare
  shown notice_thing;
  look jsonb;
begin
  select * into shown from notice_thing where thing = what;
  execute format(
    'select jsonb_build_object(''words'', concat_ws('' · '', %s), ''body'', (select b.short_name from body b where b.id = %s), ''day'', %s) from %I t where t.id = $1',
    (select string_agg(format('t.%I', c), ', ') from unnest(shown.words_columns || '{id}'::text[]) with ordinality u (c, n) where n <= greatest(cardinality(shown.words_columns), 1)),
    case when shown.body_column is null then 'null::int' else format('t.%I', shown.body_column) end,
    case when shown.day_column is null then 'null::date' else format('t.%I', shown.day_column) end,
    what) into look using which;
  return look;
end $$;

create function push_public_key() returns text language sql stable security definer set search_path = public, pg_temp
  as $$ select public_key from push_key $$;

-- The code came back: five tries, fifteen minutes.
create function confirm_mail_code(given text, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail_address set code_tries = code_tries + 1 where id = app_person() and app_permission() = 'notice.settings' and code is not null;
  update mail_address set verified_at = moment, code = null, stopped_at = null
    where id = app_person() and app_permission() = 'notice.settings' and code = given and code_tries <= 5 and code_sent_at > moment - interval '15 minutes';
  return found;
end $$;

-- The link at the foot of every mail, followed without signing in.
create function stop_mail(token uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail_address set stopped_at = coalesce(stopped_at, now()) where stop_token = token;
  return found;
end $$;
revoke execute on function push_public_key(), confirm_mail_code(text, timestamptz), stop_mail(uuid) from public;
grant execute on function push_public_key(), confirm_mail_code(text, timestamptz) to pd_area, pd_whole;
grant execute on function stop_mail(uuid) to phaodai_app;

alter table notice enable row level security;
alter table notice_setting enable row level security;
alter table notice_preference enable row level security;
alter table mail_address enable row level security;
alter table push_subscription enable row level security;
alter table push_key enable row level security;
alter table notice_cursor enable row level security;
alter table notice_sending enable row level security;

grant select on notice_kind, notice_thing to pd_area, pd_whole;
grant select on notice, notice_setting, notice_preference, push_subscription, notice_sending to pd_area, pd_whole;
grant update (read_at) on notice to pd_area, pd_whole;
grant insert (id, quiet_from, quiet_to, urgent_breaks, digest), update (quiet_from, quiet_to, urgent_breaks, digest) on notice_setting to pd_area, pd_whole;
grant insert (person_id, kind, channel, enabled), update (enabled) on notice_preference to pd_area, pd_whole;
grant select (id, address, verified_at, code_sent_at, stopped_at, version), insert (id, address, code, code_sent_at),
  update (address, verified_at, code, code_sent_at, code_tries, stopped_at) on mail_address to pd_area, pd_whole;
grant insert (id, person_id, endpoint, p256dh, auth, label), update (ended_at) on push_subscription to pd_area, pd_whole;
grant insert (person_id, channel, device_id, purpose, key, created_at, next_at), update (next_at, attempts, dead_at, retried_at) on notice_sending to pd_area, pd_whole;

-- A notice is its reader's alone (whoever acts in a lent post reads that post's); so are his choices, his address and his
-- browsers. Administrators see what could not be sent.
create policy notice_read on notice for select to pd_area, pd_whole using ((person_id = app_person() or post_id = app_post()) and 'notice' = any ((select app_reads())::text[]));
create policy notice_mark on notice for update to pd_area, pd_whole using ((person_id = app_person() or post_id = app_post()) and app_permission() = 'notice.mark') with check (true);
create policy setting_own on notice_setting for select to pd_area, pd_whole using (id = app_person());
create policy setting_make on notice_setting for insert to pd_area, pd_whole with check (id = app_person() and app_permission() = 'notice.settings');
create policy setting_change on notice_setting for update to pd_area, pd_whole using (id = app_person() and app_permission() = 'notice.settings') with check (id = app_person());
create policy preference_own on notice_preference for select to pd_area, pd_whole using (person_id = app_person());
create policy preference_make on notice_preference for insert to pd_area, pd_whole with check (person_id = app_person() and app_permission() = 'notice.settings');
create policy preference_change on notice_preference for update to pd_area, pd_whole using (person_id = app_person() and app_permission() = 'notice.settings') with check (person_id = app_person());
create policy address_own on mail_address for select to pd_area, pd_whole using (id = app_person());
create policy address_make on mail_address for insert to pd_area, pd_whole with check (id = app_person() and app_permission() = 'notice.settings');
create policy address_change on mail_address for update to pd_area, pd_whole using (id = app_person() and app_permission() = 'notice.settings') with check (id = app_person());
create policy device_own on push_subscription for select to pd_area, pd_whole using (person_id = app_person());
create policy device_make on push_subscription for insert to pd_area, pd_whole with check (person_id = app_person() and app_permission() = 'notice.settings');
create policy device_end on push_subscription for update to pd_area, pd_whole using (person_id = app_person() and app_permission() = 'notice.settings') with check (person_id = app_person());
create policy sending_read on notice_sending for select to pd_area, pd_whole using (person_id = app_person()
  or ((dead_at is not null or retried_at is not null) and 'sending' = any ((select app_reads())::text[]) and person_within(person_id, app_body_lo(), app_body_hi())));
create policy sending_own on notice_sending for insert to pd_area, pd_whole with check (
  person_id = app_person() and purpose in ('test', 'verify') and app_permission() = 'notice.settings');
create policy sending_retry on notice_sending for update to pd_area, pd_whole
  using (dead_at is not null and app_permission() = 'sending.retry' and person_within(person_id, app_body_lo(), app_body_hi()))
  with check (person_within(person_id, app_body_lo(), app_body_hi()));

create trigger next_version before update on notice_setting for each row execute function next_version();
create trigger next_version before update on mail_address for each row execute function next_version();
create trigger audit after insert or update or delete on notice_setting for each row execute function audit_row();
create trigger audit after insert or update or delete on notice_preference for each row execute function audit_row();
create trigger audit after insert or update or delete on mail_address for each row execute function audit_row('address', 'code', 'stop_token');
create trigger audit after insert or update or delete on push_subscription for each row execute function audit_row('endpoint', 'p256dh', 'auth');
create trigger audit after update on notice_sending for each row when (new.retried_at is distinct from old.retried_at) execute function audit_row();

insert into role_permission (role, permission)
select r.name, p from role r, unnest('{notice.read,notice.mark,notice.settings}'::text[]) p
union all select 'admin', p from unnest('{sending.read,sending.retry}'::text[]) p;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('task-escalated-leader', 10, false, true, true),
  ('task-escalated', 20, false, true, true),
  ('task-chased', 30, false, true, true),
  ('task-overdue', 40, false, false, true),
  ('directive-delivered', 50, true, false, true),
  ('task-new', 60, true, false, true),
  ('task-due-soon', 70, true, false, true),
  ('sent-back', 80, true, true, true),
  ('report-waiting', 90, true, false, true),
  ('extension-asked', 100, true, false, true),
  ('reassignment-asked', 110, true, false, true),
  ('extension-answered', 120, true, false, true),
  ('reassigned', 130, true, false, true),
  ('needs-review', 140, true, false, true),
  ('handling-waits', 150, true, false, true),
  ('draft-clearance', 160, true, false, true),
  ('draft-signature', 170, true, true, true),
  ('meeting-invited', 180, true, true, true);

insert into notice_thing (thing, path, words_columns, body_column, day_column) values
  ('directive', '/van-ban/{id}', '{number,abstract}', 'owner_id', 'issued_on'),
  ('task', '/nhiem-vu/{id}', '{text}', 'body_id', 'deadline');

insert into notice_rule (name, kind, subject, matches, thing, thing_column, via_table, via_column, reader_column, permission, roles, climbs, at_column) values
  ('delivery', 'directive-delivered', 'directive_delivery', '{}', 'directive', 'directive_id', null, null, 'body_id', 'directive.acknowledge', null, false, 'delivered_at'),
  ('task', 'task-new', 'task', '{}', 'task', 'id', null, null, 'body_id', 'task.accept', null, false, 'created_at'),
  ('chased', 'task-chased', 'task_event', '{"kind": "chased"}', 'task', 'task_id', 'task', 'task_id', 'body_id', 'task.report', null, false, 'at'),
  ('escalated', 'task-escalated', 'task_event', '{"kind": "escalated"}', 'task', 'task_id', 'task', 'task_id', 'escalated_to_id', 'task.decide', null, true, 'at'),
  ('leader-told', 'task-escalated-leader', 'task_event', '{"kind": "leader_told"}', 'task', 'task_id', 'task', 'task_id', 'escalated_to_id', 'task.decide', '{leader,province-leader}', true, 'at'),
  ('completed', 'report-waiting', 'task_event', '{"kind": "completed"}', 'task', 'task_id', 'task', 'task_id', 'assigner_id', 'task.confirm', null, false, 'at'),
  ('extension-asked', 'extension-asked', 'task_event', '{"kind": "extension_asked"}', 'task', 'task_id', 'task', 'task_id', 'assigner_id', 'task.decide', null, false, 'at'),
  ('reassignment-asked', 'reassignment-asked', 'task_event', '{"kind": "reassignment_asked"}', 'task', 'task_id', 'task', 'task_id', 'assigner_id', 'task.decide', null, false, 'at'),
  ('extension-granted', 'extension-answered', 'task_event', '{"kind": "extension_granted"}', 'task', 'task_id', 'task', 'task_id', 'body_id', 'task.report', null, false, 'at'),
  ('extension-denied', 'extension-answered', 'task_event', '{"kind": "extension_denied"}', 'task', 'task_id', 'task', 'task_id', 'body_id', 'task.report', null, false, 'at'),
  ('sent-back', 'sent-back', 'task_event', '{"kind": "sent_back"}', 'task', 'task_id', 'task', 'task_id', 'body_id', 'task.report', null, false, 'at'),
  ('reassigned', 'reassigned', 'task_event', '{"kind": "reassigned"}', 'task', 'task_id', 'task', 'task_id', 'body_id', 'task.report', null, false, 'at'),
  ('reassignment-denied', 'reassigned', 'task_event', '{"kind": "reassignment_denied"}', 'task', 'task_id', 'task', 'task_id', 'body_id', 'task.report', null, false, 'at'),
  ('review-asked', 'needs-review', 'task_event', '{"kind": "review_asked"}', 'task', 'task_id', 'task', 'task_id', 'assigner_id', 'task.decide', null, false, 'at'),
  ('superseded', 'needs-review', 'task_event', '{"kind": "superseded"}', 'task', 'task_id', 'task', 'task_id', 'assigner_id', 'task.decide', null, false, 'at');

-- Rules of the office about being late and about telling; the row in force on the day holds. Working days, by calendar_day.
delete from office_setting where key = 'escalate-after-days';
insert into office_setting (key, value, valid_from, source) values
  ('chase-after-working-days', '1', '2020-01-01', 'Quy ước: quá hạn từ 1 ngày làm việc thì đôn đốc cơ quan thực hiện'),
  ('escalate-after-working-days', '3', '2020-01-01', 'Quy ước: đã đôn đốc mà quá hạn từ 3 ngày làm việc thì báo cấp trên của cơ quan giao'),
  ('leader-after-working-days', '7', '2020-01-01', 'Quy ước: quá hạn từ 7 ngày làm việc thì báo lãnh đạo'),
  ('quiet-hours', '{"from": "21:00", "to": "06:30"}', '2020-01-01', 'Quy ước: không gửi thư và tin đẩy ban đêm'),
  ('digest-at', '"07:00"', '2020-01-01', 'Quy ước: điểm việc đầu ngày'),
  ('mail-every-minutes', '15', '2020-01-01', 'Quy ước: không gửi hai thư báo trong khoảng này, trừ hỏa tốc'),
  ('notice-keep-days', '180', '2020-01-01', 'Quy ước: thông báo đã đọc quá số ngày này thì bỏ');

alter table task add column leader_told_at timestamptz;
