-- Who infected whom. What an investigation finds is entered here; what the case form and the lists of contacts say follows from
-- them: case_infection is both, and everything that tells of chains reads it.
create table case_link (
  id uuid primary key,
  from_case uuid not null references disease_case,
  to_case uuid not null references disease_case,
  kind text not null check (kind in ('confirmed', 'likely', 'possible')),
  basis text not null check (basis in ('contact', 'household', 'investigation')),
  setting text check (setting in ('household', 'school', 'workplace', 'market', 'health-facility', 'village', 'gathering', 'other')),
  met_on date,
  note text check (char_length(note) between 1 and 500),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check (from_case <> to_case),
  check ((voided_at is null) = (void_reason is null))
);
-- Who enters a link sees both of its cases, and so every link between them.
create unique index case_link_once on case_link (from_case, to_case) where voided_at is null;
create index case_link_from on case_link (from_case);
create index case_link_to on case_link (to_case);
create trigger audit after insert or update or delete on case_link for each row execute function audit_row('note');

alter table case_link enable row level security;
-- By the policy of the cases themselves: a link is seen by whoever sees both, and nobody is told how many others there are.
create policy case_link_read on case_link for select to pd_area, pd_whole using (
  exists (select from disease_case c where c.id = from_case) and exists (select from disease_case c where c.id = to_case));
create policy case_link_write on case_link for insert to pd_area, pd_whole with check (
  app_permission() = 'case_link.create' and created_by = app_post() and voided_at is null
  and sees_disease_case(from_case) and sees_disease_case(to_case));
create policy case_link_change on case_link for update to pd_area, pd_whole using (app_permission() = 'case_link.void') with check (true);
grant select (id, from_case, to_case, kind, basis, setting, met_on, created_by, created_at, voided_at, void_reason) on case_link to pd_area, pd_whole;
grant select (note) on case_link to pd_area_clear, pd_whole_clear; -- people are named in it
grant insert (id, from_case, to_case, kind, basis, setting, met_on, note) on case_link to pd_area, pd_whole;
grant update (voided_at, void_reason) on case_link to pd_area, pd_whole;
grant select on case_link to phaodai_system;
insert into role_permission (role, permission) values ('health', 'case_link.create'), ('health', 'case_link.void'), ('health', 'case_link.reveal');

-- Every link between two cases that stand: entered; named as the source in the form of the case; or listed as a contact of the
-- one and fallen ill after it, until watching ended (three weeks where nobody says), or taken for its case by whoever watched.
create view case_infection with (security_invoker = true) as
  select l.from_case, l.to_case, l.kind, l.basis, l.setting, l.met_on, l.id as link_id
    from case_link l join disease_case f on f.id = l.from_case join disease_case c on c.id = l.to_case
    where l.voided_at is null and f.voided_at is null and f.state <> 'ruled_out' and c.voided_at is null and c.state <> 'ruled_out'
  union all
  select f.id, c.id, 'likely', 'form', null, null, null
    from disease_case c join disease_case f on f.id = c.linked_case_id
    where f.id <> c.id and f.voided_at is null and f.state <> 'ruled_out' and c.voided_at is null and c.state <> 'ruled_out'
  union all
  select f.id, c.id, case when k.state = 'became_case' then 'likely' else 'possible' end, case when k.relation = 'household' then 'household' else 'contact' end,
      case when k.relation = 'household' then 'household' when k.relation = 'workplace' then 'workplace' when k.relation = 'same-ward' then 'health-facility' end, k.last_contact_on, null
    from case_contact k join disease_case f on f.id = k.case_id join disease_case c on c.individual_id = k.individual_id and c.disease_code = f.disease_code and c.id <> f.id
    where k.voided_at is null and k.state <> 'ruled_out' and f.voided_at is null and f.state <> 'ruled_out' and c.voided_at is null and c.state <> 'ruled_out'
      and case_day(c.onset_on, c.diagnosed_at) >= case when k.state = 'became_case' then case_day(f.onset_on, f.diagnosed_at) else k.last_contact_on end
      and case_day(c.onset_on, c.diagnosed_at) <= coalesce(k.watch_until, k.last_contact_on + 21);
grant select on case_infection to pd_area, pd_whole, phaodai_system;

select let_heirs_read();
