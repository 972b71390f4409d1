-- One search over documents, their items, tasks and whatever joins later. Every findable row has an entry, written by triggers
-- in the transaction of the row itself. An entry's keys hold its words without marks, its words with marks, its neighbouring
-- words as pairs, its kind, and every body that sees it, so that one index answers words and scope together.
-- No request's role may read entries: find_entries() answers ids in the caller's scope, and the rows themselves are then read
-- under their own policies.
--
-- To join with a kind of your own: write a view search_<kind> with the columns of search_task below, call
-- join_search('<kind>', '<table>', '<subject>', '{columns that change it}'), and declare how its hits are shown in
-- apps/server/src/search/kinds.queries.ts. Nothing else but its word on screen.

-- Lower case, decomposed, only letters and digits, one space between words, the tone at the end of its word: "hoà" and "hòa"
-- are one word, "phòng" and "phong" two. A word is cut at 60 letters.
create function search_marked(said text) returns text language sql immutable parallel safe as $$
  select trim(regexp_replace(regexp_replace(regexp_replace(
    translate(lower(normalize(said, nfd)), 'Đ', 'đ'),
    '[^a-z0-9\u00c0-\u02af\u0300-\u036f\u0370-\u1fff\u3040-\ud7ff]+', ' ', 'g'),
    '([\u0300\u0301\u0303\u0309\u0323])([a-zđ\u0302\u0306\u031b]+)', '\2\1', 'g'),
    '([^ ]{60})[^ ]+', '\1', 'g'))
$$;

-- The same without any mark: "phong chong dich".
create function search_folded(marked text) returns text language sql immutable parallel safe
  return translate(marked, E'đ\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b', 'd');

-- A text's keys. (m) 120,000 letters all different stay below the megabyte that a tsvector holds; of a longer document the rest
-- is found by its items, which have entries of their own. A pair begins with a sign no word begins with, so that a word being
-- typed does not ask for the pairs too.
create function search_keys(said text, more text[] default '{}') returns tsvector language plpgsql immutable parallel safe as $$
declare
  marked constant text := search_marked(left(said, 120000));
  words text[] := array_remove(string_to_array(search_folded(marked), ' '), '');
  pairs text[] := '{}';
  word text;
  before text;
begin
  foreach word in array words loop
    if before is not null then pairs := pairs || ('_' || before || '_' || word); end if;
    before := word;
  end loop;
  return array_to_tsvector(words || pairs || array_remove(string_to_array(marked, ' '), '') || more);
end $$;

-- Each body with all above it, as keys of whoever sees what it sees.
create table search_above (body_id int primary key references body on delete cascade, keys text[] not null);

create function keep_search_above() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into search_above as old (body_id, keys)
    with recursive up (body_id, id) as (
      select n.id, n.id from new_rows n
      union
      select up.body_id, b.parent_id from up join body b on b.id = up.id where b.parent_id is not null)
    select body_id, array_agg('s:' || id) from up group by 1
  on conflict (body_id) do update set keys = excluded.keys;
  return null;
end $$;
create trigger search_above_added after insert on body referencing new table as new_rows for each statement execute function keep_search_above();
insert into search_above (body_id, keys)
  with recursive up (body_id, id) as (
    select id, id from body
    union
    select up.body_id, b.parent_id from up join body b on b.id = up.id where b.parent_id is not null)
  select body_id, array_agg('s:' || id) from up group by 1;

-- Who sees a row, as keys: each body that is, or stands above, one of these; `private`: these bodies alone.
create function search_scope(seen_by int[], private boolean) returns text[] language sql stable parallel safe as $$
  select case when private then array(select 's:' || b from unnest(seen_by) b)
    else '{s:all}' || array(select distinct k from search_above a, unnest(a.keys) k where a.body_id = any (seen_by)) end
$$;

create table search_kind (
  name text primary key,
  subject text not null,                      -- whoever may read this subject may find this kind
  place int not null generated always as identity
);

create table search_entry (
  kind text not null references search_kind,
  row_id uuid not null,
  day date not null,                          -- what results are ordered by: newest first
  state text,
  issuer_id int,
  keys tsvector not null,
  primary key (kind, row_id)
);
alter table search_entry alter column keys set storage main; -- beside its row, not in a table apart: lists look through them
create index search_entry_newest on search_entry (kind, day desc, row_id desc);
create index search_entry_keys on search_entry using gin (keys) with (gin_pending_list_limit = 1024);
alter table search_entry alter column keys set statistics 200;

-- Brings entries of these rows up to date: those that the kind's view shows are written, others go.
create function keep_search_entries(what text, ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('delete from search_entry e where e.kind = $1 and e.row_id = any ($2) and not exists (select from %I v where v.row_id = e.row_id)', 'search_' || what) using what, ids;
  execute format('insert into search_entry as old (kind, row_id, day, state, issuer_id, keys)
    select $1, v.row_id, v.day, v.state, v.issuer_id, search_keys(v.words, search_scope(v.seen_by, v.private) || (''k:'' || $1))
    from %I v where v.row_id = any ($2)
    on conflict (kind, row_id) do update set day = excluded.day, state = excluded.state, issuer_id = excluded.issuer_id, keys = excluded.keys
    where (old.day, old.state, old.issuer_id, old.keys) is distinct from (excluded.day, excluded.state, excluded.issuer_id, excluded.keys)', 'search_' || what) using what, ids;
end $$;

create function search_added() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_search_entries(tg_argv[0], array(select id from new_rows));
  return null;
end $$;
create function search_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_search_entries(tg_argv[0], array[new.id]);
  return null;
end $$;
create function search_gone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_entry where kind = tg_argv[0] and row_id in (select id from old_rows);
  return null;
end $$;

-- Makes the rows of a table findable: present rows now, others as they come and change.
create procedure join_search(what text, of_table text, of_subject text, changes text[]) language plpgsql as $$
begin
  insert into search_kind (name, subject) values (what, of_subject);
  execute format('create trigger search_added after insert on %I referencing new table as new_rows for each statement execute function search_added(%L)', of_table, what);
  execute format('create trigger search_changed after update of %s on %I for each row execute function search_changed(%L)',
    (select string_agg(quote_ident(c), ', ') from unnest(changes) c), of_table, what);
  execute format('create trigger search_gone after delete on %I referencing old table as old_rows for each statement execute function search_gone(%L)', of_table, what);
  execute format('select keep_search_entries(%L, array(select id from %I))', what, of_table);
end $$;

-- The views are read with the owner's rights by keep_search_entries() and granted to nobody.
create view search_document as
  select d.id as row_id, coalesce(d.issued_on, (d.created_at at time zone 'Asia/Ho_Chi_Minh')::date) as day, d.state, d.issuer_id,
    concat_ws(' ', d.number, d.abstract, d.issuer_text, i.name, i.short_name, d.text) as words,
    d.owner_id || array(select v.body_id from directive_delivery v where v.directive_id = d.id and d.state <> 'draft') as seen_by,
    d.state = 'draft' as private
  from directive d left join body i on i.id = d.issuer_id;

create view search_item as
  select m.id as row_id, coalesce(d.issued_on, (d.created_at at time zone 'Asia/Ho_Chi_Minh')::date) as day, d.state, d.issuer_id,
    concat_ws(' ', d.number, substr(d.text, m.span_start + 1, m.span_end - m.span_start)) as words,
    d.owner_id || array(select v.body_id from directive_delivery v where v.directive_id = d.id and d.state <> 'draft') as seen_by,
    d.state = 'draft' as private
  from directive_item m join directive d on d.id = m.directive_id;

create view search_task as
  select t.id as row_id, (t.created_at at time zone 'Asia/Ho_Chi_Minh')::date as day, t.state, t.assigner_id as issuer_id,
    concat_ws(' ', d.number, t.text) as words, array[t.body_id, t.assigner_id, t.origin_id, t.monitor_id] as seen_by, false as private
  from task t left join directive d on d.id = t.directive_id;

call join_search('document', 'directive', 'directive', '{number,abstract,issuer_text,issuer_id,issued_on,text,state,owner_id}');
call join_search('item', 'directive_item', 'directive', '{span_start,span_end}');
call join_search('task', 'task', 'task', '{text,state,body_id,assigner_id,origin_id,monitor_id}');

-- What a document says of itself stands in its items too; its number also in its tasks.
create function search_document_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.number, new.issuer_id, new.issued_on, new.text, new.state) is distinct from (old.number, old.issuer_id, old.issued_on, old.text, old.state) then
    perform keep_search_entries('item', array(select id from directive_item where directive_id = new.id));
  end if;
  if new.number is distinct from old.number then perform keep_search_entries('task', array(select id from task where directive_id = new.id)); end if;
  return null;
end $$;
create trigger search_items_changed after update of number, issuer_id, issued_on, text, state on directive for each row execute function search_document_changed();

create function search_delivered() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  letters constant uuid[] := array(select distinct directive_id from new_rows);
begin
  perform keep_search_entries('document', letters);
  perform keep_search_entries('item', array(select id from directive_item where directive_id = any (letters)));
  return null;
end $$;
create trigger search_delivered after insert on directive_delivery referencing new table as new_rows for each statement execute function search_delivered();

alter table search_entry enable row level security;
alter table search_kind enable row level security;
alter table search_above enable row level security;

-- What was typed, as queries: whole words next to each other with the marks typed, then the same anywhere, then without marks and
-- with the last word perhaps unfinished. Each leaves out what an earlier one found. Behind them stand the widest as it is, and the
-- widest without its unfinished word. Words in quotes, and the parts of a number
-- ("219-CV/TU"), must stand together. Empty when nothing was typed.
create function search_queries(typed text) returns tsquery[] language plpgsql immutable parallel safe as $$
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
  told := coalesce(near && told, near);
  if near = bound then return array[told, loose && !!told, loose, firm]; end if;
  return array[told, same && !!near, loose && !!same, loose, firm];
end $$;

-- Rows that match, newest first, by looking through entries of a kind in that order: all of them, or so many of the newest.
create function search_walk(what text, asked tsquery, narrowed text, newest int, page int) returns search_entry[]
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  found search_entry[];
begin
  execute format('select array_agg(row(e.kind, e.row_id, e.day, null, null, null)::search_entry) from (
    select * from (select * from search_entry where kind = $1 and %s order by day desc, row_id desc limit $3) e
    where e.keys @@ $2 order by e.day desc, e.row_id desc limit $4) e', narrowed) into found using what, asked, newest, page;
  return coalesce(found, '{}');
end $$;

-- The same by the index, which has to collect all that match; null when they are more than `most`. An unfinished word stands for
-- a hundred others, all of which the index would collect: it is looked for in the rows that hold the finished ones, where these
-- are few.
create function search_index(asked tsquery, firm tsquery, narrowed text, most int, page int) returns search_entry[]
language plpgsql stable set search_path = public, pg_temp set jit = off set enable_seqscan = off set work_mem = '32MB' as $$
declare
  found search_entry[];
  total int;
  held int;
begin
  if firm is not null then
    execute format('with held as materialized (select * from search_entry where keys @@ $1 and %s limit $3 + 1), hits as materialized (select * from held where keys @@ $2),
      page as (select row(kind, row_id, day, null, null, null)::search_entry as hit from hits order by day desc, row_id desc limit $4)
      select (select count(*) from held), (select array_agg(hit) from page)', narrowed) into held, found using firm, asked, most, page;
    if held <= most then return coalesce(found, '{}'); end if;
  end if;
  execute format('with hits as materialized (select kind, row_id, day from search_entry where keys @@ $1 and %s limit $2 + 1),
    page as (select row(kind, row_id, day, null, null, null)::search_entry as hit from hits order by day desc, row_id desc limit $3)
    select (select count(*) from hits), (select array_agg(hit) from page)', narrowed) into total, found using asked, most, page;
  return case when total > most then null else coalesce(found, '{}') end;
end $$;

-- One page of a kind, best rank first, within it newest first: ids in the caller's scope, none of a kind the caller may not read.
-- Where the newest entries hold a page they are looked through, since the index would collect thousands for a few; what they do
-- not hold is rare enough for the index. `after_…`: the last row of the page before.
create function find_entries(what text, typed text, wanted jsonb, after_rank int, after_day date, after_row uuid, page int)
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
    if hits is null then hits := search_walk(what, asked, past, null, missing); end if;
    return query select h.row_id, h.day, rank from unnest(hits) with ordinality h order by h.ordinality;
    missing := missing - cardinality(hits);
    exit when missing <= 0;
  end loop;
end $$;
revoke execute on function find_entries(text, text, jsonb, int, date, uuid, int), search_walk(text, tsquery, text, int, int), search_index(tsquery, tsquery, text, int, int),
  keep_search_entries(text, uuid[]) from public;
revoke execute on procedure join_search(text, text, text, text[]) from public;
grant execute on function find_entries(text, text, jsonb, int, date, uuid, int) to pd_area, pd_whole;

insert into role_permission (role, permission) select r.name, 'search.read' from role r;
