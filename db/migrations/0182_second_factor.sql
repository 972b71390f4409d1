-- The second factor of a sign-in: who must have one (by role, dated), what a person may know of his own, how it is ended.

-- Roles that may not work without one; the row in force on the day holds. Nobody until an office decides so.
insert into office_setting (key, value, valid_from, source) values
  ('second-factor-roles', '[]', '2020-01-01', 'Danh sách vai trò bắt buộc xác thực hai lớp, ví dụ ["admin", "province-leader"]; do quy chế an toàn thông tin của cơ quan quy định');

create function factor_in_force(auth_user text) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce((select "twoFactorEnabled" from auth."user" where id = auth_user), false) $$;
create function factor_required(which_role text) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce((select value ? which_role from office_setting where key = 'second-factor-roles' and valid_from <= app_today() order by valid_from desc limit 1), false) $$;
revoke execute on function factor_in_force(text), factor_required(text) from public;

-- The gate tells that a post may not be worked in before the factor is set up; /api/me tells the screen.
do $do$ begin
  execute replace(pg_get_functiondef('app_open(text, uuid, text)'::regprocedure), $$'scopeStamp', scope_stamp()$$,
    $$'factorMissing', factor_required(chosen.role) and not factor_in_force(a.auth_user_id), 'scopeStamp', scope_stamp()$$);
  execute replace(pg_get_functiondef('app_me(text, uuid)'::regprocedure), $$'mustChangePassword', a.must_change_password,$$,
    $$'mustChangePassword', a.must_change_password,
    'secondFactor', jsonb_build_object('inForce', factor_in_force(a.auth_user_id), 'required', coalesce(factor_required(opened.post ->> 'role'), false)),$$);
end $do$;

-- A person ends his own after his password was checked; a lost one is ended by an administrator within reach, with all sessions.
create function end_own_factor(session_token text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare found account;
begin
  select a.* into found from auth.session s join account a on a.auth_user_id = s."userId" and a.disabled_at is null where s.token = session_token and s."expiresAt" > now();
  if found.id is null then return false; end if;
  delete from auth."twoFactor" where "userId" = found.auth_user_id;
  update auth."user" set "twoFactorEnabled" = false where id = found.auth_user_id;
  insert into audit_entry (person_id, action, subject, row_id, after) values (found.person_id, 'update', 'account', found.id::text, '{"secondFactor": "ended"}');
  return true;
end $$;
create function note_own_factor(session_token text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entry (person_id, action, subject, row_id, after)
  select a.person_id, 'update', 'account', a.id::text, '{"secondFactor": "in-force"}' from auth.session s join account a on a.auth_user_id = s."userId" where s.token = session_token
$$;
create function reset_factor(which uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare found account;
begin
  select * into found from account where id = which;
  if app_permission() is distinct from 'account.manage' or found.id is null or found.person_id = app_person() or not person_within(found.person_id, app_body_lo(), app_body_hi()) then return false; end if;
  delete from auth."twoFactor" where "userId" = found.auth_user_id;
  update auth."user" set "twoFactorEnabled" = false where id = found.auth_user_id;
  delete from auth.session where "userId" = found.auth_user_id;
  update calendar_feed set revoked_at = now() where person_id = found.person_id and revoked_at is null;
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id, after)
    values (app_person(), app_post(), app_permission(), 'update', 'account', found.id::text, '{"secondFactor": "reset"}');
  return true;
end $$;
-- Whether an account has one, told to those who manage accounts.
create function account_factor(which uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce('account' = any (app_reads()), false) and factor_in_force(auth_user_id) from account where id = which $$;
revoke execute on function end_own_factor(text), note_own_factor(text), reset_factor(uuid), account_factor(uuid) from public;
grant execute on function end_own_factor(text), note_own_factor(text) to phaodai_auth;
grant execute on function reset_factor(uuid), account_factor(uuid) to pd_area, pd_whole;
