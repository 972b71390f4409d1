-- Zones: a register whose steps are the folder's own (apps/server/src/zones), with what they cover, their measures, decisions and duties.
-- See docs/adr/0068-zones.md.

-- Register zone: printed from its declaration by "phaodai registers sql zone".
create table zone (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('lockdown', 'restricted', 'distancing')),
  disease_code text not null references disease,
  outbreak_id uuid references outbreak,
  from_on date not null,
  until_on date,
  boundary text check (char_length(boundary) between 1 and 1000),
  grounds text check (char_length(grounds) between 1 and 2000),
  state text not null default 'draft' check (state in ('draft', 'proposed', 'in_force', 'lifted')),
  state_reason text check (char_length(state_reason) between 1 and 2000),
  search_key text not null default '',
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null))
);

create index zone_list_area_id on zone (area_id, from_on desc, id desc);
create index zone_list on zone (from_on desc, id desc);
create index zone_disease_code on zone (disease_code);
create index zone_outbreak_id on zone (outbreak_id);

create trigger guard_record before update on zone for each row execute function guard_record();
create trigger guard_state before update on zone for each row execute function guard_state();
create trigger next_version before update on zone for each row execute function next_version();
create trigger audit after insert or update or delete on zone for each row execute function audit_row();

alter table zone enable row level security;
create function sees_zone(wanted uuid) returns boolean language sql stable
  return exists (select 1 from zone r where r.id = wanted);
create policy zone_read on zone for select to pd_area using (
  'zone' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy zone_read_whole on zone for select to pd_whole using ('zone' = any ((select app_reads())::text[]));
create policy zone_write on zone for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('zone.create', 'zone.import')
  and state = 'draft' and version = 1 and voided_at is null
  and created_by = app_post()
  and (outbreak_id is null or sees_outbreak(outbreak_id)));
create policy zone_write_whole on zone for insert to pd_whole with check (
  app_permission() in ('zone.create', 'zone.import')
  and state = 'draft' and version = 1 and voided_at is null
  and created_by = app_post()
  and (outbreak_id is null or sees_outbreak(outbreak_id)));
create policy zone_change on zone for update to pd_area
  using ((app_permission() in ('zone.update', 'zone.void', 'zone.propose', 'zone.send-back', 'zone.enforce', 'zone.lift')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy zone_change_whole on zone for update to pd_whole
  using (app_permission() in ('zone.update', 'zone.void', 'zone.propose', 'zone.send-back', 'zone.enforce', 'zone.lift'))
  with check (true);
create trigger guard_link_outbreak_id before update of outbreak_id on zone for each row
  when (new.outbreak_id is distinct from old.outbreak_id and new.outbreak_id is not null and not sees_outbreak(new.outbreak_id)) execute function refuse_link();
create policy zone_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'zone' then sees_zone(row_id::uuid) else false end);
create policy zone_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'zone' then sees_zone(row_id::uuid) else false end);
grant select (id, area_id, name, kind, disease_code, outbreak_id, from_on, until_on, boundary, grounds, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on zone to pd_area, pd_whole;
grant insert (id, area_id, name, kind, disease_code, outbreak_id, from_on, until_on, boundary, grounds, search_key) on zone to pd_area, pd_whole;
grant update (name, outbreak_id, from_on, until_on, boundary, grounds, state, state_reason, search_key, voided_at, void_reason) on zone to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('zone', 'propose', 'draft', 'proposed'),
  ('zone', 'send-back', 'proposed', 'draft'),
  ('zone', 'enforce', 'proposed', 'in_force'),
  ('zone', 'lift', 'in_force', 'lifted');
insert into role_permission (role, permission)
select r, p from (values
  ('zone.read', '{health,officer,leader,province-leader,clerk,inspector}'::text[]),
  ('zone.create', '{health,officer,clerk}'::text[]),
  ('zone.update', '{health,officer,clerk}'::text[]),
  ('zone.import', '{health,officer,clerk}'::text[]),
  ('zone.export', '{health,officer,leader,province-leader,clerk,inspector}'::text[]),
  ('zone.void', '{health,officer,clerk}'::text[]),
  ('zone.propose', '{health,officer,clerk}'::text[]),
  ('zone.send-back', '{officer,clerk,leader,province-leader}'::text[]),
  ('zone.enforce', '{clerk,leader,province-leader}'::text[]),
  ('zone.lift', '{clerk,leader,province-leader}'::text[])
) as given (p, rs), unnest(rs) r;


alter table zone add constraint domain_ends_after_it_begins check (until_on >= from_on);
insert into role_permission (role, permission) select r, 'zone_change.record' from unnest('{clerk,leader,province-leader}'::text[]) r;

-- Where a household is, as far as it is known: register household, field location.
alter table household add column location jsonb check ((location ->> 'lat')::float8 between -90 and 90 and (location ->> 'lon')::float8 between -180 and 180);
grant select (location) on household to pd_area_clear, pd_whole_clear;
grant insert (location), update (location) on household to pd_area, pd_whole;
drop trigger audit on household;
create trigger audit after insert or update or delete on household for each row execute function audit_row('head_name', 'address', 'phone', 'location');

-- What is wrong with a drawn line, or null: the ring is closed, has three corners at least, lies on the earth, and crosses itself nowhere.
-- Segments are compared by PostgreSQL's own lseg; degrees are spread a thousandfold, since its comparison is blunt at 1e-6.
create function ring_fault(ring jsonb) returns text language plpgsql immutable parallel safe as $$
declare
  n constant int := case jsonb_typeof(ring) when 'array' then jsonb_array_length(ring) else 0 end;
  corners point[];
begin
  if n < 4 then return 'too-few'; end if;
  if n > 400 then return 'too-many'; end if;
  if exists (select from jsonb_array_elements(ring) p where jsonb_typeof(p) <> 'array' or jsonb_array_length(p) <> 2 or jsonb_typeof(p -> 0) <> 'number' or jsonb_typeof(p -> 1) <> 'number') then return 'no-ring'; end if;
  if exists (select from jsonb_array_elements(ring) p where (p ->> 0)::float8 not between -180 and 180 or (p ->> 1)::float8 not between -90 and 90) then return 'no-ring'; end if;
  if ring -> 0 <> ring -> (n - 1) then return 'not-closed'; end if;
  select array_agg(point((p ->> 0)::float8 * 1000, (p ->> 1)::float8 * 1000) order by k) into corners from jsonb_array_elements(ring) with ordinality x (p, k);
  if exists (select from generate_series(1, n - 1) i where corners[i] ~= corners[i + 1]) then return 'no-ring'; end if;
  if exists (select from generate_series(1, n - 1) i, generate_series(i + 2, n - 1) j
    where not (i = 1 and j = n - 1) and lseg(corners[i], corners[i + 1]) ?# lseg(corners[j], corners[j + 1])) then return 'crosses-itself'; end if;
  return null;
end $$;
create function ring_polygon(ring jsonb) returns polygon language sql immutable parallel safe
  return (select ('(' || string_agg('(' || (p ->> 0) || ',' || (p ->> 1) || ')', ',' order by k) || ')')::polygon from jsonb_array_elements(ring) with ordinality x (p, k));

-- Decisions on a zone: what is to be decided, the draft that was written for it, and, once issued and recorded, the document.
create table zone_decision (
  id uuid primary key,
  zone_id uuid not null references zone,
  kind text not null check (kind in ('establish', 'extend', 'narrow', 'lift')),
  effective_on date not null,
  until_on date,                                -- extend, narrow: the new last day
  reason text check (char_length(reason) between 1 and 2000),
  draft_id uuid references draft,
  directive_id uuid references directive,
  number text,
  issued_on date,
  authority_id int references body,             -- the people's committee that decided
  clause text check (char_length(clause) between 1 and 100),
  by_title text not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  recorded_at timestamptz,
  recorder_title text,
  dropped_at timestamptz,                       -- given up before it was decided
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check ((recorded_at is null) = (directive_id is null) and (recorded_at is null) = (authority_id is null) and (recorded_at is null) = (clause is null)),
  check (until_on is null or until_on >= effective_on),
  check (recorded_at is null or dropped_at is null)
);
create unique index zone_decision_open on zone_decision (zone_id) where recorded_at is null and dropped_at is null;
create index zone_decision_zone on zone_decision (zone_id);
create index zone_decision_draft on zone_decision (draft_id);
create index zone_decision_directive on zone_decision (directive_id);
create index zone_decision_authority on zone_decision (authority_id);

-- What a zone covers from a day to a day; proposed until its decision is recorded. In force it covers one thing at a time.
create table zone_extent (
  id uuid primary key,
  zone_id uuid not null references zone,
  decision_id uuid references zone_decision,    -- null: the extent it begins with
  shape text not null check (shape in ('area', 'polygon', 'households')),
  ring jsonb,
  from_on date not null,
  until_on date,
  active boolean not null default false,
  void boolean not null default false,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check ((shape = 'polygon') = (ring is not null)),
  constraint zone_extent_ring check (ring is null or ring_fault(ring) is null),
  constraint zone_extent_days check (until_on is null or until_on >= from_on),
  constraint zone_extent_once exclude using gist (zone_id with =, daterange(from_on, until_on, '[]') with &&) where (active and not void)
);
create index zone_extent_zone on zone_extent (zone_id);
create index zone_extent_decision on zone_extent (decision_id);
create table zone_extent_area (
  id uuid primary key default gen_random_uuid(),
  extent_id uuid not null references zone_extent,
  area_id int not null references area,
  unique (extent_id, area_id)
);
create index zone_extent_area_area on zone_extent_area (area_id);
create table zone_extent_household (
  id uuid primary key default gen_random_uuid(),
  extent_id uuid not null references zone_extent,
  household_id uuid not null references household,
  unique (extent_id, household_id)
);
create index zone_extent_household_household on zone_extent_household (household_id);

-- Measures of a zone, each from a day to a day, as the catalogue said when it was taken; on which decision and clause it rests, and what it carries out.
create table zone_measure (
  id uuid primary key,
  zone_id uuid not null references zone,
  rule_id uuid references measure_rule,         -- null: words of the zone's own
  activity text not null references measure_activity,
  answer text not null check (answer in ('open', 'required', 'limited', 'stopped')),
  words text not null check (char_length(words) between 1 and 500),
  words_en text check (char_length(words_en) between 1 and 500),
  source text check (char_length(source) between 1 and 300),
  confidence text check (confidence in ('high', 'medium', 'low')),
  from_on date not null,
  until_on date,
  decision_id uuid references zone_decision,    -- căn cứ pháp lý: given when the zone comes into force
  clause text check (char_length(clause) between 1 and 100),
  carries_out_id uuid references directive,     -- thực hiện chỉ đạo
  carries_out_label text check (char_length(carries_out_label) between 1 and 100),
  void boolean not null default false,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check ((decision_id is null) = (clause is null)),
  check (carries_out_label is null or carries_out_id is not null),
  constraint zone_measure_days check (until_on is null or until_on >= from_on),
  constraint zone_measure_once exclude using gist (zone_id with =, activity with =, daterange(from_on, until_on, '[]') with &&) where (not void)
);
create index zone_measure_zone on zone_measure (zone_id);
create index zone_measure_rule on zone_measure (rule_id);
create index zone_measure_activity on zone_measure (activity);
create index zone_measure_decision on zone_measure (decision_id);
create index zone_measure_carries_out on zone_measure (carries_out_id);

-- Tasks that a zone opened.
create table zone_task (
  id uuid not null generated always as (task_id) stored,
  zone_id uuid not null references zone,
  task_id uuid primary key references task,
  duty text not null
);
create index zone_task_zone on zone_task (zone_id);

-- What stands beside a zone is read by whoever reads the zone, and is written with it.
do $$
declare t text;
begin
  foreach t in array '{zone_decision,zone_extent,zone_measure,zone_task}'::text[] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to pd_area, pd_whole using (sees_zone(zone_id))', t || '_read', t);
    execute format('create trigger audit after insert or update or delete on %I for each row execute function audit_row()', t);
    execute format('grant select on %I to pd_area, pd_whole', t);
  end loop;
  foreach t in array '{zone_decision,zone_extent,zone_measure}'::text[] loop
    execute format('create trigger next_version before update on %I for each row execute function next_version()', t);
  end loop;
end $$;
create policy zone_decision_write on zone_decision for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.write' and created_by = app_post() and recorded_at is null and dropped_at is null and sees_zone(zone_id)
  and exists (select from draft d where d.id = draft_id));
create policy zone_decision_record on zone_decision for update to pd_area, pd_whole
  using (recorded_at is null and sees_zone(zone_id) and app_permission() in ('zone.enforce', 'zone_change.record', 'zone.lift', 'draft.write'))
  with check (directive_id is null or exists (select from directive d where d.id = zone_decision.directive_id));
create policy zone_extent_write on zone_extent for insert to pd_area, pd_whole with check (
  app_permission() in ('zone.create', 'zone.update', 'draft.write') and created_by = app_post() and not active and sees_zone(zone_id)
  and (app_permission() = 'draft.write') = (decision_id is not null));
create policy zone_extent_change on zone_extent for update to pd_area, pd_whole
  using (sees_zone(zone_id) and app_permission() in ('zone.update', 'zone.enforce', 'zone_change.record', 'zone.lift', 'draft.write')) with check (true);
create policy zone_measure_write on zone_measure for insert to pd_area, pd_whole with check (
  app_permission() in ('zone.create', 'zone.update') and created_by = app_post() and decision_id is null and sees_zone(zone_id)
  and (carries_out_id is null or exists (select from directive d where d.id = carries_out_id)));
create policy zone_measure_change on zone_measure for update to pd_area, pd_whole
  using (sees_zone(zone_id) and app_permission() in ('zone.update', 'zone.enforce', 'zone_change.record', 'zone.lift')) with check (true);
create policy zone_task_write on zone_task for insert to pd_area, pd_whole with check (app_permission() = 'zone.enforce' and sees_zone(zone_id));
grant insert (id, zone_id, kind, effective_on, until_on, reason, draft_id, by_title), update (directive_id, number, issued_on, authority_id, clause, recorded_at, recorder_title, dropped_at) on zone_decision to pd_area, pd_whole;
grant insert (id, zone_id, decision_id, shape, ring, from_on, until_on), update (from_on, until_on, active, void) on zone_extent to pd_area, pd_whole;
grant insert (id, zone_id, rule_id, activity, answer, words, words_en, source, confidence, from_on, until_on, carries_out_id, carries_out_label), update (until_on, decision_id, clause, void) on zone_measure to pd_area, pd_whole;
grant insert (zone_id, task_id, duty) on zone_task to pd_area, pd_whole;

alter table zone_extent_area enable row level security;
create policy zone_extent_area_read on zone_extent_area for select to pd_area, pd_whole using (exists (select from zone_extent e where e.id = extent_id));
create policy zone_extent_area_write on zone_extent_area for insert to pd_area, pd_whole with check (
  app_permission() in ('zone.create', 'zone.update', 'draft.write') and exists (select from zone_extent e where e.id = extent_id and not e.active));
grant select, insert on zone_extent_area to pd_area, pd_whole;
create trigger audit after insert or update or delete on zone_extent_area for each row execute function audit_row();
alter table zone_extent_household enable row level security;
create policy zone_extent_household_read on zone_extent_household for select to pd_area, pd_whole using (
  sees_household(household_id) and exists (select from zone_extent e where e.id = extent_id));
create policy zone_extent_household_write on zone_extent_household for insert to pd_area, pd_whole with check (
  app_permission() in ('zone.create', 'zone.update', 'draft.write') and sees_household(household_id) and exists (select from zone_extent e where e.id = extent_id and not e.active));
grant select, insert on zone_extent_household to pd_area, pd_whole;
create trigger audit after insert or update or delete on zone_extent_household for each row execute function audit_row();

-- Units and houses of a zone lie in its own area; asked after the policies, so that one out of sight is refused as none.
create function guard_zone_extent_part() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from zone_extent e join zone z on z.id = e.zone_id join area a on a.id = z.area_id
    where e.id = new.extent_id and case tg_table_name when 'zone_extent_area' then (to_jsonb(new) ->> 'area_id')::int
      else (select h.area_id from household h where h.id = (to_jsonb(new) ->> 'household_id')::uuid) end between a.id and a.last_id) then
    raise exception 'outside the area of the zone' using errcode = 'PD052';
  end if;
  return null;
end $$;
revoke execute on function guard_zone_extent_part() from public;
create trigger guard_part after insert on zone_extent_area for each row execute function guard_zone_extent_part();
create trigger guard_part after insert on zone_extent_household for each row execute function guard_zone_extent_part();

-- What a zone covers and asks for is written while it is a draft; afterwards by its decisions alone.
create function guard_zone_part() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() in ('zone.create', 'zone.update') and (select z.state from zone z where z.id = new.zone_id) <> 'draft' then
    raise exception 'a zone is changed while it is a draft' using errcode = 'PD001';
  end if;
  return new;
end $$;
revoke execute on function guard_zone_part() from public;
create trigger guard_part before insert or update on zone_extent for each row execute function guard_zone_part();
create trigger guard_part before insert or update on zone_measure for each row execute function guard_zone_part();

-- A decision is one of the people's committee whose territory the zone lies in; what it is called is taken from the document itself.
create function guard_zone_decision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare d directive;
begin
  if new.directive_id is null then return new; end if;
  select * into d from directive where id = new.directive_id;
  new.number := d.number;
  new.issued_on := d.issued_on;
  new.authority_id := coalesce(d.issuer_id, case d.direction when 'own' then d.owner_id end);
  if d.state is distinct from 'issued' or d.system <> 'state' or d.number is null or d.issued_on is null or not exists (
      select from body b join body_territory t on t.body_id = b.id join area a on a.id = t.area_id join zone z on z.id = new.zone_id
      where b.id = new.authority_id and b.chain = 'state' and b.kind = 'people-committee' and z.area_id between a.id and a.last_id
        and new.effective_on between t.valid_from and coalesce(t.valid_to, 'infinity')) then
    raise exception 'no decision in force of the competent people''s committee' using errcode = 'PD050';
  end if;
  return new;
end $$;
revoke execute on function guard_zone_decision() from public;
create trigger guard_decision before update on zone_decision for each row execute function guard_zone_decision();

-- The last day of a zone follows from what was decided.
create function follow_zone_decision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update zone set until_on = case new.kind when 'lift' then new.effective_on - 1 else new.until_on end where id = new.zone_id;
  return null;
end $$;
revoke execute on function follow_zone_decision() from public;
create trigger follow_decision after update on zone_decision for each row
  when (old.recorded_at is null and new.recorded_at is not null and (new.kind = 'lift' or (new.kind <> 'establish' and new.until_on is not null))) execute function follow_zone_decision();

create function guard_zone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (app_permission() = 'zone.update' and old.state <> 'draft') or (new.voided_at is not null and old.state in ('in_force', 'lifted')) then
    raise exception 'a zone is changed while it is a draft' using errcode = 'PD001';
  end if;
  if new.state <> 'draft' and (not exists (select from zone_extent e where e.zone_id = new.id and not e.void) or not exists (select from zone_measure m where m.zone_id = new.id and not m.void)) then
    raise exception 'a zone covers something and asks for something' using errcode = 'PD051';
  end if;
  if new.state = 'in_force' and (not exists (select from zone_extent e where e.zone_id = new.id and e.active and not e.void)
      or not exists (select from zone_decision d where d.zone_id = new.id and d.kind = 'establish' and d.recorded_at is not null)
      or exists (select from zone_measure m where m.zone_id = new.id and not m.void and m.decision_id is null)) then
    raise exception 'a zone comes into force by a decision' using errcode = 'PD050';
  end if;
  if new.state = 'lifted' and old.state <> 'lifted' and not exists (select from zone_decision d where d.zone_id = new.id and d.kind = 'lift' and d.recorded_at is not null) then
    raise exception 'a zone is lifted by a decision' using errcode = 'PD050';
  end if;
  return null;
end $$;
revoke execute on function guard_zone() from public;
create trigger domain_guard_zone after update on zone for each row execute function guard_zone();

-- Duties of a zone are given with its coming into force.
create policy task_give_by_zone on task for insert to pd_area, pd_whole with check (
  app_permission() = 'zone.enforce' and state = 'not_started' and parent_id is null and assigner_id = app_body() and origin_id = app_body()
  and (directive_id is null or directive_owner(directive_id) = app_body()));

-- Households of a zone on a day and the people counted in them; those whose place is not known, of a drawn line. Counts alone, and of a
-- commune at most (of lists, of any): a province is not counted house by house on every look.
create function zone_inside(wanted uuid, day date, out households int, out people int, out unplaced int) language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from zone z where z.id = wanted and 'zone' = any (app_reads()) and (current_setting('role') like 'pd\_whole%' or z.area_id = any (app_area_ids()))
    and (exists (select from area a where a.id = z.area_id and a.level in ('commune', 'village')) or exists (select from zone_extent x where x.zone_id = z.id and x.shape = 'households' and not x.void))) then return; end if;
  with e as (select x.*, z.area_id from zone_extent x join zone z on z.id = x.zone_id where x.zone_id = wanted and not x.void and day between x.from_on and coalesce(x.until_on, 'infinity') order by x.active desc, x.from_on desc limit 1),
    near as (
      select h.id, h.size, e.shape, e.shape <> 'polygon' or h.location is not null as placed, case e.shape
        when 'households' then exists (select from zone_extent_household l where l.extent_id = e.id and l.household_id = h.id)
        when 'area' then exists (select from zone_extent_area l join area a on a.id = l.area_id where l.extent_id = e.id and h.area_id between a.id and a.last_id)
        else ring_polygon(e.ring) @> point((h.location ->> 'lon')::float8, (h.location ->> 'lat')::float8) end as inside
      from e join area a on a.id = e.area_id join household h on h.area_id between a.id and a.last_id and h.voided_at is null and h.state = 'present'),
    counted as (select n.*, (select count(*) from household_member m where m.household_id = n.id and day between m.from_on and coalesce(m.to_on, 'infinity')) as members from near n)
  select count(*) filter (where inside), coalesce(sum(greatest(members, coalesce(size, 0))) filter (where inside), 0), count(*) filter (where not placed)
    into households, people, unplaced from counted;
end $$;
revoke execute on function zone_inside(uuid, date) from public;
grant execute on function zone_inside(uuid, date) to pd_area, pd_area_clear, pd_whole, pd_whole_clear;
select let_heirs_read();
