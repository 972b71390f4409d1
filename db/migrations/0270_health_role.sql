-- Cán bộ y tế: the role of those who work with named patients and contacts. The officer (chuyên viên) of any other office keeps
-- figures and cases without names. Rights as printed by "phaodai registers sql" from packages/registers and packages/indicators.

insert into role (name, sees_whole) values ('health', false);
insert into role_permission (role, permission) select 'health', permission from role_permission where role = 'officer';

-- People and households are for health alone; of cases an officer reads rows without names, of outbreaks rows and the export.
delete from role_permission where role = 'officer' and (
  split_part(permission, '.', 1) in ('individual', 'household')
  or (permission like 'disease\_case.%' and permission <> 'disease_case.read')
  or (permission like 'outbreak.%' and permission not in ('outbreak.read', 'outbreak.export'))
  or permission = 'rumour.reveal');

-- In which bodies a role may be given, from a day to a day; a role without rows may be given anywhere. Editable data, no law.
create table role_sector (
  role text not null references role,
  sector text not null,                       -- as body.sector
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (role, sector, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
alter table role_sector enable row level security;
insert into role_sector (role, sector, valid_from, source) values
  ('health', 'y-te', '2020-01-01', 'Quy ước của hệ thống: Sở Y tế, CDC, bệnh viện, Trung tâm Y tế, Phòng Y tế, Trạm Y tế');

-- Held when a request gives a post; what the installation itself plants is its own affair.
create function guard_post_sector() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from role_sector s where s.role = new.role)
    and not exists (select 1 from role_sector s join body b on b.sector = s.sector
      where s.role = new.role and b.id = new.body_id and app_today() between s.valid_from and coalesce(s.valid_to, 'infinity')) then
    raise exception 'the role is for bodies of another sector' using errcode = 'PD014';
  end if;
  return new;
end $$;
create trigger guard_sector before insert or update of role, body_id on post for each row when (app_permission() = 'person.manage') execute function guard_post_sector();
revoke execute on function guard_post_sector() from public;

-- Officers of health bodies go on with what they did: their posts take the new role from now on.
update post set role = 'health' from body b where b.id = post.body_id and b.sector = 'y-te' and post.role = 'officer';
