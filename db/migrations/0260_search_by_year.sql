-- What is common, but not among the newest, was looked for by walking through every entry until a page was full: words of an
-- epidemic that is some years past cost seconds. It is now asked for year by year, newest first: by the index where a year holds
-- few enough, by walking through that year where it holds many.
create function search_years(what text, asked tsquery, narrowed text, most int, page int) returns search_entry[]
language plpgsql stable set search_path = public, pg_temp set jit = off as $$
declare
  first date; last date; since date;
  within text;
  hits search_entry[];
  found search_entry[] := '{}';
begin
  execute format('select (select day from search_entry where kind = $1 and %1$s order by day limit 1), (select day from search_entry where kind = $1 and %1$s order by day desc limit 1)', narrowed)
    into first, last using what;
  since := date_trunc('year', last);
  while since >= date_trunc('year', first) and cardinality(found) < page loop
    within := format('%s and kind = %L and day >= %L and day < %L', narrowed, what, since, (since + interval '1 year')::date);
    hits := search_index(asked, null, within, most, page - cardinality(found));
    if hits is null then hits := search_walk(what, asked, within, null, page - cardinality(found)); end if;
    found := found || hits;
    since := (since - interval '1 year')::date;
  end loop;
  return found;
end $$;
revoke execute on function search_years(text, tsquery, text, int, int) from public;

create or replace function find_entries(what text, typed text, wanted jsonb, after_rank int, after_day date, after_row uuid, page int)
returns table (found_row uuid, found_day date, found_rank int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  newest constant int := case what when 'document' then 300 else 2500 end;
  most constant int := case what when 'document' then 2000 else 4000 end;
  ranks constant tsquery[] := search_queries(typed);
  last constant int := greatest(cardinality(ranks) - 2, 1);
  scope tsquery := quote_literal('s:' || app_body())::tsquery;
  narrowed constant text := concat_ws(' and ', 'true', 'state = ' || quote_literal(wanted ->> 'state'), 'issuer_id = ' || quote_literal(wanted ->> 'issuerId') || '::int',
    'day >= ' || quote_literal(wanted ->> 'from') || '::date', 'day <= ' || quote_literal(wanted ->> 'to') || '::date');
  past text;
  asked tsquery;
  hits search_entry[];
  common boolean;
  missing int := page;
begin
  if app_body() is null or not exists (select from search_kind k where k.name = what and k.subject = any (app_reads())) then return; end if;
  if current_setting('role') like 'pd\_whole%' then scope := scope || quote_literal('s:all')::tsquery; end if;
  scope := quote_literal('k:' || what)::tsquery && scope;
  for rank in coalesce(after_rank, 1) .. last loop
    past := narrowed || case when rank = after_rank then format(' and (day, row_id) < (%L, %L)', after_day, after_row) else '' end;
    asked := coalesce(scope && ranks[rank], scope);
    hits := null;
    if common is distinct from false then
      hits := search_walk(what, asked, past, newest, missing);
      if cardinality(hits) < missing then hits := null; end if;
    end if;
    if hits is null and common is null and last > 1 then common := cardinality(search_walk(what, scope && ranks[last + 1], narrowed, newest, page)) >= page; end if;
    if hits is null then hits := search_index(asked, case when rank = last then scope && ranks[last + 2] end, past, most, missing); end if;
    if hits is null then hits := search_years(what, asked, past, most, missing); end if;
    return query select h.row_id, h.day, rank from unnest(hits) with ordinality h order by h.ordinality;
    missing := missing - cardinality(hits);
    exit when missing <= 0;
  end loop;
end $$;
