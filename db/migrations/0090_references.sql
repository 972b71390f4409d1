-- What a document rests on (domain: SS01, DanChieu): one row per citation, as read or as a clerk corrected it. Which document
-- is meant is found by number, issuer and day among what the reader himself may see, so that a row tells nobody of a document
-- out of his sight; target_id stands only where a person chose, or where the document was written out of another.

create table directive_reference (
  id uuid primary key,
  directive_id uuid not null references directive,
  item_label text,                            -- the item that carries it out (of a written document), else null
  relation text not null check (relation in ('basis', 'carry-out', 'concretise', 'replace', 'amend', 'repeal', 'recall')),
  doc_type text,
  number text,
  number_key text,
  issued_on date,
  issuer_text text,
  span_start int,
  span_end int,
  target_id uuid references directive,
  target_label text,
  source text not null check (source in ('read', 'added', 'written')),
  removed_at timestamptz,                     -- taken out by a clerk; can be put back
  created_by uuid default app_post() references post,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index directive_reference_from on directive_reference (directive_id);
create index directive_reference_target on directive_reference (target_id) where target_id is not null;
create index directive_reference_number on directive_reference (number_key) where number_key is not null;
create index directive_reference_author on directive_reference (created_by);
create index directive_number_key on directive (number_key) where number_key is not null;

-- Which bodies owe a document of their own, where the office says otherwise than the tasks.
create table directive_owed (
  id uuid primary key default gen_random_uuid(),
  directive_id uuid not null references directive,
  body_id int not null references body,
  owed boolean not null,
  created_by uuid not null default app_post() references post,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (directive_id, body_id)
);
create index directive_owed_body on directive_owed (body_id);
create index directive_owed_author on directive_owed (created_by);

alter table directive add column expires_on date; -- last day in force, when the document or the office says one
create index directive_expiry on directive (expires_on) where expires_on is not null;
create index directive_ended on directive (state) where state in ('withdrawn', 'superseded');

-- What was decided about a task or a document whose ground has changed. The list itself is counted from the references, so
-- that nothing is forgotten when a citation is found later, and nothing closes by itself.
create table review_decision (
  id uuid primary key default gen_random_uuid(),
  owner_id int not null references body default app_body(),
  task_id uuid references task,
  document_id uuid references directive,
  cause_id uuid not null references directive,
  cause text not null check (cause in ('superseded', 'withdrawn', 'amended', 'repealed', 'expired')),
  because_id uuid references directive,       -- the document that replaced, amended or repealed it
  decision text not null check (decision in ('keep', 'adjust', 'end')),
  reason text not null check (reason <> ''),
  by_title text not null,
  created_by uuid not null default app_post() references post,
  created_at timestamptz not null default now(),
  check ((task_id is null) <> (document_id is null))
);
create index review_decision_owner on review_decision (owner_id, cause_id);
create index review_decision_task on review_decision (task_id) where task_id is not null;
create index review_decision_document on review_decision (document_id) where document_id is not null;
create index review_decision_cause on review_decision (cause_id);
create index review_decision_because on review_decision (because_id) where because_id is not null;
create index review_decision_author on review_decision (created_by);

-- Documents read before this day: their citations as the engine found them; the words before each say the relation.
insert into directive_reference (id, directive_id, relation, doc_type, number, number_key, issued_on, issuer_text, span_start, span_end, source)
select gen_random_uuid(), c.id,
  case when c.before ~* 'thay thế[^.;]*$' then 'replace' when c.before ~* 'sửa đổi[^.;]*$' then 'amend' when c.before ~* '(bãi bỏ|hủy bỏ)[^.;]*$' then 'repeal'
    when c.before ~* 'cụ thể hóa[^.;]*$' then 'concretise' when c.before ~* 'căn cứ[^.;]*$' then 'basis'
    when c.before ~* 'thực hiện[^.;]*$' and c.at < c.first_item then 'carry-out' else 'recall' end,
  c.cited #>> '{type,value}', c.cited #>> '{number,value}', upper(regexp_replace(normalize(c.cited #>> '{number,value}', nfc), '\s+', '', 'g')),
  (c.cited #>> '{date,value}')::date, c.cited #>> '{issuer,value}', c.at, (c.cited #>> '{span,end}')::int, 'read'
from (
  select d.id, cited, (cited #>> '{span,start}')::int as at, substring(d.text from greatest(1, (cited #>> '{span,start}')::int - 159) for least(160, (cited #>> '{span,start}')::int)) as before,
    coalesce((select min(i.span_start) from directive_item i where i.directive_id = d.id), length(d.text)) as first_item
  from directive d, jsonb_array_elements(coalesce(d.reading -> 'references', '[]')) cited
) c;

alter table directive_reference enable row level security;
alter table directive_owed enable row level security;
alter table review_decision enable row level security;
grant select, insert on directive_reference, directive_owed, review_decision to pd_area, pd_whole;
grant update (relation, doc_type, number, number_key, issued_on, issuer_text, span_start, span_end, target_id, target_label, removed_at) on directive_reference to pd_area, pd_whole;
grant update (owed) on directive_owed to pd_area, pd_whole;
grant update (expires_on) on directive to pd_area, pd_whole;

create policy reference_read on directive_reference for select to pd_area, pd_whole using (exists (select 1 from directive d where d.id = directive_id));
create policy reference_write on directive_reference for insert to pd_area, pd_whole with check (
  directive_owner(directive_id) = app_body() and app_permission() in ('directive.intake', 'directive.review', 'directive.issue', 'directive.direct', 'reference.write')
  and (target_id is null or exists (select 1 from directive d where d.id = target_id)));
create policy reference_change on directive_reference for update to pd_area, pd_whole
  using (directive_owner(directive_id) = app_body() and app_permission() in ('directive.review', 'reference.write'))
  with check (directive_owner(directive_id) = app_body() and (target_id is null or exists (select 1 from directive d where d.id = target_id)));

create policy owed_read on directive_owed for select to pd_area using (
  'directive' = any ((select app_reads())::text[])
  and (body_id between app_body_lo() and app_body_hi() or directive_owner(directive_id) between app_body_lo() and app_body_hi()));
create policy owed_read_whole on directive_owed for select to pd_whole using ('directive' = any ((select app_reads())::text[]));
create policy owed_write on directive_owed for insert to pd_area, pd_whole with check (app_permission() = 'reference.write' and directive_owner(directive_id) = app_body());
create policy owed_change on directive_owed for update to pd_area, pd_whole
  using (app_permission() = 'reference.write' and directive_owner(directive_id) = app_body()) with check (directive_owner(directive_id) = app_body());

create policy directive_expire on directive for update to pd_area, pd_whole
  using (owner_id = app_body() and app_permission() = 'reference.write') with check (owner_id = app_body());

create policy decision_read on review_decision for select to pd_area, pd_whole using (owner_id = app_body() and 'directive' = any ((select app_reads())::text[]));
create policy decision_write on review_decision for insert to pd_area, pd_whole with check (
  owner_id = app_body() and created_by = app_post() and exists (select 1 from directive c where c.id = cause_id)
  and (because_id is null or exists (select 1 from directive b where b.id = because_id))
  and ((task_id is not null and app_permission() in ('task.decide', 'task.cancel') and exists (select 1 from task t where t.id = task_id and t.assigner_id = app_body()))
    or (document_id is not null and app_permission() in ('review.decide', 'directive.withdraw') and directive_owner(document_id) = app_body())));

create trigger next_version before update on directive_reference for each row execute function next_version();
create trigger next_version before update on directive_owed for each row execute function next_version();
create trigger audit after insert or update or delete on directive_reference for each row execute function audit_row();
create trigger audit after insert or update or delete on directive_owed for each row execute function audit_row();
create trigger audit after insert or update or delete on review_decision for each row execute function audit_row();

insert into office_setting (key, value, valid_from, source) values
  ('concretise-within-days', '5', '2020-01-01', 'Thông lệ văn phòng: văn bản cụ thể hóa ban hành trong 5 ngày kể từ ngày nhận, khi văn bản cấp trên không ấn định hạn');

-- An office sets the number of days anew from a day on; the earlier rule stands for the days before.
create function set_concretise_days(days int, told text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is distinct from 'office.set' then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into office_setting (key, value, valid_from, source) values ('concretise-within-days', to_jsonb(days), app_today(), told)
  on conflict (key, valid_from) do update set value = excluded.value, source = excluded.source;
end $$;
revoke execute on function set_concretise_days(int, text) from public;
grant execute on function set_concretise_days(int, text) to pd_area, pd_whole;

insert into role_permission (role, permission)
select r, p from (values
  ('clerk', '{reference.write,review.decide}'::text[]), ('officer', '{reference.write,review.decide}'), ('leader', '{review.decide}'), ('province-leader', '{review.decide,office.set}'),
  ('admin', '{office.set}')
) as given (r, ps), unnest(ps) p
on conflict do nothing;
