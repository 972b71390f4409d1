-- The gate is passed by every request: its small questions keep their plans, and what the post may do is read once and told
-- whole, so that nothing after it asks again; of a post that was lent, what was lent.

-- (m) A function of SQL that asks a table is set up anew for every call; one of PL/pgSQL keeps its plan: 60 to 10 µs. The
-- two of the second factor are asked by the gate's own functions alone, whose rights and search path they share.
create or replace function scope_stamp() returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin return (select n || '/' || app_today() from tree_version); end $$;
create or replace function factor_in_force(auth_user text) returns boolean language plpgsql stable as $$
begin return coalesce((select "twoFactorEnabled" from auth."user" where id = auth_user), false); end $$;
create or replace function factor_required(which_role text) returns boolean language plpgsql stable as $$
begin return coalesce((select value ? which_role from office_setting where key = 'second-factor-roles' and valid_from <= app_today() order by valid_from desc limit 1), false); end $$;

create or replace function app_open(session_token text, wanted_post uuid, wanted_permission text)
returns table (account_id uuid, person_id uuid, must_change_password boolean, holds_posts boolean, post jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  today constant date := app_today();
begin
  return query
  select a.id, a.person_id, a.must_change_password,
    chosen.id is not null or exists (select 1 from post o where o.person_id = a.person_id and o.valid_from <= today and (o.valid_to is null or o.valid_to >= today)),
    case when chosen.id is not null then jsonb_build_object(
      'postId', chosen.id, 'role', chosen.role, 'title', chosen.title, 'seatId', chosen.body_id,
      'bodyId', b.id, 'bodyLastId', b.last_id, 'seesWhole', r.sees_whole, 'delegationId', chosen.delegation_id,
      'clear', may.clear, 'held', may.held, 'allowed', may.allowed,
      'factorMissing', factor_required(chosen.role) and not factor_in_force(a.auth_user_id), 'scopeStamp', scope_stamp()) end
  from auth.session s
  join account a on a.auth_user_id = s."userId" and a.disabled_at is null
  left join lateral (
    (select o.id, o.role, o.title, o.body_id, o.acts_for_id, null::uuid as delegation_id, null::text[] as lent
     from post o
     where o.person_id = a.person_id and (wanted_post is null or o.id = wanted_post)
       and o.valid_from <= today and (o.valid_to is null or o.valid_to >= today)
     order by o.valid_from, o.id limit 1)
    union all
    (select o.id, o.role, mine.title || ', thay ' || o.title, o.body_id, o.acts_for_id, d.id, d.permissions
     from delegation d join post o on o.id = d.from_post_id join post mine on mine.id = d.to_post_id
     where d.id = wanted_post and mine.person_id = a.person_id and delegation_holds(d))
    limit 1) chosen on true
  left join body b on b.id = chosen.acts_for_id
  left join role r on r.name = chosen.role
  left join lateral (
    select coalesce(bool_or(p.permission = wanted_permission), false) as allowed,
      coalesce(bool_or(p.permission = split_part(wanted_permission, '.', 1) || '.reveal'), false) as clear,
      coalesce(jsonb_agg(p.permission order by p.permission), '[]') as held
    from role_permission p
    where p.role = chosen.role and (chosen.lent is null or p.permission = any (chosen.lent))) may on true
  where s.token = session_token and s."expiresAt" > now();
end $$;

do $do$ begin
  execute replace(pg_get_functiondef('app_open_feed(text)'::regprocedure),
    $$'reads', coalesce((select jsonb_agg(split_part(p.permission, '.', 1) order by p.permission) from role_permission p where p.role = o.role and p.permission like '%.read'), '[]')$$,
    $$'held', coalesce((select jsonb_agg(p.permission order by p.permission) from role_permission p where p.role = o.role), '[]')$$);
  if pg_get_functiondef('app_open_feed(text)'::regprocedure) not like '%''held''%' then raise exception 'app_open_feed is not what it was'; end if;
end $do$;
