-- Who is acting: settings that the gate writes with SET LOCAL at the start of every request's transaction.
-- A setting that was never written reads as null; after a reset it reads as '', hence nullif. Null refuses.
-- area_id and body_id are numbered in tree order, so a subtree is one range of integers.

create extension if not exists pgcrypto;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create function app_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.person', true), '')::uuid;
create function app_post() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.post', true), '')::uuid;
create function app_permission() returns text language sql stable parallel safe
  return nullif(current_setting('app.permission', true), '');
create function app_body() returns int language sql stable parallel safe
  return nullif(current_setting('app.body', true), '')::int;
create function app_body_lo() returns int language sql stable parallel safe
  return nullif(current_setting('app.body_lo', true), '')::int;
create function app_body_hi() returns int language sql stable parallel safe
  return nullif(current_setting('app.body_hi', true), '')::int;
create function app_area_lo() returns int language sql stable parallel safe
  return nullif(current_setting('app.area_lo', true), '')::int;
create function app_area_hi() returns int language sql stable parallel safe
  return nullif(current_setting('app.area_hi', true), '')::int;
create function app_area_ids() returns int[] language sql stable parallel safe
  return nullif(current_setting('app.area_ids', true), '')::int[];
-- Subjects ('task', 'rumour' …) that the acting post may read, whatever its present permission.
create function app_reads() returns text[] language sql stable parallel safe
  return nullif(current_setting('app.reads', true), '')::text[];

comment on function app_body() is 'The body in whose name the acting post works (a committee office works for its committee).';
