-- What is allowed at a place on a day: every measure in force that speaks of it, with the document it stands in. Texts of decisions and
-- counts of nobody: it may be asked by the public. See docs/adr/0069-what-is-allowed.md.
-- Levels are published by another part (0580): its function alone is asked, and looked up when it is called.
create function allowed_level(place int, day date, out level int, out level_name text, out decision_number text) language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  select l.level, l.level_name, l.decision_number into level, level_name, decision_number from level_in_force(place, day) l limit 1;
end $$;

create function allowed_here(place int, day date) returns table (
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
    'Quyết định số ' || d.number || ' ngày ' || to_char(d.issued_on, 'FMDD/FMMM/YYYY') || ' của ' || b.name, m.clause, m.source, m.confidence,
    'zone', c.kind, c.name, c.area_name, c.whole, m.from_on, m.until_on
  from covering c join zone_measure m on m.zone_id = c.id and not m.void and day between m.from_on and coalesce(m.until_on, 'infinity')
    join measure_activity a on a.code = m.activity join zone_decision d on d.id = m.decision_id join body b on b.id = d.authority_id
  where c.whole or c.part
  union all
  select r.activity, a.name, a.name_en, a.position, r.answer, r.words, r.words_en, r.source, r.clause, l.level_name || coalesce(', Quyết định số ' || l.decision_number, ''), r.confidence,
    'level', null, null, null, true, r.valid_from, r.valid_to
  from allowed_level(place, day) l join measure_regime g on g.level = l.level join measure_rule r on r.regime = g.code and r.superseded_at is null and day between r.valid_from and coalesce(r.valid_to, 'infinity') join measure_activity a on a.code = r.activity
$$;
revoke execute on function allowed_level(int, date), allowed_here(int, date) from public;
grant execute on function allowed_level(int, date), allowed_here(int, date) to pd_area, pd_area_clear, pd_whole, pd_whole_clear;
