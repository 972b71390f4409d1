-- What happens while somebody is isolated: the check of his home before, his health twice a day, what was broken, and the papers for many.

-- The history of a decision is kept by the id of its order.
alter table isolation_decision add id uuid not null generated always as (order_id) stored;

-- From when on what counts as a fever, too little oxygen, too fast a breath: editable, with its source.
create table isolation_sign_rule (
  valid_from date primary key,
  fever numeric(3,1) not null check (fever between 36 and 42),
  low_spo2 int not null check (low_spo2 between 50 and 100),       -- below it
  fast_breath int not null check (fast_breath between 10 and 80),  -- above it
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low'))
);
grant select on isolation_sign_rule to pd_area, pd_whole;
insert into isolation_sign_rule values ('2020-01-01', 37.5, 94, 30, 'Dấu hiệu phải gọi 115 trong hướng dẫn theo dõi F0 tại nhà 2021: lơ mơ, thở trên 30 lần/phút, SpO2 dưới 94 %, tím tái; sốt từ 37,5 °C theo điểm cách ly 2021', 'medium');

-- Laws that a decision on isolation rests on, by the day it is made; the document of the rule is added to them.
create table isolation_basis (
  position int not null,
  valid_from date not null,
  valid_to date,
  words text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (valid_from, position)
);
grant select on isolation_basis to pd_area, pd_whole;
insert into isolation_basis values
  (1, '2008-07-01', '2026-06-30', 'Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007;', 'high'),
  (2, '2010-12-01', '2026-06-30', 'Căn cứ Nghị định số 101/2010/NĐ-CP ngày 30 tháng 9 năm 2010 của Chính phủ về áp dụng biện pháp cách ly y tế, cưỡng chế cách ly y tế và chống dịch đặc thù trong thời gian có dịch;', 'medium'),
  (1, '2026-07-01', null, 'Căn cứ Luật Phòng bệnh số 114/2025/QH15;', 'low');

create table isolation_home_check (
  id uuid primary key,
  order_id uuid not null references isolation_order,
  checked_at timestamptz not null,
  items jsonb not null check (jsonb_typeof(items) = 'object'),     -- each condition: true or false
  fit boolean not null,
  note text check (char_length(note) between 1 and 500),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index isolation_home_check_order on isolation_home_check (order_id, checked_at desc);

create table isolation_day (
  id uuid not null default gen_random_uuid() unique,   -- the history of a row is kept by it
  order_id uuid not null references isolation_order,
  on_day date not null,
  half text not null check (half in ('morning', 'evening')),
  temperature numeric(3,1) check (temperature between 30 and 45),
  spo2 int check (spo2 between 40 and 100),
  breaths int check (breaths between 4 and 90),
  symptoms text[] not null default '{}',
  signs text[] not null default '{}' check (signs <@ '{drowsy,blue}'::text[]),
  note text check (char_length(note) between 1 and 300),
  warns boolean not null default false,         -- a warning sign: told at once
  entered_at timestamptz not null,
  created_by uuid not null default app_post(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (order_id, on_day, half)
);

create table isolation_violation (
  id uuid primary key,
  order_id uuid not null references isolation_order,
  kind text not null check (kind in ('left', 'visitors', 'no-check', 'refused-test', 'other')),
  seen_at timestamptz not null,
  fact text not null check (char_length(fact) between 1 and 1000),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now()
);
create index isolation_violation_order on isolation_violation (order_id, seen_at desc);

-- One number a year and body for certificates of completion.
create table isolation_certificate (
  order_id uuid primary key references isolation_order,
  id uuid not null generated always as (order_id) stored,
  body_id int not null references body,
  year int not null,
  number int not null,
  issued_at timestamptz not null,
  unique (body_id, year, number)
);

do $$
declare t text;
begin
  foreach t in array '{isolation_home_check,isolation_day,isolation_violation,isolation_certificate}'::text[] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to pd_area, pd_whole using (sees_isolation_order(order_id))', t || '_read', t);
  end loop;
end $$;
-- That it was looked at is for whoever reads the order; what was found, for whoever may see names.
grant select on isolation_certificate to pd_area, pd_whole;
grant select (id, order_id, checked_at, fit, created_by, created_at) on isolation_home_check to pd_area, pd_whole;
grant select (items, note) on isolation_home_check to pd_area_clear, pd_whole_clear;
grant select (id, order_id, on_day, half, warns, entered_at, created_by, updated_at, version) on isolation_day to pd_area, pd_whole;
grant select (temperature, spo2, breaths, symptoms, signs, note) on isolation_day to pd_area_clear, pd_whole_clear;
grant select (id, order_id, kind, seen_at, created_by, created_at) on isolation_violation to pd_area, pd_whole;
grant select (fact) on isolation_violation to pd_area_clear, pd_whole_clear;
-- Whether the caller's own places isolate him now.
create function isolates(which uuid) returns boolean language sql stable
  return exists (select 1 from isolation_order o where o.id = which and o.voided_at is null and o.state in ('decided', 'running', 'violated')
    and (o.area_id in (select unnest(app_area_ids())) or o.residence_area_id in (select unnest(app_area_ids()))));
create policy isolation_home_check_write on isolation_home_check for insert to pd_area with check (app_permission() = 'isolation.watch' and created_by = app_post()
  and exists (select from isolation_order o where o.id = order_id and o.state in ('requested', 'decided', 'running', 'violated') and o.voided_at is null));
create policy isolation_day_write on isolation_day for insert to pd_area with check (app_permission() = 'isolation.watch' and created_by = app_post() and isolates(order_id));
create policy isolation_day_change on isolation_day for update to pd_area using (app_permission() = 'isolation.watch' and isolates(order_id)) with check (true);
create policy isolation_violation_write on isolation_violation for insert to pd_area with check (app_permission() = 'isolation.watch' and created_by = app_post() and isolates(order_id));
grant insert (id, order_id, checked_at, items, fit, note) on isolation_home_check to pd_area;
grant insert (order_id, on_day, half, temperature, spo2, breaths, symptoms, signs, note, warns, entered_at), update (temperature, spo2, breaths, symptoms, signs, note, warns, entered_at) on isolation_day to pd_area;
grant insert (id, order_id, kind, seen_at, fact) on isolation_violation to pd_area;
create trigger audit after insert or update or delete on isolation_home_check for each row execute function audit_row('note');
create trigger audit after insert or update or delete on isolation_day for each row execute function audit_row('temperature', 'spo2', 'breaths', 'symptoms', 'signs', 'note');
create trigger audit after insert or update or delete on isolation_violation for each row execute function audit_row('fact');
create trigger audit after insert or update or delete on isolation_certificate for each row execute function audit_row();
create trigger next_version before update on isolation_day for each row execute function next_version();

-- The certificate gets its number with the step that completes the order, for the body that decided it (the acting one where none did).
create function number_isolation_certificate() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  issuer constant int := coalesce((select d.body_id from isolation_decision d where d.order_id = new.id), app_body());
  of_year constant int := extract(year from new.ended_at at time zone 'Asia/Ho_Chi_Minh')::int;
begin
  if issuer is null then return null; end if;
  perform pg_advisory_xact_lock(480, issuer);
  insert into isolation_certificate (order_id, body_id, year, number, issued_at)
    select new.id, issuer, of_year, coalesce(max(c.number), 0) + 1, new.ended_at from isolation_certificate c where c.body_id = issuer and c.year = of_year
    on conflict (order_id) do nothing;
  return null;
end $$;
revoke execute on function number_isolation_certificate() from public;
create trigger domain_number_certificate after update of state on isolation_order for each row
  when (new.state = 'completed' and old.state <> 'completed') execute function number_isolation_certificate();

-- A warning sign is told at once to whoever watches, and to those above who may act: a row of the change stream that names nobody.
create table isolation_call (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references isolation_order,
  body_id int not null references body,
  on_day date not null,
  half text not null,
  called_at timestamptz not null,
  unique (order_id, on_day, half, body_id)
);
create index isolation_call_body on isolation_call (body_id);
alter table isolation_call enable row level security;
create policy isolation_call_read on isolation_call for select to pd_area, pd_whole using ('isolation_order' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on isolation_call to pd_area, pd_whole, phaodai_system;
create trigger audit after insert or update or delete on isolation_call for each row execute function audit_row();
create function call_isolation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into isolation_call (order_id, body_id, on_day, half, called_at)
    select distinct new.order_id, t.body_id, new.on_day, new.half, new.entered_at
    from (select p.acts_for_id as body_id from isolation_order o join post p on p.id = o.created_by where o.id = new.order_id
      union all select p.acts_for_id from post p where p.id = new.created_by) t
    on conflict do nothing;
  return null;
end $$;
revoke execute on function call_isolation() from public;
create trigger call_isolation after insert or update of warns on isolation_day for each row when (new.warns) execute function call_isolation();
create view isolation_called with (security_invoker = true) as
  select c.id, c.order_id, c.body_id, c.on_day as day, concat_ws(' · ', upper(o.subject), a.full_name) as words from isolation_call c left join isolation_order o on o.id = c.order_id left join area a on a.id = o.area_id;
grant select on isolation_called to pd_area, pd_whole, phaodai_system;
insert into notice_kind (kind, position, may_mute, mail, push) values ('isolation-warning', 166, false, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('isolation_called', '/cach-ly?o=running', '{words}', 'body_id', 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('isolation-warning', 'isolation-warning', 'isolation_call', 'insert', '{}', 'isolation_called', 'id', null, null, 'body', 'body_id', 'isolation.watch', true, 'called_at');

-- Papers for many: what is to be printed is read once, by whoever may see the names and under the audit of exports; the job that draws it
-- reads no record. The files are his alone and are dropped a day later.
create table isolation_paper_run (
  id uuid primary key,
  body_id int not null references body default app_body(),
  paper text not null check (paper in ('decision', 'completion', 'handover')),
  format text not null check (format in ('pdf', 'zip')),
  papers jsonb,                                  -- what is drawn; gone with the last one
  total int not null check (total between 1 and 500),
  done int not null default 0,
  state text not null default 'queued' check (state in ('queued', 'drawing', 'ready', 'stopped', 'failed')),
  file bytea,
  created_by uuid not null default app_post(),
  created_at timestamptz not null,
  finished_at timestamptz
);
create index isolation_paper_run_body on isolation_paper_run (body_id);
create index isolation_paper_run_created on isolation_paper_run (created_at);
alter table isolation_paper_run enable row level security;
create policy isolation_paper_run_read on isolation_paper_run for select to pd_area, pd_whole using (created_by = app_post());
create policy isolation_paper_run_begin on isolation_paper_run for insert to pd_area with check (app_permission() = 'isolation_order.export' and created_by = app_post() and body_id = app_body());
create policy isolation_paper_run_stop on isolation_paper_run for update to pd_area using (app_permission() = 'isolation_order.export' and created_by = app_post()) with check (state = 'stopped');
grant select on isolation_paper_run to pd_area, pd_whole;
grant insert (id, paper, format, papers, total, created_at), update (state, papers) on isolation_paper_run to pd_area;
grant select, update, delete on isolation_paper_run to phaodai_system;

insert into role_permission (role, permission) values ('health', 'isolation.watch'), ('health', 'isolation.reveal'), ('health', 'isolation.read');

select let_heirs_read();
