-- A row's keys lie compressed; asking them each rank and the widest beside it opened them again each time. A row is now asked until
-- its first rank answers: the ranks together are the widest, so that nothing else has to be asked.
create or replace function search_ranked(scope tsquery, ranks tsquery[], narrowed text, after_rank int, after_day date, after_row uuid, most int, page int) returns search_hit[]
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
      hits as (select h.row_id, h.day, first.rank from held h cross join lateral (select n::int as rank from unnest($3) with ordinality r (q, n) where h.keys @@ q limit 1) first),
      page as (select row(row_id, day, rank)::search_hit as hit from hits
        where $4 is null or rank > $4 or (rank = $4 and (day, row_id) < ($5, $6)) order by rank, day desc, row_id desc limit $7)
      select (select count(*) from held), (select array_agg(hit) from page)', narrowed)
      into held, found using asked, most, ranks[:last], after_rank, after_day, after_row, page;
    if held <= most then return coalesce(found, '{}'); end if;
  end loop;
  return null;
end $$;
