-- A measure is added to a zone in force, or ended in it, by a decision that neither lifts nor narrows it; an extension tells which measures
-- it prolongs. What a decision adds and ends is noted with its draft and counts from the day it is recorded. See docs/adr/0080.
alter table zone_decision drop constraint zone_decision_kind_check;
alter table zone_decision add constraint zone_decision_kind_check check (kind in ('establish', 'extend', 'narrow', 'adjust', 'lift'));
alter table zone_decision add constraint zone_decision_adjusts check (kind <> 'adjust' or until_on is null);

create table zone_measure_step (
  id uuid primary key,                          -- of an addition: also the id of the measure it becomes
  zone_id uuid not null references zone,
  decision_id uuid not null references zone_decision,
  verb text not null check (verb in ('add', 'end', 'extend')),
  measure_id uuid references zone_measure,      -- which one is ended or prolonged
  position int not null check (position > 0),   -- its place among those of its verb, as the decision numbers them
  from_on date not null,                        -- the first day with it, without it, or of the days it is prolonged by
  until_on date,
  rule_id uuid references measure_rule,
  activity text references measure_activity,
  answer text check (answer in ('open', 'required', 'limited', 'stopped')),
  words text check (char_length(words) between 1 and 500),
  words_en text check (char_length(words_en) between 1 and 500),
  source text check (char_length(source) between 1 and 300),
  confidence text check (confidence in ('high', 'medium', 'low')),
  carries_out_id uuid references directive,
  carries_out_label text check (char_length(carries_out_label) between 1 and 100),
  clause text check (char_length(clause) between 1 and 100),  -- of the decision, given when it is recorded
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check ((verb = 'add') = (measure_id is null)),
  check ((verb = 'add') = (rule_id is not null and activity is not null and answer is not null and words is not null)),
  check (carries_out_label is null or carries_out_id is not null),
  constraint zone_measure_step_days check (until_on is null or until_on >= from_on)
);
create index zone_measure_step_zone on zone_measure_step (zone_id);
create unique index zone_measure_step_decision on zone_measure_step (decision_id, verb, position);
create index zone_measure_step_measure on zone_measure_step (measure_id);
create index zone_measure_step_rule on zone_measure_step (rule_id);
create index zone_measure_step_activity on zone_measure_step (activity);
create index zone_measure_step_carries_out on zone_measure_step (carries_out_id);
create trigger next_version before update on zone_measure_step for each row execute function next_version();
create trigger audit after insert or update or delete on zone_measure_step for each row execute function audit_row();
alter table zone_measure_step enable row level security;
create policy zone_measure_step_read on zone_measure_step for select to pd_area, pd_whole using (sees_zone(zone_id));
-- What is added is a row of the catalogue in force on its day; what is ended is a measure of the same zone.
create policy zone_measure_step_write on zone_measure_step for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.write' and created_by = app_post() and clause is null and verb in ('add', 'end') and sees_zone(zone_id)
  and exists (select from zone_decision d where d.id = decision_id and d.zone_id = zone_measure_step.zone_id and d.created_by = app_post() and d.recorded_at is null and d.dropped_at is null
    and d.kind in ('extend', 'narrow', 'adjust') and d.effective_on = from_on)
  and (verb <> 'end' or exists (select from zone_measure m where m.id = measure_id and m.zone_id = zone_measure_step.zone_id and not m.void))
  and (verb <> 'add' or exists (select from measure_rule r where r.id = rule_id and r.activity = zone_measure_step.activity and r.answer = zone_measure_step.answer and r.superseded_at is null
    and from_on between r.valid_from and coalesce(r.valid_to, 'infinity')))
  and (carries_out_id is null or exists (select from directive v where v.id = carries_out_id)));
create policy zone_measure_step_extend on zone_measure_step for insert to pd_area, pd_whole with check (
  app_permission() = 'zone_change.record' and created_by = app_post() and verb = 'extend' and sees_zone(zone_id)
  and exists (select from zone_decision d where d.id = decision_id and d.zone_id = zone_measure_step.zone_id and d.recorded_at is not null and d.until_on is not null)
  and exists (select from zone_measure m where m.id = measure_id and m.zone_id = zone_measure_step.zone_id and not m.void));
create policy zone_measure_step_record on zone_measure_step for update to pd_area, pd_whole
  using (app_permission() = 'zone_change.record' and clause is null and sees_zone(zone_id)) with check (exists (select from zone_decision d where d.id = decision_id and d.recorded_at is not null));
grant select on zone_measure_step to pd_area, pd_whole;
grant insert (id, zone_id, decision_id, verb, measure_id, position, from_on, until_on, rule_id, activity, answer, words, words_en, source, confidence, carries_out_id, carries_out_label, clause), update (clause) on zone_measure_step to pd_area, pd_whole;

-- A measure of a zone in force comes out of a recorded decision alone, as that decision's draft said it.
drop policy zone_measure_write on zone_measure;
create policy zone_measure_write on zone_measure for insert to pd_area, pd_whole with check (
  app_permission() in ('zone.create', 'zone.update') and created_by = app_post() and decision_id is null and clause is null and sees_zone(zone_id)
  and (carries_out_id is null or exists (select from directive d where d.id = carries_out_id)));
create policy zone_measure_add on zone_measure for insert to pd_area, pd_whole with check (
  app_permission() = 'zone_change.record' and created_by = app_post() and sees_zone(zone_id) and exists (
    select from zone_measure_step s join zone_decision d on d.id = s.decision_id
    where s.id = zone_measure.id and s.verb = 'add' and s.zone_id = zone_measure.zone_id and d.id = zone_measure.decision_id and d.recorded_at is not null and s.clause = zone_measure.clause
      and (s.rule_id, s.activity, s.answer, s.words, s.from_on) = (zone_measure.rule_id, zone_measure.activity, zone_measure.answer, zone_measure.words, zone_measure.from_on) and s.until_on is not distinct from zone_measure.until_on
      and s.carries_out_id is not distinct from zone_measure.carries_out_id));
grant insert (decision_id, clause) on zone_measure to pd_area, pd_whole;

-- Duties of a measure: their templates name an activity, and a disease where they are of one alone; they are kept as the other dated rules
-- are (0524). Of a code the newest version of a day holds.
alter table zone_duty add column activity text references measure_activity, add column disease_code text references disease, add column basis text check (char_length(basis) between 1 and 500), alter column topics drop not null;
create index zone_duty_activity on zone_duty (activity);
create index zone_duty_disease on zone_duty (disease_code);
drop policy zone_duty_write on zone_duty;
drop policy zone_duty_change on zone_duty;
create policy zone_duty_write on zone_duty for insert to pd_area, pd_whole with check (app_permission() = 'disease.manage' and changed_by = app_post() and superseded_at is null and change_reason is not null);
create policy zone_duty_change on zone_duty for update to pd_area, pd_whole using (app_permission() = 'disease.manage' and superseded_at is null) with check (true);
insert into zone_duty (code, kinds, activity, holder, days, nature, words, topics, position, valid_from, source, confidence) values
  ('transport-stop', '{lockdown,restricted,distancing}', 'transport', 'police', 0, 'standing', 'Kiểm tra phương tiện chở khách ra, vào {zone}, thực hiện: {measure}', '{checkpoints}', 8, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('school-notice', '{lockdown,restricted,distancing}', 'school', 'people-committee', 1, 'deliverable', 'Thông báo đến các cơ sở giáo dục tại {zone} và kiểm tra việc thực hiện: {measure}', '{communication}', 9, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('market-check', '{lockdown,restricted,distancing}', 'eating', 'people-committee', 1, 'standing', 'Thông báo đến chợ, cơ sở ăn uống tại {zone} và kiểm tra việc thực hiện: {measure}', '{inspection}', 10, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low');

-- Tasks of a measure: opened with it, closed when it is over.
alter table zone_task add column measure_id uuid references zone_measure;
create index zone_task_measure on zone_task (measure_id);
drop policy zone_task_write on zone_task;
create policy zone_task_write on zone_task for insert to pd_area, pd_whole with check (app_permission() in ('zone.enforce', 'zone_change.record') and sees_zone(zone_id)
  and (measure_id is null or exists (select from zone_measure m where m.id = measure_id and m.zone_id = zone_task.zone_id)));
grant insert (measure_id) on zone_task to pd_area, pd_whole;
drop policy task_give_by_zone on task;
create policy task_give_by_zone on task for insert to pd_area, pd_whole with check (
  app_permission() in ('zone.enforce', 'zone_change.record') and state = 'not_started' and parent_id is null and assigner_id = app_body() and origin_id = app_body()
  and (directive_id is null or directive_owner(directive_id) = app_body()));

-- What is allowed here (0543): on the days by which a measure was prolonged, the decision that prolonged it is named beside its own.
create or replace function allowed_here(place int, day date) returns table (
  activity text, activity_name text, activity_name_en text, activity_position int, answer text, words text, words_en text,
  document text, clause text, rule_source text, confidence text, origin text, zone_kind text, zone_name text, zone_area text, whole boolean, from_on date, until_on date
) language sql stable security definer set search_path = public, pg_temp as $$
  with here as (select id, last_id from area where id = place),
  covering as (
    select z.id, z.kind, case e.shape when 'households' then null else z.name end as name, za.full_name as area_name, e.shape,
      e.shape = 'area' and exists (select from zone_extent_area x join area a on a.id = x.area_id where x.extent_id = e.id and here.id between a.id and a.last_id) as whole,
      case e.shape when 'area' then exists (select from zone_extent_area x where x.extent_id = e.id and x.area_id between here.id and here.last_id)
        else za.id between here.id and here.last_id or here.id between za.id and za.last_id end as part
    from here, zone z join area za on za.id = z.area_id join zone_extent e on e.zone_id = z.id and e.active and not e.void and day between e.from_on and coalesce(e.until_on, 'infinity')
    where z.state in ('in_force', 'lifted') and z.voided_at is null
  )
  select m.activity, a.name, a.name_en, a.position, m.answer, m.words, m.words_en,
    'Quyết định số ' || d.number || ' ngày ' || to_char(d.issued_on, 'FMDD/FMMM/YYYY') || ' của ' || b.name
      || coalesce('; gia hạn theo ' || x.clause || ', Quyết định số ' || x.number || ' ngày ' || to_char(x.issued_on, 'FMDD/FMMM/YYYY'), ''), m.clause, m.source, m.confidence,
    'zone', c.kind, c.name, c.area_name, c.whole, m.from_on, m.until_on
  from covering c join zone_measure m on m.zone_id = c.id and not m.void and day between m.from_on and coalesce(m.until_on, 'infinity')
    join measure_activity a on a.code = m.activity join zone_decision d on d.id = m.decision_id join body b on b.id = d.authority_id
    left join lateral (select s.clause, e.number, e.issued_on from zone_measure_step s join zone_decision e on e.id = s.decision_id where s.measure_id = m.id and s.verb = 'extend' and s.from_on <= day order by s.from_on desc limit 1) x on true
  where c.whole or c.part
  union all
  select r.activity, a.name, a.name_en, a.position, r.answer, r.words, r.words_en, r.source, r.clause, l.level_name || coalesce(', Quyết định số ' || l.decision_number, ''), r.confidence,
    'level', null, null, null, true, r.valid_from, r.valid_to
  from allowed_level(place, day) l join measure_regime g on g.level = l.level join measure_rule r on r.regime = g.code and r.superseded_at is null and day between r.valid_from and coalesce(r.valid_to, 'infinity') join measure_activity a on a.code = r.activity
$$;
select let_heirs_read();
