-- A contact is seen day by day while it is watched: once a day, at either side of a referral. A second entry of a day corrects
-- the first; the audit keeps what was said before. A symptom asks for a sample from `ill_at` on, until `sampled_at`.
create table contact_visit (
  id uuid primary key default gen_random_uuid(),
  contact_id uuid not null references case_contact,
  on_day date not null,
  manner text not null check (manner in ('seen', 'phone')),
  temperature numeric(3,1) check (temperature between 34 and 43),
  symptoms text[],                            -- codes of the case form
  note text check (char_length(note) <= 500),
  ill_at timestamptz,
  sampled_at timestamptz,
  entered_at timestamptz not null,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  unique (contact_id, on_day)
);
alter table contact_visit enable row level security;
create policy contact_visit_read on contact_visit for select to pd_area, pd_whole using (sees_case_contact(contact_id));
create policy contact_visit_write on contact_visit for insert to pd_area, pd_whole with check (
  app_permission() = 'contact.step' and created_by = app_post() and version = 1 and sampled_at is null
  and exists (select from case_contact k where k.id = contact_id and k.state in ('listed', 'followed') and k.voided_at is null));
create policy contact_visit_change on contact_visit for update to pd_area, pd_whole
  using (app_permission() = 'contact.step'
    and exists (select from case_contact k where k.id = contact_id and k.state in ('listed', 'followed') and k.voided_at is null));
-- That somebody was ill on a day is for whoever reads the line; how, for those who may see names.
grant select (id, contact_id, on_day, manner, ill_at, sampled_at, entered_at, created_by, version, updated_at) on contact_visit to pd_area, pd_whole;
grant select (temperature, symptoms, note) on contact_visit to pd_area_clear, pd_whole_clear;
grant insert (contact_id, on_day, manner, temperature, symptoms, note, ill_at, entered_at) on contact_visit to pd_area, pd_whole;
grant update (manner, temperature, symptoms, note, ill_at) on contact_visit to pd_area, pd_whole;
create trigger next_version before update on contact_visit for each row execute function next_version();
create trigger audit after insert or update or delete on contact_visit for each row execute function audit_row('temperature', 'symptoms', 'note');

-- As before, and: the first sample stays the one that the 24 hours are measured by; a later one answers the symptoms entered so far.
create or replace function case_contact_step(contact uuid, of_version int, step text, at timestamptz) returns boolean
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
    sampled_at = case when step = 'sampled' then coalesce(c.sampled_at, at) else c.sampled_at end,
    isolated_at = case when step = 'isolated' then at else c.isolated_at end,
    result = case when step in ('negative', 'positive') then step when step = 'sampled' then 'pending' else c.result end
  where c.id = contact and c.version = of_version;
  if not found then
    return false;
  end if;
  if step = 'sampled' then
    update contact_visit v set sampled_at = at where v.contact_id = contact and v.ill_at is not null and v.sampled_at is null;
  end if;
  return true;
end $$;

-- A contact is a case now: written with the case itself, under the permission that enters cases, at either side; the state moves
-- as the action it is. The person is the new case's own. True when the contact stood as told; null when it is not in sight.
create function turn_case_contact(contact uuid, of_version int, new_case uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person uuid;
  done boolean;
begin
  if app_permission() is distinct from 'disease_case.create' then
    raise exception 'a contact turned under %', app_permission() using errcode = '42501';
  end if;
  select d.individual_id into person from disease_case d where d.id = new_case and d.created_by = app_post();
  if not found then
    raise exception 'no case of this post' using errcode = '42501';
  end if;
  perform from case_contact c where c.id = contact and c.voided_at is null
    and (c.area_id = any (app_area_ids()) or c.residence_area_id = any (app_area_ids())) for update;
  if not found then
    return null;
  end if;
  perform set_config('app.permission', 'case_contact.turn', true);
  update case_contact c set state = 'became_case', individual_id = coalesce(person, c.individual_id) where c.id = contact and c.version = of_version;
  done := found;
  perform set_config('app.permission', 'disease_case.create', true);
  return done;
end $$;
revoke all on function turn_case_contact from public;
grant execute on function turn_case_contact to pd_area, pd_area_clear;

-- Entering and correcting a day needs to read what stands there.
insert into role_permission (role, permission) values ('health', 'contact.reveal');
create index domain_case_contact_watched on case_contact (watch_until) where state in ('listed', 'followed') and voided_at is null;

select let_heirs_read();
