-- Audit: one append-only, commit-ordered change stream, written in the change's own transaction.
-- Sensitive values (trigger arguments) are kept encrypted under a key per record; destroying the key erases them
-- while every digest stays valid.

create table audit_entry (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  post_id uuid,
  permission text,
  action text not null check (action in ('insert', 'update', 'delete', 'view', 'export', 'erase', 'sign-in', 'sign-out', 'refused')),
  subject text not null,
  row_id text,
  before jsonb,
  after jsonb,
  sealed bytea,                               -- sensitive values, encrypted under record_key
  row_ids text[]                              -- every person shown by one viewing or export
);
create index audit_entry_stream on audit_entry (tx, id);
create index audit_entry_row on audit_entry (subject, row_id);

create table record_key (
  subject text not null,
  row_id text not null,
  key bytea not null default gen_random_bytes(32),
  primary key (subject, row_id)
);

create table erasure (
  subject text not null,
  row_id text not null,
  rule text not null,
  erased_at timestamptz not null default now(),
  primary key (subject, row_id)
);

create function audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  now_is jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_key text := coalesce(now_is, was) ->> 'id';
  hidden jsonb;
  secret bytea;
begin
  if tg_op = 'UPDATE' then
    if was = now_is then return null; end if;
    select jsonb_object_agg(n.key, was -> n.key), jsonb_object_agg(n.key, n.value) into was, now_is
      from jsonb_each(now_is) n where n.value is distinct from was -> n.key;
  end if;
  if tg_nargs > 0 then
    select jsonb_object_agg(k, jsonb_build_array(was -> k, now_is -> k)) into hidden
      from unnest(tg_argv) k where nullif(was -> k, 'null') is not null or nullif(now_is -> k, 'null') is not null;
    was := was - tg_argv;
    now_is := now_is - tg_argv;
    if hidden is not null then
      -- one upsert, because its way to the row is always the key: a select planned while the table was small scans it
      insert into record_key as k (subject, row_id) values (tg_table_name, row_key)
        on conflict (subject, row_id) do update set subject = k.subject returning key into secret;
    end if;
  end if;
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id, before, after, sealed)
  values (app_person(), app_post(), app_permission(), lower(tg_op), tg_table_name, row_key, was, now_is,
    case when hidden is not null then encrypt(convert_to(hidden::text, 'UTF8'), secret, 'aes') end);
  return null;
end $$;

-- Triggers don't see reads: the gate writes one entry per viewing or export of named people.
create function audit_viewing(act text, what text, ids text[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entry (person_id, post_id, permission, action, subject, row_ids)
  select app_person(), app_post(), app_permission(), act, what, ids where act in ('view', 'export');
$$;

-- The stream below the oldest running transaction: nothing can still appear before a cursor taken from it.
create view change_stream as
  select * from audit_entry where tx < pg_snapshot_xmin(pg_current_snapshot());

create table audit_block (
  no bigint primary key,
  last_tx xid8 not null,
  last_id bigint not null,
  entry_ids bigint[] not null,
  leaves bytea[] not null,                    -- digest of each entry, so that a fault is found to the entry
  previous bytea not null,
  digest bytea not null,
  sealed_at timestamptz not null default now()
);

create function audit_leaf(e audit_entry) returns bytea language sql stable
  return sha256(convert_to(jsonb_build_array(e.id, e.tx::text, extract(epoch from e.at)::text, e.person_id, e.post_id, e.permission,
    e.action, e.subject, e.row_id, e.before, e.after, encode(e.sealed, 'hex'), e.row_ids)::text, 'UTF8'));

create function audit_digest(no bigint, previous bytea, leaves bytea[]) returns bytea language sql immutable
  return sha256(int8send(no) || previous || sha256(array_to_string(array(select encode(l, 'hex') from unnest(leaves) with ordinality u(l, n) order by n), ',')::bytea));

-- Seals the entries that have committed since the last block (at most 5,000); returns how many. One sealer at a time.
create function audit_seal() returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_block;
  ids bigint[];
  digests bytea[];
  top_tx xid8;
  top_id bigint;
begin
  perform pg_advisory_xact_lock(7406001);
  select * into head from audit_block order by no desc limit 1;
  select array_agg(s.id order by s.tx, s.id), array_agg(s.leaf order by s.tx, s.id),
         (array_agg(s.tx order by s.tx desc, s.id desc))[1], (array_agg(s.id order by s.tx desc, s.id desc))[1]
    into ids, digests, top_tx, top_id
  from (select e.id, e.tx, audit_leaf(e) as leaf from audit_entry e
        where e.tx < pg_snapshot_xmin(pg_current_snapshot())
          and (head.no is null or (e.tx, e.id) > (head.last_tx, head.last_id))
        order by e.tx, e.id limit 5000) s;
  if ids is null then return 0; end if;
  insert into audit_block (no, last_tx, last_id, entry_ids, leaves, previous, digest)
  values (coalesce(head.no, 0) + 1, top_tx, top_id, ids, digests, coalesce(head.digest, '\x00'),
          audit_digest(coalesce(head.no, 0) + 1, coalesce(head.digest, '\x00'), digests));
  return cardinality(ids);
end $$;

-- Every fault of the chain: an altered, missing or added entry, an altered or missing block.
create function audit_faults() returns table (block_no bigint, entry_id bigint, fault text)
language sql stable security definer set search_path = public, pg_temp as $$
  with block as (select b.*, lag(b.digest) over (order by b.no) as before_digest, lag(b.no) over (order by b.no) as before_no from audit_block b),
  leaf as (select b.no, u.entry_id, u.leaf from audit_block b, unnest(b.entry_ids, b.leaves) u(entry_id, leaf))
  select no, null::bigint, 'block altered' from block where digest <> audit_digest(no, previous, leaves)
  union all select no, null, 'chain broken' from block where previous <> coalesce(before_digest, '\x00') or no <> coalesce(before_no, 0) + 1
  union all select l.no, l.entry_id, case when e.id is null then 'entry missing' else 'entry altered' end
    from leaf l left join audit_entry e on e.id = l.entry_id where e.id is null or audit_leaf(e) <> l.leaf
  union all select null, e.id, 'entry added' from audit_entry e
    where (e.tx, e.id) <= (select last_tx, last_id from audit_block order by no desc limit 1)
      and not exists (select 1 from leaf l where l.entry_id = e.id)
$$;

-- Erases the sensitive values of one record from the audit by destroying its key; the chain stays valid.
create function audit_erase(what text, which text, rule_name text) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from record_key where subject = what and row_id = which;
  insert into erasure (subject, row_id, rule) values (what, which, rule_name) on conflict do nothing;
  insert into audit_entry (person_id, post_id, permission, action, subject, row_id, after)
  values (app_person(), app_post(), app_permission(), 'erase', what, which, jsonb_build_object('rule', rule_name));
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: %', tg_table_name using errcode = '42501';
end $$;
create trigger append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger append_only before update or delete on audit_block for each row execute function refuse_change();

revoke execute on function audit_seal(), audit_erase(text, text, text), audit_faults(), audit_viewing(text, text, text[]), find_body_scope(int) from public;
grant execute on function audit_viewing(text, text, text[]) to pd_area, pd_whole;
grant execute on function audit_seal(), audit_erase(text, text, text), audit_faults(), find_body_scope(int) to phaodai_system;

-- A named action is the only way to change a state: every table with a state column carries this guard.
create table state_transition (
  subject text not null,
  action text not null,                       -- permission is subject.action
  from_state text not null,
  to_state text not null,
  primary key (subject, action, from_state, to_state)
);
grant select on state_transition to pd_area, pd_whole;

create function guard_state() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not exists (
    select 1 from state_transition t
    where t.subject = tg_table_name and t.from_state = old.state and t.to_state = new.state
      and t.subject || '.' || t.action = app_permission()) then
    raise exception 'state % -> % is no action of %', old.state, new.state, coalesce(app_permission(), '?') using errcode = 'PD001';
  end if;
  return new;
end $$;

create function next_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;

create trigger audit after insert or update or delete on person for each row execute function audit_row('full_name', 'search_key', 'phone', 'email');
create trigger audit after insert or update or delete on post for each row execute function audit_row();
create trigger audit after insert or update or delete on body_alias for each row execute function audit_row();
create trigger next_version before update on person for each row execute function next_version();
create trigger next_version before update on post for each row execute function next_version();
