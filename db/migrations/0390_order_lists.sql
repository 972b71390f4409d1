-- Orders on contacts of a case (isolation, sampling): health lists and asks, the people's committee that is competent signs one list
-- for all of them, or says yes on the phone and signs after. Each state keeps its own time and post; what was asked for stands as
-- it was asked, so that what is signed is what was read.

create table order_list (
  id uuid primary key,
  area_id int not null references area,        -- where the contacts are traced
  case_id uuid not null references disease_case,
  body_id int not null references body,        -- whose signature it needs
  kind text not null check (kind in ('isolate', 'sample')),
  grounds text check (char_length(grounds) between 1 and 1000),
  state text not null default 'draft' check (state in ('draft', 'requested', 'confirmed', 'signed', 'refused', 'withdrawn')),
  requested_at timestamptz,
  requested_by uuid,
  requester_title text,                        -- titles and not names, as in the history of tasks
  confirmed_at timestamptz,                    -- when it was said on the phone
  confirmed_by uuid,                           -- who said it
  confirmer_title text,
  confirm_entered_at timestamptz,
  confirm_entered_by uuid,                     -- who wrote it down
  confirm_enterer_title text,
  signed_at timestamptz,
  signed_by uuid,
  signer_title text,
  signer_name text,                            -- stands under the printed list
  decision_number text check (char_length(decision_number) between 1 and 60),
  closed_at timestamptz,                       -- refused or withdrawn
  closed_by uuid,
  closer_title text,
  close_reason text check (char_length(close_reason) between 1 and 1000),
  created_by uuid not null default app_post(),
  created_at timestamptz not null,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (id, kind),
  check ((requested_at is null) = (requested_by is null)),
  check (state in ('draft', 'withdrawn') or requested_at is not null),
  check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (confirm_entered_by is null)),
  check (state <> 'confirmed' or confirmed_at is not null),
  check ((state = 'signed') = (signed_at is not null) and (signed_at is null) = (signed_by is null)),
  check ((state in ('refused', 'withdrawn')) = (closed_at is not null) and (closed_at is null) = (close_reason is null))
);
create index order_list_area on order_list (area_id, created_at desc, id desc);
create index order_list_case on order_list (case_id);
create index order_list_body on order_list (body_id, state);

-- One person on a list. `open` follows the list: a contact stands in one open list of a kind.
create table order_line (
  id uuid primary key default gen_random_uuid(),
  list_id uuid not null references order_list,
  kind text not null,
  contact_id uuid not null references case_contact,
  position int not null,
  tier text not null,
  form text not null,
  last_contact_on date not null,
  days int check (days between 0 and 365),
  until_on date,
  open boolean not null default true,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (list_id, contact_id),
  foreign key (list_id, kind) references order_list (id, kind),
  check (case kind when 'isolate' then form in ('home', 'facility', 'hospital') else form in ('rt-pcr', 'rapid') end)
);
create index order_line_list on order_line (list_id, kind);
create unique index order_line_open on order_line (contact_id, kind) where open;
create index order_line_contact on order_line (contact_id);

-- Who it is, as it stood when the list was made: for health, and for the committee that signs this very list.
create table order_person (
  id uuid primary key references order_line,
  full_name text check (char_length(full_name) between 1 and 120),
  birth_year int,
  address text check (char_length(address) between 1 and 400)
);

insert into state_transition (subject, action, from_state, to_state) values
  ('order_list', 'request', 'draft', 'requested'),
  ('order_list', 'confirm', 'requested', 'confirmed'),
  ('order_list', 'sign', 'requested', 'signed'), ('order_list', 'sign', 'confirmed', 'signed'),
  ('order_list', 'refuse', 'requested', 'refused'), ('order_list', 'refuse', 'confirmed', 'refused'),
  ('order_list', 'withdraw', 'draft', 'withdrawn'), ('order_list', 'withdraw', 'requested', 'withdrawn'), ('order_list', 'withdraw', 'confirmed', 'withdrawn');

-- Whether a post could sign for a body today: in force, acting for it, its role with the right; never whoever asked for the list.
create function signs_orders(which uuid, for_body int, requester uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select from post o join role_permission p on p.role = o.role and p.permission = 'order_list.sign'
    where o.id = which and o.acts_for_id = for_body and app_today() between o.valid_from and coalesce(o.valid_to, 'infinity')
      and o.person_id is distinct from (select q.person_id from post q where q.id = requester))
$$;
revoke execute on function signs_orders(uuid, int, uuid) from public;

-- Times and posts are written by their own step alone; who acts is the acting post, whatever the request says.
create function guard_order_list() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare act constant text := app_permission();
begin
  if act is null or act not like 'order\_list.%' then return new; end if; -- a reform gives it to the heir of its committee
  new.requested_by := case act when 'order_list.request' then app_post() else old.requested_by end;
  new.confirm_entered_by := case act when 'order_list.confirm' then app_post() else old.confirm_entered_by end;
  new.signed_by := case act when 'order_list.sign' then app_post() else old.signed_by end;
  new.closed_by := case when act in ('order_list.refuse', 'order_list.withdraw') then app_post() else old.closed_by end;
  if (new.requested_at, new.requester_title) is distinct from (old.requested_at, old.requester_title) and act <> 'order_list.request'
    or (new.confirmed_at, new.confirmed_by, new.confirmer_title, new.confirm_entered_at, new.confirm_enterer_title)
      is distinct from (old.confirmed_at, old.confirmed_by, old.confirmer_title, old.confirm_entered_at, old.confirm_enterer_title) and act <> 'order_list.confirm'
    or (new.signed_at, new.signer_title, new.signer_name, new.decision_number) is distinct from (old.signed_at, old.signer_title, old.signer_name, old.decision_number) and act <> 'order_list.sign'
    or (new.closed_at, new.closer_title, new.close_reason) is distinct from (old.closed_at, old.closer_title, old.close_reason) and act not in ('order_list.refuse', 'order_list.withdraw')
    or new.state = old.state then
    raise exception 'each state of an order keeps its own time and post' using errcode = 'PD001';
  end if;
  if act = 'order_list.request' and (not exists (select from order_line l where l.list_id = new.id)
      or exists (select from order_line l where l.list_id = new.id and l.kind = 'isolate' and l.until_on is null)) then
    raise exception 'nobody on the list, or an isolation without an end' using errcode = '23514';
  end if;
  if act in ('order_list.sign', 'order_list.refuse') and app_person() = (select o.person_id from post o where o.id = old.requested_by) then
    raise exception 'who asked may not decide' using errcode = 'PD013';
  end if;
  if act = 'order_list.confirm' and not signs_orders(new.confirmed_by, new.body_id, old.requested_by) then
    raise exception 'confirmed by a post that may not sign' using errcode = '42501';
  end if;
  return new;
end $$;
revoke execute on function guard_order_list() from public;
create trigger guard_order before update on order_list for each row execute function guard_order_list();

create function guard_order_line() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is not null and (select l.state from order_list l where l.id = new.list_id) <> 'draft' and (tg_op = 'INSERT' or (new.form, new.days, new.until_on) is distinct from (old.form, old.days, old.until_on)) then
    raise exception 'lines of a list that was asked for stand' using errcode = 'PD001';
  end if;
  return new;
end $$;
revoke execute on function guard_order_line() from public;
create trigger guard_line before insert or update on order_line for each row execute function guard_order_line();

create function close_order_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update order_line set open = false where list_id = new.id and open;
  return null;
end $$;
revoke execute on function close_order_lines() from public;
create trigger close_lines after update of state on order_list for each row when (new.state in ('signed', 'refused', 'withdrawn') and old.state <> new.state) execute function close_order_lines();

create trigger guard_state before update on order_list for each row execute function guard_state();
create trigger next_version before update on order_list for each row execute function next_version();
create trigger next_version before update on order_line for each row execute function next_version();
create trigger audit after insert or update or delete on order_list for each row execute function audit_row('signer_name');
create trigger audit after insert or update or delete on order_line for each row execute function audit_row();
create trigger audit after insert or update or delete on order_person for each row execute function audit_row('full_name', 'birth_year', 'address');

alter table order_list enable row level security;
alter table order_line enable row level security;
alter table order_person enable row level security;
grant select on order_list, order_line to pd_area, pd_whole;
grant select on order_person to pd_area, pd_whole; -- by row and not by column: a leader reads the names of this list and of nothing else
grant insert (id, area_id, case_id, body_id, kind, grounds, created_at) on order_list to pd_area;
grant insert (list_id, kind, contact_id, position, tier, form, last_contact_on, days, until_on), update (form, days, until_on) on order_line to pd_area;
grant insert (id, full_name, birth_year, address) on order_person to pd_area_clear;
grant update (state, requested_at, requester_title, confirmed_at, confirmed_by, confirmer_title, confirm_entered_at, confirm_enterer_title, signed_at, signer_title, signer_name, decision_number,
  closed_at, closer_title, close_reason) on order_list to pd_area, pd_whole;

create function sees_case_contact_of(wanted uuid, of_case uuid) returns boolean language sql stable
  return exists (select 1 from case_contact c where c.id = wanted and c.case_id = of_case and c.voided_at is null and c.state in ('listed', 'followed'));

-- By area, as other field records; what health has not asked for yet is health's.
create policy order_list_read on order_list for select to pd_area using (
  'order_list' = any ((select app_reads())::text[])
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))
  and (state <> 'draft' or 'order_draft' = any ((select app_reads())::text[])));
create policy order_list_read_whole on order_list for select to pd_whole using ('order_list' = any ((select app_reads())::text[]) and state <> 'draft');
-- Its committee is that of the listing body's own unit, or one above it.
create policy order_list_begin on order_list for insert to pd_area with check (
  app_permission() = 'order_list.draft' and state = 'draft' and version = 1 and created_by = app_post()
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())) and sees_disease_case(case_id)
  and body_id in (app_unit(), report_unit_above(app_unit(), app_today())));
create policy order_list_change on order_list for update to pd_area using (
  (app_permission() in ('order_list.request', 'order_list.withdraw', 'order_list.confirm')
    and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())) and 'order_draft' = any ((select app_reads())::text[]))
  or (app_permission() in ('order_list.confirm', 'order_list.sign', 'order_list.refuse') and body_id = app_body())) with check (true);
create policy order_list_change_whole on order_list for update to pd_whole using (
  app_permission() in ('order_list.confirm', 'order_list.sign', 'order_list.refuse') and body_id = app_body()) with check (true);

create policy order_line_read on order_line for select to pd_area, pd_whole using (exists (select from order_list l where l.id = list_id));
create policy order_line_begin on order_line for insert to pd_area with check (
  app_permission() = 'order_list.draft' and exists (select from order_list l where l.id = list_id and l.created_by = app_post() and l.state = 'draft' and sees_case_contact_of(contact_id, l.case_id)));
create policy order_line_change on order_line for update to pd_area using (
  app_permission() = 'order_list.draft' and 'order_draft' = any ((select app_reads())::text[]) and exists (select from order_list l where l.id = list_id)) with check (true);

create policy order_person_read on order_person for select to pd_area, pd_whole using (
  app_permission() like 'order\_list.%' and 'order_person' = any ((select app_reads())::text[]) and exists (
    select from order_line n join order_list l on l.id = n.list_id where n.id = order_person.id and ('order_draft' = any ((select app_reads())::text[]) or l.body_id = app_body())));
create policy order_person_begin on order_person for insert to pd_area_clear with check (
  app_permission() = 'order_list.draft' and exists (select from order_line n join order_list l on l.id = n.list_id where n.id = order_person.id and l.created_by = app_post() and l.state = 'draft'));

-- Titles of those who may sign a list in the caller's area, for whoever writes down what was said on the phone: the station does
-- not see the posts of its committee otherwise.
create function order_signers(list uuid) returns table (post_id uuid, title text) language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.title from order_list l join post o on o.acts_for_id = l.body_id
  where l.id = list and l.state <> 'draft' and 'order_list' = any (app_reads()) and l.area_id = any (app_area_ids()) and signs_orders(o.id, l.body_id, l.requested_by)
  order by o.title, o.id
$$;
revoke execute on function order_signers(uuid) from public;
grant execute on function order_signers(uuid) to pd_area, pd_whole;

insert into role_permission (role, permission)
select r, p from (values
  ('order_list.read', '{health,officer,leader,province-leader}'::text[]),
  ('order_list.reveal', '{health}'::text[]),  -- to copy names from the contacts
  ('order_list.export', '{health,leader,province-leader}'::text[]),
  ('order_draft.read', '{health}'::text[]),   -- drafts, and the names of every list in scope
  ('order_person.read', '{health,leader,province-leader}'::text[]), -- the names of those that the own committee signs
  ('order_list.draft', '{health}'::text[]),
  ('order_list.request', '{health}'::text[]),
  ('order_list.withdraw', '{health}'::text[]),
  ('order_list.confirm', '{health,leader,province-leader}'::text[]),
  ('order_list.sign', '{leader,province-leader}'::text[]),
  ('order_list.refuse', '{leader,province-leader}'::text[])
) as given (p, rs), unnest(rs) r;

-- A list waits: told to those who may sign it. It was decided: told to whoever asked.
create view order_list_named with (security_invoker = true) as
  select l.id, l.body_id, a.full_name as words, (l.requested_at at time zone 'Asia/Ho_Chi_Minh')::date as day
  from order_list l join area a on a.id = l.area_id;
grant select on order_list_named to pd_area, pd_whole;
insert into notice_kind (kind, position, may_mute, mail, push) values
  ('order-waits', 168, false, true, true),
  ('order-decided', 169, true, false, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('order_list_named', '/danh-sach-cho-ky/{id}', '{words}', 'body_id', 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, at_column) values
  ('order-requested', 'order-waits', 'order_list', 'update', '{"state": "requested"}', 'order_list_named', 'id', null, null, 'body', 'body_id', 'order_list.sign', 'requested_at'),
  ('order-confirmed', 'order-waits', 'order_list', 'update', '{"state": "confirmed"}', 'order_list_named', 'id', null, null, 'post', 'confirmed_by', 'order_list.sign', 'confirmed_at'),
  ('order-signed', 'order-decided', 'order_list', 'update', '{"state": "signed"}', 'order_list_named', 'id', null, null, 'post', 'requested_by', 'order_list.read', 'signed_at'),
  ('order-refused', 'order-decided', 'order_list', 'update', '{"state": "refused"}', 'order_list_named', 'id', null, null, 'post', 'requested_by', 'order_list.read', 'closed_at');

select let_heirs_read();
