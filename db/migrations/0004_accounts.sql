-- Sign-in, sessions and accounts. Schema auth belongs to the sign-in library (better-auth 1.7: its own tables, made by
-- its own migration generator) and to role phaodai_auth; everything else about an account is ours.

create schema auth authorization phaodai_auth;
set local role phaodai_auth;

create table auth."user" (
  "id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null,
  "image" text, "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null, "username" text unique, "displayUsername" text,
  "twoFactorEnabled" boolean
);
create table auth."session" (
  "id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text,
  "userAgent" text, "userId" text not null references auth."user" ("id") on delete cascade
);
create table auth."account" (
  "id" text not null primary key, "accountId" text not null, "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text,
  "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null
);
create table auth."verification" (
  "id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null
);
create table auth."twoFactor" (
  "id" text not null primary key, "secret" text not null, "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade, "verified" boolean,
  "failedVerificationCount" integer, "lockedUntil" timestamptz
);
create index "session_userId_idx" on auth."session" ("userId");
create index "account_userId_idx" on auth."account" ("userId");
create index "verification_identifier_idx" on auth."verification" ("identifier");
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

set local role phaodai_owner;

-- One account a person, whatever the number of posts. Names for signing in are the one key shared by all jurisdictions.
create table account (
  id uuid primary key,
  person_id uuid not null unique references person,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  auth_user_id text unique,
  must_change_password boolean not null default true,
  password_set_at timestamptz,
  disabled_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger next_version before update on account for each row execute function next_version();
create trigger audit after insert or update or delete on account for each row execute function audit_row();

-- How sign-in is limited, as data.
create table sign_in_rule (
  only_row boolean primary key default true check (only_row),
  wrong_allowed int not null check (wrong_allowed > 0),
  locked_for interval not null,
  session_for interval not null
);
insert into sign_in_rule (wrong_allowed, locked_for, session_for) values (5, '15 minutes', '24 hours');

-- Attempts by name, known or not, so that a lock tells nothing about which names exist.
create table sign_in_attempt (
  username_key text primary key,
  wrong_count int not null,
  last_at timestamptz not null default now(),
  locked_until timestamptz
);
create index sign_in_attempt_last on sign_in_attempt (last_at);

-- Counts an attempt before it is checked (parallel guesses cannot slip by); returns until when the name is locked.
create function sign_in_try(name text) returns timestamptz language plpgsql security definer set search_path = public, pg_temp as $$
declare
  rule sign_in_rule;
  attempt sign_in_attempt;
  wrong int;
begin
  select * into rule from sign_in_rule;
  insert into sign_in_attempt (username_key, wrong_count) values (lower(name), 0) on conflict do nothing;
  select * into attempt from sign_in_attempt where username_key = lower(name) for update;
  if attempt.locked_until > clock_timestamp() then return attempt.locked_until; end if;
  wrong := case when attempt.locked_until is not null or attempt.last_at < clock_timestamp() - rule.locked_for then 1
    else attempt.wrong_count + 1 end;
  update sign_in_attempt set wrong_count = wrong, last_at = clock_timestamp(),
    locked_until = case when wrong >= rule.wrong_allowed then clock_timestamp() + rule.locked_for end
    where username_key = lower(name);
  return null;
end $$;

create function forget_sign_in_attempts() returns int language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from sign_in_attempt where last_at < now() - interval '1 day' and coalesce(locked_until, now()) <= now() returning 1)
  select count(*)::int from gone
$$;

-- The password was right: forgets wrong attempts and gives the new session its length. False = the account is disabled.
create function sign_in_done(new_token text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare found account;
begin
  select a.* into found from auth.session s join account a on a.auth_user_id = s."userId" where s.token = new_token;
  if found.id is null or found.disabled_at is not null then
    delete from auth.session where token = new_token;
    return false;
  end if;
  delete from sign_in_attempt where username_key = found.username;
  update auth.session set "expiresAt" = now() + (select session_for from sign_in_rule) where token = new_token;
  insert into audit_entry (person_id, action, subject, row_id) values (found.person_id, 'sign-in', 'account', found.id::text);
  return true;
end $$;

create function sign_out(old_token text) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from auth.session where token = old_token returning "userId")
  insert into audit_entry (person_id, action, subject, row_id)
    select a.person_id, 'sign-out', 'account', a.id::text from gone join account a on a.auth_user_id = gone."userId"
  returning true
$$;

-- A refused sign-in to a known account; an unknown name leaves no entry (it may be a password typed into the wrong box).
create function sign_in_refused(name text, why text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entry (person_id, action, subject, row_id, after)
    select person_id, 'refused', 'account', id::text, jsonb_build_object('why', why) from account where username = lower(name)
$$;

-- The gate's one statement: is the session live, which post acts today, does its role hold the permission, what is its scope.
-- No row = no session. post is null when the wanted post is not the caller's or not in force today.
create function app_open(session_token text, wanted_post uuid, wanted_permission text)
returns table (account_id uuid, person_id uuid, must_change_password boolean, holds_posts boolean, post jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select a.id, a.person_id, a.must_change_password,
    exists (select 1 from post o where o.person_id = a.person_id and o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())),
    case when chosen.id is not null then jsonb_build_object(
      'postId', chosen.id, 'role', chosen.role, 'title', chosen.title, 'seatId', chosen.body_id,
      'bodyId', b.id, 'bodyLastId', b.last_id, 'seesWhole', r.sees_whole,
      'clear', exists (select 1 from role_permission p where p.role = chosen.role
        and p.permission = split_part(wanted_permission, '.', 1) || '.reveal'),
      'reads', coalesce((select jsonb_agg(split_part(p.permission, '.', 1) order by p.permission) from role_permission p
        where p.role = chosen.role and p.permission like '%.read'), '[]'),
      'allowed', exists (select 1 from role_permission p where p.role = chosen.role and p.permission = wanted_permission),
      'scopeStamp', scope_stamp()) end
  from auth.session s
  join account a on a.auth_user_id = s."userId" and a.disabled_at is null
  left join lateral (
    select o.* from post o
    where o.person_id = a.person_id and (wanted_post is null or o.id = wanted_post)
      and o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())
    order by o.valid_from, o.id limit 1) chosen on true
  left join body b on b.id = chosen.acts_for_id
  left join role r on r.name = chosen.role
  where s.token = session_token and s."expiresAt" > now();
end $$;

create function app_scope(body int) returns table (area_lo int, area_hi int, area_ids int[])
language sql security definer set search_path = public, pg_temp as $$
  select area_lo, area_hi, area_ids from find_body_scope(body)
$$;

-- What a signed-in person may know of himself: name, posts in force, permissions of the post that acts.
create function app_me(session_token text, wanted_post uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with opened as (select * from app_open(session_token, wanted_post, null)),
  mine as (
    select o.id, o.title, o.role, o.valid_from, o.valid_to, seat.id as seat_id, seat.name as seat_name, seat.short_name as seat_short,
      b.id as body_id, b.name as body_name, b.short_name as body_short, b.kind, b.level, b.chain
    from opened join post o on o.person_id = opened.person_id join body seat on seat.id = o.body_id join body b on b.id = o.acts_for_id
    where o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())
    order by o.valid_from, o.id)
  select jsonb_build_object(
    'accountId', a.id, 'username', a.username, 'mustChangePassword', a.must_change_password,
    'person', jsonb_build_object('id', p.id, 'fullName', p.full_name),
    'postId', opened.post ->> 'postId',
    'permissions', coalesce((select jsonb_agg(permission order by permission) from role_permission
      where role = opened.post ->> 'role'), '[]'),
    'posts', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'role', m.role,
      'validFrom', m.valid_from, 'validTo', m.valid_to,
      'seat', jsonb_build_object('id', m.seat_id, 'name', m.seat_name, 'shortName', m.seat_short),
      'body', jsonb_build_object('id', m.body_id, 'name', m.body_name, 'shortName', m.body_short, 'kind', m.kind,
        'level', m.level, 'chain', m.chain))) from mine m), '[]'))
  from opened join account a on a.id = opened.account_id join person p on p.id = opened.person_id
$$;

-- Passwords. Hashes stand in schema auth only and are never read by a request's role.
create function own_credentials(session_token text) returns table (username text, hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.username, c.password from auth.session s join account a on a.auth_user_id = s."userId" and a.disabled_at is null
    join auth.account c on c."userId" = s."userId" and c."providerId" = 'credential'
  where s.token = session_token and s."expiresAt" > now()
$$;

-- Changes the caller's own password and ends all his other sessions.
create function change_own_password(session_token text, new_hash text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare who text;
begin
  select s."userId" into who from auth.session s where s.token = session_token and s."expiresAt" > now();
  if who is null then return false; end if;
  update auth.account set password = new_hash, "updatedAt" = now() where "userId" = who and "providerId" = 'credential';
  update account set must_change_password = false, password_set_at = now() where auth_user_id = who;
  delete from sign_in_attempt where username_key = (select username from account where auth_user_id = who);
  delete from auth.session where "userId" = who and token <> session_token;
  return true;
end $$;

create function store_credentials(which uuid, new_hash text, must_change boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare found account;
begin
  select * into found from account where id = which;
  insert into auth."user" ("id", "name", "email", "emailVerified", "username", "displayUsername")
    values (found.id::text, found.username, found.username || '@local.invalid', true, found.username, found.username)
    on conflict ("id") do nothing;
  delete from auth.account where "userId" = found.id::text and "providerId" = 'credential';
  insert into auth.account ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (gen_random_uuid()::text, found.id::text, 'credential', found.id::text, new_hash, now());
  delete from auth.session where "userId" = found.id::text;
  update account set auth_user_id = found.id::text, must_change_password = must_change, password_set_at = now() where id = which;
  delete from sign_in_attempt where username_key = found.username;
end $$;

-- An administrator sets a first or new password; refused outside his subtree exactly as for a missing account.
create function set_credentials(which uuid, new_hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'account.manage' or not coalesce(
      (select person_within(person_id, app_body_lo(), app_body_hi()) from account where id = which), false) then
    raise exception 'account is not within reach' using errcode = '42501';
  end if;
  perform store_credentials(which, new_hash, true);
end $$;

-- Sessions in reach: one's own, and for a post that reads accounts those of people wholly within its subtree.
create function session_in_reach(who uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select who = app_person() or ('account' = any (app_reads()) and person_within(who, app_body_lo(), app_body_hi()))
$$;
create function sessions_in_reach() returns table (id text, account_id uuid, username text, person_id uuid, full_name text,
  created_at timestamptz, expires_at timestamptz, ip_address text, user_agent text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, a.id, a.username, a.person_id, p.full_name, s."createdAt", s."expiresAt", s."ipAddress", s."userAgent"
  from auth.session s join account a on a.auth_user_id = s."userId" join person p on p.id = a.person_id
  where app_permission() in ('session.read', 'session.end') and s."expiresAt" > now() and session_in_reach(a.person_id)
  order by s."createdAt" desc
$$;
create function end_session(which text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare found account;
begin
  select a.* into found from auth.session s join account a on a.auth_user_id = s."userId"
    where s.id = which and app_permission() = 'session.end' and session_in_reach(a.person_id);
  if found.id is null then return false; end if;
  delete from auth.session where id = which;
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id)
    values (app_person(), app_post(), app_permission(), 'sign-out', 'account', found.id::text);
  return true;
end $$;
-- A disabled account has no sessions left, so that enabling it again revives none.
create function end_sessions_of_disabled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from auth.session where "userId" = new.auth_user_id;
  return null;
end $$;
create trigger end_sessions after update of disabled_at on account for each row when (new.disabled_at is not null)
  execute function end_sessions_of_disabled();

-- The first administrator, and the demo's cast: by the installation itself, outside any request.
create function create_account(new_id uuid, whose uuid, name text, new_hash text, must_change boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into account (id, person_id, username) values (new_id, whose, name);
  perform store_credentials(new_id, new_hash, must_change);
end $$;

revoke execute on function sign_in_try(text), forget_sign_in_attempts(), sign_in_done(text), sign_out(text), sign_in_refused(text, text),
  app_open(text, uuid, text), app_scope(int), app_me(text, uuid), own_credentials(text), change_own_password(text, text),
  store_credentials(uuid, text, boolean), set_credentials(uuid, text), sessions_in_reach(), session_in_reach(uuid), end_session(text),
  create_account(uuid, uuid, text, text, boolean), person_within(uuid, int, int), person_addable(uuid, int, int) from public;
grant execute on function sign_in_try(text), sign_in_done(text), sign_out(text), sign_in_refused(text, text), own_credentials(text),
  change_own_password(text, text) to phaodai_auth;
grant execute on function app_open(text, uuid, text), app_scope(int), app_me(text, uuid) to phaodai_app;
grant execute on function set_credentials(uuid, text), sessions_in_reach(), end_session(text), person_within(uuid, int, int),
  person_addable(uuid, int, int) to pd_area, pd_whole;
grant execute on function create_account(uuid, uuid, text, text, boolean), forget_sign_in_attempts() to phaodai_system;

alter table account enable row level security;
grant select, insert (id, person_id, username), update (disabled_at) on account to pd_area, pd_whole;
create policy account_read on account for select to pd_area, pd_whole
  using (person_id = app_person() or ('account' = any ((select app_reads())::text[])
    and exists (select 1 from post where post.person_id = account.person_id)));
create policy account_write on account for insert to pd_area, pd_whole
  with check (app_permission() = 'account.manage' and person_within(person_id, app_body_lo(), app_body_hi()));
create policy account_change on account for update to pd_area, pd_whole
  using (app_permission() = 'account.manage' and person_within(person_id, app_body_lo(), app_body_hi()));
-- Whether a name is locked is told to those who manage the account.
create function account_locked_until(name text) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select locked_until from sign_in_attempt where username_key = name and locked_until > now() and 'account' = any (app_reads())
$$;

-- The audit as auditors read it, without the sealed values.
alter table audit_entry enable row level security;
grant select (id, at, person_id, post_id, permission, action, subject, row_id, before, after, row_ids) on audit_entry to pd_area, pd_whole;
create policy audit_read on audit_entry for select to pd_area
  using (app_permission() = 'audit.read' and exists (select 1 from post where post.id = audit_entry.post_id));
create policy audit_read_whole on audit_entry for select to pd_whole using (app_permission() = 'audit.read');
create index audit_entry_person on audit_entry (person_id, id desc);

-- Erasure. What is sensitive is said once, in the arguments of a table's audit trigger; a rule says when its time is over.
create table retention_rule (
  name text primary key,
  subject text not null,                      -- table
  from_column text not null,                  -- date or instant from which the days run
  after_days int not null check (after_days > 0),
  source text not null                        -- the regulation the rule rests on
);
create function sensitive_columns(what text) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select array_remove(string_to_array(encode(tgargs, 'escape'), '\000'), '') from pg_trigger
    where tgrelid = to_regclass('public.' || quote_ident(what)) and tgname = 'audit'), '{}')
$$;

-- Blanks the sensitive columns of one record (null, or '' where null is not allowed) and destroys its audit key.
create function erase_record(what text, which text, rule_name text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  blanks text;
  touched int := 0;
begin
  select string_agg(format('%I = %s', a.attname, case when a.attnotnull then quote_literal('') else 'null' end), ', ') into blanks
    from pg_attribute a
    where a.attrelid = to_regclass('public.' || quote_ident(what)) and a.attname = any (sensitive_columns(what)) and not a.attisdropped;
  if blanks is not null then
    execute format('update public.%I set %s where id::text = $1', what, blanks) using which;
    get diagnostics touched = row_count;
  end if;
  perform audit_erase(what, which, rule_name);
  return touched > 0;
end $$;

-- Erases at most `most` records whose time under the rule is over; returns how many.
create function erase_due(rule_name text, most int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  rule retention_rule;
  due text;
  n int := 0;
begin
  select * into rule from retention_rule where name = rule_name;
  if rule.name is null then raise exception 'no retention rule %', rule_name using errcode = '22023'; end if;
  for due in execute format(
      'select id::text from public.%I r where r.%I < app_today() - $1 and not exists (select 1 from erasure e where e.subject = $2 and e.row_id = r.id::text) limit $3',
      rule.subject, rule.from_column) using rule.after_days, rule.subject, most loop
    perform erase_record(rule.subject, due, rule.name);
    n := n + 1;
  end loop;
  return n;
end $$;
revoke execute on function erase_record(text, text, text), erase_due(text, int) from public;
grant execute on function erase_record(text, text, text), erase_due(text, int) to phaodai_system;

-- The installation itself (seed, roll-ups, retention) works on every table, but writes no audit by hand and reads no key.
grant usage on schema public to phaodai_system, phaodai_app, phaodai_auth, phaodai_jobs, pd_area, pd_whole;
grant select, insert, update, delete on all tables in schema public to phaodai_system;
alter default privileges in schema public grant select, insert, update, delete on tables to phaodai_system;
revoke insert, update, delete on audit_entry, audit_block, erasure from phaodai_system;
revoke all on record_key from phaodai_system;

insert into role (name, sees_whole) values
  ('leader', false), ('province-leader', true), ('clerk', false), ('officer', false), ('village', false),
  ('inspector', false), ('auditor', true), ('admin', false);

insert into role_permission (role, permission)
select r.name, p from role r, unnest('{session.read,session.end,file.read,file.upload,area.read,body.read}'::text[]) p
union all
select r, p from (values
  ('admin', '{account.read,account.manage,person.read,person.manage,person.reveal}'::text[]),
  ('auditor', '{audit.read,person.read}'),
  ('leader', '{person.read}'), ('province-leader', '{person.read}'), ('clerk', '{person.read}'), ('officer', '{person.read}')
) as given (r, ps), unnest(ps) p;
