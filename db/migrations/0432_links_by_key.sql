-- Links are sought by key, one by one: asked for all at once, the planner walks the areas of whoever writes, and with them the whole
-- table, while it takes the table for small.
create or replace function guard_new_links() returns trigger language plpgsql as $$
declare
  wanted uuid[];
  seen int;
begin
  for i in 0 .. tg_nargs / 2 - 1 loop
    execute format('select array_agg(distinct n.%1$I) from entered n where n.%1$I is not null', tg_argv[2 * i]) into wanted;
    continue when wanted is null;
    execute format('select count(*) from unnest($1) w (id) cross join lateral (select from %I t where t.id = w.id offset 0) t', tg_argv[2 * i + 1]) into seen using wanted;
    if seen < cardinality(wanted) then raise exception 'a link of % points out of sight', tg_table_name using errcode = '23503'; end if; -- as one that is not there
  end loop;
  return null;
end $$;
