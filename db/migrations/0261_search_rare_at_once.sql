-- What is rare was asked of the index once for every rank, each time with all its words. It is now asked once for all of them, and
-- the few rows that come back are told apart by their keys. A phrase in quotes no longer asks for words that its pairs say already.
create type search_hit as (row_id uuid, day date, rank int);

-- One page of all ranks together, after a place; null when more than `most` rows hold the words. `ranks` as search_queries() gives
-- them: an unfinished word is looked for in the rows that hold the finished ones, where these are few.
create function search_ranked(scope tsquery, ranks tsquery[], narrowed text, after_rank int, after_day date, after_row uuid, most int, page int) returns search_hit[]
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set work_mem = '32MB' as $$
declare
  last constant int := cardinality(ranks) - 2;
  asked tsquery;
  found search_hit[];
  held int;
begin
  foreach asked in array array[scope && ranks[last + 2], scope && ranks[last + 1]] loop
    continue when asked is null;
    execute format('with held as materialized (select row_id, day, keys from search_entry where keys @@ $1 and %s limit $2 + 1),
      hits as (select row_id, day, (select min(n) from unnest($3) with ordinality r (q, n) where h.keys @@ q)::int as rank from held h where keys @@ $4),
      page as (select row(row_id, day, rank)::search_hit as hit from hits
        where $5 is null or rank > $5 or (rank = $5 and (day, row_id) < ($6, $7)) order by rank, day desc, row_id desc limit $8)
      select (select count(*) from held), (select array_agg(hit) from page)', narrowed)
      into held, found using asked, most, ranks[:last], ranks[last + 1], after_rank, after_day, after_row, page;
    if held <= most then return coalesce(found, '{}'); end if;
  end loop;
  return null;
end $$;
revoke execute on function search_ranked(tsquery, tsquery[], text, int, date, uuid, int, int) from public;

create or replace function search_queries(typed text) returns tsquery[] language plpgsql immutable parallel safe as $$
declare
  piece record;
  marked text[] := '{}';
  folded text[] := '{}';
  together text[] := '{}';
  words text[];
  unfinished boolean := false;
  near tsquery; same tsquery; loose tsquery; bound tsquery; firm tsquery; told tsquery;
begin
  for piece in select m[1] as quoted, m[2] as bare from regexp_matches(translate(typed, '“”„', '"""'), '"([^"]*)"?|([^\s"]+)', 'g') m loop
    words := array_remove(string_to_array(search_marked(coalesce(piece.quoted, piece.bare)), ' '), '');
    marked := marked || words;
    words := array_remove(string_to_array(search_folded(array_to_string(words, ' ')), ' '), '');
    folded := folded || words;
    for n in 2 .. cardinality(words) loop together := together || ('_' || words[n - 1] || '_' || words[n]); end loop;
    unfinished := piece.quoted is null;
  end loop;
  if cardinality(folded) = 0 then return '{}'; end if;
  unfinished := unfinished and typed !~ '\s$';
  bound := (select string_agg(quote_literal(w), ' & ') from unnest(together) w)::tsquery;
  same := (select string_agg(quote_literal(w), ' & ') from unnest(marked) w)::tsquery;
  -- One letter begins half of all words: beside others it is not asked for yet.
  loose := (select string_agg(quote_literal(w) || case when unfinished and n = cardinality(folded) and length(w) > 1 then ':*' else '' end, ' & ')
    from unnest(folded) with ordinality f (w, n) where n = 1 or n < cardinality(folded) or length(w) > 1 or not unfinished)::tsquery;
  if bound is not null then same := same && bound; end if;
  firm := (select string_agg(quote_literal(w), ' & ') from unnest(folded) with ordinality f (w, n) where n < cardinality(folded) and unfinished)::tsquery;
  -- A number being typed: its last part may be unfinished, so the pair with it is not asked for.
  if bound is not null and not unfinished then loose := loose && bound; end if;
  near := (select string_agg(quote_literal('_' || folded[n - 1] || '_' || folded[n]), ' & ') from generate_series(2, cardinality(folded)) n)::tsquery;
  if near is null then return array[same, loose && !!same, loose, firm]; end if;
  -- A pair says both its words, so that only the marks have to be asked for beside it.
  told := (select string_agg(quote_literal(w), ' & ') from unnest(marked) w where w <> search_folded(w))::tsquery;
  -- All in quotes: the pairs say every word, and the rest of rank 2 is what has other marks.
  if near = bound and not unfinished then return array[coalesce(near && told, near), near && !!coalesce(told, near), near, firm]; end if;
  told := coalesce(near && told, near);
  if near = bound then return array[told, loose && !!told, loose, firm]; end if;
  return array[told, same && !!near, loose && !!same, loose, firm];
end $$;

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
  rare search_hit[];
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
    if hits is null and common is null and last > 1 then
      common := cardinality(search_walk(what, scope && ranks[last + 1], narrowed, newest, page)) >= page;
      if not common then rare := search_ranked(scope, ranks, narrowed, after_rank, after_day, after_row, most, page); end if;
      if rare is not null then return query select u.row_id, u.day, u.rank from unnest(rare) with ordinality u (row_id, day, rank, n) order by u.n; return; end if;
    end if;
    if hits is null then hits := search_index(asked, case when rank = last then scope && ranks[last + 2] end, past, most, missing); end if;
    if hits is null then hits := search_years(what, asked, past, most, missing); end if;
    return query select h.row_id, h.day, rank from unnest(hits) with ordinality h order by h.ordinality;
    missing := missing - cardinality(hits);
    exit when missing <= 0;
  end loop;
end $$;
