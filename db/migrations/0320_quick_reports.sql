-- The daily quick report (báo cáo nhanh): its form as dated data, one report of a unit and day, its figures as rows, adjustments
-- after the lock. A unit is a people's committee; to whom it sends follows from the tree of areas on the day.

-- The form: which blocks and columns are in force from a day on, and since when cumulative figures count.
create table quick_form (
  id text primary key,
  name text not null,
  name_en text not null,
  valid_from date not null,
  valid_to date,
  counts_from date not null,
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  check (valid_to is null or valid_to >= valid_from)
);
-- Until when the figures of a day are taken, by the level of the unit that sends them.
create table quick_cut_off (
  form_id text not null references quick_form,
  level text not null check (level in ('province', 'district', 'commune')),
  at time not null,
  valid_from date not null,
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (form_id, level, valid_from)
);
create table quick_block (
  form_id text not null references quick_form,
  code text not null,
  position int not null,
  label text not null,
  label_en text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  source text not null,
  primary key (form_id, code)
);
-- A column. `accumulates`: the column of new ones that a cumulative one adds up. `out_of` less `less`: what a current one is left
-- of; a rate is `rate_of` in a hundred of `out_of` and is never entered. `indicator` counts it from records, a day's or since the form's beginning.
create table quick_column (
  form_id text not null references quick_form,
  code text not null,
  block text not null,
  position int not null,
  label text not null,
  label_en text not null,
  unit text not null,
  kind text not null check (kind in ('new', 'cumulative', 'current', 'finished', 'moved', 'waiting', 'stock', 'rate')),
  indicator text,
  class text,
  accumulates text,
  out_of text,
  less text[] not null default '{}',
  rate_of text,
  is_key boolean not null default false,
  primary key (form_id, code),
  foreign key (form_id, block) references quick_block (form_id, code),
  check ((kind = 'rate') = (rate_of is not null)),
  check (accumulates is null or kind = 'cumulative'),
  check (class is null or indicator is not null)
);
create index quick_column_block on quick_column (form_id, block);
grant select on quick_form, quick_cut_off, quick_block, quick_column to pd_area, pd_whole;

-- The unit a body reports in: the people's committee in force of its own level or above, nearest to its seat in the tree of areas.
create function report_rank(level text) returns int language sql immutable parallel safe
  return case level when 'province' then 1 when 'district' then 2 when 'commune' then 3 else 4 end;
create function report_unit(which int, on_day date) returns int language sql stable
  return (
    with recursive up as (
      select a.id, a.parent_id, 0 as n, b.level from body b join area a on a.id = b.seat_area_id where b.id = which and b.chain = 'state'
      union all select a.id, a.parent_id, up.n + 1, up.level from up join area a on a.id = up.parent_id)
    select u.id from up join body u on u.seat_area_id = up.id and u.kind = 'people-committee' and u.chain = 'state'
      and report_rank(u.level) <= report_rank(up.level) and on_day between u.valid_from and coalesce(u.valid_to, 'infinity')
    order by up.n limit 1);
-- To whom it sends: the next people's committee up the tree of areas on the day; null at the top.
create function report_unit_above(which int, on_day date) returns int language sql stable
  return (
    with recursive up as (
      select a.id, a.parent_id, 0 as n from body b join area own on own.id = b.seat_area_id join area a on a.id = own.parent_id where b.id = which
      union all select a.id, a.parent_id, up.n + 1 from up join area a on a.id = up.parent_id)
    select u.id from up join body u on u.seat_area_id = up.id and u.kind = 'people-committee' and u.chain = 'state'
      and on_day between u.valid_from and coalesce(u.valid_to, 'infinity')
    order by up.n limit 1);
-- Those who send to a unit on a day.
create function report_units_below(which int, on_day date) returns setof int language sql stable as $$
  select b.id from body w join area a on a.id = w.seat_area_id
    join body b on b.kind = 'people-committee' and b.chain = 'state' and b.seat_area_id > a.id and b.seat_area_id <= a.last_id
      and on_day between b.valid_from and coalesce(b.valid_to, 'infinity')
  where w.id = which and report_unit_above(b.id, on_day) = w.id
$$;
create function app_unit() returns int language sql stable
  return report_unit(app_body(), app_today());

create table quick_report (
  id uuid primary key,
  form_id text not null references quick_form,
  body_id int not null references body default app_unit(),
  area_id int not null references area,       -- the seat of the unit: where the report stands in scope
  day date not null,
  state text not null default 'draft' check (state in ('draft', 'sent', 'returned', 'approved', 'locked')),
  situation text check (char_length(situation) between 1 and 10000),
  leadership text check (char_length(leadership) between 1 and 10000),
  results text check (char_length(results) between 1 and 10000),
  difficulties text check (char_length(difficulties) between 1 and 10000),
  next_steps text check (char_length(next_steps) between 1 and 10000),
  proposals text check (char_length(proposals) between 1 and 10000),
  reasons jsonb not null default '{}' check (jsonb_typeof(reasons) = 'object'), -- why a figure that does not fit was sent all the same, by column
  first_sent_at timestamptz,                  -- what timeliness is told by: being sent back is not lateness
  sent_at timestamptz,
  sender_title text,                          -- titles and not names, as in the history of tasks
  returned_at timestamptz,
  return_reason text check (char_length(return_reason) between 1 and 2000),
  returner_title text,
  approved_at timestamptz,
  approver_title text,
  locked_at timestamptz,
  locker_title text,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (form_id, body_id, day)
);
create index quick_report_body on quick_report (body_id, day);
create index quick_report_area on quick_report (area_id, day);

-- A figure as it stands in the report. Null `value`: nobody has told it, which is not nought. `counted` and `summed` are what the
-- records and the units below said when it was sent, `units` how many of them; `adjusted` what was put right since the day before.
create table quick_figure (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references quick_report,
  form_id text not null,
  column_code text not null,
  value numeric check (value >= 0 and value <= 1e15),
  origin text not null default 'entered' check (origin in ('counted', 'carried', 'entered')),
  counted numeric,
  summed numeric,
  units int,
  adjusted numeric,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (report_id, column_code),
  foreign key (form_id, column_code) references quick_column (form_id, code)
);
create index quick_figure_column on quick_figure (form_id, column_code);

-- What is put right after the lock: a difference with who and why; the figure itself stays as it was signed.
create table quick_adjustment (
  id uuid primary key,
  report_id uuid not null references quick_report,
  form_id text not null,
  column_code text not null,
  delta numeric not null check (delta <> 0 and abs(delta) <= 1e15),
  reason text not null check (char_length(reason) between 1 and 2000),
  by_title text not null,
  at timestamptz not null,
  created_by uuid not null default app_post(),
  foreign key (form_id, column_code) references quick_column (form_id, code)
);
create index quick_adjustment_report on quick_adjustment (report_id);
create index quick_adjustment_column on quick_adjustment (form_id, column_code);

create trigger guard_state before update on quick_report for each row execute function guard_state();
create trigger next_version before update on quick_report for each row execute function next_version();
create trigger next_version before update on quick_figure for each row execute function next_version();
create trigger audit after insert or update or delete on quick_report for each row execute function audit_row();
create trigger audit after insert or update or delete on quick_figure for each row execute function audit_row();
create trigger audit after insert or update or delete on quick_adjustment for each row execute function audit_row();

-- Whoever is above may send back and sign; the words are the unit's own.
create function guard_quick_words() returns trigger language plpgsql as $$
begin
  if app_permission() in ('quick_report.return', 'quick_report.approve', 'quick_report.lock')
    and (new.situation, new.leadership, new.results, new.difficulties, new.next_steps, new.proposals, new.reasons, new.first_sent_at, new.sent_at)
      is distinct from (old.situation, old.leadership, old.results, old.difficulties, old.next_steps, old.proposals, old.reasons, old.first_sent_at, old.sent_at) then
    raise exception 'the words of a report are its unit''s own' using errcode = 'PD001';
  end if;
  return new;
end $$;
create trigger guard_words before update on quick_report for each row execute function guard_quick_words();

alter table quick_report enable row level security;
alter table quick_figure enable row level security;
alter table quick_adjustment enable row level security;
grant select on quick_report, quick_figure, quick_adjustment to pd_area, pd_whole;
grant insert (id, form_id, area_id, day), update (state, situation, leadership, results, difficulties, next_steps, proposals, reasons, first_sent_at, sent_at, sender_title,
  returned_at, return_reason, returner_title, approved_at, approver_title, locked_at, locker_title) on quick_report to pd_area, pd_whole;
grant insert (report_id, form_id, column_code, value, origin, counted, summed, units, adjusted), update (value, origin, counted, summed, units, adjusted) on quick_figure to pd_area, pd_whole;
grant insert (id, report_id, form_id, column_code, delta, reason, by_title, at) on quick_adjustment to pd_area, pd_whole;

-- Reading: by area, as other field records; what a unit is still writing is its own.
create policy quick_report_read on quick_report for select to pd_area using (
  'quick_report' = any ((select app_reads())::text[])
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))
  and (state <> 'draft' or body_id = (select app_unit())));
create policy quick_report_read_whole on quick_report for select to pd_whole using (
  'quick_report' = any ((select app_reads())::text[]) and (state <> 'draft' or body_id = (select app_unit())));
create policy quick_report_begin on quick_report for insert to pd_area, pd_whole with check (
  app_permission() = 'quick_report.enter' and body_id = app_unit() and state = 'draft' and version = 1 and created_by = app_post()
  and area_id = (select b.seat_area_id from body b where b.id = body_id));
create policy quick_report_change on quick_report for update to pd_area, pd_whole using (
  (app_permission() in ('quick_report.enter', 'quick_report.send') and body_id = (select app_unit()) and state in ('draft', 'returned'))
  or (app_permission() in ('quick_report.return', 'quick_report.approve', 'quick_report.lock')
    and coalesce(report_unit_above(body_id, day), body_id) = (select app_unit()))) with check (true);

create policy quick_figure_read on quick_figure for select to pd_area, pd_whole using (exists (select from quick_report r where r.id = report_id));
create policy quick_figure_enter on quick_figure for insert to pd_area, pd_whole with check (
  app_permission() in ('quick_report.enter', 'quick_report.send') and version = 1
  and exists (select from quick_report r where r.id = report_id and r.form_id = quick_figure.form_id and r.body_id = app_unit() and r.state in ('draft', 'returned')));
create policy quick_figure_change on quick_figure for update to pd_area, pd_whole using (
  app_permission() in ('quick_report.enter', 'quick_report.send')
  and exists (select from quick_report r where r.id = report_id and r.body_id = app_unit() and r.state in ('draft', 'returned'))) with check (true);
create policy quick_adjustment_read on quick_adjustment for select to pd_area, pd_whole using (exists (select from quick_report r where r.id = report_id));
create policy quick_adjustment_add on quick_adjustment for insert to pd_area, pd_whole with check (
  app_permission() = 'quick_report.adjust' and created_by = app_post()
  and exists (select from quick_report r where r.id = report_id and r.form_id = quick_adjustment.form_id and r.body_id = app_unit() and r.state = 'locked'));

insert into state_transition (subject, action, from_state, to_state) values
  ('quick_report', 'send', 'draft', 'sent'),
  ('quick_report', 'send', 'returned', 'sent'),
  ('quick_report', 'return', 'sent', 'returned'),
  ('quick_report', 'return', 'approved', 'returned'),
  ('quick_report', 'approve', 'sent', 'approved'),
  ('quick_report', 'lock', 'approved', 'locked');
insert into role_permission (role, permission)
select r, p from (values
  ('quick_report.read', '{health,officer,clerk,leader,province-leader}'::text[]),
  ('quick_report.enter', '{health,officer,clerk}'::text[]),
  ('quick_report.send', '{health,officer,clerk,leader}'::text[]),
  ('quick_report.adjust', '{health,officer,clerk}'::text[]),
  ('quick_report.return', '{health,leader,province-leader}'::text[]),
  ('quick_report.approve', '{health,leader,province-leader}'::text[]),
  ('quick_report.lock', '{health,leader,province-leader}'::text[])
) as given (p, rs), unnest(rs) r;
