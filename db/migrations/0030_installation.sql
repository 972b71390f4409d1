-- What this installation is. One row, written when it is seeded as a demo; without a row it is nobody's demo.

create table installation (
  only_row boolean primary key default true check (only_row),
  demo boolean not null,
  profile text not null check (profile in ('2021', '2025')),
  seed int not null,
  seeded_at timestamptz not null default now()
);
-- Every screen of a demo says MẪU, the sign-in page too, so that anybody may read it.
grant select on installation to pd_area, pd_whole, phaodai_app, phaodai_auth;
