-- The roles of Pháo Đài (they belong to the whole cluster) and their rights on this database.
-- Idempotent: does only what is missing, so the server runs it at every start.
-- Where the user of DATABASE_URL may not do it (a managed server), the error lists the missing
-- statements; a superuser runs them, or this file, once, and grants phaodai_owner to that user.
-- Passwords of the login roles are not here: the server derives them (see login.ts of the kernel).

do $$
declare
  step record;
  missing text := '';
begin
  for pass in 1..2 loop -- do what is missing, then see what is missing still
    for step in
      with wanted_role (name, attributes) as (values
        ('phaodai_owner',  'nologin'),            -- owns every table; migrations run as it
        ('pd_area',        'nologin'),            -- rows of the post's areas, sensitive columns hidden
        ('pd_area_clear',  'nologin'),            -- the same rows with their sensitive columns
        ('pd_whole',       'nologin'),            -- every row, sensitive columns hidden
        ('pd_whole_clear', 'nologin'),            -- every row with its sensitive columns
        ('phaodai_app',    'login noinherit'),    -- requests: owns nothing, `set local role` to one of the four
        ('phaodai_auth',   'login'),              -- sign-in library: schema auth
        ('phaodai_public', 'login'),              -- pages without an account: the functions of schema gate and nothing else
        ('phaodai_jobs',   'login noinherit'),    -- job queue: schema pgboss; may become phaodai_system
        ('phaodai_system', 'nologin bypassrls')   -- sealer, roll-ups, seed: work on rows of every area
      ),
      wanted_member (granted, member) as (values
        ('pd_area',        'pd_area_clear'),
        ('pd_whole',       'pd_whole_clear'),
        ('pd_area',        'phaodai_app'),
        ('pd_area_clear',  'phaodai_app'),
        ('pd_whole',       'phaodai_app'),
        ('pd_whole_clear', 'phaodai_app'),
        ('phaodai_system', 'phaodai_jobs'),
        ('phaodai_auth',   'phaodai_owner'),      -- so that migrations can create and change their schemas
        ('phaodai_jobs',   'phaodai_owner')
      ),
      wanted_connect (name, rights) as (values
        ('phaodai_owner', 'connect, create, temporary'),
        ('phaodai_app',   'connect'),
        ('phaodai_auth',  'connect'),
        ('phaodai_jobs',  'connect'),
        ('phaodai_public', 'connect')
      ),
      wanted_usage (name) as (values              -- everybody but phaodai_public, whom no name in it may resolve for
        ('phaodai_app'), ('phaodai_auth'), ('phaodai_jobs'), ('phaodai_system'), ('pd_area'), ('pd_whole')
      ),
      granted_usage (grantee, privilege) as (
        select acl.grantee, acl.privilege_type from pg_namespace, aclexplode(nspacl) acl where nspname = 'public'
      ),
      granted_connect (name, rights) as (
        select grantee.rolname, string_agg(lower(privilege_type), ', ' order by privilege_type)
        from pg_database, aclexplode(datacl), pg_roles grantee
        where datname = current_database() and grantee.oid = aclexplode.grantee
        group by grantee.rolname
      )
      select 1 as rank, format('create role %I %s', name, attributes) as statement
      from wanted_role
      where name not in (select rolname from pg_roles)
      union all
      select 2, format('grant %I to %I', granted, member)
      from wanted_member
      where (granted, member) not in (
        select granted.rolname, member.rolname
        from pg_auth_members
        join pg_roles granted on granted.oid = roleid
        join pg_roles member on member.oid = pg_auth_members.member
      )
      union all
      select 3, format('grant %s on database %I to %I', rights, current_database(), name)
      from wanted_connect
      where (name, rights) not in (select name, rights from granted_connect)
      union all
      select 4, format('revoke all on database %I from public', current_database())
      where has_database_privilege('public', current_database(), 'connect')
      union all
      select 5, 'grant all on schema public to phaodai_owner'
      where not exists (
        select from pg_namespace, aclexplode(nspacl), pg_roles grantee
        where nspname = 'public' and grantee.rolname = 'phaodai_owner' and privilege_type = 'CREATE'
          and aclexplode.grantee = grantee.oid
      )
      union all
      select 6, format('grant usage on schema public to %I', name)
      from wanted_usage
      where name not in (select rolname from granted_usage join pg_roles on oid = grantee where privilege = 'USAGE')
      union all
      select 7, 'revoke all on schema public from public'
      where exists (select from granted_usage where grantee = 0)
      order by rank
    loop
      if pass = 2 then
        missing := missing || step.statement || E';\n';
        continue;
      end if;
      begin
        execute step.statement;
      exception when insufficient_privilege or undefined_object or duplicate_object or unique_violation then
        null; -- may not, or another start was faster: the second pass tells
      end;
    end loop;
  end loop;
  if missing <> '' then
    raise insufficient_privilege using message = 'roles or rights are missing', detail = missing;
  end if;
end $$;
