-- Two rules of the whole installation get a screen: whether the calendar that leaves the house tells titles (feed-titles), and
-- which roles may not work without a second factor (second-factor-roles). Who has set a rule stands with it, and in the audit.
alter table office_setting
  add column set_by text,                     -- title and body, not a name; null where a migration has set it
  add column set_at timestamptz,
  add column version int not null default 1;  -- how often the rule of this day was set

-- Sets a rule from today on; the earlier one stands for the days before. `seen`: how often the rule had been set when it was
-- read, null for whoever does not ask; false when it has been set since. Rules of all are set at the top of the tree alone.
create function put_office_rule(which text, what jsonb, told text, seen int) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb;
begin
  if app_permission() is distinct from 'office.set' or not at_the_top() then raise exception 'not allowed' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(hashtext('office_setting ' || which));
  if seen <> (select sum(version) from office_setting where key = which) then return false; end if;
  was := (select value from office_setting where key = which and valid_from <= app_today() order by valid_from desc limit 1);
  insert into office_setting as s (key, value, valid_from, source, set_by, set_at)
  values (which, what, app_today(), told, (select concat_ws(', ', o.title, b.short_name) from post o join body b on b.id = o.acts_for_id where o.id = app_post()), now())
  on conflict (key, valid_from) do update set value = excluded.value, source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at, version = s.version + 1;
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id, before, after)
  values (app_person(), app_post(), app_permission(), 'update', 'office_setting', which, jsonb_build_object('value', was), jsonb_build_object('value', what, 'source', told));
  return true;
end $$;

create function set_feed_titles(titles boolean, told text, seen int) returns boolean language sql security definer set search_path = public, pg_temp
  as $$ select put_office_rule('feed-titles', to_jsonb(titles::int), told, seen) $$;
create function set_factor_roles(roles text[], told text, seen int) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from unnest(roles) r where r not in (select name from role)) then raise exception 'unknown role' using errcode = '23514'; end if;
  return put_office_rule('second-factor-roles', to_jsonb(roles), told, seen);
end $$;
create or replace function set_concretise_days(days int, told text) returns void language sql security definer set search_path = public, pg_temp
  as $$ select put_office_rule('concretise-within-days', to_jsonb(days), told, null) $$;
revoke execute on function put_office_rule(text, jsonb, text, int), set_feed_titles(boolean, text, int), set_factor_roles(text[], text, int) from public;
grant execute on function set_feed_titles(boolean, text, int), set_factor_roles(text[], text, int) to pd_area, pd_whole;

insert into role_permission (role, permission) select r, 'office.read' from unnest('{admin,auditor}'::text[]) r;
