-- What an indicator counts in a whole unit, added up from its cells as they change: a province's curve of a year reads a row a
-- day and class where it read those of all its villages. (m) 1,800 villages, 90 days, 4 classes: 498 to 30 ms.

create table indicator_total (
  indicator text not null,
  area_id int not null references area,       -- a unit above villages: a village's total is its cell
  day date not null,
  class text not null default '',
  numerator numeric not null,
  denominator numeric not null,
  cells int not null,                         -- how many cells it adds up; none left, none told
  primary key (indicator, area_id, day, class)
);
create index indicator_total_area on indicator_total (area_id);
create index indicator_total_empty on indicator_total (indicator) where cells = 0;

alter table indicator_total enable row level security;
grant select on indicator_total to pd_area, pd_whole;
-- A unit in scope is in scope with all that lies in it (app_scope), so that its total tells nothing its cells would not.
create policy total_read on indicator_total for select to pd_area using (
  'figure-' || indicator = any ((select app_reads())::text[]) and (
    (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
    or 'total-' || indicator = any ((select app_reads())::text[])));
create policy total_read_whole on indicator_total for select to pd_whole using ('figure-' || indicator = any ((select app_reads())::text[]));

-- The units that areas lie in, themselves among them, without villages.
create function areas_above(leaves int[]) returns table (leaf int, id int) language sql stable as $$
  with recursive up as (
    select a.id as leaf, a.id, a.parent_id, a.level from area a where a.id = any (leaves)
    union all select up.leaf, p.id, p.parent_id, p.level from up join area p on p.id = up.parent_id)
  select up.leaf, up.id from up where up.level <> 'village'
$$;

create function keep_totals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into indicator_total as t
      select o.indicator, up.id, o.day, o.class, -sum(o.numerator), -sum(o.denominator), -count(*)
      from old_rows o join areas_above((select array_agg(distinct area_id) from old_rows)) up on up.leaf = o.area_id group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (indicator, area_id, day, class) do update
        set numerator = t.numerator + excluded.numerator, denominator = t.denominator + excluded.denominator, cells = t.cells + excluded.cells;
  end if;
  if tg_op <> 'DELETE' then
    insert into indicator_total as t
      select n.indicator, up.id, n.day, n.class, sum(n.numerator), sum(n.denominator), count(*)
      from new_rows n join areas_above((select array_agg(distinct area_id) from new_rows)) up on up.leaf = n.area_id group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (indicator, area_id, day, class) do update
        set numerator = t.numerator + excluded.numerator, denominator = t.denominator + excluded.denominator, cells = t.cells + excluded.cells;
  else
    delete from indicator_total where cells = 0 and indicator in (select distinct indicator from old_rows);
  end if;
  return null;
end $$;
revoke execute on function keep_totals() from public;
create trigger totals_insert after insert on indicator_cell referencing new table as new_rows for each statement execute function keep_totals();
create trigger totals_update after update on indicator_cell referencing old table as old_rows new table as new_rows for each statement execute function keep_totals();
create trigger totals_delete after delete on indicator_cell referencing old table as old_rows for each statement execute function keep_totals();

insert into indicator_total
  select c.indicator, up.id, c.day, c.class, sum(c.numerator), sum(c.denominator), count(*)
  from indicator_cell c join areas_above((select array_agg(distinct area_id) from indicator_cell)) up on up.leaf = c.area_id group by 1, 2, 3, 4;

-- The largest units that make up an area with what it took over: their totals together are its figure. `village`: told by its cells.
create function area_tops(which int) returns table (id int, village boolean) language sql stable as $$
  with recursive reach (lo, hi) as (
    select id, last_id from area where id = which
    union
    select p.id, p.last_id from reach join area_successor link on link.successor_id between reach.lo and reach.hi join area p on p.id = link.predecessor_id)
  select a.id, a.level = 'village' from reach join area a on a.id = reach.lo
  where not exists (select from reach around where around.lo < reach.lo and around.hi >= reach.hi)
$$;

-- What indicators count in an area, by day and class, under the reader's own policies.
create function figure_sums(names text[], which int, since date, until date)
returns table (indicator text, day date, class text, numerator numeric, denominator numeric) language sql stable as $$
  select t.indicator, t.day, t.class, t.numerator, t.denominator from indicator_total t
  where t.indicator = any (names) and t.day between since and until and t.area_id = any (array(select top.id from area_tops(which) top where not top.village))
  union all
  select c.indicator, c.day, c.class, c.numerator, c.denominator from indicator_cell c
  where c.indicator = any (names) and c.day between since and until and c.area_id = any (array(select top.id from area_tops(which) top where top.village))
$$;

select let_heirs_read();
