-- Joining what was said to 3,321 communes compared each with each, 11,000,000 pairs (m), since the planner took the units in force for a handful.
create or replace function levels_in_force(ids int[], on_day date, disease text default 'covid-19')
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
  placed as materialized (select s.asked, s.id, s.turn = 0 as here from stands s), -- a truth is taken for half of all, a number compared for one in two hundred: then each was joined to each
  begins as (
    select s.asked, s.id from placed s where s.here
    union all
    select s.asked, s.id from placed s where s.id = s.asked and not s.here and not exists (select from placed o where o.asked = s.asked and o.here)),
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
  unsaid as (select begun from own except select begun from own_said), -- a set at once, where looking each up was most of the time
  -- Where its own tree says nothing: each unit that it or the nearest above it was made from, with what that lay in.
  former (begun, n, hops, branch, id, parent_id, up) as (
    select o.begun, o.n, 1, p.id, p.id, p.parent_id, 0 from unsaid u join own o on o.begun = u.begun join area_successor s on s.successor_id = o.id join area p on p.id = s.predecessor_id
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
    select b.asked, s.said_of, s.level, s.round_id, s.in_force_from from begins b join own_said s on s.begun = b.id
    union all
    select b.asked, s.said_of, s.level, s.round_id, s.in_force_from from begins b join nearest s on s.begun = b.id and s.rank = 1), -- each joined for itself: beside the dear branch of former units any join is as good to the planner as any other
  answers as (
    select distinct on (s.asked) s.asked, s.level, s.said_of, s.round_id, s.in_force_from, min(s.level) over (partition by s.asked) <> max(s.level) over (partition by s.asked) as several
    from said s order by s.asked, s.level desc, s.in_force_from desc, s.said_of)
  select a.asked, a.level, named ->> 'name', named ->> 'colour', r.rule_set, (r.rules ->> 'validTo')::date, a.said_of, a.in_force_from, a.round_id, r.decision_number, a.several
  from answers a join level_round r on r.id = a.round_id
    left join lateral (select e as named from jsonb_array_elements(r.rules -> 'levels') e where (e ->> 'level')::int = a.level limit 1) names on true
$$;
