-- Indicators: cells kept by recounting what the change stream touched, figures declared by telephone, sign-off, measures of tasks.
-- What an indicator counts is declared in packages/indicators; the statements that count are printed from there.

-- Everything whose records a figure for an area holds: what lies in it, and in what any of that was made from.
create function area_reach(which int) returns setof int language sql stable as $$
  with recursive reach (lo, hi) as (
    select id, last_id from area where id = which
    union
    select p.id, p.last_id from reach join area_successor link on link.successor_id between reach.lo and reach.hi join area p on p.id = link.predecessor_id)
  select distinct a.id from reach join area a on a.id between reach.lo and reach.hi
$$;

create table indicator_cell (
  indicator text not null,
  area_id int not null references area,       -- the smallest unit, as it stands on the record
  day date not null,
  class text not null default '',
  numerator numeric not null,
  denominator numeric not null,
  counted_at timestamptz not null,
  primary key (indicator, area_id, day, class)
);
create index indicator_cell_day on indicator_cell (indicator, day, area_id) include (class, numerator, denominator);
create index indicator_cell_area on indicator_cell (area_id);

-- Cells whose records changed. `entries`: the entries of the stream that did it, kept where the day is signed off.
create table indicator_dirty (
  indicator text not null,
  area_id int not null,
  day date not null,
  entries bigint[] not null default '{}',
  primary key (indicator, area_id, day)
);
-- Cells with records inside a window of time: when the next of them leaves it.
create table indicator_due (
  indicator text not null,
  area_id int not null,
  day date not null,
  due_at timestamptz not null,
  primary key (indicator, area_id, day)
);
create index indicator_due_at on indicator_due (due_at);
-- How an indicator was declared when its cells were counted: another digest counts all of them anew.
create table indicator_known (
  indicator text primary key,
  digest text not null
);
-- How far the stream has been read; begins at the oldest transaction still running now.
create table indicator_cursor (
  only_row boolean primary key default true check (only_row),
  tx xid8 not null,
  id bigint not null
);
insert into indicator_cursor (tx, id) values (pg_snapshot_xmin(pg_current_snapshot()), 0);

-- A figure told before its records arrive: by whom, when, and how sure.
create table indicator_declared (
  id uuid primary key,
  indicator text not null,
  area_id int not null references area,
  day date not null,
  class text not null default '',
  value numeric not null check (value >= 0),
  told_by text not null check (char_length(told_by) between 1 and 200), -- the office or function that told it, not a name
  told_at timestamptz not null,
  note text check (char_length(note) between 1 and 1000),
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null))
);
create index indicator_declared_cell on indicator_declared (indicator, area_id, day);
create index indicator_declared_area on indicator_declared (area_id);

-- A figure signed off: what was counted and what was signed, for an area and a period. It is never overwritten.
create table indicator_lock (
  id uuid primary key,
  indicator text not null,
  area_id int not null references area,
  from_day date not null,
  to_day date not null,
  numerator numeric not null,
  denominator numeric not null,
  declared numeric,
  basis text not null check (basis in ('counted', 'declared')),
  note text check (char_length(note) between 1 and 1000),
  signed_by uuid not null default app_post(),
  signer_title text not null,                 -- title and body, not a name
  signed_at timestamptz not null default now(),
  check (from_day <= to_day),
  check (basis = 'counted' or declared is not null),
  unique (indicator, area_id, from_day, to_day)
);
create index indicator_lock_area on indicator_lock (area_id);

-- What changed in the records after the sign-off: the difference, when it was counted, and the entries that made it.
create table indicator_adjustment (
  id bigint generated always as identity primary key,
  lock_id uuid not null references indicator_lock,
  area_id int not null,
  day date not null,
  class text not null,
  numerator numeric not null,
  denominator numeric not null,
  entries bigint[] not null,                  -- of the audit; none where only time passed
  at timestamptz not null
);
create index indicator_adjustment_lock on indicator_adjustment (lock_id);

alter table indicator_cell enable row level security;
alter table indicator_dirty enable row level security;
alter table indicator_due enable row level security;
alter table indicator_known enable row level security;
alter table indicator_cursor enable row level security;
alter table indicator_declared enable row level security;
alter table indicator_lock enable row level security;
alter table indicator_adjustment enable row level security;
grant select on indicator_cell, indicator_declared, indicator_lock, indicator_adjustment to pd_area, pd_whole;
grant insert (id, indicator, area_id, day, class, value, told_by, told_at, note), update (voided_at, void_reason) on indicator_declared to pd_area, pd_whole;
grant insert (id, indicator, area_id, from_day, to_day, numerator, denominator, declared, basis, note, signer_title) on indicator_lock to pd_area, pd_whole;

-- Reading: the figure's own permission, and the row's area in scope or the permission to see totals anywhere.
create policy cell_read on indicator_cell for select to pd_area using (
  'figure-' || indicator = any ((select app_reads())::text[]) and (
    (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or 'total-' || indicator = any ((select app_reads())::text[])));
create policy cell_read_whole on indicator_cell for select to pd_whole using ('figure-' || indicator = any ((select app_reads())::text[]));

create policy declared_read on indicator_declared for select to pd_area using (
  'figure-' || indicator = any ((select app_reads())::text[]) and (
    (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or 'total-' || indicator = any ((select app_reads())::text[])));
create policy declared_read_whole on indicator_declared for select to pd_whole using ('figure-' || indicator = any ((select app_reads())::text[]));
create policy declared_write on indicator_declared for insert to pd_area with check (
  app_permission() = 'indicator.declare' and 'figure-' || indicator = any (app_reads()) and created_by = app_post() and version = 1 and voided_at is null
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy declared_write_whole on indicator_declared for insert to pd_whole with check (
  app_permission() = 'indicator.declare' and 'figure-' || indicator = any (app_reads()) and created_by = app_post() and version = 1 and voided_at is null);
create policy declared_void on indicator_declared for update to pd_area
  using (app_permission() = 'indicator.retract' and voided_at is null
    and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) with check (true);
create policy declared_void_whole on indicator_declared for update to pd_whole
  using (app_permission() = 'indicator.retract' and voided_at is null) with check (true);

create policy lock_read on indicator_lock for select to pd_area using (
  'figure-' || indicator = any ((select app_reads())::text[]) and (
    (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or 'total-' || indicator = any ((select app_reads())::text[])));
create policy lock_read_whole on indicator_lock for select to pd_whole using ('figure-' || indicator = any ((select app_reads())::text[]));
create policy lock_sign on indicator_lock for insert to pd_area with check (
  app_permission() = 'indicator.sign' and 'figure-' || indicator = any (app_reads()) and signed_by = app_post()
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy lock_sign_whole on indicator_lock for insert to pd_whole with check (
  app_permission() = 'indicator.sign' and 'figure-' || indicator = any (app_reads()) and signed_by = app_post());
create policy adjustment_read on indicator_adjustment for select to pd_area, pd_whole using (exists (select from indicator_lock l where l.id = lock_id));

create trigger next_version before update on indicator_declared for each row execute function next_version();
create trigger audit after insert or update or delete on indicator_declared for each row execute function audit_row();
create trigger audit after insert or update or delete on indicator_lock for each row execute function audit_row();

-- By what number a task is measured: state stays the body's word, progress is computed. `area_id`: whose records count.
create table task_measure (
  id uuid primary key references task,
  indicator text not null,
  area_id int not null references area,
  target numeric check (target >= 0),         -- null: a count passed down, whose share nobody has set yet
  direction text not null check (direction in ('at-least', 'at-most')),
  rate boolean not null,                      -- a share, so that the target of the whole is that of its parts
  from_day date not null,
  by_day date,
  removed_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (by_day >= from_day)
);
create index task_measure_area on task_measure (area_id);
-- { indicator, target, direction, rate, byDay }, as the clerk chose at review; null = reported progress.
alter table directive_order add column measure jsonb;
grant update (measure) on directive_order to pd_area, pd_whole;

alter table task_measure enable row level security;
grant select on task_measure to pd_area, pd_whole;
grant insert (id, indicator, area_id, target, direction, rate, from_day, by_day), update (indicator, area_id, target, direction, rate, by_day, removed_at) on task_measure to pd_area, pd_whole;
create function task_assigner(which uuid) returns int language sql stable security definer set search_path = public, pg_temp
  as $$ select assigner_id from task where id = which $$;
create policy measure_read on task_measure for select to pd_area, pd_whole using (exists (select from task t where t.id = task_measure.id));
create policy measure_set on task_measure for insert to pd_area, pd_whole with check (task_assigner(id) = app_body() and app_permission() = 'task.measure');
create policy measure_change on task_measure for update to pd_area, pd_whole using (task_assigner(id) = app_body() and app_permission() = 'task.measure') with check (true);
create trigger next_version before update on task_measure for each row execute function next_version();
create trigger audit after insert or update or delete on task_measure for each row execute function audit_row();

-- A task takes the measure of the task it was passed down from, else of its order, on the area of its own body.
create function give_measure() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  given record;
begin
  select m.indicator, m.target, m.direction, m.rate, m.by_day into given from task_measure m where m.id = new.parent_id and m.removed_at is null;
  if not found and new.order_id is not null and new.parent_id is null then
    select o.measure ->> 'indicator' as indicator, (o.measure ->> 'target')::numeric as target, o.measure ->> 'direction' as direction,
        coalesce((o.measure ->> 'rate')::boolean, false) as rate, (o.measure ->> 'byDay')::date as by_day
      into given from directive_order o where o.id = new.order_id and o.measure is not null;
  end if;
  if given.indicator is null then return null; end if;
  insert into task_measure (id, indicator, area_id, target, direction, rate, from_day, by_day)
    select new.id, given.indicator, b.seat_area_id, case when given.rate or new.parent_id is null then given.target end, given.direction, given.rate,
      (new.created_at at time zone 'Asia/Ho_Chi_Minh')::date,
      case when given.by_day is not null then greatest(given.by_day, (new.created_at at time zone 'Asia/Ho_Chi_Minh')::date) end
    from body b where b.id = new.body_id;
  return null;
end $$;
create trigger give_measure after insert on task for each row when (new.role <> 'coordinate' and (new.parent_id is not null or new.order_id is not null))
  execute function give_measure();

insert into role_permission (role, permission)
select r, p from (values
  ('leader', '{indicator.read,indicator.sign,task.measure}'::text[]),
  ('province-leader', '{indicator.read,indicator.sign,task.measure}'),
  ('clerk', '{indicator.read,indicator.declare,indicator.retract,indicator.sign,task.measure}'),
  ('officer', '{indicator.read,indicator.declare,indicator.retract}'),
  ('village', '{indicator.read,indicator.declare}'),
  ('inspector', '{indicator.read}')
) as given (r, ps), unnest(ps) p;

-- Until when a day's figures are taken before they may be signed off.
insert into office_setting (key, value, valid_from, source) values
  ('figure-cut-off', '"16:00"', '2020-01-01', 'Quy ước: huyện chốt số liệu báo cáo nhanh lúc 15–16 giờ; chưa có văn bản quy định thống nhất');

-- Indicator rumours-heard: printed from its declaration by "phaodai indicators sql rumours-heard".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-rumours-heard.read', '{leader,province-leader,clerk,officer,village,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator rumours-verified: printed from its declaration by "phaodai indicators sql rumours-verified".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-rumours-verified.read', '{leader,province-leader,clerk,officer,village,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator rumours-open: printed from its declaration by "phaodai indicators sql rumours-open".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-rumours-open.read', '{leader,province-leader,clerk,officer,village,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator inspections-done: printed from its declaration by "phaodai indicators sql inspections-done".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-inspections-done.read', '{leader,province-leader,clerk,officer,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator inspections-made: printed from its declaration by "phaodai indicators sql inspections-made".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-inspections-made.read', '{leader,province-leader,clerk,officer,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator inspections-missed: printed from its declaration by "phaodai indicators sql inspections-missed".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-inspections-missed.read', '{leader,province-leader,clerk,officer,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator supplies-used: printed from its declaration by "phaodai indicators sql supplies-used".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-supplies-used.read', '{leader,province-leader,clerk,officer,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Indicator supplies-received: printed from its declaration by "phaodai indicators sql supplies-received".
insert into role_permission (role, permission)
select r, p from (values
  ('figure-supplies-received.read', '{leader,province-leader,clerk,officer,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

