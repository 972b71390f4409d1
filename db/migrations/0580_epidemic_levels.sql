-- Levels of an epidemic by area (ADR 0073): a round proposes the level of a unit and of all in it for a day by one rule set, which is
-- frozen in it. Units argue, it is reviewed and published by a committee's decision, and in force from a day until another is.
-- What is published stands: no row of it is ever written again, and who replaces it publishes another round.

-- What no register counts: people, doses, beds. Dated, with who told it, from where and how sure; the newest up to a day holds.
create table level_input (
  id uuid primary key,
  area_id int not null references area,
  measure text not null check (measure ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(measure) <= 60),
  day date not null,                           -- the day it is true of
  count numeric not null check (count >= 0),   -- of a flag 1 (so) or 0 (not so)
  base numeric check (base > 0),               -- null: a share in per cent, a flag, or a bare count
  told_by text not null check (char_length(told_by) between 1 and 200), -- the office that tells it, not a name
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  created_by uuid default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null)),
  check (measure <> 'population' or (count > 0 and base is null))
);
create index level_input_area on level_input (area_id, measure, day desc, created_at desc) where voided_at is null;

create table level_round (
  id uuid primary key,
  kind text not null default 'assessed' check (kind in ('assessed', 'noted')), -- noted: what others published of their own places
  area_id int not null references area,        -- the unit that is assessed with all that lies in it
  body_id int not null references body,        -- the committee that publishes; of what is noted whoever noted it
  disease_code text not null references disease,
  day date not null,                           -- figures up to and with this day
  rule_set text not null,
  rules jsonb not null,                        -- the rule set as it was applied, with its sources and confidence
  rules_digest text,                           -- SHA-256 of them, set by the database
  cases text not null check (cases in ('community', 'all')), -- which cases the first criterion counts
  disease_kind text check (disease_kind in ('group-a', 'endemic', 'not-endemic')), -- how the disease counts in the rules of 2026
  note text check (char_length(note) between 1 and 2000),
  state text not null default 'proposed' check (state in ('proposed', 'reviewed', 'published', 'withdrawn')),
  created_by uuid not null default app_post(),
  creator_title text,                          -- titles and not names, as in the history of tasks
  created_at timestamptz not null,
  reviewed_by uuid,
  reviewer_title text,
  reviewed_at timestamptz,
  published_by uuid,
  publisher_title text,
  signer_name text,                            -- stands under the printed decision
  published_at timestamptz,
  decision_number text check (char_length(decision_number) between 1 and 60),
  decided_on date,
  in_force_from date,
  source text check (char_length(source) between 1 and 500),     -- of what is noted: the document and where it was read
  signed_copy uuid references file,
  closed_by uuid,
  closer_title text,
  closed_at timestamptz,
  close_reason text check (char_length(close_reason) between 1 and 1000),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check ((reviewed_at is null) = (reviewed_by is null)),
  check ((state = 'published') = (published_at is not null) and (state = 'published') = (in_force_from is not null) and (published_at is null) = (published_by is null)),
  check (state <> 'published' or kind = 'noted' or (decision_number is not null and decided_on is not null and reviewed_at is not null)),
  check ((state = 'withdrawn') = (closed_at is not null) and (closed_at is null) = (close_reason is null)),
  check ((kind = 'noted') = (source is not null)),
  check (kind = 'assessed' or state = 'published')
);
create index level_round_area on level_round (area_id, disease_code, day desc);
create index level_round_body on level_round (body_id, state);
create index level_round_disease on level_round (disease_code);
create index level_round_signed_copy on level_round (signed_copy);

-- One unit in a round. `computed`: what the rules say of the inputs; `level`: what it is to be. Where they differ a reason stands.
create table area_level (
  id uuid primary key default gen_random_uuid(),
  round_id uuid not null references level_round,
  area_id int not null references area,
  computed int check (computed between 0 and 9), -- null: not known, or left to a decision
  level int check (level between 0 and 9),
  follows boolean not null default false,      -- left out: it has the level of what it lies in
  decided_reason text check (char_length(decided_reason) between 1 and 1000),
  measures jsonb not null default '{}',        -- its own figures
  above jsonb not null default '{}',           -- those it takes from what it lies in
  origins jsonb not null default '{}',         -- where each comes from: counted, added up, declared by whom and when
  flags text[] not null default '{}',
  level_before int,
  reasons jsonb not null default '[]',         -- the rules applied, row by row
  missing text[] not null default '{}',
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  disease_code text not null references disease,
  in_force_from date,                          -- of the round once it is published
  published_at timestamptz,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (round_id, area_id),
  check (not (follows and level is not null)),
  check ((in_force_from is null) = (published_at is null)),
  check (level is not distinct from computed or follows or decided_reason is not null)
);
create index area_level_in_force on area_level (area_id, disease_code, in_force_from desc, published_at desc, id desc) where in_force_from is not null;
create index area_level_disease on area_level (disease_code);

-- What a unit says against the level proposed for it, with the figures it holds to be true and what the rules make of them.
create table level_remark (
  id uuid primary key,
  round_id uuid not null references level_round,
  area_id int not null references area,
  says text not null check (char_length(says) between 1 and 2000),
  counter_level int check (counter_level between 0 and 9),
  measures jsonb not null default '{}',
  flags text[],
  computed int,
  body_id int not null references body default app_body(),
  by_title text,
  created_by uuid not null default app_post(),
  created_at timestamptz not null,
  answer text check (answer in ('accepted', 'kept')),
  answer_reason text check (char_length(answer_reason) between 1 and 2000),
  answered_by uuid,
  answerer_title text,
  answered_at timestamptz,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  foreign key (round_id, area_id) references area_level (round_id, area_id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answer_reason is null) and (answer is null) = (answered_by is null))
);
create index level_remark_row on level_remark (round_id, area_id);
create index level_remark_area on level_remark (area_id);
create index level_remark_body on level_remark (body_id);

insert into state_transition (subject, action, from_state, to_state) values
  ('level_round', 'review', 'proposed', 'reviewed'),
  ('level_round', 'reopen', 'reviewed', 'proposed'),
  ('level_round', 'publish', 'reviewed', 'published'),
  ('level_round', 'withdraw', 'proposed', 'withdrawn'), ('level_round', 'withdraw', 'reviewed', 'withdrawn');

-- Each step writes its own time and post alone; what was published or withdrawn stands, the scan of the signed paper aside.
create function guard_level_round() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare act constant text := app_permission();
begin
  if tg_op = 'INSERT' then
    new.rules_digest := encode(sha256(convert_to(new.rules::text, 'UTF8')), 'hex');
    return new;
  end if;
  if act is null or act not like 'level\_round.%' then return new; end if; -- a reform gives it to the heir of its committee
  if (to_jsonb(new) - '{state,reviewed_by,reviewer_title,reviewed_at,published_by,publisher_title,signer_name,published_at,decision_number,decided_on,in_force_from,signed_copy,closed_by,closer_title,closed_at,close_reason,updated_at,version}'::text[])
    is distinct from (to_jsonb(old) - '{state,reviewed_by,reviewer_title,reviewed_at,published_by,publisher_title,signer_name,published_at,decision_number,decided_on,in_force_from,signed_copy,closed_by,closer_title,closed_at,close_reason,updated_at,version}'::text[]) then
    raise exception 'a round keeps what it was proposed with' using errcode = 'PD001';
  end if;
  if act = 'level_round.attach' then
    if (to_jsonb(new) - '{signed_copy,updated_at,version}'::text[]) is distinct from (to_jsonb(old) - '{signed_copy,updated_at,version}'::text[]) or old.state <> 'published' or old.signed_copy is not null then
      raise exception 'only the signed copy of a published round, once' using errcode = 'PD001';
    end if;
    return new;
  end if;
  if new.state = old.state or new.signed_copy is distinct from old.signed_copy then
    raise exception 'a round changes by its steps alone' using errcode = 'PD001';
  end if;
  new.reviewed_by := case act when 'level_round.review' then app_post() when 'level_round.reopen' then null else old.reviewed_by end;
  new.published_by := case act when 'level_round.publish' then app_post() end;
  new.closed_by := case act when 'level_round.withdraw' then app_post() end;
  if act not in ('level_round.review', 'level_round.reopen') and (new.reviewed_at, new.reviewer_title) is distinct from (old.reviewed_at, old.reviewer_title)
    or act <> 'level_round.publish' and (new.published_at, new.publisher_title, new.signer_name, new.decision_number, new.decided_on, new.in_force_from) is distinct from (null, null, null, null, null, null)
    or act <> 'level_round.withdraw' and (new.closed_at, new.closer_title, new.close_reason) is distinct from (null, null, null) then
    raise exception 'each state of a round keeps its own time and post' using errcode = 'PD001';
  end if;
  if act in ('level_round.review', 'level_round.publish') and app_person() = (select o.person_id from post o where o.id = old.created_by) then
    raise exception 'who proposed may not decide' using errcode = 'PD013';
  end if;
  if act = 'level_round.publish' then
    if new.in_force_from < (new.published_at at time zone 'Asia/Ho_Chi_Minh')::date or new.decided_on > (new.published_at at time zone 'Asia/Ho_Chi_Minh')::date then
      raise exception 'in force before it was published, or decided after' using errcode = '23514';
    end if;
    if exists (select from area_level l where l.round_id = new.id and l.level is null and not l.follows)
      or not exists (select from area_level l where l.round_id = new.id and l.area_id = new.area_id and l.level is not null) then
      raise exception 'a level is not known' using errcode = '23514';
    end if;
  end if;
  return new;
end $$;
revoke execute on function guard_level_round() from public;
create trigger guard_round before insert or update on level_round for each row execute function guard_level_round();

-- A level is worked on while its round is proposed; it is given the day of its round when that is published, and then stands.
create function guard_area_level() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare round level_round;
begin
  select * into round from level_round r where r.id = new.round_id;
  if tg_op = 'INSERT' then
    new.disease_code := round.disease_code;
    new.in_force_from := round.in_force_from;
    new.published_at := round.published_at;
    if app_permission() is not null and not (round.state = 'proposed' or round.kind = 'noted' and round.created_by = app_post() and round.created_at = round.published_at and round.version = 1) then
      raise exception 'no unit is added to a round that is not proposed' using errcode = 'PD001';
    end if;
  elsif old.in_force_from is not null or (new.in_force_from is null and round.state <> 'proposed')
    or (new.round_id, new.area_id, new.disease_code) is distinct from (old.round_id, old.area_id, old.disease_code)
    or new.in_force_from is not null and ((new.in_force_from, new.published_at) is distinct from (round.in_force_from, round.published_at)
      or (to_jsonb(new) - '{in_force_from,published_at,updated_at,version}'::text[]) is distinct from (to_jsonb(old) - '{in_force_from,published_at,updated_at,version}'::text[])) then
    raise exception 'the level of a round that was reviewed or published stands' using errcode = 'PD001';
  end if;
  return new;
end $$;
revoke execute on function guard_area_level() from public;
create trigger guard_level before insert or update on area_level for each row execute function guard_area_level();

create function put_levels_in_force() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update area_level set in_force_from = new.in_force_from, published_at = new.published_at where round_id = new.id;
  return null;
end $$;
revoke execute on function put_levels_in_force() from public;
create trigger put_in_force after update of state on level_round for each row when (new.state = 'published' and old.state <> 'published') execute function put_levels_in_force();

-- A remark is made while the round is proposed, and answered once, before it is reviewed.
create function guard_level_remark() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is null then return new; end if;
  if (select r.state from level_round r where r.id = new.round_id) <> 'proposed' then
    raise exception 'remarks are for a round that is proposed' using errcode = 'PD001';
  end if;
  if tg_op = 'INSERT' then return new; end if;
  if old.answer is not null or (to_jsonb(new) - '{answer,answer_reason,answered_by,answerer_title,answered_at,updated_at,version}'::text[])
    is distinct from (to_jsonb(old) - '{answer,answer_reason,answered_by,answerer_title,answered_at,updated_at,version}'::text[]) then
    raise exception 'a remark stands as it was made, and its answer as it was given' using errcode = 'PD001';
  end if;
  new.answered_by := app_post();
  return new;
end $$;
revoke execute on function guard_level_remark() from public;
create trigger guard_remark before insert or update on level_remark for each row execute function guard_level_remark();

create trigger guard_state before update on level_round for each row execute function guard_state();
create trigger next_version before update on level_round for each row execute function next_version();
create trigger next_version before update on area_level for each row execute function next_version();
create trigger next_version before update on level_remark for each row execute function next_version();
create trigger next_version before update on level_input for each row execute function next_version();
create trigger audit after insert or update or delete on level_round for each row execute function audit_row('signer_name');
create trigger audit after insert or update or delete on area_level for each row execute function audit_row();
create trigger audit after insert or update or delete on level_remark for each row execute function audit_row();
create trigger audit after insert or update or delete on level_input for each row execute function audit_row();

alter table level_input enable row level security;
alter table level_round enable row level security;
alter table area_level enable row level security;
alter table level_remark enable row level security;
grant select on level_input, level_round, area_level, level_remark to pd_area, pd_whole;
grant insert (id, area_id, measure, day, count, base, told_by, source, confidence), update (voided_at, void_reason) on level_input to pd_area, pd_whole;
grant insert (id, kind, area_id, body_id, disease_code, day, rule_set, rules, cases, disease_kind, note, state, creator_title, created_at, published_by, publisher_title, published_at, decision_number, decided_on, in_force_from, source) on level_round to pd_area;
grant update (state, reviewer_title, reviewed_at, publisher_title, signer_name, published_at, decision_number, decided_on, in_force_from, signed_copy, closer_title, closed_at, close_reason) on level_round to pd_area, pd_whole;
grant insert (round_id, area_id, computed, level, follows, decided_reason, measures, above, origins, flags, level_before, reasons, missing, confidence, disease_code),
  update (computed, level, follows, decided_reason, measures, above, origins, flags, reasons, missing, confidence) on area_level to pd_area;
grant insert (id, round_id, area_id, says, counter_level, measures, flags, computed, by_title, created_at),
  update (answer, answer_reason, answerer_title, answered_at) on level_remark to pd_area;

-- How many people live where is public; the other figures are told by area.
create policy level_input_read on level_input for select to pd_area using ('level_round' = any ((select app_reads())::text[])
  and (measure = 'population' or (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))));
create policy level_input_read_whole on level_input for select to pd_whole using ('level_round' = any ((select app_reads())::text[]));
create policy level_input_tell on level_input for insert to pd_area with check (app_permission() = 'level_round.declare' and created_by = app_post() and version = 1 and voided_at is null
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy level_input_tell_whole on level_input for insert to pd_whole with check (app_permission() = 'level_round.declare' and created_by = app_post() and version = 1 and voided_at is null);
create policy level_input_void on level_input for update to pd_area using (app_permission() = 'level_round.retract' and voided_at is null
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))) with check (true);
create policy level_input_void_whole on level_input for update to pd_whole using (app_permission() = 'level_round.retract' and voided_at is null) with check (true);

-- That a round is under way is for those in it; each reads the units in his areas. What is published is for everybody.
create policy level_round_read on level_round for select to pd_area using ('level_round' = any ((select app_reads())::text[]) and (state = 'published'
  or exists (select from area a, unnest((select app_area_ids())::int[]) own where a.id = level_round.area_id and own between a.id and a.last_id)));
create policy level_round_read_whole on level_round for select to pd_whole using ('level_round' = any ((select app_reads())::text[]));
create policy level_round_propose on level_round for insert to pd_area with check (
  app_permission() = 'level_round.propose' and kind = 'assessed' and state = 'proposed' and version = 1 and created_by = app_post()
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))
  and body_id in (app_unit(), report_unit_above(app_unit(), app_today())));
create policy level_round_note on level_round for insert to pd_area with check (
  app_permission() = 'level_round.note' and kind = 'noted' and version = 1 and created_by = app_post() and published_by = app_post() and body_id = app_body()
  and area_id not in (select unnest(app_area_ids())));
create policy level_round_change on level_round for update to pd_area using (
  (app_permission() in ('level_round.review', 'level_round.reopen', 'level_round.withdraw') and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  or (app_permission() in ('level_round.publish', 'level_round.attach') and body_id = app_body())) with check (true);
create policy level_round_change_whole on level_round for update to pd_whole using (
  app_permission() in ('level_round.review', 'level_round.reopen', 'level_round.withdraw', 'level_round.publish', 'level_round.attach') and body_id = app_body()) with check (true);

create policy area_level_read on area_level for select to pd_area using ('level_round' = any ((select app_reads())::text[]) and (in_force_from is not null
  or (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))));
create policy area_level_read_whole on area_level for select to pd_whole using ('level_round' = any ((select app_reads())::text[]));
create policy area_level_propose on area_level for insert to pd_area with check (
  app_permission() = 'level_round.propose' and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))
    and exists (select from level_round r where r.id = round_id and r.created_by = app_post() and r.state = 'proposed'));
create policy area_level_note on area_level for insert to pd_area with check (
  app_permission() = 'level_round.note' and area_id not in (select unnest(app_area_ids()))
    and exists (select from level_round r where r.id = round_id and r.created_by = app_post() and r.kind = 'noted'));
create policy area_level_change on area_level for update to pd_area using (
  app_permission() = 'level_round.settle' and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))
    and exists (select from level_round r where r.id = round_id and r.area_id in (select unnest(app_area_ids())))) with check (true);

create policy level_remark_read on level_remark for select to pd_area using ('level_round' = any ((select app_reads())::text[])
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy level_remark_read_whole on level_remark for select to pd_whole using ('level_round' = any ((select app_reads())::text[]));
create policy level_remark_make on level_remark for insert to pd_area with check (app_permission() = 'level_round.argue' and created_by = app_post() and body_id = app_body() and version = 1 and answer is null
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy level_remark_answer on level_remark for update to pd_area using (app_permission() = 'level_round.settle'
  and exists (select from level_round r where r.id = round_id and r.area_id in (select unnest(app_area_ids())))) with check (true);

create function sees_level_round(wanted uuid) returns boolean language sql stable
  return exists (select 1 from level_round r where r.id = wanted);
do $$ begin
  execute replace(pg_get_functiondef('attachment_visible(text, uuid)'::regprocedure), 'else record_visible(what, which)', 'when ''level_round'' then sees_level_round(which) else record_visible(what, which)');
end $$;

-- The level in force of many units on a day, from what was published alone. A unit of the other tree is read through those that it was
-- made from or became; of several the highest counts, and it is told that they differ. Its own row is asked first, then what it lies in
-- (a unit left out of a round follows that), and where its own tree says nothing, what the nearest was made from.
-- `rules_until`: the last day of the rule set; a level whose rules have ended is told and not closed.
create function levels_in_force(ids int[], on_day date, disease text default 'covid-19')
returns table (area_id int, level int, level_name text, colour text, rule_set text, rules_until date, said_of int, in_force_from date, round_id uuid, decision_number text, several boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive asked as (
    select a.id, case when a.valid_from > on_day then -1 when a.valid_to < on_day then 1 else 0 end as turn from area a where a.id = any (ids)),
  stands (asked, id, turn) as (
    select id, id, turn from asked
    union
    select s.asked, n.id, case when n.valid_from > on_day then -1 when n.valid_to < on_day then 1 else 0 end
    from stands s cross join lateral (
      select p.id, p.valid_from, p.valid_to from area_successor l join area p on p.id = l.predecessor_id where s.turn = -1 and l.successor_id = s.id
      union all
      select p.id, p.valid_from, p.valid_to from area_successor l join area p on p.id = l.successor_id where s.turn = 1 and l.predecessor_id = s.id) n),
  begins as (
    select s.asked, s.id from stands s where s.turn = 0
    union all
    select s.asked, s.id from stands s where s.id = s.asked and s.turn <> 0 and not exists (select from stands o where o.asked = s.asked and o.turn = 0)),
  own (begun, id, parent_id, n) as (
    select distinct b.id, a.id, a.parent_id, 0 from begins b join area a on a.id = b.id
    union all
    select o.begun, a.id, a.parent_id, o.n + 1 from own o join area a on a.id = o.parent_id),
  own_said as (
    select distinct on (o.begun) o.begun, o.id as said_of, l.level, l.round_id, l.in_force_from
    from own o cross join lateral (
      select l.level, l.round_id, l.in_force_from from area_level l
      where l.area_id = o.id and l.disease_code = disease and l.in_force_from <= on_day
      order by l.in_force_from desc, l.published_at desc, l.id desc limit 1) l
    where l.level is not null order by o.begun, o.n),
  -- Where its own tree says nothing: each unit that it or the nearest above it was made from, with what that lay in.
  former (begun, n, hops, branch, id, parent_id, up) as (
    select o.begun, o.n, 1, p.id, p.id, p.parent_id, 0 from own o join area_successor s on s.successor_id = o.id join area p on p.id = s.predecessor_id
    where not exists (select from own_said k where k.begun = o.begun)
    union
    select f.begun, f.n, f.hops + next.hop, case when next.hop = 1 then next.id else f.branch end, next.id, next.parent_id, case when next.hop = 1 then 0 else f.up + 1 end
    from former f cross join lateral (
      select 0 as hop, a.id, a.parent_id from area a where a.id = f.parent_id
      union all
      select 1, p.id, p.parent_id from area_successor s join area p on p.id = s.predecessor_id where s.successor_id = f.id and f.up = 0 and f.hops < 9) next),
  former_said as (
    select distinct on (f.begun, f.hops, f.n, f.branch) f.begun, f.hops, f.n, f.id as said_of, l.level, l.round_id, l.in_force_from
    from former f cross join lateral (
      select l.level, l.round_id, l.in_force_from from area_level l
      where l.area_id = f.id and l.disease_code = disease and l.in_force_from <= on_day
      order by l.in_force_from desc, l.published_at desc, l.id desc limit 1) l
    where l.level is not null order by f.begun, f.hops, f.n, f.branch, f.up),
  nearest as (
    select f.*, dense_rank() over (partition by f.begun order by f.hops, f.n) as rank from former_said f),
  said as (
    select begun, said_of, level, round_id, in_force_from from own_said
    union all
    select begun, said_of, level, round_id, in_force_from from nearest where rank = 1),
  answers as (
    select distinct on (b.asked) b.asked, s.level, s.said_of, s.round_id, s.in_force_from,
      (select count(distinct o.level) > 1 from begins c join said o on o.begun = c.id where c.asked = b.asked) as several
    from begins b join said s on s.begun = b.id order by b.asked, s.level desc, s.in_force_from desc, s.said_of)
  select a.asked, a.level, named ->> 'name', named ->> 'colour', r.rule_set, (r.rules ->> 'validTo')::date, a.said_of, a.in_force_from, a.round_id, r.decision_number, a.several
  from answers a join level_round r on r.id = a.round_id
    left join lateral (select e as named from jsonb_array_elements(r.rules -> 'levels') e where (e ->> 'level')::int = a.level limit 1) names on true
$$;
-- The same of one unit: no row where no level was ever published for it.
create function level_in_force(which int, on_day date, disease text default 'covid-19')
returns table (area_id int, level int, level_name text, colour text, rule_set text, rules_until date, said_of int, in_force_from date, round_id uuid, decision_number text, several boolean)
language sql stable as $$ select * from levels_in_force(array[which], on_day, disease) $$;
comment on function level_in_force(int, date, text) is 'The published level of a unit on a day, of whichever tree; public, as published levels are.';

insert into role_permission (role, permission)
select r, p from (values
  ('level_round.read', '{health,officer,leader,province-leader,clerk,village,inspector}'::text[]),
  ('level_round.declare', '{health,officer}'::text[]),
  ('level_round.retract', '{health,officer}'::text[]),
  ('level_round.propose', '{health}'::text[]),
  ('level_round.settle', '{health}'::text[]),
  ('level_round.argue', '{health,officer,leader}'::text[]),
  ('level_round.review', '{health,leader,province-leader}'::text[]),
  ('level_round.reopen', '{health,leader,province-leader}'::text[]),
  ('level_round.withdraw', '{health,leader,province-leader}'::text[]),
  ('level_round.publish', '{leader,province-leader}'::text[]),
  ('level_round.attach', '{leader,province-leader}'::text[]),
  ('level_round.note', '{health,officer}'::text[]),
  ('level_round.export', '{health,officer,leader,province-leader,clerk,village,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

select let_heirs_read();
