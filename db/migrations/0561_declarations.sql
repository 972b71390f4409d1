-- What a decision collects, places that ask to be registered, health declarations with signed receipts, and one's own record by a
-- one-time code. See docs/adr/0071-declarations-and-receipts.md.

-- One decision, one thing collected: visits to places, declarations of health, crossings of checkpoints. What stood was of visits.
alter table collection_decision add collects text;
update collection_decision set collects = 'visit';
alter table collection_decision alter collects set not null, add check (collects in ('visit', 'declaration', 'crossing'));
grant select (collects), insert (collects) on collection_decision to pd_area, pd_whole;

create or replace function collecting_under(at_area int, on_day date, today date) returns uuid language sql stable set search_path = public, pg_temp as $$
  select d.id from collection_decision d join area a on a.id = d.area_id
  where d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and on_day between d.from_on and d.to_on and on_day >= today - d.keep_days::int and at_area between a.id and a.last_id
  order by d.from_on desc, d.id limit 1
$$;

-- The rest of what asks for a decision on visits, as before but for decisions on visits alone.
create or replace function guard_visits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from (select distinct decision_id, place_id, day from entered) e
    where not exists (select from collection_decision d join area a on a.id = d.area_id join place p on p.id = e.place_id
      where d.id = e.decision_id and d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and e.day between d.from_on and d.to_on and p.area_id between a.id and a.last_id)) then
    raise exception 'a visit outside the decisions to collect that are in force' using errcode = 'PD015';
  end if;
  if exists (select from (select distinct individual_id from entered) e
    where not exists (select from individual i where i.id = e.individual_id) and not exists (select from visitor v where v.id = e.individual_id)) then
    raise exception 'a visit of nobody' using errcode = '23503';
  end if;
  return null;
end $$;
create or replace function keep_visit_days(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  each record;
  dropped int := 0;
begin
  perform open_visit_days(min(d.day::date), max(d.day::date)) from collection_decision c
    cross join lateral generate_series(greatest(c.from_on, today - c.keep_days::int), least(c.to_on, today + 3), interval '1 day') d (day)
    where c.collects = 'visit' and c.state = 'in_force' and c.voided_at is null group by c.id;
  for each in select c.relname as name, to_date(right(c.relname, 8), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'place_visit'::regclass loop
    if not exists (select from collection_decision c where c.collects = 'visit' and c.voided_at is null and each.day between c.from_on and c.to_on and each.day >= today - c.keep_days::int) then
      execute format('drop table %I', each.name);
      dropped := dropped + 1;
    end if;
  end loop;
  update visit_opening o set told = '{}' where o.told <> '{}' and o.opened_at < start_in_vietnam(today - 7); -- who refers later traces again
  return dropped;
end $$;
create or replace function open_collected_days(under uuid, first_day date, last_day date, today date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from collection_decision d where d.id = under and d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and first_day >= d.from_on and last_day <= d.to_on and first_day >= today - d.keep_days::int) then
    raise exception 'days that no decision in force collects' using errcode = 'PD015';
  end if;
  if exists (select from generate_series(first_day, last_day, interval '1 day') d where to_regclass('place_visit_' || to_char(d, 'YYYYMMDD')) is null) then
    perform open_visit_days(first_day, last_day);
  end if;
end $$;
create or replace function tell_visit(of_case uuid, visit uuid, at_place uuid, entered timestamptz, gone timestamptz, masked boolean, said text, today date) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c record;
  under uuid;
begin
  if app_permission() is distinct from 'contact.collect' then
    raise exception 'a visit told under %', app_permission() using errcode = '42501';
  end if;
  select k.individual_id, k.state, k.disease_code into c from disease_case k where k.id = of_case and k.voided_at is null and (k.area_id = any (app_area_ids()) or k.detection_area_id = any (app_area_ids()));
  if not found then return null; end if;
  if c.state not in ('open', 'in_treatment') or c.individual_id is null then
    raise exception 'no live case of a person' using errcode = 'PD001';
  end if;
  if not exists (select from place p where p.id = at_place and p.voided_at is null) then
    raise exception 'no such place' using errcode = '23503';
  end if;
  select d.id into under from collection_decision d join area a on a.id = d.area_id join place p on p.id = at_place
    where d.disease_code = c.disease_code and d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and day_in_vietnam(entered) between d.from_on and d.to_on and p.area_id between a.id and a.last_id order by d.from_on desc, d.id limit 1;
  if under is null then
    raise exception 'no decision in force collects visits there' using errcode = 'PD015';
  end if;
  perform open_collected_days(under, day_in_vietnam(entered), day_in_vietnam(entered), today);
  insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source, note)
    values (at_place, entered, visit, day_in_vietnam(entered), c.individual_id, under, gone, masked, 'interview', said) on conflict do nothing; -- the same sending once more
  return true;
end $$;
create or replace function gate.enrol(visitor uuid, lives int, named text, calls text, bears text[], today date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from collection_decision d where d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and today between d.from_on and d.to_on) then
    raise exception 'no decision collects visits' using errcode = 'PD015';
  end if;
  insert into visitor (id, area_id, full_name, phone, keys, registered_on)
    select visitor, a.id, named, calls, bears, today from area a where a.id = lives on conflict (id) do nothing;
end $$;
create or replace function gate.check_in(codes text[], visitors uuid[], ids uuid[], ins timestamptz[], outs timestamptz[], notes text[], now_at timestamptz) returns table (n int, refused text)
  language plpgsql security definer set search_path = public, pg_temp set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  today date := day_in_vietnam(now_at);
  each record;
begin
  for each in select distinct day_in_vietnam(i) as day from unnest(ins) i where i <= now_at + interval '5 minutes' and to_regclass('place_visit_' || to_char(day_in_vietnam(i), 'YYYYMMDD')) is null loop
    if exists (select from collection_decision d where d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and each.day between d.from_on and d.to_on and each.day >= today - d.keep_days::int) then
      perform open_visit_days(each.day, each.day); -- ahead of the job
    end if;
  end loop;
  return query
  with given as materialized (
    select g.n::int as n, c.place_id, p.area_id, coalesce(v.individual_id, v.id) as person, g.id, day_in_vietnam(g.entered_at) as day, g.entered_at, g.left_at, g.note
    from unnest(codes, visitors, ids, ins, outs, notes) with ordinality g (code, visitor, id, entered_at, left_at, note, n)
      left join place_code c on c.code = g.code and c.ended_at is null
      left join place p on p.id = c.place_id and p.voided_at is null and p.state = 'open'
      left join visitor v on v.id = g.visitor),
  under as materialized (select u.area_id, u.day, collecting_under(u.area_id, u.day, today) as decision from (select distinct g.area_id, g.day from given g where g.area_id is not null) u),
  judged as materialized (
    select g.*, u.decision, case
      when g.area_id is null then 'unknown-place' when g.person is null then 'unknown-phone'
      when g.entered_at > now_at + interval '5 minutes' or g.left_at > now_at + interval '5 minutes' then 'future'
      when g.left_at < g.entered_at then 'exit-before-entry'
      when u.decision is null then 'collection-off' end as refused
    from given g left join under u on u.area_id = g.area_id and u.day = g.day),
  entered as (
    insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, source, note)
    select j.place_id, j.entered_at, j.id, j.day, j.person, j.decision, j.left_at, 'qr', j.note from judged j where j.refused is null
    on conflict (place_id, entered_at, id, day) do update set left_at = excluded.left_at
      where place_visit.left_at is null and excluded.left_at is not null and place_visit.individual_id = excluded.individual_id)
  select j.n, j.refused from judged j where j.refused is not null;
end $$;
create or replace function forget_visitors(today date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  delete from visitor v where not exists (select from collection_decision d cross join lateral (select case d.state when 'ended' then least(d.to_on, day_in_vietnam(d.updated_at)) else d.to_on end as last_on) e
    where d.collects = 'visit' and d.voided_at is null and v.registered_on <= e.last_on and today <= e.last_on + d.keep_days::int);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Twelve or more characters of a secret, in an alphabet without those that are mistaken for each other.
create function random_code(length int, letters text) returns text language sql volatile set search_path = public, pg_temp as $$
  select string_agg(substr(letters, 1 + (get_byte(b.bytes, i) & 31), 1), '' order by i) from (select gen_random_bytes(length) as bytes) b, generate_series(0, length - 1) i
$$;
revoke all on function random_code from public;

-- Whoever runs a place asks for it to be registered; an office makes it a place of the register, or says why not.
create table place_request (
  id uuid primary key,
  area_id int not null references area,
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('market', 'shop', 'restaurant', 'factory', 'office', 'school', 'health', 'worship', 'lodging', 'station', 'vehicle', 'event', 'other')),
  address text not null check (char_length(address) between 1 and 300),
  owner_name text not null check (char_length(owner_name) between 2 and 120),
  owner_phone text not null check (char_length(owner_phone) between 8 and 30),
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused')),
  state_reason text check (char_length(state_reason) between 1 and 500),
  place_id uuid references place,
  decided_by uuid,
  decided_at timestamptz,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check ((state = 'approved') = (place_id is not null)),
  check (state <> 'refused' or state_reason is not null)
);
create index place_request_area on place_request (area_id, state, asked_at desc);
create index place_request_newest on place_request (asked_at desc, id desc);
create index place_request_place on place_request (place_id);
alter table place_request enable row level security;
create trigger guard_state before update on place_request for each row execute function guard_state();
create trigger next_version before update on place_request for each row execute function next_version();
create trigger audit after update on place_request for each row execute function audit_row('owner_name', 'owner_phone');
create policy place_request_read on place_request for select to pd_area using (
  'place_request' = any ((select app_reads())::text[]) and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy place_request_read_whole on place_request for select to pd_whole using ('place_request' = any ((select app_reads())::text[]));
create policy place_request_decide on place_request for update to pd_area
  using (app_permission() in ('place_request.approve', 'place_request.refuse') and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))))
  with check (decided_by = app_post());
grant select (id, area_id, name, kind, address, asked_at, state, state_reason, place_id, decided_by, decided_at, updated_at, version) on place_request to pd_area, pd_whole;
grant select (owner_name, owner_phone) on place_request to pd_area_clear, pd_whole_clear;
grant update (state, state_reason, place_id, decided_by, decided_at) on place_request to pd_area;
insert into state_transition (subject, action, from_state, to_state) values ('place_request', 'approve', 'asked', 'approved'), ('place_request', 'refuse', 'asked', 'refused');
insert into role_permission (role, permission)
select r, p from (values
  ('place_request.read', '{health,officer,leader,province-leader}'::text[]), ('place_request.approve', '{health,officer}'::text[]), ('place_request.refuse', '{health,officer}'::text[]),
  ('place_request.reveal', '{health,officer}'::text[]), ('place_request.poster', '{health,officer}'::text[])
) as given (p, rs), unnest(rs) r;

-- A place asked for becomes one of the register, with a code for its poster. Null: not asked for in the caller's areas, or decided already.
create function approve_place(request uuid) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r place_request;
begin
  if app_permission() is distinct from 'place_request.approve' then raise exception 'a place approved under %', app_permission() using errcode = '42501'; end if;
  select * into r from place_request where id = request and state = 'asked' and area_id = any (app_area_ids()) for update;
  if not found then return null; end if;
  insert into place (id, area_id, name, kind, address, owner_name, owner_phone, search_key)
    values (r.id, r.area_id, r.name, r.kind, r.address, r.owner_name, r.owner_phone, fold_name(r.name || ' ' || r.address));
  update place_request set state = 'approved', place_id = r.id, decided_by = app_post(), decided_at = now() where id = r.id;
  return r.id;
end $$;

-- The code of a place's poster in the caller's areas, made when there is none; `anew` ends the one in use. Null: no such place.
create function poster_code(of_place uuid, anew boolean) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_code text;
begin
  if app_permission() is distinct from 'place_request.poster' then raise exception 'a poster under %', app_permission() using errcode = '42501'; end if;
  perform from place p where p.id = of_place and p.voided_at is null and p.area_id = any (app_area_ids()) for update;
  if not found then return null; end if;
  if anew then update place_code set ended_at = now() where place_id = of_place and ended_at is null; end if;
  select code into found_code from place_code where place_id = of_place and ended_at is null;
  if found_code is null then
    insert into place_code (code, place_id) values (random_code(16, '0123456789abcdefghjkmnpqrstvwxyz'), of_place) returning code into found_code;
  end if;
  return found_code;
end $$;
revoke all on function approve_place, poster_code from public;
grant execute on function approve_place, poster_code to pd_area, pd_area_clear;

-- How codes and slips are laid out: dated, with how sure it is. The newest row in force is used.
create table gate_format (
  id uuid primary key default gen_random_uuid(),
  subject text not null check (subject in ('place', 'person', 'receipt')),
  valid_from date not null,
  payload text not null,                        -- {…} are put in
  side_mm numeric not null,                     -- least side of the printed code
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  unique (subject, valid_from)
);
insert into gate_format (subject, valid_from, payload, side_mm, source, confidence) values
  ('person', '2021-09-11', '{identity}|{name}|{birth}|{by}|{qid}|{ext}', 50, 'QĐ 1405/QĐ-BTTTT, 11/9/2021, hướng dẫn kỹ thuật 1.1: số giấy tờ ẩn 6 ký tự đầu, họ tên in hoa không dấu, ngày sinh, loại định danh, QID, phần mở rộng', 'medium'),
  ('place', '2020-01-01', '{url}/d/{code}', 100, 'Định dạng riêng: địa chỉ trang của tỉnh', 'high'),
  ('place', '2021-09-11', '{url}/d/{code}', 150, 'QĐ 1405/QĐ-BTTTT: poster địa điểm ít nhất 15 × 15 cm; nội dung mã của địa điểm không công bố trong nguồn đã đọc, nên dùng địa chỉ trang của tỉnh', 'low'),
  ('receipt', '2020-01-01', 'PD1|{kid}|{number}|{issued}|{until}|{identity}|{name}|{born}|{signs}|{from}|{signature}', 50, 'Định dạng riêng (docs/formats.md); cách che số giấy tờ và viết tên theo QĐ 1405/QĐ-BTTTT', 'medium');
alter table gate_format enable row level security;
create policy gate_format_read on gate_format for select to pd_area, pd_whole using ('place_request' = any ((select app_reads())::text[]));
grant select on gate_format to pd_area, pd_whole;

-- Keys that sign receipts. The private half is read by the public pages alone, and goes when the key no longer signs.
create table receipt_key (
  kid text primary key check (kid ~ '^[A-Za-z0-9_-]{4,16}$'),
  public_key text not null check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  private_key text,                             -- PKCS#8, base64
  sign_from timestamptz not null,
  sign_until timestamptz not null,
  verify_until timestamptz not null,
  revoked_at timestamptz,
  check (sign_from < sign_until and sign_until <= verify_until)
);
alter table receipt_key enable row level security;
create policy receipt_key_read on receipt_key for select to pd_area, pd_whole using ('declaration' = any ((select app_reads())::text[]));
grant select (kid, public_key, sign_from, sign_until, verify_until, revoked_at) on receipt_key to pd_area, pd_whole;
grant update (private_key, revoked_at) on receipt_key to phaodai_system;

-- What somebody declared, as he declared it. Never changed; deleted when the decision's time of keeping is over.
create table declaration (
  id uuid primary key,
  decision_id uuid not null references collection_decision,
  area_id int not null references area,         -- where he is to stay
  declared_at timestamptz not null,
  full_name text not null check (char_length(full_name) between 2 and 120),
  birth_year int check (birth_year between 1880 and 2199),
  sex text not null check (sex in ('male', 'female', 'unknown')),
  identity_number text check (char_length(identity_number) between 5 and 20),
  phone text not null check (char_length(phone) between 8 and 30),
  mail text check (char_length(mail) between 5 and 200),
  address text check (char_length(address) between 1 and 300),
  nationality text not null check (nationality ~ '^[A-Z]{2}$'),
  from_area_id int references area,             -- as it stood on the day he left
  from_country text check (from_country ~ '^[A-Z]{2}$'),
  left_on date not null,
  arrives_on date not null,
  transport text check (char_length(transport) between 1 and 200),
  symptoms text[] not null default '{}',
  met_case boolean not null,
  receipt_number text not null unique check (receipt_number ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  valid_until timestamptz not null,
  check ((from_area_id is null) <> (from_country is null)),
  check (left_on <= arrives_on)
);
create index declaration_area on declaration (area_id, arrives_on desc, id desc);
create index declaration_newest on declaration (arrives_on desc, id desc);
create index declaration_decision on declaration (decision_id);
create index declaration_from on declaration (from_area_id);
create index declaration_mail on declaration (lower(mail));
alter table declaration enable row level security;
create policy declaration_read on declaration for select to pd_area using (
  'declaration' = any ((select app_reads())::text[]) and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy declaration_read_whole on declaration for select to pd_whole using ('declaration' = any ((select app_reads())::text[]));
grant select (id, decision_id, area_id, declared_at, birth_year, sex, nationality, from_area_id, from_country, left_on, arrives_on, symptoms, met_case, receipt_number, valid_until) on declaration to pd_area, pd_whole;
grant select (full_name, identity_number, phone, mail, address, transport) on declaration to pd_area_clear, pd_whole_clear;
insert into role_permission (role, permission)
select r, p from (values ('declaration.read', '{health,officer,leader,province-leader}'::text[]), ('declaration.reveal', '{health}'::text[])) as given (p, rs), unnest(rs) r;

-- A one-time code that lets somebody read his own record, and what is on its way to him. No role of the office reads either.
create table record_code (
  mail text primary key,                        -- in small letters
  digest text not null,
  made_at timestamptz not null,
  tries int not null default 0
);
create table gate_outbox (
  id uuid primary key default gen_random_uuid(),
  channel text not null check (channel in ('mail')),
  recipient text not null,
  language text not null check (language in ('vi', 'en')),
  code text not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0
);
create index gate_outbox_waiting on gate_outbox (made_at) where sent_at is null;
alter table record_code enable row level security;
alter table gate_outbox enable row level security;
revoke all on record_code from phaodai_system;
revoke insert on gate_outbox from phaodai_system;

-- The decision under which something else than visits is collected in an area on a day; null: none.
create function gate_decision(what text, at_area int, today date) returns uuid language sql stable set search_path = public, pg_temp as $$
  select d.id from collection_decision d join area a on a.id = d.area_id
  where d.collects = what and d.state = 'in_force' and d.voided_at is null and today between d.from_on and d.to_on and at_area between a.id and a.last_id
  order by d.from_on desc, d.id limit 1
$$;
revoke all on function gate_decision from public;

-- What is open today, and under which decisions: for the first page.
create function gate.open_now(today date) returns table (collects text, area text, area_id int, disease text, number text, until_on date) language sql stable security definer set search_path = public, pg_temp as $$
  select d.collects, a.full_name, a.id, i.name, d.number, d.to_on from collection_decision d join area a on a.id = d.area_id join disease i on i.code = d.disease_code
  where d.state = 'in_force' and d.voided_at is null and today between d.from_on and d.to_on order by 1, a.id limit 50
$$;

create function gate.request_place(request uuid, at_area int, named text, of_kind text, at_address text, owner text, calls text, now_at timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if collecting_under(at_area, day_in_vietnam(now_at), day_in_vietnam(now_at)) is null then raise exception 'no decision collects visits there' using errcode = 'PD015'; end if;
  insert into place_request (id, area_id, name, kind, address, owner_name, owner_phone, asked_at) values (request, at_area, named, of_kind, at_address, owner, calls, now_at) on conflict (id) do nothing;
end $$;

-- The key that signs now. No row: none does.
create function gate.signing_key(now_at timestamptz) returns table (kid text, private_key text) language sql stable security definer set search_path = public, pg_temp as $$
  select k.kid, k.private_key from receipt_key k where k.private_key is not null and k.revoked_at is null and now_at >= k.sign_from and now_at < k.sign_until order by k.sign_from desc limit 1
$$;

-- The public halves by which receipts are told true, also by whoever has no network later.
create function gate.verifying_keys(now_at timestamptz) returns table (kid text, public_key text, sign_from timestamptz, sign_until timestamptz, verify_until timestamptz, revoked boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.kid, k.public_key, k.sign_from, k.sign_until, k.verify_until, k.revoked_at is not null from receipt_key k where k.verify_until > now_at order by k.sign_from desc
$$;

-- Keeps a declaration and gives its number and until when its receipt is good; the same sending once more gives the same, another content under its id nothing.
create function gate.declare(said jsonb, now_at timestamptz) returns table (number text, declared_at timestamptz, valid_until timestamptz) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  d record;
  under uuid;
  today date := day_in_vietnam(now_at);
begin
  select * into d from jsonb_to_record(said) x (id uuid, area_id int, full_name text, birth_year int, sex text, identity_number text, phone text, mail text, address text, nationality text,
    from_area_id int, from_country text, left_on date, arrives_on date, transport text, symptoms text[], met_case boolean);
  under := gate_decision('declaration', d.area_id, today);
  if under is null then raise exception 'no decision collects declarations there' using errcode = 'PD015'; end if;
  if d.from_area_id is not null and not exists (select from area a where a.id = d.from_area_id and a.valid_from <= d.left_on and (a.valid_to is null or a.valid_to >= d.left_on)) then
    raise exception 'a unit that did not stand on that day' using errcode = 'PD561';
  end if;
  insert into declaration (id, decision_id, area_id, declared_at, full_name, birth_year, sex, identity_number, phone, mail, address, nationality, from_area_id, from_country, left_on, arrives_on, transport, symptoms, met_case, receipt_number, valid_until)
    values (d.id, under, d.area_id, now_at, d.full_name, d.birth_year, d.sex, d.identity_number, d.phone, d.mail, d.address, d.nationality, d.from_area_id, d.from_country, d.left_on, d.arrives_on, d.transport, coalesce(d.symptoms, '{}'), d.met_case,
      random_code(12, '0123456789ABCDEFGHJKMNPQRSTVWXYZ'), start_in_vietnam(greatest(d.arrives_on, today) + 2)) on conflict (id) do nothing;
  return query select k.receipt_number, k.declared_at, k.valid_until from declaration k
    where k.id = d.id and (k.full_name, k.phone, k.area_id, k.left_on, k.arrives_on, k.met_case) = (d.full_name, d.phone, d.area_id, d.left_on, d.arrives_on, d.met_case);
end $$;

-- Puts a one-time code on its way, when there is somebody to read his record by it. Tells nothing either way.
create function gate.ask_record(wanted text, plain text, hashed text, speaks text, now_at timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from record_code c where c.mail = lower(wanted) and c.made_at > now_at - interval '1 minute') then return; end if;
  if not exists (select from declaration d where lower(d.mail) = lower(wanted)) then return; end if;
  insert into record_code (mail, digest, made_at) values (lower(wanted), hashed, now_at)
    on conflict (mail) do update set digest = excluded.digest, made_at = excluded.made_at, tries = 0;
  insert into gate_outbox (channel, recipient, language, code, made_at) values ('mail', wanted, speaks, plain, now_at);
end $$;

-- What one declared oneself, for the code that came: good for fifteen minutes, five tries, once. No row: a wrong code, or none asked for, or nothing kept.
create function gate.own_record(wanted text, hashed text, now_at timestamptz) returns table (declared_at timestamptz, area text, from_place text, left_on date, arrives_on date, full_name text, symptoms text[], met_case boolean, receipt_number text, valid_until timestamptz, kept_until date)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  update record_code c set tries = c.tries + 1 where c.mail = lower(wanted) and c.made_at > now_at - interval '15 minutes' and c.tries < 5;
  if not found then return; end if;
  delete from record_code c where c.mail = lower(wanted) and c.digest = hashed;
  if not found then return; end if;
  return query select d.declared_at, a.full_name, coalesce(f.full_name, d.from_country), d.left_on, d.arrives_on, d.full_name, d.symptoms, d.met_case, d.receipt_number, d.valid_until, day_in_vietnam(d.declared_at) + k.keep_days::int
    from declaration d join area a on a.id = d.area_id left join area f on f.id = d.from_area_id join collection_decision k on k.id = d.decision_id where lower(d.mail) = lower(wanted) order by d.declared_at desc limit 50;
end $$;

revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to phaodai_public;

-- Deletes what no decision keeps any longer; how many declarations went.
create function forget_declarations(today date, now_at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  delete from declaration k using collection_decision d where d.id = k.decision_id and day_in_vietnam(k.declared_at) + d.keep_days::int < today;
  get diagnostics gone = row_count;
  delete from record_code c where c.made_at < now_at - interval '1 hour';
  delete from gate_outbox o where o.made_at < now_at - interval '1 day';
  delete from place_request r where r.state = 'refused' and r.decided_at < now_at - interval '30 days';
  update receipt_key set private_key = null where sign_until < now_at and private_key is not null;
  delete from receipt_key where verify_until < now_at - interval '30 days';
  return gone;
end $$;
revoke all on function forget_declarations from public;
grant execute on function forget_declarations to phaodai_system;

select let_heirs_read();
