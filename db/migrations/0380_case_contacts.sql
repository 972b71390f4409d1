-- Register case_contact: printed from its declaration by "phaodai registers sql case_contact".
create table case_contact (
  id uuid primary key,
  area_id int not null references area,
  case_id uuid references disease_case,
  tier text not null check (tier in ('f1', 'f2', 'f3')),
  individual_id uuid references individual,
  full_name text check (char_length(full_name) between 1 and 120),
  phone text check (char_length(phone) between 1 and 30),
  address text check (char_length(address) between 1 and 300),
  relation text check (relation in ('household', 'same-room', 'same-ward', 'workplace', 'friend', 'relative', 'neighbour', 'daily', 'vehicle', 'other')),
  found_by text check (found_by in ('patient', 'family', 'place', 'media', 'app', 'other')),
  last_contact_on date not null,
  exposure text check (char_length(exposure) between 1 and 500),
  minutes numeric(12,0) check (minutes between 0 and 1440),
  masked text check (masked in ('yes', 'no', 'unknown')),
  residence_area_id int references area,
  listed_at timestamptz not null,
  informed_at timestamptz,
  sampled_at timestamptz,
  result text check (result in ('positive', 'negative', 'indeterminate', 'pending')),
  isolated_at timestamptz,
  watch_until date,
  note text check (char_length(note) between 1 and 1000),
  state text not null default 'listed' check (state in ('listed', 'followed', 'released', 'became_case', 'ruled_out')),
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

create index case_contact_list_area_id on case_contact (area_id, listed_at desc, id desc);
create index case_contact_list_residence_area_id on case_contact (residence_area_id, listed_at desc, id desc);
create index case_contact_list on case_contact (listed_at desc, id desc);
create index case_contact_case_id on case_contact (case_id);
create index case_contact_individual_id on case_contact (individual_id);

create trigger guard_record before update on case_contact for each row execute function guard_record();
create trigger guard_state before update on case_contact for each row execute function guard_state();
create trigger next_version before update on case_contact for each row execute function next_version();
create trigger audit after insert or update or delete on case_contact for each row execute function audit_row('full_name', 'phone', 'address', 'exposure');

alter table case_contact enable row level security;
create function sees_case_contact(wanted uuid) returns boolean language sql stable
  return exists (select 1 from case_contact r where r.id = wanted);
create policy case_contact_read on case_contact for select to pd_area using (
  'case_contact' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (residence_area_id between app_area_lo() and app_area_hi() and residence_area_id in (select unnest(app_area_ids())))));
create policy case_contact_read_whole on case_contact for select to pd_whole using ('case_contact' = any ((select app_reads())::text[]));
create policy case_contact_write on case_contact for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('case_contact.create', 'case_contact.import')
  and state = 'listed' and version = 1 and voided_at is null
  and created_by = app_post()
  and (case_id is null or sees_disease_case(case_id))
  and (individual_id is null or sees_individual(individual_id)));
create policy case_contact_write_whole on case_contact for insert to pd_whole with check (
  app_permission() in ('case_contact.create', 'case_contact.import')
  and state = 'listed' and version = 1 and voided_at is null
  and created_by = app_post()
  and (case_id is null or sees_disease_case(case_id))
  and (individual_id is null or sees_individual(individual_id)));
create policy case_contact_change on case_contact for update to pd_area
  using ((app_permission() in ('case_contact.update', 'case_contact.void', 'case_contact.follow', 'case_contact.release', 'case_contact.turn', 'case_contact.rule-out', 'case_contact.reopen')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))))
    or (app_permission() in ('case_contact.accept')
    and (residence_area_id between app_area_lo() and app_area_hi() and residence_area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy case_contact_change_whole on case_contact for update to pd_whole
  using (app_permission() in ('case_contact.update', 'case_contact.void', 'case_contact.follow', 'case_contact.accept', 'case_contact.release', 'case_contact.turn', 'case_contact.rule-out', 'case_contact.reopen'))
  with check (true);
create trigger guard_link_individual_id before update of individual_id on case_contact for each row
  when (new.individual_id is distinct from old.individual_id and new.individual_id is not null and not sees_individual(new.individual_id)) execute function refuse_link();
create policy case_contact_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'case_contact' then sees_case_contact(row_id::uuid) else false end);
create policy case_contact_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'case_contact' then sees_case_contact(row_id::uuid) else false end);
grant select (id, area_id, case_id, tier, individual_id, relation, found_by, last_contact_on, minutes, masked, residence_area_id, listed_at, informed_at, sampled_at, result, isolated_at, watch_until, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on case_contact to pd_area, pd_whole;
grant select (full_name, phone, address, exposure) on case_contact to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, case_id, tier, individual_id, full_name, phone, address, relation, found_by, last_contact_on, exposure, minutes, masked, residence_area_id, listed_at, informed_at, sampled_at, result, isolated_at, watch_until, note, search_key) on case_contact to pd_area, pd_whole;
grant update (tier, individual_id, full_name, phone, address, relation, found_by, last_contact_on, exposure, minutes, masked, informed_at, sampled_at, result, isolated_at, watch_until, note, state, state_reason, search_key, voided_at, void_reason) on case_contact to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('case_contact', 'follow', 'listed', 'followed'),
  ('case_contact', 'accept', 'listed', 'followed'),
  ('case_contact', 'release', 'followed', 'released'),
  ('case_contact', 'turn', 'listed', 'became_case'),
  ('case_contact', 'turn', 'followed', 'became_case'),
  ('case_contact', 'rule-out', 'listed', 'ruled_out'),
  ('case_contact', 'rule-out', 'followed', 'ruled_out'),
  ('case_contact', 'reopen', 'released', 'followed'),
  ('case_contact', 'reopen', 'became_case', 'followed'),
  ('case_contact', 'reopen', 'ruled_out', 'followed');
insert into role_permission (role, permission)
select r, p from (values
  ('case_contact.read', '{health,officer,leader,province-leader}'::text[]),
  ('case_contact.create', '{health}'::text[]),
  ('case_contact.update', '{health}'::text[]),
  ('case_contact.import', '{health}'::text[]),
  ('case_contact.export', '{health}'::text[]),
  ('case_contact.reveal', '{health}'::text[]),
  ('case_contact.void', '{health}'::text[]),
  ('case_contact.follow', '{health}'::text[]),
  ('case_contact.accept', '{health}'::text[]),
  ('case_contact.release', '{health}'::text[]),
  ('case_contact.turn', '{health}'::text[]),
  ('case_contact.rule-out', '{health}'::text[]),
  ('case_contact.reopen', '{health}'::text[])
) as given (p, rs), unnest(rs) r;

-- By hand: a step of the work (told, sampled, isolated, result) is entered where the tracing is done or where the contact
-- lives. True when the contact is in the caller's sight and still had this version; null when it is not in sight.
create function case_contact_step(contact uuid, of_version int, step text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'contact.step' then
    raise exception 'a step of a contact under %', app_permission() using errcode = 'PD001';
  end if;
  perform from case_contact c where c.id = contact and c.voided_at is null
    and (c.area_id = any (app_area_ids()) or c.residence_area_id = any (app_area_ids())) for update;
  if not found then
    return null;
  end if;
  update case_contact c set informed_at = case when step = 'informed' then at else c.informed_at end,
    sampled_at = case when step = 'sampled' then at else c.sampled_at end,
    isolated_at = case when step = 'isolated' then at else c.isolated_at end,
    result = case when step in ('negative', 'positive') then step when step = 'sampled' then 'pending' else c.result end
  where c.id = contact and c.version = of_version;
  return found;
end $$;
revoke all on function case_contact_step from public;
grant execute on function case_contact_step to pd_area, pd_area_clear;
insert into role_permission (role, permission) values ('health', 'contact.step');

-- Merging and its undoing, as before, with the contacts a person is listed as.
create or replace function move_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and merged_by = app_post() and undone_at is null;
  if m.id is null or app_permission() is distinct from 'individual.merge' then raise exception 'no merge of this post' using errcode = '42501'; end if;
  insert into individual_merge_link (merge_id, subject, row_id)
    select m.id, 'disease_case', c.id from disease_case c where c.individual_id = m.absorbed_id and c.voided_at is null
    union all select m.id, 'case_contact', k.id from case_contact k where k.individual_id = m.absorbed_id and k.voided_at is null
    union all select m.id, 'household_member', h.id from household_member h where h.individual_id = m.absorbed_id;
  get diagnostics moved = row_count;
  update disease_case c set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id;
  update case_contact k set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'case_contact' and k.id = l.row_id;
  update household_member h set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id;
  return moved;
end $$;

-- Gives back what was moved and still stands where it was put.
create or replace function return_individual_links(merge uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m individual_merge;
  moved int;
begin
  select * into m from individual_merge where id = merge and undone_by = app_post();
  if m.id is null or app_permission() is distinct from 'individual.unmerge' then raise exception 'no undoing of this post' using errcode = '42501'; end if;
  update disease_case c set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'disease_case' and c.id = l.row_id and c.individual_id = m.survivor_id and c.voided_at is null;
  get diagnostics moved = row_count;
  update case_contact k set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'case_contact' and k.id = l.row_id and k.individual_id = m.survivor_id and k.voided_at is null;
  update household_member h set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = 'household_member' and h.id = l.row_id and h.individual_id = m.survivor_id;
  return moved;
end $$;
