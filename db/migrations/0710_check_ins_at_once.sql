-- A statement of check-ins asked the decision of each unit by a function of its own, which cost more than entering the visits: all are asked at once.

-- Decisions to collect visits that hold on a day, as seen today, each with the numbers of its areas. Without settings of its own, so that it is planned within the query that asks.
create function collecting_on(on_day date, today date) returns table (id uuid, from_on date, lo int, hi int) language sql stable as $$
  select d.id, d.from_on, a.id, a.last_id from collection_decision d join area a on a.id = d.area_id
  where d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and on_day between d.from_on and d.to_on and on_day >= today - d.keep_days::int
$$;
revoke execute on function collecting_on from public;

create or replace function collecting_under(at_area int, on_day date, today date) returns uuid language sql stable set search_path = public, pg_temp as $$
  select d.id from collecting_on(on_day, today) d where at_area between d.lo and d.hi order by d.from_on desc, d.id limit 1
$$;

create or replace function gate.check_in(codes text[], visitors uuid[], ids uuid[], ins timestamptz[], outs timestamptz[], notes text[], now_at timestamptz) returns table (n int, refused text)
  language plpgsql security definer set search_path = public, pg_temp set jit = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  today date := day_in_vietnam(now_at);
  each record;
begin
  for each in select i.day from (select distinct day_in_vietnam(i) as day from unnest(ins) i where i <= now_at + interval '5 minutes') i where to_regclass('place_visit_' || to_char(i.day, 'YYYYMMDD')) is null loop
    if exists (select from collecting_on(each.day, today)) then
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
  collecting as materialized (select d.day, c.* from (select distinct g.day from given g) d cross join lateral collecting_on(d.day, today) c),
  under as materialized (select distinct on (u.area_id, u.day) u.area_id, u.day, c.id as decision
    from (select distinct g.area_id, g.day from given g where g.area_id is not null) u join collecting c on c.day = u.day and u.area_id between c.lo and c.hi order by u.area_id, u.day, c.from_on desc, c.id),
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

-- As before, each entered visit looked up once instead of grouped first: its decision is one of few and is kept by the query, its place and person are found by their keys.
create or replace function guard_visits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from entered e
      left join lateral (select a.id as lo, a.last_id as hi from collection_decision d join area a on a.id = d.area_id
        where d.id = e.decision_id and d.collects = 'visit' and d.state = 'in_force' and d.voided_at is null and e.day between d.from_on and d.to_on) d on true
      left join place p on p.id = e.place_id
    where p.area_id between d.lo and d.hi is not true) then
    raise exception 'a visit outside the decisions to collect that are in force' using errcode = 'PD015';
  end if;
  if exists (select from entered e left join visitor v on v.id = e.individual_id where v.id is null and not exists (select from individual i where i.id = e.individual_id)) then
    raise exception 'a visit of nobody' using errcode = '23503';
  end if;
  return null;
end $$;
