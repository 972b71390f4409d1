-- Steering committees and whoever keeps a roster: decisions that set them up, members and units, working regulations,
-- who answers for which area, duty, leave; and delegation, by which a post lends named permissions to another.
-- Scope is by body: a body's own posts and those above it. Everything dated: valid_to is the last day in force.

-- Under which delegation the present request acts; null = in one's own post.
create function app_delegation() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.delegation', true), '')::uuid;

-- Whoever keeps a committee's papers: itself, or the body it was set up by (a people's committee drafts its decisions).
create function keeps_committee(which int) returns boolean language sql stable
  return coalesce(app_body() in (select unnest(array[b.id, coalesce(b.parent_id, b.id)]) from body b where b.id = which), false);

-- What everybody may know of a body that keeps an office: the telephone to call.
create table committee (
  id int primary key references body,
  office_phone text check (char_length(office_phone) between 3 and 60),
  version int not null default 1,
  updated_at timestamptz not null default now()
);

-- A document is a directive of this installation, or its number and day as typed; both when linked, so that whoever may
-- not see the directive still reads its number.
create table committee_decision (
  id uuid primary key,
  body_id int not null references body,
  kind text not null check (kind in ('set-up', 'reorganise', 'dissolve')),
  nth int check (nth > 0),                    -- kiện toàn lần n; null otherwise
  directive_id uuid references directive,
  number text not null check (char_length(number) between 1 and 100),
  issued_on date not null,
  issuer text check (char_length(issuer) between 1 and 200),
  valid_from date not null,
  note text check (char_length(note) between 1 and 1000),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  version int not null default 1,
  check (valid_from >= issued_on)
);
create index committee_decision_body on committee_decision (body_id, valid_from);
create index committee_decision_directive on committee_decision (directive_id);

-- Sub-committees and support teams of a committee, and the body that is its standing agency.
create table committee_unit (
  id uuid primary key,
  body_id int not null references body,
  kind text not null check (kind in ('sub-committee', 'support-team', 'standing-agency')),
  name text not null check (char_length(name) between 1 and 200),
  agency_id int references body,
  position int not null default 0,
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (valid_to is null or valid_to >= valid_from),
  check ((kind = 'standing-agency') = (agency_id is not null))
);
create index committee_unit_body on committee_unit (body_id);
create index committee_unit_agency on committee_unit (agency_id);

create table committee_member (
  id uuid primary key,
  body_id int not null references body,
  unit_id uuid references committee_unit,     -- null = of the committee itself
  post_id uuid references post,               -- the post in which the member signs in for the committee, if any
  full_name text not null check (char_length(full_name) between 1 and 120),
  role text not null check (role in ('head', 'standing-deputy', 'deputy', 'member', 'secretary')),
  concurrent_post text check (char_length(concurrent_post) between 1 and 200), -- "Giám đốc Sở Y tế"
  position int not null default 0,
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (valid_to is null or valid_to >= valid_from)
);
create index committee_member_body on committee_member (body_id, position);
create index committee_member_unit on committee_member (unit_id);
create index committee_member_post on committee_member (post_id);

create table regulation (
  id uuid primary key,
  body_id int not null references body,
  title text not null check (char_length(title) between 1 and 300),
  state text not null default 'draft' check (state in ('draft', 'issued', 'amended', 'expired')),
  changes_id uuid references regulation,      -- the version that this one amends or replaces
  change text check (change in ('amends', 'replaces')),
  directive_id uuid references directive,
  number text check (char_length(number) between 1 and 100),
  issued_on date,
  valid_from date,
  valid_to date,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check ((changes_id is null) = (change is null)),
  check (state = 'draft' or (number is not null and issued_on is not null and valid_from is not null)),
  check (valid_to is null or valid_to >= valid_from)
);
create index regulation_body on regulation (body_id, valid_from);
create index regulation_changes on regulation (changes_id);
create index regulation_directive on regulation (directive_id);

-- Who answers for which area, and what he saw there or reported of it.
create table area_charge (
  id uuid primary key,
  body_id int not null references body,
  member_id uuid not null references committee_member,
  area_id int not null references area,
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (valid_to is null or valid_to >= valid_from)
);
create index area_charge_body on area_charge (body_id);
create index area_charge_member on area_charge (member_id);
create index area_charge_area on area_charge (area_id);

create table area_record (
  id uuid primary key,
  body_id int not null references body,
  charge_id uuid not null references area_charge,
  kind text not null check (kind in ('visit', 'report')),
  day date not null,
  place text check (char_length(place) between 1 and 200),
  finding text not null check (char_length(finding) between 1 and 1000),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index area_record_body on area_record (body_id);
create index area_record_charge on area_record (charge_id, kind, day desc);

insert into office_setting (key, value, valid_from, source) values
  ('silent-after-days', '7', '2020-01-01', 'Quy chế Ban Chỉ đạo: thành viên báo cáo địa bàn phụ trách hằng tuần; quá số ngày này là im lặng');

-- Duty. Shifts change at 07:00 and 19:00 in Vietnam; a full one lasts until the next morning.
create table duty_shift (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  day date not null,
  shift text not null check (shift in ('day', 'night', 'full')),
  role text not null check (role in ('leader', 'duty')),
  member_id uuid not null references committee_member,
  starts_at timestamptz not null generated always as
    (timezone('Asia/Ho_Chi_Minh', day + case shift when 'night' then time '19:00' else time '07:00' end)) stored,
  ends_at timestamptz not null generated always as
    (timezone('Asia/Ho_Chi_Minh', case shift when 'day' then day + time '19:00' else day + 1 + time '07:00' end)) stored,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  unique (body_id, day, shift, role)
);
create index duty_shift_member on duty_shift (member_id);
create index duty_shift_now on duty_shift (body_id, starts_at);

-- A swap asked of another member; it takes effect when the other consents, in his own post.
create table duty_swap (
  id uuid primary key,
  body_id int not null references body,
  shift_id uuid not null references duty_shift,
  with_shift_id uuid not null references duty_shift,
  from_member_id uuid not null references committee_member,
  to_member_id uuid not null references committee_member,
  to_post_id uuid not null references post,
  reason text check (char_length(reason) between 1 and 500),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'declined')),
  asked_by uuid not null default app_post(),
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (from_member_id <> to_member_id)
);
create index duty_swap_body on duty_swap (body_id);
create unique index duty_swap_once on duty_swap (shift_id) where state = 'asked';
create index duty_swap_shift on duty_swap (shift_id);
create index duty_swap_with on duty_swap (with_shift_id);
create index duty_swap_from on duty_swap (from_member_id);
create index duty_swap_to on duty_swap (to_member_id);
create index duty_swap_to_post on duty_swap (to_post_id);

create table post_leave (
  id uuid primary key,
  post_id uuid not null references post,
  body_id int not null references body,
  kind text not null check (kind in ('annual', 'mission', 'study', 'other')),
  valid_from date not null,
  valid_to date not null,
  cancelled_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (valid_to >= valid_from)
);
create index post_leave_post on post_leave (post_id, valid_from);
create index post_leave_body on post_leave (body_id);

-- What is a person's own, or would let a delegation grow, is never lent.
create function is_delegable(permission text) returns boolean language sql immutable parallel safe
  return split_part(permission, '.', 1) not in ('delegation', 'post_leave', 'session', 'account', 'audit') and permission <> 'person.manage';

create function are_delegable(permissions text[]) returns boolean language sql immutable parallel safe
  as $$ select coalesce(bool_and(is_delegable(p)), false) from unnest(permissions) p $$;

create table delegation (
  id uuid primary key,
  from_post_id uuid not null references post,
  to_post_id uuid not null references post,
  body_id int not null references body,       -- in whose name the lending post acts
  permissions text[] not null check (cardinality(permissions) between 1 and 200 and are_delegable(permissions)),
  from_title text not null,                   -- titles and not names, as in the history of tasks
  to_title text not null,
  directive_id uuid references directive,
  number text not null check (char_length(number) between 1 and 100),
  issued_on date not null,
  valid_from date not null,
  valid_to date not null,
  revoked_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (valid_to >= valid_from),
  check (from_post_id <> to_post_id)
);
create index delegation_from on delegation (from_post_id);
create index delegation_to on delegation (to_post_id);
create index delegation_body on delegation (body_id);
create index delegation_directive on delegation (directive_id);

-- Whether a delegation holds at this moment: its days, not revoked, both posts in force. Nobody has to end it.
create function delegation_holds(d delegation) returns boolean language sql stable as $$
  select d.revoked_at is null and app_today() between d.valid_from and d.valid_to and count(*) = 2
  from post o where o.id in (d.from_post_id, d.to_post_id) and o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())
$$;

-- Every act under a delegation is marked: the entry names the person who acted, the post acted for, and the delegation.
alter table audit_entry add column delegation_id uuid;
alter table audit_entry alter column delegation_id set default app_delegation();
create index audit_entry_delegation on audit_entry (delegation_id, id) where delegation_id is not null;
grant select (delegation_id) on audit_entry to pd_area, pd_whole;
create or replace view change_stream as
  select * from audit_entry where tx < pg_snapshot_xmin(pg_current_snapshot());
-- The digest covers the mark; entries without one keep the digest they were sealed with.
create or replace function audit_leaf(e audit_entry) returns bytea language sql stable
  return sha256(convert_to((jsonb_build_array(e.id, e.tx::text, extract(epoch from e.at)::text, e.person_id, e.post_id, e.permission,
    e.action, e.subject, e.row_id, e.before, e.after, encode(e.sealed, 'hex'), e.row_ids)
    || case when e.delegation_id is null then '[]'::jsonb else jsonb_build_array(e.delegation_id) end)::text, 'UTF8'));

-- The gate: as before (0004), and a wanted post may be the id of a delegation to one of the caller's posts. Then the
-- lending post acts, with what its role still holds of what was lent, and nothing else.
create or replace function app_open(session_token text, wanted_post uuid, wanted_permission text)
returns table (account_id uuid, person_id uuid, must_change_password boolean, holds_posts boolean, post jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select a.id, a.person_id, a.must_change_password,
    exists (select 1 from post o where o.person_id = a.person_id and o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())),
    case when chosen.id is not null then jsonb_build_object(
      'postId', chosen.id, 'role', chosen.role, 'title', chosen.title, 'seatId', chosen.body_id,
      'bodyId', b.id, 'bodyLastId', b.last_id, 'seesWhole', r.sees_whole, 'delegationId', chosen.delegation_id,
      'clear', exists (select 1 from role_permission p where p.role = chosen.role and (chosen.lent is null or p.permission = any (chosen.lent))
        and p.permission = split_part(wanted_permission, '.', 1) || '.reveal'),
      'reads', coalesce((select jsonb_agg(split_part(p.permission, '.', 1) order by p.permission) from role_permission p
        where p.role = chosen.role and (chosen.lent is null or p.permission = any (chosen.lent)) and p.permission like '%.read'), '[]'),
      'allowed', exists (select 1 from role_permission p where p.role = chosen.role and (chosen.lent is null or p.permission = any (chosen.lent))
        and p.permission = wanted_permission),
      'scopeStamp', scope_stamp()) end
  from auth.session s
  join account a on a.auth_user_id = s."userId" and a.disabled_at is null
  left join lateral (
    (select o.id, o.role, o.title, o.body_id, o.acts_for_id, null::uuid as delegation_id, null::text[] as lent
     from post o
     where o.person_id = a.person_id and (wanted_post is null or o.id = wanted_post)
       and o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())
     order by o.valid_from, o.id limit 1)
    union all
    (select o.id, o.role, mine.title || ', thay ' || o.title, o.body_id, o.acts_for_id, d.id, d.permissions
     from delegation d join post o on o.id = d.from_post_id join post mine on mine.id = d.to_post_id
     where d.id = wanted_post and mine.person_id = a.person_id and delegation_holds(d))
    limit 1) chosen on true
  left join body b on b.id = chosen.acts_for_id
  left join role r on r.name = chosen.role
  where s.token = session_token and s."expiresAt" > now();
end $$;

-- Beside his own posts a person is told those he stands in for, each under the id of its delegation.
create or replace function app_me(session_token text, wanted_post uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with opened as (select * from app_open(session_token, wanted_post, null)),
  held as (
    select o.id, o.id as post_id, o.valid_from, o.valid_to, null::jsonb as stands_in
    from opened join post o on o.person_id = opened.person_id
    where o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())
    union all
    select d.id, d.from_post_id, d.valid_from, d.valid_to,
      jsonb_build_object('ownTitle', mine.title, 'number', d.number, 'issuedOn', d.issued_on)
    from opened join post mine on mine.person_id = opened.person_id join delegation d on d.to_post_id = mine.id
    where delegation_holds(d)),
  mine as (
    select h.*, o.title, o.role, seat.id as seat_id, seat.name as seat_name, seat.short_name as seat_short,
      b.id as body_id, b.name as body_name, b.short_name as body_short, b.kind, b.level, b.chain
    from held h join post o on o.id = h.post_id join body seat on seat.id = o.body_id join body b on b.id = o.acts_for_id
    order by h.stands_in is not null, h.valid_from, h.id)
  select jsonb_build_object(
    'accountId', a.id, 'username', a.username, 'mustChangePassword', a.must_change_password,
    'person', jsonb_build_object('id', p.id, 'fullName', p.full_name),
    'postId', coalesce(opened.post ->> 'delegationId', opened.post ->> 'postId'),
    'permissions', coalesce((select jsonb_agg(permission order by permission) from role_permission
      where role = opened.post ->> 'role' and (opened.post ->> 'delegationId' is null
        or permission = any (select unnest(d.permissions) from delegation d where d.id = (opened.post ->> 'delegationId')::uuid))), '[]'),
    'posts', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'role', m.role,
      'validFrom', m.valid_from, 'validTo', m.valid_to, 'standsIn', m.stands_in,
      'seat', jsonb_build_object('id', m.seat_id, 'name', m.seat_name, 'shortName', m.seat_short),
      'body', jsonb_build_object('id', m.body_id, 'name', m.body_name, 'shortName', m.body_short, 'kind', m.kind,
        'level', m.level, 'chain', m.chain))) from mine m), '[]'))
  from opened join account a on a.id = opened.account_id join person p on p.id = opened.person_id
$$;

-- Sets up a committee below the acting body, in the numbers that its subtree has left; answers its number.
create function found_committee(full_name text, brief text, key text, from_day date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  above body;
  next_id int;
begin
  if app_permission() is distinct from 'committee.manage' then raise exception 'not allowed' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(7406110, 0);
  select * into above from body where id = app_body();
  select coalesce(max(last_id) + 1, above.id + 10) into next_id from body where parent_id = above.id;
  if next_id + 9 > above.last_id then raise exception 'no number is left below body %', above.id using errcode = 'PD001'; end if;
  insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, sector, valid_from)
    values (next_id, above.id, next_id + 9, 'steering-committee', above.chain, above.level, full_name, brief, key, above.seat_area_id, null, from_day);
  insert into body_territory (body_id, area_id, valid_from)
    select next_id, area_id, from_day from body_territory where body_id = above.id and (valid_to is null or valid_to >= app_today());
  return next_id;
end $$;

-- A committee is set up once, reorganised any number of times, dissolved; only then set up anew.
create function guard_decision() returns trigger language plpgsql as $$
declare last committee_decision;
begin
  perform pg_advisory_xact_lock(7406111, new.body_id);
  select * into last from committee_decision where body_id = new.body_id order by valid_from desc, created_at desc, id desc limit 1;
  if (new.kind = 'set-up' and last.id is not null and last.kind <> 'dissolve')
    or (new.kind <> 'set-up' and last.kind = 'dissolve') or new.valid_from < last.valid_from then
    raise exception 'decision % does not follow %', new.kind, last.kind using errcode = 'PD001';
  end if;
  if new.kind = 'reorganise' then
    new.nth := coalesce(new.nth, coalesce(last.nth, 0) + 1);
    if new.nth <= coalesce(last.nth, 0) then raise exception 'nth % is not after %', new.nth, last.nth using errcode = 'PD001'; end if;
  else
    new.nth := null;
  end if;
  return new;
end $$;
create trigger guard_decision before insert on committee_decision for each row execute function guard_decision();

-- A version that comes into force ends the one it replaces the day before, and marks the one it amends.
create function apply_regulation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update regulation r set state = case new.change when 'amends' then 'amended' else 'expired' end,
      valid_to = case new.change when 'replaces' then greatest(new.valid_from - 1, r.valid_from) else r.valid_to end
    where r.id = new.changes_id and r.state in ('issued', 'amended');
  return null;
end $$;
create trigger apply_regulation after update of state on regulation for each row
  when (old.state = 'draft' and new.state = 'issued' and new.changes_id is not null) execute function apply_regulation();

-- Consent moves both members; refused when the roster was changed since, or a shift has begun.
create function apply_swap() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from duty_shift s where s.starts_at > now()
      and ((s.id = new.shift_id and s.member_id = new.from_member_id) or (s.id = new.with_shift_id and s.member_id = new.to_member_id))) < 2 then
    raise exception 'the roster has changed' using errcode = 'PD001';
  end if;
  update duty_shift set member_id = case id when new.shift_id then new.to_member_id else new.from_member_id end
    where id in (new.shift_id, new.with_shift_id);
  return null;
end $$;
create trigger apply_swap after update of state on duty_swap for each row
  when (new.state = 'agreed' and old.state = 'asked') execute function apply_swap();

insert into state_transition (subject, action, from_state, to_state) values
  ('regulation', 'issue', 'draft', 'issued'),
  ('regulation', 'issue', 'issued', 'amended'),
  ('regulation', 'issue', 'issued', 'expired'),
  ('regulation', 'issue', 'amended', 'expired'),
  ('regulation', 'expire', 'issued', 'expired'),
  ('regulation', 'expire', 'amended', 'expired'),
  ('duty_swap', 'agree', 'asked', 'agreed'),
  ('duty_swap', 'decline', 'asked', 'declined');

create trigger guard_state before update on regulation for each row execute function guard_state();
create trigger guard_state before update on duty_swap for each row execute function guard_state();
create trigger next_version before update on committee for each row execute function next_version();
create trigger next_version before update on committee_unit for each row execute function next_version();
create trigger next_version before update on committee_member for each row execute function next_version();
create trigger next_version before update on regulation for each row execute function next_version();
create trigger next_version before update on area_charge for each row execute function next_version();
create trigger next_version before update on duty_shift for each row execute function next_version();
create trigger next_version before update on duty_swap for each row execute function next_version();
create trigger next_version before update on post_leave for each row execute function next_version();
create trigger next_version before update on delegation for each row execute function next_version();
create trigger audit after insert or update or delete on committee for each row execute function audit_row();
create trigger audit after insert or update or delete on committee_decision for each row execute function audit_row();
create trigger audit after insert or update or delete on committee_unit for each row execute function audit_row();
create trigger audit after insert or update or delete on committee_member for each row execute function audit_row('full_name');
create trigger audit after insert or update or delete on regulation for each row execute function audit_row();
create trigger audit after insert or update or delete on area_charge for each row execute function audit_row();
create trigger audit after insert or update or delete on area_record for each row execute function audit_row();
create trigger audit after insert or update or delete on duty_shift for each row execute function audit_row();
create trigger audit after insert or update or delete on duty_swap for each row execute function audit_row();
create trigger audit after insert or update or delete on post_leave for each row execute function audit_row();
create trigger audit after insert or update or delete on delegation for each row execute function audit_row();

alter table committee enable row level security;
alter table committee_decision enable row level security;
alter table committee_unit enable row level security;
alter table committee_member enable row level security;
alter table regulation enable row level security;
alter table area_charge enable row level security;
alter table area_record enable row level security;
alter table duty_shift enable row level security;
alter table duty_swap enable row level security;
alter table post_leave enable row level security;
alter table delegation enable row level security;

grant select, insert (id, office_phone), update (office_phone) on committee to pd_area, pd_whole;
grant select, insert (id, body_id, kind, nth, directive_id, number, issued_on, issuer, valid_from, note) on committee_decision to pd_area, pd_whole;
grant select, insert (id, body_id, kind, name, agency_id, position, valid_from, valid_to),
  update (name, agency_id, position, valid_from, valid_to) on committee_unit to pd_area, pd_whole;
grant select, insert (id, body_id, unit_id, post_id, full_name, role, concurrent_post, position, valid_from, valid_to),
  update (unit_id, post_id, full_name, role, concurrent_post, position, valid_from, valid_to) on committee_member to pd_area, pd_whole;
grant select, insert (id, body_id, title, changes_id, change, directive_id, number, issued_on, valid_from),
  update (title, changes_id, change, directive_id, number, issued_on, valid_from, valid_to, state) on regulation to pd_area, pd_whole;
grant select, insert (id, body_id, member_id, area_id, valid_from, valid_to), update (valid_from, valid_to) on area_charge to pd_area, pd_whole;
grant select, insert (id, body_id, charge_id, kind, day, place, finding) on area_record to pd_area, pd_whole;
grant select, insert (body_id, day, shift, role, member_id), update (member_id) on duty_shift to pd_area, pd_whole;
grant select, insert (id, body_id, shift_id, with_shift_id, from_member_id, to_member_id, to_post_id, reason),
  update (state, decided_at) on duty_swap to pd_area, pd_whole;
grant select, insert (id, post_id, body_id, kind, valid_from, valid_to), update (cancelled_at) on post_leave to pd_area, pd_whole;
grant select, insert (id, from_post_id, to_post_id, body_id, permissions, from_title, to_title, directive_id, number, issued_on, valid_from, valid_to),
  update (revoked_at) on delegation to pd_area, pd_whole;

create policy committee_read on committee for select to pd_area, pd_whole using (app_post() is not null);
create policy committee_write on committee for insert to pd_area, pd_whole with check (app_permission() = 'committee.manage' and keeps_committee(id));
create policy committee_change on committee for update to pd_area, pd_whole
  using (app_permission() = 'committee.manage' and keeps_committee(id)) with check (true);

-- The same reading rule for all that belongs to a committee: its own posts, those above it, and posts that see the whole.
do $$
declare
  name text;
  reads text;
begin
  foreach name in array '{committee_decision,committee_unit,committee_member,regulation,area_charge,area_record,duty_shift,duty_swap,post_leave,delegation}'::text[] loop
    reads := case when name in ('post_leave', 'delegation') then 'delegation' else 'committee' end;
    execute format('create policy %1$s_read on %1$s for select to pd_area using (
      %2$L = any ((select app_reads())::text[]) and body_id between app_body_lo() and app_body_hi())', name, reads);
    execute format('create policy %1$s_read_whole on %1$s for select to pd_whole using (%2$L = any ((select app_reads())::text[]))', name, reads);
  end loop;
end $$;

create policy committee_decision_write on committee_decision for insert to pd_area, pd_whole with check (
  app_permission() = 'committee.manage' and keeps_committee(body_id)
  and (directive_id is null or exists (select 1 from directive d where d.id = directive_id)));

create policy committee_unit_write on committee_unit for insert to pd_area, pd_whole with check (app_permission() = 'committee.manage' and keeps_committee(body_id));
create policy committee_unit_change on committee_unit for update to pd_area, pd_whole
  using (app_permission() = 'committee.manage' and keeps_committee(body_id)) with check (true);

-- A member's unit is of the same committee, his post one that acts for it.
create policy committee_member_write on committee_member for insert to pd_area, pd_whole with check (
  app_permission() = 'committee.manage' and keeps_committee(body_id)
  and (unit_id is null or exists (select 1 from committee_unit u where u.id = unit_id and u.body_id = committee_member.body_id))
  and (post_id is null or exists (select 1 from post o where o.id = post_id and o.acts_for_id = committee_member.body_id)));
create policy committee_member_change on committee_member for update to pd_area, pd_whole
  using (app_permission() = 'committee.manage' and keeps_committee(body_id))
  with check ((unit_id is null or exists (select 1 from committee_unit u where u.id = unit_id and u.body_id = committee_member.body_id))
    and (post_id is null or exists (select 1 from post o where o.id = post_id and o.acts_for_id = committee_member.body_id)));

create function regulation_body(which uuid) returns int language sql stable security definer set search_path = public, pg_temp
  as $$ select body_id from regulation where id = which $$;
create policy regulation_write on regulation for insert to pd_area, pd_whole with check (
  app_permission() = 'committee.manage' and keeps_committee(body_id) and state = 'draft'
  and (changes_id is null or regulation_body(changes_id) = body_id)
  and (directive_id is null or exists (select 1 from directive d where d.id = directive_id)));
create policy regulation_change on regulation for update to pd_area, pd_whole
  using (keeps_committee(body_id) and ((app_permission() = 'committee.manage' and state = 'draft') or app_permission() in ('regulation.issue', 'regulation.expire')))
  with check ((changes_id is null or regulation_body(changes_id) = body_id)
    and (directive_id is null or app_permission() <> 'committee.manage' or exists (select 1 from directive d where d.id = directive_id)));

create policy area_charge_write on area_charge for insert to pd_area, pd_whole with check (
  app_permission() = 'committee.manage' and keeps_committee(body_id)
  and exists (select 1 from committee_member m where m.id = member_id and m.body_id = area_charge.body_id));
create policy area_charge_change on area_charge for update to pd_area, pd_whole
  using (app_permission() = 'committee.manage' and keeps_committee(body_id)) with check (true);

create policy area_record_write on area_record for insert to pd_area, pd_whole with check (
  app_permission() = 'area_record.enter' and body_id = app_body() and day <= app_today()
  and exists (select 1 from area_charge c where c.id = charge_id and c.body_id = area_record.body_id));

create policy duty_shift_write on duty_shift for insert to pd_area, pd_whole with check (
  app_permission() = 'duty_shift.plan' and body_id = app_body()
  and exists (select 1 from committee_member m where m.id = member_id and m.body_id = duty_shift.body_id));
create policy duty_shift_change on duty_shift for update to pd_area, pd_whole
  using (app_permission() = 'duty_shift.plan' and body_id = app_body())
  with check (exists (select 1 from committee_member m where m.id = member_id and m.body_id = duty_shift.body_id));

-- Asked in the post of the shift's member, decided in the post of the other's.
create policy duty_swap_ask on duty_swap for insert to pd_area, pd_whole with check (
  app_permission() = 'duty_swap.ask' and body_id = app_body() and state = 'asked'
  and exists (select 1 from duty_shift s join committee_member m on m.id = s.member_id
    where s.id = shift_id and s.body_id = duty_swap.body_id and m.id = from_member_id and m.post_id = app_post())
  and exists (select 1 from duty_shift s join committee_member m on m.id = s.member_id
    where s.id = with_shift_id and s.body_id = duty_swap.body_id and m.id = to_member_id and m.post_id = to_post_id));
create policy duty_swap_decide on duty_swap for update to pd_area, pd_whole
  using (app_permission() in ('duty_swap.agree', 'duty_swap.decline') and to_post_id = app_post()) with check (true);

create policy post_leave_write on post_leave for insert to pd_area, pd_whole with check (
  app_permission() = 'post_leave.enter' and app_delegation() is null and post_id = app_post() and body_id = app_body());
create policy post_leave_change on post_leave for update to pd_area, pd_whole
  using (app_permission() = 'post_leave.cancel' and app_delegation() is null and post_id = app_post()) with check (true);

-- Lent by the post itself, never onwards, no more than its role holds, to somebody else's post that it can see.
create policy delegation_write on delegation for insert to pd_area, pd_whole with check (
  app_permission() = 'delegation.give' and app_delegation() is null and from_post_id = app_post() and body_id = app_body()
  and not exists (select 1 from unnest(permissions) p where not exists (
    select 1 from role_permission rp join post o on o.role = rp.role where o.id = from_post_id and rp.permission = p))
  and exists (select 1 from post o where o.id = to_post_id and o.person_id <> app_person())
  and (directive_id is null or exists (select 1 from directive d where d.id = directive_id)));
create policy delegation_change on delegation for update to pd_area, pd_whole
  using (app_permission() = 'delegation.revoke' and app_delegation() is null and from_post_id = app_post()) with check (true);
-- The one who lends, or stands in, sees what was done under it.
create policy delegation_acts on audit_entry for select to pd_area, pd_whole using (
  delegation_id is not null and app_permission() = 'delegation.acts' and exists (select 1 from delegation d where d.id = delegation_id
    and (d.from_post_id = app_post() or d.to_post_id = app_post())));
create policy delegation_own on delegation for select to pd_area, pd_whole using (
  'delegation' = any ((select app_reads())::text[]) and exists (select 1 from post o where o.id = to_post_id and o.person_id = app_person()));

-- A file hung on a regulation or a visit is seen by whoever sees it. Other domains teach this function theirs, so it is
-- added to whatever stands.
do $$ begin
  execute replace(pg_get_functiondef('attachment_visible(text, uuid)'::regprocedure), 'else false', $case$when 'regulation' then exists (select 1 from regulation r where r.id = which)
    when 'area_record' then exists (select 1 from area_record v where v.id = which)
    else false$case$);
end $$;

insert into role_permission (role, permission)
select r, p from (values
  ('committee.read', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('committee.manage', '{clerk}'),
  ('regulation.issue', '{clerk}'),
  ('regulation.expire', '{clerk}'),
  ('area_record.enter', '{leader,clerk,officer}'),
  ('duty_shift.plan', '{clerk,officer}'),
  ('duty_swap.ask', '{leader,clerk,officer}'),
  ('duty_swap.agree', '{leader,clerk,officer}'),
  ('duty_swap.decline', '{leader,clerk,officer}'),
  ('delegation.read', '{leader,province-leader,clerk,officer,inspector,village}'),
  ('delegation.acts', '{leader,province-leader,clerk,officer,inspector,village}'),
  ('delegation.give', '{leader,province-leader,clerk,officer,inspector}'),
  ('delegation.revoke', '{leader,province-leader,clerk,officer,inspector}'),
  ('post_leave.enter', '{leader,province-leader,clerk,officer,inspector,village}'),
  ('post_leave.cancel', '{leader,province-leader,clerk,officer,inspector,village}')
) as given (p, rs), unnest(rs) r;
