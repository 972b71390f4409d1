-- What is allowed where, for the pages without an account: texts of published decisions and levels. (0069, 0070; above 0560, which makes the schema.)
create function gate.allowed(place int, day date) returns table (
  activity text, name text, name_en text, "position" int, answer text, words text, words_en text, document text, clause text, rule_source text, confidence text, origin text, zone_name text, zone_area text, whole boolean, until_on date
) language sql stable security definer set search_path = public, pg_temp as $$
  select h.activity, h.activity_name, h.activity_name_en, h.activity_position, h.answer, h.words, h.words_en, h.document, h.clause, h.rule_source, h.confidence, h.origin, h.zone_name, h.zone_area, h.whole, h.until_on from allowed_here(place, day) h
$$;
-- A unit as it stood on a day, with the level in force there; no row: no such unit.
create function gate.standing(place int, day date) returns table (area text, parent int, level int, level_name text, decision text) language sql stable security definer set search_path = public, pg_temp as $$
  select a.full_name, p.id, l.level, l.level_name, l.decision_number
  from area a left join area p on p.id = a.parent_id and p.level <> 'country' cross join lateral allowed_level(a.id, day) l
  where a.id = place and a.level <> 'village' and day between a.valid_from and coalesce(a.valid_to, 'infinity')
$$;
revoke all on function gate.allowed(int, date), gate.standing(int, date) from public;
grant execute on function gate.allowed(int, date), gate.standing(int, date) to phaodai_public;
