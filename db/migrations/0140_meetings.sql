-- Meetings (domain: SS04): a body calls one, with bridges at the levels below; those invited answer, each bridge marks who
-- came, papers and minutes are for those invited, and the conclusions become a notice that is drafted, signed and issued as
-- any other document. Host and whoever was told see it; for everybody else it does not exist.

create table meeting (
  id uuid primary key,
  host_id int not null references body default app_body(),
  title text not null check (char_length(title) between 1 and 300),
  kind text not null check (kind in ('steering', 'conference', 'briefing', 'thematic', 'other')),
  form text not null check (form in ('in-person', 'online', 'mixed')),
  urgent boolean not null default false,
  chair_post_id uuid not null references post,
  chair_title text not null,                  -- titles and not names, as in the history of tasks
  secretary_post_id uuid not null references post,
  secretary_title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  day date not null generated always as ((timezone('Asia/Ho_Chi_Minh', starts_at))::date) stored,
  place text not null check (char_length(place) between 1 and 300),
  link text check (char_length(link) between 1 and 500),
  agenda text[] not null default '{}' check (cardinality(agenda) <= 50),
  state text not null default 'planned' check (state in ('planned', 'invited', 'running', 'minuted', 'concluded', 'tasked', 'postponed', 'cancelled')),
  reason text check (char_length(reason) between 1 and 1000), -- of being put off or called off
  invitation_draft_id uuid references draft,
  conclusion_draft_id uuid references draft,
  directive_id uuid references directive,     -- the notice of its conclusions, once issued
  search_key text not null,
  created_by uuid not null default app_post() references post,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (ends_at > starts_at),
  check (state not in ('postponed', 'cancelled') or reason is not null)
);
create index meeting_host on meeting (host_id, starts_at);
create index meeting_chair on meeting (chair_post_id);
create index meeting_secretary on meeting (secretary_post_id);
create index meeting_author on meeting (created_by);
create unique index meeting_invitation on meeting (invitation_draft_id) where invitation_draft_id is not null;
create unique index meeting_conclusion on meeting (conclusion_draft_id) where conclusion_draft_id is not null;
create index meeting_directive on meeting (directive_id) where directive_id is not null;
create index meeting_search on meeting using gin (search_key gin_trgm_ops);

-- Điểm cầu: where people sit. Its body marks who came there.
create table meeting_bridge (
  id uuid primary key,
  meeting_id uuid not null references meeting,
  body_id int not null references body,
  place text not null check (char_length(place) between 1 and 300),
  position int not null default 0,
  removed_at timestamptz
);
create index meeting_bridge_meeting on meeting_bridge (meeting_id, position);
create index meeting_bridge_body on meeting_bridge (body_id);

create table meeting_invitee (
  id uuid primary key,
  meeting_id uuid not null references meeting,
  bridge_id uuid not null references meeting_bridge,
  body_id int not null references body,
  words text not null check (char_length(words) between 1 and 200), -- "Chủ tịch UBND xã"
  position int not null default 0,
  removed_at timestamptz,
  answer text check (answer in ('attends', 'substitute', 'absent')),
  answer_reason text check (char_length(answer_reason) between 1 and 500),
  substitute_name text check (char_length(substitute_name) between 1 and 120),
  substitute_post text check (char_length(substitute_post) between 1 and 200),
  answered_at timestamptz,
  answered_by text,                           -- title
  attendance text check (attendance in ('present', 'absent', 'substitute')),
  marked_at timestamptz,
  marked_by text,                             -- title
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (answer is distinct from 'absent' or answer_reason is not null),
  check (answer is distinct from 'substitute' or substitute_name is not null),
  check ((attendance is null) = (marked_at is null))
);
create index meeting_invitee_meeting on meeting_invitee (meeting_id, position);
create index meeting_invitee_bridge on meeting_invitee (bridge_id);
create index meeting_invitee_body on meeting_invitee (body_id);

-- What a body was told, and when it looked. The last one says whether it is still invited.
create table meeting_call (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meeting,
  body_id int not null references body,
  kind text not null check (kind in ('invited', 'changed', 'postponed', 'cancelled', 'withdrawn')),
  n int not null,
  at timestamptz not null,
  seen_at timestamptz,
  seen_by text,
  unique (meeting_id, body_id, n)
);
create index meeting_call_body on meeting_call (body_id, meeting_id, n);

-- The secretary's two texts, written over while they are typed.
create table meeting_text (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meeting,
  kind text not null check (kind in ('minutes', 'conclusions')),
  text text not null check (char_length(text) <= 100000),
  saved_by text not null,
  secretary_name text,
  secretary_signed_at timestamptz,
  chair_name text,
  chair_signed_at timestamptz,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (meeting_id, kind),
  check (kind = 'minutes' or secretary_signed_at is null),
  check (chair_signed_at is null or secretary_signed_at is not null),
  check ((secretary_name is null) = (secretary_signed_at is null) and (chair_name is null) = (chair_signed_at is null))
);

create table meeting_event (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meeting,
  kind text not null,
  at timestamptz not null,
  by_title text not null,
  post_id uuid default app_post() references post,
  note text,
  from_state text,
  to_state text,
  nth bigint not null generated always as identity -- two steps of one moment keep their order
);
create index meeting_event_meeting on meeting_event (meeting_id, nth);
create index meeting_event_post on meeting_event (post_id);

-- Meetings that the acting body was told of and not taken off again.
create function meetings_told() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select c.meeting_id from meeting_call c where c.body_id = app_body() group by c.meeting_id having (array_agg(c.kind order by c.n desc))[1] <> 'withdrawn'
$$;

-- Tells every body that sits at a bridge or is invited, but the host itself.
create function tell_meeting(which uuid, what text, moment timestamptz) returns void language sql as $$
  insert into meeting_call (meeting_id, body_id, kind, n, at)
  select which, b.body_id, what, (select count(*)::int + 1 from meeting_call c where c.meeting_id = which and c.body_id = b.body_id), moment
  from (select body_id from meeting_bridge where meeting_id = which and removed_at is null union select body_id from meeting_invitee where meeting_id = which and removed_at is null) b
  where b.body_id <> (select host_id from meeting where id = which)
$$;
revoke execute on function tell_meeting(uuid, text, timestamptz) from public;
grant execute on function tell_meeting(uuid, text, timestamptz) to pd_area, pd_whole, phaodai_system;

-- Steps that follow from issuing a document are done under the permission that issues it.
create function guard_meeting() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not exists (
    select 1 from state_transition t where t.subject = 'meeting' and t.from_state = old.state and t.to_state = new.state
      and app_permission() in ('meeting.' || t.action, 'directive.' || t.action)) then
    raise exception 'meeting % -> % is no action of %', old.state, new.state, coalesce(app_permission(), '?') using errcode = 'PD001';
  end if;
  if app_permission() <> 'meeting.plan' and (new.title, new.kind, new.form, new.chair_post_id, new.secretary_post_id, new.place, new.agenda)
    is distinct from (old.title, old.kind, old.form, old.chair_post_id, old.secretary_post_id, old.place, old.agenda) then
    raise exception 'a meeting is planned under its own permission' using errcode = 'PD001';
  end if;
  return new;
end $$;

-- Whoever is invited says whether he comes; whoever keeps the bridge says who came; the host may write both down.
create function guard_invitee() returns trigger language plpgsql as $$
declare
  at_work text := (select m.state from meeting m where m.id = new.meeting_id);
  answers boolean := (new.answer, new.answer_reason, new.substitute_name, new.substitute_post) is distinct from (old.answer, old.answer_reason, old.substitute_name, old.substitute_post);
  marks boolean := new.attendance is distinct from old.attendance;
begin
  if (answers and (app_permission() not in ('meeting.answer', 'meeting.attend') or at_work not in ('invited', 'running')))
    or (marks and (app_permission() <> 'meeting.attend' or at_work not in ('invited', 'running')))
    or ((new.words, new.position, new.removed_at, new.body_id, new.bridge_id) is distinct from (old.words, old.position, old.removed_at, old.body_id, old.bridge_id)
      and (app_permission() <> 'meeting.plan' or at_work not in ('planned', 'invited', 'postponed'))) then
    raise exception 'invitee of a % meeting under %', at_work, coalesce(app_permission(), '?') using errcode = 'PD001';
  end if;
  return new;
end $$;

-- A text signed stands as it is; minutes are signed by the secretary first and then by the chair, each in his own post.
create function guard_text() returns trigger language plpgsql as $$
declare m meeting;
begin
  select * into m from meeting where id = new.meeting_id;
  if new.text is distinct from old.text and (app_permission() <> 'meeting.write' or old.secretary_signed_at is not null) then
    raise exception 'a signed text stays as it is' using errcode = 'PD001';
  end if;
  if new.secretary_signed_at is distinct from old.secretary_signed_at and not (app_permission() = 'meeting.sign' and app_post() = m.secretary_post_id and old.chair_signed_at is null) then
    raise exception 'minutes are signed by their secretary' using errcode = '42501';
  end if;
  if new.chair_signed_at is distinct from old.chair_signed_at and not (app_permission() = 'meeting.sign' and app_post() = m.chair_post_id and old.chair_signed_at is null) then
    raise exception 'minutes are signed by the chair' using errcode = '42501';
  end if;
  return new;
end $$;

-- What the documents of a meeting do moves it: an issued invitation tells, an issued notice of conclusions concludes, and
-- its tasks stand. A draft that is put away frees its place.
create function meeting_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m meeting;
  moment timestamptz := clock_timestamp();
  by_title text := coalesce((select title from post where id = app_post()), '');
begin
  for m in select * from meeting where new.id in (invitation_draft_id, conclusion_draft_id) for update loop
    if new.state = 'dropped' then
      update meeting set invitation_draft_id = nullif(m.invitation_draft_id, new.id), conclusion_draft_id = nullif(m.conclusion_draft_id, new.id) where id = m.id;
    elsif new.id = m.invitation_draft_id and m.state = 'planned' then
      update meeting set state = 'invited' where id = m.id;
      perform tell_meeting(m.id, 'invited', moment);
      insert into meeting_event (meeting_id, kind, at, by_title, from_state, to_state) values (m.id, 'invited', moment, by_title, m.state, 'invited');
    elsif new.id = m.conclusion_draft_id and m.state in ('invited', 'running', 'minuted') then
      update meeting set state = 'concluded', directive_id = new.directive_id where id = m.id;
      insert into meeting_event (meeting_id, kind, at, by_title, note, from_state, to_state) values (m.id, 'concluded', moment, by_title, new.number, m.state, 'concluded');
      if exists (select 1 from task t where t.directive_id = new.directive_id) then
        update meeting set state = 'tasked' where id = m.id;
        insert into meeting_event (meeting_id, kind, at, by_title, from_state, to_state) values (m.id, 'tasked', moment, by_title, 'concluded', 'tasked');
      end if;
    end if;
  end loop;
  return null;
end $$;
create trigger meeting_follows after update of state on draft for each row when (new.state in ('issued', 'dropped') and old.state <> new.state) execute function meeting_follows();

insert into state_transition (subject, action, from_state, to_state) values
  ('meeting', 'invite', 'planned', 'invited'), ('meeting', 'invite', 'postponed', 'invited'),
  ('meeting', 'open', 'invited', 'running'),
  ('meeting', 'postpone', 'planned', 'postponed'), ('meeting', 'postpone', 'invited', 'postponed'),
  ('meeting', 'cancel', 'planned', 'cancelled'), ('meeting', 'cancel', 'invited', 'cancelled'), ('meeting', 'cancel', 'postponed', 'cancelled'),
  ('meeting', 'sign', 'running', 'minuted'),
  ('meeting', 'issue', 'planned', 'invited'),
  ('meeting', 'issue', 'invited', 'concluded'), ('meeting', 'issue', 'running', 'concluded'), ('meeting', 'issue', 'minuted', 'concluded'),
  ('meeting', 'issue', 'concluded', 'tasked');

create trigger guard_state before update on meeting for each row execute function guard_meeting();
create trigger guard_invitee before update on meeting_invitee for each row execute function guard_invitee();
create trigger guard_text before update on meeting_text for each row execute function guard_text();
create trigger next_version before update on meeting for each row execute function next_version();
create trigger next_version before update on meeting_invitee for each row execute function next_version();
create trigger next_version before update on meeting_text for each row execute function next_version();
create trigger audit after insert or update or delete on meeting for each row execute function audit_row();
create trigger audit after insert or update or delete on meeting_bridge for each row execute function audit_row();
create trigger audit after insert or update or delete on meeting_invitee for each row execute function audit_row('substitute_name');
create trigger audit after insert or update or delete on meeting_call for each row execute function audit_row();
create trigger audit after insert or update or delete on meeting_text for each row execute function audit_row('secretary_name', 'chair_name');
create trigger audit after insert or update or delete on meeting_event for each row execute function audit_row();

alter table meeting enable row level security;
alter table meeting_bridge enable row level security;
alter table meeting_invitee enable row level security;
alter table meeting_call enable row level security;
alter table meeting_text enable row level security;
alter table meeting_event enable row level security;

grant select, insert (id, title, kind, form, urgent, chair_post_id, chair_title, secretary_post_id, secretary_title, starts_at, ends_at, place, link, agenda, search_key),
  update (title, kind, form, urgent, chair_post_id, chair_title, secretary_post_id, secretary_title, starts_at, ends_at, place, link, agenda, search_key,
    state, reason, invitation_draft_id, conclusion_draft_id) on meeting to pd_area, pd_whole;
grant select, insert (id, meeting_id, body_id, place, position), update (place, position, removed_at) on meeting_bridge to pd_area, pd_whole;
grant select, insert (id, meeting_id, bridge_id, body_id, words, position),
  update (words, position, removed_at, answer, answer_reason, substitute_name, substitute_post, answered_at, answered_by, attendance, marked_at, marked_by) on meeting_invitee to pd_area, pd_whole;
grant select, insert (meeting_id, body_id, kind, n, at), update (seen_at, seen_by) on meeting_call to pd_area, pd_whole;
grant select, insert (meeting_id, kind, text, saved_by), update (text, saved_by, secretary_name, secretary_signed_at, chair_name, chair_signed_at) on meeting_text to pd_area, pd_whole;
grant select, insert (meeting_id, kind, at, by_title, note, from_state, to_state) on meeting_event to pd_area, pd_whole;

create policy meeting_read on meeting for select to pd_area, pd_whole using (
  'meeting' = any ((select app_reads())::text[]) and (host_id = app_body() or id in (select meetings_told())));
create policy meeting_plan on meeting for insert to pd_area, pd_whole with check (
  app_permission() = 'meeting.plan' and host_id = app_body() and created_by = app_post() and state = 'planned'
  and exists (select 1 from post o where o.id = chair_post_id and o.acts_for_id = app_body()) and exists (select 1 from post o where o.id = secretary_post_id and o.acts_for_id = app_body()));
create policy meeting_move on meeting for update to pd_area, pd_whole
  using (host_id = app_body() and app_permission() in ('meeting.plan', 'meeting.invite', 'meeting.open', 'meeting.postpone', 'meeting.cancel', 'meeting.sign', 'draft.write'))
  with check (host_id = app_body()
    and exists (select 1 from post o where o.id = chair_post_id and o.acts_for_id = app_body()) and exists (select 1 from post o where o.id = secretary_post_id and o.acts_for_id = app_body())
    and (invitation_draft_id is null or exists (select 1 from draft d where d.id = invitation_draft_id)) and (conclusion_draft_id is null or exists (select 1 from draft d where d.id = conclusion_draft_id)));

create function hosts_meeting(which uuid) returns boolean language sql stable
  return exists (select 1 from meeting m where m.id = which and m.host_id = app_body());

create policy meeting_bridge_read on meeting_bridge for select to pd_area, pd_whole using (exists (select 1 from meeting m where m.id = meeting_id));
create policy meeting_bridge_plan on meeting_bridge for insert to pd_area, pd_whole with check (app_permission() = 'meeting.plan' and hosts_meeting(meeting_id));
create policy meeting_bridge_change on meeting_bridge for update to pd_area, pd_whole
  using (app_permission() = 'meeting.plan' and hosts_meeting(meeting_id)) with check (true);

-- A bridge sees who is expected there, a body what it was invited to, the host everybody.
create policy meeting_invitee_read on meeting_invitee for select to pd_area, pd_whole using (
  exists (select 1 from meeting m where m.id = meeting_id and (m.host_id = app_body() or meeting_invitee.body_id = app_body()
    or exists (select 1 from meeting_bridge b where b.id = bridge_id and b.body_id = app_body() and b.removed_at is null))));
create policy meeting_invitee_plan on meeting_invitee for insert to pd_area, pd_whole with check (
  app_permission() = 'meeting.plan' and hosts_meeting(meeting_id) and exists (select 1 from meeting_bridge b where b.id = bridge_id and b.meeting_id = meeting_invitee.meeting_id));
create policy meeting_invitee_change on meeting_invitee for update to pd_area, pd_whole
  using ((app_permission() = 'meeting.plan' and hosts_meeting(meeting_id))
    or (app_permission() = 'meeting.answer' and removed_at is null and (body_id = app_body() or hosts_meeting(meeting_id)))
    or (app_permission() = 'meeting.attend' and removed_at is null and (hosts_meeting(meeting_id) or exists (select 1 from meeting_bridge b where b.id = bridge_id and b.body_id = app_body()))))
  with check (true);

create policy meeting_call_read on meeting_call for select to pd_area, pd_whole using (
  'meeting' = any ((select app_reads())::text[]) and (body_id = app_body() or hosts_meeting(meeting_id)));
create policy meeting_call_tell on meeting_call for insert to pd_area, pd_whole with check (
  app_permission() in ('meeting.plan', 'meeting.invite', 'meeting.postpone', 'meeting.cancel') and hosts_meeting(meeting_id));
create policy meeting_call_see on meeting_call for update to pd_area, pd_whole using (body_id = app_body() and app_permission() = 'meeting.read') with check (true);

-- Minutes are for those invited once both have signed; what is being written is the host's.
create policy meeting_text_read on meeting_text for select to pd_area, pd_whole using (
  exists (select 1 from meeting m where m.id = meeting_id and (m.host_id = app_body() or (meeting_text.kind = 'minutes' and chair_signed_at is not null))));
create policy meeting_text_write on meeting_text for insert to pd_area, pd_whole with check (app_permission() = 'meeting.write' and hosts_meeting(meeting_id));
create policy meeting_text_change on meeting_text for update to pd_area, pd_whole
  using (app_permission() in ('meeting.write', 'meeting.sign') and hosts_meeting(meeting_id)) with check (true);

create policy meeting_event_read on meeting_event for select to pd_area, pd_whole using (hosts_meeting(meeting_id));
create policy meeting_event_write on meeting_event for insert to pd_area, pd_whole with check (post_id = app_post() and hosts_meeting(meeting_id));

do $$ begin
  execute replace(pg_get_functiondef('attachment_visible(text, uuid)'::regprocedure), 'else false', $case$when 'meeting' then exists (select 1 from meeting where id = which)
    else false$case$);
end $$;

insert into role_permission (role, permission)
select r, p from (values
  ('clerk', '{meeting.read,meeting.plan,meeting.invite,meeting.open,meeting.postpone,meeting.cancel,meeting.answer,meeting.attend,meeting.write,meeting.sign}'::text[]),
  ('officer', '{meeting.read,meeting.plan,meeting.invite,meeting.open,meeting.postpone,meeting.cancel,meeting.answer,meeting.attend,meeting.write,meeting.sign}'),
  ('leader', '{meeting.read,meeting.plan,meeting.invite,meeting.open,meeting.postpone,meeting.cancel,meeting.answer,meeting.attend,meeting.write,meeting.sign}'),
  ('province-leader', '{meeting.read,meeting.plan,meeting.invite,meeting.open,meeting.postpone,meeting.cancel,meeting.answer,meeting.attend,meeting.write,meeting.sign}'),
  ('inspector', '{meeting.read,meeting.answer}'), ('village', '{meeting.read,meeting.answer,meeting.attend}')
) as given (r, ps), unnest(ps) p;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('meeting-changed', 182, true, true, true),
  ('meeting-answered', 184, true, false, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('meeting', '/hop/{id}', '{title}', 'host_id', 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, at_column) values
  ('meeting-invited', 'meeting-invited', 'meeting_call', 'insert', '{"kind": "invited"}', 'meeting', 'meeting_id', null, null, 'body', 'body_id', 'meeting.answer', 'at'),
  ('meeting-moved', 'meeting-changed', 'meeting_call', 'insert', '{"kind": "changed"}', 'meeting', 'meeting_id', null, null, 'body', 'body_id', 'meeting.answer', 'at'),
  ('meeting-postponed', 'meeting-changed', 'meeting_call', 'insert', '{"kind": "postponed"}', 'meeting', 'meeting_id', null, null, 'body', 'body_id', 'meeting.answer', 'at'),
  ('meeting-cancelled', 'meeting-changed', 'meeting_call', 'insert', '{"kind": "cancelled"}', 'meeting', 'meeting_id', null, null, 'body', 'body_id', 'meeting.answer', 'at'),
  ('meeting-absent', 'meeting-answered', 'meeting_invitee', 'update', '{"answer": "absent"}', 'meeting', 'meeting_id', 'meeting', 'meeting_id', 'post', 'secretary_post_id', 'meeting.read', 'answered_at'),
  ('meeting-substitute', 'meeting-answered', 'meeting_invitee', 'update', '{"answer": "substitute"}', 'meeting', 'meeting_id', 'meeting', 'meeting_id', 'post', 'secretary_post_id', 'meeting.read', 'answered_at');

-- An urgent meeting breaks the quiet hours as a telegram does.
do $$ begin
  execute replace(pg_get_functiondef('notice_urgent(text, uuid)'::regprocedure), 'end, false)', $case$
    when 'meeting' then (select urgent from meeting where id = which) end, false)$case$);
end $$;
