-- The calendar as a feed for other calendar programs: one secret address a person, post and body, of which only the digest
-- is kept. Whoever has the address reads what the post sees at that moment, and nothing once post or account has ended.
create table calendar_feed (
  id uuid primary key,
  person_id uuid not null references person default app_person(),
  post_id uuid not null references post default app_post(),
  body_id int not null references body default app_body(),
  label text not null check (char_length(label) between 1 and 80), -- on which device it stands
  secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'), -- SHA-256 of the secret
  created_at timestamptz not null default now(),
  fetched_at timestamptz,                     -- to the hour
  revoked_at timestamptz
);
create unique index calendar_feed_secret on calendar_feed (secret_hash);
create index calendar_feed_person on calendar_feed (person_id);
create index calendar_feed_post on calendar_feed (post_id);
create index calendar_feed_body on calendar_feed (body_id);

alter table calendar_feed enable row level security;
grant select (id, person_id, post_id, body_id, label, created_at, fetched_at, revoked_at), insert (id, label, secret_hash), update (revoked_at) on calendar_feed to pd_area, pd_whole;
-- A person's own, made in his own post: a lent post lends no address that outlives the request.
create policy feed_own on calendar_feed for select to pd_area, pd_whole using (person_id = app_person());
create policy feed_make on calendar_feed for insert to pd_area, pd_whole with check (
  app_permission() = 'calendar.feed' and app_delegation() is null and person_id = app_person() and post_id = app_post() and body_id = app_body());
create policy feed_revoke on calendar_feed for update to pd_area, pd_whole
  using (person_id = app_person() and app_permission() = 'calendar.feed') with check (person_id = app_person());
create trigger audit after insert or update of revoked_at or delete on calendar_feed for each row execute function audit_row('secret_hash');

-- The gate of a feed: as app_open (0110), by the digest of its address instead of a session. No row = no such feed any more.
create function app_open_feed(digest text) returns table (account_id uuid, person_id uuid, must_change_password boolean, holds_posts boolean, post jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update calendar_feed f set fetched_at = now() where f.secret_hash = digest and f.revoked_at is null and coalesce(f.fetched_at, '-infinity') < now() - interval '1 hour';
  return query
  select a.id, a.person_id, false, true, jsonb_build_object(
    'postId', o.id, 'role', o.role, 'title', o.title, 'seatId', o.body_id, 'bodyId', b.id, 'bodyLastId', b.last_id, 'seesWhole', r.sees_whole, 'delegationId', null, 'clear', false,
    'reads', coalesce((select jsonb_agg(split_part(p.permission, '.', 1) order by p.permission) from role_permission p where p.role = o.role and p.permission like '%.read'), '[]'),
    'allowed', true, 'scopeStamp', scope_stamp())
  from calendar_feed f join account a on a.person_id = f.person_id and a.disabled_at is null and not a.must_change_password
    join post o on o.id = f.post_id and o.person_id = f.person_id and o.acts_for_id = f.body_id and o.valid_from <= app_today() and (o.valid_to is null or o.valid_to >= app_today())
    join body b on b.id = o.acts_for_id join role r on r.name = o.role
  where f.secret_hash = digest and f.revoked_at is null
    and exists (select 1 from role_permission p where p.role = o.role and p.permission = 'calendar.read');
end $$;
revoke execute on function app_open_feed(text) from public;
grant execute on function app_open_feed(text) to phaodai_app;

-- What ends a person's sessions ends his feeds: a new password, a disabled account, an administrator who ends a session.
create function end_feeds() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update calendar_feed set revoked_at = now() where person_id = new.person_id and revoked_at is null;
  return null;
end $$;
create trigger end_feeds after update of disabled_at, password_set_at on account for each row
  when (new.disabled_at is not null or new.password_set_at is distinct from old.password_set_at) execute function end_feeds();
create or replace function end_session(which text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare found account;
begin
  select a.* into found from auth.session s join account a on a.auth_user_id = s."userId"
    where s.id = which and app_permission() = 'session.end' and session_in_reach(a.person_id);
  if found.id is null then return false; end if;
  delete from auth.session where id = which;
  if found.person_id <> app_person() then update calendar_feed set revoked_at = now() where person_id = found.person_id and revoked_at is null; end if;
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id)
    values (app_person(), app_post(), app_permission(), 'sign-out', 'account', found.id::text);
  return true;
end $$;

-- What leaves the house: a count and a link, unless the office decides otherwise from a day on.
insert into office_setting (key, value, valid_from, source) values
  ('feed-titles', '0', '2020-01-01', '0: lịch ra ngoài chỉ có số việc và liên kết; 1: có loại việc, số văn bản và nội dung ngắn (theo quy định của cơ quan)');

insert into role_permission (role, permission)
select role, 'calendar.feed' from role_permission where permission = 'calendar.read';
