-- A search asks each kind for itself, yet one index held the words of all: the few tasks of a commune that hold a phrase were
-- sought among the documents and items that hold it too. Each kind now has an index of its own, which knows nothing of the others.
-- (m) a phrase among a commune's tasks, of 1.3 million entries: 97 to 2 ms.
create procedure make_search_index(what text) language plpgsql as $$
begin
  execute format('create index %I on search_entry using gin (keys) with (gin_pending_list_limit = 1024) where kind = %L', 'search_entry_keys_' || what, what);
end $$;
revoke execute on procedure make_search_index(text) from public;

do $$
declare
  joined record;
begin
  drop index search_entry_keys;
  for joined in select name from search_kind order by place loop call make_search_index(joined.name); end loop;
end $$;

-- Makes the rows of a table findable: present rows now, others as they come and change.
create or replace procedure join_search(what text, of_table text, of_subject text, changes text[]) language plpgsql as $$
begin
  insert into search_kind (name, subject) values (what, of_subject);
  call make_search_writer(what);
  execute format('create trigger search_added after insert on %I referencing new table as new_rows for each statement execute function %I()', of_table, 'search_added_' || what);
  execute format('create trigger search_changed after update of %s on %I for each row execute function search_changed(%L)',
    (select string_agg(quote_ident(c), ', ') from unnest(changes) c), of_table, what);
  execute format('create trigger search_gone after delete on %I referencing old table as old_rows for each statement execute function search_gone(%L)', of_table, what);
  execute format('select keep_search_entries(%L, array(select id from %I))', what, of_table);
  call make_search_index(what);
end $$;

-- A query's parts as conditions one beside the other, pairs of words first and what must not stand there last. (m) Of one query
-- over many words the index weighs every row of the shortest list with all of them; conditions skip along their lists to the rows
-- that all have, in half the time.
create function search_conditions(asked tsquery) returns text language sql immutable parallel safe set search_path = public, pg_temp as $$
  select string_agg(format('keys @@ %L::tsquery', part), ' and ' order by left(part, 1) = '!', left(part, 3) <> '''s:', left(part, 2) <> '''_', n)
  from regexp_split_to_table(asked::text, ' & (?![^(]*\))') with ordinality p (part, n)
$$;
revoke execute on function search_conditions(tsquery) from public;

create or replace function search_index(asked tsquery, firm tsquery, narrowed text, most int, page int) returns search_entry[]
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set enable_indexscan = off set work_mem = '32MB' as $$
declare
  found search_entry[];
  total int;
  held int;
begin
  if firm is not null then
    execute format('with held as materialized (select * from search_entry where %s and %s limit $2 + 1), hits as materialized (select * from held where keys @@ $1),
      page as (select row(kind, row_id, day, null, null, null)::search_entry as hit from hits order by day desc, row_id desc limit $3)
      select (select count(*) from held), (select array_agg(hit) from page)', search_conditions(firm), narrowed) into held, found using asked, most, page;
    if held <= most then return coalesce(found, '{}'); end if;
  end if;
  execute format('with hits as materialized (select kind, row_id, day from search_entry where %s and %s limit $1 + 1),
    page as (select row(kind, row_id, day, null, null, null)::search_entry as hit from hits order by day desc, row_id desc limit $2)
    select (select count(*) from hits), (select array_agg(hit) from page)', search_conditions(asked), narrowed) into total, found using most, page;
  return case when total > most then null else coalesce(found, '{}') end;
end $$;

create or replace function search_ranked(scope tsquery, ranks tsquery[], narrowed text, after_rank int, after_day date, after_row uuid, most int, page int) returns search_hit[]
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set enable_indexscan = off set work_mem = '32MB' as $$
declare
  last constant int := cardinality(ranks) - 2;
  asked tsquery;
  found search_hit[];
  held int;
begin
  foreach asked in array array[scope && ranks[last + 2], scope && ranks[last + 1]] loop
    continue when asked is null;
    execute format('with held as materialized (select row_id, day, keys from search_entry where %s and %s limit $1 + 1),
      hits as (select h.row_id, h.day, first.rank from held h cross join lateral (select n::int as rank from unnest($2) with ordinality r (q, n) where h.keys @@ q limit 1) first),
      page as (select row(row_id, day, rank)::search_hit as hit from hits
        where $3 is null or rank > $3 or (rank = $3 and (day, row_id) < ($4, $5)) order by rank, day desc, row_id desc limit $6)
      select (select count(*) from held), (select array_agg(hit) from page)', search_conditions(asked), narrowed)
      into held, found using most, ranks[:last], after_rank, after_day, after_row, page;
    if held <= most then return coalesce(found, '{}'); end if;
  end loop;
  return null;
end $$;

-- The newest entries were looked through again for every rank that did not fill a page. One pass now tells the first rank of each,
-- and a page of every rank.
drop function search_newest(text, tsquery, tsquery[], text, int, int);
create function search_newest(what text, scope tsquery, ranks tsquery[], narrowed text, newest int, page int, out hits search_hit[], out common boolean)
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  last constant int := cardinality(ranks) - 2;
  first_rank constant text := format('case %s else %s end', (select string_agg(format('when e.keys @@ %L::tsquery then %s', q, n), ' ' order by n) from unnest(ranks[:last - 1]) with ordinality r (q, n)), last);
  entry search_hit;
  held int := 0;
  held_of int[] := array_fill(0, array[last]);
begin
  hits := '{}';
  for entry in execute format('select e.row_id, e.day, %s from (
      select * from search_entry where kind = $1 and %s order by day desc, row_id desc limit $3) e
      where e.keys @@ $2 order by e.day desc, e.row_id desc', first_rank, narrowed) using what, scope && ranks[last + 1], newest loop
    held := held + 1;
    continue when held_of[entry.rank] >= page;
    held_of[entry.rank] := held_of[entry.rank] + 1;
    hits := hits || entry;
    exit when held_of[1] >= page;
  end loop;
  common := held >= page;
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
  narrowed constant text := concat_ws(' and ', format('kind = %L', what), 'state = ' || quote_literal(wanted ->> 'state'), 'issuer_id = ' || quote_literal(wanted ->> 'issuerId') || '::int',
    'day >= ' || quote_literal(wanted ->> 'from') || '::date', 'day <= ' || quote_literal(wanted ->> 'to') || '::date');
  past text;
  asked tsquery;
  fresh search_hit[];
  hits search_entry[];
  common boolean;
  rare search_hit[];
  missing int := page;
begin
  if app_body() is null or not exists (select from search_kind k where k.name = what and k.subject = any (app_reads())) then return; end if;
  if current_setting('role') like 'pd\_whole%' then scope := scope || quote_literal('s:all')::tsquery; end if;
  if last > 1 then
    if after_rank is null then select n.hits, n.common into fresh, common from search_newest(what, scope, ranks, narrowed, newest, page) n;
    else common := cardinality(search_walk(what, scope && ranks[last + 1], narrowed, newest, page)) >= page; end if;
    if not common then rare := search_ranked(scope, ranks, narrowed, after_rank, after_day, after_row, most, page); end if;
    if rare is not null then return query select u.row_id, u.day, u.rank from unnest(rare) with ordinality u (row_id, day, rank, n) order by u.n; return; end if;
  end if;
  for rank in coalesce(after_rank, 1) .. last loop
    past := narrowed || case when rank = after_rank then format(' and (day, row_id) < (%L, %L)', after_day, after_row) else '' end;
    asked := coalesce(scope && ranks[rank], scope);
    if fresh is not null then
      hits := array(select row(what, f.row_id, f.day, null, null, null)::search_entry from unnest(fresh) with ordinality f (row_id, day, of_rank, n) where f.of_rank = rank order by f.n limit missing);
    elsif common is distinct from false then
      hits := search_walk(what, asked, past, newest, missing);
    end if;
    if cardinality(hits) < missing then hits := null; end if;
    if hits is null then hits := search_index(asked, case when rank = last then scope && ranks[last + 2] end, past, most, missing); end if;
    if hits is null then hits := search_years(what, asked, past, most, missing); end if;
    return query select h.row_id, h.day, rank from unnest(hits) with ordinality h order by h.ordinality;
    missing := missing - cardinality(hits);
    exit when missing <= 0;
    hits := null;
  end loop;
end $$;
