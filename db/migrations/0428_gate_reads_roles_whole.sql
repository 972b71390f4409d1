-- What a role may do is kept whole beside it, for the gate that every request passes: reading and sorting some two hundred
-- rows was most of what it cost. The rows stay what is written; the list follows them by trigger.
alter table role add column held jsonb not null default '[]'; -- permissions of role_permission, sorted
alter table role alter column held set storage external; -- unpacking costs more than the two kilobytes it saves

create function keep_held() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update role r set held = now.held
  from (select n.name, coalesce((select jsonb_agg(p.permission order by p.permission) from role_permission p where p.role = n.name), '[]') as held from role n) now
  where now.name = r.name and now.held <> r.held;
  return null;
end $$;
revoke execute on function keep_held() from public;
create trigger keep_held after insert or update or delete or truncate on role_permission for each statement execute function keep_held();
update role r set held = coalesce((select jsonb_agg(p.permission order by p.permission) from role_permission p where p.role = r.name), '[]');

-- The gate: as before (0304); of a post that was lent, what was lent.
do $do$ begin
  execute replace(pg_get_functiondef('app_open(text, uuid, text)'::regprocedure),
$$    select coalesce(bool_or(p.permission = wanted_permission), false) as allowed,
      coalesce(bool_or(p.permission = split_part(wanted_permission, '.', 1) || '.reveal'), false) as clear,
      coalesce(jsonb_agg(p.permission order by p.permission), '[]') as held
    from role_permission p
    where p.role = chosen.role and (chosen.lent is null or p.permission = any (chosen.lent))) may on true$$,
$$    select l.held, coalesce(l.held ? wanted_permission, false) as allowed,
      coalesce(l.held ? (split_part(wanted_permission, '.', 1) || '.reveal'), false) as clear
    from (select case when chosen.lent is null then r.held
      else coalesce((select jsonb_agg(h order by h) from jsonb_array_elements_text(r.held) h where h = any (chosen.lent)), '[]') end as held offset 0) l) may on true$$);
  if pg_get_functiondef('app_open(text, uuid, text)'::regprocedure) not like '%r.held%' then raise exception 'app_open is not what it was'; end if;
  execute replace(pg_get_functiondef('app_open_feed(text)'::regprocedure),
    $$'held', coalesce((select jsonb_agg(p.permission order by p.permission) from role_permission p where p.role = o.role), '[]')$$,
    $$'held', (select r.held from role r where r.name = o.role)$$);
  if pg_get_functiondef('app_open_feed(text)'::regprocedure) not like '%r.held%' then raise exception 'app_open_feed is not what it was'; end if;
end $do$;
