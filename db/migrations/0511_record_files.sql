-- Files of register records (ADR 0065): a file that a record names hangs on that record, and is seen by whoever sees the record.

-- Whether the caller sees a record of a register, under the register's own policies; a subject that is no register is none.
create function record_visible(what text, which uuid) returns boolean language plpgsql stable as $$
declare
  seen boolean;
begin
  if to_regprocedure('sees_' || what || '(uuid)') is null then return false; end if;
  execute format('select %I($1)', 'sees_' || what) into seen using which;
  return seen;
end $$;
do $$ begin
  execute replace(pg_get_functiondef('attachment_visible(text, uuid)'::regprocedure), 'else false', 'else record_visible(what, which)');
end $$;

-- Hangs the file of a column (argument) on its record. It is the acting post's own and hangs nowhere else, or it is refused as one that is not there.
create function attach_record_file() returns trigger language plpgsql as $$
declare
  named uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  update file set attached_subject = tg_table_name, attached_id = new.id where id = named and post_id = app_post() and attached_id is null;
  if not exists (select from file f where f.id = named and f.attached_subject = tg_table_name and f.attached_id = new.id) then
    raise exception 'a file of % that hangs elsewhere', tg_table_name using errcode = '23503';
  end if;
  return null;
end $$;
create index file_name on file (name); -- a sheet that is read names files by their names

-- The signed copy of a decision to collect visits.
alter table collection_decision add signed_copy uuid references file;
create index collection_decision_signed_copy on collection_decision (signed_copy);
drop policy collection_decision_write on collection_decision;
create policy collection_decision_write on collection_decision for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('collection_decision.create', 'collection_decision.import')
  and state = 'in_force' and version = 1 and voided_at is null
  and created_by = app_post()
  and (signed_copy is null or sees_file(signed_copy)));
drop policy collection_decision_write_whole on collection_decision;
create policy collection_decision_write_whole on collection_decision for insert to pd_whole with check (
  app_permission() in ('collection_decision.create', 'collection_decision.import')
  and state = 'in_force' and version = 1 and voided_at is null
  and created_by = app_post()
  and (signed_copy is null or sees_file(signed_copy)));
create trigger guard_link_signed_copy before update of signed_copy on collection_decision for each row
  when (new.signed_copy is distinct from old.signed_copy and new.signed_copy is not null and not sees_file(new.signed_copy)) execute function refuse_link();
create trigger attach_signed_copy after insert or update of signed_copy on collection_decision for each row when (new.signed_copy is not null) execute function attach_record_file('signed_copy');
grant select (signed_copy), insert (signed_copy), update (signed_copy) on collection_decision to pd_area, pd_whole;
select let_heirs_read();
