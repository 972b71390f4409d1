-- Register books of incoming and outgoing documents. A book is one series of numbers of one body: per term and type in the
-- Party's system (Hướng dẫn 36-HD/VPTW, 1.3), per calendar year in the State's (Nghị định 30/2020/NĐ-CP). A number is given
-- in the transaction of the document that takes it, so that one rolled back is given again and none is missing.

-- How bodies number that have no rule of their own.
create table book_standard (
  system text not null check (system in ('party', 'state')),
  numbering text not null check (numbering in ('external', 'own')),
  series text not null check (series in ('by-type', 'single')),
  valid_from date not null,
  source text not null,
  primary key (system, valid_from)
);
insert into book_standard (system, numbering, series, valid_from, source) values
  ('party', 'external', 'by-type', '2010-01-01', 'Hướng dẫn 36-HD/VPTW, mục 1.3: đánh số theo tên loại, liên tục trong nhiệm kỳ cấp ủy'),
  ('state', 'external', 'by-type', '2010-01-01', 'Nghị định 30/2020/NĐ-CP, Điều 15: số theo thứ tự trong năm, do cơ quan quy định chung hoặc riêng theo loại');

-- How a body numbers; the row with the latest valid_from that is not in the future holds.
create table book_rule (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  keeper_id int not null references body,     -- whose office keeps the books: the body's own, or that of the body it stands with
  system text not null check (system in ('party', 'state')),
  numbering text not null check (numbering in ('external', 'own')), -- the official document system gives the number, or we do
  series text not null check (series in ('by-type', 'single')),
  sub_numbers boolean not null default false, -- 12a for a document that was forgotten
  code text check (code ~ '^\S{1,20}$'),      -- the body in its numbers: HU, UBND, BCĐ; null = as bodies of its kind write it
  organ_code text check (organ_code ~ '^[A-Z0-9.]{1,40}$'), -- OrganId of QCVN 102:2016/BTTTT
  valid_from date not null,
  source text not null check (source <> ''),
  created_by uuid default app_post(),
  created_at timestamptz not null default now(),
  unique (body_id, system, valid_from)
);
create index book_rule_keeper on book_rule (keeper_id);

-- A term begins on the day after the congress of its committee.
create table book_term (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  name text not null check (name <> ''),
  first_day date not null,
  source text not null check (source <> ''),
  created_by uuid default app_post(),
  created_at timestamptz not null default now(),
  unique (body_id, first_day)
);
-- Until a committee has entered its own: the day by which congresses of its level were to be over.
create table term_standard (
  level text not null check (level in ('province', 'district', 'commune', 'village')),
  name text not null,
  first_day date not null,
  source text not null,
  primary key (level, first_day)
);
insert into term_standard (level, name, first_day, source)
select l.level, t.name, make_date(t.year, l.month, 1), t.source
from (values ('province', 11), ('district', 9), ('commune', 7), ('village', 7)) l (level, month),
  (values ('Nhiệm kỳ 2010–2015', 2010, 'Chỉ thị 37-CT/TW ngày 04/8/2009'), ('Nhiệm kỳ 2015–2020', 2015, 'Chỉ thị 36-CT/TW ngày 30/5/2014'),
    ('Nhiệm kỳ 2020–2025', 2020, 'Chỉ thị 35-CT/TW ngày 30/5/2019')) t (name, year, source)
union all
select l.level, 'Nhiệm kỳ 2025–2030', make_date(2025, l.month, 1), 'Chỉ thị 45-CT/TW ngày 14/4/2025'
from (values ('province', 11), ('district', 9), ('commune', 9), ('village', 9)) l (level, month);

create table register_book (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  keeper_id int not null references body,
  direction text not null check (direction in ('incoming', 'outgoing')),
  system text not null check (system in ('party', 'state')),
  doc_type text not null,                     -- '' = all types in one series
  period text not null,                       -- '2021', 'Nhiệm kỳ 2020–2025'
  first_day date not null,
  last_number int not null default 0 check (last_number >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (body_id, direction, system, doc_type, first_day)
);
create index register_book_keeper on register_book (keeper_id, first_day desc);

create table book_entry (
  id uuid primary key,
  book_id uuid not null references register_book,
  keeper_id int not null references body,
  number int check (number > 0),              -- its place in the series; null = the official system has not told it yet
  suffix text not null default '' check (suffix ~ '^[a-z]?$'),
  printed text check (printed <> ''),         -- number as the document bears it
  day date not null,                          -- of issue (outgoing), of arrival (incoming)
  issued_on date,
  issuer_text text,
  doc_type text not null,
  abstract text not null default '',
  urgency text,
  signer text,
  recipients text not null default '',        -- outgoing: to whom it goes; incoming: to whom it was passed on
  passed_on date,
  kept_by text,                               -- who keeps the file copy
  copies int check (copies >= 0),
  pages int check (pages >= 0),
  note text,
  secret boolean not null default false,      -- of a secrecy grade: number, day and issuer only, nothing of its content
  late boolean not null,
  late_reason text,
  cancelled_at timestamptz,
  cancelled_by text,                          -- title, not a name
  cancel_reason text check (cancel_reason <> ''),
  directive_id uuid references directive,
  search_key text not null,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check ((cancelled_at is null) = (cancel_reason is null)),
  check (not secret or (abstract = '' and recipients = '' and signer is null and note is null and directive_id is null)),
  check (suffix = '' or number is not null)
);
create unique index book_entry_number on book_entry (book_id, number, suffix) where number is not null;
create index book_entry_book on book_entry (book_id, day desc, id desc);
create index book_entry_keeper on book_entry (keeper_id);
create index book_entry_directive on book_entry (directive_id) where directive_id is not null;

-- Under which permissions a number may be taken: parts that make documents add theirs.
create table book_taker (permission text primary key);
insert into book_taker values ('book.enter'), ('directive.intake'), ('directive.issue'), ('directive.direct'), ('handling.register'),
  ('draft.number'), ('draft.issue'), ('draft.recall'), ('meeting.conclude');

create function takes_numbers() returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from book_taker where permission = app_permission()) $$;
-- Whether an office keeps the books of a body: its own always, another's by a rule.
create function keeps_books(keeper int, whose int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select whose = keeper or exists (select 1 from book_rule where body_id = whose and keeper_id = keeper) $$;

create function guard_count() returns trigger language plpgsql as $$
begin
  if new.last_number < old.last_number then raise exception 'a series never counts back' using errcode = '42501'; end if;
  return new;
end $$;
create function guard_entry() returns trigger language plpgsql as $$
begin
  if old.cancelled_at is not null then raise exception 'a cancelled number stays as it is' using errcode = 'PD001'; end if;
  if old.number is not null and (new.number, new.suffix) is distinct from (old.number, old.suffix) then
    raise exception 'a number given is never changed' using errcode = '42501';
  end if;
  return new;
end $$;

alter table book_rule enable row level security;
alter table book_term enable row level security;
alter table register_book enable row level security;
alter table book_entry enable row level security;
alter table book_taker enable row level security;
grant select, insert on book_rule, book_term, register_book, book_entry to pd_area, pd_whole;
grant select on book_standard, term_standard to pd_area, pd_whole;
grant update (last_number) on register_book to pd_area, pd_whole;
grant update (number, printed, issued_on, issuer_text, doc_type, abstract, urgency, signer, recipients, passed_on, kept_by, copies, pages, note,
  cancelled_at, cancelled_by, cancel_reason, directive_id, search_key) on book_entry to pd_area, pd_whole;

create policy rule_read on book_rule for select to pd_area, pd_whole using (
  'book' = any ((select app_reads())::text[]) and keeper_id = app_body());
-- An office rules its own books, and those of committees below it that keep none themselves.
create policy rule_write on book_rule for insert to pd_area, pd_whole with check (
  app_permission() = 'book.manage' and keeper_id = app_body() and (body_id = app_body()
    or (body_id between app_body_lo() and app_body_hi() and exists (select 1 from body b where b.id = body_id and b.kind = 'steering-committee'))));
create policy term_read on book_term for select to pd_area, pd_whole using ('book' = any ((select app_reads())::text[]));
create policy term_write on book_term for insert to pd_area, pd_whole with check (app_permission() = 'book.manage' and body_id = app_body());
create policy book_read on register_book for select to pd_area, pd_whole using ('book' = any ((select app_reads())::text[]) and keeper_id = app_body());
create policy book_open on register_book for insert to pd_area, pd_whole with check (
  keeper_id = app_body() and keeps_books(keeper_id, body_id) and (select takes_numbers()) and last_number = 0);
create policy book_count on register_book for update to pd_area, pd_whole
  using (keeper_id = app_body() and ((select takes_numbers()) or app_permission() = 'book.correct')) with check (keeper_id = app_body());
create policy entry_read on book_entry for select to pd_area, pd_whole using ('book' = any ((select app_reads())::text[]) and keeper_id = app_body());
create policy entry_write on book_entry for insert to pd_area, pd_whole with check (
  keeper_id = app_body() and (select takes_numbers()) and created_by = app_post() and cancelled_at is null
  and exists (select 1 from register_book b where b.id = book_id)
  and (directive_id is null or exists (select 1 from directive d where d.id = directive_id)));
create policy entry_change on book_entry for update to pd_area, pd_whole
  using (keeper_id = app_body() and ((select takes_numbers()) or app_permission() in ('book.correct', 'book.cancel')))
  with check (keeper_id = app_body() and (directive_id is null or exists (select 1 from directive d where d.id = directive_id)));

create trigger guard_count before update on register_book for each row execute function guard_count();
create trigger guard_entry before update on book_entry for each row execute function guard_entry();
create trigger next_version before update on register_book for each row execute function next_version();
create trigger next_version before update on book_entry for each row execute function next_version();
create trigger audit after insert or update or delete on book_rule for each row execute function audit_row();
create trigger audit after insert or update or delete on book_term for each row execute function audit_row();
create trigger audit after insert or update or delete on register_book for each row execute function audit_row();
create trigger audit after insert or update or delete on book_entry for each row execute function audit_row();

insert into role_permission (role, permission)
select r, p from (values
  ('clerk', '{book.read,book.enter,book.correct,book.cancel,book.manage}'::text[]),
  ('leader', '{book.read}'), ('province-leader', '{book.read}'), ('officer', '{book.read}')
) as given (r, ps), unnest(ps) p;
