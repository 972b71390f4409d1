-- Entries of search are written by functions made for each kind, whose plans a connection keeps: EXECUTE planned the kind's
-- view anew for every row, which cost more than all the rest of it. A list of ids would be planned anew too without the
-- setting. Rows that are added, most of all, are written by their trigger itself.

create procedure make_search_writer(what text) language plpgsql as $$
declare
  -- Who sees it, as keys: the bodies themselves, or each with all above it. Keys that come twice stand once in a tsvector.
  written constant text := format($f$select %1$L, v.row_id, v.day, v.state, v.issuer_id, search_keys(v.words, array[%2$L] || case when v.private
    then array(select 's:' || b from unnest(v.seen_by) b) else 's:all'::text || array(select k from search_above a, unnest(a.keys) k where a.body_id = any (v.seen_by)) end) from %3$I v$f$,
    what, 'k:' || what, 'search_' || what);
begin
  execute format($f$
    create function %1$I(ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $w$
    begin
      delete from search_entry e where e.kind = %2$L and e.row_id = any (ids) and not exists (select from %3$I v where v.row_id = e.row_id);
      insert into search_entry as old (kind, row_id, day, state, issuer_id, keys) %4$s where v.row_id = any (ids)
        on conflict (kind, row_id) do update set day = excluded.day, state = excluded.state, issuer_id = excluded.issuer_id, keys = excluded.keys
        where (old.day, old.state, old.issuer_id, old.keys) is distinct from (excluded.day, excluded.state, excluded.issuer_id, excluded.keys);
    end $w$ $f$, 'search_write_' || what, what, 'search_' || what, written);
  execute format($f$
    create function %1$I() returns trigger language plpgsql security definer set search_path = public, pg_temp as $w$
    begin
      insert into search_entry (kind, row_id, day, state, issuer_id, keys) %2$s where v.row_id = any (array(select id from new_rows));
      return null;
    end $w$ $f$, 'search_added_' || what, written);
  execute format('revoke execute on function %I(uuid[]), %I() from public', 'search_write_' || what, 'search_added_' || what);
end $$;

-- The present kinds, each on the table it was joined to.
do $$
declare
  joined record;
begin
  for joined in select k.name, t.tgrelid::regclass as of_table from search_kind k join pg_trigger t on t.tgname = 'search_added' and encode(t.tgargs, 'escape') = k.name || '\000' loop
    call make_search_writer(joined.name);
    execute format('drop trigger search_added on %s', joined.of_table);
    execute format('create trigger search_added after insert on %s referencing new table as new_rows for each statement execute function %I()', joined.of_table, 'search_added_' || joined.name);
  end loop;
  if exists (select from search_kind where to_regproc('search_write_' || name) is null) then raise exception 'a kind of search without a trigger'; end if;
end $$;
drop function search_added();
drop function search_scope(int[], boolean);
alter table search_entry drop constraint search_entry_kind_fkey; -- only these functions write, each its own kind

-- Brings entries of these rows up to date: those that the kind's view shows are written, others go.
create or replace function keep_search_entries(what text, ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('select %I($1)', 'search_write_' || what) using ids;
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
end $$;
revoke execute on procedure make_search_writer(text) from public;
