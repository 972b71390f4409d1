-- What this installation is. One row, written when it is seeded as a demo; without a row it is nobody's demo.

create table installation (
  only_row boolean primary key default true check (only_row),
  demo boolean not null,
  profile text not null check (profile in ('2021', '2025')),
  seed int not null,
  account_password text not null,              -- of every account of the demo; the sign-in page shows it
  seeded_at timestamptz not null default now()
);
grant select (demo, profile) on installation to pd_area, pd_whole;

-- Every screen of a demo says MẪU, and its sign-in page offers the cast; in any other installation it tells nothing.
create function app_demo() returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('demo', i.demo, 'demoAccounts', coalesce((
    select jsonb_agg(jsonb_build_object('username', a.username, 'password', i.account_password, 'name', p.full_name, 'title', o.titles) order by p.id)
    from account a join person p on p.id = a.person_id
    join lateral (select string_agg(post.title || ', ' || b.short_name, ' kiêm ' order by post.valid_from, post.id) as titles
      from post join body b on b.id = post.acts_for_id where post.person_id = p.id) o on o.titles is not null), '[]'))
  from installation i where i.demo
$$;
revoke execute on function app_demo() from public;
grant execute on function app_demo() to phaodai_app, phaodai_system;
