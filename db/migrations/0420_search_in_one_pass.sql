-- The newest entries were looked through twice for a question whose words are not common: once for its first rank and once for
-- all of them, opening each row's keys both times. One pass now tells both, and stops as soon as the first rank fills a page.
create function search_newest(what text, scope tsquery, ranks tsquery[], narrowed text, newest int, page int, out hits search_entry[], out common boolean)
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  entry record;
  held int := 0;
begin
  hits := '{}';
  for entry in execute format('select e.row_id, e.day, e.keys @@ $3 as first from (
      select * from search_entry where kind = $1 and %s order by day desc, row_id desc limit $4) e
      where e.keys @@ $2 order by e.day desc, e.row_id desc', narrowed) using what, scope && ranks[cardinality(ranks) - 1], ranks[1], newest loop
    held := held + 1;
    if entry.first then hits := hits || row(what, entry.row_id, entry.day, null, null, null)::search_entry; end if;
    exit when cardinality(hits) >= page;
  end loop;
  common := held >= page;
  if cardinality(hits) < page then hits := null; end if;
end $$;
revoke execute on function search_newest(text, tsquery, tsquery[], text, int, int) from public;

create or replace function find_entries(what text, typed text, wanted jsonb, after_rank int, after_day date, after_row uuid, page int)
returns table (found_row uuid, found_day date, found_rank int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  newest constant int := case what when 'document' then 300 else 2500 end;
  most constant int := case what when 'document' then 2000 else 4000 end;
  ranks constant tsquery[] := search_queries(typed);
  last constant int := greatest(cardinality(ranks) - 2, 1);
  scope tsquery := (select string_agg(quote_literal('s:' || b), ' | ') from unnest(app_body() || app_former()) b)::tsquery;
  narrowed constant text := concat_ws(' and ', 'true', 'state = ' || quote_literal(wanted ->> 'state'), 'issuer_id = ' || quote_literal(wanted ->> 'issuerId') || '::int',
    'day >= ' || quote_literal(wanted ->> 'from') || '::date', 'day <= ' || quote_literal(wanted ->> 'to') || '::date');
  past text;
  asked tsquery;
  hits search_entry[];
  common boolean;
  rare search_hit[];
  missing int := page;
begin
  if app_body() is null or not exists (select from search_kind k where k.name = what and k.subject = any (app_reads())) then return; end if;
  if current_setting('role') like 'pd\_whole%' then scope := scope || quote_literal('s:all')::tsquery; end if;
  scope := quote_literal('k:' || what)::tsquery && scope;
  if last > 1 then
    if after_rank is null then select n.hits, n.common into hits, common from search_newest(what, scope, ranks, narrowed, newest, page) n;
    else common := cardinality(search_walk(what, scope && ranks[last + 1], narrowed, newest, page)) >= page; end if;
    if hits is null and not common then rare := search_ranked(scope, ranks, narrowed, after_rank, after_day, after_row, most, page); end if;
    if rare is not null then return query select u.row_id, u.day, u.rank from unnest(rare) with ordinality u (row_id, day, rank, n) order by u.n; return; end if;
  end if;
  for rank in coalesce(after_rank, 1) .. last loop
    past := narrowed || case when rank = after_rank then format(' and (day, row_id) < (%L, %L)', after_day, after_row) else '' end;
    asked := coalesce(scope && ranks[rank], scope);
    if hits is null and common is distinct from false and (rank > 1 or last = 1 or after_rank is not null) then
      hits := search_walk(what, asked, past, newest, missing);
      if cardinality(hits) < missing then hits := null; end if;
    end if;
    if hits is null then hits := search_index(asked, case when rank = last then scope && ranks[last + 2] end, past, most, missing); end if;
    if hits is null then hits := search_years(what, asked, past, most, missing); end if;
    return query select h.row_id, h.day, rank from unnest(hits) with ordinality h order by h.ordinality;
    missing := missing - cardinality(hits);
    exit when missing <= 0;
    hits := null;
  end loop;
end $$;
