-- Orders of isolation: a register whose steps are the folder's own (apps/server/src/isolation). They stand on lists of orders (0390), which the competent
-- committee signs as one. See docs/adr/0060-isolation.md.

-- Register isolation_order: printed from its declaration by "phaodai registers sql isolation_order".
create table isolation_order (
  id uuid primary key,
  area_id int not null references area,
  subject text not null check (subject in ('f0', 'f1', 'f2', 'f3', 'entrant', 'traveller')),
  disease_code text not null references disease,
  individual_id uuid references individual,
  contact_id uuid references case_contact,
  case_id uuid references disease_case,
  full_name text check (char_length(full_name) between 1 and 120),
  phone text check (char_length(phone) between 1 and 30),
  address text check (char_length(address) between 1 and 400),
  sex text check (sex in ('male', 'female', 'unknown')),
  birth_year numeric(12,0) check (birth_year between 1880 and 2199),
  residence_area_id int references area,
  form text not null check (form in ('home', 'facility', 'hotel', 'hospital')),
  doses numeric(12,0) check (doses between 0 and 20),
  last_dose_on date,
  recovered_on date,
  origin_level text check (origin_level in ('1', '2', '3', '4', 'zone')),
  home_fit boolean,
  counted_from date not null,
  days numeric(12,0) check (days between 0 and 365),
  from_on date not null,
  until_on date not null,
  then_form text check (then_form in ('home', 'facility', 'hotel', 'hospital')),
  then_from date,
  watch_until date,
  longest_until date,
  tests jsonb check (jsonb_typeof(tests) = 'array'),
  rule text check (char_length(rule) between 1 and 40),
  rule_source text check (char_length(rule_source) between 1 and 300),
  renewal text check (renewal in ('shorten', 'extend', 'move')),
  replaces_id uuid references isolation_order,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  note text check (char_length(note) between 1 and 500),
  state text not null default 'requested' check (state in ('requested', 'decided', 'running', 'violated', 'completed', 'ended_early', 'extended', 'moved', 'refused')),
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

create index isolation_order_list_area_id on isolation_order (area_id, until_on desc, id desc);
create index isolation_order_list_residence_area_id on isolation_order (residence_area_id, until_on desc, id desc);
create index isolation_order_list on isolation_order (until_on desc, id desc);
create index isolation_order_disease_code on isolation_order (disease_code);
create index isolation_order_individual_id on isolation_order (individual_id);
create index isolation_order_contact_id on isolation_order (contact_id);
create index isolation_order_case_id on isolation_order (case_id);
create index isolation_order_replaces_id on isolation_order (replaces_id);

create trigger guard_record before update on isolation_order for each row execute function guard_record();
create trigger guard_state before update on isolation_order for each row execute function guard_state();
create trigger next_version before update on isolation_order for each row execute function next_version();
create trigger audit after insert or update or delete on isolation_order for each row execute function audit_row('full_name', 'phone', 'address');

alter table isolation_order enable row level security;
create function sees_isolation_order(wanted uuid) returns boolean language sql stable
  return exists (select 1 from isolation_order r where r.id = wanted);
create policy isolation_order_read on isolation_order for select to pd_area using (
  'isolation_order' = any ((select app_reads())::text[])
  and ((area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) or (residence_area_id between app_area_lo() and app_area_hi() and residence_area_id in (select unnest(app_area_ids())))));
create policy isolation_order_read_whole on isolation_order for select to pd_whole using ('isolation_order' = any ((select app_reads())::text[]));
create policy isolation_order_write on isolation_order for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('isolation_order.create', 'isolation_order.import', 'order_list.request', 'order_list.draft')
  and state = 'requested' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (case_id is null or sees_disease_case(case_id))
  and (replaces_id is null or sees_isolation_order(replaces_id)));
create policy isolation_order_write_whole on isolation_order for insert to pd_whole with check (
  app_permission() in ('isolation_order.create', 'isolation_order.import', 'order_list.request', 'order_list.draft')
  and state = 'requested' and version = 1 and voided_at is null
  and created_by = app_post()
  and (individual_id is null or sees_individual(individual_id))
  and (contact_id is null or sees_case_contact(contact_id))
  and (case_id is null or sees_disease_case(case_id))
  and (replaces_id is null or sees_isolation_order(replaces_id)));
create policy isolation_order_change on isolation_order for update to pd_area
  using ((app_permission() in ('isolation_order.update', 'isolation_order.void', 'isolation_order.decide', 'isolation_order.refuse', 'isolation_order.begin', 'isolation_order.complete', 'isolation_order.end-early', 'isolation_order.violate', 'isolation_order.return', 'isolation_order.extend', 'isolation_order.move')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy isolation_order_change_whole on isolation_order for update to pd_whole
  using (app_permission() in ('isolation_order.update', 'isolation_order.void', 'isolation_order.decide', 'isolation_order.refuse', 'isolation_order.begin', 'isolation_order.complete', 'isolation_order.end-early', 'isolation_order.violate', 'isolation_order.return', 'isolation_order.extend', 'isolation_order.move'))
  with check (true);
create trigger guard_link_individual_id before update of individual_id on isolation_order for each row
  when (new.individual_id is distinct from old.individual_id and new.individual_id is not null and not sees_individual(new.individual_id)) execute function refuse_link();
create trigger guard_link_case_id before update of case_id on isolation_order for each row
  when (new.case_id is distinct from old.case_id and new.case_id is not null and not sees_disease_case(new.case_id)) execute function refuse_link();
create policy isolation_order_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'isolation_order' then sees_isolation_order(row_id::uuid) else false end);
create policy isolation_order_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'isolation_order' then sees_isolation_order(row_id::uuid) else false end);
grant select (id, area_id, subject, disease_code, individual_id, contact_id, case_id, sex, birth_year, residence_area_id, form, doses, last_dose_on, recovered_on, origin_level, home_fit, counted_from, days, from_on, until_on, then_form, then_from, watch_until, longest_until, tests, rule, rule_source, renewal, replaces_id, requested_at, started_at, ended_at, note, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on isolation_order to pd_area, pd_whole;
grant select (full_name, phone, address) on isolation_order to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, subject, disease_code, individual_id, contact_id, case_id, full_name, phone, address, sex, birth_year, residence_area_id, form, doses, last_dose_on, recovered_on, origin_level, home_fit, counted_from, days, from_on, until_on, then_form, then_from, watch_until, longest_until, tests, rule, rule_source, renewal, replaces_id, requested_at, started_at, ended_at, note, search_key) on isolation_order to pd_area, pd_whole;
grant update (individual_id, case_id, full_name, phone, address, sex, birth_year, form, doses, last_dose_on, recovered_on, origin_level, home_fit, counted_from, days, from_on, until_on, then_form, then_from, watch_until, longest_until, tests, rule, rule_source, started_at, ended_at, note, state, state_reason, search_key, voided_at, void_reason) on isolation_order to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('isolation_order', 'decide', 'requested', 'decided'),
  ('isolation_order', 'refuse', 'requested', 'refused'),
  ('isolation_order', 'begin', 'decided', 'running'),
  ('isolation_order', 'complete', 'running', 'completed'),
  ('isolation_order', 'end-early', 'decided', 'ended_early'),
  ('isolation_order', 'end-early', 'running', 'ended_early'),
  ('isolation_order', 'end-early', 'violated', 'ended_early'),
  ('isolation_order', 'violate', 'running', 'violated'),
  ('isolation_order', 'return', 'violated', 'running'),
  ('isolation_order', 'extend', 'decided', 'extended'),
  ('isolation_order', 'extend', 'running', 'extended'),
  ('isolation_order', 'extend', 'violated', 'extended'),
  ('isolation_order', 'move', 'decided', 'moved'),
  ('isolation_order', 'move', 'running', 'moved'),
  ('isolation_order', 'move', 'violated', 'moved');
insert into role_permission (role, permission)
select r, p from (values
  ('isolation_order.read', '{health,officer,leader,province-leader}'::text[]),
  ('isolation_order.create', '{health}'::text[]),
  ('isolation_order.update', '{health}'::text[]),
  ('isolation_order.import', '{health}'::text[]),
  ('isolation_order.export', '{health}'::text[]),
  ('isolation_order.reveal', '{health}'::text[]),
  ('isolation_order.void', '{health}'::text[]),
  ('isolation_order.decide', '{leader,province-leader}'::text[]),
  ('isolation_order.refuse', '{leader,province-leader,health}'::text[]),
  ('isolation_order.begin', '{health}'::text[]),
  ('isolation_order.complete', '{health}'::text[]),
  ('isolation_order.end-early', '{health}'::text[]),
  ('isolation_order.violate', '{health}'::text[]),
  ('isolation_order.return', '{health}'::text[]),
  ('isolation_order.extend', '{leader,province-leader}'::text[]),
  ('isolation_order.move', '{leader,province-leader}'::text[])
) as given (p, rs), unnest(rs) r;


-- A line of a list is of a contact, or of an order that stands already: of a case, an entrant, or one that takes the place of another.
alter table order_line alter contact_id drop not null;
alter table order_line
  add isolation_id uuid references isolation_order,
  add facts jsonb check (jsonb_typeof(facts) = 'object'),   -- doses, recovery, conditions at home: what the rule was asked with
  add rule_id uuid references isolation_rule,
  add check (contact_id is not null or isolation_id is not null);
alter table order_line drop constraint order_line_check;
alter table order_line add constraint order_line_form check (case kind when 'isolate' then form in ('home', 'facility', 'hotel', 'hospital') else form in ('rt-pcr', 'rapid') end);
create index order_line_isolation on order_line (isolation_id);
create index order_line_rule on order_line (rule_id);
create unique index order_line_open_isolation on order_line (isolation_id) where open;
alter table order_list add per_person boolean not null default false;  -- each decision has a number of its own, counted on from the list's
grant insert (isolation_id, facts, rule_id), update (facts, rule_id) on order_line to pd_area;
grant update (isolation_id) on order_line to pd_area;
grant update (per_person) on order_list to pd_area, pd_whole;

drop policy order_line_begin on order_line;
create policy order_line_begin on order_line for insert to pd_area with check (
  app_permission() = 'order_list.draft' and exists (select from order_list l where l.id = list_id and l.created_by = app_post() and l.state = 'draft'
    and case when isolation_id is not null then sees_isolation_order(isolation_id) when l.case_id is null then takes_care_of(contact_id) else sees_case_contact_of(contact_id, l.case_id) end));
drop policy order_line_change on order_line;
create policy order_line_change on order_line for update to pd_area using (
  app_permission() in ('order_list.draft', 'order_list.request') and 'order_draft' = any ((select app_reads())::text[]) and exists (select from order_list l where l.id = list_id))
  with check (isolation_id is null or sees_isolation_order(isolation_id));

alter table isolation_order
  add constraint domain_begins_before_it_ends check (until_on >= from_on and counted_from <= until_on);
-- Nobody is under two orders at once; also when two places decide in the same minute.
create unique index domain_isolation_one_person on isolation_order (individual_id) where state in ('decided', 'running', 'violated') and voided_at is null;
create unique index domain_isolation_one_contact on isolation_order (contact_id) where state in ('decided', 'running', 'violated') and voided_at is null;
create index domain_isolation_ends on isolation_order (until_on) where state in ('running', 'violated') and voided_at is null;

-- What was asked for stands as it was asked: once it is decided nobody rewrites it.
create function guard_isolation_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() = 'isolation_order.update' and (old.state <> 'requested' or exists (select from order_line n where n.isolation_id = old.id and n.open))
    and (new.form, new.counted_from, new.days, new.from_on, new.until_on, new.then_form, new.then_from, new.watch_until, new.longest_until, new.tests, new.rule, new.rule_source, new.started_at, new.ended_at)
      is distinct from (old.form, old.counted_from, old.days, old.from_on, old.until_on, old.then_form, old.then_from, old.watch_until, old.longest_until, old.tests, old.rule, old.rule_source, old.started_at, old.ended_at) then
    raise exception 'an order that was sent or decided stands' using errcode = 'PD001';
  end if;
  return new;
end $$;
revoke execute on function guard_isolation_order() from public;
create trigger domain_guard_order before update on isolation_order for each row execute function guard_isolation_order();

-- Who decided it when, under which number: as it stood on the signed list, for both places of the order.
create table isolation_decision (
  order_id uuid primary key references isolation_order,
  list_id uuid not null references order_list,
  body_id int not null references body,
  number text check (char_length(number) between 1 and 80),
  decided_at timestamptz not null,
  decider_title text not null,
  decider_name text,
  requested_at timestamptz not null,
  requester_title text not null
);
create index isolation_decision_list on isolation_decision (list_id);
create index isolation_decision_body on isolation_decision (body_id);
alter table isolation_decision enable row level security;
create policy isolation_decision_read on isolation_decision for select to pd_area, pd_whole using (sees_isolation_order(order_id));
grant select on isolation_decision to pd_area, pd_whole;
create trigger audit after insert or update or delete on isolation_decision for each row execute function audit_row('decider_name');

-- One step of one order as the action it is, whoever's signature brings it about.
create function step_isolation(which uuid, act text, goal text, at timestamptz, why text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare before constant text := coalesce(app_permission(), '');
begin
  perform set_config('app.permission', 'isolation_order.' || act, true);
  update isolation_order o set state = goal, state_reason = coalesce(why, o.state_reason),
    started_at = case when goal = 'running' then coalesce(o.started_at, at) else o.started_at end,
    ended_at = case when goal in ('completed', 'ended_early', 'extended', 'moved', 'refused') then at else o.ended_at end
    where o.id = which;
  perform set_config('app.permission', before, true);
end $$;
revoke execute on function step_isolation(uuid, text, text, timestamptz, text) from public;

-- A signature decides every order of its list; what an order replaces ends with it, and who was isolated already stays so.
create function decide_isolation(list order_list, which uuid, place int) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o isolation_order;
  before isolation_order;
  since timestamptz;
begin
  select * into o from isolation_order x where x.id = which for update;
  if o.state <> 'requested' or o.voided_at is not null then return; end if;
  if o.replaces_id is not null then
    select * into before from isolation_order x where x.id = o.replaces_id for update;
    if before.state in ('decided', 'running', 'violated') then
      perform step_isolation(before.id, case o.renewal when 'shorten' then 'end-early' else o.renewal end, case o.renewal when 'shorten' then 'ended_early' when 'extend' then 'extended' else 'moved' end, list.signed_at, null);
    end if;
  end if;
  perform step_isolation(o.id, 'decide', 'decided', list.signed_at, null);
  insert into isolation_decision (order_id, list_id, body_id, number, decided_at, decider_title, decider_name, requested_at, requester_title)
    values (o.id, list.id, list.body_id, case when list.per_person then (substring(list.decision_number from '^\d+')::bigint + place)::text || substring(list.decision_number from '^\d+(.*)$') else list.decision_number end,
      list.signed_at, list.signer_title, list.signer_name, list.requested_at, list.requester_title);
  since := case when before.state in ('running', 'violated') then list.signed_at else (select k.isolated_at from case_contact k where k.id = o.contact_id) end;
  if since is not null then perform step_isolation(o.id, 'begin', 'running', since, null); end if;
end $$;
revoke execute on function decide_isolation(order_list, uuid, int) from public;

create function decide_isolations() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n record;
begin
  for n in select l.isolation_id, row_number() over (order by l.position)::int - 1 as place from order_line l where l.list_id = new.id and l.isolation_id is not null order by l.position loop
    if new.state = 'signed' then perform decide_isolation(new, n.isolation_id, n.place);
    elsif exists (select from isolation_order o where o.id = n.isolation_id and o.state = 'requested' and o.voided_at is null and (new.state = 'refused' or o.contact_id is not null or o.renewal is not null)) then
      perform step_isolation(n.isolation_id, 'refuse', 'refused', new.closed_at, new.close_reason);
    end if;
  end loop;
  return null;
end $$;
revoke execute on function decide_isolations() from public;
create trigger decide_isolations after update of state on order_list for each row
  when (new.kind = 'isolate' and new.state in ('signed', 'refused', 'withdrawn') and old.state <> new.state) execute function decide_isolations();

-- Entered once: who is isolated by his order has made that step of a contact, and the other way round.
create function tell_contact_isolated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before constant text := coalesce(app_permission(), '');
begin
  perform set_config('app.permission', 'case_contact.update', true);
  update case_contact k set isolated_at = new.started_at where k.id = new.contact_id and k.isolated_at is null and k.voided_at is null;
  perform set_config('app.permission', before, true);
  return null;
end $$;
revoke execute on function tell_contact_isolated() from public;
create trigger domain_tell_contact after update of state on isolation_order for each row
  when (new.state = 'running' and old.state = 'decided' and new.contact_id is not null) execute function tell_contact_isolated();

create function begin_isolation_of_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform step_isolation(o.id, 'begin', 'running', new.isolated_at, null) from isolation_order o where o.contact_id = new.id and o.state = 'decided' and o.voided_at is null;
  return null;
end $$;
revoke execute on function begin_isolation_of_contact() from public;
create trigger domain_begin_isolation after update of isolated_at on case_contact for each row
  when (new.isolated_at is not null and old.isolated_at is null) execute function begin_isolation_of_contact();

select let_heirs_read();
