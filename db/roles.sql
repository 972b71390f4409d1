-- The roles of Pháo Đài, for the whole cluster. Idempotent: run it again after every upgrade.
-- The server runs it by itself when it may; on a managed server a superuser runs it once:
--   psql -d <database> -f db/roles.sql   and then   grant phaodai_owner to <the user in DATABASE_URL>;
-- Passwords of the login roles are not here: the server derives them from PHAODAI_SECRET.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('phaodai_owner',  'nologin'),            -- owns every table; migrations run as it
      ('pd_area',        'nologin'),            -- rows of the post's areas, sensitive columns hidden
      ('pd_area_clear',  'nologin'),            -- the same rows with their sensitive columns
      ('pd_whole',       'nologin'),            -- every row, sensitive columns hidden
      ('pd_whole_clear', 'nologin'),            -- every row with its sensitive columns
      ('phaodai_app',    'login noinherit'),    -- requests: nothing of its own, `set local role` to one of the four
      ('phaodai_auth',   'login'),              -- sign-in library: schema auth
      ('phaodai_jobs',   'login noinherit'),    -- job queue: schema pgboss; may become phaodai_system
      ('phaodai_system', 'nologin bypassrls')   -- sealer, roll-ups, seed: work on rows of every area
    ) as role (name, attributes)
    where not exists (select from pg_roles where rolname = name)
  loop
    execute format('create role %I %s', wanted.name, wanted.attributes);
  end loop;
end $$;

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('pd_area',        'pd_area_clear'),
      ('pd_whole',       'pd_whole_clear'),
      ('pd_area',        'phaodai_app'),
      ('pd_area_clear',  'phaodai_app'),
      ('pd_whole',       'phaodai_app'),
      ('pd_whole_clear', 'phaodai_app'),
      ('phaodai_system', 'phaodai_jobs'),
      ('phaodai_auth',   'phaodai_owner'),      -- so that migrations can create and change their schemas
      ('phaodai_jobs',   'phaodai_owner')
    ) as membership (granted, member)
    where not exists (
      select from pg_auth_members
      where roleid = granted::regrole and pg_auth_members.member = membership.member::regrole
    )
  loop
    execute format('grant %I to %I', wanted.granted, wanted.member);
  end loop;
end $$;
